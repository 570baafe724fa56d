"""Albums and good descriptions of them in five languages, each with something that a careless rule would refuse."""

from enrichment.providers.texts import AlbumFacts, Track


def _album(title: str, artists: str, year: int, label: str, genres: str, *titles: str) -> AlbumFacts:
    return AlbumFacts(
        title=title,
        artists=artists,
        original_year=year,
        labels=(label,),
        genres=tuple(genres.split("/")),
        tracklist=tuple(Track(name, f"{number}") for number, name in enumerate(titles, 1)),
    )


AIR = _album(
    "Moon Safari",
    "AIR",
    1998,
    "Source",
    "Electronic/Downtempo",
    "La femme d'argent",
    "Sexy Boy",
    "All I Need",
    "Kelly Watch the Stars",
    "You Make It Easy",
    "New Star in the Sky (Chanson pour Solal)",
    "Le voyage de Pénélope",
)
REM = _album(
    "Automatic for the People",
    "R.E.M.",
    1992,
    "Warner Bros. Records",
    "Rock/Alternative Rock",
    "Drive",
    "Try Not to Breathe",
    "Everybody Hurts",
    "New Orleans Instrumental No. 1",
    "Nightswimming",
    "Find the River",
)
CHATTERTON = _album(
    "Ici le jour (a tout enseveli)",
    "Feu! Chatterton",
    2015,
    "Barclay",
    "Rock/Chanson",
    "Ophélie",
    "Fou à lier",
    "Boeing",
    "Côte Concorde",
    "La Malinche",
    "Harlem",
)
KRAFTWERK = _album(
    "Autobahn",
    "Kraftwerk",
    1974,
    "Philips",
    "Electronic/Krautrock",
    "Autobahn",
    "Kometenmelodie 1",
    "Kometenmelodie 2",
    "Mitternacht",
    "Morgenspaziergang",
)
BATTISTI = _album(
    "Anima latina",
    "Lucio Battisti",
    1974,
    "Numero Uno",
    "Pop/Progressive",
    "Abbracciala abbracciali abbracciati",
    "Due mondi",
    "Gli uomini celesti",
    "Anima latina",
    "Il salame",
    "Macchina del tempo",
)
TRIANA = _album(
    "El patio",
    "Triana",
    1975,
    "Movieplay",
    "Rock/Flamenco",
    "Abre la puerta",
    "Luminosa mañana",
    "Sé de un lugar",
    "Diálogo",
    "En el lago",
)

ENGLISH = """\
Moon Safari is the record with which the French duo AIR gave the late 1990s one of their softest landings. \
Released in 1998 on Source, it takes the tools of electronic music and slows them down until they breathe, \
closer to a lounge at dusk than to a club. Analogue keyboards, a round bass and brushed drums do most of the \
talking, and the voices that drift in are treated as one more colour.

“La femme d'argent” sets the pace with a patient bass line and a glow of organ, and 'Sexy Boy' follows with a \
smile and a harder beat. On "All I Need" a plain guitar carries the melody, while “Kelly Watch the Stars” turns \
a tiny phrase into something weightless. What some would file under so-called “Easy Listening” is in truth \
careful work: every sound has room, nothing is hurried, and the rock 'n' roll swagger of others is left at the \
door. It closes with “New Star in the Sky” and a long farewell, leaving the listener somewhere between sleep and \
the morning's first light."""

INITIALS = """\
By the time of Automatic for the People, released in 1992 by Warner Bros. Records, the four members of R.E.M. \
had every reason to grow louder; they grew quiet instead. Acoustic guitars, mandolin, piano and strings give the \
album its autumn light, and the singing stays close to the microphone, as if each line were meant for one \
listener alone. It is alternative rock only by birth: its pace is that of folk, its patience that of chamber \
music.

“Drive” opens the record in a minor key and refuses the easy chorus. “Everybody Hurts” walks slowly and says \
what it means, and the short “New Orleans Instrumental No. 1” is a pause between two thoughts. Later \
“Nightswimming” needs no more than a circling piano, and “Find the River” lets the whole thing run out to the \
sea. The subjects are memory, loss and the kindness that survives both, yet nothing here asks for pity. Few \
guitar bands in the U.S. have ever made so calm a record, and few records of any kind are so plainly the work of \
R.E.M."""

FRENCH = """\
Paru en 2015 chez Barclay, « Ici le jour (a tout enseveli) » est le disque d'un groupe qui n'a pas peur des \
grands mots. Feu! Chatterton y mêle le rock et la chanson, la guitare électrique et la phrase longue, avec un \
chanteur qui récite autant qu'il chante. On y entend l'envie de raconter, de peindre une scène, puis de la \
laisser s'ouvrir sur un orage de batterie. Rien n'est pressé, tout est tendu : voilà ce qui tient l'auditeur.

« Ophélie » avance à pas lents avant de s'embraser, tandis que « Boeing » joue d'un riff sec et d'une ironie \
tendre. Dans « Côte Concorde », le naufrage devient une fresque grave, portée par des claviers et un chœur \
discret ; « La Malinche » danse sans cesser d'être inquiète. Le groupe aime ce que l'on nomme volontiers le « \
beau bizarre », ce moment où l'image dépasse le sens. Au milieu des années 2010, peu de disques français osent \
cette ampleur, ce goût du théâtre et de la nuit. Il faut l'écouter d'une traite, au calme, et se laisser \
conduire jusqu'au bout de l'histoire."""

GERMAN = """\
Mit „Autobahn“ fanden Kraftwerk im Jahr 1974 zu der Sprache, die man bis heute mit ihrem Namen verbindet. Das \
Album erschien bei Philips und steht an der Stelle, an der aus dem Krautrock der frühen 1970er-Jahre etwas Neues \
wurde: eine elektronische Musik, die nicht von fernen Welten erzählt, sondern vom Alltag, von der Fahrt, vom \
Wetter und von der Straße. Synthesizer, Flöte, Gitarre und Stimme greifen ineinander wie die Teile einer gut \
geölten Maschine.

Das Titelstück füllt die ganze erste Seite und lässt die Landschaft in ruhigem Takt vorbeiziehen; der sogenannte \
„Motorik“-Puls ist hier zu einem sanften Gleiten geworden. Auf der zweiten Seite wechselt das Licht: \
„Kometenmelodie 1“ ist schwer und dunkel, „Kometenmelodie 2“ steigt hell und heiter auf. „Mitternacht“ bringt \
Schatten und leise Geräusche, und „Morgenspaziergang“ endet mit Vogelstimmen und einer einfachen Melodie. Wer \
dieses Album hört, versteht, warum so viele Musiker sich später auf die Gruppe beriefen. Es ist freundlich, \
genau und von einer Ruhe, die man bei keiner anderen Band jener Zeit so findet, nicht einmal auf Seite B."""

ITALIAN = """\
Con Anima latina, pubblicato nel 1974 dalla Numero Uno, Lucio Battisti lascia per un momento la forma della \
canzone che tutti conoscevano e sceglie un viaggio più libero. Le voci sono spesso nascoste dentro il suono, \
come se la parola fosse solo uno degli strumenti, e chi ascolta deve avvicinarsi, con pazienza, per capire che \
cosa si dice. Le percussioni, i fiati e le tastiere disegnano un paesaggio caldo, che guarda al Sud del mondo \
senza farne una cartolina.

«Abbracciala abbracciali abbracciati» apre il disco con un crescendo lento, quasi un risveglio; «Due mondi» \
gioca invece con il dialogo tra due voci. In «Gli uomini celesti» il ritmo si fa leggero, mentre “Macchina del \
tempo” alterna quiete e slancio fino all'ultima nota. È un lavoro che negli anni 1970 sorprese molti, perché non \
cercava il ritornello facile dell'epoca, e che ancora oggi non somiglia a niente altro nella musica italiana. Va \
sentito tutto intero, dall'inizio alla fine, meglio se di sera: allora si scopre un'opera piena di gioia, di \
malinconia e di curiosità."""

SPANISH = """\
Triana publicó «El patio» en 1975, en el sello Movieplay, y con él abrió una puerta que nadie había visto antes: \
la que une el rock progresivo con el flamenco. No se trata de un adorno ni de una mezcla de moda, sino de una \
manera de sentir. El órgano y la guitarra eléctrica sostienen largos paisajes, la batería empuja sin prisa y la \
voz canta con el quejido y la dulzura del sur, como quien cuenta un sueño al amanecer.

«Abre la puerta» da comienzo al viaje con una calma que poco a poco se vuelve llama. «Luminosa mañana» es más \
breve y más clara, y en «Sé de un lugar» la melodía parece quedarse suspendida en el aire. ¿Qué decir de “En el \
lago”? Que es misterio puro, con sus silencios y sus olas de teclado. El llamado «Rock Andaluz» tiene aquí una \
de sus primeras piedras, y a mediados de los años 1970 pocos grupos supieron hablar con tanta verdad de su \
tierra. Escuchado hoy, el disco conserva su luz y su misterio; es un patio abierto, lleno de sombra, de agua y \
de memoria. ¡Y qué memoria!"""

GOOD: tuple[tuple[str, AlbumFacts, str], ...] = (
    ("en", AIR, ENGLISH),
    ("en", REM, INITIALS),
    ("fr", CHATTERTON, FRENCH),
    ("de", KRAFTWERK, GERMAN),
    ("it", BATTISTI, ITALIAN),
    ("es", TRIANA, SPANISH),
)
