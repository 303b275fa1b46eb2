"""One demonstration for all stories: a copy, so that what is published in it reaches no other test."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Demo, stop
from tests.browser.stories.stage import Stage


@pytest.fixture(scope="session")
def stage(demo: Demo, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The stories' demonstration, with its people."""
    copy = demo.copy(tmp_path_factory.mktemp("stories"))
    process = copy.start()
    try:
        played = Stage(copy, browser)
        yield played
        played.leave()
    finally:
        stop(process)
