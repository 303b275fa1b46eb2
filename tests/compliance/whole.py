"""Centres for the board: one as it is on the day it is made, one that has done all that the law asks of it."""

from datetime import date
from typing import Any

from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Site

from compliance.backups import report_backup
from compliance.models import LogReview, SentSheet
from compliance.sheet import data_of
from compliance.subject import Subject
from pages.accessibility.models import AccessibilityStatementPage
from pages.bip.making import Editor, pages_by_category
from pages.bip.models import (
    AssetDeclarationPage,
    BipArticlePage,
    BipListPage,
    PetitionPage,
    WithholdingPage,
)
from pages.core.models import BasePage, CentreSettings
from tests.conftest import PORT
from tests.factories import add_page
from tests.pages.accessibility.statements import building
from tests.pages.accessibility.twins import blocks, easy_read, sign_film
from tests.pages.bip.duties import entry, stored
from tests.pages.bip.making import recruitment
from transfer.publishing.new_centre import make_centre

FACTS = {
    "name": "Gminny Ośrodek Pomocy Społecznej w Nowej Wsi",
    "short_name": "GOPS Nowa Wieś",
    "kind": "GOPS",
    "town": "Nowa Wieś",
    "phone": "41 331 25 24",
    "email": "gops@nowawies.example.pl",
}
MORE_FACTS = {
    "street": "ul. Polna 3",
    "postcode": "26-001",
    "city": "Nowa Wieś",
    "dpo_name": "Inspektor Ochrony Danych",
    "dpo_email": "iod@nowawies.example.pl",
    "edelivery": "AE:PL-12345-12345-ABCDE-12",
    "epuap": "/gopsnowawies/SkrytkaESP",
    "complaints_hours": "Poniedziałek 15.00–16.00",
}
EDITOR = Editor("Sekretariat", "41 331 25 24", "bip@nowawies.example.pl")
TEXT = blocks(("text", "<p>Treść, którą napisał ośrodek.</p>"))


def new_centre(hostname: str = "nowa.localhost") -> Site:
    """A centre as `manage.py make_centre` leaves it."""
    make_centre(hostname, PORT, FACTS, EDITOR)
    return Site.objects.get(hostname=hostname)


def whole_centre(hostname: str = "cala.localhost") -> Site:
    """A centre that meets every duty, and has an entry of each kind that has rules."""
    site = new_centre(hostname)
    centre = CentreSettings.of(site)
    for name, value in MORE_FACTS.items():
        setattr(centre, name, value)
    centre.save()
    _publish_statement(site)
    for code, pages in pages_by_category(site.root_page).items():
        _fill(code, pages[0])
    _retell(site)
    _add_entries(site)
    _do_daily_duties(site)
    return site


def page_of(site: Site, code: str) -> Any:
    """The page that stands for a category."""
    return pages_by_category(site.root_page)[code][0]


def _publish_statement(site: Site) -> None:
    page = AccessibilityStatementPage.objects.descendant_of(site.root_page).get()
    today = timezone.localdate()
    page.published_on = page.updated_on = page.made_on = today
    page.basis, page.checked_on = "self", today
    page.contact_name, page.sign_interpreter = "Sekretariat", "no"
    page.buildings = [building(more="Wejście bez progu od podwórza.")]
    _publish(page)


def _fill(code: str, page: Any) -> None:
    """Content, or word of there being none; who produced it and when."""
    if isinstance(page, BipArticlePage):
        page.body = TEXT
    elif isinstance(page, BipListPage) and code not in ("withholdings", "petitions", "recruitment", "declarations"):
        page.nothing, page.nothing_confirmed_by = "none", "Kierownik"
        page.nothing_confirmed_on = timezone.localdate()
    page.produced_by, page.produced_at = "Sekretariat", str(timezone.localdate())
    _publish(page)


def _publish(page: BasePage) -> None:
    page.change_note, page.change_kind = "Uzupełnienie treści", "significant"
    page.save_revision(clean=False).publish()
    page.refresh_from_db()


def _retell(site: Site) -> None:
    scope = page_of(site, "scope")
    add_page(scope, easy_read(title="Co robimy", slug="latwy-tekst"))
    add_page(scope, sign_film(title="Co robimy – film", slug="w-jezyku-migowym"))


def _add_entries(site: Site) -> None:
    document = stored(site, "Petycja w sprawie godzin przyjęć")
    get_document_model().objects.filter(pk=document.pk).update(findings=[], checked_at=timezone.now())
    made = {"produced_by": "Kadry", "produced_at": str(timezone.localdate())}
    entries = (
        ("withholdings", entry(WithholdingPage, **made)),
        ("petitions", entry(PetitionPage, scan=document, expected_on=date(2030, 1, 1), **made)),
        ("recruitment", recruitment(**made)),
        ("declarations", entry(AssetDeclarationPage, elsewhere="https://bip.nowawies.example.pl/o/1", **made)),
    )
    for code, page in entries:
        add_page(page_of(site, code), page)


def _do_daily_duties(site: Site) -> None:
    report_backup("all", verified=True)
    today = timezone.localdate()
    LogReview.objects.create(site=site, day=today, by_name="Kierownik")
    send_sheet(site, today)


def send_sheet(site: Site, day: date) -> None:
    """Record that the sheet was sent as it stands."""
    SentSheet.objects.create(site=site, sent_on=day, data=data_of(Subject(site)), by_name="Kierownik")
