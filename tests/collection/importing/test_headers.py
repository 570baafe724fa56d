"""What columns mean in the lists of people and programs, and which lists are no collection."""

import pytest

from collection.importing import ReleaseRecord, UnusableFileError, read_collection
from collection.importing.headers import Columns
from tests.collection.importing.test_reading import COLUMNS, at, read, refusal, row, table


@pytest.mark.parametrize(
    "names",
    [
        "Artiste;Titre;Année de sortie;Maison de disque;N° de catalogue;Format;Date d’ajout;État;Commentaires",
        "Groupe / Artiste;Album;Année;Label;Référence;Support;Ajouté le;État du vinyle;Remarques",
        "Künstler;Titel;Erscheinungsjahr;Plattenfirma;Katalognummer;Format;Hinzugefügt am;Zustand;Notizen",
        "Band/Interpret;Albumtitel;VÖ-Jahr;Label;Kat.-Nr.;Tonträger;Hinzugefügt;Zustand Platte;Bemerkungen",
        "Artista;Título;Año;Sello;Número de catálogo;Formato;Fecha de adición;Estado;Notas",
        "Artista;Titolo;Anno;Etichetta;Numero di catalogo;Supporto;Data aggiunta;Condizioni;Note",
        "Artiest;Titel;Jaar;Platenlabel;Catalogusnummer;Drager;Datum toegevoegd;Staat;Opmerkingen",
        "Artist (A-Z);Album title;Year (yyyy);Label;Cat. no.;Format [LP, CD];Added on;Condition;Comments",
        "Artist:;Album:;Year:;Record label:;Cat#:;Format:;Added:;Media condition:;Notes:",
    ],
)
def test_columns_in_the_languages_of_collectors(names: str) -> None:
    cells = ["AIR", "Moon Safari", "1998", "Source", "V 1", "LP", "18/11/2020", "VG", "Mine"]
    (record,) = read(table([cells], ";", names.split(";")))
    (copy,) = record.owned
    assert (record.artists[0].name, record.title, record.year, record.labels) == (
        "AIR",
        "Moon Safari",
        1998,
        ("Source",),
    )
    assert (record.catalog_number, record.support, record.added_at) == ("V 1", "Vinyl", at(2020, 11, 18))
    assert (copy.media_condition, copy.notes, copy.further) == ("VG", "Mine", ())


@pytest.mark.parametrize(
    "names",
    [
        *("Artista;Título;Ano;Gravadora", "Artist;Titel;År;Skivbolag", "Kunstner;Titel;År;Pladeselskab"),
        *("Wykonawca;Tytuł;Rok;Wytwórnia", "Исполнитель;Альбом;Год;Лейбл", "アーティスト;タイトル;発売年;レーベル"),
        *("Creators;Title;Publish Date;Label", "band_name;item_title;release_year;label"),
    ],
)
def test_who_what_when_and_where_in_more_languages_and_services(names: str) -> None:
    (record,) = read(table([["AIR", "Moon Safari", "1998", "Source"]], ";", names.split(";")))
    assert (record.artists[0].name, record.title, record.year, record.labels) == (
        "AIR",
        "Moon Safari",
        1998,
        ("Source",),
    )


def test_a_whole_name_is_believed_before_a_part_of_another() -> None:
    (record,) = read("Artist (sort),Artist,Title (original),Title\nAir,AIR,Other,Moon Safari\n")
    assert (record.artists[0].name, record.title) == ("AIR", "Moon Safari")
    assert dict(record.owned[0].further) == {"Artist (sort)": "Air", "Title (original)": "Other"}


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("title,artist,album,length", "tracks or plays"),
        ("Title,Artist,Album,Year,Track #", "tracks or plays"),
        ("Artist,Album,Song,Date", "tracks or plays"),
        ("artist,album,track,date", "tracks or plays"),
        ("Title,Author,Pages,ISBN", "books or films"),
        ("release_id,price,media_condition,status", "inventory"),
    ],
)
def test_what_is_no_list_of_albums_is_called_by_its_name(names: str, words: str) -> None:
    assert words in refusal(f"{names}\r\n" + ",".join("1" for _name in names.split(",")))


@pytest.mark.parametrize("own", [["Price", "Status"], ["Tracks", "Length"], ["Times played", "Duration"]])
def test_columns_of_the_owners_make_no_other_list_of_an_export(own: list[str]) -> None:
    (record,) = read(table([[*row(), "1", "2"]], header=[*COLUMNS, *own]))
    assert dict(record.owned[0].further) == {own[0]: "1", own[1]: "2"}


@pytest.mark.parametrize("sign", [",", "\t"])
def test_rows_that_are_numbered_in_a_column_without_a_name(sign: str) -> None:
    rows = [[str(number), *row(release_id=str(number + 40))] for number in (1, 2)]
    assert [record.discogs_id for record in read(table(rows, sign))] == [41, 42]


@pytest.mark.parametrize(("wider", "is_read"), [([0, 1, 2, 3], True), ([0, 1, 2], True), ([0], False)])
def test_empty_cells_behind_most_rows_are_nothing_and_behind_one_a_comma_has_moved_it(
    wider: list[int], is_read: bool
) -> None:
    rows = [row(release_id=str(number + 1)) for number in range(4)]
    for number in wider:
        rows[number] = [*rows[number], ""] if is_read else ["V 2848", "AIR", "Moon", *rows[number][2:]]
    first, *others = read_collection(table(rows).encode())
    assert len(others) == 3
    assert isinstance(first, ReleaseRecord) == is_read
    assert is_read or "14 columns where the first row has 13" in str(first)


@pytest.mark.parametrize("rows", ["AIR;Moon Safari;1998\nSlint;Spiderland;1991", "AIR,Moon Safari,18/11/2020\nA,B,"])
def test_a_list_without_names_of_columns_loses_no_album(rows: str) -> None:
    assert "its columns are: 1, 2, 3" in refusal(rows)
    read_rows = read(rows, {"artist": "1", "title": "2"})
    assert (len(read_rows), read_rows[0].title, read_rows[0].where) == (2, "Moon Safari", "row 1")


def test_names_that_nobody_knows_are_names() -> None:
    assert "its columns are: Who, What, Best of 1998" in refusal("Who,What,Best of 1998\nAIR,Moon Safari,1\n")


@pytest.mark.parametrize("owned", ["Folder", "Ordner", "Date added", "Kaufdatum", "Condition", "État de la pochette"])
def test_a_list_of_ones_own_with_numbers_and_notes_is_no_wantlist(owned: str) -> None:
    columns = Columns(["release_id", "Artist", "Title", "Format", "Notes", owned])
    assert columns.are_enough
    with pytest.raises(UnusableFileError, match="This is a wantlist"):
        Columns(["release_id", "Artist", "Title", "Format", "Notes", "Colour"])
