"""What is asked before a document is read, and before what was recognised is kept."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import TextChoices
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.models import Page

from editing.importing.reading import Document, read_document
from pages.acts.text.cleaning import UnreadableTextError

MOST_MEGABYTES = 20
LONGEST_CAPTION, LONGEST_ALT = 250, 250
_FILE_NAME = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|tiff?|webp)\Z", re.IGNORECASE)
# What Word writes there by itself.
_MACHINE_MADE = re.compile(r"\A(?:obraz|picture|image|grafika|zdjęcie)\s*\d*\Z|generated|wygenerowan", re.IGNORECASE)


class UploadForm(forms.Form):
    """Asks for a document and reads it."""

    file = forms.FileField(
        label=gettext_lazy("Word file (.docx)"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text=gettext_lazy("Up to 20 MB. First you see what was recognised; nothing is saved before you agree."),
    )
    document: Document

    def clean_file(self) -> UploadedFile:
        """Read it, too: whatever is wrong is said at the field."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_MEGABYTES * 1024 * 1024:
            message = _("The file has more than %(limit)s MB. Make its pictures smaller, or split it.")
            raise ValidationError(message % {"limit": MOST_MEGABYTES})
        try:
            self.document = read_document(file.read(), file.name or "")
        except UnreadableTextError as error:
            raise ValidationError(str(error)) from error
        return file


class Place(TextChoices):
    """Where the text goes in a page that has one."""

    BELOW = "below", gettext_lazy("Below the text that is there")
    INSTEAD = "instead", gettext_lazy("Instead of the text that is there; it stays in the page's history of drafts")


class Use(TextChoices):
    """What becomes of a picture."""

    LEAVE_OUT = "leave-out", pgettext_lazy("picture", "Leave it out")
    DESCRIBED = "described", pgettext_lazy("picture", "Put it in, with this description")
    DECORATIVE = "decorative", pgettext_lazy("picture", "Put it in as decorative: it tells nothing")


class KeepForm(forms.Form):
    """Asks what only a person knows: headings of tables, descriptions of pictures, where all goes."""

    def __init__(
        self,
        *args: Any,
        content: dict[str, Any],
        kinds: list[type[Page]],
        asks_place: bool,
        takes_pictures: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = {kind._meta.label_lower: kind for kind in kinds}
        if kinds:
            self._ask_for_page(content["title"])
        if asks_place:
            self.fields["place"] = forms.ChoiceField(
                label=gettext_lazy("Where does the text go?"),
                choices=Place.choices,
                initial=Place.BELOW,
                widget=forms.RadioSelect,
            )
        self.pictures: list[str] = []
        for block in content["blocks"]:
            if block["type"] == "table":
                self._ask_for_table(block["value"])
            elif block["type"] == "image" and takes_pictures:
                self._ask_for_picture(block["value"])

    def _ask_for_page(self, title: str) -> None:
        self.fields["title"] = forms.CharField(
            label=gettext_lazy("Title of the new page"), max_length=255, initial=title[:255]
        )
        choices = [(label, str(kind._meta.verbose_name).capitalize()) for label, kind in self.kinds.items()]
        self.fields["kind"] = forms.ChoiceField(
            label=gettext_lazy("Kind of page"),
            choices=choices,
            initial=choices[0][0],
            widget=forms.HiddenInput if len(choices) == 1 else forms.RadioSelect,
        )

    def _ask_for_table(self, value: dict[str, Any]) -> None:
        number = value["number"]
        self.fields[f"table_{number}_caption"] = forms.CharField(
            label=_("Caption of table %(number)s") % {"number": number},
            required=False,
            max_length=LONGEST_CAPTION,
            help_text=gettext_lazy("A few words on what it compares. Readers who listen hear it first."),
        )
        self.fields[f"table_{number}_header"] = forms.BooleanField(
            label=_("The first row of table %(number)s names the columns") % {"number": number},
            required=False,
            initial=value["has_header"],
        )

    def _ask_for_picture(self, value: dict[str, Any]) -> None:
        number = value["number"]
        if f"picture_{number}_use" in self.fields:  # the same picture once more
            return
        self.pictures.append(str(number))
        alt = value["alt"].strip()
        is_said = bool(alt) and not is_file_name(alt) and not _MACHINE_MADE.search(alt)
        self.fields[f"picture_{number}_use"] = forms.ChoiceField(
            label=_("Picture %(number)s") % {"number": number},
            choices=Use.choices,
            initial=Use.LEAVE_OUT,
            widget=forms.RadioSelect,
        )
        self.fields[f"picture_{number}_alt"] = forms.CharField(
            label=_("Description of picture %(number)s") % {"number": number},
            required=False,
            max_length=LONGEST_ALT,
            initial=alt[:LONGEST_ALT] if is_said else "",
            help_text=gettext_lazy("What a person who can't see it should know; never the name of a file."),
        )

    def clean(self) -> dict[str, Any]:
        """Each picture is described, decorative or left out."""
        data = super().clean() or {}
        for number in self.pictures:
            use, alt = data.get(f"picture_{number}_use"), data.get(f"picture_{number}_alt", "")
            if use == Use.DESCRIBED and not alt:
                self.add_error(f"picture_{number}_alt", _("Describe the picture, or choose another answer."))
            elif use == Use.DESCRIBED and is_file_name(alt):
                self.add_error(f"picture_{number}_alt", _("This is the name of a file. Say what can be seen."))
        return data

    @property
    def about_page(self) -> list[BoundField]:
        """The fields that belong to no block."""
        return [self[name] for name in ("title", "kind", "place") if name in self.fields]

    def of_block(self, block: dict[str, Any]) -> list[BoundField]:
        """The fields about a table or a picture."""
        prefix = {"table": "table", "image": "picture"}.get(block["type"])
        if prefix is None:
            return []
        start = f"{prefix}_{block['value']['number']}_"
        return [self[name] for name in self.fields if name.startswith(start)]


def is_file_name(words: str) -> bool:
    """Whether a description is none."""
    return bool(_FILE_NAME.search(words)) or (PurePosixPath(words).name != words and " " not in words)
