"""The accessibility statement, and other forms of a page: easy to read, in Polish Sign Language."""

from pages.accessibility.models.buildings import Answer, StatementBuilding
from pages.accessibility.models.easy_read import EasyReadPage
from pages.accessibility.models.mobile_apps import StatementApp
from pages.accessibility.models.problems import AccessibilityProblem, ProblemKind
from pages.accessibility.models.reviews import StatementReview
from pages.accessibility.models.sign_film import SignFilmPage
from pages.accessibility.models.statement import AccessibilityStatementPage, Basis, SignInterpreter

__all__ = [
    "AccessibilityProblem",
    "AccessibilityStatementPage",
    "Answer",
    "Basis",
    "EasyReadPage",
    "ProblemKind",
    "SignFilmPage",
    "SignInterpreter",
    "StatementApp",
    "StatementBuilding",
    "StatementReview",
]
