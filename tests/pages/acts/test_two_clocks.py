"""What was in force on a day, and what the site said of it then: real publications, moments of the real journal."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, reset_queries, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from wagtail.models import PageViewRestriction, Site

from history.models import JournalEntry, RedactionScope
from history.recording import PublicationRefused
from history.redaction import redact
from pages.acts.dossier import Dossier, live_dossier, recorded_dossier
from pages.acts.in_time import Phase
from pages.acts.models import ActPage, ActRegisterPage, ActRelation, ExpressionPage, IncorporatedAct, RelationKind
from pages.core.snapshots import fields_of
from tests.factories import add_page, make_centre, publish_again, reader_of
from tests.history.chronicle import boss
from tests.pages.acts.making import (
    Provisions,
    add_register,
    add_resolution,
    add_statute,
    add_text,
    amends,
    blocks,
    does,
    last_moment,
    partial,
    resolution,
)

CANARY = "TAJNE"
TODAY = date(2022, 12, 31)


@pytest.fixture
def statute(register: ActRegisterPage) -> ActPage:
    return add_statute(register)


def again(page: ActPage) -> ActPage:
    """The act as its row stands now."""
    return ActPage.objects.get(pk=page.pk)


def then(statute: ActPage, moment: datetime) -> Dossier:
    """What readers could see right before the moment."""
    found = recorded_dossier(again(statute), moment)
    assert found is not None
    return found


def told(found: Dossier) -> dict[str, Any]:
    """All that a dossier says, except where pages stand: that is a matter of today in both."""
    life = found.life
    return {
        "act": replace(found.act, url=""),
        "days": (life.adopted, life.begins, life.ends),
        "facts": (found.issuer, found.in_force_from, found.in_force_basis, found.repealed_on, found.promulgated_on),
        "changes": life.changes,
        "states": life.states,
        "periods": life.periods,
        "effects": [replace(effect, act=replace(effect.act, url="")) for effect in found.effects],
        "texts": {pk: replace(text, url="") for pk, text in found.texts.items()},
    }


def words(found: Dossier, day: date) -> str:
    """The words of the text that held on a day; "" when there was none."""
    placed = found.as_of(day).placed
    return " ".join(block["value"]["text"] for block in found.text_of(placed).blocks) if placed else ""


def pending(found: Dossier, day: date) -> list[str]:
    return [found.effect_of(change).act.number for change in found.as_of(day).pending]


def reword(text: ExpressionPage, provisions: Provisions) -> None:
    text.text = blocks(provisions)
    publish_again(text)


def printed(site: Site) -> str:
    """What readers get on the act's page and on a day, by either clock."""
    client = reader_of(site)
    addresses = ["", "na-dzien/2022-12-31/", f"na-dzien/2022-12-31/?wedlug={localdate().isoformat()}"]
    answers = [client.get(f"/akty/statut/{address}") for address in addresses]
    assert {answer.status_code for answer in answers} == {200}
    return " ".join(answer.content.decode() for answer in answers)


def restrict(page: Any) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


# -- one thing after another -----------------------------------------------------------------------------------------


def test_the_site_says_what_it_said_then_and_what_it_knows_now(
    site: Site, register: ActRegisterPage, statute: ActPage
) -> None:
    """The statute in a wrong text, corrected later; a change published after the day that is asked about."""
    moments = [last_moment(site)]
    add_resolution(register, "I/1/2020", "2020-04-23", does(RelationKind.GRANTS, statute))
    text = add_text(statute, "pierwszy", [], [("1", "Ośrodek ma pięć dziełów.")])
    moments.append(last_moment(site))
    reword(text, [("1", "Ośrodek ma pięć działów.")])
    moments.append(last_moment(site))
    change = add_resolution(register, "II/2/2022", "2022-01-13", amends(statute))
    moments.append(last_moment(site))
    add_text(statute, "drugi", [change], [("1", "Ośrodek ma sześć działów.")])
    moments.append(last_moment(site))
    found = [then(statute, moment) for moment in moments]
    assert [words(one, TODAY) for one in found] == [
        "",
        "Ośrodek ma pięć dziełów.",
        "Ośrodek ma pięć działów.",
        "Ośrodek ma pięć działów.",
        "Ośrodek ma sześć działów.",
    ]
    assert [pending(one, TODAY) for one in found] == [[], [], [], ["II/2/2022"], []]
    assert [one.as_of(TODAY).phase for one in found] == [Phase.UNKNOWN, *[Phase.ADOPTED] * 4]
    assert words(found[-1], date(2022, 1, 12)) == "Ośrodek ma pięć działów."


def test_an_entry_counts_from_right_after_its_moment(site: Site, register: ActRegisterPage, statute: ActPage) -> None:
    add_resolution(register, "II/2/2022", "2022-01-13", amends(statute))
    at = JournalEntry.objects.filter(journal__site=site).latest("seq").at
    assert then(statute, at).effects == ()
    assert len(then(statute, at + timedelta(microseconds=1)).effects) == 1


def test_before_the_act_was_here_nothing_was_said(site: Site, register: ActRegisterPage) -> None:
    moment = last_moment(site)
    statute = add_statute(register)
    assert recorded_dossier(statute, moment) is None
    statute.unpublish()
    withdrawn = last_moment(site)
    assert recorded_dossier(statute, withdrawn) is None
    publish_again(again(statute))
    assert then(statute, last_moment(site)).act.title == "Statut GOPS"
    assert recorded_dossier(statute, withdrawn) is None


def test_an_act_that_no_history_knows_said_nothing(register: ActRegisterPage) -> None:
    draft = ActPage(title="Statut", kind="statute", live=False)
    register.add_child(instance=draft)
    assert recorded_dossier(draft, last_moment(draft.get_site())) is None


def test_a_day_that_became_known_later_was_unknown_then(
    site: Site, register: ActRegisterPage, statute: ActPage
) -> None:
    change = add_resolution(register, "II/2/2022", "2022-01-13", amends(statute))
    moment = last_moment(site)
    relation = change.relations.get()
    relation.effective_from, relation.effective_basis = partial("2022-02-01"), "§ 3"
    change.relations.add(relation)
    publish_again(change)
    days = [[one.since for one in found.life.changes] for found in (then(statute, moment), live_dossier(statute))]
    assert [(since[0].day, since[0].assumed) for since in days if since[0]] == [
        (date(2022, 1, 13), True),
        (date(2022, 2, 1), False),
    ]


def test_what_was_withdrawn_or_deleted_since_is_still_what_the_site_said_then(
    site: Site, register: ActRegisterPage, statute: ActPage
) -> None:
    withdrawn = add_resolution(register, "I/1/2022", "2022-01-13", amends(statute))
    deleted = add_resolution(register, "II/2/2022", "2022-02-13", amends(statute))
    first = add_text(statute, "pierwszy", [], [("1", "Pierwszy.")])
    second = add_text(statute, "drugi", [withdrawn], [("1", "Drugi.")])
    moment = last_moment(site)
    before = told(live_dossier(again(statute)))
    withdrawn.unpublish()
    deleted.delete()
    first.delete()
    second.unpublish()
    assert told(then(statute, moment)) == before
    assert told(then(statute, last_moment(site))) == told(live_dossier(again(statute)))
    assert (live_dossier(statute).effects, live_dossier(statute).texts) == ((), {})


def test_a_text_withdrawn_or_deleted_before_the_act_moved_is_still_the_acts(
    site: Site, register: ActRegisterPage, statute: ActPage
) -> None:
    add_text(statute, "zostaje", [], [("1", "Zostaje.")])
    withdrawn = add_text(statute, "wycofany", [], [("1", "Wycofany.")], valid_from=partial("2022-01-01"))
    deleted = add_text(statute, "skasowany", [], [("1", "Skasowany.")], valid_from=partial("2022-02-01"))
    moment = last_moment(site)
    before = told(live_dossier(again(statute)))
    withdrawn.unpublish()
    deleted.delete()
    moved = again(statute)
    moved.slug = "statut-osrodka"
    publish_again(moved)
    found = then(statute, moment)
    assert told(found) == before
    assert found.act.url == "/akty/statut-osrodka/"
    assert {text.url for text in found.texts.values()} == {"/akty/statut-osrodka/zostaje/", ""}


def test_another_act_at_the_same_address_says_nothing_of_its_predecessor(site: Site, register: ActRegisterPage) -> None:
    old = add_statute(register)
    add_text(old, "tekst", [], [("1", "Stary.")])
    old.delete()
    statute = add_statute(register)
    add_text(statute, "tekst", [], [("1", "Nowy.")])
    assert words(then(statute, last_moment(site)), TODAY) == "Nowy."
    assert len(then(statute, last_moment(site)).texts) == 1


def test_an_act_moved_to_another_place_keeps_its_past(site: Site, register: ActRegisterPage, statute: ActPage) -> None:
    change = add_resolution(register, "I/1/2022", "2022-01-13", amends(statute))
    add_text(statute, "tekst", [change])
    moment = last_moment(site)
    before = told(live_dossier(again(statute)))
    register.slug = "przepisy"
    publish_again(register)
    assert told(then(statute, moment)) == before
    assert then(statute, moment).act.url == "/przepisy/statut/"
    assert told(then(statute, last_moment(site))) == before


def test_the_number_of_an_act_is_not_found_inside_a_longer_one(register: ActRegisterPage, statute: ActPage) -> None:
    """Versions are searched as text, whatever the database: 12 stands in 123 and in 312, too."""
    others = []
    for pk in (int(f"{statute.pk}3"), int(f"3{statute.pk}")):
        other = ActPage(pk=pk, title=f"Statut {pk}", slug=f"statut-{pk}", kind="statute")
        others.append(add_page(register, other))
    for number, target in enumerate([*others, statute], start=1):
        add_resolution(register, f"I/{number}/2022", "2022-01-13", amends(target))
    add_resolution(register, "I/9/2022", "2022-01-13", *(amends(target) for target in [*others, statute]))
    moment = last_moment(register.get_site())
    found = then(statute, moment)
    assert [one.act.number for one in found.effects] == ["I/3/2022", "I/9/2022"]
    assert told(found) == told(live_dossier(statute))


def test_effects_of_the_same_place_keep_their_order(register: ActRegisterPage, statute: ActPage) -> None:
    """A database returns rows that it was not told to order as it likes: PostgreSQL, as they were written."""
    change = add_resolution(
        register, "I/1/2022", "2022-01-13", amends(statute, provisions="§ 1"), amends(statute, provisions="§ 2")
    )
    first = ActRelation.objects.get(source=change, provisions="§ 1")
    number = first.pk
    first.delete()
    ActRelation.objects.bulk_create([amends(statute, pk=number, source=change, provisions="§ 1")])
    assert [row["provisions"] for row in fields_of(again(change))["relations"]] == ["§ 1", "§ 2"]
    assert [effect.provisions for effect in live_dossier(again(statute)).effects] == ["§ 1", "§ 2"]


# -- any history -----------------------------------------------------------------------------------------------------


class Chronicle:
    """A centre in which something is done to a statute again and again; what its page said is kept."""

    def __init__(self, site: Site, register: ActRegisterPage, seed: int) -> None:
        self.site, self.register, self.random = site, register, Random(seed)  # noqa: S311 -- the same histories in each run
        self.statute = add_statute(register)
        self.changes: list[ActPage] = []
        self.texts: list[ExpressionPage] = []
        self.count = 0
        self.said: list[tuple[datetime, dict[str, Any] | None]] = []

    def run(self, steps: int) -> None:
        self.grant()
        self.amend()
        self.write()
        for _step in range(steps):
            # What contradicts the act's life is refused; then nothing was published.
            with suppress(PublicationRefused), transaction.atomic():
                self.random.choice(self.deeds)()
            live = again(self.statute)
            self.said.append((last_moment(self.site), told(live_dossier(live)) if live.live else None))

    @property
    def deeds(self) -> list[Callable[[], None]]:
        return [
            self.amend,
            self.write,
            self.reword,
            self.learn_a_day,
            self.drop_a_relation,
            self.toggle_a_change,
            self.toggle_a_text,
            self.toggle_the_statute,
            self.delete_a_text,
            self.move,
            self.say_since_when,
        ]

    def day(self) -> str:
        return (date(2020, 1, 1) + timedelta(days=self.random.randrange(900))).isoformat()

    def grant(self) -> None:
        add_resolution(self.register, "I/1/2019", "2019-12-01", does(RelationKind.GRANTS, self.statute))

    def amend(self) -> None:
        self.count += 1
        relations = [
            does(
                self.random.choice([RelationKind.AMENDS, RelationKind.AMENDS, RelationKind.CORRECTS]),
                self.statute,
                self.random.choice(["", self.day()]),
                order_in_day=self.random.randrange(3),
                provisions=self.random.choice(["", "§ 1"]),
                retroactive=True,
            )
            for _turn in range(self.random.randint(1, 2))
        ]
        change = resolution(f"II/{self.count}/2020", self.random.choice([self.day(), "2020-05", ""]), relations)
        self.changes.append(add_page(self.register, change))

    def write(self) -> None:
        self.count += 1
        made = [change.act for change in live_dossier(again(self.statute)).life.changes]
        acts = [change for change in self.changes if change.pk in made]
        acts.sort(key=lambda change: made.index(change.pk))
        included = acts[: self.random.randint(0, len(acts))]
        given = partial(self.random.choice(["", "", self.day()]))
        words = [("1", f"Tekst {self.count}."), ("2", "Bez zmian.")]
        self.texts.append(add_text(again(self.statute), f"tekst-{self.count}", included, words, valid_from=given))

    def reword(self) -> None:
        if text := self.live_one(self.texts):
            reword(text, [("1", f"Poprawiony {self.random.random()}.")])

    def learn_a_day(self) -> None:
        if change := self.live_one(self.changes):
            relation = change.relations.first()
            relation.effective_from = partial(self.day())
            change.relations.add(relation)
            publish_again(change)

    def drop_a_relation(self) -> None:
        change = self.live_one(self.changes)
        if change and change.relations.count() > 1:
            change.relations.remove(change.relations.first())
            publish_again(change)

    def say_since_when(self) -> None:
        statute = again(self.statute)
        if statute.live:
            statute.in_force_from, statute.in_force_basis = partial(f"2019-12-{self.random.randint(10, 31)}"), "§ 3"
            publish_again(statute)

    def toggle_a_change(self) -> None:
        self.toggle(self.random.choice(self.changes))

    def toggle_a_text(self) -> None:
        if self.texts:
            self.toggle(self.random.choice(self.texts))

    def toggle_the_statute(self) -> None:
        self.toggle(self.statute)
        if self.random.random() < 0.8:
            self.toggle(self.statute)

    def toggle(self, page: Any) -> None:
        row = type(page).objects.get(pk=page.pk)
        if row.live:
            row.unpublish()
        else:
            publish_again(row)

    def delete_a_text(self) -> None:
        if len(self.texts) > 1:
            self.texts.pop(self.random.randrange(len(self.texts))).delete()

    def move(self) -> None:
        statute = again(self.statute)
        if statute.live:
            self.count += 1
            statute.slug = f"statut-{self.count}"
            publish_again(statute)

    def live_one(self, pages: list[Any]) -> Any:
        live = [row for page in pages if (row := type(page).objects.get(pk=page.pk)).live]
        return self.random.choice(live) if live else None


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_later_the_site_tells_what_its_page_said_at_each_moment(
    site: Site, register: ActRegisterPage, seed: int
) -> None:
    chronicle = Chronicle(site, register, seed)
    chronicle.run(40)
    assert len({repr(said) for _moment, said in chronicle.said}) > 5
    for moment, said in chronicle.said:
        found = recorded_dossier(again(chronicle.statute), moment)
        assert (told(found) if found else None) == said
        assert found is None or (found.withheld, found.then) == (0, moment)


# -- what must not be told -------------------------------------------------------------------------------------------


def test_what_is_restricted_today_was_never_there(site: Site, register: ActRegisterPage, statute: ActPage) -> None:
    known = add_resolution(register, "I/1/2022", "2022-01-13", amends(statute))
    text = add_text(statute, "tekst", [known], [("1", "Jawny.")])
    secret = add_resolution(register, "II/2/2022", "2022-02-13", amends(statute), title=CANARY, issuer=CANARY)
    hidden = add_text(statute, "tajny", [known, secret], [("1", CANARY)], title=CANARY)
    moment = last_moment(site)
    rules = [restrict(secret), restrict(hidden)]
    for found in (then(statute, moment), live_dossier(statute)):
        assert [one.act.number for one in found.effects] == ["I/1/2022"]
        assert set(found.texts) == {text.pk}
        assert (words(found, TODAY), found.withheld) == ("Jawny.", 0)
        assert CANARY not in repr(found)
    assert CANARY not in printed(site)
    for rule in rules:
        rule.delete()
    assert len(then(statute, moment).texts) == 2


def test_an_act_below_a_register_closed_today_says_nothing(
    site: Site, register: ActRegisterPage, statute: ActPage
) -> None:
    moment = last_moment(site)
    restrict(register)
    assert recorded_dossier(again(statute), moment) is None


def test_what_went_while_it_was_restricted_stays_untold(
    site: Site, register: ActRegisterPage, statute: ActPage
) -> None:
    secret = add_resolution(register, "II/2/2022", "2022-02-13", amends(statute), title=CANARY)
    text = add_text(statute, "tajny", [], [("1", CANARY)])
    moment = last_moment(site)
    for page in (secret, text):
        restrict(page)
        type(page).objects.get(pk=page.pk).delete()
    assert CANARY not in repr(then(statute, moment))
    assert (then(statute, moment).effects, then(statute, moment).texts) == ((), {})


def test_neither_clock_tells_of_drafts_or_of_other_centres(
    site: Site, register: ActRegisterPage, statute: ActPage
) -> None:
    known = add_resolution(register, "I/1/2022", "2022-01-13", amends(statute))
    text = add_text(statute, "tekst", [known])
    for page in (statute, known, text):
        page.title = CANARY
        page.save_revision()
    text.text = blocks([("1", CANARY)])
    text.save_revision()
    draft = resolution("II/2/2022", "2022-02-13", [amends(statute)], title=CANARY, live=False)
    register.add_child(instance=draft)
    statute.add_child(
        instance=ExpressionPage(
            title=CANARY, live=False, text=blocks([("1", CANARY)]), incorporated=[IncorporatedAct(act=draft)]
        )
    )
    elsewhere = add_register(make_centre("inny.localhost"))
    add_resolution(elsewhere, "III/3/2022", "2022-03-13", amends(statute), title=CANARY)
    for found in (then(statute, last_moment(site)), live_dossier(again(statute))):
        assert [one.act.number for one in found.effects] == ["I/1/2022"]
        assert set(found.texts) == {text.pk}
        assert CANARY not in repr(found)
    assert CANARY not in printed(site)


@pytest.fixture
def user(db: None) -> User:
    return boss()


def anonymise(entry: JournalEntry, user: User) -> None:
    redact(
        entry,
        [RedactionScope.CONTENT],
        legal_basis="art. 5 ust. 2 u.d.i.p.",
        decided_by="Dyrektor ośrodka",
        by=user,
    )


def test_an_anonymised_text_is_not_told_and_the_answer_says_that_it_lacks_something(
    site: Site, register: ActRegisterPage, statute: ActPage, user: User
) -> None:
    add_resolution(register, "I/1/2020", "2020-04-23", does(RelationKind.GRANTS, statute))
    text = add_text(statute, "tekst", [], [("1", f"{CANARY} Jan Kowalski.")])
    moment = last_moment(site)
    first = JournalEntry.objects.get(object__page_id=text.pk)
    reword(text, [("1", "Bez nazwisk.")])
    anonymise(first, user)
    found = then(statute, moment)
    assert (found.texts, found.withheld) == ({}, 1)
    assert words(found, TODAY) == ""
    assert CANARY not in repr(found)
    assert CANARY not in printed(site)
    latest = then(statute, last_moment(site))
    assert (words(latest, TODAY), latest.withheld) == ("Bez nazwisk.", 0)


def test_an_anonymised_amendment_is_counted_and_not_told(
    site: Site, register: ActRegisterPage, statute: ActPage, user: User
) -> None:
    change = add_resolution(register, "I/1/2022", "2022-01-13", amends(statute), title=CANARY)
    moment = last_moment(site)
    first = JournalEntry.objects.get(object__page_id=change.pk)
    change.title = "Uchwała"
    publish_again(change)
    anonymise(first, user)
    assert (then(statute, moment).effects, then(statute, moment).withheld) == ((), 1)
    assert [one.act.title for one in then(statute, last_moment(site)).effects] == ["Uchwała"]


def test_an_act_whose_own_version_was_anonymised_says_what_others_said_of_it(
    site: Site, register: ActRegisterPage, statute: ActPage, user: User
) -> None:
    add_resolution(register, "I/1/2020", "2020-04-23", does(RelationKind.GRANTS, statute))
    add_text(statute, "tekst", [], [("1", "Treść.")])
    statute.title = f"Statut {CANARY}"
    publish_again(statute)
    moment = last_moment(site)
    entry = JournalEntry.objects.filter(object__page_id=statute.pk).latest("seq")
    statute.title = "Statut GOPS"
    publish_again(statute)
    anonymise(entry, user)
    found = then(statute, moment)
    assert (found.act.title, found.withheld) == ("", 1)
    assert (words(found, TODAY), found.as_of(TODAY).phase) == ("Treść.", Phase.ADOPTED)
    assert CANARY not in repr(found)


# -- what it costs ---------------------------------------------------------------------------------------------------


def test_it_costs_the_same_for_any_number_of_amendments_and_texts(
    site: Site, register: ActRegisterPage, statute: ActPage
) -> None:
    client = reader_of(site)
    today = localdate().isoformat()
    changes: list[ActPage] = []
    costs = []
    for count in (3, 30):
        for number in range(len(changes), count):
            changes.append(add_resolution(register, f"I/{number + 1}/2022", "2022-01-13", amends(statute)))
            add_text(statute, f"tekst-{number}", changes)
        moment = last_moment(site)
        site_of_it = again(statute)
        reset_queries()
        with CaptureQueriesContext(connection) as recorded:
            found = recorded_dossier(site_of_it, moment)
        assert found
        assert len(found.texts) == len(found.effects) == count
        pages = []
        for query in ("", f"?wedlug={today}"):
            client.get("/akty/statut/na-dzien/2022-04-20/")  # what is read once per process
            reset_queries()
            with CaptureQueriesContext(connection) as asked:
                response = client.get(f"/akty/statut/na-dzien/2022-04-20/{query}")
            assert response.status_code == 200
            pages.append(len(asked))
        costs.append((len(recorded), *pages))
    assert costs[0] == costs[1]
    assert costs[0][0] == 3
    assert max(costs[0]) <= 13, costs


# -- through the front door ------------------------------------------------------------------------------------------

KIELCE = [
    ("XXXIV/682/2020", "2020-10-15"),
    ("LVI/1114/2022", "2022-01-13"),
    ("LX/1197.2022", "2022-04-21"),
    ("LXII/1242.2022", "2022-06-09"),
    ("LXVI.1331/2022", "2022-10-13"),
    ("LXIX/1395/2022", "2022-12-01"),
]
GRANTED = "2020-04-23"


def test_each_of_the_seven_days_of_kielce_and_those_around_it_through_http(
    site: Site, register: ActRegisterPage, statute: ActPage
) -> None:
    add_resolution(register, "XXVII/508/2020", GRANTED, does(RelationKind.GRANTS, statute))
    changes: list[ActPage] = []
    add_text(statute, "tekst-0", [], [("1", "Brzmienie 0.")])
    for number, (name, adopted) in enumerate(KIELCE, start=1):
        changes.append(add_resolution(register, name, adopted, amends(statute)))
        if number < len(KIELCE):
            add_text(statute, f"tekst-{number}", changes, [("1", f"Brzmienie {number}.")])
    client = reader_of(site)
    for turn, adopted in enumerate([GRANTED, *(adopted for _name, adopted in KIELCE)]):
        for shift in (-1, 0, 1):
            day = date.fromisoformat(adopted) + timedelta(days=shift)
            response = client.get(f"/akty/statut/na-dzien/{day.isoformat()}/")
            html = response.content.decode().replace("\N{NO-BREAK SPACE}", " ")
            reading = response.context["reading"]
            made = turn if shift >= 0 else turn - 1
            assert response.status_code == 200
            assert reading.answer.phase == (Phase.ADOPTED if made >= 0 else Phase.NOT_YET_ADOPTED)
            assert reading.rests_on_adoption == (made >= 0)
            shown = [number for number in range(6) if f"Brzmienie {number}." in html]
            assert shown == ([min(made, 5)] if made >= 0 else [])
            assert [effect.act.number for effect in reading.pending] == (["LXIX/1395/2022"] if made == 6 else [])
            assert ("daty wejścia w życie nieustalone" in html) == (made >= 0)
