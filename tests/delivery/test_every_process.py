"""Whichever process makes a page, it is the same: each hashes words in a way of its own, and orders sets by it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CENTRES
from tests.delivery.servers import ROOT

pytestmark = pytest.mark.django_db  # of which both processes get a copy

EACH = 3
MAKE = f"""
import sys, re, json, hashlib
sys.path[:0] = ["site", "."]
import django
django.setup()
from django.core.handlers.wsgi import WSGIHandler
from tests.delivery.workers import ask
application, made = WSGIHandler(), {{}}
for host in {list(CENTRES)!r}:
    found = re.findall(r"<loc>http://[^/]+(/[^<]*)", ask(application, host, "/sitemap.xml").body.decode())
    for path in ["/", "/sitemap.xml", "/nie-ma/", "/bip/dane.json", *found[::len(found) // {EACH}]]:
        got = ask(application, host, path)
        headers = [header for header in got.headers.items() if header[0] != "x-request-id"]
        made[host + path] = [got.status, headers, hashlib.sha256(got.body).hexdigest()]
print(json.dumps(made))
"""


def test_a_page_is_the_same_to_the_byte_in_every_process(folder: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "VAR_DIR": str(folder),
        "LOG_LEVEL": "CRITICAL",
    }
    both = [
        subprocess.Popen(
            [sys.executable, "-c", MAKE], cwd=ROOT, env={**environment, "PYTHONHASHSEED": seed}, stdout=subprocess.PIPE
        )
        for seed in ("1", "2")
    ]
    first, second = (json.loads(process.communicate()[0]) for process in both)
    assert first == second
    assert len(first) > 2 * EACH
