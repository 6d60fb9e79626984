"""The two real articles that the project began with, all the way: files in, rows, pages."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from quotes.models import Part, Quote, Speaker

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.model,
    pytest.mark.shared,
    pytest.mark.skipif(not SEEDS.exists(), reason="the two real articles lie beside the repository, not in it"),
]


@pytest.fixture
def attributed() -> None:
    call_command("ingest", *(str(path) for path in sorted(SEEDS.glob("*.txt"))))
    call_command("attribute")


@pytest.mark.usefixtures("attributed")
class TestTheTwoArticles:
    @pytest.mark.parametrize(
        ("surname", "spellings"),
        [
            ("Choe", {"Choe Son-hui", "Choe Son Hui"}),
            ("Lavrov", {"Sergey Lavrov", "Sergei Lavrov"}),
        ],
    )
    def test_two_spellings_are_one_speaker(self, surname: str, spellings: set[str]) -> None:
        (speaker,) = Speaker.objects.current().filter(name__contains=surname)
        assert spellings <= {alias.name for alias in speaker.aliases.all()}
        assert Quote.objects.filter(speakers=speaker).values("article").distinct().count() == 2

    def test_each_line_that_is_printed_twice_is_one_quote_with_two_places(self) -> None:
        twice = [quote for quote in Quote.objects.all() if quote.places.count() == 2]
        for kind in (Quote.Kind.MIXED, Quote.Kind.DIRECT):
            assert [q for q in twice if q.kind == kind and "Lavrov" in q.speakers.get().name]
        texts = [q.text for q in Quote.objects.filter(speakers__name__contains="Lavrov")]
        assert len(texts) == len(set(texts))

    def test_every_part_is_the_text_where_it_stands(self) -> None:
        for part in Part.objects.select_related("place__body"):
            assert part.place.body.text[part.start : part.end] == part.text

    def test_every_quote_has_a_page_that_says_who(self, client: Client) -> None:
        for quote in Quote.objects.public().filter(speakers__name__contains="Choe"):
            response = client.get(quote.get_absolute_url())
            assert response.status_code == 200
            assert "Choe Son" in response.content.decode()
