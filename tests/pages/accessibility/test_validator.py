"""The validator: what the site prints passes, and each thing that can be wrong is told by its own sentence."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.accessibility.checking.findings import MESSAGES, WARNINGS, Finding
from pages.accessibility.checking.validator import check
from pages.accessibility.statement import wording
from tests.pages.accessibility.statements import FULL, TODAY, centre, full_rows, html_of, statement, travel

pytestmark = pytest.mark.django_db

Change = Callable[[str], str]


@pytest.fixture(scope="module")
def html(django_db_setup: None, django_db_blocker: Any) -> str:
    """A statement with everything in it, as readers get it."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        travel(patch, TODAY)
        site = centre()
        statement(site, full_rows(), **FULL)
        text = html_of(site)
        transaction.set_rollback(True)
    return text


def codes(html: str | bytes, **options: Any) -> list[str]:
    return sorted({finding.code for finding in check(html, today=TODAY, **options)})


def put(old: str, new: str, count: int = 1) -> Change:
    """The same page with one thing changed, which has to be there."""

    def change(html: str) -> str:
        assert old in html, old
        return html.replace(old, new, count)

    return change


def drop(pattern: str, new: str = "") -> Change:
    """The same without what matches."""

    def change(html: str) -> str:
        changed, count = re.subn(pattern, new, html, count=1, flags=re.DOTALL)
        assert count, pattern
        return changed

    return change


def day(name: str, iso: str, text: str) -> Change:
    """Another day under an id."""
    return drop(rf'(id="{name}" datetime=")[^"]*(">)[^<]*', rf"\g<1>{iso}\g<2>{text}")


def heading(text: str, level: int = 2) -> str:
    return f"<h{level}>{text}</h{level}>"


def swap(html: str) -> str:
    one, two = heading(wording.FEEDBACK), heading(wording.PROCEDURE)
    return html.replace(one, "§").replace(two, one).replace("§", two)


COSTLY = f'{heading(wording.TOO_COSTLY, 3)}<p id="a11y-ocena">Ocena kosztów</p>'

MUTATIONS: dict[str, tuple[Change, str, dict[str, Any]]] = {
    # ids
    "no contact": (put('id="a11y-kontakt"', ""), "id-missing", {"id": "a11y-kontakt"}),
    "no state": (put('id="a11y-status"', ""), "id-missing", {"id": "a11y-status"}),
    "no procedure": (put('id="a11y-procedura"', ""), "id-missing", {"id": "a11y-procedura"}),
    "an id twice": (
        put("</main>", '<p id="a11y-email">a</p></main>'),
        "id-duplicate",
        {"id": "a11y-email", "count": 2},
    ),
    "a11-podmiot": (put("a11y-podmiot", "a11-podmiot"), "id-wrong", {"found": "a11-podmiot", "id": "a11y-podmiot"}),
    "a11y-data-deklaracja-przeglad": (
        put("a11y-data-przeglad", "a11y-data-deklaracja-przeglad"),
        "id-wrong review-missing",
        {"id": "a11y-data-przeglad"},
    ),
    "capitals": (put("a11y-url", "A11Y-URL"), "id-wrong", {"found": "A11Y-URL", "id": "a11y-url"}),
    "quotes of a text editor": (
        put('id="a11y-architektura"', 'id="”a11y-architektura”"'),
        "id-wrong",
        {"id": "a11y-architektura"},
    ),
    "a letter short": (put("a11y-telefon", "a11y-telefn"), "id-wrong", {"id": "a11y-telefon"}),
    "translated": (put("a11y-kontakt", "a11y-contact"), "id-wrong", {"id": "a11y-kontakt"}),
    "a date on a span": (
        drop(r'<time (id="a11y-data-publikacja")', r"<span \1"),
        "id-element",
        {"id": "a11y-data-publikacja", "found": "span", "allowed": "time"},
    ),
    "the procedure on its heading": (
        lambda html: put("<h2>Obsługa", '<h2 id="a11y-procedura">Obsługa')(put('id="a11y-procedura"', "")(html)),
        "id-element",
        {"id": "a11y-procedura", "found": "h2"},
    ),
    "an empty contact": (put(">Sekretariat<", "> &nbsp; <"), "id-empty", {"id": "a11y-kontakt"}),
    "whose statement it is, elsewhere": (
        lambda html: put("<p>Deklaracja dostępności dotyczy", '<p id="a11y-wstep">Deklaracja dostępności dotyczy')(
            put(' id="a11y-wstep"', "")(html)
        ),
        "id-outside opening-altered",
        {},
    ),
    # days
    "no datetime": (
        drop(r'(id="a11y-data-publikacja") datetime="[^"]*"', r"\1"),
        "date-attribute",
        {"id": "a11y-data-publikacja"},
    ),
    "a Polish datetime": (
        drop(r'(id="a11y-data-publikacja" datetime=")[^"]*', r"\g<1>05.02.2020"),
        "date-format",
        {"found": "05.02.2020"},
    ),
    "30 February": (day("a11y-data-publikacja", "2020-02-30", "30 lutego 2020 r."), "date-impossible", {}),
    "a day to come": (day("a11y-data-przeglad", "2026-12-02", "2 grudnia 2026 r."), "date-future", {}),
    "an old review": (
        day("a11y-data-przeglad", "2025-12-31", "31 grudnia 2025 r."),
        "review-old",
        {"day": "31 marca 2026"},
    ),
    "no review": (
        drop(r"<li>Data ostatniego przeglądu deklaracji:.*?</li>"),
        "review-missing",
        {"day": "31 marca 2026"},
    ),
    "updated before it was published": (
        day("a11y-data-aktualizacja", "2019-09-01", "1 września 2019 r."),
        "date-order",
        {"id": "a11y-data-aktualizacja", "other": "a11y-data-publikacja"},
    ),
    "reviewed before it was made": (
        day("a11y-data-sporzadzenie", "2026-03-05", "5 marca 2026 r."),
        "date-order",
        {"id": "a11y-data-przeglad", "other": "a11y-data-sporzadzenie"},
    ),
    "another day in words": (
        day("a11y-data-publikacja", "2020-02-05", "6 lutego 2020 r."),
        "date-differs",
        {"text": "6 lutego 2020 r."},
    ),
    # headings
    "no other information": (put(heading(wording.OTHER), ""), "heading-missing", {"heading": wording.OTHER}),
    "no title": (put("<h1>Deklaracja dostępności</h1>", ""), "heading-missing", {"heading": wording.TITLE}),
    "two parts swapped": (swap, "heading-order", {"heading": wording.FEEDBACK, "after": wording.PROCEDURE}),
    "a lower level": (
        put(heading(wording.STATE), heading(wording.STATE, 3)),
        "heading-level heading-skipped",
        {"heading": wording.STATE, "found": "h3", "level": "h2"},
    ),
    "the title on the level of the parts": (
        lambda html: html.replace("<h1>", "<h2>").replace("</h1>", "</h2>"),
        "heading-level",
        {"level": "h3"},
    ),
    "the heading of older conditions": (
        put(heading(wording.STATE), heading("Status pod względem zgodności z ustawą")),
        "heading-altered",
        {"heading": wording.STATE},
    ),
    "a heading in other words": (
        put(heading(wording.PREPARATION), heading("Przygotowanie deklaracji w sprawie dostępności")),
        "heading-altered",
        {"heading": wording.PREPARATION},
    ),
    "a heading twice": (
        put(heading(wording.OTHER), f"{heading(wording.OTHER)}<p>Tekst</p>{heading(wording.OTHER)}"),
        "heading-duplicate",
        {"count": 2},
    ),
    "a heading with nothing": (
        put("Ciemny motyw według ustawień urządzenia.", ""),
        "heading-empty",
        {"heading": wording.FACILITIES},
    ),
    # sentences
    "a weaker pledge": (put("zobowiązuje się zapewnić", "stara się zapewnić"), "opening-altered", {}),
    "a pledge cut short": (put("zgodnie z\xa0przepisami ", ""), "opening-altered", {}),
    "the wording of older conditions": (
        put("Deklaracja dostępności dotyczy", "Oświadczenie w sprawie dostępności ma zastosowanie do"),
        "concerns-altered",
        {},
    ),
    "another scope": (
        put('id="a11y-zakres">strony internetowej', 'id="a11y-zakres">strony WWW'),
        "opening-altered scope",
        {},
    ),
    "the state of older conditions": (put("z\xa0załącznikiem do ustawy", "z ustawą"), "status-altered", {}),
    "a state of one's own": (put("<strong>częściowo zgodna", "<strong>prawie zgodna"), "status-altered", {}),
    "full, with a list": (put("<strong>częściowo zgodna", "<strong>w pełni zgodna"), "status-full-but", {}),
    "partial, without a list": (
        drop(r'<div class="row">\s*<div class="row-head"><h2>Niedostępne treści.*?(?=\n<div class="row">)'),
        "status-no-list",
        {"found": wording.PARTLY},
    ),
    "a list without groups": (
        lambda html: html.replace(wording.NOT_CONFORMING, "Filmy").replace(wording.NOT_COVERED, "Mapy"),
        "no-groups",
        {},
    ),
    "cost without an assessment": (
        put(heading(wording.PREPARATION), heading(wording.TOO_COSTLY, 3) + "Drogo." + heading(wording.PREPARATION)),
        "cost-no-assessment",
        {},
    ),
    "an assessment without cost": (
        put("<p>O\xa0sprawie", '<p id="a11y-ocena">O\xa0sprawie'),
        "assessment-no-cost",
        {},
    ),
    "apps without an id": (put(' id="a11y-aplikacje"', ""), "apps-differ", {}),
    "a placeholder": (put(">Sekretariat<", ">xxxx<"), "placeholder", {"found": "xxxx"}),
    "a gap to fill in": (put(">Sekretariat<", ">[imię i nazwisko]<"), "placeholder", {}),
    # contact
    "an address that runs a script": (
        drop(r'(id="a11y-url" href=")[^"]*', r"\1javascript:alert(1)"),
        "address",
        {"id": "a11y-url"},
    ),
    "a link to nowhere": (
        drop(r'(id="a11y-architektura-url" href=")[^"]*', r"\1#"),
        "address",
        {"id": "a11y-architektura-url", "found": "#"},
    ),
    "no e-mail": (put(">dostepnosc@nowawies.example.pl<", ">na miejscu<"), "email", {"found": "na miejscu"}),
    "a bare e-mail link": (put("mailto:dostepnosc", "dostepnosc"), "email-link", {}),
    "a link to another address": (put("mailto:dostepnosc", "mailto:biuro"), "email-link", {}),
    "no phone": (put(">500\xa0600\xa0700<", ">nie ma<"), "phone", {"found": "nie ma"}),
    "a bare phone link": (put('href="tel:+48500600700"', 'href="500600700"'), "phone-link", {}),
    "a link to another number": (put("tel:+48500600700", "tel:+48500600701"), "phone-link", {}),
    "nothing on an interpreter": (drop(r"<p>W\s*kontakcie z.*?</p>", "<p>Zapraszamy.</p>"), "interpreter", {}),
    "another language": (put('lang="pl"', 'lang="en"'), "language", {"found": "en"}),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_statement_with_one_thing_wrong_fails_with_the_sentence_for_it(html: str, name: str):
    change, expected, words = MUTATIONS[name]
    found = check(change(html), today=TODAY)
    assert sorted({finding.code for finding in found}) == expected.split()
    main = [finding for finding in found if finding.code in expected and words.items() <= finding.words.items()]
    assert main, found
    assert main[0].is_error
    assert all(str(value) in main[0].message for value in words.values())


def test_there_are_more_than_thirty_ways_to_be_wrong_and_every_sentence_is_tried():
    assert len(MUTATIONS) >= 30
    tried = {code for _, expected, _ in MUTATIONS.values() for code in expected.split()}
    assert set(MESSAGES) - tried == WARNINGS | {"cost-in-bip"}


def test_what_the_site_prints_has_no_faults(html: str):
    assert codes(html) == []


def test_excessive_cost_is_refused_to_a_bulletin_however_that_is_known(html: str):
    costly = put(heading(wording.PREPARATION), COSTLY + heading(wording.PREPARATION))(html)
    assert codes(costly) == []
    assert codes(costly, in_bip=True) == ["cost-in-bip"]
    assert codes(drop(r'(id="a11y-url" href=")[^"]*', r"\1https://bip.nowawies.pl/")(costly)) == ["cost-in-bip"]
    assert codes(costly, in_bip=False) == []


WORTH_A_LOOK = {
    "a day in figures": (day("a11y-data-publikacja", "2020-02-05", "piątego lutego"), "date-text"),
    "an id that can go": (put("</main>", '<p id="a11y-wylaczenia">a</p></main>'), "id-needless"),
    "an id of nobody": (put("</main>", '<p id="a11y-pies">a</p></main>'), "id-unknown"),
    "no seven days": (put("7\xa0dni", "tygodnia"), "terms"),
    "no ombudsman": (drop(r"<p>O\s*sprawie można.*?</p>"), "ombudsman"),
}


@pytest.mark.parametrize("name", WORTH_A_LOOK)
def test_what_is_only_worth_a_look_is_no_fault(html: str, name: str):
    change, code = WORTH_A_LOOK[name]
    found = check(change(html.replace("7 dni", "7\xa0dni")), today=TODAY)
    assert [(finding.code, finding.is_error) for finding in found] == [(code, False)]


def test_spaces_line_breaks_and_emphasis_alter_no_sentence(html: str):
    altered = html.replace("dostępności cyfrowej", "dostępności\n      <em>cyfrowej</em>").replace(" i\xa0", "&nbsp;i ")
    altered = altered.replace(heading(wording.OTHER), "<h2>\n  <span>Pozostałe</span>&nbsp;informacje </h2>")
    assert codes(altered) == []


def test_both_headings_of_the_part_on_making_it_are_taken(html: str):
    assert codes(put(heading(wording.PREPARATION), heading(wording.PREPARATION_ALSO))(html)) == []


def test_a_page_may_set_the_title_as_its_second_level(html: str):
    for level in (4, 3, 2, 1):
        html = html.replace(f"<h{level}>", f"<h{level + 1}>").replace(f"</h{level}>", f"</h{level + 1}>")
    assert codes(html) == []


@pytest.mark.parametrize("encoding", ["cp1250", "iso-8859-2", "utf-8-sig", "utf-16"])
def test_polish_letters_are_read_in_the_alphabet_of_the_page(html: str, encoding: str):
    html = html.replace("”", '"').replace("–", "-").replace("„", '"').replace("…", "...").replace("←", "")
    data = html.replace('charset="utf-8"', f'charset="{encoding}"').encode(encoding, "xmlcharrefreplace")
    assert codes(data) == []


def test_the_header_of_a_page_goes_before_what_the_page_says(html: str):
    data = html.encode("cp1250", "xmlcharrefreplace")
    assert codes(data, content_type="text/html; charset=windows-1250") == []
    assert "heading-altered" in codes(data, content_type="text/html; charset=no-such")


def test_a_finding_names_its_line(html: str):
    broken = put(">Sekretariat<", ">xxxx<")(html)
    (finding,) = check(broken, today=TODAY)
    assert "xxxx" in broken.splitlines()[finding.line - 1]


def test_an_empty_page_lacks_everything():
    assert {"heading-missing", "id-missing", "language"} <= set(codes(b""))


FRAGMENTS = st.sampled_from(
    [
        "<![CDATA[", "<![if", "<!", "<!--", "--!>", "<?", "&#xffffffff;", "&#55296;", "9999-99-99", "</", "<h2>", "]]>",
        "<time id=a11y-data-przeglad datetime=", "<p id='a11y-status'>", "</main>", "<svg/onload=x>", "\x00", "\ud7ff",
        "<script>", "<a id=a11y-url href=//", "<b" * 50, "tel:", "mailto:", "Deklaracja dostępności", "x" * 4,
        "<table><td><tr><li>",
    ]
)  # fmt: skip


@given(st.binary(max_size=400))
def test_any_bytes_get_an_answer(data: bytes):
    assert all(finding.message for finding in check(data, today=TODAY))


@settings(max_examples=150)
@given(st.lists(FRAGMENTS | st.text(max_size=12), max_size=40).map("".join))
def test_any_mess_of_tags_gets_an_answer(text: str):
    findings = check(text, today=TODAY)
    assert all(isinstance(finding, Finding) and finding.line >= 1 and finding.message for finding in findings)


def test_a_page_of_hostile_size_gets_an_answer():
    deep = "<div>" * 20_000 + "<h2>Deklaracja dostępności</h2>" + "<i>" * 20_000
    many = "".join(f'<p id="a11y-{number:080}">' for number in range(5_000))
    same = "<h2>Skróty klawiszowe</h2>" * 50_000
    for page in (
        deep,
        many,
        same,
        "<!--" * 50_000,
        "xxx " * 600_000,
        "<a " * 300_000,
        "<a b='" * 200_000,
        "&" * 200_000,
    ):
        assert check(page, today=TODAY)
