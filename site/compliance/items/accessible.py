"""Whether everybody can read the site: what a machine sees of it, the statement, the three forms, the files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.documents import get_document_model
from wagtail.models import Collection

from compliance.answers import Answer, Link, met, not_met
from compliance.items.shared import lack_of, remedy_of, remedy_of_example, unopened
from compliance.looking import ask
from compliance.subject import Presence, Subject
from pages.accessibility.checking.validator import check as validate
from pages.accessibility.models import AccessibilityStatementPage, EasyReadPage, SignFilmPage
from pages.accessibility.models.problems import ProblemKind
from pages.accessibility.statement.barriers import barriers_of
from pages.accessibility.statement.reviewing import ReviewKey
from pages.core.addresses import is_public, public_among


def statement_page(subject: Subject) -> Any:
    """The public statement that the site leads to, whatever page it is."""
    page: Any = subject.centre.accessibility_page
    return page.specific if is_public(page) else None


def _statement_place(subject: Subject) -> Link:
    page = subject.centre.accessibility_page or AccessibilityStatementPage.objects.child_of(subject.home).first()
    return subject.place_of(page) if page else subject.settings_place


def no_statement(subject: Subject) -> Answer:
    """Nothing can be said of a statement that readers don't get."""
    why = _("The site leads to no public accessibility statement.")
    to_do = _("Publish the statement and choose it in the centre’s data.")
    return not_met(why, to_do, _statement_place(subject))


def only_example(subject: Subject, page: Any) -> Answer:
    """A statement that is an example meets no duty."""
    why = _("The statement is only an example.")
    return not_met(why, remedy_of_example(), subject.place_of(page), subject.proof_of(page))


def conformity(subject: Subject) -> Answer:
    """L15: what a machine can see of barriers on every kind of page, and what the statement knows of."""
    page = statement_page(subject)
    proof = subject.proof_of(page) if page is not None else None
    tell = _("Tell whoever runs the site, or correct the page.")
    if fault := unopened(subject.looks):
        return not_met(fault, tell)
    if faulty := next((look for look in subject.looks if look.faults), None):
        why = _("On the page %(path)s %(fault)s.") % {"path": faulty.path, "fault": faulty.faults[0]}
        return not_met(why, tell, None, subject.proof_at(faulty.path, faulty.path))
    known = [item for item in getattr(page, "open_problems", []) if item.kind == ProblemKind.NOT_CONFORMING]
    if known:
        why = _("The accessibility statement lists things that have to be repaired: %(count)s.") % {"count": len(known)}
        return not_met(why, _("Repair them, and say so in the statement."), _statement_place(subject), proof)
    why = _("Nothing was found on the pages that a machine looked at (%(count)s); people have to look, too.")
    return met(why % {"count": len(subject.looks)}, proof)


def statement(subject: Subject) -> Answer:
    """L16: an accessibility statement in the form of the conditions 2.0, as the validator reads it."""
    page = statement_page(subject)
    if page is None:
        return no_statement(subject)
    proof = subject.proof_of(page)
    response = ask(subject.site, page.local_url)
    if response.status_code != 200 or response.streaming:
        why = _("The accessibility statement answers with the status %(status)s.") % {"status": response.status_code}
        return not_met(why, _("Tell whoever runs the site."), subject.place_of(page), proof)
    html: bytes = response.content  # type: ignore[attr-defined]  # not streaming
    findings = validate(html, today=subject.today, in_bip=subject.bulletin is not None)
    errors = [finding for finding in findings if finding.is_error]
    if errors:
        why = _("The statement breaks the technical conditions in %(count)s places; the first: %(fault)s")
        to_do = _("Make the statement of facts, so that the site words it, or correct it.")
        numbers = {"count": len(errors), "fault": errors[0].message}
        return not_met(why % numbers, to_do, subject.place_of(page), proof)
    if bare := [building.name for building in _buildings_of(page) if not building.is_described]:
        why = _("The statement names these buildings without describing their accessibility: %(names)s.")
        to_do = _("Describe in the statement how people get in and around, for each of them.")
        return not_met(why % {"names": ", ".join(bare)}, to_do, subject.place_of(page), proof)
    if page.is_example:
        return only_example(subject, page)
    return met(_("The statement keeps to the technical conditions 2.0 word for word."), proof)


def _buildings_of(page: Any) -> Iterable[Any]:
    """The buildings that the statement describes by itself; one with the description elsewhere needs none."""
    if not isinstance(page, AccessibilityStatementPage) or page.architecture_url:
        return ()
    return page.buildings.all()


def review(subject: Subject) -> Answer:
    """L17: every page leads to the statement, and somebody looks at it once a year."""
    page = statement_page(subject)
    if page is None:
        return no_statement(subject)
    proof = subject.proof_of(page)
    without = [look.path for look in subject.looks if look.status == 200 and not look.links_to(page.local_url)]
    if without:
        why = _("These pages don’t lead to the accessibility statement: %(pages)s.") % {"pages": ", ".join(without[:5])}
        return not_met(why, _("Tell whoever runs the site."), None, proof)
    if not isinstance(page, AccessibilityStatementPage):
        why = _("The statement is a page of plain text: nobody can tell when it was reviewed.")
        to_do = _("Make an accessibility statement of facts, and choose it in the centre’s data.")
        return not_met(why, to_do, subject.place_of(subject.home), proof)
    if page.is_example:
        return only_example(subject, page)
    state = page.review_state(subject.today)
    if state.key is ReviewKey.OVERDUE:
        return not_met(
            state.label, _("Review the statement and write down when and by whom."), subject.place_of(page), proof
        )
    return met(state.label, proof)


def three_forms(subject: Subject) -> Answer:
    """L18: the scope of activity as text, in easy words, and in a film in sign language."""
    found = subject.category("scope")
    proof = subject.proof_of(found.page) if found.page is not None else None
    if found.presence is not Presence.FILLED:
        return not_met(lack_of(found, "scope"), remedy_of(found, "scope"), subject.place_of(found.page), proof)
    page = getattr(found.page, "target", None) or found.page
    easy, film = _form_of(subject, page, EasyReadPage), _form_of(subject, page, SignFilmPage)
    forms = ((_("easy-to-read text"), easy), (_("film in sign language"), film))
    if lacking := [name for name, form in forms if form is None]:
        why = _("The page “%(title)s” lacks: %(names)s.") % {"title": page.title, "names": ", ".join(lacking)}
        return not_met(why, _("Add it as a page below."), subject.place_of(page), proof)
    if faults := film.publication_faults(page):
        return not_met(faults[0], _("Complete the film’s page."), subject.place_of(film), subject.proof_of(film))
    good = _("The scope of activity is there as text, in easy words and in a film in sign language.")
    return met(good, subject.proof_of(easy))


def _form_of(subject: Subject, page: Any, model: Any) -> Any:
    """The public page that retells another one in a form; None when there is none but an example."""
    return public_among(model.objects.child_of(page)).filter(is_example=False).first()


def attachments(subject: Subject) -> Answer:
    """L19: no file, and no film, that somebody can't read."""
    found = barriers_of(subject.site)
    place = Link(_("Documents"), reverse("wagtaildocs:index"))
    if found:
        why = ngettext(
            "%(count)s file or film can’t be read by everybody: %(names)s.",
            "%(count)s files or films can’t be read by everybody: %(names)s.",
            len(found),
        )
        names = ", ".join(f"{barrier.title} ({barrier.why})" for barrier in found[:5])
        to_do = _("Replace them by accessible files, or publish the text as a page.")
        return not_met(why % {"count": len(found), "names": names}, to_do, place)
    unchecked = _unchecked(subject)
    if unchecked:
        why = ngettext(
            "%(count)s file was published before there was a check: nobody knows whether everybody can read it.",
            "%(count)s files were published before there was a check: nobody knows whether everybody can read them.",
            unchecked,
        )
        return not_met(why % {"count": unchecked}, _("Upload them anew: each is checked then."), place)
    return met(_("No published file was found that somebody could not read."), place)


def _unchecked(subject: Subject) -> int:
    """Files of the centre that the check of uploads has never looked into."""
    own = Collection.objects.filter(name=subject.site.hostname, depth=2).first()
    documents: Any = get_document_model()
    if own is None:
        return 0
    return documents.objects.filter(collection__path__startswith=own.path, checked_at=None).count()
