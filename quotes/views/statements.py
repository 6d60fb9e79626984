from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from quotes.forms import statements as statement_form
from quotes.forms.statements import StatementForm
from quotes.models import Correction, Segment, Statement
from quotes.pages.changes import changes
from quotes.pages.reach import Carried
from quotes.pages.wordings import MOST, compared, folded, layout, leads, wordings
from quotes.paging import page, page_of
from quotes.views.errors import gone

PAGE_SIZE = 20


@require_safe
def statement_index(request: HttpRequest) -> HttpResponse:
    """What was reported more than once, most outlets first, narrowed by speaker, outlet, words and dates."""
    form = StatementForm(request.GET)
    filters, notes = form.filters()
    found = page(statement_form.found(filters), request.GET.get("page"), PAGE_SIZE)
    rows = [Carried(**row) for row in found.items]
    shown = leads(row.statement for row in rows)
    context = {
        "form": form,
        "filters": filters,
        "chips": statement_form.chips(filters),
        "notes": [*notes, *filter(None, [found.note])],
        "page": found,
        "statements": [(row, shown[row.statement]) for row in rows if row.statement in shown],
    }
    return render(request, "quotes/statements.html", context)


@require_safe
def statement_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement: every wording beside the others, with what differs, and why they are taken for one."""
    statement = get_object_or_404(Statement.objects.select_related("merged_into"), pk=pk)
    if statement.merged_into:
        # For good, but browsers are to ask again: editors can part what was joined.
        return HttpResponsePermanentRedirect(
            statement.merged_into.get_absolute_url(), headers={"Cache-Control": "no-cache"}
        )
    segments = Segment.objects.public().filter(statement=statement).in_order()
    quotes = layout(segments)
    if not quotes:
        return gone(request, "No quote on the public pages reports this statement any more.")
    found = page_of(list(quotes), request.GET.get("page"), MOST, more=False)
    here = {pk for head in found.items for pk in (head, *quotes[head])}
    shown = folded(wordings(segments.filter(quote__in=here)))
    context = {
        "statement": statement,
        "page": found,
        "notes": list(filter(None, [found.note])),
        "lead": shown[0],
        "wordings": shown,
        "comparison": compared(shown),
        "reach": Carried(**segments.reach().get()),
        "history": changes(Correction.objects.in_public_log().filter(statement__in=statement.family())),
    }
    return render(request, "quotes/statement.html", context)
