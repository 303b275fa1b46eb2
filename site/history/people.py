"""Who did it, as readers may know them: a name and a function, never an account or an e-mail address."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from wagtail.log_actions import get_active_log_context
from wagtail.models import PageLogEntry, Revision

SYSTEM = "system"
"""Who acts when nobody is signed in: a schedule, a command. Readers see it in the words of `history.wording`."""


@dataclass(frozen=True)
class Person:
    """A name and a function frozen at the time; `user_id` is None for the system."""

    name: str
    function: str = ""
    user_id: int | None = None

    @property
    def claim(self) -> dict[str, str]:
        """What the journal commits to."""
        return {"function": self.function, "name": self.name}


def person_of(user: Any) -> Person:
    """The person behind an account; None is the system itself.

    The function comes from the setting HISTORY_FUNCTION_OF, the dotted path of a callable that takes the account.
    """
    if user is None:
        return Person(SYSTEM)
    function_of = getattr(settings, "HISTORY_FUNCTION_OF", "")
    function = import_string(function_of)(user) if function_of else ""
    return Person(user.get_full_name().strip() or gettext("the site's editors"), function, user.pk)


def acting_person(page_id: int, revision: Revision | None = None) -> Person:
    """Who is doing what goes on: whoever is signed in, else whoever scheduled the revision, else the system."""
    user = get_active_log_context().user
    if user is None and revision is not None:
        scheduled = PageLogEntry.objects.filter(
            page=page_id, action="wagtail.publish.schedule", revision_id=revision.pk
        ).select_related("user")
        entry = scheduled.order_by("-timestamp", "-pk").first()
        user = entry.user if entry else None
    return person_of(user)
