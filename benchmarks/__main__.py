"""``python -m benchmarks``: what ``make bench`` runs."""

import argparse
import os
import signal
import sys
from pathlib import Path
from types import FrameType

import django

PATH = Path(__file__).resolve().parent.parent / "var" / "bench.json"


def main(arguments: list[str]) -> int:
    """Measure what the arguments ask for; 1 if a promise does not hold."""
    asked = _parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    django.setup()

    from benchmarks import results
    from benchmarks.cities import Cities
    from benchmarks.registry import all_cases
    from benchmarks.run import run

    if asked.markdown:
        print(results.as_markdown(results.read(asked.json)))
        return 0
    cases = {case.name: case for case in all_cases()}
    if unknown := set(asked.only or ()) - cases.keys():
        print(f"There is no case {', '.join(unknown)}, but: {', '.join(cases)}")
        return 2
    lines = run(
        [case for name, case in cases.items() if not asked.only or name in asked.only],
        Cities(asked.scale),
        anew=asked.anew,
        path=asked.json,
        say=_say,
    )
    print("\n" + results.on_screen(lines))
    broken = [line.case for line in lines if not line.holds]
    print(f"Does not hold: {'; '.join(broken)}" if broken else "Every promise holds.")
    return 1 if broken else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--scale", type=float, default=0.01, help="1 is the article's")
    parser.add_argument("--anew", action="store_true", help="build the cities again")
    parser.add_argument("--only", nargs="+", metavar="CASE", help="some cases only")
    parser.add_argument("--json", type=Path, default=PATH, help="where figures go")
    parser.add_argument(
        "--markdown", action="store_true", help="print the last run's table and end"
    )
    return parser


def _say(words: str) -> None:
    print(words, flush=True)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
