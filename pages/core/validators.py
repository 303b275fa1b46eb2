"""Rules for an office's numbers and for the ways to reach it, for editors' forms and the loader of folders alike."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Weights of the control digits, as the tax and the statistical offices define them.
_NIP_WEIGHTS = (6, 5, 7, 2, 3, 4, 5, 6, 7)
_REGON_WEIGHTS = {9: (8, 9, 2, 3, 4, 5, 6, 7), 14: (2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8)}

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_is_web_address = URLValidator(schemes=["http", "https"])

phone_validator = RegexValidator(
    r"^\+?[0-9][0-9 ]{7,17}\Z", gettext_lazy("Write the phone number with digits and spaces, e.g. 41 331 25 24.")
)
postcode_validator = RegexValidator(r"^[0-9]{2}-[0-9]{3}\Z", gettext_lazy("Write the postcode like this: 25-544."))
edelivery_validator = RegexValidator(
    r"^AE:PL-[0-9]{5}-[0-9]{5}-[A-Z]{5}-[0-9]{2}\Z",
    gettext_lazy("Write the e-Doręczenia address like this: AE:PL-12345-12345-ABCDE-12."),
)
epuap_validator = RegexValidator(
    r"^/[^/\s]+/[^/\s]+\Z", gettext_lazy("Write the ePUAP box like this: /podmiot/SkrytkaESP.")
)


def validate_nip(value: str) -> None:
    """Refuse what is not ten digits whose last one fits the others."""
    if not re.fullmatch(r"[0-9]{10}", value):
        raise ValidationError(_("Write the NIP as ten digits without dashes."))
    _check_last_digit(value, _control(value, _NIP_WEIGHTS))


def validate_regon(value: str) -> None:
    """Refuse what is not nine or fourteen digits whose last one fits the others."""
    if not re.fullmatch(r"[0-9]{9}|[0-9]{14}", value):
        raise ValidationError(_("Write the REGON as nine or fourteen digits."))
    _check_last_digit(value, _control(value, _REGON_WEIGHTS[len(value)]) % 10)


def bank_account_digits(value: str) -> str:
    """The digits of a Polish account number, however it is spaced and with or without the country's letters."""
    return re.sub(r"[\s-]", "", value).upper().removeprefix("PL")


def validate_bank_accounts(value: str) -> None:
    """Refuse lines that are no Polish account number: 26 digits whose first two fit the others (ISO 13616)."""
    for line in filter(None, (line.strip() for line in value.splitlines())):
        digits = bank_account_digits(line)
        if not re.fullmatch(r"[0-9]{26}", digits):
            raise ValidationError(_("“%(line)s”: write an account number as 26 digits.") % {"line": line})
        if int(f"{digits[2:]}2521{digits[:2]}") % 97 != 1:  # 25 and 21 stand for the letters P and L
            raise ValidationError(
                _("“%(line)s”: the first two digits do not fit the others; check the number.") % {"line": line}
            )


def validate_website(value: str) -> None:
    """Refuse what is neither an http(s) address nor a host's bare name, which stands for one."""
    try:
        _is_web_address(website_url(value))
    except ValidationError as error:
        raise ValidationError(_("Write the address of a website, e.g. www.osrodek.pl.")) from error


def website_url(printed: str) -> str:
    """The address that a printed website leads to, always one of http(s)."""
    return printed if not printed or _SCHEME.match(printed) else f"https://{printed}"


def _control(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11


def _check_last_digit(digits: str, expected: int) -> None:
    if int(digits[-1]) != expected:
        raise ValidationError(_("The last digit does not fit the others; check the number."))
