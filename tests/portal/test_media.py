"""Which uploaded files the application serves, and which it never does."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client


@pytest.fixture
def files(db: None) -> None:
    for name in ("images/a.png", "original_images/a.png", "documents/a.pdf", "avatar_images/a.png"):
        path = Path(settings.MEDIA_ROOT) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"content")


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("images/a.png", 200),
        ("avatar_images/a.png", 200),
        ("images/b.png", 404),
        ("images/", 404),
        ("original_images/a.png", 404),
        ("documents/a.pdf", 404),
        ("images/../documents/a.pdf", 404),
        ("images/%2e%2e/documents/a.pdf", 404),
        ("images/..%2f..%2fdocuments%2fa.pdf", 404),
        ("images/..%5c..%5cdocuments%5ca.pdf", 404),
        ("images//etc/passwd", 404),
    ],
)
def test_renditions_are_served_and_nothing_else(files: None, kielce: Client, name: str, status: int) -> None:
    assert kielce.get(f"/media/{name}").status_code == status


def test_pictures_keep_their_length_and_text_is_compressed(files: None, kielce: Client) -> None:
    zipped = {"Accept-Encoding": "gzip"}
    (Path(settings.MEDIA_ROOT) / "images" / "large.png").write_bytes(b"content" * 100)
    picture = kielce.get("/media/images/large.png", headers=zipped)
    assert "Content-Encoding" not in picture.headers
    assert picture.headers["Content-Length"] == "700"
    assert kielce.get("/", headers=zipped).headers["Content-Encoding"] == "gzip"
