"""Secrets of second factors as the database keeps them: a copy of it alone opens no account.

AES-256 with GCM: what was tampered with does not decrypt.
"""

import base64
import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

PURPOSE = b"accounts.second-factor"
NONCE_BYTES = 12


def encrypt(text: str) -> str:
    """The text, readable only with the installation's SECRET_KEY."""
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(_derived(settings.SECRET_KEY)).encrypt(nonce, text.encode(), PURPOSE)
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def decrypt(text: str) -> str:
    """What was encrypted with this SECRET_KEY or with one of SECRET_KEY_FALLBACKS; raises InvalidTag otherwise."""
    raw = base64.urlsafe_b64decode(text)
    nonce, sealed = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
    for key in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        try:
            return AESGCM(_derived(key)).decrypt(nonce, sealed, PURPOSE).decode()
        except InvalidTag:
            continue
    raise InvalidTag


def _derived(key: str) -> bytes:
    """A key for this purpose alone."""
    return hashlib.blake2b(key.encode(), digest_size=32, person=PURPOSE[:16]).digest()
