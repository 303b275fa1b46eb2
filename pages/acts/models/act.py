"""An act: identified as it was printed, with its days, and with what it does to others and others did to it."""

from __future__ import annotations

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Page
from wagtail.search import index

from pages.acts.authentic import AuthenticFile, authentic_file
from pages.acts.dossier import live_dossier
from pages.acts.forms import ActPageForm
from pages.acts.models.kinds import ACTS, ActKind
from pages.acts.models.relations import ActRelation, RelationTo
from pages.acts.naming import act_name
from pages.acts.numbers import ActNumber
from pages.acts.reading import Reading
from pages.acts.rules import act_faults
from pages.acts.status import states_of
from pages.acts.views.act import ActRoutes
from pages.core.addresses import centre_path, is_public, public_among
from pages.core.dates import PartialDate
from pages.core.fields import PartialDateField
from pages.core.models import BasePage
from search.content import State


class ActPage(ActRoutes, BasePage):
    """One act, identified as it was printed; its texts as from a day are the pages below it."""

    template = "pages/acts/act_page.html"
    page_description = _(
        "A resolution, an ordinance, a statute or regulations: number, date, body, title and what it changes."
    )
    parent_page_types = ["acts.ActRegisterPage"]
    subpage_types = ["acts.ExpressionPage"]

    base_form_class = ActPageForm
    # What is asked before it is withdrawn says so: `signal_handlers` withdraws its texts with it.
    takes_along_pages_below = True

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
    promulgated_on = PartialDateField(_("promulgated on"), blank=True)
    gazette_ref = models.CharField(
        _("place in the gazette"),
        max_length=200,
        blank=True,
        help_text=_("As the gazette prints it, e.g. Dz. Urz. Woj. Świętokrzyskiego z 2020 r. poz. 1876."),
    )
    in_force_from = PartialDateField(
        _("in force from"),
        blank=True,
        help_text=_("The day, e.g. 1.01.2023. Leave it empty when no source names it: the site never guesses."),
    )
    in_force_basis = models.CharField(
        _("the clause that says so"),
        max_length=500,
        blank=True,
        help_text=_("Quoted, e.g. § 3. Uchwała wchodzi w życie po upływie 14 dni od dnia ogłoszenia."),
    )
    repealed_on = PartialDateField(
        _("repealed on"), blank=True, help_text=_("The day from which the act is no longer in force.")
    )
    eli_uri = models.URLField(
        _("ELI address"), blank=True, help_text=_("The act's address in the gazette, when it has one.")
    )
    original = models.ForeignKey(
        get_document_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("authentic file"),
        help_text=_("The signed act as the body published it. Its SHA-256 digest is shown and recorded."),
    )

    search_kind = ACTS

    history_fields = (
        *BasePage.history_fields,
        "kind",
        "number",
        "issuer",
        "adopted_on",
        "subject",
        "promulgated_on",
        "gazette_ref",
        "in_force_from",
        "in_force_basis",
        "repealed_on",
        "eli_uri",
        "original",
    )
    history_children = {"relations": ActRelation.history_fields}

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
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("in_force_from"), FieldPanel("repealed_on")]),
                FieldPanel("in_force_basis"),
                FieldRowPanel([FieldPanel("promulgated_on"), FieldPanel("gazette_ref")]),
                FieldRowPanel([FieldPanel("eli_uri"), FieldPanel("original")]),
            ],
            heading=_("In force, promulgated, repealed"),
        ),
        InlinePanel("relations", heading=_("What the act does to others"), label=_("relation")),
        *BasePage.provenance_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
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
        if faults := act_faults(self):
            raise ValidationError(faults)

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
    def eyebrow(self) -> str:
        """The act's name without its title: "Uchwała nr X/79/90 z 1 marca 1990 r."."""
        name = act_name(self.kind or ActKind.OTHER, self.number, self.adopted_on)
        return name[:1].upper() + name[1:]

    @property
    def search_names(self) -> list[str]:
        """An act is called by its kind, number and day more often than by its title."""
        return [*super().search_names, self.eyebrow, self.subject]

    @property
    def search_facts(self) -> list[tuple[str, str]]:
        return self.facts

    @property
    def search_dated(self) -> PartialDate | None:
        return self.adopted_on

    @property
    def search_states(self) -> list[State]:
        """Whether it is in force, as from each day on which that changes."""
        return states_of(live_dossier(self))

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
        facts: list[tuple[str, str]] = []
        if self.number:
            facts.append((gettext("Kind"), str(self.get_kind_display())))
            facts.append((gettext("Number"), self.number))
            facts.append((gettext("Adopted on"), self.adopted_on.label if self.adopted_on else gettext("not given")))
            facts.append((gettext("Issuing body"), self.issuer_label))
        if self.subject:
            facts.append((gettext("Title"), self.subject))
        if self.promulgated_on or self.gazette_ref:
            where = [self.promulgated_on.label if self.promulgated_on else "", self.gazette_ref]
            facts.append((gettext("Promulgated"), ", ".join(filter(None, where))))
        return facts

    @property
    def force_facts(self) -> list[tuple[str, str]]:
        """Since when and until when the act itself says that it is in force."""
        since = self.in_force_from.label if self.in_force_from else gettext("day of entry into force not established")
        facts = [(gettext("Entry into force"), since)]
        if self.in_force_basis:
            facts.append((gettext("Basis"), self.in_force_basis))
        if self.repealed_on:
            facts.append((gettext("Repealed on"), self.repealed_on.label))
        return facts

    @property
    def listed_facts(self) -> list[tuple[str, str]]:
        """What the page prints beside the text; an act without a number and days of its own has nothing to say."""
        return [*self.facts, *self.force_facts] if self.number or self.in_force_from or self.repealed_on else self.facts

    @cached_property
    def authentic_file(self) -> AuthenticFile | None:
        """The signed act with the digest that the public history recorded; None when readers can't open it."""
        return authentic_file(self)

    @property
    def history_facts(self) -> list[tuple[str, str]]:
        eli = [(gettext("ELI address of the act"), self.eli_uri)] if self.eli_uri else []
        return [*self.facts, *self.force_facts, *eli]

    @property
    def history_lists(self) -> list[tuple[str, list[str]]]:
        effects = [relation.sentence for relation in self.relations_out]
        return [(gettext("What the act does to others"), effects)] if effects else []

    @property
    def history_files(self) -> list[tuple[object, str]]:
        """The authentic file is part of what readers see."""
        return [(self.original, gettext("Authentic file"))] if self.original else []

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
    def reading_today(self) -> Reading:
        """What the act says today, with its life, for lists and blocks."""
        return Reading.today(live_dossier(self), localdate())

    @property
    def relation_label(self) -> str:
        """The act's effect in a few words, for lists: "zmienia statut"."""
        return "; ".join(relation.label for relation in self.relations_out)
