"""Where attempts are noticed: what was refused, whatever refused it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from compliance.attempts import Attempt, record
from compliance.models import AttemptKind


class AttemptsMiddleware:
    """Writes down failed sign-ins and what the administration refused.

    Stands outside of the transaction that a refused request is rolled back with. Reads nothing of other requests.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        attempt: Attempt | None = getattr(request, "attempt", None)
        if attempt is None and response.status_code == 403 and request.path.startswith(reverse("wagtailadmin_home")):
            attempt = Attempt(AttemptKind.REFUSED)
        if attempt is not None:
            record(request, attempt)
        return response
