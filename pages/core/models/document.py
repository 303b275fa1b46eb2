"""A file that a centre publishes, with its language and what the check of it found."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.search import index

from pages.core.documents.checking import Findings, HiddenNumber, kind_of, look_into
from pages.core.documents.labels import document_note
from pages.core.documents.languages import DEFAULT, DocumentLanguage, same_language
from pages.core.documents.numbers import is_persons, number_rules, refused_numbers
from pages.core.documents.rules import Rule, refusal_of_kind, rules_of

LANGUAGE_DIFFERS = "language-differs"


class Document(AbstractDocument):
    """A file to download. What the check of its content found is kept with it: links and lists only print it.

    `clean` looks into a new file and refuses what must not be published, whatever way it comes.
    """

    language = models.CharField(
        _("language"),
        max_length=8,
        choices=DocumentLanguage.choices,
        default=DEFAULT,
        help_text=_("Links to the file say it when it is not Polish."),
    )
    findings = models.JSONField(_("findings"), default=list, blank=True, editable=False)
    """Codes of `pages.core.documents.rules`."""
    facts = models.JSONField(_("facts"), default=dict, blank=True, editable=False)
    """`language` as the file itself says, and `numbers` of persons in it, no more of each than may be kept."""
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True, editable=False)
    """When the content was looked into; None for a file that came past all forms."""
    page_count = models.PositiveIntegerField(_("pages"), null=True, blank=True, editable=False)

    # As Wagtail has them, under other names: those are taken by its own model, which stays for the rights.
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="uploaded_documents",
        verbose_name=_("uploaded by user"),
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # read by Wagtail
    tags = TaggableManager(_("tags"), help_text=None, blank=True, related_name="tagged_documents")

    admin_form_fields = ("title", "file", "language", "collection", "tags")
    search_fields = [*AbstractDocument.search_fields, index.FilterField("language")]

    def clean(self) -> None:
        """Raises ValidationError at `file` for a new file that must not be published."""
        if not self.file:  # which the form has said already
            return
        if rule := refusal_of_kind(kind_of(self.file.name), settings.WAGTAILDOCS_EXTENSIONS):
            raise ValidationError({"file": [rule.sentence]}, code="refused")
        super().clean()
        if not self.file._committed:  # Django's own mark of a new file
            found = self.look_into()
            sentences = [rule.sentence for rule in found.refusals] or refused_numbers(self)
            if sentences:
                raise ValidationError({"file": sentences}, code="refused")
        self._compare_languages()

    def look_into(self) -> Findings:
        """Check the file as it is now, and take over what is found; nothing is saved."""
        with self.open_file() as file:
            found = look_into(file.chunks(), self.file.name)
            file.seek(0)
        self.findings, self.page_count, self.checked_at = found.flags, found.pages, timezone.now()
        self.facts = {"language": found.language, "numbers": [list(number) for number in found.numbers]}
        self._compare_languages()
        return found

    def ensure_checked(self) -> None:
        """Check a file that came past all forms, and save what is found; a file that is gone stays unchecked."""
        if self.checked_at or not self.file:
            return
        try:
            self.look_into()
        except OSError:
            return
        names = ("findings", "facts", "page_count", "checked_at")
        type(self).objects.filter(pk=self.pk).update(**{name: getattr(self, name) for name in names})

    def _compare_languages(self) -> None:
        said = self.facts.get("language", "")
        codes = [code for code in self.findings if code != LANGUAGE_DIFFERS]
        self.findings = codes if not said or same_language(said, self.language) else [*codes, LANGUAGE_DIFFERS]

    @property
    def numbers(self) -> list[HiddenNumber]:
        """The numbers of persons in the file."""
        return [HiddenNumber(*number) for number in self.facts.get("numbers", [])]

    @property
    def holds_personal_numbers(self) -> bool:
        """Whether a PESEL or the number of an identity card stands in the file."""
        return any(is_persons(number) for number in self.numbers)

    @property
    def rules(self) -> list[Rule]:
        """What was found, in the order of the table of rules."""
        return rules_of(self.findings)

    @property
    def problems(self) -> list[str]:
        """What is wrong with the file and what to do, a sentence or two each; for the editor."""
        return [rule.sentence for rule in self.all_rules]

    @property
    def all_rules(self) -> list[Rule]:
        """What was found, and what numbers in it keep it from; one query where there are any."""
        return [*number_rules(self), *self.rules]

    @property
    def barriers(self) -> list[str]:
        """What keeps readers from it, as parts of a sentence: „skan bez warstwy tekstowej”."""
        return [str(rule.told) for rule in self.rules if rule.bars_readers]

    @property
    def is_inaccessible(self) -> bool:
        """Whether somebody can't read it, or not well: such files are listed in the accessibility statement."""
        return bool(self.barriers)

    @property
    def size(self) -> int | None:
        """Bytes; None when the file is gone. Reading writes nothing, as Wagtail's own method would."""
        if self.file_size is not None:
            return self.file_size
        try:
            return self.file.size
        except (OSError, ValueError):
            return None

    @property
    def note(self) -> str:
        """What stands beside each link to the file: type, size, language, barriers."""
        return document_note(self)
