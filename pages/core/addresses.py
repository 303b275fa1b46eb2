"""Addresses of pages within their own site, and whether a reader may follow them."""

from typing import Any

from asgiref.local import Local
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

_this_request = Local()


def private_paths() -> tuple[str, ...]:
    """Tree paths below which no page is public; read once per request, since a page asks for each of its links."""
    if not hasattr(_this_request, "private_paths"):
        paths: list[str] = []
        for path in PageViewRestriction.objects.order_by("page__path").values_list("page__path", flat=True):
            if not paths or not path.startswith(paths[-1]):  # one below another adds nothing
                paths.append(path)
        _this_request.private_paths = tuple(paths)
    return _this_request.private_paths


def forget_private_paths(**_signal: object) -> None:
    """Read them anew: a request begins, or a restriction has just changed."""
    if hasattr(_this_request, "private_paths"):
        del _this_request.private_paths


def is_public(page: Page | None) -> bool:
    """Whether any reader may open the page."""
    return page is not None and page.live and not page.path.startswith(private_paths())


def public_among(pages: PageQuerySet) -> Any:
    """The pages of a query that any reader may open; as Wagtail's `public()`, without asking again what is private."""
    pages = pages.live()
    for path in private_paths():
        pages = pages.exclude(path__startswith=path)
    return pages


def centre_path(page: Page) -> str:
    """The tree path of the home page that a page stands below: the same for all pages of a centre."""
    return page.path[: 2 * Page.steplen]


def local_url(page: Page | None) -> str:
    """The path of a public page within its site; empty for a page that a reader can't open.

    Wagtail gives absolute addresses as soon as an installation has two sites. A path stays right whatever host, port
    or scheme the centre is reached by, and in a copy of the site on another server. Every home page stands right below
    the root of the tree, so the path is what follows the home page's own part.
    """
    return address_of(page.url_path) if page is not None and is_public(page) else ""


def address_of(url_path: str) -> str:
    """The same for the `url_path` of a page that is known to be public: lists of thousands read no pages."""
    _root, _home, path = url_path.split("/", 2)
    return reverse("wagtail_serve", args=(path,))
