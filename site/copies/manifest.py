"""What a copy says of itself: every file with its size and digest, every table with its rows, facts of others."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

NAME = "manifest.json"
FORMAT = 1


class BadCopyError(Exception):
    """An archive that is no copy of this project, or not a whole one."""


@dataclass
class Manifest:
    """The last file of an archive."""

    made_at: str
    """ISO 8601, UTC, before the copying began: whatever was acknowledged by then is in the copy."""
    vendor: str
    """`sqlite` or `postgresql`: a copy goes back into a database of the same kind."""
    migrations: dict[str, str]
    """The newest migration of each app."""
    rows: dict[str, int]
    """By table."""
    facts: dict[str, str]
    """What others want compared, by its name: the heads of journals."""
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Bytes and SHA-256 by the name in the archive."""
    format: int = FORMAT

    @property
    def moment(self) -> datetime:
        """When the copy was made."""
        return datetime.fromisoformat(self.made_at)

    def dump(self) -> bytes:
        """As it stands in the archive."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()

    @classmethod
    def load(cls, data: bytes) -> Manifest:
        """Raises BadCopyError."""
        try:
            said: dict[str, Any] = json.loads(data)
            if said["format"] != FORMAT:
                raise BadCopyError(f"format {said['format']}")
            said["files"] = {name: (int(size), str(digest)) for name, (size, digest) in said["files"].items()}
            found = cls(**said)
            _ = found.moment
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise BadCopyError(NAME) from error
        return found
