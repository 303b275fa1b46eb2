"""The board of a centre, the list of centres, and the board as data."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Site

from compliance.administration.rights import may_see_boards, own_sites
from compliance.attempts import notice
from compliance.export import as_csv, as_data
from compliance.models import AttemptKind, DigestReader
from compliance.results import Result, checked, overview

PAGE_TITLE = gettext_lazy("Legal compliance")


class OwnCentre:
    """A view about one centre; that of others is not there for who has no right on it."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def site(self) -> Site:
        """The centre that is asked for. Raises Http404."""
        found = own_sites(self.request.user).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            if Site.objects.filter(pk=self.kwargs["pk"]).exists():
                notice(self.request, AttemptKind.REFUSED)
            raise Http404
        return found


class CentreView(OwnCentre, WagtailAdminTemplateMixin, TemplateView):
    """A page of the administration about one centre."""

    header_icon = "tasks"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.site  # noqa: B018 -- asks whether they may
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.site.site_name or self.site.hostname

    def url(self, name: str) -> str:
        """The address of another page about the same centre."""
        return reverse(f"compliance:{name}", args=(self.site.pk,))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        board = {"url": self.url("board"), "label": PAGE_TITLE, "sublabel": self.get_page_subtitle()}
        here = [] if self.request.path == self.url("board") else [{"url": "", "label": self.get_page_title()}]
        return [*super().get_breadcrumbs_items(), board, *here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(site=self.site, **kwargs)


class BoardView(CentreView):
    """The board: every item with its state, why, the proof, and what to do."""

    page_title = PAGE_TITLE
    template_name = "compliance/board.html"

    @cached_property
    def result(self) -> Result:
        return checked(self.site, anew="anew" in self.request.GET)

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [
            HeaderButton(_("Log of attempts at access"), url=self.url("log"), icon_name="history", priority=10),
            HeaderButton(_("Sheet for gov.pl/bip"), url=self.url("sheet"), icon_name="doc-full", priority=20),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        only_gaps, user = "gaps" in self.request.GET, self.request.user
        return super().get_context_data(
            result=self.result,
            rows=self.result.gaps if only_gaps else self.result.rows,
            only_gaps=only_gaps,
            gets_digest=DigestReader.objects.filter(site=self.site, user=user.pk).exists(),
            has_email=bool(getattr(user, "email", "")),
            **{f"{name}_url": self.url(name) for name in ("board", "csv", "json", "digest")},
            **kwargs,
        )


class DigestView(OwnCentre, View):
    """Asks for the centre's digest by e-mail, or no more."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        wanted = request.POST.get("wanted") == "yes"
        if wanted:
            reader: Any = request.user
            DigestReader.objects.get_or_create(site=self.site, user=reader)
            messages.success(request, _("You will get a digest by e-mail, once a week and whenever something changes."))
        else:
            DigestReader.objects.filter(site=self.site, user=request.user.pk).delete()
            messages.success(request, _("You will get no digest of this centre any more."))
        return redirect("compliance:board", pk)


class CsvView(OwnCentre, View):
    """The board as a table."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        text = as_csv(checked(self.site))
        response = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.site.hostname}.csv"'
        return response


class JsonView(OwnCentre, View):
    """The board as data."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return JsonResponse(as_data(checked(self.site)), json_dumps_params={"ensure_ascii": False, "indent": 2})


class CentresView(WagtailAdminTemplateMixin, TemplateView):
    """The centres whose boards somebody may see; who has one goes straight there."""

    page_title = PAGE_TITLE
    header_icon = "tasks"
    template_name = "compliance/centres.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_see_boards(request.user):
            raise PermissionDenied
        self.sites = list(own_sites(request.user))
        if len(self.sites) == 1:
            return redirect("compliance:board", self.sites[0].pk)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": PAGE_TITLE}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(centres=overview(self.sites), **kwargs)
