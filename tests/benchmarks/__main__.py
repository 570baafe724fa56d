"""`python -m tests.benchmarks [NAME …] [--small] [--json FILE]`: the ratios that AIME keeps, each with its bar.

`… compare COMMIT [NAME …]` measures this tree beside an earlier commit's; `.` is this tree itself.
Exit status 1 when a bar is missed; the small form asserts no time, it only shows that all of it works.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from tests.benchmarks import comparing, growth, importing, limit_ratio, overhead, pages, polling, report, scale_out
from tests.benchmarks.measure import Measure, Ratio
from tests.benchmarks.trees import tree_of

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
    with ExitStack() as kept:
        measures, names = _chosen(given.names, kept)
        if unknown := set(names) - set(measures):
            parser.error(f"there is no measure {', '.join(sorted(unknown))}; there are {', '.join(measures)}")
        ratios = list(_told(measures[name](given.small) for name in names or measures))
    print(report.table(ratios))
    if given.json:
        given.json.write_text(report.as_json(ratios), encoding="utf-8")
    return 0 if given.small or all(ratio.holds for ratio in ratios) else 1


def _chosen(words: list[str], kept: ExitStack) -> tuple[Mapping[str, Measure], list[str]]:
    """The measures there are, and the names given."""
    if words[:1] != ["compare"]:
        return MEASURES, words
    then = kept.enter_context(tree_of(words[1] if len(words) > 1 else "HEAD"))
    return {name: partial(compare, then) for name, compare in comparing.COMPARISONS.items()}, words[2:]


def _told(measured: Iterator[Iterator[Ratio]]) -> Iterator[Ratio]:
    for ratios in measured:
        for ratio in ratios:
            seen = {name: round(value, 4) if isinstance(value, float) else value for name, value in ratio.seen.items()}
            print(f"{ratio.name}: {ratio.value:.3f} {ratio.bar} {seen}", flush=True)
            yield ratio


if __name__ == "__main__":
    sys.exit(main())
