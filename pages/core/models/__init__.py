from .base import BasePage
from .body import BodyMixin, Row
from .centre import CentreKind, CentreSettings, ContactPoint, centre_collection
from .searchable import LIST_PRIOR

__all__ = [
    "LIST_PRIOR",
    "BasePage",
    "BodyMixin",
    "CentreKind",
    "CentreSettings",
    "ContactPoint",
    "Row",
    "centre_collection",
]
