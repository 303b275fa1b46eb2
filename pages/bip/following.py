"""Keeps the search and the public history in step with data of the centre that pages of the bulletin print.

Who changes a phone in the centre's settings changes what several pages say: each gets a version that says so.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext, override

from history.models import Event
from history.reasons import because
from history.recording import is_postponed, reconcile
from pages.bip.models import BipArticlePage, BipEditor, BipHomePage, FoiRequestPage
from pages.core.models import CentreSettings
from search.following import index_pages


def centre_data_changed(instance: CentreSettings, raw: bool = False, **_signal: Any) -> None:
    """Phones and addresses stand on several pages of the bulletin."""
    if raw:
        return
    with override(settings.LANGUAGE_CODE):
        why = gettext("The centre’s data, which the page shows, were changed.")
    homes = BipHomePage.objects.descendant_of(instance.site.root_page)
    _follow([*homes.values_list("pk", flat=True), *_articles_below(instance.site.root_page)], why)


def editor_changed(instance: BipEditor, raw: bool = False, origin: Any = None, **_signal: Any) -> None:
    """The page on the editors prints what the bulletin's home says of them; the home's own publication records it.

    An editor who only goes with the home, or with the whole centre, changes no page that is left.
    """
    if raw or getattr(origin, "model", type(origin)) not in (BipEditor, type(None)):
        return
    if home := BipHomePage.objects.filter(pk=instance.bulletin_id).first():
        with override(settings.LANGUAGE_CODE):
            why = gettext("The list of editors, which the page shows, was changed.")
        _follow(_articles_below(home), why)


def _articles_below(page: Any) -> list[int]:
    """The pages of a bulletin that say something by themselves, by their category."""
    articles = BipArticlePage.objects.descendant_of(page).exclude(category="")
    asking = FoiRequestPage.objects.descendant_of(page)
    return [*articles.values_list("pk", flat=True), *asking.values_list("pk", flat=True)]


def _follow(pages: Iterable[int], why: str) -> None:
    pages = list(pages)
    index_pages(pages)
    if is_postponed():  # whoever loads a centre records its pages afterwards
        return
    with because(why):
        for pk in pages:
            reconcile(pk, cause=Event.PUBLISH)


post_save.connect(centre_data_changed, sender=CentreSettings)
for signal in (post_save, post_delete):
    signal.connect(editor_changed, sender=BipEditor)
