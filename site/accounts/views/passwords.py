"""A new password: by e-mail for who forgot theirs, by the old one for who didn't."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from allauth.account.views import PasswordChangeView, PasswordResetView
from allauth.core import context, ratelimit
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

from accounts.views.limits import LimitedMixin, too_many

logger = logging.getLogger(__name__)


class RedirectThenWork(HttpResponseRedirect):
    """Answers first and works afterwards, so that the time of the answer says nothing of the work."""

    def __init__(self, to: str, work: Callable[[], object]) -> None:
        super().__init__(to)
        self.work = work

    def close(self) -> None:
        try:
            self.work()
        except Exception as error:  # noqa: BLE001 -- nobody is left to be told: a mail server fails in many ways
            logger.error("An e-mail with a link for a new password could not be sent: %s", type(error).__name__)
        super().close()


class AskForPasswordView(LimitedMixin, PasswordResetView):
    """A link by e-mail. Says the same, and as quickly, whether there is such an account or not."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.WAGTAIL_PASSWORD_RESET_ENABLED:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        request = self.request
        if not ratelimit.consume(request, action="reset_password", key=form.cleaned_data["email"].casefold()):
            return too_many(request)

        def send() -> None:
            with context.request_context(request):
                form.save(request)

        return RedirectThenWork(str(self.success_url), send)


class ChangeView(LimitedMixin, PasswordChangeView):
    """The password of who is signed in. All their other sessions end."""
