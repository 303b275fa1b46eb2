"""What happens to pages, handed to the bin and to the redirects."""

from django.db.models.signals import post_save, pre_delete, pre_save
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, post_page_move

from editing.leaving.binning import page_will_be_deleted
from editing.leaving.forgetting import entry_was_written, film_is_kept, words_were_removed
from editing.leaving.redirects import page_has_another_address, page_was_published
from editing.leaving.restoring import keep_number
from history.models import JournalEntry
from history.signals import words_removed
from pages.accessibility.films.keeping import still_kept


def connect() -> None:
    """Listen from now on."""
    pre_delete.connect(page_will_be_deleted, sender=Page)
    pre_save.connect(keep_number)
    page_published.connect(page_was_published)
    page_slug_changed.connect(page_has_another_address)
    post_page_move.connect(page_has_another_address)
    post_save.connect(entry_was_written, sender=JournalEntry)
    words_removed.connect(words_were_removed)
    still_kept.connect(film_is_kept)
