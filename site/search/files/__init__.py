"""The text of attached PDF and .docx files, read once per content, and found only while everybody may open the file."""

from search.files.openness import is_open, open_among
from search.files.store import texts_of

__all__ = ["is_open", "open_among", "texts_of"]
