"""The guide of a new bulletin: how this site works. Editors change it as they like."""

from __future__ import annotations

import json

from django.utils.html import escape
from django.utils.translation import gettext as _


def guide_body(ask_page: int | None) -> str:
    """The body of the page; `ask_page` is the page on requests for public information."""
    parts = [
        (
            _("How to find something"),
            [
                _("Begin with the subject menu on the home of the bulletin: all subjects stand there in six groups."),
                _("Or type a word into the search at the top of any page. It finds other forms of the word too."),
                _("Lists of recruitments, procurements and other matters say of each entry where it stands today."),
            ],
        ),
        (
            _("How to read a page"),
            [
                _("The provenance box below the text says who answers for it, who published it and when."),
                _("The page’s history keeps its earlier versions; any two of them can be compared."),
                _("The register of changes names everything that was published, changed or withdrawn."),
                _("“Not given” means that we don’t know. We do not guess."),
            ],
        ),
    ]
    body = [block for heading, lines in parts for block in (_heading(heading), _list(lines))]
    if ask_page is not None:
        link = f'<a linktype="page" id="{ask_page}">{escape(_("Please send a request"))}</a>'
        body += [
            _heading(_("When something is missing")),
            {"type": "text", "value": f"<p>{escape(_('You can ask the centre for it.'))} {link}.</p>"},
        ]
    return json.dumps(body)


def _heading(text: str) -> dict[str, str]:
    return {"type": "heading", "value": text}


def _list(lines: list[str]) -> dict[str, str]:
    return {"type": "text", "value": "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"}
