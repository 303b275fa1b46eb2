"""What changed beside the words: links, files, pictures, headings' levels, bold and italic, kinds of blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from history.diff.blocks import file_number
from history.diff.model import Block, FileFacts, Files, Run, Runs, plain
from history.diff.words import Segment

Matter = Literal[
    "link", "link-added", "link-removed", "link-file", "bold", "not-bold", "italic", "not-italic", "level", "kind",
    "depth", "list", "head", "file", "picture", "source",
]  # fmt: skip


PLAIN = Run("").look


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that changed beside the words, with the words it concerns and what it was and is."""

    matter: Matter
    words: str = ""
    old: str = ""
    new: str = ""
    old_file: FileFacts | None = None
    new_file: FileFacts | None = None


def details_of(
    old: Block, new: Block, parts: Sequence[tuple[Segment, ...]], files: tuple[Files, Files]
) -> list[Detail]:
    """Everything but words and place in which two forms of a block differ."""
    found = [*_block_details(old, new, files)]
    if old.kind != "image" and (_stands_out(old) or _stands_out(new)):
        for segments in parts:
            found += _run_details(segments, files)
    return found


def _stands_out(block: Block) -> bool:
    """Whether any of its words is more than plain."""
    return any(run.look != PLAIN for part in block.parts for run in part)


def _block_details(old: Block, new: Block, files: tuple[Files, Files]) -> Iterator[Detail]:
    if old.kind != new.kind:
        yield Detail("kind", old=old.kind, new=new.kind)
    elif old.level != new.level:
        yield Detail("level", old=str(old.level), new=str(new.level))
    elif len(old.path) != len(new.path):
        yield Detail("depth", old=str(len(old.path)), new=str(len(new.path)))
    elif old.kind == "item" and bool(old.path[-1]) != bool(new.path[-1]):
        yield Detail("list", new="numbers" if new.path[-1] else "bullets")
    if old.head != new.head:
        yield Detail("head", new="head" if new.head else "")
    if old.kind == new.kind == "image" and _source(old, files[0]) != _source(new, files[1]):
        yield Detail("picture", old_file=files[0].get(old.file), new_file=files[1].get(new.file))
    if old.kind == new.kind == "attachment" and _source(old, files[0]) != _source(new, files[1]):
        yield Detail("file", old_file=files[0].get(old.file), new_file=files[1].get(new.file))


def _source(block: Block, files: Files) -> str:
    file = files.get(block.file)
    return file.sha256 if file else f"{block.file}:{block.text[0].href if block.text else ''}"


def target(href: str, files: Files) -> str:
    """What a link leads to: a file by its digest, since its number may change while it does not."""
    file = files.get(file_number(href)) if href else None
    return f"sha256:{file.sha256}" if file else href


def _run_details(segments: tuple[Segment, ...], files: tuple[Files, Files]) -> Iterator[Detail]:
    """Looks of words that stayed. Words that came or went bring their own."""
    pieces = [piece for segment in segments if not segment.changed for piece in _side_by_side(segment.old, segment.new)]
    for (before, after), group in groupby(pieces, lambda piece: (piece[0].href, piece[1].href)):
        if target(before, files[0]) != target(after, files[1]):
            words = plain(piece[1] for piece in group).strip()
            if words:
                yield _link(words, before, after, files)
    yield from _looks(pieces, "bold")
    yield from _looks(pieces, "italic")


def _link(words: str, old: str, new: str, files: tuple[Files, Files]) -> Detail:
    old_file, new_file = files[0].get(file_number(old)), files[1].get(file_number(new))
    matter: Matter = "link" if old and new else "link-added" if new else "link-removed"
    if old_file and new_file:
        matter = "link-file"
    return Detail(matter, words, old, new, old_file, new_file)


def _looks(pieces: list[tuple[Run, Run]], look: Literal["bold", "italic"]) -> Iterator[Detail]:
    for (before, after), group in groupby(pieces, lambda piece: (getattr(piece[0], look), getattr(piece[1], look))):
        words = plain(piece[1] for piece in group).strip()
        if before != after and words:
            gained: Matter = "bold" if look == "bold" else "italic"
            lost: Matter = "not-bold" if look == "bold" else "not-italic"
            yield Detail(gained if after else lost, words)


def _side_by_side(old: Runs, new: Runs) -> Iterator[tuple[Run, Run]]:
    """Two forms of the same words in pieces of one look each; they may differ in white space, word for word."""
    if plain(old) != plain(new):
        old, new = _squeezed(old), _squeezed(new)
    mine, other = list(reversed(old)), list(reversed(new))
    while mine and other:
        a, b = mine.pop(), other.pop()
        size = min(len(a.text), len(b.text))
        yield a.cut(0, size), b.cut(0, size)
        if size < len(a.text):
            mine.append(a.cut(size, len(a.text)))
        if size < len(b.text):
            other.append(b.cut(size, len(b.text)))


def _squeezed(runs: Runs) -> Runs:
    """Without white space, which may differ between texts whose words are the same."""
    return tuple(run for run in (Run("".join(run.text.split()), *run.look) for run in runs) if run.text)
