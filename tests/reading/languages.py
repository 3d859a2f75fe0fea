"""A few sentences of news in many languages, and the encodings in which such texts are met."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple


class Written(NamedTuple):
    """A text, and a WHATWG name of an encoding that has all of its characters."""

    language: str
    text: str
    encoding: str

    @property
    def data(self) -> bytes:
        """The text's bytes in that encoding."""
        return self.text.encode(PYTHON.get(self.encoding, self.encoding))

    @property
    def fits(self) -> bool:
        """Whether the encoding has all of the text's characters."""
        try:
            return bool(self.data)
        except UnicodeEncodeError:
            return False


PYTHON = {
    "iso-8859-8-i": "iso8859-8",
    "macintosh": "mac-roman",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "windows-874": "cp874",
    "x-mac-cyrillic": "mac-cyrillic",
    "ibm866": "cp866",
}
"""What Python calls an encoding of the standard where it knows the name not at all, or as another one."""

TEXTS = {
    "english": (
        "The ferry “Île de Ré” left late, the harbour master’s office said – nobody knows why. “We’d waited "
        "since six,” said Chloë Brûlé, who runs the café on the pier. The company’s spokesman didn’t answer "
        "questions on Friday."
    ),
    "french": (
        "Le préfet a déclaré mardi que l’évacuation des habitants était terminée. « Personne n’a été blessé », a "
        "précisé le maire de Forêt-Noire, où l’eau était montée à la fenêtre. Les dégâts s’élèvent à des "
        "milliers d’euros."
    ),
    "german": (
        "Die Bürgermeisterin erklärte am Donnerstag, die Brücke müsse für längere Zeit gesperrt bleiben. "
        "„Größere Schäden haben wir nicht gefunden“, sagte ein Prüfer. Über die Kosten äußerte sich die Behörde "
        "zunächst nicht."
    ),
    "spanish": (
        "El alcalde señaló el miércoles que las obras comenzarán mañana. «Nadie nos avisó», dijo una vecina de "
        "la región, que vive allí desde niña. La compañía no respondió; según su portavoz, la investigación está "
        "en marcha."
    ),
    "portuguese": (
        "A câmara informou que a ponte não será reaberta antes do verão. “Ninguém nos avisou”, disse João "
        "Magalhães, que mora à beira do rio há trinta anos. A polícia já começou as investigações, afirmou o "
        "porta-voz da região."
    ),
    "italian": (
        "Il sindaco ha dichiarato che la città non è più in pericolo. «Perché nessuno ci ha avvisati?», ha "
        "chiesto una donna. La società ha risposto che verrà aperta un’inchiesta: così è già stato deciso "
        "lunedì, ha detto."
    ),
    "swedish": (
        "Polisen uppgav på måndagen att båten hade gått på grund. ”Vi såg inga människor ombord”, sade en "
        "fiskare från ön. Räddningstjänsten söker ännu efter två personer, men vädret försvårar arbetet, säger "
        "en talesman."
    ),
    "finnish": (
        "Poliisi kertoi tiistaina, että lautta oli ajanut karille. ”Emme nähneet ketään kannella”, sanoi "
        "kalastaja, joka asuu lähellä. Myöhemmin yöllä etsintöjä jatkettiin, mutta sää hidasti työtä, "
        "viranomaiset lisäsivät."
    ),
    "icelandic": (
        "Lögreglan sagði á þriðjudag að báturinn hefði strandað. „Við sáum engan um borð,“ sagði sjómaður sem "
        "býr þar rétt hjá. Síðar um nóttina var leitinni haldið áfram, þótt veðrið væri vont, að því er fréttir "
        "herma."
    ),
    "polish": (
        "Wójt oświadczył w środę, że most zostanie zamknięty na dłużej. „Nikt nas nie ostrzegł”, powiedziała "
        "mieszkanka Łęczycy. Spółka nie odpowiedziała na pytania; śledztwo prowadzi już prokuratura, dodał "
        "później rzecznik."
    ),
    "czech": (
        "Mluvčí úřadu uvedl, že most zůstane uzavřen déle. „Nikdo nás nevaroval,“ řekla žena, která bydlí přímo "
        "u řeky. Společnost na dotazy neodpověděla; vyšetřování už vede státní zástupce, dodal starosta ve "
        "čtvrtek večer."
    ),
    "hungarian": (
        "A polgármester kedden közölte, hogy a hidat hosszabb időre lezárják. „Senki sem figyelmeztetett "
        "bennünket” – mondta egy nő, aki a folyónál él. A cég nem válaszolt a kérdésekre; az ügyészség már "
        "nyomoz, tették hozzá később."
    ),
    "romanian": (
        "Primarul a declarat marţi că podul va fi închis mai mult timp. „Nimeni nu ne-a avertizat”, a spus o "
        "femeie care locuieşte lângă râu. Compania n-a răspuns la întrebări; procuratura anchetează deja, a "
        "adăugat purtătorul."
    ),
    "croatian": (
        "Načelnik općine izjavio je u četvrtak da će most ostati zatvoren. „Nitko nas nije upozorio”, rekla je "
        "žena koja živi uz rijeku. Tvrtka nije odgovorila na pitanja; tužiteljstvo već vodi istragu, dodao je "
        "šef policije."
    ),
    "turkish": (
        "Belediye başkanı salı günü köprünün uzun süre kapalı kalacağını söyledi. “Bizi kimse uyarmadı” dedi "
        "ırmağın kıyısında yaşayan Işıl Göğüş. Şirket soruları yanıtlamadı; savcılık soruşturmayı çoktan "
        "başlattı, diye ekledi."
    ),
    "lithuanian": (
        "Meras antradienį pranešė, kad tiltas bus uždarytas ilgiau. „Niekas mūsų neįspėjo“, – sakė prie upės "
        "gyvenanti moteris. Įmonė į klausimus neatsakė; prokuratūra jau pradėjo tyrimą, vėliau pridūrė policijos "
        "atstovė."
    ),
    "latvian": (
        "Mērs otrdien paziņoja, ka tilts būs slēgts ilgāku laiku. „Neviens mūs nebrīdināja,” teica sieviete, "
        "kura dzīvo pie upes. Uzņēmums uz jautājumiem neatbildēja; prokuratūra jau sākusi izmeklēšanu, vēlāk "
        "piebilda pārstāvis."
    ),
    "russian": (
        "Глава района сообщил во вторник, что мост закроют надолго. «Нас никто не предупредил», — сказала "
        "женщина, которая живёт у реки. Компания на вопросы не ответила; прокуратура уже начала проверку, "
        "добавил он позже."
    ),
    "ukrainian": (
        "Голова громади повідомив у вівторок, що міст закриють надовго. «Нас ніхто не попередив», — сказала "
        "жінка, яка живе біля річки. Компанія на запитання не відповіла; прокуратура вже почала перевірку, додав "
        "її речник."
    ),
    "bulgarian": (
        "Кметът съобщи във вторник, че мостът ще бъде затворен за дълго. „Никой не ни предупреди“, каза жена, "
        "която живее край реката. Фирмата не отговори на въпросите; прокуратурата вече разследва случая, добави "
        "той."
    ),
    "greek": (
        "Ο δήμαρχος ανακοίνωσε την Τρίτη ότι η γέφυρα θα μείνει κλειστή για καιρό. «Κανείς δεν μας "
        "προειδοποίησε», είπε μια γυναίκα που ζει δίπλα στο ποτάμι. Η εταιρεία δεν απάντησε· η εισαγγελία ήδη "
        "ερευνά την υπόθεση."
    ),
    "hebrew": (
        "ראש המועצה הודיע ביום שלישי כי הגשר ייסגר לזמן רב. איש לא הזהיר אותנו, אמרה אישה שגרה ליד הנהר. החברה "
        "לא השיבה על השאלות. הפרקליטות כבר פתחה בחקירה, הוסיף מאוחר יותר דובר המשטרה."
    ),
    "arabic": (
        "أعلن رئيس البلدية يوم الثلاثاء أن الجسر سيغلق لفترة طويلة. لم يحذرنا أحد، قالت امرأة تعيش قرب النهر. "
        "ولم ترد الشركة على الأسئلة، وقد بدأت النيابة العامة التحقيق في القضية، كما أضاف المتحدث باسم الشرطة."
    ),
    "thai": (
        "นายกเทศมนตรีแถลงเมื่อวันอังคารว่าสะพานจะปิดเป็นเวลานาน ไม่มีใครเตือนเราเลย หญิงที่อาศัยอยู่ริมแม่น้ำกล่าว "
        "บริษัทไม่ได้ตอบคำถาม ส่วนอัยการเริ่มสอบสวนแล้ว โฆษกตำรวจกล่าวเพิ่มเติม"
    ),
    "japanese": (
        "村長は火曜日、橋を長期間閉鎖すると発表した。「誰も知らせてくれなかった」と川のそばに住む女性は話している"
        "。会社は質問に答えず、検察がすでに捜査を始めたと、警察の広報担当者は付け加えた。"
    ),
    "chinese": (
        "镇长星期二宣布，这座桥将长期关闭。“没有人提醒过我们，”一位住在河边的妇女说。公司没有回答记者的问题；检察"
        "院已经开始调查，警方发言人后来补充道，目前尚无人员伤亡的报告。"
    ),
    "taiwanese": (
        "鎮長星期二宣布，這座橋將長期關閉。「沒有人提醒過我們，」一位住在河邊的婦女說。公司沒有回答記者的問題；檢"
        "察署已經開始調查，警方發言人後來補充道，目前尚無人員傷亡的報告。"
    ),
    "korean": (
        "군수는 화요일에 다리를 오랫동안 폐쇄한다고 발표했다. “아무도 우리에게 알려 주지 않았다”고 강가에 사는 "
        "여성이 말했다. 회사는 질문에 답하지 않았고, 검찰이 이미 수사를 시작했다고 경찰 대변인이 덧붙였다."
    ),
}
_WESTERN = "windows-1252 iso-8859-1 iso-8859-15 macintosh".split()
_CENTRAL = "windows-1250 iso-8859-2".split()
_BALTIC = "windows-1257 iso-8859-4 iso-8859-13".split()
_CYRILLIC = "windows-1251 koi8-r iso-8859-5 ibm866 x-mac-cyrillic".split()
ENCODINGS = {
    **dict.fromkeys(("english", "french", "german", "spanish", "portuguese", "italian"), _WESTERN),
    **{language: [*_WESTERN, "iso-8859-10"] for language in ("swedish", "finnish", "icelandic")},
    **dict.fromkeys(("polish", "hungarian", "romanian", "croatian", "czech"), _CENTRAL),
    **dict.fromkeys(("lithuanian", "latvian"), _BALTIC),
    **dict.fromkeys(("russian", "bulgarian"), _CYRILLIC),
    "turkish": ["windows-1254", "iso-8859-9", "iso-8859-3"],
    "ukrainian": ["windows-1251", "koi8-u", "iso-8859-5", "x-mac-cyrillic"],
    "greek": ["windows-1253", "iso-8859-7"],
    "hebrew": ["windows-1255", "iso-8859-8-i"],
    "arabic": ["windows-1256", "iso-8859-6"],
    "thai": ["windows-874"],
    "japanese": ["shift_jis", "euc-jp", "iso-2022-jp"],
    "chinese": ["gbk", "gb18030"],
    "taiwanese": ["big5", "gbk"],
    "korean": ["euc-kr"],
}
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "’": "'", "–": "-", "—": "-", "«": '"', "»": '"', "·": ";", "é": "é"}
)


def written() -> Iterator[Written]:
    """Yield every text in every encoding that fits, typographic marks made plain where it has none."""
    for language, text in TEXTS.items():
        for encoding in [*ENCODINGS[language], "utf-8"]:
            forms = (Written(language, form, encoding) for form in (text, text.translate(_PLAIN)))
            # Old Macs had none of the letters of Iceland, to take one.
            yield from islice((one for one in forms if one.fits), 1)
