"""The form that every page is edited in."""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.forms import BaseForm
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.permission_policies.pages import PagePermissionPolicy

from history.models import PublishedVersion
from history.notes import check_note
from history.panels import EXPLAINED_KINDS, has_versions
from pages.core.addresses import centre_path
from pages.core.proofing.forms import findings_in, point_at
from proofing.proof import blocking

# Buttons of the form that lead to publication, at once or by way of a workflow.
SENDING = ("action-submit", "action-restart-workflow")
PUBLISHING = ("action-publish", *SENDING)


class BasePageForm(WagtailAdminPageForm):
    """Takes only pages of the same centre, and files that the editor may choose.

    A chooser only lists; what is posted may be any number. Links across centres would show the titles of another
    centre's drafts and keep it from deleting its own pages.

    Publishing again asks for a reason; a draft doesn't need one, and keeps one that was begun.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "change_kind" in self.fields:
            self.fields["change_kind"].choices = EXPLAINED_KINDS  # no empty one among the buttons
        if "language" in self.fields:
            self.fields["language"].required = False  # who says nothing of it leaves it as it is
        if self._note_is_used():
            self.initial |= {"change_note": "", "change_kind": ""}

    def _note_is_used(self) -> bool:
        """Whether the reason in the draft is that of a version: it explains one publication."""
        revision = self.instance.latest_revision_id
        return bool(revision and PublishedVersion.objects.filter(revision_id=revision).exists())

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or self.initial.get("language") or self.instance.language

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "change_note" in self.fields and self._leads_to_publication() and self._makes_a_version():
            try:
                check_note(data.get("change_note") or "", data.get("change_kind") or "")
            except ValidationError as error:
                self._explain(error)
        return data

    def _leads_to_publication(self) -> bool:
        approved = self.data.get("action-workflow-action") and self.data.get("workflow-action-name") != "reject"
        return bool(approved or any(self.data.get(name) for name in PUBLISHING))

    def _makes_a_version(self) -> bool:
        """Whether readers have seen the page, and will see something else of it: publishing it as it is, they won't."""
        page = self.instance
        as_it_is = page.live and not page.has_unpublished_changes and not self.has_changed()
        return not as_it_is and has_versions(page)

    def _explain(self, error: ValidationError) -> None:
        for name, errors in error.error_dict.items():
            if name not in self.errors:
                self.add_error(name, errors)

    def is_valid(self) -> bool:
        """Check the form, then everything it refers to; inline forms are only known once they are checked themselves.

        A form that is wrong is shown again with what it refers to, so that is checked all the same.

        Raises PermissionDenied for what no chooser offers to this person: the form, shown again, would name it.
        """
        valid = super().is_valid()
        parts = [self, *(form for formset in self.formsets.values() for form in formset.forms)]
        for form in parts:
            for name, item in list(self._references(form)):
                if not self._may_see(item):
                    raise PermissionDenied
                if isinstance(item, Page) and centre_path(item) != centre_path(self.parent_page or self.instance):
                    message = _("“%(page)s” belongs to another centre. Please choose a page of this one.")
                    form.add_error(name, ValidationError(message % {"page": item}))
        valid = valid and not any(form.errors for form in parts)
        if valid and self._leads_to_publication():
            self._proof()
            valid = not any(form.errors for form in parts)
        return valid

    def _proof(self) -> None:
        """Say at the field what keeps the page from being published; a draft may keep it.

        The form, shown again, saves itself as a draft at once and says so beside the message, which therefore says
        first what became of the page: with Wagtail's own words alone one of the two would be wrong.
        """
        found = blocking(findings_in(self))
        if found and any(self.data.get(name) for name in SENDING):
            self.add_error(None, _("The page was not sent for approval. What you wrote is kept as a draft."))
        elif found:
            self.add_error(None, _("The page was not published. What you wrote is kept as a draft."))
        for finding in found:
            point_at(self, finding)

    @staticmethod
    def _references(form: BaseForm) -> Iterator[tuple[str, Model]]:
        """Field names with the pages, pictures and documents that they refer to."""
        for name, value in getattr(form, "cleaned_data", {}).items():
            if isinstance(value, Model):
                yield name, value
            elif isinstance(value, StreamValue):
                for model, pk, _model_path, _content_path in value.stream_block.extract_references(value):
                    yield from ((name, found) for found in model.objects.filter(pk=pk))

    def _may_see(self, item: Model) -> bool:
        """Whether a chooser offers the item to the editor, or the page has it already."""
        if isinstance(item, Page):
            allowed = PagePermissionPolicy().explorable_instances(self.for_user).filter(pk=item.pk).exists()
        elif isinstance(item, get_image_model() | get_document_model()):
            # These ask for the models of files, which come after this one.
            from wagtail.documents.permissions import permission_policy as document_policy
            from wagtail.images.permissions import permission_policy as image_policy

            policy = image_policy if isinstance(item, get_image_model()) else document_policy
            allowed = policy.user_has_permission_for_instance(self.for_user, "choose", item)
        else:
            return True
        return allowed or self._has_already(item)

    def _has_already(self, item: Model) -> bool:
        kinds = ContentType.objects.get_for_models(item, Page).values()
        references = ReferenceIndex.get_references_for_object(self.instance) if self.instance.pk else None
        return references is not None and references.filter(to_content_type__in=kinds, to_object_id=item.pk).exists()
