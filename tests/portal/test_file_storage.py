"""Where files are is said by one address, or by a path."""

import importlib.util

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from portal.file_storage import file_storage


@pytest.fixture
def with_client(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the client of object storages is installed."""
    monkeypatch.setattr("portal.file_storage.find_spec", lambda name: importlib.util.find_spec("django"))


def test_a_path_is_a_folder() -> None:
    said = file_storage("/srv/kopie", "media")
    assert said["BACKEND"].endswith("FileSystemStorage")
    assert said["OPTIONS"] == {"location": "/srv/kopie"}


def test_an_address_names_a_bucket_that_nobody_else_reads(with_client: None) -> None:
    said = file_storage("s3+https://klucz:ta%2Fjne@s3.example.pl:9000/pliki?region=pl-1", "media")
    options = said["OPTIONS"]
    assert options["endpoint_url"] == "https://s3.example.pl:9000"
    assert (options["bucket_name"], options["location"], options["region_name"]) == ("pliki", "media", "pl-1")
    assert (options["access_key"], options["secret_key"]) == ("klucz", "ta/jne")
    assert options["default_acl"] is None
    assert file_storage("s3+http://s3.example.pl/pliki")["OPTIONS"]["access_key"] is None, "the machine's own rights"


def test_a_storage_that_is_gone_holds_nobody_up_for_minutes() -> None:
    pytest.importorskip("storages")
    said = file_storage("s3+https://klucz:tajne@s3.example.pl/pliki?region=pl-1", "media")
    client = import_string(said["BACKEND"])(**said["OPTIONS"]).connection.meta.client
    config = client.meta.config
    assert (config.connect_timeout, config.read_timeout) == (3, 30)
    assert (config.signature_version, config.s3["addressing_style"]) == ("s3v4", "path"), "as before"


@pytest.mark.parametrize(
    "address",
    ["s3://klucz:tajne@s3.example.pl/pliki", "s3+https://klucz:tajne@s3.example.pl", "https://a/b", "s3+https:///b"],
)
def test_what_names_no_bucket_stops_the_start_and_gives_no_secret_away(with_client: None, address: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        file_storage(address)
    assert "tajne" not in str(refused.value)


def test_without_its_client_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.file_storage.find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match="--extra s3"):
        file_storage("s3+https://klucz:tajne@s3.example.pl/pliki")
