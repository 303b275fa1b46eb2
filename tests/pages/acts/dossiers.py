"""Dossiers of a made-up statute without a database: its texts, its days, and what other acts did to it."""

from typing import Any

from pages.acts.dossier import Dossier, Effect, Text
from pages.acts.models import ActKind, LegalValue
from pages.acts.naming import ActRef
from pages.acts.text.model import RawBlock
from pages.core.dates import PartialDate


def provision(number: str, text: str, sign: str = "§") -> RawBlock:
    return {"type": "provision", "value": {"sign": sign, "number": number, "name": "", "text": text}}


def part(kind: str, number: str, title: str) -> RawBlock:
    return {"type": "part", "value": {"kind": kind, "number": number, "title": title}}


def passage(text: str) -> RawBlock:
    return {"type": "passage", "value": {"text": text}}


SHORT = [provision("1", "Ośrodek jest jednostką gminy."), provision("2", "Uchwała wchodzi w życie z dniem podjęcia.")]


def text(pk: int, blocks: list[RawBlock], **facts: Any) -> Text:
    fields = {
        "title": "Tekst",
        "url": f"/akty/statut/{pk}/",
        "valid_from": None,
        "legal_value": LegalValue.INFORMAL,
        "prepared_by": "",
        "checked_by": "",
        "is_example": False,
        "included": frozenset(),
    }
    return Text(pk=pk, blocks=blocks, **{**fields, **facts})


def resolution(pk: int, adopted_on: PartialDate | None) -> ActRef:
    number = f"II/{pk}/2022"
    return ActRef(pk, ActKind.RESOLUTION, number, f"Uchwała {number}", adopted_on, f"/akty/{pk}/")


def effect(act: ActRef, kind: str, since: PartialDate | None = None, provisions: str = "") -> Effect:
    return Effect(act, kind, since, "", provisions, (0, act.number, 0))


def statute(*texts: Text, effects: tuple[Effect, ...] = (), **days: PartialDate | None) -> Dossier:
    fields: dict[str, Any] = {"in_force_from": None, "repealed_on": None, "promulgated_on": None, **days}
    adopted_on = fields.pop("adopted_on", None)
    act = ActRef(1, ActKind.STATUTE, "", "Statut <Ośrodka> & filii", adopted_on, "/akty/statut/")
    return Dossier(
        act=act, issuer="", in_force_basis="", effects=effects, texts={one.pk: one for one in texts}, **fields
    )
