"""Names of columns as spreadsheets, programs and people write them, in the languages that collectors write in."""

from enum import StrEnum


class Field(StrEnum):
    """What a column may hold. The values are what `--column` takes."""

    TITLE = "title"
    ARTIST = "artist"
    RELEASE_ID = "release_id"
    YEAR = "year"
    FORMAT = "format"
    LABEL = "label"
    CATALOG_NUMBER = "catalog_number"
    GENRE = "genre"
    RATING = "rating"
    FOLDER = "folder"
    ADDED = "added"
    MEDIA_CONDITION = "media_condition"
    SLEEVE_CONDITION = "sleeve_condition"
    NOTES = "notes"
    PURCHASED = "purchased"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    OWNERSHIP = "ownership"


# The likeliest first.
NAMES: dict[Field, tuple[str, ...]] = {
    Field.RELEASE_ID: ("release_id", "Discogs release id", "Discogs id", "Discogs release", "Discogs URL"),
    Field.TITLE: (
        *("Album", "Album title", "Album name", "Title", "Release title", "Release name", "Record title", "Item title"),
        *("Titre", "Titre de l'album", "Nom de l'album", "Titel", "Albumtitel", "Plattentitel", "Título", "Titolo"),
        *("Record", "Disque", "Disco", "Platte", "Título do álbum", "Tytuł", "Альбом", "Название"),
        *("アルバム", "アルバム名", "タイトル"),
    ),
    Field.ARTIST: (
        *("Artist", "Album artist", "Artist name", "Artists", "Artist(s)", "Band", "Band name", "Performer", "Group"),
        *("Creators", "Artiste", "Artistes", "Nom de l'artiste", "Interprète", "Groupe", "Interpret", "Künstler"),
        *("Artista", "Intérprete", "Artiest", "Uitvoerende", "Kunstner", "Wykonawca", "Исполнитель", "Группа"),
        *("アーティスト", "アーティスト名"),
    ),
    Field.YEAR: (
        *("Released", "Year", "Release year", "Year released", "Release date", "Date released", "Publish date"),
        *("Pressing year", "Année", "Année de sortie", "Sortie", "Date de sortie", "Jahr", "Erscheinungsjahr"),
        *("VÖ-Jahr", "Año", "Año de lanzamiento", "Anno", "Anno di uscita", "Jaar", "Ano", "Ano de lançamento", "År"),
        *("Utgivningsår", "Rok", "Rok wydania", "Год", "発売年"),
    ),
    Field.FORMAT: (
        *("Format", "Media type", "Media format", "Medium", "Media", "Support", "Formato", "Formaat", "Tonträger"),
        *("Drager", "Supporto", "Nośnik", "Формат", "フォーマット"),
    ),
    Field.LABEL: (
        *("Label", "Labels", "Record label", "Maison de disques", "Maison de disque", "Plattenlabel", "Plattenfirma"),
        *("Etichetta", "Sello", "Discográfica", "Platenlabel", "Gravadora", "Editora", "Skivbolag", "Pladeselskab"),
        *("Plateselskap", "Wytwórnia", "Лейбл", "レーベル"),
    ),
    Field.CATALOG_NUMBER: (
        *("Catalog#", "Catalog", "Catalog number", "Catalogue number", "Cat#", "Cat. no.", "Catno", "Cat number"),
        *("Catalog no", "Catalogue no", "Numéro de catalogue", "N° de catalogue", "No de catalogue", "Référence"),
        *("Katalognummer", "Kat.-Nr.", "Katalognr", "Bestellnummer", "Número de catálogo", "Numero di catalogo"),
        *("Catalogusnummer", "規格品番"),
    ),
    Field.GENRE: ("Genre", "Genres", "Género", "Gênero", "Genere", "Gatunek", "Жанр", "ジャンル"),
    Field.RATING: (
        *("Rating", "My rating", "Note sur 5", "Ma note", "Évaluation", "Bewertung", "Valutazione", "Valoración"),
        *("Beoordeling", "Ocena", "Оценка"),
    ),
    Field.FOLDER: ("CollectionFolder", "Folder", "Dossier", "Ordner", "Carpeta", "Cartella", "Map", "Pasta"),
    Field.ADDED: (
        *("Date added", "Added date", "Added", "Added on", "Date d'ajout", "Ajouté le", "Hinzugefügt"),
        *("Hinzugefügt am", "Fecha de adición", "Añadido", "Añadido el", "Data aggiunta", "Data di aggiunta"),
        *("Aggiunto il", "Datum toegevoegd", "Toegevoegd", "Toegevoegd op", "Data de adição", "Tillagd"),
    ),
    Field.MEDIA_CONDITION: (
        *("Collection media condition", "Media condition", "Record condition", "Vinyl condition", "Condition"),
        *("État du disque", "État disque", "État du vinyle", "État", "Zustand", "Zustand Platte", "Zustand Vinyl"),
        *("Estado", "Estado del disco", "Condizione", "Condizioni", "Staat"),
    ),
    Field.SLEEVE_CONDITION: (
        *("Collection sleeve condition", "Sleeve condition", "Cover condition", "Jacket condition"),
        *("État de la pochette", "État pochette", "Zustand Cover", "Zustand Hülle", "Estado de la funda"),
    ),
    Field.NOTES: (
        *("Collection notes", "Notes", "Comments", "Comment", "Remarks", "Remarques", "Commentaires", "Commentaire"),
        *("Notizen", "Bemerkungen", "Bemerkung", "Kommentar", "Notas", "Comentarios", "Opmerkingen", "Observações"),
        *("Uwagi", "Примечания", "Note"),
    ),
    Field.PURCHASED: (
        *("Purchase date", "Date purchased", "Purchased", "Collection purchase date", "Bought", "Bought on"),
        *(
            "Date d'achat",
            "Acheté le",
            "Kaufdatum",
            "Gekauft am",
            "Fecha de compra",
            "Data di acquisto",
            "Aankoopdatum",
        ),
    ),
    Field.FIRST_NAME: (),
    Field.LAST_NAME: (),
    Field.OWNERSHIP: (),
}
