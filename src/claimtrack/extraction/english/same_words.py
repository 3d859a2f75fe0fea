"""Words that speak of one thing, words that say nothing, and the endings that make other forms of a word."""

SAME = (
    "death deaths dead die dies died dying kill kills killed killing killings drowned perished fatalities toll bodies",
    "fans spectators supporters crowd attendance visitors",
    "homes houses dwellings buildings",
    "cars vehicles",
    "protesters demonstrators marchers marched rallied",
    "jobs workers staff employees",
    "wedding married marry marriage wed weddings",
    "shooting shot shots shoot shootings gunned fired gunfire",
    "fire burned burnt burning blaze burn fires torched arson",
    "meeting met meet meetings",
    "sale sold sell selling",
    "payment paid pay payments",
    "theft stole stolen steal stealing thefts",
    "bribe bribes bribery bribed",
    "departure left leave leaving",
    "flight fled flee",
    "loss lost lose losses",
    "attack attacks attacked attackers assault assaulted raid",
    "arrest arrests arrested detained detentions detention",
    "beating beat beaten beatings",
    "fall fell fallen falling",
    "deal agreement agreed pact",
    "resignation resign resigned quit",
    "affair relationship",
    "injured wounded hurt injuries casualties",
    "purchase bought buy bid",
    "strike strikes struck walkout",
    "retreat withdrew withdrawn withdrawal withdraw",
    "explosion exploded blast blew",
    "leak leaked leaks",
    "cheating cheated cheat",
    "abuse abused",
    "incident incidents event events",
)  # fmt: skip
EMPTY = frozenset(
    "the and that this those these was were has had have been being are for with from not but his her their its who "
    "whom which what when where while will would could can may might should did does into onto over under about after "
    "before than then them they she him any all some more most other others two one said says say told our out off "
    "also only such there here it's never ever very having being again single".split()
)
ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ed", "es", "s", "e")
