"""Settings of the test run: the site's own, untouched by the environment of whoever runs the tests.

Only OTR_DATABASE_URL is let through, so that the same tests can run against PostgreSQL.
"""

import atexit
import os
import tempfile

for name in [name for name in os.environ if name.startswith("OTR_") and name != "OTR_DATABASE_URL"]:
    del os.environ[name]

_var = tempfile.TemporaryDirectory(prefix="on-the-record-tests-")
atexit.register(_var.cleanup)
os.environ.update(OTR_PLAIN_HTTP="1", OTR_SEARCH_RATE="", OTR_SECRET_KEY="only-for-tests" * 4, OTR_VAR_DIR=_var.name)

from quotes.settings import *  # noqa: E402, F403

# Tests need no collectstatic, and no deliberately slow hash of a password.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT.mkdir()  # noqa: F405  (whitenoise warns where there is none, and warnings are errors)
