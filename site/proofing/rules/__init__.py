"""All publishing rules. To add one: a function in a module here, with examples beside it, its name in this tuple."""

from proofing.rule import Rule
from proofing.rules.amounts import amounts_without_date
from proofing.rules.capitals import capitals
from proofing.rules.colons import colons
from proofing.rules.contacts import private_mail, private_phone
from proofing.rules.files import file_titles
from proofing.rules.headings import heading_order
from proofing.rules.lead import lead_missing
from proofing.rules.links import bare_addresses, dead_links, link_texts, links_to_drafts, links_to_places
from proofing.rules.personal import account, file_numbers, id_card, pesel
from proofing.rules.phrases import official_phrases
from proofing.rules.pictures import picture_decision, picture_words
from proofing.rules.placeholders import placeholders
from proofing.rules.readability import readability
from proofing.rules.sentences import long_sentences
from proofing.rules.tables import tables
from proofing.rules.tense import past_as_future

RULES: tuple[Rule, ...] = (
    pesel,
    id_card,
    account,
    file_numbers,
    picture_decision,
    heading_order,
    link_texts,
    dead_links,
    tables,
    placeholders,
    links_to_drafts,
    links_to_places,
    bare_addresses,
    picture_words,
    file_titles,
    lead_missing,
    private_mail,
    private_phone,
    past_as_future,
    amounts_without_date,
    colons,
    capitals,
    long_sentences,
    official_phrases,
    readability,
)

PERSONAL: tuple[Rule, ...] = (pesel, id_card, account, file_numbers)
"""Those that hold for whatever is published, wherever it was written."""
