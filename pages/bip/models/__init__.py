"""The public bulletin (BIP): its home, its subject menu, its lists and their entries."""

from pages.bip.models.articles import BipArticlePage
from pages.bip.models.category import CategoryMixin
from pages.bip.models.entries import (
    ENTRY_TYPES,
    AssetDeclarationPage,
    BipEntryPage,
    InspectionPage,
    PetitionPage,
    ProcurementPage,
    PublicRegisterPage,
    RecruitmentPage,
    ReportPage,
    WithholdingPage,
)
from pages.bip.models.foi import FoiRequestPage
from pages.bip.models.home import BipEditor, BipHomePage
from pages.bip.models.lists import BipListPage
from pages.bip.models.menu import BULLETIN, BipReferencePage, BipSectionPage, entries_among
from pages.bip.models.nothing import Nothing, NothingHereMixin

__all__ = [
    "BULLETIN",
    "ENTRY_TYPES",
    "AssetDeclarationPage",
    "BipArticlePage",
    "BipEditor",
    "BipEntryPage",
    "BipHomePage",
    "BipListPage",
    "BipReferencePage",
    "BipSectionPage",
    "CategoryMixin",
    "FoiRequestPage",
    "InspectionPage",
    "Nothing",
    "NothingHereMixin",
    "PetitionPage",
    "ProcurementPage",
    "PublicRegisterPage",
    "RecruitmentPage",
    "ReportPage",
    "WithholdingPage",
    "entries_among",
]
