"""`python -m tests.benchmarks [NAME …] [--small] [--json FILE]`: the ratios that AIME keeps, each with its bar.

Exit status 1 when a bar is missed; the small form asserts no time, it only shows that all of it works.
"""

import argparse
import sys
from pathlib import Path

from tests.benchmarks import growth, importing, limit_ratio, overhead, pages, polling, report, scale_out
from tests.benchmarks.measure import Measure, Ratio

# First those that make few files: the disk may still be slow from what an earlier run has deleted.
MEASURES: dict[str, Measure] = {
    "limit": limit_ratio.measure,
    "scale": scale_out.measure,
    "growth": growth.measure,
    "overhead": overhead.measure,
    "poll": polling.measure,
    "start": pages.start,
    "wall": pages.wall,
    "import": importing.measure,
    "sync": importing.synchronisation,
    "hundred-thousand": growth.once,
}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"some of: {', '.join(MEASURES)}")
    parser.add_argument("--small", action="store_true", help="a minute or two, to see that it works")
    parser.add_argument("--json", type=Path, metavar="FILE")
    given = parser.parse_args(arguments)
    if unknown := set(given.names) - set(MEASURES):
        parser.error(f"there is no measure {', '.join(sorted(unknown))}")
    ratios: list[Ratio] = []
    for name in given.names or MEASURES:
        for ratio in MEASURES[name](given.small):
            print(f"{ratio.name}: {ratio.value:.3f} {ratio.bar}", flush=True)
            ratios.append(ratio)
    print(report.table(ratios))
    if given.json:
        given.json.write_text(report.as_json(ratios), encoding="utf-8")
    return 0 if given.small or all(ratio.holds for ratio in ratios) else 1


if __name__ == "__main__":
    sys.exit(main())
