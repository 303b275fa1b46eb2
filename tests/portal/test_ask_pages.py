"""A look at the first pages of every site, without a server."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.conftest import KEDZIERZYN, KIELCE


def test_every_site_answers(db: None):
    said = StringIO()
    call_command("ask_pages", "--each", "2", stdout=said)
    assert said.getvalue().startswith("Zapytano o 4 strony")


def test_what_does_not_is_named(db: None, settings):
    settings.ALLOWED_HOSTS = [KIELCE]
    said = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("ask_pages", "--each", "1", stdout=StringIO(), stderr=said)
    assert refused.value.returncode == 1
    assert KEDZIERZYN in said.getvalue()
    assert f"//{KIELCE}:" not in said.getvalue()
    assert "ALLOWED_HOSTS" in said.getvalue()
