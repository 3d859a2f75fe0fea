"""Which names are an office's and nobody's in it: "the minister", "the press office", "Police". Whose, no word says.

A state's own ("the Russian minister"), a body's ("Harbour Police") or a person's name beside it makes it a name.
"""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
SMALL_WORDS = frozenset(
    "the a an our his her their of for and in at to el la los las le les l der die das ein eine il lo o os as um uma "
    "du de des del della do da".split()
)
PEOPLE_IN_OFFICE = frozenset(
    "minister ministers president premier chancellor mayor governor chairman chairwoman chairperson chair chief "
    "head director manager secretary spokesman spokeswoman spokesperson spokespeople spokespersons commander "
    "commissioner prosecutor judge magistrate ambassador consul envoy attorney counsel senator deputy councillor "
    "delegate clerk king queen prince princess pope bishop imam rabbi priest sheriff editor owner founder boss "
    "leader candidate inspector representative archivist registrar librarian treasurer auditor coroner ombudsman "
    "principal headmaster dean rector ceo cfo coo pm mp mep vp general admiral captain colonel sergeant professor "
    "surgeon pilot ministro ministra presidente presidenta alcalde alcaldesa portavoz fiscal juez gobernador "
    "ministre président maire préfet porte-parole juge procureur bürgermeister bürgermeisterin präsident kanzler "
    "kanzlerin sprecher sprecherin minister ministerin staatsanwalt richter sindaco portavoce ministra prefeito "
    "porta-voz министр президент мэр губернатор прокурор судья міністр речник вчитель وزير رئيس متحدث 部长 总统 市长 "
    "发言人".split()
)
"""Whom one asks, in languages in which desks write."""
KINDS_OF_BODIES = frozenset(
    "office offices ministry ministries government authorities authority administration police army military navy "
    "force forces troops militia guard court tribunal council committee commission cabinet parliament assembly "
    "senate agency bureau department directorate embassy consulate hospital clinic school university college "
    "company firm corporation bank church mosque synagogue temple union party opposition coalition alliance "
    "association federation ngo ngos charity charities newspaper paper magazine channel station broadcaster radio "
    "archive archives registry register library museum prison jail station town city village municipality county "
    "state republic kingdom regime junta leadership board management staff team delegation secretariat service "
    "services institute laboratory organisation organization group movement club airport port railway airline "
    "newsroom hq headquarters "
    "factory plant gobierno policía ministerio ayuntamiento ejército gouvernement mairie préfecture ministère "
    "armée regierung polizei ministerium rathaus armee gericht governo polizia правительство полиция министерство "
    "армия уряд поліція حكومة شرطة جيش وزارة 政府 警方 军方".split()
)
WITH_OFFICES = frozenset(
    "prime deputy vice assistant first second foreign interior defence defense finance health education justice "
    "press media information public local regional national federal provincial municipal central state former "
    "ex editorial "
    "acting senior chief head general official competent relevant responsible main high supreme top government "
    "ministry cabinet executive managing communications spokes district city town village county".split()
)


@lru_cache(maxsize=65_536)
def is_bare_office(name: str) -> bool:
    """Tell whether a name is an office or a kind of body alone, which every state, or every town, has one of.

    "Foreign Office" and "Town Clerk", in capitals, are names where they are; "the foreign office" is none.
    """
    words = [word for word in _WORD.findall(unicodedata.normalize("NFKC", name)) if word.casefold() not in SMALL_WORDS]
    low = [re.sub(r"['’]s$", "", word.casefold()) for word in words]
    if not low or any(word not in PEOPLE_IN_OFFICE | KINDS_OF_BODIES | WITH_OFFICES for word in low):
        return False
    of_body = not KINDS_OF_BODIES.isdisjoint(low)
    if of_body and len(words) > 1 and words[0][0].isupper():
        return False
    return of_body or not PEOPLE_IN_OFFICE.isdisjoint(low)
