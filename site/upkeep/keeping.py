"""How long it is kept who was asked and what they answered: both name persons."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from upkeep.models import Asked, Review, kept_days, today_of_database


class Pruned(NamedTuple):
    """How many rows went."""

    questions: int
    answers: int


@transaction.atomic
def prune() -> Pruned:
    """Delete what is older than it has to be.

    A question goes with its answer or before it: without a question its links answer nothing, so that none is answered
    twice. A correction that nobody made by then is no task any more; the owner is asked about the page again.
    """
    old = Asked.objects.filter(at__lt=timezone.now() - timedelta(days=kept_days()))
    answers = Review.objects.filter(kept_until__lt=today_of_database())
    # Links ended long ago; a question whose answer goes never stays behind it.
    questions = old.delete()[0] + Asked.objects.filter(pk__in=answers.values("question")).delete()[0]
    return Pruned(questions, answers.delete()[0])
