from .base import BasePage
from .body import BodyMixin, Row
from .centre import CentreKind, CentreSettings, ContactPoint, centre_collection

__all__ = ["BasePage", "BodyMixin", "CentreKind", "CentreSettings", "ContactPoint", "Row", "centre_collection"]
