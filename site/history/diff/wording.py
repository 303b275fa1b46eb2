"""Says in words where a change is and what it is."""

import re

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext, ngettext, pgettext

from history.diff.compare import Change, Entry
from history.diff.counting import amount
from history.diff.details import Detail, Matter
from history.diff.model import FileFacts, Files, plain
from history.diff.places import Place

# A one-letter word or a sign that the rest of the sentence would follow.
_LOOSE_END = re.compile(r"(?: \w)?[\s,;:–-]*\Z")
SHORT = 48
LONG = 90


def excerpt(text: str, length: int = LONG) -> str:
    """The beginning of a text up to a word's end."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    return _LOOSE_END.sub("", text[: length + 1].rsplit(" ", 1)[0][:length]) + "…"


def quoted(text: str, length: int = LONG) -> str:
    """The beginning of a text in quotation marks, without the sign that ends it."""
    # Translators: cudzysłów: „%(words)s”
    return gettext("“%(words)s”") % {"words": excerpt(text, length).strip(",; ") or excerpt(text) or "–"}


def file_facts(file: FileFacts | None) -> str:
    """Kind and size of a file: "CSV, 2,0 KB"."""
    if file is None:
        return ""
    kind = file.name.rpartition(".")[2].upper() if "." in file.name else ""
    size = filesizeformat(file.size) if file.size else ""
    return ", ".join(part for part in (kind, size) if part)


# -- places ----------------------------------------------------------------------------------------------------------


def place_label(entry: Entry, *, old: bool = False, short: bool = False) -> str:
    """Where a block stands, such as "§ 4 ust. 1"; the short form leaves out the heading above it."""
    place = entry.old_place if old or entry.new_place is None else entry.new_place
    block = entry.old if old or entry.new is None else entry.new
    assert place is not None  # noqa: S101 -- an entry has the places of the blocks it has
    assert block is not None  # noqa: S101 -- the same
    if block.place:
        return block.place
    if place.kind == "title":
        return pgettext("comparison", "Page title")
    if place.kind == "heading":
        return gettext("Heading %(words)s") % {"words": quoted(block.visible, SHORT)}
    if place.kind == "attachment":
        return excerpt(block.visible) or pgettext("comparison", "Attachment")
    if place.provision:
        return place.provision
    spot = _spot(place, plain(block.cells[0]) if block.cells else block.visible)
    if place.heading and not short and not place.table:
        return f"{quoted(place.heading, SHORT)}, {spot}"
    return spot if short else spot[:1].upper() + spot[1:]


def _spot(place: Place, words: str) -> str:
    """The place under its heading."""
    if place.kind == "row":
        return _row(place)
    if place.kind == "fact":
        return quoted(words, SHORT)
    if place.kind == "image":
        return (
            gettext("picture %(words)s") % {"words": quoted(words, SHORT)}
            if words
            else pgettext("comparison", "picture")
        )
    if place.kind == "item":
        numbers = ".".join(str(number) for number in place.path if number)
        point = gettext("point %(number)s") % {"number": numbers} if numbers else ""
        bullet = pgettext("comparison", "item of a list") if not place.path[-1:] or not place.path[-1] else ""
        return ", ".join(part for part in (point, bullet) if part)
    names = {
        "callout": pgettext("comparison", "box"),
        "quote": pgettext("comparison", "quotation"),
        "caption": pgettext("comparison", "caption"),
    }
    return names.get(place.kind) or gettext("paragraph %(number)s") % {"number": place.number}


def _row(place: Place) -> str:
    row = (
        pgettext("comparison", "column headings")
        if place.head
        else gettext("row %(number)s") % {"number": place.number}
    )
    table = (
        gettext("table %(words)s") % {"words": quoted(place.table, SHORT)}
        if place.table
        else pgettext("comparison", "table")
    )
    return f"{table}, {row}"


# -- changes ---------------------------------------------------------------------------------------------------------


def change_word(change: Change) -> str:
    """What happened, for the list of changes: "zmieniono słowa"."""
    entry, kind = change.first, change.first.block.kind
    if entry.op == "moved":
        return pgettext("comparison", "moved")
    if entry.op == "inserted":
        added = {"attachment": gettext("attachment added"), "image": gettext("picture added")}
        return added.get(kind) or _inserted(entry)
    if entry.op == "deleted":
        removed = {"attachment": gettext("attachment removed"), "image": gettext("picture removed")}
        return removed.get(kind) or pgettext("comparison", "removed")
    matters = {detail.matter for detail in entry.details}
    if matters & {"file", "link-file"}:
        return gettext("file replaced")
    if "picture" in matters:
        return gettext("picture replaced")
    if entry.is_reworded:
        return _reworded(kind)
    return _beside_words(matters)


def _inserted(entry: Entry) -> str:
    """Provisions are added, as acts say; words of an article are put in."""
    # Translators: dodano, o przepisie
    return pgettext("comparison", "added") if entry.block.key else pgettext("comparison", "inserted")


def _reworded(kind: str) -> str:
    names = {
        "title": gettext("title changed"),
        "heading": gettext("heading changed"),
        "attachment": gettext("attachment renamed"),
        "image": gettext("description of a picture changed"),
    }
    return names.get(kind) or gettext("words changed")


def _beside_words(matters: set[Matter]) -> str:
    if matters & {"link", "link-added", "link-removed"}:
        return gettext("link changed")
    if matters & {"bold", "not-bold", "italic", "not-italic"}:
        return gettext("emphasis changed")
    return gettext("level of a heading changed") if "level" in matters else gettext("layout changed")


def margin_word(change: Change) -> str:
    """The same in one word, for the margin of the text."""
    entry, kind = change.first, change.first.block.kind
    if kind == "attachment":
        return pgettext("margin", "attachment")
    if kind == "image":
        return pgettext("margin", "picture")
    if entry.op == "changed" and not entry.is_reworded:
        words = {
            gettext("link changed"): pgettext("margin", "link"),
            gettext("emphasis changed"): pgettext("margin", "emphasis"),
            gettext("layout changed"): pgettext("margin", "layout"),
        }
        return words.get(change_word(change)) or pgettext("margin", "changed")
    if entry.op == "changed" and kind == "heading" and _is_replaced(entry):
        return pgettext("margin", "heading")
    words = {
        "changed": pgettext("margin", "changed"),
        "moved": pgettext("comparison", "moved"),
        "inserted": _inserted(entry),
    }
    return words.get(entry.op) or pgettext("comparison", "removed")


def _is_replaced(entry: Entry) -> bool:
    """Whether no word of it stayed."""
    return entry.is_reworded and not any(
        plain(segment.new).strip() for part in entry.parts for segment in part.segments if not segment.changed
    )


def change_tail(change: Change, files: Files) -> str:
    """What follows the place in the list of changes, with the sign that joins it; `files` are the version's."""
    entry = change.first
    if entry.op == "moved":
        return ": " + ", ".join(filter(None, [_amount(change), _new_place(entry)]))
    if entry.block.kind == "attachment" and entry.op in {"inserted", "deleted"}:
        facts = file_facts(files.get(entry.block.file))
        return f", {facts}" if facts else ""
    if entry.op in {"inserted", "deleted"}:
        return "" if entry.block.place or entry.block.kind in {"heading", "image"} else f": {_amount(change)}"
    tails = [*_word_tails(entry), *(detail_text(detail) for detail in entry.details)]
    if _is_replaced(entry) and entry.block.kind in {"heading", "attachment"} and not entry.details:
        return " " + gettext("to %(words)s") % {"words": quoted(entry.block.visible)}
    return ": " + "; ".join(tails[:3]) if tails else ""


def _amount(change: Change) -> str:
    """A quotation of one block, or how many there are."""
    if len(change.entries) == 1:
        return quoted(change.first.block.words.replace("\t", " · "))
    return amount([entry.block.sort for entry in change.entries])


def _new_place(entry: Entry) -> str:
    """Where a moved block stands now; headings and attachments are no part of what is above them."""
    old, new = entry.old_place, entry.new_place
    assert old is not None  # noqa: S101 -- what moved has both places
    assert new is not None  # noqa: S101 -- the same
    nowhere = {"heading": not entry.block.place, "attachment": not new.heading}
    if nowhere.get(entry.block.kind):
        return ""
    if entry.block.kind == "attachment":
        return gettext("now under %(words)s") % {"words": quoted(new.heading, SHORT)}
    return gettext("now %(place)s") % {"place": place_label(entry, short=old.heading == new.heading)}


def _word_tails(entry: Entry) -> list[str]:
    changed = [segment for part in entry.parts for segment in part.segments if segment.changed]
    changed = [segment for segment in changed if plain(segment.old).strip() or plain(segment.new).strip()]
    if len(changed) > 1:
        return [
            ngettext("%(count)s change of words", "%(count)s changes of words", len(changed)) % {"count": len(changed)}
        ]
    for segment in changed:
        values = {"old": quoted(plain(segment.old)), "new": quoted(plain(segment.new))}
        if segment.old and segment.new:
            return [gettext("%(old)s to %(new)s") % values]
        return [gettext("added %(new)s") % values if segment.new else gettext("removed %(old)s") % values]
    return []


# -- what changed beside the words -----------------------------------------------------------------------------------


def detail_text(detail: Detail) -> str:
    """A change that no word shows, in a sentence."""
    words = quoted(detail.words, SHORT)
    old, new = detail.old, detail.new
    texts = {
        "link": gettext("the link %(words)s led to %(old)s, now to %(new)s"),
        "link-added": gettext("the words %(words)s are now a link to %(new)s"),
        "link-removed": gettext("the words %(words)s are no longer a link; it led to %(old)s"),
        "link-file": gettext("the file behind the link %(words)s was replaced: %(old_file)s, now %(new_file)s"),
        "bold": gettext("the words %(words)s are now bold"),
        "not-bold": gettext("the words %(words)s are no longer bold"),
        "italic": gettext("the words %(words)s are now italic"),
        "not-italic": gettext("the words %(words)s are no longer italic"),
        "level": gettext("heading of level %(old)s, now of level %(new)s"),
        "kind": gettext("was: %(old)s, is: %(new)s"),
        "depth": gettext("other depth in the list"),
        "head": gettext("other role in the table"),
        "list": gettext("numbers instead of bullets") if new == "numbers" else gettext("bullets instead of numbers"),
        "file": gettext("the file has another content: %(old_file)s, now %(new_file)s"),
        "picture": gettext("another picture in the same place"),
    }
    if detail.matter == "kind":
        old, new = kind_name(old), kind_name(new)
    facts = {"old_file": file_facts(detail.old_file) or "–", "new_file": file_facts(detail.new_file) or "–"}
    return texts[detail.matter] % {"words": words, "old": excerpt(old), "new": excerpt(new), **facts}


def kind_name(kind: str) -> str:
    """What a block is called."""
    names = {
        "heading": pgettext("comparison", "heading"),
        "item": pgettext("comparison", "item of a list"),
        "row": pgettext("comparison", "row of a table"),
        "fact": pgettext("comparison", "entry with a label"),
        "quote": pgettext("comparison", "quotation"),
        "callout": pgettext("comparison", "box"),
        "caption": pgettext("comparison", "caption"),
        "attachment": pgettext("margin", "attachment"),
    }
    return names.get(kind) or pgettext("comparison", "paragraph")
