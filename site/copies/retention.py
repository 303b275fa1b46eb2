"""Which copies are kept: the newest of each of the last days, weeks and months that have one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple


class Kept(NamedTuple):
    """How many days, weeks and months with a copy are reached back for."""

    days: int = 14
    weeks: int = 8
    months: int = 12


USUAL = Kept()


def to_keep(moments: Iterable[datetime], kept: Kept = USUAL) -> set[datetime]:
    """Those of the copies' moments that stay; always the newest."""
    newest_first = sorted(set(moments), reverse=True)
    stays = set(newest_first[:1])
    for most, period in ((kept.days, "%Y-%m-%d"), (kept.weeks, "%G-%V"), (kept.months, "%Y-%m")):
        newest: dict[str, datetime] = {}
        for moment in newest_first:
            newest.setdefault(moment.strftime(period), moment)
        stays |= set(list(newest.values())[:most])
    return stays
