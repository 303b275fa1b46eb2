"""A report of a benchmark: a table to read and a chart to look at."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

BAR, ROW, LEFT, WIDTH = 18, 30, 330, 1_000


class Row(NamedTuple):
    """A target with its figures."""

    name: str
    per_second: float
    slowest: float
    """Milliseconds; the worst round's."""
    ratio: float
    """To the first target."""


def write_report(folder: Path, rows: list[Row], notes: list[str]) -> str:
    """Write `delivery.md` and `delivery.svg`; give back the first."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        f"# Delivery, {date.today().isoformat()}",  # noqa: DTZ011 -- the day of whoever measures
        "",
        "| target | answers a second | × page store | p99, worst round |",
        "| --- | ---: | ---: | ---: |",
        *(f"| {row.name} | {row.per_second:,.0f} | {row.ratio:.3g} | {row.slowest:.1f} ms |" for row in rows),
        "",
        "![The same as bars, on a logarithmic scale](delivery.svg)",
        "",
        *(f"- {note}" for note in notes),
        "",
    ]
    text = "\n".join(lines)
    (folder / "delivery.md").write_text(text, encoding="utf-8")
    (folder / "delivery.svg").write_text(chart(rows), encoding="utf-8")
    return text


def chart(rows: list[Row]) -> str:
    """Bars of answers a second; logarithmic, since the figures lie a thousandfold apart."""
    top = max(row.per_second for row in rows)
    height = ROW * len(rows) + 20
    bars = []
    for number, row in enumerate(rows):
        y = 10 + number * ROW
        length = (WIDTH - LEFT - 90) * math.log10(max(row.per_second, 1)) / math.log10(top)
        bars.append(
            f'<text x="{LEFT - 10}" y="{y + 14}" text-anchor="end">{escape(row.name)}</text>'
            f'<rect x="{LEFT}" y="{y}" width="{length:.0f}" height="{BAR}" rx="2"/>'
            f'<text x="{LEFT + length + 8:.0f}" y="{y + 14}">{row.per_second:,.0f}</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" font-family="sans-serif" '
        f'font-size="13"><title>Answers a second</title><rect width="{WIDTH}" height="{height}" fill="#fff"/>'
        f'<g fill="#14505c">{"".join(bars)}</g></svg>\n'
    )
