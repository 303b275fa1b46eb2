"""Personal data whose time is over goes: from the page, its drafts, every earlier version, the search.

Readers don't see it from its day on anyway: pages compute that. This makes it gone. It happens in two steps, each a
transaction of its own, since a version that can't be masked is no reason to keep the data on the page:

1. `blank`: the fields of the page and of everything that Wagtail keeps of it are emptied, and what editors remarked
   about the page goes; the history takes the text without them as a version, with a reason. Of a page that readers
   don't see it takes none.
2. `redact_versions`: every version that carried them is masked whole, by `history.redaction`, on the basis that the
   page states; descriptions of changes that name the person go too.

`manage.py mask_personal_data` does it, and `publish_scheduled` with whatever else is due.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial, reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Revision

from history.models import (
    ChangeKind,
    ContentStatus,
    Disclosure,
    Event,
    JournalEntry,
    RedactionScope,
    TrackedObject,
    VersionContent,
)
from history.people import SYSTEM, Person
from history.reasons import because
from history.recording import reconcile
from history.redaction import RedactionRefused, redact
from history.scheduling import Deed
from pages.bip.models import ENTRY_TYPES
from pages.bip.models.entries.recruitment_rules import texts_beside
from pages.bip.names import mentions
from pages.bip.remarks import forget_remarks
from search.following import index_pages

NAME = "chosen_name"


@dataclass(frozen=True)
class Decision:
    """On what basis a page's versions are masked, and who decided it."""

    legal_basis: str
    decided_by: str


def due_deeds() -> Iterator[Deed]:
    """What is due today, with what does it: pages first, then versions."""
    for model in _types():
        for page in _pages_with_data(model):
            yield str(page), partial(blank, model, page.pk)
    for due in _versions_due():
        yield due.title, partial(redact_versions, due.page_id)
        yield due.title, partial(refuse_leftovers, due.page_id, due.names)


def _types() -> Iterator[type[Any]]:
    return (model for model in ENTRY_TYPES.values() if model.personal_fields)


def _pages_with_data(model: type[Any]) -> QuerySet[Any]:
    """Pages past their day that hold the data, public or not, and those whose drafts hold it.

    A page may have no day: its result was corrected to one that names nobody, or is still a draft. Then the day of each
    of its drafts counts.
    """
    today = localdate()
    kept = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model))
    some = reduce(or_, (Q(**{f"{name}__gt": ""}) for name in model.personal_fields))
    in_drafts = kept.alias(**{name: _text(f"content__{name}") for name in model.personal_fields}).filter(some)
    drafted = [int(pk) for pk in in_drafts.values_list("object_id", flat=True)]
    over = in_drafts.alias(until=_text("content__mask_on")).filter(until__gt="", until__lte=today.isoformat())
    over_by_themselves = [int(pk) for pk in over.values_list("object_id", flat=True)]
    due = Q(mask_on__lte=today) & (some | Q(pk__in=drafted)) | Q(mask_on=None, pk__in=over_by_themselves)
    return model.objects.filter(due).order_by("pk")


def _text(path: str) -> Cast:
    """A key of a JSON field as text."""
    return Cast(KT(path), TextField())


def _carries(model: type[Any], content: dict[str, Any]) -> bool:
    return any(content.get(name) for name in model.personal_fields)


# -- the page ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def blank(model: type[Any], pk: int) -> None:
    """Empty the fields of a page and of its revisions, and record what readers see from now on."""
    page: Any = model.objects.select_for_update().filter(pk=pk).first()
    if page is None or (page.mask_on and not page.data_is_over):  # deleted, or given a later day, meanwhile
        return
    names = {getattr(page, NAME)} if page.data_is_over else set()
    for revision in Revision.objects.for_instance(page):
        if _carries(model, revision.content) and (page.data_is_over or _is_over(revision.content)):
            names.add(revision.content.get(NAME) or "")
            _blank_draft(revision, page)
    forget_remarks(pk, names - {""})
    if page.data_is_over:  # without a day, the reasons name nobody and stay
        model.objects.filter(pk=pk).update(**_empty(model))
    with override(settings.LANGUAGE_CODE):
        note = _("Personal data was removed after the period of publication.")
    with because(note, ChangeKind.TECHNICAL, Person(SYSTEM)):
        reconcile(pk, cause=Event.PUBLISH)
    index_pages([pk])


def _empty(model: type[Any]) -> dict[str, str]:
    return dict.fromkeys(model.personal_fields, "")


def _is_over(content: dict[str, Any]) -> bool:
    return "" < (content.get("mask_on") or "") <= localdate().isoformat()


def _blank_draft(revision: Revision, page: Any) -> None:
    name = revision.content.get(NAME) or getattr(page, NAME)
    if mentions(revision.content.get("change_note", ""), name):
        revision.content["change_note"] = ""
    revision.content |= _empty(type(page))
    changed = ["content"]
    if revision.approved_go_live_at:
        # A publication that waits would bring the data back as a version, and keeps the versions from being masked.
        revision.approved_go_live_at = None
        changed.append("approved_go_live_at")  # of which Wagtail's log says that a publication was called off
    revision.save(update_fields=changed)


# -- its versions ------------------------------------------------------------------------------------------------------


def _carriers() -> QuerySet[VersionContent]:
    """Versions that tell whom a result chose."""
    kinds = [model._meta.label_lower for model in _types()]
    versions = VersionContent.objects.filter(version__object__kind__in=kinds, status=ContentStatus.FULL)
    return versions.alias(person=_text(f"fields__{NAME}")).filter(person__gt="").order_by("version__number")


@dataclass
class _Due:
    """A page, there or deleted, with versions that must be masked."""

    page_id: int
    title: str
    until: str
    names: frozenset[str] = frozenset()


def _versions_due() -> list[_Due]:
    """What the page says counts; of a page that is gone or names nobody any more, what its last version said."""
    found: dict[int, _Due] = {}
    rows = _carriers().annotate(name=_text(f"fields__{NAME}"), until=_text("fields__mask_on"))
    for page_id, title, until, name in rows.values_list(
        "version__object__page_id", "version__object__title", "until", "name"
    ):
        known = found[page_id].names if page_id in found else frozenset()
        found[page_id] = _Due(page_id, title, until or "", known | {name})
    for model in _types():
        for page_id, day in model.objects.filter(pk__in=found, mask_on__isnull=False).values_list("pk", "mask_on"):
            found[page_id].until = day.isoformat()
    today = localdate().isoformat()
    return [due for due in found.values() if due.until and due.until <= today]


@transaction.atomic
def redact_versions(page_id: int) -> None:
    """Mask every version of a page that carried the data. Raises ValidationError with what stands in the way."""
    decision = _decision(page_id)
    names = {carrier.fields[NAME] for carrier in _carriers().filter(version__object__page_id=page_id)}
    with override(settings.LANGUAGE_CODE):
        try:
            while carrier := _carriers().filter(version__object__page_id=page_id).first():
                _mask(_entry_of(carrier), RedactionScope.CONTENT, decision)  # takes its twins along
            for entry in _notes_naming(page_id, names):
                _mask(entry, RedactionScope.NOTE, decision)
            forget_remarks(page_id, names)
        except RedactionRefused as refused:
            raise ValidationError(str(refused)) from refused


def _mask(entry: JournalEntry, scope: RedactionScope, decision: Decision) -> None:
    redact(
        entry,
        [scope],
        legal_basis=decision.legal_basis,
        decided_by=decision.decided_by,
        by=None,
        emptied=[NAME],
    )


def _decision(page_id: int) -> Decision:
    """As the page states; a page that is gone left the form's own words."""
    for model in _types():
        page: Any = model.objects.filter(pk=page_id).first()
        if page is not None:
            return Decision(page.mask_basis or _default_basis(model), page.mask_decided_by or page.centre.name)
    model = next(_types())
    tracked = TrackedObject.objects.filter(page_id=page_id).select_related("journal__site").first()
    site = tracked.journal.site if tracked else None
    return Decision(_default_basis(model), (site and site.site_name) or _("the centre"))


def _default_basis(model: type[Any]) -> str:
    return str(model._meta.get_field("mask_basis").default)


def _entry_of(carrier: VersionContent) -> JournalEntry:
    entries = JournalEntry.objects.filter(version=carrier.version_id, disclosures__kind="text")
    return entries.select_related("object", "version", "journal").order_by("seq")[0]


def _notes_naming(page_id: int, names: Iterable[str]) -> list[JournalEntry]:
    """Entries of the page whose description names one of the persons."""
    told = Disclosure.objects.filter(entry__object__page_id=page_id, kind="note").select_related("entry__journal")
    return [
        disclosure.entry
        for disclosure in told.order_by("entry__seq")
        if any(mentions(str(disclosure.parsed.get("note", "")), name) for name in names)
    ]


def refuse_leftovers(page_id: int, names: Iterable[str]) -> None:
    """Raise ValidationError when the page still names somebody, where no field is emptied: a person has to look."""
    for model in _types():
        page = model.objects.filter(pk=page_id).first()
        if page and any(mentions(text, name) for _field, text in texts_beside(page) for name in names):
            raise ValidationError(_("The text of the page still names the chosen person. Take it out by hand."))
