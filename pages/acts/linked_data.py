"""Acts and their texts as linked data: schema.org's `Legislation` in JSON-LD, with the classes of ELI beside it.

An act is the work (`eli:LegalResource`), a text or its answer for a day a version of it (`eli:LegalExpression`), a file
of either a `LegislationObject`. What isn't known is absent; force is claimed only where days prove it.
https://schema.org/Legislation, https://eur-lex.europa.eu/eli-register/legis_schema_org.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from mimetypes import guess_type
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from pages.acts.akoma_ntoso import MEDIA_TYPE
from pages.acts.dossier import Dossier, Text, day_of
from pages.acts.in_time import PlacedState
from pages.acts.models.kinds import BEGINNING, ENDING, ActKind, LegalValue, RelationKind
from pages.acts.naming import ActRef
from pages.acts.reading import Reading
from pages.core import linked_data
from pages.core.models import CentreSettings

if TYPE_CHECKING:
    from pages.acts.models import ActPage

Node = dict[str, Any]

SCHEMA = "https://schema.org/"
CONTEXT = ["https://schema.org", {"eli": "http://data.europa.eu/eli/ontology#"}]
WORK = ["Legislation", "eli:LegalResource"]
VERSION = ["Legislation", "eli:LegalExpression"]
FILE = ["LegislationObject", "eli:Format"]

_DOES = {
    RelationKind.AMENDS: "legislationAmends",
    RelationKind.CORRECTS: "legislationCorrects",
    RelationKind.REPEALS: "legislationRepeals",
    RelationKind.ANNULS: "legislationChanges",
    RelationKind.CONSOLIDATES: "legislationConsolidates",
}


@dataclass(frozen=True)
class Alternate:
    """Another form of what a page shows, for its head; `title` is for readers."""

    rel: str
    href: str
    media_type: str = ""
    title: str = ""


def machine_readable(request: HttpRequest, act: ActPage, reading: Reading) -> dict[str, Any]:
    """What the head of an act's page says to machines: `linked_data`, ready to be printed, and `alternates`."""
    describer = _Describer(act, reading, CentreSettings.of_request(request), request.build_absolute_uri)
    node = describer.node() if act.local_url else None
    return {"linked_data": as_script(node) if node else "", "alternates": list(describer.alternates())}


def as_script(node: Node) -> SafeString:
    """The node with its context, ready to be printed in a script element."""
    return linked_data.as_script({"@context": CONTEXT, **node})


def legal_force(dossier: Dossier, today: date) -> str:
    """The member of schema.org's `LegalForceStatus` that days prove; "" where they prove none."""
    if dossier.is_annulled:
        return ""
    begins = dossier.life.begins
    days = [effect.since for effect in dossier.endings]
    days += [day_of(dossier.repealed_on)] if dossier.repealed_on else []
    if any(day and not day.assumed and day.day <= today for day in days):
        return f"{SCHEMA}NotInForce"
    if begins is None or begins.assumed:
        return ""
    if today < begins.day:
        return f"{SCHEMA}NotInForce"
    return "" if any(day is None or day.assumed for day in days) else f"{SCHEMA}InForce"


class _Describer:
    """Describes an act, or the text that a reading shows of it; `absolute` makes whole addresses of paths."""

    def __init__(self, act: ActPage, reading: Reading, centre: CentreSettings, absolute: Callable[[str], str]) -> None:
        self.act = act
        self.reading = reading
        self.dossier = reading.dossier
        self.centre = centre
        self.absolute = absolute

    def node(self) -> Node | None:
        """The text of a day or by itself; otherwise the act. None for a day on which there is no text."""
        text, placed = self.reading.text, self.reading.answer.placed
        if not self.reading.asked and not self.reading.fixed:
            return self.work()
        return self.version(text, placed) if text and placed else None

    def alternates(self) -> Iterator[Alternate]:
        """The text's files, and the act's own address in the gazette, by which it is to be cited (RFC 8574)."""
        text = self.reading.text
        if text and text.url and not self.reading.known_on:
            for name, media_type, title in self._files():
                yield Alternate("alternate", f"{text.url}{name}", media_type, title)
        if self.act.eli_uri:
            yield Alternate("cite-as", self.act.eli_uri)

    # -- the act -------------------------------------------------------------------------------------------------------

    def work(self) -> Node:
        """The act with its relations both ways, its texts and its authentic file."""
        act, dossier = self.act, self.dossier
        return _known(
            {
                **self._identity(dossier.act, WORK),
                "url": self.absolute(act.local_url),
                "alternateName": act.eyebrow,
                "description": act.subject,
                "legislationIdentifier": [name for name in (act.number, act.eli_uri) if name],
                "sameAs": act.eli_uri,
                "legislationPassedBy": _organisation(act.issuer),
                "legislationDate": _day(act.adopted_on),
                "datePublished": _day(act.promulgated_on),
                "legislationDateOfApplicability": _day(act.in_force_from),
                "legislationLegalForce": legal_force(dossier, localdate()),
                "eli:first_date_entry_in_force": _typed(_day(act.in_force_from)),
                "eli:date_no_longer_in_force": _typed(_day(act.repealed_on)),
                "creativeWorkStatus": _("Example content") if act.is_example else "",
                "sdPublisher": self._publisher(),
                **self._relations(),
                "workExample": [self._example(placed, text) for placed, text in self.reading.states],
                "encoding": self._authentic(),
            }
        )

    def _identity(self, ref: ActRef, kinds: list[str]) -> Node:
        return {
            "@type": kinds,
            "@id": self.absolute(ref.url) if ref.url else "",
            "name": ref.title,
            "legislationType": str(ActKind(ref.kind).label),
            "inLanguage": "pl",
            "jurisdiction": {"@type": "Country", "name": "Polska", "identifier": "PL"},
        }

    def _relations(self) -> Node:
        """What the act does to others, and, under `@reverse`, what others do to it."""
        out: dict[str, list[Node]] = {}
        back: dict[str, list[Node]] = {}
        for relation in self.act.relations_out:
            target = relation.target
            node = self._named(target.title, target.local_url, target.number) if target else self._elsewhere(relation)
            if relation.kind in BEGINNING:
                _add(back, "isBasedOn", node)
            elif does := _property(relation.kind, relation.provisions):
                _add(out, does, node)
        for effect in self.dossier.effects:
            node = self._ref(effect.act)
            if effect.kind in BEGINNING:
                _add(out, "isBasedOn", node)
            elif does := _property(effect.kind, effect.provisions):
                _add(back, does, node)
        return {**out, "@reverse": back}

    def _ref(self, ref: ActRef) -> Node:
        return self._named(ref.title, ref.url, ref.number)

    def _named(self, title: str, url: str, number: str) -> Node:
        return _known(
            {
                "@type": "Legislation",
                "@id": self.absolute(url) if url else "",
                "name": title,
                "legislationIdentifier": number,
            }
        )

    def _elsewhere(self, relation: Any) -> Node:
        return _known({"@type": "Legislation", "@id": relation.url, "name": relation.text})

    def _authentic(self) -> Node | None:
        file = self.act.authentic_file
        if file is None:
            return None
        return _known(
            {
                "@type": FILE,
                "name": file.label,
                "contentUrl": self.absolute(file.url),
                "encodingFormat": guess_type(file.url)[0],
                "contentSize": f"{file.size} B" if file.size else "",
                "sha256": file.sha256,
                "inLanguage": "pl",
                "legislationLegalValue": f"{SCHEMA}AuthoritativeLegalValue",
            }
        )

    # -- a text --------------------------------------------------------------------------------------------------------

    def version(self, text: Text, placed: PlacedState) -> Node:
        """The text that the reading shows: by itself, or as the answer for a day."""
        reading = self.reading
        address = self.absolute(self._day_address() if reading.asked else text.url or self.act.local_url)
        included = [self._ref(act) for act in reading.included]
        bases = [effect.act for effect in self.dossier.beginnings] or [self.dossier.act]
        return _known(
            {
                **self._identity(self.dossier.act, VERSION),
                "@id": address,
                "url": address,
                "name": self.dossier.act.title if reading.asked else text.title,
                "legislationIdentifier": self.dossier.act.number,
                "legislationDateVersion": reading.day.isoformat() if reading.asked else _since(placed),
                "legislationConsolidates": [*map(self._ref, bases), *included] if included else [],
                "exampleOfWork": self._named(self.dossier.act.title, self.dossier.act.url, self.dossier.act.number),
                "creativeWorkStatus": _("Example content") if text.is_example else "",
                "publisher": self._publisher(),
                "encoding": self._encodings(text),
            }
        )

    def _day_address(self) -> str:
        known = f"?wedlug={self.reading.known_on.isoformat()}" if self.reading.known_on else ""
        return f"{self.act.local_url}na-dzien/{self.reading.day.isoformat()}/{known}"

    def _example(self, placed: PlacedState, text: Text) -> Node:
        node = {"@type": VERSION, "@id": self.absolute(text.url) if text.url else "", "name": text.title}
        return _known({**node, "inLanguage": "pl", "legislationDateVersion": _since(placed)})

    def _encodings(self, text: Text) -> list[Node]:
        """The files of a text, which are those of today: none for what the site said once."""
        if not text.url or self.reading.known_on:
            return []
        official = text.legal_value in (LegalValue.ORIGINAL, LegalValue.CONSOLIDATED) and not text.is_example
        return [
            {
                "@type": FILE,
                "name": title,
                "contentUrl": self.absolute(f"{text.url}{name}"),
                "encodingFormat": media_type,
                "inLanguage": "pl",
                "legislationLegalValue": f"{SCHEMA}{'Official' if official else 'Unofficial'}LegalValue",
            }
            for name, media_type, title in self._files()
        ]

    def _files(self) -> list[tuple[str, str, str]]:
        return [
            ("akoma-ntoso.xml", MEDIA_TYPE, _("Akoma Ntoso (XML)")),
            ("jeden-plik.html", "text/html", _("One HTML file")),
        ]

    def _publisher(self) -> Node:
        return {**(_organisation(self.centre.name) or {}), "url": self.absolute("/")}


def _property(kind: str, provisions: str) -> str:
    """What schema.org calls a relation; repealing single provisions is amending."""
    if kind in ENDING and provisions:
        return "legislationAmends" if kind == RelationKind.REPEALS else "legislationChanges"
    return _DOES.get(RelationKind(kind), "")


def _add(nodes: dict[str, list[Node]], name: str, node: Node) -> None:
    if node not in nodes.setdefault(name, []):
        nodes[name].append(node)


def _organisation(name: str) -> Node | None:
    return {"@type": "GovernmentOrganization", "name": name} if name else None


def _day(day: Any) -> str:
    """A day; a date known in part is none."""
    return str(day) if day and day.is_full else ""


def _typed(day: str) -> Node | None:
    return {"@type": "http://www.w3.org/2001/XMLSchema#date", "@value": day} if day else None


def _since(placed: PlacedState) -> str:
    """From when a state holds, if its day stands in for no other."""
    return "" if placed.since.assumed else placed.since.day.isoformat()


def _known(node: Node) -> Node:
    """Without what isn't known."""
    return {name: value for name, value in node.items() if value}
