"""Settings are promises: what production refuses, what every connection and every answer carries."""

import json
import os
import re
import site
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import get_resolver
from wagtail.models import Site

from tests.conftest import KIELCE

ROOT = Path(settings.BASE_DIR)
PUBLIC_POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
}


def in_production(code: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a piece of Python under production settings, with data in a folder of its own."""
    names = ("PATH", "HOME", "LANG", "LC_ALL")
    return subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{code}"],
        cwd=ROOT,
        env={
            **{name: os.environ[name] for name in names if name in os.environ},
            "DJANGO_SETTINGS_MODULE": "portal.settings.production",
            # An empty one here is not overridden by the checkout's own .env.
            "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
            "SECRET_KEY": "a key long enough for a test and for nothing else",
            "VAR_DIR": str(folder),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_without_a_secret_key_stops_with_a_sentence(tmp_path):
    done = in_production("", tmp_path, SECRET_KEY="")
    assert done.returncode == 1
    assert "SECRET_KEY is not set. Put a long random text in the environment" in done.stderr.splitlines()[-1]


def test_production_shows_no_tracebacks_to_readers(tmp_path):
    done = in_production("from django.conf import settings as s; print(s.DEBUG, s.TEMPLATES[0]['APP_DIRS'])", tmp_path)
    assert done.stdout.split() == ["False", "True"], done.stderr


def test_site_is_still_the_standard_library():
    assert not (ROOT / "site" / "__init__.py").exists()
    assert Path(site.__file__).parent == Path(sysconfig.get_paths()["stdlib"])
    assert not (ROOT / "tests" / "site").exists()


@pytest.mark.parametrize(
    ("url", "engine", "name"),
    [
        ("sqlite:////srv/other.sqlite3", "django.db.backends.sqlite3", "/srv/other.sqlite3"),
        ("postgres://me:secret@db.example:5433/bip", "django.db.backends.postgresql", "bip"),
    ],
)
def test_one_variable_chooses_the_database(tmp_path, url, engine, name):
    code = """
import json
from django.conf import settings as s
print(json.dumps([s.DATABASES["default"]["ENGINE"], s.DATABASES["default"]["NAME"]]))
"""
    done = in_production(code, tmp_path, DATABASE_URL=url)
    assert json.loads(done.stdout) == [engine, name], done.stderr


def test_sqlite_loses_no_acknowledged_write(tmp_path):
    code = """
import json
from django.db import connection
names = ("journal_mode", "synchronous", "recursive_triggers")
with connection.cursor() as cursor:
    values = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
print(json.dumps([*values, connection.transaction_mode, connection.get_connection_params()["timeout"]]))
"""
    done = in_production(code, tmp_path)
    full, on = 2, 1
    assert json.loads(done.stdout) == ["wal", full, on, "IMMEDIATE", 20], done.stderr


def test_reads_never_queue_for_the_write_lock():
    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is False


def test_nothing_in_the_administration_calls_outside():
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert not settings.WAGTAILEMBEDS_FINDERS


def test_one_switch_turns_https_on(tmp_path):
    code = """
import json
from django.conf import settings as s
print(json.dumps([s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,
                  s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_HTTPONLY,
                  getattr(s, "SECURE_REDIRECT_EXEMPT", [])]))
"""
    asking_by_themselves = ["^(?:healthz|readyz|metrics)$"]
    on = json.loads(in_production(code, tmp_path, HTTPS="on").stdout)
    off = json.loads(in_production(code, tmp_path, HTTPS="off").stdout)
    assert on == [True, 63_072_000, True, True, "__Host-sessionid", "__Host-csrftoken", True, asking_by_themselves]
    assert off == [False, 0, False, False, "sessionid", "csrftoken", True, []]


def policy(response) -> set[str]:
    """The directives of an answer's content policy."""
    return {directive.strip() for directive in response.headers["Content-Security-Policy"].split(";")}


@pytest.mark.parametrize("path", ["/", "/szukaj/?q=pomoc", "/nie-ma-takiej-strony/", "/admin/login/"])
def test_every_public_answer_carries_the_strict_headers(kielce: Client, path):
    response = kielce.get(path)
    assert policy(response) == PUBLIC_POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["Permissions-Policy"] == "camera=(), microphone=(), geolocation=()"


def test_the_administration_may_run_its_own_inline_scripts_but_nothing_foreign(admin_client: Client):
    response = admin_client.get("/admin/", headers={"host": "localhost:8000"})
    assert response.status_code == 200
    assert "script-src 'self' 'unsafe-inline'" in policy(response)
    assert "unsafe-eval" not in response.headers["Content-Security-Policy"]
    assert "http" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", ""])
def test_a_foreign_host_name_is_refused(db, host):
    assert Client(headers={"host": host}).get("/").status_code == 400


@pytest.mark.parametrize("path", ["/%00", "/szukaj/?q=%00", "/szukaj/?%00=a", "/%ED%A0%80/"])
def test_addresses_that_no_database_accepts_are_refused(kielce: Client, path):
    assert kielce.get(path).status_code in {400, 404}


def beginnings(patterns: list) -> Iterator[str]:
    """The first parts of the site's own addresses; the bulletin is a page, and its addresses lie below it."""
    for pattern in patterns:
        route = str(pattern.pattern)
        if not route:
            yield from beginnings(pattern.url_patterns)
        elif (found := re.match(r"[\w-]+(?=/|$)", route)) and found[0] != "bip":
            yield found[0]


def test_no_page_takes_an_address_that_the_site_needs(db: None):
    page = Site.objects.get(hostname=KIELCE).root_page.get_first_child().specific
    page.full_clean()
    needed = {*beginnings(get_resolver().url_patterns), "static"}
    assert {"admin", "readyz", "metrics", "_util", "szukaj"} <= needed
    for slug in needed:
        page.slug = slug
        with pytest.raises(ValidationError, match=slug):
            page.full_clean()
