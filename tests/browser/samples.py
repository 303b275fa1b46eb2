"""Which pages stand for all: on each site the longest page of every type, and the views that are not pages."""

import http.client
import json
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from tests.browser.conftest import Demo

LIST_PAGES = """
import json
from wagtail.models import Site
from pages.core.models import BasePage
print(json.dumps([
    [site.hostname, page.specific_class.__name__, page.local_url]
    for site in Site.objects.order_by("hostname")
    for page in BasePage.objects.descendant_of(site.root_page, inclusive=True).live().public().order_by("path")
    if page.specific_class.template
]))
"""
LIST_KINDS = """
import json
from wagtail.models import get_page_models
from pages.core.models import BasePage
kinds = [kind for kind in get_page_models() if issubclass(kind, BasePage) and kind is not BasePage]
print(json.dumps([kind.__name__ for kind in kinds if kind.template]))
"""
# Neither centre of the demonstration needs a section, or tells it in other ways; an editor may.
ADD_SECTION = """
from wagtail.models import Site
from pages.core.models import BasePage
from pages.standard.models import ContentPage, SectionPage
from tests.pages.accessibility.twins import easy_read, sign_film
for site in Site.objects.all():
    section = SectionPage(title="Dział próbny", slug="dzial-probny", summary="Strony o jednej sprawie.")
    site.root_page.add_child(instance=section)
    for number in (1, 2):
        section.add_child(instance=ContentPage(title=f"Strona {number}", slug=f"strona-{number}", summary="O niej."))
    section.add_child(instance=easy_read(tested_by="Grupa czytelników", tested_on="2026-03-12"))
    section.add_child(instance=sign_film())
"""
LIST_HISTORIES = """
import json
from django.db.models import Count
from history.models import TrackedObject
from wagtail.models import Site
found = []
for site in Site.objects.order_by("hostname"):
    shown = TrackedObject.objects.filter(journal__site=site, state="shown").annotate(count=Count("versions"))
    item = shown.order_by("-count", "pk").first()
    if item:
        rows = list(item.versions.order_by("number").values_list("number", "content__status"))
        full = [number for number, status in rows if status == "full"]
        missing = [number for number, status in rows if status != "full"]
        found.append([site.hostname, item.path, full, missing])
print(json.dumps(found))
"""
VIEWS = {
    "search, nothing asked": "/szukaj/",
    "search, results": "/szukaj/?q=pomoc",
    "search, results by date": "/szukaj/?q=o%C5%9Brodek&uloz=data&strona=2",
    "search, results narrowed": "/szukaj/?q=o%C5%9Brodek&rodzaj=bip&rok=2017",
    "search, misspelt": "/szukaj/?q=statutt",
    "search, not all of the words": "/szukaj/?q=zmiana+statutu+zielonego+kota",
    "search, nothing found": "/szukaj/?q=kwaczenie",
    "search, not a word": "/szukaj/?q=***",
    "site map": "/mapa-serwisu/",
    "register of changes": "/bip/rejestr-zmian/",
    "register of changes, nothing found": "/bip/rejestr-zmian/?od=1.01.2199",
    "register of changes, wrong day": "/bip/rejestr-zmian/?od=31.04.2022",
    "statistics of visits": "/bip/statystyka/",
    "page in Ukrainian": "/ukrainska/",
    "missing page": "/nie-ma-takiej-strony/",
    "list narrowed": "/bip/praca/nabory/?q=referent",
}
# What is asked of the act with the most texts.
ACT_VIEWS = {
    "act on a day": "na-dzien/2022-12-15/",
    "act on a day, by what the site said then": "na-dzien/2022-12-15/?wedlug={today}",
    "act before its first text": "na-dzien/2001-01-01/",
    "act on a day that there is not": "na-dzien/?dzien=31.04.2022",
    "texts to compare": "porownaj-stany/",
    "comparison of texts": "porownaj-stany/{first}/{last}/",
}
LIST_ACTS = """
import json
from pages.acts.models import ActPage, ExpressionPage
from django.utils.timezone import localdate
acts = ActPage.objects.filter(numchild__gt=1).order_by("-numchild")[:1]
print(json.dumps([
    [act.get_site().hostname, act.local_url, str(localdate()), [page.slug for page in act.get_children()]]
    for act in acts
]))
"""
REDIRECTED = {"BipReferencePage"}


def one_of_each(samples: list["Sample"]) -> list["Sample"]:
    """The first sample of every name: what differs between centres doesn't matter there."""
    return list({sample.name: sample for sample in reversed(samples)}.values())


class Sample(NamedTuple):
    """A page to look at."""

    name: str
    url: str
    html: bytes

    def __str__(self) -> str:
        return f"{self.name} {self.url}"


def get(url: str) -> bytes:
    """A page's bytes, whatever its status; only browsers know that every name under localhost is this machine."""
    address = urlsplit(url)
    connection = http.client.HTTPConnection("127.0.0.1", address.port, timeout=60)
    connection.request("GET", urlunsplit(("", "", address.path, address.query, "")), headers={"Host": address.netloc})
    try:
        return connection.getresponse().read()
    finally:
        connection.close()


def choose(demo: Demo) -> list[Sample]:
    """One page of every kind on each site, the longest, because most can go wrong on it."""
    demo.manage("shell", "-v", "0", "-c", ADD_SECTION)
    longest: dict[tuple[str, str], Sample] = {}
    for hostname, kind, path in json.loads(demo.manage("shell", "-v", "0", "-c", LIST_PAGES)):
        if kind in REDIRECTED:
            continue
        url = f"http://{hostname}:{demo.port}{path}"
        sample = Sample(kind, url, get(url))
        known = longest.get((hostname, kind))
        if not known or len(sample.html) > len(known.html):
            longest[hostname, kind] = sample
    views = [Sample(name, site + path, get(site + path)) for site in demo.sites for name, path in VIEWS.items()]
    return [*longest.values(), *views, *histories(demo), *acts(demo)]


def acts(demo: Demo) -> list[Sample]:
    """The act with the most texts, asked in every way."""
    return [
        Sample(name, url, get(url))
        for hostname, path, today, texts in json.loads(demo.manage("shell", "-v", "0", "-c", LIST_ACTS))
        for name, rest in ACT_VIEWS.items()
        for url in [f"http://{hostname}:{demo.port}{path}{rest.format(today=today, first=texts[0], last=texts[-1])}"]
    ]


def histories(demo: Demo) -> list[Sample]:
    """The longest history of each site: folded, unfolded, its versions with a text and without, a comparison, a day."""
    found = json.loads(demo.manage("shell", "-v", "0", "-c", LIST_HISTORIES))
    return [
        Sample(name, url, get(url))
        for hostname, path, full, missing in found
        for name, rest in history_views(full, missing).items()
        for url in [f"http://{hostname}:{demo.port}{path}{rest}"]
    ]


def history_views(full: list[int], missing: list[int]) -> dict[str, str]:
    """What can be asked of a history with these versions."""
    views = {
        "history": "historia/",
        "history, unfolded": "historia/?widok=wszystkie",
        "version, current": f"wersje/{full[-1]}/",
        "day without a version": "na-dzien/2001-01-01/",
        "day that there is not": "na-dzien/?dzien=31.04.2022",
    }
    if len(full) > 1:
        views["version, archived"] = f"wersje/{full[-2]}/"
        views["comparison"] = f"porownaj/{full[-2]}/{full[-1]}/"
    if missing:
        views["version without a text"] = f"wersje/{missing[-1]}/"
        views["comparison that can't be made"] = f"porownaj/{missing[-1]}/{full[-1]}/"
    return views
