"""The database itself keeps what was sent and who looked, whoever asks: the ORM, or plain SQL."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import Error, connection, models, transaction
from wagtail.models import Site

from compliance.models import LogReview, SentSheet
from compliance.triggers import RULES
from history.triggers import MESSAGE
from tests.factories import make_centre

DAY = date(2026, 3, 6)
FACTS: dict[type[models.Model], dict[str, Any]] = {
    SentSheet: {"sent_on": DAY, "data": {"name": ["GOPS"]}},
    LogReview: {"day": DAY},
}
# By column, something else in plain SQL.
OTHERWISE = {
    SentSheet: {"sent_on": "'2026-03-05'", "data": "'{}'", "by_name": "'Kto inny'", "id": "id + 1000"},
    LogReview: {"day": "'2026-03-05'", "by_name": "'Kto inny'", "id": "id + 1000"},
}
KINDS = pytest.mark.parametrize("model", FACTS, ids=lambda model: model.__name__)


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("kierowniczka")


def add(model: Any, site: Site, user: User | None) -> Any:
    return model.objects.create(site=site, by=user, by_name="Kierowniczka", **FACTS[model])


def refused(sql: str) -> None:
    """A statement fails in the database, and says why."""
    with pytest.raises(Error, match=MESSAGE), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@KINDS
def test_plain_sql_changes_and_deletes_no_row(user: User, model: Any):
    add(model, make_centre(), user)
    stranger, table = User.objects.create_user("kto-inny"), model._meta.db_table
    for column, value in {**OTHERWISE[model], "by_id": stranger.pk}.items():
        refused(f"UPDATE {table} SET {column} = {value}")  # noqa: S608 -- our own names
    refused(f"DELETE FROM {table}")  # noqa: S608 -- the same
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may wait for the end of the transaction
        refused(f"TRUNCATE {table} CASCADE")
    assert model.objects.get().by == user


@KINDS
def test_a_row_outlives_account_and_centre_and_nobody_else_takes_their_place(user: User, model: Any):
    site, other = make_centre("mala.localhost"), make_centre("druga.localhost")
    add(model, site, user)
    name = user.username
    user.delete()
    site.delete()
    row = model.objects.get()
    assert (row.site, row.by, row.by_name) == (None, None, "Kierowniczka")
    again = User.objects.create_user(name)
    refused(f"UPDATE {model._meta.db_table} SET by_id = {again.pk}")  # noqa: S608 -- our own names
    refused(f"UPDATE {model._meta.db_table} SET site_id = {other.pk}")  # noqa: S608 -- the same


def test_every_column_of_these_tables_is_kept_by_a_rule():
    rules = {(rule.relation, rule.verb): rule.unless for rule in RULES}
    for model in FACTS:
        condition = rules[model._meta.db_table, "UPDATE"]
        assert all(f"NEW.{field.column} " in condition for field in model._meta.concrete_fields)
        assert rules[model._meta.db_table, "DELETE"] == ""
