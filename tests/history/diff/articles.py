"""Articles and their edits for tests of properties."""

import random
from dataclasses import replace

from hypothesis import strategies as st

from history.diff.model import Block, FileFacts, Run

WORDS = [
    "w",
    "i",
    "Ośrodek",
    "pomocy",
    "§",
    "4",
    "23.04.2020",
    "1 234,56 zł",
    "XXVII/508/2020",
    "1.2.",
    ",",
    ".",
    "<b>",
]

texts = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join),
    st.text(max_size=30),
)
addresses = st.sampled_from(["", "", "/a/", "attachment:1", "javascript:x"])
runs = st.lists(
    st.builds(Run, texts, addresses, st.booleans(), st.booleans()),
    max_size=3,
).map(tuple)
paths = st.lists(st.integers(0, 30), min_size=1, max_size=3).map(tuple)
blocks = st.one_of(
    st.builds(Block, st.sampled_from(["paragraph", "quote", "callout", "caption"]), runs),
    st.builds(Block, st.just("heading"), runs, level=st.integers(2, 4)),
    st.builds(Block, st.just("item"), runs, path=paths),
    st.builds(
        Block,
        st.sampled_from(["row", "fact"]),
        cells=st.lists(runs, min_size=1, max_size=3).map(tuple),
        head=st.booleans(),
    ),
    st.builds(Block, st.sampled_from(["image", "attachment"]), runs, file=st.integers(0, 3)),
)
articles = st.lists(blocks, max_size=8)
files = st.dictionaries(
    st.integers(1, 3), st.builds(FileFacts, st.sampled_from(["a", "b", "c"]), st.sampled_from(["Wykaz", "Statut"]))
)


def edited(chance: random.Random, article: list[Block]) -> list[Block]:
    """The article after a few edits such as people make: words, order, blocks, links."""
    result = list(article)
    for _ in range(chance.randint(1, 4)):
        edit = chance.choice([_reword, _reword, _move, _remove, _repeat, _link])
        edit(chance, result)
    return result


def _reword(chance: random.Random, article: list[Block]) -> None:
    at = chance.randrange(len(article)) if article else -1
    if at >= 0 and article[at].text:
        words = "".join(run.text for run in article[at].text).split(" ")
        place = chance.randrange(len(words) + 1)
        words[place : place + chance.randint(0, 2)] = chance.choices(WORDS, k=chance.randint(0, 2))
        article[at] = replace(article[at], text=(Run(" ".join(words)),))


def _move(chance: random.Random, article: list[Block]) -> None:
    if article:
        block = article.pop(chance.randrange(len(article)))
        article.insert(chance.randrange(len(article) + 1), block)


def _remove(chance: random.Random, article: list[Block]) -> None:
    if article:
        article.pop(chance.randrange(len(article)))


def _repeat(chance: random.Random, article: list[Block]) -> None:
    if article:
        article.insert(chance.randrange(len(article) + 1), chance.choice(article))


def _link(chance: random.Random, article: list[Block]) -> None:
    at = chance.randrange(len(article)) if article else -1
    if at >= 0 and article[at].text:
        first, *rest = article[at].text
        article[at] = replace(article[at], text=(Run(first.text, "/gdzie-indziej/"), *rest))
