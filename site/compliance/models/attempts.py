"""Attempts to reach what isn't one's own, and who looked through them on which day."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from compliance.models.appended import AppendedModel


class AttemptKind(models.TextChoices):
    """What somebody tried, or did at the door: the first three are what the log is looked through for."""

    LOGIN = "login", _("failed sign-in")
    CODE = "code", _("wrong second factor")
    REFUSED = "refused", _("asked for what is not theirs")
    SIGNED_IN = "signed_in", _("signed in")
    FACTOR_SET = "factor_set", _("second factor set up")
    FACTOR_OFF = "factor_off", _("second factor removed")
    INVITED = "invited", _("invited somebody")
    ACCEPTED = "accepted", _("accepted an invitation")
    WITHDRAWN = "withdrawn", _("withdrew an invitation")


# What somebody tried and didn't get.
UNSUCCESSFUL = frozenset({AttemptKind.LOGIN, AttemptKind.CODE, AttemptKind.REFUSED})


class AccessAttempt(models.Model):
    """What one account tried within one minute, and how often. `compliance.attempts` says what is kept, and why."""

    site = models.ForeignKey(Site, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("centre"))
    kind = models.CharField(_("what happened"), max_length=10, choices=AttemptKind.choices)
    minute = models.DateTimeField(_("time"))
    account = models.CharField(
        _("account"), max_length=150, blank=True, help_text=_("Empty: no account of that name, or nobody signed in.")
    )
    address = models.CharField(_("network"), max_length=45, blank=True)
    several_addresses = models.BooleanField(_("from several networks"), default=False)
    path = models.CharField(_("what was asked for"), max_length=200, blank=True)
    count = models.PositiveIntegerField(_("how many times, at least"), default=0)

    class Meta:
        verbose_name = _("attempt at access")
        verbose_name_plural = _("attempts at access")
        ordering = ["-minute", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "kind", "account", "minute"], name="compliance_one_attempt_per_minute"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.minute}"


class LogReview(AppendedModel):
    """Somebody looked through a centre's attempts on a day."""

    site = models.ForeignKey(Site, models.SET_NULL, null=True, related_name="+", verbose_name=_("centre"))
    day = models.DateField(_("day"))
    at = models.DateTimeField(_("time"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    by_name = models.CharField(_("who"), max_length=300)

    class Meta:
        verbose_name = _("review of the log")
        verbose_name_plural = _("reviews of the log")
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["site", "day"], name="compliance_one_review_per_day")]

    def __str__(self) -> str:
        return f"{self.day}, {self.by_name}"
