"""What is measured within a site's own process: `python -m tests.benchmarks.inside TASK [ARGUMENT …]`.

The last line printed is the answer, as JSON.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

import django


def _fill(albums: str) -> dict[str, Any]:
    from tests.benchmarks.filling import fill

    fill(int(albums))
    return {}


def _albums() -> dict[str, Any]:
    from collection.models import Album

    return {"albums": Album.objects.count()}


def _work(only: str = "") -> dict[str, Any]:
    from tests.benchmarks.working import work

    return work(only)


def _finished() -> dict[str, Any]:
    from tests.benchmarks.working import finished

    return finished()


def _start() -> dict[str, Any]:
    from tests.benchmarks.visiting import start

    return start()


def _login() -> dict[str, Any]:
    from tests.benchmarks.visiting import login

    return login()


def _wall() -> dict[str, Any]:
    from tests.benchmarks.visiting import wall

    return wall()


TASKS: dict[str, Callable[..., dict[str, Any]]] = {
    "fill": _fill,
    "albums": _albums,
    "work": _work,
    "finished": _finished,
    "start": _start,
    "login": _login,
    "wall": _wall,
}


def main() -> None:
    django.setup()
    task, *arguments = sys.argv[1:]
    print(json.dumps(TASKS[task](*arguments)))


if __name__ == "__main__":
    main()
