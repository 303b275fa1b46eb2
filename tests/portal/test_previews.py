"""Every page type can be looked at before it is published: new, and as a draft."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import Page, get_page_models

from pages.bip.models import BipReferencePage
from pages.core.models import BasePage
from tests.conftest import KIELCE, reader

TYPES = [model for model in get_page_models() if issubclass(model, BasePage) and model.is_creatable]


@pytest.fixture
def administrator(db: None) -> Client:
    client = reader(KIELCE)
    client.force_login(User.objects.create_superuser("kierownik"))
    return client


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_a_draft_can_be_seen_before_it_is_published(administrator: Client, model: type[BasePage]) -> None:
    page = model.objects.first()
    if page is None:  # a kind that neither demo centre has
        parent = next(Page.objects.type(allowed).first() for allowed in model.allowed_parent_page_models())
        page = model(title="Nowa", slug="nowa", live=False)
        parent.add_child(instance=page)
    page.summary = "Turkusowy szkic"
    page.save_revision()
    answer = administrator.get(f"/admin/pages/{page.pk}/view_draft/")
    if model is BipReferencePage:  # there is nothing to see but where it leads
        assert answer.status_code in (302, 403, 404)
    else:
        assert answer.status_code == 200
        assert "Turkusowy szkic" in answer.content.decode()


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_a_page_being_made_has_a_preview(administrator: Client, model: type[BasePage]) -> None:
    parent = next(Page.objects.type(allowed).first() for allowed in model.allowed_parent_page_models())
    page = model(title="Nowa", slug="nowa")
    page.set_url_path(parent)
    page.depth, page.path = parent.depth + 1, Page._get_children_path_interval(parent.path)[1]
    for mode, _label in model.preview_modes if "preview_modes" in vars(model) else [("", "")]:
        response = page.make_preview_request(preview_mode=mode)
        response.render()
        assert response.status_code == 200
