"""What can't become public: a text without its act, and what contradicts texts and effects that stand there already."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now
from wagtail.models import Page, Site

from history.departures import DepartureReason
from history.models import ChangeKind
from pages.acts.administration.importing import SALT
from pages.acts.forms import name_of_text
from pages.acts.models import ActKind, ActPage, ActRegisterPage, ActRelation, ExpressionPage, RelationKind
from pages.acts.rules import read_once, relation_faults
from pages.acts.text_rules import text_day, text_faults
from tests.factories import add_page, publish_again, reader_of
from tests.history.chronicle import person_of_last
from tests.history.editing import NOTE, opened, post
from tests.pages.acts.statutes import (
    TEXT,
    day,
    draft_of,
    editor_in,
    opened_text,
    register_of,
    resolution,
    statute_of,
    text_of,
)


@pytest.fixture
def register(site: Site) -> ActRegisterPage:
    return register_of(site)


@pytest.fixture
def statute(register: ActRegisterPage) -> ActPage:
    return statute_of(register)


@pytest.fixture
def change(register: ActRegisterPage, statute: ActPage) -> ActPage:
    """An amendment that is worked into a text from the day on which it takes effect."""
    text_of(statute, "tekst-pierwszy")
    change = resolution(register, "XV/80/2022", "2022-01-13", statute, since="2022-02-01")
    text_of(statute, "tekst-2022-02-01", change, valid_from=day("2022-02-01"))
    return change


@pytest.fixture
def editor(site: Site) -> Client:
    return editor_in(site)


def draft_act(register: ActRegisterPage) -> ActPage:
    act = ActPage(
        kind=ActKind.RESOLUTION, number="X/77/2020", adopted_on=day("2020-01-02"), title="Szkic", slug="szkic"
    )
    act.live = False
    register.add_child(instance=act)
    act.save_revision()
    return act


def row(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def said(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", answer.content.decode().replace("\xa0", " "))


def sent(client: Client, act: ActPage, relations: int = 0, **changes: str) -> HttpResponse:
    """The form of an act with what is changed in it, and the button that publishes."""
    data = opened(client, act)
    data |= {f"relations-{name}": str(relations) for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return post(client, act, {**data, "change_note": NOTE, "change_kind": ChangeKind.SIGNIFICANT}, **changes)


def refused(page: Page) -> str:
    """What speaks against publishing a changed page past its form."""
    with pytest.raises(ValidationError) as caught, transaction.atomic():
        publish_again(page)
    return " ".join(caught.value.messages)


# -- an act that isn't public has no public text ---------------------------------------------------------------------


def test_a_text_is_not_published_before_its_act(editor: Client, register: ActRegisterPage) -> None:
    act = draft_act(register)
    text = text_of(act, "tekst", live=False)
    url = reverse("acts_admin:check", args=(text.pk,))
    page = editor.get(url)
    assert "Najpierw proszę opublikować akt" in said(page)
    assert editor.post(url, {"seen": page.context["form"]["seen"].value()}).status_code == 409
    answer = post(editor, text, opened_text(editor, text, TEXT))
    assert "Najpierw proszę opublikować akt" in said(answer)
    bulk = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    assert editor.post(f"{bulk}?id={text.pk}&next=/admin/").headers["Location"] == url
    assert "X/77/2020" in refused(row(text))
    assert not row(text).live
    publish_again(row(act))
    publish_again(row(text))
    assert row(text).live


def test_nothing_is_imported_below_a_draft(editor: Client, register: ActRegisterPage) -> None:
    act = draft_act(register)
    url = reverse("acts_admin:import", args=(act.pk,))
    assert editor.get(url).status_code == 302
    assert editor.get(url).headers["Location"] == reverse("wagtailadmin_home")
    add = editor.get(reverse("wagtailadmin_pages:add", args=("acts", "expressionpage", act.pk)))
    assert url not in add.content.decode()
    assert "Najpierw proszę opublikować akt" in said(add)


def test_the_texts_of_an_act_are_withdrawn_with_it_for_the_same_reason(
    editor: Client, site: Site, statute: ActPage, change: ActPage
) -> None:
    texts = list(ExpressionPage.objects.child_of(statute))
    url = reverse("wagtailadmin_pages:unpublish", args=(statute.pk,))
    assert "Razem z aktem zostaną wycofane 2 jego teksty" in said(editor.get(url))
    editor.post(url, {"departure_reason": DepartureReason.MISTAKE})
    assert not row(statute).live
    assert row(change).live
    for text in texts:
        assert not row(text).live
        gone = reader_of(site).get(f"/akty/statut/{text.slug}/")
        assert gone.status_code == 410
        assert "opublikowana omyłkowo" in said(gone)
        assert person_of_last(text.pk) == "Anna Nowak"
    publish_again(row(statute))
    assert not row(texts[0]).live


@pytest.mark.parametrize("way", ["several at once", "expiry"])
def test_whatever_way_it_is_withdrawn(editor: Client, statute: ActPage, change: ActPage, way: str) -> None:
    if way == "expiry":
        ActPage.objects.filter(pk=statute.pk).update(expire_at=now() - timedelta(days=1))
        call_command("publish_scheduled")
    else:
        bulk = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "unpublish"))
        editor.post(f"{bulk}?id={statute.pk}&next=/admin/", {"departure_reason": "outdated"})
    assert not row(statute).live
    assert not ExpressionPage.objects.child_of(statute).live().exists()


def test_an_act_with_texts_can_be_deleted(register: ActRegisterPage) -> None:
    act = add_page(register, ActPage(kind=ActKind.OTHER, title="Akt", slug="akt"))
    text = text_of(act, "tekst")
    row(act).delete()
    assert not Page.objects.filter(pk__in=(act.pk, text.pk)).exists()


# -- contradictions from the other side ------------------------------------------------------------------------------


def test_an_effect_is_not_moved_behind_the_text_that_rests_on_it(editor: Client, change: ActPage) -> None:
    answer = sent(editor, change, 1, relations__0__effective_from="1.06.2022")
    assert answer.status_code == 200
    assert "tekst-2022-02-01" in said(answer)
    assert "1 czerwca 2022" in said(answer)
    assert row(change).relations.get().effective_from == day("2022-02-01")
    assert sent(editor, change, 1, relations__0__effective_from="20.01.2022").status_code == 302


def test_a_relation_does_not_go_while_a_text_rests_on_it(editor: Client, change: ActPage) -> None:
    answer = sent(editor, change, 1, relations__0__DELETE="on")
    assert "tekst-2022-02-01" in said(answer)
    assert row(change).relations.count() == 1
    changed = row(change)
    changed.relations = []
    assert "XV/80/2022" in refused(changed)


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("in_force_from", "1.03.2022", ["XV/80/2022", "tekst-2022-02-01"]),
        ("repealed_on", "1.02.2022", ["XV/80/2022", "tekst-2022-02-01"]),
        ("repealed_on", "1.06.2021", ["XV/80/2022", "tekst-2022-02-01"]),
    ],
)
def test_an_act_lives_as_long_as_its_texts_and_effects(
    editor: Client, statute: ActPage, change: ActPage, field: str, value: str, named: list[str]
) -> None:
    answer = sent(editor, statute, **{field: value})
    assert answer.status_code == 200
    assert all(name in said(answer) for name in named)
    assert not getattr(row(statute), field)
    # A draft may be unfinished; published by another way it is refused.
    data = opened(editor, statute)
    assert post(editor, statute, {**data, field: value}, action="").status_code == 302
    assert named[0] in refused(draft_of(statute))


def test_a_repeal_does_not_come_before_what_was_done_later(
    register: ActRegisterPage, statute: ActPage, change: ActPage
) -> None:
    with pytest.raises(ValidationError) as caught, transaction.atomic():
        resolution(register, "XIV/70/2021", "2021-10-01", statute, kind=RelationKind.REPEALS, since="2021-11-01")
    assert "XV/80/2022" in " ".join(caught.value.messages)


def test_an_act_that_contradicts_nothing_is_published_as_before(
    editor: Client, register: ActRegisterPage, statute: ActPage, change: ActPage
) -> None:
    later = resolution(register, "XVI/90/2022", "2022-06-09", statute)
    row(later).unpublish()
    assert sent(editor, statute, in_force_from="1.05.2020").status_code == 302
    assert row(statute).in_force_from == day("2020-05-01")
    assert sent(editor, change, 1).status_code == 302
    publish_again(row(later))


def test_a_text_with_a_withdrawn_act_is_not_published_again(statute: ActPage, change: ActPage) -> None:
    row(change).unpublish()
    # Nothing else of the statute has to wait for that.
    publish_again(row(statute))
    assert "XV/80/2022" in refused(ExpressionPage.objects.get(slug="tekst-2022-02-01"))


def test_what_is_asked_around_an_act_does_not_grow_with_its_effects(
    register: ActRegisterPage, statute: ActPage
) -> None:
    def queries() -> int:
        page = row(statute)
        with CaptureQueriesContext(connection) as asked:
            publish_again(page)
        return len(asked)

    resolution(register, "I/1/2021", "2021-01-13", statute)
    text_of(statute, "tekst")
    queries()
    before = queries()
    acts = [resolution(register, f"II/{number}/2022", f"2022-0{number}-13", statute) for number in range(1, 5)]
    text_of(statute, "nowy", *acts, ActPage.objects.get(number="I/1/2021"))
    assert queries() <= before


def test_a_copy_is_not_public_under_the_same_number(editor: Client, register: ActRegisterPage, change: ActPage) -> None:
    data = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": register.pk, "publish_copies": "on"}
    url = reverse("wagtailadmin_pages:copy", args=(change.pk,))
    editor.post(url, data)
    assert not ActPage.objects.filter(number="XV/80/2022", live=True).exclude(pk=change.pk).exists()
    del data["publish_copies"]
    editor.post(url, data)
    assert not ActPage.objects.get(slug="kopia").live


def test_a_second_address_of_an_act_is_no_second_act(register: ActRegisterPage, change: ActPage) -> None:
    change.create_alias(parent=register, update_slug="drugi-adres")
    publish_again(row(change))
    assert ActPage.objects.get(slug="drugi-adres").live


# -- what “check and publish” and the import ask ---------------------------------------------------------------------


@pytest.mark.parametrize(("field", "days", "word"), [("go_live_at", 30, "publikację"), ("expire_at", 30, "wycofanie")])
@pytest.mark.parametrize("which", ["act", "text"])
def test_what_is_put_off_is_not_published_with_the_rest(
    editor: Client, register: ActRegisterPage, statute: ActPage, field: str, days: int, word: str, which: str
) -> None:
    text_of(statute, "tekst-pierwszy")
    new = resolution(register, "XX/120/2023", "2023-03-02", statute, live=False)
    text = text_of(statute, "nowy", new, live=False)
    page = draft_of(new if which == "act" else text)
    setattr(page, field, now() + timedelta(days=days))
    page.save_revision()
    url = reverse("acts_admin:check", args=(text.pk,))
    shown = editor.get(url)
    assert f"ma zaplanowan{'ą' if field == 'go_live_at' else 'e'} {word}" in said(shown)
    assert editor.post(url, {"seen": shown.context["form"]["seen"].value()}).status_code == 409
    assert (row(new).live, row(text).live) == (False, False)


def recognised(client: Client, url: str) -> str:
    page = client.post(url, {"text": "§ 1. Ośrodek jest jednostką budżetową."}).content.decode()
    return re.findall(r'name="recognised" value="([^"]+)"', page)[0]


def test_one_preview_makes_one_text(editor: Client, site: Site, statute: ActPage) -> None:
    url = reverse("acts_admin:import", args=(statute.pk,))
    token = recognised(editor, url)
    other = editor_in(site, "redaktor").post(url, {"recognised": token})
    assert "nie dotarł w całości" in said(other)
    assert editor.post(url, {"recognised": token}).status_code == 302
    again = editor.post(url, {"recognised": token, "text": "§ 1. Ośrodek."})
    assert "ma już inny tekst" in said(again)
    assert ExpressionPage.objects.child_of(statute).count() == 1


def test_a_preview_of_last_week_is_too_old(editor: Client, statute: ActPage, settings: Any) -> None:
    url = reverse("acts_admin:import", args=(statute.pk,))
    payload = signing.loads(recognised(editor, url), salt=SALT)

    class LastWeek(signing.TimestampSigner):
        def timestamp(self) -> str:
            return signing.b62_encode(int((now() - timedelta(days=7)).timestamp()))

    old = LastWeek(salt=SALT).sign_object(payload, serializer=signing.JSONSerializer, compress=True)
    assert "nie dotarł w całości" in said(editor.post(url, {"recognised": old}))
    assert not ExpressionPage.objects.child_of(statute).exists()


def test_a_text_stays_below_its_act(editor: Client, register: ActRegisterPage, statute: ActPage) -> None:
    other = add_page(register, ActPage(kind=ActKind.REGULATIONS, title="Regulamin", slug="regulamin"))
    text = text_of(statute, "tekst")
    alone = editor.post(reverse("wagtailadmin_pages:move_confirm", args=(text.pk, other.pk)))
    bulk = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "move"))
    among = editor.post(f"{bulk}?id={text.pk}&next=/admin/", {"chooser": other.pk})
    listed = reverse("wagtailadmin_explore", args=(statute.pk,))
    assert [answer.headers["Location"] for answer in (alone, among)] == [listed, listed]
    assert "nie można przenieść" in said(editor.get(listed))
    assert row(text).get_parent().pk == statute.pk


# -- days that nobody knows ------------------------------------------------------------------------------------------


def effect(target: ActPage, since: str = "", adopted: str = "2020-11-30", **fields: Any) -> ActRelation:
    source = ActPage(kind=ActKind.RESOLUTION, number="X/9/2020", adopted_on=day(adopted), title="Zmiany")
    fields = {"kind": RelationKind.AMENDS, **fields}
    return ActRelation(source=source, target=target, effective_from=day(since) if since else None, **fields)


def test_an_act_of_a_year_may_be_changed_within_it(register: ActRegisterPage) -> None:
    act = add_page(register, ActPage(kind=ActKind.OTHER, title="Akt", slug="akt", adopted_on=day("2020")))
    assert not relation_faults(effect(act, "2020-12-15"))
    assert not relation_faults(effect(act, adopted="2020-01-01"))
    told = relation_faults(effect(act, "2019-12-31", adopted="2019-12-01"))["effective_from"]
    assert "2020" in told
    assert "stycznia" not in told
    assert told.count("grudnia") == 1


def test_an_end_that_nobody_knows_refuses_nothing(register: ActRegisterPage, statute: ActPage) -> None:
    resolution(register, "XIX/110/2023", "2023-01-10", statute, kind=RelationKind.REPEALS)
    assert not relation_faults(effect(statute, "2023-03-01", adopted="2023-02-01"))
    late = ExpressionPage(title="Statut", slug="nowy", valid_from=day("2023-06-01"))
    assert not text_faults(late, statute, [])


def test_on_the_day_of_its_end_an_act_is_changed_no_more(register: ActRegisterPage) -> None:
    act = add_page(register, ActPage(kind=ActKind.OTHER, title="Akt", slug="akt", repealed_on=day("2023-01-01")))
    assert not relation_faults(effect(act, "2022-12-31"))
    assert list(relation_faults(effect(act, "2023-01-01"))) == ["effective_from"]
    # Its repeal may say that very day.
    assert not relation_faults(effect(act, "2023-01-01", kind=RelationKind.REPEALS))


def test_an_effect_without_a_day_may_come_long_after_the_adoption(register: ActRegisterPage) -> None:
    act = add_page(register, ActPage(kind=ActKind.OTHER, title="Akt", slug="akt", in_force_from=day("2021-01-01")))
    assert not relation_faults(effect(act))
    assert list(relation_faults(effect(act, "2020-12-31"))) == ["effective_from"]


def test_a_text_is_named_by_no_more_than_is_known(register: ActRegisterPage) -> None:
    act = add_page(register, ActPage(kind=ActKind.OTHER, title="Akt", slug="akt", adopted_on=day("2020")))
    assert name_of_text(act, text_day(act, None, [])) == {"title": "Akt – tekst z 2020 r.", "slug": "tekst-2020"}
    change = resolution(register, "X/3/2021", "2021", act)
    assert name_of_text(act, text_day(act, None, [change])) == {"title": "Akt – tekst z 2021 r.", "slug": "tekst-2021"}
    # In that year the change may have been made by any day.
    assert not text_faults(ExpressionPage(title="Akt", slug="t", valid_from=day("2021-03-01")), act, [change])


def test_in_one_pass_the_rows_are_read_once(register: ActRegisterPage, statute: ActPage) -> None:
    acts = [resolution(register, f"I/{number}/2021", "2021-01-13", statute) for number in range(1, 5)]
    rows = [act.relations.select_related("target").get() for act in acts]
    counts = []
    for asked in (rows[:1], rows):
        with read_once(), CaptureQueriesContext(connection) as queries:
            assert not any(relation_faults(row) for row in asked)
        counts.append(len(queries))
    assert counts[0] == counts[1]


# -- what texts rest on ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["unpublish", "delete"])
@pytest.mark.parametrize("which", ["given", "worked in"])
def test_an_act_that_public_texts_rest_on_stays(
    editor: Client, register: ActRegisterPage, statute: ActPage, change: ActPage, way: str, which: str
) -> None:
    act = change
    if which == "given":
        relation = ActRelation(kind=RelationKind.GRANTS, target=statute)
        act = add_page(
            register,
            ActPage(
                kind=ActKind.RESOLUTION, number="I/1/2019", adopted_on=day("2019-01-02"), title="Nadanie",
                slug="nadanie", relations=[relation],
            ),
        )  # fmt: skip
    answer = editor.post(reverse(f"wagtailadmin_pages:{way}", args=(act.pk,)), {"change_note": "Omyłka."}, follow=True)
    assert ActPage.objects.get(pk=act.pk).live
    assert answer.status_code == 200
    bulk = reverse("wagtail_bulk_action", args=("wagtailcore", "page", way))
    editor.post(f"{bulk}?id={act.pk}", follow=True)
    assert ActPage.objects.get(pk=act.pk).live


def test_once_no_text_rests_on_it_an_act_goes(editor: Client, statute: ActPage, change: ActPage) -> None:
    for text in statute.get_children():
        text.specific.unpublish()
    editor.post(reverse("wagtailadmin_pages:unpublish", args=(change.pk,)), {"departure_words": "Omyłka w rejestrze."})
    assert not ActPage.objects.get(pk=change.pk).live
