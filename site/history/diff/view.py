"""Gets a comparison ready for its template: what to show, what to fold, which words say what."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from history.diff import wording
from history.diff.compare import Change, Comparison, Entry, compare
from history.diff.printing import BlockView, Group, Printer, VersionView, groups_of

__all__ = ["VersionView", "compare_versions", "comparison_context"]

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
    old: VersionView, new: VersionView, comparison: Comparison | None = None, *, beside: bool = False
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
        "lead": wording.lead(len(changes), new.title),
        "comparison": comparison,
        "changes": changes,
        "parts": list(_parts(printer, comparison, changes, beside=beside)),
        "beside": beside,
    }


def compare_versions(old: VersionView, new: VersionView) -> Comparison:
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
    """Fold a stretch without changes but for its edges: what a change leads into, the heading over the next one."""
    kinds = [entry.block.kind for entry in entries]
    headings = [index for index, kind in enumerate(kinds) if kind == "heading"]
    start = 0
    if before and kinds and kinds[0] in {before.block.kind, "item", "paragraph"}:
        follows = before.block.kind in {kinds[0], "heading"}
        rest = headings[0] if headings else 0
        start = 0 if not follows else rest if 0 < rest <= SHOWN_WHOLE else 1
    end = len(entries)
    if after and after.block.kind not in {"heading", "title"} and headings and headings[-1] >= start:
        end = headings[-1]
    yield from _shown(printer, entries[:start])
    yield from _folded(printer, entries[start:end])
    yield from _shown(printer, entries[end : end + 1])
    yield from _folded(printer, entries[end + 1 :])


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
    yield PartView("folded", groups, wording.fold_label([entry.block.kind for entry in entries]))


def _change_part(printer: Printer, change: Change, view: ChangeView, *, beside: bool) -> PartView:
    """A change, and side by side what it was and what it is."""
    blocks = tuple(map(printer.block, change.entries))
    if not beside:
        return PartView("change", change=view, blocks=blocks)
    old = tuple(printer.block(entry, "old") for entry in change.entries if entry.op in {"changed", "deleted"})
    new = tuple(printer.block(entry, "new") for entry in change.entries if entry.op != "deleted")
    return PartView("change", change=view, blocks=blocks, old_blocks=old, new_blocks=new)
