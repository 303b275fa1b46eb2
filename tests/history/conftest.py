"""What tests of the history share: a centre with its reader, and a small site in a database that others can open."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.db import connection
from django.test import Client
from wagtail.models import Site

from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre, reader_of
from tests.history.chronicle import paragraph
from tests.history.scratch import environment, run, scratch_database

SEED = ("-m", "tests.history.scratch", "seed")


@pytest.fixture
def site(db: None) -> Site:
    """An empty centre beside the demo."""
    return make_centre()


@pytest.fixture
def client(site: Site) -> Client:
    """A reader of that centre."""
    return reader_of(site)


@pytest.fixture
def page(site: Site) -> ContentPage:
    """A page of that centre, with its first version."""
    return add_page(site.root_page, ContentPage(title="Zadania", slug="zadania", body=paragraph("Pierwszy tekst.")))


class Scratch(NamedTuple):
    """A site of its own: what commands on it run with, and its pages by their names."""

    variables: dict[str, str]
    pages: dict[str, int]


@pytest.fixture(scope="session")
def seeded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scratch site in a file, made once in a run of the tests, whichever of its processes asks first; never changed.

    Migrating takes many times as long as copying.
    """
    own = tmp_path_factory.getbasetemp()
    # Workers of one run have neighbouring folders; without workers the neighbours are other runs.
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = shared / "seeded"
    with (shared / "seeded.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            unfinished = tmp_path_factory.mktemp("seeding")
            (unfinished / "pages.json").write_text(run(environment(unfinished), *SEED))
            unfinished.rename(folder)
    return folder


@pytest.fixture
def scratch_in_a_file(seeded_folder: Path, tmp_path: Path) -> Scratch:
    """A scratch site whose database is a file in the test's folder, whatever the other tests run on."""
    folder = shutil.copytree(seeded_folder, tmp_path / "scratch")
    return Scratch(environment(folder), json.loads((folder / "pages.json").read_text()))


@pytest.fixture
def scratch(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Scratch]:
    """A scratch site on the kind of database that the tests run on."""
    if connection.vendor == "sqlite":
        yield request.getfixturevalue("scratch_in_a_file")
        return
    with scratch_database() as url:
        variables = environment(tmp_path, url)
        yield Scratch(variables, json.loads(run(variables, *SEED)))
