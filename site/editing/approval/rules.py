"""What may be published in a bulletin: exactly what somebody approved who has not written it.

Where the second pair of eyes is switched on, every publication is asked, whatever way it comes: a form, the end of a
workflow, a list, a schedule, an earlier draft or version, a copy, a script. Commands act for nobody and pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, Revision

from editing.approval.digests import digest_of, text_digest_of, wording_digest_of
from editing.models import RESTORED, Approval
from history.models import PublishedVersion
from history.notes import check_note
from history.panels import has_versions
from pages.core.addresses import address_of
from pages.core.bulletins import bulletin_paths, stands_in_bulletin
from pages.core.models import BasePage, CentreSettings

WRITING = ("wagtail.create", "wagtail.edit")
"""Actions in Wagtail's log that save a draft."""


def needs_approval(page: Page) -> bool:
    """Whether nobody may publish a page alone: it stands in a bulletin, itself or at a second address."""
    if not issubclass(page.specific_class or type(page), BasePage):
        return False
    return any(asks_for_approval(place) for place in _places_of(page))


def asks_for_approval(place: Page) -> bool:
    """The same for a place in the tree, such as the page that a new one is to stand below."""
    if not place.path or not place.path.startswith(bulletin_paths()):
        return False
    site = place.get_site()
    return site is not None and CentreSettings.of(site).second_pair_of_eyes


def _places_of(page: Page) -> list[Page]:
    """A page and its second addresses; one of a second address is one of the page, too: all get its text."""
    places = latest = [page]
    while latest := list(Page.objects.filter(alias_of__in=[place.pk for place in latest if place.pk])):
        places = [*places, *latest]
    return places


@dataclass(frozen=True)
class Standing:
    """A text of a page: what it is told by, who wrote it, who approved it."""

    digest: str
    authors: frozenset[int]
    """Accounts that have changed something since the last public version, until the text stood as it does."""
    approval: Approval | None
    """By somebody who is none of them."""
    was_approved: bool
    """Whether another text was approved since the last public version."""

    @property
    def may_be_published(self) -> bool:
        """Whether nobody wrote it who would have to be asked about, or somebody else approved just this."""
        return not self.authors or self.approval is not None

    @property
    def fault(self) -> str:
        """Why it may not be published, with the next step; empty when it may."""
        if self.may_be_published:
            return ""
        if self.was_approved:
            return _(
                "The text was changed after it had been approved. "
                "Somebody who has not written it has to compare and approve it again."
            )
        return _(
            "In the bulletin, somebody who has not written the text approves it before it is published. "
            "Submit it for approval: the approvers get a message."
        )


def standing_of(page: Any, revision: Revision | None = None) -> Standing:
    """How a text stands; `revision` is the draft that it was taken from, the latest when it isn't given."""
    digest = digest_of(page)
    base = _last_version(page)
    authors = _authors(page, base, revision)
    approvals = Approval.objects.filter(page_id=page.pk)
    if base is not None:
        approvals = approvals.filter(Q(at__gt=base.live_from) | _later_than(base, "revision_id"))
    approval = approvals.filter(digest=digest).exclude(approved_by__in=authors).order_by("pk").last()
    return Standing(digest, authors, approval, approvals.exists())


def note_fault(page: Any) -> str:
    """Why nobody can approve a draft of a page that readers have seen; empty when it says why it differs.

    Whoever approves doesn't write the reason: they would have to be asked about it themselves.
    """
    if not has_versions(page):
        return ""
    try:
        check_note(page.change_note, page.change_kind)
    except ValidationError:
        return _("Readers have seen this page before. Its author first says in the draft what changed and why.")
    return ""


def authors_of(page: Any, revision: Revision) -> frozenset[int]:
    """Whose words are in a draft of a page that readers have not seen."""
    return _authors(revision.as_object(), _last_version(page), revision)


def _last_version(page: Any) -> PublishedVersion | None:
    """The last text that readers saw; of a page in a bulletin, that they saw in it.

    What was public in the portal alone nobody has approved: it is no more than a draft when its page has been moved.
    """
    versions = PublishedVersion.objects.filter(object__page_id=page.pk).order_by("-pk")
    if not needs_approval(page):
        return versions.first()
    bulletins = Page.objects.filter(path__in=bulletin_paths()).values_list("url_path", flat=True)
    addresses = tuple(address_of(url_path) for url_path in bulletins) if stands_in_bulletin(page) else ()
    shown = versions.select_related("content", "object")
    return next((version for version in shown.iterator() if _stood_below(addresses, version)), None)


def _stood_below(addresses: tuple[str, ...], version: PublishedVersion) -> bool:
    """Whether a version was public below one of these.

    An approval tells of a masked one, which has no address, and of a page that has only its second address there.
    """
    path = version.content.url_at_time
    if path and addresses:
        return path.startswith(addresses)
    return Approval.objects.filter(page_id=version.object.page_id, revision_id=version.revision_id or 0).exists()


def _authors(page: Any, base: PublishedVersion | None, revision: Revision | None) -> frozenset[int]:
    """Who wrote a text: all who saved a change since the last public version, until the text first stood like this.

    A draft is written over while somebody is at it: its time tells, not its number. Saving unchanged what stands there,
    in a draft or before readers, writes nothing.
    """
    last = revision or page.latest_revision
    if last is not None and _person(last) is None:
        return frozenset()  # a command: what it publishes is nobody's draft
    authors = _authors_of_lost_drafts(page, base)
    text, before, public = text_digest_of(page), "", _public_wording(page, base)
    for draft in _since(page, base, last):
        drawn = draft.as_object()
        found = text_digest_of(drawn)
        if found != before and (before or wording_digest_of(drawn) != public):
            authors |= _people(draft)
        if found == text:
            break
        before = found
    return frozenset(authors)


def _public_wording(page: Any, base: PublishedVersion | None) -> str:
    """What readers saw last, which whoever writes it again does not write; empty where no draft tells it any more."""
    if base is None or base.revision_id is None:
        return ""
    # One that was written over since has a later time.
    public = page.revisions.filter(pk=base.revision_id, created_at__lte=base.live_from).first()
    return wording_digest_of(public.as_object()) if public is not None else ""


def _since(page: Any, base: PublishedVersion | None, last: Revision | None) -> QuerySet[Revision]:
    """The drafts that readers have not seen, the oldest first."""
    drafts: QuerySet[Revision] = page.revisions.order_by("created_at", "pk")
    if base is None:
        return drafts
    newer = Q(created_at__gt=base.live_from) | _later_than(base, "pk")
    if last is not None and last.pk != base.revision_id:
        newer |= Q(pk=last.pk)  # an older one that was passed over
    return drafts.filter(newer)


def _later_than(base: PublishedVersion, name: str) -> Q:
    """Of drafts, those begun after the one that a version was made of, where that is known: it may have had a date."""
    return Q(**{f"{name}__gt": base.revision_id}) if base.revision_id else Q(pk__in=[])


def _authors_of_lost_drafts(page: Any, base: PublishedVersion | None) -> set[int]:
    """Who saved drafts that a redaction, or saving of room, has deleted: nobody can compare what stood in them."""
    logged = PageLogEntry.objects.filter(page=page.pk, action__in=WRITING, user_id__isnull=False, revision_id__gt=0)
    if base is not None:
        logged = logged.filter(Q(timestamp__gt=base.live_from) | _later_than(base, "revision_id"))
    lost = logged.exclude(revision_id__in=page.revisions.values("pk"))
    return set(lost.values_list("user_id", flat=True))


def _people(draft: Revision) -> set[int]:
    """Who saved a draft, and who had written it when it came back from the bin: drafts go with their page."""
    person = _person(draft)
    returned = PageLogEntry.objects.filter(revision_id=draft.pk, action=RESTORED).order_by("pk").first()
    return {*([] if person is None else [person]), *(returned.data.get("authors", []) if returned else [])}


def _person(draft: Revision) -> int | None:
    """Who saved a draft, also when the account is gone; None for a command."""
    if draft.user_id is not None:
        return int(draft.user_id)
    logged = PageLogEntry.objects.filter(user_id__isnull=False).order_by("pk").values_list("user_id", flat=True)
    saved = logged.filter(revision_id=draft.pk).first()
    # What came with a copy is not logged draft by draft.
    return saved if saved is not None else logged.filter(page_id=int(draft.object_id), action="wagtail.copy").first()
