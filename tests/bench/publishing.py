"""What public history costs at publication, beside plain Wagtail's.

    python -m tests.bench.publishing [ROUNDS]

Both publish the same page with the same edits in alternation, in one transaction each as a request would; the plain
side has the history's receivers disconnected. Prints one table; asserts nothing.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import django

WORDS = "Ośrodek przyznaje świadczenia rodzinne, zasiłki celowe i okresowe oraz prowadzi pracę socjalną. "
ROUNDS = 30


def prepare(folder: Path) -> None:
    """A database of its own with one centre and one page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'db.sqlite3'}")
    os.environ["VAR_DIR"] = str(folder)
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def timed(publish: Callable[[int], None], number: int) -> float:
    """Milliseconds of one publication."""
    start = time.perf_counter()
    publish(number)
    return (time.perf_counter() - start) * 1000


def measure(rounds: int) -> dict[str, list[float]]:
    """Milliseconds by side."""
    from django.db import transaction
    from wagtail.signals import page_published

    from history.reasons import because
    from history.signal_handlers import page_was_published
    from pages.standard.models import ContentPage
    from tests.factories import add_page, make_centre

    site = make_centre("bench.localhost")

    def text(number: int) -> list[dict[str, str]]:
        return [{"type": "text", "value": f"<p>{WORDS * 6} {number}.{part}</p>"} for part in range(30)]

    pages = {
        side: add_page(site.root_page, ContentPage(title=side, slug=side, body=text(0)))
        for side in ("plain", "history")
    }

    def publish(side: str, number: int) -> None:
        page = ContentPage.objects.get(pk=pages[side].pk)
        page.body = text(number)
        with transaction.atomic(), because("Zmieniono akapity o świadczeniach."):
            page.save_revision().publish()

    figures: dict[str, list[float]] = {"plain": [], "history": []}
    for number in range(1, rounds + 4):
        for side, took in figures.items():
            if side == "plain":
                page_published.disconnect(page_was_published)
            milliseconds = timed(lambda number, side=side: publish(side, number), number)
            if side == "plain":
                page_published.connect(page_was_published)
            if number > 3:  # the first ones warm templates and caches
                took.append(milliseconds)
    return figures


def main() -> None:
    """Entry point."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        figures = measure(rounds)
    print(f"{'publication':<28}{'min':>9}{'median':>9}{'max':>9}  ms, {rounds} rounds, 30 paragraphs")
    for side, label in (("plain", "Wagtail alone"), ("history", "with public history")):
        row = figures[side]
        print(f"{label:<28}{min(row):>9.1f}{statistics.median(row):>9.1f}{max(row):>9.1f}")
    print(f"ratio of medians: {statistics.median(figures['history']) / statistics.median(figures['plain']):.2f}")


if __name__ == "__main__":
    main()
