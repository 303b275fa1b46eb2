"""Keeps the centre's own data in step with `centre.toml`."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Site

from pages.core.models import CentreSettings, ContactPoint
from transfer.models import LoadedFile
from transfer.reading.centre import FILE
from transfer.reading.formats import CENTRE_PAGES, centre_fields
from transfer.reading.problems import Place, Report
from transfer.reading.specs import CentreSpec

from .digests import centre_digest, digest_of
from .pages import PagePublisher


def update_centre(site: Site, spec: CentreSpec, pages: PagePublisher, report: Report, *, overwrite: bool) -> bool:
    """Store what the file says, unless it says the same as before; tells whether anything was stored.

    Noted as an error: data changed both in the file and in the administration, unless it is to be overwritten.
    """
    digest = centre_digest(spec)
    row = LoadedFile.objects.filter(site=site, source=FILE).first() or LoadedFile(site=site, source=FILE)
    if row.digest == digest:
        return False
    centre = CentreSettings.objects.filter(site=site).first() or CentreSettings(site=site)
    if row.pk and not overwrite and row.state_digest != _state(centre):
        message = _(
            "the centre's data was changed in the administration after the last load, and the file has changed too; "
            "carry the change over into the file, then load with --overwrite"
        )
        report.error(Place(FILE), message)
        return False
    _fill(centre, spec, pages)
    try:
        centre.full_clean()
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            for text in messages:
                report.error(spec.place_of(name), f"{name}: {text}")
        return False
    centre.save()
    row.digest, row.state_digest = digest, _state(centre)
    row.save()
    return True


def _fill(centre: Any, spec: CentreSpec, pages: PagePublisher) -> None:
    for name in centre_fields():
        default = centre._meta.get_field(name).get_default()
        setattr(centre, name, spec.fields.get(name, default))
    for key in CENTRE_PAGES:
        reference = spec.links.get(f"{key}_page")
        known = reference is not None and pages.path_exists(reference.target)
        setattr(centre, f"{key}_page_id", pages.id_of(reference) if reference is not None and known else None)
    centre.contacts = [ContactPoint(**contact, sort_order=number) for number, contact in enumerate(spec.contacts)]


def _state(centre: Any) -> str:
    values = [str(getattr(centre, name)) for name in centre_fields()]
    links = [getattr(centre, f"{key}_page_id") for key in CENTRE_PAGES]
    contacts = [[contact.label, contact.phone, contact.email] for contact in centre.contacts.all()]
    return digest_of([values, links, contacts])
