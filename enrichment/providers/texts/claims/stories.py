"""How it was made, how it was received and what became of it: the facts tell of the record alone."""

import re
from collections.abc import Iterator

from enrichment.providers.texts.prose import HIDDEN, Prose, Signs, inflected, without_likened

_EN_TIME = r"(?:days?|nights?|weeks?|months?|years?|hours?|afternoons?|evenings?|sessions?|takes?|weekends?)\b"
_EN_ROOM = (
    r"(?:studio|basement|bedroom|kitchen|farmhouse|barn|church|chapel|garage|cellar|castle|cabin|villa|hotel|mansion"
    r"|attic|living room|house|theatre|theater|shed)s?\b"
)
_FR_TIME = r"(?:jours?|nuits?|semaines?|mois|ans|années|heures|séances?|prises?)\b"
_FR_ROOM = (
    r"(?:studio|cave|chambre|cuisine|ferme|grange|église|chapelle|garage|château|maison|villa|hôtel|grenier|salon"
    r"|théâtre)s?\b"
)
_FR_MADE = r"(?:enregistr|grav|boucl|mix|capt|réalis|compos|achev|écri)\w*|mise?s? en boîte"
_DE_TIME = r"(?:tagen?|nächten?|wochen?|monaten?|jahren?|stunden|sitzungen|abenden?|takes)\b"
_DE_ROOM = (
    r"(?:\w*studio|keller|schlafzimmer|küche|bauernhof|scheune|kirche|kapelle|garage|schloss|haus|villa|hotel"
    r"|dachboden|wohnzimmer|theater)s?\b"
)
_DE_MADE = r"(?:aufgenommen|eingespielt|abgemischt|produziert|entstanden|geschrieben|fertiggestellt)"
_IT_TIME = r"(?:giorn[oi]|nott[ei]|settiman[ae]|mes[ei]|ann[oi]|or[ae]|sessioni|sedute)\b"
_IT_ROOM = (
    r"(?:studio|cantina|camera|cucina|cascina|fienile|chiesa|cappella|garage|castello|casa|villa|albergo|soffitta"
    r"|salotto|teatro)\b"
)
_ES_TIME = r"(?:días?|noches?|semanas?|mes(?:es)?|años?|horas?|sesion(?:es)?|tomas?)\b"
_ES_ROOM = (
    r"(?:estudio|sótano|dormitorio|cocina|granja|granero|iglesia|capilla|garaje|castillo|casa|villa|hotel|desván|salón"
    r"|teatro)\b"
)
_SIGNS = Signs(
    en={
        "recorded, taped, tracked, captured, cut, made, written, mixed, finished, completed, laid": rf"\b(?:recorded"
        rf"|taped|tracked|captured|cut|made|written|mixed|finished|completed|laid down)\b[^.!?;:]{{0,24}}?\b(?:in|at"
        rf"|over|within|during) (?:just |only |barely )?(?:(?:an?|the|his|her|their|[\w·]+['’]s) (?:[\w-]+ ){{0,2}}"
        rf"{_EN_ROOM}|[\w-]+ (?:[\w-]+ )?{_EN_TIME})",
        "took, spent, worked": rf"\btook (?:[\w-]+ ){{1,6}}?{_EN_TIME} to\b|\b(?:spent|worked) (?:[\w-]+ ){{0,3}}"
        rf"{_EN_TIME} (?:on|in the studio|making|recording|writing|refining|perfecting|working)\b",
        "age, aged, twenty, thirty, forty, eighteen, nineteen, seventeen, when": r"\bat the age of\b|\baged (?:just "
        r"|only )?(?:\d|\w+teen|twenty|thirty|forty|fifty"
        r"|sixty)|\b(?:was|were) (?:just |only |barely |still )?(?:\d\d|\w+teen|(?:twenty|thirty|forty|fifty"
        r"|sixty)(?:-\w+)?)(?: years old)? when\b",
        "only, just, barely": r"\b(?:only|just|barely) (?:\w+teen|twenty(?:-\w+)?),",
        "band, group": r"\b(?:left|quit|joined) the (?:band|group)\b|\bthe (?:band|group) (?:split|broke|disbanded)\b",
        "title, name": r"\b(?:the|its|the album['’]s) (?:title|name) (?:comes|came|derives|derived"
        r"|(?:is|was) (?:taken|borrowed)|refers|alludes)\b",
        "tribute, homage": rf"{HIDDEN}[\"”’']? (?:is|was|pays) (?:an? )?(?:\w+ )?(?:tribute|homage) to\b",
        "video, videos": r"\b(?:the|accompanying) videos? (?:for|was|were|directed)\b|\bmusic videos?\b",
        "reissued, rereleased, remastered": r"\b(?:was|were|been|being) (?:\w+ )?(?:reissued|rereleased|remastered)\b",
        "met": r"\bmet (?:\w+ )?(?:at|in) (?:art |high |music )?(?:college|school|university)\b",
        "tour, tours, toured": r"\b(?:world|ensuing|subsequent|following|farewell|european|concert) tours?\b"
        r"|\btours? (?:that )?followed\b|\bon tour\b|\btoured\b",
        "television, tv": r"\b(?:television|tv) (?:theme|series|show|program\w*|commercial|advert\w*)s?\b"
        r"|\bon (?:television|tv)\b",
        "film, movie, commercial, commercials": r"\b(?:used|featured|appeared|included) (?:\w+ ){0,3}(?:films?|movies?"
        r"|commercials?)\b",
        "covered, sampled, cover, covers": r"\b(?:later|often|widely|frequently|famously|been"
        r"|since) (?:\w+ )?(?:covered"
        r"|sampled)\b|\b(?:was|were) sampled\b|\bcover versions?\b|\ba cover of\b",
        "originally, first": r"\boriginally (?:by|sung|written|recorded|performed|released|intended|planned)\b|\bfirst"
        r" (?:sung|recorded|performed) by\b",
        "famous, fame, stardom, household, star, stars, known": r"\bmade (?:\w+ ){1,4}(?:famous|stars?)\b|\bto (?:fame"
        r"|stardom)\b|\bhousehold names?\b|\bbecame (?:\w+ ){0,2}(?:famous|known|stars?)\b",
        "anthem, classic, standard, cult": r"\bbecame (?:\w+ ){0,2}(?:anthem|classic|standard)\b|\bcult (?:status"
        r"|classic|following|favou?rite|album|record)\b",
        "release, released": r"\b(?:up)?on (?:its|first|initial)(?: \w+)? release\b|\bupon release\b|\bsince its"
        r" release\b|\bwhen (?:it was )?first released\b",
        "overlooked, ignored, misunderstood, neglected, rediscovered, dismissed": r"\b(?:was|were|been|largely"
        r"|initially"
        r"|first) (?:\w+ )?(?:overlooked|ignored|misunderstood|neglected|rediscovered|dismissed)\b",
        "flop, flopped, distribution": r"\b(?:commercial|a) flop\b|\bflopped\b|\bpoor distribution\b",
        "countless": r"\bcountless (?:[\w-]+ ){0,2}(?:bands|groups|artists|musicians)\b",
        "generation": r"\b(?:mark|shap|defin|inspir)e[ds] (?:\w+ ){0,2}generation\b",
        "influenced, influential, generations, generation": r"\b(?:most|hugely|highly|deeply) influential\b"
        r"|\binfluenced?"
        r" (?:\w+ ){0,4}(?:generations?|bands|artists|musicians|groups)\b|\bgenerations? of (?:musicians|bands|artists"
        r"|producers|songwriters)\b",
        "debt": r"\bowes? (?:it |this record |the album )a debt\b",
        "said, reportedly, rumoured, rumored, legend": r"\b(?:is|are|was|were) said to\b|\breportedly\b|\brumou?red\b"
        r"|\blegend has it\b",
        "bandmates, members": r"\b(?:original|former|founding) (?:members?|bandmates?)\b",
        "years, decades": r"\b(?:making|creating|playing|performing|recording|writing|active|together|around|touring"
        r"|career)\b[^.!?;:]{0,30}? (?:for|over|of|spanning) (?:[\w-]+ ){1,4}?(?:years|decades)\b",
        "known, renowned, famed": r"\b(?:known|renowned|famed) for\b",
        "landmark, milestone, groundbreaking, trailblazing": r"\b(?:landmark|milestone|groundbreaking|trailblazing)\b"
        r"[^.!?;:]{0,12}?\b(?:album|record|release|work|lp|disc|in|of|that)\b",
        "helped, introduced, brought, established": r"\bhelped (?:to )?(?:establish|define|shape|popularise|popularize"
        r"|create|invent|pave)\b|\b(?:introduced|brought)\b[^.!?;:]{1,40}? to the world\b|\bestablished (?:the|a)"
        r" (?:genre|style)\b",
    },
    fr={
        inflected("enregistr grav boucl mix capt réalis compos achev", "é ée és ées")
        + f", {inflected('écri', 't te ts tes')}, boîte": rf"\b(?:{_FR_MADE})"
        rf"\b[^.!?;:]{{0,24}}?\b(?:dans|en) (?:(?:une?|le|la|son|sa|leur) (?:\w+ )?{_FR_ROOM}|(?:à peine |seulement )?"
        rf"[\w-]+ (?:\w+ )?{_FR_TIME})",
        "titre": r"\b(?:le|son|ce) titre (?:vient|venait|provient|est (?:emprunté|tiré|repris)"
        r"|fait (?:référence|allusion)|renvoie|rend hommage)\b",
        "hommage": rf"{HIDDEN} ?[»\"”]? (?:rend|est un|se veut un) (?:\w+ )?hommage",
        "fallu, passé, fallut, pris, prit, duré, dura, demandé, demanda": rf"\b(?:fallut?|passé|pris|prit|durée?|dura"
        rf"|demandée?|demanda)\b[^.!?;:]{{0,24}}{_FR_TIME}",
        "âge": r"\bà l['’]âge de\b",
        "clip, clips": r"\b(?:le|un|son|les) clips?\b",
        "réédité, rééditée, remasterisé, remasterisée": r"\b(?:été|est|fut|sera) (?:\w+ )?(?:réédit|remasteris)ée?\b",
        "tourné": r"\b(?:a|ont) (?:\w+ )?tourné (?:dans|en|à travers|aux|partout)\b",
        "tournée": r"\b(?:la|une|leur) tournée (?:qui|mondiale|des?|triomphale|européenne|suivante)\b|\ben tournée\b",
        "télévision, générique": r"\bà la télévision\b|\bgénérique d",
        "repris, reprise, reprises, samplé, échantillonné": r"\b(?:souvent|maintes fois|été|sera|ensuite"
        r"|depuis) (?:\w+ )?"
        r"(?:reprise?s?|samplée?s?|échantillonnée?s?)\b|\breprises? d(?:e|['’])(?: \w+)? (?:morceau|chanson|titre)",
        "célèbre, connu, connus, connue, célébrité, gloire": r"\b(?:rend\w*|devin\w*|fit) (?:\w+ ){0,3}(?:célèbres?"
        r"|connue?s?)\b|\b(?:à|de) la (?:gloire|célébrité)\b",
        "culte, hymne, classique": r"\b(?:album|disque|statut|objet) culte\b|\bdevenu? (?:\w+ )?(?:culte|un hymne"
        r"|un classique)\b|\bdevin(?:t|rent) (?:\w+ )?(?:cultes?|hymnes?|classiques?)\b",
        "sortie, parution": r"\b(?:à|dès|lors de|depuis) (?:sa|la) (?:sortie|parution)\b",
        "bouda, boudé, ignoré, incompris, méconnu": r"\bbouda\b|\b(?:fut|a été|resta|longtemps|d['’]abord) (?:\w+ )?"
        r"(?:boudé|ignoré|incompris|méconnu)",
        "influencé, influença, influença, générations, génération": r"\binfluenc(?:é|a"
        r"|era)\b[^.!?;]{0,40}\b(?:générations?"
        r"|artistes|groupes|musiciens|scène)\b|\bgénérations? (?:de|d['’]) ?(?:musiciens|artistes|groupes|chanteurs)\b",
        "chef, œuvre": r"\b(?:critique|presse|beaucoup|certains)\b[^.!?;]{0,30}chef-d['’]œuvre",
        "génération": r"\bmarqu\w+ (?:\w+ ){0,3}génération",
        "âgé, âgée, haut": r"\bâgée? de (?:\w+[- ])?\w+ ans\b|\bdu haut de (?:ses|leurs)\b",
        "groupe": r"\bquitt\w+ le groupe\b|\ble groupe (?:se sépar|fut dissous)",
        "légende": r"\bla légende (?:veut|raconte|dit)\b",
        "ans, années, décennies": r"\b(?:musique|jouent?|joué|actifs?|active|ensemble|carrière|scène)\b[^.!?;:]{0,30}?"
        r" (?:depuis|(?<=carrière )de) (?:[\w-]+ ){1,4}?(?:ans|années|décennies)\b",
        "connu, connue, connus, réputé, réputée, réputés": r"\b(?:connue?s?|réputée?s?) pour\b",
        "jalon, pionnier, pionniers, marquant": r"\b(?:un jalon|album marquant|disque marquant|pionniers? d(?:e|u|es)"
        r"|pionniers? de l)\b",
        "contribué, révolutionné, définir, découvrir": r"\b(?:a|ont) contribué à (?:définir|établir|populariser"
        r"|façonner|créer)\b"
        r"|\b(?:a|ont) révolutionné\b|\bfait découvrir\b[^.!?;:]{1,40}? au monde\b",
    },
    de={
        "aufgenommen, eingespielt, abgemischt, produziert, entstanden, geschrieben, fertiggestellt": rf"\bin (?:nur "
        rf"|bloß |kaum )?(?:(?:einem|einer|dem|der|seinem|ihrem) (?:\w+ )?{_DE_ROOM}|[\w-]+ (?:\w+ )?{_DE_TIME})"
        rf"[^.!?;:]{{0,12}}?\b{_DE_MADE}\b|\b{_DE_MADE}\b[^.!?;:]{{0,24}}?\bin (?:nur |bloß )?(?:(?:einem|einer|dem|der"
        rf"|seinem|ihrem) (?:\w+ )?{_DE_ROOM}|[\w-]+ (?:\w+ )?{_DE_TIME})",
        "brauchte, brauchten, dauerte, dauerten": rf"\b(?:brauchten?|dauerten?)\b[^.!?;:]{{0,30}}{_DE_TIME}",
        "alter": r"\bim alter von\b",
        "musikvideo, videoclip, tournee, coverversion, coverversionen, gecovert, gesampelt, kultstatus, kultalbum, "
        "welttournee, kultplatte, titelmelodie": "|",
        "aufgelegt": r"\b(?:neu|wieder) aufgelegt\b",
        "tour": r"\b(?:auf|anschließenden?|folgenden?) tour\b",
        "fernsehen": r"\bim fernsehen\b",
        "radio": r"\b(?:läuft|lief|laufen) (?:\w+ ){0,2}?im radio\b",
        "ursprünglich": r"\bursprünglich (?:von|für|ein(?:e)? (?:lied|stück|song)|als)\b",
        "bekannt, berühmt, ruhm, stars": r"\b(?:über nacht|weltweit|schlagartig|international|weltberühmt|machten?"
        r"|wurden?)"
        r"\b[^.!?;]{0,40}\b(?:bekannt|berühmt|stars)\b",
        "klassiker, hymne": r"\bwurden? (?:\w+ ){0,3}(?:klassiker|hymne)\b",
        "erscheinen, veröffentlichung": r"\b(?:bei|seit|nach|zum) (?:seinem |ihrem |seiner |ihrer |der )?(?:erscheinen"
        r"|veröffentlichung)\b",
        "verkannt, unbeachtet, wiederentdeckt, flop": r"\b(?:blieb|zunächst|lange|wurde)\b[^.!?;]{0,20}\b(?:verkannt"
        r"|unbeachtet|wiederentdeckt)\b|\bflop\b",
        "beeinflusste, beeinflusst, generationen, generation": r"\bbeeinflusste?\b[^.!?;]{0,40}\b(?:generation(?:en)?"
        r"|bands|musiker|künstler)\b|\bgeneration(?:en)? von (?:musikern|bands|künstlern)\b",
        "generation": r"\bpräg\w+ (?:\w+ ){0,2}generation\b",
        "auf": r"\blöste sich (?:die gruppe|die band|das duo|das trio|das quartett) auf\b",
        "angeblich, legende": r"\bangeblich\b|\bder legende nach\b",
        "jahren, jahrzehnten": r"\b(?:musik|aktiv|zusammen|bühne|bühnen)\b[^.!?;:]{0,30}? seit (?:[\w-]+ ){1,4}?"
        r"(?:jahren|jahrzehnten)\b|\bseit (?:[\w-]+ ){1,4}?(?:jahren|jahrzehnten)\b[^.!?;:]{0,30}?\b(?:musik|aktiv"
        r"|zusammen|bühnen?)\b",
        "bekannt": r"\bbekannt für\b|\bfür [^.!?;:]{3,50} bekannt\b",
        "meilenstein, wegweisend, wegweisende, wegweisendes, bahnbrechend, bahnbrechende, bahnbrechendes": "|",
    },
    it={
        inflected("registrat incis mixat realizzat scritt compost completat", "o a i e"): rf"\b(?:registrat|incis"
        rf"|mixat|realizzat|scritt|compost|completat)[oaie]\b[^.!?;:]{{0,24}}?\bin (?:un[ao']? (?:\w+ )?{_IT_ROOM}"
        rf"|(?:sol[ei] |appena )?[\w-]+ (?:\w+ )?{_IT_TIME})",
        "vollero, servirono, impiegò, impiegarono": rf"\b(?:vollero|servirono|impieg\w+)\b[^.!?;:]{{0,24}}{_IT_TIME}",
        "età": r"\ball['’]età di\b",
        "videoclip, tournée, hit, cover, campionata, campionato, ristampato, rimasterizzato": "|",
        "tour": r"\b(?:in|il|nel|un) tour\b(?! d)",
        "televisione, sigla": r"\bin televisione\b|\bsigla (?:di|del)",
        "famoso, famosa, famosi, famose, celebre, celebri, fama, notorietà": r"\b(?:res[eo]|divenn\w+|diventò"
        r"|diventat\w)\b[^.!?;]{0,20}\b(?:famos\w|celebr\w)\b|\balla (?:fama|notorietà)\b",
        "culto, inno, classico": r"\b(?:disco|album|oggetto) di culto\b|\b(?:divenn\w+|diventò|diventat\w|diventerà)"
        r" (?:\w+ )?(?:inno|classico)\b",
        "uscita, pubblicazione": r"\b(?:alla|dalla|all['’]epoca della) (?:sua )?(?:uscita|pubblicazione)\b",
        "ignorato, incompreso, riscoperto": r"\b(?:fu|venne|stato|inizialmente|rimase) (?:\w+ )?(?:ignorat|incompres"
        r"|riscopert)o\b",
        "influenzato, influenzò, generazioni": r"\binfluenz(?:ato|ò|erà)\b[^.!?;]{0,40}\b(?:generazion[ei]|artisti"
        r"|gruppi"
        r"|musicisti)\b|\bgenerazioni di (?:musicisti|artisti|cantautori)\b",
        "generazione": r"\bsegn\w+ (?:\w+ ){0,3}generazione\b",
        "leggenda": r"\b(?:la leggenda (?:vuole|narra)|secondo la leggenda)\b",
        "anni, decenni": r"\b(?:musica|attiv[oaie]|suonano?|insieme|carriera|scena)\b[^.!?;:]{0,30}? (?:da|per|di)"
        r" (?:[\w-]+ ){1,4}?(?:anni|decenni)\b",
        "noto, nota, noti, conosciuto, conosciuta, conosciuti": r"\b(?:not[oai]|conosciut[oai]) per\b",
        "pietra, pioniere, pionieri, rivoluzionato": r"\bpietra miliare\b|\bpionier[ei] d|\bha rivoluzionato\b",
    },
    es={
        inflected("grabad registrad mezclad compuest escrit realizad terminad", "o a os as")
        + ", grabó, grabaron": rf"\b(?:(?:grabad|registrad|mezclad|compuest|escrit|realizad|terminad)[oa]s?|grab(?:ó"
        rf"|aron))\b[^.!?;:]{{0,24}}?\ben (?:un[oa]? (?:\w+ )?{_ES_ROOM}|(?:sólo |solo |apenas )?[\w-]+ (?:\w+ )?"
        rf"{_ES_TIME})",
        "tardó, tardaron, necesitó": rf"\b(?:tard\w+|necesit\w+)\b[^.!?;:]{{0,24}}{_ES_TIME}",
        "edad": r"\ba la edad de\b|\bcon \w+ años de edad\b",
        "videoclip, versionado, versionada, sampleado, versionaron, reeditado, remasterizado": "|",
        "gira": r"\b(?:la|una|su|esta|de) gira (?:que|por|de|mundial|posterior)\b",
        "televisión": r"\b(?:en|por) (?:la )?televisión\b",
        "famoso, famosa, famosos, famosas, fama, conocido, estrellas": r"\b(?:hizo|hicieron|volvió"
        r"|convirtió)\b[^.!?;]{0,20}\b(?:famos\w+"
        r"|estrellas?)\b|\ba la fama\b",
        "culto, himno, clásico": r"\b(?:disco|álbum|obra) de culto\b|\bse convirtió en (?:\w+ )?(?:himno|clásico)\b",
        "salida, publicación, lanzamiento": r"\b(?:a|en|desde|tras) su (?:salida|publicación|lanzamiento)\b",
        "puristas, ignorado, incomprendido, redescubierto": r"\bpuristas (?:lo|la) \w+\b|\b(?:fue|quedó|inicialmente)"
        r" (?:\w+ )?(?:ignorad|incomprendid|redescubiert)o\b",
        "influyó, influido, generaciones, influyentes, importantes": r"\binflu(?:yó|ido"
        r"|irá)\b[^.!?;]{0,40}\b(?:generacion(?:es)?"
        r"|artistas|grupos|músicos)\b|\bgeneraciones de (?:músicos|artistas|cantautores|grupos)\b|\b(?:discos|álbumes)"
        r" (?:\w+ )?más (?:influyentes|importantes)\b",
        "generación": r"\bmarcó (?:\w+ ){0,3}generación\b",
        "leyenda": r"\b(?:cuenta|según) la leyenda\b",
        "años, décadas": r"\b(?:música|activ[oa]s?|tocan?|tocando|junt[oa]s|carrera|escena)\b[^.!?;:]{0,30}? (?:desde"
        r" hace|durante|por|de) (?:[\w-]+ ){1,4}?(?:años|décadas)\b",
        "conocido, conocida, conocidos": r"\bconocid[oa]s? por\b",
        "hito, pionero, pioneros, revolucionó": r"\bun hito\b|\bpioneros? d|\brevolucionó\b",
    },
)


def find(prose: Prose) -> Iterator[re.Match[str]]:
    return without_likened(prose, _SIGNS.found(prose))
