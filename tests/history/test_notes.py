"""A page that readers have seen is published again only with a reason that tells them something."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from history.models import ChangeKind
from history.notes import HOLLOW, check_note
from news.models import NewsPage
from tests.history.editing import NOTE, editor_of, news, notes, opened, post, send, versions

SIGNIFICANT = ChangeKind.SIGNIFICANT.value


@pytest.fixture
def editor(db: None) -> Client:
    return editor_of()


@pytest.fixture
def page(db: None) -> NewsPage:
    return news()


def text(answer) -> str:
    return answer.content.decode().replace("\xa0", " ")


def test_the_first_publication_asks_for_nothing_and_explains_itself(editor: Client, page: NewsPage) -> None:
    assert notes(page) == ["Pierwsza publikacja"]
    draft = NewsPage(title="Szkic", slug="szkic", date="2025-12-16", live=False)
    page.get_parent().add_child(instance=draft)
    draft.save_revision()
    assert "change_note" not in opened(editor, draft)
    assert send(editor, draft).status_code == 302
    assert notes(draft) == ["Pierwsza publikacja"]


def test_the_second_one_asks_what_changed_and_why(editor: Client, page: NewsPage) -> None:
    answer = send(editor, page, title="Dyżur w niedzielę")
    assert answer.status_code == 200
    assert "Napisz w jednym zdaniu, co się zmieniło i dlaczego" in text(answer)
    assert "Wybierz, jak ważna jest zmiana" in text(answer)
    assert NewsPage.objects.get(pk=page.pk).title == "Dyżur w sobotę"
    assert len(versions(page)) == 1


def test_with_a_reason_it_goes_out(editor: Client, page: NewsPage, kielce: Client) -> None:
    answer = send(editor, page, title="Dyżur w niedzielę", change_note=NOTE, change_kind=SIGNIFICANT)
    assert answer.status_code == 302
    second = versions(page)[1]
    assert (second.number, second.change_kind, second.content.change_note) == (2, SIGNIFICANT, NOTE)
    assert second.content.published_by == "Anna Nowak"
    assert "Dyżur w niedzielę" in text(kielce.get(page.local_url))


@pytest.mark.parametrize("phrase", ["zmiana", "Aktualizacja.", "Artykuł został zmieniony", "  poprawki  ", "…"])
def test_an_empty_phrase_is_refused_with_a_better_example(editor: Client, page: NewsPage, phrase: str) -> None:
    answer = send(editor, page, title="Inny", change_note=phrase, change_kind=SIGNIFICANT)
    assert answer.status_code == 200
    assert "Lepiej na przykład" in text(answer) or "Napisz w jednym zdaniu" in text(answer)
    assert len(versions(page)) == 1


def test_a_draft_needs_no_reason_and_keeps_the_one_begun(editor: Client, page: NewsPage) -> None:
    assert send(editor, page, "", title="Inny").status_code == 302
    assert send(editor, page, "", change_note="Nowy termin, bo").status_code == 302
    form = opened(editor, page)
    assert form["title"] == "Inny"
    assert form["change_note"] == "Nowy termin, bo"
    answer = post(editor, page, form, change_note="Nowy termin, bo sala jest zajęta.", change_kind=SIGNIFICANT)
    assert answer.status_code == 302
    assert notes(page)[1:] == ["Nowy termin, bo sala jest zajęta."]


def test_a_reason_explains_one_publication_only(editor: Client, page: NewsPage) -> None:
    send(editor, page, title="Inny", change_note=NOTE, change_kind=SIGNIFICANT)
    form = opened(editor, page)
    assert form["change_note"] == ""
    assert "change_kind" not in form
    assert post(editor, page, form, title="Jeszcze inny").status_code == 200
    assert len(versions(page)) == 2


def test_an_earlier_draft_taken_up_again_comes_without_its_reason(editor: Client, page: NewsPage) -> None:
    send(editor, page, title="Inny", change_note=NOTE, change_kind=SIGNIFICANT)
    used = NewsPage.objects.get(pk=page.pk).live_revision_id
    send(editor, page, title="Trzeci", change_note="Poprawiona data dyżuru w lutym.", change_kind=SIGNIFICANT)
    html = editor.get(f"/admin/pages/{page.pk}/revisions/{used}/revert/").content.decode()
    assert 'value="Inny"' in html
    assert NOTE not in html


def test_a_page_that_was_withdrawn_comes_back_with_a_reason(editor: Client, page: NewsPage) -> None:
    page.unpublish()
    assert send(editor, page).status_code == 200
    assert send(editor, page, change_note=NOTE, change_kind="minor").status_code == 302
    assert notes(page)[1:] == [NOTE]


def test_publishing_a_page_as_it_is_changes_nothing_and_asks_for_nothing(editor: Client, page: NewsPage) -> None:
    assert send(editor, page).status_code == 302
    assert len(versions(page)) == 1
    assert send(editor, page, show_in_menus="on").status_code == 200, "a change that readers may notice has a reason"


def test_submitting_to_moderation_asks_too(editor: Client, page: NewsPage) -> None:
    assert send(editor, page, "submit", title="Inny").status_code == 200
    answer = send(editor, page, "submit", title="Inny", change_note=NOTE, change_kind=SIGNIFICANT)
    assert answer.status_code == 302


# -- the rule itself ---------------------------------------------------------------------------------------------------

KINDS = st.sampled_from([kind.value for kind in ChangeKind if kind != ChangeKind.UNKNOWN])


def faults(note: str, kind: str) -> set[str]:
    try:
        check_note(note, kind)
    except ValidationError as error:
        return set(error.error_dict)
    return set()


@given(st.text(max_size=600), st.text(max_size=20) | KINDS)
def test_any_text_is_judged_and_none_breaks_the_judge(note: str, kind: str) -> None:
    assert faults(note, kind) <= {"change_note", "change_kind"}


@given(st.lists(st.sampled_from(sorted(HOLLOW)), max_size=12), st.sampled_from([" ", ", ", " – ", "\n"]), KINDS)
def test_no_heap_of_hollow_words_says_anything(words: list[str], between: str, kind: str) -> None:
    assert faults(between.join(words), kind) == {"change_note"}
    assert faults(between.join(words).upper() + "!", kind) == {"change_note"}


@given(st.integers(1, 31), st.sampled_from(["stycznia", "lipca", "grudnia"]), KINDS)
def test_a_sentence_that_names_something_passes(day: int, month: str, kind: str) -> None:
    assert not faults(f"Nowy termin: {day} {month}", kind)


@pytest.mark.parametrize(
    "note",
    [
        "zmiana 2026-11-22",
        "Zmiana z dnia 22 listopada 2026 r.",
        "zmiana treści artykułu na stronie",
        "Zmiany redakcyjne",
        "Poprawiono błędy",
        "Poprawiono drobne błędy w treści artykułu.",
        "x" * 500,
        "xxxx xxxxxxx 1234567890",
        "2026/11/22 15:30, 1234567",
        unicodedata.normalize("NFD", "Zmiana treści artykułu"),
    ],
)
def test_what_only_sounds_like_a_reason_is_none(note: str) -> None:
    for kind in ("significant", "minor", "technical"):
        assert faults(note, kind) == {"change_note"}


@pytest.mark.parametrize(
    "note",
    [
        "Poprawiono literówkę w nazwisku dyrektora",
        "Poprawiono błędy w numerze konta.",
        "Nowy regulamin od 1 lipca 2026 r.",
        "Zmiana § 5 regulaminu organizacyjnego",
        "Zmiany redakcyjne w statucie",
        "Zmiana treści artykułu na stronie o zasiłkach",
        "Aktualizacja cennika na 2027 rok",
        "Dodano druk wniosku (PDF)",
    ],
)
def test_honest_reasons_pass(note: str) -> None:
    for kind in ("significant", "minor", "technical"):
        assert not faults(note, kind)


@given(st.text("0123456789.-/: ", min_size=1, max_size=60), KINDS)
def test_numbers_and_dates_alone_say_nothing(note: str, kind: str) -> None:
    assert faults(note, kind) == {"change_note"}
    assert faults(f"zmiana {note}", kind) == {"change_note"}


@given(KINDS)
def test_spaces_make_no_reason(kind: str) -> None:
    assert faults(" \n\t\u00a0", kind) == {"change_note"}


@pytest.mark.parametrize("kind", ["", "unknown", "nieznana"])
def test_how_much_it_matters_is_always_said(kind: str) -> None:
    assert "change_kind" in faults(NOTE, kind)
