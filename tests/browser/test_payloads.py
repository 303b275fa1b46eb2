"""Scripts that somebody sends along in an address, in a real browser: none runs, and the policy has nothing to stop."""

from __future__ import annotations

from urllib.parse import quote

from playwright.sync_api import Page

from tests.browser.conftest import Demo

SIGNS = ("", '"', "'", "'>", '">', "</title>", "</textarea>", "</script>", "-->", "]]>")
MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    '<a href="javascript:alert(1)" autofocus onfocus=alert(1)>a</a>',
    "<iframe srcdoc='<script>parent.alert(1)</script>'>",
)
PAYLOADS = [sign + markup for sign in SIGNS for markup in MARKUP]
OTHERS = (
    "' autofocus onfocus=alert(1) x='",
    '" autofocus onfocus=alert(1) x="',
    "javascript:alert(1)",
    "${alert(1)}{{alert(1)}}",
)
# What the policy stops is written down on the page itself, before any of its own scripts begins.
WATCH = """
window.stopped = [];
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  window.stopped.push(`${violatedDirective} ${blockedURI}`));
"""


def test_no_script_of_an_address_runs(demo: Demo, page: Page):
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(page.url), dialog.dismiss()))
    page.add_init_script(WATCH)
    stopped = {}
    for payload in [*PAYLOADS, *OTHERS]:
        for address in (f"/szukaj/?q={quote(payload)}", f"/{quote(payload, safe='')}/"):
            page.goto(demo.kielce + address, wait_until="load")
            if found := page.evaluate("window.stopped"):
                stopped[address] = found
    assert not dialogs
    assert not stopped


def test_the_policy_has_nothing_to_stop_on_a_page_of_any_kind(demo: Demo, page: Page, samples):
    page.add_init_script(WATCH)
    stopped = {}
    for sample in samples:
        page.goto(sample.url, wait_until="load")
        if found := page.evaluate("window.stopped"):
            stopped[sample.url] = found
    assert not stopped
