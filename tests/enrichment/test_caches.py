import json
import logging
import multiprocessing
import os
import re
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from collection.models import Album, Artist
from enrichment.caches import LARGEST_FILE, JsonCache
from enrichment.phases.artist_images.photo import photo_names
from enrichment.phases.descriptions.text import description_names

MASTERED = Album(title="Moon Safari", source="discogs", discogs_id=5, discogs_master_id=7)


@pytest.fixture
def cache(tmp_path: Path) -> JsonCache:
    return JsonCache(tmp_path / "cache" / "euria")


@pytest.fixture
def warnings(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    logging.getLogger("enrichment").addHandler(caplog.handler)
    return caplog


def test_what_is_written_is_read_again(cache: JsonCache) -> None:
    assert cache.write("master-1.fr", {"text": "Été"})
    assert cache.read(["master-1.fr"]) == {"text": "Été"}


def test_the_file_is_readable_by_people(cache: JsonCache) -> None:
    cache.write("master-1.fr", {"text": "Été"})
    assert "Été" in (cache.folder / "master-1.fr.json").read_text(encoding="utf-8")


def test_names_are_tried_in_their_order(cache: JsonCache) -> None:
    cache.write("release-2.fr", {"text": "release"})
    assert cache.read(["master-1.fr", "release-2.fr"]) == {"text": "release"}
    cache.write("master-1.fr", {"text": "master"})
    assert cache.read(["master-1.fr", "release-2.fr"]) == {"text": "master"}


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b'{"text": "half', b"[1, 2]", b"null", b'"text"', b"\xff\xfe", b"[" * 100_000],
    ids=["empty", "torn", "cut", "list", "null", "string", "no text", "too deep"],
)
def test_an_unreadable_file_is_warned_about_by_name_and_passed_over(
    cache: JsonCache, warnings: pytest.LogCaptureFixture, content: bytes
) -> None:
    cache.write("release-2.fr", {"text": "release"})
    (cache.folder / "master-1.fr.json").write_bytes(content)
    assert cache.read(["master-1.fr", "release-2.fr"]) == {"text": "release"}
    assert "master-1.fr.json" in warnings.text
    assert [name for name, _entry in cache.entries()] == ["release-2.fr"]


def test_a_torn_file_is_rewritten(cache: JsonCache) -> None:
    cache.write("master-1.fr", {"text": "old"})
    (cache.folder / "master-1.fr.json").write_bytes(b"{")
    cache.write("master-1.fr", {"text": "new"})
    assert cache.read(["master-1.fr"]) == {"text": "new"}


def test_a_folder_that_cannot_be_made_is_warned_about_and_costs_no_answer(
    tmp_path: Path, warnings: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "cache").write_text("in the way")
    cache = JsonCache(tmp_path / "cache" / "euria")
    assert cache.write("master-1.fr", {"text": "x"}) is False
    assert "master-1.fr.json" in warnings.text
    assert cache.read(["master-1.fr"]) is None


def test_a_full_disk_leaves_no_half_written_file(cache: JsonCache) -> None:
    cache.write("master-1.fr", {"text": "old"})
    with _files_of_at_most(1000):
        assert cache.write("master-1.fr", {"text": "new" * 1000}) is False
    assert [path.name for path in cache.folder.iterdir()] == ["master-1.fr.json"]
    assert cache.read(["master-1.fr"]) == {"text": "old"}


@contextmanager
def _files_of_at_most(size: int) -> Iterator[None]:
    """Like a disk with little room left: so much of a file can be written, then no more."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("name", ["../secret", "a/b", "", ".hidden", "Björk", "a" * 200, "a\0"])
def test_a_name_that_is_no_key_is_refused(cache: JsonCache, name: str) -> None:
    with pytest.raises(ValueError, match="no cache name"):
        cache.write(name, {})


def _write_many(folder: Path, writer: int) -> None:
    for _ in range(200):
        JsonCache(folder).write("master-1.fr", {"text": str(writer) * 5000})
    os._exit(0)


@pytest.mark.slow
def test_readers_never_see_a_half_written_file_of_several_processes(
    cache: JsonCache, warnings: pytest.LogCaptureFixture
) -> None:
    cache.write("master-1.fr", {"text": "0" * 5000})
    writers = [multiprocessing.get_context("fork").Process(target=_write_many, args=(cache.folder, n)) for n in (1, 2)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        entry = cache.read(["master-1.fr"])
        assert entry is not None
        assert len(set(entry["text"])) == 1
    assert warnings.text == ""
    assert [path.name for path in cache.folder.iterdir()] == ["master-1.fr.json"]


def test_a_draft_left_by_a_killed_process_is_no_entry(cache: JsonCache) -> None:
    cache.write("master-1.fr", {"text": "x"})
    (cache.folder / ".master-1.fr.json.99.abcd").write_text(json.dumps({"text": "half"}))
    assert [name for name, _entry in cache.entries()] == ["master-1.fr"]


def test_a_text_is_known_by_its_work_then_its_edition_then_its_title() -> None:
    master, release, title = description_names(MASTERED, "AIR", "fr")
    assert (master, release) == ("master-7.fr", "release-5.fr")
    assert re.fullmatch(r"title-[0-9a-f]{24}\.fr", title)


def test_editions_of_one_work_share_the_first_name_and_homonyms_do_not() -> None:
    edition = Album(title="Moon Safari", source="discogs", discogs_id=6, discogs_master_id=7)
    homonym = Album(title="Moon Safari", source="discogs", discogs_id=8, discogs_master_id=9)
    names = [description_names(album, "AIR", "fr")[0] for album in (MASTERED, edition, homonym)]
    assert names[0] == names[1] != names[2]


@pytest.mark.parametrize(
    "other",
    [
        (Album(title="Moon Safari", source="lastfm"), "AIR", "fr"),
        (Album(title="Moon Safari 2", source="manual"), "AIR", "fr"),
        (Album(title="Moon Safari", source="manual"), "Beck", "fr"),
        (Album(title="Moon Safari", source="manual"), "AIR", "en"),
        (Album(title="Safari", source="manual"), "AIR Moon", "fr"),
    ],
    ids=["source", "title", "artists", "language", "boundary"],
)
def test_without_ids_source_artists_title_and_language_all_tell_apart(other: tuple[Album, str, str]) -> None:
    assert description_names(Album(title="Moon Safari", source="manual"), "AIR", "fr") != description_names(*other)


def test_artists_are_known_by_their_discogs_id_before_their_name() -> None:
    artist = Artist(name="Nirvana", key=Artist.key_of("Nirvana"))
    namesake = Artist(name="Nirvana (2)", key=Artist.key_of("Nirvana (2)"))
    known = Artist(name="Nirvana", key=Artist.key_of("Nirvana"), discogs_artist_id=125246)
    assert photo_names(known) == ["artist-125246", *photo_names(artist)]
    assert photo_names(artist) != photo_names(namesake)


@pytest.mark.parametrize("text", ["\ud800", "\0", "x" * 500, "🎷", "שלום", "a\x1fb"])
def test_any_title_makes_a_usable_name(text: str) -> None:
    names = description_names(Album(title=text, source="manual"), text, "fr")
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9.-]{0,150}", name) for name in names)


@pytest.mark.parametrize("text", ["\\u0000", "a\\ud800b"], ids=["NUL", "half a character"])
def test_what_no_database_takes_is_passed_over(cache: JsonCache, warnings: pytest.LogCaptureFixture, text: str) -> None:
    cache.write("master-1.fr", {})
    (cache.folder / "master-1.fr.json").write_text(f'{{"text": "{text}"}}')
    assert cache.read(["master-1.fr"]) is None
    assert [name for name, _why in cache.torn()] == ["master-1.fr.json"]
    assert "master-1.fr.json" in warnings.text


@pytest.mark.parametrize(("size", "is_read"), [(LARGEST_FILE, True), (LARGEST_FILE + 1, False)])
def test_a_file_that_no_answer_could_fill_is_not_read(cache: JsonCache, size: int, is_read: bool) -> None:
    cache.write("master-1.fr", {})
    (cache.folder / "master-1.fr.json").write_text("{}".ljust(size))
    assert (cache.read(["master-1.fr"]) is not None) is is_read


def test_an_answer_that_was_never_asked_for_is_not_worth_a_warning(
    cache: JsonCache, warnings: pytest.LogCaptureFixture
) -> None:
    assert cache.read(["master-1.fr"]) is None
    assert warnings.text == ""


def test_an_escape_that_stands_for_a_letter_is_read(cache: JsonCache) -> None:
    cache.write("master-1.fr", {})
    (cache.folder / "master-1.fr.json").write_text('{"text": "\\u00c9t\\u00e9"}')
    assert cache.read(["master-1.fr"]) == {"text": "Été"}


def test_an_entry_without_anything_in_it_is_one(cache: JsonCache) -> None:
    cache.write("master-1.fr", {})
    cache.write("release-2.fr", {"text": "release"})
    assert cache.read(["master-1.fr", "release-2.fr"]) == {}
    assert [name for name, _entry in cache.entries()] == ["master-1.fr", "release-2.fr"]


def test_what_is_dropped_is_gone_and_what_never_was_is_no_matter(
    cache: JsonCache, warnings: pytest.LogCaptureFixture
) -> None:
    cache.write("master-1.fr", {"text": "old"})
    cache.write("release-2.fr", {"text": "kept"})
    for _time in range(2):
        cache.drop(["master-1.fr", "title-9.fr"])
    assert [name for name, _entry in cache.entries()] == ["release-2.fr"]
    assert warnings.text == ""


def test_a_file_that_cannot_be_removed_is_named_and_the_others_go(
    cache: JsonCache, warnings: pytest.LogCaptureFixture
) -> None:
    cache.folder.mkdir(parents=True)
    (cache.folder / "master-1.fr.json").mkdir()  # nobody can unlink a folder
    cache.write("release-2.fr", {"text": "old"})
    cache.drop(["master-1.fr", "release-2.fr"])
    assert "The cache file master-1.fr could not be removed" in warnings.text
    assert not (cache.folder / "release-2.fr.json").exists()


def test_an_empty_folder_and_one_that_is_not_there_hold_nothing(cache: JsonCache) -> None:
    assert (list(cache.entries()), list(cache.torn()), cache.read(["master-1.fr"])) == ([], [], None)
    cache.drop(["master-1.fr"])
    assert not cache.folder.exists(), "looking makes nothing"
