"""What the editor of a page is told about its category: what belongs there, who has the text, what must not be there.

Help for the people of a centre, never published and never legal text: no provision is cited here. Keyed by the code of
the category (`pages.bip.categories`).
"""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Guidance(NamedTuple):
    """What the form of a page says above its body."""

    belongs: Any
    """What belongs on the page."""
    source: Any
    """Who usually has the text."""
    never: Any
    """What must not be there."""


CLIENTS = _("Names, addresses or matters of people whom the centre helps, not even with initials.")
COPIES = _("Copies of texts that stand elsewhere on the site: link them.")

GUIDANCE: dict[str, Guidance] = {
    "basic_facts": Guidance(
        _(
            "What the centre is: its legal form, who set it up and when, who supervises it. The name, address, "
            "phone and numbers are printed above the text from the centre’s data; correct them there."
        ),
        _("The secretariat or the organisational unit."),
        _("Addresses and phones typed by hand: they would stay when the centre’s data changes."),
    ),
    "statute": Guidance(
        _(
            "The statute in force, best as a link to the act in the register of acts, where its amendments and "
            "its text on any day are kept."
        ),
        _("The office of the council that adopted it, or the centre’s lawyer."),
        _("A scan without a text layer, and a text joined from amendments by hand that nobody has checked."),
    ),
    "regulations": Guidance(
        _(
            "The organisational regulations in force with all annexes and changes, and by which ordinance they "
            "were brought in."
        ),
        _("The organisational unit or the human resources unit."),
        _("A version that is no longer in force without saying so."),
    ),
    "structure": Guidance(
        _(
            "Units of the centre and who answers to whom. Where the site has the page “Structure”, this entry "
            "only leads there."
        ),
        _("The organisational unit; the source is the organisational regulations."),
        COPIES,
    ),
    "management": Guidance(
        _(
            "Who heads the centre and its units: functions, names of people who hold public functions, what each "
            "of them decides about, how to reach them."
        ),
        _("The human resources unit."),
        _("Private phones and addresses, pictures published without consent."),
    ),
    "scope": Guidance(
        _(
            "What the centre does, for whom and on what basis. This page also needs an easy-to-read twin and a "
            "film in Polish Sign Language: add both below it."
        ),
        _("The head of the centre; the source is the statute."),
        _("Acts that are no longer in force, named as if they were."),
    ),
    "handling": Guidance(
        _(
            "How to begin a matter, where and when, which documents are needed, how long it takes, what it costs, "
            "how to appeal. Also how to ask about the state of one’s matter."
        ),
        _("The heads of the units that decide these matters."),
        CLIENTS,
    ),
    "complaints": Guidance(
        _(
            "Who receives complaints and motions, in which ways they may be sent, and on which days and hours "
            "somebody receives them in person. The hours are printed above the text from the centre’s data."
        ),
        _(
            "The secretariat or the organisational unit; the lawyer checks who is competent for a complaint about "
            "the head."
        ),
        _("What was complained about and by whom."),
    ),
    "petitions": Guidance(
        _(
            "One entry for every petition: its scan or text, the day it came, what was done about it. Also the "
            "yearly summary."
        ),
        _("The secretariat, which keeps the correspondence."),
        _("The author’s name without their consent, and personal data in the scan."),
    ),
    "foi": Guidance(
        _(
            "The ways to ask, a specimen letter and what follows are printed from the centre’s data. Add only "
            "what is peculiar to your centre, for instance who handles such letters."
        ),
        _("The person who answers requests for public information."),
        _("A demand for data that the answer doesn’t need, and a form that collects personal data."),
    ),
    "reuse": Guidance(
        _(
            "On what conditions others may use the centre’s information, or that there are none; whom to ask "
            "about what isn’t published."
        ),
        _("The lawyer together with the editor of the bulletin."),
        _("Conditions copied from another office, and bans that nobody has checked."),
    ),
    "unpublished": Guidance(
        _(
            "How to get public information that isn’t in the bulletin. The way to ask is printed above the text; "
            "add what kinds of information the centre gives only on request."
        ),
        _("The editor of the bulletin."),
        _("Information that is withheld: this has a list of its own."),
    ),
    "withholdings": Guidance(
        _(
            "One entry for every piece of information that is withheld: what of it, on what basis, who decided, "
            "in whose interest."
        ),
        _("Whoever decided to withhold it; the lawyer."),
        _("The very information that is withheld."),
    ),
    "acts": Guidance(
        _(
            "Resolutions and ordinances about the centre, each with its number, date and subject, best with its "
            "full text."
        ),
        _("The office of the council and the secretariat."),
        _("Decisions in the matters of single people."),
    ),
    "ordinances": Guidance(
        _("Ordinances of the head of the centre, as links to the register of acts; those no longer in force say so."),
        _("The secretariat, which keeps their register."),
        _("Ordinances about a single employee’s matters."),
    ),
    "programmes": Guidance(
        _(
            "Programmes and strategies that the centre carries out, with the act that adopted them, their years "
            "and results."
        ),
        _("Coordinators of the programmes."),
        CLIENTS,
    ),
    "inspections": Guidance(
        _(
            "One entry for every inspection: who inspected, what, when, with the report, the findings and the "
            "centre’s answer."
        ),
        _("The secretariat, which keeps the book of inspections."),
        CLIENTS,
    ),
    "registers": Guidance(
        _(
            "Every register, record and archive that the centre keeps: what is in it, who keeps it, on what "
            "basis, and how to get access to it."
        ),
        _("The organisational unit and the data-protection officer."),
        _("The content of registers of the people whom the centre helps."),
    ),
    "reports": Guidance(
        _(
            "Yearly reports on what the centre did, the assessment of social-assistance resources and others, "
            "each with the period it covers."
        ),
        _("The head of the centre or whoever presents the report to the council."),
        _("Numbers so small that a person could be recognised by them."),
    ),
    "property": Guidance(
        _("What property the centre uses and manages, with values and the day they are of; also what it rents."),
        _("The chief accountant."),
        _("Details that would make a burglary easier."),
    ),
    "finance": Guidance(
        _("The centre’s financial plan and its changes, income and spending by year, where the money comes from."),
        _("The chief accountant."),
        _("Tables as pictures: spreadsheets and tables can be read and reused."),
    ),
    "statements": Guidance(
        _(
            "The balance sheet, the profit and loss account, the statement of changes in the fund and the notes, "
            "for every year."
        ),
        _("The chief accountant."),
        _("Only a scan: attach the file that can be read aloud."),
    ),
    "procurement": Guidance(
        _(
            "One entry for every procurement, price enquiry and call for offers: documents, deadline, questions "
            "with answers, the result."
        ),
        _("The procurement unit or whoever runs the procurement."),
        _("Business secrets from offers, and personal data of the bidders’ staff that needn’t be there."),
    ),
    "declarations": Guidance(
        _(
            "Asset declarations of those who have to make them, without part B; or a link to the bulletin of the "
            "town, where they stand."
        ),
        _("The human resources unit, or the town hall that receives them."),
        _("Part B: home addresses and places where property lies."),
    ),
    "recruitment": Guidance(
        _(
            "One entry for every recruitment: the post, requirements, tasks, conditions, documents, the deadline, "
            "later the result."
        ),
        _("The human resources unit."),
        _("Data of candidates other than what has to be published of the chosen one."),
    ),
    "privacy": Guidance(
        _(
            "Who the controller is, how to reach the data-protection officer, and the privacy notices of every "
            "kind of matter. The officer’s name, phone and e-mail are printed above the text from the centre’s "
            "data."
        ),
        _("The data-protection officer writes or checks the notices."),
        _("Notices copied from another centre: purposes, periods and recipients differ."),
    ),
    "accessibility": Guidance(
        _("The accessibility statement is a page of its own type, right below the home page; this entry leads there."),
        _("The accessibility coordinator."),
        _("A second statement, or one as a file."),
    ),
    "whistleblowing": Guidance(
        _(
            "How to report a breach of the law to the centre, who receives reports, what happens with one, and "
            "how the reporting person is protected."
        ),
        _("The person whom the head authorised to receive reports; the text comes from the procedure of the centre."),
        _("An ordinary contact form for reports, and anything about a report or its author."),
    ),
    "child_protection": Guidance(
        _(
            "The full child-protection standards in force in the centre, with the day they were adopted and last "
            "reviewed, and who is responsible for them."
        ),
        _("The person responsible for the standards, named by the head of the centre."),
        _("A pattern that nobody has fitted to the centre."),
    ),
    "child_protection_short": Guidance(
        _("The short version for children: what adults may not do, whom a child can tell, in plain and kind words."),
        _("The person responsible for the standards, best after asking children whether they understand it."),
        _("Legal language and references to paragraphs."),
    ),
    "office": Guidance(
        _(
            "Who edits the bulletin. Address, phone, fax, e-mail and the editors are printed from the centre’s "
            "data and from the home of the bulletin; correct them there."
        ),
        _("The head of the centre names the editors."),
        _("Private phones and addresses of the editors."),
    ),
    "guide": Guidance(
        _(
            "How to find information and read the pages. The text describes how this site works; add what is "
            "peculiar to your bulletin."
        ),
        _("The editor of the bulletin."),
        _("Advice for another bulletin’s system."),
    ),
    "electronic": Guidance(
        _(
            "The e-Doręczenia address and the ePUAP box are printed from the centre’s data, which checks their "
            "form. Add what may be sent there and what may not."
        ),
        _("The secretariat, which reads both boxes."),
        _("Addresses typed by hand."),
    ),
}
