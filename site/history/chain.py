"""Appends to a journal: one line, its claims and what discloses them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from history.journal import canonical, commitment, leaf_of, make_line, new_salt
from history.models import Disclosure, Event, Journal, JournalEntry, PublishedVersion, TrackedObject

Claims = Mapping[str, Any]
"""Values by kind of claim, as JSON."""


class Commitments:
    """Values with the salts and digests that will stand for them: made before the line that carries them."""

    def __init__(self, claims: Claims) -> None:
        self._rows = []
        for kind, value in claims.items():
            salt, text = new_salt(), canonical(value)
            self._rows.append((kind, salt, text, commitment(kind, salt, text)))

    @property
    def by_kind(self) -> dict[str, str]:
        """What the line says."""
        return {kind: digest for kind, _salt, _text, digest in self._rows}

    def disclose(self, entry: JournalEntry) -> None:
        """Keep the values beside the entry."""
        Disclosure.objects.bulk_create(
            Disclosure(commitment=digest, entry=entry, kind=kind, salt=salt, value=text.decode())
            for kind, salt, text, digest in self._rows
        )


def journal_of(site: Site) -> Journal:
    """The site's journal, begun now if need be. A site set up again at an address goes on with the journal there."""
    journal = Journal.objects.filter(site=site).first()
    if journal:
        return journal
    port = "" if site.port in (80, 443) else f":{site.port}"
    origin = f"{site.hostname}{port}/bip/dziennik"
    journal, _created = Journal.objects.get_or_create(origin=origin, defaults={"site": site})
    if journal.site_id != site.pk:
        if journal.site_id is not None:  # its site moved to another address, and this one came in its place
            journal = Journal.objects.create(origin=f"{origin}?{site.pk}", site=site)
        else:
            journal.site = site
            journal.save(update_fields=["site"])
    return journal


def lock_journal(site: Site) -> Journal | None:
    """The site's journal, locked; None when nothing was ever recorded there."""
    return Journal.objects.select_for_update().filter(site=site).first()


def locked(journal: Journal) -> Journal:
    """The journal, locked until the end of the transaction, which must be going on."""
    return Journal.objects.select_for_update().get(pk=journal.pk)


def next_moment(journal: Journal) -> Any:
    """The time of the next entry: never before the last one, even when the clock was set back."""
    now = timezone.now()
    return max(now, journal.last_at) if journal.last_at else now


@transaction.atomic
def append(
    journal: Journal,
    event: Event,
    tracked: TrackedObject | None,
    claims: Claims | Commitments,
    *,
    version: PublishedVersion | None = None,
    redacts: Sequence[str] = (),
    at: Any = None,
) -> JournalEntry:
    """Add one entry; `journal` must come from `locked`, and is brought up to date. `at` comes from `next_moment`."""
    commitments = claims if isinstance(claims, Commitments) else Commitments(claims)
    at = at or next_moment(journal)
    line = make_line(
        seq=journal.size + 1,
        prev=journal.leaf,
        at=at,
        event=event.value,
        object_uid=str(tracked.uid) if tracked else "",
        version=version.number if version else 0,
        claims=commitments.by_kind,
        redacts=redacts,
    )
    entry = JournalEntry.objects.create(
        journal=journal,
        seq=journal.size + 1,
        at=at,
        event=event,
        object=tracked,
        version=version,
        prev=journal.leaf,
        leaf=leaf_of(line),
        line=line,
    )
    commitments.disclose(entry)
    journal.size, journal.leaf, journal.last_at = entry.seq, entry.leaf, at
    journal.save(update_fields=["size", "leaf", "last_at"])
    return entry
