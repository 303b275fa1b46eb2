"""Keeps what the search says of contact pages in step with the centre's data, which they print."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from pages.core.models import CentreSettings, ContactPoint
from pages.standard.models import ContactPage
from search.following import index_pages


def contact_data_changed(instance: CentreSettings | ContactPoint, raw: bool = False, **_signal: Any) -> None:
    """Phones and addresses are found on every contact page of the centre."""
    if raw:
        return
    centre = instance if isinstance(instance, CentreSettings) else instance.centre
    pages = ContactPage.objects.descendant_of(centre.site.root_page)
    index_pages(pages.values_list("pk", flat=True))


for model in (CentreSettings, ContactPoint):
    post_save.connect(contact_data_changed, sender=model)
    post_delete.connect(contact_data_changed, sender=model)
