"""The tree of units: its branches, its order, and what a reader never sees of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from pages.organisation.models import OrganisationPage, UnitKind, UnitPage, unit_groups, unit_tree
from tests.factories import add_page, make_centre, reader_of


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def structure(site: Site) -> OrganisationPage:
    return add_page(site.root_page, OrganisationPage(title="Struktura", slug="struktura"))


def unit(
    parent: OrganisationPage | UnitPage, title: str, kind: str = UnitKind.DEPARTMENT, **fields: object
) -> UnitPage:
    return add_page(parent, UnitPage(title=title, kind=kind, **fields))


def test_units_nest_in_the_order_of_the_tree(structure: OrganisationPage) -> None:
    first = unit(structure, "Dział A", number=1)
    unit(structure, "Dział B", number=2)
    team = unit(first, "Zespół", UnitKind.TEAM)
    unit(team, "Sekcja", UnitKind.SECTION)
    tree = unit_tree(structure)
    assert [node.page.title for node in tree] == ["Dział A", "Dział B"]
    assert tree[0].children[0].children[0].page.title == "Sekcja"


def test_every_kind_of_unit_has_its_branch(structure: OrganisationPage) -> None:
    for kind in UnitKind:
        unit(structure, f"Komórka {kind}", kind)
    groups = unit_groups(unit_tree(structure))
    assert sum(len(group.units) for group in groups) == len(UnitKind)
    assert "1 komórka" in {group.note for group in groups}


def test_a_withdrawn_unit_takes_its_parts_along(site: Site, structure: OrganisationPage) -> None:
    department = unit(structure, "Dział tajny")
    unit(department, "Zespół tajny", UnitKind.TEAM)
    UnitPage.objects.filter(pk=department.pk).update(live=False)
    page = reader_of(site).get("/struktura/").content.decode()
    assert "tajny" not in page


def test_a_unit_names_its_place(site: Site, structure: OrganisationPage) -> None:
    department = unit(structure, "Dział Świadczeń", number=3)
    unit(structure, "Dział Księgowości", number=4)
    team = unit(department, "Zespół", UnitKind.TEAM)
    page = reader_of(site).get(department.local_url).content.decode()
    assert "pozycja 3 w" in page.replace("\u00a0", " ")
    assert "Dział Księgowości" in page
    assert department.local_url in reader_of(site).get(team.local_url).content.decode()


def test_the_chart_costs_the_same_for_any_number_of_units(site: Site, structure: OrganisationPage) -> None:
    def grow_by(count: int) -> int:
        for _ in range(count):
            unit(unit(structure, "Dział"), "Zespół", UnitKind.TEAM)
        client = reader_of(site)
        client.get("/struktura/")  # what is read once per process
        with CaptureQueriesContext(connection) as queries:
            client.get("/struktura/")
        return len(queries)

    assert grow_by(1) == grow_by(10)
