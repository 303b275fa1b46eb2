"""Keeps what the search says of pages of the bulletin in step with the centre's data, which they print."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from pages.bip.models import BipArticlePage, BipEditor, BipHomePage, FoiRequestPage
from pages.core.models import CentreSettings
from search.following import index_pages


def centre_data_changed(instance: CentreSettings, raw: bool = False, **_signal: Any) -> None:
    """Phones and addresses stand on several pages of the bulletin."""
    if not raw:
        _index_below(instance.site.root_page)


def editor_changed(instance: BipEditor, raw: bool = False, **_signal: Any) -> None:
    """The page on the editors prints what the bulletin's home says of them."""
    home = BipHomePage.objects.filter(pk=instance.bulletin_id).first()
    if home and not raw:
        _index_below(home)


def _index_below(page: Any) -> None:
    articles = BipArticlePage.objects.descendant_of(page).exclude(category="")
    for pages in (articles, FoiRequestPage.objects.descendant_of(page)):
        index_pages(pages.values_list("pk", flat=True))


for signal in (post_save, post_delete):
    signal.connect(centre_data_changed, sender=CentreSettings)
    signal.connect(editor_changed, sender=BipEditor)
