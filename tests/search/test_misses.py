"""What is remembered of searches without results: nothing before the fifth time, and never whom they tell of."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry, Site

from search.analysis import names
from search.misses import KEPT_DAYS, MOST_ROWS, STEP, note_miss
from search.words.models import LONGEST_QUERY, SearchMiss, SearchWord
from search.words.nameless import may_be_kept, normalised
from tests.factories import make_centre, reader_of
from tests.search.editing import administrator, content, editor_of, save_word, word

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
Clock = Callable[..., None]


@pytest.fixture
def site(db: None) -> Site:
    return make_centre("a.localhost")


@pytest.fixture
def other(db: None) -> Site:
    return make_centre("b.localhost")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the time that everything goes by: noon of a day, and so much later."""

    def at(**later: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(**later))

    at()
    return at


def ask(clock: Clock, site: Site, query: str, times: int = STEP, first: int = 0) -> None:
    """Look for something in vain, once in a quarter of an hour."""
    for number in range(first, first + times):
        clock(minutes=15 * number)
        note_miss(site, query)


def kept(site: Site) -> list[tuple[str, int]]:
    """What is remembered of a site."""
    return list(SearchMiss.objects.filter(site=site).order_by("query").values_list("query", "count"))


# -- when ------------------------------------------------------------------------------------------------------------


def test_nothing_is_stored_before_the_fifth_time(site: Site, clock: Clock) -> None:
    ask(clock, site, "becikowe", STEP - 1)
    assert kept(site) == []
    ask(clock, site, "becikowe", 1, first=STEP)
    assert kept(site) == [("becikowe", STEP)]


def test_the_row_grows_in_steps_of_five_and_keeps_the_last_day(site: Site, clock: Clock) -> None:
    ask(clock, site, "becikowe", 2 * STEP - 1)
    assert kept(site) == [("becikowe", STEP)]
    clock(days=1)
    note_miss(site, "becikowe")
    assert kept(site) == [("becikowe", 2 * STEP)]
    assert SearchMiss.objects.get(site=site).last_day == NOON.date() + timedelta(days=1)


def test_spellings_that_differ_in_nothing_but_signs_are_one_question(site: Site, clock: Clock) -> None:
    for number, query in enumerate(["Becikowe", " becikowe ", "BECIKOWE?", "„becikowe”", "becikowe..."]):
        clock(minutes=15 * number)
        note_miss(site, query)
    assert kept(site) == [("becikowe", STEP)]


def test_who_sends_the_same_again_and_again_counts_once(site: Site, clock: Clock) -> None:
    for _again in range(20):
        note_miss(site, "becikowe")
    assert kept(site) == []


def test_counts_begin_anew_after_a_month(site: Site, clock: Clock) -> None:
    for number in range(STEP + 3):
        clock(days=31 * number)
        note_miss(site, "becikowe")
    assert kept(site) == []


def test_each_site_counts_for_itself(site: Site, other: Site, clock: Clock) -> None:
    ask(clock, site, "becikowe", STEP - 1)
    ask(clock, other, "becikowe", STEP, first=STEP)
    assert (kept(site), kept(other)) == ([], [("becikowe", STEP)])


def test_the_cache_holds_no_word_of_a_question(site: Site, clock: Clock) -> None:
    cache.clear()
    ask(clock, site, "kosiniakowe", STEP - 1)
    found = repr(getattr(cache, "_cache", {}))
    assert "search-miss" in found
    assert "kosiniakowe" not in found


def test_what_nobody_asked_again_for_thirteen_months_goes_with_the_next_question(site: Site, clock: Clock) -> None:
    for query, days in (("stare", KEPT_DAYS + 1), ("nowsze", KEPT_DAYS)):
        SearchMiss.objects.create(site=site, query=query, count=5, last_day=NOON.date() - timedelta(days=days))
    ask(clock, site, "becikowe")
    assert kept(site) == [("becikowe", 5), ("nowsze", 5)]


def test_the_number_of_rows_is_limited_and_the_oldest_go(site: Site, clock: Clock) -> None:
    SearchMiss.objects.bulk_create(
        SearchMiss(site=site, query=f"pytanie {n}", count=5, last_day=NOON.date() - timedelta(days=n % 300))
        for n in range(MOST_ROWS)
    )
    oldest = SearchMiss.objects.filter(site=site).earliest("last_day").last_day
    ask(clock, site, "becikowe")
    assert SearchMiss.objects.filter(site=site).count() == MOST_ROWS
    assert ("becikowe", 5) in kept(site)
    assert SearchMiss.objects.filter(site=site, last_day=oldest).count() < 2


def test_a_database_that_takes_no_writing_is_no_error(
    site: Site, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    with connection.execute_wrapper(_refusing):
        ask(clock, site, "becikowe")
    assert kept(site) == []
    assert "could not be noted" in caplog.text
    assert "becikowe" not in caplog.text


def _refusing(execute, sql, params, many, context):
    """The database of a machine whose disk is full."""
    if sql.startswith(("INSERT INTO", "UPDATE", "DELETE")):
        sql = "INSERT INTO there_is_no_such_table VALUES (1)"
        params = None
    return execute(sql, params, many, context)


# -- what ------------------------------------------------------------------------------------------------------------

HARMLESS = """
becikowe|Becikowe?|500 plus|800+|500plus|1000 plus|kosiniakowe|uchwała 508/2020|uchwala XXVII/508/2020|art. 7
uchwała nr 508/2020|zasiłek stały 2024|statutt|zasilek dla matki|wykaz komórek|ośrodek miejski|godziny otwarcia
pomoc dla bezdomnych|dom pomocy społecznej kolejka|pieluchomajtki|pieniądze na węgiel
żłobek|§ 5|допомога|paczki na święta
"""
TELLING = """
Jan Kowalski|kowalski|Anna Nowak zasiłek|nowak|Nowaka|oksana shevchenko|Шевченко Оксана|róża kwiatek|wilk anna
Joanna Zolkiewska|zolkiewska joanna|j kowalski|J. Kowalska|kowalska mops|mops kowalskiej
pani kowalska|Nowak-Kowalska|jankowalski
85010112345|pesel 85010112345|850101 12345|600 100 200|600-100-200|+48600100200|25-001|25 001 kielce
12 1020 5558 1111 1234 5678 9012|12.03.1956|ur. 1956-03-12|lipowa 12|ul. Lipowa 12/3|j.kowalski@wp.pl|jan@kowalski
II K 123/2020|III RNs 45/2021|DŚ.4510.12.2020|MOPR-4510/12|sprawa 123/24|٨٥٠١٠١|８５０１０１１２３４５
' or 1=1 --|<script>|http://example.com/a|example.com|jeden dwa trzy cztery pięć sześć siedem|...|=1+1|a_b
"""


@pytest.mark.parametrize("query", "|".join(HARMLESS.split("\n")).strip("|").split("|"))
def test_a_question_about_something_may_be_kept(query: str) -> None:
    assert may_be_kept(normalised(query))


@pytest.mark.parametrize("query", "|".join(TELLING.split("\n")).strip("|").split("|"))
def test_a_question_that_may_tell_of_somebody_is_not_kept(site: Site, clock: Clock, query: str) -> None:
    ask(clock, site, query)
    assert kept(site) == []


def test_without_the_dictionary_no_question_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "analyser", lambda: None)
    assert not may_be_kept("becikowe")


@given(st.text(max_size=200))
def test_what_is_kept_is_short_and_begins_no_formula(query: str) -> None:
    text = normalised(query)
    assert normalised(text) == text
    if may_be_kept(text):
        assert len(text) <= LONGEST_QUERY
        assert text[0].isalnum() or text[0] == "§"
        assert not set(text) & set('@<>="\0\n')


@given(st.from_regex(r"[0-9][0-9 -]{2,20}[0-9]", fullmatch=True))
def test_numbers_are_not_kept(number: str) -> None:
    years = number.isdecimal() and len(number) == 4 and number[:2] in ("19", "20")
    assert years or not may_be_kept(normalised(f"zasiłek {number}"))


# -- over HTTP -------------------------------------------------------------------------------------------------------


def look_for(client: Client, clock: Clock, query: str, method: str = "get") -> None:
    for number in range(STEP):
        clock(minutes=15 * number)
        answer = getattr(client, method)("/szukaj/", {"q": query})
        assert answer.status_code == 200


def test_a_reader_who_finds_nothing_is_counted(site: Site, clock: Clock) -> None:
    look_for(reader_of(site), clock, "kosiniakowe")
    assert kept(site) == [("kosiniakowe", STEP)]


def test_what_is_found_asked_by_a_robot_or_by_its_second_page_is_not_counted(site: Site, clock: Clock) -> None:
    content(site, "Kosiniakowe")
    look_for(reader_of(site), clock, "kosiniakowe")
    look_for(reader_of(site), clock, "becikowe", "head")
    for number in range(STEP):
        clock(minutes=15 * number)
        reader_of(site).get("/szukaj/", {"q": "pieluchomajtki", "strona": "2"})
    assert kept(site) == []


# -- the report ------------------------------------------------------------------------------------------------------


def miss(site: Site, query: str, day: date | None = None) -> SearchMiss:
    return SearchMiss.objects.create(site=site, query=query, count=15, last_day=day or timezone.localdate())


def report(client: Client, **asked: str) -> str:
    answer = client.get(reverse("search_misses:index"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_report_says_what_was_looked_for_how_often_and_leads_to_a_new_word(site: Site) -> None:
    row, editor = miss(site, "kosiniakowe"), editor_of(site)
    text = report(editor)
    for shown in ("kosiniakowe", "15"):
        assert shown in text
    url = f"{reverse('search_words:add')}?miss={row.pk}"
    assert url in text
    assert 'value="kosiniakowe"' in editor.get(url).content.decode()
    assert save_word(editor, term="Kosiniakowe", means="świadczenie rodzicielskie").status_code == 302
    text = report(editor)
    assert url not in text
    assert reverse("search_words:edit", args=(SearchWord.objects.get(site=site).pk,)) in text


def test_a_row_is_deleted_and_leaves_no_trace_in_the_log(site: Site) -> None:
    row, editor = miss(site, "kosiniakowe"), editor_of(site)
    url = reverse("search_misses:delete", args=(row.pk,))
    assert url in report(editor)
    assert "kosiniakowe" in editor.get(url).content.decode()
    assert editor.post(url).status_code == 302
    report(editor)  # which says once that it was deleted
    assert "kosiniakowe" not in report(editor)
    assert not ModelLogEntry.objects.filter(label__contains="kosiniakowe").exists()


def test_the_report_is_of_ones_own_centre(site: Site, other: Site) -> None:
    theirs, editor = miss(other, "turkusowe"), editor_of(site)
    word(other, "kanarkowe")
    for asked in ({}, {"site": str(other.pk)}, {"export": "csv"}):
        answer = editor.get(reverse("search_misses:index"), asked)
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert "turkusowe" not in text.decode()
    assert "turkusowe" not in editor.get(f"{reverse('search_words:add')}?miss={theirs.pk}").content.decode()
    for method in (editor.get, editor.post):
        assert method(reverse("search_misses:delete", args=(theirs.pk,))).status_code == 404
    assert SearchMiss.objects.filter(pk=theirs.pk).exists()
    assert "turkusowe" in report(administrator(site))


def test_whose_editor_edits_two_centres_gets_the_centre_filled_in(site: Site, other: Site) -> None:
    row, editor = miss(other, "kosiniakowe"), editor_of(site, other)
    form = editor.get(f"{reverse('search_words:add')}?miss={row.pk}").context["form"]
    assert (form["term"].value(), form["site"].value()) == ("kosiniakowe", other.pk)


@pytest.mark.parametrize("asked", ["", "x", "-1", "9" * 30, "٣"])
def test_any_number_of_a_row_opens_the_form(site: Site, asked: str) -> None:
    assert editor_of(site).get(reverse("search_words:add"), {"miss": asked}).status_code == 200


def test_what_is_too_old_is_not_shown_even_before_it_goes(site: Site) -> None:
    miss(site, "kosiniakowe", timezone.localdate() - timedelta(days=KEPT_DAYS + 1))
    assert "kosiniakowe" not in report(editor_of(site))
