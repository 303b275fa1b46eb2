"""One letter for the letters that people mix up when they type."""

import unicodedata


def fold(text: str) -> str:
    """The text in small letters without accents and tails: "Świętokrzyskiego" and "SWIETOKRZYSKIEGO" are one."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(char for char in apart if not unicodedata.combining(char)).replace("ł", "l")
