"""The list L1–L30, each with the function that answers it.

A basis is cited only where all of its text that the check rests on was read; where it was not, staff read that it was
not, and the item is called no duty (`Item.duty`).
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from compliance.answers import Item
from compliance.items import accessible, bulletin, duties, entries, menu, operation, personal, practice, record

BIP = "rozporządzenie MSWiA z 18.01.2007 w sprawie BIP"
UDIP = "ustawa z 6.09.2001 o dostępie do informacji publicznej"
UDC = "ustawa z 4.04.2019 o dostępności cyfrowej"

ITEMS: tuple[Item, ...] = (
    Item("L1", _("Sign of the BIP on every page"), bulletin.sign, f"{BIP}, § 11 ust. 1 pkt 1"),
    Item("L2", _("Editorial office and editors"), bulletin.editors, f"{BIP}, § 11 ust. 1 pkt 2–3"),
    Item("L3", _("Guide to the bulletin"), bulletin.guide, f"{BIP}, § 11 ust. 1 pkt 4"),
    Item("L4", _("Complete subject menu"), menu.categories, f"{BIP}, § 11 ust. 1 pkt 5; {UDIP}, art. 8 ust. 3"),
    Item("L5", _("Search on every page"), bulletin.search, f"{BIP}, § 11 ust. 1 pkt 6"),
    Item("L6", _("No advertising"), bulletin.advertising, f"{BIP}, § 11 ust. 2"),
    Item("L7", _("Provenance of every page"), record.provenance, f"{UDIP}, art. 8 ust. 6 pkt 1–3"),
    Item("L8", _("How to get what is not published"), menu.unpublished, f"{UDIP}, art. 8 ust. 4"),
    Item("L9", _("Statements of withholding"), menu.withheld, f"{UDIP}, art. 8 ust. 5"),
    Item("L10", _("Register of changes"), record.register),
    Item("L11", _("Log of attempts, looked through"), operation.log),
    Item("L12", _("Copies every day"), operation.copies),
    Item("L13", _("On day and night"), operation.answering),
    Item("L14", _("Data for gov.pl/bip"), operation.national_page, f"{UDIP}, art. 9 ust. 3–4"),
    Item("L15", _("Digital accessibility"), accessible.conformity, f"{UDC}, art. 5 ust. 1 i 3"),
    Item("L16", _("Accessibility statement"), accessible.statement, f"{UDC}, art. 10, art. 12 pkt 7"),
    Item("L17", _("Statement linked and reviewed"), accessible.review, f"{UDC}, art. 11"),
    Item(
        "L18",
        _("Scope of activity in three forms"),
        accessible.three_forms,
        "ustawa z 19.07.2019 o zapewnianiu dostępności, art. 6 pkt 3 lit. c",
    ),
    Item("L19", _("Accessible attachments"), accessible.attachments, f"{UDC}, art. 5 ust. 1 i 3"),
    Item(
        "L20", _("Recruitments"), entries.recruitments, "ustawa z 21.11.2008 o pracownikach samorządowych, art. 13 i 15"
    ),
    Item("L21", _("Petitions"), entries.petitions, "ustawa z 11.07.2014 o petycjach, art. 8 i 14"),
    Item(
        "L22",
        _("Asset declarations without part B"),
        entries.declarations,
        "ustawa o samorządzie gminnym, art. 24h–24i",
    ),
    Item("L23", _("No data of the people helped"), personal.nobody_named),
    Item("L24", _("Personal data protection"), duties.data_protection),
    Item("L25", _("Electronic delivery and ePUAP"), duties.electronic),
    Item("L26", _("Protection of minors, whistleblowers"), duties.protection),
    Item("L27", _("Inspections, registers, property"), menu.never_empty, f"{UDIP}, art. 8 ust. 3"),
    Item("L28", _("Logs and formats"), operation.keeping),
    Item("L29", _("Lasting addresses of versions"), practice.lasting_addresses, must=False),
    Item("L30", _("Acts with all their data"), practice.acts, must=False),
)
BY_CODE = {item.code: item for item in ITEMS}
