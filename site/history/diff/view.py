"""Gets a comparison ready for its template: what to show, what to fold, which words say what."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from history.diff import counting, wording
from history.diff.compare import Change, Comparison, Entry, compare
from history.diff.printing import BlockView, Group, Printer, StateView, groups_of

__all__ = ["StateView", "compare_versions", "comparison_context"]

FOLD_FROM = 2
"""The shortest stretch without changes that is worth folding."""
SHOWN_WHOLE = 3
"""The longest rest of a section that stays open behind a change."""


@dataclass(frozen=True)
class PartView:
    """A part of the text: a change, a stretch to show, a stretch to fold, or (side by side) what left."""

    kind: Literal["change", "shown", "folded", "left"]
    groups: tuple[Group, ...] = ()
    label: str = ""
    change: "ChangeView | None" = None
    blocks: tuple[BlockView, ...] = ()
    old_blocks: tuple[BlockView, ...] = ()
    new_blocks: tuple[BlockView, ...] = ()


@dataclass(frozen=True)
class ChangeView:
    """A change in the list and in the margin."""

    number: int
    word: str
    margin: str
    place: str
    tail: str
    previous: int
    following: int


def comparison_context(
    old: StateView, new: StateView, comparison: Comparison | None = None, *, beside: bool = False
) -> dict[str, Any]:
    """The template's context but for `page`, `title` and the addresses around it.

    `comparison` may come from a cache. `beside` prints changed parts in two columns where there is room.
    """
    comparison = comparison or compare_versions(old, new)
    printer = Printer(old, new, comparison)
    changes = [_change_view(change, comparison) for change in comparison.changes]
    return {
        "old": old,
        "new": new,
        "title": new.title,
        "lead": counting.lead(len(changes), new.title),
        "comparison": comparison,
        "changes": changes,
        "parts": list(_parts(printer, comparison, changes, beside=beside)),
        "beside": beside,
    }


def compare_versions(old: StateView, new: StateView) -> Comparison:
    """Titles, texts and files of two versions compared."""
    return compare(old.blocks, new.blocks, old.files, new.files, old_title=old.title, new_title=new.title)


def _change_view(change: Change, comparison: Comparison) -> ChangeView:
    entry = change.first
    files = comparison.old_files if entry.op == "deleted" else comparison.new_files
    return ChangeView(
        number=change.number,
        word=wording.change_word(change),
        margin=wording.margin_word(change),
        place=wording.place_label(
            entry, old=entry.op in {"moved", "deleted"} or (entry.block.kind == "heading" and entry.op == "changed")
        ),
        tail=wording.change_tail(change, files),
        previous=change.number - 1,
        following=change.number + 1 if change.number < len(comparison.changes) else 0,
    )


# -- parts of the text -----------------------------------------------------------------------------------------------


def _parts(printer: Printer, comparison: Comparison, changes: list[ChangeView], *, beside: bool) -> Iterator[PartView]:
    quiet: list[Entry] = []
    before: Entry | None = None
    entries = comparison.entries
    index = 0
    while index < len(entries):
        entry = entries[index]
        if entry.op == "same" or (entry.op == "left" and not beside):
            quiet += [entry] if entry.op == "same" else []
            index += 1
            continue
        yield from _quiet_parts(printer, quiet, before, entry)
        quiet = []
        if entry.op == "left":
            yield PartView("left", old_blocks=(printer.block(entry, "old"),))
            index += 1
            continue
        change = comparison.changes[entry.number - 1]
        yield _change_part(printer, change, changes[entry.number - 1], beside=beside)
        index += len(change.entries)
        before = change.entries[-1]
    yield from _quiet_parts(printer, quiet, before, None)


def _quiet_parts(
    printer: Printer, entries: list[Entry], before: Entry | None, after: Entry | None
) -> Iterator[PartView]:
    """Fold a stretch without changes but for its edges: what a change leads into, what the next one stands in."""
    kinds = [entry.block.kind for entry in entries]
    headings = [index for index, kind in enumerate(kinds) if kind == "heading"]
    start = 0
    if before and kinds and kinds[0] in {before.block.kind, "item", "paragraph"} and not _leaves(before, entries[0]):
        follows = before.block.kind in {kinds[0], "heading"}
        rest = headings[0] if headings else 0
        start = 0 if not follows else rest if 0 < rest <= SHOWN_WHOLE else 1
    over = {index for index, entry in enumerate(entries) if after and entry.block.holds(after.block)}
    if after and after.block.kind not in {"heading", "title"} and not after.block.key:
        over = set(headings[-1:])
    yield from _shown(printer, entries[:start])
    for is_over, run in groupby(range(start, len(entries)), key=over.__contains__):
        yield from (_shown if is_over else _folded)(printer, [entries[index] for index in run])


def _leaves(before: Entry, entry: Entry) -> bool:
    """Whether a change ends its provision, so that what follows it says nothing of it."""
    return bool(before.block.key) and not entry.block.path


def _shown(printer: Printer, entries: list[Entry]) -> Iterator[PartView]:
    if entries:
        yield PartView("shown", groups_of([printer.block(entry) for entry in entries]))


def _folded(printer: Printer, entries: list[Entry]) -> Iterator[PartView]:
    if len(entries) < FOLD_FROM:
        yield from _shown(printer, entries)
        return
    # Headings in a fold do not count for those after it: a fold that is closed hides them.
    level = printer.level
    groups = groups_of([printer.block(entry) for entry in entries])
    printer.level = level
    yield PartView("folded", groups, counting.fold_label([entry.block.sort for entry in entries]))


def _change_part(printer: Printer, change: Change, view: ChangeView, *, beside: bool) -> PartView:
    """A change, and side by side what it was and what it is."""
    blocks = tuple(map(printer.block, change.entries))
    if not beside:
        return PartView("change", change=view, blocks=blocks)
    old = tuple(printer.block(entry, "old") for entry in change.entries if entry.op in {"changed", "deleted"})
    new = tuple(printer.block(entry, "new") for entry in change.entries if entry.op != "deleted")
    return PartView("change", change=view, blocks=blocks, old_blocks=old, new_blocks=new)
