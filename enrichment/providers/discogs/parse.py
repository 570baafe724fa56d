"""Reading of Discogs' JSON: releases, masters, pages of the collection and those of artists.

It has 0 for unknown, null for none and empty strings for hidden images.
"""

import re

from collection.naming import artist_key, base_form, strip_disambiguation
from enrichment.providers.discogs.types import ArtistPage, CollectionPage, Credit, MasterFacts, ReleaseFacts, Track
from enrichment.providers.shapes import as_https, as_int, as_object, as_objects, as_text, as_texts

_SITE = "https://www.discogs.com"
# Discogs answers with a transparent picture where one is missing.
_SPACER = "spacer.gif"
_FIRST_YEAR = 1860
HEADING = "heading"


def read_release(value: object) -> ReleaseFacts | None:
    """A release, or the `basic_information` of one; None without an id."""
    release = as_object(value)
    number = _positive(release.get("id"))
    if number is None:
        return None
    labels = as_objects(release.get("labels"))
    # Discogs writes "none" where there is none.
    numbers = [written for label in labels if (written := as_text(label.get("catno"))).lower() != "none"]
    # Those of the whole release, then of its tracks.
    lines = (*read_credits(release.get("extraartists")), *read_track_credits(release.get("tracklist")))
    return ReleaseFacts(
        id=number,
        title=as_text(release.get("title")),
        master_id=_positive(release.get("master_id")),
        year=_year(release.get("year")) or _year(as_text(release.get("released"))[:4]),
        artists=read_artists(release.get("artists")),
        formats=format_names(release.get("formats")),
        labels=tuple(dict.fromkeys(name for label in labels if (name := as_text(label.get("name"))))),
        catalog_number=", ".join(dict.fromkeys(filter(None, numbers))),
        country=as_text(release.get("country")),
        genres=as_texts(release.get("genres")),
        styles=as_texts(release.get("styles")),
        tracklist=read_tracklist(release.get("tracklist")),
        credits=tuple(dict.fromkeys(lines)),
        cover_url=_cover(release),
        discogs_url=_page(release.get("uri")) or f"{_SITE}/release/{number}",
    )


def read_master(value: object) -> MasterFacts | None:
    """A master; None without an id."""
    master = as_object(value)
    number = _positive(master.get("id"))
    if number is None:
        return None
    return MasterFacts(
        id=number,
        title=as_text(master.get("title")),
        year=_year(master.get("year")),
        artists=read_artists(master.get("artists")),
        genres=as_texts(master.get("genres")),
        styles=as_texts(master.get("styles")),
        tracklist=read_tracklist(master.get("tracklist")),
        cover_url=_cover(master),
        discogs_url=_page(master.get("uri")) or f"{_SITE}/master/{number}",
    )


def _positive(value: object) -> int | None:
    number = as_int(value)
    return number if number and number > 0 else None


def _year(value: object) -> int | None:
    number = as_int(value)
    return number if number and _FIRST_YEAR <= number <= 9999 else None


def _cover(release: dict[str, object]) -> str:
    images = sorted(as_objects(release.get("images")), key=lambda image: image.get("type") != "primary")
    urls = [release.get("cover_image"), *(image.get("uri") for image in images), release.get("thumb")]
    return next((url for url in map(as_https, urls) if url and _SPACER not in url), "")


def _page(uri: object) -> str:
    """The page on the site; in some answers `uri` is only a path."""
    url = as_https(uri)
    return url if url.startswith(_SITE + "/") else ""


def format_names(formats: object) -> tuple[str, ...]:
    """One line for each: `2 x Vinyl, LP, Album, Reissue`."""
    lines = []
    for item in as_objects(formats):
        name, count = as_text(item.get("name")), as_text(item.get("qty"))
        parts = [f"{count} x {name}" if count not in ("", "0", "1") and name else name]
        parts += [*as_texts(item.get("descriptions")), as_text(item.get("text"))]
        lines.append(", ".join(part for part in parts if part))
    return tuple(line for line in lines if line)


def read_artists(value: object) -> tuple[Credit, ...]:
    """In order; those without a name are left out."""
    read = (
        Credit(
            as_int(item.get("id")) or None,
            as_text(item.get("name")),
            as_text(item.get("anv")),
            as_text(item.get("join")),
        )
        for item in as_objects(value)
    )
    return tuple(credit for credit in read if credit.name)


def read_credits(value: object) -> tuple[str, ...]:
    """`Rudy Van Gelder – Recorded By`, each once, all of them."""
    lines = []
    for item in as_objects(value):
        name = strip_disambiguation(as_text(item.get("anv")) or as_text(item.get("name")))
        role = as_text(item.get("role"))
        if name and role:
            lines.append(f"{name} – {role}")
    return tuple(dict.fromkeys(lines))


def read_track_credits(tracklist: object) -> tuple[str, ...]:
    """Those of the single tracks, where many releases name who wrote and who plays."""
    tracks = list(as_objects(tracklist))
    parts = [part for track in tracks for part in as_objects(track.get("sub_tracks"))]
    return tuple(dict.fromkeys(line for track in (*tracks, *parts) for line in read_credits(track.get("extraartists"))))


def read_tracklist(value: object) -> tuple[Track, ...]:
    """Its lines in order: headings as such, and the parts of an index track for themselves."""
    tracks: list[Track] = []
    for item in as_objects(value):
        kind, title = as_text(item.get("type_")), as_text(item.get("title"))
        if kind == HEADING:
            tracks.append(Track("", title, as_text(item.get("duration")), kind=HEADING))
            continue
        parts = [_track(part) for part in as_objects(item.get("sub_tracks"))] if kind == "index" else []
        whole = f"{title}: " if title else ""  # `Atom Heart Mother: Father's Shout`: a part named alone says little
        tracks += [part._replace(title=whole + part.title) for part in parts if part.title] or [_track(item)]
    return tuple(track for track in tracks if track.title)


def _track(item: dict[str, object]) -> Track:
    """Its artists are those of `CLSM Feat. Lisa Abbott`: the names as credited, with what joins them."""
    names: list[str] = []
    for artist in as_objects(item.get("artists")):
        name, join = as_text(artist.get("anv")) or as_text(artist.get("name")), as_text(artist.get("join")) or ","
        names += [base_form(name), ", " if join == "," else f" {join} "]
    position, duration = as_text(item.get("position")), as_text(item.get("duration"))
    return Track(position, as_text(item.get("title")), duration, "".join(names[:-1]))


def read_page(answer: dict[str, object]) -> CollectionPage:
    """`next_url` as the service wrote it; it may lead anywhere."""
    pagination = as_object(answer.get("pagination"))
    rows = as_objects(answer.get("releases"))
    items = tuple(item for item in map(_read_row, rows) if item)
    return CollectionPage(
        items=items,
        page=as_int(pagination.get("page")) or 1,
        pages=as_int(pagination.get("pages")) or 1,
        total=as_int(pagination.get("items")) or len(items),
        next_url=as_text(as_object(pagination.get("urls")).get("next")),
        unreadable=len(rows) - len(items),
    )


def _read_row(row: dict[str, object]) -> ReleaseFacts | None:
    release = read_release({"id": row.get("id"), **as_object(row.get("basic_information"))})
    rating = as_int(row.get("rating"))
    notes = ((as_int(note.get("field_id")), as_text(note.get("value"))) for note in as_objects(row.get("notes")))
    return release and release._replace(
        instance_id=as_int(row.get("instance_id")),
        date_added=as_text(row.get("date_added")),
        folder_id=as_int(row.get("folder_id")),
        rating=rating if rating and 1 <= rating <= 5 else None,
        notes=tuple((number, text) for number, text in notes if number and text),
    )


def read_names(answer: object, listed: str) -> dict[int, str]:
    """The names of folders or of the fields for notes, by their numbers."""
    named = ((as_int(item.get("id")), as_text(item.get("name"))) for item in as_objects(as_object(answer).get(listed)))
    return {number: name for number, name in named if number is not None and name}


MOST_NAMES = 100
LONGEST_NAME = 500
# A page that was given up says so in its text: what it links to may be anybody's.
_JUNK = re.compile(r"\bDO NOT USE\b", re.IGNORECASE)
_SPOTIFY = re.compile(
    r"(?:https?://open\.spotify\.com/(?:intl-[a-z]{2}/)?artist/|spotify:artist:)([0-9A-Za-z]{22})(?:[/?#].*)?"
)
_DEEZER = re.compile(r"https?://(?:www\.)?deezer\.com/(?:[a-z]{2}/)?artist/([1-9][0-9]{0,18})(?:[/?#].*)?")


def read_artist(value: object) -> ArtistPage | None:
    """The page; None without an id. Keys that would be empty are absent from it.

    A variation that is the name of an alias, a member or a group is another act's, and proves nothing. Of several
    links to one service none is taken.
    """
    page = as_object(value)
    number = _positive(page.get("id"))
    if number is None:
        return None
    if _JUNK.search(as_text(page.get("profile"))):
        return ArtistPage(number)
    aliases = _names(page.get("aliases"))
    others = {artist_key(name) for name in (*aliases, *_names(page.get("members")), *_names(page.get("groups")))}
    spellings = [name for name in map(_storable, as_texts(page.get("namevariations"))) if name]
    urls = as_texts(page.get("urls"))
    return ArtistPage(
        number,
        variations=tuple(name for name in spellings if artist_key(name) not in others)[:MOST_NAMES],
        aliases=aliases[:MOST_NAMES],
        spotify_id=_only(_SPOTIFY, urls),
        deezer_id=_only(_DEEZER, urls),
    )


def _names(value: object) -> tuple[str, ...]:
    return tuple(name for item in as_objects(value) if (name := _storable(as_text(item.get("name")))))


def _storable(name: str) -> str:
    """In one line, without what a database cannot hold."""
    plain = "".join(char for char in " ".join(name.split()) if char.isprintable())
    return plain if len(plain) <= LONGEST_NAME else ""


def _only(form: re.Pattern[str], urls: tuple[str, ...]) -> str:
    ids = {found[1] for url in urls if (found := form.fullmatch(url))}
    return next(iter(ids)) if len(ids) == 1 else ""
