"""The read-only JSON API under /api/: quotes, speakers, articles, outlets, statements, claims. docs/api.md tells of it.

Everything comes from the public QuerySets (R4). It answers GET and HEAD, lists go on by a cursor, errors are JSON.
"""

from quotes.api.endpoints import api
from quotes.api.serving import served

urlpatterns = served(api)

__all__ = ["api", "urlpatterns"]
