"""The drafts that a new amendment begins with: the amending act, and the next text of the act that it amends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from pages.acts.dossier import live_dossier
from pages.acts.forms import name_of_text
from pages.acts.models import ActPage, ExpressionPage, IncorporatedAct, LegalValue, RelationKind
from pages.acts.text_rules import text_day

if TYPE_CHECKING:
    from pages.acts.known import Dossier
    from pages.core.dates import PartialDate


def suggestions(act: ActPage) -> dict[str, str]:
    """What the next amending act is likely to share with the earlier ones."""
    dossier = live_dossier(act)
    amending = sorted(
        (effect for effect in dossier.effects if effect.kind == RelationKind.AMENDS),
        key=lambda effect: str(effect.act.adopted_on or ""),
        reverse=True,
    )
    asked = [effect.act.pk for effect in [*amending, *dossier.beginnings]]
    found = ActPage.objects.in_bulk(asked)
    before = found[amending[0].act.pk] if amending else ActPage()
    words = {"act": act.title}
    return {
        "issuer": next((found[pk].issuer for pk in asked if found[pk].issuer), act.issuer),
        "subject": before.subject or _("on the introduction of amendments to “%(act)s”") % words,
        "title": before.title or (_("Amendments to “%(act)s”") % words)[:255],
    }


def last_text(dossier: Dossier) -> ExpressionPage | None:
    """The last text of the act in time, as readers see it."""
    states = dossier.life.states
    return ExpressionPage.objects.get(pk=dossier.text_of(states[-1]).pk) if states else None


def overtaken(act: ActPage, day: PartialDate) -> str:
    """A later text is here already, so that the next one can't follow from it; empty when the day is the latest."""
    dossier = live_dossier(act)
    states = dossier.life.states
    if not states or states[-1].since.day <= day.last:
        return ""
    said = _(
        "“%(text)s” is later than this change, of %(day)s. Add the older act to the register by hand, "
        "then work its change into that text."
    )
    return said % {"text": dossier.text_of(states[-1]).title, "day": day.genitive}


def next_text(act: ActPage, amending: ActPage, valid_from: PartialDate | None) -> tuple[ExpressionPage, list[ActPage]]:
    """A text that says what the last one does, and the acts that it will take in; nothing is kept yet."""
    last = last_text(live_dossier(act))
    earlier = [row.act for row in last.incorporated.select_related("act")] if last else []
    included = [*earlier, amending]
    copied: dict[str, Any] = {"text": last.text, "body": last.body, "is_example": last.is_example} if last else {}
    text = ExpressionPage(
        **name_of_text(act, text_day(act, valid_from, included)),
        valid_from=valid_from,
        legal_value=LegalValue.INFORMAL,
        live=False,
        **copied,
    )
    return text, included


def latest_of(page: Any) -> Any:
    """The page as its last draft has it."""
    return page.get_latest_revision_as_object()


def keep_draft(parent: Any, page: Any, user: Any) -> None:
    """Put a new page below another as a draft, as the form for new pages does."""
    page.live, page.has_unpublished_changes, page.owner = False, True, user
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action=True, clean=False)


def keep_text(act: ActPage, text: ExpressionPage, included: list[ActPage], user: Any) -> None:
    """The same for a text with the acts that it takes in."""
    text.incorporated.set([IncorporatedAct(act=one, sort_order=place) for place, one in enumerate(included)])
    keep_draft(act, text, user)
