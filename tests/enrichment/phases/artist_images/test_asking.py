"""Which source is asked for a photo, when its cache is enough, and what remains when one refuses."""

from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.utils import timezone

from enrichment.caches import JsonCache
from enrichment.phases.artist_images import photo
from enrichment.phases.artist_images.asking import ArtistPages, Asking, with_page
from enrichment.phases.artist_images.of_artists import Question
from enrichment.phases.artist_images.photo import PhotoResult
from enrichment.phases.artist_images.services import DEEZER, SPOTIFY, Source
from enrichment.phases.services import Service
from enrichment.providers.discogs import ArtistPage
from enrichment.providers.errors import NotAsked, ProviderError, Refused, Unavailable
from enrichment.providers.matching import ArtistQuery, Candidate

AIR, OTHER = "1P6U1dCeHxPui5pIrGmndZ", "2P6U1dCeHxPui5pIrGmndZ"
PHOTO = "https://i.scdn.co/image/ab6761610000e5eb1"
PAGE = "https://www.deezer.com/artist/27"
FOUND = PhotoResult("matched", "shared_titles", AIR, PHOTO, basis=photo.TITLES)
AT_DEEZER = PhotoResult("matched", "shared_titles", "", PHOTO, basis=photo.TITLES, source="deezer", page=PAGE)
BY_NAME = PhotoResult("matched", "only_bearer", AIR, PHOTO, basis=photo.NAME)
NOBODY = PhotoResult("not_found", "nobody")
REFUSAL = Refused("spotify", "refused_key", setting="SPOTIFY_CLIENT_ID")

Answer = PhotoResult | ProviderError | None


class Played(Source):
    """Answers from a script, the last answer for ever; `asked` tells what was asked."""

    def __init__(self, folder: Path, finds: list[Answer], rechecks: Answer = None) -> None:
        self.cache = JsonCache(folder / self.service.name)
        self.finds, self.rechecks, self.asked = finds, rechecks, list[str]()

    def find(self, query: ArtistQuery, identity: str) -> PhotoResult:
        self.asked.append(f"find {query.name} {identity}".strip())
        answer = self.finds.pop(0) if len(self.finds) > 1 else self.finds[0]
        if isinstance(answer, ProviderError):
            raise answer
        assert answer is not None
        return answer

    def recheck(self, artist_id: str, basis: str) -> PhotoResult | None:
        self.asked.append(f"recheck {artist_id}")
        if isinstance(self.rechecks, ProviderError):
            raise self.rechecks
        return self.rechecks._replace(basis=basis) if self.rechecks else None


class PlayedSpotify(Played):
    service: ClassVar[Service[Any]] = SPOTIFY


class PlayedDeezer(Played):
    service: ClassVar[Service[Any]] = DEEZER


class Discogs:
    """Plays the client whose pages of artists are read."""

    def __init__(self, *pages: ArtistPage | ProviderError | None) -> None:
        self.pages, self.calls = list(pages), 0

    def artist(self, discogs_id: int) -> ArtistPage | None:
        self.calls += 1
        page = self.pages[min(self.calls, len(self.pages)) - 1] if self.pages else None
        if isinstance(page, ProviderError):
            raise page
        return page


def pages(*told: ArtistPage | ProviderError | None) -> ArtistPages:
    client: Any = Discogs(*told)
    return ArtistPages(client)


def question(**changes: Any) -> Question:
    usual = Question(ArtistQuery("AIR", ("Moon Safari",)), ("artist-air",), spotify_id="", read_cache=True)
    return usual._replace(**changes)


def cached(source: Played, days: float = 0, **changes: Any) -> None:
    entry = photo.to_entry(FOUND if source.service is SPOTIFY else AT_DEEZER, "AIR")
    moment = timezone.now() - timedelta(days=days)
    source.cache.write("artist-air", {**entry, "fetched_at": moment.isoformat(), **changes})


def test_a_photo_that_was_found_is_kept_for_the_next_run(tmp_path: Path) -> None:
    source = PlayedSpotify(tmp_path, [FOUND])
    asking = Asking([source], pages())
    assert asking.cached_answer(question()) is None
    assert asking.ask(question()) == FOUND
    again = asking.cached_answer(question())
    assert again is not None
    assert (again.image_url, again.spotify_id, again.basis, again.from_cache) == (PHOTO, AIR, photo.TITLES, True)
    assert asking.ask(question()) == again
    assert source.asked == ["find AIR"]


@pytest.mark.parametrize(("days", "asked"), [(29, []), (31, [f"recheck {AIR}"])], ids=["fresh", "old"])
def test_a_kept_photo_is_looked_at_again_after_thirty_days(tmp_path: Path, days: int, asked: list[str]) -> None:
    source = PlayedSpotify(tmp_path, [NOBODY], rechecks=FOUND)
    cached(source, days)
    assert Asking([source], pages()).ask(question()).image_url == PHOTO
    assert source.asked == asked


def test_a_kept_photo_that_rests_on_nothing_is_not_used(tmp_path: Path) -> None:
    source = PlayedSpotify(tmp_path, [NOBODY])
    cached(source, basis="")
    assert Asking([source], pages()).cached_answer(question()) is None
    assert Asking([source], pages()).ask(question()) == NOBODY
    assert source.cache.read(["artist-air"]) is None, "what nobody stands for is forgotten"


def test_an_old_photo_by_the_name_alone_is_searched_for_anew(tmp_path: Path) -> None:
    source = PlayedSpotify(tmp_path, [FOUND], rechecks=BY_NAME)
    cached(source, days=40, basis=photo.NAME)
    assert Asking([source], pages()).ask(question()) == FOUND
    assert source.asked == ["find AIR"]


def test_by_force_the_cache_is_not_read(tmp_path: Path) -> None:
    source = PlayedSpotify(tmp_path, [FOUND])
    cached(source)
    asking = Asking([source], pages())
    assert asking.cached_answer(question(read_cache=False)) is None
    asking.ask(question(read_cache=False))
    assert source.asked == ["find AIR"]


def test_who_a_person_said_it_is_is_looked_up_and_nobody_else_searched_for(tmp_path: Path) -> None:
    source, other = PlayedSpotify(tmp_path, [FOUND]), PlayedDeezer(tmp_path, [AT_DEEZER])
    locked = question(locked=True, spotify_id=OTHER)
    cached(source)  # of the artist whom the person said it is not
    assert Asking([source, other], pages()).ask(locked) == NOBODY
    assert (source.asked, other.asked) == ([f"recheck {OTHER}"], [])
    source.rechecks = FOUND
    assert Asking([source, other], pages()).ask(locked).basis == photo.IDENTITY


def test_a_kept_photo_of_whom_a_person_named_rests_on_that(tmp_path: Path) -> None:
    source = PlayedSpotify(tmp_path, [NOBODY])
    cached(source, basis=photo.NAME)
    kept = Asking([source], pages()).cached_answer(question(locked=True, spotify_id=AIR))
    assert kept is not None
    assert kept.basis == photo.IDENTITY


@pytest.mark.parametrize(
    ("first", "asked"),
    [
        (NOBODY, ["find AIR"]),
        (PhotoResult("not_found", "no_usable_image"), []),
        (PhotoResult("review", "several_fit"), []),
        (PhotoResult("not_found", "placeholder"), []),
        (FOUND, []),
    ],
    ids=["nobody", "no photo", "several", "a placeholder", "found"],
)
def test_the_next_source_is_asked_where_the_first_knows_nobody(
    tmp_path: Path, first: PhotoResult, asked: list[str]
) -> None:
    source, other = PlayedSpotify(tmp_path, [first]), PlayedDeezer(tmp_path, [AT_DEEZER])
    found = Asking([source, other], pages()).ask(question())
    assert other.asked == asked
    assert found == (AT_DEEZER if asked else first)


def test_an_artist_known_at_the_second_source_is_looked_up_there(tmp_path: Path) -> None:
    source, other = PlayedSpotify(tmp_path, [NOBODY]), PlayedDeezer(tmp_path, [NOBODY], rechecks=AT_DEEZER)
    Asking([source, other], pages()).ask(question(page=PAGE, basis=photo.TITLES))
    assert (source.asked, other.asked) == (["find AIR"], ["recheck 27"])


def test_an_identity_is_told_to_the_source_that_it_is_of(tmp_path: Path) -> None:
    source, other = PlayedSpotify(tmp_path, [NOBODY]), PlayedDeezer(tmp_path, [NOBODY])
    Asking([source, other], pages()).ask(question(identities={"spotify": AIR, "deezer": "27"}))
    assert (source.asked, other.asked) == ([f"find AIR {AIR}"], ["find AIR 27"])


def test_a_source_that_refused_is_not_asked_again_and_the_others_go_on(tmp_path: Path) -> None:
    source, other = PlayedSpotify(tmp_path, [REFUSAL]), PlayedDeezer(tmp_path, [AT_DEEZER])
    asking = Asking([source, other], pages())
    whole = not asking.in_part
    assert asking.ask(question()) == asking.ask(question(names=("artist-2",))) == AT_DEEZER
    assert source.asked == ["find AIR"]
    assert (whole, asking.in_part) == (True, True)
    assert asking.refusals() == [REFUSAL]


def test_nobody_at_the_source_that_is_left_is_an_answer(tmp_path: Path) -> None:
    source, other = PlayedSpotify(tmp_path, [NOBODY]), PlayedDeezer(tmp_path, [REFUSAL])
    assert Asking([source, other], pages()).ask(question()) == NOBODY


def test_the_last_refusal_stops_the_phase(tmp_path: Path) -> None:
    source = PlayedSpotify(tmp_path, [REFUSAL])
    asking = Asking([source], pages())
    for _ in range(2):
        with pytest.raises(Refused) as caught:
            asking.ask(question())
        assert caught.value is REFUSAL
    assert source.asked == ["find AIR"]
    assert asking.refusals() == [], "for that one the phase stops"


def test_where_only_a_refused_source_may_be_asked_this_artist_waits_and_the_others_do_not(tmp_path: Path) -> None:
    source, other = PlayedSpotify(tmp_path, [REFUSAL], rechecks=REFUSAL), PlayedDeezer(tmp_path, [AT_DEEZER])
    asking = Asking([source, other], pages())
    with pytest.raises(NotAsked) as caught:
        asking.ask(question(locked=True, spotify_id=AIR))
    assert (caught.value.provider, caught.value.code) == ("spotify", "refused_key")
    assert asking.ask(question()) == AT_DEEZER


def test_a_source_that_refused_another_process_is_left_out(tmp_path: Path) -> None:
    source = PlayedSpotify(tmp_path, [FOUND])
    asking = Asking([source], pages())
    asking.leave_out({"spotify"})
    assert asking.in_part
    with pytest.raises(NotAsked) as caught:
        asking.ask(question())
    assert (caught.value.code, source.asked) == ("refused_before", [])


def test_trouble_with_one_artist_is_no_refusal(tmp_path: Path) -> None:
    source = PlayedSpotify(tmp_path, [Unavailable("spotify", "timeout"), FOUND])
    asking = Asking([source], pages())
    with pytest.raises(Unavailable):
        asking.ask(question())
    assert asking.ask(question()) == FOUND
    assert not asking.in_part


@pytest.mark.parametrize(
    ("found", "discogs_id", "calls"),
    [
        (FOUND, 12, 0),
        (BY_NAME, 12, 1),
        (NOBODY, 12, 1),
        (NOBODY, None, 0),
        (PhotoResult("not_found", "placeholder"), 12, 0),
    ],
    ids=["proved", "by name", "nobody", "no number", "a placeholder"],
)
def test_the_page_at_discogs_is_read_where_nothing_else_proves_who_is_meant(
    tmp_path: Path, found: PhotoResult, discogs_id: int | None, calls: int
) -> None:
    client: Any = Discogs(ArtistPage(12))
    Asking([PlayedSpotify(tmp_path, [found])], ArtistPages(client)).ask(question(discogs_id=discogs_id))
    assert client.calls == calls


def test_a_page_at_discogs_is_read_once_and_none_after_the_first_trouble(tmp_path: Path) -> None:
    trouble = Unavailable("discogs", "timeout")
    client: Any = Discogs(None, trouble)
    read = ArtistPages(client)
    assert read.of(12) is read.of(12) is read.of(None) is None
    assert client.calls == 1
    assert [read.of(13), read.of(14)] == [None, None]
    assert (client.calls, read.trouble) == (2, trouble)
    asking = Asking([PlayedSpotify(tmp_path, [NOBODY])], read)
    assert asking.refusals() == [trouble]
    assert asking.in_part


def candidates(*names: str) -> tuple[Candidate, ...]:
    return tuple(Candidate(str(number), name, "https://artists.example.net") for number, name in enumerate(names))


@pytest.mark.parametrize(
    ("found", "page", "identities", "asked"),
    [
        (NOBODY, ArtistPage(12, spotify_id=AIR), {}, [f"find AIR {AIR}"]),
        (NOBODY, ArtistPage(12, spotify_id=AIR), {"spotify": OTHER}, []),
        (NOBODY, ArtistPage(12, deezer_id="27"), {}, []),
        (NOBODY, ArtistPage(12, ("Air France",)), {}, []),
        (
            PhotoResult("review", "other_name", candidates=candidates("Air France")),
            ArtistPage(12, ("Air France",)),
            {},
            ["find AIR"],
        ),
        (
            PhotoResult("review", "several_fit", candidates=candidates("AIR")),
            ArtistPage(12, ("Air France",)),
            {},
            [],
        ),
        (
            PhotoResult("review", "contradicted", candidates=candidates("Yusuf")),
            ArtistPage(12, aliases=("Yusuf",)),
            {"spotify": OTHER},
            [f"find AIR {OTHER}"],
        ),
        (
            PhotoResult("review", "contradicted", candidates=candidates("Yusuf")),
            ArtistPage(12, aliases=("Yusuf",), spotify_id=AIR),
            {"spotify": OTHER},
            [],
        ),
    ],
    ids=[
        "link",
        "link to another",
        "link elsewhere",
        "no such spelling",
        "spelling",
        "known name",
        "alias",
        "contrary",
    ],
)
def test_a_page_at_discogs_leads_to_a_second_look_where_it_tells_something_new(
    tmp_path: Path, found: PhotoResult, page: ArtistPage, identities: dict[str, str], asked: list[str]
) -> None:
    source = PlayedSpotify(tmp_path, [FOUND])
    again = with_page(source, ArtistQuery("AIR"), found, page, identities)
    assert source.asked == asked
    assert again == (FOUND if asked else found)._replace(discogs=page)


def test_a_spelling_of_discogs_alone_proves_nothing(tmp_path: Path) -> None:
    found = PhotoResult("review", "other_name", candidates=candidates("Air France"))
    page = ArtistPage(12, ("Air France",))
    again = with_page(PlayedSpotify(tmp_path, [BY_NAME]), ArtistQuery("AIR"), found, page, {})
    assert again == found._replace(discogs=page)
