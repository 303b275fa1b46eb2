"""What the site adds to the administration can be used by everybody: axe finds nothing serious in it."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.stories.ours import NOT_OPENED, OPENED, Way, addresses_of_ours
from tests.browser.stories.stage import Stage

OURS = [(person, name, way) for person, ways in OPENED.items() for name, way in ways.items()]
# Who else is here, and the map of a form, are Wagtail's own.
SERIOUS = """async () => (
        await axe.run({exclude: [".w-editing-sessions", ".w-minimap"]}, {resultTypes: ["violations"]})
    ).violations
    .filter(({impact}) => ["serious", "critical"].includes(impact))
    .map(({id, nodes}) => [id, nodes.slice(0, 3).map(({html}) => html.slice(0, 160)).join(" | ")])"""
# Words that are still fading in have little contrast.
SHOWN = """() => Promise.allSettled(document.getAnimations()
    .filter(it => it.effect.getComputedTiming().iterations !== Infinity)
    .map(it => it.finished)).then(() => null)"""


@pytest.mark.parametrize(("person", "name", "way"), OURS, ids=[name for _person, name, _way in OURS])
def test_nothing_serious_is_found_in_what_we_add(stage: Stage, person: str, name: str, way: Way):
    page = stage.open(person, way) if isinstance(way, str) else way(stage)
    if isinstance(way, str):  # who is turned away sees another page
        assert page.url == f"{stage.demo.kielce}/admin/{way.format(**stage.props)}"
    page.evaluate(Axe().axe_script)
    page.evaluate(SHOWN)
    assert page.evaluate(SERIOUS) == []


def test_every_address_that_we_add_is_looked_at_or_has_a_reason_not_to_be():
    opened = {name for _person, name, _way in OURS}
    assert not opened & NOT_OPENED
    assert set(addresses_of_ours()) - opened - NOT_OPENED == set()
    assert set(addresses_of_ours()) >= NOT_OPENED
