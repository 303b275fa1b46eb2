"""What the administration says of the bulletin: which results stay public, which names still stand in old versions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter
from wagtail.models import Page, PageLogEntry

from pages.bip.models import PetitionPage, RecruitmentPage
from pages.bip.models.entries.outcome import keeps_public
from pages.bip.petitions import versions_naming_author
from pages.bip.remarks import REMOVED


@hooks.register("before_unpublish_page")
@hooks.register("before_delete_page")
def keep_results(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Say it before the question whether one is sure, also of what stands below the page."""
    if not isinstance(page, Page):
        return None
    below = RecruitmentPage.objects.descendant_of(page, inclusive=True).filter(live=True, alias_of=None)
    for recruitment in below.exclude(outcome=""):
        if why := keeps_public(recruitment):
            words = {"page": recruitment.get_admin_display_title(), "why": why}
            messages.error(request, _("“%(page)s” stays public. %(why)s") % words)
            return redirect("wagtailadmin_pages:edit", recruitment.pk)
    return None


@hooks.register("before_bulk_action")
def keep_results_of_several(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same when several are chosen at once."""
    if action_type not in {"unpublish", "delete"}:
        return None
    return next((answer for page in objects if (answer := keep_results(request, page))), None)


@hooks.register("after_publish_page")
def tell_of_named_author(request: HttpRequest, page: Page) -> None:
    """A petition's author who takes the consent back stays in versions that only an administrator can mask."""
    if not isinstance(page, PetitionPage) or page.author_consents:
        return
    if numbers := versions_naming_author(page):
        said = ngettext(
            "Version %(numbers)s of this page still names the author, who doesn’t consent. Open the public history and "
            "have an administrator mask its text.",
            "Versions %(numbers)s of this page still name the author, who doesn’t consent. Open the public history and "
            "have an administrator mask their text.",
            len(numbers),
        )
        history = reverse("public_history:versions", args=(page.pk,))
        buttons = [messages.button(history, _("Public history"))]
        messages.warning(request, said % {"numbers": ", ".join(map(str, numbers))}, buttons=buttons)


@hooks.register("register_log_actions")
def register_removal_of_remarks(actions: Any) -> None:
    """In the log of a page: that remarks about it went, and how many; never what they said."""

    @actions.register_action(REMOVED)
    class RemovalFormatter(LogFormatter):
        label = gettext_lazy("Remove remarks with personal data")

        def format_message(self, log_entry: PageLogEntry) -> str:
            number = log_entry.data.get("number", 0)
            said = ngettext(
                "%(number)d remark of editors was removed together with the personal data",
                "%(number)d remarks of editors were removed together with the personal data",
                number,
            )
            return said % {"number": number}
