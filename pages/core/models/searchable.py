"""What a page hands over to the search: its own words, by how much they tell of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from pages.core.dates import PartialDate
from pages.core.own_words import content_of
from search.content import Content, Kind, State

LIST_PRIOR = 0.8
"""Of pages that only lead to others."""


class SearchableMixin(models.Model):
    """A page that readers find by its own words, and by names that editors add. A part of `BasePage`."""

    search_kind = Kind("page", _("Pages"))
    """What the results list groups the page with."""

    search_prior = 1.0
    """How likely a page of this kind is what people look for, beside others that say the same."""

    search_terms = models.CharField(
        _("other names"),
        max_length=250,
        blank=True,
        help_text=_("What people call it, separated by commas; the search finds the page by these names too."),
    )

    search_panels = [FieldPanel("search_terms")]

    class Meta:
        abstract = True

    @property
    def search_names(self) -> list[str]:
        """Names as telling as the title."""
        return [cast(Any, self).short_title, self.search_terms]

    @property
    def search_facts(self) -> list[tuple[str, str]]:
        """What readers see beside the body, as label and value."""
        return cast(Any, self).history_facts

    @property
    def search_dated(self) -> PartialDate | None:
        """The day the page is of, as exactly as it is known; None for the day of its last publication."""
        return None

    @property
    def search_states(self) -> Sequence[State]:
        """What the page says of its subject as from a day."""
        return ()

    def search_content(self) -> Content | None:
        """The page's own words; None for a page that only leads to another."""
        return content_of(self)
