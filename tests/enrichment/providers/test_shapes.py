import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.providers.shapes import as_https, as_int, as_list, as_object, as_objects, as_text, as_texts

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [([1, None], [1, None]), ({"a": 1}, [{"a": 1}]), (None, []), ("", []), ({}, []), ("text", [])],
)
def test_a_list_of_one_may_come_as_a_bare_object(value: object, expected: list[object]) -> None:
    assert as_list(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (7, 7),
        ("7", 7),
        (" -3 ", -3),
        ("", None),
        (None, None),
        (True, None),
        (1.5, None),
        ("1e3", None),
        ("٣", None),
        ("9" * 5000, None),
        (10**30, None),
    ],
)
def test_whole_numbers_come_as_numbers_or_strings(value: object, expected: int | None) -> None:
    assert as_int(value) == expected


def test_strangers_are_left_out_of_lists() -> None:
    assert as_objects([None, {"a": 1}, "x", []]) == [{"a": 1}]
    assert as_texts(["Jazz", None, " ", 3, {"a": 1}]) == ("Jazz", "3")
    assert as_texts("Jazz") == ()


@pytest.mark.parametrize(
    ("url", "usable"),
    [
        ("https://i.discogs.com/a/b.jpeg?x=1", True),
        ("http://i.discogs.com/a.jpeg", False),
        ("https://", False),
        ("https://user:pw@i.discogs.com/a.jpeg", False),
        ("https://a.example\\@b.example/", False),
        ("https://a.example/\nb", False),
        ('https://a.example/"onload=', False),
        ("javascript:alert(1)", False),
        ("https://[broken", False),
        ("https://a.example/" + "x" * 1000, False),
        (None, False),
    ],
)
def test_only_a_plain_https_address_is_shown(url: object, usable: bool) -> None:
    assert as_https(url) == (url if usable else "")


@given(ANY_JSON)
def test_no_shape_of_json_makes_a_reading_fail(value: object) -> None:
    assert isinstance(as_object(value), dict)
    assert isinstance(as_list(value), list)
    assert isinstance(as_text(value), str)
    assert as_int(value) is None or isinstance(as_int(value), int)
    assert all(as_texts(value))
    assert as_https(value) == "" or str(value).strip().startswith("https://")
