"""What lies around the music: its sleeve, what it cost, songs that no tracklist shows, and what its players learnt."""

import re
from collections.abc import Iterator

from enrichment.providers.texts.prose import HIDDEN, Prose, Signs, without_likened

# Who made the sleeve may be among the credits.
_NOBODY_GIVEN = rf"(?![^.!?;:]{{0,24}}{HIDDEN})"
# "A hidden song seems to run beneath": a likeness, said behind it.
_NO_SEEMING = r"(?! (?:seem|might|could|would|semble|paraît|schein|sembr|pare|podría|potrebbe|könnte))"
# "Whoever has studied its words": a listener's study, not a player's.
_NOT_OF_THE_RECORD = r"(?! (?:it|its|this|these|every|each|(?:the|their|his|her|your) ears?)\b)"
_SIGNS = Signs(
    en={
        "hidden, secret": rf"\b(?:hidden|secret) (?:\w+ )?(?:tracks?|songs?)\b{_NO_SEEMING}",
        "budget, budgets": "|",
        "studied, trained": r"\b(?:had|has|have|having|who|he|she|they|(?:singer|drummer|guitarist|bassist|pianist"
        rf"|player|member|musician|brother|sister|producer)s?) (?:\w+ )?(?:studied|trained)\b{_NOT_OF_THE_RECORD}"
        r"|\bclassically trained\b",
        "sleeve, cover, artwork": r"\b(?<!by )(?:the|its|their|whose|an?|this|that|album|record|front) (?:\w+ )?"
        r"(?:sleeve|cover|artwork)(?: art| photo\w*| image| design| painting)?,? (?:\w+ )?"
        r"(?:shows?|depicts?|features?|pictures|by (?:an?|the)|a photo\w*|(?:(?:was|is) (?:\w+ )?)?"
        rf"(?:designed|shot|painted|taken|drawn|photographed|created))\b{_NOBODY_GIVEN}",
    },
    fr={
        "caché, cachée": rf"\b(?:morceau|titre|piste|plage|chanson) (?:bonus )?cachée?\b{_NO_SEEMING}",
        "budget": "|",
        "étudié, étudia, conservatoire": r"\b(?:a|ont|avait|avaient|ayant) (?:(?!été\b)\w+ )?étudié\b|\bétudia\b"
        r"|\bau conservatoire\b",
        "pochette": r"\bpochette\b,? (?:est |était |fut |a été )?(?:\w+ )?(?:signée|réalisée|dessinée|conçue|peinte"
        rf"|photographiée|montre|représente|figure|due|œuvre|l['’]œuvre)\b{_NOBODY_GIVEN}",
    },
    de={
        "versteckter, versteckte, verstecktes, versteckten": r"\bversteckte[rsn]? (?:titel|stück|song|lied|track)\b"
        rf"{_NO_SEEMING}",
        "budget": "|",
        "studiert, studierte, studierten, konservatorium": r"\b(?:hatten?|habe|haben) [^.!?;:]{0,40}?\bstudiert\b"
        r"|\b(?:sänger|sängerin|gitarrist|bassist|schlagzeuger|pianist|musiker|er|sie) studierten?\b[^.!?;:]{0,30}?"
        r"\b(?:musik|gesang|komposition|klavier|am|bei)\b|\bam konservatorium\b",
        "cover, hülle, plattenhülle, umschlag": r"\b(?:cover|(?:platten)?hülle|umschlag) (?:\w+ )?(?:zeigt(?! sich)"
        rf"|gestaltete|entwarf|malte|stammt|fotografierte|wurde (?:von|gestaltet|entworfen))\b{_NOBODY_GIVEN}",
    },
    it={
        "nascosta, nascosto": rf"\b(?:traccia|brano|canzone|pezzo) nascost[ao]\b{_NO_SEEMING}",
        "budget": "|",
        "studiato, studiò, conservatorio": r"\b(?:ha|hanno|aveva|avevano|avendo) (?:\w+ )?studiato\b|\bstudiò\b"
        r"|\bal conservatorio\b",
        "copertina": r"\bcopertina,? (?:è |era |fu )?(?:\w+ )?(?:firmata|realizzata|disegnata|dipinta|fotografata"
        rf"|mostra|raffigura|opera)\b{_NOBODY_GIVEN}",
    },
    es={
        "oculta, oculto, escondida, escondido": r"\b(?:pista|tema|canción|corte) (?:ocult|escondid)[ao]\b"
        rf"{_NO_SEEMING}",
        "presupuesto": "|",
        "estudiado, estudió, conservatorio": r"\b(?:ha|han|había|habían|habiendo) (?:(?!sido\b)\w+ )?estudiado\b"
        r"|\bestudió\b|\ben el conservatorio\b",
        "portada, carátula": r"\b(?:portada|carátula),? (?:es |era |fue )?(?:\w+ )?(?:firmada|realizada|diseñada"
        rf"|pintada|fotografiada|muestra|obra)\b{_NOBODY_GIVEN}",
    },
)


def find(prose: Prose) -> Iterator[re.Match[str]]:
    return without_likened(prose, _SIGNS.found(prose))
