"""What waits for an editor, on the first page after signing in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from editing.home.centres import chosen_centre, own_centres
from editing.home.lines import lines_for


class HomePanel(Component):
    """What waits, how much of it, and one next step each."""

    name = "editing_home"
    order = 60
    template_name = "editing/home/panel.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        centres = own_centres(self.request.user)
        centre = chosen_centre(self.request, centres)
        lines = lines_for(self.request.user, centre) if centre else []
        nobodys = not centres and self.request.user.is_superuser  # a new installation
        return {"centres": centres, "centre": centre, "lines": lines, "nobodys": nobodys}
