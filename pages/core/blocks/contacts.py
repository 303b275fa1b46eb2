"""The contact card: whom to turn to, taken from the page that keeps the number."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import PageChooserBlock, StructBlock, StructBlockValidationError, StructValue

from pages.core.blocks import examples
from pages.core.blocks.common import TEMPLATES
from pages.core.contact_cards import ContactCard, OffersContactCard, card_of


class ContactCardValue(StructValue):
    @cached_property
    def card(self) -> ContactCard | None:
        """What readers see; None when the page is gone or withdrawn: an old number helps nobody."""
        return card_of(self["page"])


class ContactCardBlock(StructBlock):
    """A unit's or the centre's own phone, e-mail, address and hours, which nobody has to copy or to keep up to date."""

    page = PageChooserBlock(
        label=_("whose"),
        page_type=["organisation.UnitPage", "standard.ContactPage"],
        help_text=_("A unit, or the contact page for the centre itself. Numbers are changed there, for all pages."),
    )

    def clean(self, value: StructValue) -> StructValue:
        value = super().clean(value)
        if not isinstance(value["page"].specific, OffersContactCard):
            message = _("Choose a unit or the contact page: only they have a phone and an address to show.")
            raise StructBlockValidationError({"page": ValidationError(message)})
        return value

    def drawn(self, value: Any) -> list[str]:
        """What a version keeps of it, since it is said elsewhere and may change there."""
        return value.card.lines if value.card else []

    class Meta:
        icon = "mobile-alt"
        label = _("Contact card")
        template = f"{TEMPLATES}/contact_card.html"
        description = _("Phone, e-mail, address and hours of a unit or of the centre, always those that hold now.")
        preview_value = examples.card(ContactCardValue)
        value_class = ContactCardValue
