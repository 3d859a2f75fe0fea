"""Where a claim and a passage say opposite things, and where they only use the words of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.rules.opposites import opposites, swapped
from claimtrack.rules.passages import discrepancies
from claimtrack.vocabulary import Nature, Stance

OPPOSITE = [
    ("Prices rose by 5 percent in May.", "In May prices fell by 5 percent.", "rose", "fell"),
    ("Petrov won the vote in Vellmar.", "Petrov lost the vote in Vellmar.", "won", "lost"),
    ("The road was closed before the vote.", "The road was closed after the vote.", "before", "after"),
    ("The shots fell after the bell rang.", "Prior to the bell, shots fell.", "after", "prior to"),
    ("More than 80 people died.", "Less than 80 people died.", "more than", "less than"),
    ("At least 80 people died.", "At most 80 people died.", "at least", "at most"),
    ("At least a dozen boats sank.", "Up to a dozen boats sank.", "at least", "up to"),
    ("It cost over $3 million.", "It cost under $3 million.", "over", "under"),
    ("82 people were killed in the attack.", "82 people were injured in the attack.", "killed", "injured"),
    ("The army entered from the north.", "The army entered from the south.", "north", "south"),
    ("The bank bought 30 houses.", "The bank sold 30 houses.", "bought", "sold"),
    ("The council approved the plan.", "The council rejected the plan.", "approved", "rejected"),
    ("The court convicted the mayor.", "The court acquitted the mayor.", "convicted", "acquitted"),
    ("The party supports the ban.", "The party opposes the ban.", "supports", "opposes"),
    ("The police released three men.", "The police arrested three men.", "released", "arrested"),
    ("Grain exports doubled last year.", "Grain exports halved last year.", "doubled", "halved"),
    ("The firm made a profit of 3 million.", "The firm made a loss of 3 million.", "profit", "loss"),
    ("The bridge was open on Monday.", "The bridge was closed on Monday.", "open", "closed"),
    ("Two of the crew survived.", "Two of the crew drowned.", "survived", "drowned"),
    ("The law allows protests.", "The law bans protests.", "allows", "bans"),
    ("It is the highest rate in ten years.", "It is the lowest rate in ten years.", "highest", "lowest"),
    ("The shelling began on Friday.", "The shelling stopped on Friday.", "began", "stopped"),
    ("The sanctions were lifted in June.", "The sanctions were imposed in June.", "lifted", "imposed"),
]

TURNED = [
    ("Petrov shot Khan.", "Khan shot Petrov."),
    ("Petrov shot Khan.", "Petrov was shot by Khan."),
    ("Khan was shot by Petrov.", "Petrov was shot by Khan."),
    ("Ana Ruiz accused Boris Petrov of theft.", "Boris Petrov accused Ana Ruiz of theft."),
    ("Russia invaded Ukraine in 2022.", "In 2022 Ukraine invaded Russia."),
    ("The Harbour Authority sued the Vellmar Council.", "The Vellmar Council sued the Harbour Authority."),
    ("Vellmar defeated Halden.", "Halden has defeated Vellmar."),
    ("Khan owes Petrov 3 million.", "Petrov owes Khan 3 million."),
]

BORNE_OUT = [
    ("Prices rose by 5 percent in May.", "Prices were up 5 percent in May compared with April."),
    (
        "The bridge over the Vell was closed on Monday.",
        "On Monday the municipality shut the Vell bridge to all traffic; it opens again in June.",
    ),
    (
        "Fourteen people were killed in the strike on the market.",
        "The register lists 14 dead and 31 wounded after the strike on the market.",
    ),
    ("More than 80 people died.", "The ministry counted 83 deaths, of which over 60 were children."),
    (
        "The council approved the plan to build a harbour.",
        "By nine votes to four the council adopted the plan; four members rejected it.",
    ),
    ("Petrov won the election in Vellmar.", "Petrov 5,120 votes, Khan 4,870 votes: Petrov is elected; Khan lost."),
    (
        "The army withdrew from the town before dawn.",
        "Log 04:10: last vehicles of the army have left the town, dawn at 05:30.",
    ),
    (
        "The police arrested three men after the protest.",
        "After the protest three men were taken into custody by the police; two were released on Friday.",
    ),
    ("Ana Ruiz accused Boris Petrov of theft.", "Boris Petrov was accused of theft by Ana Ruiz, the file says."),
    ("Russia invaded Ukraine in 2022.", "In February 2022 Russian troops invaded Ukraine."),
    ("Khan met Petrov in Halden.", "Petrov met Khan in Halden on Tuesday."),
    ("Unemployment fell to 6 percent.", "The rate of unemployment, which had risen last year, fell to 6 percent."),
    (
        "The factory in the north of the valley burned down.",
        "Fire service report: factory, northern valley, total loss; sirens heard in the south.",
    ),
    (
        "The company sold 30 houses to the bank.",
        "Deeds 1 to 30: seller the company, buyer the bank, which bought all of them.",
    ),
    ("Women led the march.", "The march was led by women; men walked behind."),
    ("At least 12 boats sank.", "12 boats sank, and up to 20 were damaged."),
    (
        "The school opened in September after repairs.",
        "The school, closed for repairs since March, opened in September.",
    ),
    ("The court convicted the mayor.", "Judgment: the mayor is found guilty on two counts and acquitted on one."),
    ("Exports of grain grew last year.", "Grain exports: 2.1 million tonnes, up from 1.8; imports fell."),
    (
        "The dam was breached before the flood reached Orle.",
        "The dam broke at 3 a.m.; the flood reached Orle at 5 a.m., after the warning.",
    ),
    ("Most residents support the plan.", "Of 1,200 residents asked 700 support the plan and 300 oppose it."),
    ("The minister resigned on Friday.", "On Friday the minister handed in his resignation; a deputy was appointed."),
    ("The ferry arrived late on Tuesday evening.", "Ferry log: departed 14:00, arrived 21:40 Tuesday."),
    (
        "The west bank of the river is mined.",
        "Map 4: mines along the western bank of the river, the eastern one is clear.",
    ),
    ("Two soldiers died in the attack.", "Two soldiers of the 3rd brigade were killed in the attack; five survived."),
    ("The price of bread doubled.", "Bread cost 20 in May and 40 in June; a halved loaf was sold for 20."),
    ("The hospital was destroyed.", "Built in 1960, the hospital was destroyed on 3 May."),
    ("Profits of the firm rose.", "The firm's profits were higher than last year, when it made a loss."),
    ("The police said that the man was armed.", "Police log: man carried a rifle. Officers fired after a warning."),
    ("Khan was shot by Petrov.", "Petrov shot Khan twice, says the autopsy."),
    ("The Harbour Authority sued the Vellmar Council.", "Plaintiff: Harbour Authority. Defendant: Vellmar Council."),
    ("Vellmar defeated Halden.", "Vellmar beat Halden 3-1; Halden has lost five in a row."),
    ("The ban was lifted.", "Decree 12: the ban imposed in March is lifted."),
    ("Turnout was higher than in 2019.", "Turnout 61 percent; in 2019 it was 54 percent, the lowest ever."),
    ("He worked illegally in the mine.", "No permit for the mine was ever issued to him."),
    ("Three people survived the crash.", "Of the 20 aboard 17 died in the crash and three survived."),
    (
        "The road was closed after the landslide.",
        "Landslide at noon; the road was closed at one, before the evening traffic.",
    ),
    ("The north of the city has no water.", "Water works: no supply north of the river since Monday; south supplied."),
    ("The bank lost 3 million.", "Balance sheet: a loss of 3 million."),
    ("Petrov shot Khan.", "Khan was shot by Petrov."),
    ("The Russian army shelled Vellmar.", "Vellmar was shelled by the Russian army."),
]


@pytest.mark.parametrize(("claim", "passage", "says", "instead"), OPPOSITE)
def test_the_opposite_is_told_both_ways(claim: str, passage: str, says: str, instead: str) -> None:
    assert list(opposites(claim, passage)) == [f'the claim says "{says}"; the passage says "{instead}"']
    assert list(opposites(passage, claim)) == [f'the claim says "{instead}"; the passage says "{says}"']
    assert set(opposites(claim, passage)) <= set(discrepancies(claim, passage, stance=Stance.SUPPORTS))


@pytest.mark.parametrize(("claim", "passage"), TURNED)
def test_who_did_it_to_whom_is_told(claim: str, passage: str) -> None:
    (told,) = discrepancies(claim, passage, stance=Stance.SUPPORTS)
    assert told.startswith("the claim has ")
    assert " what in the passage " in told
    assert list(swapped(claim, claim)) == []


@pytest.mark.parametrize(("claim", "passage"), BORNE_OUT)
def test_what_bears_a_claim_out_is_no_alarm(claim: str, passage: str) -> None:
    assert list(opposites(claim, passage)) == []


@pytest.mark.parametrize(
    ("claim", "passage"),
    [("Support rose by 5 percent.", "Support rose by 5 percentage points."), ("It rose 5%.", "It rose 5 pp.")],
)
def test_percent_is_no_percentage_point(claim: str, passage: str) -> None:
    assert list(opposites(claim, passage)) == ["the claim says 5 percent; the passage has 5 percentage points"]
    assert list(opposites(passage, claim)) == ["the claim says 5 percentage points; the passage has 5 percent"]


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("It cost 5 million dollars.", "It cost 5 thousand dollars."),
        ("It lies 30 km off.", "It lies 30 miles off."),
        ("It held 40 litres.", "It held 40 gallons."),
        ("It was 30 degrees Celsius.", "It was 30 degrees Fahrenheit."),
        ("It burned 12 hectares.", "It burned 12 acres."),
        ("It cost 5 billion.", "It cost 5 million."),
        ("It took 3 hours.", "It took 3 days."),
    ],
)
def test_other_scales_and_units_are_told(claim: str, passage: str) -> None:
    assert discrepancies(claim, passage, stance=Stance.SUPPORTS)


def test_what_refutes_or_is_denied_says_the_opposite_as_a_rule() -> None:
    claim, passage = "Prices rose in May.", "Prices fell in May."
    assert discrepancies(claim, passage, stance=Stance.REFUTES) == ()
    assert discrepancies(claim, passage, stance=Stance.SUPPORTS, nature=Nature.DENIES) == ()


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_is_too_odd(claim: str, passage: str) -> None:
    assert all(isinstance(one, str) for one in opposites(claim, passage))
    assert list(swapped(claim, claim)) == []
