"""Versions to compare in tests of the page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from history.diff.blocks import blocks_of
from history.diff.model import Block, FileFacts


@dataclass
class Version:
    """The least that a comparison needs of a version."""

    number: int
    html: str
    title: str = "Przedmiot działalności i zadania Ośrodka"
    person: str = "redakcja BIP"
    note: str = ""
    is_current: bool = False
    at: datetime = datetime(2025, 11, 3, 8, 0, tzinfo=UTC)
    files: dict[int, FileFacts] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where the version stands."""
        return f"/strona/wersje/{self.number}/"

    @property
    def column(self) -> str:
        """What stands above it side by side."""
        return f"w wersji {self.number}"

    @property
    def blocks(self) -> Sequence[Block]:
        """Its text."""
        return blocks_of(self.html)

    def file_url(self, number: int) -> str:
        """Where its file lies."""
        return f"{self.url}pliki/{number}/plik" if number in self.files else ""


INTRODUCTION = "".join(
    f"<p>{text}</p>"
    for text in (
        "Ośrodek jest samodzielną jednostką organizacyjną pomocy społecznej.",
        "Nie posiada osobowości prawnej i działa w formie jednostki budżetowej.",
        "Terenem działania jest Gmina Kędzierzyn-Koźle.",
        "Bezpośredni nadzór sprawuje Prezydent Miasta.",
    )
)
VIOLENCE = """
<ol>
<li>prowadzenie szeroko rozumianych działań profilaktycznych,</li>
<li>ograniczanie problemu przemocy w rodzinie,</li>
<li>prowadzenie działań edukacyjnych w zakresie zjawiska przemocy w rodzinie.</li>
</ol>"""
BENEFITS = "".join(
    f"<h3>{number}. {title}</h3><ul><li>pierwsze zadanie,</li><li>drugie zadanie grupy {number}.</li></ul>"
    for number, title in (("IV", "Świadczenia rodzinne"), ("V", "Alimenty"), ("VI", "Pomoc dla uczniów"))
)
UNITS = "<ol>" + "".join(f"<li>Dział {number}</li>" for number in range(1, 23)) + "</ol>"
UNITS_FILE = FileFacts("c" * 64, "Wykaz komórek organizacyjnych", 1_980, "wykaz-komorek.csv")

OLD = Version(
    22,
    f"""{INTRODUCTION}
    <h3>II. Zadania określone ustawą o przemocy w rodzinie</h3>{VIOLENCE}
    <h3>III. Zadania określone ustawą o wspieraniu rodziny i systemie pieczy zastępczej</h3>
    <ol>
    <li>tworzenie oraz rozwój systemu opieki nad dzieckiem,</li>
    <li>współfinansowanie pobytu dziecka w rodzinie zastępczej,</li>
    <li>tworzenie możliwości podnoszenia kwalifikacji przez asystentów rodziny,</li>
    <li>realizacja 3 letnich gminnych programów wspierania rodziny,</li>
    <li>sporządzanie sprawozdań rzeczowo-finansowych.</li>
    <li>prowadzenie placówki wsparcia dziennego,</li>
    </ol>
    {BENEFITS}<h3>Działy Ośrodka</h3>{UNITS}""",
    note="Pierwsza publikacja w tym biuletynie.",
)
NEW = Version(
    23,
    f"""{INTRODUCTION}
    <h3>II. Zadania określone ustawą o przeciwdziałaniu przemocy w rodzinie</h3>{VIOLENCE}
    <h3>III. Zadania określone ustawą o wspieraniu rodziny i systemie pieczy zastępczej</h3>
    <ol>
    <li>prowadzenie placówki wsparcia dziennego,</li>
    <li>tworzenie oraz rozwój systemu opieki nad dzieckiem,</li>
    <li>współfinansowanie pobytu dziecka w rodzinie zastępczej,</li>
    <li>tworzenie możliwości podnoszenia kwalifikacji przez asystentów rodziny,</li>
    <li>realizacja trzyletnich gminnych programów wspierania rodziny,</li>
    <li>sporządzanie sprawozdań rzeczowo-finansowych.</li>
    </ol>
    {BENEFITS}<h3>Komórki organizacyjne</h3>
    <p>Ośrodek tworzą 22 komórki. Dział Pomocy Środowiskowej ma zespoły, sekcje i stanowiska.</p>{UNITS}
    <p><a href="attachment:1">Wykaz komórek organizacyjnych</a></p>""",
    note="Poprawiono nazwę ustawy w grupie II, pisownię w grupie III i nazwę rozdziału o komórkach.",
    is_current=True,
    at=datetime(2025, 11, 5, 9, 12, tzinfo=UTC),
    files={1: UNITS_FILE},
)

FEES = """<table><caption>Odpłatność za usługi</caption>
<thead><tr><th scope="col">Dochód</th><th scope="col">Odpłatność</th><th scope="col">Od kiedy</th></tr></thead>
<tbody><tr><td>do 100%</td><td>bezpłatnie</td><td>01.01.2024</td></tr>
<tr><td>do 150%</td><td>{fee}</td><td>{since}</td></tr>
<tr><td>do 200%</td><td>{last}</td><td>01.01.2024</td></tr></tbody></table>"""
RICH_OLD = Version(
    3,
    f"""<h2>Rozdział 1. Postanowienia ogólne</h2>
    <p>§ 4. 1. Ośrodkiem kieruje dyrektor na podstawie uchwały nr XXVII/508/2020 z dnia 23.04.2020.</p>
    <p>2. Dyrektora zatrudnia <a href="/prezydent/">Prezydent Miasta</a>.</p>
    <p>3. W razie nieobecności zastępuje go zastępca, a gdy i jego nie ma, wyznaczony kierownik działu.</p>
    <h2>Opłaty</h2>{FEES.format(fee="1 234,56 zł", since="01.01.2024", last="50%")}
    <dl><div><dt>Telefon</dt><dd>77 483 57 49</dd></div><div><dt>Adres</dt><dd>ul. Piramowicza 27</dd></div></dl>
    <blockquote><p>Pomoc społeczna wspiera osoby i rodziny.</p></blockquote>
    <aside><p><strong>Ważne</strong></p><p>Punkt informacyjny jest czynny do 15:30.</p></aside>
    <figure><img src="attachment:1" alt="Budynek Ośrodka od ulicy"><figcaption>Siedziba</figcaption></figure>
    <h2>Załączniki</h2><ul><li><a href="attachment:2">Regulamin</a></li>
    <li><a href="attachment:3">Cennik</a></li></ul>""",
    files={
        1: FileFacts("1" * 64, "Budynek", 90_000, "dom.jpg"),
        2: FileFacts("2" * 64, "Regulamin", 120_000, "regulamin.pdf"),
        3: FileFacts("3" * 64, "Cennik", 9_000, "cennik.pdf"),
    },
    title="Statut i opłaty",
)
RICH_NEW = Version(
    7,
    f"""<h2>Rozdział 1. Postanowienia ogólne</h2>
    <p>§ 4. 1. Ośrodkiem kieruje dyrektor na podstawie uchwały nr XXVII/509/2020 z dnia 24.04.2020.</p>
    <p>2. Dyrektora zatrudnia <a href="/bip/prezydent/">Prezydent Miasta</a>.</p>
    <p>3. W razie <strong>nieobecności</strong> zastępuje go zastępca, a gdy i jego nie ma, kierownik działu.</p>
    <h3>Opłaty</h3>{FEES.format(fee="1 300 zł", since="01.03.2026", last="50%")}
    <dl><div><dt>Telefon</dt><dd>77 483 59 45</dd></div><div><dt>Adres</dt><dd>ul. Piramowicza 27</dd></div></dl>
    <blockquote><p>Pomoc społeczna wspiera osoby i rodziny w wysiłkach.</p></blockquote>
    <aside><p><strong>Ważne</strong></p><p>Punkt informacyjny jest czynny do 16:00.</p></aside>
    <figure><img src="attachment:2" alt="Budynek Ośrodka od podwórza"><figcaption>Siedziba</figcaption></figure>
    <h2>Załączniki</h2><ul><li><a href="attachment:1">Regulamin</a></li>
    <li><a href="attachment:3">Wzór wniosku</a></li></ul>""",
    files={
        1: FileFacts("4" * 64, "Regulamin", 130_000, "regulamin.pdf"),
        2: FileFacts("5" * 64, "Budynek", 91_000, "dom.jpg"),
        3: FileFacts("6" * 64, "Wzór wniosku", 20_000, "wzor.docx"),
    },
    title="Statut, regulamin i opłaty",
    is_current=True,
)
