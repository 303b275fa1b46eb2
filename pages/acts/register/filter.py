"""What a reader may ask the register of acts for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import cast
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from pages.acts.models.kinds import ActKind
from pages.acts.register.rows import ActRow
from pages.acts.register.searching import Question
from pages.acts.status import Status
from search.analysis.folding import fold


class RegisterFilter(forms.Form):
    """Number or words, year, kind, body, status; a plain GET form. What is wrong is said, and leaves nothing out."""

    UNDATED = "undated"
    NOT_GIVEN = "not_given"

    q = forms.CharField(
        label=_("Number or a word of the title"),
        required=False,
        max_length=100,
        error_messages={"max_length": _("That is too long to search for: %(limit_value)d characters at most.")},
    )
    year = forms.ChoiceField(label=_("Year"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    issuer = forms.ChoiceField(label=_("Issuing body"), required=False)
    status = forms.ChoiceField(label=pgettext_lazy("act", "Status"), required=False)

    def __init__(self, rows: Sequence[ActRow], asked: QueryDict) -> None:
        super().__init__(asked, auto_id="filter-%s", use_required_attribute=False)
        self.rows = rows
        years = sorted({row.year for row in rows if row.year}, reverse=True)
        kinds = sorted(((kind, str(ActKind(kind).label)) for kind in {row.ref.kind for row in rows}), key=_by_label)
        named = {row.dossier.issuer for row in rows if row.dossier.issuer}
        issuers = sorted(((name, name) for name in named), key=_by_label)
        undated = [(self.UNDATED, gettext("undated"))] if any(not row.year for row in rows) else []
        unnamed = [(self.NOT_GIVEN, gettext("not given"))] if any(not row.dossier.issuer for row in rows) else []
        self._offer("year", [(str(year), str(year)) for year in years] + undated)
        self._offer("kind", kinds)
        self._offer("issuer", issuers + unnamed)
        self._offer("status", [(status.value, status.label) for status in Status])
        self.fields["q"].widget.attrs["autocomplete"] = "off"

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = cast(forms.ChoiceField, self.fields[name])
        field.choices = [("", gettext("all")), *choices]
        field.error_messages["invalid_choice"] = gettext("The register has no such choice. Choose one from the list.")

    @cached_property
    def asked(self) -> dict[str, str]:
        """What was asked for and can be understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self) -> str:
        """The same as the end of an address."""
        return f"?{urlencode(self.asked)}" if self.asked else ""

    @property
    def fault(self) -> str:
        """The first thing that is wrong, in a sentence; for programs, which see no form."""
        return next((str(sentences[0]) for sentences in self.errors.values()), "")

    def found(self) -> list[ActRow]:
        """The acts that answer to everything that was asked, in the order of the register."""
        question = Question(self.asked.get("q", ""))
        return [row for row in self.rows if self._has(row) and question.finds(row.searchable)]

    def _has(self, row: ActRow) -> bool:
        asked = self.asked
        return (
            asked.get("year") in (None, str(row.year or self.UNDATED))
            and asked.get("kind") in (None, row.ref.kind)
            and asked.get("issuer") in (None, row.dossier.issuer or self.NOT_GIVEN)
            and ("status" not in asked or asked["status"] == row.status)
        )


def _by_label(choice: tuple[str, str]) -> str:
    return fold(choice[1])
