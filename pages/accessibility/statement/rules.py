"""Rules that look at more than one record; the form says them at the field, a publication by another way fails."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Page, get_page_models

from pages.core.addresses import centre_path
from pages.core.models.centre import CentreSettings

if TYPE_CHECKING:
    from pages.accessibility.models import AccessibilityProblem, AccessibilityStatementPage

TOO_COSTLY = "too_costly"


def home_of(page: Page) -> str:
    """Tree path of the home page that a page stands below, or that it is."""
    return centre_path(page)


def has_bulletin(home: str) -> bool:
    """Whether the site has a bulletin (BIP), public or not yet."""
    models = [model for model in get_page_models() if getattr(model, "starts_bulletin", False)]
    types = ContentType.objects.get_for_models(*models).values()
    return Page.objects.filter(path__startswith=home, content_type__in=types).exists()


def problem_faults(problem: AccessibilityProblem, home: str) -> dict[str, str]:
    """Excessive cost is no reason for a site with a bulletin (u.d.c. art. 8 ust. 2)."""
    if problem.kind == TOO_COSTLY and has_bulletin(home):
        return {"kind": _("A site with a bulletin (BIP) can’t plead excessive cost. Choose another kind.")}
    return {}


def review_faults(day: date | None, made_on: date | None) -> dict[str, str]:
    """A review comes after what it reviews."""
    if day and made_on and day < made_on:
        return {"day": _("The statement can’t have been reviewed before it was made.")}
    return {}


def missing(page: AccessibilityStatementPage, centre: CentreSettings, buildings: int) -> dict[str, str]:
    """What every public statement says, and this one doesn't yet."""
    faults: dict[str, str] = {}
    if not (page.contact_email or centre.email):
        faults["contact_email"] = _("Give an e-mail address: the centre’s settings have none either.")
    if not (page.contact_phone or centre.phone):
        faults["contact_phone"] = _("Give a phone number: the centre’s settings have none either.")
    if not buildings and not page.architecture_url:
        faults["architecture_url"] = _("Describe at least one building, or give the address of a description.")
    return faults


def publication_faults(page: AccessibilityStatementPage) -> list[str]:
    """Everything that keeps a statement from being public, each a sentence."""
    home = home_of(page)
    found: list[dict[str, Any]] = [missing(page, page.centre, page.buildings.count())]
    found += [problem_faults(problem, home) for problem in page.problems.all()]
    found += [review_faults(review.day, page.made_on) for review in page.reviews.all()]
    return list(dict.fromkeys(sentence for faults in found for sentence in faults.values()))
