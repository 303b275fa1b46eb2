"""What the core does when something happens elsewhere."""

from typing import Any

from django.core.signals import request_started
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction

from pages.core.addresses import forget_private_paths
from pages.core.models import CentreSettings, ContactPoint
from search.indexing import put


def contact_data_changed(instance: CentreSettings | ContactPoint, **_signal: Any) -> None:
    """The contact page is found by the centre's phones and addresses."""
    centre = instance if isinstance(instance, CentreSettings) else instance.centre
    if centre.contact_page_id:
        put(Page.objects.filter(pk=centre.contact_page_id, live=True).specific())


request_started.connect(forget_private_paths)
post_save.connect(forget_private_paths, sender=PageViewRestriction)
post_delete.connect(forget_private_paths, sender=PageViewRestriction)
post_save.connect(contact_data_changed, sender=CentreSettings)
post_save.connect(contact_data_changed, sender=ContactPoint)
post_delete.connect(contact_data_changed, sender=ContactPoint)
