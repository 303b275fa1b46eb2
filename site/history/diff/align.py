"""The first level of the differ: which block of one version is which of the other.

Equal text first, in an order that leaves as few blocks as possible out of place; then, between these, blocks that share
at least half of their words; equal text that stands elsewhere has moved. Blocks that have names come before all others
and pair among themselves (`keyed`); an article's have none.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from history.diff.facts import ENOUGH, Alignment, Bag, Facts, Pair, bag_of, equal_elsewhere, overlap, same_shape
from history.diff.keyed import align_keyed
from history.diff.matching import TooMuchWorkError, Work, anchors, common_ends, matches
from history.diff.model import FILES, WITH_CELLS, Block, plain

SAME_PLACE = 0.1
"""A heading in a heading's place is its new wording, even when it shares no word."""
PAIRS_LIMIT = 2_000
COUNT_LIMIT = 200_000

Top = tuple[float, int, int]
"""The greatest sum of scores that ends in a column: the sum, the column, where its last pair is kept."""


def align(old: Sequence[Facts], new: Sequence[Facts], work: Work) -> Alignment:
    """Pair the blocks of two versions; whatever is in no pair was removed or added."""
    keyed = align_keyed(old, new)
    free_old = [index for index, facts in enumerate(old) if not facts.block.key]
    free_new = [index for index, facts in enumerate(new) if not facts.block.key]
    equal = list(keyed.kept)
    for mine, other in _between(keyed.kept, free_old, free_new):
        pairs = _equal([old[i].content for i in mine], [new[j].content for j in other], work)
        equal += [(mine[i], other[j]) for i, j in pairs]
    equal.sort()
    used_old, used_new = {i for i, _ in equal}, {j for _, j in equal}
    moved = equal_elsewhere(
        [(i, old[i]) for i in free_old if i not in used_old], [(j, new[j]) for j in free_new if j not in used_new]
    )
    gone, come = used_old | {i for i, _ in moved}, used_new | {j for _, j in moved}
    rest_old, rest_new = [i for i in free_old if i not in gone], [j for j in free_new if j not in come]
    kept = list(equal)
    for mine, other in _between(equal, rest_old, rest_new):
        kept += _alike([old[i] for i in mine], [new[j] for j in other], mine, other)
    return Alignment(sorted(kept), [*keyed.moved, *moved])


def _between(pairs: Sequence[Pair], old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[list[int], list[int]]]:
    """Those of some blocks of both sides that lie between the same pairs; stretches that lack either are left out."""
    a = b = 0
    ends = old[-1] + 1 if old else 0, new[-1] + 1 if new else 0
    for old_end, new_end in [*pairs, ends]:
        a_to, b_to = bisect_left(old, old_end, a), bisect_left(new, new_end, b)
        if a < a_to and b < b_to:
            yield list(old[a:a_to]), list(new[b:b_to])
        a, b = a_to, b_to


def _gaps(pairs: Sequence[Pair], old: int, new: int) -> Iterator[tuple[Pair, Pair]]:
    """What lies between pairs, before the first and behind the last."""
    before = (-1, -1)
    for pair in [*pairs, (old, new)]:
        if pair[0] > before[0] + 1 and pair[1] > before[1] + 1:
            yield (before[0] + 1, before[1] + 1), pair
        before = pair


def _equal(old: list[str], new: list[str], work: Work) -> list[Pair]:
    """Equal blocks in the order of both: first those that are unique, then between them."""
    head, tail = common_ends(old, new)
    pairs = [(index, index) for index in range(head)]
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    fixed = [(i + head, j + head) for i, j in anchors(middle_old, middle_new)]
    fixed += [(len(old) - tail + index, len(new) - tail + index) for index in range(tail)]
    pairs += fixed
    for (a_from, b_from), (a_to, b_to) in _gaps(pairs, len(old), len(new)):
        a, b = old[a_from:a_to], new[b_from:b_to]
        try:
            found = matches(a, b, work)
        except TooMuchWorkError:
            ends = common_ends(a, b)
            found = [(0, 0, ends[0]), (len(a) - ends[1], len(b) - ends[1], ends[1])]
        fixed += [(a_from + i + n, b_from + j + n) for i, j, size in found for n in range(size)]
    return sorted([*pairs[:head], *fixed])


# -- blocks that are alike -------------------------------------------------------------------------------------------


def _alike(old: list[Facts], new: list[Facts], old_at: list[int], new_at: list[int]) -> list[Pair]:
    """The best pairs, in order, of blocks that share enough."""
    if not old or not new:
        return []
    bags = [bag_of(facts) for facts in old], [bag_of(facts) for facts in new]
    scores: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    budget = COUNT_LIMIT
    for i, j in _candidates(*bags):
        score = _same_place(old[i].block, new[j].block, old[i].sha256 == new[j].sha256 != "")
        if score < ENOUGH and _could_be_alike(old[i].block, new[j].block, bags[0][i][1], bags[1][j][1]):
            budget -= min(len(bags[0][i][0]), len(bags[1][j][0]))
            if budget < 0:
                break
            shared = overlap(bags[0][i], bags[1][j])
            score = shared if shared >= ENOUGH else score
        if score:
            scores[i].append((j, score))
    return [(old_at[i], new_at[j]) for i, j in _heaviest(scores)]


def _candidates(old: list[Bag], new: list[Bag]) -> list[Pair]:
    """Pairs worth a look: all of few; of many, those near in place and those that share a word found nowhere else."""
    if len(old) * len(new) <= PAIRS_LIMIT:
        return [(i, j) for i in range(len(old)) for j in range(len(new))]
    reach = PAIRS_LIMIT // max(len(old), len(new))
    near = {
        (i, j)
        for i in range(len(old))
        for j in range(max(0, i * len(new) // len(old) - reach), min(len(new), i * len(new) // len(old) + reach + 1))
    }
    where_old, where_new = _only_place(old), _only_place(new)
    rare = {(i, where_new[key]) for key, i in where_old.items() if key in where_new}
    return sorted(near | rare)


def _only_place(bags: list[Bag]) -> dict[str, int]:
    places: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for index, (bag, _) in enumerate(bags):
        counts.update(bag.keys())
        places.update(dict.fromkeys(bag, index))
    return {key: index for key, index in places.items() if counts[key] == 1}


def _could_be_alike(old: Block, new: Block, old_size: int, new_size: int) -> bool:
    return same_shape(old, new) and 2 * min(old_size, new_size) >= ENOUGH * (old_size + new_size)


def _same_place(old: Block, new: Block, same_file: bool) -> float:
    """How much two blocks belong together whatever their words."""
    if old.kind != new.kind:
        return 0
    if old.kind == "title" or (old.kind in FILES and (same_file or (old.visible and old.visible == new.visible))):
        return 1
    if old.kind in WITH_CELLS and old.head == new.head and len(old.cells) > 1 and len(new.cells) > 1:
        first = plain(old.cells[0])
        return ENOUGH if first.strip() and first == plain(new.cells[0]) else 0
    return SAME_PLACE if old.kind == "heading" and old.level == new.level else 0


def _heaviest(scores: Mapping[int, list[tuple[int, float]]]) -> list[Pair]:
    """The series of pairs, rising in both, with the greatest sum of scores."""
    tops: list[Top] = []
    kept: list[tuple[int, int, int]] = []
    for i in sorted(scores):
        found = []
        for j, score in scores[i]:
            place = bisect_left(tops, j, key=lambda top: top[1]) - 1
            before, _, link = tops[place] if place >= 0 else (0.0, -1, -1)
            found.append((before + score, j, link))
        for total, j, link in found:
            kept.append((i, j, link))
            _put(tops, (total, j, len(kept) - 1))
    chain: list[Pair] = []
    index = tops[-1][2] if tops else -1
    while index >= 0:
        i, j, index = kept[index]
        chain.append((i, j))
    return chain[::-1]


def _put(tops: list[Top], top: Top) -> None:
    """Keep a sum unless a column before it already has as much; drop those behind it that have no more."""
    place = bisect_left(tops, top[1], key=lambda other: other[1])
    if place and tops[place - 1][0] >= top[0]:
        return
    if place < len(tops) and tops[place][1] == top[1] and tops[place][0] >= top[0]:
        return
    end = place
    while end < len(tops) and tops[end][0] <= top[0]:
        end += 1
    tops[place:end] = [top]
