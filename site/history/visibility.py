"""History follows today's visibility: what no reader may open now has no history either."""

import re
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from wagtail.models import Site

from history.models import ObjectState, TrackedObject
from history.models.objects import REGISTER

OWN_ADDRESS = re.compile(rf"{REGISTER}([0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})/")
GONE = (ObjectState.WITHDRAWN, ObjectState.EXPIRED, ObjectState.DELETED)


def open_objects(site: Site | int) -> QuerySet[TrackedObject]:
    """Objects of a site, or of the one with a key, whose history anyone may read now.

    They are shown, or gone and standing under no restriction.
    """
    return TrackedObject.objects.filter(journal__site=site, hidden=False).exclude(state=ObjectState.NEVER)


def object_at(site: Site, path: str) -> TrackedObject | None:
    """The open object at an address: the one shown there now, else the one that stood there last."""
    own = OWN_ADDRESS.fullmatch(path)
    if own:
        return open_objects(site).filter(uid=own[1]).select_related("journal").first()
    found = open_objects(site).filter(path=path).select_related("journal")
    shown = found.filter(state=ObjectState.SHOWN).first()
    return shown or found.order_by("-pk").first()


def page_of(tracked: TrackedObject) -> Any:
    """The page itself, with all its fields, while there is one that a reader can open; else None."""
    if tracked.state != ObjectState.SHOWN:
        return None
    return apps.get_model(tracked.kind)._default_manager.filter(pk=tracked.page_id, live=True).first()
