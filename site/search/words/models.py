"""The register of a centre's search words, and what its readers looked for in vain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from search.analysis.folding import fold
from search.analysis.tokens import tidy, words

LONGEST_TERM, LONGEST_KEY, LONGEST_MEANING, LONGEST_QUERY = 60, 120, 120, 60
MOST_MEANINGS, MOST_WORDS = 12, 500


def folded_key(text: str) -> str:
    """What a text is told from others by: "500+" and "500 Plus" are one term, "Becikowe" and "becikowe" too."""
    return " ".join(fold(found.word) for found in words(tidy(text)))


def fault_of_term(term: str) -> str:
    """What is wrong with a name in itself; a missing one is said by the field."""
    if term and not any(map(str.isalnum, term)):
        return gettext("A name has at least one letter or digit.")
    return ""


def fault_of_meanings(meanings: Sequence[str], *, has_page: bool) -> str:
    """What is wrong with the pages' expressions for a name."""
    if not meanings and not has_page:
        return gettext("Say what the pages call it, or choose a page that is shown first.")
    if len(meanings) > MOST_MEANINGS:
        return gettext("At most %(limit)d expressions are allowed.") % {"limit": MOST_MEANINGS}
    for meaning in meanings:
        if len(meaning) > LONGEST_MEANING:
            message = gettext("An expression has at most %(limit)d characters: “%(start)s…”.")
            return message % {"limit": LONGEST_MEANING, "start": meaning[:30]}
        if not any(map(str.isalnum, meaning)):
            return gettext("An expression has at least one letter or digit: “%(text)s”.") % {"text": meaning}
    return ""


class SearchWord(models.Model):
    """What people type, and what it finds: the pages' own words for it, a page to show first, or both.

    Wagtail's promoted results (`contrib.search_promotions`) have one list for all sites, which editors of each would
    see, and keep whatever anybody typed. This register is each centre's own, and ties a name to its synonyms and to its
    page in one place.
    """

    site = models.ForeignKey(Site, models.CASCADE, related_name="+", verbose_name=_("centre"))
    term = models.CharField(
        _("what people type"),
        max_length=LONGEST_TERM,
        help_text=_("One name, as residents use it, for example: baby bonus. Small and capital letters are the same."),
    )
    folded = models.CharField(max_length=LONGEST_KEY, editable=False)
    """The term by its `folded_key`."""
    means = models.TextField(
        _("what the pages call it"),
        blank=True,
        help_text=_("One expression a line. Whoever types the name also finds pages that hold one of these."),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page shown first"),
        help_text=_("Stands first for whoever types just this name, as long as everybody may read the page."),
    )
    note = models.CharField(
        _("note"), max_length=250, blank=True, help_text=_("For the editors: where the name comes from, who asked.")
    )

    class Meta:
        verbose_name = _("search word")
        verbose_name_plural = _("search words")
        ordering = ["folded"]
        constraints = [models.UniqueConstraint(fields=["site", "folded"], name="search_one_word_per_site")]

    def __str__(self) -> str:
        return self.term

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.tidy_up()
        super().save(*args, **kwargs)

    def tidy_up(self) -> None:
        """One space between words, no empty line, no line twice; the key follows the term."""
        self.term = " ".join(self.term.split())
        self.means = "\n".join(self.meanings)
        self.folded = folded_key(self.term)[:LONGEST_KEY]

    @property
    def meanings(self) -> tuple[str, ...]:
        """The expressions that the pages use."""
        lines = (" ".join(line.split()) for line in self.means.splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    @property
    def meanings_in_a_line(self) -> str:
        """The same for lists."""
        return "; ".join(self.meanings)

    def clean(self) -> None:
        super().clean()
        self.tidy_up()
        faults = {
            "term": fault_of_term(self.term) or self._fault_beside_others(),
            "means": fault_of_meanings(self.meanings, has_page=self.page_id is not None),
            "page": self._fault_of_page(),
        }
        if any(faults.values()):
            raise ValidationError({field: fault for field, fault in faults.items() if fault})

    def _fault_beside_others(self) -> str:
        others = SearchWord.objects.filter(site_id=self.site_id).exclude(pk=self.pk)
        if others.filter(folded=self.folded).exists():
            return gettext("This name is in the register already.")
        if self._state.adding and others.count() >= MOST_WORDS:
            message = gettext("The register is full: it holds %(limit)d names. Delete one that nobody uses.")
            return message % {"limit": MOST_WORDS}
        return ""

    def _fault_of_page(self) -> str:
        if self.page is None or self.site_id is None or self.page.path.startswith(self.site.root_page.path):
            return ""
        return gettext("Choose a page of this centre.")


class SearchMiss(models.Model):
    """What was looked for on a site several times, and never found. `search.misses` says what is kept, and how long."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="+", verbose_name=_("centre"))
    query = models.CharField(_("looked for"), max_length=LONGEST_QUERY)
    count = models.PositiveIntegerField(_("how many times, at least"), default=0)
    last_day = models.DateField(_("last time"))

    class Meta:
        verbose_name = _("search without results")
        verbose_name_plural = _("searches without results")
        ordering = ["-count", "query"]
        constraints = [models.UniqueConstraint(fields=["site", "query"], name="search_one_miss_per_query")]

    def __str__(self) -> str:
        return self.query
