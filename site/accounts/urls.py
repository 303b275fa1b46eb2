"""Addresses of signing in, all below those of the administration; each page of allauth that is used, and no other."""

from allauth.account import views as account
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.db.transaction import non_atomic_requests
from django.urls import path, register_converter

from accounts.views.factors import ActivateView, FactorsView
from accounts.views.invitations import accept
from accounts.views.passwords import AskForPasswordView, ChangeView
from accounts.views.sessions import SessionsView
from accounts.views.signing_in import (
    CodeAgain,
    PasskeyAgain,
    PasskeySignInView,
    PasswordAgain,
    SecondFactorView,
    SignInView,
    session,
)


class Base36Converter:
    """The number of an account, as allauth writes it."""

    regex = "[0-9A-Za-z]+"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(Base36Converter, "base36")

# Checking a password takes long on purpose, and so may a mail server: nobody else's writing waits for them.
sign_in = non_atomic_requests(SignInView.as_view())
ask_for_password = non_atomic_requests(AskForPasswordView.as_view())

# Wagtail's own ways in and to a new password, which know neither limits nor second factors.
REPLACED = frozenset({"wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_password_reset"})
REPLACED_FOLDERS = frozenset({"password_reset/"})

urlpatterns = [
    path("login/", sign_in, name="account_login"),
    path("login/", sign_in, name="wagtailadmin_login"),
    path("login/code/", SecondFactorView.as_view(), name="mfa_authenticate"),
    path("login/passkey/", PasskeySignInView.as_view(), name="mfa_login_webauthn"),
    path("login/inactive/", account.account_inactive, name="account_inactive"),
    path("login/again/", non_atomic_requests(PasswordAgain.as_view()), name="account_reauthenticate"),
    path("login/again/code/", CodeAgain.as_view(), name="mfa_reauthenticate"),
    path("login/again/passkey/", PasskeyAgain.as_view(), name="mfa_reauthenticate_webauthn"),
    path("logout/", account.logout, name="account_logout"),
    path("logout/", account.logout, name="wagtailadmin_logout"),
    path("password_reset/", ask_for_password, name="account_reset_password"),
    path("password_reset/", ask_for_password, name="wagtailadmin_password_reset"),
    path("password_reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password_reset/confirm/<base36:uidb36>-<str:key>/",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password_reset/complete/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("account/session/", session, name="accounts_session"),
    path("account/sessions/", SessionsView.as_view(), name="accounts_sessions"),
    path("account/password/", non_atomic_requests(ChangeView.as_view()), name="account_change_password"),
    path("account/password/first/", account.password_set, name="account_set_password"),
    path("account/security/", FactorsView.as_view(), name="mfa_index"),
    path("account/security/app/", ActivateView.as_view(), name="mfa_activate_totp"),
    path("account/security/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/security/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/security/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/security/keys/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("account/security/keys/add/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("account/security/keys/<int:pk>/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/security/keys/<int:pk>/remove/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("invitation/<str:token>/", accept, name="accounts_invitation"),
]


def without_replaced(patterns: list) -> list:
    """Wagtail's addresses but for those that stand here."""
    return [
        pattern
        for pattern in patterns
        if getattr(pattern, "name", None) not in REPLACED and str(pattern.pattern) not in REPLACED_FOLDERS
    ]
