"""Signing in: the password, then the second factor; or a passkey instead of both."""

from __future__ import annotations

from typing import Any

from allauth.account.models import Login
from allauth.account.utils import get_login_redirect_url, get_next_redirect_url
from allauth.account.views import LoginView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from allauth.mfa.webauthn.views import LoginWebAuthnView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView as PasskeyAgainView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect

from accounts import second_factor
from accounts.signals import factor_failed
from accounts.views.limits import LimitedMixin, limited


class SignInView(LimitedMixin, LoginView):
    """User name or e-mail, and password. The one door of the administration, and of pages for staff only."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin"):
            return redirect(get_login_redirect_url(request))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # Signed in, and yet here: an account that may not enter.
        return super().get_context_data(**kwargs) | {
            "no_access": self.request.user.is_authenticated,
            "by_email": settings.WAGTAIL_PASSWORD_RESET_ENABLED,
        }


class SecondFactorView(AuthenticateView):
    """A code or a passkey, after the right password."""

    def form_invalid(self, form: Any) -> HttpResponse:
        is_limited = getattr(form, "is_limited", False)
        if is_limited or form is self.webauthn_form:
            factor_failed.send(sender=type(self), request=self.request, user=self.stage.login.user)
        response: HttpResponse = super().form_invalid(form)
        return limited(response) if is_limited else response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        keys = Authenticator.objects.filter(user=self.stage.login.user, type=Authenticator.Type.WEBAUTHN)
        takes_codes = second_factor.takes_codes(self.stage.login.user)
        return super().get_context_data(**kwargs) | {"has_passkey": keys.exists(), "takes_codes": takes_codes}


class PasskeySignInView(LoginWebAuthnView):
    """A passkey that knows who its owner is, and has asked for a finger or a PIN: both factors in one."""

    def form_invalid(self, form: Any) -> HttpResponse:
        factor_failed.send(sender=type(self), request=self.request, user=None)
        return super().form_invalid(form)

    def form_valid(self, form: Any) -> HttpResponse:
        key = form.cleaned_data["credential"]
        login = Login(user=key.user, redirect_url=get_next_redirect_url(self.request))
        return perform_passwordless_login(self.request, key, login)


class AgainMixin(LimitedMixin):
    """Showing once more who one is. Whoever owes the second factor can't pay with the password."""

    def get_reauthentication_alternatives(self) -> list[dict[str, Any]]:
        """Other ways than the one of this page."""
        ways = super().get_reauthentication_alternatives()  # type: ignore[misc]  # a view of allauth follows
        request = self.request  # type: ignore[attr-defined]  # the same
        owes = not second_factor.was_shown(request) and second_factor.is_set_up_by(request.user)
        return [way for way in ways if not (owes and way["id"] == "reauthenticate")]


class PasswordAgain(AgainMixin, ReauthenticateView):
    """By password."""


class CodeAgain(AgainMixin, CodeAgainView):
    """By code."""


class PasskeyAgain(AgainMixin, PasskeyAgainView):
    """By passkey."""

    def form_invalid(self, form: Any) -> HttpResponse:
        factor_failed.send(sender=type(self), request=self.request, user=self.request.user)
        return super().form_invalid(form)


def session(request: HttpRequest) -> JsonResponse:
    """Whether who asks is still signed in, and as whom; with a token for the forms that are open already."""
    user = request.user
    if not user.is_authenticated:
        return JsonResponse({"user": None})
    return JsonResponse({"user": user.pk, "token": get_token(request)})


def private_page_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """Wagtail's own door to private pages, which knows no limits and no second factor, leads to this one."""
    query = request.META.get("QUERY_STRING", "")
    answer = redirect("account_login")
    if query:
        answer["Location"] += f"?{query}"
    return answer
