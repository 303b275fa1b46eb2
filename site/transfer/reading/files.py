"""The folder as files: what may stand in it, and its texts."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.utils.translation import gettext as _

from .problems import Place, Report
from .suggestions import closest

TEXT_FOLDERS = ("pages", "programmes", "news", "acts")
FOLDERS = (*TEXT_FOLDERS, "history")
ROOT_FILES = ("centre.toml", "acts.toml", "units.toml", "words.toml", "README.md")

# Left behind by desktop systems and office programs; never meant to be published.
LITTER = ("Thumbs.db", "desktop.ini", "__MACOSX")
LITTER_STARTS = (".", "~$")

# Beginnings of programs, whatever the file's name says.
PROGRAM_STARTS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
FILE_STARTS = {
    "pdf": b"%PDF",
    "docx": b"PK",
    "odt": b"PK",
    "ods": b"PK",
    "odp": b"PK",
    "pptx": b"PK",
    "xlsx": b"PK",
    "zip": b"PK",
    "webm": b"\x1a\x45\xdf\xa3",
}

# Films in sign language and their captions; only the page of a film names them.
FILM_TYPES = ("mp4", "webm")
CAPTION_TYPES = ("vtt",)

CONTROL = {chr(code) for code in range(32)} - {"\n", "\t"} | {"\x7f"}


def document_types() -> list[str]:
    """Extensions of files that may be attached."""
    return list(settings.WAGTAILDOCS_EXTENSIONS)


def image_types() -> list[str]:
    """Extensions of pictures."""
    return list(settings.WAGTAILIMAGES_EXTENSIONS)


def extension(name: str) -> str:
    """The extension of a file's name, in small letters and without the dot."""
    return PurePosixPath(name).suffix.lower().removeprefix(".")


class Folder:
    """A centre's folder: every usable file by its path inside it, with `/` and composed letters (NFC).

    `refused` are files that are there and can't be used, each with its fault noted.
    """

    def __init__(self, root: Path, report: Report) -> None:
        self.root = root.resolve()
        self.report = report
        self.files: dict[str, Path] = {}
        self.refused: set[str] = set()
        self._digests: dict[str, str] = {}
        self._walk(self.root)

    def has(self, name: str) -> bool:
        return name in self.files

    def inside(self, folder: str, suffix: str) -> list[str]:
        """Names of the files anywhere below a folder that end with the suffix, sorted."""
        return sorted(name for name in self.files if name.startswith(f"{folder}/") and name.endswith(suffix))

    def text(self, name: str) -> str | None:
        """The file's text with plain line ends and composed letters; None, and an error noted, when it is no text."""
        data = self.files[name].read_bytes().removeprefix(b"\xef\xbb\xbf")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self.report.error(
                Place(name, line), _("the file is not written in UTF-8; save it again with the encoding UTF-8")
            )
            return None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        for number, line_text in enumerate(text.split("\n"), start=1):
            if not CONTROL.isdisjoint(line_text):
                self.report.error(Place(name, number), _("the line holds an invisible control character; delete it"))
                return None
        return unicodedata.normalize("NFC", text)

    def digest(self, name: str) -> str:
        """SHA-256 of the file's bytes."""
        if name not in self._digests:
            self._digests[name] = hashlib.sha256(self.files[name].read_bytes()).hexdigest()
        return self._digests[name]

    def _walk(self, folder: Path) -> None:
        for path in sorted(folder.iterdir()):
            if path.name in LITTER or path.name.startswith(LITTER_STARTS):
                continue
            name = unicodedata.normalize("NFC", path.relative_to(self.root).as_posix())
            if path.is_symlink():
                self.report.error(
                    Place(name), _("links to other places of the disk are not allowed; put the file itself here")
                )
            elif path.is_dir():
                if folder != self.root or self._check_folder(name):
                    self._walk(path)
            elif not path.is_file():
                self.report.error(Place(name), _("this is not an ordinary file"))
            elif self._check_file(name, path):
                self.files[name] = path
            else:
                self.refused.add(name)

    def _check_folder(self, name: str) -> bool:
        if name in FOLDERS:
            return True
        self.report.error(
            Place(name),
            _("unknown folder “%(name)s”%(hint)s; expected: %(names)s")
            % {"name": name, "hint": closest(name, FOLDERS), "names": ", ".join(FOLDERS)},
        )
        return False

    def _check_file(self, name: str, path: Path) -> bool:
        parts = PurePosixPath(name).parts
        kind = extension(name)
        with path.open("rb") as file:
            start = file.read(16)
        if start.startswith(PROGRAM_STARTS):
            self.report.error(Place(name), _("this is a program; programs are never published, remove the file"))
            return False
        if len(parts) == 1:
            return self._check_root_file(name)
        if parts[0] == "history":
            if kind != "csv":
                self.report.error(Place(name), _("the folder history takes only .csv files"))
            return kind == "csv"
        if kind == "md":
            return True
        return self._check_attachment(name, path, kind, start)

    def _check_root_file(self, name: str) -> bool:
        if name in ROOT_FILES:
            return True
        self.report.error(
            Place(name),
            _("unknown file “%(name)s”%(hint)s; expected here: %(names)s")
            % {"name": name, "hint": closest(name, ROOT_FILES), "names": ", ".join(ROOT_FILES)},
        )
        return False

    def _check_attachment(self, name: str, path: Path, kind: str, start: bytes) -> bool:
        allowed = [*document_types(), *image_types(), *FILM_TYPES, *CAPTION_TYPES]
        if kind not in allowed:
            message = _("files of the type “.%(kind)s” are not published; allowed types: %(kinds)s")
            self.report.error(Place(name), message % {"kind": kind, "kinds": ", ".join(sorted(allowed))})
            return False
        limit = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
        if kind in image_types():
            limit = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
        elif kind in FILM_TYPES:
            limit = settings.FILM_MAX_UPLOAD_SIZE
        if path.stat().st_size > limit:
            message = _("the file is too large; at most %(size)s MB are allowed")
            self.report.error(Place(name), message % {"size": limit // 1024 // 1024})
            return False
        if not start:
            self.report.error(Place(name), _("the file is empty"))
            return False
        if not start.startswith(FILE_STARTS.get(kind, b"")):
            message = _(
                "the content of the file does not fit its type “.%(kind)s”; the file is damaged or wrongly named"
            )
            self.report.error(Place(name), message % {"kind": kind})
            return False
        return True
