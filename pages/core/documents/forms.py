"""The form of a document, wherever the administration shows one."""

from typing import Any

from django.utils.html import format_html
from wagtail.documents.forms import BaseDocumentForm

from pages.core.documents.labels import problems_html
from pages.core.documents.languages import DEFAULT


class DocumentForm(BaseDocumentForm):
    """Says what the check of the file found beside the fields where it can be put right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Files sent several at once come without it: they are taken for Polish until the editor says otherwise.
        self.fields["language"].required = False
        if problems := problems_html(self.instance):
            field = self.fields.get("file") or self.fields["language"]
            field.help_text = format_html("{}{}", problems, field.help_text)

    def clean_language(self) -> str:
        """Polish goes without saying."""
        return self.cleaned_data["language"] or DEFAULT

    def save(self, commit: bool = True) -> Any:
        """Save, and look into a file that has come in two steps, past the field of the form."""
        if self.instance.file and not self.instance.checked_at:
            self.instance.look_into()
        return super().save(commit=commit)
