"""What is reported of blocks: moves, links, headings, tables, pictures, attachments; and where they stand."""

import pytest

from history.diff.blocks import FileFacts, Files, blocks_of
from history.diff.compare import Comparison, Entry, compare
from history.diff.model import plain

A, B, C = (
    FileFacts("a" * 64, "Wykaz", 1_000, "w.csv"),
    FileFacts("b" * 64, "Wykaz", 2_000, "w.csv"),
    FileFacts("c" * 64),
)


def compared(old: str, new: str, old_files: Files | None = None, new_files: Files | None = None) -> Comparison:
    """Two articles compared."""
    return compare(blocks_of(old), blocks_of(new), old_files, new_files)


def told(comparison: Comparison) -> list[tuple[str, str, list[str]]]:
    """Each change: what happened, the block it begins with, what changed beside the words."""
    return [
        (change.first.op, change.first.block.visible, [detail.matter for detail in change.first.details])
        for change in comparison.changes
    ]


def only(comparison: Comparison) -> Entry:
    """The one entry of the one change."""
    (change,) = comparison.changes
    (entry,) = change.entries
    return entry


def items(*texts: str) -> str:
    """A numbered list."""
    return "<ol>" + "".join(f"<li>{text}</li>" for text in texts) + "</ol>"


def test_an_item_that_went_up_has_moved_and_the_rest_is_only_numbered_anew() -> None:
    comparison = compared(items("raz", "dwa", "trzy", "cztery"), items("cztery", "raz", "dwa", "trzy"))
    assert told(comparison) == [("moved", "cztery", [])]
    entry = only(comparison)
    assert entry.old_place
    assert entry.old_place.path == (4,)
    assert entry.new_place
    assert entry.new_place.path == (1,)
    assert comparison.marked_words == 0


def test_a_new_first_item_changes_no_other() -> None:
    assert told(compared(items("raz", "dwa"), items("zero", "raz", "dwa"))) == [("inserted", "zero", [])]


def test_paragraphs_that_moved_together_are_one_change() -> None:
    texts = [f"<p>Akapit numer {number} o czymś.</p>" for number in range(8)]
    comparison = compared("".join(texts), "".join([*texts[2:], *texts[:2]]))
    assert [(change.first.op, len(change.entries)) for change in comparison.changes] == [("moved", 2)]


def test_like_blocks_that_came_together_are_one_change() -> None:
    comparison = compared(items("raz"), items("raz", "dwa", "trzy") + "<p>Nowy akapit.</p>")
    assert [(change.first.op, len(change.entries)) for change in comparison.changes] == [
        ("inserted", 2),
        ("inserted", 1),
    ]


def test_blocks_that_share_half_their_words_are_one_block_reworded() -> None:
    assert told(compared("<p>a b c d</p>", "<p>a b x y</p>")) == [("changed", "a b x y", [])]
    assert told(compared("<p>a b c d</p>", "<p>a x y z</p>")) == [
        ("deleted", "a b c d", []),
        ("inserted", "a x y z", []),
    ]


def test_a_heading_in_the_place_of_a_heading_is_reworded() -> None:
    comparison = compared("<h2>Działy Ośrodka</h2><p>x</p>", "<h2>Komórki organizacyjne</h2><p>x</p>")
    assert told(comparison) == [("changed", "Komórki organizacyjne", [])]


@pytest.mark.parametrize(
    ("old", "new", "matters"),
    [
        ("<h2>Opłaty</h2>", "<h3>Opłaty</h3>", ["level"]),
        ("<p>Opłaty</p>", "<h2>Opłaty</h2>", ["kind"]),
        ("<p>a <a href='/a/'>b</a></p>", "<p>a <a href='/c/'>b</a></p>", ["link"]),
        ("<p>a b</p>", "<p>a <a href='/c/'>b</a></p>", ["link-added"]),
        ("<p>a <a href='/c/'>b</a></p>", "<p>a b</p>", ["link-removed"]),
        ("<p>a b</p>", "<p>a <strong>b</strong></p>", ["bold"]),
        ("<p>a <em>b</em></p>", "<p>a b</p>", ["not-italic"]),
        ("<ul><li>a</li></ul>", "<ol><li>a</li></ol>", ["list"]),
        ("<ul><li>a</li><li>b</li></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>", ["depth"]),
        ("<table><tr><td>a</td></tr></table>", "<table><thead><tr><td>a</td></tr></thead></table>", ["head"]),
    ],
)
def test_what_no_word_shows_is_told_apart(old: str, new: str, matters: list[str]) -> None:
    entry = only(compared(old, new))
    assert [detail.matter for detail in entry.details] == matters
    assert not entry.is_reworded


def test_a_link_on_words_that_came_is_part_of_their_coming() -> None:
    assert only(compared("<p>a b c</p>", "<p>a b c <a href='/d/'>d</a></p>")).details == ()


def test_a_table_is_compared_cell_by_cell() -> None:
    old = "<table><tr><td>do 100%</td><td>10 zł</td></tr><tr><td>do 150%</td><td>20 zł</td></tr></table>"
    entry = only(compared(old, old.replace("20 zł", "25 zł")))
    texts = [[(plain(s.old), plain(s.new), s.changed) for s in part.segments] for part in entry.parts]
    assert texts == [[("do 150%", "do 150%", False)], [("20 zł", "25 zł", True)]]
    assert entry.new_place
    assert (entry.new_place.kind, entry.new_place.number) == ("row", 2)


def test_a_new_column_leaves_the_others_alone() -> None:
    comparison = compared(
        "<table><tr><td>a</td><td>b</td></tr></table>", "<table><tr><td>a</td><td>x</td><td>b</td></tr></table>"
    )
    assert [(part.in_old, part.in_new) for part in only(comparison).parts] == [
        (True, True),
        (False, True),
        (True, True),
    ]
    assert comparison.reject_all() == ["a\tb"]
    assert comparison.accept_all() == ["a\tx\tb"]


def test_a_row_and_a_fact_are_known_by_their_first_cell() -> None:
    assert told(compared("<dl><dt>Telefon</dt><dd>1</dd></dl>", "<dl><dt>Telefon</dt><dd>2 3 4</dd></dl>")) == [
        ("changed", "Telefon\t2 3 4", [])
    ]


LINK = '<p><a href="attachment:{}">Wykaz</a></p>'
PICTURE = '<figure><img src="attachment:{}" alt="{}"></figure>'


def test_an_attachment_whose_number_alone_changed_did_not_change() -> None:
    assert compared(LINK.format(1), LINK.format(2), {1: A}, {2: A}).changes == ()


def test_an_attachment_with_other_bytes_was_replaced() -> None:
    (detail,) = only(compared(LINK.format(1), LINK.format(1), {1: A}, {1: B})).details
    assert (detail.matter, detail.old_file, detail.new_file) == ("file", A, B)


def test_an_attachment_with_another_name_and_the_same_bytes_was_renamed() -> None:
    entry = only(compared(LINK.format(1), LINK.format(1).replace("Wykaz", "Spis"), {1: A}, {1: A}))
    assert entry.is_reworded
    assert entry.details == ()


def test_a_file_behind_a_link_in_the_text_is_known_by_its_bytes() -> None:
    text = '<p>Zobacz <a href="attachment:{}">wykaz</a> komórek.</p>'
    assert compared(text.format(1), text.format(2), {1: A}, {2: A}).changes == ()
    (detail,) = only(compared(text.format(1), text.format(1), {1: A}, {1: B})).details
    assert (detail.matter, detail.words) == ("link-file", "wykaz")


def test_files_that_no_block_shows_are_compared_too() -> None:
    assert told(compared("<p>a</p>", "<p>a</p>", {}, {1: A})) == [("inserted", "Wykaz", [])]
    assert compared("<p>a</p>", "<p>a</p>", {1: A}, {2: A}).changes == ()


def test_a_picture_is_known_by_its_bytes_and_its_description_compared_as_words() -> None:
    assert compared(PICTURE.format(1, "Dom"), PICTURE.format(2, "Dom"), {1: A}, {2: A}).changes == ()
    replaced = only(compared(PICTURE.format(1, "Dom"), PICTURE.format(1, "Dom"), {1: A}, {1: C}))
    assert [detail.matter for detail in replaced.details] == ["picture"]
    described = only(compared(PICTURE.format(1, "Dom"), PICTURE.format(1, "Dom kultury"), {1: A}, {1: A}))
    assert described.is_reworded
    assert described.details == ()


def test_a_title_is_compared() -> None:
    comparison = compare(
        blocks_of("<p>a</p>"), blocks_of("<p>a</p>"), old_title="Statut", new_title="Statut i regulamin"
    )
    assert told(comparison) == [("changed", "Statut i regulamin", [])]


ACT = """<h2>§ 3</h2><ol><li>pierwszy</li><li>drugi<ol><li>punkt</li></ol></li></ol>
<h2>Rozdział 2</h2><p>§ 4. 1. Kieruje dyrektor.</p><p>2. Do zadań należy:</p>
<ol><li>jedno,</li><li>drugie:<ol><li>litera.</li></ol></li></ol>
<p>§ 5. Zmiany są możliwe.</p><p>pkt 2 zmieniono.</p><h2>Opłaty</h2><p>Zwykły akapit.</p>"""


def test_places_are_those_that_a_lawyer_would_name() -> None:
    entries = compared(ACT, ACT).entries
    provisions = {entry.block.visible: entry.new_place.provision for entry in entries if entry.new_place}
    assert provisions == {
        "§ 3": "", "pierwszy": "§ 3 ust. 1", "drugi": "§ 3 ust. 2", "punkt": "§ 3 ust. 2 pkt 1", "Rozdział 2": "",
        "§ 4. 1. Kieruje dyrektor.": "§ 4 ust. 1", "2. Do zadań należy:": "§ 4 ust. 2",
        "jedno,": "§ 4 ust. 2 pkt 1", "drugie:": "§ 4 ust. 2 pkt 2", "litera.": "§ 4 ust. 2 pkt 2 lit. a",
        "§ 5. Zmiany są możliwe.": "§ 5", "pkt 2 zmieniono.": "§ 5 pkt 2", "Opłaty": "", "Zwykły akapit.": "",
    }  # fmt: skip
