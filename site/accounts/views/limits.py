"""How a page says that there were too many attempts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

RETRY_SECONDS = 15 * 60


def limited(response: HttpResponse) -> HttpResponse:
    """The same answer as one that says “later”."""
    response.status_code = 429
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def too_many(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """The page for whoever asked too often, whatever it was."""
    return limited(render(request, "accounts/too_many.html"))


class LimitedMixin:
    """A view of a form, which answers 429 when the form was refused because of too many attempts."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """The form again, with its errors."""
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]  # a form's view follows
        return limited(response) if getattr(form, "is_limited", False) else response
