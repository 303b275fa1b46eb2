"""States of entries: a key for the style and for filters, a word for the reader."""

from typing import Any, NamedTuple

from django.utils.translation import pgettext_lazy


class EntryState(NamedTuple):
    """Where an entry stands in time."""

    key: str
    label: Any
    is_over: bool = False
    """Whether nothing is to be done about it any more."""


PLANNED = EntryState("planned", pgettext_lazy("state of an entry", "planned"))
OPEN = EntryState("open", pgettext_lazy("state of an entry", "open"))
RUNNING = EntryState("running", pgettext_lazy("state of an entry", "under way"))
AWAITING = EntryState("awaiting", pgettext_lazy("state of an entry", "closed, waiting for the result"))
RESOLVED = EntryState("resolved", pgettext_lazy("state of an entry", "resolved"), is_over=True)
ENDED = EntryState("ended", pgettext_lazy("state of an entry", "ended without a choice"), is_over=True)
CANCELLED = EntryState("cancelled", pgettext_lazy("state of an entry", "cancelled"), is_over=True)
