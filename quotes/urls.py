"""Every URL of the site."""

from django.contrib import admin
from django.urls import path

from quotes.views import about, articles, home, quotes, reports, search, speakers

urlpatterns = [
    path("", home.home, name="home"),
    path("quotes/", search.quote_search, name="quotes"),
    path("quotes/said-by/", search.said_by, name="said_by"),
    path("quotes/<int:pk>/", quotes.quote_page, name="quote"),
    path("quotes/<int:pk>/report/", reports.report, name="report"),
    path("quotes/<int:pk>/report/sent/", reports.reported, name="reported"),
    path("speakers/", speakers.speaker_index, name="speakers"),
    path("speakers/<slug:slug>/", speakers.speaker_page, name="speaker"),
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
