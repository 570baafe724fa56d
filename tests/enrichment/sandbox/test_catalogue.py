import json
import os
from pathlib import Path

import pytest

from enrichment.sandbox import Collection, Release, Sandbox
from enrichment.sandbox.digest import base62, base_name, folded
from tests.enrichment.sandbox import clients

SHARED = Path(os.environ.get("AIME_SHARED_DATA", Path(__file__).parents[4] / "shared" / "data"))
REAL = SHARED / "earlier-version" / "discogs-collection.json"
real_collection = pytest.mark.skipif(not REAL.exists(), reason="the real collection is not there (AIME_SHARED_DATA)")


def release(**row: object) -> Release:
    return Release.read({"release_id": 1, "title": "Moon Safari", "artists": ["AIR"], "year": 2015} | row)


def test_what_the_file_says_is_played() -> None:
    given = release(master_id=7, original_year=1998, labels=["Virgin"], catalog_number="V 1", tracklist=["Remember"])
    assert (given.master_id, given.original_year, given.labels, given.catalog_number) == (7, 1998, ("Virgin",), "V 1")
    assert given.tracklist == (("1", "Remember", ""),)


def test_what_the_file_leaves_out_is_made_up_and_always_the_same() -> None:
    made_up = release()
    assert made_up == release()
    assert made_up.master_id > 0
    assert made_up.original_year < made_up.year
    assert 6 <= len({title for _, title, _ in made_up.tracklist}) == len(made_up.tracklist) <= 12
    assert made_up.genres
    assert made_up.styles


def test_editions_of_one_work_share_what_is_made_up() -> None:
    vinyl, cd = release(), release(release_id=2, formats=["CD"])
    assert vinyl.master_id == cd.master_id
    assert vinyl.tracklist == cd.tracklist


def test_works_of_one_title_do_not() -> None:
    assert release(title="Greatest Hits").master_id != release(title="Greatest Hits", artists=["Queen"]).master_id


@pytest.mark.parametrize("year", [0, None, 1950, 2025])
def test_a_work_is_older_than_its_pressing(year: int | None) -> None:
    made_up = release(year=year)
    assert made_up.original_year < (year or 2000)


def test_zero_means_no_master() -> None:
    alone = release(master_id=0)
    assert alone.master_id == 0
    assert Collection([alone]).by_master == {}


@pytest.mark.parametrize("row", [{"title": ""}, {"artists": []}, {"release_id": "x"}, {"year": "long ago"}])
def test_a_row_that_cannot_be_played_is_an_error(row: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        release(**row)


@pytest.mark.parametrize("document", ["[]", "{}", '{"albums": 5}', "no json"])
def test_another_kind_of_file_is_an_error(tmp_path: Path, document: str) -> None:
    file = tmp_path / "collection.json"
    file.write_text(document)
    with pytest.raises(ValueError, match=r".+"):
        Collection.load(file)


def test_titles_without_latin_letters_are_played(tmp_path: Path) -> None:
    file = tmp_path / "collection.json"
    titles = ["الأطلال", "Приказна За Едно Моме =", "***", "👽"]
    rows = [{"release_id": n, "title": title, "artists": [f"Somebody {n}"]} for n, title in enumerate(titles, 1)]
    file.write_text(json.dumps({"albums": rows}))
    with Sandbox(Collection.load(file)) as sandbox:
        assert [row["basic_information"]["title"] for row in clients.followed(sandbox)] == titles
        for title in titles:
            assert clients.chat(sandbox, messages=clients.messages(title=title)).status_code == 200


@real_collection
def test_the_real_collection_is_played_whole() -> None:
    collection = Collection.load(REAL)
    with Sandbox(collection) as sandbox:
        rows = clients.followed(sandbox)
        assert len({row["id"] for row in rows}) == 236
        for row in rows[:20]:
            master = clients.discogs(sandbox, f"/masters/{row['basic_information']['master_id']}").json()
            assert 0 < master["year"] < (row["basic_information"]["year"] or 2000)
            assert master["tracklist"]


@real_collection
def test_every_artist_of_the_real_collection_has_a_page() -> None:
    with Sandbox(Collection.load(REAL)) as sandbox:
        ids = {a["id"] for row in clients.followed(sandbox) for a in row["basic_information"]["artists"]}
        assert len(ids) == 100
        assert all(clients.discogs(sandbox, f"/artists/{number}").status_code == 200 for number in sorted(ids)[:10])


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("Nirvana (2)", "Nirvana"),
        ("Bjork*", "Bjork"),
        ("La Femme (4)*", "La Femme"),
        ("Sunn O)))", "Sunn O)))"),
        ("Beak>", "Beak>"),
        ("Maroon 5", "Maroon 5"),
    ],
)
def test_a_base_name_has_neither_number_nor_star(name: str, base: str) -> None:
    assert base_name(name) == base


def test_folding_drops_case_accents_and_punctuation() -> None:
    assert folded("  Beyoncé & JAY-Z! ") == "beyonce jay z"


def test_ids_have_22_letters_and_digits_and_differ() -> None:
    ids = {base62("artist", str(number)) for number in range(500)}
    assert len(ids) == 500
    assert all(len(each) == 22 and each.isalnum() and each.isascii() for each in ids)
