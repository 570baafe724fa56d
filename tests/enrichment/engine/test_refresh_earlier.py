"""The earlier version's files are read without trust: gated texts, photos for review, every refusal with its reason."""

import json
from pathlib import Path

import pytest

from collection.models import Album, Artist, Image
from enrichment.engine import undo
from enrichment.engine.refresh import import_earlier
from enrichment.models import EnrichmentRun, Trigger
from enrichment.phases import review
from enrichment.phases.earlier import ImportReport, UnusableFolderError
from tests.builders import make_album, make_artist, make_photo
from tests.enrichment.providers.texts.samples import ENGLISH
from tests.enrichment.running import assert_counters_true

pytestmark = pytest.mark.django_db(transaction=True)

PHOTO = "https://i.scdn.co/image/ab6761610000e5eb8f589e566a46ad9da669dbe3"
OTHER = "https://i.scdn.co/image/ab6761610000e5eb22b8e662f0cfdddac8ab22bb"
COVER = "https://i.scdn.co/image/ab67616d0000b2735b18da1b6db845c4ff67cbf7"
TRACKS = ("La femme d'argent", "Sexy Boy", "All I Need", "Kelly Watch the Stars", "New Star in the Sky")


@pytest.fixture
def album(data_dir: Path) -> Album:
    return moon_safari("AIR")


def moon_safari(*artists: str, **fields: object) -> Album:
    tracks = [{"position": str(n), "title": title, "duration": ""} for n, title in enumerate(TRACKS, 1)]
    return make_album("Moon Safari", *artists, original_year=1998, labels=["Source"], tracklist=tracks, **fields)


def imported(folder: Path, texts: object = None, photos: object = None, *, apply: bool = True) -> ImportReport:
    for name, entries in (("euria_descriptions.json", texts), ("artist_images.json", photos)):
        if entries is not None:
            (folder / name).write_text(json.dumps({"description": "a template", "data": entries}), encoding="utf-8")
    return import_earlier(folder, Trigger.COMMAND, apply=apply)


def reasons(report: ImportReport) -> dict[str, str]:
    return {refusal.key: refusal.reason for refusal in report.refusals}


@pytest.mark.parametrize("key", ["Moon Safari", "MOON SAFARI", " moon  safari "])
def test_a_good_text_comes_in_whatever_the_case_of_its_key(album: Album, tmp_path: Path, key: str) -> None:
    report = imported(tmp_path, {key: ENGLISH})
    album.refresh_from_db()
    assert (report.texts, report.refusals, album.ai_description) == (1, [], ENGLISH)
    run = EnrichmentRun.objects.get(pk=report.run_id or 0)
    assert album.description_run_id == run.pk
    assert_counters_true(run)
    undo.undo_run(run)
    album.refresh_from_db()
    assert (album.ai_description, album.description_provider) == ("", "")


def test_it_may_be_repeated(album: Album, tmp_path: Path) -> None:
    imported(tmp_path, {"Moon Safari": ENGLISH}, {"AIR": PHOTO})
    again = imported(tmp_path)
    assert (again.texts, again.photos, again.kept, again.run_id) == (0, 0, 2, None)


def test_looking_writes_nothing_at_all(album: Album, tmp_path: Path, data_dir: Path) -> None:
    report = imported(tmp_path, {"Moon Safari": ENGLISH}, {"AIR": PHOTO, "Air": PHOTO}, apply=False)
    assert (report.texts, report.photos, report.kept) == (1, 1, 1)
    assert not EnrichmentRun.objects.exists()
    assert not Album.objects.described().exists()
    assert not (data_dir / "cache").exists()


def test_refused_texts_are_named_with_their_reason(album: Album, tmp_path: Path) -> None:
    make_album("Ten", "Pearl Jam"), make_album("Ten", "Stevie Wonder")
    make_album("Talkie Walkie", "AIR", discogs_master_id=1), make_album("Talkie Walkie", "AIR", discogs_master_id=2)
    make_album("Premiers Symptômes", "AIR")
    texts = {
        "Moon Safari": ENGLISH[:800],
        "Ten": ENGLISH,
        "Talkie Walkie": ENGLISH,
        "Nobody Owns This": ENGLISH,
        "premiers symptômes": "[Remplir la description pour: Premiers Symptômes]",
        "10 000 Hz Legend": None,
        "Empty": "  ",
    }
    report = imported(tmp_path, texts)
    assert reasons(report) == {
        "Moon Safari": "too_short",
        "Ten": "ambiguous_title",
        "Talkie Walkie": "ambiguous_title",
        "Nobody Owns This": "no_album",
        "premiers symptômes": "placeholder_value",
        "10 000 Hz Legend": "empty",
        "Empty": "empty",
    }
    assert "cut" in report.refusals[0].detail
    assert not Album.objects.described().exists()


def test_editions_of_one_work_share_the_text(album: Album, tmp_path: Path) -> None:
    moon_safari("AIR", discogs_id=2, discogs_master_id=7)
    assert imported(tmp_path, {"Moon Safari": ENGLISH}).texts == 2


@pytest.mark.parametrize("fields", [{"ai_description": "Mine."}, {"locked_fields": ["ai_description"]}])
def test_what_is_there_or_locked_is_kept(album: Album, tmp_path: Path, fields: dict[str, object]) -> None:
    Album.objects.update(**fields)
    before = list(Album.objects.values())
    report = imported(tmp_path, {"Moon Safari": ENGLISH})
    assert (report.texts, report.kept) == (0, 1)
    assert list(Album.objects.values()) == before


def test_photos_become_candidates_only(album: Album, tmp_path: Path) -> None:
    report = imported(tmp_path, photos={"Air": PHOTO})
    assert report.photos == 1
    assert not Image.objects.exists()
    (item,) = review.pending()
    review.choose_photo(item, item.candidates[0]["id"])
    artist = Artist.objects.get()
    assert artist.photo is not None
    assert (artist.photo.url, artist.spotify_id, artist.photo_answer) == (PHOTO, "", "chosen")


def test_refused_photos_are_named_with_their_reason(album: Album, tmp_path: Path) -> None:
    for name in ("Beck", "Beak>", "Sia", "Mogwai", "Portishead", "Various"):
        make_artist(name)
    make_artist("Nirvana", discogs_artist_id=1), Artist.objects.create(name="Nirvana", discogs_artist_id=2)
    photos = {
        "Beck": PHOTO,
        "Beak>": PHOTO,
        "Sia": COVER,
        "Mogwai": "http://i.scdn.co/image/abc",
        "Portishead": "[URL de l'image de l'artiste]",
        "Various": OTHER,
        "Nirvana": "https://i.scdn.co/image/ab6761610000e5eb0001",
        "Nobody": "https://i.scdn.co/image/ab6761610000e5eb0002",
        "AIR": "https://evil.example/x.jpg",
        "Null": None,
    }
    assert reasons(imported(tmp_path, photos=photos)) == {
        "Beck": "shared_photo",
        "Beak>": "shared_photo",
        "Sia": "album_cover",
        "Mogwai": "no_usable_image",
        "Portishead": "placeholder_value",
        "Various": "placeholder",
        "Nirvana": "ambiguous_artist",
        "Nobody": "no_artist",
        "AIR": "no_usable_image",
        "Null": "placeholder_value",
    }
    assert not review.pending().exists()


def test_an_artist_with_a_photo_or_an_answer_is_not_asked_about(album: Album, tmp_path: Path) -> None:
    make_photo(make_artist("Beck"))
    make_artist("Mogwai", photo_answer="no_photo")
    report = imported(tmp_path, photos={"Beck": PHOTO, "Mogwai": OTHER})
    assert (report.photos, report.kept) == (0, 2)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"data": []}', "\x00", '{"data": null}'])
def test_a_file_that_cannot_be_used_is_named(data_dir: Path, tmp_path: Path, content: str) -> None:
    (tmp_path / "artist_images.json").write_text(content, encoding="utf-8")
    with pytest.raises(UnusableFolderError, match=r"artist_images\.json"):
        import_earlier(tmp_path, Trigger.COMMAND)


def test_a_folder_with_neither_file_is_told(data_dir: Path, tmp_path: Path) -> None:
    with pytest.raises(UnusableFolderError, match="neither"):
        import_earlier(tmp_path / "missing", Trigger.COMMAND)
