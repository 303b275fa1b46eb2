"""An editor at work, for tests: signs in, opens forms, fills them in and sends them."""

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, Site
from wagtail.test.utils.form_data import querydict_from_html

from history.models import Journal, JournalEntry, PublishedVersion
from news.models import NewsIndexPage, NewsPage
from portal.roles import Role, group_of
from tests.conftest import KIELCE, reader

NOTE = "Nowy numer telefonu zespołu do spraw rodziny."


def editor_of(hostname: str = KIELCE, name: str = "redaktorka", full_name: str = "Anna Nowak") -> Client:
    """A browser in which an editor of a centre is signed in."""
    first, last = full_name.split(" ", 1)
    user = User.objects.create_user(name, password="hasło", first_name=first, last_name=last)
    user.groups.add(group_of(Site.objects.get(hostname=hostname), Role.ADMINISTRATOR))
    client = reader(hostname)
    client.force_login(user)
    return client


def administrator(hostname: str = KIELCE, name: str = "kierownik") -> Client:
    """A browser in which an administrator of all centres is signed in."""
    client = reader(hostname)
    client.force_login(User.objects.create_superuser(name, first_name="Maria", last_name="Wiśniewska"))
    return client


def news(title: str = "Dyżur w sobotę", hostname: str = KIELCE, **fields: Any) -> NewsPage:
    """A published piece of news, with its first version."""
    index = NewsIndexPage.objects.descendant_of(Site.objects.get(hostname=hostname).root_page).get()
    page = NewsPage(title=title, slug="dyzur-w-sobote", date="2025-12-15", live=False, **fields)
    index.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def opened(client: Client, page: Page) -> dict[str, Any]:
    """The fields of a page's form as a browser gets them."""
    url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    html = client.get(url).content.decode()
    found = querydict_from_html(html, form_id="page-edit-form").dict()
    data = {name: value.removeprefix("\n") for name, value in found.items()}  # as browsers read a text area
    # The editor's script adds what a form may hold many of.
    for prefix in ("comments", "relations", "incorporated"):
        data |= {f"{prefix}-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
        data[f"{prefix}-MAX_NUM_FORMS"] = ""
    data.setdefault("body-count", "0")
    return data


def send(client: Client, page: Page, action: str = "publish", **changes: Any) -> HttpResponse:
    """Open the form, change it as given and send it; `action` is the button: publish, submit, or empty for a draft."""
    return post(client, page, opened(client, page), action, **changes)


def post(client: Client, page: Page, data: dict[str, Any], action: str = "publish", **changes: Any) -> HttpResponse:
    """Send a form that was opened before."""
    changes = {name.replace("__", "-"): value for name, value in changes.items()}
    button = {f"action-{action}": f"action-{action}"} if action else {}
    return client.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), {**data, **changes, **button})


def versions(page: Page) -> list[PublishedVersion]:
    """The versions of a page, first to last."""
    return list(PublishedVersion.objects.filter(object__page_id=page.pk).select_related("content").order_by("number"))


def notes(page: Page) -> list[str]:
    """Their descriptions."""
    return [version.content.change_note for version in versions(page)]


def state(page: Page) -> tuple[Any, ...]:
    """Everything that a publication would change."""
    row = NewsPage.objects.get(pk=page.pk)
    return (
        row.title,
        row.live,
        row.live_revision_id,
        row.latest_revision_id,
        row.last_published_at,
        list(row.revisions.order_by("pk").values_list("pk", flat=True)),
        [(entry.action, entry.pk) for entry in PageLogEntry.objects.filter(page=page.pk).order_by("pk")],
        [version.pk for version in versions(page)],
        JournalEntry.objects.count(),
        list(Journal.objects.order_by("pk").values_list("size", "leaf")),
    )
