"""What a draft would change, shown as readers will see it, before it is published."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page, Revision

from history.comparing import ComparedVersion
from history.diff.blocks import blocks_of
from history.diff.model import FileFacts
from history.diff.view import comparison_context
from history.mixins import has_history
from history.models import PublishedVersion
from history.people import person_of

LIVE = "live"
LONGEST_NUMBER = 18
BESIDE = "obok"


@require_safe
def compare_draft(request: HttpRequest, page_id: int) -> HttpResponse:
    """The live page and the latest draft."""
    page = get_object_or_404(Page, pk=page_id)
    return compare(request, page_id, LIVE, str(page.latest_revision_id or LIVE))


@require_safe
def compare(request: HttpRequest, page_id: int, older: str, newer: str) -> HttpResponse:
    """Two revisions of a page, by their numbers; “live” is what readers see."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not has_history(page):
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    old, new = compared(page, older), compared(page, newer)
    beside = request.GET.get("widok") == BESIDE
    context = comparison_context(old, new, beside=beside)
    context |= {"page": page, "edit_url": reverse("wagtailadmin_pages:edit", args=(page_id,))}
    context["is_plan"] = older == LIVE and new.name == _("Draft")
    return render(request, "history/admin/comparison.html", context)


def _name(page: Any, which: str) -> str:
    if which == LIVE:
        return _("What readers see now")
    version = PublishedVersion.objects.filter(object__page_id=page.pk, revision_id=which).order_by("-number").first()
    return _("Version %(number)s") % {"number": version.number} if version else _("Draft")


def compared(page: Any, which: str) -> ComparedVersion:
    """A state of the page as the differ wants it; nothing of it is public."""
    revision: Revision | None = None
    if which != LIVE:
        if not which.isdecimal() or len(which) > LONGEST_NUMBER:
            raise Http404
        revision = get_object_or_404(page.revisions, pk=which)
    state = page if revision is None else revision.as_object()
    snapshot = state.history_snapshot()
    at: datetime | None = page.last_published_at if revision is None else revision.created_at
    files = {
        number: FileFacts(sha256=file.sha256, label=file.label, name=file.name)
        for number, file in enumerate(snapshot.files, start=1)
    }
    return ComparedVersion(
        number=0,
        title=snapshot.title,
        at=at or timezone.now(),
        person=person_of(revision.user).name if revision is not None and revision.user else "",
        note="" if revision is None else state.change_note,
        url="",
        is_current=revision is None,
        blocks=blocks_of(snapshot.article),
        files=files,
        name=_name(page, which),
    )
