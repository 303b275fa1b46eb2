"""What is asked of a new amendment, of a text to import, and before a text is published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.documents.widgets import AdminDocumentChooser

from history.notes import check_note
from history.panels import EXPLAINED_KINDS
from pages.acts.administration.drafting import keep_draft, keep_text, next_text, overtaken
from pages.acts.forms import free_slug
from pages.acts.models import ActKind, ActPage, ActRelation, ExpressionPage, RelationKind
from pages.acts.rules import number_fault, relation_faults
from pages.acts.text.cleaning import UnreadableTextError
from pages.acts.text.docx import from_docx
from pages.acts.text.recognise import Recognised, from_plain_text
from pages.acts.text_rules import text_faults

MAX_FILE_MEGABYTES = 10
# Addresses are Polish whatever the language of the administration.
STEMS = {
    ActKind.RESOLUTION: "uchwala",
    ActKind.ORDINANCE: "zarzadzenie",
    ActKind.STATUTE: "statut",
    ActKind.REGULATIONS: "regulamin",
}


def _of_relation(name: str, **options: Any) -> Any:
    """A field as the form of a relation has it."""
    return ActRelation._meta.get_field(name).formfield(**options)


class AmendmentForm(forms.ModelForm):
    """An act that amends another one: all its errors stand at a field, and nothing is kept before there are none."""

    effective_from = _of_relation(
        "effective_from",
        label=gettext_lazy("the changes take effect on"),
        help_text=gettext_lazy(
            "The day of entry into force, e.g. 1.01.2023. Left empty when no source names it: "
            "the site then goes by the day of adoption and says so."
        ),
    )
    effective_basis = _of_relation("effective_basis", widget=forms.Textarea(attrs={"rows": 2}))
    retroactive = _of_relation("retroactive")
    provisions = _of_relation(
        "provisions",
        help_text=gettext_lazy("E.g. § 5 ust. 3; § 7. May stay empty: the texts themselves show what changed."),
    )

    GROUPS = (
        (gettext_lazy("The amending act"), ("kind", "number", "adopted_on", "issuer", "subject", "title")),
        (gettext_lazy("From when"), ("effective_from", "effective_basis", "retroactive")),
        (gettext_lazy("What it changes"), ("provisions",)),
        (gettext_lazy("Where it was promulgated"), ("promulgated_on", "gazette_ref", "original")),
    )

    class Meta:
        model = ActPage
        fields = (
            "kind",
            "number",
            "adopted_on",
            "issuer",
            "subject",
            "title",
            "promulgated_on",
            "gazette_ref",
            "original",
        )
        widgets = {"subject": forms.Textarea(attrs={"rows": 2}), "original": AdminDocumentChooser}
        labels = {"title": gettext_lazy("Title of the page")}
        help_texts = {
            "title": gettext_lazy("What readers see in the register; the number stands beside it by itself."),
            "adopted_on": gettext_lazy("The whole day, e.g. 23.04.2020."),
            "original": gettext_lazy("The signed act as a file, when you have it. It may be added later."),
        }

    def __init__(self, *args: Any, act: ActPage, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.act, self.user = act, user
        self.register = act.get_parent()
        self.fields["kind"].choices = ActKind.choices  # type: ignore[attr-defined] # a field of choices; no empty one
        self.fields["adopted_on"].required = True
        # What is posted may be any number: the field takes what the chooser offers.
        self.fields["original"].queryset = document_policy.instances_user_has_permission_for(user, "choose")  # type: ignore[attr-defined]  # a field of choices

    @property
    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The fields under their headings."""
        for heading, names in self.GROUPS:
            yield str(heading), [self[name] for name in names]

    def clean_adopted_on(self) -> Any:
        """The texts follow the days of adoption where no other day is known."""
        day = self.cleaned_data["adopted_on"]
        if not day.is_full:
            raise ValidationError(_("Give the whole day, e.g. 1.01.2023."))
        return day

    def is_valid(self) -> bool:
        """Ask the rules about the act's place in time once all fields are right by themselves."""
        valid = super().is_valid()
        kind, number, issuer = (self.cleaned_data.get(name) or "" for name in ("kind", "number", "issuer"))
        if fault := number_fault(self.register, kind=kind, number=number, issuer=issuer):
            self.add_error("number", fault)
        if not valid or fault:
            return False
        self._relate()
        for name, sentence in self._faults().items():
            self.add_error(self._field_of(name), sentence)
        return not self.errors

    def _relate(self) -> None:
        """What the act does, and the text that follows; in memory only."""
        data, new = self.cleaned_data, self.instance
        self.relation = ActRelation(
            source=new,
            target=self.act,
            kind=RelationKind.AMENDS,
            **{name: data[name] for name in ("effective_from", "effective_basis", "retroactive", "provisions")},
        )
        new.live = False
        new.relations = [self.relation]
        if not data["retroactive"]:
            new.in_force_from, new.in_force_basis = data["effective_from"], data["effective_basis"]

    def _faults(self) -> dict[str, str]:
        if faults := relation_faults(self.relation):
            return faults
        since = self.cleaned_data["effective_from"]
        if fault := overtaken(self.act, since or self.cleaned_data["adopted_on"]):
            return {"valid_from": fault}
        self.text, self.included = next_text(self.act, self.instance, since)
        return text_faults(self.text, self.act, self.included)

    def _field_of(self, name: str) -> str:
        """Where an editor can do something about a fault of the relation or of the text."""
        if name in self.fields:
            return name
        return "effective_from" if self.cleaned_data.get("effective_from") else "adopted_on"

    def keep(self) -> tuple[ActPage, ExpressionPage]:
        """Keep the act with its relation and the text as drafts."""
        new = self.instance
        number = re.sub(r"[^a-z0-9]+", "-", new.number.lower()).strip("-")
        new.slug = free_slug(self.register, "-".join(filter(None, [STEMS.get(new.kind, "akt"), number])))
        keep_draft(self.register, new, self.user)
        keep_text(self.act, self.text, self.included, self.user)
        return new, self.text


class ImportForm(forms.Form):
    """A text to read: pasted, or in a file."""

    text = forms.CharField(
        label=gettext_lazy("Pasted text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 20}),
        help_text=gettext_lazy("The whole act, from the first § to the last, copied from a PDF or a document."),
    )
    file = forms.FileField(
        label=gettext_lazy("or a Word file (.docx)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text=gettext_lazy("A file of up to 10 MB. Of a scan nothing can be read."),
    )

    recognised: Recognised

    def clean_file(self) -> UploadedFile | None:
        """Refuse what no text needs."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MAX_FILE_MEGABYTES * 1024 * 1024:
            message = _("The file has more than %(limit)s MB, so it holds pictures. Paste the text instead.")
            raise ValidationError(message % {"limit": MAX_FILE_MEGABYTES})
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        pasted, file = data["text"], data["file"]
        if pasted.strip() and file:
            self.add_error("file", _("Paste the text or choose a file, not both."))
        elif file:
            self._read("file", lambda: from_docx(file.read(), file.name or ""))
        elif pasted.strip():
            self._read("text", lambda: from_plain_text(pasted))
        else:
            self.add_error("text", _("Paste the text, or choose a file."))
        return data

    def _read(self, name: str, read: Any) -> None:
        try:
            self.recognised = read()
        except UnreadableTextError as error:
            self.add_error(name, str(error))
            return
        if not self.recognised.blocks:
            self.add_error(name, _("There is no text in it."))


class PublishForm(forms.Form):
    """Publishes what was shown, and not what somebody else made of it meanwhile."""

    seen = forms.CharField(widget=forms.HiddenInput)
    change_note = forms.CharField(
        label=gettext_lazy("What changed, and why?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "class": "field"}),
        help_text=gettext_lazy("A sentence that readers see in the page's history."),
    )
    change_kind = forms.ChoiceField(
        label=gettext_lazy("How much does it matter to a reader?"),
        required=False,
        choices=EXPLAINED_KINDS,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, needs_note: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs_note = needs_note
        if not needs_note:
            del self.fields["change_note"], self.fields["change_kind"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.needs_note and not self.errors:
            check_note(data["change_note"], data["change_kind"])
        return data
