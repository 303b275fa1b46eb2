"""Old addresses of pages that were moved or renamed: links to what stands below them go on to where they stand now.

Below a page stand its history, and whatever the page itself answers there (`RoutablePageMixin`). The page's own old
address is Wagtail's matter: it makes a redirect.
"""

from django.apps import apps
from django.db.models import Max
from django.http import HttpRequest
from django.urls import Resolver404
from django.utils.encoding import escape_uri_path, iri_to_uri
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Site

from history.journal import canonical
from history.models import Disclosure, ObjectState
from history.visibility import open_objects

# Nothing stands further below a page; keeps hostile addresses cheap.
MOST_STEPS = 8


def moved_to(request: HttpRequest, site: Site) -> str:
    """Where an address that isn't there leads now; "" for nowhere. Two queries at most.

    Only addresses that the journal discloses count, and only of pages that anyone may open: no other one is given away.
    Where another page stands, or stood last, below it all addresses are its own.
    """
    match = request.resolver_match
    of_history = match is not None and "path" in match.kwargs
    olds = [f"/{match.kwargs['path']}"] if match and of_history else _addresses_above(request.path)
    found = _moved_from(site, olds)
    if not found:
        return ""
    taken = set(open_objects(site).filter(path__in=olds).values_list("path", flat=True))
    for old in olds:
        if old in taken:
            return ""
        if old in found:
            new, kind = found[old]
            rest = request.path.removeprefix(old)
            return _address(new + rest, request) if of_history or _answers(kind, rest) else ""
    return ""


def _addresses_above(path: str) -> list[str]:
    """The addresses below which another one may stand, the nearest first; the home page never moves."""
    ends = [place + 1 for place, char in enumerate(path) if char == "/" and 0 < place < len(path) - 1]
    return [path[:end] for end in reversed(ends[-MOST_STEPS:])]


def _moved_from(site: Site, olds: list[str]) -> dict[str, tuple[str, str]]:
    """Where the pages that stood last at these addresses stand now, and their kind."""
    claimed = {canonical({"path": old}).decode(): old for old in olds}
    claims = (
        Disclosure.objects.filter(
            kind="address",
            value__in=claimed,
            entry__object__in=open_objects(site).filter(state=ObjectState.SHOWN),
        )
        .values_list("value", "entry__object__path", "entry__object__kind")
        .annotate(last=Max("entry__seq"))
        .order_by("last")
    )
    return {claimed[value]: (path, kind) for value, path, kind, _last in claims if path != claimed[value]}


def _answers(kind: str, rest: str) -> bool:
    """Whether pages of a kind answer at an address below their own; asked of the kind, so that no page is read."""
    try:
        model = apps.get_model(kind)
        if not issubclass(model, RoutablePageMixin):
            return False
        model.get_resolver().resolve(f"/{rest.rstrip('/')}/")
    except (LookupError, ValueError, Resolver404):
        return False
    return True


def _address(path: str, request: HttpRequest) -> str:
    """As it is sent: with what was asked for."""
    query = iri_to_uri(request.META.get("QUERY_STRING", ""))
    return escape_uri_path(path) + (f"?{query}" if query else "")
