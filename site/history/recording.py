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
from django.db import connection, transaction
from django.utils.translation import gettext, override
from wagtail.models import Page, Revision, Site

from history.chain import append, journal_of, lock_journal, locked
from history.mixins import has_history
from history.models import ChangeKind, Event, Journal, JournalEntry, ObjectState, PublishedVersion, TrackedObject
from history.notes import check_note
from history.people import acting_person
from history.publication import last_version, write_version
from history.reasons import Reason, given_reason


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
    restricted: bool
    source: TrackedObject | None
    """Whose second address the page is, while readers can open the first."""

    @property
    def shown(self) -> bool:
        """Whether any reader can open the page."""
        return self.page.live and not self.restricted


def seen(page_id: int) -> Seen | None:
    """The page as its row says now; None for what is no page of a site or has no history."""
    found = Page.objects.filter(pk=page_id).first()
    page: Any = found and found.specific
    if not has_history(page):
        return None
    parts = page.get_url_parts()
    if parts is None:
        return None
    shown = TrackedObject.objects.filter(state=ObjectState.SHOWN, hidden=False)
    source = shown.filter(page_id=page.alias_of_id).first() if page.alias_of_id else None
    site = Site.objects.get(pk=parts[0])
    # Asked of the plain page: page types may answer from what the request read before the journal was locked.
    return Seen(page, site, parts[2], found.get_view_restrictions().exists(), source)


def new_object(now: Seen, journal: Journal) -> TrackedObject:
    """The object that will stand for a page shown for the first time."""
    uid = now.page.history_uid
    return TrackedObject.objects.create(
        journal=journal,
        kind=now.page._meta.label_lower,
        page_id=now.page.pk,
        copied_from=TrackedObject.objects.filter(uid=uid).first() if uid and not now.source else None,
        alias_of=now.source,
        title=now.page.title,
        path=now.path,
    )


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
    if journal and connection.features.has_select_for_update:
        now = seen(page_id) or now  # whoever held the lock may have restricted or changed the page meanwhile
    hide_gone_below(page_id, hidden=now.restricted)
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
        was_shown = self.tracked.state == ObjectState.SHOWN and not self.tracked.hidden
        if self.now.shown:
            self._show(was_shown)
        elif self.now.restricted:
            if was_shown:
                self._event(Event.RESTRICT)
            self._settle(self.tracked.state)
        else:
            self._withdraw()
        return self.entries

    # -- what a reader can open ------------------------------------------------------------------------------------

    def _show(self, was_shown: bool) -> None:
        if self.tracked.state == ObjectState.SHOWN and not was_shown:
            self._event(Event.UNRESTRICT)
        self._follow_address()
        if self.now.source is None:
            self._show_text(was_shown)
        elif self.tracked.state != ObjectState.SHOWN:
            self._event(Event.PUBLISH, {"address": {"path": self.now.path}})
        self._settle(ObjectState.SHOWN)

    def _show_text(self, was_shown: bool) -> None:
        """Add a version, unless readers see just what they saw before."""
        last = last_version(self.tracked)
        if was_shown and last and self.cause in (Event.MOVE, Event.URL_CHANGE):
            return
        snapshot = self.now.page.history_snapshot()
        same = last is not None and last.content.text_digest == snapshot.digest
        if same and self.tracked.state == ObjectState.SHOWN:
            return
        reason = self._reason(last)
        person = reason.person or acting_person(self.now.page.pk, self.revision)
        event = Event.DRIFT if self.cause == Event.DRIFT else Event.PUBLISH
        revision_id = self.revision.pk if self.revision else self.now.page.live_revision_id
        entry = write_version(
            self.tracked,
            self.journal,
            snapshot,
            self.now.path,
            reason,
            person,
            last=last,
            event=event,
            revision_id=revision_id,
        )
        self.entries.append(entry)

    def _reason(self, last: PublishedVersion | None) -> Reason:
        """Why this is published. Raises PublicationRefused for a page that has a version and gives no reason."""
        given = given_reason()
        if self.cause == Event.DRIFT:
            note = gettext("A change was found on the page that no publication recorded; since when is not known.")
            return Reason(note, ChangeKind.TECHNICAL, given.person if given else None)
        if given is not None:
            return given
        if last is None:
            return Reason(gettext("First publication"), ChangeKind.SIGNIFICANT)
        if self.cause in (Event.UNRESTRICT, Event.RESTRICT, Event.MOVE, Event.URL_CHANGE):
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

    def _withdraw(self) -> None:
        """The page is not live. Readers learn of a page withdrawn behind a restriction when that is lifted."""
        if self.tracked.state != ObjectState.SHOWN:
            self._settle(self.tracked.state)
            return
        expired = self.now.page.expired
        if self.cause == Event.DRIFT:
            event = Event.DRIFT
        else:
            event = Event.EXPIRE if expired else Event.UNPUBLISH
        self._event(event)
        self._settle(ObjectState.EXPIRED if expired else ObjectState.WITHDRAWN)

    def _settle(self, state: str) -> None:
        """Remember where the object stands, and that the page is done with its note."""
        tracked, page = self.tracked, self.now.page
        before = (tracked.state, tracked.hidden, tracked.title, tracked.path, tracked.alias_of_id)
        tracked.state, tracked.hidden = state, self.now.restricted
        if self.now.shown:  # otherwise it keeps the title and the address that readers knew
            tracked.title, tracked.path, tracked.alias_of = page.title, self.now.path, self.now.source
        if before != (tracked.state, tracked.hidden, tracked.title, tracked.path, tracked.alias_of_id):
            tracked.save(update_fields=["state", "hidden", "title", "path", "alias_of"])
        if self.now.shown or self.now.restricted:
            forget_note(page, tracked.uid)

    def _event(self, event: Event, claims: dict[str, Any] | None = None) -> None:
        """An entry without a version: who, and why if somebody said so."""
        who_and_why = _who_and_why(self.now.page.pk, self.revision)
        self.entries.append(append(self.journal, event, self.tracked, {**who_and_why, **(claims or {})}))


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


def record_deletion(page_id: int, parent_id: int | None = None) -> list[JournalEntry]:
    """Note that a page is gone for good; called when its row is. `parent_id` is the page that it stood below."""
    found = TrackedObject.objects.filter(page_id=page_id)
    return [entry for tracked in found for entry in record_departure(tracked, parent_id)]


@transaction.atomic
def record_departure(tracked: TrackedObject, parent_id: int | None = None) -> list[JournalEntry]:
    """Note that an object is gone from its site. Nothing is said of what no reader could see before.

    Whether its history can be read from now on decides the page that it stood below. What was hidden when it went
    stays hidden: nobody is left who could open it again.
    """
    if tracked.state in (ObjectState.NEVER, ObjectState.DELETED):
        return []
    journal = locked(tracked.journal)
    entries = []
    if not tracked.hidden:
        second_address = tracked.alias_of_id and not tracked.versions.exists()
        event = Event.UNPUBLISH if second_address else Event.DELETE
        entries.append(append(journal, event, tracked, _who_and_why(tracked.page_id)))
    tracked.state = ObjectState.DELETED
    tracked.parent_id = None if tracked.hidden else parent_id
    tracked.save(update_fields=["state", "parent_id"])
    return entries


def hide_gone_below(page_id: int, *, hidden: bool) -> None:
    """Let the histories of deleted pages follow the page that they stood below, and those below them."""
    gone = TrackedObject.objects.filter(parent_id=page_id, state=ObjectState.DELETED).exclude(hidden=hidden)
    below = list(gone.values_list("page_id", flat=True))
    TrackedObject.objects.filter(page_id__in=below, state=ObjectState.DELETED).update(hidden=hidden)
    for gone_id in below:
        hide_gone_below(gone_id, hidden=hidden)


def reconcile_tree(page: Page, *, cause: Event) -> None:
    """Look again at a page and all that stands below it, the upper ones first, then at their second addresses."""
    tree = list(Page.objects.descendant_of(page, inclusive=True).order_by("path").values_list("pk", flat=True))
    aliases = Page.objects.filter(alias_of__in=tree).exclude(pk__in=tree).values_list("pk", flat=True)
    for page_id in [*tree, *aliases]:
        reconcile(page_id, cause=cause)
