"""What is sent for a rich text without being one."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import rich_text

from tests.history.editing import editor_of, news, opened

WRITTEN = rich_text("<p>Tekst.</p>")
BROKEN = (
    "",
    "abc",
    '"abc"',
    "[]",
    "7",
    '{"blocks": 7, "entityMap": {}}',
    '{"blocks": [{}], "entityMap": {}}',
    WRITTEN[:-2],
)


@pytest.fixture
def editor(db: None) -> Client:
    return editor_of()


def sent(text: str) -> dict[str, str]:
    block = {"deleted": "", "order": "0", "type": "text", "id": "", "value": text}
    return {"body-count": "1", **{f"body-0-{name}": value for name, value in block.items()}}


def test_it_is_a_bad_request_in_each_form_that_asks_for_it_and_keeps_the_page(editor: Client) -> None:
    page = news()
    form = opened(editor, page)
    names = ("wagtailadmin_pages:edit", "proofing:edit", "wagtailadmin_pages:preview_on_edit")
    for url in (reverse(name, args=(page.pk,)) for name in names):
        for text in BROKEN:
            assert editor.post(url, form | sent(text)).status_code == 400, (url, text)
    assert not Page.objects.get(pk=page.pk).has_unpublished_changes


def test_what_the_editor_writes_is_kept(editor: Client) -> None:
    page = news()
    assert (
        editor.post(
            reverse("wagtailadmin_pages:edit", args=(page.pk,)), opened(editor, page) | sent(WRITTEN)
        ).status_code
        == 302
    )
    assert "Tekst." in str(Page.objects.get(pk=page.pk).get_latest_revision_as_object().body)
