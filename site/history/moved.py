"""Old addresses of histories: when a page is moved or renamed, links to its versions go on to where it stands now."""

from django.http import HttpRequest
from wagtail.models import Site

from history.journal import canonical
from history.models import Disclosure, ObjectState
from history.visibility import object_at, open_objects


def moved_to(request: HttpRequest, site: Site) -> str:
    """Where an address of the history that isn't there leads now; "" for nowhere. Two queries at most.

    Only addresses that the journal discloses count, and only of pages that anyone may open: no other one is given away.
    """
    match = request.resolver_match
    if match is None or "path" not in match.kwargs:
        return ""
    old = f"/{match.kwargs['path']}"
    claims = Disclosure.objects.filter(
        kind="address",
        value=canonical({"path": old}).decode(),
        entry__object__in=open_objects(site).filter(state=ObjectState.SHOWN).exclude(path=old),
    )
    new = claims.order_by("-entry__seq").values_list("entry__object__path", flat=True).first()
    if new is None or object_at(site, old) is not None:
        return ""
    rest = request.get_full_path().removeprefix(old)
    return f"{new}{rest}"
