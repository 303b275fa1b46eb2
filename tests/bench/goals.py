"""What delivery is to reach: each goal beside what was measured, and why where it was missed."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Mapping

from tests.browser.conftest import ROOT, Demo

STORE, UNCHANGED = "page store, 16 connections", "page store, 304 Not Modified"
NGINX, CONSTANT = "nginx, the same bytes as a file", "granian alone, a constant (its ceiling)"
LOCMEM = "this site behind Django's cache in memory"
NGINX_SHARE, LOCMEM_TIMES, MEGABYTES, QUERIES = 0.8, 10, 300, 12

COUNT = """
import json, os
from xml.etree import ElementTree
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
client, found = Client(HTTP_HOST=os.environ["ASKED_HOST"]), []
sitemap = ElementTree.fromstring(client.get("/sitemap.xml").content)
for url in [element.text for element in sitemap.iter() if element.tag.endswith("}loc")]:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/" + url.split("/", 3)[3])
    if answer.status_code == 200:
        found.append(len(queries))
print(json.dumps(found))
"""


def speed_goals(figures: Mapping[str, float]) -> list[str]:
    """Ratios between the targets of one run, by their names; those without a target are left out."""
    said = []
    if NGINX in figures:
        ceiling = figures[CONSTANT] / figures[NGINX]
        said.append(
            f"{_ratio('Page store / nginx', figures[STORE] / figures[NGINX], NGINX_SHARE)} "
            f"The server alone, answering with a constant, reaches {ceiling:.2f}: no WSGI application is faster. "
            "Linked for nginx (PAGES_LINKED), the store is nginx' own files."
        )
    wanted = LOCMEM_TIMES * figures[LOCMEM]
    beyond = f" That would be {wanted:,.0f} answers, of {figures[CONSTANT]:,.0f} that the server alone can give."
    said.append(
        _ratio("Page store / this site behind Django's cache", figures[STORE] / figures[LOCMEM], LOCMEM_TIMES)
        + (beyond if wanted > figures[STORE] else "")
    )
    said.append(_ratio("304 / 200", figures[UNCHANGED] / figures[STORE], 1))
    return said


def memory_goal(megabytes: float) -> str:
    """Of two workers that made their pages and have them in memory."""
    missed = f" Missed by {megabytes - MEGABYTES:.0f} MB." if megabytes > MEGABYTES else ""
    return f"Two workers that made these pages and have them in memory: {megabytes:.0f} MB (goal: {MEGABYTES}).{missed}"


def queries_goal(demo: Demo) -> str:
    """Of each page in the map of the first centre's site, asked with nothing cached."""
    command = [sys.executable, "manage.py", "shell", "--verbosity=0", "--command", COUNT]
    environment = {**demo.environment, "ASKED_HOST": f"localhost:{demo.port}"}
    said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    found = json.loads(said.splitlines()[-1])
    more = sum(number > QUERIES for number in found)
    return (
        f"Queries of an uncached page: median {statistics.median(found):.0f}, {min(found)} to {max(found)} "
        f"(goal: {QUERIES}); {more} of {len(found)} pages take more."
    )


def _ratio(name: str, reached: float, goal: float) -> str:
    missed = f" Missed by {(1 - reached / goal) * 100:.0f} %." if reached < goal else ""
    return f"{name}: {reached:.2f} (goal: {goal}).{missed}"
