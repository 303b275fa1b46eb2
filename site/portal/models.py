"""What the assembly remembers."""

from django.contrib.auth.models import Group
from django.db import models
from wagtail.models import Site


class CentreEditors(models.Model):
    """Which group holds the editors of a centre; other groups may have rights on it, too."""

    site = models.OneToOneField(Site, on_delete=models.CASCADE, related_name="centre_editors")
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="centre_editors")

    def __str__(self) -> str:
        return self.group.name
