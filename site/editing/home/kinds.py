"""What may be added, as those who add it think of it, and where each kind belongs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.permissions import permission_policy as pictures
from wagtail.models import Page, Site

from editing.importing.places import is_made_of_document

PORTAL = (
    ("news.newspage", _("News item"), _("A short message with a date: what happens, for whom, where to ask.")),
    ("programmes.programmepage", _("Programme"), _("Help that has a beginning and an end: for whom, how to apply.")),
    ("standard.contentpage", _("Page about a matter"), _("How to deal with one matter: for whom, what to bring.")),
)
BULLETIN = (
    ("bip.biparticlepage", _("BIP article"), _("Public information on one matter, with who produced it and when.")),
    ("bip.recruitmentpage", _("Recruitment"), _("A notice of a vacant post, and later its result.")),
    ("bip.procurementpage", _("Procurement"), _("A procurement or a price enquiry, with its deadline and result.")),
    ("bip.inspectionpage", _("Inspection"), _("Who inspected the centre, what, when, and with what findings.")),
    ("bip.petitionpage", _("Petition"), _("A petition that came in, and the course of its case.")),
    ("bip.reportpage", _("Report"), _("A report on activity or a financial statement.")),
    ("acts.actpage", _("Act"), _("An order or a resolution, with its number, date and text.")),
)


@dataclass(frozen=True)
class Place:
    """Where something new may stand."""

    title: str
    url: str


@dataclass(frozen=True)
class Choice:
    """A kind with its sentence and the places for it."""

    label: Any
    sentence: Any
    places: list[Place] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """Kinds that belong together."""

    title: Any
    choices: list[Choice]


def groups_for(user: Any, site: Site) -> list[Group]:
    """What somebody may add in a centre; kinds and groups that they may not are left out."""
    models = {label: apps.get_model(label) for label in _named()}
    parents = _parents(site, list(models.values()))
    above = {label: _parents_for(user, kind, parents) for label, kind in models.items()}
    found = [
        Group(title, [Choice(label, says, _starts(models[kind], above[kind])) for kind, label, says in kinds])
        for title, kinds in ((_("Portal"), PORTAL), (_("Bulletin (BIP)"), BULLETIN))
    ]
    files = [_from_word({label: above[label] for label, kind in models.items() if is_made_of_document(kind)}, parents)]
    groups = [*found, Group(_("Files"), [*files, *_files(user)])]
    offered = [Group(group.title, [one for one in group.choices if one.places]) for group in groups]
    return [group for group in offered if group.choices]


def _named() -> list[str]:
    return [kind for kind, _label, _sentence in (*PORTAL, *BULLETIN)]


def usual_first(kinds: Iterable[type[Page]]) -> list[type[Page]]:
    """Kinds of pages with those that editors add every day before the others."""
    named = _named()
    return sorted(kinds, key=lambda kind: (*named, kind._meta.label_lower).index(kind._meta.label_lower))


def _parents(site: Site, kinds: list[type[Page]]) -> list[Page]:
    models = {model for kind in kinds for model in kind.allowed_parent_page_models()}
    types = ContentType.objects.get_for_models(*models).values()
    below = Page.objects.descendant_of(site.root_page, inclusive=True)
    return list(below.filter(content_type__in=types, alias_of=None).order_by("path").specific())


def _parents_for(user: Any, kind: type[Page], parents: list[Page]) -> list[Page]:
    """The pages below which somebody may add a page of a kind."""
    allowed = kind.allowed_parent_page_models()
    return [parent for parent in parents if type(parent) in allowed and _may_add(user, kind, parent)]


def _starts(kind: type[Page], parents: list[Page]) -> list[Place]:
    names = (kind._meta.app_label, kind._meta.model_name)
    return [
        Place(parent.get_admin_display_title(), reverse("adding:start", args=(*names, parent.pk))) for parent in parents
    ]


def _from_word(above: Mapping[str, list[Page]], parents: list[Page]) -> Choice:
    """A page made of a document, wherever one of the kinds above may be added that a document fills."""
    taking = {parent.pk for allowed in above.values() for parent in allowed}
    return Choice(
        _("Text from Word"),
        _("A Word file (.docx) becomes the draft of a new page; first you see what was recognised in it."),
        [
            Place(parent.get_admin_display_title(), reverse("importing:below", args=(parent.pk,)))
            for parent in parents
            if parent.pk in taking
        ],
    )


def _may_add(user: Any, kind: type[Page], parent: Page) -> bool:
    """Asked of a page that would stand there: as it would be copied, which takes the right to just this kind."""
    if not parent.permissions_for_user(user).can_add_subpage():
        return False
    page = kind(owner=user, path=f"{parent.path}0000", depth=parent.depth + 1)
    can = page.permissions_for_user(user)
    return (user.is_superuser or "add" in can.permissions) and can.can_copy_to(parent)


def _files(user: Any) -> list[Choice]:
    offered = (
        (documents, _("Document"), _("A PDF or another file that pages can offer."), "wagtaildocs:add_multiple"),
        (pictures, _("Picture"), _("A photograph or a drawing, with its description."), "wagtailimages:add_multiple"),
    )
    return [
        Choice(label, sentence, [Place(str(label), reverse(name))])
        for policy, label, sentence, name in offered
        if policy.user_has_permission(user, "add")
    ]
