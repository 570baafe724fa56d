"""Lists of texts that a database has joined are counted as if each were read by itself."""

import json
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from collection.browsing.names import unfolded

TEXTS = st.text(st.sampled_from('ab[]",{}\\ \u2028é'), min_size=1, max_size=4)


@given(st.lists(st.lists(TEXTS, max_size=3), max_size=12))
def test_each_album_counts_for_every_text_that_it_lists(albums: list[list[str]]) -> None:
    joined = "\x1f".join(json.dumps(texts) for texts in albums)
    assert unfolded(joined) == Counter(text for texts in albums for text in texts)


def test_what_is_no_list_of_texts_is_passed_over() -> None:
    assert unfolded('["Jazz", null, 7, "", {"a": ["b"]}]\x1fnull\x1f"Jazz"\x1f{}\x1f[]\x1f["Jazz"]') == {"Jazz": 2}
    assert unfolded(None) == {}
