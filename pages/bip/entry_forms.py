"""Forms of entries whose rules need more than the entry's own fields: its rows, its list, who fills the form in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.bip.part_b import (
    NOT_CONFIRMED,
    NOTHING_PUBLIC,
    confirm_without_part_b,
    file_dangers,
    file_obstacles,
    is_confirmed,
)
from pages.bip.provenance_form import ProvenanceForm

if TYPE_CHECKING:
    from datetime import date

NOTHING_TO_READ = _("Add the report: as a file, or better as text in the content.")
ACTIVITY, STATEMENT = "activity", "statement"


class PetitionForm(ProvenanceForm):
    """Holds the steps of a case against the day on which the petition came, and keeps an unwilling author unknown."""

    names_nobody = forms.BooleanField(
        label=_("I have looked: neither the title, the text nor the scan names the author"),
        required=False,
        help_text=_("Only where the author doesn’t consent. Another scan has to be looked at anew."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self._leads_to_publication():
            return data
        if not data.get("expected_on") and not data.get("answered_on") and "expected_on" not in self.errors:
            self.add_error("expected_on", _("Say when the petition is expected to be handled: readers have to know."))
        is_new = not self.instance.first_published_at or "scan" in self.changed_data
        if is_new and data.get("scan") and not data.get("author_consents") and not data.get("names_nobody"):
            self.add_error("names_nobody", _("The author doesn’t consent: look through the scan and confirm this."))
        return data

    def is_valid(self) -> bool:
        """Rows by themselves know the kept petition, or none."""
        valid = super().is_valid()
        received: date | None = self.cleaned_data.get("received_on")
        for row in self.formsets["steps"].forms:
            data = getattr(row, "cleaned_data", {})
            if received and data.get("day") and not data.get("DELETE") and data["day"] < received:
                row.add_error("day", _("This can’t be before the petition was received."))
                valid = False
        return valid


class ReportForm(ProvenanceForm):
    """Keeps reports on activity and financial statements in lists of their own, and asks for something to read."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        category = getattr(self.parent_page.specific, "category", "") if self.parent_page else ""
        kind = data.get("kind")
        if category == "statements" and kind == ACTIVITY:
            self.add_error(
                "kind", _("This list holds financial statements. Reports on activity have one of their own.")
            )
        if category == "reports" and kind == STATEMENT:
            self.add_error(
                "kind", _("This list holds reports on activity. Financial statements have one of their own.")
            )
        return data

    def is_valid(self) -> bool:
        """Rows of the form are only known once they are valid themselves."""
        valid = super().is_valid()
        if not valid or not self._leads_to_publication():
            return valid
        rows = [row.cleaned_data for row in self.formsets["documents"].forms if hasattr(row, "cleaned_data")]
        has_file = any(row.get("document") and not row.get("DELETE") for row in rows)
        if not has_file and not self.cleaned_data.get("body"):
            self.add_error(None, NOTHING_TO_READ)
            return False
        return True


class DeclarationForm(ProvenanceForm):
    """Has the editor confirm that the file holds no part B, and refuses a file that does, or can't be read."""

    confirms = forms.BooleanField(
        label=_("I confirm that the file holds no part B"),
        required=False,
        help_text=_(
            "Part B, with the address of the person and of the real estate, is never published. Your name and the "
            "time of the confirmation are recorded. Another file has to be confirmed anew."
        ),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        document = data.get("document")
        publishing = self._leads_to_publication()
        if document is None:
            if publishing and not data.get("elsewhere") and not self.errors.keys() & {"document", "elsewhere"}:
                self.add_error("document", NOTHING_PUBLIC)
            return data
        faults = [*file_dangers(document), *(file_obstacles(document) if publishing else [])]
        for sentence in faults:
            self.add_error("document", sentence)
        if faults:
            return data
        if data.get("confirms"):
            confirm_without_part_b(self.instance, document, self.for_user)
        elif publishing and not is_confirmed(self.instance, document):
            self.add_error("confirms", NOT_CONFIRMED)
        return data
