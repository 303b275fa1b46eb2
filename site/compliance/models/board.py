"""The right to look at the compliance board of a centre, and to do what it asks for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ComplianceBoard(models.Model):
    """No table: everything on the board is computed. The model only carries the right, which is given on a site."""

    class Meta:
        managed = False
        default_permissions = ("change",)
        verbose_name = _("legal compliance")
        verbose_name_plural = _("legal compliance (plural)")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
