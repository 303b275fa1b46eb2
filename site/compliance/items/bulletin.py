"""The bulletin as a place: its sign, its editors, its guide, its search, nothing foreign in it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from compliance.answers import Answer, met, not_met
from compliance.items.shared import no_bulletin, of_category, unopened
from compliance.looking import Look
from compliance.subject import Presence, Subject

NATIONAL = ("https://www.gov.pl/bip", "https://gov.pl/bip", "https://www.gov.pl/web/bip")


def sign(subject: Subject) -> Answer:
    """L1: the sign atop every page of the bulletin, and a link to the bulletin on the site's home."""
    if subject.bulletin is None:
        return no_bulletin(subject)
    home = subject.bulletin.local_url
    without = [look.path for look in subject.bulletin_looks if not _has_sign(look, home)]
    proof = subject.proof_of(subject.bulletin)
    if without:
        why = _("The sign of the BIP, as a link, is not at the top of: %(pages)s.") % {"pages": ", ".join(without[:5])}
        return not_met(why, unopened(subject.bulletin_looks) or templates_changed(), None, proof)
    if not subject.home_look.links_to(home):
        return not_met(_("The site’s home page doesn’t link to the bulletin."), templates_changed(), None, proof)
    message = _("The sign of the BIP stands at the top of the pages that were looked at (%(count)s) and leads home.")
    return met(message % {"count": len(subject.bulletin_looks)}, proof)


def _has_sign(look: Look, home: str) -> bool:
    return look.status == 200 and any(link == home or link.startswith(NATIONAL) for link in look.sign_links)


def templates_changed() -> str:
    """What to do about something that no editor can have caused."""
    return _("Tell whoever runs the site: its templates were changed.")


def editors(subject: Subject) -> Answer:
    """L2: the address of the editorial office, and an editor with a name, a phone and an e-mail address."""
    if subject.bulletin is None:
        return no_bulletin(subject)
    rows = [] if subject.bulletin.is_example else list(subject.bulletin.editors.all())
    proof = subject.proof_of(subject.bulletin)
    if not any(row.name and row.phone and row.email for row in rows):
        why = _("No editor of the bulletin has a name, a phone number and an e-mail address.")
        to_do = _("Give all three for at least one person or post.")
        return not_met(why, to_do, subject.place_of(subject.bulletin), proof)
    centre = subject.centre
    if not (centre.street and centre.city):
        why = _("The address of the editorial office is not given.")
        return not_met(why, _("Give the street and the town."), subject.settings_place, proof)
    return met(_("The home page of the bulletin gives the address and the editors."), proof)


def guide(subject: Subject) -> Answer:
    """L3: a guide to the bulletin, linked from its home."""
    if subject.bulletin is None:
        return no_bulletin(subject)
    found = subject.category("guide")
    if found.presence is Presence.FILLED:
        path = found.page.local_url
        look = next((look for look in subject.bulletin_looks if look.path == subject.bulletin.local_url), None)
        if look is None or not look.links_to(path):
            why = _("The home page of the bulletin doesn’t link to the guide.")
            to_do = _("Put the guide below a section of the bulletin.")
            return not_met(why, to_do, subject.place_of(found.page), subject.proof_of(subject.bulletin))
    return of_category(subject, "guide", _("The guide is there, and the home page of the bulletin links to it."))


def search(subject: Subject) -> Answer:
    """L5: a search on every page of the bulletin, which answers."""
    if subject.bulletin is None:
        return no_bulletin(subject)
    path = reverse("search")
    without = [look.path for look in subject.bulletin_looks if not look.has_search]
    proof = subject.proof_at(_("Search"), path)
    answers = any(look.path == path and look.status == 200 for look in subject.looks)
    if without or not answers:
        why = (
            _("There is no search on: %(pages)s.") % {"pages": ", ".join(without[:5])}
            if without
            else _("The search answers with an error.")
        )
        return not_met(why, unopened(subject.bulletin_looks) or templates_changed(), None, proof)
    return met(_("The search is on every page that was looked at, and answers."), proof)


def advertising(subject: Subject) -> Answer:
    """L6: nothing of anybody else's on the pages, and a policy that would keep it out."""
    if subject.bulletin is None:
        return no_bulletin(subject)
    proof = subject.proof_of(subject.bulletin)
    foreign = sorted({url for look in subject.bulletin_looks for url in look.foreign})
    if foreign:
        why = _("Pages of the bulletin fetch something from elsewhere: %(addresses)s.")
        to_do = _("Take it out: whatever comes from elsewhere may be an advertisement and learns who reads.")
        return not_met(why % {"addresses": ", ".join(foreign[:5])}, to_do, None, proof)
    lax = [look.path for look in subject.bulletin_looks if not _is_strict(look.policy)]
    if lax:
        why = _("The pages lack a policy that keeps foreign content out: %(pages)s.") % {"pages": ", ".join(lax[:5])}
        return not_met(why, unopened(subject.bulletin_looks) or templates_changed(), None, proof)
    return met(_("The pages fetch nothing from elsewhere, and their policy would not let them."), proof)


def _is_strict(policy: str) -> bool:
    """Whether a content policy has a default and names nobody else."""
    directives = [directive.split() for directive in policy.split(";") if directive.strip()]
    sources = {source for _name, *sources in directives for source in sources}
    own = {source for source in sources if source.startswith("'") or source in ("data:", "blob:")}
    return any(name == "default-src" for name, *_sources in directives) and sources == own
