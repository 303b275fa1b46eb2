"""Where attempts are noticed: what was refused, whatever refused it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from compliance.attempts import Attempt, noticed, record
from compliance.models import AttemptKind


class AttemptsMiddleware:
    """Writes down what happened at the door, and what the administration refused.

    Stands outside of the transaction that a refused request is rolled back with. Reads nothing of other requests.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        attempts = noticed(request)
        if not attempts and response.status_code == 403 and request.path.startswith(reverse("wagtailadmin_home")):
            attempts = {AttemptKind.REFUSED: Attempt(AttemptKind.REFUSED)}
        for attempt in attempts.values():
            record(request, attempt)
        return response
