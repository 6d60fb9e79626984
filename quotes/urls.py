"""Every URL of the site."""

from django.contrib import admin
from django.urls import path

from quotes.views import about, articles, home, quotes, search, speakers

urlpatterns = [
    path("", home.home, name="home"),
    path("quotes/", search.quote_search, name="quotes"),
    path("quotes/said-by/", search.said_by, name="said_by"),
    path("quotes/<int:pk>/", quotes.quote_page, name="quote"),
    path("speakers/", speakers.speaker_index, name="speakers"),
    path("speakers/<slug:slug>/", speakers.speaker_page, name="speaker"),
    path("articles/<int:pk>/", articles.article_page, name="article"),
    path("outlets/", articles.outlet_index, name="outlets"),
    path("outlets/<slug:slug>/", articles.outlet_page, name="outlet"),
    path("method/", about.method, name="method"),
    path("corrections/", about.corrections_log, name="corrections"),
    path("robots.txt", home.robots, name="robots"),
    path("admin/", admin.site.urls),
]
