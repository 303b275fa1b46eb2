"""The register of search words: what an editor may put there, whose it is, and what it does for readers."""

import re
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupSitePermission, PageViewRestriction, Site
from wagtail.test.utils.form_data import querydict_from_html

from search.words import RegisteredWord, words_of
from search.words.models import LONGEST_MEANING, LONGEST_TERM, MOST_MEANINGS, MOST_WORDS, SearchWord
from tests.factories import make_centre, reader_of
from tests.search.editing import administrator, content, editor_of, faults, save_word, word


@pytest.fixture
def site(db: None) -> Site:
    return make_centre("a.localhost")


@pytest.fixture
def other(db: None) -> Site:
    return make_centre("b.localhost")


def results(site: Site, query: str) -> list[str]:
    """The addresses that a search shows, in their order."""
    answer = reader_of(site).get("/szukaj.json", {"q": query})
    assert answer.status_code == 200
    return [urlsplit(result["url"]).path for result in answer.json()["results"]]


# -- what the register takes -----------------------------------------------------------------------------------------


def test_the_register_is_read_with_one_question_to_the_database(site: Site, other: Site) -> None:
    page = content(site, "Zapomoga")
    word(site, "kosiniakowe", means="świadczenie rodzicielskie\n\n świadczenie  rodzicielskie \nzasiłek macierzyński")
    word(site, "becikowe", means="", page=page)
    word(other, "cudze")
    with CaptureQueriesContext(connection) as queries:
        found = words_of(site)
    assert len(queries) == 1
    assert found == [
        RegisteredWord("becikowe", (), page.pk),
        RegisteredWord("kosiniakowe", ("świadczenie rodzicielskie", "zasiłek macierzyński"), None),
    ]


def test_an_editor_adds_changes_and_deletes_a_word(site: Site) -> None:
    editor = editor_of(site)
    assert save_word(editor, term="  Becikowe ", means="zapomoga\r\n\r\n").status_code == 302
    (added,) = SearchWord.objects.filter(site=site)
    assert (added.term, added.folded, added.meanings) == ("Becikowe", "becikowe", ("zapomoga",))
    assert "Becikowe" in editor.get(reverse("search_words:index")).content.decode()
    assert save_word(editor, added, term="Becikowe", means="jednorazowa zapomoga").status_code == 302
    added.refresh_from_db()
    assert added.meanings == ("jednorazowa zapomoga",)
    assert editor.get(reverse("search_words:history", args=(added.pk,))).status_code == 200
    assert editor.post(reverse("search_words:delete", args=(added.pk,))).status_code == 302
    assert not SearchWord.objects.filter(site=site).exists()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"term": "", "means": "zapomoga"}, {"term"}),
        ({"term": "— !", "means": "zapomoga"}, {"term"}),
        ({"term": "x" * (LONGEST_TERM + 1), "means": "zapomoga"}, {"term"}),
        ({"term": "becikowe"}, {"means"}),
        ({"term": "becikowe", "means": " \n\t\n"}, {"means"}),
        ({"term": "becikowe", "means": "x" * (LONGEST_MEANING + 1)}, {"means"}),
        ({"term": "becikowe", "means": "zapomoga\n…"}, {"means"}),
        ({"term": "becikowe", "means": "\n".join(f"zapomoga {n}" for n in range(MOST_MEANINGS + 1))}, {"means"}),
        ({"term": "a\0b", "means": "zapomoga"}, {"term"}),
    ],
)
def test_what_a_word_lacks_is_said_at_its_field(site: Site, fields: dict[str, str], wrong: set[str]) -> None:
    assert faults(save_word(editor_of(site), **fields)) == wrong
    assert not SearchWord.objects.filter(site=site).exists()


@pytest.mark.parametrize("term", ["500 plus", "500+", "500 PLUS", "„500 plus”"])
def test_a_name_stands_in_the_register_once_however_it_is_spelt(site: Site, term: str) -> None:
    word(site, "500 Plus")
    assert faults(save_word(editor_of(site), term=term, means="świadczenie")) == {"term"}


def test_letters_without_tails_are_the_same_name_and_another_centre_has_its_own(site: Site, other: Site) -> None:
    word(site, "zasiłek dla żony")
    assert faults(save_word(editor_of(site), term="zasilek dla zony", means="zasiłek")) == {"term"}
    assert save_word(editor_of(other), term="zasilek dla zony", means="zasiłek").status_code == 302


def test_a_letter_that_stands_for_many_is_no_error(site: Site) -> None:
    assert save_word(editor_of(site), term="ﷺ" * LONGEST_TERM, means="zapomoga").status_code == 302


def test_a_full_register_takes_changes_but_no_new_word(site: Site) -> None:
    SearchWord.objects.bulk_create(
        SearchWord(site=site, term=f"nazwa {n}", folded=f"nazwa {n}", means="zapomoga") for n in range(MOST_WORDS)
    )
    editor = editor_of(site)
    assert faults(save_word(editor, term="becikowe", means="zapomoga")) == {"term"}
    assert save_word(editor, SearchWord.objects.filter(site=site).first(), term="inna", means="x").status_code == 302


def test_a_deleted_page_leaves_its_word(site: Site) -> None:
    page = content(site, "Zapomoga")
    kept = word(site, page=page)
    page.delete()
    kept.refresh_from_db()
    assert kept.page is None


# -- whose it is -----------------------------------------------------------------------------------------------------


def test_an_editor_is_not_asked_for_the_centre_and_can_not_choose_another(site: Site, other: Site) -> None:
    editor = editor_of(site)
    form = querydict_from_html(editor.get(reverse("search_words:add")).content.decode(), form_id="w-editor-form")
    assert "site" not in form
    save_word(editor, means="zapomoga", site=other.pk)
    assert SearchWord.objects.get(term="becikowe", folded="becikowe", means="zapomoga").site == site


def test_a_word_of_another_centre_is_not_there(site: Site, other: Site) -> None:
    theirs = word(other, "kanarkowe", means="turkusowy dodatek")
    editor = editor_of(site)
    for view in ("edit", "delete", "history", "history_results", "usage"):
        url = reverse(f"search_words:{view}", args=(theirs.pk,))
        assert editor.get(url).status_code == 404, view
        assert editor.post(url, {"term": "x", "means": "y"}).status_code in (404, 405), view
    for view in ("index", "index_results"):
        for asked in ({}, {"q": "kanarkowe"}, {"site": other.pk}, {"export": "csv"}):
            answer = editor.get(reverse(f"search_words:{view}"), asked)
            text = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert answer.status_code == 200
            assert "turkusowy" not in text.decode()
            assert "b.localhost" not in text.decode()
    theirs.refresh_from_db()
    assert theirs.term == "kanarkowe"


def test_the_log_of_a_centre_is_not_shown_to_another(site: Site, other: Site) -> None:
    save_word(editor_of(other), term="kanarkowe", means="turkusowy dodatek")
    report = reverse("wagtailadmin_reports:site_history")
    assert "kanarkowe" not in editor_of(site).get(report).content.decode()
    assert "kanarkowe" in administrator(site).get(report).content.decode()


def test_a_page_of_another_centre_is_refused_and_not_named(site: Site, other: Site) -> None:
    theirs = content(other, "Turkusowa strona")
    answer = save_word(editor_of(site), page=theirs.pk)
    assert answer.status_code in (302, 403)
    assert save_word(editor_of(site), page="x").status_code in (302, 403)
    assert not SearchWord.objects.filter(site=site).exists()


def test_who_edits_two_centres_chooses_one_and_only_pages_of_it(site: Site, other: Site) -> None:
    editor, theirs = editor_of(site, other), content(other, "Zapomoga")
    assert faults(save_word(editor, page=theirs.pk)) == {"site"}
    assert faults(save_word(editor, page=theirs.pk, site=site.pk)) == {"page"}
    assert save_word(editor, page=theirs.pk, site=other.pk).status_code == 302
    added = SearchWord.objects.get(page=theirs)
    assert faults(save_word(editor, added, page=site.root_page_id)) == {"page"}


def test_the_administrator_sees_all_and_narrows_to_one(site: Site, other: Site) -> None:
    word(site, "nasze"), word(other, "kanarkowe", page=content(other, "Zapomoga"))
    client, url = administrator(site), reverse("search_words:index")
    assert {"nasze", "kanarkowe"} <= set(re.findall(r"\w+", client.get(url).content.decode()))
    for asked, ours in (({"site": other.pk}, False), ({"q": "nasze"}, True), ({"has_page": "true"}, False)):
        text = client.get(reverse("search_words:index_results"), asked).content.decode()
        assert ("nasze" in text, "kanarkowe" in text) == (ours, not ours)


def test_who_edits_pages_but_has_no_right_on_the_words_does_not_reach_them(site: Site) -> None:
    editor = editor_of(site)
    GroupSitePermission.objects.filter(permission__codename="change_searchword").delete()
    for name in ("search_words:index", "search_words:add", "search_misses:index"):
        assert editor.get(reverse(name)).status_code in (302, 403)
        assert reverse(name) not in editor.get("/admin/").content.decode()


def test_the_menus_lead_to_the_register_and_to_the_report(site: Site) -> None:
    text = editor_of(site).get("/admin/").content.decode()
    assert reverse("search_words:index") in text
    assert reverse("search_misses:index") in text


def test_an_administrator_gives_a_group_the_right_on_a_centre(site: Site) -> None:
    group = Group.objects.create(name="Słowa")
    client, url = administrator(site), reverse("wagtailusers_groups:edit", args=(group.pk,))
    data = querydict_from_html(client.get(url).content.decode(), form_id="w-editor-form").copy()
    data["search_searchword_site_permissions-sites"] = site.pk
    assert client.post(url, data).status_code == 302
    user = User.objects.create_user("tylko-slowa")
    user.groups.add(group)
    assert GroupSitePermission.objects.filter(group=group, site=site).count() == 1


def test_the_list_is_exported_with_its_meanings(site: Site) -> None:
    word(site, "kosiniakowe", means="świadczenie rodzicielskie\nzasiłek")
    answer = editor_of(site).get(reverse("search_words:index"), {"export": "csv"})
    assert "kosiniakowe,świadczenie rodzicielskie; zasiłek" in b"".join(answer.streaming_content).decode()


# -- what it does for readers ----------------------------------------------------------------------------------------


def test_a_name_finds_the_page_that_calls_it_otherwise_at_once_after_saving(site: Site) -> None:
    page = content(site, "Jednorazowa zapomoga z tytułu urodzenia dziecka", slug="zapomoga")
    assert results(site, "becikowe") == []
    save_word(editor_of(site), term="becikowe", means="zapomoga z tytułu urodzenia")
    assert results(site, "becikowe") == results(site, "Becikowego") == ["/zapomoga/"]
    SearchWord.objects.get(site=site).delete()
    assert results(site, "becikowe") == []
    assert page.live


def test_a_name_of_several_words_is_found_in_the_middle_of_a_question(site: Site) -> None:
    content(site, "Świadczenie wychowawcze w Nowej Wsi", slug="swiadczenie")
    content(site, "Plus pięćset", slug="plus")
    word(site, "500 plus", means="świadczenie wychowawcze")
    for query in ("500 plus", "500+", "500plus nowa wieś", "nowa wieś 500 plus"):
        assert results(site, query)[:1] == ["/swiadczenie/"], query


def test_words_of_another_centre_change_nothing(site: Site, other: Site) -> None:
    page = content(site, "Jednorazowa zapomoga", slug="zapomoga")
    word(other, means="zapomoga", page=page)
    assert results(site, "becikowe") == []


def test_the_page_that_editors_chose_comes_first_even_when_it_lacks_the_word(site: Site) -> None:
    content(site, "Becikowe", slug="becikowe")
    word(site, means="", page=content(site, "Pomoc dla rodziców", slug="pomoc"))
    assert results(site, "becikowe") == ["/pomoc/", "/becikowe/"]


def test_the_page_that_editors_chose_shows_only_while_everybody_may_read_it(site: Site) -> None:
    page = content(site, "Pomoc dla rodziców", slug="pomoc")
    word(site, means="", page=page)
    assert results(site, "becikowe") == ["/pomoc/"]
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert results(site, "becikowe") == []
    restriction.delete()
    page.unpublish()
    assert results(site, "becikowe") == []
    page.delete()
    assert results(site, "becikowe") == []


def test_a_page_that_moved_to_another_centre_is_not_shown(site: Site, other: Site) -> None:
    page = content(site, "Pomoc dla rodziców", slug="pomoc")
    word(site, means="", page=page)
    page.move(other.root_page, pos="last-child")
    assert results(site, "becikowe") == []
