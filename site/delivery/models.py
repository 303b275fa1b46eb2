"""The one fact that the store depends on: whether a site is still as it was when a page of it was kept."""

from __future__ import annotations

from secrets import randbits

from django.db import models
from wagtail.models import Site


def new_token() -> int:
    """A state's name. Drawn, not counted: after an old copy of the database was put back no state has two names."""
    return randbits(62)


class Generation(models.Model):
    """The state of a site's public pages; changes in the transaction of whatever may change one of them."""

    # Without the database's own check: while a site is being deleted its state is made anew once more.
    site = models.OneToOneField(Site, on_delete=models.CASCADE, primary_key=True, related_name="+", db_constraint=False)
    token = models.BigIntegerField(default=new_token)

    def __str__(self) -> str:
        return f"{self.site_id}: {self.token}"
