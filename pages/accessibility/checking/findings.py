"""What the validator may say, in one table: a code, how grave it is, the sentence."""

from __future__ import annotations

from enum import Enum
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext


class Severity(Enum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def label(self) -> str:
        """The word before the finding."""
        return pgettext("finding", "error") if self is Severity.ERROR else pgettext("finding", "note")


MESSAGES: dict[str, Any] = {
    # the page as a whole
    "language": _('The page doesn’t say that it is in Polish: write lang="pl" in the html element (now: “%(found)s”).'),
    "too-long": _("The page is too long; only its beginning was checked."),
    "placeholder": _("“%(found)s” stands where something should have been filled in."),
    # ids
    "id-missing": _("There is no element with the id %(id)s."),
    "id-duplicate": _("The id %(id)s stands %(count)s times; it has to be unique."),
    "id-wrong": _("The id “%(found)s” is wrong; %(id)s is meant."),
    "id-needless": _("The conditions 2.0 don’t know the id %(found)s; it can go."),
    "id-unknown": _("The conditions don’t know the id %(found)s."),
    "id-element": _("%(id)s stands on the element %(found)s; it belongs on %(allowed)s."),
    "id-empty": _("%(id)s is empty."),
    "id-outside": _("%(id)s stands outside the introduction (a11y-wstep)."),
    # dates
    "date-attribute": _("%(id)s has no datetime attribute."),
    "date-format": _('%(id)s: datetime="%(found)s" is not written as YYYY-MM-DD.'),
    "date-impossible": _("%(id)s: there is no day %(found)s."),
    "date-future": _("%(id)s: %(found)s lies in the future."),
    "date-differs": _("%(id)s: the text says %(text)s, the datetime attribute %(found)s."),
    "date-text": _("%(id)s: “%(text)s” is not a date in words, such as “5 lutego 2020 r.”."),
    "date-order": _("%(id)s (%(found)s) comes before %(other)s (%(than)s)."),
    "review-missing": _("There is no date of review (a11y-data-przeglad), and a review had to be made by %(day)s."),
    "review-old": _("The last review (%(found)s) is too old: a new one had to be made by %(day)s."),
    # headings
    "heading-missing": _("The heading “%(heading)s” is missing."),
    "heading-duplicate": _("The heading “%(heading)s” stands %(count)s times."),
    "heading-altered": _("The heading “%(found)s” is not word for word “%(heading)s”."),
    "heading-order": _("The heading “%(heading)s” comes after “%(after)s”; it belongs before it."),
    "heading-level": _("The heading “%(heading)s” is %(found)s; it has to be %(level)s."),
    "heading-skipped": _("After %(before)s comes %(found)s (“%(heading)s”): a level is skipped."),
    "heading-empty": _("Nothing stands under the heading “%(heading)s”."),
    # fixed sentences and what has to fit together
    "opening-altered": _("The opening sentence is not word for word that of the conditions: “%(sentence)s”"),
    "concerns-altered": _("The sentence on what the statement concerns is not that of the conditions: “%(sentence)s”"),
    "scope": _("a11y-zakres says “%(found)s”; it has to be “strony internetowej” or “aplikacji mobilnej”."),
    "status-altered": _("The sentence of the state (a11y-status) is not one of the three fixed ones: “%(sentence)s”"),
    "status-full-but": _("The statement says “w pełni zgodna” and lists inaccessible content."),
    "status-no-list": _("The statement says “%(found)s” and has no part “Niedostępne treści”."),
    "no-groups": _("Under “Niedostępne treści” none of its three groups has a heading."),
    "cost-in-bip": _("A bulletin (BIP) can’t plead excessive cost."),
    "cost-no-assessment": _("There is a part “Nadmierne koszty” and no assessment of the cost (a11y-ocena)."),
    "assessment-no-cost": _("There is an assessment of the cost (a11y-ocena) and no part “Nadmierne koszty”."),
    "apps-differ": _("The heading “Aplikacje mobilne” and the id a11y-aplikacje belong together; one is missing."),
    # contact and links
    "address": _("%(id)s: “%(found)s” is not an address that begins with http:// or https://."),
    "email": _("a11y-email: “%(found)s” is not an e-mail address."),
    "email-link": _("a11y-email: the link “%(found)s” has to be “mailto:” and the address in the text."),
    "phone": _("a11y-telefon: “%(found)s” is not a phone number."),
    "phone-link": _("a11y-telefon: the link “%(found)s” has to be “tel:” and the number in the text."),
    "interpreter": _("a11y-komunikacja doesn’t say whether an interpreter of sign language can be had online."),
    "terms": _("The part on requests and complaints doesn’t name the term “%(found)s”."),
    "ombudsman": _("The part on requests and complaints has no link to the Ombudsman (Rzecznik Praw Obywatelskich)."),
}

WARNINGS = frozenset({"too-long", "id-needless", "id-unknown", "date-text", "terms", "ombudsman"})


class Finding(NamedTuple):
    """One thing that is wrong, and on which line."""

    code: str
    line: int
    words: dict[str, Any]

    @property
    def severity(self) -> Severity:
        """Whether it is a fault, or worth a look."""
        return Severity.WARNING if self.code in WARNINGS else Severity.ERROR

    @property
    def is_error(self) -> bool:
        """Whether the statement breaks the conditions."""
        return self.severity is Severity.ERROR

    @property
    def message(self) -> str:
        """The sentence, in the language of the reader."""
        return str(MESSAGES[self.code] % {name: short(value) for name, value in self.words.items()})


def short(value: Any) -> str:
    """A quotation of sensible length."""
    text = str(value)
    return text if len(text) <= 300 else f"{text[:299]}…"
