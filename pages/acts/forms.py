"""Forms: what an editor says of an act, what a reader asks the register for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.acts.numbers import ActNumber
from pages.core.forms import BasePageForm

if TYPE_CHECKING:
    from pages.acts.models import ActPage


class ActPageForm(BasePageForm):
    """Knows the other acts of the register: a number given twice is a slip, whatever way it is spelt."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        try:
            key = ActNumber.parse(data.get("number") or "").key
        except ValueError:
            return data  # no number, or a wrong one, which the model's own rule refuses
        same = type(self.instance).objects.child_of(self.parent_page).filter(kind=data.get("kind"), number_key=key)
        issuer = data.get("issuer")
        for act in same.exclude(pk=self.instance.pk):
            if not (act.issuer and issuer) or act.issuer == issuer:  # a body that is not named may be any
                self.add_error(
                    "number", _("“%(act)s” has this number already.") % {"act": act.get_admin_display_title()}
                )
        return data


class RegisterFilter(forms.Form):
    """What a reader may ask the register of acts for; a plain GET form."""

    q = forms.CharField(label=_("Number or a word of the title"), required=False, max_length=100)
    year = forms.ChoiceField(label=_("Year"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    issuer = forms.ChoiceField(label=_("Issuing body"), required=False)

    def __init__(self, acts: list[ActPage], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = sorted({act.year for act in acts if act.year}, reverse=True)
        kinds = sorted({(act.kind, str(act.get_kind_display())) for act in acts}, key=lambda kind: kind[1])
        issuers = sorted({act.issuer for act in acts if act.issuer})
        self._offer("year", [(str(year), str(year)) for year in years])
        self._offer("kind", kinds)
        self._offer("issuer", [(name, name) for name in issuers])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = cast(forms.ChoiceField, self.fields[name])
        field.choices = [("", gettext("all")), *choices]

    def matches(self, act: ActPage) -> bool:
        """Whether the act answers to everything that was asked; a bad value asks for nothing."""
        asked = self.cleaned_data
        return (
            act.answers_to(asked.get("q") or "")
            and asked.get("year") in (None, "", str(act.year))
            and asked.get("kind") in (None, "", act.kind)
            and asked.get("issuer") in (None, "", act.issuer)
        )
