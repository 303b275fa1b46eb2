"""Makes a bulletin with its whole subject menu, or adds to one what it lacks.

Everything is published as an editor would publish it. What only the centre can write is made as a draft, with guidance
in its form (`pages.bip.guidance`): nobody gets ready-made text that nobody has checked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from pages.bip.categories import CATEGORIES, Category, Group
from pages.bip.guide_text import guide_body
from pages.bip.models import (
    BipArticlePage,
    BipEditor,
    BipHomePage,
    BipListPage,
    BipReferencePage,
    BipSectionPage,
    CategoryMixin,
)
from pages.core.addresses import is_public
from pages.core.models import BasePage, CentreSettings

SLUG = "bip"


@dataclass(frozen=True)
class Editor:
    """The first editor of a bulletin."""

    name: str
    phone: str = ""
    email: str = ""


@dataclass
class Made:
    """What was made and what was not."""

    home: BipHomePage
    published: list[BasePage] = field(default_factory=list)
    drafts: list[BasePage] = field(default_factory=list)
    in_the_way: list[tuple[Category, Page]] = field(default_factory=list)
    """Categories whose address a page has taken that doesn't name them: somebody has to say what it is."""


@transaction.atomic
def make_bulletin(site: Site, editor: Editor) -> Made:
    """Make the bulletin of a site, or whatever it lacks; pages that name their category are left as they are."""
    with translation.override(settings.LANGUAGE_CODE):
        return _Maker(site, editor).make()


def pages_by_category(home: Page) -> dict[str, list[Any]]:
    """The pages of a site or of a bulletin that name their category, drafts too, in the order of the tree."""
    found: dict[str, list[Any]] = {}
    for model in apps.get_models():
        if issubclass(model, CategoryMixin) and issubclass(model, BasePage):
            for page in model.objects.descendant_of(home).exclude(category="").order_by("path"):
                found.setdefault(page.category, []).append(page)
    return found


class _Maker:
    """One run: what is there, and what is added."""

    def __init__(self, site: Site, editor: Editor) -> None:
        self.site = site
        self.centre = CentreSettings.of(site)
        self.above = Page.objects.get(pk=site.root_page_id)
        self.there: dict[str, list[Any]] = {}
        home = BipHomePage.objects.child_of(self.above).first()
        self.made = Made(home or self._home(editor))
        if not home:
            self._add(self.above, self.made.home)
        self.there = pages_by_category(self.made.home)

    def make(self) -> Made:
        for group in Group:
            section = self._section(group)
            for category in CATEGORIES:
                if category.group == group and not self._is_there(category):
                    self._category(section, category)
        return self.made

    # -- the places ---------------------------------------------------------------------------------------------------

    @staticmethod
    def _home(editor: Editor) -> Any:
        home: Any = BipHomePage(
            title=_("Public Information Bulletin"),
            short_title=_("BIP"),
            slug=SLUG,
            summary=_("What the centre has to make public. Every page says who published it and when."),
        )
        home.editors = [BipEditor(name=editor.name, phone=editor.phone, email=editor.email)]
        return home

    def _section(self, group: Group) -> Page:
        """The section that holds the group already, else the one at its address, else a new one."""
        codes = [category.code for category in CATEGORIES if category.group == group]
        pages = [page for code in codes for page in self.there.get(code, [])]
        sections = BipSectionPage.objects.child_of(self.made.home)
        for section in sections.order_by("path"):
            if any(page.is_child_of(section) for page in pages):
                return section
        found = sections.filter(slug=group.value).first()
        return found or self._add(self.made.home, BipSectionPage(title=str(group.label), slug=group.value))

    def _is_there(self, category: Category) -> bool:
        if category.code in self.there:
            return True
        kind = category.page_type and apps.get_model(category.page_type)
        if not kind or issubclass(kind, CategoryMixin):
            return False
        return bool(kind.objects.descendant_of(self.made.home).exists())

    # -- the pages ----------------------------------------------------------------------------------------------------

    def _category(self, section: Page, category: Category) -> None:
        taken = section.get_children().filter(slug=category.slug).first()
        if taken:
            self.made.in_the_way.append((category, taken))
            return
        target = self._target(category)
        page = self._reference(category, target) if target else self._page(category)
        live = is_public(target) if target else not category.duty
        self._add(section, page, live=live)
        if not live and isinstance(page, BipArticlePage) and page.has_content:
            self._publish(page)  # the centre's data says it all

    def _target(self, category: Category) -> Page | None:
        """The page of the site that the category leads to; the statement of accessibility is begun where it is missing.

        It has a place and a type of its own, so that no page of the bulletin can stand for it.
        """
        kind = apps.get_model(category.leads_to) if category.leads_to else None
        found = kind.objects.descendant_of(self.above).order_by("path").first() if kind else None
        found = found or (getattr(self.centre, category.centre_page) if category.centre_page else None)
        if found or kind is None or not category.duty:
            return found
        return self.above.get_children().filter(slug=category.slug).first() or self._add(
            self.above, kind(title=str(category.title), slug=category.slug), live=False
        )

    @staticmethod
    def _common(category: Category) -> dict[str, Any]:
        return {
            "title": str(category.title),
            "slug": category.slug,
            "summary": str(category.summary),
            "short_title": str(category.short_title),
            "show_in_menus": category.in_menu,
        }

    def _reference(self, category: Category, target: Page) -> BipReferencePage:
        target = BasePage.objects.get(pk=target.pk)
        return BipReferencePage(**self._common(category), category=category.code, target=target)

    def _page(self, category: Category) -> BasePage:
        common = self._common(category)
        if category.page_type:
            kind = apps.get_model(category.page_type)
            own = {"category": category.code} if issubclass(kind, CategoryMixin) else {}
            return kind(**common, **own)
        if category.holds:
            return BipListPage(**common, category=category.code, holds=category.holds)
        page = BipArticlePage(**common, category=category.code)
        if category.code == "guide":
            asked_at = next(iter(self.there.get("foi", [])), None)
            page.body = guide_body(asked_at.pk if asked_at else None)
        return page

    def _add(self, parent: Page, page: Any, *, live: bool = True) -> Any:
        page.live = False
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        if category := getattr(page, "category", ""):
            self.there.setdefault(category, []).append(page)
        if live:
            return self._publish(page)
        page.save_revision(log_action=True, clean=False)  # its required fields wait with it
        self.made.drafts.append(page)
        return page

    def _publish(self, page: Any) -> Any:
        page.full_clean()
        page.save_revision(log_action=True).publish()
        page.refresh_from_db()
        if page in self.made.drafts:
            self.made.drafts.remove(page)
        self.made.published.append(page)
        return page
