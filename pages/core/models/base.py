"""What every public page has: a lead, an owner, a provenance, a place among the others."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import classproperty
from django.utils.module_loading import import_string
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.models import Page, PagePermissionTester, PageViewRestriction
from wagtail.search import index

from history.mixins import TrackedPage
from history.panels import ChangeNotePanel
from history.snapshots import Snapshot
from history.summaries import PublishedSummary, published_summary
from pages.core.addresses import centre_path, local_url, private_paths
from pages.core.fields import PartialDateField, faults_of_years
from pages.core.forms import BasePageForm
from pages.core.languages import in_language_of
from pages.core.models.centre import CentreSettings
from pages.core.models.reviewed import ReviewedMixin
from pages.core.models.searchable import SearchableMixin
from pages.core.navigation import Navigation
from pages.core.other_forms import OtherForm, other_forms
from pages.core.provenance import provenance
from pages.core.routing import pages_on_the_way
from pages.core.snapshots import snapshot_of
from proofing.kinds import Kind

# Addresses below a page that the public history uses, and addresses of the site that are not pages.
RESERVED_SLUGS = frozenset(
    {
        "historia",
        "wersje",
        "porownaj",
        "na-dzien",
        "porownaj-stany",
        "rejestr-zmian",
        "dziennik",
        "statystyka",
        "zbiorcza-informacja",
        "szukaj",
        "mapa-serwisu",
    }
).union(path.strip("/") for path in settings.DELIVERY_PASSED_BY)


class PageLanguage(models.TextChoices):
    """Languages that a page may be written in, each named in itself."""

    POLISH = "pl", "polski"
    UKRAINIAN = "uk", "українська"


class BasePage(TrackedPage, SearchableMixin, ReviewedMixin, Page):
    """The ground of every page type; never made by itself.

    It has a table of its own so that menus, lists and the search read what all pages share in one query.
    """

    starts_bulletin = False
    """Whether this page is the home of the public bulletin (BIP); pages below it stand in the bulletin."""

    leads_elsewhere = False
    """Whether this page only points to another one, which lists of the whole site name by itself."""

    retells = False
    """Whether this page tells the page above it in another form; menus and lists name that page alone."""

    proofed_as = Kind.PORTAL
    """How strict the publishing rules are, unless the page stands in the bulletin."""

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
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=PageLanguage.choices,
        default=PageLanguage.POLISH,
        help_text=_("What the page is written in; menus and labels around it are in the same language."),
    )

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
    history_fields: tuple[str, ...] = (
        "title",
        "summary",
        "is_example",
        "produced_by",
        "produced_at",
        "responsible_person",
        "owner_unit",
    )
    """Fields that readers see: what makes a version, and what restoring one brings back. Nothing else is kept."""

    history_children: dict[str, tuple[str, ...]] = {}
    """The same for rows of other tables: fields by the name of the relation."""

    routed_through: Sequence["BasePage"] = ()
    """The pages above this one, when a reader's request came by way of them."""

    history_streams: tuple[str, ...] = ("body",)
    """Fields of blocks that make up the article, in the order in which readers see them."""

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("short_title"), FieldPanel("show_in_menus"), FieldPanel("language")],
            heading=_("Place in the site"),
        ),
        MultiFieldPanel(SearchableMixin.search_panels, heading=_("For this site's search")),
        MultiFieldPanel([FieldPanel("seo_title"), FieldPanel("search_description")], heading=_("For search engines")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("short_title")]

    is_creatable = False
    base_form_class = BasePageForm

    @classproperty
    def edit_handler(cls) -> TabbedInterface:  # noqa: N805 -- a property of the class
        """Wagtail's tabs; the reason for a change is asked for right above the button that publishes it."""
        help_panel = import_string(settings.PAGE_HELP_PANEL)
        tabs = [
            ObjectList([help_panel(), *cls.content_panels, ChangeNotePanel()], heading=_("Content")),
            ObjectList(cls.promote_panels, heading=_("Place and search")),
            ObjectList([*cls.review_panels, *cls.settings_panels], heading=_("Settings")),
        ]
        return TabbedInterface(tabs, base_form_class=cls.base_form_class)

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def clean(self) -> None:
        super().clean()
        if faults := faults_of_years(self):  # first of all: rules of a type reckon with its days
            raise ValidationError(faults)
        if self.slug in RESERVED_SLUGS:
            raise ValidationError(
                {"slug": _("The site needs the address “%(slug)s” for itself. Choose another.") % {"slug": self.slug}}
            )
        # Provenance in order: nothing is produced after it is published, and that is the server's today or later.
        if self.produced_at and self.produced_at.first > localdate():
            raise ValidationError(
                {"produced_at": _("The information can't have been produced after today. Check the date.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save the page, checked when it is live.

        Raises PublicationRefused: lists of pages, workflows and schedules publish unfinished drafts without a form.
        """
        from history.recording import PublicationRefused  # it asks for models

        try:
            return super().save(*args, **kwargs)
        except ValidationError as error:
            if not self.live or self.pk is None or isinstance(error, PublicationRefused):
                raise
            raise PublicationRefused(self, error) from error

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

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Wagtail's way, in fewer queries; the page that answers keeps those above it for its breadcrumbs."""
        way = pages_on_the_way(self, path_components)
        if not way:
            return super().route(request, path_components)
        last = way[-1].specific
        last._cached_parent_obj = way[-1]._cached_parent_obj
        result = last.route(request, path_components[len(way) :])
        result.page.routed_through = [self, *way[:-1], *result.page.routed_through]
        return result

    @cached_property
    def trail(self) -> list["BasePage"]:
        """The pages from the site's home to this one."""
        if self.path == centre_path(self):  # a home page, or one being made, in a preview
            return [self]
        if self.routed_through:
            return [*(page for page in self.routed_through if page.live), self]
        above = BasePage.objects.ancestor_of(self, inclusive=False).order_by("depth")
        return [*above.live(), self]

    @property
    def page_above(self) -> "BasePage | None":
        """The page right above this one; None where readers don't see it."""
        return next((above for above in self.trail[:-1] if above.path == self.path[: -self.steplen]), None)

    @cached_property
    def in_bip(self) -> bool:
        """Whether the page stands in the public bulletin."""
        return any(page.specific_class.starts_bulletin for page in self.trail)

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """What somebody may do with the page, by the class that PAGE_PERMISSION_TESTER names."""
        tester: type[PagePermissionTester] = import_string(settings.PAGE_PERMISSION_TESTER)
        return tester(user, self)

    def get_view_restrictions(self) -> Any:
        """Asked of every page that is served; as long as nothing at all is private it costs no query of its own."""
        return super().get_view_restrictions() if private_paths() else PageViewRestriction.objects.none()

    @cached_property
    def published_versions(self) -> PublishedSummary:
        """The first and the last of the page's versions, and how many there are; two queries."""
        return published_summary(self.pk)

    @property
    def history_count(self) -> int:
        """How many versions the page's history lists."""
        return self.published_versions.count

    @property
    def history_url(self) -> str:
        """Address of the page's history, empty when there is none."""
        return f"{self.local_url}historia/" if self.history_count and self.local_url else ""

    @property
    def history_facts(self) -> list[tuple[str, str]]:
        """What readers see beside the body, as label and value: for the public history."""
        return []

    @property
    def history_lists(self) -> list[tuple[str, list[str]]]:
        """The same for lists under a heading."""
        return []

    @property
    def drawn_facts(self) -> list[tuple[str, str]]:
        """What readers see here that is kept elsewhere, such as the centre's address: label and value.

        It is a part of each version, too; whoever changes it there records the pages that show it.
        """
        return []

    @property
    def history_files(self) -> list[tuple[Any, str]]:
        """Documents that readers are offered outside the body, each with its label."""
        return []

    @property
    def history_own_files(self) -> list[tuple[Any, str]]:
        """Files in fields of the page itself, each with its label; whoever may open the page may open them."""
        return []

    @cached_property
    def other_forms(self) -> list[OtherForm]:
        """What else readers may choose that tells the same: easy-to-read text, a film in Polish Sign Language."""
        return other_forms(self)

    def history_snapshot(self) -> Snapshot:
        """All that a reader sees of the page as it stands now."""
        return snapshot_of(self)

    @cached_property
    def centre(self) -> CentreSettings:
        """The centre that this page belongs to."""
        return CentreSettings.of(self.get_site())

    @property
    def provenance(self) -> list[tuple[str, str]]:
        """The rows of the provenance box: label and printable value."""
        return provenance(self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        return in_language_of(self, lambda: super(BasePage, self).serve_preview(request, mode_name))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        # The same row that the header prints; asked for by itself the page would read it, and its site, once more.
        self.centre = CentreSettings.of_request(request)
        context["navigation"] = Navigation(request, self)
        return context
