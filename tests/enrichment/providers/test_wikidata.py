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


def asked(query: str, name: str) -> list[str]:
    return query.partition(f"VALUES ?{name} {{ ")[2].partition(" }")[0].split()


def test_no_more_is_asked_at_once_than_is_answered_within_its_minute() -> None:
    with scripted(answer(200, json.dumps(document()))) as server:
        assert client(server.url).identities(range(1, 100), range(1, 300)) == {}
    (query,) = parse_qs(server.requests[0].rpartition("\r\n\r\n")[2])["query"]
    assert (asked(query, "discogs")[-1], len(asked(query, "discogs"))) == ('"80"', 80)
    assert (asked(query, "master")[-1], len(asked(query, "master"))) == ('"200"', 200)


def test_a_row_about_no_item_tells_nothing_of_the_artist() -> None:
    rows = row("7", "Q1", spotify=SPOTIFY), row("7", "L9", spotify=OTHER, place="Paris")
    assert read_identities(document(*rows)) == {7: Identity("Q1", SPOTIFY)}


@pytest.mark.parametrize(("digits", "known"), [(18, True), (19, False)])
def test_a_number_longer_than_any_id_is_none(digits: int, known: bool) -> None:
    number = "1" * digits
    assert bool(read_identities(document(row(number, "Q1")))) is known
    about = read_identities(document(row("7", "Q1", master=number, published="1998-01-01")))[7].about
    assert about == ({"works": {number: {"published": 1998}}} if known else {})


@pytest.mark.parametrize(
    ("member", "kept"),
    [
        ("M" * 100, True),
        ("M" * 101, False),
        ("Line\nbreak", False),
        ("Right\u202eto left", False),
        ("", False),
    ],
    ids=["100 letters", "101 letters", "two lines", "a turned direction", "nothing"],
)
def test_what_cannot_be_a_name_is_not_told_of_an_act(member: str, kept: bool) -> None:
    about = read_identities(document(row("7", "Q1", member=member)))[7].about
    assert about == ({"members": [member]} if kept else {})


def test_of_a_crowd_of_members_twelve_are_told_each_once_in_order() -> None:
    rows = [row("7", "Q1", member=f" Player {number:02d} ") for number in (*range(20, 0, -1), 5)]
    assert read_identities(document(*rows))[7].about == {"members": [f"Player {number:02d}" for number in range(1, 13)]}


@pytest.mark.parametrize("kind", ["human", "musical group", "group of humans"])
def test_a_kind_that_says_nothing_of_the_music_is_left_out(kind: str) -> None:
    assert read_identities(document(row("7", "Q1", kind=kind)))[7].about == {}
    assert read_identities(document(row("7", "Q1", kind="string quartet")))[7].about == {"kinds": ["string quartet"]}


@pytest.mark.parametrize(
    ("founded", "year"),
    [("1995-00-00T00:00:00Z", 1995), ("0995-01-01T00:00:00Z", None), ("-1995-01-01", None), ("t1234", None)],
)
def test_a_founding_is_a_year_of_our_days_or_nothing(founded: str, year: int | None) -> None:
    about = read_identities(document(row("7", "Q1", founded=founded)))[7].about
    assert about == ({"founded": year} if year else {})


def test_artists_whom_nobody_asked_about_are_not_told_of() -> None:
    with scripted(answer(200, json.dumps(document(row("7", "Q1"), row("70", "Q2"))))) as server:
        assert client(server.url).identities([70]) == {70: Identity("Q2")}
