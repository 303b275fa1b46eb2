"""For each item, something that really happens and turns it from met to not met."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import override_settings
from wagtail.documents import get_document_model
from wagtail.models import Site

from history.models import Journal
from pages.accessibility.models import EasyReadPage
from pages.acts.models import ActPage
from pages.bip.models import (
    AssetDeclarationPage,
    BipEditor,
    BipListPage,
    PetitionPage,
    RecruitmentPage,
    WithholdingPage,
)
from pages.core.models import BasePage, CentreSettings
from tests.compliance.whole import page_of

Flip = Callable[[Site], Any]


def in_centre(**fields: Any) -> Flip:
    """Somebody empties the centre's data."""
    return lambda site: CentreSettings.objects.filter(site=site).update(**fields)


def withdrawn(code: str) -> Flip:
    """Somebody withdraws the page of a category."""
    return lambda site: page_of(site, code).unpublish()


def changed(model: type, **fields: Any) -> Flip:
    """A row says something else than when it was published."""
    return lambda site: model.objects.descendant_of(site.root_page).update(**fields)


def number_in_a_file(site: Site) -> None:
    """The check of a file finds a PESEL that came past all forms."""
    facts = {"numbers": [["pesel", "44", ""]]}
    get_document_model().objects.filter(collection__name=site.hostname).update(facts=facts)


def found_in_files(site: Site) -> None:
    """The check of a file finds that it has no tags."""
    get_document_model().objects.filter(collection__name=site.hostname).update(findings=["no-tags"])


FLIPS: dict[str, Flip] = {
    "L2": lambda site: BipEditor.objects.filter(bulletin__path__startswith=site.root_page.path).update(phone=""),
    "L3": withdrawn("guide"),
    "L4": withdrawn("statute"),
    "L7": changed(BasePage, produced_by="", responsible_person=""),
    "L8": withdrawn("unpublished"),
    "L9": changed(WithholdingPage, interest_of=""),
    "L10": lambda site: Journal.objects.filter(site=site).update(leaf="0" * 64),
    "L14": in_centre(phone="41 368 50 77"),
    "L16": lambda site: CentreSettings.objects.filter(site=site).update(accessibility_page=page_of(site, "scope").pk),
    "L18": lambda site: EasyReadPage.objects.descendant_of(site.root_page).first().unpublish(),
    "L19": found_in_files,
    "L20": changed(RecruitmentPage, tasks=""),
    "L21": changed(PetitionPage, scan=None),
    "L22": changed(AssetDeclarationPage, elsewhere=""),
    "L23": number_in_a_file,
    "L24": in_centre(dpo_name=""),
    "L25": in_centre(epuap=""),
    "L26": withdrawn("child_protection_short"),
    "L27": lambda site: BipListPage.objects.filter(pk=page_of(site, "registers").pk).update(nothing=""),
    "L30": changed(ActPage, number=""),
}
# Time alone does it.
AFTER: dict[str, timedelta] = {
    "L4": timedelta(days=366),
    "L11": timedelta(days=5),
    "L12": timedelta(hours=25),
    "L17": timedelta(days=730),
    "L26": timedelta(days=733),
    "L27": timedelta(days=366),
}
# A template that somebody has spoilt.
TEMPLATES = {
    "L1": ("components/bip_header.html", "<header></header>"),
    "L5": ("components/search_form.html", ""),
    "L6": ("components/footer.html", '<img src="https://reklamy.example/baner.png" alt="">'),
    "L15": ("components/page_title.html", "<h1>Tytuł</h1><h1>Drugi</h1>"),
    "L17": ("components/footer_site.html", ""),
    "L21": ("components/petition_summaries.html", ""),
}
# What whoever runs the site has set.
SETTINGS: dict[str, dict[str, Any]] = {
    "L11": {"MIDDLEWARE": [name for name in settings.MIDDLEWARE if not name.startswith("compliance.")]},
    "L13": {"ROOT_URLCONF": "history.urls"},
    "L28": {"ATTEMPTS_KEPT_DAYS": 365},
}
MORE_SETTINGS = {"L28": {"WAGTAILDOCS_EXTENSIONS": ["pdf", "docm"]}}


@contextmanager
def spoilt(folder: Path, name: str, html: str) -> Iterator[None]:
    """One template replaced by another."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(html)
    engine = {**settings.TEMPLATES[0], "DIRS": [folder, *settings.TEMPLATES[0]["DIRS"]]}
    with override_settings(TEMPLATES=[engine]):
        yield
    file.unlink()
