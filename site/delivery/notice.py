"""The word on a page that comes from the store while the database is gone."""

from __future__ import annotations

from datetime import UTC, datetime

from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.utils.translation import override

from delivery.entries import Facts

# Stands in every page, where the notice would begin.
PLACE = b"<!--notice-->"


def with_notice(body: bytes, facts: Facts) -> bytes:
    """The page with the notice in its place; what has no place for it stays as it is."""
    if PLACE not in body:
        return body
    made = localtime(datetime.fromtimestamp(facts.made, UTC))
    with override("pl"):
        said = render_to_string("delivery/notice.html", {"made": made})
    return body.replace(PLACE, said.strip().encode(), 1)
