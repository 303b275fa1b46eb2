"""What is said when a publication gives no reason, or can't be, whatever way it was asked for."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from editing.approval.refusing import ApprovalMissing
from history.recording import PublicationRefused


def refusal(request: HttpRequest, refused: PublicationRefused) -> HttpResponse:
    """Lead the editor to the form of the page that lacks a reason; scripts get the errors as JSON.

    The form itself asks for the reason. Lists of pages, tasks of a workflow and the like publish without a form.
    """
    match = request.resolver_match
    if match and match.namespace.startswith("wagtailadmin_api"):
        return JsonResponse(refused.message_dict, status=400)
    message = _("“%(page)s” was not published, nor anything else in this step. %(why)s")
    edit = reverse("wagtailadmin_pages:edit", args=(refused.page_id,))
    lacks_reason = "change_note" in refused.error_dict or "change_kind" in refused.error_dict
    if isinstance(refused, ApprovalMissing):
        said, step = refused.next_step
    elif lacks_reason:
        said, step = _("Give the reason"), f"{edit}#id_change_note"
    else:
        said, step = _("Correct it"), edit
    button = messages.button(step, said)
    text = message % {"page": refused.page_title, "why": " ".join(refused.messages)}
    messages.error(request, text, buttons=[button])
    if request.headers.get("x-requested-with") == "XMLHttpRequest":  # the dialogue of a workflow's task
        return JsonResponse({"step": "success", "redirect": edit})
    return redirect(edit)
