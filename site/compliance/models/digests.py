"""Who wants the digest of a centre, and what was sent when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


class DigestReader(models.Model):
    """Somebody who asked for a centre's digest by e-mail."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="+", verbose_name=_("centre"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("reader"))

    class Meta:
        verbose_name = _("reader of the digest")
        verbose_name_plural = _("readers of the digest")
        constraints = [models.UniqueConstraint(fields=["site", "user"], name="compliance_one_digest_per_reader")]

    def __str__(self) -> str:
        return f"{self.user}, {self.site}"


class SentDigest(models.Model):
    """The last digest of a centre: it is not repeated before a week has passed, unless something has changed."""

    site = models.OneToOneField(Site, models.CASCADE, related_name="+", verbose_name=_("centre"))
    at = models.DateTimeField(_("sent at"))
    fingerprint = models.CharField(_("digest of what it said"), max_length=64)

    class Meta:
        verbose_name = _("sent digest")
        verbose_name_plural = _("sent digests")

    def __str__(self) -> str:
        return f"{self.site}, {self.at}"
