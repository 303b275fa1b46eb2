"""Accepting an invitation."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters

from accounts import invitations
from accounts.forms import AcceptForm
from accounts.models import Invitation


@sensitive_post_parameters()
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link: a password of one's own, or a button for who has an account already."""
    invitation = invitations.invitation_of(token)
    if invitation is None:
        return void(request)
    account = invitations.account_with(invitation.email)
    if account is None:
        return begin(request, invitation)
    return go_on(request, invitation, account)


def begin(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """A new account; whoever made it is signed in, and led to a second factor where one is needed."""
    user = invitations.make_account(invitation)
    form = AcceptForm(user, request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return page(request, invitation, form=form, user_name=user.username)
    user = form.save(commit=False)
    if not invitations.accept(request, invitation, user):
        return void(request)
    get_adapter().login(request, user)
    record_authentication(request, user, method="password", reauthenticated=True)
    return redirect("wagtailadmin_home")


def go_on(request: HttpRequest, invitation: Invitation, account: Any) -> HttpResponse:
    """More rights for an account that exists: only its owner, signed in, may take them."""
    if request.user != account:
        back = urlencode({REDIRECT_FIELD_NAME: request.path})
        return page(request, invitation, sign_in=f"{reverse('account_login')}?{back}", other=request.user)
    if request.method != "POST":
        return page(request, invitation)
    if not invitations.accept(request, invitation, account):
        return void(request)
    return redirect("wagtailadmin_home")


def page(request: HttpRequest, invitation: Invitation, **facts: Any) -> HttpResponse:
    """The page of an open invitation."""
    groups = [group.name for group in invitation.groups.all()]
    return render(request, "accounts/invitation.html", {"invitation": invitation, "group_names": groups, **facts})


def void(request: HttpRequest) -> HttpResponse:
    """The link was used, withdrawn, replaced by a newer one, or is too old."""
    return render(request, "accounts/invitation_void.html", status=410)
