"""Quotes taken away: files of any search, of a list of clippings, of one quote. Only what readers may see (R4)."""

from quotes.takeaway.exports.formats import FORMATS, Format
from quotes.takeaway.exports.records import record
from quotes.takeaway.exports.taken import Taken, take, take_ids

__all__ = ["FORMATS", "Format", "Taken", "record", "take", "take_ids"]
