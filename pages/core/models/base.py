"""What every public page has: a lead, an owner, a provenance, a place among the others."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Page
from wagtail.search import index

from history.models import ImportedChange
from pages.core.addresses import local_url
from pages.core.fields import PartialDateField
from pages.core.models.centre import CentreSettings
from pages.core.navigation import Navigation

# Addresses below a page that the public history uses, and addresses of the site that are not pages.
RESERVED_SLUGS = frozenset(
    {"historia", "wersje", "porownaj", "na-dzien", "szukaj", "mapa-serwisu", "admin", "documents", "static", "media"}
)


def printed_time(moment: datetime) -> str:
    """A moment in Polish time as HTML: 8 kwietnia 2018, 17:40."""
    local = localtime(moment)
    return format_html(
        '<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), date_format(local, "j E Y, G:i")
    )


class BasePage(Page):
    """The ground of every page type; never made by itself.

    It has a table of its own so that menus, lists and the search read what all pages share in one query.
    """

    starts_bulletin = False
    """Whether this page is the home of the public bulletin (BIP); pages below it stand in the bulletin."""

    summary = models.TextField(
        _("lead"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences, 300 characters at most: what will the reader find here?"),
    )
    short_title = models.CharField(
        _("name in menus"), max_length=60, blank=True, help_text=_("Only when the title is too long for a menu.")
    )
    owner_unit = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("responsible unit")
    )
    is_example = models.BooleanField(
        _("example content"), default=False, help_text=_("The page carries the label “Treść przykładowa”.")
    )
    produced_by = models.CharField(
        _("produced by"),
        max_length=200,
        blank=True,
        help_text=_("Who drew up the information: a person with a function, or a unit."),
    )
    produced_at = PartialDateField(_("produced on"), blank=True)
    responsible_person = models.CharField(_("responsible for the content"), max_length=200, blank=True)

    provenance_panels = [
        MultiFieldPanel(
            [
                FieldPanel("produced_by"),
                FieldRowPanel([FieldPanel("produced_at"), FieldPanel("responsible_person")]),
                PageChooserPanel("owner_unit", "organisation.UnitPage"),
                FieldPanel("is_example"),
            ],
            heading=_("Provenance"),
            help_text=_("Printed under the page in the provenance box (metryczka)."),
        )
    ]
    content_panels = [*Page.content_panels, FieldPanel("summary")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("short_title"), FieldPanel("show_in_menus")], heading=_("Place in the site")
        ),
        MultiFieldPanel([FieldPanel("seo_title"), FieldPanel("search_description")], heading=_("For search engines")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("short_title")]

    is_creatable = False

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError(
                {"slug": _("The site needs the address “%(slug)s” for itself. Choose another.") % {"slug": self.slug}}
            )

    @property
    def nav_title(self) -> str:
        """The name in menus and breadcrumbs."""
        return self.short_title or self.title

    @property
    def head_title(self) -> str:
        """The title in the browser's tab and in search engines: unlike that of any other page, if need be."""
        return self.seo_title or self.title

    @property
    def eyebrow(self) -> str:
        """The kind of page above its title; empty where the title says it."""
        return ""

    @property
    def listing_note(self) -> str:
        """The line under a link to this page."""
        return self.summary

    @property
    def local_url(self) -> str:
        """The path within the page's own site."""
        return local_url(self)

    @cached_property
    def trail(self) -> list["BasePage"]:
        """The pages from the site's home to this one."""
        if not self.path:  # a page being made, in a preview
            return [self]
        above = BasePage.objects.ancestor_of(self, inclusive=False).order_by("depth")
        return [*above.live(), self]

    @cached_property
    def in_bip(self) -> bool:
        """Whether the page stands in the public bulletin."""
        return any(page.specific_class.starts_bulletin for page in self.trail)

    @cached_property
    def imported_changes(self) -> list[ImportedChange]:
        """The change register that an earlier system kept of this page, oldest first."""
        return list(ImportedChange.objects.filter(page_id=self.pk).order_by("number"))

    @property
    def history_count(self) -> int:
        """How many versions the page's history lists."""
        return len(self.imported_changes)

    @property
    def history_url(self) -> str:
        """Address of the page's history, empty when there is none."""
        return f"{self.local_url}historia/" if self.imported_changes and self.local_url else ""

    @cached_property
    def centre(self) -> CentreSettings:
        """The centre that this page belongs to."""
        return CentreSettings.for_site(self.get_site())

    @property
    def provenance(self) -> list[tuple[str, str]]:
        """The provenance box (metryczka): label and printable value; gaps are named, never filled.

        Labels as readers of public bulletins know them; the set follows u.d.i.p. art. 8 ust. 6 pkt 1–3.
        """
        unknown = gettext("not given")
        produced = "; ".join(filter(None, [self.produced_by, self.responsible_person]))
        rows = [
            (gettext("Published by (body)"), self.centre.name or unknown),
            (gettext("Produced by / responsible for the content"), produced or unknown),
            (gettext("Date produced"), self.produced_at.label if self.produced_at else unknown),
        ]
        if self.imported_changes:
            first, last = self.imported_changes[0], self.imported_changes[-1]
            rows += [
                (gettext("Published by"), first.person),
                (gettext("Date published"), printed_time(first.at)),
                (gettext("Last modified by"), last.person),
                (gettext("Date last modified"), printed_time(last.at)),
            ]
            if self.first_published_at:
                rows.append((gettext("Moved to this site"), printed_time(self.first_published_at)))
            return rows
        rows.append((gettext("Published by"), self._publisher()))
        if self.first_published_at:
            rows.append((gettext("Date published"), printed_time(self.first_published_at)))
        if self.last_published_at and self.first_published_at and self.last_published_at > self.first_published_at:
            rows.append((gettext("Date last modified"), printed_time(self.last_published_at)))
        return rows

    def _publisher(self) -> str:
        """The name of the person who published last; an account name or an e-mail address is never shown."""
        revision = self.live_revision
        name = revision.user.get_full_name() if revision and revision.user else ""
        return name or gettext("the site's editors")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        # The same row that the header prints; asked for by itself the page would read it, and its site, once more.
        self.centre = CentreSettings.for_request(request)
        context["navigation"] = Navigation(request, self)
        return context
