"""An entry of the subject menu that leads to another page isn't published before that page is."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from pages.core.addresses import local_url
from pages.core.forms import BasePageForm


class ReferenceForm(BasePageForm):
    """Asks for a page that readers can open."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        target = data.get("target")
        if target and self._leads_to_publication() and not local_url(target):
            self.add_error("target", _("Readers can’t open this page: it isn’t published. Publish it first."))
        return data
