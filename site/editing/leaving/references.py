"""What links to a page that is about to go: pages, drafts, the centre's settings. Only of the page's own centre."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Field, ForeignKey, Model, Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.registry import registry as settings_models
from wagtail.models import Page, ReferenceIndex, Site

from pages.core.addresses import centre_path


@dataclass(frozen=True)
class Source:
    """Something that links to the page."""

    name: str
    what: str
    url: str
    """Where it can be changed; empty for who may not."""


def references_to(pages: Iterable[Page], user: Any) -> list[Source]:
    """Everything outside that links to one of the pages or to what stands below it."""
    pages = list(pages)
    if not pages:
        return []
    going = Q(pk__in=[])
    for page in pages:
        going |= Q(path__startswith=page.path)
    ids = set(Page.objects.filter(going).values_list("pk", flat=True))
    page_type = ContentType.objects.get_for_model(Page)
    rows = ReferenceIndex.objects.filter(
        base_content_type=page_type, to_content_type=page_type, to_object_id__in=[str(pk) for pk in ids]
    )
    linking = {int(pk) for pk in rows.values_list("object_id", flat=True)} - ids
    centre = Page.objects.filter(path__startswith=centre_path(pages[0])).exclude(pk__in=ids)
    return [
        *_pages(centre.filter(pk__in=linking), user),
        *_drafts(centre.filter(has_unpublished_changes=True).exclude(pk__in=linking), ids, user),
        *_others(ids, pages[0].get_site(), user),
    ]


def _pages(found: Any, user: Any) -> Iterator[Source]:
    for page in found.order_by("path").specific(defer=True):
        what = _("page") if page.live else _("page that is not public")
        yield Source(page.get_admin_display_title(), what, _edit_url(page, user))


def _drafts(found: Any, ids: set[int], user: Any) -> Iterator[Source]:
    """Wagtail's index knows what readers see; what waits to be published links too."""
    for page in found.order_by("path"):
        draft = page.get_latest_revision_as_object()
        if any(pk in ids for pk in pages_in(draft)):
            yield Source(draft.get_admin_display_title(), _("draft"), _edit_url(page, user))


def _edit_url(page: Page, user: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page.pk,)) if page.permissions_for_user(user).can_edit() else ""


def pages_in(item: Model) -> Iterator[int]:
    """Numbers of the pages that an object refers to, in its fields and in its rows of other tables."""
    field: Any
    for field in item._meta.get_fields():
        if _is_link(field):
            if (pk := field.value_from_object(item)) is not None:
                yield pk
        elif hasattr(field, "extract_references"):
            for model, pk, _model_path, _content_path in field.extract_references(field.value_from_object(item)):
                if issubclass(model, Page):
                    yield int(pk)
    if isinstance(item, ClusterableModel):
        for relation in get_all_child_relations(item):
            for row in getattr(item, relation.get_accessor_name()).all():
                yield from pages_in(row)


def _others(ids: set[int], site: Site | None, user: Any) -> Iterator[Source]:
    """Settings, words of the search and the like: what belongs to the centre and is no page.

    Wagtail's index knows nothing of settings, so the tables themselves are asked.
    """
    finder = AdminURLFinder(user)
    for model in apps.get_models():
        if issubclass(model, Page) or model is Redirect or not hasattr(model, "site_id") or site is None:
            continue
        names = [field.name for field in model._meta.concrete_fields if _is_link(field)]
        asked = reduce(or_, (Q(**{f"{name}__in": ids}) for name in names), Q(pk__in=[]))
        for item in model._default_manager.filter(asked, site=site) if names else ():
            url = finder.get_edit_url(item)
            if url or model in settings_models:  # else nobody edits it
                yield Source(str(item), capfirst(str(model._meta.verbose_name)), url or "")


def _is_link(field: Field) -> bool:
    """Whether a field names a page."""
    return (
        isinstance(field, ForeignKey)
        and not isinstance(field, ParentalKey)
        and not field.remote_field.parent_link
        and issubclass(field.related_model, Page)
    )
