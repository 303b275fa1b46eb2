"""The register, and each act in it on a day, cost as many queries among five thousand acts as among ten."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from wagtail.models import Site

from history.models import VersionContent
from pages.acts.models import ActRegisterPage, RelationKind
from tests.factories import make_centre, reader_of
from tests.pages.acts.making import add_resolution, add_statute, add_text, amends, does
from tests.pages.acts.planting import plant_register

MOST_QUERIES = 13
ASKED = [
    "",
    "?strona=2",
    "?q=zmiany",
    "?q=1/2010",
    "?year=2010",
    "?kind=ordinance",
    "?issuer=not_given",
    "?status=in_force",
    "?status=not_established&year=2010&kind=resolution&q=statucie",
    "?year=abc",
    "akty.csv",
    "akty.json",
    "akty.atom",
    "akty.atom?year=2010",
]


def queries(client: Client, asked: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/akty/{asked}")
    return len(captured)


def add_amended_statute(register: ActRegisterPage) -> None:
    """A statute among all the others, published with its amendments and texts; one amendment isn't worked in."""
    statute = add_statute(register, "Statut Domu Pomocy", "statut-domu")
    add_resolution(register, "CI/1/2020", "2020-04-23", does(RelationKind.GRANTS, statute))
    worked_in = add_resolution(register, "CII/2/2021", "2021-04-23", amends(statute))
    add_text(statute, "pierwszy", [], [("1", "Dom ma pięć działów.")])
    add_text(statute, "drugi", [worked_in], [("1", "Dom ma sześć działów.")])
    add_resolution(register, "CIII/3/2022", "2022-04-23", amends(statute))


@pytest.fixture
def many(db: None) -> Site:
    site = make_centre()
    plant_register(site.root_page, 5000)
    return site


def test_the_list_each_filter_and_each_file_cost_the_same_for_five_thousand_acts(many: Site) -> None:
    few = make_centre("malo.localhost")
    plant_register(few.root_page, 10)
    one, other = reader_of(few), reader_of(many)
    queries(one, "")  # what is read once per process
    counts = {asked: (queries(one, asked), queries(other, asked)) for asked in ASKED}
    assert all(counts[asked][1] <= MOST_QUERIES for asked in ASKED), counts
    counts.pop("?strona=2")  # ten acts have no second page
    assert all(small == large for small, large in counts.values()), counts


def test_five_thousand_acts_are_all_there(many: Site) -> None:
    client = reader_of(many)
    acts = client.get("/akty/akty.json").json()["acts"]
    assert len(acts) == 5000
    assert acts[0]["kind"] == "statute"
    adopted = [act["adopted_on"] for act in acts[1:]]
    assert adopted == sorted(adopted, reverse=True)
    assert sum(relation["missing_from_text"] for act in acts for relation in act["relations"]) == 2499
    assert client.get("/akty/?strona=50").status_code == 200
    assert client.get("/akty/?strona=51").status_code == 404


DAYS = [("2021-04-22", "Dom ma pięć działów.", 0), ("2022-04-22", "sześć", 0), ("2022-04-23", "sześć", 1)]


def test_a_day_by_either_clock_costs_the_same_among_five_thousand_acts_and_their_versions(many: Site) -> None:
    few = make_centre("malo.localhost")
    plant_register(few.root_page, 10)
    for site in (few, many):
        add_amended_statute(ActRegisterPage.objects.get(path__startswith=site.root_page.path))
    kept = VersionContent.objects.filter(version__object__journal__site=many, fields__has_key="relations")
    assert kept.count() > 5000
    one, other = reader_of(few), reader_of(many)
    queries(one, f"statut-domu/na-dzien/{DAYS[0][0]}/")  # what is read once per process
    for day, says, lacks in DAYS:
        for clock in ("", f"?wedlug={localdate().isoformat()}"):
            asked = f"statut-domu/na-dzien/{day}/{clock}"
            answer = other.get(f"/akty/{asked}")
            assert answer.status_code == 200
            assert says in answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
            assert len(answer.context["reading"].pending) == lacks
            assert bool(answer.context["reading"].known_on) == bool(clock)
            assert queries(one, asked) == queries(other, asked) <= MOST_QUERIES, asked


def test_a_day_of_the_act_that_all_the_others_amend_costs_the_same(many: Site) -> None:
    few = make_centre("malo.localhost")
    plant_register(few.root_page, 10)
    one, other = reader_of(few), reader_of(many)
    asked = "statut/na-dzien/2026-12-15/"
    queries(one, asked)  # what is read once per process
    assert len(other.get(f"/akty/{asked}").context["reading"].pending) == 2499
    assert queries(one, asked) == queries(other, asked) <= MOST_QUERIES
