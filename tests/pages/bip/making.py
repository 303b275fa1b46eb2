"""The least of a bulletin: its home, a section, a list, entries that are in order."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from wagtail.models import Page, Site

from pages.bip.models import (
    BipHomePage,
    BipListPage,
    BipSectionPage,
    ProcurementPage,
    RecruitmentPage,
)
from pages.core.dates import PartialDate
from tests.factories import add_page

WARSAW = ZoneInfo("Europe/Warsaw")
Travel = Callable[..., None]
PRODUCED = {"produced_by": "Dział organizacyjny", "produced_at": PartialDate(2025, 1)}


def traveller(monkeypatch: Any) -> Travel:
    """Sets the clock of the whole site: `travel("2030-03-01")`, `travel("2030-03-01 15:01")`, Polish time."""

    def travel(to: str) -> None:
        moment = datetime.fromisoformat(to if " " in to else f"{to} 12:00").replace(tzinfo=WARSAW)
        monkeypatch.setattr(timezone, "now", lambda: moment.astimezone(ZoneInfo("UTC")))

    return travel


def add_list(site: Site, holds: str, slug: str = "lista", title: str = "Lista") -> BipListPage:
    """A list of one kind in a bulletin of its own or in the one that is there."""
    home = BipHomePage.objects.child_of(site.root_page).first() or add_page(
        site.root_page, BipHomePage(title="BIP", slug="bip")
    )
    section = BipSectionPage.objects.child_of(home).first() or add_page(
        home, BipSectionPage(title="Praca", slug="praca")
    )
    return add_page(section, BipListPage(title=title, slug=slug, holds=holds))


def recruitment(**fields: Any) -> RecruitmentPage:
    """A notice that is in order, its deadline in twenty days; not saved."""
    facts = {
        "title": "Nabór na stanowisko referenta",
        "slug": "referent",
        "post": "referent",
        "necessary_requirements": "- obywatelstwo polskie\n- wykształcenie średnie",
        "tasks": "prowadzenie rejestru pism",
        "conditions": "praca przy komputerze\npełny etat",
        "disability_index": "below",
        "documents": "życiorys\nlist motywacyjny",
        "deadline_on": timezone.localdate() + timedelta(days=20),
        "place_of_filing": "Sekretariat, pokój 12",
        **PRODUCED,
    }
    return RecruitmentPage(**{**facts, **fields})


def procurement(**fields: Any) -> ProcurementPage:
    """A price enquiry that is in order; not saved."""
    facts = {
        "title": "Dostawa węgla",
        "slug": "wegiel",
        "kind": "enquiry",
        "subject": "Dostawa węgla do trzech placówek",
        "deadline_on": timezone.localdate() + timedelta(days=7),
        **PRODUCED,
    }
    return ProcurementPage(**{**facts, **fields})


def fresh(page: Page) -> Any:
    """The page as the database has it now."""
    return type(page).objects.get(pk=page.pk)


def day(text: str) -> date:
    return date.fromisoformat(text)
