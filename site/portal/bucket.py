"""Files in an object storage, which readers know nothing of: no page sends them to another host."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class Bucket(S3Storage):
    """Its files have the site's own addresses; `portal.media` gives those that are public."""

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """Below MEDIA_URL, as on a disk."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))
