"""Where an owner says whether a page is still true: a page with a button, since mail scanners open links."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.signing import SignatureExpired
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from proofing.personal_numbers import personal_numbers
from upkeep.links import Pressed, pressed
from upkeep.models import Answer, Asked, Review
from upkeep.recording import record


class NoteForm(forms.Form):
    """What is to be corrected."""

    note = forms.CharField(
        label=_("What is to be corrected? (not required)"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean_note(self) -> str:
        """What is written down here stays: nobody's number is."""
        note: str = self.cleaned_data["note"]
        if personal_numbers(note):
            raise forms.ValidationError(_("Leave out numbers of persons (PESEL, identity card, bank account)."))
        return note


@csrf_exempt  # the signed link is the authority; there is no cookie that another site could make use of
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a press of the button, then record the answer; 404 for an unknown link, 410 for one that is over."""
    try:
        link = pressed(token)
    except SignatureExpired:
        return _shown(request, "over", status=410)
    if link is None:
        raise Http404
    asked = Asked.objects.select_related("page").filter(pk=link.question, site=Site.find_for_request(request)).first()
    if asked is None:
        raise Http404
    if not asked.page.live:
        return _shown(request, "over", status=410)
    return _answered(request, link, asked)


def _answered(request: HttpRequest, link: Pressed, asked: Asked) -> HttpResponse:
    given = Review.objects.filter(question=asked.pk).first()
    correcting = link.answer == Answer.CORRECT
    form = NoteForm(request.POST if request.method == "POST" and correcting else None)
    if given is None and request.method == "POST" and (not correcting or form.is_valid()):
        given = record(asked, link.answer, form.cleaned_data["note"] if correcting else "")
    state = "done" if given else "ask"
    return _shown(request, state, page=asked.page, given=given, form=form if correcting else None)


def _shown(request: HttpRequest, state: str, status: int = 200, **context: Any) -> HttpResponse:
    """The page; nothing between the site and the reader keeps it, lists it, or learns the link from it."""
    answer = render(request, f"upkeep/review_{state}.html", context, status=status)
    add_never_cache_headers(answer)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
