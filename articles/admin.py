"""The documents in the admin: read only, because a body never changes and an article is what its outlet wrote."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import EmptyResultSet
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet, URLField
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from articles.models import Article, Body, Outlet

M = TypeVar("M", bound=Model)

if TYPE_CHECKING:

    class TypedAdmin(admin.ModelAdmin[M]): ...

    AnyPaginator = Paginator[Any]
else:
    AnyPaginator = Paginator

    class TypedAdmin(admin.ModelAdmin):
        """ModelAdmin that can be written with its model in brackets, as the type checker wants it."""

        def __class_getitem__(cls, _model: Any) -> type[TypedAdmin]:
            return cls


class CappedPaginator(AnyPaginator):
    """A paginator that never counts a whole table: past `CAP` rows it says so and goes no further.

    An editor who looks at page 40 of a list needs a filter, not page 41.
    """

    CAP = 2000

    @cached_property
    def _counted(self) -> int:
        rows = self.object_list
        if isinstance(rows, QuerySet):
            return int(rows.order_by()[: self.CAP + 1].count())
        return len(rows)

    @cached_property
    def count(self) -> int:
        """How many rows can be paged through: at most `CAP`."""
        return min(self._counted, self.CAP)

    @property
    def capped(self) -> bool:
        """Whether there are more rows than can be paged through."""
        return self._counted > self.CAP


class LargeTableChangeList(ChangeList):
    """A list whose filters, typed into its address by hand, may make no sense: then it says so and starts anew."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        found = super().get_queryset(request, exclude_parameters)
        if not _can_be_asked(found):
            messages.warning(request, "No row can be like that: the list is shown without the filter.")
            raise IncorrectLookupParameters
        return found


def _can_be_asked(rows: QuerySet[Any]) -> bool:
    """Whether SQL can be written for it that every database takes.

    Django refuses at once what is no number or date; a year that no date has, only when it writes the SQL.
    """
    try:
        _, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return True
    except (ValueError, OverflowError):
        return False
    return not any(isinstance(value, str) and "\0" in value for value in values)  # PostgreSQL's texts have none


class LargeTableAdmin(TypedAdmin[M]):
    """An admin for tables of a million rows: nothing is counted in full, nothing is deleted."""

    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 0

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:  # noqa: ARG002
        return LargeTableChangeList

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:  # noqa: ARG002
        return False


class ReadOnlyAdmin(LargeTableAdmin[M]):
    """An admin in which everybody, administrators too, may only look."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:  # noqa: ARG002
        return False


@admin.register(Outlet)
class OutletAdmin(LargeTableAdmin[Outlet]):
    """An outlet's name, time zone and homepage; its slug is in URLs that live for ever."""

    list_display = ("name", "time_zone", "homepage")
    search_fields = ("name", "slug")
    readonly_fields = ("slug",)
    formfield_overrides = {URLField: {"assume_scheme": "https"}}

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False


@admin.register(Article)
class ArticleAdmin(ReadOnlyAdmin[Article]):
    """An article with the text of its present version and links to the earlier ones."""

    list_display = ("__str__", "outlet", "published_on", "agency", "hidden")
    list_filter = ("outlet", "hidden", "published_on")
    list_select_related = ("outlet",)
    search_fields = ("title", "url", "key")
    search_help_text = "Words of the title, or the address."
    fields = (
        "title", "outlet", "url", "canonical_url", "key", "source_id", "byline", "agency", "published_on",
        "published_at", "hidden", "copy_of", "created_at", "updated_at", "versions", "present_text",
    )  # fmt: skip

    @admin.display(description="versions")
    def versions(self, article: Article) -> str:
        """A link to each body, the latest first."""
        bodies = article.bodies.defer("text", "zones").order_by("-number")
        return format_html_join(
            ", ",
            '<a href="{}">{}, read {}</a>',
            (
                (reverse("admin:articles_body_change", args=[b.pk]), b.number, f"{b.created_at:%Y-%m-%d %H:%M}")
                for b in bodies
            ),
        )

    @admin.display(description="text")
    def present_text(self, article: Article) -> str:
        """The text of the present version, whole."""
        text = article.current_body.text if article.current_body else ""
        return format_html('<div class="desk-plain-text">{}</div>', text)


@admin.register(Body)
class BodyAdmin(ReadOnlyAdmin[Body]):
    """One version of an article's text, as it was read."""

    list_display = ("article", "number", "created_at")
    list_select_related = ("article",)
    search_fields = ("article__title", "article__key")
    fields = ("article", "number", "sha256", "created_at", "whole_text")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Body]:
        return super().get_queryset(request).defer("text", "zones")

    @admin.display(description="text")
    def whole_text(self, body: Body) -> str:
        return format_html('<div class="desk-plain-text">{}</div>', body.text)
