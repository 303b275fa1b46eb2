"""What the technical conditions 2.0 of 31 July 2024 fix word for word (u.d.c. art. 12 pkt 7).

In Polish and never translated: whoever reads a statement by program looks for these very ids, headings and sentences.
The statement prints them, the validator looks for them; nothing of it stands anywhere else.

Two places are not settled: sources differ on the heading of the part on how the statement was made
(`PREPARATION`), and on how the sentence of the state goes on after the attachment's name (`STATUS_OF_SITE`). The
statement prints what most have; the validator takes each of the ways that are known.
"""

from __future__ import annotations

TITLE = "Deklaracja dostępności"
META = "deklaracja-dostępności"

# -- Headings, in the order in which they stand -----------------------------------------------------------------------

STATE = "Stan dostępności cyfrowej"
INACCESSIBLE = "Niedostępne treści"
NOT_CONFORMING = "Niezgodność z załącznikiem"
NOT_COVERED = "Treści nieobjęte przepisami"
TOO_COSTLY = "Nadmierne koszty"
PREPARATION = "Przygotowanie deklaracji dostępności"
PREPARATION_ALSO = "Przygotowanie deklaracji dostępności i jej aktualizacja"
FACILITIES = "Udogodnienia, ograniczenia i inne informacje"
SHORTCUTS = "Skróty klawiszowe"
FEEDBACK = "Informacje zwrotne i dane kontaktowe"
PROCEDURE = "Obsługa wniosków i skarg związanych z dostępnością"
OTHER = "Pozostałe informacje"
APPS = "Aplikacje mobilne"
ARCHITECTURE = "Dostępność architektoniczna"
COMMUNICATION = "Dostępność komunikacyjno-informacyjna"

# -- The opening and the state ----------------------------------------------------------------------------------------

SITE = "strony internetowej"
APP = "aplikacji mobilnej"
PLEDGE = "zobowiązuje się zapewnić dostępność swojej"
LAW = (
    "ustawy z dnia 4 kwietnia 2019 r. o dostępności cyfrowej stron internetowych i aplikacji mobilnych "
    "podmiotów publicznych"
)
PLEDGE_END = f"zgodnie z przepisami {LAW}."
CONCERNS = "Deklaracja dostępności dotyczy"

FULLY = "w pełni zgodna"
PARTLY = "częściowo zgodna"
NOT = "niezgodna"
STATUS_OF_SITE = "Ta strona internetowa jest"
STATUS_END = f"z załącznikiem do {LAW}."

SITE_PUBLISHED = "Data publikacji strony internetowej:"
SITE_UPDATED = "Data ostatniej istotnej aktualizacji:"
MADE = "Data sporządzenia deklaracji:"
REVIEWED = "Data ostatniego przeglądu deklaracji:"

# -- How the statement was made ---------------------------------------------------------------------------------------

BY_SELF = "Deklarację sporządziliśmy na podstawie samooceny"
BY_AUDIT = "Deklarację sporządziliśmy na podstawie badania zewnętrznego, które przeprowadził podmiot:"
BY_CONTRACTOR = "Deklarację sporządziliśmy na podstawie oświadczenia, które przedstawił wykonawca:"
BY_NOBODY_YET = "Zgodności tej strony z załącznikiem do ustawy jeszcze nie zbadano."

# -- Requests and complaints: 7 days, 2 months at most; nothing is cited that nobody has checked ----------------------

ASK = "Wszystkie problemy z dostępnością cyfrową tej strony internetowej prosimy zgłaszać:"
ANYBODY = "Każdy ma prawo zażądać zapewnienia dostępności cyfrowej tej strony internetowej lub jej elementów."
WHAT_TO_GIVE = "W zgłoszeniu prosimy podać:"
GIVE = (
    "imię i nazwisko,",
    "dane kontaktowe, np. numer telefonu lub adres e-mail,",
    "dokładny adres strony, na której jest niedostępny element lub treść,",
    "na czym polega problem i jaki sposób jego rozwiązania byłby najwygodniejszy.",
)
ANSWER = "Na zgłoszenie odpowiemy najszybciej, jak to możliwe, nie później niż w ciągu 7 dni od jego otrzymania."
LONGER = (
    "Jeżeli ten termin będzie dla nas za krótki, poinformujemy o tym i podamy nowy termin. "
    "Nie będzie on dłuższy niż 2 miesiące."
)
OTHERWISE = (
    "Jeżeli nie będziemy mogli zapewnić dostępności cyfrowej strony lub treści, zaproponujemy dostęp do niej "
    "w inny sposób."
)
COMPLAINT = (
    "Jeżeli odmówimy zapewnienia dostępności albo zaproponowany przez nas inny sposób dostępu nie jest odpowiedni, "
    "można złożyć skargę. Skargę prosimy kierować do kierownictwa podmiotu:"
)
OMBUDSMAN = "O sprawie można też zawiadomić Rzecznika Praw Obywatelskich:"
OMBUDSMAN_LINK = "strona internetowa Rzecznika Praw Obywatelskich"
OMBUDSMAN_URL = "https://bip.brpo.gov.pl/"

INTERPRETER = {
    "yes": "W kontakcie z nami można skorzystać z pomocy tłumacza języka migowego przez internet (PJM online).",
    "no": "W kontakcie z nami nie można skorzystać z pomocy tłumacza języka migowego przez internet (PJM online).",
}


def status_sentence(status: str) -> str:
    """The whole sentence of the state, for one of `FULLY`, `PARTLY` and `NOT`."""
    return f"{STATUS_OF_SITE} {status} {STATUS_END}"
