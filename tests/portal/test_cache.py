"""The cache of an installation without a cache server: shared by all processes, and never in the way."""

from pathlib import Path

import pytest
from django.core.cache import cache
from wagtail.models import Site

from portal.cache import PatientRedisCache, SharedFileCache
from tests.conftest import KIELCE
from tests.portal.test_settings import in_production


@pytest.fixture
def files(tmp_path: Path) -> SharedFileCache:
    return SharedFileCache(str(tmp_path / "cache"), {})


def test_what_one_process_puts_into_the_cache_another_one_finds(tmp_path):
    said = in_production("from django.core.cache import cache; cache.set('key', 'word')", tmp_path)
    assert not said.stderr
    asked = in_production("from django.core.cache import cache; print(cache.get('key'))", tmp_path)
    assert asked.stdout.strip() == "word", asked.stderr
    (folder,) = {entry.parent for entry in tmp_path.rglob("*.djcache")}
    assert not folder.stat().st_mode & 0o077, "entries are unpickled: nobody else may write there"


def test_another_cache_can_be_chosen_and_sessions_are_never_in_it(tmp_path):
    code = "from django.conf import settings as s; print(s.CACHES['default']['BACKEND'], s.SESSION_ENGINE)"
    said = in_production(code, tmp_path, CACHE_URL="rediscache://cache.example:6379/0").stdout.split()
    assert said == ["portal.cache.PatientRedisCache", "django.contrib.sessions.backends.db"]


@pytest.mark.parametrize("content", [b"", b"rubbish", b"\x80\x04\x95", b"\x80\x04K\x01."])
def test_a_spoilt_entry_counts_as_missing(files: SharedFileCache, tmp_path: Path, content: bytes):
    files.set("key", "word")
    (entry,) = tmp_path.rglob("*.djcache")
    entry.write_bytes(content)
    assert files.get("key", "nothing") == "nothing"


def test_a_folder_that_can_not_be_used_stops_nobody(tmp_path: Path):
    (tmp_path / "file").write_text("")
    files = SharedFileCache(str(tmp_path / "file" / "cache"), {})
    files.set("key", "word")
    assert files.get("key") is None
    assert files.delete("key") is False


@pytest.mark.parametrize("change", ["save", "delete"])
def test_roots_of_sites_are_forgotten_once_the_change_can_be_seen_by_all(
    db, django_capture_on_commit_callbacks, change
):
    site = Site.objects.get(hostname=KIELCE)
    with django_capture_on_commit_callbacks(execute=True):
        getattr(site, change)()
        # Another process asks in between and remembers what it still sees.
        cache.set("wagtail_site_root_paths", ["old"], version=2)
    assert Site.get_site_root_paths() != ["old"]


def test_without_its_server_the_cache_still_makes_those_wait_who_guess_passwords() -> None:
    patient = PatientRedisCache("redis://127.0.0.1:1/0", {"OPTIONS": {"socket_connect_timeout": 0.5}})
    assert patient.get("a", "nothing") == "nothing"
    patient.set("a", 1, timeout=60)
    assert patient.get("a") == 1
    assert patient.incr("a") == 2
    assert patient.get_many(["a", "b"]) == {"a": 2}
    assert patient.add("a", 5) is False
    patient.clear()
    assert not patient.has_key("a")
