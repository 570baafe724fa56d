"""Sales, charts, certificates, awards, rankings and the praise of critics: no fact that is given ever holds them."""

import re
from collections.abc import Iterator

from enrichment.providers.texts.prose import Prose, Signs

_WORLD = r"(?:\w+ ){0,2}?"
_SIGNS = Signs(
    en={
        "top": r"\btop[- ](?:ten|five|three|twenty|thirty|forty|fifty|hundred|\d+|seller)\b"
        r"|\btopped the\b.{0,20}\bcharts?",
        "topped, tops": r"\btop(?:ped|s) the (?:\w+ ){0,2}(?:charts?|lists?|polls?)\b",
        "charts": r"\b(?:the|in|into|on|of|up|\w*['’]s|uk|us|album|albums|pop|singles|dance|national|\w+ish"
        r"|\w+an) charts\b(?! (?:a|the|its)\b)",
        "chart": r"\bchart(?: (?:position|success|hit|run|placing)|[- ]topp\w+)|\b(?:albums?|singles|pop|the"
        r"|\w+ish) chart\b",
        "charted": r"\bcharted (?:at|in|high|well|on)\b",
        "debuted, peaked, climbed, reached, entered, hit": r"\b(?:debuted|peaked|climbed|reached|entered"
        r"|hit)\b[^.!?;]{0,24}\b(?:no\. ?\d|number (?:one|two|three|four|five|six|seven|eight|nine|ten|\d)|#\d"
        r"|\d+(?:st|nd|rd|th)\b)",
        "number": r"\bnumber[- ](?:one|two|three|\d+) (?:in|on|hit|album|single|record|spot|slot)\b"
        r"|\bto number \w+ (?:on|in)\b",
        "billboard, bestseller, bestsellers, bestselling, platinum, grammy, grammys, grammies": "|",
        "seller, sellers, selling": r"\b(?:best|top|million|fast\w*)[- ]sell(?:er|ers|ing)\b"
        r"|\bselling\b[^.!?;]{0,30}\b(?:copies|million|thousand)",
        "sales, copies, certified, shortlisted, nominated, nomination, nominations, nominee, nominees": "|",
        "sold": r"\b(?:has|have|had|it|album|record|and|which|that) sold\b|\bsold (?:better|over|more|nearly|out|some"
        r"|well|about|around|an?|\d|\w+ (?:million|thousand))",
        "bought": r"\b(?:million|thousand|hundred)s?\b[^.!?;]{0,30}\bbought\b|\bbought by (?:\w+ ){0,2}(?:million"
        r"|thousand)s?",
        "million, millions": r"\b(?:sell|sold|sells|selling|shift\w*)\b[^.!?;]{0,24}\bmillions?\b"
        r"|\bmillions?\b[^.!?;]{0,20}\b(?:sold|records|units|streams|listeners|homes|buyers"
        r"|people|fans)\b",
        "gold, silver, diamond": r"\b(?:went|goes|going|certified|turned|struck|awarded"
        r"|earned (?:\w+ )?) ?(?:double |triple )?(?:gold|silver|diamond)\b|\b(?:gold|silver|diamond) (?:record|disc"
        r"|disk|status|certification|award|seller)\b",
        "award, awards, awarded": "|",
        "prize, prizes": r"\b(?:won|win|wins|winning|received|took|earned|awarded|mercury|music|polar|pulitzer|a|the"
        r"|of|several) (?:\w+ ){0,3}prizes?\b(?! for)",
        "oscar, emmy, juno, brits, ivor": r"\b(?:won|win|wins|an?|the|for|two|three) (?:\w+ )?(?:oscar|emmy|juno"
        r"|brits|ivor novello)\b",
        "fame": r"\bhall of fame\b",
        "year, decade, century, month": r"\b(?:album|record|song|disc|lp|single|artist|band) of the (?:year|decade"
        r"|century|month)\b|\byear-end (?:list|poll)",
        "time": r"\b(?:albums?|records?|lps?|discs?|songs?|works?|one) (?:\w+ ){0,3}of all[- ]time\b"
        r"|\ball[- ]time (?:list|great|best|classic|favou?rite)",
        "greatest, best, finest, important, influential, essential, acclaimed": r"\b(?:among|one of|list of|lists of"
        r"|as) (?:the |his |her |their |its )?(?:\w+ )?(?:\d+ )?(?:greatest|best|finest|most (?:important"
        r"|influential|essential|acclaimed)) (?:\w+ )?(?:albums|records|lps|discs|releases) (?:of|in|ever|from)\b",
        "ranked, ranks, ranking, rankings, listed, voted, polls, poll": r"\b(?:ranked|voted|listed (?:among|as|by)"
        r"|ranks? (?:among|as|high|at|in)|rankings?|polls?)\b",
        "acclaim, acclaimed, acclaimed": r"\b(?:critical(?:ly)?|universal(?:ly)?|widely|wide|great|much|to"
        r"|international(?:ly)?) acclaim(?:ed)?\b|\bacclaimed by\b",
        "critics, reviewers, press": r"\b(?:critics|reviewers|press) (?:\w+ )?(?:hailed|praised|loved|adored|voted"
        r"|called|named|raved|welcomed|greeted|embraced|championed|took to|warmed to|were|agreed"
        r"|still)\b|\b(?:hailed|praised|loved|celebrated|lauded"
        r"|favou?red|welcomed|greeted|panned) by (?:the )?(?:\w+ )?(?:critics|reviewers|press)\b",
        "masterpiece, classic, best, finest, greatest, peak, favourite, favorite": r"\b(?:fans|listeners|collectors"
        r"|many) (?:\w+ ){0,2}?(?:regard|consider|rank|hold|call|name|rate)\w*\b[^.!?;]{0,40}\b(?:masterpiece|classic"
        r"|best|finest|greatest|peak|favou?rite)\b",
        "commercial, commercially, critical": r"\b(?:critical|commercial|commercially"
        r"|critically)\b[^.!?;]{0,20}\b(?:success\w*|breakthrough|failure|triumph|praise|favou?rite)\b",
        "hit, hits": rf"\b(?:worldwide|international|huge|big|massive|minor|major|global|surprise|radio|club"
        rf"|underground|crossover|biggest|smash|transatlantic|enormous|top) hits?\b|\b(?:was|became|becoming|scored"
        rf"|spawned|yielded|gave) {_WORLD}(?:a|an|its|the|two|three|several) (?:\w+ )?hits?\b|\bhit (?:single|song"
        rf"|record|album|parade)s?\b",
        "breakthrough": r"\b(?:commercial|the|a|his|her|their|its|international) breakthrough\b",
        "radio": r"\b(?:heavy|constant|much|college) (?:radio )?(?:airplay|rotation)\b",
        "staple, staples": r"\bstaples? of\b",
        "radio, stations": r"\bradio (?:has|had|played|stations?)\b|\b(?:american|british|college) radio\b",
        "airplay": "|",
        "most": r"\bmost \w+ (?:albums|records|discs|songs) ever\b",
    },
    fr={
        "top": r"\btop (?:\d+|dix|cinq|vingt|cinquante)\b",
        "charts, billboard, palmarès, exemplaires, grammy, grammys, bestseller, récompensé, "
        "récompensée, récompenses, nominé, nominée, nomination, nominations": "|",
        "hit, parade, parades": r"\bhit[- ]parades?\b",
        "accueil": r"\baccueil\b[^.!?;]{0,30}\b(?:presse|critiques?|public)\b"
        r"|\b(?:reçut?|reçoit|connut?|réserv\w+) (?:\w+ ){0,2}accueil\b",
        "ventes": r"\b(?:meilleures?|des|les|de|millions de|chiffres de|records? de) ventes?\b",
        "vente": r"\bmeilleures? ventes?\b",
        "vendu, vendus, vendue, vend, vendit, vendra": r"\b(?:s['’](?:est|était|étant|en)|fut|a été|sera|se|est"
        r"|ont été)\b[^.!?;]{0,20}\bvend\w+\b|\bvend(?:u|us|ue)s? (?:à|par)\b",
        "classement, classements": r"\b(?:le|les|du|des|au|aux|en tête d\w+|tête du|nombreux|plusieurs"
        r"|divers) classements?\b",
        "classé, classée, classa, rangé": r"\b(?:classée?|classa|rangée?)\b[^.!?;]{0,20}\b(?:parmi|au nombre|numéro"
        r"|premier|première|\d)",
        "numéro, n": r"\b(?:numéro (?:un|deux|trois|\d+)|n[°º] ?\d)\b[^.!?;]{0,6}\b(?:des|du|en|au|aux)\b"
        r"|\bplace de numéro",
        "place": r"\b(?:première|\w+ième|\d+e) place\b",
        "disque, disques, double, triple, single": r"\b(?:disques?|double|triple|single) (?:d['’]or|de platine"
        r"|de diamant"
        r"|d['’]argent)\b",
        "platine": r"\b(?:de|double|triple|single|album) platine\b",
        "certifié, certifiée, certification": "|",
        "prix": r"\b(?:valut?|remport\w+|obtint|obtenu|reçut|reçu|reçoit|décroch\w+|gagn\w+|grand|le|un|du|plusieurs"
        r"|deux) (?:\w+ ){0,3}prix (?:d[eu]s?\b|mercury|·|[a-z]+ (?:de|du|des) (?:la )?(?:musique|meilleur|disque"
        r"|académie))|\bprix (?:de l['’]académie|charles|constantin|mercury|du meilleur)|\b(?:plusieurs|deux|trois"
        r"|nombreux) prix\b",
        "victoire, victoires": r"\bvictoires? de la musique\b",
        "année, décennie, siècle": r"\b(?:album|disque|chanson|groupe|artiste|révélation) (?:de l['’]année"
        r"|de la décennie|du siècle)\b",
        "temps": r"\b(?:albums?|disques?)\b[^.!?;]{0,20}\bde tous les temps\b",
        "élu, élue, plébiscité, plébiscitée, consacré, consacrée, encensé, encensée, acclamé, acclamée": r"\b(?:élue?"
        r"|plébiscitée?|acclamée?|encensée?|consacrée?) (?:meilleur\w*|album|disque|par|comme)\b",
        "meilleurs, meilleures, grands, importants": r"\b(?:parmi|un des|l['’]un des|au nombre des"
        r"|liste des) (?:\w+ )?(?:\d+ )?(?:meilleurs|plus grands|plus importants) (?:albums|disques)\b"
        r"|\bparmi les meilleur(?:e)?s\b",
        "chef, œuvre": r"\b(?:on l[ea] tient|tenue?s?|considérée?s?|passe|passent|reconnue?s?) (?:\w+ )?(?:pour"
        r"|comme) [^.!?;]{0,24}chef-d['’]œuvre",
        "critique, critiques, presse": r"\b(?:saluée?s?|encensée?s?|acclamée?s?|célébrée?s?|louée?s?|plébiscitée?s?"
        r"|accueillie?s?) (?:\w+ )?(?:par|de) (?:la |les |toute la )?(?:critique|critiques|presse)\b"
        r"|\bsuccès critique\b|\b(?:la|les) (?:critiques?|presse) (?:\w+ )?(?:salu\w+|encens\w+|acclam\w+"
        r"|applaudi\w+|accueil\w+|ador\w+|qualifi\w+|l['’]a|l['’]ont|y v[io]\w+|en fi\w+|s['’]enthousiasm\w+)",
        "succès": r"\bsuccès (?:commercial|critique|mondial|planétaire|public|international|populaire|d['’]estime"
        r"|immédiat|considérable|phénoménal|en|au|aux|dans)\b|\b(?:un|gros|grand|immense|énorme|franc|véritable|beau"
        r"|vif) succès\b",
        "tube, tubes": r"\b(?:un|le|des|les|gros|grand|devint un|devenu un|véritable) tubes?\b",
        "million, millions, milliers": r"\b(?:millions?|milliers)\b[^.!?;]{0,16}\b(?:copies|ventes|auditeurs|disques"
        r"|vend\w+|écoutes)\b",
        "listes, beaux": r"\b(?:les|des) listes\b|\b(?:parmi|un des|l['’]un des) (?:les )?plus beaux (?:disques"
        r"|albums)\b",
        "personnes, acheteurs": r"\b(?:mille|millions?)\b[^.!?;]{0,20}\b(?:personnes|acheteurs)\b",
    },
    de={
        "charts, hitparade, hitparaden, billboard, grammy, grammys, bestseller, platin, goldstatus, "
        "platinstatus, verkaufszahlen, verkaufserfolg, bestenliste, bestenlisten, meistverkauft, "
        "meistverkaufte, meistverkauften, meistverkauftes, nominiert, nominierung, exemplare, "
        "exemplaren, auszeichnungen, chartplatzierung, topseller, verkaufsschlager, albumcharts, "
        "singlecharts": "|",
        "top": r"\btop[- ](?:\d+|ten|zehn|five)\b",
        "meisterwerk, meisterstück": r"\b(?:fans|viele|kenner|manche|hörer)\b[^.!?;]{0,40}\bmeister(?:werk|stück)\b",
        "platz, rang": r"\b(?:platz|rang) (?:\d+|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|\w*zehn|elf|zwölf"
        r"|\w+zig)\b",
        "nummer": r"\bnummer[- ](?:eins|zwei|drei|1)\b",
        "spitze": r"\ban der spitze der\b|\ban die spitze der\b",
        "gold, silber": r"\b(?:mit|erhielt|bekam|für) (?:\w+ )?(?:gold|silber)\b[^.!?;]{0,16}\b(?:ausgezeichnet"
        r"|prämiert|status)|\bgold[- ](?:status|auszeichnung)",
        "goldene, platinene": r"\b(?:goldene|platinene) schallplatte",
        "schallplatte": r"\b(?:goldenen?|platin\w*) schallplatte",
        "verkaufte, verkauft, verkauften": r"\b(?:verkauft\w*)\b[^.!?;]{0,40}\b(?:mal|million\w*|tausend\w*|stück"
        r"|weltweit|exemplare\w*|gut)\b|\b(?:million\w*|tausend\w*|mal|\d+)\b[^.!?;]{0,24}\bverkauft\b",
        "millionen, million": r"\b(?:million\w*)\b[^.!?;]{0,24}\b(?:mal|verkauft\w*|käufer\w*|platten|hörer\w*"
        r"|alben)\b",
        "preis, preise": r"\b(?:gewann|erhielt|bekam|mit dem|mit einem|mehrere|zahlreiche|den|der"
        r"|wurde mit) (?:\w+ )?(?:\w+preise?|preise?)\b[^.!?;]{0,30}\b(?:ausgezeichnet|geehrt|kritik|musik|gewürdigt"
        r"|gewonnen)|\b(?:mehrere|zahlreiche) preise\b",
        "schallplattenpreis, schallplattenkritik, musikpreis, kritikerpreis, echo": r"\b(?:schallplattenpreis"
        r"|schallplattenkritik|musikpreis|kritikerpreis|(?:einen|den|mit dem) echo\b[^.!?;]{0,20}(?:ausgezeichnet"
        r"|gewann|erhielt))",
        "ausgezeichnet": r"\b(?:mit|wurde|wurden|worden)\b[^.!?;]{0,40}\bausgezeichnet\b",
        "auszeichnung": r"\b(?:eine|die|der|mehrere|diese) (?:\w+ )?auszeichnung\b",
        "jahres, jahrzehnts, jahrhunderts": r"\b(?:album|platte|alben|platten|band) des (?:jahres|jahrzehnts"
        r"|jahrhunderts)\b",
        "zeiten": r"\b(?:album|alben|platten|werke?)\b[^.!?;]{0,16}\baller zeiten\b",
        "gewählt, gekürt": r"\bzum\b[^.!?;]{0,40}\b(?:gewählt|gekürt)\b",
        "besten, wichtigsten, größten, einflussreichsten": r"\b(?:zu den|unter den|unter die|eines der"
        r"|liste der) (?:\d+ )?(?:\w+ )?(?:besten|wichtigsten|größten|einflussreichsten) (?:\w+ )?(?:alben|platten"
        r"|werken?)\b",
        "kritik, kritiker, kritikern, presse": r"\b(?:kritik|kritiker|presse) (?:feierte|lobte|jubelte|bejubelte|war"
        r"|waren|wählten|kürte|nannte|begrüßte)\w*\b|\bvon (?:der |den )?(?:\w+ )?(?:kritik|kritikern"
        r"|presse)\b[^.!?;]{0,16}\b(?:gefeiert|gelobt|hochgelobt|bejubelt|begrüßt|gepriesen)",
        "erfolg": r"\b(?:kommerzieller?|weltweiter?|großer?|internationaler?|riesiger?|ein|zum"
        r"|überraschender?) erfolg\b",
        "hit, hits, welthit, welthits": r"\b(?:welthits?|zum hit|ein (?:\w+ )?hit|(?:großer|größter|größte"
        r"|weltweiter|weltweite) hits?)\b",
        "abgesetzt": r"\b(?:million\w*|tausend\w*|exemplare)\b[^.!?;]{0,20}\babgesetzt\b",
        "ladentisch": r"\b(?:million\w*|tausend\w*|\w+tausend|stück|mal)\b[^.!?;]{0,30}\bladentisch",
        "hitlisten, hitliste, verkaufsrekord": "|",
    },
    it={
        "capolavoro": r"\b(?:fan|molti|tanti|ritenut[oa]|considerat[oa])\b[^.!?;]{0,40}\bcapolavoro\b",
        "classifica, classifiche": r"\b(?:in|la|le|alla|nelle|delle|nella|della|di) classific(?:a|he)\b",
        "copie": r"\b(?:copie vendute|(?:milion\w+|migliai\w+|mila|\d) (?:di )?copie|vend\w+[^.!?;]{0,30}copie"
        r"|di copie)\b",
        "vendette, venduto, venduta, vendute, vendere, vende": r"\b(?:ha|hanno|vendette|fu|più|è stato"
        r"|dischi più) ?(?:venduto|vendut[ae]|vendette)?\b[^.!?;]{0,30}\b(?:copie|milion\w+|mila|migliaia"
        r"|vendut[oaie])\b",
        "vendite, billboard, grammy, grammys, bestseller, certificato, certificata, candidatura, "
        "candidato, candidata, premiato, premiata, hitparade": "|",
        "disco, dischi": r"\bdisc(?:o|hi) (?:d['’]oro|di platino|di diamante|d['’]argento|dell['’]anno|del decennio)\b",
        "platino": "|",
        "premio, premi": r"\b(?:vinse|vinto|vince|ottenne|ottenuto|ricevette|ricevuto|conquist\w+|guadagn\w+|il|un"
        r"|numerosi|diversi|vari|due) (?:\w+ ){0,3}premi(?:o)?\b",
        "targa, sanremo": r"\btarga tenco\b|\b(?:festival di|a|al) sanremo\b",
        "vinse, vinto": r"\b(?:vinse|ha vinto|vinto) (?:il|la|un|una|due|tre|numeros\w+|divers\w+)\b",
        "anno, decennio, secolo": r"\b(?:album|disco|canzone|artista) (?:dell['’]anno|del decennio|del secolo)\b",
        "tempi": r"\bdi tutti i tempi\b",
        "posto": r"\b(?:primo|secondo|terzo|quarto|quinto|sesto|settimo|ottavo|nono|decimo|\d+) posto (?:in|nella"
        r"|delle|della|di)\b",
        "numero": r"\bnumero (?:uno|due|tre|1)\b",
        "vetta": r"\b(?:la|in|alla) vetta (?:delle|della|alle)\b",
        "critica, stampa": r"\b(?:acclamat|lodat|osannat|celebrat|salutat|apprezzat|esaltat"
        r"|accolt)[oaie] (?:\w+ )?dalla (?:critica|stampa)\b|\bsuccesso di (?:critica|pubblico)\b|\bla (?:critica"
        r"|stampa) (?:lo |la |l['’])?(?:acclam|lod|osann|celebr|salut|consider|premi"
        r"|accol|ador|esalt|applaud)\w+",
        "successo": r"\bsuccesso (?:commerciale|mondiale|internazionale|di critica|di pubblico|planetario|clamoroso"
        r"|immediato|di vendite|in)\b|\b(?:un|grande|enorme|gran|immenso|vero) successo\b",
        "migliori, importanti, grandi, influenti": r"\b(?:tra|fra) (?:i|gli) (?:\d+ )?(?:migliori|più (?:grandi"
        r"|importanti)) (?:album|dischi)\b|\buno dei (?:migliori|più (?:grandi|importanti|influenti)) (?:album"
        r"|dischi)\b",
        "eletto, nominato, votato": r"\b(?:eletto|nominato|votato) (?:album|disco|miglior\w*|tra|fra|come)\b",
        "posto, posizione": r"\b(?:arriv|raggiun|giun|conquist|sal|rimas|entr|debutt)\w*\b[^.!?;]{0,24}\b(?:prim|second"
        r"|terz|quart|quint|sest|settim|ottav|non|decim)[oa] (?:posto|posizione)\b",
        "parade": r"\bhit[- ]parade\b",
    },
    es={
        "maestra": r"\b(?:fans|muchos|aficionados|considerad[oa])\b[^.!?;]{0,40}\bobra maestra\b",
        "listas, lista": r"\b(?:las|de|en|primeras|principales) listas (?:de|\w+as)\b"
        r"|\b(?:en|cima de|alto de|cabeza de) las listas\b|\blistas? de (?:éxitos|ventas|los mejores|los)\b",
        "número": r"\bnúmero (?:uno|dos|tres|1)\b",
        "puesto": r"\b(?:primer|tercer|\w+o|\d+) puesto\b|\bel puesto (?:\d+|número)\b",
        "ejemplares, copias, ventas, superventas, billboard, grammy, platino, certificado, nominado, "
        "nominada, nominación, nominaciones, galardón, galardones, galardonado, galardonada, "
        "premiado, premiada": "|",
        "vendió, vendido, vendidos, vendieron, vendidas": "|",
        "disco, discos": r"\bdiscos? de (?:oro|platino|diamante)\b|\b(?:mejor )?disco del año\b",
        "premio, premios": r"\b(?:ganó|ganado|obtuvo|recibió|recibido|logró|mereció|varios|numerosos|el|un|los|dos"
        r"|con) (?:\w+ ){0,3}premios?\b",
        "ganó": r"\bganó (?:el|la|un|una|dos|varios|numerosos)\b[^.!?;]{0,24}\b(?:premio|galard|festival|grammy"
        r"|concurso)",
        "año, década, siglo": r"\b(?:álbum|disco|canción|grupo|artista) del (?:año|siglo)\b|\b(?:álbum"
        r"|disco) de la década\b",
        "tiempos": r"\bde todos los tiempos\b",
        "crítica, prensa": r"\b(?:aclamad|elogiad|celebrad|alabad|recibid|ensalzad)[oa]s? (?:\w+ )?por la (?:crítica"
        r"|prensa)\b|\béxito de (?:crítica|público)\b|\bla (?:crítica|prensa) (?:lo |la )?(?:aclam|elogi|celebr|alab"
        r"|recib|salud|consider|eligi|acogi|ador|aplaud|calific)\w+",
        "éxito, éxitos": r"\béxito (?:comercial|mundial|internacional|de ventas|de crítica|de público|rotundo"
        r"|inmediato|masivo|en)\b|\b(?:un|gran|enorme|mayor|inmenso|verdadero) éxito\b|\bde éxitos\b",
        "mejores, importantes, grandes, influyentes": r"\b(?:entre|uno de) los (?:\d+ )?(?:mejores|más (?:grandes"
        r"|importantes"
        r"|influyentes)) (?:discos|álbumes|trabajos)\b|\bmejores (?:discos|álbumes) (?:del?|de la|de los)\b",
        "elegido, votado, elegida, votada, nombrado, nombrada": r"\b(?:elegid[oa]|votad[oa]"
        r"|nombrad[oa]) (?:como )?(?:mejor|álbum|disco|entre"
        r"|el mejor)\b",
        "votación, encuesta": r"\b(?:una|la) (?:votación|encuesta)\b",
        "unidades": r"\b(?:mil|millones)\b[^.!?;]{0,12}\bunidades\b",
    },
)


def find(prose: Prose) -> Iterator[re.Match[str]]:
    return _SIGNS.found(prose)
