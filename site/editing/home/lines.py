"""The lines of an editor's home: only what the person may do something about, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.documents.permissions import permission_policy as documents
from wagtail.models import Page, Revision, Site, TaskState, WorkflowState

from editing.home.centres import may_change
from pages.core.bulletins import bulletin_paths
from pages.core.documents.accessibility import inaccessible_documents
from pages.core.models import BasePage, CentreSettings
from upkeep import summary

FIRST = 3
Shown = tuple[str, str]
"""Words and the address that they lead to."""


@dataclass(frozen=True)
class Line:
    """What waits, how many, the first few, and where to go on."""

    title: str
    count: int
    first: list[Shown]
    step: str
    url: str
    note: str = ""


def lines_for(user: Any, site: Site) -> list[Line]:
    """What waits in a centre, the most urgent first; empty when nothing does."""
    deciding = _decided_by(user, site)
    lines = [
        _to_approve(deciding),
        _drafts(user, site),
        _sent(user, site, deciding),
        _scheduled(user, site),
        _expiring(user, site),
        *_upkeep(user, site),
        _documents(user, site),
    ]
    return [line for line in lines if line.count]


def _edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def _line(title: str, pages: list[Any], step: str, url: str = "", to: Callable[[Page], str] = _edit) -> Line:
    """A line on pages; without an address of its own the next step is the first of them."""
    first = [(page.get_admin_display_title(), to(page)) for page in pages[:FIRST]]
    return Line(title, len(pages), first, step, url or (first[0][1] if first else ""))


def _mine(user: Any, pages: Iterable[Any]) -> list[Any]:
    return [page for page in pages if may_change(user, page)]


def _below(site: Site) -> Any:
    return BasePage.objects.descendant_of(site.root_page, inclusive=True)


def _decided_by(user: Any, site: Site) -> list[Any]:
    """The pages in approval about which somebody may decide, the longest waiting first.

    Not those of a bulletin that they sent there or saved last: `approval.rules` reads every draft, a list can't.
    """
    states = TaskState.objects.reviewable_by(user).order_by("started_at")
    keys = [int(key) for key in states.values_list("revision__object_id", flat=True) if key]
    found = _below(site).in_bulk(keys)
    own = _own_of_bulletins(user, found) if CentreSettings.of(site).second_pair_of_eyes else ()
    return [found[key] for key in keys if key in found and key not in own]


def _own_of_bulletins(user: Any, keys: Iterable[int]) -> set[int]:
    """What somebody sent for approval or saved last, and stands in a bulletin, itself or at a second address."""
    mine = Q(latest_revision__user=user) | Q(pk__in=[_page_of(state) for state in _sent_by(user)])
    own = list(Page.objects.filter(mine, pk__in=keys).values_list("pk", flat=True))
    places = Page.objects.filter(Q(pk__in=own) | Q(alias_of__in=own)).values_list("pk", "alias_of", "path")
    bulletins = bulletin_paths()
    return {source or key for key, source, path in places if path.startswith(bulletins)}


def _to_approve(pages: list[Any]) -> Line:
    return _line(
        _("To approve"),
        pages,
        _("Compare and decide about the first"),
        to=lambda page: reverse("approval:page", args=(page.pk,)),
    )


def _drafts(user: Any, site: Site) -> Line:
    """What its author has to go on with; what they sent on doesn't wait for them."""
    drafts = _below(site).filter(has_unpublished_changes=True, latest_revision__user=user)
    newest = (
        drafts.exclude(pk__in=[_page_of(state) for state in _sent_by(user)])
        .filter(latest_revision__approved_go_live_at=None)
        .order_by("-latest_revision_created_at")
    )
    return _line(_("My drafts"), _mine(user, newest), _("Go on with the newest"))


def _sent(user: Any, site: Site, deciding: list[Any]) -> Line:
    """What somebody sent for approval and others decide about, since when and who they are; the longest first."""
    states = list(_sent_by(user))
    pages = _below(site).in_bulk([_page_of(state) for state in states])
    sent = [(pages[key], state) for state in states if (key := _page_of(state)) in pages]
    own = [(page, state) for page, state in sent if page not in deciding and may_change(user, page)]
    first = [(_since(page, state), _edit(page)) for page, state in own[:FIRST]]
    approvers = dict.fromkeys(name for _page, state in own[:FIRST] for name in _approvers(state))
    note = _("Can be approved by: %(groups)s.") % {"groups": ", ".join(approvers)} if approvers else ""
    url = first[0][1] if first else ""
    return Line(_("Sent, waiting for approval"), len(own), first, _("See the text as you sent it"), url, note)


def _sent_by(user: Any) -> QuerySet[TaskState]:
    """The steps of approval that are going on for what somebody wrote or sent there."""
    going_on = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
    )
    own = going_on.filter(Q(workflow_state__requested_by=user) | Q(revision__user=user))
    return own.select_related("workflow_state", "task").order_by("started_at", "pk")


def _page_of(state: TaskState) -> int:
    return int(state.workflow_state.object_id)


def _since(page: Page, state: TaskState) -> str:
    moment = date_format(timezone.localtime(state.workflow_state.created_at), "j E Y, G:i")
    return _("%(page)s – sent on %(moment)s") % {"page": page.get_admin_display_title(), "moment": moment}


def _approvers(state: TaskState) -> list[str]:
    """The groups whose people may approve; a step of another kind has none."""
    groups = getattr(state.task.specific, "groups", None)
    return list(groups.values_list("name", flat=True)) if groups else []


def _expiring(user: Any, site: Site) -> Line:
    now = timezone.now()
    pages = _below(site).live().filter(expire_at__gt=now, expire_at__lte=now + summary.SOON).order_by("expire_at")
    return _line(_("Disappearing within 14 days"), _mine(user, pages), _("Check the first, and its date"))


def _scheduled(user: Any, site: Site) -> Line:
    waiting = Revision.page_revisions.filter(approved_go_live_at__gt=timezone.now()).order_by("approved_go_live_at")
    times = [(int(key), at) for key, at in waiting.values_list("object_id", "approved_go_live_at")]
    pages = _below(site).in_bulk([key for key, _at in times])
    own = [(pages[key], at) for key, at in times if key in pages and may_change(user, pages[key])]
    first = [(f"{page.get_admin_display_title()} – {polish_time(at)}", _edit(page)) for page, at in own[:FIRST]]
    url = first[0][1] if first else ""
    note = clock_note([at for _page, at in own])
    return Line(_("Scheduled"), len(own), first, _("Look at the first, and its date"), url, note)


def polish_time(moment: datetime) -> str:
    """A moment as the clocks in Poland show it, saying so."""
    return _("%(moment)s Polish time") % {"moment": date_format(timezone.localtime(moment), "j E Y, G:i")}


def clock_note(moments: Iterable[datetime]) -> str:
    """What to know when something is scheduled for a day on which the clocks change; empty otherwise."""
    if not any(_clocks_change(moment) for moment in moments):
        return ""
    return _(
        "On that day the clocks change: in spring there is nothing between 2:00 and 3:00, in autumn that hour comes "
        "twice, so the form refuses a time in it. Choose another hour."
    )


def _clocks_change(moment: datetime) -> bool:
    start = timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return start.utcoffset() != (start + timedelta(days=1)).utcoffset()


def _upkeep(user: Any, site: Site) -> list[Line]:
    kept = summary.of(site, lambda page: may_change(user, page))
    correct = [page for page, _review in kept.to_correct]
    review, links, owners = (reverse(f"upkeep:{name}") for name in ("overdue", "links", "owners"))
    return [
        _line(_("To be corrected, as owners ask"), correct, _("See what they ask for"), review),
        _line(_("Review overdue"), kept.overdue, _("See all that are overdue"), review),
        _line(_("To review within 14 days"), kept.to_review, _("Read the first again")),
        _line(_("Pages with broken links"), kept.broken_links, _("See the links that lead nowhere"), links),
        _line(_("Pages without an owner"), kept.without_owner, _("Say who answers for each"), owners),
    ]


def _documents(user: Any, site: Site) -> Line:
    found = inaccessible_documents(site) if documents.user_has_permission(user, "change") else []
    first = [(one.title, reverse("wagtaildocs:edit", args=(one.document.pk,))) for one in found[:FIRST]]
    step = _("See what keeps readers from each")
    return Line(_("Files that not everybody can read"), len(found), first, step, reverse("inaccessible_documents"))
