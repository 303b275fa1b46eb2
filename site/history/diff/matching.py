"""Finds what two sequences have in common, within a measured amount of work.

`difflib` can take minutes on repetitive text. Work is counted, never timed, so that a comparison comes out the same on
every machine: before a match by the sum over tokens of count in A times count in B, during it by the steps that
`find_longest_match` can take at most.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

BLOCK_LIMIT = 40_000
TOTAL_LIMIT = 100_000
STEP_LIMIT = 400_000


class TooMuchWorkError(Exception):
    """Two sequences repeat themselves too much to be compared piece by piece."""


class Work:
    """What one comparison may still spend."""

    def __init__(self) -> None:
        self.left = TOTAL_LIMIT
        self.steps = STEP_LIMIT

    def spend(self, amount: int) -> None:
        """Take the expected work of one block. Raises TooMuchWorkError, and then takes nothing."""
        if amount > min(BLOCK_LIMIT, self.left):
            raise TooMuchWorkError
        self.left -= amount

    def step(self, amount: int) -> None:
        """Take steps that are about to be made. Raises TooMuchWorkError."""
        if amount > self.steps:
            raise TooMuchWorkError
        self.steps -= amount


Match = tuple[int, int, int]
"""Where a common stretch begins in A, where in B, and its length."""


def common_ends(a: Sequence[str], b: Sequence[str]) -> tuple[int, int]:
    """How many items the two share at the beginning, and how many more at the end."""
    limit = min(len(a), len(b))
    head = next((index for index in range(limit) if a[index] != b[index]), limit)
    limit -= head
    tail = next((index for index in range(limit) if a[-1 - index] != b[-1 - index]), limit)
    return head, tail


def matches(a: Sequence[str], b: Sequence[str], work: Work) -> list[Match]:
    """Common stretches of two sequences, in order, as `difflib` finds them without junk.

    Raises TooMuchWorkError.
    """
    head, tail = common_ends(a, b)
    middle = _middle(a[head : len(a) - tail], b[head : len(b) - tail], work)
    found = [(0, 0, head), *((i + head, j + head, size) for i, j, size in middle)]
    found.append((len(a) - tail, len(b) - tail, tail))
    return _joined(found)


def _middle(a: Sequence[str], b: Sequence[str], work: Work) -> list[Match]:
    if not a or not b:
        return []
    in_b = Counter(b)
    work.spend(sum(count * in_b[key] for key, count in Counter(a).items()))
    before = list(accumulate((1 + in_b[key] for key in a), initial=0))
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    found: list[Match] = []
    waiting = [(0, len(a), 0, len(b))]
    while waiting:
        a_from, a_to, b_from, b_to = waiting.pop()
        work.step(before[a_to] - before[a_from])
        i, j, size = matcher.find_longest_match(a_from, a_to, b_from, b_to)
        if not size:
            continue
        found.append((i, j, size))
        if a_from < i and b_from < j:
            waiting.append((a_from, i, b_from, j))
        if i + size < a_to and j + size < b_to:
            waiting.append((i + size, a_to, j + size, b_to))
    return sorted(found)


def _joined(found: list[Match]) -> list[Match]:
    joined: list[Match] = []
    for i, j, size in found:
        if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + size)
        elif size:
            joined.append((i, j, size))
    return [match for match in joined if match[2]]


def anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """The longest series, in the order of both, of items that each sequence holds exactly once."""
    only_a = {key: index for index, key in _once(a)}
    return rising((only_a[key], j) for j, key in _once(b) if key in only_a)


def rising(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest series of pairs that rises in both; no number stands on one side of two pairs."""
    pairs = sorted(found)
    ends: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for index, (_, j) in enumerate(pairs):
        place = bisect_left(ends, j)
        previous.append(last[place - 1] if place else -1)
        ends[place : place + 1] = [j]
        last[place : place + 1] = [index]
    chain: list[tuple[int, int]] = []
    index = last[-1] if last else -1
    while index >= 0:
        chain.append(pairs[index])
        index = previous[index]
    return chain[::-1]


def _once(keys: Sequence[str]) -> Iterator[tuple[int, str]]:
    counts = Counter(keys)
    return ((index, key) for index, key in enumerate(keys) if counts[key] == 1)
