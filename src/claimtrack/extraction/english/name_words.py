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
    "prosecutor comptroller treasurer superintendent principal dean cllr supt insp adv barr engr shri smt det cpt pte "
    "coun constable ds di dci dcs dsupt".split()
)
"""Lower-cased words that stand in front of a person's name and are no part of it."""

WITH_SUBJECT = frozenset("institute council committee commission center centre conference panel".split())
"""Bodies that are named by what they are on: "Institute on Water"."""
HONOURS = frozenset("kc qc sc mp mep msp mla mlc td ms kcb obe mbe cbe dbe kbe cmg frs phd md esq jp rn".split())
"""What stands behind a person's name in capitals and is no part of it."""

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
    "liberals americans experts families both few several those all scholars supporters opponents proponents "
    "advocates investigators researchers lawmakers prosecutors organizers organisers protesters demonstrators "
    "economists scientists analysts leaders members readers users viewers residents parents students teachers "
    "workers activists citizens senators congressmen legislators judges lawyers attorneys reporters journalists "
    "commentators pundits historians professors doctors nurses physicians farmers investors executives owners "
    "neighbors neighbours friends relatives colleagues allies rivals observers rebels militants soldiers veterans "
    "immigrants refugees migrants taxpayers consumers customers fans audiences authors editors operatives "
    "surrogates advisers advisors strategists pollsters diplomats survivors victims folks couples siblings brothers "
    "sisters patients passengers donors candidates nominees enemies defenders skeptics sceptics progressives "
    "populists nationalists muslims christians jews catholics evangelicals  guys kids boys girls "
    "everyone everybody thousands hundreds dozens millions majority crowd crowds public family couple group pair "
    "duo trio electorate audience tenants villagers evacuees employees staffers contractors suppliers planners".split()
)
KIN = frozenset(
    "sister brother wife husband son daughter uncle aunt cousin nephew niece widow widower twin grandson granddaughter "
    "half-brother half-sister stepson stepdaughter mother father".split()
)
"""Who may bear somebody's family name beside that one."""
PERSON_NOUNS = frozenset(
    "man woman boy girl father mother brother sister son daughter wife husband uncle aunt neighbour neighbor nurse "
    "doctor teacher farmer worker driver owner candidate nominee billionaire mogul businessman businesswoman "
    "politician analyst expert author writer reporter journalist activist resident witness victim suspect lawyer "
    "attorney spokesman spokeswoman spokesperson official aide adviser advisor strategist pollster professor "
    "historian economist scientist diplomat soldier officer veteran student host moderator anchor editor columnist "
    "critic friend colleague one actor actress singer player coach guest caller administrator engineer clerk priest "
    "chief executive president mayor senator congressman congresswoman representative governor minister chancellor "
    "ambassador envoy judge prosecutor sheriff detective commander general secretary director manager chairman "
    "chairwoman chair leader founder co-founder lawmaker legislator councillor councilman councilwoman commissioner "
    "treasurer speaker musician filmmaker producer comedian celebrity star millionaire investor entrepreneur "
    "developer tycoon nun imam rabbi pastor bishop mother-in-law grandmother grandfather niece nephew cousin "
    "roommate girlfriend boyfriend partner fiancee fiance widow dissident rebel fighter whistleblower insider donor "
    "supporter opponent rival challenger incumbent democrat republican conservative liberal libertarian lobbyist "
    "researcher scholar fellow planner consultant operative organizer organiser volunteer parent passenger survivor "
    "prisoner defendant plaintiff juror voter customer physician surgeon psychologist psychiatrist sociologist "
    "biologist physicist firefighter policeman policewoman captain sergeant lieutenant colonel admiral pilot "
    "architect designer artist painter poet novelist playwright biographer contributor commentator pundit "
    "correspondent blogger publisher broadcaster newcomer native lady someone somebody everyone everybody anyone "
    "nobody person".split()
)
"""What one person may be."""
COMMON = (
    PERSON_NOUNS | UNNAMED | DOCUMENT | PLURAL_PEOPLE | frozenset("rebel troops authorities lawmaker estimates".split())
)
"""Nouns that mean somebody without naming anybody."""


CALLINGS = frozenset(
    "campaigner substitute striker midfielder defender goalkeeper winger skipper captain manager boss coach "
    "shopkeeper landlord landlady pensioner student teacher farmer carpenter plumber builder baker builder trader "
    "analyst economist researcher scientist historian author writer novelist poet actor actress comedian singer "
    "barrister solicitor prosecutor pathologist resident neighbour neighbor eyewitness witness survivor volunteer "
    "activist founder owner engineer architect developer investor trainer jockey driver rider referee paramedic "
    "firefighter nurse surgeon consultant midwife mum dad grandmother grandfather".split()
)
"""What somebody is, where it opens a sentence in front of a given and a family name."""
ROLE_NOUNS = (PERSON_NOUNS | TITLES) - frozenset(
    "one lady first acting interim former deputy assistant st rt hon".split()
)
"""Nouns that say what somebody is, and so may stand for the name."""
SAME_ROLE = {
    "gop": "republican", "democrat": "democratic", "adviser": "advisor", "lawyer": "attorney",
    "ex-president": "president", "congresswoman": "congressman", "businesswoman": "businessman",
    "spokeswoman": "spokesman", "spokesperson": "spokesman", "chairwoman": "chairman",
    "chairperson": "chairman", "chair": "chairman", "sen": "senator", "gov": "governor",
    "rep": "representative", "gen": "general", "prof": "professor", "dr": "doctor",
    "standard-bearer": "nominee", "contender": "candidate", "hopeful": "candidate", "tycoon": "mogul",
    "developer": "mogul", "us": "u.s", "american": "u.s",
}  # fmt: skip
"""Words for one and the same role."""
PROMINENT = frozenset(
    "candidate nominee businessman businesswoman billionaire mogul tycoon republican democrat lawmaker politician lady "
    "actor actress singer musician filmmaker author novelist millionaire entrepreneur comedian star host year-old "
    "contender incumbent challenger celebrity professor".split()
)
"""What somebody is, and no office: that another may hold, who is not named.

With "the" and nobody named beside them, such words mean whoever the text is about at that place.
"""
ABSTRACT = frozenset(
    "health education energy ways means law labor labour trade customs science sciences foreign arts food drug human "
    "security securities truth justice oversight housing commerce culture sport sports veterans weights children "
    "families fisheries wildlife fish game parks forests border peace research technology industry finance youth "
    "control disease prevention "
    "women centers centres alcohol tobacco firearms immigration emergency nature history art aviation transport "
    "services senate".split()
)
"""Nouns that "and" joins inside the name of an institution."""
FIRMS = frozenset(
    "corp corporation inc ltd llc company co group holdings plc industries systems motors airlines energy oil gas coal "
    "airways pharmaceuticals technologies software foods stores resources healthcare insurance financial capital "
    "brothers enterprises entertainment electric mining steel hotels casino resorts properties homes developments "
    "estates".split()
)
COMMON_GIVEN = frozenset(
    "will mark art rich grace hope chase frank grant bill rob jack guy joy rose christian dean don earl max ray rex "
    "rod wade faith dawn mercy pat bob hank drew miles mason jay dale victor ruby pearl violet holly ivy iris daisy "
    "lance major penny sandy robin rush crystal summer sky angel jesus moses stella kay bart jean said wally joan "
    "candy ginger amber vic herb gene carol chuck skip bud wells sterling virginia florence paris chelsea dolores "
    "dallas francis rene august".split()
)
"""Given names that are also common words or places: they make no name of the capital word behind them."""
NEVER_NAMES = frozenset(
    "the a an this that these those he she they it we i you his her their its our my your but and or if when "
    "while as in on at by for from with to of after before during since until there here what who why how where "
    "which not no yes so now then monday tuesday wednesday thursday friday saturday sunday january february march "
    "april june july august september october november december asked according meanwhile however still also one "
    "two three both many most some several all none rebels experts officials critics like unlike even though although "
    "because yet maybe perhaps instead once just only every each another other others such people until despite "
    "without under over between among against about into through last next say let imagine suppose consider".split()
)
"""Capital only because they begin a sentence."""
PEOPLE_ENDINGS = ("ists", "ians", "crats", "ocrats", "icans")

OFFICES = frozenset(
    "administration agency ambassador army authorities authority broadcaster bureau cabinet chief commander commission "
    "commissioner committee council court defence defense department deputy diplomat diplomats directorate embassy "
    "envoy force forces general government governor intelligence junta king leader leadership legislature mayor "
    "military minister ministers ministry mission navy office official officials parliament police premier presidency "
    "president prosecutor prosecutors queen regime registry representative secretariat secretary senate service "
    "services spokesman spokespeople spokesperson spokeswoman troops".split()
)
"""What somebody is in the house of another; a rival, a critic or a bridge is not."""
