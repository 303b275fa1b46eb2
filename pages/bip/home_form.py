"""The form of the bulletin's home: at least one editor can be reached."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from pages.core.forms import PUBLISHING, BasePageForm


class BulletinForm(BasePageForm):
    """Publishing asks for an editor with a name, a phone and an e-mail (rozp. BIP § 11 ust. 1 pkt 3); a draft can wait.

    The models don't ask: a centre that moves in may not know them yet, and says so.
    """

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if not valid or not any(self.data.get(name) for name in PUBLISHING):
            return valid
        forms = self.formsets["editors"].forms
        rows = [form for form in forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        if any(_can_be_reached(form.cleaned_data) for form in rows):
            return True
        for form in rows[:1]:
            for name in ("phone", "email"):
                if not form.cleaned_data.get(name):
                    form.add_error(name, _("At least one editor needs both a phone and an e-mail."))
        if not rows:
            self.add_error(None, _("Name at least one editor with a phone and an e-mail."))
        return False


def _can_be_reached(row: dict[str, Any]) -> bool:
    return all(row.get(name) for name in ("name", "phone", "email"))
