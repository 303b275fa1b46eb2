"""Where somebody is signed in, and how they end that elsewhere (ASVS 5.0.0, 7.5.2)."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from accounts import sessions

OTHERS = "others"


@method_decorator([login_required, reauthentication_required], name="dispatch")
class SessionsView(TemplateView):
    """The open sessions of whoever asks; `end` of a form is the mark of one, or `others`."""

    template_name = "accounts/sessions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = sessions.open_of(self.request.user, self.request.session.session_key)
        others = [session for session in found if not session.is_own]
        return super().get_context_data(**kwargs) | {"sessions": found, "others": others}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End them, and show what is left."""
        wanted, own = request.POST.get("end", ""), request.session.session_key  # signing out has a button of its own
        if wanted == OTHERS:
            ended = sessions.end_of(request.user, keep=own)
        else:
            ended = int(sessions.end_marked(request.user, wanted, keep=own))
        if ended:
            said = ngettext("%(count)d session was ended.", "%(count)d sessions were ended.", ended)
            messages.success(request, said % {"count": ended})
        else:
            messages.info(request, _("That session had ended before."))
        return HttpResponseRedirect(reverse("accounts_sessions"))
