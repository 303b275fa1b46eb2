"""Kinds of acts, of their texts and of what acts do to one another, with the words for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from search.content import Kind

ACTS = Kind("act", _("Acts"))


class ActKind(models.TextChoices):
    """Kinds of acts, as their headings name them."""

    RESOLUTION = "resolution", _("resolution")
    ORDINANCE = "ordinance", _("ordinance")
    STATUTE = "statute", _("statute")
    REGULATIONS = "regulations", _("regulations")
    OTHER = "other", _("other act")


class RelationKind(models.TextChoices):
    """What one act does to another."""

    CREATES = "creates", pgettext_lazy("act", "creates")
    GRANTS = "grants", pgettext_lazy("act", "grants")
    INTRODUCES = "introduces", pgettext_lazy("act", "introduces")
    AMENDS = "amends", pgettext_lazy("act", "amends")
    REPEALS = "repeals", pgettext_lazy("act", "repeals")
    CORRECTS = "corrects", pgettext_lazy("act", "corrects")
    CONSOLIDATES = "consolidates", pgettext_lazy("act", "promulgates the consolidated text of")
    ANNULS = "annuls", pgettext_lazy("act", "declares invalid")


BEGINNING = frozenset({RelationKind.GRANTS, RelationKind.INTRODUCES})
"""Relations that bring their target into being: a statute has no number and no day of its own."""
REWORDING = frozenset({RelationKind.AMENDS, RelationKind.CORRECTS})
"""Relations that change the words of their target."""
ENDING = frozenset({RelationKind.REPEALS, RelationKind.ANNULS})
"""Relations that end their target, or, when they name provisions, take these out of it."""

# What was done to the target. Translated by nouns ("Zmiana"), which fit acts of every grammatical gender.
PASSIVE = {
    RelationKind.CREATES: pgettext_lazy("act", "Created by"),
    RelationKind.GRANTS: pgettext_lazy("act", "Granted by"),
    RelationKind.INTRODUCES: pgettext_lazy("act", "Introduced by"),
    RelationKind.AMENDS: pgettext_lazy("act", "Amended by"),
    RelationKind.REPEALS: pgettext_lazy("act", "Repealed by"),
    RelationKind.CORRECTS: pgettext_lazy("act", "Corrected by"),
    RelationKind.CONSOLIDATES: pgettext_lazy("act", "Consolidated text promulgated by"),
    RelationKind.ANNULS: pgettext_lazy("act", "Declared invalid by"),
}

# The target in the accusative: "zmienia uchwałę", "zmienia statut".
ACCUSATIVE = {
    ActKind.RESOLUTION: pgettext_lazy("accusative", "resolution"),
    ActKind.ORDINANCE: pgettext_lazy("accusative", "ordinance"),
    ActKind.STATUTE: pgettext_lazy("accusative", "statute"),
    ActKind.REGULATIONS: pgettext_lazy("accusative", "regulations"),
    ActKind.OTHER: pgettext_lazy("accusative", "other act"),
}

# The target in the genitive: "stwierdza nieważność uchwały".
GENITIVE = {
    ActKind.RESOLUTION: pgettext_lazy("genitive", "resolution"),
    ActKind.ORDINANCE: pgettext_lazy("genitive", "ordinance"),
    ActKind.STATUTE: pgettext_lazy("genitive", "statute"),
    ActKind.REGULATIONS: pgettext_lazy("genitive", "regulations"),
    ActKind.OTHER: pgettext_lazy("genitive", "other act"),
}
WITH_GENITIVE = frozenset({RelationKind.CONSOLIDATES, RelationKind.ANNULS})

# The act that did it, in the instrumental: "zmieniony uchwałą nr LX/1197.2022".
INSTRUMENTAL = {
    ActKind.RESOLUTION: pgettext_lazy("instrumental", "resolution"),
    ActKind.ORDINANCE: pgettext_lazy("instrumental", "ordinance"),
    ActKind.STATUTE: pgettext_lazy("instrumental", "statute"),
    ActKind.REGULATIONS: pgettext_lazy("instrumental", "regulations"),
    ActKind.OTHER: pgettext_lazy("instrumental", "other act"),
}


class LegalValue(models.TextChoices):
    """What a text of an act is worth."""

    ORIGINAL = "original", _("original text")
    CONSOLIDATED = "consolidated", _("promulgated consolidated text")
    INFORMAL = "informal", _("unofficial consolidated text, for information")
