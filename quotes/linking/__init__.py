"""Which stretches of quotes report one utterance. Pure: no Django, no spaCy, no files but its own tables.

    cutting     a quote's content -> the stretches that can each report a statement by themselves
    features    a stretch -> the words that count in it, stemmed and weighed (needs tables: for commands and workers)
    evidence    two stretches -> how likely they report one utterance, and why (arithmetic alone: for anybody)
    clusters    stretches and the evidence between them -> statements, whatever the order they came in

See docs/linking.md.
"""

# Of everything that is kept: raise it where stretches are cut, weighed or compared otherwise, and all is linked anew.
VERSION = "2"
