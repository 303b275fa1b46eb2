"""Forms that add to a page's history: restoring a version, correcting a description, anonymising."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin import messages
from wagtail.models import Page

from history.administration.forms import CorrectionForm, RedactionForm, RestoreForm
from history.administration.subject import PageHistoryMixin, may_redact
from history.corrections import correct_note
from history.models import ContentStatus, PublishedVersion
from history.redaction import RedactionRefused, redact
from history.restoring import Restored, restored


class RestoreView(PageHistoryMixin, FormView):
    """Publishes the text of an earlier version anew, or puts it into the editor as a draft."""

    page_title = gettext_lazy("Restore a version")
    template_name = "history/admin/restore.html"
    form_class = RestoreForm

    @property
    def number(self) -> int:
        """Of the version."""
        return int(self.kwargs["number"])

    @cached_property
    def version(self) -> PublishedVersion:
        """The version to bring back."""
        return self.version_or_404(self.number)

    @cached_property
    def found(self) -> Restored:
        """The page as readers see it, with the fields of the version in it."""
        return restored(Page.objects.get(pk=self.page_id).specific, self.version)

    @cached_property
    def fault(self) -> str:
        """Why the version can't come back at all; empty when it can."""
        if self.page.alias_of_id:
            return _("This page only repeats another one. Restore the version there.")
        lock = self.page.get_lock()
        if lock and lock.for_user(self.request.user):
            return _("The page is locked. Nothing can be changed until it is unlocked.")
        if self.version.content.status != ContentStatus.FULL:
            return _("The text of this version is not kept, so there is nothing to restore.")
        return ""

    @property
    def may_publish(self) -> bool:
        """Whether the editor may publish the page, and all that the version shows is still there and as it was."""
        return self.found.is_whole and self.page.permissions_for_user(self.request.user).can_publish()

    def get_form_kwargs(self) -> dict[str, Any]:
        # Kept as it was read: the sentence is part of the public record.
        whole = bool(self.fault) or self.found.is_whole
        opening = _("Version %(number)s restored:") if whole else _("After version %(number)s:")
        return {**super().get_form_kwargs(), "opening": opening % {"number": self.number}}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Somebody else may be publishing the page right now.
        list(Page.objects.select_for_update().filter(pk=self.page_id).values_list("pk"))
        return self.get(request) if self.fault else super().post(request, *args, **kwargs)

    def form_valid(self, form: RestoreForm) -> HttpResponse:
        page = self.found.page
        page.change_note, page.change_kind = form.cleaned_data["change_note"], form.cleaned_data["change_kind"]
        as_draft = "draft" in self.request.POST
        if not as_draft and not self.may_publish:
            raise PermissionDenied
        try:
            revision = page.save_revision(user=self.request.user, log_action=True, clean=not as_draft)
        except ValidationError as error:
            form.add_error(None, [_("The text no longer fits the form of the page. Restore it as a draft.")])
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        edit = reverse("wagtailadmin_pages:edit", args=(self.page_id,))
        if as_draft:
            messages.success(self.request, _("Version %(number)s is now the draft.") % {"number": self.number})
            return redirect(edit)
        PublishPageRevisionAction(revision, user=self.request.user).execute()
        buttons = [messages.button(self.public_url, _("View live")), messages.button(edit, _("Edit"))]
        text = _("Version %(number)s of “%(page)s” is public again.") % {"number": self.number, "page": self.title}
        messages.success(self.request, text, buttons=buttons)
        return redirect(self.list_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            version=self.version,
            fault=self.fault,
            missing=[] if self.fault else self.found.missing,
            changed=[] if self.fault else self.found.changed,
            may_publish=not self.fault and self.may_publish,
            has_draft=self.page.live and self.page.has_unpublished_changes,
            **kwargs,
        )


class CorrectionView(PageHistoryMixin, FormView):
    """Adds a better description to a version."""

    needs = "can_publish"
    page_title = gettext_lazy("Correct the description of a change")
    template_name = "history/admin/correct.html"
    form_class = CorrectionForm

    @property
    def number(self) -> int:
        """Of the version."""
        return int(self.kwargs["number"])

    def form_valid(self, form: CorrectionForm) -> HttpResponse:
        try:
            correct_note(self.version_or_404(self.number), form.cleaned_data["change_note"], by=self.request.user)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        text = _("The description of version %(number)s is corrected; readers see both.")
        messages.success(self.request, text % {"number": self.number})
        return redirect(self.list_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(version=self.version_or_404(self.number), **kwargs)


class RedactView(PageHistoryMixin, FormView):
    """Masks what an entry published and may not stay public."""

    page_title = gettext_lazy("Anonymise")
    template_name = "history/admin/redact.html"
    form_class = RedactionForm

    @property
    def seq(self) -> int:
        """Number of the entry."""
        return int(self.kwargs["seq"])

    def is_allowed(self) -> bool:
        return may_redact(self.request.user, self.page)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "entry": self.entry_or_404(self.seq)}

    def form_valid(self, form: RedactionForm) -> HttpResponse:
        data = form.cleaned_data
        try:
            redact(
                self.entry_or_404(self.seq),
                [*data["scopes"], *(["attachment"] if data.get("attachments") else [])],
                legal_basis=data["legal_basis"],
                decided_by=data["decided_by"],
                by=self.request.user,
                attachments=data.get("attachments") or (),
            )
        except RedactionRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, _("Masked. The journal says so, with the basis and who decided."))
        return redirect(self.list_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(entry=self.entry_or_404(self.seq), **kwargs)
