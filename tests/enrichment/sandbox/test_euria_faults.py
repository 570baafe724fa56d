from collections.abc import Callable
from typing import Any

import pytest

from enrichment.sandbox import Sandbox
from enrichment.sandbox.keys import EURIA_KEY, EURIA_MODEL
from tests.enrichment.sandbox import clients

Start = Callable[..., Sandbox]


def choice(sandbox: Sandbox) -> dict[str, Any]:
    found = clients.chat(sandbox).json()["choices"][0]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        ("wrong_key", 401, "not_authorized"),
        ("missing_scope", 403, "invalid_scope_token"),
        ("no_credit", 402, "payment_required"),
        ("wrong_path", 404, "method_not_found"),
        ("invalid_content", 422, "validation_failed"),
        ("too_long_context", 400, 400),
        ("unknown_model", 404, 404),
        ("unknown_model:form=400", 400, 400),
        ("error_in_200", 200, "server_error"),
    ],
)
def test_a_refusal(faulty: Start, fault: str, status: int, code: object) -> None:
    reply = clients.chat(faulty(fault))
    assert (reply.status_code, reply.json()["error"]["code"]) == (status, code)


def test_an_unknown_model_in_the_flat_form_names_the_model(faulty: Start) -> None:
    document = clients.chat(faulty("unknown_model:form=flat")).json()
    assert (document["object"], document["code"]) == ("error", 404)
    assert EURIA_MODEL in document["message"]


def test_an_unknown_model_is_not_listed(faulty: Start) -> None:
    listed = [row["id"] for row in clients.models(faulty("unknown_model")).json()["data"]]
    assert listed
    assert EURIA_MODEL not in listed


def test_a_page_instead_of_json(faulty: Start) -> None:
    reply = clients.chat(faulty("html_404"))
    assert reply.status_code == 404
    assert "Page introuvable" in reply.text


def test_a_key_is_echoed(faulty: Start) -> None:
    assert EURIA_KEY in clients.chat(faulty("echoed_key")).text


def test_no_choice(faulty: Start) -> None:
    assert clients.chat(faulty("empty_choices")).json()["choices"] == []


def test_thoughts_that_used_up_the_cap(faulty: Start) -> None:
    found = choice(faulty("null_content"))
    assert found["message"]["content"] is None
    assert found["message"]["reasoning"]
    assert found["finish_reason"] == "length"


@pytest.mark.parametrize("field", ["reasoning", "reasoning_content"])
def test_thoughts_beside_the_text(faulty: Start, field: str) -> None:
    found = choice(faulty(f"reasoning_field:field={field}"))
    assert found["message"][field]
    assert found["message"]["content"].endswith(".")


def test_a_text_cut_by_the_cap(faulty: Start) -> None:
    found = choice(faulty("truncated"))
    assert found["finish_reason"] == "length"
    assert not found["message"]["content"].endswith(".")


@pytest.mark.parametrize(
    ("option", "reason"), [("", "model_dependent"), (":reason=null", None), (":reason=eos", "eos")]
)
def test_an_unknown_finish(faulty: Start, option: str, reason: str | None) -> None:
    assert choice(faulty(f"unknown_finish{option}"))["finish_reason"] == reason


def test_a_text_fault_leaves_an_error_as_it_is(faulty: Start) -> None:
    sandbox = faulty("null_content")
    assert clients.chat(sandbox, key="wrong").status_code == 401


def test_a_text_fault_does_not_befall_the_list_of_models(faulty: Start) -> None:
    assert clients.models(faulty("hostile")).json()["data"]
