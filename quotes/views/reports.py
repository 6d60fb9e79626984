from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from quotes import reports
from quotes.forms.reports import ReportForm
from quotes.models import Quote
from quotes.pages.cards import Card, cards
from quotes.views.quotes import off_the_pages


@never_cache
@csrf_exempt  # readers get no cookie: `quotes.reports` has what stands in its place
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for a wrong attribution; posted, it is kept for the editors. 403 and 429 say why it is not."""
    quote = Quote.objects.reachable().with_cards().filter(pk=pk).first()
    if quote is None:
        return off_the_pages(request, get_object_or_404(Quote.objects.only("status"), pk=pk))
    (card,) = cards([quote])
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, card, form)
    try:
        reports.check_origin(request)
        reports.check_token(request.POST.get("token", ""), quote)
        if not form.is_valid():
            return _page(request, card, form, status=422)
        if not form.trapped:
            told = {name: form.cleaned_data[name] for name in ("what", "text", "contact")}
            reports.receive(quote, sent_by=reports.sender(request), **told)
    except reports.Refused as refused:
        return _page(request, card, form, refusal=str(refused), status=refused.status)
    return HttpResponseRedirect(reverse("reported", args=[quote.pk]))


@require_safe
def reported(request: HttpRequest, pk: int) -> HttpResponse:
    """What a reader sees who has sent a report."""
    quote = Quote.objects.reachable().filter(pk=pk).first()
    if quote is None:
        return off_the_pages(request, get_object_or_404(Quote.objects.only("status"), pk=pk))
    return render(request, "quotes/reported.html", {"quote": quote})


def _page(request: HttpRequest, card: Card, form: ReportForm, *, refusal: str = "", status: int = 200) -> HttpResponse:
    # What only lacks an answer need not wait again for its token to ripen.
    token = request.POST["token"] if status == 422 else reports.token(card.quote)
    context = {"card": card, "form": form, "refusal": refusal, "token": token}
    return render(request, "quotes/report.html", context, status=status)
