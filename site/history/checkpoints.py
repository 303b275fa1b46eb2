"""Signed roots of a journal, for others to keep: whoever holds one notices when what stood before it changes.

The private key never meets the web server: only `manage.py journal` reads it, from the file HISTORY_KEY_FILE names.
Signatures are plain Ed25519 over the checkpoint's canonical bytes, so that openssl alone can check them.
"""

import base64
import os
from datetime import timedelta
from functools import partial
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from history.chain import locked, next_moment
from history.journal import Tree, canonical, checkpoint_bytes, time_text
from history.models import Checkpoint, Journal


class KeyFileError(Exception):
    """The private key is not there, can't be read, or is of another kind."""


def make_key(file: Path) -> str:
    """Write a new private key that only its owner may read; returns the public one as PEM.

    Raises FileExistsError: a key in use must never be overwritten.
    """
    key = Ed25519PrivateKey.generate()
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with open(file, "xb", opener=partial(os.open, mode=0o600)) as stream:
        stream.write(text)
    return public_pem(key)


def public_pem(key: Ed25519PrivateKey) -> str:
    """What a reader needs to check a signature."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def signing_key() -> Ed25519PrivateKey | None:
    """The key that the installation signs with; None when it was given none.

    Raises KeyFileError when the setting names a file that holds no such key.
    """
    if not settings.HISTORY_KEY_FILE:
        return None
    try:
        key = load_pem_private_key(Path(settings.HISTORY_KEY_FILE).read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyFileError(
            _("The key %(file)s can't be read: %(error)s") % {"file": settings.HISTORY_KEY_FILE, "error": error}
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileError(_("%(file)s holds no Ed25519 key.") % {"file": settings.HISTORY_KEY_FILE})
    return key


@transaction.atomic
def make_checkpoint(journal: Journal, key: Ed25519PrivateKey | None) -> Checkpoint:
    """Take the root of the whole journal now, signed if there is a key.

    Under the journal's lock, and later than all before it: times of checkpoints never run back nor repeat.
    """
    journal = locked(journal)
    tree = Tree()
    for leaf in journal.entries.order_by("seq").values_list("leaf", flat=True).iterator(chunk_size=2000):
        tree.add(leaf)
    at = next_moment(journal)
    last = latest_checkpoint(journal)
    if last:
        at = max(at, last.at + timedelta(microseconds=1))
    statement = checkpoint_bytes(at=at, origin=journal.origin, root=tree.root(), size=tree.size)
    return Checkpoint.objects.create(
        journal=journal,
        size=tree.size,
        root=tree.root(),
        at=at,
        signature=base64.b64encode(key.sign(statement)).decode() if key else "",
        public_key=public_pem(key) if key else "",
    )


def latest_checkpoint(journal: Journal) -> Checkpoint | None:
    """The newest one."""
    return journal.checkpoints.order_by("-pk").first()


def statement_of(checkpoint: Checkpoint) -> bytes:
    """The bytes that the signature covers."""
    return checkpoint_bytes(
        at=checkpoint.at, origin=checkpoint.journal.origin, root=checkpoint.root, size=checkpoint.size
    )


def public_line(checkpoint: Checkpoint) -> bytes:
    """The checkpoint as `punkty-kontrolne.jsonl` prints it, without the line break."""
    return canonical(
        {
            "at": time_text(checkpoint.at),
            "origin": checkpoint.journal.origin,
            "root": checkpoint.root,
            "signature": checkpoint.signature,
            "size": checkpoint.size,
        }
    )


def is_signed_well(checkpoint: Checkpoint) -> bool:
    """Whether the signature fits the statement and the public key kept with it."""
    try:
        key = load_pem_public_key(checkpoint.public_key.encode())
        if not isinstance(key, Ed25519PublicKey):
            return False
        key.verify(base64.b64decode(checkpoint.signature, validate=True), statement_of(checkpoint))
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True


def latest_key(journal: Journal) -> str:
    """The public key of the newest signed checkpoint, as PEM; "" when none is signed."""
    signed = journal.checkpoints.exclude(public_key="").order_by("-pk")
    return signed.values_list("public_key", flat=True).first() or ""
