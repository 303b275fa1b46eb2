"""Links that show a draft to somebody without an account."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

# A full stop, since a colon would be escaped in what people paste into messages.
_signer = Signer(salt="editing.previews", sep=".")


class SharedPreview(models.Model):
    """One link to one draft. It holds no text: what masks or deletes the draft masks what the link shows."""

    uid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name=_("page"))
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+", verbose_name=_("draft"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("shared by")
    )
    made_at = models.DateTimeField(_("shared"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    # A link doesn't make a page used: it goes with it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("shared preview")
        verbose_name_plural = _("shared previews")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def token(self) -> str:
        """What stands in the address: nobody guesses it, nor makes one up."""
        return _signer.sign(self.uid.hex)

    @property
    def path(self) -> str:
        """The address within the site."""
        return reverse("shared_preview", args=(self.token,))

    @property
    def is_open(self) -> bool:
        """Whether the link still shows something."""
        return self.withdrawn_at is None and self.expires_at > timezone.now()

    @classmethod
    def of_token(cls, token: str) -> SharedPreview | None:
        """The link with a token; None for a token that this site never gave."""
        try:
            uid = uuid.UUID(hex=_signer.unsign(token))
        except (BadSignature, ValueError):
            return None
        return cls.objects.select_related("page", "revision").filter(uid=uid).first()


class PreviewOpening(models.Model):
    """How often a link was opened within one minute. Nothing is kept of who did."""

    preview = models.ForeignKey(SharedPreview, models.CASCADE, related_name="openings", verbose_name=_("preview"))
    minute = models.DateTimeField(_("when"))
    count = models.PositiveIntegerField(_("how often"), default=0)

    class Meta:
        verbose_name = _("opening of a preview")
        verbose_name_plural = _("openings of previews")
        ordering = ["-minute"]
        constraints = [models.UniqueConstraint(fields=["preview", "minute"], name="editing_openings_by_minute")]

    def __str__(self) -> str:
        return f"{self.minute}: {self.count}"
