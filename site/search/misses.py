"""What readers of a site look for again and again, and never find: a hint to its editors, and no trace of anybody.

Kept is a question that was asked at five different times within a month or so, without names, numbers and addresses
(`search.words.nameless`), and how often it was asked, in steps of five. Before the fifth time nothing readable is
stored anywhere: the count lies in the cache, under a key that only this installation can make from a question it
already knows. Questions that may not be kept aren't counted either. Nothing says who asked.

One GET in five of such a question writes a row, which is why this stands apart from what a reader asked for: it never
waits for somebody else's writing, and its failure, as on a read-only database, is only logged. A count that is lost,
to two processes at once or to a full cache, makes a question later, never earlier.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.core.cache import cache
from django.db import Error, connections, router, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.timezone import localtime
from wagtail.models import Site

from search.words.models import SearchMiss
from search.words.nameless import may_be_kept, normalised

logger = logging.getLogger(__name__)

STEP = 5
# Counts begin anew with every period.
PERIOD_DAYS = 30
# What one reader sends again and again counts once.
PAUSE_MINUTES = 10
KEPT_DAYS = 396
MOST_ROWS = 500
# How long SQLite may wait for somebody who writes, in milliseconds.
PATIENCE = 50


def note_miss(site: Site, query: str, word: str = "") -> None:
    """Count a question to which a site had no answer at all, or a `word` of it that nothing there holds.

    A word by itself is kept only of a question that might be kept as a whole: "pan Wilk" tells what "wilk" doesn't.
    Raises nothing that the database does.
    """
    whole, query = normalised(query), normalised(word or query)
    if not may_be_kept(whole) or not may_be_kept(query) or not _is_another_fifth(site, query):
        return
    try:
        with _impatient(), transaction.atomic():
            _write(site, query, localtime().date())
    except Error as error:
        logger.warning("A search without results could not be noted: %s", type(error).__name__)


def kept_since(today: date) -> date:
    """The day before which nothing is kept that wasn't asked again."""
    return today - timedelta(days=KEPT_DAYS)


def _is_another_fifth(site: Site, query: str) -> bool:
    """Count once more, and tell whether that makes five, ten, fifteen times."""
    now = localtime()
    day = now.date().toordinal()
    period, minutes = day // PERIOD_DAYS, (day * 24 + now.hour) * 60 + now.minute
    key = f"search-miss-{salted_hmac('search.misses', f'{site.pk} {period} {query}', algorithm='sha256').hexdigest()}"
    times, last = cache.get(key, (0, 0))
    if last and abs(minutes - last) < PAUSE_MINUTES:
        return False
    left = timedelta(days=(period + 1) * PERIOD_DAYS - day)
    cache.set(key, (times + 1, minutes), left.total_seconds())
    return (times + 1) % STEP == 0


@contextmanager
def _impatient() -> Iterator[None]:
    """Give up at once when somebody else writes: on SQLite a reader would wait for the end of a publication."""
    connection = connections[router.db_for_write(SearchMiss)]
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


def _write(site: Site, query: str, today: date) -> None:
    """Add five to the row of a question, or make it; what is too old, or too much, goes."""
    SearchMiss.objects.filter(last_day__lt=kept_since(today)).delete()
    rows = SearchMiss.objects.filter(site=site)
    if rows.filter(query=query).update(count=F("count") + STEP, last_day=today):
        return
    excess = rows.order_by("-last_day", "-count").values_list("pk", flat=True)[MOST_ROWS - 1 :]
    SearchMiss.objects.filter(pk__in=list(excess)).delete()
    SearchMiss.objects.create(site=site, query=query, count=STEP, last_day=today)
