"""The forms of signing in: allauth's, with labels instead of placeholders."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.adapter import TOO_MANY

LIMITED = {TOO_MANY, "rate_limited"}
CODE = _("Code")


class PlainForm(forms.Form):
    """A form whose fields look like those of the rest of the site."""

    labels: dict[str, Any] = {}
    attributes: dict[str, dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if not isinstance(field.widget, forms.CheckboxInput):
                field.widget.attrs["class"] = "field"
            field.widget.attrs.update(self.attributes.get(name, {}))
            field.label = self.labels.get(name, field.label)
            field.help_text = ""

    @property
    def is_limited(self) -> bool:
        """Whether it was refused because there were too many attempts."""
        return any(error.code in LIMITED for errors in self.errors.as_data().values() for error in errors)


class CodeForm(PlainForm):
    """A form that asks for a code."""

    labels = {"code": CODE}
    attributes = {"code": {"autocomplete": "one-time-code", "spellcheck": "false"}}


class SignInForm(PlainForm, account.LoginForm):
    """User name or e-mail, and password."""

    labels = {"login": _("User name or e-mail"), "password": _("Password")}
    attributes = {"login": {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}}

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Sign in; a password that was typed a moment ago need not be typed again to set up a second factor."""
        response: HttpResponse = super().login(request, redirect_url=redirect_url)
        if request.user.is_authenticated:
            record_authentication(request, request.user, method="password", reauthenticated=True)
        return response


class PasswordAgainForm(PlainForm, account.ReauthenticateForm):
    """The password, before something that matters."""

    labels = {"password": _("Password")}


class AskForPasswordForm(PlainForm, account.ResetPasswordForm):
    """Where to send a link."""

    labels = {"email": _("E-mail")}


class NewPasswordForm(PlainForm, account.ResetPasswordKeyForm):
    """A new password, by the link from an e-mail."""

    labels = {"password1": _("New password"), "password2": _("New password, once more")}


class ChangePasswordForm(PlainForm, account.ChangePasswordForm):
    """A new password, by who knows the old one."""

    labels = {"oldpassword": _("Password until now"), **NewPasswordForm.labels}


class SetFirstPasswordForm(PlainForm, account.SetPasswordForm):
    """A password for an account that has none."""

    labels = NewPasswordForm.labels


class AcceptForm(PlainForm, SetPasswordForm):
    """The first password of who was invited."""

    labels = {"new_password1": _("Password"), "new_password2": _("Password, once more")}


class AnswerForm(CodeForm, factor.AuthenticateForm):
    """The code that completes signing in."""


class AnswerAgainForm(CodeForm, factor.ReauthenticateForm):
    """The code, before something that matters."""


class ActivateForm(CodeForm, totp.ActivateTOTPForm):
    """The first code of an application."""


class AddPasskeyForm(PlainForm, webauthn.AddWebAuthnForm):
    """A new passkey, and what to call it."""

    labels = {"name": _("Name of the key, e.g. “office laptop”"), "passwordless": _("It replaces the password, too")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"passwordless": True, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class RenamePasskeyForm(PlainForm, webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    labels = {"name": _("Name of the key")}
