"""Thousands of pages in the tree within seconds: rows of all tables at once, as publishing would leave them."""

from collections.abc import Iterable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.utils.timezone import now
from wagtail.models import Page, Site

from history.models import (
    ChangeKind,
    Event,
    Journal,
    JournalEntry,
    ObjectState,
    PublishedVersion,
    TrackedObject,
    VersionContent,
)
from pages.acts.models import (
    ActKind,
    ActPage,
    ActRegisterPage,
    ActRelation,
    ExpressionPage,
    IncorporatedAct,
    RelationKind,
)
from pages.acts.numbers import ActNumber
from pages.core.dates import PartialDate
from pages.core.models import BasePage
from pages.core.snapshots import fields_of
from tests.factories import add_page


def plant(parent: Page, pages: Sequence[BasePage]) -> None:
    """Public pages of one kind below a page that has none yet."""
    kind = type(pages[0])
    content_type = ContentType.objects.get_for_model(kind)
    rows = []
    for number, page in enumerate(pages, start=1):
        page.slug = page.slug or f"strona-{number}"
        page.path = Page._get_path(parent.path, parent.depth + 1, number)
        page.depth = parent.depth + 1
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.draft_title, page.locale, page.content_type, page.live = page.title, parent.locale, content_type, True
        names = [field.attname for field in Page._meta.local_concrete_fields if not field.primary_key]
        rows.append(Page(**{name: getattr(page, name) for name in names}))
    for page, row in zip(pages, Page.objects.bulk_create(rows), strict=True):
        page.pk = page.page_ptr_id = page.basepage_ptr_id = row.pk
    for table in (BasePage, kind):
        _insert(table, pages)
    Page.objects.filter(pk=parent.pk).update(numchild=len(pages))


def _insert(model: type[models.Model], pages: Iterable[BasePage]) -> None:
    """Rows of a table that Django can't fill in bulk, since it continues another one."""
    fields = model._meta.local_concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({places})",  # noqa: S608 -- names of our own tables
            [[field.get_db_prep_save(getattr(page, field.attname), connection) for field in fields] for page in pages],
        )


def plant_history(site: Site, pages: Sequence[BasePage]) -> None:
    """A version of each page, as its publication would leave it; they are what the second clock searches."""
    journal, at = Journal.objects.get(site=site), now()
    items = TrackedObject.objects.bulk_create(
        TrackedObject(
            journal=journal,
            kind=page._meta.label_lower,
            page_id=page.pk,
            title=page.title,
            path=page.url_path.removeprefix(site.root_page.url_path.rstrip("/")),
            state=ObjectState.SHOWN,
        )
        for page in pages
    )
    versions = PublishedVersion.objects.bulk_create(
        PublishedVersion(object=item, number=1, live_from=at, change_kind=ChangeKind.SIGNIFICANT) for item in items
    )
    VersionContent.objects.bulk_create(
        VersionContent(version=version, title=page.title, url_at_time=page.url_path, fields=fields_of(page))
        for version, page in zip(versions, pages, strict=True)
    )
    JournalEntry.objects.bulk_create(
        JournalEntry(
            journal=journal, seq=seq, at=at, event=Event.PUBLISH, object=version.object, version=version, line=b"{}"
        )
        for seq, version in enumerate(versions, start=journal.size + 1)
    )
    Journal.objects.filter(pk=journal.pk).update(size=journal.size + len(versions), last_at=at)


def numbered_acts(count: int) -> list[ActPage]:
    """Resolutions and ordinances of twenty years; every third one says since when it is in force."""
    acts = []
    for number in range(count):
        day = PartialDate(2006 + number % 20, 1 + number % 12, 1 + number % 28)
        running = number // 20 + 1
        raw = f"{running}/{day.year}" if number % 2 else f"XX/{running}/{day.year}"
        acts.append(
            ActPage(
                kind=ActKind.ORDINANCE if number % 2 else ActKind.RESOLUTION,
                number=raw,
                number_key=ActNumber.parse(raw).key,
                title=f"Zmiany w Statucie, część {running}",
                adopted_on=day,
                issuer="" if number % 4 else "Rada Gminy Nowa Wieś",
                in_force_from=None if number % 3 else day,
            )
        )
    return acts


def plant_register(parent: Page, count: int) -> ActRegisterPage:
    """A register with a statute that all its other acts amend; half of the changes are worked into its one text."""
    register = add_page(parent, ActRegisterPage(title="Akty prawne", slug="akty"))
    statute = ActPage(kind=ActKind.STATUTE, title="Statut GOPS", slug="statut")
    changes = numbered_acts(count - 1)
    plant(register, [statute, *changes])
    for change in changes:
        change.relations = [ActRelation(target=statute, kind=RelationKind.AMENDS, sort_order=0)]
    ActRelation.objects.bulk_create(relation for change in changes for relation in change.relations.all())
    text = ExpressionPage(title="Statut GOPS – tekst", slug="tekst", valid_from=PartialDate(2026, 1, 1))
    plant(statute, [text])
    text.incorporated = [IncorporatedAct(act=change, sort_order=0) for change in changes[: count // 2]]
    IncorporatedAct.objects.bulk_create(text.incorporated.all())
    plant_history(register.get_site(), [statute, *changes, text])
    return register
