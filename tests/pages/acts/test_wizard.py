"""“New amending act”, then “Check and publish”: what an editor of a centre does with an amendment."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site

from history.models import PublishedVersion
from pages.acts.models import ActKind, ActPage, ActRegisterPage, ActRelation, ExpressionPage, RelationKind
from tests.conftest import KIELCE
from tests.factories import add_page, reader_of
from tests.history.editing import editor_of, post
from tests.pages.acts.statutes import (
    TEXT,
    day,
    draft_of,
    editor_in,
    errors_at,
    opened_text,
    provision,
    register_of,
    resolution,
    statute_of,
    text_of,
)

FORM = {
    "kind": "resolution",
    "number": "XX/120/2023",
    "adopted_on": "2.03.2023",
    "issuer": "Rada Gminy Nowa Wieś",
    "subject": "w sprawie zmiany Statutu",
    "title": "Zmiany w Statucie",
    "effective_from": "20.03.2023",
    "effective_basis": "§ 3. Uchwała wchodzi w życie po upływie 14 dni od dnia ogłoszenia.",
    "provisions": "§ 2",
    "promulgated_on": "",
    "gazette_ref": "",
    "original": "",
}


@pytest.fixture
def register(site: Site) -> ActRegisterPage:
    return register_of(site)


@pytest.fixture
def statute(register: ActRegisterPage) -> ActPage:
    """A statute with its first text and one amendment that is worked in."""
    statute = statute_of(register)
    text_of(statute, "tekst-pierwszy")
    change = resolution(register, "XV/80/2022", "2022-01-13", statute, subject="w sprawie zmian", since="2022-02-01")
    text_of(statute, "tekst-2022-02-01", change)
    return statute


@pytest.fixture
def editor(site: Site) -> Client:
    return editor_in(site)


def amend(client: Client, statute: ActPage, **changes: Any) -> HttpResponse:
    """Fill in the first step as given."""
    return client.post(reverse("acts_admin:amend", args=(statute.pk,)), {**FORM, **changes})


def amended(client: Client, statute: ActPage, **changes: Any) -> ExpressionPage:
    """The draft that the first step leads to."""
    answer = amend(client, statute, **changes)
    assert answer.status_code == 302, errors_at(answer.context["form"])
    return ExpressionPage.objects.get(pk=re.findall(r"/(\d+)/", answer.headers["Location"])[0])


def checked(client: Client, text: Page) -> HttpResponse:
    return client.get(reverse("acts_admin:check", args=(text.pk,)))


def publish(client: Client, text: Page, **data: Any) -> HttpResponse:
    """Look at the difference, then press the button."""
    seen = checked(client, text).context["form"]["seen"].value()
    return client.post(reverse("acts_admin:check", args=(text.pk,)), {"seen": seen, **data})


def said(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", answer.content.decode().replace("\xa0", " "))


# -- the first step --------------------------------------------------------------------------------------------------


def test_the_statutes_page_leads_to_the_wizard(editor: Client, statute: ActPage) -> None:
    url = reverse("acts_admin:amend", args=(statute.pk,))
    for name in ("wagtailadmin_pages:edit", "wagtailadmin_explore"):
        assert url in editor.get(reverse(name, args=(statute.pk,))).content.decode()
    assert url in editor.get(reverse("wagtailadmin_explore", args=(statute.get_parent().pk,))).content.decode()


def test_the_form_knows_what_earlier_amendments_were_called(editor: Client, statute: ActPage) -> None:
    form = editor.get(reverse("acts_admin:amend", args=(statute.pk,))).context["form"]
    found = {name: form[name].value() for name in ("kind", "issuer", "subject", "title")}
    assert found == {
        "kind": "resolution",
        "issuer": "Rada Gminy Nowa Wieś",
        "subject": "w sprawie zmian",
        "title": "Uchwała XV/80/2022",
    }


def test_it_makes_the_act_and_the_next_text_as_drafts(editor: Client, site: Site, statute: ActPage) -> None:
    text = amended(editor, statute)
    new = ActPage.objects.get(number="XX/120/2023")
    relation = new.relations.get()
    assert not new.live
    assert (new.slug, new.in_force_from, new.owner.username) == ("uchwala-xx-120-2023", day("2023-03-20"), "redaktorka")
    assert (relation.kind, relation.target, relation.provisions) == (RelationKind.AMENDS, statute, "§ 2")
    assert relation.effective_from == day("2023-03-20")
    assert not text.live
    assert (text.slug, text.valid_from) == ("tekst-2023-03-20", day("2023-03-20"))
    assert text.title == "Statut GOPS – tekst od 20 marca 2023 r."
    assert [row.act.number for row in text.incorporated.all()] == ["XV/80/2022", "XX/120/2023"]
    assert [block["value"] for block in text.text.raw_data] == [block["value"] for block in TEXT]
    assert "XX/120/2023" not in reader_of(site).get("/akty/").content.decode()
    assert reader_of(site).get(f"{statute.local_url}tekst-2023-03-20/").status_code == 404


def test_without_a_day_of_effect_the_text_follows_the_day_of_adoption(editor: Client, statute: ActPage) -> None:
    text = amended(editor, statute, effective_from="", effective_basis="")
    assert (text.slug, text.valid_from) == ("tekst-2023-03-02", None)
    assert text.title == "Statut GOPS – tekst z 2 marca 2023 r."


def test_two_acts_of_one_day_get_texts_at_two_addresses(editor: Client, statute: ActPage) -> None:
    first = amended(editor, statute)
    second = amended(editor, statute, number="XX/121/2023")
    assert (first.slug, second.slug) == ("tekst-2023-03-20", "tekst-2023-03-20-2")


def test_an_act_without_a_text_leads_to_importing_one(editor: Client, register: ActRegisterPage) -> None:
    statute = statute_of(register)
    answer = amend(editor, statute)
    text = ExpressionPage.objects.child_of(statute).get()
    assert answer.headers["Location"] == reverse("acts_admin:import", args=(text.pk,))
    assert not text.text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": "xv.80/2022"}, "number"),
        ({"number": "abc"}, "number"),
        ({"number": ""}, "number"),
        ({"adopted_on": ""}, "adopted_on"),
        ({"adopted_on": "2023"}, "adopted_on"),
        ({"effective_from": "03.2023"}, "effective_from"),
        # before the act itself
        ({"effective_from": "1.03.2023"}, "effective_from"),
        # before the statute
        ({"adopted_on": "1.03.2020", "effective_from": "1.04.2020"}, "effective_from"),
        ({"adopted_on": "1.03.2020", "effective_from": ""}, "adopted_on"),
        # before a text that is here already
        ({"adopted_on": "1.03.2021", "effective_from": "1.04.2021"}, "effective_from"),
        ({"adopted_on": "1.03.2021", "effective_from": ""}, "adopted_on"),
        ({"promulgated_on": "1.03.2023"}, "promulgated_on"),
        ({"provisions": "cały akt"}, "provisions"),
        ({"original": "999999"}, "original"),
        ({"title": ""}, "title"),
        ({"kind": "poem"}, "kind"),
    ],
)
def test_what_can_not_be_so_is_refused_at_its_field_and_nothing_is_kept(
    editor: Client, statute: ActPage, changes: dict[str, str], field: str
) -> None:
    before = Page.objects.count()
    answer = amend(editor, statute, **changes)
    assert list(errors_at(answer.context["form"])) == [field]
    assert Page.objects.count() == before
    # What was typed is still there.
    assert 'value="Zmiany w Statucie"' in answer.content.decode() or "title" in changes


def test_an_amendment_after_the_end_of_the_act_is_refused(
    editor: Client, register: ActRegisterPage, statute: ActPage
) -> None:
    resolution(register, "XIX/110/2023", "2023-01-10", statute, kind=RelationKind.REPEALS, since="2023-02-01")
    found = errors_at(amend(editor, statute).context["form"])
    assert list(found) == ["effective_from"]
    assert "1 lutego 2023" in found["effective_from"]


def test_an_act_may_take_effect_before_its_adoption_when_it_says_so(editor: Client, statute: ActPage) -> None:
    text = amended(editor, statute, effective_from="1.01.2023", retroactive="on")
    assert text.slug == "tekst-2023-01-01"
    assert ActPage.objects.get(number="XX/120/2023").in_force_from is None


def test_a_draft_that_waits_is_named(editor: Client, statute: ActPage) -> None:
    text = amended(editor, statute)
    page = editor.get(reverse("acts_admin:amend", args=(statute.pk,))).content.decode()
    assert reverse("acts_admin:check", args=(text.pk,)) in page


# -- check and publish -----------------------------------------------------------------------------------------------


def changed_by_hand(client: Client, text: ExpressionPage, words: str) -> None:
    """Change the second § in the form of the page, as an editor does, and save the draft."""
    blocks = [provision("1", TEXT[0]["value"]["text"]), provision("2", words)]
    assert post(client, text, opened_text(client, text, blocks), action="").status_code == 302


def test_the_difference_is_shown_then_all_is_public_at_once(editor: Client, site: Site, statute: ActPage) -> None:
    text = amended(editor, statute)
    changed_by_hand(editor, text, "Ośrodkiem kieruje dyrektor i zastępca.")
    answer = checked(editor, text)
    page = said(answer)
    assert "XX/120/2023" in page
    assert [change.place for change in answer.context["changes"]] == ["§ 2"]
    assert "<ins>" in page
    answer = publish(editor, text)
    assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=(text.pk,))
    reader = reader_of(site)
    assert "kieruje dyrektor i zastępca" in said(reader.get(statute.local_url))
    assert "XX/120/2023" in said(reader.get("/akty/"))
    assert "zastępca" not in said(reader.get(f"{statute.local_url}na-dzien/2023-03-19/"))
    assert "zastępca" in said(reader.get(f"{statute.local_url}na-dzien/2023-03-20/"))
    new = ActPage.objects.get(number="XX/120/2023")
    order = PublishedVersion.objects.filter(object__page_id__in=(new.pk, text.pk)).order_by("pk")
    assert list(order.values_list("object__page_id", flat=True)) == [new.pk, text.pk]


def test_a_text_that_changes_nothing_is_remarked_upon_and_may_be_published(editor: Client, statute: ActPage) -> None:
    text = amended(editor, statute)
    assert "Słowa tekstu się nie zmieniły" in said(checked(editor, text))
    assert publish(editor, text).status_code == 302


def test_what_the_text_still_lacks_is_named(editor: Client, register: ActRegisterPage, statute: ActPage) -> None:
    resolution(register, "XVI/90/2022", "2022-06-09", statute)
    text = amended(editor, statute)
    assert "nadal nie zawiera zmian" in said(checked(editor, text))
    assert "XVI/90/2022" in said(checked(editor, text))


def test_the_pages_own_button_does_not_publish_a_text_before_its_act(editor: Client, statute: ActPage) -> None:
    text = amended(editor, statute)
    answer = post(editor, text, opened_text(editor, text, TEXT))
    assert answer.status_code == 200
    assert "Sprawdź i opublikuj” publikuje go" in said(answer)
    assert not ExpressionPage.objects.get(pk=text.pk).live


def test_nor_does_publishing_several_pages_at_once(editor: Client, statute: ActPage) -> None:
    text = amended(editor, statute)
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    answer = editor.post(f"{url}?id={text.pk}&next=/admin/")
    assert answer.headers["Location"] == reverse("acts_admin:check", args=(text.pk,))
    assert not ExpressionPage.objects.get(pk=text.pk).live


def test_an_amendment_published_meanwhile_stops_the_publication(
    editor: Client, site: Site, register: ActRegisterPage, statute: ActPage
) -> None:
    text = amended(editor, statute)
    seen = checked(editor, text).context["form"]["seen"].value()
    other = resolution(register, "XIX/115/2023", "2023-02-20", statute, since="2023-03-10")
    earlier = ExpressionPage.objects.get(slug="tekst-2022-02-01").incorporated.get().act
    text_of(statute, "tekst-inny", earlier, other)
    answer = editor.post(reverse("acts_admin:check", args=(text.pk,)), {"seen": seen})
    assert answer.status_code == 409
    assert "XIX/115/2023" in said(answer)
    assert not ExpressionPage.objects.get(pk=text.pk).live
    assert not ActPage.objects.get(number="XX/120/2023").live


def test_a_number_given_to_another_act_meanwhile_stops_it_too(
    editor: Client, register: ActRegisterPage, statute: ActPage
) -> None:
    text = amended(editor, statute)
    seen = checked(editor, text).context["form"]["seen"].value()
    regulations = add_page(register, ActPage(kind=ActKind.REGULATIONS, title="Regulamin", slug="regulamin"))
    resolution(register, "XX.120/2023", "2023-03-02", regulations, slug="inna")
    answer = editor.post(reverse("acts_admin:check", args=(text.pk,)), {"seen": seen})
    assert answer.status_code == 409
    assert "numer" in said(answer)
    assert not ActPage.objects.get(number="XX/120/2023").live


def test_a_draft_that_another_editor_changed_has_to_be_looked_at_again(
    editor: Client, site: Site, statute: ActPage
) -> None:
    text = amended(editor, statute)
    seen = checked(editor, text).context["form"]["seen"].value()
    changed_by_hand(editor_in(site, "redaktor"), text, "Ośrodkiem kieruje wójt.")
    url = reverse("acts_admin:check", args=(text.pk,))
    answer = editor.post(url, {"seen": seen})
    assert answer.status_code == 409
    assert "Ktoś zmienił" in said(answer)
    assert "wójt" in said(answer)
    # The form that was shown now means the newer draft.
    assert editor.post(url, {"seen": answer.context["form"]["seen"].value()}).status_code == 302


def test_a_locked_draft_is_not_published(editor: Client, statute: ActPage) -> None:
    text = amended(editor, statute)
    seen = checked(editor, text).context["form"]["seen"].value()
    Page.objects.filter(pk=text.pk).update(locked=True)
    answer = editor.post(reverse("acts_admin:check", args=(text.pk,)), {"seen": seen})
    assert answer.status_code == 409
    assert "zablokowana" in said(answer)
    assert not ExpressionPage.objects.get(pk=text.pk).live


def test_what_is_public_already_is_not_published_again(editor: Client, statute: ActPage) -> None:
    text = ExpressionPage.objects.get(slug="tekst-2022-02-01")
    assert "nie ma nic do opublikowania" in said(checked(editor, text))
    note = {"change_note": "Bez żadnej zmiany w tekście.", "change_kind": "technical"}
    assert publish(editor, text, **note).status_code == 409


def test_a_text_by_itself_is_compared_with_what_readers_see_and_says_why_it_changes(
    editor: Client, site: Site, statute: ActPage
) -> None:
    text = ExpressionPage.objects.get(slug="tekst-2022-02-01")
    changed_by_hand(editor, text, "Ośrodkiem kieruje Dyrektor.")
    assert "Teraz czytelnicy widzą" in said(checked(editor, text)) or "Dyrektor" in said(checked(editor, text))
    without = publish(editor, text)
    assert list(errors_at(without.context["form"])) == ["change_note", "change_kind"]
    note = {"change_note": "Poprawiona wielka litera w § 2, jak w uchwale.", "change_kind": "technical"}
    assert publish(editor, text, **note).status_code == 302
    assert "kieruje Dyrektor" in said(reader_of(site).get(statute.local_url))


def test_drafts_can_be_previewed(editor: Client, statute: ActPage) -> None:
    text = amended(editor, statute)
    act = ActPage.objects.get(number="XX/120/2023")
    for page, words in ((text, "Ośrodkiem kieruje dyrektor"), (act, "XX/120/2023")):
        answer = editor.get(reverse("wagtailadmin_pages:view_draft", args=(page.pk,)))
        assert answer.status_code == 200
        assert words in said(answer)


# -- who may -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["amend", "import", "check"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_centres_editor_gets_nowhere(
    db: None, site: Site, statute: ActPage, editor: Client, name: str, method: str
) -> None:
    page = statute if name != "check" else amended(editor, statute)
    stranger = editor_of(KIELCE, "obca")
    before = Page.objects.count()
    answer = getattr(stranger, method)(reverse(f"acts_admin:{name}", args=(page.pk,)), {**FORM, "text": "§ 1. Obce."})
    assert answer.status_code in {403, 404}
    assert Page.objects.count() == before


def test_who_may_not_publish_makes_drafts_only(site: Site, statute: ActPage) -> None:
    client = editor_in(site, may_publish=False)
    text = amended(client, statute)
    page = checked(client, text)
    assert "ma prawo publikowania" in said(page)
    seen = page.context["form"]["seen"].value()
    answer = client.post(reverse("acts_admin:check", args=(text.pk,)), {"seen": seen})
    assert answer.headers["Location"] == reverse("wagtailadmin_home")
    assert not ActPage.objects.get(number="XX/120/2023").live
    assert not ExpressionPage.objects.get(pk=text.pk).live


@pytest.mark.parametrize("name", ["amend", "check"])
def test_pages_of_other_kinds_have_no_such_views(editor: Client, register: ActRegisterPage, name: str) -> None:
    assert editor.get(reverse(f"acts_admin:{name}", args=(register.pk,))).status_code == 404


def test_a_draft_keeps_its_relation_when_its_form_is_saved(editor: Client, statute: ActPage) -> None:
    amended(editor, statute)
    new = ActPage.objects.get(number="XX/120/2023")
    assert [relation.target_id for relation in draft_of(new).relations.all()] == [statute.pk]
    assert ActRelation.objects.filter(source=new).count() == 1
