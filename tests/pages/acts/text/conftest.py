"""Messages as the code has them: what they are in Polish is the catalogue's matter."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture
def untranslated() -> Iterator[None]:
    """English, whatever the language of the site."""
    with translation.override(None):
        yield
