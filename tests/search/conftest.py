"""What tests of the search share."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

Commit = Callable[..., AbstractContextManager[list[Callable[[], Any]]]]


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Commit) -> Callable[[], AbstractContextManager[Any]]:
    """What happens within is committed at its end, as it is at the end of each request."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
