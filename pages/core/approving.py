"""Between pages that are published in a way of their own and the second pair of eyes: neither knows the other.

Acts are published together with their texts from one comparison; the approval of others is a wing above.
"""

from __future__ import annotations

from typing import Any

from django.dispatch import Signal
from wagtail.models import Page

obstacle_asked = Signal()
"""With `page`, its latest draft, and `user`: why this person may not publish it, a sentence; empty when they may."""
text_was_compared = Signal()
"""With `page`, `revision` and `user`: a person has seen just this text beside what readers have, and publishes it."""


def obstacle_for(page: Page, user: Any) -> str:
    """Why a person may not publish a draft, whatever their rights are; empty when they may."""
    answers = obstacle_asked.send(sender=type(page), page=page, user=user)
    return next((str(answer) for _receiver, answer in answers if answer), "")
