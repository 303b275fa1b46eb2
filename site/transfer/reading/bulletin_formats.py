"""The format's page types of the bulletin and of accessibility, and their keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.db.models import Model

from pages.accessibility.models import (
    AccessibilityProblem,
    AccessibilityStatementPage,
    EasyReadPage,
    SignFilmPage,
    StatementApp,
    StatementBuilding,
    StatementReview,
)
from pages.accessibility.models.buildings import FEATURES
from pages.bip.models import (
    AssetDeclarationPage,
    BipArticlePage,
    BipListPage,
    BipReferencePage,
    FoiRequestPage,
    InspectionPage,
    PetitionPage,
    ProcurementPage,
    PublicRegisterPage,
    RecruitmentPage,
    ReportPage,
    WithholdingPage,
)
from pages.bip.models.entries.inspection import InspectionFile
from pages.bip.models.entries.petition import PetitionStep
from pages.bip.models.entries.report import ReportFile
from pages.core.models import BasePage

from . import bulletin_words as words
from . import values
from .keys import Key, some_tables

BULLETIN_TYPES: dict[str, type[BasePage]] = {
    "bip-list": BipListPage,
    "bip-foi": FoiRequestPage,
    "inspection": InspectionPage,
    "procurement": ProcurementPage,
    "recruitment": RecruitmentPage,
    "petition": PetitionPage,
    "asset-declaration": AssetDeclarationPage,
    "report": ReportPage,
    "register": PublicRegisterPage,
    "withholding": WithholdingPage,
    "easy-read": EasyReadPage,
    "sign-film": SignFilmPage,
    "accessibility-statement": AccessibilityStatementPage,
}

# -- keys ------------------------------------------------------------------------------------------------------------

_TEXT = Key(values.line_of_text)
_NEEDED = Key(values.line_of_text, required=True)
_LINES = Key(values.lines_of_text)
_LIST = Key(values.list_of_texts)
_NEEDED_LIST = Key(values.list_of_texts, required=True)
_DAY = Key(values.whole_day)
_NEEDED_DAY = Key(values.whole_day, required=True)
_PARTIAL = Key(values.partial_date)
_YEAR = Key(values.small_number)
_FLAG = Key(values.yes_or_no)
_ROWS = Key(some_tables)


def _word(choices: Mapping[str, str], *, required: bool = False) -> Key:
    return Key(values.one_of(choices), required)


CATEGORY = {"category": _word(words.CATEGORY_CODES)}
NOTHING_KEYS = {"nothing": _word(words.NOTHING), "nothing_confirmed_on": _DAY, "nothing_confirmed_by": _TEXT}
DEADLINE = {"deadline_on": _NEEDED_DAY, "deadline_time": Key(values.clock)}

BULLETIN_KEYS: dict[type[BasePage], dict[str, Key]] = {
    BipArticlePage: {**CATEGORY, **NOTHING_KEYS},
    BipListPage: {**CATEGORY, "holds": _word(words.HOLDS), **NOTHING_KEYS},
    BipReferencePage: {"target": _NEEDED, **CATEGORY},
    FoiRequestPage: CATEGORY,
    InspectionPage: {
        "inspecting_body": _NEEDED,
        "subject": _NEEDED,
        "inspected_from": _PARTIAL,
        "inspected_to": _PARTIAL,
        "basis": _TEXT,
        "started_on": Key(values.partial_date, required=True),
        "ended_on": _PARTIAL,
        "findings_on": _PARTIAL,
        "without_findings": _FLAG,
        "reply_on": _PARTIAL,
        "documents": _ROWS,
    },
    ProcurementPage: {
        "kind": _word(words.PROCUREMENT_KINDS),
        "number": _TEXT,
        "subject": _NEEDED,
        "announced_on": _DAY,
        "estimated_value": Key(values.amount),
        **DEADLINE,
        "opening_at": Key(values.moment),
        "place": _TEXT,
        "platform": _TEXT,
        "contact": _TEXT,
        "outcome": _word(words.PROCUREMENT_OUTCOMES),
        "awarded_on": _DAY,
        "contractor": _TEXT,
        "price": Key(values.amount),
        "signed_on": _DAY,
        "cancel_reason": _TEXT,
    },
    RecruitmentPage: {
        "post": _NEEDED,
        "employer": _TEXT,
        "employer_address": _TEXT,
        "necessary_requirements": _NEEDED_LIST,
        "additional_requirements": _LIST,
        "tasks": _NEEDED_LIST,
        "conditions": _NEEDED_LIST,
        "disability_index": _word(words.DISABILITY_INDEXES, required=True),
        "documents": _NEEDED_LIST,
        "announced_on": _DAY,
        **DEADLINE,
        "place_of_filing": Key(values.lines_of_text, required=True),
        "short_deadline_reason": _TEXT,
        "outcome": _word(words.RECRUITMENT_OUTCOMES),
        "result_on": _DAY,
        "chosen_name": _TEXT,
        "chosen_residence": _TEXT,
        "reasons": _LINES,
        "mask_on": _DAY,
        "mask_basis": _TEXT,
        "mask_decided_by": _TEXT,
    },
    PetitionPage: {
        "subject": _NEEDED,
        "received_on": _NEEDED_DAY,
        "author": _TEXT,
        "author_consents": _FLAG,
        "scan": _TEXT,
        "expected_on": _DAY,
        "answered_on": _DAY,
        "outcome": _word(words.PETITION_OUTCOMES),
        "answer": _LINES,
        "answer_file": _TEXT,
        "steps": _ROWS,
    },
    AssetDeclarationPage: {
        "post": _NEEDED,
        "person": _TEXT,
        "occasion": _word(words.OCCASIONS),
        "year": _YEAR,
        "made_on": _NEEDED_DAY,
        "elsewhere": _NEEDED,
    },
    ReportPage: {
        "kind": _word(words.REPORT_KINDS, required=True),
        "year": Key(values.small_number, required=True),
        "part_of_year": _TEXT,
        "drawn_up_on": _DAY,
        "approved_on": _DAY,
        "approved_by": _TEXT,
        "documents": _ROWS,
    },
    PublicRegisterPage: {
        "kind": _word(words.REGISTER_KINDS),
        "legal_basis": _TEXT,
        "holds_data": _NEEDED,
        "kept_by": _NEEDED,
        "access": _NEEDED,
        "online_url": _TEXT,
    },
    WithholdingPage: {
        "scope": _NEEDED,
        "concerns": _TEXT,
        "legal_basis": _NEEDED,
        "decided_by": _NEEDED,
        "decided_on": _DAY,
        "interest": _word(words.INTERESTS, required=True),
        "interest_of": _TEXT,
    },
    EasyReadPage: {"tested_by": _TEXT, "tested_on": _PARTIAL},
    SignFilmPage: {
        "film": _TEXT,
        "captions": _TEXT,
        "poster": _TEXT,
        "link": _TEXT,
        "duration": Key(values.duration, required=True),
    },
    AccessibilityStatementPage: {
        "published_on": _NEEDED_DAY,
        "updated_on": _NEEDED_DAY,
        "made_on": _NEEDED_DAY,
        "basis": _word(words.BASES),
        "checked_on": _DAY,
        "checked_by": _TEXT,
        "basis_url": _TEXT,
        "basis_document": _TEXT,
        "stated": _word(words.CONFORMITIES),
        "stated_because": _TEXT,
        "contact_name": _NEEDED,
        "contact_email": _TEXT,
        "contact_phone": _TEXT,
        "architecture_url": _TEXT,
        "sign_interpreter": _word(words.INTERPRETER, required=True),
        "sign_interpreter_how": _TEXT,
        "communication": _LINES,
        "shortcuts": _LINES,
        "facilities": _LINES,
        "problems": _ROWS,
        "buildings": _ROWS,
        "reviews": _ROWS,
        "apps": _ROWS,
    },
}

# Keys that name a page or a file of the folder, and which of these.
BULLETIN_LINKS: dict[type[BasePage], dict[str, str]] = {
    BipReferencePage: {"target": "page"},
    PetitionPage: {"scan": "document", "answer_file": "document"},
    WithholdingPage: {"concerns": "page"},
    SignFilmPage: {"poster": "image", "film": "film", "captions": "captions"},
    AccessibilityStatementPage: {"basis_document": "document"},
}
# Of these, files that the page keeps by itself, beside the centre's documents.
OWN_FILES: dict[type[BasePage], tuple[str, ...]] = {SignFilmPage: ("film", "captions")}


class Rows(NamedTuple):
    """Tables `[[key]]` of a page's file: rows of a relation of its model."""

    relation: str
    model: type[Model]
    keys: dict[str, Key]
    links: Mapping[str, str] = {}


def _files(model: type[Model], kinds: Mapping[str, str]) -> Rows:
    keys = {"kind": _word(kinds, required=True), "file": _NEEDED, "title": _TEXT}
    return Rows("documents", model, keys, {"file": "document"})


_FEATURES = {name: _word(words.ANSWERS) for name in FEATURES} | {f"{name}_note": _TEXT for name in FEATURES}

ROWS: dict[type[BasePage], dict[str, Rows]] = {
    InspectionPage: {"documents": _files(InspectionFile, words.INSPECTION_FILES)},
    ReportPage: {"documents": _files(ReportFile, words.REPORT_PARTS)},
    PetitionPage: {"steps": Rows("steps", PetitionStep, {"day": _NEEDED_DAY, "text": _NEEDED})},
    AccessibilityStatementPage: {
        "problems": Rows(
            "problems",
            AccessibilityProblem,
            {
                "kind": _word(words.PROBLEM_KINDS),
                "what": _NEEDED,
                "page": _TEXT,
                "where": _TEXT,
                "since": _DAY,
                "way_round": _TEXT,
                "planned_fix": _DAY,
                "fixed_on": _DAY,
                "reason": _TEXT,
                "assessment_url": _TEXT,
            },
            {"page": "page"},
        ),
        "buildings": Rows(
            "buildings", StatementBuilding, {"name": _NEEDED, "address": _NEEDED, **_FEATURES, "more": _LINES}
        ),
        "reviews": Rows("reviews", StatementReview, {"day": _NEEDED_DAY, "by": _NEEDED, "done": _NEEDED}),
        "apps": Rows("mobile_apps", StatementApp, {"name": _NEEDED, "download_url": _NEEDED, "statement_url": _TEXT}),
    },
}
