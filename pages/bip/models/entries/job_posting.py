"""A recruitment in the words of schema.org. https://schema.org/JobPosting"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import escape

if TYPE_CHECKING:
    from pages.bip.models.entries.recruitment import RecruitmentPage


def job_posting(page: RecruitmentPage) -> dict[str, Any] | None:
    """The notice, until when it is valid, who hires and where; what isn't known is absent. Never whom it chose.

    None once there is a result: engines would go on showing a post that nobody can apply for.
    """
    if page.deadline_moment is None or page.outcome:
        return None
    node = {
        "@type": "JobPosting",
        "title": page.post,
        "description": _description(page),
        "datePosted": page.announced.isoformat(),
        "validThrough": page.deadline_moment.isoformat(),
        "hiringOrganization": _employer(page),
        "jobLocation": {"@type": "Place", "address": _address(page)},
        "url": page.full_url,
    }
    return {key: value for key, value in node.items() if value}


def _description(page: RecruitmentPage) -> str:
    """The parts of the notice as the HTML that readers of job postings expect."""
    return "".join(
        f"<p>{escape(part.heading)}</p><ul>{''.join(f'<li>{escape(line)}</li>' for line in part.lines)}</ul>"
        for part in page.parts
    )


def _employer(page: RecruitmentPage) -> dict[str, str]:
    if page.employer:
        return {"@type": "Organization", "name": page.employer}
    site = page.get_site()
    facts = {"@type": "GovernmentOrganization", "name": page.centre.name, "sameAs": site.root_url if site else ""}
    return {key: value for key, value in facts.items() if value}


def _address(page: RecruitmentPage) -> dict[str, str]:
    centre = page.centre
    address = {"@type": "PostalAddress", "addressCountry": "PL"}
    if page.employer_address:
        return {**address, "streetAddress": page.employer_address}
    if page.employer:
        return address
    known = {
        "streetAddress": centre.street,
        "postalCode": centre.postcode,
        "addressLocality": centre.city or centre.town,
    }
    return {**address, **{key: value for key, value in known.items() if value}}
