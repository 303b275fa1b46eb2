"""What the core does when something happens elsewhere."""

from django.core.signals import request_started
from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction

from pages.core.addresses import forget_private_paths

request_started.connect(forget_private_paths)
post_save.connect(forget_private_paths, sender=PageViewRestriction)
post_delete.connect(forget_private_paths, sender=PageViewRestriction)
