"""Nothing that a folder holds can put a script, a foreign link or a foreign file on the site."""

import pytest

from tests.transfer.folders import faults, load, replace, served, write

HTML = (
    "Uwaga <script>alert('x')</script> <img src=x onerror=alert(1)> <a href='javascript:alert(1)'>x</a> "
    "<iframe src='https://example.com'></iframe> &lt;script&gt;alert(2)&lt;/script&gt;"
)


def test_html_reaches_the_reader_as_text(folder, db):
    replace(folder, "pages/o-nas.md", "Działamy na terenie", f"{HTML} Działamy na terenie")
    replace(folder, "pages/o-nas.md", "Wejście jest", f"{HTML} wejście jest")
    replace(folder, "pages/o-nas.md", ": Burmistrz", f": {HTML} Burmistrz")
    replace(folder, "pages/o-nas.md", "| poniedziałek |", f"| {HTML} |")
    output = load(folder)
    assert "pages/o-nas.md:14: HTML nie jest" in output
    page = served("/o-nas/")
    for shown in ("&lt;script&gt;alert(", "&lt;img src=x", "&lt;iframe", "&lt;script&gt;alert(2)"):
        assert page.count(shown) >= 4
    for tag in ("<script>alert", "<img src=x", "<iframe", "<a href='javascript", 'href="javascript'):
        assert tag not in page


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&Tab;script:alert(1)", "java&#10;script:alert(1)",
        "&#1;javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//example.com",
        "/\\example.com", "https:example.com", "https://", "../../../etc/passwd", "/../../etc/passwd", "%6aavascript:x",
        "%2e%2e/%2e%2e/centre.toml", "mailto:x", "tel:abc", "kontakt.php", "www.gov.pl", "/kontakt#x", "#nie-ma",
    ],
)  # fmt: skip
def test_hostile_and_broken_links_are_refused(folder, db, href):
    replace(folder, "pages/o-nas.md", "(kontakt.md)", f"({href})")
    assert [said.partition(": ")[0] for said in faults(folder)] == ["pages/o-nas.md:32"]


GOOD = [
    "https://www.gov.pl/web/a?b=1&c=2#d", "mailto:ops@lipowo.pl", "tel:+48 22 000 00 00", "/kontakt/", "kontakt",
    "#co-robimy", "bip/osrodek/", "../pages/kontakt.md", "unit:dzial-swiadczen", "https://zażółć.pl/ł",
]  # fmt: skip


def test_good_links_are_accepted(folder, db):
    links = " ".join(f"[dobry](<{href}>)" for href in GOOD)
    replace(folder, "pages/o-nas.md", "[Kontakt](kontakt.md)", links)
    load(folder)
    page = served("/o-nas/")
    assert page.count(">dobry</a>") == len(GOOD)
    assert 'href="tel:+48220000000"' in page
    assert 'href="/struktura/dzial-swiadczen/"' in page


def test_titles_and_other_keys_are_escaped(folder, db):
    replace(folder, "pages/o-nas.md", 'title = "O nas"', "title = \"<script>alert('x')</script>\"")
    replace(folder, "centre.toml", 'supervisor = "Burmistrz', 'supervisor = "<b>Burmistrz')
    load(folder)
    assert "<script>alert" not in served("/o-nas/")
    assert "<b>Burmistrz" not in served("/struktura/")


def test_an_svg_picture_is_refused(folder, db):
    write(folder, "pages/znak.svg", "<svg onload='alert(1)'/>")
    assert [said.partition(": ")[0] for said in faults(folder)] == ["pages/znak.svg:1"]
