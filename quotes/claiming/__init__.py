"""Claims between what was drawn from articles and the rows: stored, compared, joined into one claim where they are one.

    of_pass(made, quotes, drawn)         what a pass drew: stored, compared, joined, in one transaction
    store_claims(body, quotes, drawn)    what a pass drew from an article, as assertions
    link(assertion_ids)                  compared with those that were there before, and joined
    relink(due())                        all that is due, batch by batch; goes on where it was stopped
    attach(quote)                        an editor found that words of the article are somebody's
    describe(claim_ids)                  what lists of claims are ordered by, written anew

Whatever the order in which articles come in, the same assertions are joined. Nothing here loads spaCy.
"""

from quotes.claiming.linking import VERSION, due, link, relink
from quotes.claiming.settling import describe
from quotes.claiming.storing import attach, of_pass, store_claims

__all__ = ["VERSION", "attach", "describe", "due", "link", "of_pass", "relink", "store_claims"]
