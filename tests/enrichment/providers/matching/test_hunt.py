"""Which calls are made for an artist, in which order, and when they end."""

from collections.abc import Iterator, Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.providers.matching import Album, ArtistQuery, Candidate, Decision, Found, find_artist, find_photo

PHOTO = "https://pictures.example.net/photo"


def act(number: int, name: str, photo: str = PHOTO) -> Candidate:
    return Candidate(str(number), name, "https://artists.example.net", photo)


def credited(number: int, name: str) -> Candidate:
    return act(number, name, photo="")


def by(artist: Candidate, *titles: str) -> tuple[Album, ...]:
    return tuple(Album(title, (artist,)) for title in titles)


class Scripted:
    """Answers from a script and remembers what was asked; it searches by the name, then by the name and a `?`."""

    def __init__(
        self,
        searches: Mapping[str, Found] | None = None,
        albums: Mapping[str, Found] | None = None,
        artists: Sequence[Candidate] = (),
        pages: Mapping[int, Sequence[Sequence[str]]] | None = None,
    ) -> None:
        self._searches, self._albums, self._pages = searches or {}, albums or {}, pages or {}
        self._artists = {one.id: one for one in artists}
        self.calls: list[str] = []

    def searches(self, name: str) -> tuple[str, ...]:
        return (name, f"{name}?")

    def search(self, q: str) -> Found:
        self.calls.append(q)
        return self._searches.get(q, Found())

    def albums_called(self, title: str, name: str) -> Found:
        self.calls.append(f"{title} / {name}")
        return self._albums.get(self.calls[-1], Found())

    def album_pages(self, artist_id: str) -> Iterator[Sequence[str]]:
        for page in self._pages.get(int(artist_id), [()]):
            self.calls.append(f"page of {artist_id}")
            yield page

    def artist(self, artist_id: str) -> Candidate | None:
        self.calls.append(f"artist {artist_id}")
        return self._artists.get(artist_id)


def ask(catalogue: Scripted, name: str, *titles: str) -> Decision:
    return find_artist(ArtistQuery(name, album_titles=titles), catalogue)


def chosen(decision: Decision) -> str:
    return decision.candidate.id if decision.candidate else ""


def test_the_search_that_shows_the_name_and_a_title_of_ours_is_the_only_call() -> None:
    catalogue = Scripted({"Air": Found((act(1, "Air Supply"), act(2, "Air")), by(credited(2, "Air"), "Moon Safari"))})
    decision = ask(catalogue, "Air", "Moon Safari", "Love 2")
    assert (decision.reason, chosen(decision), catalogue.calls) == ("shared_titles", "2", ["Air"])


def test_a_name_without_a_word_to_search_for_is_looked_for_by_our_title(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = Scripted(
        albums={"moon safari / !!!": Found(albums=by(act(1, "!!!"), "Moon Safari"))}, artists=[act(1, "!!!")]
    )
    monkeypatch.setattr(catalogue, "searches", lambda name: ())
    assert chosen(ask(catalogue, "!!!", "Moon Safari")) == "1"


def test_nothing_is_asked_for_a_placeholder() -> None:
    for name in ("Various", "Unknown Artist", "Various (2)*", "", " "):
        catalogue = Scripted()
        assert ask(catalogue, name, "Title").reason == "placeholder"
        assert catalogue.calls == []


def test_an_artist_of_whom_we_own_no_title_is_searched_once() -> None:
    for found in ([act(1, "Air")], [act(1, "Air"), act(2, "AIR")], [act(1, "Air", photo="")]):
        catalogue = Scripted({"Air": Found(tuple(found))})
        ask(catalogue, "Air")
        assert catalogue.calls == ["Air"]


def test_a_title_beyond_the_first_page_is_asked_for_by_its_name() -> None:
    bearer = act(1, "Air")
    catalogue = Scripted(
        {"Air": Found((bearer,), by(bearer, *"abcdefghij"))},
        albums={"moon safari / Air": Found(albums=by(credited(1, "Air"), "Moon Safari"))},
    )
    decision = ask(catalogue, "Air", "Love 2", "Moon Safari")
    assert (decision.reason, chosen(decision)) == ("shared_titles", "1")
    assert catalogue.calls == ["Air", "moon safari / Air"]


def test_a_namesake_costs_a_search_for_each_of_two_titles() -> None:
    bearer = act(1, "Nirvana")
    catalogue = Scripted({"Nirvana": Found((bearer,), by(bearer, "Nevermind", "Bleach"))})
    assert ask(catalogue, "Nirvana (2)", "All Of Us").reason == "another_act"
    assert catalogue.calls == ["Nirvana", "all of us / Nirvana"]
    catalogue.calls.clear()
    assert ask(catalogue, "Nirvana (2)", "All Of Us", "Simon Simopath", "Third").reason == "another_act"
    assert len(catalogue.calls) == 3


def test_where_every_album_under_the_name_was_told_a_title_is_asked_for_under_any_name() -> None:
    bearer = act(1, "Nirvana")
    catalogue = Scripted({"Nirvana": Found((bearer,), by(bearer, "Nevermind"), is_all=True)})
    assert ask(catalogue, "Nirvana (2)", "All Of Us").reason == "another_act"
    assert catalogue.calls == ["Nirvana", "all of us / "]
    weak = Scripted({"Nirvana": Found((bearer,), by(bearer, "Nevermind"), is_all=True)})
    assert ask(weak, "Nirvana (2)", "Greatest Hits").reason == "another_act"
    assert weak.calls == ["Nirvana"]


@pytest.mark.parametrize(("name", "lead"), [("DMA's", "DMA's"), ("Air feat. Beck", "Air")])
def test_a_title_is_asked_for_where_what_was_told_may_not_be_all(name: str, lead: str) -> None:
    """Searches trip over the one name; the other is not the one that the album search is for."""
    bearer = act(1, lead)
    catalogue = Scripted({name: Found((bearer,), by(bearer, "New"), is_all=True)}, pages={1: [["New"]]})
    ask(catalogue, name, "Hills End")
    assert f"hills end / {lead}" in catalogue.calls


def test_a_bearer_of_whom_a_whole_answer_shows_no_album_has_its_catalogue_read_at_once() -> None:
    for pages, reason in (([["Virus"], ["Moon Safari"]], "shared_titles"), ([[]], "only_bearer")):
        catalogue = Scripted({"Air": Found((act(1, "Air"),), is_all=True)}, pages={1: pages})
        assert ask(catalogue, "Air", "Moon Safari").reason == reason
        assert catalogue.calls == ["Air", *["page of 1"] * len(pages)]


def test_of_two_bearers_one_with_our_title_on_a_first_page_is_not_believed_at_once() -> None:
    """The other's albums may only stand further back."""
    one, other = act(1, "Air"), act(2, "AIR")
    first = Found((one, other), by(one, "Moon Safari"))
    both = Found(albums=(*by(one, "Moon Safari"), *by(other, "Moon Safari")))
    catalogue = Scripted({"Air": first}, albums={"moon safari / Air": both})
    assert ask(catalogue, "Air", "Moon Safari").reason == "several_fit"
    whole = Scripted({"Air": Found(first.artists, (*first.albums, *by(other, "Virus")), is_all=True)})
    assert chosen(ask(whole, "Air", "Moon Safari")) == "1"
    assert whole.calls == ["Air"]


def test_an_album_of_ours_leads_to_an_artist_that_no_search_found() -> None:
    found = Found(albums=(*by(credited(1, "Neu Tribute"), "Neu! 75"), *by(credited(2, "NEU!"), "Neu! 75")))
    catalogue = Scripted(albums={"neu! 75 / Neu!": found}, artists=[act(2, "NEU!")])
    decision = ask(catalogue, "Neu!", "Neu! 75")
    assert (decision.reason, chosen(decision)) == ("shared_titles", "2")
    assert catalogue.calls == ["Neu!", "neu! 75 / Neu!", "artist 2"]


def test_an_album_artist_who_has_gone_meanwhile_is_nobody() -> None:
    found = Found(albums=by(credited(2, "NEU!"), "Neu! 75"))
    assert ask(Scripted(albums={"neu! 75 / Neu!": found}), "Neu!", "Neu! 75").status == "not_found"


def test_a_crowd_of_album_artists_is_not_fetched_whole() -> None:
    crowd = Found(albums=tuple(Album("Neu! 75", (credited(number, "Neu!"),)) for number in range(40)))
    catalogue = Scripted(albums={"neu! 75 / Neu!": crowd})
    ask(catalogue, "Neu!", "Neu! 75")
    assert sum(call.startswith("artist ") for call in catalogue.calls) <= 9


def test_the_other_ways_to_search_are_tried_when_nobody_bears_the_name() -> None:
    catalogue = Scripted({"Air?": Found((act(1, "Air"),))})
    assert chosen(ask(catalogue, "Air")) == "1"
    lead = Scripted({"Daft Punk": Found((act(1, "Daft Punk"),))})
    assert chosen(ask(lead, "Daft Punk feat. Pharrell Williams")) == "1"
    assert lead.calls == ["Daft Punk feat. Pharrell Williams", "Daft Punk feat. Pharrell Williams?", "Daft Punk"]


def test_a_renamed_act_is_found_by_its_album_alone_and_offered_with_its_picture() -> None:
    renamed = Found(albums=by(credited(7, "Kae Tempest"), "Let Them Eat Chaos"))
    catalogue = Scripted(albums={"let them eat chaos / ": renamed}, artists=[act(7, "Kae Tempest")])
    decision = ask(catalogue, "Kate Tempest", "Let Them Eat Chaos")
    assert (decision.status, decision.reason) == ("review", "other_name")
    assert decision.candidates[0].image_url == PHOTO


def test_an_act_whom_the_search_by_name_and_the_one_by_title_bring_both_is_searched_no_further() -> None:
    renamed = act(7, "Yusuf / Cat Stevens")
    owners = Found(albums=by(credited(7, "Yusuf / Cat Stevens"), "Teaser"), is_all=True)
    catalogue = Scripted({"Yusuf Islam": Found((renamed,), is_all=True)}, albums={"teaser / ": owners})
    assert ask(catalogue, "Yusuf Islam", "Teaser").reason == "other_name"
    assert catalogue.calls == ["Yusuf Islam", "teaser / "]


def test_a_star_tells_that_the_act_may_have_another_name() -> None:
    bearer = act(1, "LSO")
    catalogue = Scripted(
        {"LSO": Found((bearer,), by(bearer, "Lo Siento"))},
        albums={"holst / ": Found(albums=by(credited(2, "London Symphony Orchestra"), "Holst"))},
        artists=[act(2, "London Symphony Orchestra")],
    )
    decision = ask(catalogue, "LSO*", "Holst")
    assert (decision.reason, [one.id for one in decision.candidates]) == ("another_act", ["2", "1"])


def test_the_members_of_a_joint_credit_and_the_owners_of_weak_titles_are_not_looked_for() -> None:
    for name, title in (("Miles Davis & Milt Jackson", "Bags' Groove"), ("Nobody", "Greatest Hits")):
        catalogue = Scripted()
        ask(catalogue, name, title)
        assert not any(call.endswith("/ ") for call in catalogue.calls)


def test_a_whole_catalogue_is_read_where_searches_trip_until_a_title_of_ours_is_met() -> None:
    bearer = act(1, "DMA's")
    catalogue = Scripted(
        {"DMA's": Found((bearer,), by(bearer, "New"))}, pages={1: [["Newer"], ["Hills End"], ["Never read"]]}
    )
    assert chosen(ask(catalogue, "DMA's", "Hills End")) == "1"
    assert catalogue.calls[-2:] == ["page of 1", "page of 1"]


def test_a_catalogue_of_which_nothing_was_shown_is_read_before_the_name_alone_is_trusted() -> None:
    catalogue = Scripted({"Air": Found((act(1, "Air"),))}, pages={1: [["Virus"]]})
    assert ask(catalogue, "Air", "Moon Safari").reason == "another_act"
    unknown = Scripted({"Air": Found((act(1, "Air"),))})
    assert ask(unknown, "Air", "Moon Safari").reason == "only_bearer"


def test_an_id_counts_once_by_the_name_that_is_meant() -> None:
    catalogue = Scripted({"Air": Found((act(1, "エール"), act(1, "Air")))})
    assert chosen(ask(catalogue, "Air")) == "1"


def identify(catalogue: Scripted, name: str, *titles: str) -> Decision:
    return find_photo(ArtistQuery(name, album_titles=titles), catalogue, "9")


def test_an_identity_whose_page_bears_the_name_costs_one_call() -> None:
    catalogue = Scripted(artists=[act(9, "Air")])
    decision = identify(catalogue, "AIR (2)", "Moon Safari")
    assert (decision.reason, chosen(decision), catalogue.calls) == ("identified", "9", ["artist 9"])


def test_an_identity_of_another_name_needs_a_telling_title_of_ours() -> None:
    catalogue = Scripted(artists=[act(9, "BTS")], pages={9: [["BE"], ["WINGS"], ["Never read"]]})
    assert chosen(identify(catalogue, "방탄소년단", "WINGS")) == "9"
    assert catalogue.calls == ["artist 9", "page of 9", "page of 9"]


def test_an_identity_that_neither_name_nor_albums_support_is_put_before_a_person_with_who_does_fit() -> None:
    fitting = act(1, "Nirvana")
    search = {"Nirvana": Found((fitting,), by(fitting, "All Of Us"))}
    decision = identify(Scripted(search, artists=[act(9, "Boney Nem")]), "Nirvana", "All Of Us")
    assert (decision.status, decision.reason, decision.candidate) == ("review", "contradicted", None)
    assert [one.id for one in decision.candidates] == ["1", "9"]


def test_an_identity_that_is_gone_leaves_the_search_to_evidence() -> None:
    bearer = act(1, "Air")
    catalogue = Scripted({"Air": Found((bearer,), by(bearer, "Moon Safari"))})
    assert identify(catalogue, "Air", "Moon Safari").reason == "shared_titles"


def test_an_identity_without_a_photo_and_one_of_a_placeholder_give_none() -> None:
    assert identify(Scripted(artists=[act(9, "Air", photo="")]), "Air").reason == "no_usable_image"
    assert identify(Scripted(artists=[act(9, "Various")]), "Various").reason == "placeholder"


NAMES = st.sampled_from(["Air", "AIR", "Aïr", "Air Supply", "Beck"])
ACTS = st.builds(act, st.integers(1, 4), NAMES, st.sampled_from([PHOTO, ""]))
FOUND = st.builds(
    Found,
    st.lists(ACTS, max_size=4).map(tuple),
    st.lists(st.builds(lambda one, title: Album(title, (one,)), ACTS, NAMES), max_size=4).map(tuple),
    st.booleans(),
)


class Endless(Scripted):
    """Whatever is asked, another answer of the list comes round; no catalogue ends."""

    def __init__(self, answers: Sequence[Found]) -> None:
        super().__init__(artists=[act(1, "Air")])
        self._answers = answers

    def search(self, q: str) -> Found:
        self.calls.append(q)
        return self._answers[len(self.calls) % len(self._answers)]

    def albums_called(self, title: str, name: str) -> Found:
        return self.search(f"{title} / {name}")

    def album_pages(self, artist_id: str) -> Iterator[Sequence[str]]:
        while True:
            self.calls.append("page")
            yield ["Endless"]


@given(st.lists(FOUND, min_size=1, max_size=5), st.lists(NAMES, max_size=3), NAMES)
def test_every_artist_is_decided_within_its_calls(answers: list[Found], owned: list[str], name: str) -> None:
    catalogue = Endless(answers)
    ask(catalogue, f"{name}*", *owned)
    assert len(catalogue.calls) <= 29


def test_without_an_identity_the_artist_is_searched_for() -> None:
    catalogue = Scripted({"Air": Found((act(1, "Air"),))})
    assert chosen(find_photo(ArtistQuery("Air"), catalogue)) == "1"
    assert "artist 9" not in catalogue.calls


def test_nobody_is_asked_for_a_placeholder_that_an_open_source_identifies() -> None:
    catalogue = Scripted(artists=[act(9, "Various")])
    identify(catalogue, "Various", "Title")
    assert catalogue.calls == []


def test_an_identity_of_an_alias_is_believed_without_a_title() -> None:
    catalogue = Scripted(artists=[act(9, "Yusuf")])
    decision = find_photo(ArtistQuery("Cat Stevens", aliases=("Yusuf",)), catalogue, "9")
    assert (decision.reason, chosen(decision), catalogue.calls) == ("identified", "9", ["artist 9"])


def test_five_pages_of_an_identity_are_read_and_no_more() -> None:
    pages = {9: [[f"Chapter {number}"] for number in range(9)]}
    decision = identify(Scripted(artists=[act(9, "BTS")], pages=pages), "방탄소년단", "Chapter 7")
    assert (decision.status, decision.reason) == ("review", "contradicted")
    assert [(one.id, one.albums_seen) for one in decision.candidates] == [("9", 5)]
    assert identify(Scripted(artists=[act(9, "BTS")], pages=pages), "방탄소년단", "Chapter 4").status == "matched"


def test_a_title_that_anybody_uses_does_not_prove_an_identity_of_another_name() -> None:
    decision = identify(
        Scripted(artists=[act(9, "BTS")], pages={9: [["Greatest Hits"]]}), "방탄소년단", "Greatest Hits"
    )
    assert decision.reason == "contradicted"
    assert decision.candidates[0].shared_titles == ("Greatest Hits",)


def test_an_identity_that_the_search_finds_as_well_is_taken_on_what_the_search_shows() -> None:
    same = act(9, "Kino")
    search = {"Кино": Found((same,), by(same, "Группа крови"))}
    decision = identify(Scripted(search, artists=[act(9, "Viktor Tsoi")]), "Кино", "Группа крови")
    assert (decision.status, decision.reason, chosen(decision)) == ("matched", "shared_titles", "9")


def test_an_identity_of_another_name_without_a_photo_and_nobody_else_is_no_question() -> None:
    decision = identify(Scripted(artists=[act(9, "BTS", photo="")]), "방탄소년단", "WINGS")
    assert (decision.status, decision.reason) == ("not_found", "no_usable_image")
    assert [one.id for one in decision.candidates] == ["9"]


def test_of_many_bearers_two_catalogues_are_read() -> None:
    bearers = tuple(act(number, "DMA's") for number in range(1, 6))
    catalogue = Scripted({"DMA's": Found(bearers)}, pages={number: [["New"]] for number in range(1, 6)})
    assert ask(catalogue, "DMA's", "Hills End").status == "review"
    assert [call for call in catalogue.calls if call.startswith("page")] == ["page of 1", "page of 2"]


def test_the_catalogue_of_an_act_without_a_photo_or_of_another_name_is_not_read() -> None:
    acts = act(1, "Air", photo=""), act(2, "Air Supply"), act(3, "AIR")
    catalogue = Scripted({"Air": Found(acts, is_all=True)}, pages={3: [["Moon Safari"]]})
    assert chosen(ask(catalogue, "Air", "Moon Safari")) == "3"
    assert catalogue.calls == ["Air", "page of 3"]


def test_five_pages_of_a_catalogue_are_read_and_no_more() -> None:
    catalogue = Scripted({"Air": Found((act(1, "Air"),), is_all=True)}, pages={1: [[f"New {n}"] for n in range(9)]})
    assert ask(catalogue, "Air", "Moon Safari").reason == "another_act"
    assert catalogue.calls.count("page of 1") == 5


def test_a_catalogue_that_was_read_is_not_read_again() -> None:
    catalogue = Scripted({"Air": Found((act(1, "Air"),), is_all=True)}, pages={1: [["Virus"]]})
    ask(catalogue, "Air", "Moon Safari", "Talkie Walkie", "Love 2")
    assert catalogue.calls.count("page of 1") == 1


def test_when_all_owners_of_our_title_are_known_nobody_is_searched_for_by_name() -> None:
    owner = credited(7, "Boney Nem")
    albums = {"all of us / ": Found(albums=by(owner, "All Of Us"), is_all=True)}
    catalogue = Scripted(albums=albums, artists=[act(7, "Boney Nem")])
    decision = ask(catalogue, "Nirvana*", "All Of Us", "Second")
    assert (decision.status, decision.reason) == ("review", "other_name")
    assert "all of us / Nirvana" not in catalogue.calls[2:]
    assert [one.id for one in decision.candidates] == ["7"]


def test_who_shares_our_title_under_another_name_is_offered_with_a_picture() -> None:
    owner = credited(7, "Prince Rama")
    search = {"Rama": Found((), by(owner, "Shadow Temple"))}
    decision = ask(Scripted(search, artists=[act(7, "Prince Rama")]), "Rama", "Shadow Temple")
    assert (decision.status, decision.reason) == ("review", "other_name")
    assert [one.image_url for one in decision.candidates] == [PHOTO]


def test_the_pictures_of_three_album_artists_are_fetched_at_once() -> None:
    owners = [credited(number, f"Band {number}") for number in range(1, 6)]
    found = Found(albums=tuple(Album("Shadow Temple", (one,)) for one in owners))
    catalogue = Scripted({"Rama": found}, artists=[act(number, f"Band {number}") for number in range(1, 6)])
    ask(catalogue, "Rama", "Shadow Temple")
    assert [call for call in catalogue.calls if call.startswith("artist")] == ["artist 1", "artist 2", "artist 3"]
