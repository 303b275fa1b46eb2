"""What tests ask the history, in one line each."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Site

from history.models import JournalEntry, PublishedVersion, TrackedObject
from history.reasons import because
from tests.conftest import PORT


def events(page_id: int) -> list[str]:
    """What happened to a page, oldest first."""
    found = JournalEntry.objects.filter(object__page_id=page_id)
    return list(found.order_by("journal", "seq").values_list("event", flat=True))


def versions(page_id: int) -> list[PublishedVersion]:
    """A page's versions, oldest first."""
    return list(PublishedVersion.objects.filter(object__page_id=page_id).select_related("content").order_by("number"))


def person_of_last(page_id: int) -> str:
    """Who the last entry of a page names."""
    entry = JournalEntry.objects.filter(object__page_id=page_id).latest("seq")
    return entry.disclosures.get(kind="person").parsed["name"]


def bytes_of_history() -> list[tuple[Any, ...]]:
    """Everything that must never change, as rows."""
    lines = JournalEntry.objects.order_by("pk").values_list("journal", "seq", "line")
    texts = PublishedVersion.objects.order_by("pk").values_list(
        "object",
        "number",
        "live_from",
        "content__title",
        "content__html",
        "content__text_digest",
        "content__change_note",
    )
    return [(journal, seq, bytes(line)) for journal, seq, line in lines] + list(texts)


def publish(page: Page, note: str = "Poprawiono numer telefonu.", kind: str = "significant") -> Page:
    """Publish what the page holds, with a reason."""
    with because(note, kind):
        page.save_revision().publish()
    return Page.objects.get(pk=page.pk).specific


def change(page: Page, text: str, note: str = "Poprawiono numer telefonu.") -> Page:
    """Publish the page with another text."""
    page = Page.objects.get(pk=page.pk).specific
    page.body = paragraph(text)
    return publish(page, note)


def paragraph(text: str) -> list[dict[str, Any]]:
    """A body of one paragraph."""
    return [{"type": "text", "value": f"<p>{text}</p>", "id": "11111111-1111-4111-8111-111111111111"}]


def boss(name: str = "Anna", surname: str = "Nowak") -> User:
    """Somebody who may do everything."""
    return User.objects.create_superuser(
        f"{name}.{surname}".lower(), password="haslo-do-testow", first_name=name, last_name=surname
    )


def at_desk(user: User, site: Site) -> Client:
    """The browser of somebody signed in."""
    client = Client(headers={"host": f"{site.hostname}:{PORT}"})
    client.force_login(user)
    return client


def tomorrow() -> Any:
    """A moment to schedule for."""
    return timezone.now() + timedelta(days=1)


def state_of(page_id: int) -> str:
    """Where the page stands for readers."""
    return TrackedObject.objects.get(page_id=page_id).state


def is_hidden(page_id: int) -> bool:
    """Whether a restriction keeps the page's history from readers."""
    return TrackedObject.objects.get(page_id=page_id).hidden
