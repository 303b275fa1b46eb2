"""What the wing keeps: attempts and reviews of their log, reports of backups, sheets that were sent, digests."""

from compliance.models.attempts import AccessAttempt, AttemptKind, LogReview
from compliance.models.backups import BackupKind, BackupReport
from compliance.models.board import ComplianceBoard
from compliance.models.digests import DigestReader, SentDigest
from compliance.models.sheets import SentSheet

__all__ = [
    "AccessAttempt",
    "AttemptKind",
    "BackupKind",
    "BackupReport",
    "ComplianceBoard",
    "DigestReader",
    "LogReview",
    "SentDigest",
    "SentSheet",
]
