"""A person can't publish information of the bulletin without saying who produced it and when; commands can."""

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.timezone import localdate
from wagtail.log_actions import LogContext
from wagtail.models import Site

from history.recording import PublicationRefused
from pages.bip.models import InspectionPage
from pages.core.dates import PartialDate
from tests.history.editing import editor_of, opened, versions
from tests.pages.bip.duties import draft_of, faults, send


def test_a_form_comes_with_the_day_and_asks_who_answers_for_the_text(site: Site) -> None:
    page, editor = draft_of(site, InspectionPage), editor_of(site.hostname)
    data = opened(editor, page)
    assert not data["produced_by"], "whoever enters a text is seldom who answers for it"
    assert data["produced_at"] == PartialDate.from_date(localdate()).numeric
    assert set(faults(send(editor, page, produced_by="", produced_at=""))) == {"produced_by", "produced_at"}
    assert versions(page) == []
    assert set(faults(send(editor, page, produced_by=""))) == {"produced_by"}
    assert faults(send(editor, page, produced_by="Dział świadczeń")) == {}
    assert len(versions(page)) == 1


def test_past_the_form_a_person_is_refused_and_a_command_is_not(site: Site) -> None:
    page, person = draft_of(site, InspectionPage), get_user_model().objects.create(username="ktos")
    with pytest.raises(PublicationRefused), transaction.atomic(), LogContext(user=person):
        page.get_latest_revision().publish()
    assert versions(page) == []
    InspectionPage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert len(versions(page)) == 1
