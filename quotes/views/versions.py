from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Article
from quotes.pages.headings import heading
from quotes.pages.versions import versions
from quotes.views.errors import gone


@require_safe
def article_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """What each newer version of an article added or took away (J14)."""
    article = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
    if article.hidden:
        return gone(request, "The article that stood here was taken off the public pages.")
    context = {"article": article, "heading": heading(article), "versions": versions(article)}
    return render(request, "quotes/versions.html", context)
