"""How long comparisons take: `python -m tests.bench.differ`. A figure to read, never a test."""

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator

from history.diff.compare import Comparison, compare
from history.diff.model import Block, Run
from tests.history.diff.prose import long_prose, reference, repetitive

Blocks = list[Block]


def one(text: str) -> Blocks:
    """A text of one paragraph."""
    return [Block("paragraph", (Run(text),))]


def hostile() -> Iterator[tuple[str, Blocks, Blocks]]:
    """Texts made to take long."""
    chance = random.Random(4)  # noqa: S311 -- no secret
    word = ["a"]
    yield "one word 2,000 times, 1,999 times between others", one("a " * 2_000), one("x " + "a b " * 1_999 + "y")
    alone = [f"w{number}" for number in range(400)]
    yield "one word 199 times among others", one(" ".join(w + " a" for w in alone[:199])), one("a v " * 199)
    yield (
        "every second of 10,000 words replaced",
        one(" ".join(f"w{n} x{n}" for n in range(5_000))),
        one(" ".join(f"w{n} y{n}" for n in range(5_000))),
    )
    mixed = [f"w{number}" for number in range(10_000)]
    shuffled = chance.sample(mixed, len(mixed))
    yield "10,000 words shuffled", one(" ".join(mixed)), one(" ".join(shuffled))
    letters = chance.choices("abcd", k=20_000), chance.choices("abcd", k=20_000)
    yield "40,000 words of four", one(" ".join(letters[0])), one(" ".join(letters[1]))
    same = [f"a a b {number % 3}" for number in range(2_500)]
    yield (
        "2,500 paragraphs of three kinds, shuffled",
        [b for t in same for b in one(t)],
        [b for t in chance.sample(same, len(same)) for b in one(t)],
    )
    mostly = [" ".join(word * 20 + [f"p{number}"]) for number in range(1_000)]
    yield (
        "1,000 paragraphs of one word 20 times, each changed",
        [b for t in mostly for b in one(t)],
        [b for t in mostly for b in one(t.replace("p", "q"))],
    )
    few = (
        [" ".join(chance.choices("abcdefgh", k=40)) for _ in range(500)],
        [" ".join(chance.choices("abcdefgh", k=40)) for _ in range(500)],
    )
    yield (
        "500 paragraphs of eight words, all rewritten",
        [b for t in few[0] for b in one(t)],
        [b for t in few[1] for b in one(t)],
    )
    yield "20,000 signs", one(".,;:" * 5_000), one(",.:;" * 5_000)


def measure(rounds: int, run: Callable[[], Comparison]) -> tuple[list[float], Comparison]:
    """Milliseconds of each round, and what came out."""
    times, result = [], run()
    for _ in range(rounds):
        start = time.perf_counter()
        result = run()
        times.append((time.perf_counter() - start) * 1_000)
    return times, result


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.differ")
    parser.add_argument("--rounds", type=int, default=7)
    rounds = max(5, parser.parse_args().rounds)
    made = {"489 sentences": reference(), "837 sentences, 10,002 words": long_prose(), "828 repetitive": repetitive()}
    cases: list[tuple[str, Blocks, Blocks, str]] = [
        (f"{name}: {changed.changed_words} of {changed.old.words}", changed.old.blocks(), changed.new.blocks(), "")
        for name, changed in made.items()
    ]
    cases += [(name, old, new, "hostile") for name, old, new in hostile()]
    print(f"{'text':58} {'kind':8} {'marked':>8} {'rough':>6} {'min ms':>8} {'median':>8} {'max':>8}")
    for name, old, new, kind in cases:
        times, result = measure(rounds, lambda old=old, new=new: compare(old, new))  # type: ignore[misc]
        figures = f"{min(times):8.1f} {statistics.median(times):8.1f} {max(times):8.1f}"
        print(f"{name:58} {kind:8} {result.marked_words:8} {'yes' if result.is_rough else 'no':>6} {figures}")


if __name__ == "__main__":
    main()
