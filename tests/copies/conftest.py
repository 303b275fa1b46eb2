"""Places of their own to copy from and to restore into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.copies.places import Place, demonstration, doubled, empty


@pytest.fixture(scope="module")
def double(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The tests' database once more. Before a test opens its transaction: who doubles it must be alone in it."""
    with django_db_blocker.unblock(), doubled(tmp_path_factory.mktemp("double")) as name:
        yield name


@pytest.fixture
def demo(double: str, db: None, tmp_path: Path) -> Iterator[Place]:
    """Both centres; not entered yet."""
    with demonstration(tmp_path / "demo", double) as place:
        yield place


@pytest.fixture
def elsewhere(db: None, tmp_path: Path) -> Iterator[Place]:
    """An empty place; not entered yet."""
    with empty(tmp_path / "elsewhere") as place:
        yield place
