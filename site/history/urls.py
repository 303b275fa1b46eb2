"""Public addresses of the history; they come before the page tree."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from history.views import comparisons, days, feeds, files, journal, page_history, register, versions

HASH = "[0-9a-f]{64}"
NUMBER = "[1-9][0-9]{0,8}"
# As Wagtail's own pattern of a page's address.
PAGE = r"^(?P<path>(?:[\w\-]+/)*)"

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

page_urlpatterns = [
    re_path(PAGE + "historia/$", page_history.page_history, name="page_history"),
    re_path(PAGE + r"historia/atom\.xml$", feeds.page_atom, name="page_history_atom"),
    re_path(PAGE + r"historia/dane\.json$", feeds.page_json, name="page_history_json"),
    re_path(PAGE + r"historia/timemap\.link$", versions.timemap, name="timemap"),
    re_path(PAGE + rf"wersje/(?P<number>{NUMBER})/$", versions.version, name="version"),
    re_path(
        PAGE + rf"wersje/(?P<number>{NUMBER})/pliki/(?P<order>{NUMBER})/(?P<name>[^/]+)$",
        files.version_file,
        name="version_file",
    ),
    re_path(PAGE + "na-dzien/$", days.ask_day, name="ask_day"),
    re_path(PAGE + "na-dzien/(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})/$", days.on_day, name="on_day"),
    re_path(PAGE + "porownaj/$", comparisons.choose, name="choose_comparison"),
    re_path(PAGE + rf"porownaj/(?P<older>{NUMBER})/(?P<newer>{NUMBER})/$", comparisons.comparison, name="comparison"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("bip/dziennik/", include(journal_urlpatterns)),
    path("bip/rejestr-zmian/", register.change_register, name="change_register"),
    path("bip/rejestr-zmian/atom.xml", feeds.register_atom, name="change_register_atom"),
    path("bip/rejestr-zmian/dane.json", feeds.register_json, name="change_register_json"),
    *page_urlpatterns,
]
