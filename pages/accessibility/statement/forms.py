"""The form of a statement: rules that look at rows of several tables at once."""

from __future__ import annotations

from typing import Any

from pages.accessibility.statement import rules
from pages.core.forms import BasePageForm
from pages.core.models.centre import CentreSettings


class StatementForm(BasePageForm):
    """Says at the field what would make the statement untrue; what a draft may lack is asked for on publication."""

    def is_valid(self) -> bool:
        valid = super().is_valid()
        home = rules.home_of(self.parent_page or self.instance)
        for form in self._rows("problems"):
            for name, message in rules.problem_faults(form.instance, home).items():
                form.add_error(name, message)
        for form in self._rows("reviews"):
            for name, message in rules.review_faults(form.instance.day, self.cleaned_data.get("made_on")).items():
                form.add_error(name, message)
        if not self.is_deferred_validation:
            self._ask_for_what_is_missing()
        rows = [form for formset in self.formsets.values() for form in formset.forms]
        return valid and not self.errors and not any(form.errors for form in rows)

    def _rows(self, relation: str) -> list[Any]:
        """Forms of rows that stay, as far as they could be read."""
        formset = self.formsets.get(relation)
        forms = formset.forms if formset is not None else []
        return [form for form in forms if getattr(form, "cleaned_data", None) and not form.cleaned_data.get("DELETE")]

    def _ask_for_what_is_missing(self) -> None:
        site = (self.parent_page or self.instance).get_site()
        missing = rules.missing(self.instance, CentreSettings.of(site), len(self._rows("buildings")))
        for name, message in missing.items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, message)
