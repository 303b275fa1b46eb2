"""What one act does to another, read from either end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable

from pages.acts.models.kinds import PASSIVE, RelationKind
from pages.acts.naming import effect_name
from pages.acts.rules import relation_faults
from pages.core.fields import PartialDateField

if TYPE_CHECKING:
    from pages.acts.models.act import ActPage


class ActRelation(Orderable):
    """What an act does to another, or to something that is no act here (a centre that it creates)."""

    source = ParentalKey("acts.ActPage", on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("what it does"), max_length=20, choices=RelationKind.choices)
    target = models.ForeignKey(
        "acts.ActPage",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="relations_to_this",
        verbose_name=_("to which act"),
    )
    text = models.CharField(
        _("to what else"),
        max_length=200,
        blank=True,
        help_text=_("When the act isn't in this register, or isn't an act at all."),
    )
    url = models.URLField(
        _("address of that act"), blank=True, help_text=_("Where readers find it, e.g. its ELI address or its centre.")
    )
    effective_from = PartialDateField(
        _("takes effect on"),
        blank=True,
        help_text=_("The day, e.g. 1.01.2023. Leave it empty when no source names it: the site never guesses."),
    )
    effective_basis = models.CharField(
        _("the clause that says so"),
        max_length=500,
        blank=True,
        help_text=_("Quoted, e.g. § 3. Uchwała wchodzi w życie po upływie 14 dni od dnia ogłoszenia."),
    )
    provisions = models.CharField(
        _("provisions touched"),
        max_length=500,
        blank=True,
        help_text=_("E.g. § 5 ust. 3; § 7. Leave empty when the whole act is meant, or nobody knows."),
    )
    order_in_day = models.PositiveSmallIntegerField(
        _("order within the day"),
        default=0,
        help_text=_("Only when several acts change the same act from the same day: which comes first."),
    )
    retroactive = models.BooleanField(
        _("retroactive"), default=False, help_text=_("The act says that it takes effect before it was adopted.")
    )

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("provisions")]),
        PageChooserPanel("target", "acts.ActPage"),
        FieldRowPanel([FieldPanel("effective_from"), FieldPanel("effective_basis")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("text"), FieldPanel("url")]),
                FieldRowPanel([FieldPanel("order_in_day"), FieldPanel("retroactive")]),
            ],
            heading=_("Rarely needed"),
            classname="collapsed",
        ),
    ]
    history_fields = (
        "kind",
        "target",
        "text",
        "url",
        "effective_from",
        "effective_basis",
        "provisions",
        "order_in_day",
        "retroactive",
    )

    compare_url = ""
    """Where the target's texts before and after the change are compared; a page that prints it sets it."""

    class Meta(Orderable.Meta):
        verbose_name = _("relation")
        verbose_name_plural = _("relations")

    def __str__(self) -> str:
        return f"{self.source}: {self.label}"

    def clean(self) -> None:
        super().clean()
        if bool(self.target) == bool(self.text):
            raise ValidationError({"target": _("Choose an act, or say in words what it bears on; one of the two.")})
        if faults := relation_faults(self):
            raise ValidationError(faults)

    @property
    def act(self) -> ActPage | None:
        """The act at the other end, when it is here."""
        return self.target

    @property
    def label(self) -> str:
        """The relation in words: "zmienia statut", "tworzy Ośrodek"."""
        return effect_name(self.kind, self.target.kind if self.target else "", self.text)

    @property
    def details(self) -> str:
        """What is known of the effect: "§ 5 ust. 3; od 1 maja 2022; § 3. Uchwała wchodzi w życie …"."""
        since = gettext("from %(day)s") % {"day": self.effective_from.genitive} if self.effective_from else ""
        return "; ".join(filter(None, [self.provisions, since, self.effective_basis]))

    @property
    def sentence(self) -> str:
        """The whole relation for the public history: label, name of the act, details."""
        title = self.target.title if self.target else ""
        return ": ".join(filter(None, [self.label, title])) + (f" ({self.details})" if self.details else "")


class RelationTo:
    """A relation seen from its target."""

    def __init__(self, relation: ActRelation) -> None:
        self.relation = relation

    @property
    def label(self) -> str:
        """What was done, e.g. "Zmiana"; the act that did it stands beside."""
        return str(PASSIVE[RelationKind(self.relation.kind)])

    @property
    def act(self) -> ActPage:
        """The act that did it."""
        return self.relation.source

    @property
    def details(self) -> str:
        """What is known of the effect."""
        return self.relation.details
