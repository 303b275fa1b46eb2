"""Whom to tell of a weakness: `/.well-known/security.txt` of each centre, as RFC 9116 wants it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core import checks
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from pages.core.models import CentreSettings

# The standard recommends less than a year.
GOOD_FOR = timedelta(days=364)
WARNED_BEFORE = timedelta(days=30)
ADDRESS = re.compile(r"(?:https://[^\s/]\S*|tel:\+?[\d().-]+|mailto:\S+)", re.ASCII)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """The file of the centre that is asked for. Raises Http404 while nobody is named: it would be of no use."""
    contacts = contacts_of(CentreSettings.of_request(request))
    if not contacts:
        raise Http404
    lines = [f"Contact: {contact}" for contact in contacts]
    lines += [f"Expires: {expires():%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: pl, en"]
    if request.is_secure():  # the standard allows no other address of the web
        lines.append(f"Canonical: https://{request.get_host()}{reverse('security_txt')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def old_address(request: HttpRequest) -> HttpResponse:
    """`/security.txt`, where some still look first."""
    return redirect("security_txt")


def contacts_of(centre: CentreSettings) -> list[str]:
    """Whoever answers for the installation; where nobody was named, the centre's own e-mail, or else its telephone."""
    own = centre.email or (centre.phone_href if centre.phone else "")
    return [as_address(contact) for contact in settings.SECURITY_CONTACTS or [own] if contact]


def as_address(contact: str) -> str:
    """An e-mail as an address of the `mailto` kind; everything else is one already."""
    return contact if ":" in contact else f"mailto:{quote(contact, safe='@')}"


def expires() -> datetime:
    """When the file stops being true.

    It counts from the day on which somebody last made sure of the contacts, not from the question: an installation that
    nobody looks after any more would promise for ever that somebody reads.
    """
    confirmed = date.fromisoformat(settings.SECURITY_CONTACT_CONFIRMED)
    return datetime.combine(confirmed, time(), UTC) + GOOD_FOR


@checks.register(deploy=True)
def contacts_are_fresh(**_: Any) -> list[checks.Warning]:
    """Somebody makes sure once a year that reports are read."""
    try:
        end = expires()
    except ValueError:
        return []  # said by the other check
    if now() + WARNED_BEFORE < end:
        return []
    return [
        checks.Warning(
            f"security.txt expires on {end:%Y-%m-%d}.",
            hint="Make sure that reports reach somebody, then set SECURITY_CONTACT_CONFIRMED to that day.",
            id="portal.W001",
        )
    ]


@checks.register()
def contacts_are_addresses(**_: Any) -> list[checks.Error]:
    """What doesn't parse would be ignored by everybody who reads the file."""
    errors = [
        checks.Error(
            f"SECURITY_CONTACT holds {contact!r}, which is no address.",
            hint="Give an e-mail, an https: address or a tel: number, several with commas.",
            id="portal.E005",
        )
        for contact in settings.SECURITY_CONTACTS
        if not is_address(contact)
    ]
    try:
        expires()
    except ValueError:
        errors.append(
            checks.Error(
                f"SECURITY_CONTACT_CONFIRMED is {settings.SECURITY_CONTACT_CONFIRMED!r}, which is no day.",
                hint="Write it as 2026-11-29.",
                id="portal.E006",
            )
        )
    return errors


def is_address(contact: str) -> bool:
    """Whether a contact is an e-mail or an address that the standard allows."""
    if ":" in contact:
        return bool(ADDRESS.fullmatch(contact))
    try:
        validate_email(contact)
    except ValidationError:
        return False
    return True
