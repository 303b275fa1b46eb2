"""The example of the format's documentation, as files and loaded."""

import pytest

from tests.transfer.folders import load, write_example


@pytest.fixture
def folder(tmp_path):
    """The documentation's example, free to be changed."""
    return write_example(tmp_path / "lipowo")


@pytest.fixture
def loaded(folder, db):
    """The same folder after its first load."""
    load(folder)
    return folder
