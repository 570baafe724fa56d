"""The results for people, with the machine they were measured on, and as JSON."""

import json
import os
import platform
import sqlite3
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import django

from tests import postgres
from tests.benchmarks.measure import Ratio


def machine() -> dict[str, str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "cores": str(os.cpu_count()),
        "processor": _processor(),
        "memory": f"{memory:.0f} GB",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "django": django.get_version(),
        "sqlite": sqlite3.sqlite_version,
        "postgresql": _postgresql(),
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _postgresql() -> str:
    binaries = postgres.binaries()
    if binaries is None:
        return "none"
    told = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    return told.split()[2] if told else "unknown"


def table(ratios: Sequence[Ratio]) -> str:
    """Markdown."""
    rows = [f"| {ratio.name} | {ratio.value:.2f} | {ratio.bar} | {_verdict(ratio)} |" for ratio in ratios]
    about = ", ".join(f"{name} {value}" for name, value in machine().items())
    return "\n".join(["| measure | value | bar | holds |", "|---|---|---|---|", *rows, "", f"Measured on: {about}."])


def _verdict(ratio: Ratio) -> str:
    if not ratio.bar:
        return ""
    return "yes" if ratio.holds else "NO"


def as_json(ratios: Sequence[Ratio]) -> str:
    results = [{**asdict(ratio), "bar": ratio.bar, "holds": ratio.holds} for ratio in ratios]
    return json.dumps({"machine": machine(), "results": results}, indent=1, ensure_ascii=False)
