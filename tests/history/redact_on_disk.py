"""Run in a process of its own, on a database file of its own: publish a secret, then have it removed by law.

Prints "published" while the secret is in the file and "redacted" after it should be gone, and waits for a line of
input between the two, so that whoever started it can read the file's bytes.
"""

import sys

import django


def main(secret: str) -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from history.models import JournalEntry, RedactionScope
    from history.redaction import redact
    from pages.standard.models import ContentPage
    from tests.factories import add_page, make_centre
    from tests.history.chronicle import boss, change, paragraph

    site = make_centre()
    page = add_page(site.root_page, ContentPage(title="Decyzje", slug="decyzje", body=paragraph("Nic.")))
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
