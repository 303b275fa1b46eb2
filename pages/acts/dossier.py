"""Where all that is known of one act comes from.

Two sources, one shape: the rows of today (`live_dossier`), or what readers could see at an earlier moment, from the
versions of the public history (`recorded_dossier`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from wagtail.models import Page

from history.models import ContentStatus, TrackedObject, VersionContent
from history.shown_then import contents_shown
from history.visibility import open_objects
from pages.acts.known import Dossier, Effect, Text, day_of
from pages.acts.models.kinds import ActKind
from pages.acts.naming import ActRef
from pages.acts.numbers import ActNumber
from pages.core.addresses import centre_path, is_public, public_among
from pages.core.dates import PartialDate

if TYPE_CHECKING:
    from pages.acts.models import ActPage, ActRelation, ExpressionPage

__all__ = ["Dossier", "Effect", "Text", "day_of", "effect_of", "live_dossier", "recorded_dossier", "ref_of", "text_of"]


def _in_order(effects: Iterable[Effect]) -> tuple[Effect, ...]:
    """Effects in the order of time, whatever source they come from."""
    return tuple(sorted(effects, key=lambda one: (one.since.day if one.since else date.min, one.order, one.act.pk)))


# -- what stands in the rows today -----------------------------------------------------------------------------------


def live_dossier(act: ActPage) -> Dossier:
    """What the public rows of today say of an act; four queries whatever it has."""
    from pages.acts.models import ActRelation as Relation
    from pages.acts.models import ExpressionPage as Expression

    if act.alias_of_id:  # a second address shows what the first does
        act = act.alias_of.specific
    effects, texts = [], {}
    if act.pk:
        # A second address of an act does nothing by itself.
        relations = Relation.objects.filter(
            target=act, source__path__startswith=centre_path(act), source__alias_of=None
        ).order_by("source_id", "sort_order", "pk")
        effects = [
            effect_of(row, row.source, number)
            for _source, rows in groupby(relations.select_related("source"), key=lambda row: row.source_id)
            for number, row in enumerate(rows)
            if is_public(row.source)
        ]
        pages = public_among(Expression.objects.child_of(act).filter(alias_of=None))
        texts = {page.pk: text_of(page) for page in pages.prefetch_related("incorporated")}
    return Dossier(
        act=ref_of(act),
        issuer=act.issuer,
        in_force_from=act.in_force_from,
        in_force_basis=act.in_force_basis,
        repealed_on=act.repealed_on,
        promulgated_on=act.promulgated_on,
        effects=_in_order(effects),
        texts=texts,
    )


def effect_of(row: ActRelation, source: ActPage, number: int = 0) -> Effect:
    """What a relation of an act does to its target; the act may be one that isn't public yet, or isn't kept yet.

    `number` is its turn among what the act does to that target.
    """
    order = (row.order_in_day, source.number_key, number)
    return Effect(ref_of(source), row.kind, row.effective_from, row.effective_basis, row.provisions, order)


def ref_of(act: ActPage) -> ActRef:
    """An act as others name it."""
    return ActRef(act.pk or 0, act.kind or ActKind.OTHER, act.number, act.title, act.adopted_on, act.local_url)


def text_of(page: ExpressionPage) -> Text:
    """A text as its page has it."""
    return Text(
        pk=page.pk or 0,  # of a page being made, in a preview
        title=page.title,
        url=page.local_url,
        valid_from=page.valid_from,
        legal_value=page.legal_value,
        prepared_by=page.produced_by,
        checked_by=page.checked_by,
        is_example=page.is_example,
        blocks=list(page.text.raw_data),
        included=page.included_ids,
        has_attachments=bool(page.body),
        page=page,
    )


# -- what was public at a moment -------------------------------------------------------------------------------------

ACT, EXPRESSION = "acts.actpage", "acts.expressionpage"


def recorded_dossier(act: ActPage, moment: datetime) -> Dossier | None:
    """What readers could see of an act right before a moment; None when the act's own page was not public then.

    Three queries whatever it has. What is hidden or anonymised today stays so.
    """
    site = act.get_url_parts()
    objects = open_objects(site[0] if site else 0)
    # As JSON has it, whole: the number 12 stands in 123, too.
    naming = Q(fields__icontains=f'"target": {act.pk},') | Q(fields__icontains=f'"target": {act.pk}}}')
    acting = VersionContent.objects.filter(naming, version__object__in=objects.filter(kind=ACT))
    # Where a text stood last says its parent, or, once that is gone with it, its history: never an address, which
    # acts may have one after another.
    stands_below = Q(page_id__in=Page.objects.child_of(act).values("pk")) | Q(parent_id=act.pk)
    wanted = Q(page_id=act.pk) | Q(pk__in=acting.values("version__object_id")) | Q(stands_below, kind=EXPRESSION)
    found = {item.pk: item for item in objects.filter(wanted)}
    shown = contents_shown(found.values(), moment)
    own = next((item for item in found.values() if item.page_id == act.pk), None)
    mine = shown.get(own.pk) if own else None
    if own is None or mine is None:
        return None
    urls = _urls(found[pk] for pk in shown)
    readable = {pk: content for pk, content in shown.items() if content.status == ContentStatus.FULL}
    return _dossier_from(own, mine, found, readable, urls, moment, len(shown) - len(readable))


def _dossier_from(
    own: TrackedObject,
    mine: VersionContent,
    found: Mapping[int, TrackedObject],
    readable: Mapping[int, VersionContent],
    urls: Mapping[int, str],
    moment: datetime,
    withheld: int,
) -> Dossier:
    effects: list[Effect] = []
    texts = {}
    for pk, content in readable.items():
        item = found[pk]
        if item.kind == EXPRESSION:
            texts[item.page_id] = _text_from(item, content, urls)
        else:
            effects += _effects_from(_ref_from(item, content, urls), content, own.page_id)
    fields = mine.fields
    return Dossier(
        act=_ref_from(own, mine, urls),
        issuer=fields.get("issuer", ""),
        in_force_from=_date(fields.get("in_force_from")),
        in_force_basis=fields.get("in_force_basis", ""),
        repealed_on=_date(fields.get("repealed_on")),
        promulgated_on=_date(fields.get("promulgated_on")),
        effects=_in_order(effects),
        texts=texts,
        then=moment,
        withheld=withheld,
    )


def _effects_from(act: ActRef, content: VersionContent, target: int) -> Iterator[Effect]:
    """What an act did to the target, as a version of it says."""
    relations = [row for row in content.fields.get("relations", []) if row.get("target") == target]
    for number, row in enumerate(relations):
        yield Effect(
            act,
            row.get("kind", ""),
            _date(row.get("effective_from")),
            row.get("effective_basis", ""),
            row.get("provisions", ""),
            (row.get("order_in_day", 0), number_key(act.number), number),
        )


def _ref_from(item: TrackedObject, content: VersionContent, urls: Mapping[int, str]) -> ActRef:
    fields = content.fields
    return ActRef(
        item.page_id,
        fields.get("kind") or "other",
        fields.get("number", ""),
        content.title,
        _date(fields.get("adopted_on")),
        urls.get(item.page_id, ""),
    )


def _text_from(item: TrackedObject, content: VersionContent, urls: Mapping[int, str]) -> Text:
    fields = content.fields
    return Text(
        pk=item.page_id,
        title=content.title,
        url=urls.get(item.page_id, ""),
        valid_from=_date(fields.get("valid_from")),
        legal_value=fields.get("legal_value", ""),
        prepared_by=content.produced_by,
        checked_by=fields.get("checked_by", ""),
        is_example=bool(fields.get("is_example")),
        blocks=fields.get("text", []),
        included=frozenset(row["act"] for row in fields.get("incorporated", []) if row.get("act")),
        has_attachments=bool(fields.get("body")),
    )


def _urls(objects: Iterable[TrackedObject]) -> dict[int, str]:
    """Where pages stand today; nothing for those that are gone."""
    return {item.page_id: item.path for item in objects if item.state == "shown" and not item.hidden}


def _date(text: Any) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def number_key(number: str) -> str:
    """The sortable form of a number, "" for none or an unreadable one."""
    try:
        return ActNumber.parse(number).key if number else ""
    except ValueError:
        return ""
