"""What becomes of an invitation: its link, its letter, its account."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth import get_user_model
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Invitation, new_key, valid_until
from accounts.signals import invitation_accepted, invitation_withdrawn, invited

SALT = "accounts.invitation"


def path_of(invitation: Invitation) -> str:
    """The path of the link: signed, and good until a newer one is sent."""
    token = signing.dumps([invitation.pk, invitation.key], salt=SALT)
    return reverse("accounts_invitation", args=(token,))


def invitation_of(token: str) -> Invitation | None:
    """The invitation of a link, None when the link isn't ours, isn't the newest or has been used."""
    try:
        pk, key = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = Invitation.objects.filter(pk=pk, key=key).select_related("site").first()
    return found if found is not None and found.is_open else None


def account_with(email: str) -> Any:
    """The account of an address, None when nobody has one."""
    found = Q(email__iexact=email) | Q(username__iexact=email)
    return get_user_model()._default_manager.filter(found).order_by("pk").first()


def renew(invitation: Invitation) -> None:
    """Make a new link; the older ones are void from now on."""
    invitation.key, invitation.expires = new_key(), valid_until()
    invitation.save(update_fields=["key", "expires"])


def send(invitation: Invitation, link: str) -> None:
    """The letter with the link."""
    facts = {"invitation": invitation, "link": link, "centre": invitation.site.site_name or invitation.site.hostname}
    subject = _("Invitation to edit the site: %(centre)s") % facts
    send_mail(subject, render_to_string("accounts/email/invitation.txt", facts), None, [invitation.email])


def tell_of(request: HttpRequest, invitation: Invitation) -> None:
    """Say that somebody was invited, or invited again."""
    invited.send(sender=Invitation, request=request, invitation=invitation)


def withdraw(request: HttpRequest, invitation: Invitation) -> None:
    """The link is void; what is written down stays."""
    invitation.withdrawn_at = now()
    invitation.save(update_fields=["withdrawn_at"])
    invitation_withdrawn.send(sender=Invitation, request=request, invitation=invitation)


def make_account(invitation: Invitation) -> Any:
    """A new account, not saved yet and without a password."""
    first, _space, last = invitation.name.strip().partition(" ")
    return get_user_model()(
        username=_free_username(invitation), email=invitation.email, first_name=first[:150], last_name=last[:150]
    )


@transaction.atomic
def accept(request: HttpRequest, invitation: Invitation, user: Any) -> bool:
    """Give the account what it was invited to; False when somebody else was quicker with the same link."""
    waiting = Invitation.objects.filter(pk=invitation.pk, key=invitation.key, accepted_at=None, withdrawn_at=None)
    if not waiting.update(accepted_at=now(), key=new_key()):
        return False
    user.save()
    user.groups.add(*invitation.groups.all())
    Invitation.objects.filter(pk=invitation.pk).update(account=user)
    invitation_accepted.send(sender=Invitation, request=request, invitation=invitation, user=user)
    return True


def function_of(user: Any) -> str:
    """What a person does for the centre, as the newest invitation they accepted says; empty when none does."""
    accepted = Invitation.objects.filter(account=user).exclude(function="").order_by("-accepted_at")
    return accepted.values_list("function", flat=True).first() or ""


def _free_username(invitation: Invitation) -> str:
    """The e-mail address where that will do, so that there is one thing less to remember."""
    adapter = get_adapter()
    try:
        if len(invitation.email) <= 150:
            return str(adapter.clean_username(invitation.email.lower()))
    except ValidationError:
        pass
    return str(adapter.generate_unique_username([invitation.name, invitation.email, "user"]))
