"""Which account somebody means, and whether the password is right."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.userkit import filter_users_by_email, get_user_by_username
from django.http import HttpRequest


def account_named(typed: str) -> Any:
    """The account of a user name, else the only one with that e-mail address; None when there is none."""
    if named := get_user_by_username(typed):
        return named
    users = filter_users_by_email(typed, for_login=True) if "@" in typed else []
    return users[0] if len(users) == 1 else None


class AccountBackend(AuthenticationBackend):
    """Checks one password once, so that an account that exists takes no longer than one that doesn't."""

    def _authenticate(self, request: HttpRequest | None, **credentials: Any) -> Any:
        typed = credentials.get("username") or credentials.get("email") or ""
        return self._check_password(account_named(typed), credentials.get("password") or "")
