"""A small site in a database of its own, for tests that need a real server or real rivals.

    python -m tests.history.scratch seed | check | race

The tests' own database is one transaction, in which nobody can be killed and nobody else looks in.
"""

import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[2]
HOST = "gops.localhost"
WRITERS = ("anna", "jan", "maria")
PASSWORD = "hasło do próby"
ROUNDS = 5


def environment(folder: Path, database_url: str = "") -> dict[str, str]:
    """What commands on the scratch site run with: the tests' settings, but a database and folders of its own."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": database_url or f"sqlite:///{folder / 'db.sqlite3'}",
        "VAR_DIR": str(folder),
        "LOG_LEVEL": "ERROR",
        "PYTHONPATH": str(ROOT),
    }


def run(variables: dict[str, str], *command: str) -> str:
    """Run a command of the project on the scratch site and give back what it prints."""
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=variables, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{command}: {done.stdout}\n{done.stderr}"
    return done.stdout


@contextmanager
def scratch_database(template: str = "template1") -> Iterator[str]:
    """Address of an empty database on the PostgreSQL that the tests run on, or of a double of another one."""
    import psycopg
    from django.db import connection

    facts = connection.settings_dict
    where = {"host": facts["HOST"], "port": facts["PORT"] or None, "user": facts["USER"], "password": facts["PASSWORD"]}
    name = f"scratch_{uuid4().hex}"
    with psycopg.connect(**where, dbname="postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE {name} TEMPLATE "{template}"')
        try:
            url = urlsplit(os.environ["DATABASE_URL"])
            yield urlunsplit(url._replace(path=f"{url.path.rpartition('/')[0]}/{name}"))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


# -- what runs on the scratch site -------------------------------------------------------------------------------------


def seed() -> None:
    """A centre, three editors, a page for each of them and one for all."""
    from django.contrib.auth.models import User
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from news.models import NewsIndexPage, NewsPage
    from portal.roles import Role, make_roles
    from tests.factories import add_page, make_centre

    site = make_centre(HOST)
    site.root_page.specific.save_revision().publish()
    group = make_roles(site)[Role.ADMINISTRATOR]
    index = add_page(site.root_page, NewsIndexPage(title="Aktualności", slug="aktualnosci"))
    for name in WRITERS:
        user = User.objects.create_user(name, password=PASSWORD, first_name=name.title(), last_name="Redaktorska")
        user.groups.add(group)
    for slug in (*WRITERS, "wspolna"):
        add_page(index, NewsPage(title=slug, slug=slug, summary=".", date="2025-12-15"))
    print(json.dumps({page.slug: page.pk for page in NewsPage.objects.all()}))


def check() -> None:
    """Whether pages, versions, journal and files agree; prints the summary of every page."""
    from django.core.management import call_command
    from wagtail.models import PageLogEntry

    from history.models import Journal, JournalEntry, ObjectState, PublishedVersion, TrackedObject
    from pages.core.models import BasePage

    found = {}
    for page in BasePage.objects.live().specific():
        versions = list(PublishedVersion.objects.filter(object__page_id=page.pk).order_by("number"))
        assert [version.number for version in versions] == list(range(1, len(versions) + 1)), page
        last = versions[-1]
        assert last.content.text_digest == page.history_snapshot().digest, page
        assert last.revision_id == page.live_revision_id, page
        assert all(version.entries.filter(event="publish").count() == 1 for version in versions), page
        logged = PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish", revision=page.live_revision_id)
        assert last.number == 1 or logged.count() == 1, page
        found[page.slug] = {"summary": page.summary, "versions": len(versions)}
    for tracked in TrackedObject.objects.filter(state=ObjectState.SHOWN):
        assert BasePage.objects.filter(pk=tracked.page_id, live=True).exists()
    for journal in Journal.objects.all():
        entries = list(JournalEntry.objects.filter(journal=journal).order_by("seq"))
        assert [entry.seq for entry in entries] == list(range(1, journal.size + 1))
        assert all(after.prev == before.leaf for before, after in pairwise(entries))
        assert journal.leaf == entries[-1].leaf
        assert not [entry for entry in entries if entry.event == "drift"]
    call_command("journal", "verify", stdout=io.StringIO())
    print(json.dumps(found))


def form_of(client: Any, pk: int) -> dict[str, Any]:
    """The page's form as a browser gets it."""
    from wagtail.test.utils.form_data import querydict_from_html

    html = client.get(f"/admin/pages/{pk}/edit/").content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").dict()
    data = {name: value.removeprefix("\n") for name, value in data.items()}
    empty = {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    return {**data, **empty, "comments-MAX_NUM_FORMS": "", "body-count": "0"}


def reason(words: str) -> dict[str, str]:
    """What publishing asks for."""
    return {"change_note": f"Dopisano litery: {words}", "change_kind": "minor", "action-publish": "1"}


def race() -> None:
    """All write at once, each a letter after what they found; on a page of their own and on the common one."""
    from django.contrib.auth.models import User
    from django.db import connections
    from django.test import Client

    from news.models import NewsPage

    pages = {page.slug: page.pk for page in NewsPage.objects.all()}
    answers: dict[str, list[int]] = {slug: [] for slug in pages}
    together = threading.Barrier(len(WRITERS))

    def write(name: str) -> None:
        client = Client(headers={"host": f"{HOST}:8000"})
        client.force_login(User.objects.get(username=name))
        for _round in range(ROUNDS):
            for slug in (name, "wspolna"):
                data = form_of(client, pages[slug])
                together.wait(timeout=60)
                changes = {"summary": data["summary"] + name[0], **reason(f"{name} {len(answers[slug])}")}
                answers[slug].append(client.post(f"/admin/pages/{pages[slug]}/edit/", {**data, **changes}).status_code)
        connections.close_all()

    threads = [threading.Thread(target=write, args=(name,)) for name in WRITERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(answers))


if __name__ == "__main__":
    import django

    django.setup()
    {"seed": seed, "check": check, "race": race}[sys.argv[1]]()
