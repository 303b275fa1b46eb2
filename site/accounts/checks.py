"""What must hold of the settings, checked at every start."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register

from accounts.second_factor import OFF, PUBLISHERS
from accounts.sessions import STEP_SECONDS

SESSIONS_IN_THE_DATABASE = frozenset(f"django.contrib.sessions.backends.{name}" for name in ("db", "cached_db"))


@register()
def second_factor_is_on_or_off(**_: Any) -> list[Error]:
    """A typing error must not be taken for a decision."""
    if settings.SECOND_FACTOR in {OFF, PUBLISHERS}:
        return []
    return [
        Error(
            f"SECOND_FACTOR is {settings.SECOND_FACTOR!r}.",
            hint=f"Set it to {PUBLISHERS} or {OFF}.",
            id="accounts.E001",
        )
    ]


@register()
def sessions_can_be_found(**_: Any) -> list[Error]:
    """What is kept elsewhere nobody could list or end, and nothing would say so."""
    if settings.SESSION_ENGINE in SESSIONS_IN_THE_DATABASE:
        return []
    return [
        Error(
            f"SESSION_ENGINE is {settings.SESSION_ENGINE!r}: sessions of an account are looked for in the database.",
            hint=f"Set it to one of: {', '.join(sorted(SESSIONS_IN_THE_DATABASE))}.",
            id="accounts.E002",
        )
    ]


@register()
def there_is_time_to_rest(**_: Any) -> list[Error]:
    """Less than two of the steps in which it is noted that somebody works would sign out whoever does."""
    least = 2 * STEP_SECONDS // 60
    if least <= settings.SESSION_IDLE_MINUTES:
        return []
    return [
        Error(
            f"SESSION_IDLE_MINUTES is {settings.SESSION_IDLE_MINUTES}: it signs out people who are at work.",
            hint=f"Set it to {least} at least.",
            id="accounts.E003",
        )
    ]
