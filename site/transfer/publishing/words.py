"""Keeps the register of search words in step with `words.toml`."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Site

from search.words.models import SearchWord
from transfer.models import LoadedFile
from transfer.reading.problems import Report
from transfer.reading.specs import WordSpec
from transfer.reading.words import FILE

from .digests import digest_of, word_digest
from .outcome import Outcome
from .pages import PagePublisher


def update_words(
    site: Site, specs: list[WordSpec], pages: PagePublisher, report: Report, outcome: Outcome, *, overwrite: bool
) -> None:
    """Store the words whose entries changed since the last load; the others stay as editors left them, and so do words
    that are no longer in the folder.

    Noted as errors: words that changed both in the folder and in the administration, unless they are to be overwritten.
    """
    rows = {row.source: row for row in LoadedFile.objects.filter(site=site, source__startswith=f"{FILE}#")}
    words = {f"{FILE}#{word.folded}": word for word in SearchWord.objects.filter(site=site)}
    for spec in specs:
        row = rows.pop(spec.source, None)
        word = words.get(spec.source)
        digest = word_digest(spec)
        if row and row.digest == digest:
            if word is None:
                outcome.words_deleted_by_editors.append(spec.source)
            continue
        state = _state(word)
        word = _filled(word or SearchWord(site=site), spec, pages)
        if not overwrite and state not in (row.state_digest if row else _state(None), _state(word)):
            message = _(
                "the word was changed in the administration after the last load, and the file has changed too; "
                "carry the change over into the file, then load with --overwrite"
            )
            report.error(spec.place, message)
        elif _is_right(word, spec, report):
            word.save()
            row = row or LoadedFile(site=site, source=spec.source)
            row.digest, row.state_digest = digest, _state(word)
            row.save()
            outcome.words_updated += 1
    outcome.words_missing += sorted(source for source in rows if source in words)


def _filled(word: SearchWord, spec: WordSpec, pages: PagePublisher) -> SearchWord:
    for name, value in spec.fields.items():
        setattr(word, name, value)
    known = spec.page is not None and pages.path_exists(spec.page.target)
    word.page_id = pages.id_of(spec.page) if spec.page is not None and known else None
    word.tidy_up()
    return word


def _is_right(word: SearchWord, spec: WordSpec, report: Report) -> bool:
    try:
        word.full_clean()
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            for text in messages:
                report.error(spec.place_of(name), f"{name}: {text}")
        return False
    return True


def _state(word: SearchWord | None) -> str:
    """Stands for a word as it is stored; of one that isn't there, too."""
    return digest_of([word.term, word.means, word.page_id, word.note] if word else None)
