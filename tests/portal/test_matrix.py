"""Every role at every address of the administration: with a centre's own things as documented, with others' never."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission, Page, Site

from pages.acts.models import ActPage
from pages.bip.models import BipArticlePage, BipSectionPage
from portal.models import CentreRole
from portal.roles import Role, group_of
from tests.conftest import KEDZIERZYN, KIELCE, PORT
from tests.portal.test_stranger import (
    CANARY,
    FAILING,
    REFUSALS,
    REFUSED,
    Foreign,
    admin_addresses,
    asked,
    names,
)

LETTERS = {
    Role.PORTAL_EDITOR: "P",
    Role.BULLETIN_EDITOR: "B",
    Role.APPROVER: "A",
    Role.OWNER: "O",
    Role.ACCESSIBILITY: "C",
    Role.ADMINISTRATOR: "D",
}
EVERYBODY, NOBODY = "PBAOCD", "-"
# Addresses by who is let in: first with a page of the portal, then with one of the bulletin.
OWN: dict[str, dict[str, str]] = {
    # Whoever works for a centre reads all its pages and finds its files. Some forms show what they then refuse to do.
    EVERYBODY: {
        "": """
            wagtail_bulk_action
            account_change_password account_inactive account_reset_password_done account_reset_password_from_key
            account_reset_password_from_key_done account_set_password accounts_invitation accounts_session
            admin/test404/ inaccessible_documents inaccessible_documents_results mfa_index mfa_list_webauthn roles
            wagtailadmin_account wagtailadmin_choose_page wagtailadmin_choose_page_anchor_link
            wagtailadmin_choose_page_child wagtailadmin_choose_page_chosen_multiple
            wagtailadmin_choose_page_email_link wagtailadmin_choose_page_external_link
            wagtailadmin_choose_page_phone_link wagtailadmin_choose_page_search wagtailadmin_dismissibles
            wagtailadmin_explore wagtailadmin_explore_results wagtailadmin_explore_root wagtailadmin_home
            wagtailadmin_javascript_catalog wagtailadmin_sprite wagtailadmin_tag_autocomplete
            wagtailadmin_tag_model_autocomplete
        """,
        "adding": "kinds",
        "guide": "index topic",
        "invitations": "link",
        "leaving": "bin",
        "upkeep": """
            links links_results overdue overdue_results owners owners_results pictures pictures_results unexplained
            unexplained_results
        """,
        "wagtailadmin_api:documents": "detail listing",
        "wagtailadmin_api:images": "detail listing",
        "wagtailadmin_api:pages": "detail listing",
        "wagtailadmin_editing_sessions": "release",
        "wagtailadmin_pages": """
            choose_parent confirm_workflow_cancellation move_confirm revisions_index search search_results type_use
            type_use_results
        """,
        "wagtailadmin_reports": """
            aging_pages aging_pages_results site_history site_history_results workflow workflow_results workflow_tasks
            workflow_tasks_results
        """,
        "wagtailadmin_workflows": "task_chooser task_chooser_create task_chooser_results task_chosen",
        "wagtaildocs": "add add_multiple index index_results",
        "wagtaildocs_chooser": "choose choose_results chosen chosen_multiple create",
        "wagtailembeds": "chooser chooser_upload",
        "wagtailimages": "add add_multiple index index_results",
        "wagtailimages_chooser": "choose choose_results chosen chosen_multiple create select_format",
    },
    # Changing a page.
    "PAOD BAOD": {
        "": "edit_page revert_page ",
        "approval": "page",
        "importing": "into",
        "previews": "links",
        "proofing": "edit",
        "public_history": "compare compare_draft restore versions",
        "wagtailadmin_editing_sessions": "ping",
        "wagtailadmin_pages": """
            copy edit history history_results preview_on_edit revisions_compare revisions_revert revisions_view usage
            view_draft workflow_history
        """,
    },
    # Publishing.
    "PAD AD": {
        "public_history": "correct",
        "wagtailadmin_api:pages": "action",
        "wagtailadmin_pages": "revisions_unschedule set_page_position set_privacy unpublish",
    },
    # Adding a page: everybody where they write.
    "PD BD": {
        "adding": "start",
        "importing": "below",
        "proofing": "add",
        "wagtailadmin_pages": "add add_subpage preview_on_add",
    },
    # Deleting and moving what readers see.
    "PD D": {
        "wagtailadmin_pages": "delete move",
    },
    # Locking.
    "D D": {
        "wagtailadmin_pages": "lock unlock",
    },
    # Changing files that others have sent.
    "PBCD": {
        "wagtaildocs": "delete delete_multiple document_usage edit edit_multiple",
        "wagtailimages": "delete delete_multiple edit edit_multiple image_usage preview",
    },
    # Search words and all that stands outside the bulletin.
    "PD": {
        "acts_admin": "amend import",
        "leaving": "restore",
        "search_misses": "delete index index_results",
        "search_words": "add delete edit history history_results index index_results usage",
    },
    # The board of legal compliance.
    "CD": {
        "compliance": "board csv digest index json log sheet sheet_print",
    },
    # The centre's data and people.
    "D": {
        "invitations": "add index index_results",
        "wagtailadmin_reports": "locked_pages locked_pages_results",
        "wagtailsettings": "edit",
    },
    # All centres at once, or what the things at hand are not: second addresses, films, steps of a workflow.
    NOBODY: {
        "": """
            account_login account_reauthenticate account_reset_password accounts_sessions admin/^.*/$
            mfa_activate_totp mfa_add_webauthn
            mfa_authenticate mfa_deactivate_totp mfa_edit_webauthn mfa_generate_recovery_codes mfa_login_webauthn
            mfa_reauthenticate mfa_reauthenticate_webauthn mfa_remove_webauthn mfa_view_recovery_codes
            wagtailadmin_block_preview wagtailadmin_login wagtailadmin_password_reset
        """,
        "accessibility_admin": "draft_captions draft_film film",
        "acts_admin": "check",
        "importing": "confirm picture",
        "invitations": "again withdraw",
        "previews": "withdraw",
        "public_history": "gone redact",
        "wagtailadmin_api:documents": "find",
        "wagtailadmin_api:images": "find",
        "wagtailadmin_api:pages": "find",
        "wagtailadmin_collections": "add delete edit index set_privacy",
        "wagtailadmin_pages": """
            collect_workflow_action_data convert_alias workflow_action workflow_history_detail workflow_preview
        """,
        "wagtailadmin_reports": "page_types_usage page_types_usage_results",
        "wagtailadmin_workflows": """
            add add_task disable disable_task edit edit_task enable enable_task index index_results remove
            select_task_type task_index task_index_results usage usage_results
        """,
        "wagtaildocs": "create_multiple_from_uploaded_document delete_upload_multiple",
        "wagtailimages": """
            create_multiple_from_uploaded_image delete_upload_multiple url_generator url_generator_output
        """,
        "wagtailredirects": "add delete edit index index_results process_import start_import",
        "wagtailsettings": "preview_on_edit",
        "wagtailsites": "add copy delete edit history history_results index index_results usage",
        "wagtailsnippets": "index",
        "wagtailusers_groups": "add delete edit history history_results index index_results usage",
        "wagtailusers_users": "add copy delete edit history history_results index index_results usage",
    },
}
LEAVING = {"account_logout", "wagtailadmin_logout"}


class Own(Foreign):
    """The same things, asked for by their own people; readers see the page already."""

    def __init__(self) -> None:
        super().__init__()
        self.act = ActPage.objects.descendant_of(self.site.root_page).first()
        self.page.save_revision(user=self.user).publish()
        self.draft()

    def draft(self) -> None:
        """A newer text of the page than readers see."""
        self.page.refresh_from_db()
        self.page.title = f"{self.page.title} dziś"
        self.revision = self.page.save_revision(user=self.user)

    def values(self, name: str) -> dict[str, Any]:
        kind = type(self.page)._meta
        labels = {"content_type_app_name": kind.app_label, "content_type_model_name": kind.model_name}
        labels |= {"app_label": kind.app_label, "model_name": kind.model_name}
        own = {**super().values(name), **labels, "parent_page_id": self.parent.pk}
        return {**own, "page_id": self.act.pk} if name.startswith("acts_admin") else own

    def path(self, name: str, route: str) -> str:
        path = super().path(name, route)
        return f"{path}?id={self.page.pk}" if name == "wagtail_bulk_action" else path


class InBulletin(Own):
    """The same with a page of the bulletin."""

    def __init__(self, things: Own) -> None:
        vars(self).update(vars(things))
        self.parent = BipSectionPage.objects.descendant_of(self.site.root_page).live().first()
        self.page = BipArticlePage(title="Kanarek", slug="kanarek", live=False)
        self.parent.add_child(instance=self.page)
        self.page.save_revision().publish()
        self.draft()


def without_files(things: Foreign) -> Iterator[Foreign]:
    """Let a test use the things, then clear away what a rollback leaves."""
    yield things
    things.document.file.delete(save=False)
    things.image.file.delete(save=False)


@pytest.fixture
def own(db: None) -> Iterator[Foreign]:
    yield from without_files(Own())


@pytest.fixture
def foreign(db: None) -> Iterator[Foreign]:
    yield from without_files(Foreign())


class QuickClient(Client):
    """A browser that keeps no copy of what templates were given: thousands of pages are asked for here."""

    def request(self, **request: Any) -> HttpResponseBase:
        return self.handler(self._base_environ(**request))


def person(role: Role, hostname: str) -> Client:
    """Somebody of a role in a centre."""
    user = User.objects.create_user(role.value)
    user.groups.add(group_of(Site.objects.get(hostname=hostname), role))
    client = QuickClient(headers={"host": f"{hostname}:{PORT}"})
    client.force_login(user)
    return client


def is_let_in(client: Client, url: str) -> bool:
    """Whether an address answers with what it is for; what it does is undone."""
    with transaction.atomic():
        answer = client.get(url)
        if answer.status_code == 405:
            answer = client.post(url)
        transaction.set_rollback(True)
    turned_away = answer.headers.get("Location", "") in {"", "/admin/"} or "/login/" in answer.headers["Location"]
    return answer.status_code not in {403, 404, 405} and not (answer.status_code == 302 and turned_away)


def verdicts(role: Role, things: Own) -> dict[str, str]:
    """What each address says to a role, as letters: of the portal's page, then of the bulletin's where one is named."""
    client, inside, found = person(role, KIELCE), InBulletin(things), {}
    for name, route in admin_addresses():
        if name in LEAVING or "get" in FAILING.get(name, ""):
            continue
        urls = list(dict.fromkeys(place.path(name, route) for place in (things, inside)))
        found[name] = " ".join(LETTERS[role] if is_let_in(client, url) else NOBODY for url in urls)
    return found


def expected(role: Role) -> dict[str, str]:
    """The same as documented."""
    letter = LETTERS[role]
    return {
        name: " ".join(letter if letter in part else NOBODY for part in who.split())
        for who, addresses in OWN.items()
        for name in names(addresses)
    }


def widened(verdict: str) -> str:
    """A verdict that doesn't depend on where a page stands, as one word."""
    parts = set(verdict.split())
    return parts.pop() if len(parts) == 1 else verdict


def test_every_address_is_in_the_table_once():
    listed = [name for addresses in OWN.values() for name in names(addresses)]
    assert len(listed) == len(set(listed))
    asked_for = {name for name, _route in admin_addresses() if "get" not in FAILING.get(name, "")}
    assert set(listed) == asked_for - LEAVING


@pytest.mark.parametrize("role", list(Role))
def test_a_role_does_in_its_centre_what_is_documented(role: Role, own: Own):
    found, documented = verdicts(role, own), expected(role)
    differences = {
        name: (verdict, documented.get(name))
        for name, verdict in found.items()
        if widened(verdict) != widened(documented.get(name, ""))
    }
    assert not differences


@pytest.mark.parametrize("role", list(Role))
def test_a_role_does_nothing_in_another_centre(role: Role, foreign: Foreign):
    client, refused, faults = person(role, KEDZIERZYN), names(REFUSED), []
    for name, route in admin_addresses():
        if name not in refused or name in LEAVING:
            continue
        url = foreign.path(name, route)
        for method in ("get", "post"):
            status, text = asked(client, method, url)
            if CANARY in text or status not in REFUSALS:
                faults.append(f"{method} {url} ({name}): {status}")
    assert not faults, "\n".join(faults)


def test_all_rights_of_a_role_are_rights_in_its_centre(db: None):
    for known in CentreRole.objects.select_related("site__root_page", "group"):
        group, site = known.group, known.site
        home, collection = site.root_page.path, site.hostname
        pages = Page.objects.filter(group_permissions__group=group)
        assert all(page.path.startswith(home) for page in pages)
        files = GroupCollectionPermission.objects.filter(group=group)
        assert set(files.values_list("collection__name", flat=True)) <= {collection}
        assert set(GroupSitePermission.objects.filter(group=group).values_list("site", flat=True)) <= {site.pk}
        assert list(group.permissions.values_list("codename", flat=True)) == ["access_admin"]
    assert GroupPagePermission.objects.exists()
