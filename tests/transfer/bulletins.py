"""A folder with a whole bulletin: a list of each kind with an entry, other forms of a page, a statement."""

from pathlib import Path

from tests.pages.accessibility.twins import CAPTIONS, WEBM
from tests.pages.core.files_made import tagged_pdf
from tests.transfer.folders import write

DECISIONS = "pages/bip/decyzje"

SECTION = '+++\ntype = "bip-section"\ntitle = "Decyzje i kontrola"\n+++\n'
LIST = '+++\ntype = "bip-list"\ntitle = "%s"\ncategory = "%s"\n+++\n'

ENTRIES = {
    "kontrole": """\
+++
type = "inspection"
title = "Usługi opiekuńcze w 2019 roku"
inspecting_body = "Wojewoda"
subject = "organizacja usług opiekuńczych"
started_on = "11 maja 2020 r."
ended_on = "maj 2020"
findings_on = "12 czerwca 2020 r."

[[documents]]
kind = "protokół"
file = "protokol.pdf"
title = "Protokół kontroli usług"
+++

Wszystko było w porządku.
""",
    "zamowienia-publiczne": """\
+++
type = "procurement"
title = "Dostawa papieru"
kind = "zapytanie ofertowe"
subject = "papier A4"
announced_on = "10.02.2020"
estimated_value = 3000
deadline_on = "24 lutego 2020 r."
deadline_time = "12:00"
opening_at = "24 lutego 2020 r., 12:30"
outcome = "rozstrzygnięte"
awarded_on = "3 marca 2020 r."
contractor = "Papirus"
price = "2 840,50 zł"
+++
""",
    "nabory": """\
+++
type = "recruitment"
title = "Nabór na referenta"
post = "referent"
necessary_requirements = ["wykształcenie średnie", "pisanie na komputerze"]
tasks = ["przyjmowanie wniosków"]
conditions = ["praca w biurze"]
disability_index = "poniżej 6%"
documents = ["życiorys"]
announced_on = "3 lutego 2020 r."
deadline_on = "17 lutego 2020 r."
place_of_filing = "sekretariat"
outcome = "wybrano osobę"
result_on = "2 marca 2020 r."
mask_on = "3 czerwca 2020 r."
+++
""",
    "petycje": """\
+++
type = "petition"
title = "Dłuższe godziny przyjęć"
subject = "godziny przyjęć"
received_on = "4 maja 2020 r."
answered_on = "22 czerwca 2020 r."
outcome = "uwzględniona w części"
answer = ["Sprawdzimy to.", "Odpowiemy jesienią."]

[[steps]]
day = "25 maja 2020 r."
text = "Zapytano komórki"
+++
""",
    "oswiadczenia-majatkowe": """\
+++
type = "asset-declaration"
title = "Oświadczenie za 2019 rok"
post = "kierownik"
year = 2019
made_on = "28 kwietnia 2020 r."
elsewhere = "https://bip.lipowo.example/oswiadczenie"
+++
""",
    "sprawozdania": """\
+++
type = "report"
title = "Sprawozdanie za 2019 rok"
kind = "sprawozdanie z działalności"
year = 2019
+++

Co zrobiliśmy.
""",
    "rejestry-i-ewidencje": """\
+++
type = "register"
title = "Rejestr umów"
kind = "rejestr"
holds_data = "numer i data umowy"
kept_by = "Dział Świadczeń"
access = "Rejestr jest jawny."
+++
""",
    "wylaczenia-jawnosci": """\
+++
type = "withholding"
title = "Kalkulacja ceny"
scope = "kalkulacja ceny"
concerns = "/bip/decyzje/zamowienia-publiczne/wpis"
legal_basis = "przepis podany przez radcę"
decided_by = "kierownik"
interest = "tajemnica przedsiębiorcy"
interest_of = "wykonawca"
+++
""",
}

EASY = """\
+++
type = "easy-read"
title = "Czym się zajmujemy"
tested_by = "grupa z domu dziennego pobytu"
tested_on = "maj 2024"
+++

## Co robimy?

Pomagamy **ludziom**.

- dajemy pieniądze
- rozmawiamy
"""

FILM = """\
+++
type = "sign-film"
title = "Film o Ośrodku"
film = "film.webm"
captions = "napisy.vtt"
duration = "0:08"
+++

Pomagamy ludziom.
"""

STATEMENT = """\
+++
type = "accessibility-statement"
title = "Deklaracja dostępności"
published_on = "2 maja 2024"
updated_on = "2 maja 2024"
made_on = "2 maja 2024"
basis = "samoocena"
checked_on = "2 maja 2024"
contact_name = "sekretariat"
sign_interpreter = "nie"

[[buildings]]
name = "Siedziba"
address = "ul. Lipowa 1, Lipowo"
lift = "nie"
lift_note = "sprawy załatwiamy na parterze"

[[problems]]
kind = "niezgodność"
what = "Skan bez tekstu"
page = "/o-nas"
since = "2.05.2024"

[[reviews]]
day = "20 marca 2025 r."
by = "sekretariat"
done = "sprawdzono jeszcze raz"
+++
"""


def write_bulletin(folder: Path) -> Path:
    """Add all this to the documentation's example."""
    write(folder, f"{DECISIONS}/index.md", SECTION)
    for slug, text in ENTRIES.items():
        write(folder, f"{DECISIONS}/{slug}/index.md", LIST % (slug.replace("-", " ").capitalize(), slug))
        write(folder, f"{DECISIONS}/{slug}/wpis.md", text)
    write(folder, f"{DECISIONS}/kontrole/protokol.pdf", tagged_pdf("Protokół", title="Protokół kontroli"))
    write(folder, "pages/o-nas/latwy-tekst.md", EASY)
    write(folder, "pages/o-nas/w-jezyku-migowym.md", FILM)
    write(folder, "pages/o-nas/film.webm", WEBM)
    write(folder, "pages/o-nas/napisy.vtt", CAPTIONS)
    write(folder, "pages/deklaracja-dostepnosci.md", STATEMENT)
    return folder
