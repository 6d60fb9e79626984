"""Rows ticked in a list, on which an action is to be done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from articles.admin import TypedAdmin
from quotes.admin.ids import is_id


class TickedRows(TypedAdmin[Any]):
    """For an admin with actions: what is no id among those ticked, which no page of ours sends, is told, not done."""

    def response_action(
        self, request: HttpRequest, queryset: QuerySet[Any], *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        if all(map(is_id, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            return super().response_action(request, queryset, *args, **kwargs)
        messages.warning(request, "That is no list of rows: nothing was done.")
        return None
