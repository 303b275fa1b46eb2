"""Old versions as web archives offer them: RFC 7089 (Memento) and RFC 6690 (link format)."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from history.timeline import Row
from history.views.subject import Subject

LINK_FORMAT = "application/link-format"


def _moment(row: Row) -> str:
    return http_date(row.moment.timestamp())


def _memento(request: HttpRequest, subject: Subject, row: Row, relation: str) -> str:
    address = request.build_absolute_uri(subject.version_url(row.number))
    return f'<{address}>; rel="{relation}"; datetime="{_moment(row)}"'


def _around(subject: Subject, row: Row) -> Iterator[tuple[Row, list[str]]]:
    """The mementos that a version names, and what they are to it."""
    mementos = subject.timeline.comparable
    place = mementos.index(row)
    named = {
        "first": mementos[0],
        "last": mementos[-1],
        "prev": mementos[place - 1] if place else None,
        "next": mementos[place + 1] if place + 1 < len(mementos) else None,
    }
    for memento in dict.fromkeys([mementos[0], *filter(None, (named["prev"], row, named["next"])), mementos[-1]]):
        yield memento, [relation for relation, found in named.items() if found == memento]


def add_headers(request: HttpRequest, response: HttpResponse, subject: Subject, row: Row) -> None:
    """Say of a version that is there when it was public, and where the others are."""
    original = request.build_absolute_uri(subject.local_url)
    timemap = request.build_absolute_uri(f"{subject.history_url}timemap.link")
    links = [f'<{original}>; rel="original"', f'<{timemap}>; rel="timemap"; type="{LINK_FORMAT}"']
    links += [
        _memento(request, subject, other, " ".join([*names, "memento"])) for other, names in _around(subject, row)
    ]
    response["Memento-Datetime"] = _moment(row)
    response["Link"] = ", ".join(links)


def timemap_of(request: HttpRequest, subject: Subject) -> HttpResponse:
    """All versions that can be opened, oldest first."""
    original = request.build_absolute_uri(subject.local_url)
    itself = request.build_absolute_uri(f"{subject.history_url}timemap.link")
    mementos = subject.timeline.comparable
    links = [f'<{original}>; rel="original"', f'<{itself}>; rel="self"; type="{LINK_FORMAT}"']
    for row in mementos:
        names = [name for name, end in (("first", mementos[0]), ("last", mementos[-1])) if row == end]
        links.append(_memento(request, subject, row, " ".join([*names, "memento"])))
    return HttpResponse(",\n".join(links) + "\n", content_type=LINK_FORMAT)
