"""Rules that a reviewer would forget, checked at every start."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import Error, register
from django.core.checks import Warning as Doubt
from django.utils.translation import gettext
from wagtail.models import get_page_models

from pages.core.models import BasePage
from portal.cache_server import PATIENT_REDIS

ONE_TRANSACTION = "portal.middleware.OneTransactionMiddleware"


@register()
def every_page_type_is_a_base_page(**_: Any) -> list[Error]:
    """Provenance, history, menus and search all rest on BasePage."""
    return [
        Error(
            f"{model.__name__} doesn't extend BasePage.",
            hint="Derive it from pages.core.models.BasePage.",
            obj=model,
            id="portal.E001",
        )
        for model in get_page_models()
        if model._meta.app_label != "wagtailcore" and not issubclass(model, BasePage)
    ]


@register()
def every_page_type_declares_its_place(**_: Any) -> list[Error]:
    """Where a page may stand and what it is for are said to the editor, in the class or in what its family shares."""
    needed = ("parent_page_types", "subpage_types", "page_description")
    return [
        Error(f"{model.__name__} doesn't say {name}.", hint=f"Set {name} in the class.", obj=model, id="portal.E002")
        for model in get_page_models()
        if issubclass(model, BasePage) and model is not BasePage
        for name in needed
        if not any(name in vars(ancestor) for ancestor in model.__mro__ if _is_between(ancestor))
    ]


def _is_between(ancestor: type) -> bool:
    """Whether a class stands below BasePage: the page type itself, or what several types of one family share."""
    return issubclass(ancestor, BasePage) and ancestor is not BasePage


@register()
def site_is_not_a_package(**_: Any) -> list[Error]:
    """A package named `site` would hide the standard library's, without a word from any tool."""
    if not (Path(settings.BASE_DIR) / "site" / "__init__.py").exists():
        return []
    return [
        Error(
            "site/__init__.py exists.", hint="Delete it: site/ is a source folder, never a package.", id="portal.E003"
        )
    ]


@register()
def writes_are_one_transaction(**_: Any) -> list[Error]:
    """Without it a publication that fails halfway is public and has no history."""
    if settings.MIDDLEWARE and settings.MIDDLEWARE[-1] == ONE_TRANSACTION:
        return []
    return [
        Error(
            "Requests that write don't run in one transaction.",
            hint=f"Make {ONE_TRANSACTION} the last of MIDDLEWARE.",
            id="portal.E004",
        )
    ]


def _suggests_several_machines() -> str:
    """The settings of a cache server and a storage of files that several machines can share; "" for neither."""
    shared = {
        "CACHE_URL": settings.CACHES["default"]["BACKEND"] == PATIENT_REDIS,
        "FILES_URL": bool(settings.FILES_URL),
    }
    return ", ".join(name for name, is_set in shared.items() if is_set)


@register()
def pages_are_linked_on_one_machine_only(**_: Any) -> list[Doubt]:
    """A publication takes the link away on its own machine; the web server of another one would go on as before."""
    names = _suggests_several_machines()
    if not settings.PAGES_LINKED or not names:
        return []
    message = gettext(
        "PAGES_LINKED is on, and settings suggest several machines (%(names)s): their web servers show old pages."
    )
    hint = gettext("Set PAGES_LINKED=off: the application itself gives kept pages nearly as fast.")
    return [Doubt(message % {"names": names}, hint=hint, id="portal.W001")]


@register()
def caches_further_out_are_told(**_: Any) -> list[Doubt]:
    """Who may give a page without asking must hear of every change; each machine tells of the pages that it keeps."""
    if settings.PAGES_SHARED_SECONDS <= 0:
        return []
    hint = gettext("Set PAGES_SHARED_SECONDS=0: caches then ask each time, which is cheap.")
    doubts = []
    if not settings.WAGTAILFRONTENDCACHE:
        message = gettext(
            "PAGES_SHARED_SECONDS is set without FRONTEND_CACHE_URL: caches show old pages for %(seconds)d seconds."
        )
        doubts.append(Doubt(message % {"seconds": settings.PAGES_SHARED_SECONDS}, hint=hint, id="portal.W002"))
    if names := _suggests_several_machines():
        message = gettext(
            "PAGES_SHARED_SECONDS is set, and settings suggest several machines (%(names)s): each tells caches only of "
            "the pages that it keeps itself."
        )
        doubts.append(Doubt(message % {"names": names}, hint=hint, id="portal.W003"))
    return doubts
