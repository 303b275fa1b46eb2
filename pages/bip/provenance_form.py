"""A page of the bulletin says who produced it and when (u.d.i.p. art. 8 ust. 6), or a person can't publish it.

What commands make or move in goes through as it is: the site never guesses who wrote a text, and the board tells.
"""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from pages.core.dates import PartialDate
from pages.core.forms import BasePageForm

NO_PRODUCER = _("Say who produced the information or answers for its content. The provenance box has to tell.")
NO_DAY = _("Say when the information was produced. The provenance box has to tell.")


def missing_provenance(produced_by: Any, responsible_person: Any, produced_at: Any) -> dict[str, str]:
    """What the provenance lacks, by field; empty for one that is whole."""
    faults = {} if produced_by or responsible_person else {"produced_by": str(NO_PRODUCER)}
    return faults if produced_at else {**faults, "produced_at": str(NO_DAY)}


class ProvenanceForm(BasePageForm):
    """Asks for the provenance before publication; begins the day alone of a page that readers have never seen.

    Who produced a text isn't guessed: whoever enters it is seldom who answers for it, and nobody would look again.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        new = "produced_by" in self.fields and not self.instance.first_published_at
        if new and not self.instance.produced_at:
            self.initial["produced_at"] = PartialDate.from_date(localdate())

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "produced_by" in self.fields and self._leads_to_publication():
            names = ("produced_by", "responsible_person", "produced_at")
            for name, fault in missing_provenance(*(data.get(name) for name in names)).items():
                if name not in self.errors:
                    self.add_error(name, fault)
        return data
