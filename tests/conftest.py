"""What every test may use: both demo centres in the database, readers' and editors' browsers, a query counter."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client, override_settings
from hypothesis import settings as hypothesis_settings
from wagtail.models import Site

import transfer
from pages.core.addresses import forget_private_paths
from transfer.example_changes import apply_example_changes
from visits.counting import waiting

# Speed is measured in benchmarks, never asserted: a busy machine must not fail a test.
hypothesis_settings.register_profile("project", deadline=None)
hypothesis_settings.load_profile("project")

DEMO = Path(transfer.__file__).parent / "demo"
PORT = 8000
KIELCE = "localhost"
KEDZIERZYN = "kedzierzyn-kozle.localhost"
CENTRES = {KIELCE: DEMO / "kielce", KEDZIERZYN: DEMO / "kedzierzyn-kozle"}


@pytest.fixture(scope="session")
def _folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Uploads and collected files of a run of the tests in a folder of its own."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "static").mkdir()
    storages = {**settings.STORAGES}
    storages["history"] = {**storages["history"], "OPTIONS": {"location": str(folder / "history")}}
    with override_settings(MEDIA_ROOT=folder / "media", STATIC_ROOT=folder / "static", STORAGES=storages):
        yield


@pytest.fixture(scope="session")
def django_db_setup(_folders: None, django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """Load both demo centres once; each test then sees them and leaves them as they were."""
    with django_db_blocker.unblock():
        for hostname, folder in CENTRES.items():
            call_command("load_centre", str(folder), hostname=hostname, port=PORT, verbosity=0)
            apply_example_changes(Site.objects.get(hostname=hostname), folder)


@pytest.fixture(autouse=True)
def _no_cached_leftovers() -> None:
    """Caches outlive a test's transaction: sites made in one would be found in the next."""
    cache.clear()
    forget_private_paths()
    waiting.take()


def reader(hostname: str) -> Client:
    """A browser that asks for the pages of one centre."""
    return Client(headers={"host": f"{hostname}:{PORT}"})


@pytest.fixture
def kielce(db: None) -> Client:
    """A reader of MOPR Kielce."""
    return reader(KIELCE)


@pytest.fixture
def kedzierzyn(db: None) -> Client:
    """A reader of MOPS Kędzierzyn-Koźle."""
    return reader(KEDZIERZYN)
