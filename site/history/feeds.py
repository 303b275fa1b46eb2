"""What programs read of the history: Atom and JSON, of one page and of the whole site.

`dane.json` has these keys; times are UTC, ISO 8601; whatever is not there is null.

- `title`, `url`: the page or the register; `next`: address of the next hundred entries
- `entries`: newest first, each with
  - `seq`, `at`, `event`, `line_digest`: number, time, kind and digest of the entry in the journal
  - `title`, `url`, `history_url`: the page; no addresses when another page stands there now
  - `version`, `kind`, `shown_from`: number of the version, how much it matters, since when readers saw it (for versions
    taken over from an earlier bulletin: as it says)
  - `content`: `full`, `unavailable` or `redacted`; `commitment`: the journal's commitment to the text
  - `version_url`, `compare_url`: the version, and what changed from the one before
  - `notes`: what happened and why; `person`, `function`: who did it
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from history.people import SYSTEM
from history.printable import printable
from history.register import RegisterLine


def iso(moment: datetime) -> str:
    """A moment as programs read it."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


class PlainAtomFeed(Atom1Feed):
    """An Atom feed whose summaries are text: Django's would let a reader's program take them for HTML."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """The entry's own elements; the summary as nothing but words."""
        super().add_item_elements(handler, item | {"description": None})
        if item["description"]:
            handler.addQuickElement("summary", item["description"], {"type": "text"})

    def latest_post_date(self) -> datetime:
        """When something was last added: long ago where nothing ever was. Django's would be new at each request."""
        return super().latest_post_date() if self.items else datetime.fromtimestamp(0, UTC)


class PagedAtomFeed(PlainAtomFeed):
    """An Atom feed that says where it goes on: RFC 5005, section 3."""

    def add_root_elements(self, handler: Any) -> None:
        """The feed's own elements, and the address of its next page."""
        super().add_root_elements(handler)
        if self.feed["next_url"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["next_url"]})


def atom(
    request: HttpRequest, title: str, address: str, next_url: str, lines: Sequence[RegisterLine], author: str
) -> str:
    """The feed of a page or of the register. Titles and names may hold what XML refuses: the feed must not break."""
    here = request.build_absolute_uri
    feed = PagedAtomFeed(
        title=printable(title),
        link=here(address),
        description="",
        language="pl",
        author_name=printable(author),
        feed_url=here(),
        next_url=next_url,
    )
    for line in lines:
        name = f"{line.title}: {line.what}" if line.title else line.what
        feed.add_item(
            title=printable(name),
            link=here(line.compare_url or line.version_url or line.history_url or address),
            description=printable(" · ".join(filter(None, [" ".join(line.notes), line.meta]))),
            unique_id=f"tag:{request.get_host().partition(':')[0]},{line.row.at:%Y-%m-%d}:{line.row.seq}",
            author_name=printable(line.person) or _("not given"),
            pubdate=line.moment,
            updateddate=line.row.at,
        )
    return feed.writeString("utf-8")


def data(
    request: HttpRequest, title: str, address: str, next_url: str, lines: Sequence[RegisterLine]
) -> dict[str, Any]:
    """The same as data."""
    return {
        "title": title,
        "url": request.build_absolute_uri(address),
        "next": next_url or None,
        "entries": [_entry(request, line) for line in lines],
    }


def _entry(request: HttpRequest, line: RegisterLine) -> dict[str, Any]:
    row = line.row
    made = row.makes_version

    def full(address: str) -> str | None:
        return request.build_absolute_uri(address) if address else None

    return {
        "seq": row.seq,
        "at": iso(row.at),
        "event": row.event,
        "line_digest": row.leaf,
        "title": line.title or None,
        "url": full(line.page_url),
        "history_url": full(line.history_url),
        "version": row.number or None,
        "kind": row.kind or None,
        "shown_from": iso(row.moment) if made else None,
        "content": row.status if made else None,
        "commitment": (row.commitment or None) if made else None,
        "version_url": full(line.version_url),
        "compare_url": full(line.compare_url),
        "notes": list(line.notes),
        "person": SYSTEM if line.name == SYSTEM else line.name or None,
        "function": line.function or None,
    }
