"""What `make run` promises besides the pages: accounts, a second start, a busy port."""

import stat
import subprocess
import sys

from playwright.sync_api import Page

from tests.browser.conftest import ROOT, Demo, free_port, stop


def accounts(demo: Demo) -> dict[str, str]:
    """Names and passwords of the demonstration accounts."""
    lines = (demo.folder / "var" / "demo-accounts.txt").read_text(encoding="utf-8").splitlines()
    return {words[0]: words[1] for words in map(str.split, lines) if len(words) >= 3 and words[1].count("-") == 3}


def test_the_command_says_where_the_centres_are_and_who_may_edit_them(demo: Demo):
    for address in (*demo.sites, f"{demo.kielce}/admin/"):
        assert address in demo.output
    names = accounts(demo)
    assert set(names) == {"administrator", "redaktor-kielce", "redaktor-kedzierzyn-kozle"}
    for name, password in names.items():
        assert name in demo.output
        assert password in demo.output
    file = demo.folder / "var" / "demo-accounts.txt"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_editor_signs_in_with_the_printed_password(demo: Demo, page: Page):
    page.goto(f"{demo.kielce}/admin/")
    page.fill("input[name=username]", "redaktor-kielce")
    page.fill("input[name=password]", accounts(demo)["redaktor-kielce"])
    page.click("button[type=submit]")
    page.wait_for_url(f"{demo.kielce}/admin/")
    assert page.locator("h1").first.is_visible()


def test_a_busy_port_is_said_in_a_sentence(demo: Demo):
    done = subprocess.run(
        [sys.executable, "manage.py", "run_demo", "--port", str(demo.port)],
        cwd=ROOT,
        env=demo.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"Port {demo.port} zajmuje inny program." in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_the_second_start_repeats_nothing_and_keeps_what_was_there(demo: Demo):
    again = Demo(free_port(), demo.folder)
    again.environment = demo.environment
    again.log = demo.folder / "second-output.txt"
    process = again.start()
    try:
        for step in ("Przygotowuję", "Ładuję"):
            assert step in demo.output
            assert step not in again.output
        assert f"{again.kedzierzyn}/" in again.output
        assert accounts(again) == accounts(demo)
    finally:
        stop(process)
        # The sites' port follows the last start; later tests read addresses of the first one.
        demo.manage("shell", "-v", "0", "-c", f"from wagtail.models import Site; Site.objects.update(port={demo.port})")
