"""Where the administration leads to invitations and to one's own password and second factor."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from accounts.administration.invitations import invitations_viewset


@hooks.register("register_admin_viewset")
def viewsets() -> list[ViewSet]:
    """The list of invitations, in the menu of settings."""
    return [invitations_viewset]


@hooks.register("register_account_menu_item")
def own_security(request: Any) -> dict[str, str]:
    """On the page of one's account."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Password and second factor"),
        "help_text": _("Change the password; set up an application for codes or a passkey."),
    }


@hooks.register("insert_global_admin_js")
def keep_what_is_being_written() -> SafeString:
    """A session that ends while somebody writes must not cost them the form."""
    return render_to_string("accounts/session_dialog.html")
