"""Every address of the administration, asked by an editor about what belongs to another centre."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.timezone import localdate
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupPagePermission, Page, Site, Task, Workflow

from editing.models import BinnedPage
from news.models import NewsIndexPage, NewsPage
from pages.core.models import CentreSettings, Document, centre_collection
from portal.roles import Role, group_of, make_roles
from search.words.models import SearchMiss, SearchWord
from tests.conftest import KEDZIERZYN, KIELCE, reader

# The first word is searched for, and searches repeat it; the second one comes only from what is Kielce's.
SOUGHT, CANARY = "Kanarek", "Turkusowy"
TITLE = f"{SOUGHT} {CANARY}"
# What nobody changes who has no business with Kielce.
KEPT = (
    Page, NewsPage, Document, Image, Collection, User, Group, Site, CentreSettings, Redirect, GroupPagePermission,
    SearchWord, SearchMiss, BinnedPage,
)  # fmt: skip
REFUSALS = {302, 403, 404, 405}
# Wagtail's own faults, which harm nobody: a page that fails for the test of failing, and a link form that was not sent.
FAILING = {"wagtailadmin_error_test": "get post", "wagtailadmin_choose_page_external_link": "post"}

# Where the administrator's answers are looked at.
SHOWING = (
    "wagtailadmin_api",
    "wagtail_bulk",
    "wagtailadmin_choose",
    "wagtailadmin_pages",
    "wagtaildocs",
    "wagtailimages",
    "search_words",
    "search_misses",
    "inaccessible_documents",
    "leaving",
    "previews",
)

# Addresses of the administration by namespace. Here a stranger is turned away, whatever they ask.
REFUSED = {
    "wagtailadmin_api:pages": "action detail find",
    "wagtailadmin_api:documents": "detail find",
    "wagtailadmin_api:images": "detail find",
    "": """
        admin/^.*/$ edit_page revert_page wagtailadmin_block_preview wagtailadmin_choose_page_child
        wagtailadmin_explore wagtailadmin_explore_results
    """,
    "accessibility_admin": "draft_captions draft_film film",
    "acts_admin": "amend check import",
    "approval": "page",
    "compliance": "board csv digest json log sheet sheet_print",
    "adding": "start",
    "proofing": "add edit",
    "importing": "below confirm into picture",
    "leaving": "restore",
    "previews": "links withdraw",
    "public_history": "compare compare_draft correct gone redact restore versions",
    "wagtailadmin_pages": """
        add add_subpage collect_workflow_action_data confirm_workflow_cancellation convert_alias copy delete
        edit history history_results lock move move_confirm preview_on_add preview_on_edit revisions_compare
        revisions_index revisions_revert revisions_unschedule revisions_view set_page_position set_privacy
        unlock unpublish usage view_draft workflow_action workflow_history workflow_history_detail
        workflow_preview
    """,
    "wagtailadmin_collections": "add delete edit index set_privacy",
    "wagtailadmin_workflows": """
        add add_task disable disable_task edit edit_task enable enable_task index index_results remove
        select_task_type task_index task_index_results usage usage_results
    """,
    "wagtailadmin_reports": "page_types_usage page_types_usage_results",
    "wagtailadmin_editing_sessions": "ping",
    "wagtailredirects": "add delete edit index index_results process_import start_import",
    "wagtailsettings": "edit preview_on_edit",
    "wagtaildocs": """
        create_multiple_from_uploaded_document delete delete_multiple delete_upload_multiple document_usage
        edit edit_multiple
    """,
    "wagtailimages": """
        create_multiple_from_uploaded_image delete delete_multiple delete_upload_multiple edit edit_multiple
        image_usage preview url_generator url_generator_output
    """,
    "wagtailsnippets": "index",
    "search_words": "delete edit history history_results usage",
    "search_misses": "delete",
    "invitations": "again link withdraw",
    "wagtaildocs_chooser": "chosen",
    "wagtailimages_chooser": "chosen select_format",
    "wagtailsites": "add copy delete edit history history_results index index_results usage",
    "wagtailusers_users": "add copy delete edit history history_results index index_results usage",
    "wagtailusers_groups": "add delete edit history history_results index index_results usage",
}
# Everybody who may sign in gets an answer here; it must hold nothing of Kielce's.
OPEN = {
    "": """
        admin/test404/ roles inaccessible_documents inaccessible_documents_results
        wagtail_bulk_action wagtailadmin_account wagtailadmin_choose_page
        wagtailadmin_choose_page_anchor_link wagtailadmin_choose_page_chosen_multiple
        wagtailadmin_choose_page_email_link
        wagtailadmin_choose_page_external_link wagtailadmin_choose_page_phone_link
        wagtailadmin_choose_page_search wagtailadmin_dismissibles wagtailadmin_error_test
        wagtailadmin_explore_root wagtailadmin_home wagtailadmin_javascript_catalog wagtailadmin_login
        wagtailadmin_logout wagtailadmin_password_reset wagtailadmin_sprite
        wagtailadmin_tag_autocomplete wagtailadmin_tag_model_autocomplete
        account_change_password account_inactive account_login account_logout account_reauthenticate
        account_reset_password account_reset_password_done account_reset_password_from_key
        account_reset_password_from_key_done account_set_password accounts_invitation accounts_session accounts_sessions
        mfa_activate_totp mfa_add_webauthn mfa_authenticate mfa_deactivate_totp mfa_edit_webauthn
        mfa_generate_recovery_codes mfa_index mfa_list_webauthn mfa_login_webauthn mfa_reauthenticate
        mfa_reauthenticate_webauthn mfa_remove_webauthn mfa_view_recovery_codes
    """,
    "invitations": "add index index_results",
    "wagtailadmin_api:pages": "listing",
    "wagtailadmin_api:documents": "listing",
    "wagtailadmin_api:images": "listing",
    "wagtailadmin_pages": "choose_parent search search_results type_use type_use_results",
    "compliance": "index",
    "adding": "kinds",
    "guide": "index topic",
    "leaving": "bin",
    "upkeep": """
        links links_results overdue overdue_results owners owners_results pictures pictures_results unexplained
        unexplained_results
    """,
    "wagtailadmin_workflows": "task_chooser task_chooser_create task_chooser_results task_chosen",
    "wagtailadmin_reports": """
        aging_pages aging_pages_results locked_pages locked_pages_results site_history site_history_results workflow
        workflow_results workflow_tasks workflow_tasks_results
    """,
    "wagtailadmin_editing_sessions": "release",
    "wagtaildocs": "add add_multiple index index_results",
    "wagtailimages": "add add_multiple index index_results",
    "wagtailembeds": "chooser chooser_upload",
    "search_words": "add index index_results",
    "search_misses": "index index_results",
    "wagtaildocs_chooser": "choose choose_results chosen_multiple create",
    "wagtailimages_chooser": "choose choose_results chosen_multiple create",
}


def admin_addresses() -> Iterator[tuple[str, str]]:
    """The name and the route of every address below /admin/."""
    return ((name, route) for name, route, _pattern in admin_patterns())


def admin_patterns() -> Iterator[tuple[str, str, URLPattern]]:
    """The same, with what answers there."""

    def walk(patterns: list[Any], route: str, namespace: str) -> Iterator[tuple[str, str, URLPattern]]:
        for pattern in patterns:
            here = route + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(
                    pattern.url_patterns, here, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                )
            elif isinstance(pattern, URLPattern) and here.startswith("admin/"):
                yield f"{namespace}{pattern.name or here}", here, pattern

    yield from walk(get_resolver().url_patterns, "", "")


class Foreign:
    """One thing of every kind, all of Kielce, and the values that an address takes."""

    def __init__(self) -> None:
        self.site = Site.objects.get(hostname=KIELCE)
        self.parent = NewsIndexPage.objects.descendant_of(self.site.root_page).get()
        self.page = NewsPage(title=TITLE, slug="kanarek", date="2025-01-01", live=False)
        self.parent.add_child(instance=self.page)

        self.collection = centre_collection(self.site)
        self.document = Document(title=TITLE, collection=self.collection, findings=["no-text"])
        self.document.file.save("kanarek.txt", ContentFile(b"tekst"))
        self.document.tags.add(CANARY)
        self.image = Image(title=TITLE, collection=self.collection, file=get_test_image_file(filename="kanarek.png"))
        self.image.save()
        self.image.tags.add(CANARY)
        self.user = User.objects.create_user("kanarek", last_name=CANARY)
        self.group = group_of(self.site, Role.ADMINISTRATOR)
        self.user.groups.add(self.group)
        self.revision = self.page.save_revision(user=self.user, log_action=True)
        self.redirect = Redirect.add_redirect(f"/{CANARY}", self.page)
        self.word = SearchWord.objects.create(site=self.site, term=TITLE, means=TITLE, page=self.page)
        gone = NewsPage(title=TITLE, slug="kanarek-usuniety", date="2025-01-01", live=False)
        self.parent.add_child(instance=gone)
        gone.delete()
        self.binned = BinnedPage.objects.get()
        self.miss = SearchMiss.objects.create(site=self.site, query=TITLE, count=5, last_day=localdate())

    def key(self, name: str) -> Any:
        """The key that `pk` or `?id=` means in an address of this name."""
        things: dict[str, Model] = {
            "wagtaildocs": self.document,
            "wagtailimages": self.image,
            "wagtailadmin_api:documents": self.document,
            "wagtailadmin_api:images": self.image,
            "wagtailusers_users": self.user,
            "wagtailusers_groups": self.group,
            "wagtailsites": self.site,
            "wagtailsettings": self.site,
            "wagtailadmin_collections": self.collection,
            "search_words": self.word,
            "search_misses": self.miss,
            "compliance": self.site,
            "leaving": self.binned,
            "wagtailadmin_workflows": Workflow.objects.first(),
        }
        return next((thing.pk for prefix, thing in things.items() if name.startswith(prefix)), self.page.pk)

    def values(self, name: str) -> dict[str, Any]:
        """What stands in an address of this name for Kielce's things."""
        return {
            "pk": self.key(name),
            "parent_page_id": self.parent.pk if "explore" in name or "choose" in name else self.page.pk,
            "destination_id": self.parent.pk,
            "image_id": self.image.pk,
            "document_id": self.document.pk,
            "doc_id": self.document.pk,
            "collection_id": self.collection.pk,
            "redirect_id": self.redirect.pk,
            "revision_id": self.revision.pk,
            "object_id": self.page.pk,
            "workflow_pk": Workflow.objects.first().pk,
            "task_id": Task.objects.first().pk,
            "task_state_id": 1,
            "workflow_state_id": 1,
            "uploaded_file_id": 1,
            "session_id": 1,
            "page_id": self.page.pk,
            "page_pk": self.page.pk,
            "page_to_move_id": self.page.pk,
            "content_type_app_name": "news",
            "content_type_model_name": "newspage",
            "app_label": "news",
            "app_name": "news",
            "model_name": "newspage",
            "action": "delete",
            "action_name": "publish",
            "filter_spec": "max-10x10",
            "number": 1,
            "seq": 1,
            "older": "live",
            "newer": self.revision.pk,
            "uidb36": "1",
            "key": "a-b",
            "token": "a-b",
            "slug": "haslo",
        }

    def path(self, name: str, route: str) -> str:
        """An address of this pattern that means them."""
        values = self.values(name)
        if name.startswith("wagtailsettings"):
            values |= {"app_name": "core", "model_name": "centresettings"}
        if name == "importing:below":
            values |= {"page_id": self.parent.pk}
        if name == "wagtail_bulk_action":
            values |= {"app_label": "wagtailcore", "model_name": "page"}
        if name.startswith("wagtailadmin_tag"):
            values |= {"app_name": "taggit", "model_name": "tag"}
        route = route.replace(r"^(\d+)/", f"{self.page.pk}/").replace(
            r"(live|earliest|\d+)\.\.\.(live|latest|\d+)", "live...latest"
        )
        route = route.replace("^.*/$", "gibt-es-nicht/")
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), route).replace("^", "").replace(
            "$", ""
        )

    def addresses(self, name: str, route: str) -> list[str]:
        """The address as it is, and with everything asked that can be asked."""
        path, key = self.path(name, route), self.key(name)
        found = [
            path,
            f"{path}?q={SOUGHT}&term={CANARY[:4]}",
            f"{path}?id={key}&childOf={self.parent.pk}&parent_page_id={self.parent.pk}",
            f"{path}?miss={self.miss.pk}&site={self.site.pk}&export=csv",
        ]
        if name == "wagtail_bulk_action":
            found += [f"{path}?id=all", f"{path}?id=all&childOf={self.parent.pk}", f"{path}?id=all&q={SOUGHT}"]
            for model, thing in (
                ("core/document", self.document),
                ("wagtailimages/image", self.image),
                ("auth/user", self.user),
            ):
                found += [f"/admin/bulk/{model}/delete/?id={key}" for key in (thing.pk, "all")]
        if name == "wagtailadmin_choose_page":
            found.append(f"{path}?page_type=news.newspage")
        return found


@pytest.fixture
def foreign(db: None) -> Iterator[Foreign]:
    things = Foreign()
    yield things
    things.document.file.delete(save=False)
    things.image.file.delete(save=False)


def names(verdicts: dict[str, str]) -> set[str]:
    """The full names of addresses."""
    return {f"{space}:{name}" if space else name for space, found in verdicts.items() for name in found.split()}


def asked(client: Client, method: str, url: str) -> tuple[int, str]:
    """The status and the text of an answer, wherever it leads."""
    answer = getattr(client, method)(url)
    text = "" if answer.streaming else answer.content.decode()
    return answer.status_code, text + answer.headers.get("Location", "")


def kept() -> dict[str, list[Any]]:
    """Everything that must stay as it is, but when somebody signed in."""
    return {
        model.__name__: list(
            model.objects.order_by("pk").values_list(
                *[f.attname for f in model._meta.concrete_fields if f.name != "last_login"]
            )
        )
        for model in KEPT
    }


def test_every_address_has_a_verdict_and_no_verdict_is_for_nothing():
    assert not names(REFUSED) & names(OPEN)
    assert {name for name, _route in admin_addresses()} == names(REFUSED) | names(OPEN)


def test_no_address_shows_or_changes_what_belongs_to_another_centre(foreign: Foreign):
    """Asked by somebody who has all roles of the other centre; test_matrix.py asks for each."""
    stranger = User.objects.create_user("obcy")
    stranger.groups.add(*make_roles(Site.objects.get(hostname=KEDZIERZYN)).values())
    client = reader(KEDZIERZYN)
    client.force_login(stranger)
    refused, before, faults = names(REFUSED), kept(), []
    for name, route in admin_addresses():
        if name in {"account_logout", "wagtailadmin_logout"}:
            continue
        first, *others = foreign.addresses(name, route)
        for method, url in [("get", first), ("post", first), *(("get", url) for url in others)]:
            if method in FAILING.get(name, "").split():
                continue
            status, text = asked(client, method, url)
            if CANARY in text or (name in refused and status not in REFUSALS):
                faults.append(f"{method} {url} ({name}): {status}{', shows the secret' if CANARY in text else ''}")
    assert not faults, "\n".join(faults)
    assert kept() == before


def test_the_administrator_sees_it_at_the_same_addresses(foreign: Foreign):
    """The test above looks in the right places."""
    client = reader(KIELCE)
    client.force_login(User.objects.create_superuser("kierownik"))
    seen = {
        name
        for name, route in admin_addresses()
        if name.startswith(SHOWING)
        if any(CANARY in asked(client, "get", url)[1] for url in foreign.addresses(name, route))
    }
    assert len(seen) >= 40, sorted(seen)
