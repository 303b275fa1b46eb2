"""Kinds of pages and what a finding means for each."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of page is published: rules may be stricter in one than in another."""

    PORTAL = "portal"
    BULLETIN = "bulletin"
    NEWS = "news"


class Level(StrEnum):
    """What follows from a finding."""

    BLOCKS = "blocks"
    """The page is not published."""
    WARNS = "warns"
    """The editor is told, and decides."""
