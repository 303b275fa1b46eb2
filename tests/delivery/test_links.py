"""A link that no change would take away is none to leave to a web server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from delivery import links
from delivery.changes import changed
from tests.delivery.conftest import HOST, Centre
from tests.delivery.workers import Worker


@pytest.fixture
def link(pages: Path) -> Path:
    """As it is while nothing but what is `apart` has been kept of a state: the folder is yet to come."""
    found = pages / f"{HOST}:8000" / links.CURRENT
    found.parent.mkdir(parents=True)
    found.symlink_to("1-000000000000002a-r1/pages")
    return found


def test_where_pages_are_no_longer_linked_the_store_takes_the_links_away(
    centre: Centre, pages: Path, link: Path, settings: Any
) -> None:
    settings.PAGES_LINKED = True
    Worker(pages)
    assert link.is_symlink()
    settings.PAGES_LINKED = False
    Worker(pages)
    assert not link.is_symlink()


def test_a_folder_that_cannot_be_read_stops_no_process(
    centre: Centre, pages: Path, link: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(place: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refused)
    assert Worker(pages).get(HOST, "/").status == 200


def test_a_change_of_all_sites_takes_away_links_that_lead_nowhere_yet(
    centre: Centre, link: Path, settings: Any
) -> None:
    settings.PAGES_LINKED = True
    (link.parent.parent / "README").write_text("not a host")
    changed(None)
    assert not link.is_symlink()
