"""The editors' desk within Django's admin. Nothing here writes a quote but through `quotes.corrections`."""

from django.contrib import admin

from quotes.admin import (
    articles,
    claims,
    corrections,
    passes,
    people,
    quotes,
    reports,
    speakers,
    statements,
    suggestions,
)

__all__ = [
    "articles",
    "claims",
    "corrections",
    "passes",
    "people",
    "quotes",
    "reports",
    "speakers",
    "statements",
    "suggestions",
]

admin.site.site_header = "On the Record: the editors’ desk"
admin.site.site_title = "On the Record"
admin.site.index_title = "The desk"
