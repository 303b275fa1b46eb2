"""What publishing a text would do: which acts go with it, what it changes, what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from history.comparing import ComparedState
from history.diff.compare import Comparison
from history.panels import has_versions
from pages.acts.administration.drafting import latest_of
from pages.acts.administration.subject import lock_fault
from pages.acts.dossier import live_dossier, text_of
from pages.acts.known import Dossier, Effect, Text
from pages.acts.models import ActPage, ExpressionPage
from pages.acts.reading import Reading
from pages.acts.rules import number_fault
from pages.acts.surroundings import faults_around
from pages.acts.text.checks import faults
from pages.acts.text.comparing import blocks_of, compare_states
from pages.acts.text_rules import act_above_fault, text_faults, with_planned
from pages.core.approving import obstacle_for, text_was_compared


class Plan:
    """The publication of a text as it stands in its draft, with those of the acts it takes in that are drafts too."""

    def __init__(self, page: ExpressionPage, user: Any) -> None:
        self.page, self.user = page, user
        self.text: ExpressionPage = latest_of(page)
        self.act = page.act
        acts = {row.act_id: row.act for row in self.text.incorporated.all()}.values()
        self.included: list[ActPage] = [act if act.live else latest_of(act) for act in acts]
        self.acts = [act for act in self.included if not act.live]
        """Those that are published first."""

    @property
    def pages(self) -> list[Any]:
        """All that is published, in that order."""
        return [*self.acts, self.text]

    @property
    def seen(self) -> str:
        """Names the drafts that were shown; saving by itself writes over a draft, only its time tells."""
        drafts = [page.latest_revision for page in self.pages]
        return "-".join(f"{draft.pk}.{draft.created_at.timestamp()}" if draft else "0" for draft in drafts)

    @cached_property
    def may_publish(self) -> bool:
        """Whether the account may publish all of it."""
        return all(page.permissions_for_user(self.user).can_publish() for page in self.pages)

    @cached_property
    def obstacle(self) -> str:
        """Why somebody else has to publish it; empty when the account may."""
        found = (obstacle_for(page, self.user) for page in self.pages)
        said = next(filter(None, found), "")
        return said or ("" if self.may_publish else _("Somebody who may publish has to publish this."))

    @property
    def is_submitted(self) -> bool:
        """Whether all of it waits for an approver already."""
        return all(page.workflow_in_progress for page in self._drafts)

    @property
    def only_waits(self) -> bool:
        """Whether it is locked for nobody else's sake: the approver has it, and this account would not be one."""
        return bool(self.obstacle) and self.is_submitted

    @property
    def _drafts(self) -> list[Any]:
        return [page for page in self.pages if page.has_unpublished_changes or not page.live]

    @cached_property
    def needs_note(self) -> bool:
        """Whether readers have seen one of the pages before: then they are told why it changes.

        An author gives the reason when submitting the text; it is a part of what is approved.
        """
        return any(has_versions(page) and not (page.workflow_in_progress and page.change_note) for page in self.pages)

    @property
    def is_done(self) -> bool:
        """Whether readers see all of it already."""
        return not self.acts and self.page.live and not self.page.has_unpublished_changes

    # -- what speaks against it ----------------------------------------------------------------------------------------

    @cached_property
    def faults(self) -> list[str]:
        """Why it can't be published; the rules are asked anew, since others publish meanwhile."""
        return list(dict.fromkeys(self._faults()))

    def _faults(self) -> Iterator[str]:
        for page in self.pages:
            if not self.only_waits and (fault := lock_fault(self.user, page)):
                yield f"{page.get_admin_display_title()}: {fault}"
            yield from _schedule_faults(page)
        if fault := act_above_fault(self.act):
            yield fault
        for act in self.acts:
            yield from self._faults_of(act)
        yield from _messages(self.text)
        yield from faults(list(self.text.text.raw_data))
        if not self.text.text:
            yield _("The text is empty. Type it in, or import it.")
        yield from text_faults(self.text, self.act, self.included).values()

    @staticmethod
    def _faults_of(act: ActPage) -> Iterator[str]:
        name = act.get_admin_display_title()
        if fault := number_fault(act.get_parent(), kind=act.kind, number=act.number, issuer=act.issuer, besides=act.pk):
            yield f"{name}: {fault}"
        for part in (act, *act.relations.all()):
            yield from (f"{name}: {message}" for message in _messages(part))
        yield from (f"{name}: {message}" for message in faults_around(act, act.relations.all()))

    # -- what it changes -----------------------------------------------------------------------------------------------

    @cached_property
    def dossier(self) -> Dossier:
        """What is known of the act once all of it is public."""
        known = with_planned(live_dossier(self.act), self.act, self.included)
        return replace(known, texts={**known.texts, self.page.pk: text_of(self.text)})

    @cached_property
    def before(self) -> Text | None:
        """The text that readers have instead: this one as it is public now, or the one that it follows in time."""
        if self.page.live:
            return text_of(self.page)
        life = self.dossier.life
        placed = next(one for one in life.states if one.state.key == self.page.pk)
        found = life.before(placed)
        return self.dossier.text_of(found) if found else None

    @cached_property
    def comparison(self) -> Comparison:
        """What changed from that one."""
        return compare_states(self.before.pieces if self.before else [], self.text.pieces)

    def state(self, text: Text, name: str, url: str) -> ComparedState:
        """A text as the differ prints it."""
        return ComparedState(name=name, title=text.title, url=url, note="", blocks=blocks_of(text.pieces))

    @cached_property
    def attachments_changed(self) -> bool:
        """Whether tables, pictures or documents differ; they stand outside the comparison of provisions."""
        before = ExpressionPage.objects.filter(pk=self.before.pk).first() if self.before else None
        return before is not None and before.body.get_prep_value() != self.text.body.get_prep_value()

    @cached_property
    def pending(self) -> list[Effect]:
        """Changes in effect that the text will still lack."""
        reading = Reading.of_text(self.dossier, self.page.pk, localdate())
        return reading.pending if reading else []

    # -- doing it ------------------------------------------------------------------------------------------------------

    @transaction.atomic
    def publish(self, note: str = "", kind: str = "") -> None:
        """Publish the acts, then the text; all of it or nothing.

        Raises ValidationError when a page no longer fits its form.
        """
        for page in self.pages:
            revision = self._keep(page, note, kind)
            text_was_compared.send(sender=type(page), page=page, revision=revision, user=self.user)
            PublishPageRevisionAction(revision, user=self.user).execute()

    @transaction.atomic
    def submit(self, note: str = "", kind: str = "") -> None:
        """Hand all of it to whoever approves, each page by the workflow of its place; what waits already goes on."""
        for page in self._drafts:
            workflow = page.get_workflow()
            if workflow is None or page.workflow_in_progress:
                continue
            self._keep(page, note, kind)
            workflow.start(page, self.user)

    def _keep(self, page: Any, note: str, kind: str) -> Any:
        """The draft with its reason; a text that was submitted has its own."""
        if note and has_versions(page):
            page.change_note, page.change_kind = note, kind
        return page.save_revision(user=self.user, log_action=True)


def _schedule_faults(page: Any) -> Iterator[str]:
    """What is put off until a day, or ends on one, would not be public from the moment that the button says."""
    words = {"page": page.get_admin_display_title()}
    if (page.go_live_at and page.go_live_at > now()) or page.scheduled_revision:
        yield _("“%(page)s” has a scheduled publication. Please cancel the schedule first.") % words
    if page.expire_at:
        yield _("“%(page)s” has a scheduled withdrawal. Please cancel the schedule first.") % words


def _messages(item: Any) -> list[str]:
    """What the model's own rules say."""
    try:
        item.full_clean()
    except ValidationError as error:
        return list(error.messages)
    return []
