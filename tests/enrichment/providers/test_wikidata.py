import json
from urllib.parse import parse_qs

import pytest
from hypothesis import given

from enrichment.providers.errors import BadAnswer, ProviderError, Refused, Unavailable
from enrichment.providers.wikidata import Identity, WikidataClient, read_identities
from tests.enrichment.providers.scripted import NotingLimiter, answer, scripted
from tests.enrichment.providers.test_shapes import ANY_JSON

SPOTIFY, OTHER = "1P6U1dCeHxPui5pIrGmndZ", "2P6U1dCeHxPui5pIrGmndZ"


def client(url: str) -> WikidataClient:
    return WikidataClient(contact="me@example.net", url=url, limiter=NotingLimiter(), sleep=lambda _: None)


def row(discogs: str, item: str, **ids: str) -> dict[str, dict[str, str]]:
    values = {"discogs": discogs, "item": f"http://www.wikidata.org/entity/{item}", **ids}
    return {name: {"type": "literal", "value": value} for name, value in values.items()}


def document(*rows: object) -> dict[str, object]:
    return {"head": {}, "results": {"bindings": list(rows)}}


@pytest.mark.parametrize(
    ("rows", "identities"),
    [
        ([row("7", "Q1", spotify=SPOTIFY, deezer="27")], {7: Identity("Q1", SPOTIFY, "27")}),
        ([row("7", "Q1")], {7: Identity("Q1")}),
        ([row("7", "Q1", spotify=SPOTIFY), row("7", "Q1", spotify=OTHER)], {7: Identity("Q1")}),
        ([row("7", "Q1", spotify=SPOTIFY), row("7", "Q1", spotify=SPOTIFY)], {7: Identity("Q1", SPOTIFY)}),
        ([row("7", "Q1", spotify=SPOTIFY), row("7", "Q2")], {}),
        ([row("7", "Q1", spotify="short", deezer="x")], {7: Identity("Q1")}),
        ([row("x", "Q1"), row("7", "P1"), None, {"discogs": 7}], {}),
    ],
    ids=["one", "no ids", "two values", "twice the same", "two items", "no id of that form", "no row of that form"],
)
def test_an_id_is_taken_where_exactly_one_item_and_one_value_stand_for_it(
    rows: list[object], identities: dict[int, Identity]
) -> None:
    assert read_identities(document(*rows)) == identities


def test_what_is_told_of_an_act_is_taken_where_it_is_told_once() -> None:
    told = [
        {"kind": "musical duo", "founded": "1995-01-01T00:00:00Z", "place": "Versailles", "member": "Nicolas Godin"},
        {"kind": "musical group", "founded": "1995-01-01T00:00:00Z", "place": "Versailles", "member": "JB Dunckel"},
    ]
    rows = [row("7", "Q1", **values) for values in told]
    assert read_identities(document(*rows))[7].about == {
        "kinds": ["musical duo"],
        "founded": 1995,
        "place": "Versailles",
        "members": ["JB Dunckel", "Nicolas Godin"],
    }
    contrary = [row("8", "Q2", founded="1995-01-01", place="Paris"), row("8", "Q2", founded="1996-01-01", place="Lyon")]
    assert read_identities(document(*contrary))[8].about == {}
    assert read_identities(document(row("9", "Q3", kind="x" * 300, founded="soon")))[9].about == {}


def test_of_a_work_the_first_publication_and_all_producers_are_taken() -> None:
    told = [
        {"master": "42", "published": "1999-03-01T00:00:00Z", "producer": "Nicolas Godin"},
        {"master": "42", "published": "1998-01-16T00:00:00Z", "producer": "JB Dunckel"},
        {"master": "43", "published": "soon"},
        {"master": "x", "published": "1990-01-01T00:00:00Z"},
    ]
    rows = [row("7", "Q1", kind="musical duo"), *(row("7", "Q1", **values) for values in told)]
    assert read_identities(document(*rows))[7].about == {
        "kinds": ["musical duo"],
        "works": {"42": {"published": 1998, "producers": ["JB Dunckel", "Nicolas Godin"]}},
    }


@given(ANY_JSON)
def test_any_answer_can_be_read(document: object) -> None:
    read_identities(document)
    read_identities({"results": {"bindings": document}})


def test_many_artists_are_asked_about_in_one_request_that_names_whom_to_reach() -> None:
    with scripted(answer(200, json.dumps(document(row("7", "Q1", spotify=SPOTIFY), row("9", "Q9"))))) as server:
        assert client(server.url).identities([7, 8], [42]) == {7: Identity("Q1", SPOTIFY)}
    (request,) = server.requests
    assert request.startswith("POST ")
    assert "User-Agent: AIME/0.1 (me@example.net)" in request
    (query,) = parse_qs(request.rpartition("\r\n\r\n")[2])["query"]
    assert query.count('VALUES ?discogs { "7" "8" }') == 2
    assert 'VALUES ?master { "42" }' in query


@pytest.mark.parametrize(
    ("status", "body", "kind", "code"),
    [
        (429, "<html>Too many</html>", Unavailable, "rate_limited"),
        (403, "<html>", Refused, "forbidden"),
        (404, "", Refused, "wrong_url"),
        (400, "MalformedQueryException", BadAnswer, "rejected_request"),
        (500, "timeout", Unavailable, "server_error"),
        (200, "", BadAnswer, "not_json"),
        (200, "{}", BadAnswer, "bad_shape"),
    ],
)
def test_trouble_is_told_and_never_waited_for_long(
    status: int, body: str, kind: type[ProviderError], code: str
) -> None:
    with scripted(*[answer(status, body)] * 5) as server, pytest.raises(kind) as caught:
        client(server.url).identities([7])
    assert caught.value.code == code
