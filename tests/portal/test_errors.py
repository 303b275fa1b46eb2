"""What is said when something can't be answered: always in Polish, always whole."""

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from psycopg import Error, errors

from tests.conftest import KIELCE, reader


@pytest.fixture
def forgiving(db: None) -> Client:
    """A browser that is shown errors as readers are."""
    client = reader(KIELCE)
    client.raise_request_exception = False
    return client


def answered(client: Client, path: str, status: int, words: str, **options: object) -> None:
    answer = client.get(path, **options)
    assert answer.status_code == status
    page = answer.content.decode()
    assert words in page
    assert '<html lang="pl"' in page
    assert 'href="/"' in page


def test_there_is_no_such_page(forgiving: Client) -> None:
    answered(forgiving, "/nie-ma-takiej/", 404, "Nie ma takiej strony")


def test_an_unreadable_address(forgiving: Client) -> None:
    answered(forgiving, "/%00/", 400, "Tego adresu nie da się odczytać")


def test_a_host_that_is_not_ours(forgiving: Client) -> None:
    answered(forgiving, "/", 400, "Tego adresu nie da się odczytać", headers={"host": "obcy.example"})


def test_a_form_without_its_token(db: None) -> None:
    answer = Client(enforce_csrf_checks=True, headers={"host": f"{KIELCE}:8000"}).post("/admin/login/")
    assert answer.status_code == 403
    assert "Nie przyjęliśmy tego formularza" in answer.content.decode()


def of_postgresql(kind: type[Error]) -> OperationalError:
    """As Django passes it on, from a server with Polish messages."""
    error = OperationalError("wykryto zakleszczenie")
    error.__cause__ = kind(str(error))
    return error


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (OperationalError("database is locked"), 503, "Serwis jest przez chwilę zajęty"),
        (of_postgresql(errors.DeadlockDetected), 503, "Serwis jest przez chwilę zajęty"),
        (of_postgresql(errors.LockNotAvailable), 503, "Serwis jest przez chwilę zajęty"),
        (of_postgresql(errors.SerializationFailure), 503, "Serwis jest przez chwilę zajęty"),
        (of_postgresql(errors.QueryCanceled), 500, "Coś się u nas zepsuło"),
        (RuntimeError("cokolwiek"), 500, "Coś się u nas zepsuło"),
    ],
)
def test_a_failure_is_no_riddle(
    forgiving: Client, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, words: str
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr("search.views.Answer", fail)
    answered(forgiving, "/szukaj/?q=statut", status, words)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite's messages are English everywhere")
def test_a_server_with_polish_messages_is_understood(forgiving: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_options: object) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DO $$ BEGIN RAISE 'wykryto zakleszczenie' USING ERRCODE = 'deadlock_detected'; END $$")

    monkeypatch.setattr("search.views.Answer", fail)
    answered(forgiving, "/szukaj/?q=statut", 503, "Serwis jest przez chwilę zajęty")
