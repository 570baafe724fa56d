"""Proper names in mid-sentence that none of the facts holds: most often a person who was never there.

A capital letter is soft evidence: such a text is asked for again, and then put before a person. There are
words with a capital letter that name no person; a text may use them though no fact holds them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from collection.naming import folded
from enrichment.providers.texts.prose import CAPITAL, HIDDEN, Prose
from enrichment.providers.texts.writing import vocabulary

# A capital is looked for first, and what stands in front of it last: capitals are rare.
_NAME = re.compile(rf"[{CAPITAL}](?<![\w{HIDDEN}].)[\w'’-]*(?:\.[\w'’-]+)*")
_ELISION = re.compile(rf"(?<![\w'’{HIDDEN}])[A-ZÀ-Þ]?[a-z]{{0,4}}['’]$")
_CAPITAL_ELISION = re.compile(rf"[A-ZÀ-Þ][a-z]{{0,4}}['’](?=[{CAPITAL}])")
_BEGINS = re.compile(rf"(?:^|[.!?…:;]{HIDDEN}?|[-–—>•]|\n)[\s\"“”„«»‹›()\]‘’¿¡*…]*$")
# Two nouns side by side are rare in German, save behind these.
_PAIR = re.compile(rf"(?<![\w'’{HIDDEN}-])([{CAPITAL}][\w'’]+) (?=([{CAPITAL}][\w'’-]{{2,}}))")
_OF = vocabulary(
    """
    namen art stück glas hauch prise portion spur meer ende anfang mitte menge paar schicht funken reihe sorte tropfen
    handvoll tasse berg stapel teil haufen strom fülle kilo liter meter schluck bisschen schuss form gefühl
    quäntchen fetzen prisen minuten stunden sekunden seiten jahre tage seite nummer opus op akt typ marke format
    thema stichwort wort begriff titel name mai juni juli
    """
)
_ROLES = re.compile(
    r"\b(?:Produzent|Produzentin|Gitarrist|Gitarristin|Bassist|Bassistin|Schlagzeuger|Schlagzeugerin|Sänger|Sängerin"
    r"|Pianist"
    r"|Pianistin|Keyboarder|Saxophonist|Saxofonist|Trompeter|Flötist|Geiger|Toningenieur|Tontechniker|Arrangeur"
    r"|Komponist"
    rf"|Dirigent|Gastsänger|Gastsängerin|Drummer|Cellist|Perkussionist) ([{CAPITAL}][\w'’-]+)"
    r"|\b(?:Geige|Gitarre|Bass|Schlagzeug|Klavier|Orgel|Saxophon|Saxofon|Trompete|Flöte|Mundharmonika|Cello)"
    rf" (?:spielt|spielte|stammt von|kommt von) ([{CAPITAL}][\w'’-]+)"
    rf"|\bvon ([{CAPITAL}][\w'’-]+) (?:produziert|gemischt|abgemischt|geschrieben|komponiert|arrangiert|beeinflusst"
    rf"|gespielt"
    rf"|gesungen|inspiriert)"
    rf"|\b(?:zuvor|vorher|früher|einst) (?:\w+ )?(?:bei|mit) ([{CAPITAL}][\w'’-]+)"
)
# "Jeder Ton Luft", "der Stimme Wärme", "ihrer Stimme Halt": a common noun has its article, a name has none.
_DETERMINERS = vocabulary(
    """
    der dem den des die das jeder jede jedem jeden jedes dieser diese diesem diesen dieses einer einem einen eines
    seiner seinem ihrer ihrem keiner keinem allen beiden
    """
)
_DETERMINED = re.compile(rf"\b(?:{'|'.join(_DETERMINERS)}) $", re.IGNORECASE)
# What begins a sentence with a capital that it would not have elsewhere.
_STARTS = vocabulary(
    """
    der die das den dem des ein kein mein dein sein ihr unser im am vom zum zur beim ins ans mit ohne für gegen
    um durch bei nach aus von seit auf in an über unter vor hinter neben zwischen trotz statt wegen als wie wenn
    dass ob weil da doch aber und oder denn so nur auch noch schon fast kaum mehr viel wenig zwei drei vier fünf
    sechs sieben acht neun zehn mal dann dort hier was wer wo laut dank per pro via
    """
)
_START_ENDINGS = ("end", "lich", "ig", "isch", "er", "es", "en", "e")
_NOUN = re.compile(
    r"(?:ung|heit|keit|schaft|tion|tät|ismus|musik|klang|klänge|rock|töne|lieder|lied|ungen|jahre|chen)$"
)


def find(prose: Prose) -> Iterator[tuple[int, int]]:
    if prose.language == "de":  # where every noun has a capital
        yield from _german(prose)
        return
    text = prose.unquoted
    for hit in _NAME.finditer(text):
        begin = start = hit.start()
        if text[start - 1 : start] in ("'", "’"):
            elision = _ELISION.search(text[max(0, start - 7) : start])
            if not elision:
                continue
            begin -= len(elision.group())
        elif elision := _CAPITAL_ELISION.match(hit.group()):
            start = elision.end() + begin
        word = text[start : hit.end()]
        if prose.is_known(word) or is_no_person(word):
            continue
        if not _BEGINS.search(text, max(0, begin - 12), begin):
            yield start, hit.end()


def _german(prose: Prose) -> Iterator[tuple[int, int]]:
    text = prose.unquoted
    for hit in _ROLES.finditer(text):
        if not prose.is_known(hit.group(hit.lastindex or 0)):
            yield hit.span()
    for hit in _PAIR.finditer(text):
        first, second = hit.groups()
        lowered = first.lower()
        begins = _BEGINS.search(text, max(0, hit.start() - 12), hit.start())
        if begins and (lowered in _STARTS or lowered in _DETERMINERS or lowered.endswith(_START_ENDINGS)):
            continue
        if lowered in _OF or _DETERMINED.search(text, max(0, hit.start() - 9), hit.start()):
            continue
        if is_no_person(first) or is_no_person(second) or _NOUN.search(second):
            continue
        if not (prose.is_known(first) and prose.is_known(second)):
            yield hit.span()


_INSTRUMENTS = """
hammond rhodes fender gibson moog minimoog mellotron wurlitzer farfisa leslie clavinet telecaster stratocaster
strat tele les paul rickenbacker gretsch martin steinway bösendorfer bechstein yamaha korg roland juno jupiter
prophet oberheim arp odyssey linn linndrum fairlight synclavier emulator akai mpc casio vox marshall ampex neve ssl
studer revox neumann theremin ondes martenot dobro stylophone simmons ludwig gretsch zildjian buchla ems synthi vcs
nord ems pultec fairchild lexicon eventide echoplex binson watkins hofner höfner jazzmaster precision orchestron
optigan chamberlin omnichord vocoder dx jazzbass b3 c3 tr tb sp mc
"""
_PEOPLES = """
english french german italian spanish american british irish scottish welsh european african asian latin cuban
brazilian jamaican japanese chinese indian arabic arab turkish greek russian swiss austrian belgian dutch swedish
norwegian danish finnish icelandic polish czech hungarian romanian balkan celtic gaelic breton occitan catalan
basque andalusian gypsy roma romani jewish yiddish klezmer hebrew christian catholic muslim buddhist hindu persian
egyptian moroccan algerian malian senegalese nigerian ghanaian ethiopian caribbean creole haitian mexican argentine
argentinian chilean colombian peruvian portuguese neapolitan sicilian venetian roman parisian viennese bavarian
prussian flemish anglo afro indo germanic slavic nordic scandinavian mediterranean oriental western eastern
southern northern victorian edwardian elizabethan georgian baroque gothic romantic renaissance medieval
impressionist anglais anglaise français française allemand allemande italien italienne espagnol espagnole américain
américaine britannique africain brésilien cubain gitan gitans tsigane tsiganes latino latin noirs blancs indiens
arabes touareg englisch englische englischen französisch deutsch deutsche deutschen amerikaner engländer franzosen
italiener spanier inglese francese tedesco italiano italiana spagnolo gitano gitana gitanos andaluz andaluza
"""
_PLACES = """
america americas usa us u.s u.s.a uk u.k n.y n.y.c states united kingdom britain england scotland wales ireland
france germany italy spain portugal switzerland austria belgium netherlands holland sweden norway denmark finland
iceland poland russia greece turkey europe africa asia india china japan brazil cuba jamaica mexico argentina
caribbean mediterranean atlantic pacific adriatic aegean baltic alps sahara sahel amazon mississippi missouri delta
appalachia appalachians appalachian louisiana texas tennessee georgia carolina california florida alabama kentucky
virginia new orleans york london paris berlin detroit chicago memphis nashville motown philadelphia philly
manchester liverpool bristol sheffield glasgow dublin seattle hollywood angeles los san francisco laurel canyon
bakersfield austin harlem brooklyn bronx manhattan broadway kingston havana rio janeiro bahia ipanema lagos bamako
dakar cairo istanbul vienna wien düsseldorf köln hamburg münchen munich cologne ibiza goa tokyo kyoto naples rome
venice genoa milan sicily sardinia andalusia seville granada cadiz catalonia castile galicia provence bretagne
brittany normandie montmartre camargue marseille midi pigalle west east north south coast far deep deepest middle
side sunset strip route highway amérique angleterre allemagne italie espagne suisse afrique asie inde chine japon
brésil jamaïque europe méditerranée atlantique orient occident nord sud est ouest californie louisiane londres
naples venise gênes rome andalousie séville grenade argentine mexique amerika england deutschland italien spanien
frankreich schweiz österreich afrika asien europa mittelmeer norden süden osten westen paris london america
inghilterra francia germania italia spagna svizzera africa asia brasile giamaica mediterraneo atlantico adriatico
oriente occidente mezzogiorno nord sud genova napoli roma milano venezia sicilia sardegna andalusia parigi londra
américa inglaterra francia alemania italia españa áfrica asia brasil mediterráneo atlántico oriente occidente norte
sur andalucía sevilla granada cádiz jerez triana córdoba málaga madrid barcelona cataluña galicia castilla habana
parís londres nápoles génova
"""
_STYLES = """
krautrock motorik britpop americana tropicália tropicalismo merseybeat eurodisco italo afrobeat bebop bop dixieland
swing soul blues jazz rock pop funk punk folk gospel reggae ska dub techno house disco rap hip-hop r&b rnb ambient
new wave age romantic canterbury scene sound madchester chanson canzone lied lieder flamenco fado tango bossa nova
samba salsa rumba cumbia mariachi raï gnawa sufi raga bauhaus dada noir western spaghetti wall big band easy
listening northern minneapolis muzak kosmische berliner schule tin pan alley brill building summer love music yé-yé
nouvelle vague musique concrète belle époque romanticismo romantik romantique barock expressionismus jugendstil
"""
_TIMES = """
thirties forties fifties sixties seventies eighties nineties venti trenta quaranta cinquanta sessanta settanta
ottanta novanta cinquenta sesenta setenta ochenta noventa monday tuesday wednesday thursday friday saturday sunday
january february march april may june july august september october november december christmas easter halloween
montag dienstag mittwoch donnerstag freitag samstag sonntag weihnachten noël pâques toussaint natale pasqua
ferragosto navidad pascua
"""
_OTHERS = """
ai ia ki json markdown html i i'm i'd i'll i've god lord bible heaven hell earth sun moon mars venus jupiter saturn
milky way mother father devil satan jesus christ mary madonna eve adam eden babylon zion jah dieu diable terre lune
soleil vierge seigneur ciel enfer gott herr himmel hölle erde mond sonne dio signore madonna cielo terra luna sole
dios señor virgen tierra lp lps ep eps cd cds dj djs mc mcs tv bpm midi am fm a b c d e f g ok hi-fi lo-fi hifi
lofi dna ufo ufos nasa fbi cia op opus vol volume side part no nr mr mrs ms dr st saint mono stereo dolby walkman
polaroid technicolor super cinemascope internet web aime euria mademoiselle madame monsieur miss sir lady i'm
odyssey iliad atlantis olympus orpheus eurydice icarus prometheus hades faust pandora apollo dionysus requiem mass
messe misa messa kyrie gloria credo sanctus agnus dei ave maria stabat mater te deum
"""
_NOT_PERSONS = frozenset(f"{_INSTRUMENTS} {_PEOPLES} {_PLACES} {_STYLES} {_TIMES} {_OTHERS}".split())
_NOT_PLACES = frozenset(f"{_PEOPLES} {_TIMES} {_STYLES} {_OTHERS} {_INSTRUMENTS}".split()) | vocabulary(
    """
    nord sud north south east west est ouest süden norden westen osten norte sur mono stereo
    """
)
_FOLDED = frozenset(map(folded, _NOT_PERSONS))
# German writes every noun with a capital: these stand behind "in" and "bei" of "aufgenommen", and are no town.
_GERMAN_NOUNS = vocabulary(
    """
    stille ruhe eile farbe form wahrheit zeiten tagen wochen nächten stunden räumen kirchen kellern einsamkeit
    freiheit stereo mono kerzenlicht nacht tageslicht regen takes sitzungen etappen schüben abgeschiedenheit
    kneipen clubs gruppen freunden musikern familie
    fleisch stein stahl glas holz leuten profis brüdern geschwistern freundinnen einzelgängern tüftlern stimmen
    menschen mensch maschinen könnern
    """
)


@lru_cache(4_000)  # words repeat
def is_no_person(word: str) -> bool:
    key = word.strip("'’.-").lower()
    if key in _NOT_PERSONS or len(key) < 2:
        return True
    bare = key.removesuffix("'s").removesuffix("’s").removesuffix("s")
    first = key.partition("-")[0]
    return bare in _NOT_PERSONS or first in _NOT_PERSONS or folded(bare) in _FOLDED


def is_no_place(word: str, language: str) -> bool:
    key = word.strip("'’.-").lower()
    return key in _NOT_PLACES or (language == "de" and key in _GERMAN_NOUNS)
