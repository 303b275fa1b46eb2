"""What pages say of their subject as from a day, as an entry keeps it: a line a state."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from search.content import State

_ALWAYS = "-"


def written(states: Iterable[State]) -> str:
    """The states as text, the earliest first."""
    ordered = sorted(states, key=lambda state: state.since or date.min)
    return "\n".join(
        f"{state.since.isoformat() if state.since else _ALWAYS} {state.key} {int(state.is_over)} {state.label}"
        for state in ordered
    )


@lru_cache(maxsize=4_096)
def state_on(text: str, day: date) -> State | None:
    """The state that holds on a day; None for a page that says nothing of it."""
    found = None
    for line in text.splitlines():
        since, key, over, label = line.split(" ", 3)
        if since == _ALWAYS or date.fromisoformat(since) <= day:
            found = State(None if since == _ALWAYS else date.fromisoformat(since), key, label, over == "1")
    return found
