"""What somebody sets up besides the password."""

from __future__ import annotations

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.views import IndexView
from allauth.mfa.totp.views import ActivateTOTPView
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from accounts import second_factor
from accounts.views.limits import LimitedMixin


class FactorsView(IndexView):
    """Password, application, passkeys and recovery codes on one page."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        needed = second_factor.is_needed_by(self.request.user)
        return super().get_context_data(**kwargs) | {
            "needed": needed,
            "missing": needed and not second_factor.is_set_up_by(self.request.user),
            "go_on": get_next_redirect_url(self.request) or reverse("wagtailadmin_home"),
        }


class ActivateView(LimitedMixin, ActivateTOTPView):
    """An application for codes."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        # allauth tells of it when the transaction is over; this session must not wait for that.
        second_factor.note_shown(self.request, self.request.user)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        # By four, as people copy them.
        secret = found["form"].secret
        shown = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
        return found | {"secret": shown, "installation": settings.WAGTAIL_SITE_NAME}
