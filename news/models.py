"""News: what happens, with the day after which it is only a record."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page

from pages.core.addresses import public_among
from pages.core.dates import PartialDate
from pages.core.fields import PartialDateField
from pages.core.models import LIST_PRIOR, OTHER_FORMS, BasePage, BodyMixin
from proofing.kinds import Kind as ProofedAs
from search.content import Kind, State
from search.pagination import page_of

NEWS_PER_PAGE = 20


def today() -> PartialDate:
    """The day in Poland, as the date that news usually has."""
    return PartialDate.from_date(localdate())


class NewsIndexPage(BasePage):
    """All news of a centre, newest first."""

    search_prior = LIST_PRIOR

    template = "news/news_index_page.html"
    page_description = _("The list of news; it sorts itself, newest first.")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    max_count_per_parent = 1

    content_panels = [*BasePage.content_panels, *BasePage.provenance_panels]

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["news"] = page_of(request, NewsPage.listing(self), NEWS_PER_PAGE)
        return context


class NewsPage(BodyMixin, BasePage):
    """One piece of news. After `expires` it stays readable, as a record that says so."""

    review_months = 0  # never: it tells of a moment

    search_prior = 0.85  # news passes, the page of the matter stays
    proofed_as = ProofedAs.NEWS

    template = "news/news_page.html"
    page_description = _(
        "A piece of news: what, for whom, until when. After its last day it says by itself that it is past."
    )
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = OTHER_FORMS

    date = PartialDateField(_("date"), default=today)
    expires = PartialDateField(
        _("current until"), blank=True, help_text=_("The last day on which it is news; then it is marked as past.")
    )

    search_kind = Kind("news", _("News"))

    history_fields = (*BasePage.history_fields, "date", "expires", "body")

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("date"), FieldPanel("expires")]),
        *BodyMixin.body_panels,
        *BasePage.provenance_panels,
    ]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")

    def clean(self) -> None:
        super().clean()
        if self.date and self.expires and self.expires.last < self.date.first:
            raise ValidationError({"expires": _("News can't stop being current before its date.")})

    @classmethod
    def listing(cls, root: Page) -> models.QuerySet[NewsPage]:
        """The public news below a page, newest first."""
        return public_among(cls.objects.descendant_of(root)).order_by("-date", "-first_published_at", "-pk")

    @property
    def eyebrow(self) -> str:
        return gettext("News")

    @property
    def search_dated(self) -> PartialDate | None:
        return self.date

    @property
    def search_states(self) -> list[State]:
        """Past after its last day."""
        if not self.expires:
            return []
        return [State(self.expires.last + timedelta(days=1), "past", gettext("past news"), is_over=True)]

    @property
    def date_label(self) -> str:
        """The date in words: 3 maja 2017, maj 2017 or 2017."""
        return self.date.label if self.date else ""

    @property
    def history_facts(self) -> list[tuple[str, str]]:
        facts = [(gettext("Date"), self.date_label)]
        if self.expires:
            facts.append((gettext("Current until"), self.expires.label))
        return facts

    @property
    def is_archival(self) -> bool:
        """Whether its last day is over."""
        return bool(self.expires and self.expires.last < localdate())

    @property
    def banner(self) -> dict[str, str] | None:
        """What a reader of past news must know first."""
        if not self.is_archival or not self.date:
            return None
        return {
            "title": gettext("This news is from %(date)s") % {"date": self.date.genitive},
            "text": gettext("We keep it as a record. Dates and announcements in it are no longer current."),
        }
