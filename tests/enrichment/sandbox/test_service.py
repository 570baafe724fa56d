"""What every played service receives and answers, as plain values."""

import pytest

from enrichment.sandbox.service import Reply, Request, Service, html, route, text


def request(query: str = "", body: bytes = b"", **headers: str) -> Request:
    return Request("GET", "/2.0/", query, headers, body)


@pytest.mark.parametrize(
    ("query", "number"),
    [("", 7), ("page=3", 3), ("page=0", 0), ("page=-1", 0), ("page=x", 0), ("page=", 0), ("page=2&page=4", 4)],
)
def test_a_number_of_the_query_has_a_default_and_nonsense_is_none(query: str, number: int) -> None:
    assert request(query).whole("page", 7) == number


def test_a_link_names_the_host_that_was_asked() -> None:
    assert request("a=1", host="127.0.0.1:8123").address == "http://127.0.0.1:8123/2.0/"


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("method=x&api_key=s3cret&format=json", "method=x&api_key=***&format=json"),
        ("api_key=s3cret", "api_key=***"),
        ("token=s3cret&q=token", "token=***&q=token"),
        ("client_secret=s3cret", "client_secret=***"),
        ("my_token=kept", "my_token=kept"),
        ("q=api_key", "q=api_key"),
    ],
)
def test_a_secret_of_the_query_is_not_shown(query: str, shown: str) -> None:
    assert request(query).shown_query == shown


@pytest.mark.parametrize(
    ("header", "parts"),
    [
        ("Bearer  abc ", ("bearer", "abc")),
        ("Discogs token=abc", ("discogs", "token=abc")),
        ("Basic", ("basic", "")),
        ("", ("", "")),
    ],
)
def test_a_credential_has_a_scheme_and_a_value(header: str, parts: tuple[str, str]) -> None:
    assert request(authorization=header).authorization == parts
    assert request().authorization == ("", "")


@pytest.mark.parametrize(("body", "read"), [(b'{"a": 1}', {"a": 1}), (b"", None), (b"{", None), (b"\xff", None)])
def test_a_body_is_json_or_none(body: bytes, read: object) -> None:
    assert request(body=body).json == read


def test_a_form_keeps_what_was_left_empty() -> None:
    assert request(body=b"grant_type=&q=%C3%A9").form == {"grant_type": "", "q": "é"}


def lines(reply: Reply) -> list[str]:
    return reply.encode().partition(b"\r\n\r\n")[0].decode().split("\r\n")


def test_an_answer_is_sent_whole_with_its_length() -> None:
    reply = Reply(404, {"é": 1}, headers={"X-Cache": "HIT"})
    assert reply.encode().endswith('\r\n\r\n{"é": 1}'.encode())
    assert lines(reply) == [
        "HTTP/1.1 404 Not Found",
        "Content-Type: application/json",
        "Content-Length: 9",
        "X-Cache: HIT",
    ]
    assert not reply.ends_connection


@pytest.mark.parametrize(
    ("reply", "line"),
    [
        (Reply(body=b"x", announced=False), ""),
        (Reply(body=b"x", length=100), "Content-Length: 100"),
        (Reply(body=b"x", close=True), "Content-Length: 1"),
    ],
    ids=["no length", "another length", "the end"],
)
def test_an_answer_of_no_known_end_ends_the_connection(reply: Reply, line: str) -> None:
    assert reply.ends_connection
    assert "Connection: close" in lines(reply)
    assert [one for one in lines(reply) if one.startswith("Content-Length")] == ([line] if line else [])


def test_pages_and_words_are_no_json_and_an_odd_status_has_a_word_too() -> None:
    assert lines(html(502, "502 Bad Gateway"))[:2] == [
        "HTTP/1.1 502 Bad Gateway",
        "Content-Type: text/html; charset=utf-8",
    ]
    assert text(403, "Premium").encode().endswith(b"\r\n\r\nPremium")
    assert lines(Reply(599))[0] == "HTTP/1.1 599 Unknown"


def test_a_path_leads_to_the_first_endpoint_that_fits_and_a_refusal_comes_before_it() -> None:
    def refuse(request: Request, endpoint: str) -> Reply | None:
        return text(401, endpoint) if request.query else None

    routes = (
        route("thing", r"/things/(?P<number>\d+)", lambda _request, number: text(200, number)),
        route("any", r"/things/.*", lambda _request: text(200, "any")),
    )
    service = Service("toys", routes, refuse, lambda _request: text(404, "nowhere"), lambda _r, reply: reply)
    for path, endpoint, body in (
        ("/things/7", "thing", b"7"),
        ("/things/x", "any", b"any"),
        ("/things", "unknown", b"nowhere"),
        ("/a/things/7", "unknown", b"nowhere"),
    ):
        asked = Request("GET", path, "", {}, b"")
        assert (service.endpoint(asked), service.answer(asked).body) == (endpoint, body)
    assert service.answer(Request("GET", "/things/7", "a=1", {}, b"")).body == b"thing"
