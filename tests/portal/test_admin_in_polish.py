"""A walk over the administration, and the letters it sends, that finds no English."""

import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import Page, Site, get_page_models

from pages.bip.models import BipArticlePage
from pages.core.models import BasePage
from portal.roles import Role, group_of
from tests.conftest import KIELCE, reader
from tests.portal.test_stranger import FAILING, Foreign, admin_addresses, foreign  # noqa: F401 -- a fixture

# Words that a sentence in English can't do without, and that no Polish one has.
ENGLISH = re.compile(
    r"\b(?:the|of|this|these|that|please|with|your|you|has|have|had|been|are|is|was|were|will|would|should|must|not|"
    r"and|from|for|be|an|it|its|can|cannot|could|there|which|when|where|any|all|more|than|into|only|here|"
    r"add|choose|close|create|delete|edit|new|page|pages|save|search|view)\b",
    re.IGNORECASE,
)
# The same in both languages, or a name.
SAME = {
    "Admin", "Administrator", "Alias", "BIP", "Email", "Format", "ID", "Import", "JSON", "Link", "Login", "NIP", "Port",
    "Profile", "REGON", "Status", "Start", "System", "Tag", "URL", "Wagtail", "Workflow", "kB", "port", "slug",
    "status", "system",
}  # fmt: skip
# Translated when their modules are imported: by a server in Polish, by tests while they prepare a database, and then in
# no language at all.
AT_IMPORT = {
    "Add", "Add collections", "Add/edit images you own", "All", "Alt text", "Choose", "Collection", "Delete",
    "Delete collections", "Edit", "Edit any image", "Edit collections", "Image is decorative", "Page", "Permanent",
    "Select images in choosers", "Task type", "Temporary", "Type",
}  # fmt: skip
# Wagtail's faults: words in its templates and lists that it doesn't offer for translation. A button that is not seen,
# a counter that is hidden, a column of the list of sites.
NOT_OFFERED = {"Search", "None", "Root page"}
# Names of rights, which Django keeps in English; only those who run the installation see them.
RIGHTS = re.compile(r"Can (?:add|change|delete|view) |Rdzeń Wagtail \| ")
SPOKEN = ("title", "placeholder", "aria-label", "aria-description", "alt", "data-w-tooltip-content-value", "label")
SILENT = {"script", "style", "svg", "code", "pre"}
# Programs read these, not people; the page of the error is Wagtail's own, for its programmers.
UNREAD = re.compile(r"wagtailadmin_api|wagtailadmin_sprite|javascript_catalog|wagtailstyleguide|wagtail_error")


class Texts(HTMLParser):
    """What a page says, each text between two tags and each spoken attribute by itself."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        values = dict(attrs)
        self.found += [text for name in SPOKEN if (text := values.get(name))]
        if tag == "input" and values.get("type") in {"submit", "button"}:
            self.found.append(values.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT and self._silent > 0

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.found.append(" ".join(data.split()))


@cache
def originals() -> frozenset[str]:
    """The English texts of the libraries."""
    spec = find_spec("wagtail")
    assert spec
    assert spec.origin
    catalogues = Path(spec.origin).parent.rglob("locale/en/LC_MESSAGES/django.po")
    texts = {entry.msgid for path in catalogues for entry in polib.pofile(str(path))}
    return frozenset(text for text in texts if gettext(text) != text or " " in text)


def english(html: str) -> Iterator[str]:
    """Texts of a page that are in English."""
    for text in Texts(html).found:
        sentence = re.sub(r"[\w.+-]+@[\w.-]+|https?://\S+|/[\w/.-]+|\w+\.\w+", "", text)
        if text in SAME | AT_IMPORT | NOT_OFFERED or RIGHTS.match(text):
            continue
        if ENGLISH.search(sentence) or text in originals():
            yield text


def page_of(answer: HttpResponseBase) -> str:
    """The HTML of an answer; that of a dialogue comes wrapped."""
    kind = answer.headers.get("Content-Type", "")
    if answer.streaming or not kind.startswith(("text/html", "application/json", "text/plain")):
        return ""
    text = answer.content.decode()
    if kind.startswith("application/json"):
        data = json.loads(text)
        return str(data.get("html", "")) if isinstance(data, dict) else ""
    return text


def findings(client: Client, urls: list[str]) -> list[str]:
    """Each English text with the first address that shows it."""
    found: dict[str, str] = {}
    for url in urls:
        for text in english(page_of(client.get(url))):
            found.setdefault(text, url)
    return [f"{url}: {text}" for text, url in found.items()]


def none_in(found: list[str]) -> None:
    """Fail with every text that was found."""
    assert not found, "\n" + "\n".join(found)


@pytest.fixture
def administrator(db: None) -> Client:
    client = reader(KIELCE)
    client.force_login(User.objects.create_superuser("kadry", first_name="Anna", last_name="Nowak"))
    return client


@pytest.fixture
def editor(db: None) -> Client:
    client = reader(KIELCE)
    user = User.objects.create_user("redakcja", first_name="Jan", last_name="Kowal")
    site = Site.objects.get(hostname=KIELCE)
    user.groups.add(group_of(site, Role.PORTAL_EDITOR), group_of(site, Role.BULLETIN_EDITOR))
    client.force_login(user)
    return client


def visited(things: Foreign) -> list[str]:
    """Every address of the administration, as it is and with something asked."""
    named = [(name, route) for name, route in admin_addresses() if not UNREAD.search(name) and name not in FAILING]
    return [url for name, route in named for url in things.addresses(name, route) if "export=" not in url]


def test_the_detector_knows_english_from_polish():
    assert list(english("<p>You have unsaved changes</p><a title='Add a page'>Dodaj</a>")) == [
        "You have unsaved changes",
        "Add a page",
    ]
    assert not list(english("<p>Zapisz wersję roboczą</p><script>if (the) { of }</script><p>Link</p>"))


def test_no_address_of_the_administration_speaks_english(administrator: Client, foreign: Foreign):  # noqa: F811
    none_in(findings(administrator, visited(foreign)))


def test_no_form_of_any_page_type_speaks_english(administrator: Client):
    home = Site.objects.get(hostname=KIELCE).root_page
    forms = []
    for model in get_page_models():
        if not issubclass(model, BasePage):
            continue
        page = model.objects.descendant_of(home, inclusive=True).first()
        if page:
            forms.append(reverse("wagtailadmin_pages:edit", args=(page.pk,)))
        for above in model.allowed_parent_page_models():
            parent = above.objects.descendant_of(home, inclusive=True).first()
            if parent and model.can_create_at(parent):
                names = (model._meta.app_label, model._meta.model_name, parent.pk)
                forms.append(reverse("wagtailadmin_pages:add", args=names))
                break
    assert len(forms) > 20
    none_in(findings(administrator, forms))


def test_an_editor_meets_no_english_either(editor: Client):
    pages = Page.objects.descendant_of(Site.objects.get(hostname=KIELCE).root_page, inclusive=True)
    urls = [reverse("wagtailadmin_home"), reverse("wagtailadmin_account"), "/admin/gibt-es-nicht/"]
    urls += [reverse("wagtailadmin_explore", args=(page.pk,)) for page in pages.filter(numchild__gt=0)[:6]]
    none_in(findings(editor, urls))


def test_no_sign_in_page_speaks_english(db: None):
    names = ("account_login", "account_reset_password", "account_reset_password_done", "account_inactive")
    none_in(findings(reader(KIELCE), [reverse(name) for name in names]))


def test_letters_are_in_polish(editor: Client):
    site = Site.objects.get(hostname=KIELCE)
    approver = User.objects.create_user("zatwierdza", email="zatwierdza@example.com", first_name="Ewa")
    approver.groups.add(group_of(site, Role.APPROVER))
    page = BipArticlePage.objects.descendant_of(site.root_page).first()
    page.save_revision()
    page.get_workflow().start(page, User.objects.get(username="redakcja"))
    assert mail.outbox
    found = [text for letter in mail.outbox for text in english(f"<p>{letter.subject}</p><p>{letter.body}</p>")]
    none_in(found)
