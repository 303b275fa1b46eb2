"""Programmes: what the centre runs or ran, each with its time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable, Page
from wagtail.search import index

from pages.core.addresses import is_public, public_among
from pages.core.dates import PartialDate
from pages.core.fields import PartialDateField
from pages.core.models import LIST_PRIOR, OTHER_FORMS, BasePage, BodyMixin
from search.content import Kind, State


class ProgrammeStatus(NamedTuple):
    """Where a programme stands in time: a key for the style, a word for the reader."""

    key: str
    label: str


def programme_status(
    starts: PartialDate | None, ends: PartialDate | None, as_of: PartialDate | None, today: date
) -> ProgrammeStatus:
    """The status that the dates prove on a day.

    A date known only in part counts as over when its last possible day is over, and as come on its first. A programme
    with no end, described in an earlier year, is not claimed to run: it is a description of that year.
    """
    if ends and ends.last < today:
        return ProgrammeStatus("ended", gettext("ended"))
    if starts and starts.first > today:
        return ProgrammeStatus("planned", gettext("planned"))
    if as_of and not ends and as_of.year < today.year:
        return ProgrammeStatus("described", gettext("description of %(year)s") % {"year": as_of.year})
    if starts:
        return ProgrammeStatus("running", gettext("running"))
    return ProgrammeStatus("unknown", gettext("dates not given"))


class ProgrammeIndexPage(BodyMixin, BasePage):
    """All programmes of a centre."""

    search_prior = LIST_PRIOR

    template = "pages/programmes/programme_index_page.html"
    page_description = _("The list of programmes; it sorts itself by time.")
    parent_page_types = ["home.HomePage", "standard.SectionPage"]
    subpage_types = ["programmes.ProgrammePage"]
    max_count_per_parent = 1

    history_fields = (*BasePage.history_fields, "body")

    content_panels = [*BasePage.content_panels, *BodyMixin.body_panels, *BasePage.provenance_panels]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields]

    class Meta:
        verbose_name = _("list of programmes")
        verbose_name_plural = _("lists of programmes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["programmes"] = ProgrammePage.listing(self)
        return context


class ProgrammePage(BodyMixin, BasePage):
    """One programme: for whom, when, on what basis, where to ask."""

    review_months = 6

    template = "pages/programmes/programme_page.html"
    page_description = _(
        "A programme or campaign: for whom, when, where to ask. Whether it runs is worked out from its dates."
    )
    parent_page_types = ["programmes.ProgrammeIndexPage"]
    subpage_types = OTHER_FORMS

    period = models.CharField(
        _("period in words"), max_length=60, blank=True, help_text=_("As people say it: “2017–2019”, “summer 2017”.")
    )
    starts = PartialDateField(_("starts"), blank=True)
    ends = PartialDateField(_("ends"), blank=True)
    established = PartialDateField(_("established"), blank=True)
    as_of = PartialDateField(
        _("description as of"),
        blank=True,
        help_text=_("When the description was true, if you only pass it on; readers are told so."),
    )
    audience = models.CharField(_("for whom"), max_length=250, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=500, blank=True)
    adopted_by = models.CharField(_("adopted by"), max_length=200, blank=True)
    where_to_ask = models.CharField(
        _("where to ask"), max_length=250, blank=True, help_text=_("Left empty: the centre's main address and phone.")
    )

    search_kind = Kind("programme", _("Programmes"))

    history_fields = (
        *BasePage.history_fields,
        "period",
        "starts",
        "ends",
        "established",
        "as_of",
        "audience",
        "legal_basis",
        "adopted_by",
        "where_to_ask",
        "body",
    )
    history_children = {"see_also_links": ("target",)}

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("period"),
                FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
                FieldRowPanel([FieldPanel("established"), FieldPanel("as_of")]),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [FieldPanel("audience"), FieldPanel("legal_basis"), FieldPanel("adopted_by"), FieldPanel("where_to_ask")],
            heading=_("In short"),
        ),
        *BodyMixin.body_panels,
        InlinePanel("see_also_links", heading=_("See also"), label=_("page"), max_num=6),
        *BasePage.provenance_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        index.SearchField("audience"),
        index.SearchField("legal_basis"),
    ]

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def clean(self) -> None:
        super().clean()
        if self.starts and self.ends and self.ends.last < self.starts.first:
            raise ValidationError({"ends": _("The programme can't end before it starts.")})

    @classmethod
    def listing(cls, root: Page) -> models.QuerySet[ProgrammePage]:
        """The public programmes below a page, the latest first."""
        return public_among(cls.objects.descendant_of(root)).order_by("-ends", "-starts", "title")

    @property
    def eyebrow(self) -> str:
        return gettext("Programme")

    @property
    def search_dated(self) -> PartialDate | None:
        return self.starts or self.as_of or self.ends

    @property
    def search_states(self) -> list[State]:
        """Its status as from each day on which the dates may change it."""
        days = [self.starts.first] if self.starts else []
        days += [self.ends.last + timedelta(days=1)] if self.ends else []
        days += [date(self.as_of.year + 1, 1, 1)] if self.as_of else []
        first = self._search_state(None, date.min)
        return [first, *(self._search_state(day, day) for day in sorted(days))]

    def _search_state(self, since: date | None, day: date) -> State:
        status = programme_status(self.starts, self.ends, self.as_of, day)
        return State(since, status.key, status.label, is_over=status.key in ("ended", "described"))

    @property
    def status(self) -> ProgrammeStatus:
        """Running, planned, ended, or only described in an earlier year: never more than the dates prove."""
        return programme_status(self.starts, self.ends, self.as_of, localdate())

    @property
    def period_label(self) -> str:
        """The period in words, or made of the dates."""
        if self.period:
            return self.period
        if self.starts and self.ends:
            return f"{self.starts.label} – {self.ends.label}"
        if self.starts:
            return gettext("from %(day)s") % {"day": self.starts.genitive}
        return gettext("until %(day)s") % {"day": self.ends.genitive} if self.ends else ""

    @property
    def banner(self) -> dict[str, str] | None:
        """What a reader of an old description must know before reading on."""
        year = self.as_of or self.ends
        if self.status.key == "ended":
            return {
                "title": gettext("This programme has ended"),
                "text": gettext("It belongs to its time: %(period)s. The description is kept as a record.")
                % {"period": self.period_label},
            }
        if self.status.key == "described" and year:
            return {
                "title": gettext("Description of %(year)s") % {"year": year.year},
                "text": gettext(
                    "This is how the centre described the programme in %(year)s. "
                    "Announcements of that time are not today's dates."
                )
                % {"year": year.year},
            }
        return None

    @property
    def overdue_day(self) -> date | None:
        """Where the page already says that it is an old description, nothing is said of a check."""
        return None if self.banner else super().overdue_day

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The programme in short; what is not known is left out, except where to ask."""
        facts = [
            (gettext("Period"), self.period_label),
            (gettext("Established"), self.established.label if self.established else ""),
            (gettext("Description as of"), self.as_of.label if self.as_of else ""),
            (gettext("For whom"), self.audience),
            (gettext("Legal basis"), self.legal_basis),
            (gettext("Adopted by"), self.adopted_by),
            (gettext("Where to ask"), self.where_to_ask),
        ]
        return [fact for fact in facts if fact[1]]

    @property
    def history_facts(self) -> list[tuple[str, str]]:
        return self.facts

    @property
    def history_lists(self) -> list[tuple[str, list[str]]]:
        titles = [page.title for page in self.see_also]
        return [(gettext("See also"), titles)] if titles else []

    @property
    def see_also(self) -> list[BasePage]:
        """Related pages that a reader can open."""
        links = self.see_also_links.select_related("target")
        return [link.target for link in links if is_public(link.target)]


class SeeAlso(Orderable):
    """A page worth reading next."""

    programme = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="see_also_links")
    target = models.ForeignKey("core.BasePage", models.CASCADE, related_name="+", verbose_name=_("page"))

    panels = [PageChooserPanel("target")]

    class Meta(Orderable.Meta):
        verbose_name = _("related page")
        verbose_name_plural = _("related pages")

    def __str__(self) -> str:
        return str(self.target)
