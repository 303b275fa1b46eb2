"""The first thing that an editor reads after signing in: how many gaps there were when somebody last looked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from compliance.administration.rights import own_sites
from compliance.results import last_known


class GapsPanel(Component):
    """How many gaps each of one's own centres had, and when. Nothing is worked out, so nobody waits for it."""

    name = "compliance"
    order = 90
    template_name = "compliance/panel.html"
    MOST = 10

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        # Not the site that a new database has, with a plain page of Wagtail's for its home.
        centres = own_sites(self.request.user).exclude(root_page__content_type__app_label="wagtailcore")
        return {"centres": last_known(list(centres[: self.MOST]))}
