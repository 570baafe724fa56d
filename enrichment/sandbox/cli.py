"""The stand-in as a command of its own: arguments, the lines to set, serving until told to stop."""

import signal
import sys
import threading
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterable

from enrichment.sandbox.catalogue import Collection
from enrichment.sandbox.faults import KINDS, Fault
from enrichment.sandbox.faults.fault import EVERY_SERVICE
from enrichment.sandbox.server import Options, Sandbox

ABOUT = "Plays Euria, Spotify, Discogs and Last.fm on 127.0.0.1, so that AIME can be tried and tested without keys."


def add_arguments(parser: ArgumentParser) -> None:
    parser.formatter_class = RawDescriptionHelpFormatter
    parser.description = ABOUT
    parser.epilog = "faults:\n" + "\n".join(sorted(map(described, KINDS)))
    parser.add_argument("--port", type=int, default=0, help="a free one unless given")
    parser.add_argument("--collection", metavar="FILE", help='JSON {"albums": [...]} to play instead of the sample')
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="NAME[:service][:every=N|times=N|after=N|endpoint=NAME|about=TEXT|option=VALUE]",
        help="switches a fault on; may be repeated",
    )
    parser.add_argument("--latency", nargs="+", default=[], metavar="SERVICE=SECONDS", help="such as euria=2.0")
    parser.add_argument("--knows-everyone", action="store_true", help="Spotify finds an artist of any name")


def described(name: str) -> str:
    kind = KINDS[name]
    services = "every service" if kind.services == EVERY_SERVICE else ", ".join(kind.services)
    return f"  {name:<20} {services}: {kind.about}"


def sandbox_from(given: Namespace) -> Sandbox:
    """ValueError or OSError, in words, for what cannot be played."""
    collection = Collection.load(given.collection) if given.collection else None
    faults = tuple(Fault.parse(spec) for spec in given.fault)
    options = Options(given.port, latencies(given.latency), faults, knows_everyone=given.knows_everyone)
    return Sandbox(collection, options)


def latencies(given: Iterable[str]) -> dict[str, float]:
    found = {}
    for pair in given:
        service, _, seconds = pair.partition("=")
        try:
            found[service] = float(seconds)
        except ValueError:
            raise ValueError(f"{pair}: expected SERVICE=SECONDS") from None
        if service not in EVERY_SERVICE or not 0 <= found[service] < 3600:
            raise ValueError(f"{pair}: expected one of {', '.join(EVERY_SERVICE)} and seconds from 0 on")
    return found


def serve(sandbox: Sandbox, write: Callable[[str], object]) -> None:
    """Until Ctrl-C or SIGTERM; OSError when the port is taken."""
    told = threading.Event()
    before = {number: signal.signal(number, lambda *_: told.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        with sandbox:
            for name, value in sandbox.environment().items():
                write(f"{name}={value}")
            told.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 when stopped, 2 for wrong arguments."""
    parser = ArgumentParser(prog="python -m enrichment.sandbox")
    add_arguments(parser)
    given = parser.parse_args(arguments)
    try:
        serve(sandbox_from(given), lambda line: print(line, flush=True))
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0
