"""The colours and the line of a town: what makes a centre's site unmistakably of its place."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Palette(models.TextChoices):
    """Palettes whose every pair of text and ground passes 7:1; the colours themselves are in `static/css/site.css`."""

    ZYGMUNTOWKA = "zygmuntowka", _("Zygmuntówka, the red limestone of Kielce")
    ODRA = "odra", _("Odra, deep water blue")
    JODLA = "jodla", _("Jodła, fir green")
    SLIWKA = "sliwka", _("Śliwka, plum violet")


@dataclass(frozen=True)
class TownLine:
    """SVG path data of a town's line.

    `band` runs the width of the page (viewBox 0 0 1440 150); `mark` are the three strokes of the square sign
    (0 0 64 64), the strongest first.
    """

    band: str
    mark: tuple[str, ...]


TOWN_LINES = {
    # The ridge of the Holy Cross hills.
    Palette.ZYGMUNTOWKA: TownLine(
        band="M0 96C120 92 170 70 262 66S420 92 520 84 668 34 776 26s164 34 262 40 148-18 226-10 120 26 176 26",
        mark=(
            "M0 40C12 38 17 21 29 21S46 31 64 30",
            "M0 49C12 47 18 34 29 34S46 43 64 42",
            "M0 58C12 56 18 46 29 46S46 53 64 52",
        ),
    ),
    # The river, and the canal that steps down its locks.
    Palette.ODRA: TownLine(
        band="M0 40H300c40 0 40 26 80 26h260c40 0 40 24 80 24 120 0 180-18 300-18s220 18 420 10",
        mark=(
            "M0 16H18C29 16 27 31 38 31H64",
            "M0 30H11C22 30 20 45 31 45H64",
            "M0 44H5C15 44 14 56 24 56H64",
        ),
    ),
    # Tops of firs on a slope.
    Palette.JODLA: TownLine(
        band="M0 92 118 58 196 78 318 34 402 66 500 48 612 84 742 22 846 62 930 44 1046 80 1176 40 1276"
        " 70 1360 52 1440 72",
        mark=(
            "M0 38 14 24 22 31 38 12 50 28 56 22 64 30",
            "M0 49 15 36 23 43 38 27 50 41 57 36 64 42",
            "M0 59 15 49 24 54 38 42 50 54 57 50 64 54",
        ),
    ),
    # Rows of an orchard, crown beside crown.
    Palette.SLIWKA: TownLine(
        band="M0 80C60 80 80 48 150 48S240 80 310 80 400 36 480 36 570 74 640 74 740 28 820 28 910 70"
        " 980 70 1070 40 1140 40 1230 78 1300 78 1390 56 1440 56",
        mark=(
            "M0 31C5 31 6 18 16 18S26 31 32 31 38 18 48 18 59 31 64 31",
            "M0 45C5 45 6 32 16 32S26 45 32 45 38 32 48 32 59 45 64 45",
            "M0 58C5 58 6 47 16 47S26 58 32 58 38 47 48 47 59 58 64 58",
        ),
    ),
}
