"""The subject menu: every category is there, and says something."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compliance.answers import Answer, met, not_met
from compliance.items.shared import lack_of, no_bulletin, no_entries, of_category, remedy_of
from compliance.subject import Presence, Subject, titles
from pages.bip.categories import BY_CODE, CATEGORIES
from pages.bip.models import WithholdingPage
from pages.bip.models.entries.withholding import NAMED_INTERESTS

REQUIRED = tuple(category.code for category in CATEGORIES if category.required)
# Those that a reader must never find empty.
NEVER_EMPTY = ("inspections", "registers", "property")


def categories(subject: Subject) -> Answer:
    """L4: the subject menu covers every category."""
    return _all_there(subject, REQUIRED, _("Every category of the subject menu is there and says something."))


def never_empty(subject: Subject) -> Answer:
    """L27: inspections, registers and property, or a dated note that there are none."""
    good = _("Inspections, registers and property are there, or it is said with a date that there are none.")
    return _all_there(subject, NEVER_EMPTY, good)


def unpublished(subject: Subject) -> Answer:
    """L8: how to get what isn't published in the bulletin."""
    if subject.bulletin is None:
        return no_bulletin(subject)
    return of_category(subject, "unpublished", _("The page says how to get what is not in the bulletin."))


def withheld(subject: Subject) -> Answer:
    """L9: of what is withheld, the scope, the basis, who decided and in whose interest."""
    if subject.bulletin is None:
        return no_bulletin(subject)
    found = subject.category("withholdings")
    if not found.is_there:
        return of_category(subject, "withholdings", "")
    proof = subject.proof_of(found.page)
    entries = subject.own_of(WithholdingPage)
    lacking = [entry for entry in entries if not _is_complete(entry)]
    if lacking:
        why = _("These statements lack what is withheld, the basis, who decided, or in whose interest: %(titles)s.")
        to_do = _("Complete the statement and publish it again.")
        return not_met(why % {"titles": titles(lacking)}, to_do, subject.place_of(lacking[0]), proof)
    if not entries:
        return no_entries(subject, found, _("Nothing is withheld, and the page says so."))
    return met(_("Every statement says what is withheld, on what basis, who decided and in whose interest."), proof)


def _is_complete(entry: WithholdingPage) -> bool:
    named = bool(entry.interest_of) or entry.interest not in NAMED_INTERESTS
    return bool(entry.scope and entry.legal_basis and entry.decided_by and named)


def _all_there(subject: Subject, codes: tuple[str, ...], good: str) -> Answer:
    """Whether readers find each of some categories; the first one that lacks says what to do."""
    if subject.bulletin is None:
        return no_bulletin(subject)
    proof = subject.proof_of(subject.bulletin)
    lacking = {code: found for code in codes if not (found := subject.category(code)).is_there}
    if not lacking:
        return met(good, proof)
    code, found = next(iter(lacking.items()))
    if len(lacking) == 1:
        return not_met(lack_of(found, code), remedy_of(found, code), subject.place_of(found.page), proof)
    parts = [
        _sentence(presence, [code for code in lacking if lacking[code].presence is presence]) for presence in Presence
    ]
    why = " ".join(filter(None, parts))
    return not_met(why, remedy_of(found, code), subject.place_of(found.page), proof)


def _sentence(presence: Presence, codes: list[str]) -> str:
    """Categories that lack something in the same way, in a sentence."""
    if not codes:
        return ""
    count, names = len(codes), ", ".join(str(BY_CODE[code].title) for code in codes)
    message = {
        Presence.MISSING: ngettext(
            "%(count)s page is missing: %(names)s.", "%(count)s pages are missing: %(names)s.", count
        ),
        Presence.DRAFT: ngettext(
            "%(count)s page is a draft: %(names)s.", "%(count)s pages are drafts: %(names)s.", count
        ),
        Presence.EMPTY: ngettext("%(count)s page is empty: %(names)s.", "%(count)s pages are empty: %(names)s.", count),
        Presence.EXAMPLE: ngettext(
            "%(count)s page shows example content only: %(names)s.",
            "%(count)s pages show example content only: %(names)s.",
            count,
        ),
        Presence.STALE: ngettext(
            "%(count)s note that there is nothing is older than a year: %(names)s.",
            "%(count)s notes that there is nothing are older than a year: %(names)s.",
            count,
        ),
    }[presence]
    return message % {"count": count, "names": names}
