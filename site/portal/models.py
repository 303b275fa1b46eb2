"""What the assembly remembers."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


class Role(models.TextChoices):
    """What a person does for a centre; `portal.roles.rights` says what each may do."""

    PORTAL_EDITOR = "portal-editor", _("Editor of the portal")
    BULLETIN_EDITOR = "bulletin-editor", _("Editor of the bulletin")
    APPROVER = "approver", _("Approver")
    OWNER = "owner", _("Content owner")
    ACCESSIBILITY = "accessibility", _("Accessibility coordinator")
    ADMINISTRATOR = "administrator", _("Administrator of the centre")


class CentreRole(models.Model):
    """Which group holds the people of a role in a centre; other groups may have rights on it, too."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="centre_roles")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="centre_role")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "role"], name="one_group_per_role")]

    def __str__(self) -> str:
        return self.group.name


class JobRun(models.Model):
    """When a job last began and how it ended; also its lock: whoever moves `begun_at` on does the job."""

    name = models.CharField(max_length=100, unique=True)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    """None while it runs, and after a run that was killed."""
    failure = models.TextField(blank=True)
    """What the last run said when it failed."""

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
