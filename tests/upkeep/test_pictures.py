"""A picture that nobody has described stands in a report, of its own centre only, those in use first."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from pages.core.models import centre_collection
from portal.roles import Role, group_of, make_roles
from tests.factories import make_centre, reader_of


def picture(site: Site, title: str, description: str = ""):
    return get_image_model().objects.create(
        title=title, file=get_test_image_file(), description=description, collection=centre_collection(site)
    )


def test_pictures_without_words_are_listed(db: None, django_user_model) -> None:
    site, other = make_centre(), make_centre("inny.localhost")
    picture(site, "Wejście", "Wejście do ośrodka z podjazdem")
    picture(site, "IMG_2041")
    picture(other, "Cudzy")
    make_roles(site)
    user = django_user_model.objects.create_user("anna", "anna@gops.example", "x")
    user.groups.add(group_of(site, Role.PORTAL_EDITOR))
    client = reader_of(site)
    client.force_login(user)

    def read(query: str = "") -> str:
        answer = client.get(f"/admin/reports/upkeep/pictures/{query}")
        return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()

    for query in ("", "?export=csv"):
        assert "IMG_2041" in read(query)
        assert "Cudzy" not in read(query)
        assert "Wejście" not in read(query)
    with CaptureQueriesContext(connection) as few:
        read()
    for number in range(8):
        picture(site, f"DSC{number}")
    with CaptureQueriesContext(connection) as many:
        read()
    assert len(many) == len(few)
