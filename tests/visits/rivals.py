"""Processes that count at once, in a database of their own with nothing in it but visits.

python -m tests.visits.rivals make | add | locked | gone | end | show
"""

import json
import multiprocessing
import sys
import threading
from collections import Counter
from datetime import date

DAY = date(2026, 11, 28)
THREADS = 4
TIMES = 200


def make() -> None:
    """The table."""
    from django.core.management import call_command

    call_command("migrate", "visits", verbosity=0)


def show() -> None:
    """What the table says."""
    from visits.models import PageVisits

    print(json.dumps({visits.page_id: visits.count for visits in PageVisits.objects.all()}))


def one(page_id: int = 1) -> Counter[tuple[int, int, date]]:
    """A visit."""
    return Counter({(1, page_id, DAY): 1})


def add() -> None:
    """Several threads count and write, each as it comes."""
    from django.db import connections

    from visits.counting import waiting, write

    def read() -> None:
        for number in range(TIMES):
            waiting.add(one(number % 3))
            if number % 50 == 0:
                write()
        connections.close_all()

    threads = [threading.Thread(target=read) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while waiting:  # the other process may be writing
        write()


def locked() -> None:
    """Somebody writes for long; visits wait until that ends."""
    from django.db import connection, transaction

    from visits.counting import waiting, write
    from visits.models import PageVisits

    holds, goes = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            PageVisits.objects.create(site_id=1, page_id=1, day=DAY, count=10)
            holds.set()
            goes.wait(60)
        connection.close()

    rival = threading.Thread(target=hold)
    rival.start()
    holds.wait(60)
    waiting.add(one())
    write()
    kept = len(waiting)
    goes.set()
    rival.join()
    write()
    print(json.dumps([kept, len(waiting)]))


def gone() -> None:
    """There is no table at all: visits wait, a row for each page and not more than may."""
    from visits import counting

    counting.MOST_WAITING = 2
    for page_id in (1, 2, 3, 1):
        counting.waiting.add(one(page_id))
    counting.write()
    print(json.dumps(sorted((page_id, number) for (_site, page_id, _day), number in counting.waiting.take().items())))


def end() -> None:
    """A process, and a worker that it forks as the server does, end with visits that wait."""
    worker = multiprocessing.get_context("fork").Process(target=work, args=(7,))
    worker.start()
    worker.join()
    work(8)


def work(page_id: int) -> None:
    """Load the project as a worker does, and count."""
    import django

    django.setup()

    from django.conf import settings

    from visits.counting import waiting

    settings.VISITS_WRITE_SECONDS = 3600
    waiting.add(one(page_id))


if __name__ == "__main__":
    if sys.argv[1] == "end":
        end()
    else:
        import django

        django.setup()
        {"make": make, "add": add, "locked": locked, "gone": gone, "show": show}[sys.argv[1]]()
