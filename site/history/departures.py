"""Why a page was withdrawn or deleted: readers who come to its address are told."""

from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from history.printable import printable

LONGEST = 500


class DepartureReason(models.TextChoices):
    """What bulletins say of pages that are gone."""

    MISTAKE = "mistake", _("published by mistake")
    MERGED = "merged", _("merged with another page")
    OUTDATED = "outdated", _("out of date")
    ARCHIVED = "archived", _("moved to the archive")


def reason_of_departure(data: Mapping[str, str]) -> str:
    """The reason chosen and the words added on a confirmation page, as one note; empty for none."""
    chosen, words = data.get("departure_reason", ""), printable(data.get("departure_words", "")).strip()[:LONGEST]
    with override(settings.LANGUAGE_CODE):
        label = str(DepartureReason(chosen).label) if chosen in DepartureReason.values else ""
        if chosen == DepartureReason.MERGED and words:
            # “merged with another page: with the page of …” would say it twice
            return _merged_with(words)
    return ": ".join(filter(None, [label, words]))


def _merged_with(words: str) -> str:
    """Scalona ze stroną „Kontakt”, whether the editor began with the name or with “ze stroną”."""
    if words.casefold().startswith(("z ", "ze ")):
        return str(_("merged %(with_page)s") % {"with_page": words})
    return str(_("merged with the page: %(page)s") % {"page": words})
