"""The page of a comparison: what a reader sees and hears, and that nothing in a text can do harm."""

from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from history.diff.view import comparison_context
from tests.conftest import KEDZIERZYN, PORT
from tests.history.diff.samples import NEW, OLD, RICH_NEW, RICH_OLD, Version

BREAKING = {"p", "li", "h1", "h2", "h3", "h4", "h5", "summary", "dt", "dd", "figcaption", "div", "tr", "td", "th"}


class Heard(HTMLParser):
    """Text in the order in which a screen reader says it; what is folded is not said."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self.folded = 0
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.folded += tag == "details"
        if tag in BREAKING:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self.folded -= tag == "details"
        if tag in BREAKING:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        in_summary = bool(self.tags) and self.tags[-1][0] == "summary"
        if not self.folded or in_summary:
            self.lines[-1] += data

    @property
    def said(self) -> list[str]:
        """Lines without the white space that HTML does not show."""
        return [line for line in (" ".join(line.replace("\u00a0", " ").split()) for line in self.lines) if line]


def heard(html: str) -> Heard:
    """A page read aloud."""
    reader = Heard()
    reader.feed(html)
    return reader


def rendered(old: Version, new: Version, part: str = "comparison/text", *, beside: bool = False) -> str:
    """A part of the page."""
    return render_to_string(f"history/{part}.html", comparison_context(old, new, beside=beside))


def without_steps(lines: list[str]) -> list[str]:
    """Lines but for the way from change to change."""
    return [line for line in lines if not line.startswith("zmiana ")]


def test_a_screen_reader_says_each_change_with_its_words_around_it() -> None:
    assert without_steps(heard(rendered(OLD, NEW)).said) == [
        "Tekst z zaznaczeniem zmian",
        "wstawione",
        "usunięte",
        "przeniesione",
        "Każda zmiana jest też opisana słowem i numerem na marginesie.",
        "Pokaż 4 akapity bez zmian",
        "1. zmieniono",
        "II. Zadania określone ustawą o dodano: przeciwdziałaniu koniec zmiany przemocy w rodzinie",
        "prowadzenie szeroko rozumianych działań profilaktycznych,",
        "ograniczanie problemu przemocy w rodzinie,",
        "prowadzenie działań edukacyjnych w zakresie zjawiska przemocy w rodzinie.",
        "III. Zadania określone ustawą o wspieraniu rodziny i systemie pieczy zastępczej",
        "2. przeniesiono",
        "1. prowadzenie placówki wsparcia dziennego,",
        "przeniesiono tu z miejsca: pkt 6, bez zmiany słów",
        "2. tworzenie oraz rozwój systemu opieki nad dzieckiem,",
        "Pokaż 2 punkty bez zmian",
        "3. zmieniono",
        "5. realizacja usunięto: 3 letnich dodano: trzyletnich koniec zmiany gminnych programów wspierania rodziny,",
        "6. sporządzanie sprawozdań rzeczowo-finansowych.",
        "Pokaż 3 części bez zmian",
        "4. nagłówek",
        "usunięto: Działy Ośrodka dodano: Komórki organizacyjne koniec zmiany",
        "5. wstawiono",
        "dodano: Ośrodek tworzą 22 komórki. Dział Pomocy Środowiskowej ma zespoły, sekcje i stanowiska. koniec zmiany",
        "Pokaż 22 punkty bez zmian",
        "6. załącznik",
        "dodano: Wykaz komórek organizacyjnych koniec zmiany, CSV, 1,9 KB",
    ]


def test_the_list_names_each_change_and_leads_to_it() -> None:
    page = heard(rendered(OLD, NEW, "comparison/change_list"))
    assert page.said == [
        "Lista zmian",
        "Wybranie zmiany przenosi do jej miejsca w tekście.",
        "1 zmieniono nagłówek Nagłówek „II. Zadania określone ustawą o przemocy…”: dopisano „przeciwdziałaniu”",
        ("2 przeniesiono „III. Zadania określone ustawą o wspieraniu…”, pkt 6: "
         "„prowadzenie placówki wsparcia dziennego”, teraz pkt 1"),
        "3 zmieniono słowa „III. Zadania określone ustawą o wspieraniu…”, pkt 5: „3 letnich” na „trzyletnich”",
        "4 zmieniono nagłówek Nagłówek „Działy Ośrodka” na „Komórki organizacyjne”",
        ("5 wstawiono „Komórki organizacyjne”, akapit 1: "
         "„Ośrodek tworzą 22 komórki. Dział Pomocy Środowiskowej ma zespoły, sekcje i stanowiska.”"),
        "6 dodano załącznik Wykaz komórek organizacyjnych, CSV, 1,9 KB",
    ]  # fmt: skip
    targets = {attrs["id"] for tag, attrs in heard(rendered(OLD, NEW)).tags if "id" in attrs}
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    assert links == [f"#zmiana-{number}" for number in range(1, 7)]
    assert {str(link)[1:] for link in links} <= targets


def test_the_list_says_what_kind_of_change_it_is() -> None:
    lines = heard(rendered(RICH_OLD, RICH_NEW, "comparison/change_list")).said[2:]
    assert lines == [
        "1 zmieniono tytuł Tytuł strony: dopisano „regulamin”",
        "2 zmieniono słowa § 4 ust. 1: 2 zmiany słów",
        ("3 zmieniono odnośnik § 4 ust. 2: odnośnik „Prezydent Miasta” prowadził do /prezydent/, "
         "teraz do /bip/prezydent/"),
        "4 zmieniono słowa § 4 ust. 3: usunięto „wyznaczony”; słowa „nieobecności” są teraz pogrubione",
        "5 zmieniono poziom nagłówka Nagłówek „Opłaty”: nagłówek poziomu 2, teraz poziomu 3",
        "6 zmieniono słowa Tabela „Odpłatność za usługi”, wiersz 2: 2 zmiany słów",
        "7 zmieniono słowa „Opłaty”, „Telefon”: „77 483 57 49” na „77 483 59 45”",
        "8 zmieniono słowa „Opłaty”, cytat: dopisano „w wysiłkach”",
        "9 zmieniono słowa „Opłaty”, ramka: „15:30” na „16:00”",
        ("10 podmieniono grafikę „Opłaty”, grafika „Budynek Ośrodka od podwórza”: „ulicy” na „podwórza”; "
         "inna grafika w tym samym miejscu"),
        "11 podmieniono plik Regulamin: plik ma inną treść: był PDF, 117,2 KB, teraz PDF, 127,0 KB",
        "12 usunięto załącznik Cennik, PDF, 8,8 KB",
        "13 dodano załącznik Wzór wniosku, DOCX, 19,5 KB",
    ]  # fmt: skip


def test_each_change_leads_to_the_one_before_and_the_one_after() -> None:
    page = rendered(OLD, NEW)
    steps = [line for line in heard(page).said if line.startswith("zmiana ")]
    assert steps[0] == "zmiana 1 z 6 następna lista zmian"
    assert steps[2] == "zmiana 3 z 6 poprzednia następna lista zmian"
    assert steps[-1] == "zmiana 6 z 6 poprzednia lista zmian"


@pytest.mark.parametrize(("old", "new"), [(OLD, NEW), (RICH_OLD, RICH_NEW), (RICH_NEW, RICH_OLD)])
def test_headings_go_down_one_level_at_a_time(old: Version, new: Version) -> None:
    levels = [int(tag[1]) for tag, _ in heard(rendered(old, new)).tags if tag in {"h2", "h3", "h4", "h5"}]
    assert levels[0] == 2
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(
    ("count", "label"),
    [(2, "Pokaż 2 akapity"), (5, "Pokaż 5 akapitów"), (12, "Pokaż 12 akapitów"), (22, "Pokaż 22 akapity")],
)
def test_what_is_folded_is_counted_in_good_polish(count: int, label: str) -> None:
    same = "".join(f"<p>akapit {number}</p>" for number in range(count))
    page = rendered(replace(OLD, html=same + "<h2>a</h2>"), replace(NEW, html=same + "<h2>b</h2>", files={}))
    assert f"{label} bez zmian" in heard(page).said


def test_side_by_side_each_version_keeps_its_own_words() -> None:
    page = rendered(
        replace(OLD, html="<p>Ala ma kota</p>"), replace(NEW, html="<p>Ala ma psa</p>", files={}), beside=True
    )
    lines = heard(page).said
    start = lines.index("w wersji 22")
    assert lines[start : start + 4] == [
        "w wersji 22", "Ala ma usunięto: kota koniec zmiany",
        "w wersji 23", "Ala ma dodano: psa koniec zmiany",
    ]  # fmt: skip


def test_side_by_side_a_moved_block_stands_in_both_places() -> None:
    page = heard(rendered(OLD, NEW, beside=True)).said
    assert page.count("6. prowadzenie placówki wsparcia dziennego,") == 1
    assert "przeniesiono w inne miejsce" in page


EVIL = "<script>alert(1)</script>"
ATTACKS = [
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&lt;img src=x onerror=alert(1)&gt;",
    "&quot;&gt;&lt;svg onload=alert(1)&gt;",
    "&lt;/del&gt;&lt;script&gt;",
]  # fmt: skip
PLACES = [
    "<p>{}</p>",
    "<h2>{}</h2>",
    "<ol><li>{}</li></ol>",
    "<table><caption>{}</caption><tr><th>{}</th><th>b</th></tr><tr><td>{}</td></tr></table>",
    "<dl><dt>{}</dt><dd>{}</dd></dl>",
    "<blockquote><p>{}</p></blockquote>",
    "<aside><p>{}</p></aside>",
    '<figure><img src="attachment:1" alt="{}"></figure>',
    '<p><a href="attachment:1">{}</a></p>',
    '<p><a href="{}">x</a></p>',
]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("beside", [False, True])
@pytest.mark.parametrize("part", ["text", "change_list", "versions"])
def test_no_text_becomes_a_tag(attack: str, beside: bool, part: str) -> None:
    calm = "".join(place.replace("{}", "spokojnie dość") for place in PLACES)
    evil = "".join(place.replace("{}", f"spokojnie {attack} dość") for place in PLACES)
    for before, after in ((calm, evil), (evil, calm), ("", evil), (evil, "")):
        old = replace(OLD, html=before, files=NEW.files, note=EVIL, person=EVIL, title=EVIL)
        new = replace(NEW, html=after, note=EVIL, person=EVIL)
        tags = heard(rendered(old, new, f"comparison/{part}", beside=beside)).tags
        assert not {"script", "svg"} & {tag for tag, _ in tags}
        assert not [attrs for _, attrs in tags for name in attrs if name.startswith("on")]


def test_no_text_is_run_as_a_template() -> None:
    page = rendered(replace(OLD, html=""), replace(NEW, html="<p>{{ 7|add:7 }} {% now 'Y' %}</p>", files={}))
    assert "{{ 7|add:7 }} {% now 'Y' %} koniec zmiany" in " ".join(heard(page).said)


@pytest.mark.parametrize(
    ("href", "lives"),
    [
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        (" java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//evil.example/", False),
        ("/\\evil.example/", False),
        ("attachment:9", False),
        ("attachment:1", True),
        ("/strona/", True),
        ("https://bip.gov.pl/", True),
        ("mailto:a@b.pl", True),
    ],
)
def test_only_addresses_that_a_reader_expects_can_be_followed(href: str, lives: bool) -> None:
    html = f'<p>Zobacz <a href="{href}">tutaj</a> dalszy ciąg</p>'
    page = rendered(replace(OLD, html="<p>Zobacz</p>"), replace(NEW, html=html))
    links = [attrs["href"] for tag, attrs in heard(page).tags if tag == "a" and not str(attrs["href"]).startswith("#")]
    assert bool([link for link in links if link != "/strona/wersje/23/pliki/1/plik" or href == "attachment:1"]) == lives


def test_removed_links_are_not_for_following() -> None:
    page = rendered(replace(OLD, html='<p>a b <a href="/dawny/">c</a></p>'), replace(NEW, html="<p>a b</p>", files={}))
    assert "/dawny/" not in page


@pytest.fixture
def request_of_a_reader(rf: RequestFactory, db: None) -> object:
    """A reader of the demonstration."""
    return rf.get("/porownaj/", headers={"host": f"{KEDZIERZYN}:{PORT}"})


def whole_page(request: object, old: Version, new: Version) -> Heard:
    """The page from top to bottom."""
    context = {
        **comparison_context(old, new),
        "page": None,
        "history_url": "/s/historia/",
        "swap_url": "/s/porownaj/2/1/",
    }
    return heard(render_to_string("history/comparison.html", context, request))  # type: ignore[arg-type]


def test_the_whole_page_stands_without_a_page_behind_it(request_of_a_reader: object) -> None:
    page = whole_page(request_of_a_reader, OLD, NEW)
    assert "Co zmieniło się między wersją 22 a 23" in page.said
    assert "6 zmian na stronie „Przedmiot działalności i zadania Ośrodka”." in page.said
    assert "Wersja 23, obecna" in page.said
    assert [tag for tag, attrs in page.tags if attrs.get("href") == "/s/historia/"] == ["a", "a"]
    assert ("a", {"href": "/s/porownaj/2/1/"}) in page.tags
    assert ("a", {"href": "?widok=obok"}) in page.tags
    assert ("meta", {"name": "robots", "content": "noindex, nofollow"}) in page.tags


def test_versions_without_differences_say_so(request_of_a_reader: object) -> None:
    page = whole_page(request_of_a_reader, OLD, replace(OLD, number=24))
    assert "Te wersje niczym się nie różnią." in page.said
    assert "Lista zmian" not in page.said


def test_a_text_too_repetitive_for_its_words_says_so() -> None:
    page = heard(rendered(replace(OLD, html=f"<p>{'a b ' * 2_000}</p>"), replace(NEW, html=f"<p>{'a c ' * 2_000}</p>")))
    assert "Część tekstu jest za długa albo za bardzo się powtarza." in page.said
    assert "Ten tekst za bardzo się powtarza, aby porównać go słowo po słowie: zaznaczamy go w całości." in page.said
