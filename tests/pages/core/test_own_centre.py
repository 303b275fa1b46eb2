"""What an editor posts may only refer to their own centre, whatever a chooser lists."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from pages.acts.models import ActKind, ActPage, ActRegisterPage, RelationKind
from pages.core.models import CentreSettings, centre_collection
from pages.standard.models import ContentPage
from portal.roles import Role, make_roles
from tests.factories import add_page, make_centre, reader_of


@pytest.fixture
def site(db: None) -> Site:
    return make_centre("a.localhost")


@pytest.fixture
def other(db: None) -> Site:
    return make_centre("b.localhost")


@pytest.fixture
def editor(site: Site) -> Client:
    user = User.objects.create_user("redaktor")
    user.groups.add(make_roles(site)[Role.ADMINISTRATOR])
    client = reader_of(site)
    client.force_login(user)
    return client


def post(editor: Client, parent: Any, model: type, **fields: Any) -> str:
    url = reverse("wagtailadmin_pages:add", args=(model._meta.app_label, model._meta.model_name, parent.pk))
    answer = editor.post(url, nested_form_data({"title": "Nowa", "slug": "nowa", "summary": "", **fields}), follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def statute(site: Site, **fields: Any) -> ActPage:
    register = add_page(site.root_page, ActRegisterPage(title="Akty", slug="akty"))
    return add_page(register, ActPage(title="Statut tajny", slug="statut", kind=ActKind.STATUTE))


def relation_to(act: ActPage) -> dict[str, Any]:
    return {
        "kind": ActKind.RESOLUTION,
        "number": "II/7/2022",
        "body": streamfield([]),
        "relations": inline_formset(
            [{"kind": RelationKind.REPEALS, "target": act.pk, "text": "", "order_in_day": "0"}]
        ),
        "comments": inline_formset([]),
    }


def test_an_act_can_not_repeal_another_centres(editor: Client, site: Site, other: Site) -> None:
    theirs = statute(other)
    register = add_page(site.root_page, ActRegisterPage(title="Akty", slug="akty"))
    assert "Statut tajny" not in post(editor, register, ActPage, **relation_to(theirs))
    assert not ActPage.objects.child_of(register).exists()


def test_who_edits_both_centres_is_told_at_the_field(editor: Client, site: Site, other: Site) -> None:
    User.objects.get().groups.add(make_roles(other)[Role.ADMINISTRATOR])
    theirs = statute(other)
    register = add_page(site.root_page, ActRegisterPage(title="Akty", slug="akty"))
    assert "należy do innego ośrodka" in post(editor, register, ActPage, **relation_to(theirs))
    assert not ActPage.objects.child_of(register).exists()


def test_an_act_repeals_one_of_its_own_centre(editor: Client, site: Site) -> None:
    own = statute(site)
    post(editor, own.get_parent(), ActPage, **relation_to(own))
    assert ActPage.objects.get(number="II/7/2022").relations.get().target == own


@pytest.mark.parametrize("kind", ["link", "chooser"])
def test_a_text_can_not_lead_to_another_centre(editor: Client, site: Site, other: Site, kind: str) -> None:
    theirs = statute(other)
    blocks = {
        "link": ("text", rich_text(f'<p><a linktype="page" id="{theirs.pk}">ich</a></p>')),
        "chooser": (
            "links",
            {
                "count": 1,
                "0-value-page": theirs.pk,
                "0-value-title": "",
                "0-value-note": "",
                "0-deleted": "",
                "0-order": 0,
                "0-type": "item",
                "0-id": "",
            },
        ),
    }
    answer = post(editor, site.root_page, ContentPage, body=streamfield([blocks[kind]]), comments=inline_formset([]))
    assert "Statut tajny" not in answer
    assert not ContentPage.objects.child_of(site.root_page).exists()


def test_a_picture_of_another_centre_can_not_be_shown(editor: Client, site: Site, other: Site) -> None:
    image = get_image_model().objects.create(
        title="Ich obraz", file=get_test_image_file(), collection=centre_collection(other)
    )
    block = ("image", {"image": image.pk, "alt": "obraz", "decorative": "", "caption": ""})
    answer = post(editor, site.root_page, ContentPage, body=streamfield([block]), comments=inline_formset([]))
    assert "Ich obraz" not in answer
    assert not ContentPage.objects.child_of(site.root_page).exists()


def test_a_centres_own_pages_are_its_own(editor: Client, site: Site, other: Site) -> None:
    centre = CentreSettings.of(site)
    centre.privacy_page = other.root_page
    with pytest.raises(ValidationError) as refused:
        centre.full_clean()
    assert set(refused.value.message_dict) == {"privacy_page"}
