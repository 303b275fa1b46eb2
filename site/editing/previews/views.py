"""What a link shows: the draft, as readers would see it, to whoever holds the link."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe
from wagtail.models import Site

from editing.models import PreviewOpening, SharedPreview


@require_safe
def shared_preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show the draft; 404 for a link that this site never gave, 410 for one that is over."""
    link = SharedPreview.of_token(token)
    site = Site.find_for_request(request)
    if link is None or site is None or link.page.get_site() != site:
        raise Http404
    if not link.is_open:
        return kept_to_whoever_asked(render(request, "editing/previews/closed.html", status=410))
    draft = link.revision.as_object()
    # What Wagtail's own preview tells pages and middleware, too: no visit is counted, no draft takes itself for live.
    told: Any = request
    told.is_preview, told.preview_mode, told.shared_preview = True, draft.default_preview_mode, link
    answer = draft.serve_preview(request, draft.default_preview_mode)
    if request.method == "GET":
        count(link)
    return kept_to_whoever_asked(answer)


def count(link: SharedPreview) -> None:
    """Note that the link was opened, and in which minute."""
    minute = timezone.now().replace(second=0, microsecond=0)
    with transaction.atomic():
        opening, _created = PreviewOpening.objects.get_or_create(preview=link, minute=minute)
        PreviewOpening.objects.filter(pk=opening.pk).update(count=F("count") + 1)


def kept_to_whoever_asked(answer: HttpResponse) -> HttpResponse:
    """Let nothing between the site and the reader keep it, list it, or learn the link from what the page leads to."""
    add_never_cache_headers(answer)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
