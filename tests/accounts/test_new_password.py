"""A new password by e-mail."""

import re

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.urls import reverse

from tests.accounts.conftest import browser, is_in, sign_in

NEW = "czerwony tramwaj na moście"
pytestmark = pytest.mark.usefixtures("mail_server")


@pytest.fixture
def anna(person, writers) -> User:
    return person("anna", writers)


def ask(email: str, address: str = "192.0.2.1"):
    return browser(address).post(reverse("account_reset_password"), {"email": email})


def test_the_answer_is_the_same_and_only_the_owner_gets_a_letter(anna: User):
    answers = [ask(email) for email in ("anna@mopr.example", "nikt@mopr.example")]
    assert {(answer.status_code, answer.headers["Location"], answer.content) for answer in answers} == {
        (302, reverse("account_reset_password_done"), b"")
    }
    assert [letter.to for letter in mail.outbox] == [["anna@mopr.example"]]


def test_the_letter_is_sent_when_the_answer_has_left(anna: User, settings):
    """So that a slow mail server tells nobody anything."""
    sent_before_answer = []

    class Watching:
        def __init__(self, get_response):
            self.get_response = get_response

        def __call__(self, request):
            answer = self.get_response(request)
            sent_before_answer.append(len(mail.outbox))
            return answer

    settings.MIDDLEWARE = [f"{__name__}.watching", *settings.MIDDLEWARE]
    globals()["watching"] = Watching
    ask("anna@mopr.example")
    assert (sent_before_answer, len(mail.outbox)) == ([0], 1)


def test_the_link_works_once_and_ends_all_sessions(anna: User):
    open_elsewhere = browser("198.51.100.7")
    sign_in(open_elsewhere, "anna")
    ask("anna@mopr.example")
    link = re.search(r"http://\S+", mail.outbox[0].body)[0]
    client = browser()
    form = client.get(link, follow=True)
    path = form.redirect_chain[-1][0]
    assert client.post(path, {"password1": "krótkie", "password2": "krótkie"}).status_code == 200
    assert client.post(path, {"password1": NEW, "password2": NEW}).status_code == 302
    assert not is_in(client)
    assert not is_in(open_elsewhere)
    assert sign_in(client, "anna", NEW).status_code == 302
    again = browser().get(link, follow=True)
    assert "password1" not in again.content.decode()


def test_asking_again_and_again_waits_for_known_and_unknown_alike(anna: User):
    for email in ("anna@mopr.example", "nikt@mopr.example"):
        assert [ask(email).status_code for _ in range(4)] == [302] * 3 + [429]
