"""What one act does to another, read from either end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable

from pages.acts.models.kinds import ACCUSATIVE, PASSIVE, ActKind, RelationKind

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

    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("text")]), PageChooserPanel("target", "acts.ActPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("relation")
        verbose_name_plural = _("relations")

    def __str__(self) -> str:
        return f"{self.source}: {self.label}"

    def clean(self) -> None:
        super().clean()
        if bool(self.target) == bool(self.text):
            raise ValidationError({"target": _("Choose an act, or say in words what it bears on; one of the two.")})

    @property
    def act(self) -> ActPage | None:
        """The act at the other end, when it is here."""
        return self.target

    @property
    def label(self) -> str:
        """The relation in words: "zmienia statut", "tworzy Ośrodek"."""
        what = ACCUSATIVE[ActKind(self.target.kind)] if self.target else self.text
        return pgettext("act", "%(does)s %(what)s") % {"does": self.get_kind_display(), "what": what}


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
    def text(self) -> str:
        """An act of this register never needs describing in words."""
        return ""
