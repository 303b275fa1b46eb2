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
def forget_kept_pages(sender: Any, **_: Any) -> None:
    """What the page store keeps of the database that was there is as good as that."""
    try:
        changed(None)
    finally:  # a copy older than the program may lack the table of states; what is kept for bad days goes in any case
        withdraw(None)


@receiver(put_back)
def forget_the_cache(sender: Any, **_: Any) -> None:
    """By itself: one that can't be emptied must not keep anybody from forgetting pages."""
    cache.clear()
