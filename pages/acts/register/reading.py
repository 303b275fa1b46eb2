"""Where the rows of a register come from: thousands of acts in two queries, none read as a page."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from pages.acts.known import Dossier, Effect, Text
from pages.acts.naming import ActRef
from pages.acts.register.rows import ActRow, Doing
from pages.core.addresses import centre_path, private_paths, public_among
from pages.core.dates import PartialDate
from search.analysis.folding import fold

if TYPE_CHECKING:
    from pages.acts.models import ActRegisterPage


def read_register(register: ActRegisterPage, today: date) -> list[ActRow]:
    """The public acts below a register: the undated first, then the newest adopted first, the higher number first.

    Two queries. The whole centre is read, since an act of another register may change one of these.
    """
    if not register.path:  # a register being made, in a preview
        return []
    shown = [row for row in _rows(centre_path(register), today) if row.path.startswith(register.path)]
    shown.sort(key=lambda row: fold(row.title))
    return sorted(shown, key=lambda row: row.newness, reverse=True)


_OWN = (
    "pk",
    "alias_of_id",
    "path",
    "url_path",
    "title",
    "kind",
    "number",
    "number_key",
    "issuer",
    "adopted_on",
    "subject",
    "promulgated_on",
    "gazette_ref",
    "in_force_from",
    "repealed_on",
    "eli_uri",
)
_RELATION = (
    "relations__pk",
    "relations__kind",
    "relations__target_id",
    "relations__target__kind",
    "relations__target__title",
    "relations__target__live",
    "relations__target__path",
    "relations__text",
    "relations__effective_from",
    "relations__provisions",
    "relations__order_in_day",
)
Values = dict[str, Any]


def _rows(centre: str, today: date) -> list[ActRow]:
    from pages.acts.models import ActPage

    found = public_among(ActPage.objects.filter(path__startswith=centre))
    # An act stands in as many lines as it has relations, and in one if it has none.
    lines = list(found.order_by("path", "relations__sort_order", "relations__pk").values(*_OWN, *_RELATION))
    acts = {line["pk"]: line for line in lines}
    refs = {pk: ActRef(pk, act["kind"], act["number"], act["title"], act["adopted_on"]) for pk, act in acts.items()}
    relations = [line for line in lines if line["relations__pk"]]
    effects = _effects(relations, refs)
    texts = _texts(centre)
    rows = {}
    for pk, act in acts.items():
        original = acts.get(act["alias_of_id"], act)  # a second address tells of the same act
        rows[pk] = _row(act, refs[pk], effects[original["pk"]], texts[original["path"]], today)
    private = private_paths()
    for line in relations:
        if _is_named(line, rows, private):
            rows[line["pk"]].doings.append(_doing(line, rows))
    return list(rows.values())


def _effects(relations: list[Values], refs: dict[int, ActRef]) -> defaultdict[int, list[Effect]]:
    """What was done to each act, as `live_dossier` has it: a second address of an act does nothing by itself."""
    effects: defaultdict[int, list[Effect]] = defaultdict(list)
    turns: Counter[tuple[int, int]] = Counter()
    for line in relations:
        source, target = line["pk"], line["relations__target_id"]
        if target not in refs or line["alias_of_id"]:
            continue
        order = (line["relations__order_in_day"], line["number_key"], turns[source, target])
        turns[source, target] += 1
        since, provisions = line["relations__effective_from"], line["relations__provisions"]
        effects[target].append(Effect(refs[source], line["relations__kind"], since, "", provisions, order))
    return effects


def _row(act: Values, ref: ActRef, effects: list[Effect], texts: dict[int, Text], today: date) -> ActRow:
    dossier = Dossier(
        act=ref,
        issuer=act["issuer"],
        in_force_from=act["in_force_from"],
        in_force_basis="",
        repealed_on=act["repealed_on"],
        promulgated_on=act["promulgated_on"],
        effects=tuple(effects),
        texts=texts,
    )
    own = {name: act[name] for name in ("number_key", "subject", "gazette_ref", "eli_uri", "path", "url_path")}
    return ActRow(dossier=dossier, today=today, **own)


def _is_named(relation: Values, rows: dict[int, ActRow], private: tuple[str, ...]) -> bool:
    """Whether readers may know of the other end: an act of another centre is no row here."""
    target = relation["relations__target_id"]
    if target is None or target in rows:
        return True
    return bool(relation["relations__target__live"]) and not relation["relations__target__path"].startswith(private)


def _doing(relation: Values, rows: dict[int, ActRow]) -> Doing:
    return Doing(
        source=relation["alias_of_id"] or relation["pk"],
        kind=relation["relations__kind"],
        target=rows.get(relation["relations__target_id"]),
        target_kind=relation["relations__target__kind"] or "",
        target_title=relation["relations__target__title"] or "",
        text=relation["relations__text"],
        effective_from=relation["relations__effective_from"],
        provisions=relation["relations__provisions"],
    )


def _texts(centre: str) -> defaultdict[str, dict[int, Text]]:
    """The texts of all acts, without their words, by the tree path of the act."""
    from pages.acts.models import ExpressionPage

    pages = public_among(ExpressionPage.objects.filter(path__startswith=centre, alias_of=None))
    days: dict[int, tuple[str, PartialDate | None]] = {}
    included: defaultdict[int, set[int]] = defaultdict(set)
    for pk, path, valid_from, act in pages.values_list("pk", "path", "valid_from", "incorporated__act_id"):
        days[pk] = (path[: -ExpressionPage.steplen], valid_from)
        if act:
            included[pk].add(act)
    texts: defaultdict[str, dict[int, Text]] = defaultdict(dict)
    for pk, (path, valid_from) in days.items():
        texts[path][pk] = Text(pk, "", "", valid_from, "", "", "", False, [], frozenset(included[pk]))
    return texts
