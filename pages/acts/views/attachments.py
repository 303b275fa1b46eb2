"""Tables, pictures and documents of a text, as the rows of its page."""

from __future__ import annotations

from pages.acts.reading import Reading
from pages.core.models.body import Row


def attachments_of(reading: Reading) -> list[Row]:
    """The attachments of the text that is shown; none for a text of an earlier day that has changed since."""
    page = reading.text.page if reading.text else None
    return page.rows if page else []
