"""How allauth does things here: nobody signs up, attempts are limited, secrets are encrypted."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts import secrets_at_rest
from accounts.addresses import client_address

ALLAUTH = "allauth.account"
WRONG = _("The user name, the e-mail address or the password is wrong.")
TOO_MANY = "too_many_login_attempts"
WAIT = _("Too many wrong attempts. Please wait 15 minutes and try again, or ask an administrator for help.")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts begin with an invitation. The same words for an account that exists and for one that doesn't."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "incorrect_code": _("The code is wrong, or was used already. Please wait for the next one."),
        "incorrect_password": _("The password is wrong."),
        TOO_MANY: WAIT,
        "rate_limited": WAIT,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Back to a page of the same host only: other centres' hosts have sessions of their own."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt, before anything is hashed. Raises ValidationError when there were too many."""
        self._of_address = ratelimit.consume(request, app=ALLAUTH, action="login_address")
        try:
            if not self._of_address:
                raise self.validation_error(TOO_MANY)
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            # Who was turned away has failed to sign in, too: a flood must show in the log as one.
            told = {**credentials, "password": ""}
            user_login_failed.send(sender=__name__, credentials=told, request=request)
            raise

    def _rollback_login_failed_rl_usage(self) -> None:
        super()._rollback_login_failed_rl_usage()
        if self._of_address:
            self._of_address.rollback()

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Per account and address: nobody locks a colleague out from elsewhere."""
        typed = credentials.get("username") or credentials.get("email") or ""
        return f"{typed.casefold()} {self.get_client_ip(request)}"


class FactorAdapter(DefaultMFAAdapter):
    """Second factors: encrypted at rest, and named in Polish."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        return secrets_at_rest.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets_at_rest.decrypt(encrypted_text)

    def get_totp_issuer(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:  # noqa: A002 -- allauth's name
        return str(_("Passkey"))
