"""The web process carries out what editors say about statements without the tables of words."""

import subprocess
import sys


def test_the_web_process_never_loads_the_tables_of_words() -> None:
    code = (
        "import sys, django; django.setup(); import quotes.urls, quotes.statements, quotes.linking.clusters; "
        "print(*sorted({'wordfreq', 'spacy', 'num2words'} & sys.modules.keys()))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "/usr/bin:/bin"},
    )
    assert ran.stdout.strip() == ""
