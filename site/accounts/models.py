"""Invitations: how an account begins."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.models import Site

VALID = timedelta(days=7)


def valid_until() -> datetime:
    """When an invitation of this moment ends."""
    return now() + VALID


def new_key() -> str:
    """What makes a link good for one use: a new key makes all older links of an invitation void."""
    return get_random_string(32)


class Invitation(models.Model):
    """Somebody may have an account of their own, with these groups. Kept as a record after it was used or withdrawn."""

    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("first and last name"), max_length=200)
    function = models.CharField(
        _("function"),
        max_length=200,
        blank=True,
        help_text=_("What the person does for the centre, e.g. “BIP editor”."),
    )
    groups = models.ManyToManyField(Group, related_name="+", verbose_name=_("may act as"))
    site = models.ForeignKey(Site, models.CASCADE, related_name="+", verbose_name=_("centre"))
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("invited by")
    )
    key = models.CharField(max_length=32, default=new_key, editable=False)
    created = models.DateTimeField(_("invited on"), auto_now_add=True)
    expires = models.DateTimeField(_("valid until"), default=valid_until, editable=False)
    accepted_at = models.DateTimeField(_("accepted on"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="invitations",
        verbose_name=_("account"),
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created", "-pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.email})"

    @property
    def is_waiting(self) -> bool:
        """Whether it was neither used nor withdrawn; it may be too old all the same."""
        return self.accepted_at is None and self.withdrawn_at is None

    @property
    def is_open(self) -> bool:
        """Whether its link still opens an account."""
        return self.is_waiting and self.expires > now()

    @property
    def state(self) -> str:
        """What the list says of it."""
        if self.accepted_at:
            return pgettext("of an invitation", "accepted")
        if self.withdrawn_at:
            return pgettext("of an invitation", "withdrawn")
        return pgettext("of an invitation", "waiting") if self.is_open else pgettext("of an invitation", "expired")
