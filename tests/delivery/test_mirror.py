"""A copy of the sites holds all that is public and nothing else, can be read from a disk, and tells of any change."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.core.signals import request_finished
from django.db import transaction
from django.utils.translation import gettext, override
from hypothesis import example, given
from hypothesis import strategies as st

from delivery.mirror.links import changed, links_in, words_in
from delivery.mirror.names import file_for, link_between
from delivery.mirror.origins import Origin
from pages.core.addresses import forget_private_paths
from tests.delivery.mirrored import CANARY, FILE, FIRST, SECOND, Centres, make_centres, read_all
from tests.factories import add_page, publish_again
from visits.counting import waiting
from visits.models import PageVisits


def said(message: str, **facts: object) -> str:
    """What the installation says in its own language."""
    with override("pl"):
        return gettext(message) % facts


def export(folder: Path, *more: str) -> str:
    out = StringIO()
    call_command("export_site", str(folder), "--site", FIRST, "--site", SECOND, *more, stdout=out)
    return out.getvalue()


def verify(folder: Path, *more: str) -> str:
    """What is wrong with a copy; "" for nothing."""
    out, end = StringIO(), ""
    try:
        call_command("verify_export", str(folder), *more, stdout=out, no_color=True)
    except CommandError as error:
        end = f"{error} ({error.returncode})"
    return out.getvalue() + end if end else ""


def forget_all() -> None:
    """What caches of the process know of sites."""
    cache.clear()
    forget_private_paths()


@pytest.fixture(scope="module")
def made(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A copy that nobody changes; the centres are gone by then."""
    folder = tmp_path_factory.mktemp("copies") / "kopia"
    forget_all()  # of the tests before
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("news.models.NEWS_PER_PAGE", 2)
        make_centres()
        export(folder)
        waiting.take()
        transaction.set_rollback(True)
    forget_all()
    return folder


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    return shutil.copytree(made, tmp_path / "kopia")


@pytest.fixture
def centres(db: None) -> Centres:
    return make_centres()


def addresses(folder: Path, host: str = FIRST) -> dict[str, dict[str, object]]:
    data = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    [site] = [site for site in data["sites"] if site["folder"] == host]
    return {row["address"]: row for row in site["addresses"]}


def test_everything_public_is_there(made: Path) -> None:
    rows = addresses(made)
    for address in (
        "/", "/uslugi/", "/aktualnosci/", "/aktualnosci/?strona=2", "/aktualnosci/?strona=3", "/aktualnosci/w1/",
        "/mapa-serwisu/", "/uslugi/historia/", "/uslugi/historia/atom.xml", "/uslugi/wersje/1/", "/uslugi/wersje/2/",
        "/uslugi/porownaj/1/2/", "/bip/rejestr-zmian/", "/bip/dziennik/", "/bip/dziennik/dziennik.jsonl",
        "/bip/dziennik/paczka.zip", "/sitemap.xml", "/robots.txt", "/404.html", "/static/css/site.css",
        "/static/fonts/commissioner-pl.woff2",
    ):  # fmt: skip
        assert (made / str(rows[address]["file"])).stat().st_size, address
    assert rows["/404.html"]["status"] == 404
    files = {path.name: path.read_bytes() for path in (made / FIRST).rglob("*") if path.is_file()}
    assert FILE in files.values(), "the document"
    assert [address for address in rows if re.match(r"/uslugi/wersje/1/pliki/\d/", address)], "files of versions"
    assert [name for name in rows if name.startswith("/media/images/")], "pictures"
    assert "/sasiedzi/" in addresses(made, SECOND)
    assert "sasiedzi" not in str(rows)


def test_nothing_else_is_there(made: Path) -> None:
    for path in made.rglob("*"):
        assert path.is_dir() or CANARY.encode() not in path.read_bytes(), path
    for address in {**addresses(made), **addresses(made, SECOND)}:
        assert not address.startswith(("/admin", "/szukaj", "/szkic/", "/zamknieta/", "/_util")), address


def test_it_can_be_read_from_a_disk(made: Path) -> None:
    met, lost = read_all(made / "index.html")
    assert [link for link in lost if "/documents/" not in link] == [], (
        "only what is not public stays a link to the site"
    )
    assert len(lost) <= 1
    pages = {path for path in made.rglob("*.html") if path.name != "404.html"}
    assert pages <= met, "every page is reached"
    page = (made / FIRST / "uslugi" / "index.html").read_text(encoding="utf-8")
    assert 'action="../kopia.html#formularze"' in page
    assert f'<link rel="canonical" href="http://{FIRST}:8000/uslugi/">' in page
    lost_page = (made / FIRST / "404.html").read_text(encoding="utf-8")
    assert 'href="/index.html"' in lost_page, "shown at any depth"


def test_a_good_copy_is_found_good_here_and_by_coreutils(made: Path) -> None:
    assert verify(made) == ""
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=made, check=True)


def test_two_copies_of_one_state_are_the_same_and_nobody_is_counted_as_a_reader(
    centres: Centres, tmp_path: Path
) -> None:
    one, two = tmp_path / "1", tmp_path / "2"
    export(one)
    export(two)
    assert not len(waiting)
    assert [path.relative_to(one) for path in sorted(one.rglob("*"))] == [
        path.relative_to(two) for path in sorted(two.rglob("*"))
    ]
    when = [json.loads((folder / "manifest.json").read_text())["made_at"] for folder in (one, two)]
    for path in one.rglob("*"):
        tells = path.name in {"manifest.json", "SHA256SUMS", "kopia.html"} or path == one / "index.html"
        if path.is_file() and not tells:
            assert path.read_bytes() == (two / path.relative_to(one)).read_bytes(), path
    texts = [(folder / "manifest.json").read_text(encoding="utf-8") for folder in (one, two)]
    assert texts[0].replace(when[0], when[1]) == texts[1]


def change_page(folder: Path) -> str:
    page = folder / FIRST / "uslugi" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Zmienione", "Podmienione"), encoding="utf-8")
    return said("Changed: %(file)s", file=f"{FIRST}/uslugi/index.html")


def delete_file(folder: Path) -> str:
    (folder / FIRST / "robots.txt").unlink()
    return said("Missing: %(file)s", file=f"{FIRST}/robots.txt")


def add_file(folder: Path) -> str:
    (folder / FIRST / "obcy.html").write_text("obcy")
    return said("Not of this copy: %(file)s", file=f"{FIRST}/obcy.html")


def put_a_link_in_place_of_a_file(folder: Path) -> str:
    (folder / FIRST / "robots.txt").rename(folder.parent / "robots.txt")
    (folder / FIRST / "robots.txt").symlink_to(folder.parent / "robots.txt")
    return said("Changed: %(file)s", file=f"{FIRST}/robots.txt")


def change_manifest(folder: Path) -> str:
    file = folder / "manifest.json"
    file.write_text(file.read_text(encoding="utf-8").replace("/uslugi/wersje/1/", "/uslugi/wersje/7/"), "utf-8")
    return said("Changed: %(file)s", file="manifest.json")


def digest_anew(folder: Path) -> None:
    """As somebody would who changes a file and the list of digests."""
    names = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    names = [str(name) for name in names if str(name) != "SHA256SUMS"]
    sums = subprocess.run(["sha256sum", *names], cwd=folder, check=True, capture_output=True).stdout
    (folder / "SHA256SUMS").write_bytes(sums)


def change_page_and_digests(folder: Path) -> str:
    change_page(folder)
    digest_anew(folder)
    return said("The manifest and the digests do not agree on %(file)s.", file=f"{FIRST}/uslugi/index.html")


def break_a_link_and_all_that_tells(folder: Path) -> str:
    file = folder / FIRST / "kopia.html"  # the manifest names no digest of what was added
    file.write_text(file.read_text(encoding="utf-8").replace('"index.html"', '"nie-ma.html"'), encoding="utf-8")
    digest_anew(folder)
    return said("%(file)s leads to nothing: %(link)s", file=f"{FIRST}/kopia.html", link="nie-ma.html")


def lead_out(folder: Path) -> str:
    file = folder / FIRST / "kopia.html"
    live = f"http://{FIRST}:8000/uslugi/"
    file.write_text(file.read_text(encoding="utf-8").replace('"index.html"', f'"{live}"'), encoding="utf-8")
    digest_anew(folder)
    return said("%(file)s leads out of the copy: %(link)s", file=f"{FIRST}/kopia.html", link=live)


def forget_digests(folder: Path) -> str:
    (folder / "SHA256SUMS").write_text("nie ma\n")
    return said("%(file)s can't be read.", file="SHA256SUMS")


def no_copy(folder: Path) -> str:
    (folder / "manifest.json").write_text('{"format": 1, "sites": [{}]}')
    return said("%(folder)s is no copy of the sites.", folder=folder)


@pytest.mark.parametrize(
    "tamper",
    [
        change_page, delete_file, add_file, put_a_link_in_place_of_a_file, change_manifest, change_page_and_digests,
        break_a_link_and_all_that_tells, lead_out, forget_digests, no_copy,
    ],
)  # fmt: skip
def test_whoever_changes_a_copy_is_found_out(copy: Path, tamper: Callable[[Path], str]) -> None:
    expected = tamper(copy)
    told = verify(copy)
    assert expected in told
    assert told.endswith("(1)"), "the exit status"


def test_a_copy_is_compared_with_what_the_sites_say_now(centres: Centres, tmp_path: Path) -> None:
    folder = tmp_path / "kopia"
    export(folder)
    PageVisits.objects.create(site_id=centres.first.pk, page_id=centres.page.pk, day="2026-11-20", count=5)
    assert verify(folder, "--live") == "", "that somebody came changes nothing"
    centres.page.summary = "Jeszcze inne streszczenie"
    publish_again(centres.page)
    centres.news.get_children().get(slug="w1").unpublish()
    told = verify(folder, "--live")
    root = f"http://{FIRST}:8000"
    assert said("Differs from the site: %(address)s", address=f"{root}/uslugi/") in told
    assert said("Only on the site: %(address)s", address=f"{root}/uslugi/wersje/3/") in told
    assert f"{root}/aktualnosci/w1/" in told
    assert f"{root}/aktualnosci/w2/wersje/1/" not in told, "what stayed the same"
    assert SECOND not in told


def test_a_new_copy_replaces_an_old_one_whole_or_not_at_all(centres: Centres, tmp_path: Path) -> None:
    folder = tmp_path / "kopia"
    export(folder)
    before = (folder / "SHA256SUMS").read_bytes()
    with pytest.raises(CommandError) as refused:
        export(folder, "--most-addresses", "20")
    assert "20" in str(refused.value)
    assert "http://gops.localhost:8000" in str(refused.value)
    assert (folder / "SHA256SUMS").read_bytes() == before
    add_page(centres.first.root_page, type(centres.page)(title="Nowa", slug="nowa"))
    (folder.parent / ".kopia.copying-left").mkdir()
    export(folder)
    assert "/nowa/" in addresses(folder)
    assert verify(folder) == ""
    assert [path.name for path in tmp_path.iterdir()] == ["kopia"], "nothing is left beside it"


def test_what_is_published_while_a_copy_is_made_is_in_it_everywhere(centres: Centres, tmp_path: Path) -> None:
    asked: list[int] = []

    def publish(**_: object) -> None:
        asked.append(1)
        if len(asked) == 40:
            centres.page.title = "Nowy tytuł"
            publish_again(centres.page)

    request_finished.connect(publish)
    try:
        call_command("export_site", str(tmp_path / "kopia"), "--site", FIRST, stdout=StringIO())
    finally:
        request_finished.disconnect(publish)
    folder = tmp_path / "kopia" / FIRST
    assert len(asked) > 80, "it was begun anew"
    assert "/uslugi/wersje/3/" in addresses(tmp_path / "kopia")
    for name in ("uslugi/index.html", "mapa-serwisu/index.html", "uslugi/wersje/3/index.html"):
        assert "Nowy tytuł" in (folder / name).read_text(encoding="utf-8")
    assert verify(tmp_path / "kopia") == ""


def test_whoever_is_killed_while_copies_are_exchanged_loses_neither(copy: Path, db: None) -> None:
    before = (copy / "SHA256SUMS").read_bytes()
    work = copy.parent / ".kopia.copying-x"
    work.mkdir()
    copy.rename(work / "old")
    with pytest.raises(CommandError):
        call_command("export_site", str(copy), "--site", "nieznany.localhost")
    assert (copy / "SHA256SUMS").read_bytes() == before
    assert not work.exists()


def test_a_folder_with_something_else_is_left_alone(db: None, tmp_path: Path) -> None:
    (tmp_path / "zdjecia").mkdir()
    (tmp_path / "zdjecia" / "lato.jpg").write_bytes(b"lato")
    with pytest.raises(CommandError, match="zdjecia") as refused:
        export(tmp_path / "zdjecia")
    assert said("%(folder)s holds something that is no copy of the sites; nothing was touched.",
                folder=tmp_path / "zdjecia") in str(refused.value)  # fmt: skip
    assert (tmp_path / "zdjecia" / "lato.jpg").read_bytes() == b"lato"
    with pytest.raises(CommandError, match=re.escape("nieznany.localhost")):
        call_command("export_site", str(tmp_path / "kopia"), "--site", "nieznany.localhost")
    with pytest.raises(CommandError):
        call_command("verify_export", str(tmp_path / "nie-ma"))
    assert [path.name for path in tmp_path.iterdir()] == ["zdjecia"]


def test_a_link_that_is_broken_on_the_site_is_told_and_leads_to_the_site(centres: Centres, tmp_path: Path) -> None:
    centres.page.body = [{"type": "text", "value": '<p><a href="/nie-ma/">Donikąd</a></p>', "id": "t"}]
    centres.page.save()  # publishing it would be refused
    told = export(tmp_path / "kopia", "--no-color")
    message = "%(url)s: the page %(page)s leads to %(address)s, which answers %(status)d."
    url = f"http://{FIRST}:8000"
    assert said(message, url=url, page="/uslugi/", address="/nie-ma/", status=404) in told
    page = (tmp_path / "kopia" / FIRST / "uslugi" / "index.html").read_text(encoding="utf-8")
    assert f'href="{url}/nie-ma/"' in page
    assert verify(tmp_path / "kopia") == ""


# -- links and names ---------------------------------------------------------------------------------------------------

ORIGIN = Origin(FIRST, 8000, "http", FIRST, "GOPS")
TEXTS = st.text(alphabet=st.sampled_from("<>/=\"' \n&;ąa1-!hrefsc,") | st.characters(codec="utf-8"), max_size=200)


@given(TEXTS, st.sampled_from(["text/html", "image/svg+xml", "text/css", "text/plain"]))
@example('<a href="a&amp;b"><img srcset="a.jpg 1x, b.jpg 2x"><script>"<a href=x>"</script>', "text/html")
@example("<a href='x' href=\"y\"><a\nhref=z>", "text/html")
def test_what_needs_no_change_stays_to_the_character(text: str, kind: str) -> None:
    seen: list[str] = []
    assert changed(text, kind, lambda url, _kind: seen.append(url) or url if url else "") == text or "form" in text


def test_what_counts_readers_is_no_part_of_the_text() -> None:
    html = '<p>a<div data-counted><div>5</div><b aria-label="5">5</b></div><script>5</script><img alt="b"> c'
    assert words_in(html) == "a b c"


def test_links_are_found_wherever_browsers_follow_them() -> None:
    html = (
        '<A HREF="/a?x=1&amp;y=2#b">a</A><img src=/b.png srcset="/c.png 1x, /d.png 2x"><video poster="/e.jpg">'
        '<source src="/f.mp4"><track src="/g.vtt"></video><form action="/h/"><button formaction="/i/"></form><form>'
        '<link rel="canonical" href="/j/"><!-- <a href="/k/"> --><script src="/l.js">"<a href=/m/>"</script>'
    )
    assert [url for url, _kind in links_in(html, "text/html")] == [
        "/a?x=1&y=2#b", "/b.png", "/c.png", "/d.png", "/e.jpg", "/f.mp4", "/g.vtt", "/h/", "/i/", "", "/l.js",
    ]  # fmt: skip
    css = "a{background:url( 'a.png' )} b{src:url(b.woff2)} @import \"c.css\";"
    assert [url for url, _kind in links_in(css, "text/css")] == ["a.png", "b.woff2", "c.css"]
    assert changed('<a class=x href="/a/">', "text/html", lambda _url, _kind: 'b"<') == (
        '<a class=x href="b&quot;&lt;">'
    )


PATHS = st.lists(st.text(min_size=1, max_size=12).filter(lambda part: "\0" not in part), max_size=4)


@given(PATHS, PATHS, st.booleans(), st.sampled_from(["text/html", "application/pdf"]))
def test_no_address_becomes_a_file_outside_and_links_between_files_hold(
    one: list[str], other: list[str], is_folder: bool, kind: str
) -> None:
    names = []
    for parts in (one, other):
        address = ORIGIN.address_of("/" + "/".join(parts) + ("/" if is_folder else ""))
        if address is None or "/../" in f"{address}/" or "/./" in f"{address}/":
            return
        names.append(file_for(address, kind))
    for name in names:
        assert not name.startswith("/")
        assert ".." not in name.split("/")
        assert not re.search(r'[<>:"|?*\\]', name)
    base, target = Path("/kopia") / names[0], Path("/kopia") / names[1]
    link = urlsplit(urljoin(base.as_uri(), link_between(names[0], names[1])))
    assert Path(unquote(link.path)) == target


@pytest.mark.parametrize(
    ("address", "kind", "file"),
    [
        ("/", "text/html", "index.html"),
        ("/a/", "text/html", "a/index.html"),
        ("/a/?strona=2&widok=obok", "text/html", "a/index@strona=2,widok=obok.html"),
        ("/a/dane.json?strona=2", "application/json", "a/dane@strona=2.json"),
        ("/a/film/", "video/mp4", "a/film/index.mp4"),
        ("/a/wersje/1/pliki/1/Za%C5%82%C4%85cznik%20nr%201.pdf", "application/pdf",
         "a/wersje/1/pliki/1/Załącznik nr 1.pdf"),
    ],
)  # fmt: skip
def test_an_address_is_the_file_that_web_servers_look_for(address: str, kind: str, file: str) -> None:
    assert file_for(address, kind) == file


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("b/#c", "/a/b/"),
        ("?strona=2", "/a/?strona=2"),
        ("?b=2&a=1", "/a/?a=1&b=2"),
        (f"http://{FIRST}:8000/x", "/x"),
        (f"//{FIRST}/x", "/x"),
        ("/%7euser/%C5%82", "/~user/%C5%82"),
        ("/ł", "/%C5%82"),
        ("mailto:a@b.pl", None),
        (f"http://{SECOND}:8000/x", None),
        (f"http://{FIRST}:9/x", None),
        (f"http://{FIRST}.example.org/x", None),
        ("http://[zepsuty/", None),
        ("/%FF", None),
        ("/%00", None),
    ],
)
def test_links_of_the_site_are_told_from_others(url: str, address: str | None) -> None:
    assert ORIGIN.address_of(url, "/a/") == address
