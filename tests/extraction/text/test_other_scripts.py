"""Sentences of other scripts are cut where they end, and whole where something only looks like an end."""

import pytest

from claimtrack.extraction.engine import extract
from claimtrack.extraction.text.other_scripts import is_of_other_script, sentences_of
from claimtrack.vocabulary import SkippedBecause

SENTENCES = {
    "Chinese": ["周二，港口的起重机倒了。", "没有人受伤！", "谁负责？"],
    "Chinese, in old letters": ["週二，港口的起重機倒了。", "沒有人受傷。"],
    "Chinese, with half-width stops": ["港口的起重机倒了｡", "没有人受伤｡"],
    "Japanese": ["火曜日に港のクレーンが倒れた。", "けが人はいなかった。"],
    "Japanese, said in a sentence": ["「誰も見ていなかった。」と船長は話した。", "風は強かった。"],
    "Korean": ["화요일에 항구의 크레인이 무너졌다.", "3.5미터 높이였다.", "다친 사람은 없다."],
    "Hindi": ["मंगलवार को बंदरगाह की क्रेन गिर गई।", "कोई घायल नहीं हुआ।"],
    "Hindi, with a bar typed": ["बंदरगाह की क्रेन गिर गई|", "कोई घायल नहीं हुआ|"],
    "Hindi, with a title": ["डॉ. वर्मा बंदरगाह गईं।", "कोई घायल नहीं हुआ।"],
    "Bengali": ["মঙ্গলবার বন্দরের ক্রেন পড়ে গেছে।", "কেউ আহত হয়নি।"],
    "Urdu": ["منگل کو بندرگاہ کی کرین گر گئی۔", "کیا کوئی زخمی ہوا؟", "کوئی نہیں۔"],
    "Arabic": ["سقطت رافعة الميناء يوم الثلاثاء.", "قال د. سامي إن أحدا لم يصب.", "من المسؤول؟"],
    "Arabic with vowels": ["سَقَطَتْ رَافِعَةُ المِينَاءِ.", "لَمْ يُصَبْ أَحَدٌ."],
    "Hebrew": ["מנוף הנמל קרס ביום שלישי.", "איש לא נפגע."],
    "Amharic": ["የወደቡ ክሬን ማክሰኞ ወደቀ።", "ማንም አልተጎዳም።"],
    "Amharic, with stops typed": ["የወደቡ ክሬን ማክሰኞ ወደቀ፡፡", "ማንም አልተጎዳም፡፡"],
    "Armenian": ["Նավահանգստի կռունկը ընկավ։", "Ոչ ոք չի տուժել։"],
    "Armenian, with colons typed": ["Նավահանգստի կռունկը ընկավ:", "Ոչ ոք չի տուժել:"],
    "Georgian": ["ნავსადგურის ამწე სამშაბათს დაეცა.", "არავინ დაშავებულა."],
    "Khmer": ["ស្ទូចកំពង់ផែបានដួលកាលពីថ្ងៃអង្គារ។", "គ្មានអ្នករបួសទេ៕"],
    "Burmese": ["ဆိပ်ကမ်းကရိန်း၊ အင်္ဂါနေ့က လဲကျသည်။", "ဘယ်သူမှ မထိခိုက်ပါ။"],
    "Tibetan": ["གྲུ་ཁའི་འཕྱར་འཁོར་ལོག་པ་རེད།", "སུ་ལའང་རྨས་སྐྱོན་མ་བྱུང་།"],
    "Tamil": ["துறைமுகத்தின் பளுதூக்கி விழுந்தது.", "யாரும் காயமடையவில்லை."],
}

WITHOUT_STOPS = {
    "Thai": ["เครนที่ท่าเรือล้มเมื่อวันอังคาร", "ไม่มีผู้ได้รับบาดเจ็บ กัปตันเรือกล่าว"],
    "Lao": ["ເຄນທີ່ທ່າເຮືອລົ້ມໃນວັນອັງຄານ", "ບໍ່ມີໃຜໄດ້ຮັບບາດເຈັບ ນາຍເຮືອກ່າວ"],
    "Chinese without any stop": ["港口的起重机周二倒了", "船长说没有人受伤"],
    "Amharic without any stop": ["የወደቡ ክሬን ማክሰኞ ወደቀ", "ማንም አልተጎዳም አሉ"],
}


@pytest.mark.parametrize("sentences", SENTENCES.values(), ids=SENTENCES.keys())
def test_each_sentence_is_a_statement_of_nobody_in_particular(sentences: list[str]) -> None:
    between = "" if sentences[0][-1] in "。｡" or sentences[0].startswith("「") else " "
    text = between.join(sentences) + "\n"
    found = extract(text)
    assert [one.text for one in found.statements] == sentences
    assert {(one.own_voice, one.attribution) for one in found.statements} == {(None, None)}
    assert all(text[slice(*one.spans[0])] == one.text for one in found.statements)


@pytest.mark.parametrize("lines", WITHOUT_STOPS.values(), ids=WITHOUT_STOPS.keys())
def test_a_line_is_a_sentence_where_none_has_a_stop(lines: list[str]) -> None:
    assert [one.text for one in extract("\n\n".join(lines)).statements] == lines


def test_a_heading_among_sentences_is_passed_over_and_the_first_is_the_headline() -> None:
    found = extract("港口起重机倒塌\n\n周二，港口的起重机倒了。\n\n更多新闻\n\n没有人受伤。\n")
    assert [(one.text, one.headline) for one in found.statements] == [
        ("港口起重机倒塌", True),
        ("周二，港口的起重机倒了。", False),
        ("没有人受伤。", False),
    ]
    assert [one.why for one in found.skipped] == [SkippedBecause.HEADING]


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("他说：“没有人看见。”船长走了。", ["他说：“没有人看见。”", "船长走了。"]),
        ("“没有人看见。”船长说。“走吧。”", ["“没有人看见。”船长说。", "“走吧。”"]),
        ("“没有人看见，”船长说。“走吧。”风大。", ["“没有人看见，”船长说。“走吧。”", "风大。"]),
        ("真的吗?他问。", ["真的吗?", "他问。"]),
        ("她沉默……然后走了。", ["她沉默……然后走了。"]),
        ("공사는 2.5억 원이다. 끝.", ["공사는 2.5억 원이다.", "끝."]),
        ("قال د. سامي ذلك.", ["قال د. سامي ذلك."]),
    ],
)
def test_a_sentence_ends_where_nothing_of_it_comes_behind(line: str, sentences: list[str]) -> None:
    assert [line[start:end] for start, end in sentences_of(line, 0, len(line))] == sentences


def test_a_stretch_that_no_person_would_call_a_sentence_is_read_in_pieces() -> None:
    line = "港口的起重机倒了，" * 1_000
    pieces = list(sentences_of(line, 0, len(line)))
    assert "".join(line[start:end] for start, end in pieces) == line
    assert max(end - start for start, end in pieces) <= 1_000


@pytest.mark.parametrize(
    "line",
    [
        "The mayor, 王芳, said that nobody was hurt.",
        "“Nobody was hurt,” Ana Ruiz said — twice.",
        "Мэр сказала, что никто не пострадал.",
        "Η δήμαρχος είπε ότι κανείς δεν τραυματίστηκε.",
        "2024: 12 %",
        "",
    ],
)
def test_what_is_written_as_english_is_stays_as_it_was(line: str) -> None:
    assert not is_of_other_script(line)


def test_a_line_of_another_script_in_an_english_article_is_nobodys_statement() -> None:
    found = extract("The mayor said that the harbour was closed.\n\n港口的起重机倒了。\n\nNobody was hurt, she said.\n")
    assert found.language == "en"
    assert [one.text for one in found.statements] == ["the harbour was closed", "Nobody was hurt"]


@pytest.mark.parametrize(
    "unit", ["港。", "“港，”说。“", "。", "」", "「", "د. ", "ა:", "港" * 50 + " ", "།", "ក", "…", "港\n"]
)
def test_hostile_lines_are_cut_at_once(unit: str) -> None:
    line = unit * 20_000
    assert sum(end - start for start, end in sentences_of(line, 0, len(line))) > 0
