"""The figures of `tests.bench.search` for one site, in the process and database that were made for it."""

import io
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import portal.wsgi  # noqa: F401 -- starts as the server does, which tells the garbage collector what will stay

# isort: split
from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings
from wagtail.models import Site
from wagtail.signals import page_published

from history.reasons import because
from pages.standard.models import ContentPage
from search.analysis.folding import fold
from search.analysis.tokens import MAX_WORD
from search.answering import Answer
from search.models import KnownWord
from search.signal_handlers import page_was_published
from search.views import RESULTS_PER_PAGE
from tests.bench.made_centre import COMMON, RARE, Vocabulary, act_number, make_site

KNOWN_WORDS = 60_000
PREFIXES = ("", "współ", "prze", "nad", "przed", "pod")
VARIED = 1_000
MEMORY = "--memory"

Figures = dict[str, str]


def machine() -> Figures:
    """A piece of Python that is always the same: two columns compare only if it took as long in both."""
    return {"a loop of 300,000 additions, to compare by": timed(15, lambda: sum(number for number in range(300_000)))}


def timed(rounds: int, run: Callable[[], object]) -> str:
    """Median and 95th percentile in milliseconds, after two rounds that warm up."""
    times = []
    for _ in range(rounds + 2):
        start = time.perf_counter()
        run()
        times.append((time.perf_counter() - start) * 1_000)
    warm = sorted(times[2:])
    return f"{statistics.median(warm):.1f} / {warm[int(len(warm) * 0.95)]:.1f}"


def rebuilding() -> Figures:
    """Seconds of `update_index`, by index."""
    figures, total = {}, 0.0
    for label, backend in (("of the administration", "default"), ("of readers, empty before", "public")):
        total += (took := _rebuilt(backend))
        figures[f"index rebuild, {label}"] = f"{took:.1f} s"
    figures["index rebuild, both"] = f"{total:.1f} s"
    figures["index rebuild, of readers, full before"] = f"{_rebuilt('public'):.1f} s"
    return figures


def _rebuilt(backend: str) -> float:
    start = time.perf_counter()
    call_command("update_index", backend_name=backend, stdout=io.StringIO())
    return time.perf_counter() - start


def questions(vocabulary: Vocabulary) -> dict[str, str]:
    """What is asked, by what it shows."""
    common = [word for word in vocabulary.demo if len(word) > 4]
    return {
        "a rare word": RARE[0],
        "a word on 60 % of the pages": COMMON[0],
        "two common words": f"{COMMON[0]} {common[0]}",
        "inflected, without diacritics": "zasilkow dla rodzin",
        "number of an act": act_number(7).replace("XXVII/", ""),
        "misspelt, corrected": RARE[0].replace("pr", "p"),
        "nothing like it": "qwxzvbnqw",
        "no page has all the words": f"{RARE[0]} {RARE[1]} {common[1]}",
        "twenty words": " ".join(common[:20]),
    }


def asking(site: Site, vocabulary: Vocabulary, rounds: int) -> Figures:
    """Milliseconds of each question, in process and as a request."""
    client = Client(headers={"host": f"{site.hostname}:{site.port}"})
    figures: Figures = {}

    def ask(text: str) -> Answer:
        answer = Answer(site, text)
        answer.results(answer.findings.matches[:RESULTS_PER_PAGE])
        return answer

    for name, text in questions(vocabulary).items():
        found = ask(text).findings.total
        figures[name] = f"{timed(rounds, lambda text=text: ask(text))} ({found})"  # type: ignore[misc]

        def request(text: str = text) -> None:
            response = client.get("/szukaj/", {"q": text})
            if response.status_code != 200:
                raise SystemExit(f"“{text}” is answered with {response.status_code}")

        figures[f"  {name}, whole request"] = timed(rounds, request)
    return figures


def know_more(vocabulary: Vocabulary) -> Figures:
    """Fill up the words that may be meant by a misspelt one to what a large site has."""
    had = KnownWord.objects.count()
    known = set(KnownWord.objects.values_list("word", flat=True))
    made = dict.fromkeys(f"{before}{form}" for before in PREFIXES for form in vocabulary.forms)
    more = [form for form in made if form not in known and len(form) <= MAX_WORD][: max(0, KNOWN_WORDS - had)]
    KnownWord.objects.bulk_create(
        (KnownWord(word=form, folded=fold(form), length=len(form)) for form in more), batch_size=5_000
    )
    return {"words a misspelt one may mean, and added": f"{had} + {len(more)}"}


def publishing(rounds: int) -> Figures:
    """Milliseconds of publishing one page, with the index of readers and without, in alternation."""
    page_id = ContentPage.objects.order_by("pk").values_list("pk", flat=True)[10]
    times: dict[str, list[float]] = {"with": [], "without": []}
    for number in range(rounds + 2):
        for side, took in times.items():
            page = ContentPage.objects.get(pk=page_id)
            page.summary = f"Zmiana {number} {side}"
            backends = dict(settings.WAGTAILSEARCH_BACKENDS)
            if side == "without":
                del backends["public"]
                page_published.disconnect(dispatch_uid="search.page_was_published")
            with override_settings(WAGTAILSEARCH_BACKENDS=backends), because("Zmieniono akapity o świadczeniach."):
                start = time.perf_counter()
                page.save_revision().publish()
                took.append((time.perf_counter() - start) * 1_000)
            if side == "without":
                page_published.connect(page_was_published, dispatch_uid="search.page_was_published")
    return {
        f"publishing a page {side} readers' index": f"{statistics.median(took[2:]):.1f}" for side, took in times.items()
    }


def memory() -> Figures:
    """Megabytes by which a process of its own grows."""
    answer = subprocess.run(
        [sys.executable, "-m", "tests.bench.search_figures", MEMORY], capture_output=True, check=False
    )
    return json.loads(answer.stdout) if not answer.returncode else {"memory": answer.stderr.decode()[-60:]}


def resident() -> float:
    """Megabytes of this process in memory; raises OSError where the system doesn't say."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1_048_576


def grow() -> Figures:
    """What the dictionary takes, and what questions leave behind."""
    from search.analysis.morphology import warm_up

    site = Site.objects.get(hostname="bench.localhost")
    client = Client(headers={"host": f"{site.hostname}:{site.port}"})
    client.get("/szukaj/")
    chance = random.Random(6)  # noqa: S311 -- no secret
    known = list(KnownWord.objects.order_by("pk").values_list("word", flat=True))
    start = resident()
    warm_up()
    loaded = resident()
    for _ in range(VARIED):
        client.get("/szukaj/", {"q": " ".join(chance.choices(known, k=chance.randint(1, 3)))})
    return {
        "memory for the dictionary": f"{loaded - start:.0f} MB",
        f"memory more after {VARIED:,} varied questions": f"{resident() - loaded:.0f} MB",
    }


def main() -> None:
    """Entry point: pages, rounds and the file to write to, or the switch for the process that grows."""
    if sys.argv[1:] == [MEMORY]:
        print(json.dumps(grow()))
        return
    pages, rounds, answer = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    print(f"{pages:,} pages: making them", file=sys.stderr)
    call_command("migrate", verbosity=0)
    site, vocabulary = make_site(pages)
    print(f"{pages:,} pages: indexing", file=sys.stderr)
    figures = rebuilding() | know_more(vocabulary)
    print(f"{pages:,} pages: asking", file=sys.stderr)
    figures |= machine() | asking(site, vocabulary, rounds) | publishing(rounds) | memory()
    answer.write_text(json.dumps(figures))


if __name__ == "__main__":
    main()
