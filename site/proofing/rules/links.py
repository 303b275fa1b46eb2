"""Links: what they are called and whether they lead anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proofing.examples import link, page
from proofing.kinds import Level
from proofing.reading import Link, LinkState, Reading
from proofing.rule import Finding, rule

_SAYS_NOTHING = frozenset({
    "czytaj", "czytaj dalej", "czytaj więcej", "dalej", "dowiedz się więcej", "kliknij", "kliknij aby przejść",
    "kliknij i zobacz", "kliknij tu", "kliknij tutaj", "link", "na stronie", "na tej stronie", "odnośnik",
    "pobierz", "pod linkiem", "pod tym adresem", "pod tym linkiem", "przejdź", "przejdź do strony", "sprawdź", "strona",
    "szczegóły", "ten link", "tu", "tutaj", "tym linkiem", "w linku", "więcej", "więcej informacji",
    "więcej na stronie", "zobacz", "zobacz więcej",
    "докладніше", "детальніше", "натисніть тут", "посилання", "тут",
})  # fmt: skip
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)


def _links(reading: Reading) -> Iterator[Link]:
    return (item for item in reading.items if isinstance(item, Link))


@rule(
    code="link-text",
    title=gettext_lazy("A link says where it leads"),
    why=gettext_lazy("A screen reader lists links without the text around them: ten times “tutaj” tells nothing."),
    level=Level.BLOCKS,
    passes=(page(link("Wniosek o zasiłek celowy")), page(link("Więcej o Karcie Dużej Rodziny"))),
    fails=(page(link("tutaj")), page(link("Więcej…")), page(link("kliknij tutaj »")), page(link(" "))),
)
def link_texts(reading: Reading) -> Iterator[Finding]:
    """Links called “here”, “more”, or not at all."""
    for item in _links(reading):
        words = _EDGES.sub("", " ".join(item.words.split())).lower()
        if not words:
            message = _("A link to %(target)s has no words.") % {"target": item.target}
            yield Finding(item.place, item.target, message, _("Delete it, or write where it leads."))
        elif words in _SAYS_NOTHING:
            message = _("The link “%(words)s” doesn't say where it leads.") % {"words": item.words.strip()}
            yield Finding(
                item.place, item.words, message, _("Link the name of what is there, e.g. “Wniosek o zasiłek”.")
            )


@rule(
    code="bare-address",
    title=gettext_lazy("A link is words, not an address"),
    why=gettext_lazy("A screen reader spells an address letter by letter."),
    level=Level.WARNS,
    passes=(page(link("Portal Emp@tia", "https://empatia.mpips.gov.pl/")),),
    fails=(page(link("https://empatia.mpips.gov.pl/", "https://empatia.mpips.gov.pl/")),),
)
def bare_addresses(reading: Reading) -> Iterator[Finding]:
    """Links whose words are an address."""
    for item in _links(reading):
        if _ADDRESS.fullmatch(item.words.strip()):
            message = _("The link “%(words)s” is a bare address.") % {"words": item.words.strip()}
            yield Finding(item.place, item.words, message, _("Replace it by the name of the page that it leads to."))


@rule(
    code="dead-link",
    title=gettext_lazy("No link within the site leads nowhere"),
    why=gettext_lazy("A reader who follows it finds nothing, or words that promise a link and aren't one."),
    level=Level.BLOCKS,
    passes=(page(link("Kontakt", "/kontakt/")),),
    fails=(
        page(link("Regulamin", "/regulamin/", LinkState.GONE)),
        page(link("Nabór 2024", "/nabor-2024/", LinkState.WITHDRAWN)),
        page(link("Opłaty", "#oplaty", LinkState.NO_ANCHOR)),
    ),
)
def dead_links(reading: Reading) -> Iterator[Finding]:
    """Links to pages and files that are gone or withdrawn, and to places that the page doesn't have."""
    for item in _links(reading):
        words = {"words": item.words.strip() or item.target, "target": item.target}
        if item.state is LinkState.GONE:
            message = _("The link “%(words)s” leads to something that isn't there any more.") % words
            yield Finding(item.place, item.words, message, _("Choose another target, or remove the link."))
        elif item.state is LinkState.WITHDRAWN:
            message = _("The link “%(words)s” leads to a page that was withdrawn.") % words
            yield Finding(item.place, item.words, message, _("Choose another page, or remove the link."))
        elif item.state is LinkState.NO_ANCHOR:
            message = _("The link “%(words)s” leads to “%(target)s”, and this page has no such heading.") % words
            yield Finding(item.place, item.words, message, _("Link to a heading that is there, or remove the link."))


@rule(
    code="link-to-draft",
    title=gettext_lazy("A link leads to what everybody can open"),
    why=gettext_lazy("Until its target is public, readers see its words only."),
    level=Level.WARNS,
    passes=(page(link("Kontakt", "/kontakt/")),),
    fails=(page(link("Nowy program", "/nowy-program/", LinkState.DRAFT)),),
)
def links_to_drafts(reading: Reading) -> Iterator[Finding]:
    """Links to pages that aren't public yet; two new pages may well lead to each other."""
    for item in _links(reading):
        if item.state is LinkState.DRAFT:
            message = _("The link “%(words)s” leads to a page that readers can't open.") % {"words": item.words.strip()}
            yield Finding(
                item.place, item.words, message, _("Publish that page too; until then the words are no link.")
            )


@rule(
    code="link-to-place",
    title=gettext_lazy("A link to a heading of another page finds it there"),
    why=gettext_lazy("When it doesn't, readers stand at the beginning of a page and look for what was promised."),
    level=Level.WARNS,
    passes=(page(link("Opłaty za kartę", "/karta/#oplaty")),),
    fails=(page(link("Opłaty za kartę", "/karta/#oplaty", LinkState.NO_ANCHOR_THERE)),),
)
def links_to_places(reading: Reading) -> Iterator[Finding]:
    """Links to places that another page doesn't have, or has no more."""
    for item in _links(reading):
        if item.state is LinkState.NO_ANCHOR_THERE:
            words = {"words": item.words.strip() or item.target, "target": item.target}
            message = _("The link “%(words)s” leads to “%(target)s”, and that page has no such heading.") % words
            yield Finding(
                item.place, item.words, message, _("Link to a heading that is there, or to the page as a whole.")
            )
