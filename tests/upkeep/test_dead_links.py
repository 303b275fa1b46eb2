"""Links in articles that lead to nothing a reader can open are found, and those that work are not."""

from django.contrib.auth import get_user_model

from pages.standard.models import ContentPage
from tests.factories import add_page, make_centre, reader_of
from upkeep import summary


def _linking(home, target) -> ContentPage:
    text = f'<p><a linktype="page" id="{target.pk}">Zasady</a></p>'
    page = ContentPage(title="Skąd", summary="Dokąd.", body=[{"type": "text", "value": text}])
    return add_page(home, page)


def test_a_link_to_a_page_that_was_withdrawn_is_reported(db: None) -> None:
    site = make_centre()
    target = add_page(site.root_page, ContentPage(title="Dokąd", summary="Tu."))
    page = _linking(site.root_page, target)
    assert summary.of(site).broken_links.count == 0
    target.unpublish()
    ((found, wrong),) = summary.of(site).broken_links.first
    assert found.pk == page.pk
    assert len(wrong) == 1
    client = reader_of(site)
    client.force_login(get_user_model().objects.create_superuser("szef", "szef@gops.example", "x"))
    answer = client.get("/admin/reports/upkeep/links/?export=csv")
    assert "Skąd" in b"".join(answer.streaming_content).decode()
