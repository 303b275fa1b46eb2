"""The subject menu of a bulletin: which categories it has, and what each of them is kept as.

The categories are those of art. 6 ust. 1 u.d.i.p., which a body's bulletin has to offer (art. 8 ust. 3; rozp. BIP § 11
ust. 1 pkt 5), and what readers of bulletins look for beside them. The law is named only where its text was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Group(models.TextChoices):
    """The six groups that the menu is read in."""

    BODY = "osrodek", _("The centre")
    MATTERS = "sprawy", _("Residents’ matters")
    DECISIONS = "decyzje", _("Decisions and inspections")
    PROPERTY = "majatek", _("Property and finance")
    WORK = "praca", _("Work and rights")
    BULLETIN = "biuletyn", _("About the bulletin")


class Holds(models.TextChoices):
    """What a list of the bulletin holds."""

    INSPECTIONS = "inspection", _("inspections")
    PROCUREMENTS = "procurement", _("procurements")
    RECRUITMENTS = "recruitment", _("recruitments")
    PETITIONS = "petition", _("petitions")
    DECLARATIONS = "declaration", _("asset declarations")
    REPORTS = "report", _("reports")
    REGISTERS = "register", _("registers and records")
    WITHHOLDINGS = "withholding", _("statements of withholding")


@dataclass(frozen=True)
class Category:
    """A place in the subject menu."""

    code: str
    """What a page says to be this category's; it is kept in the database."""
    group: Group
    slug: str
    title: Any
    """The page's title in a new bulletin, as readers of bulletins know it."""
    summary: Any = ""
    holds: Holds | None = None
    """What its list holds; None for a page of prose, or one that leads to a page elsewhere."""
    page_type: str = ""
    """The page type where it is neither a list nor an article: `app_label.ModelName`."""
    leads_to: str = ""
    """The page type that it leads to where the site has such a page: texts are linked, never copied."""
    centre_page: str = ""
    """The field of the centre's data that may name the page to lead to."""
    duty: bool = False
    """Whether a new bulletin has it as a draft: nobody but the centre can write it, and a blank would look done."""
    short_title: Any = ""
    """The name in menus, where the title is too long for one."""
    required: bool = True
    """Whether the law wants it; the others are what readers expect."""
    never_nothing: bool = False
    """Whether no centre can be without it, so that no page may say that there is nothing here."""
    in_menu: bool = False
    """Whether the bar under the bulletin's head names it."""


CATEGORIES: tuple[Category, ...] = (
    Category(
        "basic_facts",
        Group.BODY,
        "dane-podstawowe",
        _("Basic facts"),
        summary=_("Name, address, phone, numbers and electronic addresses of the centre."),
        never_nothing=True,
    ),
    Category("statute", Group.BODY, "statut", _("Statute"), never_nothing=True),
    Category("regulations", Group.BODY, "regulamin-organizacyjny", _("Organisational regulations")),
    Category(
        "structure",
        Group.BODY,
        "struktura",
        _("Organisational structure"),
        leads_to="organisation.OrganisationPage",
        never_nothing=True,
    ),
    Category(
        "management", Group.BODY, "kierownictwo-i-kompetencje", _("Management and competences"), never_nothing=True
    ),
    Category("scope", Group.BODY, "przedmiot-dzialalnosci", _("Scope of activity"), never_nothing=True),
    Category("handling", Group.MATTERS, "zalatwianie-spraw", _("How matters are handled"), never_nothing=True),
    Category(
        "complaints", Group.MATTERS, "skargi-i-wnioski", _("Complaints and motions"), duty=True, never_nothing=True
    ),
    Category("petitions", Group.MATTERS, "petycje", _("Petitions"), holds=Holds.PETITIONS),
    Category(
        "foi",
        Group.MATTERS,
        "wniosek-o-udostepnienie-informacji",
        _("FOI request"),
        summary=_("How to ask for public information that isn’t in the bulletin."),
        page_type="bip.FoiRequestPage",
        never_nothing=True,
    ),
    Category(
        "reuse",
        Group.MATTERS,
        "ponowne-wykorzystywanie",
        _("Re-use of information"),
        duty=True,
        never_nothing=True,
    ),
    Category(
        "unpublished",
        Group.MATTERS,
        "informacje-nieudostepnione",
        _("Information not published in the BIP"),
        summary=_("How to get public information that isn’t published here."),
        never_nothing=True,
    ),
    Category("withholdings", Group.MATTERS, "wylaczenia-jawnosci", _("Withheld information"), holds=Holds.WITHHOLDINGS),
    Category(
        "acts",
        Group.DECISIONS,
        "akty-prawne",
        _("Legal acts"),
        page_type="acts.ActRegisterPage",
        leads_to="acts.ActRegisterPage",
        required=False,
    ),
    Category("ordinances", Group.DECISIONS, "zarzadzenia", _("Ordinances")),
    Category("programmes", Group.DECISIONS, "programy", _("Programmes"), leads_to="programmes.ProgrammeIndexPage"),
    Category("inspections", Group.DECISIONS, "kontrole", _("Inspections"), holds=Holds.INSPECTIONS),
    Category("registers", Group.DECISIONS, "rejestry-i-ewidencje", _("Registers and records"), holds=Holds.REGISTERS),
    Category("reports", Group.DECISIONS, "sprawozdania", _("Reports on activity"), holds=Holds.REPORTS),
    Category("property", Group.PROPERTY, "majatek", _("Property")),
    Category("finance", Group.PROPERTY, "finanse", _("Finances")),
    Category("statements", Group.PROPERTY, "sprawozdania-finansowe", _("Financial statements"), holds=Holds.REPORTS),
    Category("procurement", Group.PROPERTY, "zamowienia-publiczne", _("Public procurement"), holds=Holds.PROCUREMENTS),
    Category(
        "declarations", Group.PROPERTY, "oswiadczenia-majatkowe", _("Asset declarations"), holds=Holds.DECLARATIONS
    ),
    Category("recruitment", Group.WORK, "nabory", _("Recruitments for posts"), holds=Holds.RECRUITMENTS),
    Category(
        "privacy",
        Group.WORK,
        "ochrona-danych",
        _("Personal data protection"),
        centre_page="privacy_page",
        duty=True,
        never_nothing=True,
    ),
    Category(
        "accessibility",
        Group.WORK,
        "deklaracja-dostepnosci",
        _("Accessibility statement"),
        leads_to="accessibility.AccessibilityStatementPage",
        centre_page="accessibility_page",
        duty=True,
        never_nothing=True,
    ),
    Category("whistleblowing", Group.WORK, "sygnalisci", _("Whistleblowers"), duty=True),
    Category(
        "child_protection",
        Group.WORK,
        "standardy-ochrony-maloletnich",
        _("Child-protection standards"),
        duty=True,
        never_nothing=True,
    ),
    Category(
        "child_protection_short",
        Group.WORK,
        "standardy-ochrony-maloletnich-skrot",
        _("Child-protection standards: the short version"),
        duty=True,
        never_nothing=True,
    ),
    Category(
        "office",
        Group.BULLETIN,
        "redakcja",
        _("Editors of the bulletin"),
        summary=_("Who keeps the bulletin and how to reach them."),
        short_title=_("Editors"),
        in_menu=True,
        never_nothing=True,
    ),
    Category(
        "guide",
        Group.BULLETIN,
        "instrukcja-korzystania",
        _("How to use the bulletin"),
        summary=_("How to find information in the bulletin and how to read its pages."),
        short_title=_("Guide"),
        in_menu=True,
        never_nothing=True,
    ),
    Category(
        "electronic",
        Group.BULLETIN,
        "adresy-elektroniczne",
        _("e-Doręczenia and ePUAP"),
        summary=_("Where to send a letter to the centre electronically."),
        required=False,
        duty=True,
    ),
)
BY_CODE = {category.code: category for category in CATEGORIES}


def choices() -> Iterator[tuple[str, Any]]:
    """Codes and titles, for forms and models."""
    return ((category.code, category.title) for category in CATEGORIES)
