"""Entries of the bulletin's lists, a page type for each kind of list."""

from pages.bip.categories import Holds
from pages.bip.models.entries.base import BipEntryPage
from pages.bip.models.entries.declaration import AssetDeclarationPage
from pages.bip.models.entries.inspection import InspectionPage
from pages.bip.models.entries.petition import PetitionPage
from pages.bip.models.entries.procurement import ProcurementPage
from pages.bip.models.entries.recruitment import RecruitmentPage
from pages.bip.models.entries.register import PublicRegisterPage
from pages.bip.models.entries.report import ReportPage
from pages.bip.models.entries.withholding import WithholdingPage

ENTRY_TYPES: dict[Holds, type[BipEntryPage]] = {
    model.holds: model
    for model in (
        InspectionPage,
        ProcurementPage,
        RecruitmentPage,
        PetitionPage,
        AssetDeclarationPage,
        ReportPage,
        PublicRegisterPage,
        WithholdingPage,
    )
}

__all__ = [
    "ENTRY_TYPES",
    "AssetDeclarationPage",
    "BipEntryPage",
    "InspectionPage",
    "PetitionPage",
    "ProcurementPage",
    "PublicRegisterPage",
    "RecruitmentPage",
    "ReportPage",
    "WithholdingPage",
]
