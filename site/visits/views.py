"""The statistics of a site's visits: a page, and the same as data."""

from __future__ import annotations

import csv
import io
from typing import cast

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Site

from visits.statistics import BAR, Month, months_of, pages_of, views_of_site, years_of

CSV = "text/csv; charset=utf-8"


class YearFilter(forms.Form):
    """Which year; not asked for, or not understood, it leaves the choice to the page."""

    rok = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, years: list[int], asked: QueryDict, default: int | None) -> None:
        asked = asked.copy()
        if default and not asked.get("rok"):
            asked["rok"] = str(default)
        super().__init__(asked, auto_id="filter-%s", use_required_attribute=False)
        cast(forms.ChoiceField, self.fields["rok"]).choices = [(str(year), str(year)) for year in years]

    @property
    def year(self) -> int | None:
        """The year that was asked for, if there is such a one."""
        return int(self.cleaned_data["rok"]) if self.is_valid() and self.cleaned_data["rok"] else None


def _site(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


# Numbers that grow by the minute, so none of these is kept.
@cache_control(no_cache=True)
@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """`/bip/statystyka/`: the visits of a year by months, and the pages opened most."""
    site = _site(request)
    total = views_of_site(site)
    years = years_of(total.since)
    form = YearFilter(years, request.GET, default=years[0] if years else None)
    year = form.year or (years[0] if years else None)
    months = months_of(site, total.since, year) if total.since else []
    context = {
        "total": total,
        "form": form,
        "several_years": len(years) > 1,
        "year": year,
        "months": months,
        "bar_width": BAR,
        "pages": [(opened, opened.page.get_url(request)) for opened in pages_of(site, year)] if months else [],
        "in_bip": True,
    }
    return render(request, "visits/statistics.html", context)


def _asked(request: HttpRequest, site: Site) -> tuple[list[Month], int | None]:
    """The months that data are asked of, `?rok=` or all. Raises Http404 for a year without numbers."""
    total = views_of_site(site)
    form = YearFilter(years_of(total.since), request.GET, default=None)
    if not form.is_valid():
        raise Http404
    return (months_of(site, total.since, form.year) if total.since else []), form.year


@cache_control(no_cache=True)
@require_safe
def statistics_csv(request: HttpRequest) -> HttpResponse:
    """`/bip/statystyka/odslony.csv`: months and numbers, for a Polish spreadsheet (semicolons, byte order mark)."""
    months, _year = _asked(request, _site(request))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([pgettext("column", "Month"), pgettext("column", "Views")])
    writer.writerows([f"{month.first_day:%Y-%m}", month.number] for month in months)
    response = HttpResponse("\ufeff" + out.getvalue(), content_type=CSV)
    response["Content-Disposition"] = 'attachment; filename="odslony.csv"'
    return response


@cache_control(no_cache=True)
@require_safe
def statistics_json(request: HttpRequest) -> HttpResponse:
    """`/bip/statystyka/odslony.json`: `counted_since`, `months` and the `pages` opened most, with whole addresses."""
    site = _site(request)
    months, year = _asked(request, site)
    since = views_of_site(site).since
    data = {
        "counted_since": since.isoformat() if since else None,
        "months": [{"month": f"{month.first_day:%Y-%m}", "views": month.number} for month in months],
        "pages": [
            {
                "title": opened.page.title,
                "url": request.build_absolute_uri(opened.page.get_url(request)),
                "views": opened.number,
            }
            for opened in pages_of(site, year)
        ],
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
