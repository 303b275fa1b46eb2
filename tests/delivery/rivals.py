"""Processes that publish and read at once, on a database with both demo centres: `python -m tests.delivery.rivals WHO`.

`VAR_DIR` is where they meet: each says there what it has committed, and when it has done with publishing.
"""

from __future__ import annotations

import json
import os
import re
import sys
import threading
import time
from contextlib import nullcontext, suppress
from pathlib import Path

ROUNDS = 8
READERS = 2
PATIENCE = 90
WAYS = ("editor", "shared", "editor", "job")
PUBLISHERS = {"first": 0, "second": 1}
PLACE = Path(os.environ.get("VAR_DIR", "."))


def pages() -> list[list[object]]:
    """The two pages that each publishes, one of either centre."""
    from wagtail.models import Site

    from pages.standard.models import ContentPage
    from tests.conftest import CENTRES, PORT

    sites = [Site.objects.get(hostname=host, port=PORT) for host in CENTRES]
    both = [list(ContentPage.objects.live().public().in_site(site).order_by("pk")[:2]) for site in sites]
    return [[ours[number] for ours in both] for number in range(2)]


def committed(who: str, centre: int) -> int:
    """The last number that somebody is known to have published."""
    try:
        return int((PLACE / f"{who}-{centre}").read_text())
    except OSError:
        return 0


def are_over() -> bool:
    """Whether everybody has done with publishing."""
    return all((PLACE / f"{who}-is-over").exists() for who in PUBLISHERS)


def publish(who: str) -> None:
    """In a centre of their own or in the same one; as an editor, after something shared, as a job does for all."""
    from django.db import transaction
    from django.db.models import F
    from wagtail.models import Collection

    from delivery.changes import concerning
    from pages.standard.models import ContentPage

    def write(page: ContentPage, number: int) -> None:
        page = ContentPage.objects.get(pk=page.pk)
        page.summary = f"Publikacja {who} {number}."
        page.change_note, page.change_kind = f"Nowe streszczenie numer {number}", "significant"
        page.save_revision().publish()

    mine = pages()[PUBLISHERS[who]]
    for number in range(1, ROUNDS + 1):
        centre, way = (PUBLISHERS[who] if number % 3 else 0), WAYS[(number + 2 * PUBLISHERS[who]) % len(WAYS)]
        page = mine[centre]
        with nullcontext() if way == "job" else concerning([page.get_site().pk]), transaction.atomic():
            if way == "shared":
                Collection.objects.filter(depth=2).update(name=F("name"))
            write(page, number)
        aside = PLACE / f"{who}.new"
        aside.write_text(str(number))
        aside.replace(PLACE / f"{who}-{centre}")


class Readers:
    """Threads that ask a process's own store for what is published, and look where a web server would."""

    def __init__(self) -> None:
        from tests.delivery.workers import Worker

        self.worker = Worker(PLACE / "pages")
        self.paths = [[page.get_url_parts()[2] for page in ours] for ours in pages()]
        self.old, self.seen = list[str](), {"store": 0, "link": 0}

    def read_on(self) -> None:
        """Until it is over."""
        from django.db import connections

        from tests.conftest import CENTRES

        # Until the link is there, too: it is made anew once a second at most, between two publications perhaps never.
        patience = time.monotonic() + PATIENCE
        while not (are_over() and self.seen["link"]) and time.monotonic() < patience:
            for centre, host in enumerate(CENTRES):
                for who, number in PUBLISHERS.items():
                    self.look(host, centre, who, self.paths[number][centre])
            time.sleep(0.01)
        connections.close_all()

    def look(self, host: str, centre: int, who: str, path: str) -> None:
        """Once each way; what was committed before must be there."""
        for way, ask in (("store", self.from_store), ("link", self.from_link)):
            known, body = committed(who, centre), ask(host, path)
            if body is None:
                continue
            self.seen[way] += 1
            shown = re.search(rf"Publikacja {who} (\d+)\.", body.decode())
            if known > (int(shown[1]) if shown else 0):
                self.old.append(f"{way}: {host}{path} is older than {known}")

    def from_store(self, host: str, path: str) -> bytes:
        """What whoever asks the server gets."""
        got = self.worker.get(host, path)
        assert got.status == 200
        return got.body

    @staticmethod
    def from_link(host: str, path: str) -> bytes | None:
        """What a web server in front would hand out by itself."""
        from tests.conftest import PORT

        with suppress(OSError):
            return (PLACE / "pages" / f"{host}:{PORT}" / "current" / path[1:] / "index.html").read_bytes()
        return None


def rival(who: str) -> None:
    """Publish while others do and read all the time; say what was too old."""
    readers = Readers()
    threads = [threading.Thread(target=readers.read_on) for _number in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        publish(who)
    finally:
        (PLACE / f"{who}-is-over").touch()
        for thread in threads:
            thread.join()
    print(json.dumps({"old": readers.old, "published": committed(who, 0), **readers.seen}))


if __name__ == "__main__":
    import django

    django.setup()
    rival(sys.argv[1])
