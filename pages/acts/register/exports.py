"""The register of acts for spreadsheets, programs and feed readers: CSV, JSON, Atom.

`akty.json` has these keys; days are ISO 8601, as exact as they are known ("2017", "2017-05", "2017-05-03"); whatever
the sources don't say is null. Addresses are whole.

- `title`, `url`: the register
- `acts`: in the order of the register, each with
  - `url`, `title`: the act's page and its title
  - `kind`: `resolution`, `ordinance`, `statute`, `regulations` or `other`
  - `number`, `subject`, `issuer`, `adopted_on`: as printed; `subject` is the act's own title
  - `promulgated_on`, `gazette_ref`, `eli_uri`: where it was promulgated
  - `status`: today `in_force`, `not_yet_in_force`, `not_established` (nobody knows since when) or `ended`
  - `in_force_from`, `ended_on`: the days that prove it; the second is the first day on which it is no longer in force
  - `relations`: what the act does to others, each with
    - `kind`: `creates`, `grants`, `introduces`, `amends`, `repeals`, `corrects`, `consolidates` or `annuls`
    - `target_url`, `target_title`: the other act; its title alone when it is another centre's
    - `text`: the other end when it is no act here
    - `effective_from`, `provisions`: since when, and on which provisions
    - `missing_from_text`: whether the change is in effect and not yet worked into the text that holds today

`akty.csv` is made for a Polish Excel, which opens it by a double click: semicolons between the columns, since it takes
the comma for a decimal sign, CRLF, and a byte order mark, without which it takes UTF-8 for Windows-1250. The first
column names the act in words, since Excel makes a date of a bare "9/2022". A cell that a spreadsheet would take for a
formula gets an apostrophe in front.

`akty.atom` holds the hundred acts adopted last. An entry keeps its id wherever its page stands.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.timezone import get_default_timezone
from django.utils.translation import pgettext
from wagtail.models import Site

from history.feeds import PlainAtomFeed
from history.printable import printable
from history.summaries import last_changes
from pages.acts.register.rows import ActRow, Doing
from pages.core.dates import PartialDate
from pages.core.models import CentreSettings
from pages.core.spreadsheets import harmless

if TYPE_CHECKING:
    from pages.acts.models import ActRegisterPage

CSV = "text/csv; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
ENTRIES_PER_FEED = 100
# A tag URI (RFC 4151) names a day on which the host was the office's own; it must never change.
TAG_DAY = "2026-01-01"
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


# -- CSV -------------------------------------------------------------------------------------------------------------


def acts_as_csv(request: HttpRequest, rows: Sequence[ActRow]) -> str:
    """The acts as a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_headings())
    writer.writerows([harmless(spaced(cell)) for cell in _cells(request, row)] for row in rows)
    return "\ufeff" + out.getvalue()


def spaced(text: str) -> str:
    """The text with common spaces: whoever looks for "2022 r." types no hard one."""
    return text.replace("\u00a0", " ")


def _headings() -> list[str]:
    return [
        pgettext("column", "Act"),
        pgettext("column", "Kind"),
        pgettext("column", "Number"),
        pgettext("column", "Adopted on"),
        pgettext("column", "Issuing body"),
        pgettext("column", "Title of the page"),
        pgettext("column", "Title of the act"),
        pgettext("column", "What it does to other acts"),
        pgettext("column", "Status"),
        pgettext("column", "In force from"),
        pgettext("column", "No longer in force from"),
        pgettext("column", "Promulgated on"),
        pgettext("column", "Place in the gazette"),
        pgettext("column", "ELI address"),
        pgettext("column", "Address of the page"),
    ]


def _cells(request: HttpRequest, row: ActRow) -> list[str]:
    return [
        row.ref.name,
        row.get_kind_display,
        row.number,
        _iso(row.adopted_on) or "",
        row.dossier.issuer,
        row.title,
        row.subject,
        row.relation_label,
        row.status.label,
        _iso(row.in_force_from) or "",
        _iso(row.ended_on) or "",
        _iso(row.dossier.promulgated_on) or "",
        row.gazette_ref,
        row.eli_uri,
        request.build_absolute_uri(row.local_url),
    ]


# -- JSON ------------------------------------------------------------------------------------------------------------


def acts_as_data(request: HttpRequest, page: ActRegisterPage, rows: Sequence[ActRow]) -> dict[str, Any]:
    """The acts as data."""
    return {
        "title": page.title,
        "url": request.build_absolute_uri(page.local_url),
        "acts": [_act(request, row) for row in rows],
    }


def _act(request: HttpRequest, row: ActRow) -> dict[str, Any]:
    return {
        "url": request.build_absolute_uri(row.local_url),
        "title": row.title,
        "kind": row.ref.kind,
        "number": row.number or None,
        "subject": row.subject or None,
        "issuer": row.dossier.issuer or None,
        "adopted_on": _iso(row.adopted_on),
        "promulgated_on": _iso(row.dossier.promulgated_on),
        "gazette_ref": row.gazette_ref or None,
        "eli_uri": row.eli_uri or None,
        "status": row.status.value,
        "in_force_from": _iso(row.in_force_from),
        "ended_on": _iso(row.ended_on),
        "relations": [_relation(request, doing) for doing in row.doings],
    }


def _relation(request: HttpRequest, doing: Doing) -> dict[str, Any]:
    return {
        "kind": doing.kind,
        "target_url": request.build_absolute_uri(doing.target.local_url) if doing.target else None,
        "target_title": doing.target_title or None,
        "text": doing.text or None,
        "effective_from": _iso(doing.effective_from),
        "provisions": doing.provisions or None,
        "missing_from_text": doing.is_missing,
    }


def _iso(day: PartialDate | None) -> str | None:
    return str(day) if day else None


# -- Atom ------------------------------------------------------------------------------------------------------------


def acts_as_atom(request: HttpRequest, page: ActRegisterPage, rows: Sequence[ActRow], query: str) -> str:
    """The acts adopted last as a feed; `query` is what was asked of the register: another question, another feed."""
    here = request.build_absolute_uri
    latest = sorted(rows, key=lambda row: not row.year)[:ENTRIES_PER_FEED]  # those without a day come last here
    changes = last_changes([row.ref.pk for row in latest])
    site = Site.find_for_request(request)
    host = site.hostname if site else request.get_host().partition(":")[0]
    feed = PlainAtomFeed(
        title=printable(page.title),
        link=here(page.local_url + query),
        description="",
        language="pl",
        author_name=printable(CentreSettings.of_request(request).name),
        feed_url=here(),
        feed_guid=f"tag:{host},{TAG_DAY}:register/{page.pk}{query}",
    )
    for row in latest:
        adopted = _adopted(row)
        said = (row.subject, row.relation_label, row.status_text)
        feed.add_item(
            title=printable(spaced(f"{row.ref.name} – {row.title}")),
            link=here(row.local_url),
            description=printable(spaced(" · ".join(filter(None, said)))),
            unique_id=f"tag:{host},{TAG_DAY}:act/{row.ref.pk}",
            author_name=printable(row.dossier.issuer) or None,
            categories=[row.get_kind_display],
            pubdate=adopted,
            updateddate=changes.get(row.ref.pk) or adopted or LONG_AGO,
        )
    return feed.writeString("utf-8")


def _adopted(row: ActRow) -> datetime | None:
    """The beginning of the day of adoption, when it is known."""
    if row.adopted_on is None or not row.adopted_on.is_full:
        return None
    return datetime.combine(row.adopted_on.first, time.min, get_default_timezone())
