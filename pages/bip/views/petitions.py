"""The yearly summary of petitions, below the address of their list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.contrib.routable_page.models import path

from pages.core.models import CentreSettings
from pages.core.navigation import Navigation

if TYPE_CHECKING:
    from pages.bip.models import BipListPage


class PetitionSummaryRoutes:
    """A part of `BipListPage`: only lists of petitions answer."""

    @property
    def summary_years(self: Any) -> list[int]:
        """The years that the list has a summary of, the latest first; none for other lists."""
        from pages.bip.petitions import summary_years  # petitions know lists

        return summary_years(self)

    @path("zbiorcza-informacja/<int:year>/")
    def petitions_of_year(self: BipListPage, request: HttpRequest, year: int) -> HttpResponse:
        """`…/zbiorcza-informacja/2026/`: how many petitions, about what, how they were handled."""
        from pages.bip.petitions import yearly_summary  # petitions know lists

        if year not in self.summary_years:
            raise Http404
        self.centre = CentreSettings.of_request(request)
        for petition in self.entries:
            petition.centre = self.centre  # each would ask for its site otherwise
        summary = yearly_summary(self, year)
        context = {
            "page": self,
            "self": self,
            "navigation": Navigation(request, self),
            "summary": summary,
            "example": self.is_example or summary.is_example,
            "address": request.build_absolute_uri(),
        }
        return render(request, "pages/bip/petition_summary.html", context)
