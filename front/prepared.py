"""A question that is the same each time but for its moment. Building it anew would cost several times the answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)

# Stands for the moment while the question is built. What is reckoned from it, such as a day before, is moved with it.
BUILT_AT = datetime(1000, 1, 1, tzinfo=UTC)
FARTHEST = timedelta(days=400)


class Prepared(Generic[M]):
    """
    What `build(at)` gives, a queryset with annotations. It has to hold all moments by `at`: one that asks what time it
    is raises ValueError, for it would be asked for that time for ever.
    """

    def __init__(self, build: Callable[[datetime], QuerySet[M]]):
        self._build = build

    def first(self, at: datetime) -> M | None:
        sql, params = self._sql
        moved = [at + (one - BUILT_AT) if isinstance(one, datetime) else one for one in params]
        found = next(iter(self._queryset.model._default_manager.raw(sql, moved)), None)
        for name, (converters, expression) in self._converters.items() if found else ():
            value = getattr(found, name)
            for convert in converters:
                value = convert(value, expression, connection)
            setattr(found, name, value)
        return found

    @cached_property
    def _queryset(self) -> QuerySet[M]:
        return self._build(BUILT_AT)

    @cached_property
    def _sql(self) -> tuple[str, tuple]:
        sql, params = self._queryset.query.sql_with_params()
        for one in params:
            if isinstance(one, datetime) and abs(one - BUILT_AT) > FARTHEST:
                raise ValueError(f"The question asks for {one}, not for a moment by that which it is given.")
        return sql, params

    @cached_property
    def _converters(self) -> dict[str, tuple]:
        """How what the database gives for each annotation becomes its value; those of the columns are the model's."""
        query = self._queryset.query
        found = query.get_compiler(connection=connection).get_converters(query.annotations.values())
        names = [*query.annotations]
        return {names[place]: how for place, how in found.items()}
