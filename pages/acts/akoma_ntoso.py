"""One text of an act as Akoma Ntoso 3 (OASIS LegalDocML), valid against the schema of the standard.

The schema asks for a date of the work and of the expression. Each is named for what it is: the adoption, the beginning
of the version, or, where no source names a day, the day on which the site published the text. An event of unknown day
is not in the lifecycle; the act that made it is among the references all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.acts.akoma_body import add_text, plain
from pages.acts.dossier import Dossier, Effect
from pages.acts.in_time import Day
from pages.acts.models.kinds import ActKind, LegalValue
from pages.acts.naming import ActRef
from pages.acts.reading import Reading
from pages.acts.sources import Deed, SourceNote
from pages.core.dates import PartialDate

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
MEDIA_TYPE = "application/akn+xml"
"""As registered for Akoma Ntoso by OASIS."""

_NAMES = {
    ActKind.RESOLUTION: "uchwala",
    ActKind.ORDINANCE: "zarzadzenie",
    ActKind.STATUTE: "statut",
    ActKind.REGULATIONS: "regulamin",
    ActKind.OTHER: "akt",
}
_MODIFICATIONS = {Deed.ADDED: "insertion", Deed.CHANGED: "substitution", Deed.REMOVED: "repeal"}
_ONTOLOGY = "/akn/ontology"


@dataclass(frozen=True)
class Edition:
    """Who issues the file, when, and where it stands; addresses are absolute."""

    work: str
    expression: str
    manifestation: str
    publisher: str
    publisher_url: str
    published_on: date
    """When the site first published the text: the only day that is always known."""
    generated_on: date
    eli_uri: str = ""
    gazette_ref: str = ""


def akoma_ntoso(reading: Reading, edition: Edition) -> bytes:
    """The text of a reading, which must have one, as an XML file in UTF-8."""
    text = reading.text
    if text is None:
        raise ValueError("a reading without a text")
    root = Element("akomaNtoso", xmlns=NAMESPACE)
    original = text.legal_value == LegalValue.ORIGINAL
    kind = _NAMES[ActKind(reading.dossier.act.kind)]
    act = SubElement(root, "act", name=kind, contains="originalVersion" if original else "singleVersion")
    act.append(_Meta(reading, edition, kind).element)
    add_text(act, text.pieces)
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True)


class _Meta:
    """What is said of the text, in the order of the schema."""

    def __init__(self, reading: Reading, edition: Edition, kind: str) -> None:
        self.reading = reading
        self.dossier: Dossier = reading.dossier
        self.edition = edition
        self.kind = kind

    @property
    def element(self) -> Element:
        """The `meta` of the document."""
        meta = Element("meta")
        self._identify(SubElement(meta, "identification", source="#publisher"))
        for part in (self._publication(), self._lifecycle(), self._analysis(), self._temporal_data()):
            if part is not None:
                meta.append(part)
        self._refer(SubElement(meta, "references", source="#publisher"))
        notes = [note for note in self._notes() if note]
        if notes:
            block = SubElement(meta, "notes", source="#publisher")
            for number, note in enumerate(notes, start=1):
                SubElement(SubElement(block, "note", eId=f"note_{number}"), "p").text = plain(note)
        return meta

    # -- what, whose, of when ------------------------------------------------------------------------------------------

    def _identify(self, block: Element) -> None:
        ref, edition = self.dossier.act, self.edition
        work = SubElement(block, "FRBRWork")
        _core(work, edition.work, self.work_date, "#issuer", alias=edition.eli_uri)
        SubElement(work, "FRBRcountry", value="pl")
        SubElement(work, "FRBRsubtype", value=self.kind)
        if ref.number:
            SubElement(work, "FRBRnumber", value=plain(ref.number))
        SubElement(work, "FRBRname", value=plain(ref.title))
        expression = SubElement(block, "FRBRExpression")
        _core(expression, edition.expression, self.text_date, "#publisher")
        if self.reading.is_informal:
            SubElement(expression, "FRBRauthoritative", value="false")
        SubElement(expression, "FRBRlanguage", language="pol")
        manifestation = SubElement(block, "FRBRManifestation")
        _core(manifestation, edition.manifestation, (edition.generated_on, "generation"), "#publisher")
        SubElement(manifestation, "FRBRformat", value=MEDIA_TYPE)

    @cached_property
    def adopted(self) -> date | None:
        """When the act, or the one that gave it, was adopted, when the whole day is known."""
        own = _full(self.dossier.act.adopted_on)
        given = (day for effect in self.dossier.beginnings if (day := _full(effect.act.adopted_on)))
        return own or min(given, default=None)

    @property
    def work_date(self) -> tuple[date, str]:
        """The day of the work and what it is the day of."""
        promulgated = _full(self.dossier.promulgated_on)
        if self.adopted:
            return self.adopted, "adoption"
        return (promulgated, "promulgation") if promulgated else (self.edition.published_on, "publication")

    @property
    def text_date(self) -> tuple[date, str]:
        """The day of the text: from when it holds, or the adoption of the last act in it."""
        placed = self.reading.answer.placed
        if placed and not placed.since.assumed:
            return placed.since.day, "version"
        days = [day for act in self.reading.included if (day := _full(act.adopted_on))]
        return (max(days), "adoption") if days else self.work_date

    def _publication(self) -> Element | None:
        promulgated, where = _full(self.dossier.promulgated_on), plain(self.edition.gazette_ref)
        if not promulgated:
            return None
        shown = where or PartialDate.from_date(promulgated).label
        return Element("publication", date=promulgated.isoformat(), name="gazette", showAs=shown)

    # -- what happened to it -------------------------------------------------------------------------------------------

    @cached_property
    def acts(self) -> dict[int, ActRef]:
        """The acts that gave, changed or ended this one, by their key."""
        return {effect.act.pk: effect.act for effect in self.dossier.effects if effect.act.url}

    @cached_property
    def acting(self) -> dict[int, str]:
        """Their eIds among the references."""
        return {pk: f"ref_{number}" for number, pk in enumerate(self.acts, start=1)}

    @cached_property
    def force(self) -> tuple[date | None, date | None]:
        """From when and until when the act is in force, as far as days prove it."""
        return _proved(self.dossier.life.begins), _proved(self.dossier.life.ends)

    def _lifecycle(self) -> Element | None:
        events = sorted(self._events())
        if not events:
            return None
        block = Element("lifecycle", source="#publisher")
        for day, eid, source, kind in events:
            event = SubElement(block, "eventRef", eId=eid, date=day.isoformat(), source=f"#{source}")
            if kind:
                event.set("type", kind)
        return block

    def _events(self) -> Iterator[tuple[date, str, str, str]]:
        """Events of known days: day, eId, the reference that made it, and the schema's word for it, if it has one."""
        if self.adopted:
            yield self.adopted, "event_generation", self._source(self.dossier.beginnings), "generation"
        begins, ends = self.force
        if begins:
            yield begins, "event_force", self._source(self.dossier.beginnings), ""
        placed = self.reading.answer.placed
        made = [change for change in self.dossier.life.changes if placed and change in placed.done]
        for number, change in enumerate(made, start=1):
            day, source = _proved(change.since), self.acting.get(self.dossier.effect_of(change).act.pk)
            if day and source:
                yield day, f"event_amendment_{number}", source, "amendment"
        if ends:
            yield ends, "event_repeal", self._source(self.dossier.endings), "repeal"

    def _source(self, effects: list[Effect]) -> str:
        """The reference of the act that did it; the act itself where no other is known."""
        return next((self.acting[effect.act.pk] for effect in effects if effect.act.pk in self.acting), "original")

    def _analysis(self) -> Element | None:
        """Which units of the text which act changed: the notes that stand beside them on the act's page."""
        beside = [note for view in self.reading.pieces for note in view.notes]
        notes = [view.note for view in [*beside, *self.reading.gone]]
        known = [(note, [self.acting[act.pk] for act in note.origin.acts if act.pk in self.acting]) for note in notes]
        if not any(sources for _note, sources in known):
            return None
        block = Element("analysis", source="#publisher")
        changes = SubElement(block, "passiveModifications")
        for number, (note, sources) in enumerate(known, start=1):
            if sources:
                _modification(changes, number, note, sources)
        return block

    def _temporal_data(self) -> Element | None:
        begins, ends = self.force
        if not begins or ((self.dossier.life.ends or self.dossier.endings) and not ends):
            return None
        block = Element("temporalData", source="#publisher")
        group = SubElement(block, "temporalGroup", eId="in_force_period")
        interval = SubElement(group, "timeInterval", start="#event_force", refersTo="#in_force")
        if ends:
            interval.set("end", "#event_repeal")
        return block

    # -- what is referred to -------------------------------------------------------------------------------------------

    def _refer(self, block: Element) -> None:
        ref, issuer = self.dossier.act, self.dossier.issuer
        _reference(block, "original", "original", self.edition.work, ref.name)
        for pk, act in self.acts.items():
            href = urljoin(self.edition.publisher_url, act.url)
            _reference(block, "passiveRef", self.acting[pk], href, f"{act.name}: {act.title}")
        body = f"{_ONTOLOGY}/organization/pl/{slugify(issuer) or 'unknown'}"
        _reference(block, "TLCOrganization", "issuer", body, issuer or _("not given"))
        _reference(block, "TLCOrganization", "publisher", self.edition.publisher_url, self.edition.publisher)
        if self.force[0]:
            shown = pgettext("legal status", "in force")
            _reference(block, "TLCConcept", "in_force", f"{_ONTOLOGY}/concept/in-force", shown)

    def _notes(self) -> Iterator[str]:
        reading = self.reading
        if reading.text and reading.text.is_example:
            yield _("Example content")
        yield reading.value_label
        if reading.rests_on_adoption:
            yield _("By the days of adoption; the days of entry into force are not established.")
        for effect in reading.pending:
            yield f"{effect.act.name}: {_('this change is not worked into the text yet.')}"


def _core(block: Element, address: str, day: tuple[date, str], author: str, *, alias: str = "") -> None:
    SubElement(block, "FRBRthis", value=address)
    SubElement(block, "FRBRuri", value=address)
    if alias:
        SubElement(block, "FRBRalias", name="eli", value=alias)
    SubElement(block, "FRBRdate", date=day[0].isoformat(), name=day[1])
    SubElement(block, "FRBRauthor", href=author)


def _modification(block: Element, number: int, note: SourceNote, sources: list[str]) -> None:
    change = SubElement(block, "textualMod", eId=f"mod_{number}", type=_MODIFICATIONS[note.origin.deed])
    for source in sources:
        SubElement(change, "source", href=f"#{source}")
    SubElement(change, "destination", href=f"#{note.eid}")


def _reference(block: Element, name: str, eid: str, href: str, shown: str) -> None:
    SubElement(block, name, eId=eid, href=href, showAs=plain(shown))


def _full(day: PartialDate | None) -> date | None:
    """The day of a date that is known to the day."""
    return day.first if day and day.is_full else None


def _proved(day: Day | None) -> date | None:
    """A day that stands in for no other."""
    return day.day if day and not day.assumed else None
