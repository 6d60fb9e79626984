from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Article
from quotes import tallies
from quotes.models import Quote
from quotes.pages.cards import cards
from quotes.pages.reach import carried_on, newest_day
from quotes.pages.wordings import leads

MOST_CARRIED = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page: what this is, a search box, the statements most papers carry, the newest quotes, who is quoted
    most, and where."""
    public = Quote.objects.public()
    day = newest_day()
    carried = carried_on(day, most=MOST_CARRIED) if day else []
    shown = leads(row.statement for row in carried)
    context = {
        "newest_day": day,
        "carried": [(row, shown[row.statement]) for row in carried],
        "cards": cards(public.leading(6).with_cards()),
        "speakers": tallies.most_quoted(10),
        "outlets": (outlets := tallies.of_outlets())[:10],
        "quote_count": sum(number for _, number in outlets),
        "article_count": Article.objects.public().count(),
    }
    return render(request, "quotes/home.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search results are no pages to be crawled: every filter of every filter is one (O5)."""
    return render(request, "robots.txt", content_type="text/plain")
