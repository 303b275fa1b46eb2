"""Nobody who was helped is named: what a machine can see of it are numbers of persons."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Collection

from compliance.answers import Answer, Link, met, not_met
from compliance.subject import Subject
from history.models import VersionContent
from history.visibility import open_objects
from pages.core.documents.numbers import strange_numbers, told
from pages.core.proofing.markup import plain
from proofing.personal_numbers import known_accounts, personal_numbers
from search.files.openness import is_open

# What was read is not read again for a day: a version never changes, it only loses text.
REMEMBERED = 24 * 60 * 60


def nobody_named(subject: Subject) -> Answer:
    """L23: no numbers of persons in what readers can open, earlier versions and files included."""
    reading = Reading(subject)
    if found := reading.version_with_number():
        content, number = found
        tracked = content.version.object
        why = _("The page “%(title)s”, version %(number)s, holds %(found)s.")
        names = {"title": content.title or tracked.title, "number": content.version.number, "found": number}
        place = Link(_("Public history"), reverse("public_history:versions", args=(tracked.page_id,)))
        to_do = _("Take it out of the page, then anonymise the versions that hold it.")
        return not_met(why % names, to_do, place)
    if found_file := reading.file_with_number():
        document, number = found_file
        why = _("The file “%(title)s” holds %(found)s.") % {"title": document.title, "found": number}
        to_do = _("Black it out for good in the file, upload the new file and delete this one.")
        place = Link(document.title, reverse("wagtaildocs:edit", args=(document.pk,)))
        return not_met(why, to_do, place)
    why = _("No number of a person was found. Versions of pages read: %(versions)s, files: %(files)s.")
    return met(why % {"versions": len(reading.versions), "files": len(reading.files)})


class Reading:
    """The public texts of a centre, each read once a day, with the first number found in each."""

    def __init__(self, subject: Subject) -> None:
        self.site, self.centre = subject.site, subject.centre
        self.accounts = known_accounts(self.centre.bank_accounts)
        own = salted_hmac("compliance.personal", self.centre.bank_accounts).hexdigest()[:16]
        self.key = f"compliance-read-{self.site.pk}-{own}"
        self.versions: dict[int, str] = cache.get(self.key, {})
        self._read()
        cache.set(self.key, self.versions, REMEMBERED)

    def _read(self) -> None:
        """Read what is new; what was found before is read again, since somebody may have taken it out."""
        contents = VersionContent.objects.filter(version__object__in=open_objects(self.site))
        ids = set(contents.values_list("pk", flat=True))
        again = {pk for pk in ids if self.versions.get(pk, "?")}
        self.versions = dict.fromkeys(ids - again, "")
        for content in contents.filter(pk__in=again).iterator(chunk_size=200):
            self.versions[content.pk] = self._first_number(text_of(content))

    def _first_number(self, text: str) -> str:
        found = (number for number in personal_numbers(text) if number.plain not in self.accounts)
        return next((number.masked for number in found), "")

    def version_with_number(self) -> tuple[VersionContent, str] | None:
        """The newest version that holds a number, and which one."""
        held = [pk for pk, number in self.versions.items() if number]
        contents = VersionContent.objects.select_related("version__object").filter(pk__in=held)
        content = contents.order_by("-pk").first()
        return (content, self.versions[content.pk]) if content else None

    @cached_property
    def files(self) -> list[Any]:
        """The centre's own files that the check of uploads has looked into, and anybody may open."""
        own = Collection.objects.filter(name=self.site.hostname, depth=2).first()
        documents: Any = get_document_model()
        found = documents.objects.filter(checked_at__isnull=False).order_by("pk")
        return [file for file in found.filter(collection__path__startswith=own.path) if is_open(file)] if own else []

    def file_with_number(self) -> tuple[Any, str] | None:
        """The first of them with a number, and which one."""
        found = ((file, strange_numbers(file, [self.centre])) for file in self.files)
        return next(((file, told(numbers[0])) for file, numbers in found if numbers), None)


def text_of(content: VersionContent) -> str:
    """All words of a version, as a reader sees them."""
    return "\n".join([content.title, content.change_note, plain(content.html), *_texts(content.fields)])


def _texts(value: Any) -> list[str]:
    """The texts among the fields that a version keeps, at any depth; bodies are printed in the article."""
    if isinstance(value, str):
        return [] if value.startswith("[{") else [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for inner in value for text in _texts(inner)] if isinstance(value, list) else []
