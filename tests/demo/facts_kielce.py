"""What documents 000 and 003 say about MOPR Kielce, and where its site says it."""

from __future__ import annotations

from tests.demo.facts import Act, Fact

# --- MOPR Kielce: the bulletin page (000) -------------------------------------------------------------------------

_ASSISTANCE = (
    Fact(
        "/pomoc-spoleczna/",
        ("przezwyciężyć trudne sytuacje życiowe, z którymi nie mogą sobie poradzić samodzielnie",),
        "umożliwienie osobom i rodzinom przezwyciężenia trudnych sytuacji życiowych, których nie są w "
        "stanie pokonać samodzielnie",
    ),
    Fact("/pomoc-spoleczna/", ("zapobiegać takim sytuacjom",), "podejmowanie działań zapobiegających tym sytuacjom"),
    Fact(
        "/pomoc-spoleczna/",
        ("zaspokojenie niezbędnych potrzeb", "w warunkach, które odpowiadają godności człowieka"),
        "zaspokojenia niezbędnych potrzeb i umożliwia im życie w warunkach odpowiadających godności człowieka",
    ),
    Fact(
        "/pomoc-spoleczna/",
        ("Pomaga się usamodzielnić", "integruje osoby i rodziny z ich środowiskiem"),
        "działania zmierzające do życiowego usamodzielnienia się rodzin i osób oraz ich integracji ze środowiskiem",
    ),
    Fact(
        "/bip/osrodek/przedmiot-dzialalnosci/",
        (
            "przezwyciężenie trudnych sytuacji życiowych",
            "zapobiega takim sytuacjom",
            "usamodzielnienia",
            "integracji ze środowiskiem",
        ),
        "Pomoc społeczna ma na celu… (the purpose, again in the bulletin)",
    ),
    # "Pomoc społeczna polega w szczególności na:" – seven points, in full and in short.
    Fact("/pomoc-spoleczna/", ("Przyznawanie i wypłacanie świadczeń.",), "przyznawaniu i wypłacaniu świadczeń"),
    Fact("/pomoc-spoleczna/", ("Praca socjalna.",), "pracy socjalnej"),
    Fact(
        "/pomoc-spoleczna/",
        ("Prowadzenie i rozwijanie niezbędnej infrastruktury socjalnej.",),
        "prowadzeniu i rozwoju niezbędnej infrastruktury socjalnej",
    ),
    Fact(
        "/pomoc-spoleczna/",
        ("Badanie i ocena zjawisk, przez które ludzie potrzebują świadczeń z pomocy społecznej.",),
        "analizie i ocenie zjawisk rodzących zapotrzebowanie na świadczenia z pomocy społecznej",
    ),
    Fact(
        "/pomoc-spoleczna/",
        ("Wykonywanie zadań, które wynikają z rozeznanych potrzeb społecznych.",),
        "realizacji zadań wynikających z rozeznanych potrzeb społecznych",
    ),
    Fact(
        "/pomoc-spoleczna/",
        ("Rozwijanie nowych form pomocy społecznej i samopomocy tam, gdzie są potrzebne.",),
        "rozwijaniu nowych form pomocy społecznej i samopomocy w ramach zidentyfikowanych potrzeb",
    ),
    Fact(
        "/pomoc-spoleczna/",
        (
            "Współpraca z organizacjami pozarządowymi, związkami wyznaniowymi i pracodawcami.",
            "kompleksowa pomoc dla osób i rodzin, które wymagają wsparcia",
        ),
        "współpracy z organizacjami pozarządowymi, związkami wyznaniowymi oraz pracodawcami w celach wypracowania "
        "kompleksowych form pomocy dla osób i rodzin wymagających wsparcia",
    ),
    Fact(
        "/",
        (
            "Przyznajemy i wypłacamy świadczenia.",
            "Prowadzimy pracę socjalną.",
            "Prowadzimy i rozwijamy potrzebną infrastrukturę socjalną.",
            "Badamy, skąd biorą się potrzeby i kto wymaga wsparcia.",
            "Wykonujemy zadania, które z tych potrzeb wynikają.",
            "Rozwijamy nowe formy pomocy i samopomocy.",
            "Współpracujemy z organizacjami pozarządowymi, związkami wyznaniowymi i pracodawcami",
        ),
        "Pomoc społeczna polega w szczególności na: (all seven points, in short)",
    ),
)

_CENTRE = (
    Fact(
        "/o-osrodku/",
        (
            "Miejski Ośrodek Pomocy Rodzinie w Kielcach",
            "uchwała nr X/79/90",
            "Miejskiej Rady Narodowej w Kielcach z dnia 1 marca 1990 roku",
            "jednostkę budżetową pod nazwą Miejski Ośrodek Pomocy Społecznej w Kielcach",
            "Uchwałę później zmieniano",
        ),
        "powołany został uchwałą Nr X/79/90 Miejskiej Rady Narodowej w Kielcach z dnia 1 marca 1990 roku "
        "w sprawie utworzenia "
        "jednostki budżetowej pod nazwą Miejski Ośrodek Pomocy Społecznej w Kielcach z późniejszymi zmianami",
    ),
    Fact("/", ("uchwała nr X/79/90", "z 1 marca 1990 r."), "uchwałą Nr X/79/90 … z dnia 1 marca 1990 roku (home page)"),
    Fact("/statut-i-akty/uchwala-x-79-90/", ("z późniejszymi zmianami",), "z późniejszymi zmianami"),
    Fact(
        "/o-osrodku/",
        ("ustawa z dnia 12 marca 2004 r. o pomocy społecznej",),
        "na podstawie ustawy z dnia 12 marca 2004 r. o pomocy społecznej",
    ),
    Fact(
        "/",
        ("ustawa z dnia 12 marca 2004 r. o pomocy społecznej",),
        "na podstawie ustawy z dnia 12 marca 2004 r. o pomocy społecznej",
    ),
    Fact(
        "/o-osrodku/",
        (
            "samodzielną jednostką organizacyjno-budżetową samorządu terytorialnego",
            "Podlega bezpośrednio Prezydentowi Miasta Kielce",
        ),
        "jest samodzielną jednostką organizacyjno-budżetową samorządu terytorialnego, podporządkowaną "
        "bezpośrednio Prezydentowi Miasta Kielce",
    ),
    Fact(
        "/o-osrodku/",
        (
            "zadania z zakresu pomocy społecznej",
            "zadania własne gminy i powiatu, obowiązkowe i fakultatywne",
            "zadania zlecone gminie i powiatowi z zakresu administracji rządowej",
        ),
        "zajmuje się działaniami z zakresu pomocy społecznej i realizuje zadania własne gminy i powiatu w "
        "zakresie pomocy społecznej "
        "o charakterze obowiązkowym, fakultatywnym, jak również zadania zlecone gminie i powiatowi z "
        "zakresu administracji rządowej",
    ),
    Fact(
        "/o-osrodku/",
        ("z budżetu miasta i budżetu państwa, zależnie od rodzaju zadań",),
        "ze względu na rodzaje zadań finansowany jest z budżetu miasta i budżetu państwa",
    ),
    Fact(
        "/bip/majatek/finanse/",
        ("z budżetu miasta i budżetu państwa",),
        "finansowany jest z budżetu miasta i budżetu państwa",
    ),
    Fact("/o-osrodku/", ("obszar miasta Kielce",), "terenem działalności Ośrodka jest obszar miasta Kielce"),
    Fact(
        "/bip/osrodek/dane-podstawowe/",
        (
            "Miejski Ośrodek Pomocy Rodzinie w Kielcach",
            "ul. Studzienna 2, 25-544 Kielce",
            "41 331 25 24",
            "41 368 50 77",
            "www.mopr.kielce.pl",
            "mopr@mopr.kielce.pl",
            "w sprawie utworzenia jednostki budżetowej pod nazwą Miejski Ośrodek Pomocy Społecznej w Kielcach",
            "z późniejszymi zmianami",
            "bezpośrednio Prezydentowi Miasta Kielce",
            "budżet miasta i budżet państwa",
            "obszar miasta Kielce",
        ),
        "the centre's data, together in the bulletin",
    ),
    Fact("/kontakt/", ("ul. Studzienna 2", "25-544 Kielce"), "Adres jednostki: ul. Studzienna 2, 25-544 Kielce"),
    Fact("/kontakt/", ("41 331 25 24",), "Telefon: 41 331 25 24"),
    Fact("/kontakt/", ("41 368 50 77",), "fax: 41 368 50 77"),
    Fact("/kontakt/", ("www.mopr.kielce.pl",), "Adres strony internetowej: www.mopr.kielce.pl"),
    Fact("/kontakt/", ("mopr@mopr.kielce.pl",), "Adres poczty elektronicznej: mopr@mopr.kielce.pl"),
)

_AMENDS = "w sprawie wprowadzenia zmian w Statucie Miejskiego Ośrodka Pomocy Rodzinie w Kielcach"

ACTS = (
    Act(
        "/statut-i-akty/uchwala-x-79-90/",
        "uchwała",
        "X/79/90",
        "1 marca 1990",
        "Miejska Rada Narodowa w Kielcach",
        "w sprawie utworzenia jednostki budżetowej pod nazwą Miejski Ośrodek Pomocy Społecznej w Kielcach",
        "tworzy Ośrodek",
        "uchwałą Nr X/79/90 Miejskiej Rady Narodowej w Kielcach z dnia 1 marca 1990 roku w sprawie "
        "utworzenia jednostki budżetowej "
        "pod nazwą Miejski Ośrodek Pomocy Społecznej w Kielcach",
    ),
    Act(
        "/statut-i-akty/uchwala-xxvii-508-2020/",
        "uchwała",
        "XXVII/508/2020",
        "23 kwietnia 2020",
        "Rada Miasta Kielce",
        "w sprawie nadania Statutu Miejskiemu Ośrodkowi Pomocy Rodzinie w Kielcach",
        "nadaje statut",
        "Uchwała nr XXVII/508/2020 Rady Miasta Kielce z dnia 23 kwietnia 2020 r. w sprawie nadania "
        "Statutu Miejskiemu Ośrodkowi "
        "Pomocy Rodzinie w Kielcach",
    ),
    Act(
        "/statut-i-akty/uchwala-xxxiv-682-2020/",
        "uchwała",
        "XXXIV/682/2020",
        "15 października 2020",
        "Rada Miasta Kielce",
        _AMENDS,
        "zmienia statut",
        f"Uchwała nr XXXIV/682/2020 Rady Miasta Kielce z dnia 15 października 2020 r. {_AMENDS}",
    ),
    Act(
        "/statut-i-akty/uchwala-lvi-1114-2022/",
        "uchwała",
        "LVI/1114/2022",
        "13 stycznia 2022",
        "Rada Miasta Kielce",
        _AMENDS,
        "zmienia statut",
        f"Uchwała nr LVI/1114/2022 Rady Miasta Kielce z dnia 13 stycznia 2022 r. {_AMENDS}",
    ),
    Act(
        "/statut-i-akty/uchwala-lx-1197-2022/",
        "uchwała",
        "LX/1197.2022",
        "21 kwietnia 2022",
        "",
        _AMENDS,
        "zmienia statut",
        f"Uchwała nr LX/1197.2022 z dnia 21 kwietnia 2022 r. {_AMENDS}",
    ),
    Act(
        "/statut-i-akty/uchwala-lxii-1242-2022/",
        "uchwała",
        "LXII/1242.2022",
        "9 czerwca 2022",
        "",
        _AMENDS,
        "zmienia statut",
        f"Uchwała nr LXII/1242.2022 z dnia 9 czerwca 2022 r. {_AMENDS}",
    ),
    Act(
        "/statut-i-akty/uchwala-lxvi-1331-2022/",
        "uchwała",
        "LXVI.1331/2022",
        "13 października 2022",
        "",
        _AMENDS,
        "zmienia statut",
        f"Uchwała nr LXVI.1331/2022 z dnia 13 października 2022 r. {_AMENDS}",
    ),
    Act(
        "/statut-i-akty/uchwala-lxix-1395-2022/",
        "uchwała",
        "LXIX/1395/2022",
        "1 grudnia 2022",
        "",
        _AMENDS,
        "zmienia statut",
        f"Uchwała nr LXIX/1395/2022 z dnia 1 grudnia 2022 r. {_AMENDS}",
    ),
    Act(
        "/statut-i-akty/zarzadzenie-70-2022/",
        "zarządzenie",
        "70/2022",
        "28 grudnia 2022",
        "",
        "w sprawie wprowadzenia Regulaminu Organizacyjnego Miejskiego Ośrodka Pomocy Rodzinie w Kielcach",
        "wprowadza regulamin",
        "Zarządzenie nr 70/2022 z dnia 28 grudnia 2022 r. w sprawie wprowadzenia Regulaminu "
        "Organizacyjnego Miejskiego Ośrodka "
        "Pomocy Rodzinie w Kielcach",
    ),
)

_STATUTE = (
    Fact(
        "/statut-i-akty/statut/",
        (
            "Statut Miejskiego Ośrodka Pomocy Rodzinie w Kielcach",
            *(act.number for act in ACTS if act.relation.endswith("statut")),
        ),
        "the seven resolutions on the statute, together on its page",
    ),
    Fact(
        "/statut-i-akty/regulamin-organizacyjny/",
        ("Regulamin Organizacyjny Miejskiego Ośrodka Pomocy Rodzinie w Kielcach", "70/2022"),
        "Regulaminu Organizacyjnego Miejskiego Ośrodka Pomocy Rodzinie w Kielcach",
    ),
    Fact(
        "/bip/decyzje/zarzadzenia/",
        ("Zarządzenie nr 70/2022", "28 grudnia 2022"),
        "Zarządzenie nr 70/2022 z dnia 28 grudnia 2022 r.",
    ),
)

# --- MOPR Kielce: the home page of 2017 (003) ---------------------------------------------------------------------

_SUMMER = "/programy/lato-w-miescie-2017/"
_FAMILY = "/programy/wspieranie-rodziny-2017-2019/"
_FOR_LIFE = "/programy/za-zyciem/"

_2017 = (
    Fact(
        "/",
        ("Serdecznie witamy", "Znajdą tu Państwo informacje, wskazówki i porady"),
        "Serdecznie witamy na stronie … Tu znajdziecie Państwo wszelkie informacje, wskazówki i porady.",
    ),
    Fact(
        "/",
        ("W czym możemy pomóc", "Wspieramy osoby i rodziny"),
        "Zapraszamy do zapoznania się z wszystkimi formami naszej działalności świadczonymi na rzecz osób "
        "potrzebujących.",
    ),
    Fact(_SUMMER, ("Lato w Mieście 2017", "lato 2017"), "Lato w Mieście 2017"),
    Fact(
        _SUMMER,
        ("dzieci i młodzież",),
        "Wiele atrakcji czeka na dzieci i młodzież w ramach tegorocznej akcji „Lato w Mieście”",
    ),
    Fact(
        _SUMMER,
        ("Urząd Miasta Kielce razem z instytucjami kultury, szkołami, klubami osiedlowymi i stowarzyszeniami",),
        "Urząd Miasta Kielce wraz z instytucjami kultury, szkołami, klubami osiedlowymi i "
        "stowarzyszeniami przygotował szereg ciekawych propozycji",
    ),
    Fact(
        _SUMMER,
        (
            "zajęcia plastyczne",
            "wspólne czytanie książek",
            "lekcje i warsztaty muzealne i taneczne",
            "spotkania w teatrze",
        ),
        "zajęcia plastyczne, wspólne czytanie książek, lekcje i warsztaty muzealne i taneczne, czy spotkania w teatrze",
    ),
    Fact(_SUMMER, ("zakończony",), "the year of the campaign is over, and the page says so"),
    Fact(
        "/aktualnosci/lato-w-miescie-2017/",
        ("2017", "wiele atrakcji"),
        "Lato w Mieście 2017, as the news it was",
    ),
    Fact(_FAMILY, ("2017–2019",), "Program Wspierania Rodziny 2017-2019"),
    Fact(
        _FAMILY,
        ("„Program Wspierania Rodziny i Rozwoju Pieczy Zastępczej dla Miasta Kielce na lata 2017–2019”",),
        "wdraża „Program Wspierania Rodziny i Rozwoju Pieczy Zastępczej dla Miasta Kielce na lata 2017-2019”",
    ),
    Fact(
        _FAMILY,
        ("Miejski Ośrodek Pomocy Rodzinie w Kielcach", "zadania pomocy społecznej miasta na prawach powiatu"),
        "Miejski Ośrodek Pomocy Rodzinie w Kielcach realizujący zadania pomocy społecznej miasta na prawach powiatu",
    ),
    Fact(
        _FAMILY,
        ("zaplanować i podjąć działania", "pomoc rodzinom naturalnym", "prawidłowe wypełnianie podstawowych funkcji"),
        "zaplanowanie i podjęcie działań w zakresie pomocy rodzinom naturalnym przeżywającym różnego typu "
        "trudności zakłócające lub "
        "uniemożliwiające prawidłowe wypełnianie podstawowych funkcji",
    ),
    Fact(
        _FAMILY, ("wspieranie rozwoju systemu pieczy zastępczej",), "oraz wspieranie rozwoju systemu pieczy zastępczej"
    ),
    Fact(
        _FAMILY,
        (
            "zmieniające się potrzeby i oczekiwania rodzin",
            "zmiany w organizacji pieczy zastępczej",
            "dopiero planowano",
        ),
        "odpowiedź na zmieniające się potrzeby i oczekiwania rodzin, a także na bieżące i planowane "
        "zmiany w organizacji pieczy zastępczej",
    ),
    Fact(_FAMILY, ("zakończony",), "the years of the programme are over, and the page says so"),
    Fact(
        "/aktualnosci/program-wspierania-rodziny-2017-2019/",
        ("2017", "wdraża"),
        "Program Wspierania Rodziny 2017-2019, as the news it was",
    ),
    Fact(
        _FOR_LIFE,
        (
            "rozwój sieci mieszkań chronionych",
            "wsparcie dla rodzin w obowiązkach domowych",
            "ułatwienia w zakładaniu spółdzielni socjalnych",
        ),
        "Rozwój sieci mieszkań chronionych, wsparcie dla rodzin w obowiązkach domowych czy ułatwienia w "
        "zakładaniu spółdzielni socjalnych",
    ),
    Fact(_FOR_LIFE, ("przyjęła Rada Ministrów",), "niektóre ze zmian przyjętych przez Radę Ministrów"),
    Fact(_FOR_LIFE, ("zmiany kilku ustaw",), "Realizacja programu wymaga nowelizacji kilku ustaw"),
    Fact(_FOR_LIFE, ("20 grudnia 2016",), "Ustanowiony 20 grudnia 2016 r. program „Za życiem”"),
    Fact(
        _FOR_LIFE,
        ("rodziny z osobami niepełnosprawnymi, w szczególności wychowujące niepełnosprawne dzieci",),
        "wspiera rodziny z osobami niepełnosprawnymi, a w szczególności wychowujące niepełnosprawne dzieci",
    ),
    Fact(
        _FOR_LIFE,
        ("Etap I", "Ustawa, którą przyjęła Rada Ministrów"),
        "Przyjęta przez Radę Ministrów ustawa jest I etapem realizacji tego programu",
    ),
    Fact(
        _FOR_LIFE,
        ("Etap II", "Kolejny projekt ustawy", "IV kwartał 2017 r."),
        "drugi etap – zostanie wprowadzony kolejnym projektem ustawy, której przyjęcie zaplanowano w IV kw. 2017 r.",
    ),
    Fact(
        _FOR_LIFE,
        ("W 2017 r. Ośrodek zapraszał do zapoznania się ze szczegółami zmian",),
        "zaprasza do zapoznania się ze szczegółami, jakie ważne zmiany w związku z programem „Za życiem” "
        "przyjęła Rada Ministrów?",
    ),
    Fact(_FOR_LIFE, ("2017",), "the description belongs to 2017, and the page says so"),
    Fact(
        "/aktualnosci/zmiany-w-programie-za-zyciem/",
        ("Zmiany w realizacji programu „Za życiem”", "2017"),
        "Zmiany w realizacji programu „Za życiem”",
    ),
)

FACTS = (*_ASSISTANCE, *_CENTRE, *_STATUTE, *_2017)
