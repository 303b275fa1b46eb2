"""A page is made once and given to all; what is not for all passes by; a broken store is no worse than none."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.conf import settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from pages.core.models import CentreSettings
from tests.conftest import KIELCE
from tests.delivery.conftest import HOST, Centre
from tests.delivery.test_never_stale import rename
from tests.delivery.workers import Worker, commit
from tests.factories import publish_again
from visits.counting import waiting

NEWS = "/aktualnosci/dyzur/"


def test_a_page_is_made_once_for_all_workers(worker: Worker, other: Worker) -> None:
    first = worker.get(HOST, NEWS)
    assert first.status == 200
    assert first.body == worker.fresh(HOST, NEWS).body
    for asked in (worker, other, other):
        again = asked.get(HOST, NEWS)
        assert (again.status, again.body) == (200, first.body)
        assert again.headers["etag"] == first.headers["etag"]
        assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    assert (worker.asked_django, other.asked_django) == (1, 0)


def test_each_reader_gets_the_encoding_that_they_understand(worker: Worker) -> None:
    plain = worker.get(HOST, NEWS)
    packed = worker.get(HOST, NEWS, HTTP_ACCEPT_ENCODING="gzip, deflate, br")
    zipped = worker.get(HOST, NEWS, HTTP_ACCEPT_ENCODING="gzip;q=0.5, br;q=0")
    refused = worker.get(HOST, NEWS, HTTP_ACCEPT_ENCODING="identity, gzip;q=0")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "br"
    assert zipped.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in refused.headers
    assert plain.body == brotli.decompress(packed.body) == gzip.decompress(zipped.body) == refused.body
    assert len({got.headers["etag"] for got in (plain, packed, zipped)}) == 3
    assert {got.headers["vary"] for got in (plain, packed, zipped)} == {"Accept-Encoding"}


def test_who_has_the_page_is_sent_nothing(worker: Worker) -> None:
    etag = worker.get(HOST, NEWS, HTTP_ACCEPT_ENCODING="br").headers["etag"]
    for said in (etag, f'"x", W/{etag}', "*"):
        got = worker.get(HOST, NEWS, HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=said)
        assert (got.status, got.body) == (304, b"")
        assert got.headers["etag"] == etag
    assert worker.get(HOST, NEWS, HTTP_IF_NONE_MATCH=etag).status == 200, "other bytes"


def test_head_is_answered_with_the_headers_alone(worker: Worker) -> None:
    got = worker.get(HOST, NEWS)
    head = worker.get(HOST, NEWS, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(got.body))
    assert worker.asked_django == 1


def test_a_link_from_a_newspaper_is_the_same_page_and_a_question_is_not(worker: Worker) -> None:
    worker.get(HOST, NEWS)
    assert worker.get(HOST, NEWS, query="fbclid=abc&utm_source=gazeta").status == 200
    assert worker.asked_django == 1
    worker.get(HOST, "/szukaj/", query="q=zasi%C5%82ek")
    worker.get(HOST, NEWS, query="q=1")
    worker.get(HOST, NEWS, query="utm_source=a&q=%ff")
    assert worker.asked_django == 4


@pytest.mark.parametrize(
    "of_one",
    [
        {"HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}=abc"},
        {"HTTP_AUTHORIZATION": "Basic YTph"},
        {"method": "POST"},
        {"method": "OPTIONS"},
    ],
)
def test_what_concerns_one_person_passes_by(worker: Worker, of_one: dict[str, str]) -> None:
    for _time in range(2):
        worker.get(HOST, NEWS, **of_one)
    assert worker.asked_django == 2
    assert not list(worker.store.folder.place.rglob("*.html"))


@pytest.mark.parametrize("path", ["/admin/login/", "/bip/statystyka/", "/healthz", "/szukaj/", "/static/x.css"])
def test_some_pages_are_never_kept(worker: Worker, path: str) -> None:
    for _time in range(2):
        worker.get(HOST, path)
    assert worker.asked_django == 2


def test_redirects_and_missing_pages_are_remembered(worker: Worker, centre: Centre) -> None:
    Redirect.objects.create(site=centre.site, old_path="/stara", redirect_page=centre.page)
    commit()
    for _time in range(2):
        got = worker.get(HOST, "/stara/")
        assert (got.status, got.headers["location"]) == (301, f"http://{HOST}:8000/pomoc/zasilek-staly/")
        assert worker.get(HOST, "/nie-ma/").status == 404
    assert worker.asked_django == 2
    assert not list(worker.store.folder.place.rglob("*nie-ma*")), "anyone could fill the disk with them"


def test_redirects_that_anyone_can_make_up_take_no_page_its_place(worker: Worker, centre: Centre, pages: Path) -> None:
    rename(centre)
    commit()
    made_up = [f"/wymyslone-{number}" for number in range(3)]
    made_up += [f"{NEWS}na-dzien/1999-01-0{number}/" for number in range(1, 4)]
    for path in (*made_up, *made_up):
        assert worker.get(HOST, path).status == 301
    assert worker.asked_django == len(made_up)
    assert not list(pages.rglob("*.json"))
    worker.store.folder.most_entries = 1
    assert worker.get(HOST, "/").status == 200
    assert list(pages.rglob("last/facts/index.html.json"))


@pytest.mark.parametrize(
    "hostile",
    [
        {"host": "zla.example"},
        {"host": f"{HOST}:1"},
        {"host": "../../etc"},
        {"host": HOST.upper()},
        {"host": ""},
        {"path": "/../../etc/passwd"},
        {"path": "//aktualnosci/"},
        {"path": "/aktualnosci/./dyzur/"},
        {"path": "/aktualnosci/dyzur/index.html"},
        {"path": "/a\0b/"},
        {"path": "/Aktualnosci/"},
        {"path": "/" + "a" * 300 + "/"},
        {"path": "/a" * 20 + "/"},
        {"path": "/aktualnosci/dyzur/index.html.br"},
        {"HTTP_X_FORWARDED_HOST": "zla.example"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_X_ORIGINAL_URL": "/admin/"},
        {"HTTP_ACCEPT_LANGUAGE": "uk"},
        {"HTTP_COOKIE": "django_language=uk"},
        {"HTTP_RANGE": "bytes=0-10"},
    ],
)
def test_nothing_that_a_reader_sends_changes_what_others_get(worker: Worker, hostile: dict[str, str]) -> None:
    clean = worker.fresh(HOST, NEWS)
    asked = {"host": HOST, "path": NEWS, **hostile}
    for _time in range(2):
        worker.get(**asked)
    got = worker.get(HOST, NEWS)
    assert (got.status, got.body) == (200, clean.body)
    kept = {
        found.relative_to(worker.store.folder.place).parts[0] for found in worker.store.folder.place.rglob("*.json")
    }
    assert kept == {f"{HOST}:8000"}
    assert not list(worker.store.folder.place.parent.glob("*.json"))


def test_two_centres_never_meet(worker: Worker) -> None:
    assert worker.get(HOST, "/").body != worker.get(KIELCE, "/").body
    assert worker.get(HOST, "/").body == worker.fresh(HOST, "/").body
    assert worker.get(KIELCE, "/").body == worker.fresh(KIELCE, "/").body


def test_a_page_that_becomes_private_is_private_at_once(worker: Worker, centre: Centre) -> None:
    worker.get(HOST, NEWS)
    PageViewRestriction.objects.create(page=centre.news, restriction_type=PageViewRestriction.LOGIN)
    commit()
    assert worker.get(HOST, NEWS).status == 302
    assert not list(worker.store.folder.place.rglob("last/pages/aktualnosci/dyzur/*"))


def test_a_spoilt_page_is_made_again(worker: Worker, other: Worker, pages: Path) -> None:
    right = worker.get(HOST, NEWS)
    for spoil in (b"", b"<h1>obce", b"\xff" * 100):
        for found in [*pages.rglob("dyzur/*")]:
            if found.is_file():
                found.unlink()
                found.write_bytes(spoil)
        fresh = Worker(pages)
        assert fresh.get(HOST, NEWS).body == right.body
        assert fresh.asked_django == 1
    assert worker.get(HOST, NEWS).body == right.body


def test_another_release_makes_its_own_pages(worker: Worker, pages: Path) -> None:
    worker.get(HOST, NEWS)
    newer = Worker(pages, release="r2")
    newer.get(HOST, NEWS)
    assert newer.asked_django == 1


def test_a_folder_that_cannot_be_written_makes_the_site_slower_not_broken(worker: Worker, pages: Path) -> None:
    pages.write_text("not a folder", encoding="utf-8")
    assert worker.get(HOST, NEWS).status == 200
    assert worker.get(HOST, NEWS).status == 200
    assert worker.asked_django == 1, "it remembers"


def test_without_a_folder_what_is_missing_is_still_said(worker: Worker, centre: Centre, pages: Path) -> None:
    worker.get(HOST, "/robots.txt")
    for path in ("/robots.txt.json/x", "/robots.txt.json/x/"):
        assert worker.get(HOST, path).status == 404
    place = pages.with_name("aside")
    pages.rename(place)
    pages.write_text("not a folder", encoding="utf-8")
    assert worker.get(HOST, "/nie-ma-takiej/").status == 404
    publish_again(centre.news)
    commit()
    assert worker.get(HOST, NEWS).status == 200


def test_days_that_anyone_can_make_up_are_not_kept(worker: Worker, pages: Path) -> None:
    for day in ("1999-01-01", "2999-01-01"):
        assert worker.get(HOST, f"{NEWS}na-dzien/{day}/").status in {200, 404}
    assert not list(pages.rglob("*na-dzien*"))


def test_the_last_good_answers_are_bounded_too(worker: Worker, centre: Centre, pages: Path) -> None:
    worker.store.folder.most_entries = 2
    for paths in (("/", NEWS), ("/pomoc/", "/mapa-serwisu/"), ("/", "/robots.txt")):
        for path in paths:
            assert worker.get(HOST, path).status == 200
        publish_again(centre.news, note=f"Zmieniono po stronie {paths[0]} numer")
        commit()
    assert len(list(pages.rglob("last/facts/**/*.json"))) <= 3


def test_a_site_that_is_no_more_harms_no_other(worker: Worker, centre: Centre) -> None:
    home = worker.get(KIELCE, "/")
    worker.get(HOST, "/")
    CentreSettings.objects.filter(site=centre.site).delete()
    centre.site.delete()
    commit()
    for _time in range(2):
        assert b"<!--notice-->" in worker.get(HOST, "/").body
        assert worker.get(KIELCE, "/").body == home.body
    kept = {found.parts[-4] for found in worker.store.folder.place.rglob("last/facts/*.json")}
    assert kept == {f"{KIELCE}:8000"}


def test_what_spoils_after_it_was_read_is_made_and_kept_again(worker: Worker, pages: Path) -> None:
    right = worker.get(HOST, NEWS, HTTP_ACCEPT_ENCODING="br")
    for found in [*pages.rglob("dyzur/*")]:
        if found.is_file():
            found.unlink()
    for _time in range(3):
        assert gzip.decompress(worker.get(HOST, NEWS, HTTP_ACCEPT_ENCODING="gzip").body) == brotli.decompress(
            right.body
        )
    assert worker.asked_django == 2


def test_the_number_of_kept_addresses_is_bounded(worker: Worker, pages: Path) -> None:
    worker.store.folder.most_entries = 2
    for path in ("/", NEWS, "/pomoc/", "/mapa-serwisu/"):
        assert worker.get(HOST, path).status == 200
    assert len(list(pages.rglob("facts/**/*.json"))) - len(list(pages.rglob("last/**/*.json"))) == 2


def test_a_kept_page_is_counted_as_opened(worker: Worker, centre: Centre) -> None:
    for _time in range(3):
        worker.get(HOST, NEWS)
    worker.get(HOST, NEWS, HTTP_USER_AGENT="curl/8")
    worker.get(HOST, NEWS, method="HEAD")
    counted = {key[1]: number for key, number in waiting.take().items()}
    assert counted == {centre.news.pk: 3}


def test_who_waits_for_a_page_is_counted_too(worker: Worker, other: Worker, centre: Centre) -> None:
    own = worker.store._turns.turn

    @contextmanager
    def turn(about: Any) -> Iterator[None]:
        other.get(HOST, NEWS)  # made meanwhile
        with own(about):
            yield

    worker.store._turns.turn = turn  # type: ignore[method-assign]
    assert worker.get(HOST, NEWS).status == 200
    assert worker.asked_django == 0
    assert {key[1]: number for key, number in waiting.take().items()} == {centre.news.pk: 2}


@pytest.mark.parametrize(("method", "status"), [("HEAD", "200 OK"), ("GET", "500 Internal Server Error")])
def test_what_says_nothing_of_a_page_ends_no_turns(worker: Worker, method: str, status: str) -> None:
    django, turns, own = worker.django, list[str](), worker.store._turns.turn

    def answer(environ: dict[str, Any], start: Any) -> list[bytes]:
        start(status, [])
        return []

    @contextmanager
    def turn(about: Any) -> Iterator[None]:
        turns.append(about.asked.path)
        with own(about):
            yield

    worker.django = answer  # type: ignore[assignment]
    worker.get(HOST, NEWS, method=method)
    worker.django, worker.store._turns.turn = django, turn  # type: ignore[method-assign]
    assert worker.get(HOST, NEWS).status == 200
    assert turns == [NEWS]
    worker.get(HOST, "/szukaj/")
    worker.get(HOST, "/szukaj/")
    assert turns == [NEWS, "/szukaj/"], "what is never kept is nobody's to wait for"
