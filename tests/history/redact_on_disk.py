"""Run in a process of its own, on a scratch site in a file: publish a secret, then have it removed by law.

Prints "published" while the secret is in the file and "redacted" after it should be gone, and waits for a line of
input between the two, so that whoever started it can read the file's bytes.
"""

import sys

import django


def main(secret: str) -> None:
    django.setup()
    from wagtail.models import Site

    from history.models import JournalEntry, RedactionScope
    from history.redaction import redact
    from pages.standard.models import ContentPage
    from tests.factories import add_page
    from tests.history.chronicle import boss, change, paragraph
    from tests.history.scratch import HOST

    home = Site.objects.get(hostname=HOST).root_page
    page = add_page(home, ContentPage(title="Decyzje", slug="decyzje", body=paragraph("Nic.")))
    page = change(page, secret)
    change(page, "Decyzja.")
    print("published", flush=True)
    sys.stdin.readline()
    entry = JournalEntry.objects.get(version__object__page_id=page.pk, version__number=2, event="publish")
    redact(entry, [RedactionScope.CONTENT], legal_basis="RODO", decided_by="Dyrektor", by=boss())
    print("redacted", flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    main(sys.argv[1])
