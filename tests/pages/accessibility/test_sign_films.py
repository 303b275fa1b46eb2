"""A film in sign language: what may be uploaded, how it is handed out, to whom, and what stays of it."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction, Site

from editing.leaving.forgetting import forget
from editing.models import BinnedPage
from history.recording import PublicationRefused
from pages.accessibility.films.containers import film_kind
from pages.accessibility.films.serving import asked_part
from pages.accessibility.models import SignFilmPage
from portal.roles import make_roles
from tests.factories import add_page, make_centre, publish_again, reader_of
from tests.history.editing import editor_of, versions
from tests.pages.accessibility.twins import CAPTIONS, MP4, WEBM, add_draft, add_source, blocks, sign_film

CLUSTER = b"\x1f\x43\xb6\x75"
# A segment that doesn't say how long it is, with nothing but a little padding.
UNKNOWN = b"\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff\xec\x82\0\0"
OTHER_MP4 = MP4 + b"\0\0\0\x10free\0\0\0\0\0\0\0\0"
Commit = Callable[[], Any]


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Commit:
    """What happens within is committed at its end, as it is at the end of each request."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def site(db: None) -> Site:
    return make_centre()


@pytest.fixture
def page(site: Site) -> SignFilmPage:
    return add_page(add_source(site), sign_film())


@pytest.fixture
def editor(site: Site) -> Client:
    make_roles(site)
    return editor_of(site.hostname)


def film_of(site: Site, page: SignFilmPage, method: str = "get", **headers: str) -> HttpResponse:
    return getattr(reader_of(site), method)(f"{page.local_url}film/", headers=headers)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def upload(editor: Client, page: SignFilmPage, **files: Any) -> HttpResponse:
    return editor.post(reverse("accessibility_admin:film", args=(page.pk,)), files)


# -- readers -----------------------------------------------------------------------------------------------------------


def test_the_page_plays_the_film_with_captions_and_says_what_it_weighs_and_how_long_it_is(
    site: Site, page: SignFilmPage
):
    html = reader_of(site).get(page.local_url).content.decode().replace("\u00a0", " ")
    url = page.local_url
    assert f'<source src="{url}film/" type="video/mp4">' in html
    assert f'<track kind="captions" src="{url}napisy/" srclang="pl" label="Polski" default>' in html
    assert 'preload="none"' in html
    assert "MP4, 1,3 KB, 2 min 5 s" in html
    assert "Opowiadamy o zasiłku." in html
    assert "<script" not in html.partition("<main")[2]
    captions = reader_of(site).get(f"{url}napisy/", headers={"range": "bytes=0-3"})
    assert (captions.status_code, body(captions).decode()) == (200, CAPTIONS)
    assert captions.headers["Content-Type"] == "text/vtt; charset=utf-8"


@pytest.mark.parametrize(
    ("asked", "status", "part", "told"),
    [
        ("", 200, slice(None), None),
        ("bytes=0-", 206, slice(None), "bytes 0-{last}/{size}"),
        ("bytes=100-199", 206, slice(100, 200), "bytes 100-199/{size}"),
        ("bytes=1300-99999", 206, slice(1300, None), "bytes 1300-{last}/{size}"),
        ("bytes=-6", 206, slice(-6, None), "bytes {tail}-{last}/{size}"),
        ("bytes=-99999", 206, slice(None), "bytes 0-{last}/{size}"),
        ("bytes=0-9,20-29", 200, slice(None), None),
        ("bytes=9-5", 200, slice(None), None),
        ("pages=1-2", 200, slice(None), None),
        ("bytes=-", 200, slice(None), None),
        ("bytes=99999-", 416, slice(0), "bytes */{size}"),
        ("bytes=-0", 416, slice(0), "bytes */{size}"),
    ],
)
def test_a_player_gets_the_part_that_it_asks_for(
    site: Site, page: SignFilmPage, asked: str, status: int, part: slice, told: str | None
):
    numbers = {"size": len(MP4), "last": len(MP4) - 1, "tail": len(MP4) - 6}
    headers = {"range": asked} if asked else {}
    answer, head = film_of(site, page, **headers), film_of(site, page, "head", **headers)
    assert body(answer) == MP4[part]
    assert body(head) == b""
    for response in (answer, head):
        assert response.status_code == status
        assert response.headers.get("Content-Range") == (told and told.format(**numbers))
        assert response.headers["Accept-Ranges"] == "bytes"
        if status != 416:
            assert response.headers["Content-Length"] == str(len(MP4[part]))
            assert response.headers["Content-Type"] == "video/mp4"


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 40), st.sampled_from(["{a}-{b}", "{a}-", "-{b}"]))
def test_a_part_lies_within_the_file(first: int, last: int, size: int, shape: str):
    try:
        part = asked_part(f"bytes={shape.format(a=first, b=last)}", size)
    except ValueError:
        return
    assert part is None or 0 <= part.first <= part.last < size


@given(st.text(max_size=20), st.integers(0, 10))
def test_no_header_breaks_anything(header: str, size: int):
    try:
        part = asked_part(header, size)
    except ValueError:
        return
    assert part is None or 0 <= part.first <= part.last < size


def test_a_browser_that_has_the_film_asks_whether_it_changed(site: Site, page: SignFilmPage, commit: Commit):
    whole = film_of(site, page)
    etag = whole.headers["ETag"]
    assert whole.headers["Cache-Control"] == "no-cache"
    assert film_of(site, page, **{"if-none-match": etag}).status_code == 304
    assert film_of(site, page, **{"range": "bytes=0-9", "if-range": etag}).status_code == 206
    page.film = ContentFile(OTHER_MP4, "film.mp4")
    publish_again(page)
    assert film_of(site, page, **{"if-none-match": etag}).status_code == 200
    rest = film_of(site, page, **{"range": "bytes=0-9", "if-range": etag})
    assert (rest.status_code, body(rest)) == (200, OTHER_MP4)


def test_who_may_not_see_the_page_gets_neither_film_nor_captions(site: Site, page: SignFilmPage, editor: Client):
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    for part in ("", "film/", "napisy/"):
        assert reader_of(site).get(page.local_url or f"/zasilek/w-jezyku-migowym/{part}").status_code != 200
        assert editor.get(f"/zasilek/w-jezyku-migowym/{part}").status_code == 200
    assert reader_of(site).get(f"/media/{page.film.name}").status_code == 404
    page.unpublish()
    assert editor.get("/zasilek/w-jezyku-migowym/film/").status_code in (404, 410)


def test_a_film_that_is_lost_leaves_the_transcript(site: Site, page: SignFilmPage):
    default_storage.delete(page.film.name)
    html = reader_of(site).get(page.local_url).content.decode().replace("\u00a0", " ")
    assert "<video" not in html
    assert "Opowiadamy o zasiłku." in html
    assert film_of(site, page).status_code == 404


def test_a_film_elsewhere_is_linked_and_never_put_into_the_page(site: Site):
    fields = {"film": "", "captions": "", "link": "https://www.vimeo.com/1", "duration": timedelta(seconds=40)}
    page = add_page(add_source(site), sign_film(**fields))
    html = reader_of(site).get(page.local_url).content.decode()
    assert 'href="https://www.vimeo.com/1"' in html
    assert "vimeo.com." in html
    assert "<iframe" not in html
    assert "<video" not in html
    assert film_of(site, page).status_code == 404
    assert page.form_name.endswith("40 s)")


# -- what may be published ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"film": "", "captions": ""},
        {"captions": ""},
        {"duration": None},
        {"transcript": "[]"},
        {"captions": ContentFile(b"1\n00:00:00,000 --> 00:00:01,000\nTak.\n", "napisy.vtt")},
        {"film": ContentFile(MP4, "film.webm")},
        {"film": ContentFile(MP4[:1000], "film.mp4")},
    ],
    ids=["no film", "no captions", "no length", "no transcript", "captions of another kind", "misnamed", "cut off"],
)
def test_a_film_is_not_published_without_all_that_makes_it_of_use(site: Site, fields: dict[str, Any]):
    draft = add_draft(add_source(site), sign_film(**fields))
    with pytest.raises(PublicationRefused):
        draft.get_latest_revision().publish()


def test_the_form_names_all_that_is_missing_and_keeps_the_draft(site: Site, editor: Client):
    draft = add_draft(add_source(site), sign_film(film="", captions="", duration=None))
    edit = reverse("wagtailadmin_pages:edit", args=(draft.pk,))
    assert reverse("accessibility_admin:film", args=(draft.pk,)) in editor.get(edit).content.decode()
    data = {"title": "Film", "slug": "film", "transcript-count": "0", "duration": "2:05"}
    data |= {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    form = editor.post(edit, {**data, "action-publish": "action-publish"}).context["form"]
    assert len(form.non_field_errors()) == 1
    assert set(form.errors) == {"__all__", "transcript"}
    assert editor.post(edit, data).status_code == 302
    assert SignFilmPage.objects.get(pk=draft.pk).duration == timedelta(minutes=2, seconds=5)


# -- uploading ---------------------------------------------------------------------------------------------------------


def test_an_editor_uploads_film_and_captions_watches_them_and_then_publishes(
    site: Site, editor: Client, commit: Commit
):
    draft = add_draft(add_source(site), sign_film(film="", captions=""))
    files = {
        "film": SimpleUploadedFile("Mój film (ostatni).MOV", WEBM),
        "captions": SimpleUploadedFile("a.txt", CAPTIONS.encode()),
    }
    assert upload(editor, draft, **files).status_code == 302
    assert film_of(site, draft).status_code == 404
    watched = editor.get(reverse("accessibility_admin:draft_film", args=(draft.pk,)), headers={"range": "bytes=0-3"})
    assert (watched.status_code, body(watched), watched.headers["Content-Type"]) == (206, WEBM[:4], "video/webm")
    assert body(editor.get(reverse("accessibility_admin:draft_captions", args=(draft.pk,)))).decode() == CAPTIONS
    assert "<video" in editor.get(reverse("accessibility_admin:film", args=(draft.pk,))).content.decode()
    SignFilmPage.objects.get(pk=draft.pk).get_latest_revision().publish()
    draft.refresh_from_db()
    assert draft.film.name.endswith(".webm")
    assert "ostatni" not in draft.film.name
    assert body(film_of(site, draft)) == WEBM


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\0" + b"\0" * 200, "MP4"),
        (b"%PDF-1.7 film", "MP4"),
        (b"", ""),
        (b"\0\0\0\x14ftypqt  \0\0\2\0qt  " + MP4[36:], "MP4"),
        (WEBM.replace(b"webm", b"mkva"), "Matroska"),
        (WEBM[:36], "WebM"),
        (WEBM[:48], "WebM"),
        (WEBM[:36] + UNKNOWN, "WebM"),
        (WEBM[: WEBM.index(CLUSTER)], "WebM"),
        (WEBM[:-1], "WebM"),
        (MP4[:700], "MP4"),
        (b"<svg onload=alert(1)>", "MP4"),
    ],
    ids=[
        "program",
        "pdf",
        "empty",
        "quicktime",
        "matroska",
        "header alone",
        "empty segment",
        "segment without pictures",
        "no pictures",
        "webm cut off",
        "cut off",
        "svg",
    ],
)
def test_what_is_no_film_for_browsers_is_refused_at_its_field(site: Site, editor: Client, content: bytes, words: str):
    draft = add_draft(add_source(site), sign_film(film="", captions=""))
    response = upload(editor, draft, film=SimpleUploadedFile("film.mp4", content))
    assert response.status_code == 200
    assert response.context["form"].errors["film"]
    assert not SignFilmPage.objects.get(pk=draft.pk).get_latest_revision_as_object().film


@pytest.mark.parametrize(
    "content",
    [WEBM, WEBM[:36] + UNKNOWN + CLUSTER + b"\x01\xff\xff\xff\xff\xff\xff\xff" + b"\xe7\x81\0"],
    ids=["as exported", "as recorded, without lengths"],
)
def test_a_webm_with_pictures_is_taken(content: bytes):
    assert film_kind(BytesIO(content)).suffix == "webm"


@given(st.binary(max_size=200))
def test_whatever_follows_the_header_is_taken_or_refused_in_words(rest: bytes):
    with suppress(ValidationError):
        film_kind(BytesIO(WEBM[:36] + rest))


def test_a_film_that_is_too_large_is_refused(site: Site, editor: Client, settings: Any):
    settings.FILM_MAX_UPLOAD_SIZE = len(MP4) - 1
    draft = add_draft(add_source(site), sign_film(film="", captions=""))
    response = upload(editor, draft, film=SimpleUploadedFile("film.mp4", MP4))
    assert response.context["form"].errors["film"]
    assert "captions" not in response.context["form"].errors


def test_nobody_uploads_to_another_centre_or_watches_its_drafts(site: Site, page: SignFilmPage):
    other = make_centre("mops.localhost")
    make_roles(other)
    stranger = editor_of(other.hostname, "obca")
    for name in ("film", "draft_film", "draft_captions"):
        assert stranger.get(reverse(f"accessibility_admin:{name}", args=(page.pk,))).status_code == 404
    assert upload(stranger, page, film=SimpleUploadedFile("film.mp4", WEBM)).status_code == 404
    anonymous = reader_of(site).get(reverse("accessibility_admin:draft_film", args=(page.pk,)))
    assert anonymous.status_code == 302


# -- what stays --------------------------------------------------------------------------------------------------------


def test_history_keeps_each_film_as_readers_saw_it_and_the_uploads_only_the_one_that_is_shown(
    site: Site, page: SignFilmPage, commit: Commit
):
    first = page.film.name
    page.film = ContentFile(OTHER_MP4, "film.mp4")
    with commit():
        publish_again(page)
    assert len(versions(page)) == 2
    assert not default_storage.exists(first)
    assert default_storage.exists(page.film.name)
    client = reader_of(site)
    for number, content in ((1, MP4), (2, OTHER_MP4)):
        version = client.get(f"{page.local_url}wersje/{number}/").content.decode()
        assert "Opowiadamy" in version
        url = next(url for url in re.findall('href="([^"]+)"', version) if f"/wersje/{number}/pliki/1/" in url)
        assert body(client.get(url)) == content


def test_files_that_a_draft_or_a_copy_needs_are_kept(page: SignFilmPage, site: Site, commit: Commit):
    second = add_source(site, slug="drugi")
    with commit():
        copy = page.copy(to=second, keep_live=False)
    first = page.film.name
    page.film = ContentFile(OTHER_MP4, "film.mp4")
    with commit():
        publish_again(page)
    assert copy.film.name == first
    assert default_storage.exists(first)
    with commit():
        copy.delete()
        page.delete()
    for name in (first, page.film.name):  # the bin may bring both pages back
        assert default_storage.exists(name)
    with commit():
        forget(BinnedPage.objects.all())
    for name in (first, page.film.name):
        assert not default_storage.exists(name)


def test_a_draft_that_waits_to_be_published_keeps_its_film(page: SignFilmPage, commit: Commit):
    shown = page.film.name
    page.film = ContentFile(OTHER_MP4, "film.mp4")
    page.change_note, page.change_kind = "Nowy film, z lepszym światłem.", "significant"
    page.go_live_at = timezone.now() + timedelta(days=1)
    with commit():
        page.save_revision().publish()
    scheduled = page.film.name
    draft = SignFilmPage.objects.get(pk=page.pk)
    draft.film = shown
    with commit():
        draft.save_revision()
    assert default_storage.exists(scheduled)


def test_the_film_is_found_by_its_transcript_and_not_by_its_length(site: Site):
    text = blocks(("text", "<p>Pokazujemy drogę do sekretariatu.</p>"))
    add_page(add_source(site), sign_film(title="Jak dojść", transcript=text))
    found = reader_of(site).get("/szukaj.json", {"q": "sekretariat", "rodzaj": "sign"}).json()["results"]
    assert [result["title"] for result in found] == ["Jak dojść"]
