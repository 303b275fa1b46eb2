"""What every test may use: both demo centres in the database, readers' and editors' browsers, a query counter."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client, override_settings
from hypothesis import settings as hypothesis_settings
from wagtail.models import Site
from xdist.scheduler import LoadScopeScheduling

import transfer
from pages.core.addresses import forget_private_paths
from pages.core.models import CentreSettings
from transfer.example_changes import apply_example_changes
from visits.counting import waiting

# Speed is measured in benchmarks, never asserted: a busy machine must not fail a test.
hypothesis_settings.register_profile("project", deadline=None)
hypothesis_settings.load_profile("project")

# Models, templates and migrations are hundreds of thousands of objects: looking through them for garbage as often as
# Python does by itself takes a tenth of a run.
gc.set_threshold(10_000, 10, 10)

# Files whose tests share what takes long to make: a walk through both sites, a journal of two thousand entries.
SHARING = {
    "tests/demo/test_facts.py": "walk",
    "tests/portal/test_public_pages.py": "walk",
    "tests/history/test_attacks.py": "journal",
}


class Scheduling(LoadScopeScheduling):
    """Each test goes to whichever process is free; those that share something go to one, and first."""

    def _split_scope(self, nodeid: str) -> str:
        return SHARING.get(nodeid.partition("::")[0], nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Scheduling:
    """How several processes divide the tests among themselves."""
    return Scheduling(config, log)


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
        # Most tests publish as one person; those of the second pair of eyes switch it on.
        CentreSettings.objects.update(second_pair_of_eyes=False)
    # What is there by now stays to the end.
    gc.collect()
    gc.freeze()


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
