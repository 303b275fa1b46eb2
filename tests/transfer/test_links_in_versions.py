"""Versions of a load keep the links of its texts, whatever order its pages came in."""

from django.test import Client

from history.models import PublishedVersion


def test_no_link_of_a_first_version_leads_nowhere(kielce: Client, kedzierzyn: Client) -> None:
    html = PublishedVersion.objects.filter(content__status="full").values_list("content__html", flat=True)
    assert sum(text.count("<a href=") for text in html) > 50
    assert sum(text.count("<a>") + text.count('<a href="">') for text in html) == 0
