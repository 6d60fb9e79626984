"""Reports of wrong attributions (R2): taken from readers without account, cookie or script, and dealt with by editors.

A form carries a signed, timed token for one quote. Whoever posts must send this site's own Origin, leave the honeypot
empty, wait for the seconds that a person needs to read, and keep within the limits. An address is kept only as a keyed
digest that is another one each day.
"""

from __future__ import annotations

import hmac
from datetime import timedelta
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone

from quotes.models import Correction, Quote, Report

# A person takes longer to read and choose; a form that stood open over night is still good.
QUICKEST, SLOWEST = timedelta(seconds=2), timedelta(hours=24)
# So many reports from one address in an hour and a day; from everybody in an hour; open about one quote.
PER_HOUR, PER_DAY, FROM_ALL, PER_QUOTE = 5, 20, 300, 30
LONGEST_TEXT = 2000
_SALT = "quotes.reports"


class Refused(Exception):  # noqa: N818 (it is no error of the program)
    """A report can't be taken; the message tells the reader why, `status` is the answer's."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def token(quote: Quote) -> str:
    """What a form for this quote carries: its number and the time, signed."""
    return signing.TimestampSigner(salt=_SALT).sign(str(quote.pk))


def check_token(given: str, quote: Quote) -> None:
    """Raises Refused for a token that is not for this quote, too new, or too old."""
    signer = signing.TimestampSigner(salt=_SALT)
    try:
        of = signer.unsign(given, max_age=SLOWEST)
    except signing.SignatureExpired:
        raise Refused("The form was open for more than a day. Please send it again.", 403) from None
    except signing.BadSignature:
        of = ""
    if of != str(quote.pk):
        raise Refused("The form was not complete. Please send it again.", 403)
    try:
        signer.unsign(given, max_age=QUICKEST)
    except signing.SignatureExpired:
        return  # older than the least: as it should be
    raise Refused("That was faster than a person reads. Please send it again.", 429)


def check_origin(request: HttpRequest) -> None:
    """Raises Refused where the form was not sent from a page of this site. Browsers send Origin with every POST."""
    own = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    if "Origin" in request.headers:
        origin = request.headers["Origin"]
    else:
        referrer = urlsplit(request.headers.get("Referer", ""))
        origin = f"{referrer.scheme}://{referrer.netloc}"
    if origin not in own:
        raise Refused("The form must be sent from this site’s own page.", 403)


def sender(request: HttpRequest) -> str:
    """A keyed digest of the day and the reader's address (of IPv6 its network): equal for one address on one day.

    Behind a proxy of the site's own the address is the last that the proxy put down.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    try:
        parsed = ip_address(address)
    except ValueError:
        parsed = ip_address("0.0.0.0")  # noqa: S104 (whoever has no address shares one limit)
    if isinstance(parsed, IPv6Address):
        parsed = IPv6Address(int(parsed) >> 64 << 64)
    text = f"{timezone.now():%Y-%m-%d} {parsed}"
    return hmac.new(f"{_SALT}{settings.SECRET_KEY}".encode(), text.encode(), "sha256").hexdigest()


@transaction.atomic
def receive(quote: Quote, *, what: str, text: str, contact: str, sent_by: str) -> Report:
    """Keeps a report, once: a second click gives the first one. Raises Refused beyond the limits."""
    own = Report.objects.filter(sender=sent_by)
    if same := own.filter(quote=quote, what=what, text=text).first():
        return same
    _check_limits(quote, sent_by)
    return Report.objects.create(quote=quote, what=what, text=text, contact=contact, sender=sent_by)


def _check_limits(quote: Quote, sent_by: str) -> None:
    own, hour, day = Report.objects.filter(sender=sent_by), timedelta(hours=1), timedelta(days=1)
    if own.since(hour).count() >= PER_HOUR or own.since(day).count() >= PER_DAY:
        raise Refused("So many reports came from your address that no more are taken now. Try again later.", 429)
    if Report.objects.since(hour).count() >= FROM_ALL:
        raise Refused("So many reports came in that no more are taken now. Try again in an hour.", 429)
    if Report.objects.open().filter(quote=quote).count() >= PER_QUOTE:
        raise Refused("This quote has been reported many times already. Editors will look at it.", 429)


def settle(decision: Correction) -> int:
    """All open reports about the decision's quote are dealt with by it. How many they were."""
    return _handle(Report.objects.filter(quote=decision.quote_id), decision.editor, decision)


def settle_again(decision: Correction, *, editor: User) -> int:
    """The decision stands again, and with it what it settled. Reports that came since wait."""
    return _handle(decision.settled_reports.all(), editor, decision)


def unsettle(decision: Correction) -> int:
    """The decision stands no more: what it settled waits again."""
    return _reopen(decision.settled_reports.all(), decision)


def handle_one(report: Report, *, editor: User) -> int:
    """This report is dealt with, whatever is decided about its quote; 0 where it was already."""
    return _handle(Report.objects.filter(pk=report.pk), editor, None)


def reopen(report: Report) -> int:
    """This report waits again, whatever is decided about its quote; 0 where it did already."""
    return _reopen(Report.objects.filter(pk=report.pk), None)


def _handle(reports: models.QuerySet[Report], editor: User, decision: Correction | None) -> int:
    return reports.filter(status=Report.Status.OPEN).update(
        status=Report.Status.HANDLED, handled_at=timezone.now(), handled_by=editor, settled_by=decision
    )


def _reopen(reports: models.QuerySet[Report], decision: Correction | None) -> int:
    return reports.filter(status=Report.Status.HANDLED).update(
        status=Report.Status.OPEN, handled_at=None, handled_by=None, settled_by=decision
    )
