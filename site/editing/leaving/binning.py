"""Puts pages into the bin as they are deleted, in the transaction that deletes them, whoever deletes them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.db.models import SET_NULL, QuerySet
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageViewRestriction, Site

from editing.approval.rules import authors_of, needs_approval
from editing.leaving.redirects import Kept
from editing.models import BinnedPage
from history.mixins import has_history
from pages.core.addresses import address_of, centre_path


@dataclass(frozen=True)
class Batch:
    """One deletion: of a page with all below it."""

    uid: UUID = field(default_factory=uuid4)
    whole_centres: frozenset[str] = frozenset()
    """Tree paths of centres that go altogether; there is no bin left to put their pages into."""


def batch_of(origin: Any) -> Batch:
    """The deletion that a signal is part of; `origin` is what Django was told to delete, one object for all pages."""
    known: Batch | None = getattr(origin, "editing_batch", None)
    if known is not None:
        return known
    homes: frozenset[str] = frozenset()
    if isinstance(origin, QuerySet) and issubclass(origin.model, Page):
        homes = frozenset(origin.filter(depth=2).values_list("path", flat=True))
    elif isinstance(origin, Page) and origin.depth == 2:
        homes = frozenset([origin.path])
    batch = Batch(whole_centres=homes)
    if origin is not None:
        origin.editing_batch = batch
    return batch


def page_will_be_deleted(instance: Page, origin: Any = None, **_signal: Any) -> None:
    """Keep it; sent once for each page of a tree, while all the rows are still there."""
    batch = batch_of(origin)
    if instance.depth < 2 or centre_path(instance) in batch.whole_centres:
        return
    # Read anew: Wagtail has already marked this one as withdrawn.
    found = Page.objects.filter(pk=instance.pk).first()
    page: Any = found and found.specific
    site = page.get_site() if has_history(page) else None
    if site is not None:
        keep(page, site, batch)


def keep(page: Any, site: Site, batch: Batch) -> BinnedPage:
    """Write down what the page is."""
    revision = page.latest_revision
    has_draft = revision is not None and (page.has_unpublished_changes or not page.live)
    parent = page.get_parent()
    binned, _created = BinnedPage.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "site": site,
            "batch": batch.uid,
            "parent_id": parent.pk,
            "path": page.path,
            "kind": page._meta.label_lower,
            "title": page.get_admin_display_title(),
            "address": address_of(page.url_path),
            "was_live": page.live,
            "content": page.serializable_data(),
            "draft": revision.content if has_draft else {},
            "beside": {
                "restrictions": [_restriction(one) for one in PageViewRestriction.objects.filter(page=page)],
                "redirects": [asdict(redirect) for redirect in Kept.leading_to([page.pk])],
                "named_by": named_by(page),
                "authors": sorted(authors_of(page, revision)) if has_draft and needs_approval(page) else [],
            },
            "deleted_by": get_active_log_context().user,
        },
    )
    return binned


def _restriction(restriction: PageViewRestriction) -> dict[str, Any]:
    groups = list(restriction.groups.values_list("pk", flat=True))
    return {"type": restriction.restriction_type, "password": restriction.password, "groups": groups}


def named_by(page: Page) -> list[tuple[str, Any, str]]:
    """Rows that are no pages and would forget the page: the centre's settings name a page for contact, and so on.

    Each as its kind, its key and the field. What pages say is in their own drafts.
    """
    found = []
    for relation in page._meta.get_fields(include_hidden=True):
        if not (relation.one_to_many and getattr(relation, "on_delete", None) is SET_NULL):
            continue
        model, name = relation.related_model, relation.field.name
        if issubclass(model, Page):
            continue
        keys = model._default_manager.filter(**{name: page.pk}).values_list("pk", flat=True)
        found += [(model._meta.label_lower, key, name) for key in keys]
    return found
