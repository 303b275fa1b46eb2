"""Why something is being published or withdrawn, for code that doesn't go through the page's own fields."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from history.models.versions import ChangeKind
from history.people import Person
from history.printable import printable


@dataclass(frozen=True)
class Reason:
    """A description of the change, its kind, and who answers for it; None: whoever acts."""

    note: str = ""
    kind: str = ChangeKind.SIGNIFICANT
    person: Person | None = None

    def __post_init__(self) -> None:
        """Whatever way the description came, feeds must be able to print it for ever."""
        object.__setattr__(self, "note", printable(self.note))


_reason: ContextVar[Reason | None] = ContextVar("reason", default=None)


@contextmanager
def because(note: str, kind: str = ChangeKind.SIGNIFICANT, person: Person | None = None) -> Iterator[None]:
    """Give the reason of all that is recorded inside."""
    token = _reason.set(Reason(note, kind, person))
    try:
        yield
    finally:
        _reason.reset(token)


def given_reason() -> Reason | None:
    """The reason in force, None when the page itself must know it."""
    return _reason.get()


def give_reason(note: str, kind: str = ChangeKind.SIGNIFICANT) -> None:
    """Give the reason of all that is recorded from now on, inside `nothing_given`: until the request is answered."""
    _reason.set(Reason(note, kind))


@contextmanager
def nothing_given() -> Iterator[None]:
    """Begin without a reason, and forget in the end what was given inside: a thread answers many requests."""
    token = _reason.set(None)
    try:
        yield
    finally:
        _reason.reset(token)
