"""Where the stories are played: a demonstration of their own, its people, the pages they begin with."""

from __future__ import annotations

import email
import json
from email import policy
from functools import cached_property
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Demo
from tests.browser.test_run_demo import accounts, sign_in

PATIENCE = 15_000
"""Milliseconds that a story waits for a thing to come: tests beside it may keep the machine busy."""
expect.set_options(timeout=PATIENCE)

# Pages that the stories begin with, and what an editor could have left behind the day before: a page in the bin, a
# text that waits for approval.
PROPS = """
import json
from accounts.models import Invitation
from django.contrib.auth.models import User
from django.utils.timezone import localdate
from wagtail.models import Site
from editing.models import BinnedPage
from history.models import JournalEntry
from news.models import NewsIndexPage, NewsPage
from pages.accessibility.models import AccessibilityStatementPage, EasyReadPage, SignFilmPage
from pages.acts.models import ActPage, ExpressionPage
from pages.bip.models import BipArticlePage, BipListPage, BipSectionPage
from pages.programmes.models import ProgrammePage
from search.words.models import SearchMiss, SearchWord

site = Site.objects.get(hostname="localhost")
home = site.root_page
def first(model, **facts):
    return model.objects.descendant_of(home).filter(**facts).order_by("path").first()
writer = User.objects.get(username="redaktor-bip-kielce")
news, section = first(NewsIndexPage), first(BipSectionPage, slug="sprawy")
gone = news.add_child(instance=NewsPage(title="Zmiana godzin w sierpniu", live=False))
number_of_gone = gone.pk
gone.delete(user=User.objects.get(username="redaktor-kielce"))
waiting = section.add_child(instance=BipArticlePage(
    title="Godziny przyjęć stron", summary="Kiedy i gdzie można przyjść.", live=False, owner=writer,
    body=[("text", "<p>Przyjmujemy w poniedziałki od 8.00 do 17.00.</p>")],
))
waiting.save_revision(user=writer, log_action=True)
plans = [news.add_child(instance=NewsPage(title=f"Plan dnia {n}", live=False)) for n in (1, 2)]
for plan in plans:
    plan.save_revision(user=User.objects.get(username="kierownik-kielce"))
passing = [news.add_child(instance=NewsPage(title=f"Zajęcia {n}", live=False)) for n in (1, 2)]
for page in passing:
    page.summary = "Warto przyjść."
    page.save_revision().publish()
programmes = ProgrammePage.objects.descendant_of(home).values("pk")
ProgrammePage.objects.filter(pk__in=programmes).update(owner_email="dzial@example.org", review_due="2026-01-02")
programme = first(ProgrammePage)
film = programme.add_child(instance=SignFilmPage(title="Film", live=False))
disputed = news.add_child(instance=NewsPage(title="Plan dnia 3", live=False))
disputed.save_revision(user=User.objects.get(username="kierownik-kielce"))
miss = SearchMiss.objects.create(site=site, query="opał", count=5, last_day=localdate())
invited = Invitation.objects.create(site=site, name="Jan Nowy", email="nowy@example.org")
print(json.dumps({
    "site": site.pk, "film": film.pk, "disputed": disputed.pk, "miss": miss.pk, "invited": invited.pk,
    "binned": BinnedPage.objects.get(page_id=number_of_gone).pk,
    "word": SearchWord.objects.filter(site=site).first().pk,
    "entry": JournalEntry.objects.filter(object__page_id=programme.pk).first().seq,
    "news": news.pk, "section": section.pk, "waiting": waiting.pk,
    "recruitments": first(BipListPage, slug="nabory").pk,
    "programme": programme.pk, "revision": programme.latest_revision_id,
    "statute": first(ActPage, slug="statut").pk, "text": first(ExpressionPage).pk,
    "plans": [plan.pk for plan in plans], "passing": [page.pk for page in passing],
    "texts": [text.pk for text in ExpressionPage.objects.descendant_of(home).order_by("path")[:2]],
    "statement": first(AccessibilityStatementPage).pk, "easy": first(EasyReadPage).pk,
}))
"""
OWNER = "dzial@example.org"
WINDOW = {"width": 1100, "height": 640}
# Only what is typed after the form has settled is a change to it.
NOTE_THAT_IT_WATCHES = """let settling;
document.addEventListener("w-unsaved:watch-edits", () => {
    clearTimeout(settling);
    settling = setTimeout(() => { document.documentElement.dataset.watches = "edits"; }, 700);
});"""
# A button that is still gliding would be missed: pressed in one place, let go in another.
NEVER_GLIDE = """document.addEventListener("DOMContentLoaded", () => {
    const still = new CSSStyleSheet();
    still.replaceSync("* { scroll-behavior: auto !important }");
    document.adoptedStyleSheets.push(still);
});"""


class Stage:
    """A demonstration whose people stay signed in from one story to the next."""

    def __init__(self, demo: Demo, browser: Browser) -> None:
        self.demo = demo
        self.browser = browser
        self.passwords = accounts(demo)
        self.windows: dict[str, Page] = {}
        self.props: dict[str, Any] = json.loads(demo.manage("shell", "-v", "0", "-c", PROPS))

    def enter(self, person: str) -> Page:
        """The window of a person of Kielce, signed in; `redaktor`, `kierownik`…"""
        if person not in self.windows:
            context = self.browser.new_context(viewport=WINDOW, locale="pl-PL")
            context.add_init_script(NOTE_THAT_IT_WATCHES)
            context.add_init_script(NEVER_GLIDE)
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            name = person if person in self.passwords else f"{person}-kielce"
            sign_in(page, self.demo.kielce, name, self.passwords[name])
            self.windows[person] = page
        return self.windows[person]

    def open(self, person: str, address: str) -> Page:
        """The same at an address of the administration, where `{news}` and the like stand for numbers of pages."""
        page = self.enter(person)
        answer = page.goto(f"{self.demo.kielce}/admin/{address.format(**self.props)}")
        assert answer is None or answer.ok, f"{answer.url}: {answer.status}"
        return page

    def reader(self) -> Page:
        """The window of somebody who is not signed in."""
        if "" not in self.windows:
            self.windows[""] = self.browser.new_context(viewport=WINDOW, locale="pl-PL").new_page()
        return self.windows[""]

    def read(self, path: str) -> Page:
        """What somebody who is not signed in sees at an address of Kielce."""
        page = self.reader()
        page.goto(f"{self.demo.kielce}{path}")
        return page

    def stranger(self) -> Page:
        """A window that nobody has used yet."""
        page = self.browser.new_context(viewport=WINDOW, locale="pl-PL").new_page()
        page.set_default_timeout(PATIENCE)
        self.windows[f"stranger {len(self.windows)}"] = page
        return page

    def leave(self) -> None:
        """Close all windows."""
        for page in self.windows.values():
            page.context.close()

    @cached_property
    def letter(self) -> str:
        """What `ask_owners`, run as it is every morning, writes to the owner of two pages."""
        box = self.demo.folder / "letters"
        box.mkdir(exist_ok=True)
        self.demo.environment["EMAIL_URL"] = f"filemail:///{box}"
        self.demo.manage("ask_owners")
        sent = b"".join(file.read_bytes() for file in box.iterdir()).split(b"-" * 79)
        letters = [email.message_from_bytes(one.strip(), policy=policy.default) for one in sent]
        return next(str(one.get_content()) for one in letters if one["To"] == OWNER)
