"""The settings of where files are: a folder, or a bucket of an S3-compatible object storage by one address."""

from importlib.util import find_spec
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SCHEMES = {"s3+https": "https", "s3+http": "http"}


def file_storage(place: str, folder: str = "") -> dict[str, Any]:
    """The entry of STORAGES for a path, or for `s3+https://KEY:SECRET@host:9000/bucket?region=eu-central-1`.

    `folder` begins the names in a bucket, so that several storages can share it. Raises ImproperlyConfigured for an
    address that names no bucket, and when the client isn't installed.
    """
    if "://" not in place:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": place}}
    parts = urlsplit(place)
    bucket = parts.path.strip("/")
    if parts.scheme not in SCHEMES or not parts.hostname or not bucket or "/" in bucket:
        # Without the address, in which a password stands.
        raise ImproperlyConfigured("Files are in a folder, or in s3+https://KEY:SECRET@host/bucket")
    if find_spec("storages") is None:
        raise ImproperlyConfigured("Files in an object storage need its client: uv sync --extra s3")
    host = parts.netloc.rpartition("@")[2]
    return {
        "BACKEND": "portal.bucket.Bucket",
        "OPTIONS": {
            "bucket_name": bucket,
            "location": folder,
            "endpoint_url": f"{SCHEMES[parts.scheme]}://{host}",
            "access_key": unquote(parts.username or "") or None,
            "secret_key": unquote(parts.password or "") or None,
            "region_name": parse_qs(parts.query).get("region", [None])[0],
            # Other servers than Amazon's have no host name for each bucket.
            "addressing_style": "path",
            "signature_version": "s3v4",
            # Nobody but the site reads it, and nothing in it is written over.
            "default_acl": None,
            "file_overwrite": False,
        },
    }
