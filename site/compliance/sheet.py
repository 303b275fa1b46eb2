"""The sheet for the national page of the BIP (gov.pl/bip): what it says now, and what was sent last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from compliance.models import SentSheet
from compliance.subject import Subject
from history.people import person_of

FIELDS = {
    "name": _("Name of the body"),
    "address": _("Address"),
    "phone": _("Phone"),
    "fax": _("Fax"),
    "email": _("E-mail"),
    "bulletin": _("Address of the bulletin’s page"),
    "editors": _("Editors of the bulletin"),
    "edelivery": _("Address for electronic delivery"),
    "nip": _("NIP (tax number)"),
    "regon": _("REGON (statistical number)"),
}
NEEDED = ("name", "address", "phone", "email", "bulletin", "editors")


class Row(NamedTuple):
    """A line of the sheet."""

    label: str
    lines: list[str]
    """Printed one below the other; none when the centre hasn't said it."""


@dataclass(frozen=True)
class Difference:
    """What has changed since the sheet was sent."""

    label: str
    old: list[str]
    new: list[str]


def data_of(subject: Subject) -> dict[str, list[str]]:
    """What the sheet says, by field."""
    centre, bulletin = subject.centre, subject.bulletin
    town = " ".join(filter(None, [centre.postcode, centre.city]))
    url = subject.site.root_url + bulletin.local_url if bulletin else ""
    texts = {
        "name": [centre.name],
        "address": [centre.street, town],
        "phone": [centre.phone],
        "fax": [centre.fax],
        "email": [centre.email],
        "bulletin": [url],
        "editors": [_editor_line(editor) for editor in bulletin.editors.all()] if bulletin else [],
        "edelivery": [centre.edelivery],
        "nip": [centre.nip],
        "regon": [centre.regon],
    }
    return {key: [line for line in texts[key] if line] for key in FIELDS}


def rows_of(data: dict[str, list[str]]) -> list[Row]:
    """The sheet as it is printed."""
    return [Row(str(label), data.get(key, [])) for key, label in FIELDS.items()]


def missing_from(data: dict[str, list[str]]) -> list[str]:
    """Names of what the sheet needs and the centre hasn't said."""
    return [str(FIELDS[key]) for key in NEEDED if not data[key]]


def last_sent(site: Site) -> SentSheet | None:
    """The sheet that was sent last."""
    return SentSheet.objects.filter(site=site).first()


def differences(sent: SentSheet, data: dict[str, list[str]]) -> list[Difference]:
    """What the national page still has as it was."""
    return [
        Difference(str(label), sent.data.get(key, []), data[key])
        for key, label in FIELDS.items()
        if sent.data.get(key, []) != data[key]
    ]


def record_sent(subject: Subject, user: Any) -> SentSheet:
    """Keep what is sent today: the data of now belong to no other day."""
    return SentSheet.objects.create(
        site=subject.site, sent_on=subject.today, data=data_of(subject), by=user, by_name=person_of(user).name
    )


def _editor_line(editor: Any) -> str:
    return ", ".join(filter(None, [editor.name, editor.phone, editor.email]))
