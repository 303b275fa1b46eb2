"""The guide speaks of screens that are there: each is opened, and has the words that the guide names.

Pictures are not compared point by point: a date or a font would fail them. What is compared are the words. A picture is
made anew with `make guide-pictures`.
"""

import os

import pytest

from editing.guide.topics import topics
from tests.browser.stories.screens import SCREENS, write
from tests.browser.stories.stage import Stage

NAMED = {name: words for topic in topics() for name, words in topic.screens.items()}
SHOWN = {name for topic in topics() for name in topic.screens if f"]({name})" in topic.text}
VISIBLE = "() => document.body.innerText"


@pytest.mark.parametrize("name", sorted(NAMED))
def test_a_screen_that_the_guide_shows_has_the_words_that_it_names(stage: Stage, name: str):
    page = SCREENS[name](stage)
    seen = " ".join(page.evaluate(VISIBLE).replace("\xa0", " ").split()).lower()
    assert [words for words in NAMED[name] if words.lower() not in seen] == []
    if os.environ.get("GUIDE_PICTURES") == "write" and name in SHOWN:
        write(name, page)


def test_no_screen_is_walked_to_in_vain():
    assert set(SCREENS) == set(NAMED)
