"""What holds of every comparison, whatever is compared."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from history.diff.blocks import blocks_of
from history.diff.compare import Comparison, compare
from history.diff.matching import Work, matches
from history.diff.model import Block, FileFacts, Run
from history.diff.tokens import tokens_of
from history.diff.words import diff_texts
from tests.history.diff.articles import articles, blocks, edited, files, texts
from tests.history.diff.prose import reference


def visible(article: list[Block]) -> list[str]:
    """What a reader sees of each block."""
    return [block.visible for block in article]


def holds_both(comparison: Comparison, old: list[Block], new: list[Block]) -> None:
    """I10 of the design."""
    assert comparison.reject_all() == visible(old)
    assert comparison.accept_all() == visible(new)


@settings(max_examples=300)
@given(articles, articles)
def test_rejecting_all_gives_the_old_text_and_accepting_all_the_new(old: list[Block], new: list[Block]) -> None:
    holds_both(compare(old, new), old, new)


@settings(max_examples=1_000)
@given(articles, st.randoms(use_true_random=False))
def test_a_thousand_random_edits_can_be_rejected_and_accepted(old: list[Block], chance: random.Random) -> None:
    new = edited(chance, old)
    holds_both(compare(old, new), old, new)


def test_long_prose_edited_a_hundred_times_can_be_rejected_and_accepted() -> None:
    chance = random.Random(100)  # noqa: S311 -- no secret
    new = old = reference().old.blocks()
    for _ in range(100):
        new = edited(chance, new)
    holds_both(compare(old, new), old, new)
    assert not compare(old, new).is_rough


@given(articles, files)
def test_nothing_changes_between_a_version_and_itself(article: list[Block], known: dict[int, FileFacts]) -> None:
    comparison = compare(article, article, known, known, old_title="A", new_title="A")
    assert comparison.changes == ()
    assert comparison.marked_words == 0


@given(articles, articles, files, files)
def test_changes_are_numbered_without_gap_in_the_order_of_the_text(
    old: list[Block], new: list[Block], old_files: dict[int, FileFacts], new_files: dict[int, FileFacts]
) -> None:
    comparison = compare(old, new, old_files, new_files)
    numbers = [entry.number for entry in comparison.entries if entry.number]
    assert numbers == sorted(numbers)
    assert [change.number for change in comparison.changes] == list(range(1, len(set(numbers)) + 1))


@given(articles, articles)
def test_a_comparison_comes_out_the_same_every_time(old: list[Block], new: list[Block]) -> None:
    assert compare(old, new) == compare(old, new)


@given(texts, texts)
def test_spans_cover_both_texts_without_gap(old: str, new: str) -> None:
    spans, _ = diff_texts(old, new, Work())
    assert "".join(old[slice(*span.old)] for span in spans) == old
    assert "".join(new[slice(*span.new)] for span in spans) == new
    for span in spans:
        kept = [token.key for token in tokens_of(old[slice(*span.old)])]
        assert span.changed or kept == [token.key for token in tokens_of(new[slice(*span.new)])]


@given(st.text(max_size=200))
def test_only_white_space_lies_between_tokens(text: str) -> None:
    tokens = tokens_of(text)
    at, between = 0, ""
    for token in tokens:
        between += text[at : token.start]
        at = token.end
    assert not (between + text[at:]).strip()
    assert all(token.end > token.start for token in tokens)


@given(st.lists(st.sampled_from("abcd"), max_size=30), st.lists(st.sampled_from("abcd"), max_size=30))
def test_common_stretches_are_common_and_in_order(a: list[str], b: list[str]) -> None:
    end_a = end_b = 0
    for i, j, size in matches(a, b, Work()):
        assert size > 0
        assert i >= end_a
        assert j >= end_b
        assert a[i : i + size] == b[j : j + size]
        end_a, end_b = i + size, j + size


@given(blocks)
def test_a_block_survives_its_json(block: Block) -> None:
    assert Block.from_json(block.as_json()) == block


@settings(max_examples=300)
@given(st.text(max_size=200))
def test_any_text_at_all_is_read(html: str) -> None:
    blocks_of(html)


TAGS = [
    "p", "h2", "ul", "ol", "li", "a", "b", "em", "table", "tr", "td", "th", "thead", "caption", "dl", "dt", "dd", "div",
    "blockquote", "figure", "img", "aside", "br", "script", "x",
]  # fmt: skip
tags = st.sampled_from(
    [f"<{end}{tag}{more}>" for tag in TAGS for end in ("", "/") for more in ("", " href='attachment:1'")]
)
scraps = st.sampled_from(["a ", " b", "<!", "<![CDATA[", "<![if", "&#0;", "\0", "&lt;"])


@settings(max_examples=300)
@given(st.lists(st.one_of(tags, scraps), max_size=25))
def test_any_heap_of_tags_is_read_and_compared(pieces: list[str]) -> None:
    read = blocks_of("".join(pieces))
    assert [Block.from_json(block.as_json()) for block in read] == read
    assert all(run.text for block in read for part in block.parts for run in part if block.kind != "image")
    assert compare(read, read).changes == ()
    holds_both(compare(read, [Block("paragraph", (Run("x"),))]), read, [Block("paragraph", (Run("x"),))])
