"""How an article is read into blocks, and the JSON that is hashed."""

from typing import Any

import pytest

from history.diff.blocks import Block, blocks_of, file_number


def read(html: str) -> list[dict[str, Any]]:
    """The blocks as JSON."""
    return [block.as_json() for block in blocks_of(html)]


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<h3>Zadania</h3>", [{"kind": "heading", "level": 3, "text": ["Zadania"]}]),
        ("<p>Ala  ma\n kota </p>", [{"kind": "paragraph", "text": ["Ala ma kota"]}]),
        ("<p>ul. A<br> 27</p>", [{"kind": "paragraph", "text": ["ul. A\n27"]}]),
        ("bez znaczników", [{"kind": "paragraph", "text": ["bez znaczników"]}]),
        ("<p>  </p><p><br></p>", []),
        (
            "<p>Z <strong>nowymi <em>słowami</em></strong> <a href='/a/'>tu</a>.</p>",
            [
                {
                    "kind": "paragraph",
                    "text": [
                        "Z ",
                        {"text": "nowymi ", "bold": True},
                        {"text": "słowami", "bold": True, "italic": True},
                        " ",
                        {"text": "tu", "href": "/a/"},
                        ".",
                    ],
                }
            ],
        ),
        (
            "<ol><li>raz<ul><li>a</li><li><p>b</p><p>c</p></li></ul></li><li>dwa</li></ol>",
            [
                {"kind": "item", "path": [1], "text": ["raz"]},
                {"kind": "item", "path": [1, 0], "text": ["a"]},
                {"kind": "item", "path": [1, 0], "text": ["b"]},
                {"kind": "paragraph", "path": [1, 0], "text": ["c"]},
                {"kind": "item", "path": [2], "text": ["dwa"]},
            ],
        ),
        (
            """<table><caption>Ceny</caption><thead><tr><th>A</th><th>B</th></tr></thead>
            <tbody><tr><td>1</td><td><p>x</p><ul><li>y</li></ul></td></tr></tbody></table>""",
            [
                {"kind": "caption", "text": ["Ceny"]},
                {"kind": "row", "cells": [["A"], ["B"]], "head": True},
                {"kind": "row", "cells": [["1"], ["x\ny"]]},
            ],
        ),
        (
            "<dl><div><dt>Telefon</dt><dd><a href='tel:1'>1</a></dd></div><dt>Adres</dt><dd>A</dd><dd>B</dd></dl>",
            [
                {"kind": "fact", "cells": [["Telefon"], [{"text": "1", "href": "tel:1"}]]},
                {"kind": "fact", "cells": [["Adres"], ["A"]]},
                {"kind": "fact", "cells": [[], ["B"]]},
            ],
        ),
        (
            "<blockquote><p>Słowa</p><cite>Autor</cite></blockquote>",
            [{"kind": "quote", "text": ["Słowa"]}, {"kind": "caption", "text": ["Autor"]}],
        ),
        (
            "<aside><p><strong>Ważne</strong></p><p>Tekst</p><ul><li>punkt</li></ul></aside>",
            [
                {"kind": "callout", "text": [{"text": "Ważne", "bold": True}]},
                {"kind": "callout", "text": ["Tekst"]},
                {"kind": "item", "path": [0], "text": ["punkt"]},
            ],
        ),
        (
            '<figure><img src="attachment:2" alt="Dom"><figcaption>Podpis</figcaption></figure>',
            [{"kind": "image", "file": 2, "text": ["Dom"]}, {"kind": "caption", "text": ["Podpis"]}],
        ),
        (
            '<ul><li><a href="attachment:3">Wykaz</a></li></ul>',
            [{"kind": "attachment", "path": [0], "file": 3, "text": ["Wykaz"]}],
        ),
        (
            '<p>Zob. <a href="attachment:3">wykaz</a></p>',
            [{"kind": "paragraph", "text": ["Zob. ", {"text": "wykaz", "href": "attachment:3"}]}],
        ),
        ("<p>a<script>alert(1)</script>b</p>", [{"kind": "paragraph", "text": ["ab"]}]),
        (
            "<h2>Bez końca<p>tekst",
            [{"kind": "heading", "level": 2, "text": ["Bez końca"]}, {"kind": "paragraph", "text": ["tekst"]}],
        ),
        ("a <![x[ b", [{"kind": "paragraph", "text": ["a <![x[ b"]}]),
        ("<p>&lt;b&gt; &amp; &#0;</p>", [{"kind": "paragraph", "text": ["<b> & \ufffd"]}]),
    ],
)  # fmt: skip
def test_html_is_read_as_a_reader_sees_it(html: str, blocks: list[dict[str, Any]]) -> None:
    assert read(html) == blocks
    assert [Block.from_json(block) for block in blocks] == blocks_of(html)


def test_a_thousand_levels_of_lists_are_read() -> None:
    blocks = blocks_of("<ul><li>a" * 1_000)
    assert len(blocks) == 1_000
    assert len(blocks[-1].path) == 1_000


@pytest.mark.parametrize(
    ("href", "number"),
    [
        ("attachment:7", 7),
        ("attachment:0", 0),
        ("attachment:٣", 0),
        ("attachment:1x", 0),
        ("/attachment:1", 0),
        ("", 0),
    ],
)
def test_only_the_form_of_the_archive_names_a_file(href: str, number: int) -> None:
    assert file_number(href) == number
