"""Puts the pages into a tree: parents, addresses, order, and the page types' own rules."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pages.core.fields import PartialDateField
from pages.home.models import HomePage

from .drafts import Drafts
from .formats import managed_fields
from .model_rules import check_fields, key_of
from .page_files import INDEX
from .problems import Place, Report
from .specs import PageSpec


def settle_parents(drafts: Drafts, report: Report) -> None:
    """Find the page above each file of `pages/`; a folder without a page of its own is noted."""
    home = f"pages/{INDEX}"
    if "pages" not in drafts.folders and home not in drafts.broken:
        report.error(Place(home), _('the file is missing; it is the home page (type = "home")'))
    for spec in drafts.specs:
        if spec.parent is not None or spec.source == home:
            continue
        path = PurePosixPath(spec.source)
        folder = str(path.parent.parent if path.name == INDEX else path.parent)
        parent = drafts.folders.get(folder)
        if parent:
            spec.parent = parent.source
        elif folder != "pages" and not {f"{folder}.md", f"{folder}/{INDEX}"} & drafts.broken:
            message = _("the page above this one is missing; expected the file %(folder)s/index.md")
            report.error(Place(spec.source), message % {"folder": folder})


def in_tree_order(drafts: Drafts, report: Report) -> list[PageSpec]:
    """All pages with their addresses, parents first, siblings in their order; the same address twice is noted."""
    sources = {spec.source: spec for spec in drafts.specs}
    below: dict[str | None, list[PageSpec]] = {}
    for spec in drafts.specs:
        below.setdefault(spec.parent if spec.parent in sources else None, []).append(spec)
    taken: dict[str, PageSpec] = {}
    ordered: list[PageSpec] = []
    waiting = sorted(below.get(None, []), key=lambda spec: spec.order, reverse=True)
    while waiting:
        spec = waiting.pop()
        above = sources.get(spec.parent or "")
        spec.path = "/" if spec.model is HomePage else f"{above.path if above else '/'}{spec.slug}/"
        if spec.path in taken:
            message = _("the address %(path)s is already taken by %(source)s")
            report.error(spec.place_of("slug"), message % {"path": spec.path, "source": taken[spec.path].source})
        taken.setdefault(spec.path, spec)
        ordered.append(spec)
        waiting.extend(sorted(below.get(spec.source, []), key=lambda child: child.order, reverse=True))
    return ordered


def check_types(specs: list[PageSpec], report: Report) -> None:
    """Check where each page may stand, the rules of its fields, and the rules that tie its fields together."""
    sources = {spec.source: spec for spec in specs}
    for spec in specs:
        above = sources.get(spec.parent or "")
        if above and spec.model not in above.model.allowed_subpage_models():
            message = _("a page of the kind “%(child)s” can't stand below one of the kind “%(parent)s” (%(source)s)")
            details = {
                "child": spec.model._meta.verbose_name,
                "parent": above.model._meta.verbose_name,
                "source": above.source,
            }
            report.error(spec.place_of("type"), message % details)
        check_fields(spec.model, spec.fields, spec.place_of, report)
        _check_whole(spec, report)


def _check_whole(spec: PageSpec, report: Report) -> None:
    """Run the model's `clean()` on a page outside the tree, which changes nothing."""
    unknown = {
        name: None
        for name in managed_fields(spec.model)
        if isinstance(spec.model._meta.get_field(name), PartialDateField)  # a default would be a date nobody wrote
    }
    try:
        spec.model(slug=spec.slug, **{**unknown, **spec.fields}).clean()
    except ValidationError as error:
        if not hasattr(error, "error_dict"):
            for message in error.messages:
                report.error(spec.place, message)
            return
        for field, messages in error.message_dict.items():
            for message in messages:
                report.error(spec.place_of(field), f"{key_of(field)}: {message}")
