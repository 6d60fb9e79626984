"""The speakers of the two articles that the project began with: each once, with the spellings and roles seen."""

from pathlib import Path

import pytest
from django.core.management import call_command

from quotes.models import QuoteSpeaker, Speaker
from quotes.naming import suggestions

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.model,
    pytest.mark.shared,
    pytest.mark.skipif(not SEEDS.exists(), reason="the two real articles lie beside the repository, not in it"),
]

SPELLINGS = {
    "Choe Son-hui": {"Choe", "Choe Son-hui", "Choe Son Hui"},
    "Sergey Lavrov": {"Lavrov", "Sergey Lavrov", "Sergei Lavrov"},
    "Ukraine": {"Kyiv", "Kiev"},
    "United States": {"US", "Washington"},
    "South Korea": {"Seoul"},
    "North Korea": {"Pyongyang"},
}
ROLES = {
    "Choe Son-hui": "Foreign Minister",
    "Sergey Lavrov": "Russian Foreign Minister",
    "Antony Blinken": "US Secretary of State",
    "Dmitry Peskov": "Kremlin spokesman",
    "Cho Tae-yul": "South Korean Foreign Minister",
}


def test_each_speaker_stands_once_with_spellings_and_roles() -> None:
    call_command("ingest", *(str(path) for path in sorted(SEEDS.glob("*.txt"))))
    call_command("attribute")
    speakers = {speaker.name: speaker for speaker in Speaker.objects.current()}
    assert len(speakers) == Speaker.objects.count(), "no name stands twice"
    assert suggestions.refresh().total == 0, "and no two look like one"
    for name, spellings in SPELLINGS.items():
        assert spellings <= {alias.name for alias in speakers[name].aliases.all()}
    for name, role in ROLES.items():
        assert QuoteSpeaker.objects.filter(speaker=speakers[name], role=role).exists()
