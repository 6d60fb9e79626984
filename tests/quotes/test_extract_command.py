"""`manage.py extract`: every line of the input gives one line of output, whatever it is, in the same order."""

import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.readers import MAX_SIZE
from quotes import extraction
from quotes.attribution import Document, Result
from quotes.extraction import Refused, as_line, parse_line, read_documents

ROOT = Path(__file__).resolve().parents[2]
SAID = "The mayor of Harrow Bay said on Friday that the bridge was safe."


def stdin(data: bytes) -> Any:
    return SimpleNamespace(buffer=io.BytesIO(data))


def read(*paths: Path, given: bytes = b"", json_lines: bool = True) -> list[Document | Refused]:
    return list(read_documents([str(path) for path in paths], stdin(given), json_lines=json_lines))


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("no json", "not JSON on line 4"),
        ("[" * 100_000, "not JSON on line 4"),
        ('{"id": ' + "9" * 5000 + ', "text": "x"}', "not JSON on line 4"),
        ("null", "no JSON object on line 4"),
        ('{"id": "a"}', 'no "text" on line 4'),
        ('{"id": "a", "text": 5}', 'no "text" on line 4'),
        ('{"id": true, "text": "x"}', '"id" is neither a string nor a number on line 4'),
        ('{"id": 1e999, "text": "x"}', '"id" is neither a string nor a number on line 4'),
    ],
)
def test_lines_that_cannot_be_used(line: str, error: str) -> None:
    found = parse_line(line, 4)
    assert isinstance(found, Refused)
    assert found.error == error


def test_half_characters_become_one_character_each() -> None:
    found = parse_line(r'{"id": "a", "text": "\ud83d\ude00 \ud800 He spoke.", "title": "\udfff"}', 1)
    assert found == Document("a", "\U0001f600 \ufffd He spoke.", title="\ufffd")


def test_what_the_terminal_cannot_show_is_escaped() -> None:
    assert as_line(Result("Zoë", error="no text")) == '{"id": "Zoë", "error": "no text"}'
    assert json.loads(as_line(Result("Zoë", error="no text"), "ascii")) == {"id": "Zoë", "error": "no text"}
    as_line(Result("\ud800", error="no text")).encode()


def test_a_line_in_another_encoding_spoils_no_other() -> None:
    lines = ['{"id": "a", "text": "Zoë said no."}'.encode(), '{"id": "b", "text": "Zoë said no."}'.encode("cp1252")]
    assert [document.text for document in read(given=b"\n".join(lines)) if isinstance(document, Document)] == [
        "Zoë said no.",
        "Zoë said no.",
    ]


def test_offsets_of_plain_texts_count_the_line_ends_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"One\r\n\r\nTwo\r\n")
    assert read(tmp_path / "a.txt") == [Document("a.txt", "One\r\n\r\nTwo\r\n")]
    assert read(given=b"One\r\nTwo", json_lines=False) == [Document("-", "One\r\nTwo")]


def test_a_corpus_of_any_size_is_read(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "text": SAID * 100})
    (tmp_path / "corpus.jsonl").write_text(f"{line}\n" * (MAX_SIZE // len(line) + 2))
    found = read(tmp_path / "corpus.jsonl")
    assert len(found) == MAX_SIZE // len(line) + 2
    assert all(isinstance(document, Document) for document in found)


def test_json_lines_are_told_by_the_beginning_where_the_name_says_nothing(tmp_path: Path) -> None:
    for name in ("63", "corpus.json"):
        (tmp_path / name).write_text('{"id": "a", "text": "x"}\n')
        assert read(tmp_path / name) == [Document("a", "x")]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 10)
    found = read(tmp_path / "nowhere.txt", tmp_path, tmp_path / "binary.txt")
    assert [(item.id, item.error) for item in found if isinstance(item, Refused)] == [
        ("nowhere.txt", "No such file or directory"),
        (tmp_path.name, "Is a directory"),
        ("binary.txt", "binary, not text"),
    ]


def answer(documents: Any, **_: Any) -> Any:
    return (Result(document.id) for document in documents)


def test_order_errors_and_exit_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.jsonl").write_text('nothing\n{"id": 7, "text": "x"}\n\n{}\n')
    (tmp_path / "a.txt").write_text(SAID)
    monkeypatch.setattr(extraction, "attribute_many", answer)
    monkeypatch.setattr(sys, "stdin", stdin(b'{"id": "first", "text": "x"}'))
    with pytest.raises(SystemExit) as stop:
        call_command("extract", "-", str(tmp_path / "b.jsonl"), str(tmp_path / "a.txt"), "--jsonl")
    assert stop.value.code == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["id"], "error" in line) for line in lines] == [
        ("first", False),
        (None, True),
        ("7", False),
        ("line 4", True),
        ("a.txt", False),
    ]


def test_no_process_is_no_number_of_processes() -> None:
    with pytest.raises(CommandError, match="--processes"):
        call_command("extract", "--processes=0")


@pytest.mark.model
def test_a_reader_who_has_seen_enough_causes_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("nothing\n" * 20_000)
    command = [sys.executable, str(ROOT / "manage.py"), "extract", "--jsonl", str(tmp_path / "a.jsonl")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert b"error" in process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1
