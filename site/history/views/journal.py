"""The journal of a site for its readers: explained, and every byte that is needed to check it elsewhere."""

import base64
import hashlib
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

import history
from history.checkpoints import latest_key, public_line, statement_of
from history.disclosures import line_chunks, open_blob, open_disclosure, open_disclosures, public_bytes
from history.feeds import PlainAtomFeed
from history.journal import time_text
from history.journal_guide import guide
from history.models import Checkpoint, Journal
from history.package import archive

VERIFIER = Path(history.__file__).parent / "verifier" / "sprawdz_dziennik.py"
CHECKPOINTS_SHOWN = 10
FEED_LENGTH = 50
JSON_LINES = "application/jsonl; charset=utf-8"
PARTS = ("punkt.txt", "punkt.sig", "klucz.pem")


def _site(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def _journal(request: HttpRequest) -> Journal:
    """The journal of the request's site, and of no other."""
    journal = Journal.objects.filter(site=_site(request)).select_related("site").first()
    if journal is None:
        raise Http404
    return journal


def _raw(response: HttpResponseBase, name: str = "") -> HttpResponseBase:
    """For programs: not for search engines, saved under its own name, asked for anew each time."""
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-cache"
    if name:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@cache
def verifier() -> tuple[bytes, str]:
    """The shipped verifier and its SHA-256."""
    data = VERIFIER.read_bytes()
    return data, hashlib.sha256(data).hexdigest()


def _newest_checkpoints(journal: Journal) -> list[tuple[Checkpoint, list[tuple[str, str]]]]:
    """The latest ones, each with name and address of the files that openssl needs."""
    newest = journal.checkpoints.select_related("journal").order_by("-pk")[:CHECKPOINTS_SHOWN]
    return [
        (point, [(part, reverse("journal_checkpoint_part", args=[time_text(point.at), part])) for part in PARTS])
        for point in newest
    ]


@require_safe
def journal_page(request: HttpRequest) -> HttpResponse:
    """What the journal proves and what it can't, how to check it, and its format to the last byte."""
    site = _site(request)
    journal = Journal.objects.filter(site=site).first()
    checkpoints = _newest_checkpoints(journal) if journal else []
    last = checkpoints[0][0] if checkpoints else None
    context = {
        "in_bip": True,
        "journal": journal,
        "checkpoints": checkpoints,
        "last": last,
        "uncovered": journal.size - (last.size if last else 0) if journal else 0,
        "signed": bool(journal and latest_key(journal)),
        "verifier_digest": verifier()[1],
        "address": request.build_absolute_uri(request.path),
        **guide(),
    }
    return render(request, "history/journal/page.html", context)


@require_safe
def journal_lines(request: HttpRequest) -> HttpResponseBase:
    """Every line from the first on, byte for byte as it was written."""
    chunks = line_chunks(_journal(request))
    lines = (b"".join(line + b"\n" for line in chunk) for chunk in chunks)
    return _raw(StreamingHttpResponse(lines, content_type=JSON_LINES), "dziennik.jsonl")


@require_safe
def journal_disclosures(request: HttpRequest) -> HttpResponseBase:
    """What opens the lines' commitments, of all that is public today."""
    site = _journal(request).site

    def lines() -> Iterator[bytes]:
        for disclosure in open_disclosures(site):
            yield public_bytes(disclosure) + b"\n"

    return _raw(StreamingHttpResponse(lines(), content_type=JSON_LINES), "ujawnienia.jsonl")


@require_safe
def journal_disclosure(request: HttpRequest, commitment: str) -> HttpResponseBase:
    """What opens one commitment; Http404 for what is hidden, anonymised or of another site."""
    disclosure = open_disclosure(_site(request), commitment)
    if disclosure is None:
        raise Http404
    return _raw(HttpResponse(public_bytes(disclosure), content_type="application/json; charset=utf-8"))


@require_safe
def journal_checkpoints(request: HttpRequest) -> HttpResponseBase:
    """All checkpoints, oldest first."""
    checkpoints = _journal(request).checkpoints.select_related("journal").order_by("pk")
    lines = (public_line(checkpoint) + b"\n" for checkpoint in list(checkpoints))
    return _raw(StreamingHttpResponse(lines, content_type=JSON_LINES), "punkty-kontrolne.jsonl")


@require_safe
def journal_key(request: HttpRequest) -> HttpResponseBase:
    """The public key of the newest signature."""
    key = latest_key(_journal(request))
    if not key:
        raise Http404
    return _raw(HttpResponse(key, content_type="application/x-pem-file"), "klucz.pem")


@require_safe
def checkpoint_part(request: HttpRequest, at: str, part: str) -> HttpResponseBase:
    """One checkpoint in the three files that openssl wants: what was signed, the signature, the key of that time."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise Http404 from error
    checkpoint = _journal(request).checkpoints.filter(at=moment).select_related("journal").first()
    if checkpoint is None or (part != "punkt.txt" and not checkpoint.signature):
        raise Http404
    data = {
        "punkt.txt": statement_of(checkpoint),
        "punkt.sig": base64.b64decode(checkpoint.signature),
        "klucz.pem": checkpoint.public_key.encode(),
    }[part]
    return _raw(HttpResponse(data, content_type="application/octet-stream"), part)


@require_safe
def journal_file(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """The bytes that some open version showed, under their digest."""
    blob = open_blob(_site(request), sha256)
    if blob is None:
        raise Http404
    try:
        response = FileResponse(blob.open(), content_type="application/octet-stream")
    except OSError as error:
        raise Http404 from error
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return _raw(response, sha256)


@require_safe
def journal_verifier(request: HttpRequest) -> HttpResponseBase:
    """The program that checks all this on the reader's own computer."""
    return _raw(HttpResponse(verifier()[0], content_type="text/x-python; charset=utf-8"), VERIFIER.name)


@require_safe
def journal_package(request: HttpRequest) -> HttpResponseBase:
    """Everything in one archive, with the verifier."""
    journal = _journal(request)
    pieces = archive(journal.site, journal, {VERIFIER.name: verifier()[0]}) if request.method == "GET" else ()
    day = timezone.localdate().isoformat()
    return _raw(StreamingHttpResponse(pieces, content_type="application/zip"), f"dziennik-{day}.zip")


@require_safe
def journal_feed(request: HttpRequest) -> HttpResponseBase:
    """Checkpoints as a feed: whoever reads it keeps the roots."""
    journal, site = _journal(request), _site(request)
    home = request.build_absolute_uri(reverse("journal"))
    feed = PlainAtomFeed(
        title=_("Checkpoints of the journal %(origin)s") % {"origin": journal.origin},
        link=home,
        description=None,
        feed_url=request.build_absolute_uri(),
        language="pl",
        author_name=site.site_name or site.hostname,
    )
    for checkpoint in journal.checkpoints.select_related("journal").order_by("-pk")[:FEED_LENGTH]:
        _add_to_feed(feed, checkpoint, home)
    return _raw(HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"))


def _add_to_feed(feed: PlainAtomFeed, checkpoint: Checkpoint, home: str) -> None:
    feed.add_item(
        title=_("%(size)s entries, root %(root)s") % {"size": checkpoint.size, "root": checkpoint.root},
        link=home,
        description=public_line(checkpoint).decode(),
        unique_id=f"{home}#{checkpoint.at.isoformat()}",
        pubdate=checkpoint.at,
        updateddate=checkpoint.at,
    )
