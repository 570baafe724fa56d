"""What a request holds, before anybody looks at the collection: options, numbers of runs, and who is calling."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from enrichment.engine.request import AlreadyActive, BadOption, NotNow, RunRefused
from enrichment.models import EnrichmentRun, Trigger
from enrichment.outages import Outage
from enrichment.views import access
from enrichment.views.api import LARGEST, only_run, options_of, run_number
from tests.enrichment.views.callers import TOKEN

ENRICH = "/services/discogs/enrich"


def post(body: str | bytes = "", content_type: str = "application/json", query: str = "") -> HttpRequest:
    return RequestFactory().post(ENRICH + query, data=body, content_type=content_type)


def form(fields: dict[str, Any]) -> HttpRequest:
    return RequestFactory().post(ENRICH, fields)


@given(st.integers(1, LARGEST - 1), st.sampled_from([int, str, " {} ".format]))
def test_the_number_of_a_run_comes_as_a_number_or_a_text(number: int, written: Any) -> None:
    assert run_number(written(number)) == number


@given(
    st.one_of(
        st.integers(max_value=0),
        st.integers(min_value=LARGEST),
        st.booleans(),
        st.none(),
        st.floats(),
        st.lists(st.integers()),
        st.text().filter(lambda text: not text.strip().isascii() or not text.strip().isdigit()),
    )
)
def test_whatever_else_is_no_number_of_a_run(value: object) -> None:
    with pytest.raises(BadOption, match=r"^run must be the number of a run\.$"):
        run_number(value)


@pytest.mark.parametrize(
    ("options", "number"),
    [({}, None), ({"run": "7"}, 7), ({"run": 7}, 7), ({"run": "7", "csrfmiddlewaretoken": "x"}, 7)],
)
def test_a_run_may_be_named(options: dict[str, Any], number: int | None) -> None:
    assert only_run(options) == number


def test_what_else_stands_beside_a_run_is_named_and_cut_short() -> None:
    with pytest.raises(BadOption, match=r"^There is no option limit\.$"):
        only_run({"run": 1, "limit": 5})
    with pytest.raises(BadOption, match=f"^There is no option {'x' * 40}\\.$"):
        only_run({"x" * 500: 1})


@given(st.dictionaries(st.text(min_size=1), st.one_of(st.text(), st.integers(), st.booleans(), st.none())))
def test_a_json_object_is_taken_as_it_is(options: dict[str, Any]) -> None:
    assert options_of(post(json.dumps(options))) == options


@pytest.mark.parametrize(
    ("body", "options"), [("", {}), ("  \n", {}), ("{}", {}), ('{"albums": [1, 2]}', {"albums": [1, 2]})]
)
def test_a_body_of_blanks_holds_no_options(body: str, options: dict[str, Any]) -> None:
    assert options_of(post(body)) == options


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("{", "The body is not JSON that can be read."),
        ("[" * 100_000, "The body is not JSON that can be read."),
        (b"\xff\xfe{", "The body is not JSON that can be read."),
        ("[]", "The body must be a JSON object."),
        ("3", "The body must be a JSON object."),
        ("null", "The body must be a JSON object."),
        ('"limit"', "The body must be a JSON object."),
    ],
    ids=["cut off", "deep", "no text", "a list", "a number", "null", "a text"],
)
def test_another_body_is_refused_in_one_sentence(body: str | bytes, why: str) -> None:
    with pytest.raises(BadOption) as refused:
        options_of(post(body))
    assert str(refused.value) == why


def test_a_field_that_is_sent_several_times_is_a_list() -> None:
    assert options_of(form({"albums": ["3", "1"], "limit": "2"})) == {"albums": "3,1", "limit": "2"}


@pytest.mark.parametrize(
    ("request_", "why"),
    [
        (post("limit=5", "text/plain"), "Send the options as form fields or as JSON (Content-Type: application/json)."),
        (post("{}", "application/xml"), "Send the options as form fields or as JSON (Content-Type: application/json)."),
        (
            post("{}", query="?limit=5"),
            "Options go into the body, as form fields or JSON, not into the address.",
        ),
    ],
    ids=["text", "another type", "in the address"],
)
def test_options_where_nobody_looks_for_them_are_refused(request_: HttpRequest, why: str) -> None:
    with pytest.raises(BadOption) as refused:
        options_of(request_)
    assert str(refused.value) == why


def test_an_empty_body_of_any_type_holds_no_options() -> None:
    assert options_of(post(b"", "text/plain")) == {}


def called(method: str = "GET", *, user: object = None, path: str = ENRICH, **headers: str) -> HttpRequest:
    request = RequestFactory(headers=headers).generic(method, path)
    request.user = user or AnonymousUser()  # type: ignore[assignment]
    return request


def somebody(*permissions: str) -> SimpleNamespace:
    """A person with a session."""
    return SimpleNamespace(is_authenticated=True, has_perm=lambda name: name in permissions)


def test_a_program_may_do_whatever_is_offered_and_a_person_what_was_allowed(settings: Settings) -> None:
    settings.AIME_API_TOKEN = TOKEN
    program = access.caller_of(called(Authorization=f"Bearer {TOKEN}"))
    person = access.caller_of(called(user=somebody("see")))
    stranger = access.caller_of(called())
    assert [who.is_known for who in (program, person, stranger)] == [True, True, False]
    assert [who.may("see") for who in (program, person, stranger)] == [True, True, False]
    assert [who.may("start") for who in (program, person, stranger)] == [True, False, False]
    assert [who.trigger for who in (program, person)] == [Trigger.API, Trigger.BUTTON]


def knock(view: Any, request: HttpRequest) -> tuple[int, dict[str, Any], HttpResponse]:
    response = access.door("see", "GET", "HEAD")(view)(request)
    return response.status_code, json.loads(response.content), response


def raising(error: Exception) -> Any:
    def view(request: HttpRequest, caller: access.Caller) -> HttpResponse:
        raise error

    return view


@pytest.mark.parametrize(
    ("error", "status", "detail"),
    [
        (BadOption("limit must be positive."), 400, "limit must be positive."),
        (RunRefused("Nothing is there."), 400, "Nothing is there."),
        (access.NotFound("There is no run 3."), 404, "There is no run 3."),
        (NotNow(Outage.FULL), 503, Outage.FULL.value),
        (OperationalError("database is locked"), 503, Outage.AWAY.value),
        (InterfaceError("connection already closed"), 503, Outage.AWAY.value),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_each_refusal_is_one_sentence_with_its_status(error: Exception, status: int, detail: str) -> None:
    found, body, _response = knock(raising(error), called(user=somebody("see")))
    assert (found, body["detail"]) == (status, detail)


def test_an_active_run_is_named_with_the_place_to_watch_it() -> None:
    status, body, _response = knock(raising(AlreadyActive(EnrichmentRun(pk=12))), called(user=somebody("see")))
    assert status == 409
    assert (body["run_id"], body["progress_url"]) == (12, f"{ENRICH}/progress?run=12")


def test_a_program_that_meets_an_outage_is_told_when_to_come_back() -> None:
    status, body, response = knock(raising(NotNow(Outage.FULL)), called(user=somebody("see")))
    assert (status, body["status"]) == (503, "unavailable")
    assert (response.headers["Retry-After"], response.headers["Cache-Control"]) == ("60", "no-store")


def test_a_fault_of_ours_is_no_outage() -> None:
    with pytest.raises(ZeroDivisionError):
        knock(raising(ZeroDivisionError()), called(user=somebody("see")))


@pytest.mark.parametrize(
    ("request_", "status", "detail", "header"),
    [
        (called(), 401, "Log in, or send the site's API token.", ("WWW-Authenticate", "Bearer")),
        (called(user=somebody()), 403, "You may not do this: it needs the permission see.", None),
        (called("POST", user=somebody("see")), 405, "This address only answers GET, HEAD.", ("Allow", "GET, HEAD")),
        (called("DELETE", user=somebody("see")), 405, "This address only answers GET, HEAD.", ("Allow", "GET, HEAD")),
    ],
    ids=["a stranger", "without the permission", "another method", "one more method"],
)
def test_who_is_not_let_through_is_told_why(
    request_: HttpRequest, status: int, detail: str, header: tuple[str, str] | None
) -> None:
    found, body, response = knock(raising(AssertionError("nobody gets that far")), request_)
    assert (found, body) == (status, {"detail": detail})
    if header:
        assert response.headers[header[0]] == header[1]


def failing(error: Exception, path: str) -> HttpResponse:
    """The site's last word while `error` is being handled, as Django calls for it."""
    try:
        raise error
    except type(error):
        return access.server_error(RequestFactory().get(path))


def test_an_outage_is_told_to_programs_and_on_a_page_with_the_same_sentence() -> None:
    away = OperationalError("database is locked")
    program, page = failing(away, "/services/discogs/enrich"), failing(away, "/albums/")
    assert program.status_code == page.status_code == 503
    assert json.loads(program.content)["detail"] == Outage.AWAY.value
    assert Outage.AWAY.value in page.content.decode()
    assert page.headers["Retry-After"] == "60"


def test_refusals_come_in_the_readers_language() -> None:
    with translation.override("fr"):
        _status, body, _response = knock(raising(AssertionError()), called())
    assert "Log in" not in body["detail"]
