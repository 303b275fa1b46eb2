"""Publish both demonstration centres, whoever serves them afterwards."""

import hashlib
import os
import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Site

import transfer
from pages.core.models import CentreSettings
from portal.roles import Role, make_roles
from transfer.example_changes import apply_example_changes
from transfer.publishing.atomic import all_or_nothing

PRODUCTION = "portal.settings.production"
DEMO_FOLDER = Path(transfer.__file__).parent / "demo"
# Letters that can't be taken for one another, on a screen or on paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


# What the account of each role is called, before the centre's name.
ACCOUNTS = {
    Role.PORTAL_EDITOR: "redaktor",
    Role.BULLETIN_EDITOR: "redaktor-bip",
    Role.APPROVER: "zatwierdzajacy",
    Role.OWNER: "wlasciciel",
    Role.ACCESSIBILITY: "dostepnosc",
    Role.ADMINISTRATOR: "kierownik",
}


class DemoCentre(NamedTuple):
    """A centre that the demonstration shows."""

    folder: str
    hostname: str


# The first one answers under every other name of this machine, too.
CENTRES = (DemoCentre("kielce", "localhost"), DemoCentre("kedzierzyn-kozle", "kedzierzyn-kozle.localhost"))


class Command(BaseCommand):
    """`load_demo --port PORT`: everything from an empty folder to a site that only has to be served.

    On several machines on each, one after the other: what they share is made once.
    """

    help = _("Publishes both demonstration centres, unless there are centres already.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help=_("port at which browsers find the site"))

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        self.refuse_other_settings()
        self.set_up(port)

    def refuse_other_settings(self) -> None:
        """Stop where the demonstration would not be what a public installation is."""
        if os.environ.get("DJANGO_SETTINGS_MODULE") != PRODUCTION:
            raise CommandError(
                _("The demonstration runs with production settings only: %(name)s.") % {"name": PRODUCTION}
            )

    def set_up(self, port: int) -> None:
        """Make what isn't there yet, and say where it is."""
        self.prepare()
        if not CentreSettings.objects.exists():
            self.load(port)
        keep_port(port)
        self.announce(port)

    def prepare(self) -> None:
        """Bring the database and the static files up to date, which mostly means to find that they are."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say(_("Preparing the database…"))
            call_command("migrate", interactive=False, verbosity=0)
        # Beside them, and not in VAR_DIR, which need not be where they are.
        mark, fingerprint = settings.STATIC_ROOT.with_suffix(".sha256"), static_fingerprint()
        if not mark.exists() or mark.read_text() != fingerprint:
            self.say(_("Preparing styles, fonts and icons…"))
            call_command("collectstatic", interactive=False, verbosity=0)
            mark.write_text(fingerprint)

    @all_or_nothing()
    def load(self, port: int) -> None:
        """Publish the demonstration centres and make their accounts: all of it or nothing."""
        for centre in CENTRES:
            self.say(_("Loading the centre from %(folder)s…") % {"folder": f"demo/{centre.folder}"})
            folder = DEMO_FOLDER / centre.folder
            call_command("load_centre", str(folder), hostname=centre.hostname, port=port, verbosity=0)
            apply_example_changes(Site.objects.get(hostname=centre.hostname), folder)
        default = Site.objects.get(hostname=CENTRES[0].hostname)
        if not default.is_default_site:
            Site.objects.filter(is_default_site=True).update(is_default_site=False)
            default.is_default_site = True
            default.save()
        write_privately(accounts_file(), make_accounts())

    def announce(self, port: int) -> None:
        """Say where the centres are and who may edit them."""
        self.say("")
        for site in Site.objects.order_by("pk"):
            self.say(f"  {site.site_name or site.hostname:<28} http://{site.hostname}:{port}/")
        self.say(f"  {_('Editing'):<28} http://localhost:{port}/admin/\n")
        if accounts_file().exists():
            self.say(accounts_file().read_text(encoding="utf-8"))
        elif demo_sites().exists():
            self.say(
                _("The file with the demonstration accounts is gone; “manage.py changepassword” sets a new password.")
            )

    def say(self, text: str) -> None:
        """Print at once, so that a reader of the screen sees what is going on."""
        self.stdout.write(text)
        self.stdout.flush()


def static_fingerprint() -> str:
    """What tells one set of static files from another: their names, sizes and times."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: str(found[0])):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def accounts_file() -> Path:
    """Where the demonstration accounts are written down."""
    return Path(settings.VAR_DIR) / "demo-accounts.txt"


def make_accounts() -> str:
    """Make an administrator, and an account for each role of each centre; give back the list of names and passwords."""
    users = get_user_model()._default_manager
    password = random_password()
    users.create_superuser(username="administrator", password=password, first_name="Administrator")
    lines = [_("Demonstration accounts; the passwords were drawn when the demonstration was loaded:"), ""]
    lines.append(account_line("administrator", password, _("all centres")))
    for centre in CENTRES:
        site = Site.objects.get(hostname=centre.hostname)
        for role, group in make_roles(site).items():
            name, password = f"{ACCOUNTS[role]}-{centre.folder}", random_password()
            person = users.create_user(
                username=name, password=password, first_name=str(role.label), last_name=site.site_name
            )
            person.groups.add(group)
            lines.append(account_line(name, password, f"{site.site_name}: {role.label}"))
    return "\n".join([*lines, ""])


def account_line(name: str, password: str, scope: str) -> str:
    """One account, in columns."""
    return f"  {name:<34} {password:<22} {scope}"


def random_password() -> str:
    """Four groups of four letters and digits: 79 bits, easy to copy by hand."""
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(4)) for _group in range(4))


def write_privately(path: Path, text: str) -> None:
    """Write a file that nobody but its owner may read, from its first byte on."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)


def demo_sites() -> QuerySet[Site]:
    """The demonstration's sites that are here."""
    return Site.objects.filter(hostname__in=[centre.hostname for centre in CENTRES])


def keep_port(port: int) -> None:
    """Addresses that the site prints in full must lead to this server."""
    for site in demo_sites().exclude(port=port):
        site.port = port
        site.save()
