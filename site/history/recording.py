"""Brings a page's history in step with what readers can see of it.

One question answers all events: does what is public now differ from what was recorded last? Receivers of signals ask
it after everything that may have changed the answer, the nightly check asks it of every page. Nothing is taken from
Wagtail's revisions or log, which hold drafts, are purged and go with the page.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext, override
from wagtail.models import Page, Revision, Site

from history.chain import Commitments, append, journal_of, lock_journal, locked, next_moment
from history.diff.blocks import blocks_of
from history.files import keep, plain_name
from history.mixins import has_history
from history.models import (
    ChangeKind,
    Event,
    Journal,
    JournalEntry,
    ObjectState,
    PublishedVersion,
    TrackedObject,
    VersionAttachment,
    VersionContent,
)
from history.notes import check_note
from history.people import Person, acting_person
from history.reasons import Reason, given_reason
from history.snapshots import Snapshot


class PublicationRefused(ValidationError):  # noqa: N818 -- says what happened, as PermissionDenied does
    """A publication that gives no reason; raised inside its transaction, which must not be committed."""

    def __init__(self, page: Page, error: ValidationError) -> None:
        super().__init__(error.error_dict)
        self.page_id = page.pk
        self.page_title = page.title


@dataclass(frozen=True)
class Seen:
    """What a reader can see of a page now."""

    page: Any
    site: Site
    path: str
    shown: bool
    alias: bool


def seen(page_id: int) -> Seen | None:
    """The page as its row says now; None for what is no page of a site or has no history."""
    found = Page.objects.filter(pk=page_id).first()
    page: Any = found and found.specific
    if not has_history(page):
        return None
    parts = page.get_url_parts()
    if parts is None:
        return None
    site = Site.objects.get(pk=parts[0])
    shown = page.live and not page.get_view_restrictions().exists()
    return Seen(page, site, parts[2], shown, page.alias_of_id is not None)


def new_object(now: Seen, journal: Journal) -> TrackedObject:
    """The object that will stand for a page shown for the first time."""
    origin = TrackedObject.objects.filter(uid=now.page.history_uid).first() if now.page.history_uid else None
    source = TrackedObject.objects.filter(page_id=now.page.alias_of_id).first() if now.alias else None
    return TrackedObject.objects.create(
        journal=journal,
        kind=now.page._meta.label_lower,
        page_id=now.page.pk,
        copied_from=None if now.alias else origin,
        alias_of=source,
        title=now.page.title,
        path=now.path,
    )


def last_version(tracked: TrackedObject) -> PublishedVersion | None:
    """The newest version of an object, imported ones too."""
    return tracked.versions.select_related("content").order_by("-number").first()


_postponed: ContextVar[bool] = ContextVar("postponed", default=False)


@contextmanager
def postponed() -> Iterator[None]:
    """Publish many pages that refer to one another; the caller then hands each to `record_publication`.

    A version keeps what a reader could see. Recorded one by one, the first pages would keep no link to the later ones,
    which no reader could open yet. All of it must be one transaction.
    """
    token = _postponed.set(True)
    try:
        yield
    finally:
        _postponed.reset(token)


def is_postponed() -> bool:
    """Whether whoever publishes records it afterwards."""
    return _postponed.get()


def record_publication(page: Any, revision: Revision | None) -> None:
    """Record a page that was just published, and where the pages below it went if its address changed.

    Raises PublicationRefused when it gives no reason and needs one.
    """
    # A page that was public and is not, because its next version was scheduled: nobody meant to withdraw it.
    cause = Event.PUBLISH if page.live else Event.DRIFT
    path = TrackedObject.objects.filter(page_id=page.pk).values_list("path", flat=True).first()
    reconcile(page.pk, cause=cause, revision=revision)
    parts = page.get_url_parts()
    if path is not None and parts and parts[2] != path:
        for child in page.get_children():
            reconcile_tree(child, cause=Event.URL_CHANGE)


@transaction.atomic
def reconcile(page_id: int, *, cause: Event = Event.DRIFT, revision: Revision | None = None) -> list[JournalEntry]:
    """Record what changed in public since the last entry of the page; returns the entries written.

    `cause` says what brought the reader's view about: a publication must give its reason, a drift has none. Raises
    PublicationRefused when it doesn't.
    """
    now = seen(page_id)
    if now is None:
        return []
    journal = lock_journal(now.site)
    known = list(TrackedObject.objects.filter(page_id=page_id))
    if not known and not now.shown:
        return []
    journal = journal or locked(journal_of(now.site))
    tracked = next((one for one in known if one.journal_id == journal.pk), None) or new_object(now, journal)
    # History speaks the language of its readers, whatever the terminal or the editor's browser is set to.
    with override(settings.LANGUAGE_CODE):
        for left in known:
            if left.pk != tracked.pk:  # the page went over to another site
                record_departure(left)
        return _Recording(now, tracked, journal, cause, revision).run()


class _Recording:
    """One look at a page, under the lock of its journal."""

    def __init__(
        self, now: Seen, tracked: TrackedObject, journal: Journal, cause: Event, revision: Revision | None
    ) -> None:
        self.now = now
        self.tracked = tracked
        self.journal = journal
        self.cause = cause
        self.revision = revision
        self.entries: list[JournalEntry] = []

    def run(self) -> list[JournalEntry]:
        """Compare and write."""
        was_shown = self.tracked.state == ObjectState.SHOWN
        if self.now.shown:
            self._follow_address()
            if not self.now.alias:
                self._show(was_shown)
            elif not was_shown:
                self._event(Event.PUBLISH, {"address": {"path": self.now.path}})
            self._settle(ObjectState.SHOWN)
        elif was_shown:
            self._hide()
        elif self.now.page.live and self.tracked.state in (ObjectState.WITHDRAWN, ObjectState.EXPIRED):
            # Published again, but behind a restriction: from now on nobody may see its history either.
            self._settle(ObjectState.HIDDEN)
        return self.entries

    # -- what a reader can open ------------------------------------------------------------------------------------

    def _show(self, was_shown: bool) -> None:
        snapshot = self.now.page.history_snapshot()
        last = last_version(self.tracked)
        same = last is not None and last.content.text_digest == snapshot.digest
        if self.cause == Event.UNRESTRICT and not was_shown and self.tracked.state == ObjectState.HIDDEN:
            self._event(Event.UNRESTRICT)
            was_shown = True
        if was_shown and (same or self.cause in (Event.MOVE, Event.URL_CHANGE)):
            return
        self._publish(snapshot, last)

    def _publish(self, snapshot: Snapshot, last: PublishedVersion | None) -> None:
        reason = self._reason(last)
        at = next_moment(self.journal)
        person = reason.person or acting_person(self.now.page.pk, self.revision)
        files = [keep(file) for file in snapshot.files]
        number = last.number + 1 if last else 1
        restores = (
            self.tracked.versions.filter(content__text_digest=snapshot.digest)
            .order_by("-number")
            .values_list("number", flat=True)
            .first()
        )
        claims = {
            "address": {"path": self.now.path},
            "note": {"kind": str(reason.kind), "note": reason.note, "restores": restores or 0},
            "person": person.claim,
            "provenance": {
                "body": snapshot.body,
                "produced_at": snapshot.produced_at,
                "produced_by": snapshot.produced_by,
                "responsible_person": snapshot.responsible_person,
            },
            "text": {
                "blocks": [block.as_json() for block in blocks_of(snapshot.article)],
                "title": snapshot.title,
            },
        }
        for order, (file, blob) in enumerate(zip(snapshot.files, files, strict=True), start=1):
            claims[f"file-{order}"] = {
                "label": file.label,
                "mime": blob.mime,
                "name": plain_name(file.name),
                "sha256": blob.sha256,
                "size": blob.size,
            }
        commitments = Commitments(claims)
        version = PublishedVersion.objects.create(
            object=self.tracked,
            number=number,
            live_from=at,
            revision_id=self.revision.pk if self.revision else self.now.page.live_revision_id,
            restores=restores,
            change_kind=reason.kind,
            commitment=commitments.by_kind["text"],
        )
        self._keep_content(version, snapshot, reason, person)
        VersionAttachment.objects.bulk_create(
            VersionAttachment(
                version=version,
                order=order,
                label=file.label,
                name=plain_name(file.name),
                blob=blob,
                document_id=file.document_id,
            )
            for order, (file, blob) in enumerate(zip(snapshot.files, files, strict=True), start=1)
        )
        event = Event.DRIFT if self.cause == Event.DRIFT else Event.PUBLISH
        self._append(event, commitments, version=version, at=at)

    def _keep_content(self, version: PublishedVersion, snapshot: Snapshot, reason: Reason, person: Person) -> None:
        VersionContent.objects.create(
            version=version,
            title=snapshot.title,
            url_at_time=self.now.path,
            fields=snapshot.fields,
            html=snapshot.article,
            text_digest=snapshot.digest,
            change_note=reason.note,
            produced_by=snapshot.produced_by,
            produced_at=snapshot.produced_at,
            responsible_person=snapshot.responsible_person,
            published_by=person.name,
            published_by_function=person.function,
            published_by_id=person.user_id,
        )

    def _reason(self, last: PublishedVersion | None) -> Reason:
        """Why this is published. Raises PublicationRefused for a page that has a version and gives no reason."""
        given = given_reason()
        if self.cause == Event.DRIFT:
            note = gettext("A change found on the page that nobody published.")
            return Reason(note, ChangeKind.TECHNICAL, given.person if given else None)
        if given is not None:
            return given
        if last is None:
            return Reason(gettext("First publication"), ChangeKind.SIGNIFICANT)
        if self.cause == Event.UNRESTRICT:
            return Reason(gettext("The page is public again, with a text changed meanwhile."), ChangeKind.SIGNIFICANT)
        note, kind = self.now.page.change_note.strip(), self.now.page.change_kind
        if self.revision and self.tracked.versions.filter(revision_id=self.revision.pk).exists():
            note = ""  # a note explains one publication: this revision has had its own
        try:
            check_note(note, kind)
        except ValidationError as error:
            raise PublicationRefused(self.now.page, error) from error
        return Reason(note, kind)

    # -- where it stands, and when it goes -------------------------------------------------------------------------

    def _follow_address(self) -> None:
        """Note a new address of the page; pages below it are looked at by themselves."""
        if self.tracked.path == self.now.path or self.tracked.state == ObjectState.NEVER:
            return
        if self.tracked.state == ObjectState.SHOWN:
            event = Event.MOVE if self.cause == Event.MOVE else Event.URL_CHANGE
            self._event(event, {"address": {"path": self.now.path}})

    def _hide(self) -> None:
        if self.now.page.live:
            event, state = Event.RESTRICT, ObjectState.HIDDEN
        elif self.cause == Event.DRIFT:
            event, state = Event.DRIFT, ObjectState.WITHDRAWN
        elif self.now.page.expired:
            event, state = Event.EXPIRE, ObjectState.EXPIRED
        else:
            event, state = Event.UNPUBLISH, ObjectState.WITHDRAWN
        self._event(event)
        self._settle(state)

    def _settle(self, state: ObjectState) -> None:
        """Remember where the object stands, and that the page is done with its note."""
        page = self.now.page
        if state in (ObjectState.SHOWN, ObjectState.HIDDEN):
            title = page.title if state == ObjectState.SHOWN else self.tracked.title
            path = self.now.path
        else:
            title, path = self.tracked.title, self.tracked.path
        if (self.tracked.state, self.tracked.title, self.tracked.path) != (state, title, path):
            self.tracked.state, self.tracked.title, self.tracked.path = state, title, path
            self.tracked.save(update_fields=["state", "title", "path"])
        forget_note(page, self.tracked.uid)

    def _event(self, event: Event, claims: dict[str, Any] | None = None) -> None:
        """An entry without a version: who, and why if somebody said so."""
        who_and_why = _who_and_why(self.now.page.pk, self.revision)
        self._append(event, Commitments({**who_and_why, **(claims or {})}))

    def _append(self, event: Event, commitments: Commitments, **more: Any) -> None:
        self.entries.append(append(self.journal, event, self.tracked, commitments, **more))


def _who_and_why(page_id: int, revision: Revision | None = None) -> dict[str, Any]:
    """The claims of an entry without a version."""
    given = given_reason()
    person = (given and given.person) or acting_person(page_id, revision)
    claims: dict[str, Any] = {"person": person.claim}
    if given and given.note:
        claims["note"] = {"kind": "", "note": given.note, "restores": 0}
    return claims


def forget_note(page: Any, uid: UUID) -> None:
    """Clear the reason that the row carries, once it is recorded, and note the object; no signal is sent."""
    if not page.change_note and not page.change_kind and page.history_uid == uid:
        return
    owner = page._meta.get_field("change_note").model
    owner._default_manager.filter(pk=page.pk).update(change_note="", change_kind="", history_uid=uid)


def record_deletion(page_id: int) -> list[JournalEntry]:
    """Note that a page is gone for good; called when its row is."""
    return [entry for tracked in TrackedObject.objects.filter(page_id=page_id) for entry in record_departure(tracked)]


@transaction.atomic
def record_departure(tracked: TrackedObject) -> list[JournalEntry]:
    """Note that an object is gone from its site. Nothing is said of what no reader could see before."""
    if tracked.state in (ObjectState.NEVER, ObjectState.HIDDEN, ObjectState.DELETED):
        return []
    journal = locked(tracked.journal)
    event = Event.UNPUBLISH if tracked.alias_of_id else Event.DELETE
    entry = append(journal, event, tracked, _who_and_why(tracked.page_id))
    tracked.state = ObjectState.DELETED
    tracked.save(update_fields=["state"])
    return [entry]


def reconcile_tree(page: Page, *, cause: Event) -> None:
    """Look again at a page and all that stands below it, the upper ones first."""
    tree = Page.objects.descendant_of(page, inclusive=True).order_by("path")
    for page_id in list(tree.values_list("pk", flat=True)):
        reconcile(page_id, cause=cause)
