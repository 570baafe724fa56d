"""What a text says is held against the facts: subject, order, numbers, times, people, lengths, names."""

import pytest

from enrichment.providers.texts import AlbumFacts, Track
from enrichment.providers.texts.claims import RULES, find_claims, is_about_another, lengths, names, order, people
from enrichment.providers.texts.claims.numbers import number_of, numbers, spelt
from enrichment.providers.texts.prose import Prose

SONGS = ("Early Bus", "Paper Kites", "Low Tide", "Harbour Lights")
DURATIONS = ("3:10", "4:02", "7:45", "2:05")
FACTS = AlbumFacts(
    "Late Trains",
    "The Anybodies",
    1979,
    labels=("Lantern",),
    tracklist=tuple(
        Track(song, f"A{place}", long) for place, (song, long) in enumerate(zip(SONGS, DURATIONS, strict=True), 1)
    ),
    credits=(
        "Ann Bell – Bass, Vocals",
        "Joe Reed – Producer",
        "Tom Hall – Instruments By [All]",
        "Kim Day – Flute, Photography By",
    ),
)


def codes(text: str, language: str = "en", facts: AlbumFacts = FACTS) -> list[str]:
    """The kinds of claims in one sentence, the subject apart."""
    return [fault.code for fault in find_claims(Prose(text, facts, language), facts) if fault.code != "wrong_subject"]


def places(rule: str, text: str, language: str = "en", facts: AlbumFacts = FACTS) -> list[str]:
    """What each rule of a kind found."""
    prose = Prose(text, facts, language)
    hits = [hit for code, find in RULES if code == rule for hit in find(prose)]
    return [text[slice(*(hit if isinstance(hit, tuple) else hit.span()))] for hit in hits]


@pytest.mark.parametrize(
    ("title", "artists", "text", "is_another"),
    [
        ("Late Trains", "The Anybodies", "A record of trains.", False),
        ("Late Trains", "The Anybodies", "The Anybodies play it well.", False),
        ("Late Trains", "The Anybodies", "A record of the night.", True),
        ("The Wall", "The Anybodies", "The record is the best of the year.", True),
        ("The The", "The The", "What the record wants is patience.", False),
        ("Été", "Personne", "Un disque d'ete.", False),
        ("Train", "Nobody", "It is full of trains.", False),
        ("…", "!!!", "A record without a name.", False),
        ("Ágætis byrjun", "Sigur Rós", "Sigur Ros sing softly.", False),
    ],
)
def test_a_text_is_about_the_album_when_it_says_a_word_of_its_name(
    title: str, artists: str, text: str, is_another: bool
) -> None:
    assert is_about_another(Prose(text, AlbumFacts(title, artists), "en")) is is_another


def test_a_sentence_is_told_once_by_the_first_rule_that_it_breaks() -> None:
    assert codes("It won a Grammy for the best debut album, recorded in Paris.") == ["claimed_success"]


def test_each_sentence_is_told_for_itself() -> None:
    assert codes("It won a Grammy. It was recorded in Paris. It was their debut.") == [
        "claimed_success",
        "claimed_ordinal",
        "claimed_place",
    ]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "“Early Bus” opens the album.", []),
        ("en", "“Low Tide” opens the album.", ["Low Tide"]),
        ("en", "The album opens with “Early Bus”.", []),
        ("en", "The album opens with “Paper Kites”.", ["Paper Kites"]),
        ("en", "The opener, “Paper Kites”, is slow.", ["Paper Kites"]),
        ("en", "“Harbour Lights” closes the record.", []),
        ("en", "“Early Bus” closes the record.", ["Early Bus"]),
        ("en", "“Low Tide” opens the second side.", []),
        ("fr", "« Paper Kites » ouvre l'album.", ["Paper Kites"]),
        ("fr", "Le disque s'ouvre sur « Early Bus ».", []),
        ("fr", "Le disque se referme sur « Paper Kites ».", ["Paper Kites"]),
        ("de", "„Paper Kites“ eröffnet das Album.", ["Paper Kites"]),
        ("de", "Das Album endet mit „Harbour Lights“.", []),
        ("de", "Den Anfang macht „Low Tide“.", ["Low Tide"]),
        ("it", "Il disco si apre con “Paper Kites”.", ["Paper Kites"]),
        ("it", "“Harbour Lights” chiude il disco.", []),
        ("es", "El disco se cierra con “Paper Kites”.", ["Paper Kites"]),
        ("es", "“Early Bus” abre el disco.", []),
    ],
)
def test_who_opens_and_who_closes_is_held_against_the_tracklist(language: str, text: str, found: list[str]) -> None:
    prose = Prose(text, FACTS, language)

    assert [text[start:end] for start, end in order.find(prose)] == found


@pytest.mark.parametrize(
    ("language", "text", "is_wrong"),
    [
        ("en", "Its four songs belong together.", False),
        ("en", "Its five songs belong together.", True),
        ("en", "All three songs are slow.", False),  # so few may well be some of them
        ("en", "Three songs are slow.", False),
        ("en", "The 12 songs are slow.", True),
        ("fr", "Ses quatre chansons vont ensemble.", False),
        ("fr", "Ses huit chansons vont ensemble.", True),
        ("de", "Die vier Lieder gehören zusammen.", False),
        ("de", "Neun Stücke sind zu hören.", True),
        ("it", "Quattro brani in tutto.", False),
        ("it", "Dieci brani in tutto.", True),
        ("es", "Cuatro canciones en total.", False),
        ("es", "Siete canciones en total.", True),
    ],
)
def test_the_number_of_songs_is_held_against_the_tracklist(language: str, text: str, is_wrong: bool) -> None:
    assert bool(list(order.find(Prose(text, FACTS, language)))) is is_wrong


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "The second song, “Paper Kites”, is slow.", []),
        ("en", "The second song, “Low Tide”, is slow.", ["Low Tide"]),
        ("en", "“Low Tide”, the third track, is slow.", []),
        ("en", "“Early Bus” is quick; the next track, “Paper Kites”, is slow.", []),
        ("en", "“Early Bus” is quick; the next track, “Low Tide”, is slow.", ["Low Tide"]),
        ("en", "The last song, “Harbour Lights”, is slow.", []),
        ("en", "The last song, “Paper Kites”, is slow.", ["Paper Kites"]),
        ("en", "“Low Tide” is the first song to slow down.", []),
        ("fr", "Le deuxième morceau, « Low Tide », est lent.", ["Low Tide"]),
        ("fr", "Le dernier titre, « Harbour Lights », est lent.", []),
        ("de", "Das zweite Stück, „Low Tide“, ist langsam.", ["Low Tide"]),
        ("de", "Im dritten Lied, „Low Tide“, wird es still.", []),
        ("de", "Im zweiten Lied, „Low Tide“, wird es still.", ["Low Tide"]),
        ("it", "Il secondo brano, “Low Tide”, è lento.", ["Low Tide"]),
        ("it", "L'ultimo brano, “Harbour Lights”, è lento.", []),
        ("es", "El segundo tema, “Low Tide”, es lento.", ["Low Tide"]),
        ("es", "La tercera canción, “Low Tide”, es lenta.", []),
    ],
)
def test_a_song_that_is_given_a_place_has_it(language: str, text: str, found: list[str]) -> None:
    told = places("claimed_order", text, language)

    assert told == found


@pytest.mark.parametrize(
    ("language", "text", "is_claim"),
    [
        ("en", "“Low Tide” runs for nearly eight minutes.", False),
        ("en", "“Low Tide” runs for nearly six minutes.", True),
        ("en", "“Harbour Lights” lasts two minutes.", False),
        ("en", "At seventeen minutes long, it is over soon.", False),
        ("en", "At forty minutes long, it takes its time.", True),
        ("en", "“Low Tide” is the longest song.", False),
        ("en", "“Early Bus” is the longest song.", True),
        ("en", "The shortest track, “Harbour Lights”, is gone at once.", False),
        ("en", "“Paper Kites” is not the longest song.", False),
        ("fr", "« Low Tide » dure près de huit minutes.", False),
        ("fr", "« Low Tide » dure quatre minutes.", True),
        ("de", "„Low Tide“ dauert fast acht Minuten.", False),
        ("de", "„Early Bus“ ist das längste Stück.", True),
        ("it", "“Low Tide” dura quasi otto minuti.", False),
        ("es", "“Low Tide” dura casi cinco minutos.", True),
    ],
)
def test_a_length_is_held_against_the_durations(language: str, text: str, is_claim: bool) -> None:
    assert bool(list(lengths.find(Prose(text, FACTS, language)))) is is_claim


def test_where_no_duration_is_given_every_length_is_a_claim() -> None:
    silent = FACTS._replace(tracklist=tuple(track._replace(duration="") for track in FACTS.tracklist))

    assert list(lengths.find(Prose("“Low Tide” runs for eight minutes.", silent, "en")))
    assert list(lengths.find(Prose("“Low Tide” is the longest song.", silent, "en")))


@pytest.mark.parametrize("duration", ["", "?", "4", "4:xx", "a:b:c"])
def test_a_duration_that_cannot_be_read_is_none(duration: str) -> None:
    facts = AlbumFacts("Late Trains", "The Anybodies", tracklist=(Track("Early Bus", "A1", duration),))

    assert list(lengths.find(Prose("“Early Bus” runs for four minutes.", facts, "en")))


def test_an_hour_has_sixty_minutes() -> None:
    facts = AlbumFacts("Late Trains", "The Anybodies", tracklist=(Track("Early Bus", "A1", "1:02:30"),))

    assert not list(lengths.find(Prose("“Early Bus” runs for sixty-two minutes.", facts, "en")))
    assert list(lengths.find(Prose("“Early Bus” runs for fifty minutes.", facts, "en")))


@pytest.mark.parametrize(
    ("language", "text", "is_claim"),
    [
        ("en", "A record of the seventies.", False),
        ("en", "A record of the eighties.", True),
        ("en", "It sounds like the 70s.", False),
        ("en", "It sounds like the 80s.", True),
        ("en", "Brought out in nineteen seventy-nine.", False),
        ("en", "Brought out in nineteen eighty-two.", True),
        ("en", "Brought out in '79.", False),
        ("en", "Brought out in '82.", True),
        ("en", "Two years later everything was different.", True),
        ("en", "Forty years later it still glows.", False),
        ("fr", "Un disque des années soixante-dix.", False),
        ("fr", "Un disque des années quatre-vingt.", True),
        ("fr", "Paru en mille neuf cent soixante-dix-neuf.", False),
        ("fr", "Paru en mille neuf cent quatre-vingt-deux.", True),
        ("de", "Eine Platte der Siebziger.", False),
        ("de", "Eine Platte der Achtziger.", True),
        ("de", "Erschienen neunzehnhundertneunundsiebzig.", False),
        ("de", "Erschienen neunzehnhundertzweiundachtzig.", True),
        ("it", "Un disco degli anni settanta.", False),
        ("it", "Un disco degli anni ottanta.", True),
        ("it", "Uscito nel millenovecentosettantanove.", False),
        ("it", "Uscito nel millenovecentottantadue.", True),
        ("es", "Un disco de los años setenta.", False),
        ("es", "Un disco de los años ochenta.", True),
        ("es", "Publicado en mil novecientos setenta y nueve.", False),
        ("es", "Publicado en mil novecientos ochenta y dos.", True),
    ],
)
def test_a_time_in_words_is_held_against_the_given_year(language: str, text: str, is_claim: bool) -> None:
    assert bool(places("invented_year", text, language)) is is_claim


@pytest.mark.parametrize(
    ("year", "written"),
    [
        (1973, "millenovecentosettantatré"),
        (1973, "millenovecentosettantatre"),
        (1982, "millenovecentottantadue"),
        (1982, "millenovecentoottantadue"),
        (1908, "millenovecentotto"),
    ],
)
def test_a_given_year_stands_as_italian_spells_it(year: int, written: str) -> None:
    """The accent of three and the vowel that two numbers share were not known: 1973 and 1982 were inventions."""
    assert places("invented_year", f"Uscito nel {written}.", "it", FACTS._replace(original_year=year)) == []


@pytest.mark.parametrize(
    ("text", "is_claim"),
    [
        ("Ann Bell plays bass.", False),
        ("Ann Bell sings it softly.", False),
        ("Ann Bell plays the guitar.", True),
        ("Ann Bell on drums keeps it together.", True),
        ("Joe Reed produced it.", False),
        ("It was produced by Joe Reed.", False),
        ("It was produced by Ann Bell.", True),
        ("Joe Reed sings it softly.", True),
        ("Tom Hall plays the guitar.", False),  # who plays all plays that
        ("The Anybodies play the guitar.", False),  # the artists may do anything
        ("A bassist of the calm kind.", False),
        ("Kim Day plays the flute.", False),
        ("Kim Day plays the guitar.", True),  # no lute is in a flute
        ("Kim Day sings it softly.", True),  # and no rap in a photograph
    ],
)
def test_a_credited_person_does_what_the_credit_says(text: str, is_claim: bool) -> None:
    assert bool(list(people.find_roles(Prose(text, FACTS, "en")))) is is_claim


@pytest.mark.parametrize(
    ("text", "is_claim"),
    [
        ("One critic wrote “a record for the small hours of the night”.", True),
        ("“A record for the small hours of the night”, said the press.", True),
        ("It is “a record for the small hours of the night”.", False),
        ("The press called “the sound of small hours” a style.", False),
        ("One critic wrote “small hours”.", False),
        ("Some wrote. It is “a record for the small hours of the night”.", False),
    ],
)
def test_words_put_into_a_mouth_are_a_claim(text: str, is_claim: bool) -> None:
    assert bool(list(people.find_quotes(Prose(text, FACTS, "en")))) is is_claim


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A bass line by Mingus runs through it.", ["Mingus"]),
        ("Mingus runs through it.", []),  # the beginning of a sentence says nothing
        ("A line of Ann Bell's voice.", []),
        ("Like a Sunday in Paris.", []),
        ("It has an X about it.", []),
        ("A Rhodes and a Moog shimmer.", []),
        ("The R&B of the night.", []),
        ("It shimmers like Debussy's sea.", ["Debussy's"]),
    ],
)
def test_a_name_that_no_fact_holds_is_noticed(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in names.find(Prose(text, FACTS, "en"))] == found


@pytest.mark.parametrize("language", ["en", "fr", "de", "it", "es"])
def test_every_number_to_ninety_nine_is_read_back(language: str) -> None:
    assert sorted(spelt(language)) == list(range(1, 100))
    assert {number_of(word, language) for word in spelt(language).values()} == set(range(1, 100))
    assert len(set(numbers(language).values())) == 99


@pytest.mark.parametrize(
    ("language", "number", "word"),
    [
        ("en", 42, "forty-two"),
        ("fr", 21, "vingt et un"),
        ("fr", 71, "soixante et onze"),
        ("fr", 80, "quatre-vingts"),
        ("fr", 81, "quatre-vingt-un"),
        ("fr", 99, "quatre-vingt-dix-neuf"),
        ("de", 1, "eins"),
        ("de", 21, "einundzwanzig"),
        ("de", 30, "dreißig"),
        ("it", 21, "ventuno"),
        ("it", 28, "ventotto"),
        ("it", 33, "trentatré"),
        ("es", 16, "dieciséis"),
        ("es", 22, "veintidós"),
        ("es", 31, "treinta y uno"),
    ],
)
def test_numbers_are_spelt_as_the_language_does(language: str, number: int, word: str) -> None:
    assert spelt(language)[number] == word
    assert number_of(word, language) == number


@pytest.mark.parametrize(
    ("token", "number"), [("7", 7), ("42", 42), ("1972", None), ("a", 1), ("bus", None), ("", None)]
)
def test_a_number_of_songs_is_no_year(token: str, number: int | None) -> None:
    assert number_of(token, "en") == number
