"""What stands for a state in the news without its name: seats of power, services, agencies, lands that it holds.

By the state's ISO 3166 code. The names of states, their adjectives and capitals are a library's (``speakers.houses``);
these are in none that we know of. They make proposals, never facts: a person decides.
"""

SEATS = {
    "BA": "Bosnia",
    "BR": "Planalto | Itamaraty",
    "BY": "Belorussia | Byelorussia | Belorussian | Byelorussian",
    "CA": "RCMP",
    "CH": "Berne",
    "CN": "Peking | Zhongnanhai | People's Liberation Army | PRC",
    "DE": "Bundeswehr | Bundestag | Bundesregierung",
    "ES": "Moncloa | Guardia Civil",
    "FR": "Elysee | Quai d'Orsay | Matignon",
    "GB": "Britain | England | Downing Street | Whitehall | Westminster | Buckingham Palace | Scotland Yard | GCHQ",
    "GR": "Hellenic",
    "IL": "Knesset | Mossad | Shin Bet | Shabak | IDF | Tsahal | Tel Aviv",
    "IN": "Lok Sabha | Rajya Sabha",
    "IR": (
        "Teheran | Majlis | Islamic Republic | Revolutionary Guard | Revolutionary Guards | IRGC | Basij | Quds Force"
    ),
    "KP": "DPRK | Workers' Party of Korea | Korean People's Army",
    "KR": "ROK | Blue House",
    "MM": "Tatmadaw | Nay Pyi Taw",
    "NL": "Hague | Binnenhof",
    "PH": "Malacanang",
    "PK": "Rawalpindi | ISPR | Inter-Services Intelligence",
    "PL": "Sejm",
    "RU": (
        "Kremlin | State Duma | Duma | FSB | GRU | SVR | Rosgvardia | Lubyanka | Roskomnadzor | Muscovite | "
        # Lands of other states that it holds or upholds, as those call them who rule there.
        "Donetsk People's Republic | DPR | DNR | Luhansk People's Republic | Lugansk People's Republic | LPR | LNR | "
        "Republic of Crimea | Crimean authorities | Crimean government | Crimean parliament | Transnistria | "
        "Transnistrian | Transdniestria | Pridnestrovian | Abkhazia | Abkhazian | South Ossetia | South Ossetian"
    ),
    "SA": "KSA",
    "SY": "Assad regime | Assad government",
    "TR": "TRNC | Northern Cyprus | Turkish Cypriot",
    "UA": "Kiev | Verkhovna Rada | SBU | Bankova",
    "US": "America | White House | Pentagon | Capitol Hill | Foggy Bottom | Oval Office | CIA | FBI | NSA | Centcom",
    "VA": "Vatican | Holy See",
    "XK": "Kosovar | Pristina | Prishtina",
}
"""They tell of a state wherever they stand in a name, as its own name does: "Kremlin spokesman"."""

LEADERS = {
    "BR": "Bolsonaro | Lula",
    "BY": "Lukashenko",
    "CN": "Xi",
    "HU": "Orban",
    "IL": "Netanyahu",
    "IN": "Modi",
    "IR": "Khamenei | Rouhani | Raisi | Pezeshkian",
    "KP": "Kim",
    "PH": "Duterte | Marcos",
    "RU": "Putin | Yeltsin | Medvedev",
    "SY": "Assad",
    "TR": "Erdogan",
    "UA": "Zelensky | Zelenskyy | Poroshenko | Yanukovych",
    "US": "Obama | Trump | Biden",
    "VE": "Maduro | Chavez",
}
"""Who lends a state's government a name in the news: "Putin's government", "the Biden administration". By themselves
they tell of no house, and nobody who shares a name with many is here. They need no dates: it was that leader's time."""
LED = "government | administration | regime | cabinet"

IN_CYRILLIC = {"BY": "РБ", "CN": "КНР", "KP": "КНДР", "RU": "РФ", "US": "США"}
"""Letters that stand for a state where they are written in capitals."""

WHOLE = {
    "AE": "WAM",
    "BY": "BelTA",
    "CN": "Xinhua | CGTN | CCTV | PLA | People's Daily | Global Times | China Daily",
    "CU": "Granma | Prensa Latina",
    "DZ": "APS",
    "EG": "MENA | Al-Ahram",
    "IR": "IRNA | IRIB | Press TV | Fars | Tasnim",
    "KP": "KCNA | Rodong Sinmun",
    "KW": "KUNA",
    "NZ": "NZ",
    "QA": "QNA",
    "RU": (
        "TASS | ITAR-TASS | RIA | RIA Novosti | Rossiya Segodnya | Sputnik | RT | Russia Today | Rossiyskaya Gazeta | "
        "Rossiiskaya Gazeta | RF | MID | Kreml | Minoborony | VGTRK"
    ),
    "SA": "SPA",
    "SD": "SUNA",
    "SY": "SANA",
    "TR": "Anadolu | TRT",
    "UA": "Ukrinform",
    "US": "Congress | State Department | USAID | VOA",
    "VE": "teleSUR | VTV",
    "VN": "VNA",
}
"""They tell of a state where they are the whole name but for what says what it is: "SANA", "TASS news agency". What is
written in capitals alone counts in capitals alone: a spa is no Saudi Press Agency."""
