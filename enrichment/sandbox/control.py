"""The stand-in's own address `/_sandbox/`: other processes read its record and change its faults there."""

from typing import Protocol

from enrichment.sandbox.faults import Faults
from enrichment.sandbox.record import Record
from enrichment.sandbox.wire import Reply, Request


class Played(Protocol):
    """What of a stand-in can be read and changed from outside."""

    record: Record
    faults: Faults
    latency: dict[str, float]

    def environment(self) -> dict[str, str]: ...


def answer(sandbox: Played, request: Request) -> Reply:
    """GET record[?window=60], GET requests[?service=&endpoint=], GET environment, GET or POST faults (a list of specs
    replaces all), POST latency ({service: seconds}), POST reset (forgets record and faults)."""
    if request.method == "GET":
        return read(sandbox, request)
    if request.method != "POST":
        return Reply(405, {"error": "GET or POST"})
    try:
        return change(sandbox, request)
    except (TypeError, ValueError, AttributeError) as error:
        return Reply(400, {"error": str(error)})


def read(sandbox: Played, request: Request) -> Reply:
    name = request.path.removeprefix("/_sandbox/")
    query = request.query
    if name == "record":
        return Reply(document=sandbox.record.summary(float(query.get("window", "60"))))
    if name == "requests":
        return Reply(document=sandbox.record.listed(query.get("service", ""), query.get("endpoint", "")))
    if name == "faults":
        return Reply(document=sandbox.faults.listed())
    if name == "environment":
        return Reply(document=sandbox.environment())
    return Reply(404, {"error": "nothing here"})


def change(sandbox: Played, request: Request) -> Reply:
    name, given = request.path.removeprefix("/_sandbox/"), request.json
    if name == "faults" and isinstance(given, list):
        sandbox.faults.set(given)
    elif name == "latency" and isinstance(given, dict):
        sandbox.latency = {str(service): float(seconds) for service, seconds in given.items()}
    elif name == "reset":
        sandbox.record.clear()
        sandbox.faults.clear()
    else:
        return Reply(404, {"error": "POST faults (a list), latency (an object) or reset"})
    return Reply(document={"ok": True})
