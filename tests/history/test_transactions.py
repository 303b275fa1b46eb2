"""A request that writes does all of it or nothing; a request that reads waits for nobody."""

from collections.abc import Callable, Iterator
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from wagtail.signals import page_published

from history.models import ChangeKind
from news.models import NewsPage
from portal.checks import writes_are_one_transaction
from portal.middleware import OneTransactionMiddleware
from portal.urls import urlpatterns as portal_urls
from tests.conftest import KIELCE, reader
from tests.history.editing import NOTE, editor_of, news, opened, post, send, state


def writes_then(end: Callable[[], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def view(_request: HttpRequest) -> HttpResponse:
        Group.objects.create(name="Ślad")
        return end()

    return view


def fails(error: Exception) -> Callable[[], HttpResponse]:
    def fail() -> HttpResponse:
        raise error

    return fail


ENDS = {
    "zapis": lambda: HttpResponse("zapisano"),
    "blad": fails(RuntimeError("w połowie")),
    "brak": fails(Http404()),
    "zakaz": fails(PermissionDenied()),
    "odmowa": lambda: HttpResponse(status=400),
    "zajete": fails(OperationalError("database is locked")),
}
urlpatterns = [*(path(f"proba/{name}/", writes_then(end)) for name, end in ENDS.items()), *portal_urls]


@pytest.fixture
def forgiving(db: None) -> Iterator[Client]:
    """A browser that is shown errors as readers are."""
    client = reader(KIELCE)
    client.raise_request_exception = False
    with override_settings(ROOT_URLCONF=__name__):
        yield client


@pytest.mark.parametrize(
    ("name", "status", "kept"),
    [
        ("zapis", 200, True),
        ("blad", 500, False),
        ("brak", 404, False),
        ("zakaz", 403, False),
        ("odmowa", 400, False),
        ("zajete", 503, False),
    ],
)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_request_that_is_not_answered_well_leaves_nothing(
    forgiving: Client, method: str, name: str, status: int, kept: bool
) -> None:
    answer = getattr(forgiving, method)(f"/proba/{name}/", content_type="application/json", data="{}")
    assert answer.status_code == status
    assert Group.objects.filter(name="Ślad").exists() is kept


class Watch:
    """Notes when transactions begin."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, error: Exception | None = None) -> None:
        self.begun = 0
        atomic = transaction.atomic

        def watched(*arguments: Any, **options: Any) -> Any:
            self.begun += 1
            if error:
                raise error
            return atomic(*arguments, **options)

        parts = SimpleNamespace(atomic=watched, set_rollback=transaction.set_rollback)
        monkeypatch.setattr("portal.middleware.transaction", parts)


def test_reading_takes_no_lock(kielce: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = Watch(monkeypatch)
    assert kielce.get("/").status_code == 200
    assert kielce.head("/").status_code == 200
    assert not watch.begun


def test_nor_does_a_form_without_its_token(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = Watch(monkeypatch)
    client = Client(enforce_csrf_checks=True, headers={"host": f"{KIELCE}:8000"})
    assert client.post("/szukaj/").status_code == 403
    assert not watch.begun


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/json"])
def test_the_lock_waits_for_a_form_that_comes_slowly(db: None, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    watch, begun_while_reading = Watch(monkeypatch), []

    class Slow(BytesIO):
        def read(self, *size: int) -> bytes:
            begun_while_reading.append(watch.begun)
            return super().read(*size)

    def handle(request: HttpRequest) -> HttpResponse:
        middleware.process_view(request, lambda _request: HttpResponse(), (), {})
        return HttpResponse(request.body if kind == "application/json" else request.POST["a"])

    middleware = OneTransactionMiddleware(handle)
    request = RequestFactory().post("/", b"a=1", content_type=kind)
    request._stream = Slow(b"a=1")
    assert middleware(request).content in (b"1", b"a=1")
    assert set(begun_while_reading) == {0}
    assert watch.begun == 1


def test_a_lock_at_the_beginning_is_said_politely(forgiving: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    Watch(monkeypatch, OperationalError("database is locked"))
    answer = forgiving.post("/proba/zapis/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "Serwis jest przez chwilę zajęty" in answer.content.decode()


def test_a_lock_at_the_end_is_said_politely() -> None:
    def locked_at_commit(_request: HttpRequest) -> HttpResponse:
        raise OperationalError("database is locked")

    answer = OneTransactionMiddleware(locked_at_commit)(RequestFactory().post("/"))
    assert answer.status_code == 503


def test_another_fault_of_the_database_stays_a_fault() -> None:
    def broken(_request: HttpRequest) -> HttpResponse:
        raise OperationalError("disk I/O error")

    with pytest.raises(OperationalError):
        OneTransactionMiddleware(broken)(RequestFactory().post("/"))


def test_signing_in_still_works_and_makes_nobody_wait(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    User.objects.create_superuser("kierownik", password="dobre hasło")
    client, watch = reader(KIELCE), Watch(monkeypatch)
    answer = client.post("/admin/login/", {"login": "kierownik", "password": "dobre hasło", "next": "/admin/"})
    assert answer.headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    assert not watch.begun


# -- publishing --------------------------------------------------------------------------------------------------------


@pytest.fixture
def page(db: None) -> NewsPage:
    return news()


def test_a_receiver_that_fails_takes_the_whole_publication_with_it(page: NewsPage) -> None:
    def fail(**_signal: Any) -> None:
        raise RuntimeError("odbiorca")

    client = editor_of()
    client.raise_request_exception = False
    form = opened(client, page)
    before = state(page)
    page_published.connect(fail)
    try:
        answer = post(client, page, form, title="Inny", change_note=NOTE, change_kind=ChangeKind.MINOR.value)
    finally:
        page_published.disconnect(fail)
    assert answer.status_code == 500
    assert state(page) == before
    assert send(client, page, title="Inny", change_note=NOTE, change_kind=ChangeKind.MINOR.value).status_code == 302
    assert state(page) != before


def test_the_request_needs_no_more_than_one_transaction(page: NewsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    client = editor_of()
    form, watch = opened(client, page), Watch(monkeypatch)
    begun: list[bool] = []
    page_published.connect(note := (lambda **_signal: begun.append(connection.in_atomic_block)))
    try:
        post(client, page, form, title="Inny", change_note=NOTE, change_kind=ChangeKind.MINOR.value)
    finally:
        page_published.disconnect(note)
    assert begun == [True]
    assert watch.begun == 1


# -- the check ---------------------------------------------------------------------------------------------------------


def test_a_site_that_drops_the_middleware_is_told_at_its_start(settings: Any) -> None:
    assert writes_are_one_transaction() == []
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "django.middleware.locale.LocaleMiddleware"]
    assert [error.id for error in writes_are_one_transaction()] == ["portal.E004"]
    settings.MIDDLEWARE = settings.MIDDLEWARE[:-2]
    assert [error.id for error in writes_are_one_transaction()] == ["portal.E004"]
