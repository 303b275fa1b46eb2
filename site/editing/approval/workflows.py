"""The ways to approval that each centre gets with its roles."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import Group
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from editing.models import SecondPairTask


def make_workflow(page: Page, name: str, groups: Sequence[Group]) -> Workflow:
    """A workflow of one step for a page and all below it, unless the page has one: that may be an administrator's."""
    known = WorkflowPage.objects.filter(page=page).select_related("workflow").first()
    if known is not None:
        return known.workflow
    workflow = Workflow.objects.create(name=name)
    task = SecondPairTask.objects.create(name=name)
    task.groups.set(groups)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=page)
    return workflow
