import pytest
import requests

from enrichment.sandbox import Sandbox
from tests.enrichment.sandbox import clients


def read(sandbox: Sandbox, name: str, **query: str) -> requests.Response:
    return requests.get(f"{sandbox.url}/_sandbox/{name}", params=query, timeout=5)


def change(sandbox: Sandbox, name: str, document: object = None) -> requests.Response:
    return requests.post(f"{sandbox.url}/_sandbox/{name}", json=document, timeout=5)


def test_another_process_can_read_the_record(sandbox: Sandbox) -> None:
    clients.models(sandbox)
    assert read(sandbox, "record").json()["euria"]["count"] == 1
    [told] = read(sandbox, "requests", service="euria", endpoint="models").json()
    assert told["status"] == 200
    assert read(sandbox, "requests", service="spotify").json() == []


def test_the_control_itself_is_not_recorded(sandbox: Sandbox) -> None:
    read(sandbox, "record")
    assert sandbox.record.count() == 0


def test_the_environment_can_be_asked_for(sandbox: Sandbox) -> None:
    assert read(sandbox, "environment").json() == sandbox.environment()


def test_faults_are_switched_on_counted_and_replaced(sandbox: Sandbox) -> None:
    assert change(sandbox, "faults", ["wrong_key:euria:times=1"]).status_code == 200
    assert [clients.models(sandbox).status_code for _ in range(2)] == [401, 200]
    [told] = read(sandbox, "faults").json()
    assert (told["name"], told["met"], told["spoilt"]) == ("wrong_key", 2, 1)
    change(sandbox, "faults", [])
    assert read(sandbox, "faults").json() == []


def test_latency_is_changed(sandbox: Sandbox) -> None:
    change(sandbox, "latency", {"euria": 0.25})
    assert sandbox.latency == {"euria": 0.25}


def test_a_reset_forgets_record_and_faults(sandbox: Sandbox) -> None:
    sandbox.faults.add("wrong_key")
    clients.models(sandbox)
    change(sandbox, "reset")
    assert sandbox.record.count() == 0
    assert clients.models(sandbox).status_code == 200


@pytest.mark.parametrize(
    ("name", "document", "status"),
    [
        ("faults", ["no_such_fault"], 400),
        ("faults", ["wrong_key:spotify"], 400),
        ("faults", [7], 400),
        ("faults", {"wrong_key": 1}, 404),
        ("latency", {"euria": "slow"}, 400),
        ("elsewhere", [], 404),
    ],
)
def test_a_wrong_change_is_refused_and_changes_nothing(
    sandbox: Sandbox, name: str, document: object, status: int
) -> None:
    sandbox.faults.add("garbage:discogs")
    assert change(sandbox, name, document).status_code == status
    assert [fault["name"] for fault in sandbox.faults.listed()] == ["garbage"]


def test_other_methods_and_names_are_refused(sandbox: Sandbox) -> None:
    assert requests.delete(f"{sandbox.url}/_sandbox/record", timeout=5).status_code == 405
    assert read(sandbox, "nothing").status_code == 404
