"""The same steps with a mouse, or with nothing but a keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

MOST_TABS = 250
FOCUSED = "it => it === document.activeElement"


class Mouse:
    """Points and clicks."""

    def press(self, button: Locator) -> None:
        """Use a button, a link, an option."""
        button.click()

    def enter(self, field: Locator, text: str) -> None:
        """Write into a field or an editor of text."""
        field.click()
        _type(field.page, text)

    def turn_to(self, tab: Locator) -> None:
        """Open the tab after the first."""
        tab.click()


class Keyboard(Mouse):
    """Goes from one control to the next with Tab, as somebody does who uses no mouse, and presses Enter."""

    def press(self, button: Locator) -> None:
        self.reach(button)
        button.page.keyboard.press("Enter")

    def enter(self, field: Locator, text: str) -> None:
        self.reach(field)
        _type(field.page, text)

    def turn_to(self, tab: Locator) -> None:
        """Arrows lead from one tab to the next, as in any list of tabs."""
        self.reach(tab.locator("xpath=..").locator("[role=tab][aria-selected=true]"))
        tab.page.keyboard.press("ArrowRight")

    def reach(self, target: Locator) -> None:
        """Tab until the control has the focus; fails when it can't be reached."""
        target.wait_for(state="attached")
        for _step in range(MOST_TABS):
            if target.evaluate(FOCUSED):
                return
            target.page.keyboard.press("Tab")
        raise AssertionError(f"No way with the Tab key to {target}")


Hands = Mouse | Keyboard
BOTH = pytest.mark.parametrize("hands", [Mouse(), Keyboard()], ids=["mouse", "keyboard"])


def named(hands: Hands) -> str:
    """What tells the two runs of a story apart."""
    return "drugi" if isinstance(hands, Keyboard) else "pierwszy"


def _type(page: Page, text: str) -> None:
    """Write over what is there."""
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def settled(page: Page) -> Page:
    """Wait until the form notices what is typed."""
    page.locator("html[data-watches]").wait_for()
    return page


def further(page: Page, hands: Hands, name: str) -> None:
    """Choose one of the actions beside “Zapisz szkic”."""
    hands.press(page.locator("footer").get_by_role("button", name="Więcej akcji"))
    hands.press(page.locator("footer").get_by_role("button", name=name).first)
