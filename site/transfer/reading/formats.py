"""The format's page types and keys; `README.md` beside this app explains them to clerks."""

from __future__ import annotations

from django.db.models import Model

from history.models import ChangeKind
from news.models import NewsIndexPage, NewsPage
from pages.acts.models import (
    ActKind,
    ActPage,
    ActRegisterPage,
    ActRelation,
    ExpressionPage,
    IncorporatedAct,
    LegalValue,
    RelationKind,
)
from pages.bip.models import BipArticlePage, BipEditor, BipHomePage, BipReferencePage, BipSectionPage
from pages.core.models import BasePage, CentreKind, PageLanguage
from pages.core.palettes import Palette
from pages.home.models import HomePage
from pages.organisation.models import OrganisationPage, UnitKind, UnitPage
from pages.programmes.models import ProgrammeIndexPage, ProgrammePage, SeeAlso
from pages.standard.models import ContactPage, ContentPage, SectionPage

from . import values
from .bulletin_formats import BULLETIN_KEYS, BULLETIN_LINKS, BULLETIN_TYPES, OWN_FILES, ROWS
from .keys import Key, a_table, some_tables

PAGE_TYPES: dict[str, type[BasePage]] = {
    "home": HomePage,
    "section": SectionPage,
    "content": ContentPage,
    "contact": ContactPage,
    "act-register": ActRegisterPage,
    "organisation": OrganisationPage,
    "programme-index": ProgrammeIndexPage,
    "news-index": NewsIndexPage,
    "bip-home": BipHomePage,
    "bip-section": BipSectionPage,
    "bip-article": BipArticlePage,
    "bip-reference": BipReferencePage,
    **BULLETIN_TYPES,
}
# Pages that the folder may have only once: others are found by their type. The home page is told by its place.
SINGLE_TYPES = (
    "act-register",
    "organisation",
    "programme-index",
    "news-index",
    "bip-home",
    "contact",
    "accessibility-statement",
)

# Folders whose files are pages of one type below the page of another.
COLLECTIONS: dict[str, tuple[type[BasePage], str]] = {
    "programmes": (ProgrammePage, "programme-index"),
    "news": (NewsPage, "news-index"),
}

# Kinds as a clerk writes them. They are part of the format, so they don't depend on the interface's translation.
ACT_KINDS = {
    "uchwała": ActKind.RESOLUTION.value,
    "zarządzenie": ActKind.ORDINANCE.value,
    "statut": ActKind.STATUTE.value,
    "regulamin": ActKind.REGULATIONS.value,
    "inny": ActKind.OTHER.value,
}
RELATION_KINDS = {
    "tworzy": RelationKind.CREATES.value,
    "nadaje": RelationKind.GRANTS.value,
    "wprowadza": RelationKind.INTRODUCES.value,
    "zmienia": RelationKind.AMENDS.value,
    "uchyla": RelationKind.REPEALS.value,
    "prostuje": RelationKind.CORRECTS.value,
    "ogłasza tekst jednolity": RelationKind.CONSOLIDATES.value,
    "stwierdza nieważność": RelationKind.ANNULS.value,
}
LEGAL_VALUES = {
    "tekst pierwotny": LegalValue.ORIGINAL.value,
    "tekst jednolity": LegalValue.CONSOLIDATED.value,
    "tekst ujednolicony": LegalValue.INFORMAL.value,
}
CHANGE_KINDS = {
    "istotna": ChangeKind.SIGNIFICANT.value,
    "drobna": ChangeKind.MINOR.value,
    "techniczna": ChangeKind.TECHNICAL.value,
}
UNIT_KINDS = {
    "dział": UnitKind.DEPARTMENT.value,
    "zespół": UnitKind.TEAM.value,
    "sekcja": UnitKind.SECTION.value,
    "stanowisko": UnitKind.POST.value,
    "dom dziennego pobytu": UnitKind.DAY_CENTRE.value,
    "placówka": UnitKind.FACILITY.value,
    "służba": UnitKind.SERVICE.value,
}

_TEXT = Key(values.line_of_text)
_NAME = Key(values.line_of_text, required=True)
_DATE = Key(values.partial_date)

# Why the page is published again. They say nothing of the page itself, so they don't count as a change of it.
CHANGE_KEYS = {"change_note": _TEXT, "change_kind": Key(values.one_of(CHANGE_KINDS))}

COMMON_KEYS = {
    "title": _NAME,
    "short_title": _TEXT,
    "search_terms": _TEXT,
    "slug": Key(values.slug),
    "order": Key(values.whole_number),
    "summary": _TEXT,
    "language": Key(values.one_of(PageLanguage.values)),
    "menu": Key(values.yes_or_no),
    "example": Key(values.yes_or_no),
    "owner_unit": _TEXT,
    "provenance": Key(a_table),
    **CHANGE_KEYS,
}
PROVENANCE_KEYS = {"produced_by": _TEXT, "produced_at": _DATE, "responsible_person": _TEXT}
OWN_KEYS: dict[type[BasePage], dict[str, Key]] = {
    HomePage: {"hero_title": _TEXT},
    BipHomePage: {"editors": Key(some_tables, required=True)},
    ProgrammePage: {
        "period": _TEXT,
        "starts": _DATE,
        "ends": _DATE,
        "as_of": _DATE,
        "established": _DATE,
        "audience": _TEXT,
        "legal_basis": _TEXT,
        "adopted_by": _TEXT,
        "where_to_ask": _TEXT,
        "see_also": Key(values.list_of_texts),
    },
    NewsPage: {"date": Key(values.partial_date, required=True), "expires": _DATE},
    **BULLETIN_KEYS,
}
CONTACT_KEYS = {"phone": _TEXT, "email": _TEXT}
EDITOR_KEYS = {"name": _NAME, **CONTACT_KEYS}

# Keys whose field on the model has another name.
FIELD_NAMES = {
    "example": "is_example",
    "menu": "show_in_menus",
    "tasks": "tasks_text",
    "name": "title",
    "eli": "eli_uri",
    "incorporates": "incorporated",
    "file": "document",
    "apps": "mobile_apps",
}
RELATION_FIELD_NAMES = {"order": "order_in_day"}

ACT_KEYS = {
    "id": Key(values.slug, required=True),
    "kind": Key(values.one_of(ACT_KINDS), required=True),
    "number": Key(values.verbatim),
    "issuer": _TEXT,
    "adopted_on": _DATE,
    "subject": _TEXT,
    "promulgated_on": _DATE,
    "gazette_ref": _TEXT,
    "in_force_from": _DATE,
    "in_force_basis": _TEXT,
    "repealed_on": _DATE,
    "eli": _TEXT,
    "original": _TEXT,
    "title": _NAME,
    "short_title": _TEXT,
    "search_terms": _TEXT,
    "summary": _TEXT,
    "example": Key(values.yes_or_no),
    "relations": Key(some_tables),
    "expressions": Key(some_tables),
    "owner_unit": _TEXT,
    "provenance": Key(a_table),
    **CHANGE_KEYS,
}
RELATION_KEYS = {
    "kind": Key(values.one_of(RELATION_KINDS), required=True),
    "target": _TEXT,
    "text": _TEXT,
    "url": _TEXT,
    "effective_from": _DATE,
    "effective_basis": _TEXT,
    "provisions": _TEXT,
    "order": Key(values.small_number),
    "retroactive": Key(values.yes_or_no),
}
EXPRESSION_KEYS = {
    "id": Key(values.slug, required=True),
    "title": _TEXT,
    "short_title": _TEXT,
    "search_terms": _TEXT,
    "valid_from": _DATE,
    "legal_value": Key(values.one_of(LEGAL_VALUES)),
    "incorporates": Key(values.list_of_texts),
    "checked_by": _TEXT,
    "text": _NAME,
    "names": Key(a_table),
    "attachments": _TEXT,
    "summary": _TEXT,
    "example": Key(values.yes_or_no),
    "owner_unit": _TEXT,
    "provenance": Key(a_table),
    **CHANGE_KEYS,
}

UNIT_KEYS = {
    "id": Key(values.slug, required=True),
    "name": _NAME,
    "short_title": _TEXT,
    "search_terms": _TEXT,
    "kind": Key(values.one_of(UNIT_KINDS), required=True),
    "number": Key(values.number_in_list),
    "parent": _TEXT,
    "tasks": Key(values.list_of_texts),
    **CONTACT_KEYS,
    "address": _TEXT,
    "opening_hours": Key(values.lines_of_text),
    "summary": _TEXT,
    "example": Key(values.yes_or_no),
    "provenance": Key(a_table),
    **CHANGE_KEYS,
}

WORD_KEYS = {"term": _NAME, "means": Key(values.list_of_texts), "page": _TEXT, "note": _TEXT}

CENTRE_KEYS = {
    "name": _NAME,
    "short_name": _NAME,
    "kind": Key(values.one_of(list(CentreKind.values)), required=True),
    "town": _NAME,
    "place": _TEXT,
    "supervisor": _TEXT,
    "area": _TEXT,
    "description": _TEXT,
    "website": _TEXT,
    "opening_hours": Key(values.lines_of_text),
    "nip": Key(values.digits),
    "regon": Key(values.digits),
    "edelivery": _TEXT,
    "epuap": _TEXT,
    "bank_accounts": Key(values.lines_of_text),
    "complaints_hours": Key(values.lines_of_text),
    "palette": Key(values.one_of(list(Palette.values)), required=True),
    "demo": Key(values.yes_or_no),
    "address": Key(a_table),
    "phones": Key(a_table),
    "emails": Key(a_table),
    "dpo": Key(a_table),
    "contacts": Key(some_tables),
    "pages": Key(a_table),
}
# Tables of centre.toml and their keys.
CENTRE_TABLES = {
    "address": {"street": _TEXT, "postcode": _TEXT, "city": _TEXT},
    "phones": {"main": _TEXT, "fax": _TEXT},
    "emails": {"main": _TEXT},
    "dpo": {"name": _NAME, **CONTACT_KEYS},
}
CENTRE_FIELD_NAMES = {
    ("phones", "main"): "phone",
    ("emails", "main"): "email",
    ("dpo", "name"): "dpo_name",
    ("dpo", "phone"): "dpo_phone",
    ("dpo", "email"): "dpo_email",
}
CENTRE_PAGES = {"accessibility": _TEXT, "privacy": _TEXT, "contact": _TEXT, "easy_read": _TEXT, "sign_film": _TEXT}
CENTRE_CONTACT_KEYS = {"label": _NAME, **CONTACT_KEYS}

# Keys, besides `owner_unit`, that name a page or a document: fields of the model.
LINKS: dict[type[BasePage], tuple[str, ...]] = {
    ActPage: ("original",),
    **{
        model: tuple(name for name in names if name not in OWN_FILES.get(model, ()))
        for model, names in BULLETIN_LINKS.items()
    },
}

# Lists of a page's own rows: relation of the model → model of a row.
CHILDREN: dict[type[BasePage], dict[str, type[Model]]] = {
    ActPage: {"relations": ActRelation},
    ExpressionPage: {"incorporated": IncorporatedAct},
    BipHomePage: {"editors": BipEditor},
    ProgrammePage: {"see_also_links": SeeAlso},
    **{model: {rows.relation: rows.model for rows in tables.values()} for model, tables in ROWS.items()},
}
_NOT_FIELDS = {
    "slug",
    "order",
    "owner_unit",
    "provenance",
    "editors",
    "target",
    "see_also",
    "id",
    "parent",
    "relations",
    "expressions",
    "original",
    "text",
    "names",
    "attachments",
    "incorporates",
    *CHANGE_KEYS,
}


def field_of(model: type[BasePage], key: str) -> str:
    """The model's field that a key of a page's file decides."""
    return key if key in BULLETIN_KEYS.get(model, {}) else FIELD_NAMES.get(key, key)


def managed_fields(model: type[BasePage]) -> list[str]:
    """Fields of the model that a folder decides: a key left out of the file empties its field."""
    entries = {ActPage: ACT_KEYS, ExpressionPage: EXPRESSION_KEYS, UnitPage: UNIT_KEYS}
    own = entries.get(model) or {**COMMON_KEYS, **OWN_KEYS.get(model, {})}
    others = {*_NOT_FIELDS, *BULLETIN_LINKS.get(model, ()), *ROWS.get(model, ())}
    return [field_of(model, key) for key in own if key not in others] + list(PROVENANCE_KEYS)


def centre_fields() -> list[str]:
    """Fields of the centre that `centre.toml` decides, its links to pages apart."""
    inner = {*CENTRE_TABLES, "contacts", "pages"}
    top = ["is_demo" if key == "demo" else key for key in CENTRE_KEYS if key not in inner]
    return top + [CENTRE_FIELD_NAMES.get((name, key), key) for name, keys in CENTRE_TABLES.items() for key in keys]
