"""The signed links of a letter: each answers one question in one way, for 30 days, without an account."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from django.core import signing
from django.urls import reverse

from upkeep.models import LINK_DAYS, Answer, Asked

SALT = "upkeep.review"


class Pressed(NamedTuple):
    """What a link stands for."""

    question: int
    answer: Answer


def link_of(asked: Asked, answer: Answer) -> str:
    """The address within the site of the page."""
    token = signing.dumps([asked.pk, answer.value], salt=SALT)
    return asked.site.root_url + reverse("upkeep_review", args=(token,))


def pressed(token: str) -> Pressed | None:
    """What a token stands for, None for one that was never given.

    Raises SignatureExpired.
    """
    try:
        question, answer = signing.loads(token, salt=SALT, max_age=timedelta(days=LINK_DAYS))
    except signing.SignatureExpired:
        raise
    except signing.BadSignature:
        return None
    return Pressed(question, Answer(answer))
