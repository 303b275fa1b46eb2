"""The database itself keeps what people answered for: approvals, and answers of owners."""

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from editing.models import Approval
from history.triggers import MESSAGE
from upkeep.models import Answer, Review


@pytest.mark.parametrize("model", [Approval, Review], ids=lambda model: model.__name__)
def test_no_sql_changes_or_deletes_them(db: None, django_user_model, model) -> None:
    who = django_user_model.objects.create_user("anna")
    Approval.objects.create(page_id=1, revision_id=1, digest="0" * 64, approved_by=who)
    Review.objects.create(page_id=1, question=1, answer=Answer.CURRENT, at=timezone.now(), by_email="a@gops.example")
    table = model._meta.db_table
    statements = [f"UPDATE {table} SET page_id = 2", f"DELETE FROM {table}"]  # noqa: S608 -- our own names
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may wait for the end of the transaction
        statements.append(f"TRUNCATE {table} CASCADE")
    for statement in statements:
        with pytest.raises(Error, match=MESSAGE), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    who.delete()  # the account goes, the approval stays
    assert model.objects.get().page_id == 1
