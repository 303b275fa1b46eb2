"""The validator on this site's own statements, as readers get them."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from pages.accessibility.checking.findings import Finding
from pages.accessibility.checking.validator import check
from pages.accessibility.models import AccessibilityStatementPage
from pages.accessibility.statement.rules import has_bulletin, home_of


def html_of(page: AccessibilityStatementPage) -> bytes:
    """The page as it would be served, from whatever its row or its draft holds."""
    site = page.get_site()
    request = HttpRequest()
    request.method, request.path = "GET", page.local_url or "/"
    request.META |= {
        "HTTP_HOST": f"{site.hostname}:{site.port}",
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port),
    }
    response = page.serve(request)
    return response.render().content if hasattr(response, "render") else response.content


def findings_of(page: AccessibilityStatementPage, today: date | None = None) -> list[Finding]:
    """What the validator says of a statement of this site."""
    return check(html_of(page), today=today, in_bip=has_bulletin(home_of(page)))
