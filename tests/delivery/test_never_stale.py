"""Whatever happens on a site, both workers show what Django would make at that moment: never older, never a draft."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import call_command
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from delivery import generations
from delivery.changes import concerning, shows
from delivery.filling import fill
from news.models import NewsIndexPage, NewsPage
from pages.core.models import CentreSettings, Document
from portal.middleware import centres_of
from portal.roles import Role, make_roles
from tests.conftest import KIELCE
from tests.delivery.conftest import HOST, Centre
from tests.delivery.workers import Worker, commit
from tests.factories import add_page, make_centre, publish_again

CANARY = "SŁOWOZBRUDNOPISU"
PATHS = [
    "/", "/pomoc/", "/pomoc/zasilek-staly/", "/aktualnosci/", "/aktualnosci/dyzur/", "/aktualnosci/nowa/", "/nowa/",
    "/aktualnosci/dyzur/historia/", "/aktualnosci/kanal.atom", "/sitemap.xml", "/mapa-serwisu/", "/stara/",
    "/robots.txt",
]  # fmt: skip


def fresh(model: type[Page], pk: int) -> Page:
    return model.objects.get(pk=pk)


def publish(centre: Centre) -> None:
    page = fresh(NewsPage, centre.news.pk)
    page.title = f"{page.title}!"
    publish_again(page)


def save_a_draft(centre: Centre) -> None:
    page = fresh(NewsPage, centre.news.pk)
    page.title = page.summary = CANARY
    page.save_revision()


def withdraw(centre: Centre) -> None:
    fresh(NewsPage, centre.news.pk).unpublish()


def add(centre: Centre) -> None:
    if not Page.objects.filter(slug="nowa").exists():
        add_page(Page.objects.get(pk=centre.index.pk).specific, NewsPage(title="Nowa", slug="nowa", summary="."))


def delete(centre: Centre) -> None:
    for page in Page.objects.filter(slug="nowa"):
        page.delete()


def move(centre: Centre) -> None:
    for page in Page.objects.filter(slug="nowa").specific():
        page.move(Page.objects.get(pk=centre.index.pk), pos="first-child")


def rename(centre: Centre) -> None:
    page = fresh(NewsPage, centre.news.pk)
    page.slug = "nowa-nazwa" if page.slug == "dyzur" else "dyzur"
    publish_again(page)


def expire(centre: Centre) -> None:
    page = fresh(NewsPage, centre.news.pk)
    page.expire_at = datetime.now(UTC) - timedelta(minutes=1)
    Page.objects.filter(pk=page.pk).update(expire_at=page.expire_at)
    call_command("publish_scheduled")


def change_the_telephone(centre: Centre) -> None:
    facts = CentreSettings.objects.get(site=centre.site)
    facts.phone = f"41 331 {datetime.now(UTC).microsecond % 10_000:04}"
    facts.save()


def leave_the_menu(centre: Centre) -> None:
    section = Page.objects.get(pk=centre.section.pk)
    section.show_in_menus = not section.show_in_menus
    section.save()


def close(centre: Centre) -> None:
    PageViewRestriction.objects.get_or_create(
        page=Page.objects.get(pk=centre.section.pk), restriction_type=PageViewRestriction.LOGIN
    )


def open_again(centre: Centre) -> None:
    PageViewRestriction.objects.filter(page_id=centre.section.pk).delete()


def redirect(centre: Centre) -> None:
    found, _created = Redirect.objects.get_or_create(site=centre.site, old_path="/stara")
    found.redirect_page = Page.objects.get(pk=centre.page.pk)
    found.save()


def in_bulk(centre: Centre) -> None:
    NewsPage.objects.filter(pk=centre.news.pk).update(summary=f"Masowo {datetime.now(UTC):%f}")


def name_the_site(centre: Centre) -> None:
    site = Site.objects.get(pk=centre.site.pk)
    site.site_name = f"{site.site_name}!"
    site.save()


CHANGES: list[Callable[[Centre], None]] = [
    publish, save_a_draft, withdraw, add, delete, move, rename, expire, change_the_telephone, leave_the_menu, close,
    open_again, redirect, in_bulk, name_the_site,
]  # fmt: skip


# The site goes on from one example to the next, as a site does; a shorter one would begin elsewhere.
@settings(max_examples=6, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(changes=st.lists(st.sampled_from(CHANGES), min_size=3, max_size=6), asked=st.randoms(use_true_random=False))
def test_whatever_happens_every_worker_shows_what_is(
    centre: Centre, changes: list[Callable[[Centre], None]], asked: object
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workers = [Worker(Path(folder)), Worker(Path(folder))]
        for change in changes:
            change(centre)
            commit()
            for path in PATHS:
                right = workers[0].fresh(HOST, path)
                assert CANARY.encode() not in right.body
                # Not both at each step: what one has kept for long must be as right as what it has just made.
                for worker in asked.sample(workers, asked.randint(1, 2)):
                    got = worker.get(HOST, path)
                    assert (got.status, got.body) == (right.status, right.body), (change.__name__, path)
                    assert got.headers.get("location") == right.headers.get("location")


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_each_change_shows_at_the_next_request(
    worker: Worker, other: Worker, centre: Centre, change: Callable[[Centre], None]
) -> None:
    add(centre)
    commit()
    for path in PATHS:
        worker.get(HOST, path)
    change(centre)
    commit()
    for path in PATHS:
        right = worker.fresh(HOST, path)
        for asked in (worker, other):
            got = asked.get(HOST, path)
            assert (got.status, got.body) == (right.status, right.body), path


def test_writing_drafts_leaves_the_kept_pages_alone(worker: Worker, centre: Centre) -> None:
    for path in PATHS:
        worker.get(HOST, path)
    asked = worker.asked_django
    for _time in range(3):
        save_a_draft(centre)
        commit()
    for path in ("/", "/aktualnosci/", "/aktualnosci/dyzur/"):
        assert CANARY.encode() not in worker.get(HOST, path).body
    assert worker.asked_django == asked


def test_what_concerns_one_centre_leaves_the_others_alone(worker: Worker, centre: Centre) -> None:
    worker.get(KIELCE, "/")
    with concerning([centre.site.pk]):
        change_the_telephone(centre)
    commit()
    asked = worker.asked_django
    worker.get(KIELCE, "/")
    assert worker.asked_django == asked
    change_the_telephone(centre)
    commit()
    worker.get(KIELCE, "/")
    assert worker.asked_django == asked + 1


def test_an_alias_in_another_centre_is_made_anew_with_its_page(worker: Worker, centre: Centre) -> None:
    other = make_centre("mops.localhost")
    index = add_page(other.root_page, NewsIndexPage(title="Aktualności", slug="aktualnosci"))
    centre.news.create_alias(parent=index, update_slug="dyzur")
    commit()
    worker.get("mops.localhost", "/aktualnosci/dyzur/")
    with concerning([centre.site.pk]):
        publish(centre)
    commit()
    got = worker.get("mops.localhost", "/aktualnosci/dyzur/")
    assert got.body == worker.fresh("mops.localhost", "/aktualnosci/dyzur/").body
    assert "Dyżur!".encode() in got.body


def test_what_an_editor_of_two_kinds_of_groups_writes_concerns_everybody(centre: Centre) -> None:
    person = get_user_model().objects.create_user("ola")
    person.groups.add(make_roles(centre.site)[Role.ADMINISTRATOR])
    assert centres_of(person) == [centre.site.pk]
    person.groups.add(Group.objects.create(name="Redakcja wszystkich"))
    assert centres_of(person) == []


def test_a_page_made_while_something_changes_is_not_kept(worker: Worker, centre: Centre) -> None:
    django = worker.django

    def slow(environ: dict[str, object], start: object) -> object:
        result = django(environ, start)
        change_the_telephone(centre)  # somebody else, meanwhile
        commit()
        return result

    worker.django = slow
    worker.get(HOST, "/")
    worker.django = django
    assert worker.get(HOST, "/").body == worker.fresh(HOST, "/").body


def test_what_is_undone_changes_nothing_and_what_follows_does(centre: Centre) -> None:
    from django.db import transaction

    before = generations.of(centre.site.pk)
    with transaction.atomic():
        try:
            with transaction.atomic():
                change_the_telephone(centre)
                raise KeyError
        except KeyError:
            pass
        assert generations.read(centre.site.pk) == before
        change_the_telephone(centre)
        assert generations.read(centre.site.pk) != before
    commit()


def test_an_uploaded_file_makes_pages_anew(centre: Centre) -> None:
    before = generations.of(centre.site.pk)
    Document.objects.create(title="Wniosek", file=ContentFile(b"wniosek", name="wniosek.txt"))
    commit()
    assert generations.read(centre.site.pk) != before


@pytest.mark.parametrize(
    ("sql", "does"),
    [
        ('UPDATE "wagtailcore_page" SET "draft_title" = %s, "latest_revision_id" = %s WHERE "id" = 1', False),
        ('UPDATE "wagtailcore_page" SET "draft_title" = %s, "title" = %s WHERE "id" = 1', True),
        ("UPDATE wagtailcore_page SET path = 'x' WHERE draft_title = 'y'", True),
        ('UPDATE "wagtailcore_page" SET "draft_title" = %s, title = %s WHERE "id" = 1', True),
        ('UPDATE "wagtailcore_page" SET "draft_title" = %s, title=%s', True),
        ("""UPDATE "wagtailcore_page" SET "draft_title" = 'x WHERE y', title = %s""", True),
        ('UPDATE "wagtailcore_page" SET "locked" = %s WHERE "wagtailcore_page"."path" = %s', False),
        ('INSERT OR IGNORE INTO "wagtailcore_page" ("id") VALUES (1)', True),
        ('DELETE FROM "wagtailcore_page" WHERE 1', True),
        ('INSERT INTO "django_session" ("session_key") VALUES (1)', False),
        ('  update "news_newspage" set "summary" = 1', True),
        ('SELECT 1 FROM "wagtailcore_page"', False),
        ("SAVEPOINT x", False),
        ('INSERT INTO "a_table_of_tomorrow" VALUES (1)', True),
        ("-- why\n/* and */ UPDATE\n  ONLY wagtailcore_page SET title = 1", True),
        ('WITH x AS (SELECT 1) UPDATE "wagtailcore_page" SET "title" = 1', True),
        ("WITH x AS (SELECT 1) SELECT * FROM x", False),
        ("TRUNCATE TABLE wagtailcore_page", True),
        ('UPDATE "wagtailcore_page" SET "draft_title" = (SELECT 1 FROM x WHERE 1), "title" = 2', True),
        ('INSERT INTO "wagtailimages_rendition" ("id") VALUES (1)', False),
        ('DELETE FROM "wagtailimages_rendition" WHERE 1', True),
    ],
)
def test_what_a_statement_may_change(sql: str, does: bool) -> None:
    assert shows(sql) is does


def test_tables_that_show_nowhere_exist(db: None) -> None:
    from django.conf import settings as project
    from django.db import connection

    tables = {table.name for table in connection.introspection.get_table_list(connection.cursor())}
    of_other_databases = {"search_entry_fts", "wagtailsearch_indexentry_fts"}
    assert project.DELIVERY_SILENT_TABLES - tables <= of_other_databases
    assert {*project.DELIVERY_SILENT_COLUMNS, *project.DELIVERY_SILENT_INSERTS} <= tables
    assert project.DELIVERY_SHARED_TABLES - tables == set()


def test_filling_makes_what_is_missing_and_forgets_what_is_gone(worker: Worker, centre: Centre) -> None:
    add(centre)
    worker.get(HOST, "/aktualnosci/nowa/")
    delete(centre)
    commit()
    filled = fill(worker.store, centre.site)
    assert filled.kept >= 8
    kept = set(worker.store.folder.paths(f"{HOST}:8000"))
    assert {"/", "/pomoc/zasilek-staly/", "/aktualnosci/dyzur/", "/sitemap.xml"} <= kept
    assert "/aktualnosci/nowa/" not in kept
    asked = worker.asked_django
    worker.get(HOST, "/pomoc/zasilek-staly/")
    assert worker.asked_django == asked
