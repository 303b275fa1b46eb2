"""An act: identified as it was printed, with what it does to others and what others did to it."""

from __future__ import annotations

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from pages.acts.forms import ActPageForm
from pages.acts.models.kinds import ActKind
from pages.acts.models.relations import ActRelation, RelationTo
from pages.acts.numbers import ActNumber
from pages.acts.time_axis import TimeAxis, time_axis
from pages.core.addresses import centre_path, is_public, public_among
from pages.core.fields import PartialDateField
from pages.core.models import BasePage, BodyMixin


class ActPage(BodyMixin, BasePage):
    """One act, identified as it was printed."""

    template = "pages/acts/act_page.html"
    page_description = _(
        "A resolution, an ordinance, a statute or regulations: number, date, body, title and what it changes."
    )
    parent_page_types = ["acts.ActRegisterPage"]
    subpage_types: list[str] = []

    base_form_class = ActPageForm

    kind = models.CharField(_("kind"), max_length=20, choices=ActKind.choices)
    number = models.CharField(
        _("number"), max_length=60, blank=True, help_text=_("Exactly as printed, e.g. XXVII/508/2020 or LX/1197.2022.")
    )
    number_key = models.CharField(_("normalised number"), max_length=80, blank=True, editable=False, db_index=True)
    issuer = models.CharField(
        _("issuing body"),
        max_length=200,
        blank=True,
        help_text=_("As printed. Left empty when the source doesn't say; readers see “not given”."),
    )
    adopted_on = PartialDateField(_("adopted on"), blank=True)
    subject = models.TextField(
        _("title of the act"),
        max_length=1000,
        blank=True,
        help_text=_("As printed, from “w sprawie” on, e.g. w sprawie nadania Statutu …"),
    )

    history_fields = (*BasePage.history_fields, "kind", "number", "issuer", "adopted_on", "subject", "body")
    history_children = {"relations": ("kind", "target", "text")}

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("number")]),
                FieldRowPanel([FieldPanel("adopted_on"), FieldPanel("issuer")]),
                FieldPanel("subject"),
            ],
            heading=_("The act"),
        ),
        InlinePanel("relations", heading=_("What the act does to others"), label=_("relation")),
        *BodyMixin.body_panels,
        *BasePage.provenance_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        index.SearchField("number", boost=4),
        index.SearchField("subject", boost=2),
        index.SearchField("issuer"),
    ]

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")

    def clean(self) -> None:
        super().clean()
        self.number_key = ""
        if self.number:
            try:
                self.number_key = ActNumber.parse(self.number).key
            except ValueError as error:
                raise ValidationError({"number": str(error)}) from error
        elif self.kind in (ActKind.RESOLUTION, ActKind.ORDINANCE):
            raise ValidationError({"number": _("A resolution or an ordinance has a number.")})

    @classmethod
    def listing(cls, root: Page) -> models.QuerySet[ActPage]:
        """The public acts below a page, the latest adopted first; a statute or regulations, undated, at the top."""
        return (
            public_among(cls.objects.descendant_of(root))
            .prefetch_related("relations__target")
            .order_by(models.Case(models.When(adopted_on="", then=0), default=1), "-adopted_on", "-number_key", "title")
        )

    def get_admin_display_title(self) -> str:
        """The number goes first here too: six resolutions may amend one statute under one title."""
        title = super().get_admin_display_title()
        return f"{self.number} – {title}" if self.number else title

    @property
    def year(self) -> int | None:
        """The year of adoption, None for an act with no date of its own."""
        return self.adopted_on.year if self.adopted_on else None

    def answers_to(self, query: str) -> bool:
        """Whether each word of the query is in the title, or the whole is a way to write the number."""
        words = query.casefold().replace("/", " ").replace(".", " ").split()
        number = self.number.casefold().replace("/", " ").replace(".", " ").split()
        text = f"{self.title} {self.subject}".casefold()
        return all(word in number or word in text for word in words)

    @property
    def eyebrow(self) -> str:
        """The act's name without its title: "Uchwała nr X/79/90 z 1 marca 1990 r."."""
        if not self.number:
            return str(self.get_kind_display()).capitalize()
        name = gettext("%(kind)s No. %(number)s") % {
            "kind": str(self.get_kind_display()).capitalize(),
            "number": self.number,
        }
        if not self.adopted_on:
            return name
        return gettext("%(name)s of %(day)s") % {"name": name, "day": self.adopted_on.genitive}

    @property
    def head_title(self) -> str:
        """The number goes first: six resolutions may amend one statute under one title."""
        return self.seo_title or (f"{self.number} – {self.title}" if self.number else self.title)

    @property
    def issuer_label(self) -> str:
        """The issuing body, or that the source doesn't name it."""
        return self.issuer or gettext("not given")

    @property
    def listing_note(self) -> str:
        return self.summary or self.eyebrow

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The act's data, in the order in which an act is cited; none for an act that has only a kind and a title."""
        facts = []
        if self.number:
            facts.append((gettext("Kind"), str(self.get_kind_display())))
            facts.append((gettext("Number"), self.number))
            facts.append((gettext("Adopted on"), self.adopted_on.label if self.adopted_on else gettext("not given")))
            facts.append((gettext("Issuing body"), self.issuer_label))
        if self.subject:
            facts.append((gettext("Title"), self.subject))
        return facts

    @property
    def history_facts(self) -> list[tuple[str, str]]:
        return self.facts

    @property
    def history_lists(self) -> list[tuple[str, list[str]]]:
        effects = [
            f"{relation.label}: {relation.target.title}" if relation.target else relation.label
            for relation in self.relations_out
        ]
        return [(gettext("What the act does to others"), effects)] if effects else []

    @cached_property
    def relations_out(self) -> list[ActRelation]:
        """What this act does, in the order in which it was entered."""
        return [relation for relation in self.relations.all() if not relation.target or is_public(relation.target)]

    @cached_property
    def relations_in(self) -> list[RelationTo]:
        """What other public acts of the centre did to this one, in the order of time."""
        if not self.pk:  # an act being made, in a preview
            return []
        relations = (
            ActRelation.objects.filter(target=self, source__path__startswith=centre_path(self))
            .select_related("source")
            .prefetch_related("source__relations__target")
            .order_by("source__adopted_on", "source__number_key", "sort_order")
        )
        return [RelationTo(relation) for relation in relations if is_public(relation.source)]

    @cached_property
    def axis(self) -> TimeAxis | None:
        """What other acts did to this one drawn to scale by days of adoption; None when a list says more."""
        done = [relation.act for relation in self.relations_in]
        return time_axis((act.adopted_on, act.number, act.local_url) for act in done)

    @property
    def relation_label(self) -> str:
        """The act's effect in a few words, for lists: "zmienia statut"."""
        return "; ".join(relation.label for relation in self.relations_out)
