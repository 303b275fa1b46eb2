"""Captions in WebVTT: what is read of them, and what is said when they are wrong."""

import io
from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from pages.accessibility.films.webvtt import MOST_BYTES, cues_of, read_captions

GOOD = """WEBVTT - Zasiłek

NOTE nikt tego nie widzi
ani tego

STYLE
::cue { color: yellow }

1
00:01.000 --> 00:04.000 align:start
<v Anna>Dzień dobry.
Tu ośrodek.

00:00:04.000 --> 01:00:05.500
Do <i>widzenia</i>.
"""


# As large as captions may be, with nothing but beginnings of tags.
ANGLES = b"WEBVTT\n\n00:00.000 --> 00:01.000\n".ljust(MOST_BYTES, b"<")


def test_texts_are_read_with_their_times():
    for text in (GOOD, f"\ufeff{GOOD}", GOOD.replace("\n", "\r\n")):
        first, second = read_captions(io.BytesIO(text.encode()))
        assert first == (timedelta(seconds=1), timedelta(seconds=4), "Dzień dobry.\nTu ośrodek.")
        assert (second.end, second.text) == (timedelta(hours=1, seconds=5.5), "Do widzenia.")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", None),
        ("WEBVTT", None),
        ("WEBVTTX\n\n00:00.000 --> 00:01.000\nA", None),
        ("1\n00:00:00,000 --> 00:00:01,000\nA", None),
        ("WEBVTT\n\nNOTE tylko to", None),
        ("WEBVTT\n\n00:00.000 --> 00:01.000", 3),
        ("WEBVTT\n\n00:00.000 --> 00:01.000\n<b></b>", 3),
        ("WEBVTT\n\n00:00.000 --> 00:01.000\n<b", 3),
        (f"WEBVTT\n\n{'9' * 5000}:00:00.000 --> 00:01.000\nA", 3),
        ("WEBVTT\n\nx\n00:00,000 --> 00:01,000\nA", 4),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\nA", 3),
        ("WEBVTT\n\n00:61.000 --> 00:62.000\nA", 3),
        ("WEBVTT\n\nsame słowa", 3),
        ("WEBVTT\n\n00:05.000 --> 00:06.000\nA\n\n00:01.000 --> 00:02.000\nB", 6),
        ("WEBVTT\n\n00:00.000 --> 00:01.000\n\0", None),
        ("WEBVTT\n\n999999999999:00:00.000 --> 999999999999:00:01.000\nA", None),
    ],
)
def test_wrong_captions_are_refused_with_the_line(text: str, line: int | None):
    with pytest.raises(ValidationError) as refused:
        cues_of(text)
    assert refused.value.messages[0]
    assert line is None or f" {line}" in refused.value.messages[0]


def test_what_is_no_text_or_far_too_long_is_refused():
    for content in (b"WEBVTT\n\n00:00.000 --> 00:01.000\n\xb3", b"WEBVTT\n\n" + b"x" * MOST_BYTES, ANGLES):
        with pytest.raises(ValidationError):
            read_captions(io.BytesIO(content))


def _time(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


WORDS = st.text(st.characters(whitelist_categories=("L", "N"), whitelist_characters=" ,.ąęć"), min_size=1).filter(
    str.strip
)


@given(st.lists(st.tuples(st.integers(0, 9_999), st.integers(1, 9_999), WORDS), min_size=1, max_size=8))
def test_whatever_is_written_in_order_is_read_back(made: list[tuple[int, int, str]]):
    at, text, wanted = 0, "WEBVTT\n", []
    for gap, length, words in made:
        at += gap
        text += f"\n{_time(at)} --> {_time(at + length)}\n{words}\n"
        wanted.append((timedelta(milliseconds=at), timedelta(milliseconds=at + length), words.strip()))
    assert [tuple(cue) for cue in cues_of(text)] == wanted


@given(st.text(st.sampled_from("WEBVTTNOE0123456789:.,->\n\r \t<>&x\0"), max_size=80))
def test_no_text_breaks_the_reader(text: str):
    for tried in (text, f"WEBVTT\n\n{text}", f"WEBVTT\n\n00:00.000 --> 00:01.000\n{text}"):
        with suppress(ValidationError):
            assert cues_of(tried)
