"""Reads the files of pages: `pages/**/*.md`, `programmes/*.md`, `news/*.md`."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from pages.bip.models import BipEditor, BipListPage
from pages.core.models import BasePage
from pages.home.models import HomePage

from . import values as readers
from .bulletin_formats import BULLETIN_LINKS
from .bulletin_pages import read_rows, settle_list
from .drafts import Drafts, PendingLink, fill
from .files import Folder
from .formats import COLLECTIONS, COMMON_KEYS, EDITOR_KEYS, OWN_KEYS, PAGE_TYPES, SINGLE_TYPES
from .front_matter import split_page
from .keys import Key, read_table
from .model_rules import check_fields
from .problems import Place, Report
from .specs import BodyText, PageSpec
from .toml_text import TomlTable
from .values import SLUG

INDEX = "index.md"
LAST = 1_000_000  # the order of pages that don't ask for one

_KEY_OF_TYPE = Key(readers.one_of({name: name for name in PAGE_TYPES}), required=True)
# Keys that name other pages, and how.
_LINK_KEYS = {"owner_unit": "unit", "see_also": "page"}


def read_page_files(folder: Folder, drafts: Drafts, report: Report) -> None:
    """Read `pages/`; parents are settled later, by the folders that the files stand in."""
    for name in sorted(folder.inside("pages", ".md"), key=lambda name: (name.count("/"), name)):
        spec = _read(folder, name, None, drafts, report)
        if spec is None or not _is_home_in_its_place(spec, name, report):
            drafts.broken.add(name)
            continue
        _check_single(spec, drafts, report)
        drafts.specs.append(spec)
        own_folder = str(PurePosixPath(name).parent) if name.endswith(f"/{INDEX}") else name.removesuffix(".md")
        drafts.folders.setdefault(own_folder, spec)


def read_collections(folder: Folder, drafts: Drafts, report: Report) -> None:
    """Read `programmes/` and `news/`, whose pages all stand below one index."""
    for collection, (model, index_type) in COLLECTIONS.items():
        names = folder.inside(collection, ".md")
        index = drafts.of_type(PAGE_TYPES[index_type])
        if names and not index:
            message = _(
                "there is no page of the type “%(type)s” in the folder pages, so this file has no place to stand"
            )
            report.error(Place(names[0]), message % {"type": index_type})
        for name in names:
            if name.count("/") > 1:
                report.error(Place(name), _("files of texts stand right in the folder %(name)s") % {"name": collection})
                continue
            spec = _read(folder, name, model, drafts, report)
            if spec and index:
                spec.parent = index.source
                drafts.specs.append(spec)


def _read(folder: Folder, name: str, model: type[BasePage] | None, drafts: Drafts, report: Report) -> PageSpec | None:
    text = folder.text(name)
    page = split_page(text, name, report) if text is not None else None
    if page is None:
        return None
    model = model or _model_of(page.table, report)
    if model is None:
        return None
    keys = {**COMMON_KEYS, **OWN_KEYS.get(model, {})}
    if name.startswith("pages/"):
        keys = {"type": _KEY_OF_TYPE, **keys}
    values = read_table(page.table, keys, report)
    slug, order = values.pop("slug", None) or _slug_of(name, page.table, report), values.pop("order", LAST)
    spec = PageSpec(name, page.table.place(), model, slug, (order, name))
    spec.places.update(slug=page.table.place("slug"), type=page.table.place("type"))
    spec.body_text = BodyText(page.body, name, page.body_line)
    values.pop("type", None)
    _read_editors(spec, values, page.table, report)
    read_rows(spec, values, page.table, drafts, report)
    for key, kind in (_LINK_KEYS | BULLETIN_LINKS.get(model, {})).items():
        for number, text_value in enumerate(_texts(values.pop(key, []))):
            place = page.table.place(key, number)
            drafts.pending.append(PendingLink(spec, key, text_value, kind, place))
    fill(spec, values, page.table, report)
    if model is BipListPage:
        settle_list(spec, page.table, report)
    return spec


def _texts(value: Any) -> list[str]:
    return [value] if isinstance(value, str) and value else list(value)


def _model_of(table: TomlTable, report: Report) -> type[BasePage] | None:
    kind = table.data.get("type")
    if isinstance(kind, str) and kind in PAGE_TYPES:
        return PAGE_TYPES[kind]
    if kind is None:
        message = _("the key “type” is missing; expected one of: %(names)s") % {"names": ", ".join(PAGE_TYPES)}
        report.error(table.place(), message)
        return None
    try:
        _KEY_OF_TYPE.read(kind)
    except ValueError as error:
        report.error(table.place("type"), f"type: {error}")
    return None


def _slug_of(name: str, table: TomlTable, report: Report) -> str:
    path = PurePosixPath(name)
    slug = path.parent.name if path.name == INDEX else path.stem
    if not SLUG.fullmatch(slug) and "slug" not in table.data:
        message = _(
            "“%(text)s” can't be an address; rename the file or give the key “slug”: small letters a–z, digits, hyphens"
        )
        report.error(Place(name), message % {"text": slug})
    return slug


def _read_editors(spec: PageSpec, values: dict[str, Any], table: TomlTable, report: Report) -> None:
    if "editors" not in values:
        return
    del values["editors"]
    spec.children["editors"] = []
    for editor in table.tables("editors"):
        row = read_table(editor, EDITOR_KEYS, report)
        check_fields(BipEditor, row, editor.place, report)
        if not (editor.data.get("phone") and editor.data.get("email")):
            report.warning(editor.place(), _("an editor of the bulletin should have a phone and an e-mail"))
        spec.children["editors"].append(row)


def _is_home_in_its_place(spec: PageSpec, name: str, report: Report) -> bool:
    """Whether the page is the home page exactly when its file is `pages/index.md`; otherwise that is noted."""
    is_root, is_home = name == f"pages/{INDEX}", spec.model is HomePage
    if is_root and not is_home:
        report.error(spec.place_of("type"), _('this file is the home page: type = "home"'))
    elif is_home and not is_root:
        report.error(spec.place_of("type"), _("there can be only one home page, in the file pages/index.md"))
    return is_root == is_home


def _check_single(spec: PageSpec, drafts: Drafts, report: Report) -> None:
    kind = next(kind for kind, model in PAGE_TYPES.items() if model is spec.model)
    first = drafts.of_type(spec.model)
    if kind in SINGLE_TYPES and first:
        message = _("there can be only one page of the type “%(type)s”; the other one is in %(file)s")
        report.error(spec.place_of("type"), message % {"type": kind, "file": first.source})
