"""Words that tell what kind of source a name or a noun phrase is, as data."""

TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir lord lady dame sen sens senator senators rep reps representative "
    "congressman congresswoman gov governor president vice-president chancellor premier minister ministers "
    "secretary undersecretary ambassador envoy mayor judge justice attorney general gen lt lieutenant col colonel "
    "sgt sergeant capt captain maj major cpl admiral adm commander cmdr chief officer sheriff detective inspector "
    "king queen prince princess emperor sheikh sheik emir ayatollah imam pope cardinal bishop archbishop rev "
    "reverend father sister rabbi pastor chairman chairwoman chair chairperson director commissioner speaker "
    "leader whip spokesman spokeswoman spokesperson del councilman councilwoman councilor councillor alderman "
    "deputy assistant acting interim former ex-president president-elect secretary-general director-general ceo "
    "coach brig brigadier marshal hon st rt first lady ayatollah doctor nurse comrade candidate nominee "
    "prosecutor comptroller treasurer superintendent principal dean".split()
)
"""Lower-cased words that stand in front of a person's name and are no part of it."""

MODIFIERS = frozenset(
    "republican democratic democrat gop libertarian conservative labour liberal socialist american british "
    "russian french german chinese israeli palestinian iranian iraqi syrian turkish saudi egyptian indian "
    "pakistani afghan japanese korean mexican canadian australian italian spanish polish ukrainian european "
    "african u.s u.n u.k e.u us un uk eu senate house state federal united nations texas florida ohio california "
    "york prime foreign interior defense defence finance vice majority minority national".split()
)
"""Lower-cased words that may stand in front of a title, but make no name by themselves."""

ORGANISATION = frozenset(
    "party committee university college institute institution foundation association council court department "
    "ministry agency office bureau commission board bank fund company corporation corp inc ltd llc group union "
    "league federation coalition alliance network center centre campaign administration government army navy "
    "force forces police congress senate house parliament assembly service services society church hospital "
    "clinic school club team trust organization organisation authority command guard brigade front movement "
    "caucus conference watch international nations media press news times post journal tribune herald globe "
    "magazine radio tv television newspaper exchange initiative project program partnership treasury pentagon "
    "kremlin nato isis hamas hezbollah taliban cia fbi nsa pac super industries systems airlines motors bros "
    "partners holdings laboratories labs chamber administration militia military regime cabinet embassy "
    "delegation tribunal monitor observatory crescent cross".split()
)
GOVERNMENT = frozenset(
    "government ministry department army navy police military administration pentagon kremlin treasury parliament "
    "congress senate court embassy authorities officials regime cabinet bureau fbi cia nsa commission council "
    "mayor legislature prosecutors agency house white state troops soldiers forces command authority lawmakers "
    "city county".split()
)
MEDIA = frozenset(
    "news times post journal tribune herald globe magazine radio tv television newspaper press reuters ap afp cnn "
    "nbc abc cbs msnbc fox npr bbc bloomberg politico breitbart huffington guardian telegraph economist buzzfeed "
    "vox slate daily weekly gazette chronicle examiner observer courier agency wire broadcaster channel media "
    "blog interfax tass xinhua sana al-jazeera jazeera outlet site website column editorial c-span espn univision "
    "telemundo axios".split()
)
PLATFORMS = frozenset(
    "twitter facebook instagram telegram youtube snapchat reddit tiktok linkedin whatsapp vkontakte periscope".split()
)
DOCUMENT = frozenset(
    "report reports study studies survey poll polls document documents memo letter lawsuit suit complaint "
    "indictment statement email emails analysis article story book transcript filing filings records data figures "
    "findings statistics audit affidavit order ruling decision bill law legislation resolution dossier release "
    "research paper tweet post video footage recording images review platform constitution budget ad "
    "advertisement page editorial email records numbers warrant petition papers".split()
)
UNNAMED = frozenset(
    "source sources official officials diplomat diplomats insider insiders aide aides witness witnesses".split()
)
PLACES = frozenset(
    "north south east west new states kingdom korea york jersey hampshire carolina dakota virginia zealand africa "
    "city county island islands river valley street avenue square park beach lake bay mountain region province "
    "district republic".split()
)
PLURAL_PEOPLE = frozenset(
    "people men women children police critics many others some most voters democrats republicans conservatives "
    "liberals americans experts families both few several those all".split()
)
PERSON_NOUNS = frozenset(
    "man woman boy girl father mother brother sister son daughter wife husband uncle aunt neighbour neighbor "
    "nurse doctor teacher farmer worker driver owner candidate nominee billionaire mogul businessman "
    "businesswoman politician analyst expert author writer reporter journalist activist resident witness victim "
    "suspect lawyer attorney spokesman spokeswoman spokesperson official aide adviser advisor strategist pollster "
    "professor historian economist scientist diplomat soldier officer veteran student host moderator anchor "
    "editor columnist critic friend colleague one actor actress singer player coach guest caller administrator "
    "engineer clerk priest".split()
)
COMMON = PERSON_NOUNS | UNNAMED | DOCUMENT | PLURAL_PEOPLE | frozenset({"rebel", "troops", "authorities", "lawmaker"})
"""Nouns that mean somebody without naming anybody."""
MALE = frozenset(
    "mr sir lord king prince congressman chairman spokesman councilman businessman father brother son husband "
    "uncle man aaron abdul abdullah adam adel ahmad ahmed alan albert alexander alexei ali amir anders andrei "
    "andrew andy anthony anton antonio arthur asad barack ben benjamin bernard bernie bill bob bobby boris brad "
    "brendan brian bruce carl carlos charles charlie chris christopher chuck craig dan daniel danil dave david "
    "dean dennis diego dmitry don donald doug douglas ed eduardo edward emmanuel eric erik ernest evan felix "
    "fernando francis francisco frank fred gary gene george gerald glenn gordon greg gregory harold harry hassan "
    "henry herbert howard hussein ian ibrahim igor ivan jack jacob jake james jared jason javier jay jean-claude "
    "jeb jeff jeffrey jeremy jerry jim jimmy joe joel john johnny jon jonathan jorge jose joseph josh joshua juan "
    "julian justin karl keith ken kenneth kevin khalid kyle larry lars lawrence lee leo leon leonard lindsey "
    "louis luis luke mahmoud marc marco mario mark martin matt matthew max michael michel miguel mike mikhail "
    "mitch mitt mohamed mohammad mohammed muhammad mustafa nathan neil newt nicholas nick nicolas nigel noah oleg "
    "oliver omar oscar osama otto pablo patrick paul pavel pedro pete peter petr phil philip pierre rafael ralph "
    "rami ramzan rand randy ray raymond reince ricardo richard rick rob robby robert rodrigo roger roman ron "
    "ronald roy rudy rush russell ryan said saleh salim sam samuel scott sean sergei sergey seth simon stephen "
    "steve steven stuart ted terry theodore thomas tim timothy todd tom tomas tony travis trey tyler vadim victor "
    "viktor vincent vitaly vladimir walter warren wayne will william yusuf zachary".split()
)
FEMALE = frozenset(
    "mrs ms miss lady dame queen princess congresswoman chairwoman spokeswoman councilwoman businesswoman mother "
    "sister daughter wife aunt woman actress abigail aisha alexandra alice alicia alison amanda amy ana andrea "
    "angela anita ann anna anne annie barbara beth betsy betty bonnie brenda carly carol caroline carolyn "
    "catherine cathy cecile charlotte cheryl chelsea christina christine cindy claire claudia cynthia dana "
    "deborah debbie debra denise diana diane dianne donna dorothy elaine elena eleanor elizabeth ellen emily emma "
    "erin eva evelyn fatima fiona florence frances gabriela gail gloria grace hannah heather heidi helen hillary "
    "holly ida ilka ingrid irene isabel ivanka jackie jane janet janice jean jeanne jen jenna jennifer jessica "
    "jill joan joanna joyce judith judy julia julie karen kate katherine kathleen kathryn kathy katie kay "
    "kellyanne kelly kim kirsten kristen laura lauren laila layla leila lena linda lisa liz loretta lori lucy "
    "lynn madeleine margaret maria marie marilyn marine marissa martha mary maryam megan melania melanie melissa "
    "michele michelle mirela miriam mona monica nadia nancy naomi natalia natalie natasha nicole nikki nina nora "
    "olga olivia pam pamela pat patricia patty paula petra phyllis rachel rebecca rita robin rosa rose ruth sally "
    "samantha sandra sara sarah sharon sheila shirley sofia sonia sophie stacey stephanie sue susan suzanne tammy "
    "tanya teresa theresa tina tulsi valerie vanessa vera veronica victoria virginia wendy yolanda zahra zainab "
    "zoe".split()
)
