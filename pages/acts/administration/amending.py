"""“New amending act”: one form makes the act, its relation and the next text, all of them drafts."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages

from pages.acts.administration.drafting import suggestions
from pages.acts.administration.forms import AmendmentForm
from pages.acts.administration.subject import ActsMixin, may_amend
from pages.acts.models import ActKind, ActPage, ExpressionPage
from pages.acts.naming import act_name


class AmendView(ActsMixin, FormView):
    """Asks for an act that amends the one at hand."""

    page_title = gettext_lazy("New amending act")
    template_name = "pages/acts/admin/amend.html"
    page_types = (ActPage,)
    form_class = AmendmentForm

    def is_allowed(self) -> bool:
        return may_amend(self.request.user, self.page)

    def get_initial(self) -> dict[str, Any]:
        return {"kind": ActKind.RESOLUTION, **suggestions(self.page)}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "act": self.page, "user": self.request.user}

    def form_valid(self, form: AmendmentForm) -> HttpResponse:
        act, text = form.keep()
        check = reverse("acts_admin:check", args=(text.pk,))
        buttons = [messages.button(check, _("Check and publish"))]
        words = {"act": act_name(act.kind, act.number, act.adopted_on)}
        if not text.text:
            said = _("The act and its next text are drafts now. The text is empty: paste it or choose a file.")
            messages.success(self.request, said)
            return redirect("acts_admin:import", text.pk)
        said = _(
            "The act and the next text, which still says what the last one does, are drafts now. "
            "Please change only what is changed by: %(act)s. Then choose “Check and publish”."
        )
        messages.success(self.request, said % words, buttons=buttons)
        return redirect("wagtailadmin_pages:edit", text.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        drafts = ExpressionPage.objects.child_of(self.page).filter(live=False)
        found = [(reverse("acts_admin:check", args=(draft.pk,)), draft.get_admin_display_title()) for draft in drafts]
        return super().get_context_data(drafts=found, **kwargs)
