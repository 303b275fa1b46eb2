"""Brings a page back from the bin, with all that was deleted with it: under its own numbers, so that links in texts and
the public history go on.
"""

from __future__ import annotations

from collections.abc import Collection
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Field, ForeignKey
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page, PageViewRestriction, Revision

from editing.approval.refusing import refuse_from_elsewhere
from editing.leaving.redirects import Kept
from editing.models import RESTORED, BinnedPage
from history.models import Event
from history.reasons import because
from history.recording import reconcile
from pages.core.addresses import centre_path

# What a page gets anew, whatever it was.
NOT_KEPT = ("latest_revision", "live_revision", "locked_by", "locked_at")


@dataclass
class Returned:
    """What is back, and what whoever brought it back should know."""

    pages: list[Any] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    @property
    def top(self) -> Any:
        """The page that was asked for."""
        return self.pages[0]


def keep_number(instance: Any, **_signal: Any) -> None:
    """Let a page that is about to be written get its own number back; the tree only takes pages without one."""
    if (number := getattr(instance, "returns_as", None)) and instance.pk is None:
        _number(instance, number)


def _number(page: Any, number: int | None) -> None:
    """Set the number of a page in each of the tables that it has a row in."""
    for column in page._meta.concrete_fields:
        if column.primary_key:
            setattr(page, column.attname, number)


def fault_of(binned: BinnedPage, parent: Page) -> str:
    """Why the page can't stand below another; empty when it can."""
    model = binned.model
    if model is None:
        return _("The site has no pages of this kind any more.")
    if centre_path(parent) != centre_path(binned.site.root_page):
        return _("Choose a page of the same centre.")
    fits = model.can_create_at(parent) if model.is_creatable else model.can_exist_under(parent)
    if not fits:
        return _("A page of this kind can't stand there: “%(page)s”.") % {"page": parent.get_admin_display_title()}
    return ""


@transaction.atomic
def restore(binned: BinnedPage, parent: Page, *, user: Any, note: str = "", kind: str = "") -> Returned:
    """Put a page back with all that is kept below it; with a `note` what was public is published again, else nothing.

    Raises ValidationError for what can't stand there any more, PublicationRefused for what may not be published; the
    caller then undoes all of it.
    """
    rows = _whole(list(binned.tree().select_for_update()))
    if not rows:  # somebody else was quicker
        raise ValidationError(_("The page is back already, or its copy is gone."))
    coming = {row.page_id for row in rows}
    returned = Returned()
    made: dict[int, Any] = {}
    for row in rows:
        above = parent if row.pk == binned.pk else made[row.parent_id]
        made[row.page_id] = _make(row, Page.objects.get(pk=above.pk), coming, returned)
        returned.pages.append(made[row.page_id])
    for row in rows:
        _put_beside(row, made[row.page_id])
    if note:
        with because(note, kind):
            _publish(rows, coming, user)
    for row in rows:
        draft = _take_up_draft(row, coming, user, published=bool(note) and row.was_live)
        # The log outlives accounts: it says for ever who saved this draft, and whose words are in it.
        data = {"authors": row.beside["authors"]} if row.beside.get("authors") else None
        log(instance=made[row.page_id], action=RESTORED, user=user, revision=draft, data=data)
    BinnedPage.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return returned


def _whole(rows: list[BinnedPage]) -> list[BinnedPage]:
    """Without what stood below a page whose copy had to be forgotten: that comes back by itself."""
    kept: dict[int, BinnedPage] = {}
    for row in rows:
        if not kept or row.parent_id in kept:
            kept[row.page_id] = row
    return list(kept.values())


def _make(row: BinnedPage, parent: Page, coming: Collection[int], returned: Returned) -> Any:
    """The page's row, not public, where it stood."""
    model, content = _mended(row, row.content, coming, returned)
    page = model.from_serializable_data(content, check_fks=False)
    _number(page, None)
    page.returns_as, page._state.adding = row.page_id, True
    page.live, page.has_unpublished_changes, page.locked, page.numchild = False, True, False, 0
    slug = find_available_slug(parent, page.slug)
    if slug != page.slug:
        words = {"page": row.title, "slug": slug, "taken": page.slug}
        returned.told.append(
            _("The address “%(taken)s” is taken meanwhile; “%(page)s” has the address “%(slug)s” now.") % words
        )
        page.slug = slug
    following = parent.get_children().filter(path__gt=row.path).first() if row.path.startswith(parent.path) else None
    if following is not None:
        following.add_sibling("left", instance=page)
    else:
        parent.add_child(instance=page)
    return page


def _mended(
    row: BinnedPage, content: dict[str, Any], coming: Collection[int], returned: Returned | None = None
) -> tuple[Any, dict[str, Any]]:
    """The page's type and its content without what is gone meanwhile."""
    model = row.model
    if model is None:
        raise ValidationError(_("The site has no pages of this kind any more."))
    content = deepcopy(content)
    content |= dict.fromkeys(NOT_KEPT)
    lost = _mend(model, content, coming)
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        kept = []
        for item in content.get(name) or []:
            try:
                lost += _mend(relation.related_model, item, coming)
                kept.append(item)
            except ValidationError:  # it is nothing without what it named
                lost.append(str(relation.related_model._meta.verbose_name))
        if name in content:
            content[name] = kept
    if lost and returned is not None:
        words = {"page": row.title, "names": ", ".join(dict.fromkeys(lost))}
        returned.told.append(_("“%(page)s” named what is gone meanwhile, so this is empty now: %(names)s.") % words)
    return model, content


def _mend(model: Any, content: dict[str, Any], coming: Collection[int]) -> list[str]:
    """Empty what refers to something gone; returns names of these fields. Raises ValidationError if one can't be."""
    lost = []
    for named in model._meta.concrete_fields:
        if _stands(named, content.get(named.name), coming):
            continue
        if not named.null:
            words = {"field": named.verbose_name}
            raise ValidationError(_("What the page can't do without is gone: %(field)s.") % words)
        content[named.name] = None
        if named.name not in {"owner", "alias_of"}:
            lost.append(str(named.verbose_name))
    return lost


def _stands(named: Field, key: Any, coming: Collection[int]) -> bool:
    """Whether what a field refers to is there, or comes back as well; true for every other field."""
    if not isinstance(named, ForeignKey) or isinstance(named, ParentalKey) or key is None:
        return True
    if named.remote_field.parent_link or (issubclass(named.related_model, Page) and key in coming):
        return True
    return bool(named.related_model._default_manager.filter(pk=key).exists())


def _put_beside(row: BinnedPage, page: Any) -> None:
    """What went with the page: who may read it, first of all."""
    for kept in row.beside.get("restrictions", []):
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type=kept["type"], password=kept["password"]
        )
        groups = PageViewRestriction._meta.get_field("groups").related_model
        restriction.groups.set(groups._default_manager.filter(pk__in=kept["groups"]))
    for redirect in row.beside.get("redirects", []):
        Kept(**redirect).lead_to(page)
    for label, key, name in row.beside.get("named_by", []):
        apps.get_model(label)._default_manager.filter(pk=key, **{name: None}).update(**{f"{name}_id": page.pk})


def _publish(rows: list[BinnedPage], coming: Collection[int], user: Any) -> None:
    """Publish what was public, as it was, through everything that guards a publication."""
    published = [row for row in rows if row.was_live]
    for row in published:
        page = Page.objects.get(pk=row.page_id).specific
        if page.alias_of_id:
            refuse_from_elsewhere(page.alias_of, page)
            Page.objects.filter(pk=page.pk).update(live=True, has_unpublished_changes=False)
        else:
            page.save_revision(user=user, log_action=True, clean=False).publish(user=user, skip_permission_checks=True)
    for row in published:  # now that all are public, those that name one another read differently
        reconcile(row.page_id, cause=Event.PUBLISH)


def _take_up_draft(row: BinnedPage, coming: Collection[int], user: Any, *, published: bool) -> Revision | None:
    """Let the editor find what was begun, or the text itself; returns the page's newest draft."""
    page = Page.objects.get(pk=row.page_id).specific
    if page.alias_of_id or (published and not row.draft):
        return page.latest_revision
    if row.draft:
        _model, content = _mended(row, row.draft, coming)
        if page.slug != row.content["slug"]:
            content["slug"] = page.slug
        page = page.with_content_json(content)
    return page.save_revision(user=user, log_action=True, clean=False)
