"""How gunicorn serves the site. It reads this file by itself when started beside it; README lists the variables."""

import gc
import sys
from typing import Any

from environs import Env

env = Env(prefix="OTR_")
_plain_http = env.bool("PLAIN_HTTP", False)

wsgi_app = "quotes.wsgi:application"
bind = env.str("BIND", "127.0.0.1:8000")
workers = env.int("WORKERS", 2)
worker_class = "gthread"
threads = env.int("THREADS", 4)
# Loaded once, before the fork: a site that can't start says so once, and the workers share its memory.
preload_app = True
# A worker that gives no sign of life for so long is replaced. With threads this bounds no single answer, and a slow
# client holds a thread: the proxy takes requests in whole before it hands them on.
timeout = 30
graceful_timeout = 10
# gunicorn's remote control by a socket in the home directory: nothing here uses it.
control_socket_disable = True
loglevel = "warning" if _plain_http else "info"


def post_worker_init(_worker: Any) -> None:
    """What was loaded stays: the collector need not go through it again and again while pages are made."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def when_ready(server: Any) -> None:
    """Says where the site is, once connections are taken; a service manager's log has gunicorn's own lines instead."""
    if _plain_http:
        address = server.LISTENERS[0]
        sys.stderr.write(
            f"\nOn the Record   {address}/\n"
            f"Editors         {address}/admin/\n"
            "Plain HTTP (OTR_PLAIN_HTTP=1), for this machine only. Ctrl-C stops it.\n\n"
        )
        sys.stderr.flush()
