"""Frequent small words of each language, after elision ("l'album" counts as "l" and "album")."""

from enrichment.providers.texts.sentences import vocabulary

_FRENCH = """
le la les l un une des du de d et est en que qui qu dans pour pas sur se s ce cette ces c son sa ses leur leurs il elle
ils elles on nous au aux avec par plus ne n ou où mais comme tout toute tous même sans entre aussi sont été être avait
était fait dont où deux chaque puis ainsi encore jamais rien très bien peu
"""

_ENGLISH = """
the a an of and to in is it its that this these those with for on as by from at be been was were are has have had not
but or which who whose their his her they he she them into over than then there where when what while both each every
never always between without through all more most only no one so up out about after before
"""

_GERMAN = """
der die das den dem des ein eine einer eines einem einen und ist in im zu zum zur von vom mit auf für an am als auch es
er sie wir ihr ihre ihren ihrer sein seine seiner nicht aber oder wie so aus bei nach über unter durch ohne zwischen
wird werden wurde wurden hat haben war waren sich noch nur mehr man dass wenn diese dieser dieses jede jeder kein keine
"""

_ITALIAN = """
il lo la i gli le un uno una di del dello della dei degli delle d e ed è in nel nello nella nei negli nelle l che chi
non per con su sul sulla sui sulle da dal dalla dai dalle dell nell sull dall all al alla ai alle come anche più ma o
si se sono era suo sua suoi sue questo questa ogni tutto tutti tra fra senza dove quando ha hanno ci
"""

_SPANISH = """
el la los las un una unos unas de del y e en que quien no por para con sin sobre entre se su sus lo al es son era fue
ser está como más pero o u ni este esta estos estas ese esa cada todo toda todos donde cuando también hasta desde muy
ya ha han hay sólo solo tan
"""

STOP_WORDS = {
    "fr": frozenset(_FRENCH.split()),
    "en": frozenset(_ENGLISH.split()),
    "de": frozenset(_GERMAN.split()),
    "it": frozenset(_ITALIAN.split()),
    "es": frozenset(_SPANISH.split()),
}

# Languages that models slip into, so near to one of the five that they would pass for it.
NEIGHBOURS = {
    "ca": vocabulary(
        """
    el la els les un una uns unes de del dels i en que qui no per amb sense sobre entre es seu seva seus seves
    ho al als és són era va ser està com més però ni aquest aquesta aquests cada tot tota tots quan també fins
    des molt ja ha han hi cap mentre on tan només així d l s n
    """
    ),
    "pt": vocabulary(
        """
    o a os as um uma uns umas de do da dos das e em no na nos nas que quem não por para com sem sobre entre se
    seu sua seus suas ao aos à às é são era foi ser está como mais mas ou nem este esta estes cada todo toda
    todos onde quando também até desde muito já há tão só pelo pela num numa isso ele ela
    """
    ),
    "nl": vocabulary(
        """
    de het een van en in is dat die dit met voor op te zijn was niet als aan door bij uit om ook maar of over
    naar er zich hij zij ze wij we ons hun haar wordt worden werd heeft hebben nog al meer dan geen wel zo deze
    waar tot
    """
    ),
}
