"""A bank account is 26 digits whose first two fit the others, however they are written."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from pages.core.models import CentreSettings
from pages.core.validators import validate_bank_accounts

BODIES = st.text("0123456789", min_size=24, max_size=24)


def account(body: str) -> str:
    return f"{98 - int(f'{body}252100') % 97:02}{body}"


@given(BODIES, st.booleans(), st.integers(1, 5))
def test_any_right_number_is_taken_however_it_is_spaced(body: str, with_country: bool, step: int) -> None:
    digits = account(body)
    written = " ".join(digits[i : i + step] for i in range(0, 26, step))
    validate_bank_accounts(f"\n{'PL' if with_country else ''}{written}\n")
    assert CentreSettings(bank_accounts=f"{written}\n\nPL{digits}").bank_account_numbers == [digits, digits]


@given(BODIES, st.integers(0, 25), st.integers(1, 9))
def test_a_slip_of_one_digit_is_found(body: str, place: int, by: int) -> None:
    digits = account(body)
    wrong = digits[:place] + str((int(digits[place]) + by) % 10) + digits[place + 1 :]
    with pytest.raises(ValidationError, match=wrong):
        validate_bank_accounts(f"{digits}\n{wrong}")


@pytest.mark.parametrize("value", ["61 1090 1014", "DE89370400440532013000", "konto", "PL", "6" * 400])
def test_what_is_no_polish_account_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        validate_bank_accounts(value)
