"""What document 004 says about MOPS Kędzierzyn-Koźle, and where its site says it."""

from __future__ import annotations

from tests.demo.facts import Act, Fact, HistoryRow

# --- MOPS Kędzierzyn-Koźle: the bulletin article (004) ------------------------------------------------------------

ARTICLE = "/bip/osrodek/przedmiot-dzialalnosci/"
_ABOUT_PAGE = "/o-osrodku/"
_TASKS_PAGE = "/zadania/"
_LAWS_PAGE = "/podstawy-prawne/"

_CENTRE = (
    Fact(
        ARTICLE,
        (
            "samodzielną jednostką organizacyjną pomocy społecznej",
            "Nie posiada osobowości prawnej",
            "w formie jednostki budżetowej",
            "uchwały nr XI/59/90 Miejskiej Rady Narodowej w Kędzierzynie-Koźlu z dnia 28 lutego 1990 roku",
            "Terenem działania jest Gmina Kędzierzyn-Koźle",
            "Organizację, strukturę i zasady działania Ośrodka określa Regulamin organizacyjny",
            "Bezpośredni nadzór nad działalnością Ośrodka sprawuje Prezydent Miasta Kędzierzyn-Koźle",
        ),
        "Miejski Ośrodek Pomocy Społecznej w Kędzierzynie-Koźlu jest … (the first two paragraphs)",
    ),
    Fact(
        _ABOUT_PAGE,
        (
            "samodzielną jednostką organizacyjną pomocy społecznej",
            "Nie ma osobowości prawnej",
            "jako jednostka budżetowa",
        ),
        "samodzielną jednostką organizacyjną pomocy społecznej nie posiadającą osobowości prawnej, "
        "działającą w formie jednostki budżetowej",
    ),
    Fact(
        _ABOUT_PAGE,
        ("uchwały nr XI/59/90", "Miejskiej Rady Narodowej w Kędzierzynie-Koźlu z dnia 28 lutego 1990 roku"),
        "powołaną na mocy Uchwały Nr XI/59/90 Miejskiej Rady Narodowej w Kędzierzynie-Koźlu z dnia 28 lutego 1990 roku",
    ),
    Fact(
        "/",
        ("uchwała nr XI/59/90", "z 28 lutego 1990 r."),
        "Uchwały Nr XI/59/90 … z dnia 28 lutego 1990 roku (home page)",
    ),
    Fact(
        _ABOUT_PAGE, ("Terenem działania jest Gmina Kędzierzyn-Koźle",), "Terenem działania jest Gmina Kędzierzyn-Koźle"
    ),
    Fact(
        _ABOUT_PAGE,
        ("Organizację, strukturę i zasady działania Ośrodka określa Regulamin organizacyjny",),
        "Organizację, strukturę i zasady działania Ośrodka określa Regulamin organizacyjny",
    ),
    Fact(
        "/bip/osrodek/regulamin-organizacyjny/",
        ("Organizację, strukturę i zasady działania Ośrodka określa Regulamin organizacyjny",),
        "Organizację, strukturę i zasady działania Ośrodka określa Regulamin organizacyjny",
    ),
    Fact(
        _ABOUT_PAGE,
        ("Bezpośredni nadzór nad działalnością Ośrodka sprawuje Prezydent Miasta Kędzierzyn-Koźle",),
        "Bezpośredni nadzór nad działalnością Ośrodka sprawuje Prezydent Miasta Kędzierzyn-Koźle",
    ),
    Fact(
        "/struktura/",
        ("Prezydent Miasta Kędzierzyn-Koźle", "22"),
        "nadzór … Prezydent Miasta Kędzierzyn-Koźle; 22 komórki",
    ),
    Fact(
        _LAWS_PAGE,
        (
            "zadania własne gminy",
            "zadania zlecone z zakresu administracji rządowej",
            "Zgodnie ze stosownymi upoważnieniami Prezydenta Miasta Kędzierzyn-Koźle",
        ),
        "wykonuje zadania pomocy społecznej należące do zadań własnych gminy oraz zadania zlecone z "
        "zakresu administracji rządowej … "
        "a także - zgodnie ze stosownymi upoważnieniami Prezydenta Miasta Kędzierzyn-Koźle - zadania "
        "wynikające z ustaw",
    ),
    Fact(
        ARTICLE,
        (
            "zadań własnych gminy",
            "zadania zlecone z zakresu administracji rządowej",
            "Zgodnie ze stosownymi upoważnieniami Prezydenta Miasta Kędzierzyn-Koźle",
        ),
        "wykonuje zadania pomocy społecznej należące do zadań własnych gminy oraz zadania zlecone…",
    ),
)

NATIONAL_ACTS = (
    "z dnia 12 marca 2004 roku o pomocy społecznej",
    "z dnia 28 listopada 2003 roku o świadczeniach rodzinnych",
    "z dnia 7 września 2007 roku o pomocy osobom uprawnionym do alimentów",
    "z dnia 29 lipca 2005 roku o przeciwdziałaniu przemocy w rodzinie",
    "z dnia 9 czerwca 2011 roku o wspieraniu rodziny i systemie pieczy zastępczej",
    "z dnia 27 sierpnia 2004 roku o świadczeniach opieki zdrowotnej finansowanych ze środków publicznych",
    "z dnia 13 czerwca 2003 roku o zatrudnieniu socjalnym",
    "z dnia 20 kwietnia 2004 roku o promocji zatrudnienia i instytucjach rynku pracy",
    "z dnia 7 września 1991 roku o systemie oświaty",
)

_LAWS = tuple(Fact(path, (act,), f"ustawy {act}") for path in (_LAWS_PAGE, ARTICLE) for act in NATIONAL_ACTS)

ACTS = (
    Act(
        "/akty-prawne/uchwala-xi-59-90/",
        "uchwała",
        "XI/59/90",
        "28 lutego 1990",
        "Miejska Rada Narodowa w Kędzierzynie-Koźlu",
        "",
        "tworzy Ośrodek",
        "powołaną na mocy Uchwały Nr XI/59/90 Miejskiej Rady Narodowej w Kędzierzynie-Koźlu z dnia 28 lutego 1990 roku",
    ),
)

# Each point: the wording on the page of tasks, the wording in the bulletin's article, the wording of the source.
_TASK_POINTS = (
    # I. Zadania określone ustawą o pomocy społecznej obejmują w szczególności:
    (
        "przyznawanie i wypłacanie świadczeń, które przewiduje ustawa",
        "przyznawanie i wypłacanie świadczeń przewidzianych ustawą",
        "przyznawanie i wypłacanie przewidzianych ustawą świadczeń",
    ),
    ("praca socjalna", "pracę socjalną", "pracę socjalną"),
    (
        "analiza i ocena zjawisk, przez które ludzie potrzebują świadczeń z pomocy społecznej",
        "analizę i ocenę zjawisk, które rodzą zapotrzebowanie na świadczenia z pomocy społecznej",
        "analizę i ocenę zjawisk rodzących zapotrzebowanie na świadczenia z pomocy społecznej",
    ),
    (
        (
            "realizacja zadań, które wynikają z rozeznanych potrzeb społecznych, oraz rozwijanie nowych form "
            "pomocy społecznej "
            "i samopomocy tam, gdzie są potrzebne"
        ),
        (
            "realizację zadań wynikających z rozeznanych potrzeb społecznych oraz rozwijanie nowych form "
            "pomocy społecznej i samopomocy "
            "w ramach zidentyfikowanych potrzeb"
        ),
        (
            "realizację zadań wynikających z rozeznanych potrzeb społecznych, rozwijanie nowych form pomocy "
            "społecznej i samopomocy "
            "w ramach zidentyfikowanych potrzeb"
        ),
    ),
    (
        (
            "współpraca i współdziałanie w sprawach pomocy społecznej z organizacjami społecznymi i "
            "pozarządowymi, Kościołem Katolickim, "
            "innymi kościołami, związkami wyznaniowymi oraz osobami fizycznymi i prawnymi"
        ),
        (
            "współpracę i współdziałanie w zakresie pomocy społecznej z organizacjami społecznymi i "
            "pozarządowymi, Kościołem Katolickim, "
            "innymi kościołami, związkami wyznaniowymi oraz osobami fizycznymi i prawnymi"
        ),
        (
            "współpracę i współdziałanie z organizacjami społecznymi i pozarządowymi, Kościołem Katolickim, "
            "innymi kościołami, związkami "
            "wyznaniowymi oraz osobami fizycznymi i prawnymi w zakresie pomocy społecznej"
        ),
    ),
    # II. Zadania określone ustawą o przemocy w rodzinie:
    (
        "prowadzenie szeroko rozumianych działań profilaktycznych",
        "szeroko rozumiane działania profilaktyczne",
        "prowadzenie szeroko rozumianych działań profilaktycznych",
    ),
    (
        "ograniczanie problemu przemocy w rodzinie",
        "ograniczanie problemu przemocy w rodzinie",
        "ograniczanie problemu przemocy w rodzinie",
    ),
    (
        "prowadzenie działań edukacyjnych o zjawisku przemocy w rodzinie",
        "działania edukacyjne w zakresie zjawiska przemocy w rodzinie",
        "prowadzenie działań edukacyjnych w zakresie zjawiska przemocy w rodzinie",
    ),
    # III. Zadania określone ustawą o wspieraniu rodziny i systemie pieczy zastępczej:
    (
        "tworzenie i rozwój systemu opieki nad dzieckiem",
        "tworzenie i rozwój systemu opieki nad dzieckiem",
        "tworzenie oraz rozwój systemu opieki nad dzieckiem",
    ),
    (
        (
            "współfinansowanie pobytu dziecka w rodzinie zastępczej, rodzinnym domu dziecka albo placówce "
            "opiekuńczo-wychowawczej"
        ),
        (
            "współfinansowanie pobytu dziecka w rodzinie zastępczej, rodzinnym domu dziecka lub placówce "
            "opiekuńczo-wychowawczej"
        ),
        (
            "współfinansowanie pobytu dziecka w rodzinie zastępczej, rodzinnym domu dziecka, placówce "
            "opiekuńczo-wychowawczej"
        ),
    ),
    (
        "umożliwianie asystentom rodziny podnoszenia kwalifikacji",
        "tworzenie możliwości podnoszenia kwalifikacji przez asystentów rodziny",
        "tworzenie możliwości podnoszenia kwalifikacji przez asystentów rodziny",
    ),
    (
        "realizacja 3-letnich gminnych programów wspierania rodziny",
        "realizacja 3-letnich gminnych programów wspierania rodziny",
        "realizacja 3 letnich gminnych programów wspierania rodziny",
    ),
    (
        "sporządzanie sprawozdań rzeczowo-finansowych",
        "sporządzanie sprawozdań rzeczowo-finansowych",
        "sporządzanie sprawozdań rzeczowo-finansowych",
    ),
    (
        "prowadzenie placówki wsparcia dziennego",
        "prowadzenie placówki wsparcia dziennego",
        "prowadzenie placówki wsparcia dziennego",
    ),
    # IV. Zadania określone ustawą o świadczeniach rodzinnych obejmują w szczególności: Przyznawanie oraz wypłata …
    (
        "zasiłków rodzinnych wraz z dodatkami",
        "zasiłków rodzinnych wraz z dodatkami",
        "zasiłków rodzinnych wraz z dodatkami",
    ),
    ("zasiłków pielęgnacyjnych", "zasiłków pielęgnacyjnych", "zasiłków pielęgnacyjnych"),
    ("świadczeń pielęgnacyjnych", "świadczeń pielęgnacyjnych", "świadczeń pielęgnacyjnych"),
    (
        "jednorazowej zapomogi z tytułu urodzenia dziecka",
        "jednorazowej zapomogi z tytułu urodzenia dziecka",
        "jednorazowej zapomogi z tytułu urodzenia dziecka",
    ),
    # V. Zadania określone ustawą o pomocy osobom uprawnionym do alimentów obejmują w szczególności:
    (
        "działania, które Ośrodek podejmuje wobec dłużników alimentacyjnych",
        "działania podejmowane wobec dłużników alimentacyjnych",
        "działania podejmowane wobec dłużników alimentacyjnych",
    ),
    # VI. Zadania określone ustawą o systemie oświaty: Przyznawanie pomocy materialnej o charakterze socjalnym:
    ("stypendiów szkolnych", "stypendiów szkolnych", "stypendia szkolne"),
    ("zasiłków szkolnych", "zasiłków szkolnych", "zasiłki szkolne"),
)

_TASK_GROUPS = (
    Fact(
        _TASKS_PAGE,
        ("I. Pomoc społeczna", "Z ustawy o pomocy społecznej"),
        "I. Zadania określone ustawą o pomocy społecznej",
    ),
    Fact(
        _TASKS_PAGE,
        ("II. Przemoc w rodzinie", "Z ustawy o przemocy w rodzinie"),
        "II. Zadania określone ustawą o przemocy w rodzinie",
    ),
    Fact(
        _TASKS_PAGE,
        ("III. Wspieranie rodziny i piecza zastępcza", "Z ustawy o wspieraniu rodziny i systemie pieczy zastępczej"),
        "III. Zadania określone ustawą o wspieraniu rodziny i systemie pieczy zastępczej",
    ),
    Fact(
        _TASKS_PAGE,
        ("IV. Świadczenia rodzinne", "Z ustawy o świadczeniach rodzinnych", "przyznawanie i wypłata"),
        "IV. Zadania określone ustawą o świadczeniach rodzinnych … Przyznawanie oraz wypłata świadczeń "
        "rodzinnych w tym",
    ),
    Fact(
        _TASKS_PAGE,
        ("V. Pomoc osobom uprawnionym do alimentów",),
        "V. Zadania określone ustawą o pomocy osobom uprawnionym do alimentów",
    ),
    Fact(
        _TASKS_PAGE,
        ("Z ustawy o systemie oświaty", "pomocy materialnej o charakterze socjalnym"),
        "VI. Zadania określone ustawą o systemie oświaty: Przyznawanie pomocy materialnej o charakterze socjalnym",
    ),
    Fact(
        ARTICLE,
        (
            "Zadania określone ustawą o pomocy społecznej",
            "Zadania określone ustawą o przemocy w rodzinie",
            "Zadania określone ustawą o wspieraniu rodziny i systemie pieczy zastępczej",
            "Zadania określone ustawą o świadczeniach rodzinnych",
            "Zadania określone ustawą o pomocy osobom uprawnionym do alimentów",
            "Zadania określone ustawą o systemie oświaty",
        ),
        "I–VI. Zadania określone ustawą… (six groups)",
    ),
)

_TASKS = (
    *_TASK_GROUPS,
    *(Fact(_TASKS_PAGE, (plain,), source) for plain, _official, source in _TASK_POINTS),
    *(Fact(ARTICLE, (official,), source) for _plain, official, source in _TASK_POINTS),
)

_STRUCTURE = "/struktura/"
_DEPARTMENT = f"{_STRUCTURE}dzial-pomocy-srodowiskowej/"
_SERVICES_TEAM = f"{_DEPARTMENT}zespol-ds-uslug-socjalnych/"
_WORK_TEAM = f"{_DEPARTMENT}zespol-ds-pracy-socjalnej/"

# "Działy Ośrodka": the 22 units by their numbers, in the order of the source.
UNITS = {
    1: (_DEPARTMENT, "Dział Pomocy Środowiskowej"),
    2: (f"{_STRUCTURE}dzial-uslug-opiekunczych/", "Dział Usług Opiekuńczych"),
    3: (f"{_STRUCTURE}dzial-swiadczen/", "Dział Świadczeń"),
    4: (f"{_STRUCTURE}dzial-ksiegowosci/", "Dział Księgowości"),
    5: (f"{_STRUCTURE}dzial-administracyjny/", "Dział Administracyjny"),
    6: (
        f"{_STRUCTURE}dzial-swiadczen-rodzinnych-i-pomocy-alimentacyjnej/",
        "Dział Świadczeń Rodzinnych i Pomocy Alimentacyjnej",
    ),
    7: (f"{_STRUCTURE}dom-dziennego-pobytu-nr-1/", "Dom Dziennego Pobytu Nr 1"),
    8: (f"{_STRUCTURE}dom-dziennego-pobytu-nr-2/", "Dom Dziennego Pobytu Nr 2"),
    9: (f"{_STRUCTURE}dom-dziennego-pobytu-nr-3/", "Dom Dziennego Pobytu Nr 3"),
    10: (f"{_STRUCTURE}dom-dziennego-pobytu-nr-4/", "Dom Dziennego Pobytu Nr 4"),
    11: (f"{_STRUCTURE}dom-dziennego-pobytu-nr-5/", "Dom Dziennego Pobytu Nr 5"),
    12: (f"{_STRUCTURE}osrodek-wsparcia-dziennego/", "Ośrodek Wsparcia Dziennego dla Osób z Zespołem Otępiennym"),
    13: (f"{_STRUCTURE}mieszkania-chronione/", "Mieszkania Chronione"),
    14: (f"{_STRUCTURE}radca-prawny/", "Radca Prawny"),
    15: (f"{_STRUCTURE}sluzba-bhp/", "Służba BHP"),
    16: (
        f"{_STRUCTURE}stanowisko-ds-zamowien-publicznych/",
        "Samodzielne stanowisko ds. zamówień publicznych i kontroli zarządczej",
    ),
    17: (f"{_STRUCTURE}inspektor-ochrony-danych/", "Inspektor Ochrony Danych"),
    18: (f"{_STRUCTURE}klub-integracji-spolecznej/", "Klub Integracji Społecznej"),
    19: (f"{_STRUCTURE}placowka-wsparcia-dziennego/", "Placówka Wsparcia Dziennego wraz z filiami"),
    20: (f"{_STRUCTURE}stanowisko-ds-projektow/", "Samodzielne stanowisko ds. projektów"),
    21: (f"{_STRUCTURE}gminne-centrum-seniora/", "Gminne Centrum Seniora"),
    22: (f"{_STRUCTURE}centrum-organizacji-pozarzadowych/", "Centrum Organizacji Pozarządowych i Wolontariatu"),
}

# "Dział Pomocy Środowiskowej – w strukturę którego wchodzą": (letter, path, name, path of the unit it belongs to).
PARTS = (
    ("a)", _SERVICES_TEAM, "Zespół ds. usług socjalnych", _DEPARTMENT),
    (
        "",
        f"{_SERVICES_TEAM}sekcja-ds-uslug-socjalnych-dla-rodzin/",
        "Sekcja ds. usług socjalnych dla rodzin",
        _SERVICES_TEAM,
    ),
    (
        "",
        f"{_SERVICES_TEAM}sekcja-ds-pomocy-instytucjonalnej-i-srodowiskowej/",
        "Sekcja ds. pomocy instytucjonalnej i środowiskowej",
        _SERVICES_TEAM,
    ),
    ("b)", _WORK_TEAM, "Zespół ds. pracy socjalnej", _DEPARTMENT),
    ("", f"{_WORK_TEAM}stanowisko-ds-pierwszego-kontaktu/", "stanowisko ds. pierwszego kontaktu", _WORK_TEAM),
    ("", f"{_WORK_TEAM}stanowisko-ds-bezdomnosci/", "stanowisko ds. bezdomności", _WORK_TEAM),
    (
        "c)",
        f"{_DEPARTMENT}zespol-ds-swiadczen-przyznawanych-decyzja/",
        "Zespół ds. świadczeń przyznawanych decyzją",
        _DEPARTMENT,
    ),
    (
        "d)",
        f"{_DEPARTMENT}stanowisko-ds-przeciwdzialania-przemocy-w-rodzinie/",
        "Stanowisko ds. przeciwdziałania przemocy w rodzinie",
        _DEPARTMENT,
    ),
)

_UNITS = (
    *(Fact(path, (name,), f"{number}. {name}") for number, (path, name) in UNITS.items()),
    *(Fact(ARTICLE, (name,), f"{number}. {name}") for number, (_path, name) in UNITS.items()),
    *(Fact(path, (name,), f"{letter} {name}".strip()) for letter, path, name, _parent in PARTS),
    *(Fact(parent, (name,), f"{letter} {name}".strip()) for letter, _path, name, parent in PARTS),
    *(Fact(_STRUCTURE, (name,), f"{letter} {name}".strip()) for letter, _path, name, _parent in PARTS),
    *(
        Fact(ARTICLE, (f"{letter} {name}".strip(),), f"{letter} {name}".strip())
        for letter, _path, name, _parent in PARTS
    ),
    Fact(
        ARTICLE,
        ("Ośrodek tworzą następujące komórki organizacyjne",),
        "Miejski Ośrodek Pomocy Społecznej tworzą następujące komórki organizacyjne",
    ),
)

FACTS = (*_CENTRE, *_LAWS, *_TASKS, *_UNITS)

# The article's change register (Opis zmian, Data, Osoba), oldest first as printed.
HISTORY_PATH = f"{ARTICLE}historia/?widok=wszystkie"  # without it, bursts of one person are folded

_CREATED = "Artykuł został utworzony."
_CHANGED = "Artykuł został zmieniony."

HISTORY = (
    HistoryRow(_CREATED, "8 kwietnia 2018", "17:40", "Leszek Grün", "niedziela, 08 kwiecień 2018 17:40 Leszek Grün"),
    HistoryRow(_CHANGED, "9 kwietnia 2018", "11:40", "Leszek Grün", "poniedziałek, 09 kwiecień 2018 11:40 Leszek Grün"),
    HistoryRow(_CHANGED, "4 sierpnia 2020", "17:38", "Laura Walczyk", "wtorek, 04 sierpień 2020 17:38 Laura Walczyk"),
    HistoryRow(
        _CHANGED, "29 stycznia 2021", "13:06", "Klaudia Wojdyła", "piątek, 29 styczeń 2021 13:06 Klaudia Wojdyła"
    ),
    HistoryRow(
        _CHANGED, "29 stycznia 2021", "13:07", "Klaudia Wojdyła", "piątek, 29 styczeń 2021 13:07 Klaudia Wojdyła"
    ),
    HistoryRow(
        _CHANGED, "29 stycznia 2021", "13:09", "Klaudia Wojdyła", "piątek, 29 styczeń 2021 13:09 Klaudia Wojdyła"
    ),
    HistoryRow(
        _CHANGED, "29 stycznia 2021", "13:10", "Klaudia Wojdyła", "piątek, 29 styczeń 2021 13:10 Klaudia Wojdyła"
    ),
    HistoryRow(
        _CHANGED, "29 stycznia 2021", "13:15", "Klaudia Wojdyła", "piątek, 29 styczeń 2021 13:15 Klaudia Wojdyła"
    ),
    HistoryRow(
        _CHANGED, "29 stycznia 2021", "13:16", "Klaudia Wojdyła", "piątek, 29 styczeń 2021 13:16 Klaudia Wojdyła"
    ),
    HistoryRow(
        _CHANGED, "29 stycznia 2021", "13:17", "Klaudia Wojdyła", "piątek, 29 styczeń 2021 13:17 Klaudia Wojdyła"
    ),
    HistoryRow(
        _CHANGED, "29 stycznia 2021", "13:19", "Klaudia Wojdyła", "piątek, 29 styczeń 2021 13:19 Klaudia Wojdyła"
    ),
    HistoryRow(
        _CHANGED, "29 stycznia 2021", "13:20", "Klaudia Wojdyła", "piątek, 29 styczeń 2021 13:20 Klaudia Wojdyła"
    ),
    HistoryRow(
        _CHANGED, "29 stycznia 2021", "13:24", "Klaudia Wojdyła", "piątek, 29 styczeń 2021 13:24 Klaudia Wojdyła"
    ),
    HistoryRow(
        _CHANGED, "29 stycznia 2021", "13:29", "Klaudia Wojdyła", "piątek, 29 styczeń 2021 13:29 Klaudia Wojdyła"
    ),
    HistoryRow(_CHANGED, "24 marca 2021", "22:25", "Marcin Piątek", "środa, 24 marzec 2021 22:25 Marcin Piątek"),
    HistoryRow(_CHANGED, "24 marca 2021", "22:25", "Marcin Piątek", "środa, 24 marzec 2021 22:25 Marcin Piątek"),
    HistoryRow(_CHANGED, "24 marca 2021", "22:30", "Marcin Piątek", "środa, 24 marzec 2021 22:30 Marcin Piątek"),
    HistoryRow(_CHANGED, "24 marca 2021", "22:32", "Marcin Piątek", "środa, 24 marzec 2021 22:32 Marcin Piątek"),
    HistoryRow(_CHANGED, "24 marca 2021", "22:33", "Marcin Piątek", "środa, 24 marzec 2021 22:33 Marcin Piątek"),
    HistoryRow(_CHANGED, "24 marca 2021", "22:34", "Marcin Piątek", "środa, 24 marzec 2021 22:34 Marcin Piątek"),
    HistoryRow(
        _CHANGED, "23 lutego 2022", "8:20", "Agnieszka Adamczyk", "środa, 23 luty 2022 08:20 Agnieszka Adamczyk"
    ),
)

# --- What no page may claim: the sources don't give it ------------------------------------------------------------

# Kędzierzyn-Koźle's document has no phone, e-mail or postal address; a made-up one would look like these.
CONTACT_MARKS = ("tel:", "mailto:", "47-2")
