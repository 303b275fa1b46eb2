"""“Check and publish”: what a draft of a text changes, and one button that publishes it with its amending act."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages

from history.diff.view import comparison_context
from pages.acts.administration.forms import PublishForm
from pages.acts.administration.publishing import Plan
from pages.acts.administration.subject import ActsMixin
from pages.acts.models import ActPage, ExpressionPage

BESIDE = "obok"


class CheckView(ActsMixin, FormView):
    """Shows the difference as readers will see it, then publishes."""

    page_title = gettext_lazy("Check and publish")
    template_name = "pages/acts/admin/check.html"
    page_types = (ExpressionPage,)
    form_class = PublishForm

    @cached_property
    def plan(self) -> Plan:
        """What would be published."""
        return Plan(self.page, self.request.user)

    def get_initial(self) -> dict[str, Any]:
        return {"seen": self.plan.seen}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "needs_note": self.plan.needs_note}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.plan.obstacle and "submit" not in request.POST:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: PublishForm) -> HttpResponse:
        if form.cleaned_data["seen"] != self.plan.seen:
            form.add_error(None, _("Somebody has changed the draft since. Look at the difference again, then publish."))
        if self.plan.is_done or self.plan.faults or form.errors:
            return self.form_invalid(form)
        data = form.cleaned_data
        if "submit" in self.request.POST:
            self.plan.submit(data.get("change_note", ""), data.get("change_kind", ""))
            messages.success(self.request, _("Submitted. The approvers get a message and publish it from here."))
            return redirect(self.edit_url)
        try:
            self.plan.publish(data.get("change_note", ""), data.get("change_kind", ""))
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        text = ExpressionPage.objects.get(pk=self.page.pk)
        buttons = [messages.button(text.act.full_url or text.full_url, _("See it on the site"), new_window=True)]
        said = _("Published: %(names)s.")
        names = "; ".join(page.get_admin_display_title() for page in self.plan.pages).removesuffix(".")  # "… 2023 r."
        messages.success(self.request, said % {"names": names}, buttons=buttons)
        return redirect(self.edit_url)

    def form_invalid(self, form: PublishForm) -> HttpResponse:
        # The drafts that are shown now are those that the next click means.
        form.data = {**dict(form.data.items()), "seen": self.plan.seen}
        return self.render_to_response(self.get_context_data(form=form), status=409)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = self.plan
        compared: dict[str, Any] = {}
        if plan.before:
            name = _("What readers see now") if self.page.live else plan.before.title
            old = plan.state(plan.before, name, plan.before.url)
            new = plan.state(plan.dossier.texts[self.page.pk], _("Draft"), self.edit_url)
            beside = self.request.GET.get("widok") == BESIDE
            compared = comparison_context(old, new, plan.comparison, beside=beside)
        facts = [(act.eyebrow, [*act.facts, *act.force_facts, *_effects(act)]) for act in plan.acts]
        return super().get_context_data(**{"plan": plan, "new_acts": facts, **compared, **kwargs})


def _effects(act: ActPage) -> list[tuple[str, str]]:
    """What an act does, as rows of its facts."""
    return [(_("What the act does to others"), relation.sentence) for relation in act.relations.all()]
