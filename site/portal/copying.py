"""What a copy of the installation says of the journals, and what is forgotten when one is put back."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.dispatch import receiver

from copies.signals import facts_wanted, put_back
from delivery.changes import changed
from delivery.withdrawing import withdraw
from history.models import Journal


@receiver(facts_wanted)
def heads_of_journals(sender: Any, **_: Any) -> dict[str, str]:
    """The last line of each journal, to which all before it lead: databases that agree on it agree on the history."""
    heads = Journal.objects.order_by("origin").values_list("origin", "size", "leaf")
    return {f"journal {origin}": f"{size} {leaf}" for origin, size, leaf in heads}


@receiver(put_back)
def forget_the_later_day(sender: Any, **_: Any) -> None:
    """What processes and the page store keep of the database that was there is as good as that."""
    cache.clear()
    changed(None)
    withdraw(None)
