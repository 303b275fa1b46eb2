"""What must hold of the settings, checked at every start."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register

from accounts.second_factor import OFF, PUBLISHERS


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
