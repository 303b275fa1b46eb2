"""Where every address of the administration that is ours is opened, or why it isn't."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator

from playwright.sync_api import Page, expect

from tests.browser.stories.hands import settled
from tests.browser.stories.screens import open_checks
from tests.browser.stories.stage import Stage
from tests.editing.word_made import document, heading, paragraph, table
from tests.portal.test_stranger import admin_patterns

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Whose addresses are theirs to look after; those of allauth show templates of ours.
OTHERS = ("wagtail.", "rest_framework.", "django.")


def addresses_of_ours() -> Iterator[str]:
    """The names of the addresses below /admin/ that something of this site answers."""
    for name, _route, pattern in admin_patterns():
        view = inspect.unwrap(pattern.callback, stop=lambda found: hasattr(found, "view_class"))
        view = getattr(view, "view_class", view)
        if not view.__module__.startswith(OTHERS):
            yield name


def reading_of_file(stage: Stage) -> Page:
    page = stage.open("redaktor", "importing/{news}/new/")
    cells = "<w:tc><w:p><w:r><w:t>Godziny</w:t></w:r></w:p></w:tc>"
    file = document(heading(1, "Kasa"), paragraph("Kasa jest czynna."), table([[cells, cells], [cells, cells]]))
    page.locator("input[type=file]").set_input_files({"name": "kasa.docx", "mimeType": WORD, "buffer": file})
    page.get_by_role("button", name="Wczytaj plik").click()
    page.wait_for_url("**/waiting/**")
    return page


def link_to_hand_over(stage: Stage) -> Page:
    page = stage.open("kierownik", "invitations/{invited}/again/")
    page.get_by_role("button", name="Wyślij zaproszenie ponownie").click()
    page.wait_for_url("**/link/")
    return page


def opened_invitation(stage: Stage) -> Page:
    link = link_to_hand_over(stage).locator(".link-to-copy").input_value()
    page = stage.reader()
    page.goto(link)
    return page


def conflict(stage: Stage) -> Page:
    """Two editors of one page."""
    address = "pages/{disputed}/edit/"
    second, first = settled(stage.open("redaktor", address)), settled(stage.open("kierownik", address))
    for page, summary in ((first, "Od 9.00."), (second, "Od 10.00.")):
        page.fill("#id_summary", summary)
        page.evaluate("() => document.querySelector('#page-edit-form').requestSubmit()")
        page.wait_for_load_state()
    expect(second.locator(".conflict")).to_be_visible()
    return second


def checks(stage: Stage) -> Page:
    page = settled(stage.open("redaktor", "pages/{programme}/edit/"))
    open_checks(page)
    return page


def unknown(address: str) -> Callable[[Stage], Page]:
    """A page for somebody who is not signed in."""
    return lambda stage: stage.read(f"/admin/{address}")


Way = str | Callable[[Stage], Page]
OPENED: dict[str, dict[str, Way]] = {
    "": {"account_login": unknown("login/"), "accounts_invitation": opened_invitation},
    "redaktor": {
        "account_change_password": "account/password/",
        "account_inactive": "login/inactive/",
        "account_logout": "logout/",
        "account_reauthenticate": "login/again/",
        "accounts_sessions": "account/sessions/",
        "adding:kinds": "adding/",
        "adding:start": "adding/news/newspage/{news}/",
        "conflict": conflict,
        "guide:index": "guide/",
        "guide:topic": "guide/zdjecie/",
        "importing:below": "importing/{news}/new/",
        "importing:confirm": reading_of_file,
        "importing:into": "importing/{programme}/",
        "leaving:bin": "bin/",
        "leaving:restore": "bin/{binned}/restore/",
        "mfa_activate_totp": "account/security/app/",
        "mfa_add_webauthn": "account/security/keys/add/",
        "mfa_index": "account/security/",
        "previews:links": "previews/{programme}/",
        "proofing:edit": checks,
        "public_history:compare": "public-history/{programme}/compare/{revision}/live/",
        "public_history:compare_draft": "public-history/{programme}/draft/",
        "public_history:restore": "public-history/{programme}/restore/1/",
        "public_history:versions": "public-history/{programme}/",
        "roles": "roles/",
        "wagtailadmin_home": "",
        "wagtailadmin_pages:delete": "pages/{passing[0]}/delete/",
        "wagtailadmin_pages:unpublish": "pages/{passing[0]}/unpublish/",
    },
    "zatwierdzajacy": {"approval:page": "approval/{waiting}/"},
    "kierownik": {
        "acts_admin:amend": "acts/amend/{statute}/",
        "acts_admin:check": "acts/check/{text}/",
        "acts_admin:import": "acts/import/{text}/",
        "compliance:board": "compliance/{site}/",
        "compliance:log": "compliance/{site}/log/",
        "compliance:sheet": "compliance/{site}/sheet/",
        "compliance:sheet_print": "compliance/{site}/sheet/print/",
        "inaccessible_documents": "reports/inaccessible-documents/",
        "invitations:add": "invitations/add/",
        "invitations:again": "invitations/{invited}/again/",
        "invitations:index": "invitations/",
        "invitations:link": link_to_hand_over,
        "invitations:withdraw": "invitations/{invited}/withdraw/",
        "public_history:correct": "public-history/{programme}/correct/1/",
        "search_misses:delete": "search-misses/delete/{miss}/",
        "search_misses:index": "search-misses/",
        "search_words:add": "search-words/new/",
        "search_words:delete": "search-words/delete/{word}/",
        "search_words:edit": "search-words/edit/{word}/",
        "search_words:history": "search-words/history/{word}/",
        "search_words:index": "search-words/",
        "upkeep:links": "reports/upkeep/links/",
        "upkeep:overdue": "reports/upkeep/overdue/",
        "upkeep:owners": "reports/upkeep/owners/",
        "upkeep:pictures": "reports/upkeep/pictures/",
        "upkeep:unexplained": "reports/upkeep/unexplained/",
    },
    "administrator": {
        "accessibility_admin:film": "films/{film}/",
        "compliance:index": "compliance/",
        "public_history:gone": "public-history/gone/",
        "public_history:redact": "public-history/{programme}/redact/{entry}/",
    },
}
# The same view as one above at another address, a part of it, a file, or nothing to be seen.
SAME = {
    "wagtailadmin_login": "account_login",
    "wagtailadmin_logout": "account_logout",
    "wagtailadmin_password_reset": "account_reset_password",
    "search_words:usage": "search_words:index",
    "wagtailimages_chooser:choose": "Wagtail's own window, with fewer pictures in it",
    "proofing:add": "proofing:edit",
}
PARTS = {
    "inaccessible_documents_results", "invitations:index_results", "search_misses:index_results",
    "search_words:history_results", "search_words:index_results", "upkeep:links_results", "upkeep:overdue_results",
    "upkeep:owners_results", "upkeep:pictures_results", "upkeep:unexplained_results",
}  # fmt: skip
FILES = {
    "accessibility_admin:draft_captions", "accessibility_admin:draft_film", "compliance:csv", "compliance:json",
    "importing:picture",
}  # fmt: skip
ANSWERS_TO_SCRIPTS_AND_BUTTONS = {"accounts_session", "compliance:digest", "mfa_login_webauthn", "previews:withdraw"}
# Without a mail server, or without a second factor, they lead elsewhere. The form is that of signing in.
FORM_OF_SIGNING_IN = {
    "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "account_set_password", "mfa_authenticate", "mfa_deactivate_totp",
    "mfa_edit_webauthn", "mfa_generate_recovery_codes", "mfa_list_webauthn", "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_view_recovery_codes",
}  # fmt: skip
NOT_OPENED = {*SAME, *PARTS, *FILES, *ANSWERS_TO_SCRIPTS_AND_BUTTONS, *FORM_OF_SIGNING_IN}
