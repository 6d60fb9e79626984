"""Every URL of the site."""

from django.contrib import admin
from django.urls import path

from quotes.views import (
    about,
    articles,
    clippings,
    embed,
    exports,
    feeds,
    home,
    quotes,
    reports,
    search,
    speakers,
    statements,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("quotes/", search.quote_search, name="quotes"),
    path("quotes/said-by/", search.said_by, name="said_by"),
    path("quotes/export.<str:ending>", exports.search_file, name="search_file"),
    path("quotes/feed.atom", feeds.search_feed, name="search_feed"),
    path("quotes/<int:pk>/", quotes.quote_page, name="quote"),
    path("quotes/<int:pk>/embed/", embed.embed, name="embed"),
    path("quotes/<int:pk>/embed/code/", embed.embed_code, name="embed_code"),
    path("oembed/", embed.oembed, name="oembed"),
    path("quotes/<int:pk>/cite/", exports.cite, name="cite"),
    path("quotes/<int:pk>/cite.<str:ending>", exports.cite_file, name="cite_file"),
    path("quotes/<int:pk>/report/", reports.report, name="report"),
    path("quotes/<int:pk>/report/sent/", reports.reported, name="reported"),
    path("statements/", statements.statement_index, name="statements"),
    path("statements/<int:pk>/", statements.statement_page, name="statement"),
    path("speakers/", speakers.speaker_index, name="speakers"),
    path("speakers/<slug:slug>/", speakers.speaker_page, name="speaker"),
    path("speakers/<slug:slug>/feed.atom", feeds.speaker_feed, name="speaker_feed"),
    path("clippings/", clippings.clippings, name="clippings"),
    path("clippings/export.<str:ending>", clippings.clippings_file, name="clippings_file"),
    path("articles/<int:pk>/", articles.article_page, name="article"),
    path("outlets/", articles.outlet_index, name="outlets"),
    path("outlets/<slug:slug>/", articles.outlet_page, name="outlet"),
    path("method/", about.method, name="method"),
    path("corrections/", about.corrections_log, name="corrections"),
    path("contact/", about.notice, {"name": "contact"}, name="contact"),
    path("right-of-reply/", about.notice, {"name": "right-of-reply"}, name="right_of_reply"),
    path("privacy/", about.notice, {"name": "privacy"}, name="privacy"),
    path("robots.txt", home.robots, name="robots"),
    path("admin/", admin.site.urls),
]
