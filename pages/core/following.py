"""Records what pages with a contact card have come to say, when the page that keeps the number changes or goes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils.translation import gettext, override
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.signals import page_published, page_unpublished, post_page_move

from history.models import Event
from history.reasons import because
from history.recording import is_postponed, reconcile
from pages.core.contact_cards import OffersContactCard
from pages.core.models import CentreSettings

CARD = "contact_card"


def pages_showing(kept_on: Iterable[int]) -> list[int]:
    """The live pages that show a card of one of these pages."""
    wanted = [str(pk) for pk in kept_on]
    rows = ReferenceIndex.objects.filter(
        to_object_id__in=wanted,
        to_content_type__app_label=Page._meta.app_label,
        to_content_type__model=Page._meta.model_name,
        model_path__contains=CARD,
    )
    shown_on = {int(pk) for pk in rows.values_list("object_id", flat=True)}
    return list(Page.objects.filter(pk__in=shown_on, live=True).order_by("pk").values_list("pk", flat=True))


def card_changed(instance: Any, **_signal: Any) -> None:
    """A page with a card was published or withdrawn."""
    if isinstance(instance, OffersContactCard):
        _record(pages_showing([instance.pk]))  # type: ignore[attr-defined] # every one of them is a page


def card_will_go(instance: Page, **_signal: Any) -> None:
    """Remember who shows it: afterwards nobody can tell."""
    instance.card_shown_on = pages_showing([instance.pk])


def card_went(instance: Page, **_signal: Any) -> None:
    """Its page is deleted."""
    _record(getattr(instance, "card_shown_on", ()))


def readers_changed(instance: Page | PageViewRestriction, raw: bool = False, **_signal: Any) -> None:
    """A part of the tree was moved, closed or opened, with the cards that are kept there."""
    if raw:
        return
    page = instance.page if isinstance(instance, PageViewRestriction) else instance
    tree = Page.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True)
    _record(pages_showing(tree))


def centre_data_changed(instance: CentreSettings, raw: bool = False, **_signal: Any) -> None:
    """The centre's own card shows its phone and its hours."""
    if raw or is_postponed():
        return
    tree = Page.objects.descendant_of(instance.site.root_page, inclusive=True).values_list("pk", flat=True)
    _record(pages_showing(tree))


def _record(pages: Iterable[int]) -> None:
    """Give each page a version, unless it says what it said before; whoever loads a centre does it afterwards."""
    if is_postponed():
        return
    with override(settings.LANGUAGE_CODE):
        why = gettext("The contact that the page shows was changed.")
    with because(why):
        for pk in pages:
            reconcile(pk, cause=Event.PUBLISH)


page_published.connect(card_changed)
page_unpublished.connect(card_changed)
post_page_move.connect(readers_changed)
pre_delete.connect(card_will_go, sender=Page)
post_delete.connect(card_went, sender=Page)
for signal in (post_save, post_delete):
    signal.connect(readers_changed, sender=PageViewRestriction)
post_save.connect(centre_data_changed, sender=CentreSettings)
