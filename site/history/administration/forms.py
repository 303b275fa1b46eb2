"""What is asked before the history is added to."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from history.models import JournalEntry, RedactionScope, VersionAttachment
from history.notes import check_note
from history.panels import EXPLAINED_KINDS


class RestoreForm(forms.Form):
    """Why an earlier version comes back; the beginning of the sentence is given."""

    change_note = forms.CharField(
        label=gettext_lazy("What changed, and why?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Readers see it in the page's history: say why the earlier text is right."),
    )
    change_kind = forms.ChoiceField(
        label=gettext_lazy("How much does it matter to a reader?"), choices=EXPLAINED_KINDS, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, opening: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["change_note"] = f"{opening} "
        self.opening = opening

    def clean_change_note(self) -> str:
        """Refuse the given beginning alone."""
        note = str(self.cleaned_data["change_note"]).strip()
        reason = note.removeprefix(self.opening).strip(" .:–-")
        if not reason:
            raise ValidationError(_("Finish the sentence: why is the earlier text the right one?"))
        return note

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors:
            check_note(data["change_note"], data["change_kind"])
        return data


class CorrectionForm(forms.Form):
    """A better description of a change."""

    change_note = forms.CharField(
        label=gettext_lazy("Corrected description"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The first description stays; readers see both, and when this one came."),
    )


class RedactionForm(forms.Form):
    """What of an entry is masked, on which basis, by whose decision."""

    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What is masked"), widget=forms.CheckboxSelectMultiple, required=False
    )
    attachments = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Attachments that are masked"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("The file goes from every version of this site that shows it."),
    )
    legal_basis = forms.CharField(
        label=gettext_lazy("Legal basis"),
        max_length=300,
        help_text=gettext_lazy("Readers see it, e.g.: art. 5 ust. 2 ustawy o dostępie do informacji publicznej."),
    )
    decided_by = forms.CharField(
        label=gettext_lazy("Decided by"),
        max_length=200,
        help_text=gettext_lazy("Readers see it: a function, such as “dyrektor”, rather than a name."),
    )
    understood = forms.BooleanField(label=gettext_lazy("I know that this can't be undone."))

    def __init__(self, *args: Any, entry: JournalEntry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = set(entry.disclosures.values_list("kind", flat=True))
        texts = RedactionScope.CONTENT
        offered = [
            (texts, texts.label, "text" in kinds),
            # An entry about nothing but an address: the same scope, which masks a version's address with its text.
            (texts, gettext_lazy("address"), "address" in kinds and not entry.version_id),
            (RedactionScope.NOTE, RedactionScope.NOTE.label, "note" in kinds),
            (RedactionScope.PERSON, RedactionScope.PERSON.label, bool({"person", "provenance"} & kinds)),
        ]
        scopes: Any = self.fields["scopes"]
        scopes.choices = [(scope.value, label) for scope, label, there in offered if there]
        files = (
            VersionAttachment.objects.filter(version=entry.version_id) if "text" in kinds or entry.version_id else []
        )
        attachments: Any = self.fields["attachments"]
        attachments.choices = [
            (file.order, f"{file.label} ({file.name})") for file in files if f"file-{file.order}" in kinds
        ]
        if not attachments.choices:
            del self.fields["attachments"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("scopes") and not data.get("attachments"):
            self.add_error("scopes", _("Please say what is to be masked."))
        return data
