"""What stands for a state in the news without its name: seats of power, services, agencies, lands that it holds.

By the state's ISO 3166 code. The names of states, their adjectives and capitals are a library's (``speakers.houses``);
these are in none that we know of. They make proposals, never facts: a person decides.
"""

from typing import NamedTuple

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
    "SY": "Assad regime | Assad government | Baath Party | Ba'ath Party",
    "TR": "TRNC | Northern Cyprus | Turkish Cypriot",
    "UA": "Kiev | Verkhovna Rada | SBU | Bankova",
    "US": "America | White House | Pentagon | Capitol Hill | Foggy Bottom | Oval Office | CIA | FBI | NSA | Centcom",
    "VA": "Vatican | Holy See",
    "XK": "Kosovar | Pristina | Prishtina",
}
"""They tell of a state wherever they stand in a name, as its own name does: "Kremlin spokesman"."""

PARTS = {
    "AU": "New South Wales | Queensland | Tasmanian",
    "BE": "Flanders | Flemish | Wallonia | Walloon",
    "CA": "Quebec | Quebecois | Ontario | Alberta | British Columbia",
    "CN": "Tibet | Tibetan | Xinjiang | Uyghur | Inner Mongolia",
    "DE": "Bavaria | Bavarian | Saxony | Saxon | Hessian | Thuringia",
    "ES": "Catalonia | Catalan | Basque | Andalusia | Andalusian | Galician",
    "FR": "Corsica | Corsican | Brittany",
    "GB": "Scotland | Scottish | Wales | Welsh | Northern Ireland | Northern Irish",
    "IN": "Kashmiri | Bengali | Tamil Nadu",
    "IQ": "Kurdistan Region | Kurdistan Regional",
    "IT": "Sicily | Sicilian | Sardinia | Sardinian | Lombardy | Tuscany",
    "RU": (
        "Chechnya | Chechen | Tatar | Dagestani | Ingush | Ingushetia | Bashkir | Buryat | Buryatia | Kalmyk | Yakut | "
        "Yakutia | Tuva | Tuvan | Ossetian | North Ossetia | Saint Petersburg | Belgorod | Bryansk | Kursk | "
        "Voronezh | Rostov | Krasnodar | Kaliningrad | Sverdlovsk | Samara | Novosibirsk"
    ),
    "TZ": "Zanzibar | Zanzibari",
    "US": "Texan | Californian | Floridian | Virginian | Hawaiian | Alaskan",
}
"""Parts of states as English has them. They tell of a state beside a word for who governs: "Chechen government"."""


class Leader(NamedTuple):
    """Who led a state, from one year to another (None: still on 1 January 2025), and who says so.

    ``name`` is what a government is called by ("Assad government"), ``full`` how the person is called.
    """

    state: str
    name: str
    full: str
    since: int
    until: int | None
    because: str


LEADERS = (
    Leader("BR", "Bolsonaro", "Jair Bolsonaro", 2019, 2022, "gov.br: gallery of presidents"),
    Leader(
        "BR",
        "Lula",
        "Luiz Inacio Lula | Luiz Inacio Lula da Silva",
        2003,
        None,
        "gov.br: gallery of presidents; not from 2011 to 2022",
    ),
    Leader(
        "BY",
        "Lukashenko",
        "Alexander Lukashenko | Aleksandr Lukashenko | Alyaksandr Lukashenka",
        1994,
        None,
        "president.gov.by: the President",
    ),
    Leader("CN", "Xi", "Xi Jinping", 2012, None, "gov.cn: General Secretary since 2012, President since 2013"),
    Leader("HU", "Orban", "Viktor Orban", 1998, None, "miniszterelnok.hu: the Prime Minister; not from 2002 to 2010"),
    Leader(
        "IL",
        "Netanyahu",
        "Benjamin Netanyahu | Binyamin Netanyahu",
        1996,
        None,
        "gov.il: Prime Ministers; not from 1999 to 2009 and from 2021 to 2022",
    ),
    Leader("IN", "Modi", "Narendra Modi", 2014, None, "pmindia.gov.in: former Prime Ministers, and the Prime Minister"),
    Leader("IR", "Khamenei", "Ali Khamenei", 1989, None, "leader.ir: biography"),
    Leader("IR", "Rouhani", "Hassan Rouhani", 2013, 2021, "president.ir: presidents"),
    Leader("IR", "Raisi", "Ebrahim Raisi", 2021, 2024, "president.ir: presidents"),
    Leader("IR", "Pezeshkian", "Masoud Pezeshkian", 2024, None, "president.ir: the President"),
    Leader(
        "KP",
        "Kim",
        "Kim Jong Un | Kim Jong Il | Kim Il Sung",
        1948,
        None,
        "constitution of the DPRK: preamble; three of one family",
    ),
    Leader("PH", "Duterte", "Rodrigo Duterte", 2016, 2022, "officialgazette.gov.ph: presidents"),
    Leader(
        "PH",
        "Marcos",
        "Ferdinand Marcos | Bongbong Marcos",
        1965,
        None,
        "officialgazette.gov.ph: presidents; the father to 1986, the son since 2022",
    ),
    Leader("RU", "Putin", "Vladimir Putin", 1999, None, "kremlin.ru: biography; Prime Minister from 2008 to 2012"),
    Leader("RU", "Yeltsin", "Boris Yeltsin", 1991, 1999, "kremlin.ru: presidents"),
    Leader("RU", "Medvedev", "Dmitry Medvedev | Dmitri Medvedev", 2008, 2012, "kremlin.ru: presidents"),
    Leader(
        "SY",
        "Assad",
        "Bashar al-Assad | Bashar Assad | Hafez al-Assad | Hafez Assad",
        1971,
        2024,
        "constitution of Syria of 2012; the father to 2000, the son from then on",
    ),
    Leader(
        "TR",
        "Erdogan",
        "Recep Tayyip Erdogan | Tayyip Erdogan",
        2003,
        None,
        "tccb.gov.tr: biography; Prime Minister to 2014",
    ),
    Leader("UA", "Zelensky", "Volodymyr Zelensky", 2019, None, "president.gov.ua: biography"),
    Leader("UA", "Zelenskyy", "Volodymyr Zelenskyy", 2019, None, "president.gov.ua: biography"),
    Leader("UA", "Poroshenko", "Petro Poroshenko", 2014, 2019, "president.gov.ua: former presidents"),
    Leader("UA", "Yanukovych", "Viktor Yanukovych", 2010, 2014, "president.gov.ua: former presidents"),
    Leader("US", "Obama", "Barack Obama", 2009, 2017, "whitehouse.gov: presidents"),
    Leader(
        "US",
        "Trump",
        "Donald Trump | Donald J. Trump",
        2017,
        None,
        "whitehouse.gov: presidents; not from 2021 to 20 January 2025",
    ),
    Leader("US", "Biden", "Joe Biden | Joseph Biden", 2021, 2025, "whitehouse.gov: presidents"),
    Leader("VE", "Maduro", "Nicolas Maduro", 2013, None, "Official Gazette of Venezuela: swearing-in of 19 April 2013"),
    Leader("VE", "Chavez", "Hugo Chavez", 1999, 2013, "Official Gazette of Venezuela: swearing-in of 2 February 1999"),
)
"""Who lends a state's government a name in the news: "Putin's government", "the Biden administration".

By themselves these names tell of no house, and nobody who shares a name with many is here. The years are for whoever
checks or extends the list, and decide nothing: "the Trump administration" is the United States' in whatever year it is
spoken of, and such a name makes a proposal, never a fact (docs/explanation/independence.md).
"""
LED = "government | administration | regime | cabinet"

IN_CYRILLIC = {"BY": "РБ", "CN": "КНР", "KP": "КНДР", "RU": "РФ | Кремль | Кремля", "US": "США"}
"""Words that stand for a state in letters of their own, written as here."""

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
        "Rossiiskaya Gazeta | RF | MID | Kreml | Minoborony | VGTRK | Federation Council | Channel One Russia | Zvezda"
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
