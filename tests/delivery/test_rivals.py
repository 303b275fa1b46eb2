"""Two processes that publish and read at once: nobody waits for whom they keep waiting, nothing is old."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.copies.places import Place, demonstration, doubled
from tests.delivery.rivals import PUBLISHERS
from tests.history.scratch import ROOT, environment


@pytest.fixture(scope="module")
def double(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The tests' database once more. Before a test opens its transaction: who doubles it must be alone in it."""
    with django_db_blocker.unblock(), doubled(tmp_path_factory.mktemp("double")) as name:
        yield name


@pytest.fixture
def place(double: str, db: None, tmp_path: Path) -> Iterator[Place]:
    with demonstration(tmp_path / "demo", double) as place:
        yield place


def test_who_publishes_at_once_gets_through_and_every_reader_sees_it(place: Place) -> None:
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.delivery.rivals", who],
            cwd=ROOT,
            env={**environment(place.folder, place.url), "PAGES_LINKED": "on"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for who in PUBLISHERS
    ]
    for rival in both:
        said, wrong = rival.communicate()
        assert rival.returncode == 0, wrong[-3000:]
        found = json.loads(said)
        assert found["old"] == []
        assert found["published"] > 0
        assert found["store"] > 0
        assert found["link"] > 0
