"""Reads a whole centre's folder, and says everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image

from pages.core.contact_cards import OffersContactCard
from pages.core.models.body import free_anchor
from transfer.markdown.blocks import Block, body_blocks
from transfer.markdown.faults import Faults
from transfer.markdown.few_blocks import check_kinds
from transfer.markdown.identity import raw_body
from transfer.references import PAGE, LinkError, Reference

from .act_texts import ACTS_FOLDER, with_ids
from .acts import read_acts
from .bulletin_pages import check_bulletin
from .centre import CentreLinks, read_centre
from .drafts import Drafts, PendingLink
from .files import CAPTION_TYPES, FILM_TYPES, Folder, document_types, extension, image_types
from .history_files import read_history
from .links import FileLinks, LinkIndex
from .model_rules import key_of
from .page_files import read_collections, read_page_files
from .problems import Place, Report
from .specs import BodyText, CentreFolder, CentreSpec, PageSpec
from .tree import check_types, in_tree_order, settle_parents
from .units import read_units
from .words import read_words


def read_folder(root: Path, report: Report) -> CentreFolder:
    """Everything that the folder says. The database is left alone.

    Raises FolderError when anything is wrong; the report then holds every fault that was found.
    """
    folder = Folder(root, report)
    centre, centre_links = read_centre(folder, report)
    drafts = Drafts()
    read_page_files(folder, drafts, report)
    read_collections(folder, drafts, report)
    settle_parents(drafts, report)
    read_units(folder, drafts, report)
    read_acts(folder, drafts, report)
    specs = in_tree_order(drafts, report)
    check_types(specs, report)
    check_bulletin(specs, report)
    index = LinkIndex(folder, specs, drafts.broken)
    index.used_files |= drafts.used_files
    for link in drafts.pending:
        _settle(link, index, report)
    _settle_centre(centre, centre_links, index, report)
    for spec in specs:
        _read_body(spec, index, report)
        spec.text = with_ids(spec.path, spec.text)
    history = read_history(folder, set(index.by_path), report)
    words = read_words(folder, index, report)
    _check_files(folder, index, report)
    report.stop_if_wrong()
    return CentreFolder(folder, centre, specs, history, words)


def _settle(link: PendingLink, index: LinkIndex, report: Report) -> None:
    rows, _dot, rest = link.field.partition(".")
    number, _dot, row_field = rest.partition(".")
    try:
        target = _target(link, index)
    except LinkError as error:
        named = rows if rows in ("incorporated", "see_also") else row_field or rows
        report.error(link.place, f"{key_of(named)}: {error}")
        return
    if link.field == "see_also":
        link.spec.children.setdefault("see_also_links", []).append({"target": target})
    elif row_field:
        link.spec.children[rows][int(number)][row_field] = target
    else:
        link.spec.links[link.field] = target


def _target(link: PendingLink, index: LinkIndex) -> Reference:
    match link.kind:
        case "page":
            target = FileLinks(index, link.place.file).resolve(link.text)
            if not isinstance(target, Reference) or target.kind != PAGE:
                raise LinkError(_("“%(href)s” is not a page of this site") % {"href": link.text})
        case "document":
            beside = ACTS_FOLDER if link.field == "original" else link.place.file
            target = FileLinks(index, beside).document(link.text)
        case "image":
            target = FileLinks(index, link.place.file).image(link.text)
        case "film" | "captions":
            target = FileLinks(index, link.place.file).of_film(link.text, link.kind)
        case _:
            target = index.entry(f"{link.kind}s.toml", link.text, texts=False)
    if target.target == link.spec.path:
        raise LinkError(_("a page can't refer to itself"))
    return target


def _settle_centre(centre: CentreSpec, links: CentreLinks, index: LinkIndex, report: Report) -> None:
    for field, (path, place) in links.items():
        try:
            centre.links[field] = index.page(path)
        except LinkError as error:
            report.error(place, str(error))


def _read_body(spec: PageSpec, index: LinkIndex, report: Report) -> None:
    text = spec.body_text
    if text is None or not text.text.strip():
        return
    if not spec.body_field:
        first = next(number for number, line in enumerate(text.text.split("\n")) if line.strip())
        message = _("pages of the kind “%(kind)s” have no text of their own; remove what stands below the keys")
        report.error(Place(text.file, text.line + first), message % {"kind": spec.model._meta.verbose_name})
        return
    links = FileLinks(index, text.file, _anchors(text))
    faults = Faults(text.file, text.line, report)
    blocks = body_blocks(text.text, faults, links)
    field: Any = spec.model._meta.get_field(spec.body_field)
    check_kinds(field.stream_block, blocks, faults)
    _check_cards(blocks, index, faults)
    spec.body = raw_body(spec.path, blocks)


def _check_cards(blocks: Iterable[Block], index: LinkIndex, faults: Faults) -> None:
    """Note contact cards of pages that have none."""
    for block in blocks:
        spec = index.by_path.get(block.value["page"].target) if block.kind == "contact_card" else None
        if spec and not issubclass(spec.model, OffersContactCard):
            message = _("“%(path)s” has no phone and no address to show; expected a unit or the contact page")
            faults.error(block.line, message % {"path": spec.path})


def _anchors(text: BodyText) -> frozenset[str]:
    """Anchors that the page will give its headings, so that links inside it can be checked."""
    taken: set[str] = set()
    for line in text.text.split("\n"):
        if line.startswith("## "):
            free_anchor(line.removeprefix("## ").strip(" #"), taken)
    return frozenset(taken)


def _check_files(folder: Folder, index: LinkIndex, report: Report) -> None:
    attachments: list[Any] = [*document_types(), *image_types(), *FILM_TYPES, *CAPTION_TYPES]
    for name, path in folder.files.items():
        kind = extension(name)
        if "/" not in name or name.startswith("history/") or kind not in attachments:
            continue
        if kind in image_types():
            _check_image(path, name, report)
        if name not in index.used_files:
            report.warning(Place(name), _("no text links to this file, so it is not published"))


def _check_image(path: Path, name: str, report: Report) -> None:
    try:
        with Image.open(path) as image:
            is_right = image.format == Image.registered_extensions().get(f".{extension(name)}")
            pixels = image.width * image.height
            image.verify()
    except Exception:  # noqa: BLE001 - Pillow's readers raise many kinds of errors for damaged pictures
        is_right, pixels = False, 0
    if not is_right:
        report.error(Place(name), _("the picture is damaged or is not of the type that its name says"))
    if pixels > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        message = _("the picture has too many pixels; at most %(limit)d million are allowed")
        report.error(Place(name), message % {"limit": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000})
