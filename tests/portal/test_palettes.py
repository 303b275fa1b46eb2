"""Every pair of colours that the design uses, computed from the stylesheet itself (WCAG 2.2, 1.4.3, 1.4.6, 1.4.11)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from pages.core.palettes import Palette

STYLESHEET = Path(settings.BASE_DIR) / "static" / "css" / "site.css"
TEXT, GRAPHICS = 7.0, 3.0
WHITE = "#ffffff"

PAIRS = [
    # Reading and interface, on the page and on the quiet surface
    ("ink", "page", TEXT),
    ("ink", "stone", TEXT),
    ("muted", "page", TEXT),
    ("muted", "stone", TEXT),
    ("accent", "page", TEXT),
    ("accent", "stone", TEXT),
    ("error", "page", TEXT),
    # A focused link turns over
    ("page", "ink", TEXT),
    # Controls
    ("edge", "page", GRAPHICS),
    ("edge", "stone", GRAPHICS),
    # Changes, banners, found words
    ("ins-text", "ins-ground", TEXT),
    ("del-text", "del-ground", TEXT),
    ("ink", "important-ground", TEXT),
    ("ink", "urgent-ground", TEXT),
    ("important-bar", "important-ground", GRAPHICS),
    ("urgent-bar", "urgent-ground", GRAPHICS),
    ("mark-text", "mark-ground", TEXT),
    # The town's band and the bulletin's head, where text is white
    (WHITE, "band", TEXT),
    (WHITE, "deep", TEXT),
    ("line", "band", GRAPHICS),
    (WHITE, "bip-head", TEXT),
    (WHITE, "foot", TEXT),
]


def declarations(block: str) -> dict[str, str]:
    """Custom properties of a block that are colours, as six hexadecimal digits."""
    return {
        name: "#" + (value if len(value) == 6 else "".join(digit * 2 for digit in value))
        for name, value in re.findall(r"--([a-z-]+):\s*#([0-9a-f]{6}|[0-9a-f]{3})\b", block)
    }


def colours(scheme: str, palette: str) -> dict[str, str]:
    """What the tokens are in a scheme and a palette: later declarations win, as in the stylesheet."""
    css = STYLESHEET.read_text(encoding="utf-8").lower()
    tokens = css[css.index("@layer tokens {") : css.index("@layer base {")]
    light, dark = tokens.split("prefers-color-scheme: dark", 1)
    found: dict[str, str] = {}
    for part in (light, dark) if scheme == "dark" else (light,):
        for selector in (":root", f".palette-{palette}"):
            for block in re.findall(rf"{re.escape(selector)}\s*\{{(.*?)\}}", part, re.DOTALL):
                found |= declarations(block)
    return found


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour, 0 to 1."""
    channels = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_agrees_with_known_ratios():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("palette", Palette.values)
def test_every_pair_of_colours_can_be_read(scheme, palette):
    tokens = {WHITE: WHITE, **colours(scheme, palette)}
    faint = {
        f"{front} on {ground}": f"{contrast(tokens[front], tokens[ground]):.2f} < {least}"
        for front, ground, least in PAIRS
        if contrast(tokens[front], tokens[ground]) < least
    }
    assert not faint


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_palettes_differ_from_one_another(scheme):
    accents = {colours(scheme, palette)["accent"] for palette in Palette.values}
    assert len(accents) == len(Palette.values)
