"""Numbers of persons are found however they are written, and what only looks like them is left alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofing.personal_numbers import NumberKind, known_accounts, personal_numbers

PESEL = "44051401359"
ACCOUNT = "61 1090 1014 0000 0712 1981 2874"
LONG_AGO, LATELY = date(1900, 1, 1), date(2020, 12, 31)


def kinds(text: str) -> list[str]:
    return [found.kind.value for found in personal_numbers(text)]


@st.composite
def pesels(draw: st.DrawFn) -> str:
    """The number of somebody born in the last or in this century."""
    born = LONG_AGO + timedelta(days=draw(st.integers(0, (LATELY - LONG_AGO).days)))
    month = born.month + (20 if born.year >= 2000 else 0)
    ten = f"{born.year % 100:02}{month:02}{born.day:02}{draw(st.integers(0, 9999)):04}"
    weights = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
    return ten + str(-sum(weight * int(digit) for weight, digit in zip(weights, ten, strict=True)) % 10)


@st.composite
def accounts(draw: st.DrawFn) -> str:
    """The number of a Polish account by its definition: 2521 (PL) and two zeros moved to the end, 98 minus the rest."""
    rest = draw(st.text("0123456789", min_size=24, max_size=24))
    return f"{98 - int(rest + '252100') % 97:02}{rest}"


def grouped(digits: str, sizes: tuple[int, ...], gap: str) -> str:
    parts, place = [], 0
    for size in sizes:
        parts.append(digits[place : place + size])
        place += size
    return gap.join(parts)


GAPS = st.sampled_from([" ", "-", "\u00a0", "\u2009", "\u2013", "\u00ad"])
AROUND = st.sampled_from(["", "Pan Jan, ", "ur. ", "PESEL: ", "pesel nr ", "(", "nr dok. ", "kwota 1 200,00 zł; "])


@given(pesels(), st.sampled_from([(11,), (6, 5), (2, 2, 2, 5), (1,) * 11]), GAPS, AROUND)
def test_a_pesel_is_found_in_every_notation_and_at_its_place(pesel: str, sizes: tuple[int, ...], gap: str, before: str):
    written = grouped(pesel, sizes, gap)
    found = personal_numbers(f"{before}{written}, zam. Kielce, tel. 41 331 25 24")
    assert [(one.kind, one.plain, one.place) for one in found] == [(NumberKind.PESEL, pesel, len(before))]
    assert pesel[2:] not in found[0].masked and pesel[:2] in found[0].masked  # noqa: PT018 -- one mask


@given(pesels(), st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_makes_it_no_pesel(pesel: str, place: int, more: int):
    digit = str((int(pesel[place]) + more) % 10)
    assert NumberKind.PESEL not in kinds(f"nr {pesel[:place]}{digit}{pesel[place + 1 :]} z rejestru")


@given(accounts(), st.sampled_from([(26,), (2, 4, 4, 4, 4, 4, 4)]), GAPS, st.sampled_from(["", "PL", "PL "]))
def test_an_account_is_found_and_known_again(account: str, sizes: tuple[int, ...], gap: str, country: str):
    written = country + grouped(account, sizes, gap)
    found = personal_numbers(f"Wpłaty: {written}.")
    assert [(one.kind, one.plain) for one in found] == [(NumberKind.ACCOUNT, f"PL{account}")]
    assert known_accounts(f"Rachunek bieżący\n{account}\n") == {f"PL{account}"}


@given(accounts(), st.integers(2, 25), st.integers(1, 9))
def test_one_wrong_digit_makes_it_no_account(account: str, place: int, more: int):
    digit = str((int(account[place]) + more) % 10)
    assert kinds(account[:place] + digit + account[place + 1 :]) == []


@pytest.mark.parametrize(
    "text",
    [
        "dowód osobisty ABA 300000",
        "dowodem osobistym seria ABA nr 300000",
        "legitymujący się ABA300000",
        "ABA300000",
        "(seria i numer dowodu: ABA300000)",
    ],
)
def test_the_number_of_an_identity_card_is_found(text: str):
    assert kinds(text) == ["id-card"]


@pytest.mark.parametrize(
    "text",
    [
        f"PESEL{PESEL}",
        f"{PESEL}/k",
        f"tel. 41 331 25 24, {PESEL}, 41 331 25 24",
        f"{PESEL} 600 100 200",
        f"Jan\t{PESEL}\t12",
        "PESEL 4405 1401 359",
        "PESEL: 440 514 013 59",
    ],
)
def test_a_pesel_beside_other_numbers_is_found(text: str):
    assert kinds(text) == ["pesel"]


# Each with the control digits of a PESEL, a card or an account in it, or shaped so that they could be one's.
@pytest.mark.parametrize(
    "text",
    [
        "tel. 41 331 25 24, +48 41 331 25 24, 48413312524, 0048413312524, tel.: 44051401359, +44051401359",
        "NIP 6572085921, REGON 290414190, REGON 12345678512347, KRS 0000123456",
        "sprawa MOPR.0711.44.2024, znak 440514/01359, 4405.1401.359",
        "EAN 5901234123457, ISBN 978-83-240-1234-7",
        "dochody 44 051 401 359 zł; wydatki 440 514 013,59",
        "1 234 567 890 12 345 678 901 234 567 890",
        "2023-01-15 12:30 44051 40135 9",
        f"x{PESEL}, {PESEL}x, 1{PESEL}, {PESEL}1, 0,{PESEL}, {PESEL}.5, /{PESEL}/2",
        "PLN 300000, EUR300000, CPV 853112, ABC 123456",
        "ABA 300000 bez słowa, co to jest",
        "00000000000 11111111111 99999999999",
        "94311401359",
        "DE00370400440532013000 PL00109010140000071219812874",
        "",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text: str):
    assert personal_numbers(text) == []


def test_nobody_born_tomorrow_has_a_number(monkeypatch: pytest.MonkeyPatch):
    assert kinds("05270312349") == ["pesel"]
    monkeypatch.setattr("proofing.personal_numbers.localdate", lambda: date(2005, 7, 2))
    assert kinds("05270312349") == []


@given(st.text("0123456789 -.,/ABCXYZ\n+tel", max_size=300))
def test_any_text_is_read_and_numbers_lie_apart(text: str):
    found = personal_numbers(text)
    ends = [one.place + len(one.text) for one in found]
    assert all(text[one.place : end] == one.text for one, end in zip(found, ends, strict=True))
    assert all(end <= following.place for end, following in zip(ends, found[1:], strict=False))


def test_a_foreign_account_is_found_too():
    assert kinds("IBAN: UA21 3223 1300 0002 6007 2335 6600 1") == ["account"]
    assert kinds(f"konto {ACCOUNT} oraz {PESEL}") == ["account", "pesel"]
