"""The register of changes of a site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from history.register import lines_of, public_entries
from history.views.pages import page_of
from history.views.register_filter import RegisterFilter
from history.views.subject import site_of
from history.visibility import open_objects


@require_safe
def change_register(request: HttpRequest) -> HttpResponse:
    """`/bip/rejestr-zmian/`: what was published, changed, moved and withdrawn, newest first."""
    site = site_of(request)
    form = RegisterFilter(site, open_objects(site), request.GET)
    pages = page_of(request, form.narrow(public_entries(site)))
    pages.object_list = lines_of(site, pages.object_list)
    asked = any(form.cleaned_data.values()) or bool(form.errors)
    context = {"form": form, "lines": pages, "count": pages.paginator.count, "filtered": asked, "in_bip": True}
    return render(request, "history/register.html", context)
