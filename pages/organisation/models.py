"""The structure of a centre: its units as a tree of pages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from pages.core.addresses import public_among
from pages.core.contact_cards import ContactCard, OffersContactCard
from pages.core.models import LIST_PRIOR, OTHER_FORMS, BasePage, BodyMixin
from pages.core.validators import phone_validator
from search.content import Content, Kind


class UnitKind(models.TextChoices):
    """Kinds of units, as Polish centres name them."""

    DEPARTMENT = "department", _("department")
    TEAM = "team", _("team")
    SECTION = "section", _("organisational section")
    POST = "post", _("post")
    DAY_CENTRE = "day_centre", _("day-care home")
    FACILITY = "facility", _("facility")
    SERVICE = "service", _("service")


@dataclass
class UnitNode:
    """A unit in the tree, with the units below it."""

    page: UnitPage
    children: list[UnitNode] = field(default_factory=list)

    @property
    def number(self) -> int | None:
        """The unit's number in the centre's own list."""
        return self.page.number


@dataclass
class UnitGroup:
    """A branch of the chart: units of kinds that belong together."""

    title: str
    units: list[UnitNode]
    kinds: tuple[UnitKind, ...]

    @property
    def note(self) -> str:
        """How many units the branch has."""
        return ngettext("%(count)d unit", "%(count)d units", len(self.units)) % {"count": len(self.units)}


def unit_groups(units: list[UnitNode]) -> list[UnitGroup]:
    """The units cut into the branches of the chart, each keeping the order of the list; empty branches are left out."""
    branches = [
        UnitGroup(gettext("Departments"), [], (UnitKind.DEPARTMENT, UnitKind.TEAM, UnitKind.SECTION)),
        UnitGroup(gettext("Day-care homes"), [], (UnitKind.DAY_CENTRE,)),
        UnitGroup(gettext("Facilities and centres"), [], (UnitKind.FACILITY,)),
        UnitGroup(gettext("Posts and services"), [], (UnitKind.POST, UnitKind.SERVICE)),
    ]
    for unit in units:
        next(branch for branch in branches if unit.page.kind in branch.kinds).units.append(unit)
    return [branch for branch in branches if branch.units]


def unit_tree(root: Page) -> list[UnitNode]:
    """The public units below a page as a tree, in the order of the page tree; one query."""
    nodes: dict[str, UnitNode] = {}
    top: list[UnitNode] = []
    for page in public_among(UnitPage.objects.descendant_of(root)).order_by("path"):
        node = nodes[page.path] = UnitNode(page)
        parent = page.path[: -UnitPage.steplen]
        if parent == root.path:
            top.append(node)
        elif parent in nodes:  # a unit below a withdrawn one is not shown
            nodes[parent].children.append(node)
    return top


class OrganisationPage(BodyMixin, BasePage):
    """The organisation chart."""

    search_prior = LIST_PRIOR

    template = "pages/organisation/organisation_page.html"
    page_description = _("The structure of the centre: it draws the chart of the units below it.")
    parent_page_types = ["home.HomePage", "standard.SectionPage"]
    subpage_types = ["organisation.UnitPage", *OTHER_FORMS]
    max_count_per_parent = 1

    history_fields = (*BasePage.history_fields, "body")

    content_panels = [*BasePage.content_panels, *BodyMixin.body_panels, *BasePage.provenance_panels]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields]

    class Meta:
        verbose_name = _("structure")
        verbose_name_plural = _("structures")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["groups"] = unit_groups(unit_tree(self))
        return context


class UnitPage(OffersContactCard, BasePage):
    """A department, a team, a section, a post or a facility; units below it are its parts."""

    search_prior = 0.9  # whoever wants a benefit looks for its page before its office

    template = "pages/organisation/unit_page.html"
    page_description = _("A unit: a department, a team, a section, a post or a facility. Its parts are pages below it.")
    parent_page_types = ["organisation.OrganisationPage", "organisation.UnitPage"]
    subpage_types = ["organisation.UnitPage", *OTHER_FORMS]

    search_kind = Kind("unit", _("Units"))

    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind.choices)
    number = models.PositiveSmallIntegerField(
        _("number in the list"),
        null=True,
        blank=True,
        help_text=_("As in the centre's own list of units, if it numbers them."),
    )
    tasks_text = models.TextField(_("tasks"), blank=True, help_text=_("One task per line."))
    phone = models.CharField(_("phone"), max_length=20, blank=True, validators=[phone_validator])
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True, help_text=_("When it isn't the centre's own."))
    opening_hours = models.TextField(_("opening hours"), blank=True)

    history_fields = (
        *BasePage.history_fields,
        "kind",
        "number",
        "tasks_text",
        "phone",
        "email",
        "address",
        "opening_hours",
    )

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("number")]),
        FieldPanel("tasks_text"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("address"),
                FieldPanel("opening_hours"),
            ],
            heading=_("Contact"),
        ),
        *BasePage.provenance_panels,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("tasks_text"), index.SearchField("address")]

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    @property
    def tasks(self) -> list[str]:
        """The unit's tasks, one by one."""
        return [line.strip() for line in self.tasks_text.splitlines() if line.strip()]

    @property
    def eyebrow(self) -> str:
        kind = str(self.get_kind_display()).capitalize()
        return (
            gettext("%(kind)s · position %(number)d in the list") % {"kind": kind, "number": self.number}
            if self.number
            else kind
        )

    @property
    def listing_note(self) -> str:
        return self.summary or str(self.get_kind_display())

    @property
    def contact_card(self) -> ContactCard:
        return ContactCard(self.title, self.local_url, self.phone, self.email, self.address, self.opening_hours)

    @property
    def search_names(self) -> list[str]:
        """A number from a phone's list of calls leads to whom it belongs."""
        return [*super().search_names, self.phone]

    def search_content(self) -> Content | None:
        """The unit's tasks stand outside the facts."""
        content = super().search_content()
        return replace(content, text=[*self.tasks, *content.text]) if content else None

    @property
    def history_facts(self) -> list[tuple[str, str]]:
        facts = [
            (gettext("Kind"), str(self.get_kind_display())),
            (gettext("Position in the list"), str(self.number or "")),
            (gettext("Phone"), self.phone),
            (gettext("E-mail"), self.email),
            (gettext("Address"), self.address),
            (gettext("Opening hours"), self.opening_hours),
        ]
        return [fact for fact in facts if fact[1]]

    @property
    def history_lists(self) -> list[tuple[str, list[str]]]:
        return [(gettext("Tasks"), self.tasks)] if self.tasks else []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["children_tree"] = unit_tree(self)
        context["facts"] = self._facts()
        return context

    def _facts(self) -> list[tuple[str, str, str]]:
        """The unit's place: label, value, address of the page it names."""
        facts = [(gettext("Kind"), str(self.get_kind_display()), "")]
        parent = BasePage.objects.parent_of(self).first()
        if parent and parent.specific_class is UnitPage:
            if parent.local_url:  # a withdrawn unit is not named
                facts.append((gettext("Part of"), parent.title, parent.local_url))
        else:
            facts.append((gettext("Reports to"), self.centre.name, parent.local_url if parent else ""))
        siblings = list(public_among(UnitPage.objects.child_of(parent)).order_by("path")) if parent else []
        place = next((i for i, page in enumerate(siblings) if page.pk == self.pk), None)
        if place is None:
            return facts
        if place > 0:
            facts.append((pgettext("unit", "Previous"), siblings[place - 1].title, siblings[place - 1].local_url))
        if place + 1 < len(siblings):
            facts.append((pgettext("unit", "Next"), siblings[place + 1].title, siblings[place + 1].local_url))
        return facts
