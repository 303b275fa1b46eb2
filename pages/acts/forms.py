"""Forms: what an editor says of an act and of its texts."""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.acts.in_time import Day
from pages.acts.rules import number_fault
from pages.acts.surroundings import faults_around
from pages.acts.text_rules import publication_faults, text_day
from pages.core.forms import BasePageForm

if TYPE_CHECKING:
    from wagtail.models import Page

    from pages.acts.models import ActPage, ActRelation
    from pages.core.dates import PartialDate

MAX_TITLE, SHORT_TITLE = 255, 60


class ActPageForm(BasePageForm):
    """Knows the other acts of the register: a number given twice is a slip, whatever way it is spelt.

    What the act makes wrong around it is refused when it is published; a draft may be unfinished.
    """

    def is_valid(self) -> bool:
        """Rows are checked against the act as the form has it; by themselves they know the kept one, or none."""
        for row in self.formsets["relations"].forms:
            row.instance.source = self.instance
        valid = super().is_valid()
        kind, number, issuer = (self.cleaned_data.get(name) or "" for name in ("kind", "number", "issuer"))
        own = self.instance.pk
        if fault := number_fault(self.parent_page, kind=kind, number=number, issuer=issuer, besides=own):
            # Not in `clean`: the model's own rule would say that there is no number.
            self.add_error("number", fault)
        if not valid or fault or self.is_deferred_validation:
            return valid and not fault
        for sentence in faults_around(self.instance, self._relations()):
            self.add_error(None, sentence)
        return not self.errors

    def _relations(self) -> list[ActRelation]:
        """What the act will do, as the form has it."""
        rows = (row for row in self.formsets["relations"].forms if row.has_changed() or row.instance.pk)
        return [row.instance for row in rows if not row.cleaned_data.get("DELETE")]


class ExpressionPageForm(BasePageForm):
    """Names a new text by its day, and refuses one that contradicts the act's other states.

    A draft may contradict them: it is begun before its amending act is chosen.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "slug"):
            self.fields[name].required = False
        self.fields["title"].help_text = _("Left empty: the name of the act and the day of the text.")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not (data.get("title") and data.get("slug")):
            act = self.parent_page.specific
            day = text_day(act, data.get("valid_from"), self._included())
            for name, value in name_of_text(act, day, besides=self.instance.pk).items():
                data[name] = data.get(name) or value
        return data

    def _included(self) -> list[ActPage]:
        """The acts said to be worked in, as far as the rows that name them are right."""
        rows = self.formsets["incorporated"]
        rows.is_valid()
        found = [row.cleaned_data for row in rows.forms if hasattr(row, "cleaned_data")]
        return [row["act"] for row in found if row.get("act") and not row.get("DELETE")]

    def is_valid(self) -> bool:
        """Rows of the form are only known once they are valid themselves."""
        if not super().is_valid():
            return False
        if self.is_deferred_validation:
            return True
        faults = publication_faults(self.instance, self.parent_page.specific, self._included())
        for name, sentence in faults.items():
            if name == "incorporated":
                self.formsets["incorporated"].non_form_errors().append(sentence)
            else:
                self.add_error(name if name in self.fields else None, sentence)
        return not faults


def text_title(act: ActPage, day: PartialDate | None, *, assumed: bool = False) -> str:
    """The name of a text: that of its act, and the day from which it holds, or an assumed one that stands in."""
    if day is None:
        pattern = gettext("%(act)s – text")
    elif assumed:
        pattern = gettext("%(act)s – text of %(day)s")
    else:
        pattern = gettext("%(act)s – text as from %(day)s")
    words = {"day": day.genitive if day else ""}
    name = pattern % {**words, "act": act.title}
    return name if len(name) <= MAX_TITLE else pattern % {**words, "act": act.nav_title[:SHORT_TITLE]}


def name_of_text(act: ActPage, day: Day | None, besides: int | None = None) -> dict[str, str]:
    """Title and slug of a text for which nobody has chosen them."""
    return {
        "title": text_title(act, day.known if day else None, assumed=bool(day and day.assumed)),
        "slug": text_slug(act, day, besides),
    }


def text_slug(act: ActPage, day: Day | None, besides: int | None = None) -> str:
    """A free address below the act: "tekst-2022-12-01", or "tekst-2022" where no more is known."""
    return free_slug(act, f"tekst-{day.known}" if day and day.known else "tekst", besides)


def free_slug(parent: Page, stem: str, besides: int | None = None) -> str:
    """An address below a page that no other page has: the stem, with a number behind it when that is taken."""
    siblings = parent.get_children().exclude(pk=besides)
    taken = set(siblings.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in chain([stem], (f"{stem}-{number}" for number in count(2))) if slug not in taken)
