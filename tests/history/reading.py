"""What a reader downloads of a site's journal."""

import io
import zipfile
from pathlib import Path

from django.http import HttpResponseBase
from wagtail.models import Site

from tests.factories import reader_of

HOME = "/bip/dziennik/"


def body(response: HttpResponseBase) -> bytes:
    """All bytes of an answer, streamed or not."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def get(site: Site, name: str) -> bytes:
    """A file of the journal; it must be there."""
    response = reader_of(site).get(HOME + name)
    assert response.status_code == 200, name
    return body(response)


def download(site: Site, folder: Path) -> Path:
    """The archive, unpacked as a reader unpacks it."""
    with zipfile.ZipFile(io.BytesIO(get(site, "paczka.zip"))) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    (folder / "pliki").mkdir(exist_ok=True)
    return folder
