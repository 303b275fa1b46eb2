"""A change that went around publication stands in a report until somebody says why it was made."""

from history.corrections import correct_note
from history.models import Event, JournalEntry
from history.recording import reconcile
from pages.core.models import BasePage
from pages.standard.models import ContentPage
from portal.roles import Role, group_of, make_roles
from tests.factories import add_page, make_centre, reader_of


def test_a_change_without_a_reason_is_listed_until_it_is_explained(db: None, django_user_model) -> None:
    site, other = make_centre(), make_centre("inny.localhost")
    ours = add_page(site.root_page, ContentPage(title="Nasza strona", summary="Tu."))
    theirs = add_page(other.root_page, ContentPage(title="Cudza strona", summary="Tu."))
    BasePage.objects.filter(pk__in=[ours.pk, theirs.pk]).update(summary="Zmienione z boku.")
    reconcile(ours.pk), reconcile(theirs.pk)  # as the verifier does every night
    entry = JournalEntry.objects.get(event=Event.DRIFT, object__page_id=ours.pk)
    make_roles(site)
    user = django_user_model.objects.create_user("anna", "anna@gops.example", "x")
    user.groups.add(group_of(site, Role.ADMINISTRATOR))
    client = reader_of(site)
    client.force_login(user)

    def read(query: str) -> str:
        answer = client.get(f"/admin/reports/upkeep/unexplained/{query}")
        return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()

    for query in ("", "?export=csv"):
        assert "Nasza strona" in read(query)
        assert "Cudza strona" not in read(query)
    assert client.get(f"/admin/public-history/{ours.pk}/correct/{entry.version.number}/").status_code == 200
    correct_note(entry.version, "Poprawiono streszczenie zasad przyznawania zasiłku.", by=user)
    assert "Nasza strona" not in read("?export=csv")
