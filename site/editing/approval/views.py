"""Where somebody who has not written a text compares it with what readers see, and approves it or sends it back."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views import View
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin import messages
from wagtail.models import Page

from editing.approval.rules import Standing, needs_approval, note_fault, standing_of
from editing.models import Approval
from history.administration.comparing import BESIDE, LIVE, compared
from history.comparing import ComparedVersion
from history.diff.view import comparison_context
from history.people import person_of
from pages.core.models import BasePage
from pages.core.proofing.reading import reading_of
from proofing.proof import proof

LONGEST_REMARK = 500


class ApprovalView(View):
    """The draft beside the live page. What is approved is named by its digest: another text is not."""

    page: Any
    remark_fault = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        pages = BasePage.objects.filter(pk=kwargs["page_id"])
        if request.method == "POST":  # whoever saves meanwhile waits
            list(Page.objects.select_for_update().filter(pk=kwargs["page_id"]).values_list("pk"))
        found = pages.first()
        if found is None or found.alias_of_id is not None or found.latest_revision is None:
            raise Http404
        self.page, self.revision = found.specific, found.latest_revision
        self.can = self.page.permissions_for_user(request.user)
        if not self.can.can_edit():
            raise PermissionDenied
        if self.page.live and not self.page.has_unpublished_changes:
            messages.success(request, _("Nothing waits here: readers see the latest text of “%s”.") % self.page.title)
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def draft(self) -> Any:
        """The page as its latest draft has it."""
        return self.revision.as_object()

    @cached_property
    def standing(self) -> Standing:
        """How that text stands."""
        return standing_of(self.draft, self.revision)

    @cached_property
    def task_state(self) -> Any:
        """The step that waits, None for a draft that nobody submitted."""
        return self.page.current_workflow_task_state

    @property
    def obstacle(self) -> str:
        """Why the person may not decide about this text; empty when they may."""
        lock = self.page.get_lock()
        if not self.can.can_publish():
            return _("An approver decides about this text.")
        if needs_approval(self.page) and self.request.user.pk in self.standing.authors:
            return _(
                "You have written a part of this text yourself. "
                "Somebody else approves it: you can only look at it here."
            )
        if lock is not None and lock.for_user(self.request.user):
            return _("The page is locked; somebody has to unlock it first.")
        return note_fault(self.draft) if needs_approval(self.page) else ""

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        return self._show()

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        remark = request.POST.get("remark", "").strip()[:LONGEST_REMARK]
        if self.obstacle:
            return self._show(self.obstacle, status=403)
        if request.POST.get("seen") != self.standing.digest:
            who = person_of(self.revision.user).name
            when = date_format(timezone.localtime(self.revision.created_at), "j E Y, G:i")
            fault = _("Meanwhile %(person)s saved another text (%(when)s). Nothing was approved. Compare again.")
            return self._show(fault % {"person": who, "when": when}, status=409)
        if "send-back" in request.POST:
            return self._send_back(remark)
        return self._approve(remark)

    def _approve(self, remark: str) -> HttpResponse:
        user: Any = self.request.user
        if needs_approval(self.page):
            Approval.objects.create(
                page_id=self.page.pk, revision_id=self.revision.pk, digest=self.standing.digest, approved_by=user
            )
        if self.task_state is not None:
            task = self.task_state.task.specific
            task.on_action(self.task_state.specific, user, "approve", comment=remark)
        else:
            PublishPageRevisionAction(self.revision, user=user).execute()
        self.page.refresh_from_db()
        title = self.page.get_admin_display_title()
        if self.page.live and not self.page.has_unpublished_changes:
            messages.success(self.request, _("You have approved “%s”. Readers see it now.") % title)
        else:
            messages.success(self.request, _("You have approved “%s”. It becomes public in its time.") % title)
        return redirect("wagtailadmin_explore", self.page.get_parent().pk)

    def _send_back(self, remark: str) -> HttpResponse:
        if self.task_state is None:
            raise PermissionDenied
        if not remark:
            self.remark_fault = _("Say what is to be corrected: the author reads it.")
            return self._show(status=400)
        task = self.task_state.task.specific
        task.on_action(self.task_state.specific, self.request.user, "reject", comment=remark)
        messages.success(self.request, _("You have sent “%s” back.") % self.page.get_admin_display_title())
        return redirect("wagtailadmin_explore", self.page.get_parent().pk)

    def _show(self, fault: str = "", status: int = 200) -> HttpResponse:
        old = compared(self.page, LIVE) if self.page.live else self._nothing()
        new = compared(self.page, str(self.revision.pk))
        context = comparison_context(old, new, beside=self.request.GET.get("widok") == BESIDE)
        context |= {
            "page": self.page,
            "draft": self.draft,
            # Also a part of what is approved: who answers for the text, and since when it is.
            "provenance": self.draft.provenance[:3] if needs_approval(self.page) else [],
            "edit_url": reverse("wagtailadmin_pages:edit", args=(self.page.pk,)),
            "is_plan": True,
            "check_url": getattr(self.draft, "check_url", ""),
            "is_new": not self.page.live,
            "seen": self.standing.digest,
            "since_seen": self._since_seen(),
            "findings": dict.fromkeys(found.sentence for found in proof(reading_of(self.draft))),
            "obstacle": self.obstacle,
            "fault": fault,
            "submitted": self.task_state,
            "remark": self.request.POST.get("remark", ""),
            "remark_fault": self.remark_fault,
            "longest": LONGEST_REMARK,
        }
        return render(self.request, "editing/approval/approve.html", context, status=status)

    def _since_seen(self) -> str:
        """Where the difference between the draft that was looked at and the latest is shown; empty if there is none."""
        seen = self.request.POST.get("revision", "")
        known = seen.isdecimal() and len(seen) < 19 and self.page.revisions.filter(pk=seen).exists()
        if not known or int(seen) == self.revision.pk:
            return ""
        return reverse("public_history:compare", args=(self.page.pk, seen, self.revision.pk))

    @staticmethod
    def _nothing() -> ComparedVersion:
        """What readers see of a page that is not public."""
        return ComparedVersion(
            number=0,
            title="",
            at=timezone.now(),
            person="",
            note="",
            url="",
            is_current=True,
            blocks=[],
            files={},
            name=_("Readers see nothing yet"),
        )
