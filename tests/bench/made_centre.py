"""A centre of as many pages as wanted, for benchmarks of the search: real Polish words in made sentences.

The words are those of the demo, as often as they stand there, and inflected forms of them that a larger site would also
hold. One word stands on six pages in ten; rare ones on five pages each, none of them together.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, transaction
from wagtail.models import Locale, Page, Site

import transfer
from pages.acts.models import ActPage, ActRegisterPage
from pages.core.dates import PartialDate
from pages.core.models import BasePage
from pages.standard.models import ContentPage, SectionPage
from search.analysis.morphology import tokens_of
from search.analysis.tokens import tidy, words
from tests.factories import add_page, make_centre

COMMON = ("pomoc", "pomocy", "pomocą", "pomoce")
SHARE_OF_COMMON = 0.6
RARE = ("endoproteza", "kosiarka", "żaglówka")
PAGES_OF_RARE = 5
WORDS_OF_PAGE, PARAGRAPHS = 300, 6
# Of running words: the rest are forms that stand in few places each.
SHARE_OF_DEMO = 0.9
SECTIONS = 20
# One page in so many is an act; of these one in so many is repealed.
ACT_IN, REPEALED_IN = 20, 4
ACT_YEARS = range(2015, 2027)


class Vocabulary:
    """Words of welfare, drawn as often as they stand in real texts."""

    def __init__(self) -> None:
        self.chance = random.Random(5)  # noqa: S311 -- no secret
        demo = Counter(_words_of_the_demo())
        taken = {token for word in (*COMMON, *RARE) for token in tokens_of(word)}
        self.demo = [word for word, _count in demo.most_common() if taken.isdisjoint(tokens_of(word))]
        """The commonest first."""
        self._by_count = list(accumulate(demo[word] for word in self.demo))
        forms = sorted(_forms_of(self.demo) - set(self.demo))
        self.forms = [form for form in forms if taken.isdisjoint(tokens_of(form))] or list(self.demo)
        self.chance.shuffle(self.forms)
        # Zipf's law: the second word half as often as the first, and so on.
        self._by_rank = list(accumulate(1 / (rank + 20) for rank in range(len(self.forms))))

    def some(self, number: int) -> list[str]:
        """Words in no order that means anything."""
        ours = sum(self.chance.random() < SHARE_OF_DEMO for _ in range(number))
        found = self.chance.choices(self.demo, cum_weights=self._by_count, k=ours)
        found += self.chance.choices(self.forms, cum_weights=self._by_rank, k=number - ours)
        self.chance.shuffle(found)
        return found


def _words_of_the_demo() -> Iterator[str]:
    for file in sorted((Path(transfer.__file__).parent / "demo").rglob("*.md")):
        text = file.read_text().rpartition("\n+++\n")[2]
        yield from (found.word for found in words(tidy(text)) if found.word.isalpha())


def _forms_of(known: Sequence[str]) -> set[str]:
    """The inflected forms of words; none without the dictionary."""
    try:
        import morfeusz2
    except ImportError:
        return set()
    dictionary = morfeusz2.Morfeusz()
    lemmas = {item[2][1] for word in known for item in dictionary.analyse(word) if item[2][2] != "ign"}
    forms = {item[0].lower() for lemma in lemmas for item in dictionary.generate(lemma.split(":")[0])}
    return {form for form in forms if form.isalpha() and len(form) > 3}


def make_site(number: int) -> tuple[Site, Vocabulary]:
    """A site of about so many pages, not yet in any index."""
    vocabulary = Vocabulary()
    site = make_centre("bench.localhost")
    home = site.root_page
    sections = [
        add_page(home, SectionPage(title=f"Dział {place}: {' '.join(vocabulary.some(2))}", slug=f"dzial-{place}"))
        for place in range(SECTIONS)
    ]
    register = add_page(home, ActRegisterPage(title="Akty prawne", slug="akty"))
    acts = number // ACT_IN
    with transaction.atomic():
        _insert(register, [_act(vocabulary, place) for place in range(acts)])
        texts = number - acts
        for place, section in enumerate(sections):
            own = range(place, texts, SECTIONS)
            _insert(section, [_content(vocabulary, page, texts) for page in own])
    return site, vocabulary


def _act(vocabulary: Vocabulary, place: int) -> ActPage:
    year = ACT_YEARS[place % len(ACT_YEARS)]
    adopted = PartialDate.parse(f"{year}-03-{place % 28 + 1:02d}")
    later = PartialDate.parse(f"{year}-05-01")
    subject = " ".join(["w sprawie", *vocabulary.some(12)])
    return ActPage(
        title=f"Uchwała {subject}"[:200],
        slug=f"akt-{place}",
        kind="resolution",
        number=act_number(place),
        number_key=f"{place}-{year}",
        issuer="Rada Miejska",
        adopted_on=adopted,
        subject=subject,
        in_force_from=later,
        repealed_on="" if place % REPEALED_IN else PartialDate.parse(f"{year + 1}-01-01"),
    )


def act_number(place: int) -> str:
    """The number of the act at a place."""
    return f"XXVII/{place + 100}/{ACT_YEARS[place % len(ACT_YEARS)]}"


def _content(vocabulary: Vocabulary, place: int, of: int) -> ContentPage:
    running = vocabulary.some(WORDS_OF_PAGE)
    planted = []
    if (place * 7) % 10 < SHARE_OF_COMMON * 10:
        planted += vocabulary.chance.choices(COMMON, k=1 + place % 4)
    step = max(1, of // PAGES_OF_RARE)
    planted += [word for shift, word in enumerate(RARE) if place % step == shift]
    for word in planted:
        running.insert(vocabulary.chance.randrange(len(running)), word)
    title = " ".join(vocabulary.some(4)) + ("" if place % 50 else " pomoc")
    length = len(running) // PARAGRAPHS
    body: list[dict[str, str]] = []
    for start in range(0, len(running), length):
        if start % (2 * length) == 0:
            body.append({"type": "heading", "value": " ".join(vocabulary.some(3))})
        body.append({"type": "text", "value": f"<p>{_sentences(running[start : start + length])}</p>"})
    summary = _sentences(vocabulary.some(15))
    return ContentPage(title=title.capitalize(), slug=f"strona-{place}", summary=summary, body=body)


def _sentences(running: Sequence[str]) -> str:
    return " ".join(" ".join(running[start : start + 12]).capitalize() + "." for start in range(0, len(running), 12))


def _insert(parent: Page, pages: Sequence[BasePage]) -> None:
    """Pages below a parent: a few statements a table, where adding them one by one takes fifteen queries each."""
    if not pages:
        return
    first = (Page.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    kind, locale = ContentType.objects.get_for_model(pages[0]), Locale.get_default()
    published = datetime(2019, 1, 1, tzinfo=UTC)
    for step, page in enumerate(pages):
        page.id = page.page_ptr_id = page.basepage_ptr_id = page.pk = first + step
        page.content_type, page.locale = kind, locale
        page.path = Page._get_path(parent.path, parent.depth + 1, step + 1)
        page.depth, page.live, page.draft_title = parent.depth + 1, True, page.title
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.first_published_at = page.last_published_at = published + timedelta(days=(first + step) % 2_800)
    for model in (Page, BasePage, type(pages[0])):
        _insert_rows(model, pages)
    Page.objects.filter(pk=parent.pk).update(numchild=len(pages))
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Page]):
            cursor.execute(statement)


def _insert_rows(model: Any, pages: Sequence[BasePage]) -> None:
    """The rows of one table of pages. `bulk_create` refuses models of several tables, so its own step is called."""
    fields = model._meta.local_concrete_fields
    at_once = max(1, min(500, connection.ops.bulk_batch_size(fields, pages)))
    for start in range(0, len(pages), at_once):
        model._base_manager._insert(pages[start : start + at_once], fields=fields, using=connection.alias)
