"""What a publication costs with all checks, as an editor sends it: the form, the rules, the history.

    python -m tests.bench.proofing [PUBLICATIONS] [WORDS]

Each publication is one request to the administration with a changed page of several blocks and links. Beside it stands
what the processor worked for it, which others on the machine don't lengthen, and what the rules alone took: reading the
page and looking at it. Prints one table; asserts nothing.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench.publishing import prepare

PUBLICATIONS, WORDS = 200, 800
PARAGRAPH = (
    "Ośrodek prowadzi sprawy w zakresie zasiłków i niezwłocznie informuje o decyzji. Kryterium wynosi 1010 zł "
    "od 2025 r. Spotkanie odbędzie się w sali przy ul. Studziennej 2, tel. 41 331 25 24, "
    "e-mail: sekretariat@example.pl. "
)


def blocks(words: int, number: int, target: int) -> list[tuple[str, Any]]:
    """A body of so many words, unlike that of any other number."""
    from tests.bench.publishing import WORDS as SENTENCE

    text = f'<p>{PARAGRAPH}{SENTENCE}<a linktype="page" id="{target}">Kontakt z ośrodkiem</a></p>'
    many = max(1, words // len(text.split()))
    return [("heading", f"Zmiana {number}"), *[("text", text)] * many]


def measure(publications: int, words: int) -> dict[str, list[float]]:
    """Milliseconds of each publication and of its checks."""
    from django.conf import settings
    from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

    from pages.core.blocks import TEXT_FEATURES
    from pages.core.proofing.reading import reading_of
    from pages.standard.models import ContentPage
    from proofing.proof import proof
    from tests.factories import add_page, make_centre
    from tests.history.editing import administrator, opened, post

    settings.ALLOWED_HOSTS = ["*"]
    site = make_centre("bench.localhost")
    other = add_page(site.root_page, ContentPage(title="Kontakt", slug="kontakt"))
    page = add_page(site.root_page, ContentPage(title="Zasiłki", slug="zasilki", summary="Kto dostanie zasiłek."))
    editor = administrator("bench.localhost")
    form = opened(editor, page)
    figures: dict[str, list[float]] = {"publication": [], "of it, this process": [], "checks": []}
    for number in range(publications + 3):
        stream = [
            (kind, rich_text(value, features=TEXT_FEATURES) if kind == "text" else value)
            for kind, value in blocks(words, number, other.pk)
        ]
        data = {**form, "loaded_revision_id": "", **nested_form_data({"body": streamfield(stream)})}
        note = {"change_note": f"Zmieniono zasady naboru {number}.", "change_kind": "minor"}
        start, worked = time.perf_counter(), time.process_time()
        answer = post(editor, page, {**data, **note})
        took, cost = (time.perf_counter() - start) * 1000, (time.process_time() - worked) * 1000
        assert answer.status_code == 302, answer.context["form"].errors
        fresh = ContentPage.objects.get(pk=page.pk)
        start = time.perf_counter()
        proof(reading_of(fresh))
        checks = (time.perf_counter() - start) * 1000
        if number >= 3:  # the first ones warm templates, caches and the dictionary
            figures["publication"].append(took)
            figures["of it, this process"].append(cost)
            figures["checks"].append(checks)
    return figures


def main() -> None:
    """Entry point."""
    publications = int(sys.argv[1]) if len(sys.argv) > 1 else PUBLICATIONS
    words = int(sys.argv[2]) if len(sys.argv) > 2 else WORDS
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        figures = measure(publications, words)
    print(f"{publications} publications of {words} words, ms{'min':>12}{'median':>9}{'95 %':>9}{'max':>9}")
    for name, row in figures.items():
        row.sort()
        high = row[int(len(row) * 0.95)]
        print(f"{name:<36}{row[0]:>9.1f}{statistics.median(row):>9.1f}{high:>9.1f}{row[-1]:>9.1f}")


if __name__ == "__main__":
    main()
