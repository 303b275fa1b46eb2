"""Amounts: what costs or pays how much, since when, and by what it was decided."""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.formats import number_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, DateBlock, DecimalBlock, ListBlock, StructBlock, StructValue

from pages.core.blocks import examples
from pages.core.blocks.common import TEMPLATES
from pages.core.dates import PartialDate


class Since(TextChoices):
    """What the day of an amount says."""

    FROM = "from", _("in force from")
    AS_OF = "as_of", _("as of")


class AmountValue(StructValue):
    @property
    def amount(self) -> str:
        """The number with its unit, kept together: „12 500,50 zł”."""
        value = self["value"]
        places = 0 if value == value.to_integral_value() else 2
        number = number_format(value, decimal_pos=places, use_l10n=True, force_grouping=abs(value) >= 10_000)
        return f"{number}\N{NO-BREAK SPACE}{self['unit']}"

    @property
    def since_day(self) -> str:
        """The day in words: „od 1 stycznia 2025 r.”, „stan na 1 marca 2026 r.”."""
        day = PartialDate.from_date(self["day"]).label
        return (gettext("from %(day)s") if self["since"] == Since.FROM else gettext("as of %(day)s")) % {"day": day}


class AmountBlock(StructBlock):
    """One amount with its day: amounts change, and without a day nobody knows whether this one still holds."""

    label = CharBlock(label=_("what for"), max_length=150, help_text=_("E.g. Income limit for a person living alone."))
    value = DecimalBlock(label=_("amount"), min_value=0, max_digits=11, decimal_places=2)
    unit = CharBlock(
        label=pgettext_lazy("of an amount", "unit"), max_length=20, default="zł", help_text=_("E.g. zł, zł a month, %.")
    )
    since = ChoiceBlock(label=_("the day says"), choices=Since.choices, default=Since.FROM)
    day = DateBlock(label=_("day"))
    basis = CharBlock(
        label=_("legal basis"),
        max_length=250,
        required=False,
        help_text=_("Only one that you have looked up; left empty, readers see none."),
    )

    class Meta:
        value_class = AmountValue


class AmountsBlock(ListBlock):
    """Amounts below one another."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(AmountBlock(), **kwargs)

    class Meta:
        icon = "decimal"
        label = _("Amounts")
        template = f"{TEMPLATES}/amounts.html"
        description = _("What costs or pays how much, and since when.")
        preview_value = examples.AMOUNTS
        help_text = _("Each with the day since which it holds: the site shows it together with the amount.")


# The names that migrations know: a block may move inside this package without one.
DECONSTRUCT_ALIASES = {AmountsBlock: "pages.core.blocks.AmountsBlock"}
