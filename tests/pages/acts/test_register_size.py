"""The register costs as many queries for five thousand acts as for ten."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from tests.factories import make_centre, reader_of
from tests.pages.acts.planting import plant_register

MOST_QUERIES = 12
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
