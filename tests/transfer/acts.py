"""A register of acts for tests: a statute with its whole life, in two texts, and an amendment not worked in yet."""

from pathlib import Path

from tests.search.attachments import pdf
from tests.transfer.folders import write

STATUTE = "/akty/statut/"
FIRST, SECOND = f"{STATUTE}tekst-2020-06-01/", f"{STATUTE}tekst-2021-02-01/"
PDF = pdf("Podpisana uchwała")

# Every key of an act, of a relation and of a text stands here; tests find a key by the line that it stands on.
ACTS = """\
[[act]]
id = "uchwala-x-79-90"
kind = "uchwała"
number = "X/79/90"
title = "Utworzenie Ośrodka"
relations = [{ kind = "tworzy", text = "Ośrodek", url = "https://lipowo.example/osrodek" }]

[[act]]
id = "statut"
kind = "statut"
title = "Statut Ośrodka"

[[act.expressions]]
id = "tekst-2020-06-01"
legal_value = "tekst pierwotny"
valid_from = "1.06.2020"
text = "statut/2020.txt"
names = { "1" = "Charakter", "§ 2" = "Teren" }

[[act.expressions]]
id = "tekst-2021-02-01"
title = "Statut po pierwszej zmianie"
short_title = "Po zmianie"
summary = "Tekst ze zmianą z 2021 roku."
valid_from = "1.02.2021"
incorporates = ["uchwala-xx-5-2021"]
checked_by = "radca prawny"
text = "statut/2021.txt"
names = { "1" = "Charakter" }
attachments = "statut/zalaczniki.md"
example = true
owner_unit = "dzial-swiadczen"

[act.expressions.provenance]
produced_by = "sekretariat"

[[act]]
id = "uchwala-xii-34-2020"
kind = "uchwała"
number = "XII/34.2020"
issuer = "Rada Miejska w Lipowie"
adopted_on = "23 kwietnia 2020 r."
promulgated_on = "5 maja 2020 r."
gazette_ref = "Dz. Urz. Woj. Lipowskiego poz. 1876"
in_force_from = "20.05.2020"
in_force_basis = "§ 3. Uchwała wchodzi w życie po upływie 14 dni od dnia ogłoszenia."
repealed_on = "1.01.2035"
eli = "https://dzienniki.lipowo.example/eli/2020/1876"
original = "nadanie.pdf"
title = "Nadanie Statutu"

[[act.relations]]
kind = "nadaje"
target = "statut"
effective_from = "1.06.2020"

[[act]]
id = "uchwala-xx-5-2021"
kind = "uchwała"
number = "XX/5/2021"
adopted_on = "14 stycznia 2021 r."
title = "Zmiana Statutu"

[[act.relations]]
kind = "zmienia"
target = "statut"
effective_from = "1.02.2021"
effective_basis = "§ 2. Uchwała wchodzi w życie 1 lutego 2021 r."
provisions = "§ 2"
order = 2
retroactive = true

[[act]]
id = "uchwala-xxx-7-2022"
kind = "uchwała"
number = "XXX/7/2022"
adopted_on = "3 marca 2022 r."
title = "Zmiana Statutu"
relations = [{ kind = "zmienia", target = "statut" }]
"""

TEXT = """\
Rozdział 1
Postanowienia ogólne

§ 1. 1. Ośrodek jest jednostką budżetową.
2. Ośrodek podlega Burmistrzowi.

§ 2. Ośrodek działa na terenie {area}.
"""

ATTACHMENTS = """\
Tabela: Placówki

| Nazwa | Adres |
| --- | --- |
| Klub Seniora | ul. Lipowa 1 |

::: załączniki
- [Schemat organizacyjny](schemat.csv)
:::
"""


def write_acts(folder: Path) -> Path:
    """Put the register and its files into the documentation's example, in the place of its own."""
    write(folder, "acts.toml", ACTS)
    (folder / "acts/statut/2020-04-23.txt").unlink()
    write(folder, "acts/statut/2020.txt", TEXT.format(area="miasta"))
    write(folder, "acts/statut/2021.txt", TEXT.format(area="miasta i gminy"))
    write(folder, "acts/statut/zalaczniki.md", ATTACHMENTS)
    write(folder, "acts/statut/schemat.csv", "Dział,Telefon\nDział Świadczeń,22 000 00 01\n")
    write(folder, "acts/nadanie.pdf", PDF)
    return folder
