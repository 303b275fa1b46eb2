"""What a publishing rule is: how it looks, what follows, and the examples that explain and test it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from proofing.examples import Example
from proofing.kinds import Kind, Level
from proofing.reading import Place, Reading


@dataclass(frozen=True)
class Finding:
    """One thing that a rule found."""

    place: Place
    words: str
    """What it is about, as it stands there; never a number of a person."""
    message: str
    """What is wrong, in a sentence."""
    mend: str
    """What to do about it, in a sentence."""
    code: str = ""
    """Of the rule; set by the machinery, like the level."""
    level: Level = Level.WARNS

    @property
    def blocks(self) -> bool:
        """Whether it keeps the page from being published."""
        return self.level is Level.BLOCKS

    @property
    def sentence(self) -> str:
        """What is wrong and what to do."""
        return f"{self.message} {self.mend}"


Look = Callable[[Reading], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """A rule with its documentation."""

    code: str
    title: Any
    """What it asks for, lazily translated like the reason."""
    why: Any
    levels: Mapping[Kind, Level]
    languages: frozenset[str]
    """Languages of pages that it understands; empty for all."""
    passes: tuple[Example, ...]
    fails: tuple[Example, ...]
    look: Look = field(repr=False)

    def findings(self, reading: Reading) -> Iterator[Finding]:
        """What it finds, with what follows for this kind of page."""
        if not self.languages or reading.language in self.languages:
            level = self.levels[reading.kind]
            yield from (replace(finding, code=self.code, level=level) for finding in self.look(reading))


def rule(
    *,
    code: str,
    title: Any,
    why: Any,
    level: Level | Mapping[Kind, Level],
    passes: tuple[Example, ...],
    fails: tuple[Example, ...],
    languages: tuple[str, ...] = (),
) -> Callable[[Look], Rule]:
    """Make a rule of a function that looks at a reading and yields findings.

    `level` is one for all kinds of pages, or one for each.
    """
    levels = dict.fromkeys(Kind, level) if isinstance(level, Level) else dict(level)

    def made(look: Look) -> Rule:
        return Rule(code, title, why, levels, frozenset(languages), passes, fails, look)

    return made
