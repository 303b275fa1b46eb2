"""What every public template may print besides its page."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from pages.core.models import CentreSettings
from pages.core.navigation import Navigation


def centre(request: HttpRequest) -> dict[str, Any]:
    """The centre whose site is asked for, and the site's menus; a page puts its own `navigation` over this one."""
    return {"centre": SimpleLazyObject(lambda: CentreSettings.of_request(request)), "navigation": Navigation(request)}
