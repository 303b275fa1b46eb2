"""A centre with a statute, the least that tests of acts in time need, and its editors at work."""

import re
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import Page, Site

from pages.acts.models import (
    ActKind,
    ActPage,
    ActRegisterPage,
    ActRelation,
    ExpressionPage,
    IncorporatedAct,
    RelationKind,
)
from pages.core.dates import PartialDate
from portal.roles import Role, make_roles
from tests.factories import add_page, reader_of
from tests.history.editing import opened


def provision(number: str, text: str, name: str = "") -> dict[str, Any]:
    """A § as it is kept."""
    return {"type": "provision", "value": {"sign": "§", "number": number, "name": name, "text": text}}


TEXT = [provision("1", "Ośrodek jest jednostką budżetową.", "Status"), provision("2", "Ośrodkiem kieruje dyrektor.")]


def day(text: str) -> PartialDate:
    """A date as ISO text says it."""
    return PartialDate.parse(text)


def register_of(site: Site) -> ActRegisterPage:
    """An empty register of acts."""
    return add_page(site.root_page, ActRegisterPage(title="Akty prawne", slug="akty"))


def statute_of(register: ActRegisterPage, adopted: str = "2020-04-23", **fields: Any) -> ActPage:
    """A statute that was granted on a day."""
    statute = add_page(register, ActPage(kind=ActKind.STATUTE, title="Statut GOPS", slug="statut", **fields))
    resolution(register, "X/50/2020", adopted, statute, kind=RelationKind.GRANTS, issuer="Rada Gminy Nowa Wieś")
    return statute


def resolution(
    register: ActRegisterPage,
    number: str,
    adopted: str,
    target: ActPage,
    *,
    kind: str = RelationKind.AMENDS,
    since: str = "",
    live: bool = True,
    **fields: Any,
) -> ActPage:
    """A resolution with what it does to another act; public unless a draft is asked for."""
    fields = {"slug": "uchwala-" + "-".join(re.findall(r"\w+", number)).lower(), **fields}
    page = ActPage(
        kind=ActKind.RESOLUTION, number=number, title=f"Uchwała {number}", adopted_on=day(adopted), live=False, **fields
    )
    page.relations = [ActRelation(kind=kind, target=target, effective_from=day(since) if since else None)]
    register.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    page.refresh_from_db()
    return page


def text_of(
    statute: ActPage, slug: str, *acts: ActPage, blocks: Any = None, live: bool = True, **fields: Any
) -> ExpressionPage:
    """A text of a statute with the changes of these acts."""
    fields = {"title": f"Statut GOPS – {slug}", **fields}
    page = ExpressionPage(slug=slug, text=TEXT if blocks is None else blocks, live=False, **fields)
    page.incorporated = [IncorporatedAct(act=act) for act in acts]
    statute.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    page.refresh_from_db()
    return page


def editor_in(site: Site, name: str = "redaktorka", *, may_publish: bool = True) -> Client:
    """A browser in which an editor of a centre is signed in."""
    group = make_roles(site)[Role.ADMINISTRATOR]
    if not may_publish:
        group.page_permissions.filter(permission__codename="publish_page").delete()
    user = User.objects.create_user(name, password="hasło", first_name="Anna", last_name="Nowak")
    user.groups.add(group)
    client = reader_of(site)
    client.force_login(user)
    return client


def errors_at(form: Any) -> dict[str, str]:
    """What a form says at each of its fields."""
    return {name: " ".join(map(str, errors)) for name, errors in form.errors.items()}


def draft_of(page: Page) -> Any:
    """A page as its last draft has it."""
    return Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()


def as_sent(prefix: str, blocks: list[dict[str, Any]]) -> dict[str, str]:
    """Blocks of a text as the editor's script sends them."""
    data = {f"{prefix}-count": str(len(blocks))}
    for place, block in enumerate(blocks):
        start = f"{prefix}-{place}"
        data |= {f"{start}-type": block["type"], f"{start}-order": str(place), f"{start}-deleted": ""}
        data |= {f"{start}-value-{name}": value for name, value in block["value"].items()}
    return data


def with_acts(*acts: int) -> dict[str, str]:
    """The rows of the acts that are worked in."""
    data = {"incorporated-TOTAL_FORMS": str(len(acts)), "incorporated-INITIAL_FORMS": "0"}
    for place, pk in enumerate(acts):
        row = {"act": str(pk), "ORDER": str(place + 1), "DELETE": "", "id": ""}
        data |= {f"incorporated-{place}-{name}": value for name, value in row.items()}
    return {**data, "incorporated-MIN_NUM_FORMS": "0", "incorporated-MAX_NUM_FORMS": ""}


def opened_text(client: Client, text: ExpressionPage, blocks: list[dict[str, Any]]) -> dict[str, Any]:
    """The form of a text, with its acts as they are and these blocks."""
    acts = [row.act_id for row in draft_of(text).incorporated.all()]
    data = {name: value for name, value in opened(client, text).items() if not name.startswith("incorporated-")}
    return {**data, **as_sent("text", blocks), **with_acts(*acts)}
