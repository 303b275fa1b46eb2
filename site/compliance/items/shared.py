"""What many items answer with."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from compliance.answers import Answer, met, not_applicable, not_met
from compliance.looking import Look
from compliance.subject import InMenu, Presence, Subject
from pages.bip.categories import BY_CODE


def no_bulletin(subject: Subject) -> Answer:
    """Nothing of a bulletin can be there without its home."""
    return not_met(
        _("Readers can’t open a home page of the bulletin."),
        _("Publish the home page of the bulletin."),
        subject.place_of(None),
    )


def unopened(looks: Iterable[Look]) -> str:
    """Pages that answered with an error, in a sentence; empty when all of them opened."""
    broken = [f"{look.path} ({look.status})" for look in looks if look.status >= 400]
    return _("These pages answer with an error: %(pages)s.") % {"pages": ", ".join(broken[:5])} if broken else ""


def of_category(subject: Subject, code: str, good: str) -> Answer:
    """Whether readers find a category of the subject menu; `good` is the sentence for when they find content."""
    found = subject.category(code)
    proof = subject.proof_of(found.page) if found.page is not None else None
    if found.presence is Presence.FILLED:
        return met(good, proof)
    if found.presence is Presence.NOTHING:
        return met(said_nothing(found), proof)
    return not_met(lack_of(found, code), remedy_of(found, code), subject.place_of(found.page), proof)


def no_entries(subject: Subject, found: InMenu, nothing: str) -> Answer:
    """A category that readers find and that has no entry; `nothing` is the sentence for when the page says so itself.

    It may also lead to a page of plain text, which nobody but a person can check.
    """
    if found.presence is Presence.NOTHING:
        return not_applicable(nothing, subject.proof_of(found.page))
    why = _("The page “%(title)s” has no entries that could be checked here; somebody has to read it.")
    return not_applicable(why % {"title": found.page.title}, subject.proof_of(found.page))


def said_nothing(found: InMenu) -> str:
    """Who said when that there is nothing, in a sentence."""
    message = _("The page “%(title)s” says that there is nothing here, as confirmed on %(day)s.")
    return message % {"title": found.page.title, "day": found.confirmed}


def lack_of(found: InMenu, code: str) -> str:
    """What is wrong with a category, in a sentence."""
    title = found.page.title if found.page is not None else str(BY_CODE[code].title)
    if found.presence is Presence.STALE:
        message = _("That there is nothing on the page “%(title)s” was confirmed on %(day)s, more than a year ago.")
        return message % {"title": title, "day": found.confirmed}
    message = {
        Presence.MISSING: _("The subject menu has no page “%(title)s”."),
        Presence.DRAFT: _("The page “%(title)s” is a draft: readers can’t open it."),
        Presence.EMPTY: _("The page “%(title)s” is empty."),
        Presence.EXAMPLE: _("The page “%(title)s” shows example content only."),
        Presence.NOTHING: _("The page “%(title)s” says that there is nothing, where something has to be."),
    }[found.presence]
    return message % {"title": title}


def remedy_of(found: InMenu, code: str) -> str:
    """What to do about it."""
    if found.presence is Presence.EMPTY and BY_CODE[code].never_nothing:
        return _("Fill in the page.")
    return {
        Presence.MISSING: _("Add the page to the bulletin and choose its category of the subject menu."),
        Presence.DRAFT: _("Fill in the page and publish it."),
        Presence.EMPTY: _("Fill in the page, or say on it that there is nothing, who confirmed it and when."),
        Presence.EXAMPLE: remedy_of_example(),
        Presence.STALE: _("Check it again and give the new date on the page."),
        Presence.NOTHING: _("Fill in the page."),
    }[found.presence]


def remedy_of_example() -> str:
    """What to do about example text: it meets no duty."""
    return _("Put the centre’s own content in its place, then take off the mark of example content.")
