"""Files in an object storage, which readers know nothing of: no page sends them to another host."""

from typing import Any
from urllib.parse import urljoin

from botocore.config import Config  # type: ignore[import-untyped]  # shipped without types
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

# Seconds; the client's own would hold readers up for a minute at each of its five attempts. The second is how long it
# may send nothing.
TIMES = {"connect_timeout": 3, "read_timeout": 30}


class Bucket(S3Storage):
    """Its files have the site's own addresses; `portal.media` gives those that are public."""

    client_config: Any

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.client_config = self.client_config.merge(Config(**TIMES))

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """Below MEDIA_URL, as on a disk."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))
