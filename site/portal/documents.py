"""Documents that editors send."""

from editing.approval.files import ApprovedFileMixin
from pages.core.documents.forms import DocumentForm as CheckedDocumentForm


class DocumentForm(ApprovedFileMixin, CheckedDocumentForm):
    """Every form that takes a document."""
