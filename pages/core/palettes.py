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

    `band` runs the width of the page (viewBox 0 0 1440 150); `mark` are the strokes of the square sign (0 0 64 64).
    """

    band: str
    mark: tuple[str, ...]


TOWN_LINES = {
    Palette.ZYGMUNTOWKA: TownLine(
        band="M0 96C120 92 170 70 262 66S420 92 520 84 668 34 776 26s164 34 262 40 148-18 226-10 120 26 176 26",
        mark=("M0 30C10 28 16 16 26 16s14 14 22 14 10-4 16-4", "M0 44c10-2 16-12 26-12s14 12 22 12 10-4 16-4"),
    ),
    Palette.ODRA: TownLine(
        band="M0 40H300c40 0 40 26 80 26h260c40 0 40 24 80 24 120 0 180-18 300-18s220 18 420 10",
        mark=("M0 18h18c8 0 8 10 16 10h30", "M0 34h18c8 0 8 10 16 10h30"),
    ),
    Palette.JODLA: TownLine(
        band="M0 92 120 40 210 84 330 22 430 80 560 34 660 88 800 30 900 84 1040 26 1140 82 1270 44 1440 92",
        mark=("M0 34 16 16 30 34 46 14 64 34", "M0 48 16 30 30 48 46 28 64 48"),
    ),
    Palette.SLIWKA: TownLine(
        band="M0 80C160 80 200 30 360 30S560 90 720 90 920 36 1080 36 1280 84 1440 84",
        mark=("M0 26c12 0 14-10 28-10s16 16 36 16", "M0 42c12 0 14-10 28-10s16 16 36 16"),
    ),
}
