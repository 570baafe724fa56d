"""What lies around the music: its sleeve, what it cost, songs that no tracklist shows, and what its players learnt."""

import re
from collections.abc import Iterator

from enrichment.providers.texts.claims.stories import without_likened
from enrichment.providers.texts.prose import HIDDEN, Prose, Signs

# Who made the sleeve may be among the credits.
_NOBODY_GIVEN = rf"(?![^.!?;:]{{0,24}}{HIDDEN})"
_SIGNS = Signs(
    en={
        "hidden, secret": r"\b(?:hidden|secret) (?:\w+ )?(?:tracks?|songs?)\b",
        "budget, budgets": "|",
        "studied, trained": r"\b(?:had|has|have|having|who|he|she|they|(?:singer|drummer|guitarist|bassist|pianist"
        r"|player|member|musician|brother|sister|producer)s?) (?:\w+ )?(?:studied|trained)\b|\bclassically trained\b",
        "sleeve, cover, artwork": r"\b(?:sleeve|cover|artwork)(?: art| photo\w*| image| design| painting)?,? (?:\w+ )?"
        r"(?:shows?|depicts?|features?|pictures|by|a photo\w*|(?:(?:was|is) (?:\w+ )?)?(?:designed|shot|painted|taken"
        rf"|drawn|photographed|created))\b{_NOBODY_GIVEN}",
    },
    fr={
        "caché, cachée": r"\b(?:morceau|titre|piste|plage|chanson) (?:bonus )?cachée?\b",
        "budget": "|",
        "étudié, étudia, conservatoire": r"\b(?:a|ont|avait|avaient|ayant) (?:\w+ )?étudié\b|\bétudia\b"
        r"|\bau conservatoire\b",
        "pochette": r"\bpochette\b,? (?:est |était |fut |a été )?(?:\w+ )?(?:signée|réalisée|dessinée|conçue|peinte"
        rf"|photographiée|montre|représente|figure|due|œuvre|l['’]œuvre)\b{_NOBODY_GIVEN}",
    },
    de={
        "versteckter, versteckte, verstecktes, versteckten": r"\bversteckte[rsn]? (?:titel|stück|song|lied|track)\b",
        "budget": "|",
        "studiert, studierte, studierten, konservatorium": r"\b(?:hatten?|habe|haben) [^.!?;:]{0,40}?\bstudiert\b"
        r"|\b(?:sänger|sängerin|gitarrist|bassist|schlagzeuger|pianist|musiker|er|sie) studierten?\b[^.!?;:]{0,30}?"
        r"\b(?:musik|gesang|komposition|klavier|am|bei)\b|\bam konservatorium\b",
        "cover, hülle, plattenhülle, umschlag": r"\b(?:cover|(?:platten)?hülle|umschlag) (?:\w+ )?(?:zeigt|gestaltete"
        rf"|entwarf|malte|stammt|fotografierte|wurde (?:von|gestaltet|entworfen))\b{_NOBODY_GIVEN}",
    },
    it={
        "nascosta, nascosto": r"\b(?:traccia|brano|canzone|pezzo) nascost[ao]\b",
        "budget": "|",
        "studiato, studiò, conservatorio": r"\b(?:ha|hanno|aveva|avevano|avendo) (?:\w+ )?studiato\b|\bstudiò\b"
        r"|\bal conservatorio\b",
        "copertina": r"\bcopertina,? (?:è |era |fu )?(?:\w+ )?(?:firmata|realizzata|disegnata|dipinta|fotografata"
        rf"|mostra|raffigura|opera)\b{_NOBODY_GIVEN}",
    },
    es={
        "oculta, oculto, escondida, escondido": r"\b(?:pista|tema|canción|corte) (?:ocult|escondid)[ao]\b",
        "presupuesto": "|",
        "estudiado, estudió, conservatorio": r"\b(?:ha|han|había|habían|habiendo) (?:\w+ )?estudiado\b|\bestudió\b"
        r"|\ben el conservatorio\b",
        "portada, carátula": r"\b(?:portada|carátula),? (?:es |era |fue )?(?:\w+ )?(?:firmada|realizada|diseñada"
        rf"|pintada|fotografiada|muestra|obra)\b{_NOBODY_GIVEN}",
    },
)


def find(prose: Prose) -> Iterator[re.Match[str]]:
    return without_likened(prose, _SIGNS.found(prose))
