"""Finds out where the links of a folder lead."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from transfer.references import DOCUMENT, FILM, IMAGE, PAGE, LinkError, Reference

from .files import CAPTION_TYPES, FILM_TYPES, Folder, document_types, extension, image_types
from .specs import PageSpec
from .suggestions import closest

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x20\x7f\\]")
_TEL = re.compile(r"\+?[0-9][0-9 -]{2,18}")


class LinkIndex:
    """What a link may lead to: pages by address, file, act or unit, and files of the folder."""

    def __init__(self, folder: Folder, specs: Iterable[PageSpec], broken: Iterable[str] = ()) -> None:
        self.folder = folder
        self.by_path = {spec.path: spec for spec in specs}
        self.by_source = {spec.source: spec.path for spec in specs}
        self.used_files: set[str] = set()
        # Addresses of pages whose files can't be read: that is said once, at the file.
        self.broken = {
            name: f"/{name.removeprefix('pages/').removesuffix('.md').removesuffix('index')}" for name in broken
        }

    def page(self, path: str) -> Reference:
        """The page at an address, with or without a slash at its end."""
        wanted = f"/{path.strip('/')}/" if path.strip("/") else "/"
        if wanted in self.by_path or wanted.startswith(tuple(self.broken.values())):
            return Reference(PAGE, wanted)
        message = _("there is no page with the address %(path)s%(hint)s")
        raise LinkError(message % {"path": wanted, "hint": closest(wanted, self.by_path)})

    def entry(self, file: str, ident: str, *, texts: bool = True) -> Reference:
        """The page of an act (`acts.toml`) or a unit (`units.toml`) by its id; with `texts`, of a text too."""
        path = self.by_source.get(f"{file}#{ident}")
        if path and (texts or "/" not in ident):
            return Reference(PAGE, path)
        known = [source.partition("#")[2] for source in self.by_source if source.startswith(f"{file}#")]
        message = _("%(file)s has no entry with the id “%(id)s”%(hint)s")
        hint = closest(ident, [name for name in known if texts or "/" not in name])
        raise LinkError(message % {"file": file, "id": ident, "hint": hint})


@dataclass(frozen=True)
class FileLinks:
    """Resolves the links of one file; relative ones start from the folder that it stands in."""

    index: LinkIndex
    file: str
    anchors: frozenset[str] = frozenset()

    def resolve(self, href: str) -> Reference | str:
        """Where a link leads; raises LinkError with what was expected."""
        target = unicodedata.normalize("NFC", unquote(href.strip()))
        # Browsers skip invisible characters inside an address, so none may hide what it is.
        if _INVISIBLE.search(target.replace(" ", "x") if target.startswith("tel:") else target):
            raise LinkError(
                _("the address “%(href)s” holds a space, a backslash or an invisible character") % {"href": href}
            )
        if not target:
            raise LinkError(_("the link has no address"))
        if scheme := _SCHEME.match(target):
            return self._outside(scheme[1].lower(), target, href.strip())
        if target.startswith("//") or target.lower().startswith("www."):
            raise LinkError(_("“%(href)s”: links to other sites begin with https://") % {"href": href})
        if target.startswith("#"):
            return self._anchor(target)
        if "#" in target or "?" in target:
            raise LinkError(
                _("“%(href)s”: a link to another page leads to its beginning; remove what stands after # or ?")
                % {"href": href}
            )
        return self.index.page(target) if target.startswith("/") else self._relative(target)

    def image(self, href: str) -> Reference:
        """A picture beside the text; raises LinkError."""
        target = unicodedata.normalize("NFC", unquote(href.strip()))
        if _SCHEME.match(target) or target.startswith("/"):
            raise LinkError(_("“%(href)s”: a picture is a file that stands beside the text") % {"href": href})
        name = self._inside(target)
        if extension(name) not in image_types():
            message = _("“%(href)s” is not a picture; expected a file of the type %(kinds)s")
            raise LinkError(message % {"href": href, "kinds": ", ".join(image_types())})
        return Reference(IMAGE, self._existing(name))

    def document(self, href: str) -> Reference:
        """A document beside the text, named by itself and not in a link; raises LinkError."""
        target = self.resolve(href)
        if isinstance(target, Reference) and target.kind == DOCUMENT:
            return target
        message = _("“%(href)s” is not a document; expected a file of the type %(kinds)s")
        raise LinkError(message % {"href": href, "kinds": ", ".join(document_types())})

    def of_film(self, href: str, kind: str) -> Reference:
        """A film, or its captions, beside the text; raises LinkError."""
        kinds = FILM_TYPES if kind == "film" else CAPTION_TYPES
        name = self._inside(unicodedata.normalize("NFC", unquote(href.strip())))
        if extension(name) not in kinds:
            message = _("“%(href)s” is not a file of the type %(kinds)s")
            raise LinkError(message % {"href": href, "kinds": ", ".join(kinds)})
        return Reference(FILM, self._existing(name))

    def _outside(self, scheme: str, target: str, href: str) -> Reference | str:
        rest = target[len(scheme) + 1 :]
        if scheme in ("act", "unit"):
            return self.index.entry(f"{scheme}s.toml", rest.strip("/"))
        if scheme in ("http", "https"):
            try:
                host = urlsplit(target).hostname
            except ValueError:
                host = None
            if host and "." in host and target[len(scheme) :].startswith("://"):
                return href
            raise LinkError(
                _("“%(href)s” is not an address of a website; expected e.g. https://www.gov.pl") % {"href": href}
            )
        if scheme == "mailto":
            return self._mail(rest, href)
        if scheme == "tel":
            if _TEL.fullmatch(rest):
                return f"tel:{re.sub('[ -]', '', rest)}"
            raise LinkError(_("“%(href)s” is not a phone number; expected e.g. tel:+48413312524") % {"href": href})
        message = _(
            "links of the type “%(scheme)s:” are not allowed; allowed are https:, mailto:, tel:, act: and unit:"
        )
        raise LinkError(message % {"scheme": scheme})

    @staticmethod
    def _mail(rest: str, href: str) -> str:
        try:
            validate_email(rest)
        except ValidationError as error:
            message = _("“%(href)s” is not an e-mail address; expected e.g. mailto:sekretariat@osrodek.pl")
            raise LinkError(message % {"href": href}) from error
        return f"mailto:{rest}"

    def _anchor(self, target: str) -> str:
        if target[1:] in self.anchors:
            return target
        message = _("there is no heading “%(href)s” on this page%(hint)s")
        raise LinkError(message % {"href": target, "hint": closest(target[1:], self.anchors)})

    def _relative(self, target: str) -> Reference:
        name = self._inside(target)
        base = name.removesuffix(".md").rstrip("/")
        for source in (f"{base}.md", f"{base}/index.md"):
            if source in self.index.by_source:
                return Reference(PAGE, self.index.by_source[source])
            if source in self.index.broken:
                return Reference(PAGE, self.index.broken[source])
        kind = extension(name)
        if kind in ("", "md"):
            message = _("there is no page “%(href)s” beside this file%(hint)s")
            raise LinkError(message % {"href": target, "hint": closest(f"{base}.md", self.index.by_source)})
        if "@" in target:
            raise LinkError(_("“%(href)s”: links to e-mail addresses begin with mailto:") % {"href": target})
        if kind in image_types():
            raise LinkError(
                _("“%(href)s” is a picture; pictures are shown with ![description](file)") % {"href": target}
            )
        if kind not in document_types():
            message = _("files of the type “.%(kind)s” are not published; allowed types: %(kinds)s")
            raise LinkError(message % {"kind": kind, "kinds": ", ".join(document_types())})
        return Reference(DOCUMENT, self._existing(name))

    def _inside(self, target: str) -> str:
        name = posixpath.normpath(posixpath.join(posixpath.dirname(self.file), target))
        if name.startswith(("..", "/")):
            raise LinkError(_("“%(href)s” leads outside the folder of the centre") % {"href": target})
        return name

    def _existing(self, name: str) -> str:
        if not self.index.folder.has(name):
            alike = [file for file in self.index.folder.files if extension(file) == extension(name)]
            message = _("the file %(name)s is missing%(hint)s")
            raise LinkError(message % {"name": name, "hint": closest(name, alike)})
        self.index.used_files.add(name)
        return name
