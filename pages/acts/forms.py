"""The form of an act."""

from typing import Any

from django.utils.translation import gettext as _

from pages.acts.numbers import ActNumber
from pages.core.forms import BasePageForm


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
