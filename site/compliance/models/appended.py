"""Rows that say what somebody did: they are added, and nobody changes or deletes them afterwards.

What goes around these classes is refused by the database: `compliance.triggers`.
"""

from typing import Any, NoReturn

from django.db import models


class AppendedQuerySet(models.QuerySet):
    """Refuses what would change or delete rows."""

    def update(self, **_values: Any) -> NoReturn:
        raise TypeError(self._refusal())

    def delete(self) -> NoReturn:
        raise TypeError(self._refusal())

    def _refusal(self) -> str:
        return f"{self.model.__name__} is only added to"


class AppendedModel(models.Model):
    """Kept as it was written, longer than the account and the site that it names."""

    objects = AppendedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__} is only added to")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise TypeError(f"{type(self).__name__} is only added to")
