"""What is asked of a session before it reaches the administration."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts import second_factor, sessions

GetResponse = Callable[[HttpRequest], HttpResponse]

# What open pages ask by themselves: nobody need sit in front of them.
IN_THE_BACKGROUND = frozenset(
    {"wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release", "accounts_session"}
)
SIGN_OUT = frozenset({"account_logout", "wagtailadmin_logout"})
# Where somebody without a second factor gets one.
SETTING_UP = SIGN_OUT | {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"}
# Where somebody who has one shows it. Nothing here adds another one: a password alone must not be enough for that.
SHOWING = SIGN_OUT | {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}


class SessionLimitMiddleware:
    """Ends sessions that are over. Looks at nothing of who sends no session's cookie."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and sessions.is_over(request):
            logout(request)
            messages.info(
                request, _("You were signed out after a long time. Sign in again and you return to where you were.")
            )
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """What a person does keeps the session alive."""
        match = request.resolver_match
        if match is None or match.view_name in IN_THE_BACKGROUND or not is_administration(request):
            return
        if request.user.is_authenticated:
            sessions.note_activity(request)


class SecondFactorMiddleware:
    """Lets a password alone reach nothing of the administration, where a second factor is asked for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Lead whoever has to show a factor to where that is done, from every address."""
        if not is_administration(request) or not request.user.is_authenticated:
            return None
        if second_factor.was_shown(request) or not second_factor.is_needed_by(request.user):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in settings.SECOND_FACTOR_HELP:
            return None
        if not second_factor.is_set_up_by(request.user):
            return None if name in SETTING_UP else redirect_to("mfa_index", request)
        if name in SHOWING:
            return None
        codes = second_factor.takes_codes(request.user)
        return redirect_to("mfa_reauthenticate" if codes else "mfa_reauthenticate_webauthn", request)


def is_administration(request: HttpRequest) -> bool:
    """Whether the address is one of the administration."""
    return request.path.startswith(reverse("wagtailadmin_home"))


def redirect_to(name: str, request: HttpRequest) -> HttpResponseRedirect:
    """To an address, and back to this one afterwards."""
    back = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({REDIRECT_FIELD_NAME: back})}")
