"""What keeps a slip of the command line from spoiling a centre."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from wagtail.models import Revision

from pages.core.models import CentreSettings
from tests.conftest import CENTRES, KEDZIERZYN, KIELCE


def load(folder, hostname, **options):
    errors = StringIO()
    with pytest.raises(CommandError) as stopped:
        call_command("load_centre", str(folder), hostname=hostname, stderr=errors, **options)
    return stopped.value, errors.getvalue()


def test_a_wrong_hostname_does_not_put_one_centre_into_another(db):
    before = Revision.objects.count(), CentreSettings.objects.get(site__hostname=KIELCE).name
    error, said = load(CENTRES[KEDZIERZYN], KIELCE)
    assert error.returncode == 1
    assert "centre.toml" in said
    assert "Miejski Ośrodek Pomocy Rodzinie w Kielcach" in said
    assert "--overwrite" in said
    assert (Revision.objects.count(), CentreSettings.objects.get(site__hostname=KIELCE).name) == before


def test_a_busy_database_is_said_in_a_sentence(db, monkeypatch):
    def busy(*_args, **_options):
        raise OperationalError("database is locked")

    monkeypatch.setattr("transfer.management.commands.load_centre.publish_centre", busy)
    error, _said = load(CENTRES[KIELCE], KIELCE)
    assert "Niczego nie zmieniono" in str(error)
