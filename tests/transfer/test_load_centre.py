"""A centre moves in from its folder, and later loads publish only what changed."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from history.models import PublishedVersion
from pages.acts.models import ActRelation
from pages.bip.models import BipReferencePage
from pages.core.models import CentreSettings, centre_collection
from tests.factories import publish_again
from tests.transfer.folders import HOST, faults, load, page, publications, reader, replace, served, versions, write
from transfer.models import LoadedFile
from transfer.publishing.atomic import all_or_nothing, note_written
from transfer.signals import centre_loaded

ADDRESSES = [
    "/", "/o-nas/", "/kontakt/", "/aktualnosci/", "/aktualnosci/zmiana-godzin/", "/programy/", "/programy/posilek/",
    "/struktura/", "/struktura/dzial-swiadczen/", "/struktura/dzial-swiadczen/stanowisko-ds-posilkow/", "/akty/",
    "/akty/statut/", "/akty/statut/tekst-2020-04-23/",
    "/akty/uchwala-x-79-90/", "/akty/uchwala-xii-34-2020/", "/bip/", "/bip/osrodek/",
    "/bip/osrodek/przedmiot-dzialalnosci/", "/deklaracja-dostepnosci/", "/ochrona-danych/",
]  # fmt: skip


def stored_files():
    return set(default_storage.listdir("documents")[1]) if default_storage.exists("documents") else set()


def test_every_page_of_the_documented_example_is_served(loaded):
    for address in ADDRESSES:
        served(address)


def test_the_example_carries_everything_that_the_documentation_promises(loaded):
    about = served("/o-nas/")
    for text in ("Godziny", "Kiedy przyjmujemy", "Burmistrz Lipowa", "Jak nas znaleźć", "maj 2024"):
        assert text in about
    assert 'href="/akty/uchwala-x-79-90/"' in about
    assert 'href="/kontakt/"' in about
    assert "XII/34.2020" in served("/akty/uchwala-xii-34-2020/")
    assert "§" in served("/akty/statut/")
    assert "wypłata świadczeń" in served("/struktura/dzial-swiadczen/")
    assert reader().get("/bip/osrodek/statut/").headers["Location"].endswith("/akty/statut/")
    document = get_document_model().objects.get(title="Wykaz zadań")
    assert document.url in served("/bip/osrodek/przedmiot-dzialalnosci/")
    assert reader().get(document.url).status_code == 200


def test_the_centre_has_its_site_settings_and_history(loaded):
    site = Site.objects.get(hostname=HOST)
    centre = CentreSettings.for_site(site)
    assert (site.site_name, site.is_default_site) == ("OPS Lipowo", False)
    assert (centre.name, centre.phone, centre.palette, centre.is_demo) == (
        "Ośrodek Pomocy Społecznej w Lipowie", "22 000 00 00", "jodla", True,
    )  # fmt: skip
    assert centre.contact_url == "/kontakt/"
    assert [contact.label for contact in centre.contacts.all()] == ["Dział Świadczeń"]
    rows = [version.content for version in versions("/bip/osrodek/przedmiot-dzialalnosci/")]
    assert [row.printed_at for row in rows] == [
        "niedziela, 08 kwiecień 2018 17:40", "poniedziałek, 09 kwiecień 2018 11:40", "",
    ]  # fmt: skip


def test_pages_stand_in_the_order_of_the_folder(loaded):
    home = Site.objects.get(hostname=HOST).root_page
    assert [child.slug for child in home.get_children()] == [
        "o-nas", "aktualnosci", "programy", "struktura", "akty", "kontakt", "bip",
        "deklaracja-dostepnosci", "ochrona-danych",
    ]  # fmt: skip


def test_a_second_load_publishes_nothing(loaded):
    before = publications(), LoadedFile.objects.count(), PublishedVersion.objects.count()
    with CaptureQueriesContext(connection) as queries:
        output = load(loaded)
    assert (publications(), LoadedFile.objects.count(), PublishedVersion.objects.count()) == before
    assert "bez zmian: 21" in output
    writes = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "DELETE"))]
    assert not [sql for sql in writes if "wagtailcore_page" in sql]


def test_a_changed_file_publishes_exactly_its_page(loaded):
    before = publications()
    replace(loaded, "pages/o-nas.md", "prowadzimy pracę socjalną", "prowadzimy pracę socjalną w terenie")
    output = load(loaded)
    assert publications() == before + 1
    assert "Opublikowano 1 stronę" in output
    assert "w terenie" in served("/o-nas/")


def test_unchanged_blocks_keep_their_ids_when_the_text_changes_elsewhere(loaded):
    before = {block.block_type: block.id for block in page("/o-nas/").body}
    replace(loaded, "pages/o-nas.md", "Wejście jest od podwórza.", "Wejście jest od ulicy.")
    load(loaded)
    after = {block.block_type: block.id for block in page("/o-nas/").body}
    assert after["callout"] != before["callout"]
    assert {kind: ident for kind, ident in after.items() if kind != "callout"} == {
        kind: ident for kind, ident in before.items() if kind != "callout"
    }


def test_a_changed_attachment_publishes_its_page_and_the_same_bytes_are_stored_once(loaded):
    before = publications(), get_document_model().objects.count()
    write(loaded, "pages/bip/osrodek/wykaz-zadan.csv", "Lp.,Zadanie\n1,praca socjalna\n2,zasiłki\n")
    load(loaded)
    assert (publications(), get_document_model().objects.count()) == (before[0] + 1, before[1] + 1)
    write(loaded, "pages/kopia.csv", (loaded / "pages/bip/osrodek/wykaz-zadan.csv").read_bytes())
    replace(loaded, "pages/o-nas.md", "Nadzór\n", "Kopia: [wykaz](kopia.csv)\n\nNadzór\n")
    load(loaded)
    assert get_document_model().objects.count() == before[1] + 1


def test_pictures_are_shown_with_their_descriptions(loaded):
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(picture, "PNG")
    write(loaded, "pages/zdjęcia/wejście.png", picture.getvalue())
    replace(
        loaded,
        "pages/o-nas.md",
        "Nadzór\n",
        '![Wejście od podwórza](zdjęcia/wejście.png "Budynek")\n\n![](zdjęcia/wejście.png)\n\nNadzór\n',
    )
    load(loaded)
    html = served("/o-nas/")
    assert 'alt="Wejście od podwórza"' in html
    assert 'alt=""' in html
    assert "Budynek" in html
    (image,) = get_image_model().objects.all()
    assert (image.title, image.width, image.collection.name) == ("Wejście", 40, HOST)
    (loaded / "pages/zdjęcia/wejście.png").rename(loaded / "pages/zdjęcia/wejście.jpg")
    replace(loaded, "pages/o-nas.md", "(zdjęcia/wejście.png)", "(zdjęcia/wejście.jpg)")
    assert [line.split(": ")[0] for line in faults(loaded)] == ["pages/o-nas.md:28", "pages/zdjęcia/wejście.jpg:1"]


def test_a_key_that_is_removed_empties_its_field(loaded):
    replace(loaded, "pages/o-nas.md", 'owner_unit = "dzial-swiadczen"\n', "")
    replace(loaded, "pages/o-nas.md", 'summary = "Kim jesteśmy i komu pomagamy."\n', "")
    load(loaded)
    assert (page("/o-nas/").owner_unit, page("/o-nas/").summary) == (None, "")


def test_a_new_page_stands_where_the_folder_puts_it(loaded):
    write(loaded, "pages/praca.md", '+++\ntype = "content"\ntitle = "Praca"\norder = 2\n+++\n')
    output = load(loaded)
    home = Site.objects.get(hostname=HOST).root_page
    assert [child.slug for child in home.get_children()][:4] == ["o-nas", "aktualnosci", "praca", "programy"]
    assert "(nowych: 1)" in output


def test_a_unit_moves_below_another_parent(loaded):
    replace(loaded, "units.toml", 'parent = "dzial-swiadczen"\n', "")
    load(loaded)
    assert page("/struktura/stanowisko-ds-posilkow/").title == "Stanowisko ds. posiłków"
    assert reader().get("/struktura/stanowisko-ds-posilkow/").status_code == 200


def test_what_editors_changed_stays_while_the_file_stays(loaded):
    about = page("/o-nas/")
    about.title = "O nas, poprawione"
    publish_again(about)
    before = publications()
    load(loaded)
    assert publications() == before
    assert page("/o-nas/").title == "O nas, poprawione"


def test_a_page_changed_in_both_places_is_an_error_unless_the_folder_is_to_win(loaded):
    about = page("/o-nas/")
    about.title = "O nas, poprawione"
    publish_again(about)
    replace(loaded, "pages/o-nas.md", 'title = "O nas"', 'title = "O Ośrodku"')
    assert [line.split(": ")[0] for line in faults(loaded)] == ["pages/o-nas.md:2"]
    assert page("/o-nas/").title == "O nas, poprawione"
    load(loaded, overwrite=True)
    assert page("/o-nas/").title == "O Ośrodku"


def test_a_draft_of_an_editor_counts_as_a_change(loaded):
    page("/o-nas/").save_revision()
    replace(loaded, "pages/o-nas.md", 'title = "O nas"', 'title = "O Ośrodku"')
    assert len(faults(loaded)) == 1


def test_a_page_deleted_by_editors_stays_deleted_until_its_file_changes(loaded):
    page("/ochrona-danych/").delete()
    output = load(loaded)
    assert "pages/ochrona-danych.md" in output
    assert reader().get("/ochrona-danych/").status_code == 410  # its history stays
    replace(loaded, "pages/ochrona-danych.md", "Odpowiada", "Za dane odpowiada")
    assert [line.split(": ")[0] for line in faults(loaded)] == ["pages/ochrona-danych.md:2"]
    load(loaded, overwrite=True)
    assert "Za dane odpowiada" in served("/ochrona-danych/")


def test_a_changed_page_can_not_link_to_one_that_editors_deleted(loaded):
    page("/ochrona-danych/").delete()
    replace(loaded, "pages/o-nas.md", "Nadzór\n", "Zob. [dane](ochrona-danych.md).\n\nNadzór\n")
    assert [line.split(": ")[0] for line in faults(loaded)] == ["pages/o-nas.md:2"]


def test_a_page_keeps_its_identity_when_its_file_gets_a_folder(loaded):
    replace(loaded, "pages/o-nas.md", 'type = "content"', 'type = "section"')
    (loaded / "pages/o-nas").mkdir()
    (loaded / "pages/o-nas.md").rename(loaded / "pages/o-nas/index.md")
    assert [line.split(": ")[0] for line in faults(loaded)] == ["pages/o-nas/index.md:32"]  # a link to a file beside it
    replace(loaded, "pages/o-nas/index.md", "(kontakt.md)", "(../kontakt.md)")
    (said,) = faults(loaded)
    assert said.startswith("pages/o-nas/index.md:2: ")
    before = page("/o-nas/").pk, publications()
    replace(loaded, "pages/o-nas/index.md", 'type = "section"', 'type = "content"')
    assert "nie ma już w folderze" not in load(loaded)
    assert (page("/o-nas/").pk, publications()) == (before[0], before[1] + 1)  # its text has changed: the link


def test_a_new_slug_moves_the_page_and_redirects_its_old_address(loaded, django_capture_on_commit_callbacks):
    replace(loaded, "pages/o-nas.md", 'title = "O nas"', 'title = "O nas"\nslug = "o-osrodku"')
    replace(loaded, "pages/index.md", "(/o-nas)", "(/o-osrodku)")
    with django_capture_on_commit_callbacks(execute=True):
        load(loaded)
    assert "Burmistrz" in served("/o-osrodku/")
    response = reader().get("/o-nas/")
    assert (response.status_code, response.headers["Location"].endswith("/o-osrodku/")) == (301, True)


def test_a_quiet_load_says_nothing(folder, db):
    assert load(folder, verbosity=0) == ""


def test_a_page_that_left_the_folder_is_reported_not_deleted(loaded):
    (loaded / "news/zmiana-godzin.md").unlink()
    output = load(loaded)
    assert "news/zmiana-godzin.md" in output
    assert reader().get("/aktualnosci/zmiana-godzin/").status_code == 200


def test_the_centres_data_follow_the_same_rule(loaded):
    centre = CentreSettings.objects.get(site__hostname=HOST)
    centre.phone = "22 111 11 11"
    centre.save()
    load(loaded)
    centre.refresh_from_db()
    assert centre.phone == "22 111 11 11"
    replace(loaded, "centre.toml", 'town = "Lipowo"', 'town = "Lipowo Górne"')
    assert [line.split(": ")[0] for line in faults(loaded)] == ["centre.toml:1"]
    load(loaded, overwrite=True)
    assert CentreSettings.objects.get(site__hostname=HOST).phone == "22 000 00 00"


def test_a_late_failure_leaves_nothing_behind(folder, db):
    def fail(**_):
        raise RuntimeError("the last step fails")

    counts = lambda: (Page.objects.count(), Site.objects.count(), LoadedFile.objects.count(), publications())  # noqa: E731
    before = counts(), stored_files()
    centre_loaded.connect(fail, weak=False)
    try:
        with pytest.raises(RuntimeError):
            load(folder)
    finally:
        centre_loaded.disconnect(fail)
    assert (counts(), stored_files()) == before


def test_two_centres_do_not_mix(loaded, tmp_path, kielce):
    other = "drugie.localhost"
    load(loaded, hostname=other)
    replace(loaded, "pages/o-nas.md", 'title = "O nas"', 'title = "Tylko w Lipowie"')
    load(loaded)
    assert page("/o-nas/", other).title == "O nas"
    sites = {site.hostname: site for site in Site.objects.all()}
    assert centre_collection(sites[HOST]) != centre_collection(sites[other])
    assert get_document_model().objects.filter(title="Wykaz zadań").count() == 2
    assert "Lipow" not in kielce.get("/").content.decode()


def test_a_site_that_was_not_loaded_is_left_alone(folder, db):
    root = Page.get_first_root_node().add_child(instance=Page(title="Obcy", slug="obcy"))
    Site.objects.create(hostname=HOST, root_page=root, site_name="Obcy")
    assert [line.split(": ")[0] for line in faults(folder)] == ["centre.toml:1"]
    assert Site.objects.get(hostname=HOST).root_page == root


def test_the_first_centre_replaces_the_welcome_page_of_a_fresh_installation(folder, db):
    ActRelation.objects.all().delete()  # what protects its target would stop the pages' deletion
    BipReferencePage.objects.all().delete()
    for site in Site.objects.all():
        root = site.root_page
        site.delete()
        root.delete()
    LoadedFile.objects.all().delete()
    welcome = Page.get_first_root_node().add_child(instance=Page(title="Welcome", slug="home"))
    Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)
    load(folder, port=8000)
    site = Site.objects.get()
    assert (site.hostname, site.port, site.is_default_site, site.root_page.slug) == (
        HOST,
        8000,
        True,
        "lipowo-localhost",
    )
    assert not Page.objects.filter(pk=welcome.pk).exists()


def test_the_port_follows_the_option(loaded):
    load(loaded, port=8001)
    assert Site.objects.get(hostname=HOST).port == 8001


def test_the_usual_port_follows_the_https_switch(folder, db, settings):
    settings.HTTPS = True
    load(folder)
    assert Site.objects.get(hostname=HOST).root_url == f"https://{HOST}"
    settings.HTTPS = False
    load(folder)
    assert Site.objects.get(hostname=HOST).root_url == f"http://{HOST}"
    load(folder, port=8001)
    settings.HTTPS = True
    load(folder)
    assert Site.objects.get(hostname=HOST).port == 8001


@pytest.mark.parametrize(("hostname", "port", "named"), [(HOST, 0, "0"), (HOST, 70000, "70000"), ("a b", 80, "a b")])
def test_what_is_wrong_in_the_command_is_named(tmp_path, db, hostname, port, named):
    with pytest.raises(CommandError) as caught:
        load(tmp_path, hostname=hostname, port=port)
    assert named in str(caught.value)
    assert (hostname in str(caught.value)) == (named == hostname)


def test_two_pages_may_swap_their_addresses(loaded):
    about, contact = page("/o-nas/").pk, page("/programy/").pk
    below = page("/programy/posilek/").pk
    replace(loaded, "pages/o-nas.md", 'title = "O nas"', 'title = "O nas"\nslug = "programy"')
    replace(loaded, "pages/programy.md", 'title = "Programy"', 'title = "Programy"\nslug = "o-nas"')
    load(loaded)
    assert (page("/programy/").pk, page("/o-nas/").pk) == (about, contact)
    assert page("/o-nas/posilek/").pk == below
    assert "Działamy na terenie" in served("/programy/")


def test_a_new_page_may_take_over_the_address_of_one_that_moves(loaded, django_capture_on_commit_callbacks):
    moved = page("/o-nas/").pk
    replace(loaded, "pages/o-nas.md", 'title = "O nas"', 'title = "O nas"\nslug = "historia-osrodka"')
    write(loaded, "pages/nowa.md", '+++\ntype = "content"\ntitle = "Nowa"\nslug = "o-nas"\norder = 0\n+++\n')
    with django_capture_on_commit_callbacks(execute=True):
        load(loaded)
    assert (page("/o-nas/").title, page("/historia-osrodka/").pk) == ("Nowa", moved)
    assert not Redirect.objects.filter(old_path__contains=str(moved)).exists()


def test_an_address_that_editors_chose_is_not_taken_over(loaded):
    about = page("/o-nas/")
    about.slug = "o-osrodku"
    publish_again(about)
    write(loaded, "pages/nowa.md", '+++\ntype = "content"\ntitle = "Nowa"\nslug = "o-osrodku"\n+++\n')
    assert [line.split(": ")[0] for line in faults(loaded)] == ["pages/nowa.md:4"]
    assert page("/o-osrodku/").pk == about.pk


def test_files_go_with_the_transaction_around_the_load(folder, db):
    before = stored_files(), get_document_model().objects.count()

    @all_or_nothing()
    def load_and_fail():
        load(folder)
        assert stored_files() > before[0]
        raise RuntimeError("the second centre is wrong")

    with pytest.raises(RuntimeError):
        load_and_fail()
    assert (stored_files(), get_document_model().objects.count()) == before


def test_files_of_a_committed_load_stay_whatever_fails_afterwards(db):
    name = default_storage.save("documents/zostaje.csv", ContentFile(b"Lp.,Zadanie"))

    @all_or_nothing()
    def commit_and_fail():
        note_written(default_storage, name)
        _ids, committed, _robust = connection.run_on_commit[-1]
        committed()
        raise RuntimeError("a receiver that runs after the commit")

    with pytest.raises(RuntimeError):
        commit_and_fail()
    assert default_storage.exists(name)
    default_storage.delete(name)
