"""Aligns blocks that have names: a provision is the same provision whatever its words.

A name holds unless its words say otherwise: where a provision was put in and those after it were only numbered anew,
each is found by its words under its new number. So words that equal those under another name win over words that are
not even alike under the same one, and what stands around and inside them goes with them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from history.diff.facts import ENOUGH, Alignment, Facts, Pair, equal_elsewhere, overlap, same_shape
from history.diff.matching import rising

Name = tuple[str, int]
"""A key and which of the blocks with it this one is; there should be one."""


def align_keyed(old: Sequence[Facts], new: Sequence[Facts]) -> Alignment:
    """Pair the blocks that have keys; never two of different keys, unless as one that moved."""
    old_at, new_at = _names(old), _names(new)
    if not (old_at and new_at):
        return Alignment([], [])
    named = {
        i: new_at[name]
        for name, i in old_at.items()
        if name in new_at and same_shape(old[i].block, new[new_at[name]].block)
    }
    moved = _renumbered(old, new, named)
    gone, come = {i for i, _ in moved}, {j for _, j in moved}
    pairs = [(i, j) for i, j in named.items() if i not in gone and j not in come]
    kept = rising(pairs)
    in_order = set(kept)
    moved += [
        (i, j) for i, j in pairs if (i, j) not in in_order and old[i].content == new[j].content and old[i].can_move
    ]
    gone, come = {i for i, _ in [*kept, *moved]}, {j for _, j in [*kept, *moved]}
    moved += equal_elsewhere(
        [(i, old[i]) for i in old_at.values() if i not in gone], [(j, new[j]) for j in new_at.values() if j not in come]
    )
    return Alignment(kept, moved)


def _names(side: Sequence[Facts]) -> dict[Name, int]:
    counts: Counter[str] = Counter()
    names: dict[Name, int] = {}
    for index, facts in enumerate(side):
        if facts.block.key:
            names[facts.block.key, counts[facts.block.key]] = index
            counts[facts.block.key] += 1
    return names


def _renumbered(old: Sequence[Facts], new: Sequence[Facts], named: Mapping[int, int]) -> list[Pair]:
    """Words that each version has once, under different names, where neither name has words that are alike."""
    new_only = _only(new)
    origins = {j: i for i, j in named.items()}
    found = {}
    for content, i in _only(old).items():
        j = new_only.get(content, -1)
        if j < 0 or named.get(i) == j:
            continue
        rivals = [(i, named[i])] if i in named else []
        rivals += [(origins[j], j)] if j in origins else []
        if not any(_alike(old[one], new[other]) for one, other in rivals):
            found[i] = j
    return [*found.items(), *_taken_along(old, new, found)] if found else []


def _alike(old: Facts, new: Facts) -> bool:
    """Whether they share enough words; that those are cut at spaces only makes no difference worth the time."""
    mine, other = old.content.split(), new.content.split()
    return overlap((Counter(mine), len(mine)), (Counter(other), len(other))) >= ENOUGH


def _taken_along(old: Sequence[Facts], new: Sequence[Facts], found: Mapping[int, int]) -> Iterator[Pair]:
    """Equal blocks that words alone can't place, such as a bare "§ 6.": those around and inside what was renumbered."""
    renamed = _renames((old[i].block.key, new[j].block.key) for i, j in found.items())
    new_at = {facts.block.key: j for j, facts in enumerate(new) if facts.block.key}
    come = set(found.values())
    for i, facts in enumerate(old):
        key = facts.block.key
        j = new_at.get(renamed.setdefault(key, _inside(key, renamed)), -1)
        same = new[new_at[key]] if key in new_at else None
        holds = same is not None and same.content == facts.content and facts.can_move
        if j < 0 or i in found or j in come or holds or new[j].content != facts.content:
            continue
        come.add(j)
        yield i, j


def _renames(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    """New names by old ones, with those of what they stand in: who finds `b__1` in `a__1` finds `b` in `a`."""
    renamed: dict[str, str] = {}
    for old, new in found:
        before, after = old.split("__"), new.split("__")
        renamed[old] = new
        while min(len(before), len(after)) > 1 and before.pop() == after.pop():
            renamed.setdefault("__".join(before), "__".join(after))
    return renamed


def _inside(key: str, renamed: Mapping[str, str]) -> str:
    """The name of what stands in something renumbered."""
    inside, _, step = key.rpartition("__")
    return f"{renamed[inside]}__{step}" if renamed.get(inside) else ""


def _only(side: Sequence[Facts]) -> dict[str, int]:
    """Where words stand that stand nowhere else."""
    counts = Counter(facts.content for facts in side if facts.block.key)
    return {
        facts.content: index
        for index, facts in enumerate(side)
        if facts.block.key and counts[facts.content] == 1 and facts.can_move
    }
