"""Which category of the subject menu a page stands for."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from pages.bip.categories import choices
from pages.bip.guidance_panel import GuidancePanel


class CategoryMixin(models.Model):
    """A page that stands for a category of the subject menu."""

    category = models.CharField(
        _("category of the subject menu"),
        max_length=30,
        blank=True,
        choices=choices,
        help_text=_("Which of the categories that the law names this page is. Left empty: a page of your own."),
    )

    category_panels = [FieldPanel("category"), GuidancePanel()]

    class Meta:
        abstract = True
