"""What the site adds to the administration can be used by everybody: axe finds nothing serious in it."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.stories.stage import Stage

OURS = (
    ("redaktor", "guide/"),
    ("redaktor", "guide/zdjecie/"),
    ("redaktor", "roles/"),
    ("redaktor", "bin/"),
    ("redaktor", "previews/{programme}/"),
    ("redaktor", "account/security/"),
    ("zatwierdzajacy", "approval/{waiting}/"),
    ("kierownik", "acts/import/{text}/"),
    ("kierownik", "acts/amend/{statute}/"),
    ("kierownik", "compliance/"),
    ("kierownik", "reports/upkeep/overdue/"),
    ("kierownik", "invitations/"),
)
SERIOUS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
    .filter(({impact}) => ["serious", "critical"].includes(impact))
    .map(({id, nodes}) => [id, nodes.slice(0, 3).map(({html}) => html.slice(0, 160)).join(" | ")])"""


@pytest.mark.parametrize(("person", "address"), OURS, ids=[address for _person, address in OURS])
def test_nothing_serious_is_found_in_what_we_add(stage: Stage, person: str, address: str):
    page = stage.open(person, address)
    page.evaluate(Axe().axe_script)
    assert page.evaluate(SERIOUS) == []
