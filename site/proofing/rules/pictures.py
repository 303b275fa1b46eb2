"""Pictures: described, or knowingly decorative."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proofing.examples import page, picture
from proofing.kinds import Level
from proofing.reading import Picture, Reading
from proofing.rule import Finding, rule

_EXTENSION = re.compile(r"\.(?:avif|bmp|gif|heic|jpe?g|png|svg|tiff?|webp)$", re.IGNORECASE)
# What cameras, telephones and programs call their files.
_BY_CAMERA = re.compile(
    r"(?:dscn?|dscf|dji|fb_img|foto|image|img|kopia|mvi|obraz|p|pict?|pxl|scan|screenshot|skan|wa|zdj[eę]cie|zrzut)?"
    r"[-_ ]?\(?\d[\d\-_ ()x]*",
    re.IGNORECASE,
)
_SAYS_NOTHING = frozenset({
    "foto", "fotografia", "grafika", "ikona", "ilustracja", "logo", "obraz", "obrazek", "plakat", "rysunek", "zdjęcie",
    "зображення", "фото",
})  # fmt: skip


def _pictures(reading: Reading) -> Iterator[Picture]:
    return (item for item in reading.items if isinstance(item, Picture))


def _is_file_name(item: Picture) -> bool:
    words = item.description.strip()
    stem = PurePosixPath(item.file_name).stem
    return bool(_EXTENSION.search(words) or _BY_CAMERA.fullmatch(words)) or (
        words.casefold() in (item.file_name.casefold(), stem.casefold()) and not words.isalpha()
    )


@rule(
    code="picture",
    title=gettext_lazy("A picture is described or marked as decorative; a file's name is no description"),
    why=gettext_lazy("Who can't see it hears the description. “IMG_2041” tells them only that they miss something."),
    level=Level.BLOCKS,
    passes=(
        page(picture("IMG_2041.jpg", "Wejście do ośrodka od ulicy Studziennej, z podjazdem")),
        page(picture("ornament.png", decorative=True)),
    ),
    fails=(
        page(picture("IMG_2041.jpg")),
        page(picture("IMG_2041.jpg", "IMG_2041")),
        page(picture("budynek.jpg", "budynek-2.jpg")),
        page(picture("budynek.jpg", "Budynek ośrodka", decorative=True)),
    ),
)
def picture_decision(reading: Reading) -> Iterator[Finding]:
    """Pictures with neither, with both, or with the name of a file."""
    for item in _pictures(reading):
        if bool(item.description.strip()) == item.decorative:
            message = _("The picture “%(name)s” is neither described nor marked as decorative.")
            if item.decorative:
                message = _("The picture “%(name)s” is described and marked as decorative at the same time.")
            mend = _("Write what a person who can't see it should know, or mark it as decorative.")
            yield Finding(item.place, item.file_name, message % {"name": item.file_name}, mend)
        elif not item.decorative and _is_file_name(item):
            message = _("The description “%(words)s” is the name of a file.") % {"words": item.description}
            yield Finding(item.place, item.description, message, _("Write what can be seen in the picture."))


@rule(
    code="picture-words",
    title=gettext_lazy("A description says what can be seen"),
    why=gettext_lazy("That it is a picture, a screen reader says by itself."),
    level=Level.WARNS,
    passes=(page(picture("plakat.png", "Plakat: spotkanie seniorów 12 maja o 10.00 w klubie przy Rynku 1")),),
    fails=(page(picture("plakat.png", "Plakat")),),
)
def picture_words(reading: Reading) -> Iterator[Finding]:
    """Descriptions of one word such as “photo”."""
    for item in _pictures(reading):
        if item.description.strip(" .").casefold() in _SAYS_NOTHING:
            message = _("The description “%(words)s” doesn't say what can be seen.") % {"words": item.description}
            mend = _("Say what the picture shows; words that stand in it belong there too.")
            yield Finding(item.place, item.description, message, mend)
