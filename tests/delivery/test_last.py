"""The last good answers: never what was withdrawn or corrected, also for a web server that sees the files alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import delivery.folder
from delivery.asking import Asked
from delivery.entries import Facts
from delivery.filling import fill
from delivery.folder import LAST
from tests.delivery.conftest import HOST, Centre
from tests.delivery.test_never_stale import close, publish, rename, withdraw
from tests.delivery.workers import Worker, commit

NEWS = Asked(f"{HOST}:8000", "/aktualnosci/dyzur/")


def given(pages: Path, asked: Asked = NEWS) -> list[str]:
    """What a web server could hand out of an address while the application is gone, in whichever encoding."""
    return sorted(found.name for found in (pages / asked.host / LAST / "pages" / asked.path[1:]).glob("index.html*"))


@pytest.mark.parametrize("change", [publish, withdraw, rename, close], ids=lambda change: change.__name__)
def test_what_was_withdrawn_or_corrected_is_no_file_for_a_web_server(
    worker: Worker, centre: Centre, pages: Path, change: Callable[[Centre], None]
) -> None:
    worker.get(HOST, NEWS.path, HTTP_ACCEPT_ENCODING="br")
    assert given(pages) == ["index.html", "index.html.br", "index.html.gz"]
    change(centre)
    assert given(pages), "not before it is committed"
    commit()
    assert given(pages) == []
    assert not list(pages.glob("*/last/facts/aktualnosci/dyzur/*"))


@pytest.mark.parametrize("noticed_by", ["a reader", "fill_pages"])
def test_on_another_machine_it_goes_when_that_is_noticed(
    centre: Centre, pages: Path, tmp_path: Path, noticed_by: str
) -> None:
    there = Worker(tmp_path / "another")
    there.get(HOST, NEWS.path)
    withdraw(centre)
    commit()
    if noticed_by == "a reader":
        assert there.get(HOST, NEWS.path).status == 410
    else:
        fill(there.store, centre.site)
    assert given(tmp_path / "another") == []


def test_a_page_that_was_made_just_before_it_was_forgotten_comes_back(
    worker: Worker, centre: Centre, pages: Path
) -> None:
    worker.get(HOST, NEWS.path)
    publish(centre)
    right = worker.get(HOST, NEWS.path).body  # of the new state, by a reader who comes before what follows the commit
    commit()
    assert worker.store.folder.read(NEWS, LAST) is None
    fill(worker.store, centre.site)
    facts = worker.store.folder.read(NEWS, LAST)
    assert isinstance(facts, Facts)
    assert worker.store.folder.body(NEWS, LAST, facts, "") == right
    assert given(pages) == ["index.html", "index.html.br", "index.html.gz"]


def test_what_is_withdrawn_at_that_very_moment_does_not(
    worker: Worker, centre: Centre, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker.get(HOST, NEWS.path)
    worker.store.folder.forget_last(NEWS)
    keep = worker.store.folder.keep_last

    def late(asked: Asked, *what: Any) -> None:
        if asked == NEWS:
            withdraw(centre)
            commit()
        keep(asked, *what)

    monkeypatch.setattr(worker.store.folder, "keep_last", late)
    fill(worker.store, centre.site)
    assert given(pages) == []
    assert worker.store.folder.read(NEWS, LAST) is None


def test_what_a_killed_process_forgot_by_half_is_cleared(
    worker: Worker, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker.get(HOST, "/")
    worker.get(HOST, NEWS.path)
    (pages / NEWS.host / LAST / "facts" / f"{NEWS.path[1:]}index.html.json").unlink()
    worker.store.folder.clear_unfinished(NEWS.host)
    assert given(pages), "it may be about to get its facts"
    monkeypatch.setattr(delivery.folder, "SECONDS_KEPT", -1)
    worker.store.folder.clear_unfinished(NEWS.host)
    assert given(pages) == []
    assert given(pages, Asked(NEWS.host, "/")) == ["index.html", "index.html.br", "index.html.gz"]


def test_filling_begins_with_the_site_map(worker: Worker, centre: Centre, pages: Path) -> None:
    made_up = f"{NEWS.path}historia/"
    assert worker.get(HOST, made_up).status == 200
    publish(centre)
    commit()
    django, asked = worker.django, list[str]()

    def noting(environ: dict[str, Any], start: Any) -> Any:
        asked.append(environ["PATH_INFO"])
        return django(environ, start)

    worker.django = noting  # type: ignore[assignment]
    fill(worker.store, centre.site)
    assert {NEWS.path, made_up} <= set(asked)
    assert asked.index(NEWS.path) < asked.index(made_up)


def test_the_folder_of_a_host_that_is_no_more_is_cleared(worker: Worker, centre: Centre, pages: Path) -> None:
    worker.get(HOST, NEWS.path)
    (pages / "obce" / "dane").mkdir(parents=True)
    (pages / f"{HOST}:1" / "dane").mkdir(parents=True)
    centre.site.hostname = "nowy.localhost"
    centre.site.save()
    commit()
    fill(Worker(pages).store, centre.site)
    assert not (pages / NEWS.host).exists()
    assert (pages / "nowy.localhost:8000" / LAST).exists()
    assert (pages / "obce" / "dane").exists(), "only what the store itself has put there"
    assert (pages / f"{HOST}:1" / "dane").exists()
