"""Secrets of second factors as the database keeps them: a copy of it alone opens no account."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

PURPOSE = b"accounts.second-factor"


def encrypt(text: str) -> str:
    """The text, readable only with the installation's SECRET_KEY."""
    return _cipher().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """What was encrypted with this SECRET_KEY or with one of SECRET_KEY_FALLBACKS; raises InvalidToken otherwise."""
    return _cipher().decrypt(text.encode()).decode()


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    """A key for this purpose alone."""
    return base64.urlsafe_b64encode(hashlib.blake2b(key.encode(), digest_size=32, person=PURPOSE[:16]).digest())
