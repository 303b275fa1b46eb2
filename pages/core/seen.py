"""A form that notices when somebody else has saved the same meanwhile; for settings, which keep no drafts."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

MOST_NAMED = 6


def state_of(item: Any) -> dict[str, Any]:
    """The stored values, by field; rows of other tables among them."""
    return json.loads(json.dumps(item.serializable_data(), cls=DjangoJSONEncoder))


def digest_of(state: dict[str, Any]) -> str:
    """What tells a state from another one."""
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()[:32]


class SeenForm(WagtailAdminModelForm):
    """Knows which values its editor has seen, and refuses once when others are stored by now.

    What was typed stays in the form, the stored values are named beside it; sending it again goes through.
    """

    data: Any
    seen_state = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen_state"] = digest_of(state_of(self.instance))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        stored = self._stored()
        name = self.add_prefix("seen_state")
        if stored is None or not self.data.get(name) or self.data[name] == digest_of(state_of(stored)):
            return data
        self.data = self.data.copy()
        self.data[name] = digest_of(state_of(stored))  # the next time they know
        changed = _(
            "Somebody else has saved this form meanwhile. Yours is not saved yet; saving it again replaces theirs."
        )
        self.add_error(None, ValidationError([changed, *self._differing(stored)]))
        return data

    def _stored(self) -> Any:
        """What is in the database now; whoever else saves it waits."""
        rows = type(self.instance)._base_manager.filter(pk=self.instance.pk)
        return (rows.select_for_update() if connection.in_atomic_block else rows).first()

    def _differing(self, stored: Any) -> list[str]:
        """The stored value of each field where the form has another one."""
        found = []
        for name in self.fields:
            if name in self.cleaned_data and name != "seen_state":
                theirs, own = getattr(stored, name, None), self.cleaned_data[name]
                if theirs != own and (theirs or own):
                    label = capfirst(str(self.fields[name].label or name))
                    found.append(_("%(field)s – stored now: %(value)s") % {"field": label, "value": theirs or "–"})
        return found[:MOST_NAMED]
