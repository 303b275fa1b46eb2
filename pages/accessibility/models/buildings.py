"""Whether people can get into a centre's buildings and around in them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable


class Answer(models.TextChoices):
    """Yes, no, or nobody knows: then readers are told nothing."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "", pgettext_lazy("answer", "not known")


FEATURES: dict[str, Any] = {
    "entrance": _("entrance without steps"),
    "ramp": _("ramp or platform"),
    "corridors": _("passages wide enough for a wheelchair"),
    "lift": _("lift"),
    "toilet": _("accessible toilet"),
    "parking": _("parking places for people with disabilities"),
    "assistance_dog": _("entry with an assistance dog"),
    "induction_loop": _("induction loop"),
    "touch_signs": _("signs in Braille or for the touch"),
}
"""What is told of each building, in this order."""


def _answer(name: str) -> Any:
    return models.CharField(FEATURES[name], max_length=3, blank=True, choices=Answer.choices, default=Answer.UNKNOWN)


def _note() -> Any:
    return models.CharField(_("more about it"), max_length=300, blank=True)


class StatementBuilding(Orderable):
    """One building: its address, and an answer with a word for each feature."""

    statement = ParentalKey(
        "accessibility.AccessibilityStatementPage", on_delete=models.CASCADE, related_name="buildings"
    )
    name = models.CharField(_("building"), max_length=120, help_text=_("For example: the main office."))
    address = models.CharField(_("address"), max_length=200)
    entrance = _answer("entrance")
    entrance_note = _note()
    ramp = _answer("ramp")
    ramp_note = _note()
    corridors = _answer("corridors")
    corridors_note = _note()
    lift = _answer("lift")
    lift_note = _note()
    toilet = _answer("toilet")
    toilet_note = _note()
    parking = _answer("parking")
    parking_note = _note()
    assistance_dog = _answer("assistance_dog")
    assistance_dog_note = _note()
    induction_loop = _answer("induction_loop")
    induction_loop_note = _note()
    touch_signs = _answer("touch_signs")
    touch_signs_note = _note()
    more = models.TextField(_("further description"), max_length=1500, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("address")]),
        *[FieldRowPanel([FieldPanel(name), FieldPanel(f"{name}_note")]) for name in FEATURES],
        FieldPanel("more"),
    ]
    history_fields = ("name", "address", *(field for name in FEATURES for field in (name, f"{name}_note")), "more")

    class Meta(Orderable.Meta):
        verbose_name = _("building")
        verbose_name_plural = _("buildings")

    def __str__(self) -> str:
        return self.name

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Label and answer of each feature that is known."""
        return [(gettext("Address"), self.address), *filter(None, map(self._fact, FEATURES))]

    def _fact(self, name: str) -> tuple[str, str] | None:
        answer, note = getattr(self, name), getattr(self, f"{name}_note")
        said = str(Answer(answer).label) if answer else ""
        text = ": ".join(filter(None, [said, note]))
        label = str(FEATURES[name])
        return (label[:1].upper() + label[1:], text) if text else None

    @property
    def is_described(self) -> bool:
        """Whether readers are told more than the address."""
        return bool(self.more or len(self.facts) > 1)
