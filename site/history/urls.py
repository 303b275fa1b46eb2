"""Public addresses of the history; they come before the page tree."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from history.views import journal

HASH = "[0-9a-f]{64}"

journal_urlpatterns = [
    path("", journal.journal_page, name="journal"),
    path("dziennik.jsonl", journal.journal_lines, name="journal_lines"),
    path("ujawnienia.jsonl", journal.journal_disclosures, name="journal_disclosures"),
    re_path(rf"^ujawnienia/(?P<commitment>{HASH})\.json$", journal.journal_disclosure, name="journal_disclosure"),
    path("punkty-kontrolne.jsonl", journal.journal_checkpoints, name="journal_checkpoints"),
    re_path(
        r"^punkty/(?P<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)/(?P<part>punkt\.txt|punkt\.sig|klucz\.pem)$",
        journal.checkpoint_part,
        name="journal_checkpoint_part",
    ),
    path("klucz.pem", journal.journal_key, name="journal_key"),
    re_path(rf"^pliki/(?P<sha256>{HASH})$", journal.journal_file, name="journal_file"),
    path("sprawdz_dziennik.py", journal.journal_verifier, name="journal_verifier"),
    path("paczka.zip", journal.journal_package, name="journal_package"),
    path("atom.xml", journal.journal_feed, name="journal_feed"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("bip/dziennik/", include(journal_urlpatterns)),
]
