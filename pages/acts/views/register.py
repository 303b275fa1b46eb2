"""The register of acts: the list with its filter, and the same acts for spreadsheets, programs and feed readers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from pages.acts.register.exports import ATOM, CSV, acts_as_atom, acts_as_csv, acts_as_data
from pages.acts.register.filter import RegisterFilter
from pages.acts.register.reading import read_register
from pages.acts.register.rows import ActRow
from search.pagination import page_of

if TYPE_CHECKING:
    from pages.acts.models import ActRegisterPage

ACTS_PER_PAGE = 100


class RegisterRoutes(RoutablePageMixin):
    """Addresses below the register's own; all of them honour the same filter, `?year=2022&kind=resolution`.

    Wagtail reads every address as if it ended with a slash; the files are asked for without one (`portal.urls`).
    """

    def get_context(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        form = asked(self, request)
        found = form.found()
        acts = page_of(request, found, ACTS_PER_PAGE)
        context["form"] = form
        context["acts"] = acts
        context["groups"] = [(year, list(group)) for year, group in groupby(acts, key=lambda act: act.year)]
        context["count"] = len(found)
        context["order"] = _order(found)
        return context

    @path("akty.csv/")
    def as_csv(self: ActRegisterPage, request: HttpRequest) -> HttpResponse:
        """`…/akty.csv`: the acts that are asked for as a spreadsheet."""

        def answer(form: RegisterFilter) -> HttpResponse:
            response = HttpResponse(acts_as_csv(request, form.found()), content_type=CSV)
            response["Content-Disposition"] = 'attachment; filename="akty.csv"'
            return response

        return _for_programs(self, request, answer)

    @path("akty.json/")
    def as_json(self: ActRegisterPage, request: HttpRequest) -> HttpResponse:
        """`…/akty.json`: the same as data."""
        return _for_programs(self, request, lambda form: JsonResponse(acts_as_data(request, self, form.found())))

    @path("akty.atom/")
    def as_atom(self: ActRegisterPage, request: HttpRequest) -> HttpResponse:
        """`…/akty.atom`: the acts adopted last."""

        def answer(form: RegisterFilter) -> HttpResponse:
            return HttpResponse(acts_as_atom(request, self, form.found(), form.query), content_type=ATOM)

        return _for_programs(self, request, answer)


def _order(acts: list[ActRow]) -> str:
    """In what order the acts stand; nothing to say of one, or where no day is known."""
    if len(acts) < 2 or not acts[-1].year:
        return ""
    return _("newest first") if acts[0].year else _("the undated first, then newest first")


def asked(page: ActRegisterPage, request: HttpRequest) -> RegisterFilter:
    """The filter with what was asked of it."""
    return RegisterFilter(read_register(page, localdate()), request.GET)


def _for_programs(
    page: ActRegisterPage, request: HttpRequest, answer: Callable[[RegisterFilter], HttpResponse]
) -> HttpResponse:
    """The answer, or 400 with what is wrong: a program would take all acts for those that it asked for."""
    form = asked(page, request)
    if form.fault:
        return HttpResponse(form.fault, status=400, content_type="text/plain; charset=utf-8")
    return answer(form)
