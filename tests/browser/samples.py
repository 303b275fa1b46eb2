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
# Neither centre of the demonstration needs a section; an editor may.
ADD_SECTION = """
from wagtail.models import Site
from pages.core.models import BasePage
from pages.standard.models import ContentPage, SectionPage
for site in Site.objects.all():
    section = SectionPage(title="Dział próbny", slug="dzial-probny", summary="Strony o jednej sprawie.")
    site.root_page.add_child(instance=section)
    for number in (1, 2):
        section.add_child(instance=ContentPage(title=f"Strona {number}", slug=f"strona-{number}", summary="O niej."))
"""
VIEWS = {
    "search, nothing asked": "/szukaj/",
    "search, results": "/szukaj/?q=pomoc",
    "search, nothing found": "/szukaj/?q=kwaczenie",
    "site map": "/mapa-serwisu/",
    "missing page": "/nie-ma-takiej-strony/",
}
REDIRECTED = {"BipReferencePage"}


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
    return [*longest.values(), *views, *histories(demo)]


def histories(demo: Demo) -> list[Sample]:
    """Pages with an imported history: one on each site that has any."""
    code = (
        "import json; from history.models import ImportedChange as C; from pages.core.models import BasePage as B;"
        "print(json.dumps([p.full_url + 'historia/' for p in B.objects.filter(pk__in=C.objects.values('page_id'))]))"
    )
    urls = json.loads(demo.manage("shell", "-v", "0", "-c", code))
    return [Sample("history", url, get(url)) for url in urls[:2]]
