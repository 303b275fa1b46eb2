"""Wagtail's editing views, which here notice that somebody else has changed the page meanwhile.

Wagtail looks for that only when it saves by itself; a click on “publish” would silently replace what another editor has
just published.

Its dialogue stays: it shows who else is at the page before any button is pressed, and tells of a lost connection. What
follows its button is decided here, so in our catalogue its words say what follows: nothing is replaced yet, the
difference comes first. The same templates say both in one, and no setting takes the dialogue away alone.
"""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.models import Page, Revision

from history.administration.comparing import compared
from history.comparing import ComparedVersion
from history.diff.blocks import blocks_of
from history.diff.model import FileFacts
from history.diff.view import comparison_context
from history.mixins import has_history
from history.models import PublishedVersion
from history.people import person_of

# A click in the middle of the form's saving itself comes with the number of the draft before.
OWN_AUTOSAVE = timedelta(minutes=1)
# Buttons that mean the same once the editor has seen the difference; steps of a workflow ask for more than a click.
REPEATABLE = ("action-publish", "action-submit")


class OthersNoticedMixin:
    """Answers 409 to whoever would replace a version they haven't seen: their text stays in the form.

    Sending it again goes through, since the form now knows the newer version; the editor has been told.
    """

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            # The second of two waits here until the first is done, and then reads what that one wrote.
            list(Page.objects.select_for_update().filter(pk=page_id).values_list("pk"))
        return super().dispatch(request, page_id, **kwargs)  # type: ignore[misc]  # a mixin of Wagtail's view

    def post(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        others_matter = not (
            self.expects_json_response
            or self.page.alias_of_id
            or self.locked_for_user
            or self.is_cancelling_workflow
            or not self.is_out_of_date
            or self.only_saved_by_itself()
        )
        if others_matter:
            return self.tell_of_others()
        return super().post(request, *args, **kwargs)  # type: ignore[misc]  # as above

    def newer_revisions(self: Any) -> QuerySet[Revision]:
        """What was saved since the form of a page that is out of date was opened; its own draft not counted."""
        seen = self.request.POST.get("overwrite_revision_id") or self.request.POST.get("loaded_revision_id", "")
        # The last one may bear the number that the form knows and still be newer: drafts are written over.
        newer = Q(pk__gt=int(seen) if seen.isdecimal() else 0) | Q(pk=self.latest_revision.pk)
        return self.real_page_record.revisions.filter(newer)

    def newer_publications(self: Any) -> QuerySet[Revision]:
        """Those of them that readers have seen."""
        page = self.real_page_record
        recorded = PublishedVersion.objects.filter(object__page_id=page.pk, revision_id__isnull=False)
        seen = Q(pk=page.live_revision_id) | Q(pk__in=recorded.values("revision_id"))
        return self.newer_revisions().filter(seen)

    def only_saved_by_itself(self: Any) -> bool:
        """Whether all that is newer is a draft: the one that this form saved, or the same person's, a moment old."""
        latest = self.latest_revision
        # `static/js/sending.js` names it; Wagtail's own fields still say what was there when the form was opened.
        own = self.request.POST.get("own_draft") == f"{latest.pk} {self.latest_revision_created_at}"
        moment_old = (
            latest.created_at > timezone.now() - OWN_AUTOSAVE
            and latest.user_id == self.request.user.pk
            and not self.newer_revisions().exclude(user=self.request.user).exists()
        )
        return (own or moment_old) and not self.newer_publications().exists()

    def tell_of_others(self: Any) -> HttpResponse:
        """The form with the editor's text, the difference between both, and who wrote the other, when and why."""
        self.form = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )
        if self.action_name == "save":
            self.form.defer_required_fields()
        if self.form.is_valid():
            self.form.save(commit=False)  # the rows of other tables, too, as the editor left them
        self.form.restore_required_fields()
        self.errors_debug, self.has_unsaved_changes = "", True
        seen = self.request.POST.get("loaded_revision_id", "")
        older = seen if seen.isdecimal() and self.page.revisions.filter(pk=seen).exists() else "live"
        differences = reverse("public_history:compare", args=(self.page.pk, older, self.latest_revision.pk))
        button = messages.button(differences, _("See what they changed"), new_window=True)
        told = self.newer_publications().order_by("pk").last() or self.latest_revision
        messages.error(self.request, change_of_others(told, self.request.user), buttons=[button])
        # Saving itself now, the form would replace the other text before its editor decides.
        context = {**self.get_context_data(), "autosave_enabled": False, "conflict": self.conflict()}
        answer: TemplateResponse = self.render_to_response(context)
        answer.status_code = 409
        return answer

    def conflict(self: Any) -> dict[str, Any] | None:
        """Both texts compared word by word, from theirs to the editor's own; None for a page without a history."""
        if not has_history(self.page):
            return None
        theirs = compared(self.real_page_record.specific, str(self.latest_revision.pk))
        tried = next((name for name in self.request.POST if name.startswith("action-")), "")
        return {
            **comparison_context(theirs, own_text(self.page, self.request.user)),
            "edit_url": reverse("wagtailadmin_pages:edit", args=(self.page.pk,)),
            "may_repeat": not tried or tried in REPEATABLE,
            "tried": tried,
        }

    def get_template_names(self: Any) -> list[str]:
        names: list[str] = super().get_template_names()  # type: ignore[misc]  # a view follows
        return ["editing/conflicts/edit.html"] if names == ["wagtailadmin/pages/edit.html"] else names


def own_text(page: Any, user: Any) -> ComparedVersion:
    """What stands in the form, as the differ wants it; where a field is wrong, what the other one wrote there."""
    snapshot = page.history_snapshot()
    return ComparedVersion(
        number=0,
        title=snapshot.title,
        at=timezone.now(),
        person=person_of(user).name,
        note="",
        url="",
        is_current=False,
        blocks=blocks_of(snapshot.article),
        files={
            number: FileFacts(sha256=file.sha256, label=file.label, name=file.name)
            for number, file in enumerate(snapshot.files, start=1)
        },
        name=_("Your text, not saved"),
    )


def change_of_others(revision: Revision, reader: Any) -> str:
    """Who made a revision, when, and why if it was published; perhaps the reader did, in another window."""
    version = PublishedVersion.objects.filter(object__page_id=revision.object_id, revision_id=revision.pk)
    content = next((found.content for found in version.select_related("content")), None)
    if revision.user_id == reader.pk:
        text = _(
            "In another window you saved or published another version of this page (%(when)s). "
            "Your text stands below, not saved yet. Look at the other changes first; "
            "choosing the same action again replaces them with these."
        )
    elif content is not None and content.change_note:
        text = _(
            "While you were editing, %(person)s published another version (%(when)s): “%(note)s” "
            "Your text stands below, not saved yet. Look at the other changes first; "
            "choosing the same action again replaces them with yours."
        )
    else:
        text = _(
            "While you were editing, %(person)s saved another version (%(when)s). "
            "Your text stands below, not saved yet. Look at the other changes first; "
            "choosing the same action again replaces them with yours."
        )
    return text % {
        "person": person_of(revision.user).name,
        "when": date_format(timezone.localtime(revision.created_at), "j E Y, G:i"),
        "note": content.change_note if content is not None else "",
    }


class EditPageView(OthersNoticedMixin, EditView):
    """Editing a page."""


class RevertPageView(OthersNoticedMixin, RevisionsRevertView):
    """Editing a page from an earlier draft on; the reason of that draft is not the reason of this one."""

    def get_object(self) -> Page:
        page = super().get_object()
        page.change_note = page.change_kind = ""
        return page


edit_page = require_admin_access(EditPageView.as_view())
revert_page = require_admin_access(RevertPageView.as_view())
