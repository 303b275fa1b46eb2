"""Acts as linked data: JSON-LD in the words of schema.org, on the pages of acts, texts and days."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Site

from pages.acts.dossier import Dossier
from pages.acts.linked_data import as_script, legal_force
from pages.acts.models import ActKind, ActPage, ActRegisterPage, ActRelation, ExpressionPage, LegalValue, RelationKind
from pages.acts.models.expression import IncorporatedAct
from pages.core.dates import PartialDate
from tests.factories import add_page, publish_again, reader_of
from tests.pages.acts.dossiers import effect, provision, resolution, statute

VOCABULARY = json.loads((Path(__file__).parent / "data" / "schema_org.json").read_text())
HOST = "http://gops.localhost:8000"
TODAY = date(2024, 5, 6)
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def linked_data(client: Client, address: str) -> dict[str, Any]:
    """The one block of JSON-LD of a page, after its vocabulary was checked."""
    [found] = SCRIPT.findall(client.get(address).content.decode())
    node = json.loads(found)
    assert node["@context"] == ["https://schema.org", {"eli": "http://data.europa.eu/eli/ontology#"}]
    assert list(unknown_terms({name: value for name, value in node.items() if name != "@context"})) == []
    return node


def properties_of(kind: str) -> set[str]:
    known = VOCABULARY["types"][kind]
    return set(known["properties"]).union(*(properties_of(wider) for wider in known["under"]))


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def unknown_terms(node: dict[str, Any]) -> Iterator[str]:
    """Properties that schema.org's types or ELI don't have, and types that neither has, in a node and all below it."""
    if "@value" in node:
        return
    terms = [*listed(node["@type"]), *(name for name in node if not name.startswith("@"))]
    kinds = [kind for kind in listed(node["@type"]) if not kind.startswith("eli:")]
    known = {f"eli:{name}" for name in VOCABULARY["eli"]}.union(kinds, *(properties_of(kind) for kind in kinds))
    yield from (term for term in terms if term not in known)
    inverse = node.get("@reverse", {})
    yield from inverse.keys() - properties_of("Legislation")
    for value in [*node.values(), *inverse.values()]:
        for item in listed(value):
            if isinstance(item, dict) and item is not inverse:
                yield from unknown_terms(item)


@pytest.fixture
def act(register: ActRegisterPage) -> ActPage:
    """A statute of which no day is known."""
    return add_page(register, ActPage(title="Statut GOPS", slug="statut", kind=ActKind.STATUTE))


def resolved(register: ActRegisterPage, number: str, **fields: Any) -> ActPage:
    fields = {"kind": ActKind.RESOLUTION, "adopted_on": PartialDate(2022, 4, 21), "title": "Uchwała", **fields}
    return add_page(register, ActPage(number=number, slug=number.lower().replace("/", "-"), **fields))


def related(source: ActPage, kind: str, target: ActPage | None, **fields: Any) -> None:
    source.relations.add(ActRelation(kind=kind, target=target, **fields))
    publish_again(source)


def worded(act: ActPage, slug: str, *changes: ActPage, **fields: Any) -> ExpressionPage:
    page = ExpressionPage(title=f"Tekst {slug}", slug=slug, text=[provision("1", f"Tekst {slug}.")], **fields)
    page.incorporated = [IncorporatedAct(act=change) for change in changes]
    return add_page(act, page)


def test_an_act_of_unknown_days_says_only_what_is_known(site: Site, act: ActPage) -> None:
    node = linked_data(reader_of(site), act.local_url)
    assert node["@type"] == ["Legislation", "eli:LegalResource"]
    assert (node["@id"], node["name"], node["inLanguage"]) == (f"{HOST}{act.local_url}", "Statut GOPS", "pl")
    assert node["legislationType"] == "statut"
    silent = ("legislationLegalForce", "legislationDate", "datePublished", "legislationDateOfApplicability")
    assert not {*silent, "legislationPassedBy", "encoding", "workExample"} & node.keys()
    assert not any(name.startswith("eli:") for name in node)


def test_an_act_tells_its_days_its_body_and_its_authentic_file(site: Site, register: ActRegisterPage) -> None:
    document = get_document_model().objects.create(title="Uchwała", file=ContentFile(b"%PDF-1.7 akt", "uchwala.pdf"))
    page = resolved(
        register,
        "II/7/2022",
        issuer="Rada Gminy",
        subject="w sprawie statutu",
        promulgated_on=PartialDate(2022, 4, 30),
        in_force_from=PartialDate(2022, 5, 14),
        in_force_basis="§ 3.",
        eli_uri="https://eli.example/2022/12",
        original=document,
    )
    node = linked_data(reader_of(site), page.local_url)
    assert node["legislationIdentifier"] == ["II/7/2022", "https://eli.example/2022/12"]
    assert node["legislationPassedBy"]["name"] == "Rada Gminy"
    assert (node["legislationDate"], node["datePublished"]) == ("2022-04-21", "2022-04-30")
    assert node["legislationDateOfApplicability"] == node["eli:first_date_entry_in_force"]["@value"] == "2022-05-14"
    assert node["legislationLegalForce"] == "https://schema.org/InForce"
    file = node["encoding"]
    assert file["contentUrl"].startswith(f"{HOST}/documents/")
    assert (file["encodingFormat"], file["contentSize"], len(file["sha256"])) == ("application/pdf", "12 B", 64)
    assert file["legislationLegalValue"] == "https://schema.org/AuthoritativeLegalValue"
    html = reader_of(site).get(page.local_url).content.decode()
    assert '<link rel="cite-as" href="https://eli.example/2022/12">' in html


def test_a_day_known_in_part_is_absent(site: Site, register: ActRegisterPage) -> None:
    page = resolved(register, "II/7/2022", adopted_on=PartialDate(2022, 4), promulgated_on=PartialDate(2022))
    node = linked_data(reader_of(site), page.local_url)
    assert not {"legislationDate", "datePublished", "legislationLegalForce"} & node.keys()


@pytest.mark.parametrize(
    ("kind", "fields", "name"),
    [
        (RelationKind.AMENDS, {}, "legislationAmends"),
        (RelationKind.CORRECTS, {}, "legislationCorrects"),
        (RelationKind.REPEALS, {}, "legislationRepeals"),
        (RelationKind.REPEALS, {"provisions": "§ 1"}, "legislationAmends"),
        (RelationKind.ANNULS, {}, "legislationChanges"),
        (RelationKind.CONSOLIDATES, {}, "legislationConsolidates"),
    ],
)
def test_a_relation_is_told_from_both_ends(
    site: Site, register: ActRegisterPage, act: ActPage, kind: str, fields: dict[str, str], name: str
) -> None:
    source = resolved(register, "II/7/2022")
    related(source, kind, act, **fields)
    [target] = linked_data(reader_of(site), source.local_url)[name]
    assert target == {"@type": "Legislation", "@id": f"{HOST}{act.local_url}", "name": "Statut GOPS"}
    [back] = linked_data(reader_of(site), act.local_url)["@reverse"][name]
    assert (back["@id"], back["legislationIdentifier"]) == (f"{HOST}{source.local_url}", "II/7/2022")


def test_a_statute_is_based_on_the_act_that_gave_it(site: Site, register: ActRegisterPage, act: ActPage) -> None:
    source = resolved(register, "II/7/2022")
    related(source, RelationKind.GRANTS, act)
    assert linked_data(reader_of(site), act.local_url)["isBasedOn"][0]["legislationIdentifier"] == "II/7/2022"
    assert linked_data(reader_of(site), source.local_url)["@reverse"]["isBasedOn"][0]["name"] == "Statut GOPS"


def test_an_act_elsewhere_has_its_own_address_and_a_centre_is_no_act(site: Site, register: ActRegisterPage) -> None:
    source = resolved(register, "II/7/2022")
    related(source, RelationKind.REPEALS, None, text="uchwała nr I/1/2000", url="https://eli.example/1")
    related(source, RelationKind.CREATES, None, text="Ośrodek")
    node = linked_data(reader_of(site), source.local_url)
    [there] = node["legislationRepeals"]
    assert there == {"@type": "Legislation", "@id": "https://eli.example/1", "name": "uchwała nr I/1/2000"}
    assert "Ośrodek" not in json.dumps({**node, "sdPublisher": None}, ensure_ascii=False)


def test_a_withdrawn_act_is_named_nowhere(site: Site, register: ActRegisterPage, act: ActPage) -> None:
    source = resolved(register, "II/7/2022")
    related(source, RelationKind.AMENDS, act)
    source.unpublish()
    assert "II/7/2022" not in json.dumps(linked_data(reader_of(site), act.local_url))


def test_a_text_is_a_version_of_its_act(site: Site, register: ActRegisterPage, act: ActPage) -> None:
    giving, change = resolved(register, "II/7/2022"), resolved(register, "III/9/2022")
    related(giving, RelationKind.GRANTS, act)
    related(change, RelationKind.AMENDS, act, effective_from=PartialDate(2022, 6, 1), effective_basis="§ 2.")
    first, second = worded(act, "pierwszy", legal_value=LegalValue.ORIGINAL), worded(act, "drugi", change)
    node = linked_data(reader_of(site), second.local_url)
    assert node["@type"] == ["Legislation", "eli:LegalExpression"]
    assert node["exampleOfWork"]["@id"] == f"{HOST}{act.local_url}"
    assert node["legislationDateVersion"] == "2022-06-01"
    assert [one["legislationIdentifier"] for one in node["legislationConsolidates"]] == ["II/7/2022", "III/9/2022"]
    assert [(one["encodingFormat"], one["contentUrl"]) for one in node["encoding"]] == [
        ("application/akn+xml", f"{HOST}{second.local_url}akoma-ntoso.xml"),
        ("text/html", f"{HOST}{second.local_url}jeden-plik.html"),
    ]
    assert {one["legislationLegalValue"] for one in node["encoding"]} == {"https://schema.org/UnofficialLegalValue"}
    original = linked_data(reader_of(site), first.local_url)
    assert {one["legislationLegalValue"] for one in original["encoding"]} == {"https://schema.org/OfficialLegalValue"}
    assert not {"legislationDateVersion", "legislationConsolidates"} & original.keys()
    examples = linked_data(reader_of(site), act.local_url)["workExample"]
    assert [one["@id"] for one in examples] == [f"{HOST}{page.local_url}" for page in (first, second)]


def test_a_day_is_a_version_of_that_day(site: Site, register: ActRegisterPage, act: ActPage) -> None:
    related(resolved(register, "II/7/2022"), RelationKind.GRANTS, act)
    page = worded(act, "pierwszy", is_example=True)
    node = linked_data(reader_of(site), f"{act.local_url}na-dzien/2023-01-02/")
    assert node["legislationDateVersion"] == "2023-01-02"
    assert node["@id"] == f"{HOST}{act.local_url}na-dzien/2023-01-02/"
    assert node["encoding"][0]["contentUrl"] == f"{HOST}{page.local_url}akoma-ntoso.xml"
    assert node["creativeWorkStatus"] == "Treść przykładowa"
    assert "legislationLegalForce" not in node


def test_what_the_site_said_once_has_an_address_of_its_own_and_no_files(site: Site, act: ActPage) -> None:
    worded(act, "pierwszy", valid_from=PartialDate(2022, 1, 1))
    today = date.today().isoformat()  # noqa: DTZ011 -- the site's own day may differ for an hour, and answers too
    address = f"{act.local_url}na-dzien/2023-01-02/?wedlug={today}"
    node = linked_data(reader_of(site), address)
    assert node["@id"] == f"{HOST}{address}"
    assert "encoding" not in node


def test_a_day_without_a_text_has_no_linked_data(site: Site, act: ActPage) -> None:
    html = reader_of(site).get(f"{act.local_url}na-dzien/2023-01-02/").content.decode()
    assert "ld+json" not in html


def test_the_head_names_other_forms_of_the_text(site: Site, act: ActPage) -> None:
    page = worded(act, "pierwszy", valid_from=PartialDate(2022, 1, 1))
    html = reader_of(site).get(act.local_url).content.decode()
    assert f'<link rel="alternate" href="{page.local_url}akoma-ntoso.xml" type="application/akn+xml"' in html


HOSTILE = "</script><script>alert(1)</script><!--\u2028 & "


def test_a_title_cannot_break_out_of_the_script(site: Site, register: ActRegisterPage) -> None:
    page = resolved(register, "II/7/2022", title=HOSTILE, subject=HOSTILE, issuer=HOSTILE)
    html = reader_of(site).get(page.local_url).content.decode()
    assert "<script>alert" not in html
    [found] = SCRIPT.findall(html)
    assert not set("<>&\u2028\u2029") & set(found)
    assert linked_data(reader_of(site), page.local_url)["name"] == page.title == HOSTILE


def test_escaped_signs_are_read_back() -> None:
    assert json.loads(as_script({"name": HOSTILE}))["name"] == HOSTILE


def day(year: int, month: int | None = None, number: int | None = None) -> PartialDate:
    return PartialDate(year, month, number)


@pytest.mark.parametrize(
    ("dossier", "force"),
    [
        (statute(), ""),
        (statute(adopted_on=day(2020, 1, 1)), ""),
        (statute(in_force_from=day(2020)), ""),
        (statute(in_force_from=day(2020, 1, 1)), "InForce"),
        (statute(in_force_from=day(2025, 1, 1)), "NotInForce"),
        (statute(in_force_from=day(2020, 1, 1), repealed_on=day(2024, 5, 6)), "NotInForce"),
        (statute(in_force_from=day(2020, 1, 1), repealed_on=day(2024, 5, 7)), "InForce"),
        (statute(in_force_from=day(2020, 1, 1), repealed_on=day(2024)), ""),
        (statute(repealed_on=day(2023, 1, 1)), "NotInForce"),
        (
            statute(
                in_force_from=day(2020, 1, 1), effects=(effect(resolution(4, day(2023, 1, 1)), RelationKind.REPEALS),)
            ),
            "",
        ),
        (
            statute(in_force_from=day(2020, 1, 1), effects=(effect(resolution(4, None), RelationKind.ANNULS),)),
            "",
        ),
        (
            statute(
                in_force_from=day(2020, 1, 1),
                effects=(effect(resolution(4, None), RelationKind.REPEALS, provisions="§ 2"),),
            ),
            "InForce",
        ),
    ],
)
def test_force_is_claimed_only_where_days_prove_it(dossier: Dossier, force: str) -> None:
    assert legal_force(dossier, TODAY).removeprefix("https://schema.org/") == force


def test_linked_data_of_the_demonstration_speaks_the_vocabulary(kielce: Client) -> None:
    pages = [*ActPage.objects.live(), *ExpressionPage.objects.live()]
    for page in pages:
        if page.get_site().hostname == "localhost":
            linked_data(kielce, page.local_url)
