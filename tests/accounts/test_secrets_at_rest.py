"""What the database keeps of second factors."""

import base64

import pytest
from cryptography.exceptions import InvalidTag

from accounts.secrets_at_rest import decrypt, encrypt
from tests.portal.test_settings import in_production

SECRET = "JBSWY3DPEHPK3PXP"


def test_it_reads_back_and_never_looks_the_same():
    kept = [encrypt(SECRET), encrypt(SECRET)]
    assert [decrypt(text) for text in kept] == [SECRET, SECRET]
    assert kept[0] != kept[1]
    assert SECRET not in "".join(kept)


def test_an_earlier_key_still_opens_it_and_a_foreign_one_does_not(settings):
    kept, earlier = encrypt(SECRET), settings.SECRET_KEY
    settings.SECRET_KEY = "another key"
    with pytest.raises(InvalidTag):
        decrypt(kept)
    settings.SECRET_KEY_FALLBACKS = [earlier]
    assert decrypt(kept) == SECRET


def test_the_environment_names_earlier_keys(settings, tmp_path):
    settings.SECRET_KEY = "the key of last year"
    code = f"from accounts.secrets_at_rest import decrypt; print(decrypt({encrypt(SECRET)!r}))"
    done = in_production(code, tmp_path, SECRET_KEY_FALLBACKS="a key,the key of last year")
    assert done.stdout.strip() == SECRET, done.stderr


def test_what_was_changed_does_not_open():
    raw = bytearray(base64.urlsafe_b64decode(encrypt(SECRET)))
    for place in (0, len(raw) // 2, len(raw) - 1):
        changed = bytes(byte ^ (number == place) for number, byte in enumerate(raw))
        with pytest.raises(InvalidTag):
            decrypt(base64.urlsafe_b64encode(changed).decode())
