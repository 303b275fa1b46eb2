"""Whatever bytes somebody sends as a question, or an editor publishes, the search answers."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Site

from pages.standard.models import ContentPage
from search.facets import PARAMETERS
from tests.conftest import KIELCE, reader
from tests.factories import add_page, make_centre
from tests.pages.acts.text.word_files import docx, paragraph
from tests.search.asking import answer, found_titles, suggested
from tests.search.canaries import body
from tests.search.nasty import LETTERS, NUMBERS, SQL, byte_strings, in_an_address

QUESTIONS = 10_000 if connection.vendor == "sqlite" else 1_000
"""What bytes may do they do before any database is asked; each of both understands its own language of questions."""
PARTS = 10
"""Processes may share them."""
NAMES = ("q", *PARAMETERS.values(), "uloz", "strona")
ACCEPT = ("text/html", "application/json", "*/*;q=abc", "application/json;q=NaN, text/html;q=-1", ",;=", "\xff\0")
# Most ask for the JSON, which says the same as the page in a third of the time.
WAYS = (("/szukaj.json", 80), ("/szukaj/", 10), ("/szukaj/podpowiedzi.json", 10))


def status_of(client: Client, path: str, query: str, accept: str = "") -> int:
    """The status of an answer; `query` is an address's own bytes, a character each."""
    headers = {"accept": accept} if accept else {}
    return client.get(path, QUERY_STRING=query, headers=headers).status_code


@pytest.mark.parametrize("part", range(PARTS))
def test_thousands_of_byte_strings_get_an_answer_below_500(db: None, part: int) -> None:
    client, chance, failed = reader(KIELCE), random.Random(part), []  # noqa: S311 -- no secret
    client.raise_request_exception = False
    others = byte_strings(QUESTIONS, seed=-part - 1)
    for value in byte_strings(QUESTIONS // PARTS, seed=part):
        [path] = chance.choices([way for way, _share in WAYS], [share for _way, share in WAYS])
        query = f"q={in_an_address(value, chance)}"
        # A third narrow by bytes, too; half of those ask for something that is there.
        if chance.random() < 0.33:
            query = query if chance.random() < 0.5 else "q=pomoc"
            query += "".join(
                f"&{name}={in_an_address(next(others)[:2_000], chance)}"
                for name in NAMES[1:]
                if chance.random() < (0.3 if name == "strona" else 0.7)
            )
        if status_of(client, path, query, chance.choice(ACCEPT)) >= 500:
            failed.append((path, query[:300]))
            break
    assert failed == []


def test_each_nasty_string_gets_an_answer_in_each_place(db: None) -> None:
    client = reader(KIELCE)
    for value in [*SQL, *NUMBERS, *LETTERS]:
        sent = in_an_address(value.encode("utf-8", "surrogatepass"), random.Random(0))  # noqa: S311 -- no secret
        for path, _share in WAYS:
            assert status_of(client, path, f"q={sent}") == 200, value[:100]
        for name in NAMES[1:]:
            status = status_of(client, "/szukaj.json", f"q=pomoc&{name}={sent}")
            assert status == 200 or (status == 404 and name == "strona"), (name, value[:100])


NO_QUESTIONS = ["", "q", "q=", "q&q&q", "q=a&q=b", "q[]=a", "=", "&&&", "%", "q=%", "q=%zz", "q=a;b", "?q", "\xff"]


@pytest.mark.parametrize("query", NO_QUESTIONS)
def test_an_address_that_is_no_question_gets_an_answer(db: None, query: str) -> None:
    for path, _share in WAYS:
        assert status_of(reader(KIELCE), path, query) == 200


def test_a_question_without_a_letter_finds_nothing_and_is_no_error(site: Site) -> None:
    for query in ("", " ", '"', "***", "\u200b", "🙂", "''", "ﾞ", "-" * 500):
        assert answer(site, query)["total"] == 0
        assert suggested(site, query) == []


# -- what pages hold ---------------------------------------------------------------------------------------------------


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


PUBLISHED = [value for value in (*SQL, *NUMBERS, *LETTERS) if value.isprintable()]


def test_a_page_of_nasty_strings_is_published_and_found(site: Site) -> None:
    """Each database has its own idea of a word that is too long, and of what a word is."""
    text = " ".join(value.replace("<", "&lt;") for value in PUBLISHED)
    add_page(
        site.root_page,
        ContentPage(
            title=f"Dziwne {'ﷺ' * 60} {'ﬃ' * 60}", slug="dziwne", summary="½ ⑴ ﾞ ﷺ", body=body(f"{text} koniec")
        ),
    )
    for query in ("dziwne", "koniec", "½", "مرحبا", "допомога", "२०२०", "XXVII/508/2020"):
        assert [title[:6] for title in found_titles(site, query)] == ["Dziwne"], query


def test_the_longest_texts_are_published_and_found_by_what_comes_first(
    site: Site, django_capture_on_commit_callbacks: Any
) -> None:
    """PostgreSQL keeps no more than a megabyte of words of one page. The page's own come before those of its files."""
    chance = random.Random(0)  # noqa: S311 -- no secret
    signs = [chr(code) for code in range(0x4E00, 0x9F00)]
    made = [" ".join("".join(chance.choices(signs, k=9)) for _ in range(number)) for number in (18_000, 30_000)]
    with django_capture_on_commit_callbacks(execute=True):
        file = ContentFile(docx(paragraph(made[1])), "plik.docx")
        document = get_document_model().objects.create(title="Plik", file=file)
    attached = {"type": "documents", "value": [{"document": document.pk, "title": ""}]}
    add_page(site.root_page, ContentPage(title="Długa", slug="dluga", body=[*body(made[0]), attached]))
    for query in ("długa", made[0][:9], made[0][-9:], "plik", made[1][:9]):
        assert found_titles(site, query) == ["Długa"], query
