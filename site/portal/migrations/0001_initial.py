import django.db.models.deletion
from django.db import migrations, models

# Wagtail makes these groups with rights on the root of all pages and of all files: on every centre at once.
STOCK_GROUPS = ("Editors", "Moderators")


def take_stock_groups_rights(apps, schema_editor):
    """Nobody but a superuser answers for every centre; what an administrator gave these groups elsewhere stays."""
    for model, place in (("GroupPagePermission", "page"), ("GroupCollectionPermission", "collection")):
        apps.get_model("wagtailcore", model).objects.filter(
            **{"group__name__in": STOCK_GROUPS, f"{place}__depth": 1}
        ).delete()


def mark_editors(apps, schema_editor):
    """Editors of centres that are set up already had all rights on both their data and their pages: they administer them.

    The other roles are made once the migrations are through.
    """
    roles = apps.get_model("portal", "CentreRole").objects
    rights = apps.get_model("wagtailcore", "GroupPagePermission").objects
    settings = apps.get_model("wagtailcore", "GroupSitePermission").objects.select_related("site").order_by("pk")
    settings = settings.filter(permission__codename="change_centresettings")
    for right in settings.exclude(group__name__in=STOCK_GROUPS):
        marked = roles.filter(
            models.Q(site_id=right.site_id, role="administrator") | models.Q(group_id=right.group_id)
        ).exists()
        if not marked and rights.filter(group_id=right.group_id, page_id=right.site.root_page_id).exists():
            roles.create(site_id=right.site_id, group_id=right.group_id, role="administrator")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        # These two give the stock groups their rights on files.
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.CreateModel(
            name="CentreRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("portal-editor", "Editor of the portal"),
                            ("bulletin-editor", "Editor of the bulletin"),
                            ("approver", "Approver"),
                            ("owner", "Content owner"),
                            ("accessibility", "Accessibility coordinator"),
                            ("administrator", "Administrator of the centre"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="centre_role", to="auth.group"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="centre_roles",
                        to="wagtailcore.site",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("site", "role"), name="one_group_per_role")],
            },
        ),
        migrations.CreateModel(
            name="JobRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, unique=True)),
                ("begun_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("failure", models.TextField(blank=True)),
            ],
            options={"default_permissions": ()},
        ),
        # Backwards nothing is given back: rights that an administrator wants for a group are theirs to give.
        migrations.RunPython(take_stock_groups_rights, migrations.RunPython.noop),
        migrations.RunPython(mark_editors, migrations.RunPython.noop),
    ]
