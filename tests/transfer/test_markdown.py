"""Markdown becomes blocks; what can't be carried over is reported, and nothing hostile gets through."""

import html
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.core.blocks import BodyBlock
from transfer.markdown.blocks import body_blocks
from transfer.markdown.faults import Faults
from transfer.markdown.identity import raw_body
from transfer.reading.problems import Report
from transfer.references import DOCUMENT, IMAGE, PAGE, LinkError, Reference, references_in, replace_references

PAGES = {"/kontakt": "/kontakt/", "/o-nas": "/o-nas/", "act:statut": "/akty/statut/"}


class Links:
    """Knows a page, a document and a picture."""

    def resolve(self, href):
        if href in PAGES:
            return Reference(PAGE, PAGES[href])
        if href == "wniosek.pdf":
            return Reference(DOCUMENT, "pages/wniosek.pdf")
        if href.startswith("https://"):
            return href
        raise LinkError(f"bad link {href}")

    def image(self, href):
        return Reference(IMAGE, href)


def convert(text):
    report = Report()
    blocks = body_blocks(text, Faults("strona.md", 10, report), Links())
    return [(block.kind, block.value) for block in blocks], report


def blocks_of(text):
    blocks, report = convert(text)
    assert not report.errors
    return blocks


def error_lines(text):
    return [problem.line for problem in convert(text)[1].errors]


def test_headings_cut_the_text_and_runs_of_text_stay_together():
    assert blocks_of("Wstęp\ndalej.\n\n## Część\n\nTekst **ważny**.\n\n### Niżej\n\n- raz\n- dwa\n  1. w dwa\n") == [
        ("text", "<p>Wstęp dalej.</p>"),
        ("heading", "Część"),
        ("text", "<p>Tekst <b>ważny</b>.</p><h3>Niżej</h3><ul><li>raz</li><li>dwa<ol><li>w dwa</li></ol></li></ul>"),
    ]


def test_links_name_pages_and_files_by_references():
    ((_, text),) = blocks_of("[Kontakt](/kontakt), [wniosek](wniosek.pdf) i [Sejm](https://sejm.gov.pl/?a=1&b=2).")
    assert text == (
        '<p><a linktype="page" id="/kontakt/">Kontakt</a>, <a linktype="document" id="pages/wniosek.pdf">wniosek</a>'
        ' i <a href="https://sejm.gov.pl/?a=1&amp;b=2">Sejm</a>.</p>'
    )
    assert list(references_in(text)) == [Reference(PAGE, "/kontakt/"), Reference(DOCUMENT, "pages/wniosek.pdf")]
    ids = {Reference(PAGE, "/kontakt/"): 7, Reference(DOCUMENT, "pages/wniosek.pdf"): 8}
    assert '<a linktype="page" id="7">' in replace_references(text, ids.__getitem__)


def test_a_table_has_a_caption_columns_and_rows():
    assert blocks_of(
        "Tabela: Godziny\n\n| Dzień | Godziny |\n|---|---|\n| pon. | 8–16 |\n| wt. \\| śr. | 7–15 |\n"
    ) == [
        (
            "table",
            {
                "columns": [{"type": "text", "heading": "Dzień"}, {"type": "text", "heading": "Godziny"}],
                "rows": [{"values": ["pon.", "8–16"]}, {"values": ["wt. | śr.", "7–15"]}],
                "caption": "Godziny",
            },
        )
    ]


def test_facts_quotes_and_pictures_are_blocks_of_their_own():
    text = (
        "Nadzór\n: Burmistrz, zob. [kontakt](/kontakt)\n\n> Pomagamy.\n>\n> — kierownik\n\n"
        '![Wejście od podwórza](wejscie.jpg "Budynek")\n\n![](linia.png)\n'
    )
    assert blocks_of(text) == [
        ("facts", [
            {"term": "Nadzór", "description": '<p>Burmistrz, zob. <a linktype="page" id="/kontakt/">kontakt</a></p>'},
        ]),
        ("quote", {"text": "Pomagamy.", "source": "kierownik"}),
        ("image", {
            "image": Reference(IMAGE, "wejscie.jpg"), "alt": "Wejście od podwórza", "decorative": False,
            "caption": "Budynek",
        }),
        ("image", {"image": Reference(IMAGE, "linia.png"), "alt": "", "decorative": True, "caption": ""}),
    ]  # fmt: skip


def test_boxes_become_callouts_links_documents_and_lists():
    text = (
        "::: ważne Zmiana godzin\nW **piątek** do 13.\n\n- także latem\n:::\n\n"
        "::: odsyłacze\n- [Kontakt](/kontakt) – telefon & adres\n- [O nas](/o-nas)\n:::\n\n"
        "::: załączniki\n- [Wniosek](wniosek.pdf)\n:::\n\n::: akty 7\n:::\n\n::: programy\n:::\n"
    )
    assert blocks_of(text) == [
        ("callout", {
            "kind": "important", "title": "Zmiana godzin",
            "text": "<p>W <b>piątek</b> do 13.</p><ul><li>także latem</li></ul>",
        }),
        ("links", [
            {"page": Reference(PAGE, "/kontakt/"), "title": "Kontakt", "note": "telefon & adres"},
            {"page": Reference(PAGE, "/o-nas/"), "title": "O nas", "note": ""},
        ]),
        ("documents", [{"document": Reference(DOCUMENT, "pages/wniosek.pdf"), "title": "Wniosek"}]),
        ("act_list", {"limit": 7}),
        ("programme_list", {"limit": 3}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# Tytuł", 10),
        ("Tekst\n\n### Za nisko", 12),
        ("## A\n\n##### Za głęboko", 12),
        ("##", 10),
        ("## **Wyróżniony**", 10),
        ("Przypis[^1]", 10),
        ("[x]: https://sejm.gov.pl", 10),
        ("A\n[](/kontakt)", 11),
        ("A\n[x](/nie-ma)", 11),
        ("A ![x](a.png) B", 10),
        ("![a.png](a.png)", 10),
        ("A\n\n    wcięty akapit", 12),
        ("```\nkod\n```", 10),
        ("A `kod`", 10),
        ("A\n\n---\n", 12),
        ("::: ramka\nA\n:::", 10),
        ("::: ważne\nA", 10),
        ("A\n\n::: ważne\n:::", 12),
        ("::: ważne\n1. A\n:::", 11),
        ("::: ważne\n## A\n:::", 11),
        ("::: odsyłacze\nA\n:::", 11),
        ("::: odsyłacze\n- [Sejm](https://sejm.gov.pl)\n:::", 11),
        ("::: odsyłacze\n- Kontakt\n:::", 11),
        ("::: odsyłacze Tytuł\n- [Kontakt](/kontakt)\n:::", 10),
        ("::: załączniki\n- [Kontakt](/kontakt)\n:::", 11),
        ("::: załączniki\n- [Wniosek](wniosek.pdf) – PDF\n:::", 11),
        ("::: akty 100\n:::", 10),
        ("::: akty dużo\n:::", 10),
        ("::: akty 0035\n:::", 10),
        (f"::: akty 001{'9' * 5000}\n:::", 10),
        ("::: akty\nA\n:::", 11),
        ("| A | |\n|---|---|\n| 1 | 2 |", 10),
        ("| A | B |\n|---|---|\n| 1 | 2 | 3 |", 12),
        ("| A | B |\n|---|---|\n| [x](/kontakt) | 2 |", 12),
        ("> ## A", 10),
        ("- A\n\n  > B", 12),
        (f"## {'x' * 121}", 10),
        (f"::: ważne {'x' * 121}\nA\n:::", 10),
    ],
)
def test_markup_that_would_be_lost_is_an_error_with_its_line(text, line):
    assert error_lines(text) == [line]


def nested_list(depth):
    return "\n".join(f"{'  ' * level}- poziom {level + 1}" for level in range(depth))


def test_lists_inside_lists_are_carried_whole_or_refused():
    ((_, text),) = blocks_of(nested_list(6))
    assert [f"poziom {level}" in text for level in range(1, 7)] == [True] * 6
    assert error_lines(nested_list(7)) == [16]
    assert error_lines(nested_list(12)) == [16]
    assert error_lines(f"::: ważne\n{nested_list(12)}\n:::") == [17]


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_nesting_without_end_is_an_error_like_any_other(mark):
    assert error_lines(mark * 3000 + "A") == [10]


@pytest.mark.parametrize("text", [f"{'[' * 300}A{'](/kontakt)' * 300}", f"{'*' * 301}A{'*' * 301}"])
def test_brackets_and_stars_without_end_lose_no_word(text):
    assert "A" in json.dumps(convert(text)[0])


@pytest.mark.parametrize(
    "text",
    [
        "<b>A</b>",
        "<script>alert(1)</script>",
        "A <img src=x onerror=alert(1)> B",
        "- <i>A</i>",
        "::: ważne\n<p>A</p>\n:::",
    ],
)
def test_html_is_shown_as_text_and_reported(text):
    blocks, report = convert(text)
    assert not report.errors
    assert report.warnings
    assert "&lt;" in json.dumps(blocks, ensure_ascii=False)


@pytest.mark.parametrize("text", ["[tutaj](/kontakt)", "| A |\n|---|\n| 1 |", "3. A", '[A](/kontakt "tytuł")'])
def test_doubtful_markup_is_a_warning(text):
    report = convert(text)[1]
    assert report.warnings
    assert not report.errors


ALLOWED_TAG = re.compile(
    r"</?(?:p|b|i|ul|ol|li|h3|h4|br/)>|</?a>"
    r'|<a linktype="(?:page|document)" id="[^"<>]*">|<a href="https://[^"<>]*">'
)
MARKUP = st.text(alphabet="ab \n#*_-:|[]()<>&\"'!`/=.1+{}\\~^żś", max_size=120)


@given(text=st.one_of(MARKUP, st.lists(st.sampled_from([
    "## A\n", "<script>", "</p>", "[x](javascript:alert(1))", '[a](https://x.pl/"onclick=)', "::: ważne\n", ":::\n",
    "| a |\n", "|---|\n", "> ", "- ", "![](x)", "\n\n", "&lt;", '<a linktype="page" id="1">', "T\n: o\n", "    ",
]), max_size=12).map("".join)))  # fmt: skip
def test_whatever_is_written_only_known_tags_come_out(text):
    blocks, _report = convert(text)
    for kind, value in blocks:
        assert kind in BodyBlock.base_blocks
        for rich in rich_texts(kind, value):
            assert "<" not in ALLOWED_TAG.sub("", rich)


def rich_texts(kind, value):
    if kind == "text":
        return [value]
    if kind == "callout":
        return [value["text"]]
    return [fact["description"] for fact in value] if kind == "facts" else []


@given(words=st.lists(st.text(alphabet="abcąęłżó ,.;<>&\"'", min_size=1).filter(str.strip), min_size=1, max_size=5))
def test_no_word_of_a_paragraph_is_lost(words):
    blocks, _report = convert("\n\n".join(f"x{word.strip()}x" for word in words))
    shown = html.unescape(re.sub(r"</?p>", " ", " ".join(value for _kind, value in blocks)))
    assert "".join(shown.split()) == "".join("".join(f"x{word.strip()}x" for word in words).split())


def test_ids_of_blocks_depend_on_content_not_on_place():
    one = raw_body("/a/", body_blocks("A\n\n## B\n\nC", Faults("a.md", 1, Report()), Links()))
    two = raw_body("/a/", body_blocks("Nowy\n\n## B\n\nC", Faults("a.md", 1, Report()), Links()))
    other = raw_body("/b/", body_blocks("A\n\n## B\n\nC", Faults("a.md", 1, Report()), Links()))
    ids = lambda raw: [block["id"] for block in raw]  # noqa: E731 - a word for what follows
    assert ids(one)[1:] == ids(two)[1:]
    assert ids(one)[0] != ids(two)[0]
    assert not set(ids(one)) & set(ids(other))
    repeated = raw_body("/a/", body_blocks("## B\n\n## B\n", Faults("a.md", 1, Report()), Links()))
    assert len(set(ids(repeated))) == 2


def test_an_act_in_time_is_named_by_its_id():
    [(kind, value)] = blocks_of("::: akt-w-czasie act:statut\n:::\n")
    assert (kind, value) == ("act_timeline", {"act": Reference(PAGE, "/akty/statut/")})


@pytest.mark.parametrize(
    ("text", "line"), [("", 10), ("/nie-ma", 10), ("/kontakt\n41 331 25 24", 11), ("wniosek.pdf", 10)]
)
def test_a_card_names_one_page_and_copies_nothing(text, line):
    assert blocks_of("::: kontakt /kontakt\n:::\n") == [("contact_card", {"page": Reference(PAGE, "/kontakt/")})]
    assert error_lines(f"::: kontakt {text}\n:::\n") == [line]


@pytest.mark.parametrize("argument", ["", "statut", "act:statutt", "/kontakt"])
def test_an_act_in_time_that_names_no_act_is_an_error(argument):
    assert error_lines(f"::: akt-w-czasie {argument}\n:::\n") == [10]
