from pages.core.other_forms import OTHER_FORMS

from .base import BasePage, PageLanguage
from .body import BodyMixin, Row
from .centre import CentreKind, CentreSettings, ContactPoint, centre_collection
from .document import Document
from .searchable import LIST_PRIOR

__all__ = [
    "LIST_PRIOR",
    "OTHER_FORMS",
    "BasePage",
    "BodyMixin",
    "CentreKind",
    "CentreSettings",
    "ContactPoint",
    "Document",
    "PageLanguage",
    "Row",
    "centre_collection",
]
