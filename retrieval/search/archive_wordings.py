"""How people ask about the archive itself: a frame of words for each thing that is asked for.

A frame names its `noun` (articles, stories, reports) where it has one, the outlets (`outs`) or
the author (`whose`) before it, and the `rest`, which must be understood as limits to its end:
"how many articles are there in the charter" is no question about the archive.
"""

from __future__ import annotations

from retrieval.search.archive_limit_phrases import ARCHIVE, NAME, OUTLETS
from retrieval.search.archive_nouns import (
    ANY,
    DOES,
    END,
    HAVE,
    IS,
    ITEMS,
    MANY,
    MOST,
    NOUN,
    OUTLET_NOUN,
    OWN,
    PEOPLE,
    PRESS,
    REPORTS,
    REST,
    SHOW,
    STRONG,
    US,
    Frame,
    frame,
)
from retrieval.search.article_wordings import ARTICLE_FRAMES

# "what is the date of", "give me the date of"
DATE_OF = rf"(?:(?:what|which)(?:{IS}) |give me )?the (?:publication )?date of "

# "Items in the archive", "reports on file", "texts do we have"
_HELD = rf"(?: are there)? (?:in {ARCHIVE}|on file|{DOES} {US} {HAVE})"

_FRAMES_OF_MANY: tuple[Frame, ...] = (
    # "How many articles do you have?", "What is the number of stories from TASS?"
    frame(
        "count",
        r"(?:how many|(?:(?:what|give me|tell me)(?:['’]s| is| was)? )?(?:the )?(?:total |exact )?"
        rf"(?:number|count) of|count|total) {ITEMS}{REST}",
    ),
    frame("count", rf"(?:what{IS} )?(?:the |your )?(?:total )?article count{REST}", "none"),
    # "Floods in Osh: how many stories?", "The ferry, number of articles in total"
    frame(
        "count",
        rf"(?P<topic>\S.*?)(?: coverage)? ?[:,;–—-]+ ?(?:how many|(?:the )?(?:number|count) of) "
        rf"(?:{STRONG}(?: in total| in all)?|{NOUN}(?={_HELD}))(?:{_HELD})?",
        "none",
    ),
    # "The drill - articles in total?"
    frame("count", rf"(?P<topic>\S.*?) ?[:,;–—-]+ ?{STRONG} in (?:total|all)", "none"),
    # "What is the article count?", "How big is the archive?", "What period does it cover?"
    frame("count", rf"how (?:big|large|much) (?:is {ARCHIVE}|{DOES} {US} {HAVE})", "none"),
    frame(
        "count",
        r"(?:what|which) (?:period|dates|years|time ?span|time|date range|days)"
        rf"(?: of time)? {DOES} (?:{US}|{OWN}) (?:cover|span)",
        "none",
    ),
    frame("count", rf"what(?:{IS} in {ARCHIVE}|{IS} in here| {DOES} {US} {HAVE})", "none"),
    # "What is new this week?", "Anything new?", "What came in today?", "What did you add?"
    frame(
        "new",
        rf"(?:what|is there anything|is anything|has anything|anything)(?:['’]?s| is| are| has)?"
        rf"(?: been)? new{REST}",
        "none",
    ),
    frame(
        "new",
        rf"what(?:{IS}|['’]s| has| have| did)?(?: been)?(?: you| we)?(?: been)? (?:came in|come in"
        rf"|arrived?|add(?:ed)?|index(?:ed)?|published|imported?|recently added){REST}",
        "none",
    ),
    # "New this week?", "What's in the news this week?"
    frame("new", rf"(?:new|what(?:{IS}|['’]s)? in the news){REST}", "none"),
    # "Any new articles?", "Show me the latest additions", "Recent stories", "Today's headlines"
    frame(
        "new",
        rf"(?:{SHOW} |what are |what{IS} |(?:do|have) you (?:have |got )?|are there )?(?:the |any "
        r"|your |some )*(?:new|newest|latest|recent|most recent) (?P<noun>articles|additions"
        rf"|arrivals|stories|pieces|headlines|news|reports){REST}",
        "none",
    ),
    # "What is the oldest article?", "Show me the latest TASS story", "TASS's first report"
    *(
        frame(
            "oldest",
            rf"(?:(?:what|which)(?:{IS})? |{SHOW} |open |when (?:was|is) |how old is |who wrote "
            rf"|{DATE_OF})?{before} (?:of the |of your )?{after}",
        )
        for before, after in (
            (rf"(?:the |your )?(?:{MANY} )?{END}", rf"(?:{ITEMS}|thing|one|entry){REST}"),
            (rf"(?:the |your )?{END} {MANY}", rf"{ITEMS}{REST}"),
            (rf"(?:the )?(?P<outs>{OUTLETS})(?:['’]s?)? {END}", rf"{NOUN}{REST}"),
            (rf"(?P<whose>{NAME})['’]s? {END}", rf"{NOUN}{REST}"),
        )
    ),
    # "Which article is the oldest?"
    frame(
        "oldest",
        rf"(?:which|what) {ITEMS}(?P<rest>.*?){IS} (?:the )?{END}(?: one)?(?P<behind>(?: .*)?)",
    ),
    # "How far back does the archive go?", "When do your articles begin?"
    frame(
        "oldest",
        rf"(?:how far back|since when) {DOES} (?:{US}|{OWN}) (?:go|reach|stretch|cover)(?: back)?",
        "none",
    ),
    frame("oldest", rf"how old are {OWN}", "none"),
    frame("oldest", rf"when {DOES} (?:{ARCHIVE}|{OWN}) (?:begin|start)", "none"),
    # "How up to date is the archive?", "When was the archive last updated?"
    frame(
        "newest",
        rf"how (?:recent|current|up[ -]to[ -]date|fresh) (?:is|are) (?:{US}|{OWN})|when {DOES} "
        rf"(?:{ARCHIVE}|{OWN}) (?:end|stop)",
        "none",
    ),
    frame("new", rf"when was (?:{ARCHIVE}|anything) last (?:updated|indexed|added to)", "none"),
    # "Which outlets do you have?", "List the sources in the archive", "How many do you index?"
    frame(
        "list_outlets",
        rf"(?:which|what|how many|what are|who are|{SHOW}) {ANY}{OUTLET_NOUN}"
        rf"(?: of {OWN}| in (?:the|your) articles)?"
        rf"(?: (?:that )?(?P<us>{US} (?:cover|use|read)))?{REST}",
        "held",
    ),
    frame("list_outlets", rf"what are the (?:sources|outlets) of {OWN}", "none"),
    frame(
        "list_outlets",
        rf"(?:which|what|how many) {ANY}{OUTLET_NOUN} (?:do|does|are) (?:{US}|{OWN}) (?:cover"
        r"|draw (?:on|from)|use|quote|cite|read|follow|monitor|rely on|come from|search|from|taken"
        r" from)",
        "none",
    ),
    # "List the outlets", "All sources", "How many outlets are there?", "Where do they come from?"
    frame(
        "list_outlets",
        rf"(?:which|what|how many) {ANY}(?:(?:news |media )?(?:outlets|sources)|news agencies)"
        r"(?: (?:are there|exist))?(?: in (?:total|all))?",
        "none",
    ),
    frame("list_outlets", rf"(?:{SHOW} )?{ANY}(?:news |media )?(?:outlets|sources)", "none"),
    frame("list_outlets", rf"where (?:do|does|are) {OWN} (?:come )?from", "none"),
    frame("list_outlets", rf"whose (?:articles|stories|texts|coverage) {DOES} {US} {HAVE}", "none"),
    # "Which outlets have covered the floods?", "How many newspapers reported on the floods?"
    frame(
        "list_outlets",
        rf"(?:which|what|how many) {ANY}(?P<press>{PRESS}) {REPORTS} (?P<topic>(?!{MOST})\S.*)",
        "none",
    ),
    # "Which journalists wrote for TASS?", "List the authors in the archive"
    frame("list_authors", rf"(?:which|what|how many|who are|{SHOW}) {ANY}{PEOPLE}{REST}", "held"),
    frame(
        "list_authors",
        rf"(?:{SHOW} |who are |which |what |how many )?{ANY}(?:authors|bylines)(?: are there)?"
        r"(?: in (?:total|all))?",
        "none",
    ),
    frame(
        "list_authors",
        rf"whose (?:bylines?|names) (?:{DOES} {US} {HAVE}|appears?(?: (?:the )?most)?(?: often)?)",
        "none",
    ),
    frame(
        "list_authors",
        r"who (?:has |have )?(?:wrote|written|published|filed) (?:the )?most (?:articles|stories"
        r"|pieces|reports)",
        "none",
    ),
    frame(
        "list_authors",
        rf"(?:which|what|how many) {ANY}{PEOPLE} (?:have |has )?(?:wr(?:ote|itten|ite) (?:on|about)"
        r"|reported on|covered) (?P<topic>\S.*)",
        "none",
    ),
    frame(
        "list_authors",
        rf"(?:(?:which|what|how many) {ANY}{PEOPLE} |who )(?:have |has )?(?:wr(?:ote|ites?|itten)"
        rf"|works?|reports?|reported) for (?:the )?(?P<outs>{OUTLETS}){REST}",
        "none",
    ),
)

_FRAMES_OF_LANGUAGES: tuple[Frame, ...] = (
    # "Which languages are the articles in?", "In which languages are your stories written?"
    frame(
        "list_languages",
        rf"(?:in )?(?:which|what|how many) (?:different )?languages?(?:{IS}| do| does)"
        rf" (?:{OWN}|{US}|{ARCHIVE})(?: {HAVE})?(?: written| published)?(?: in)?",
        "none",
    ),
    # "How many languages are there in the archive?"
    frame(
        "list_languages",
        r"(?:which|what|how many) (?:different )?languages(?P<rest>.*)",
        "held",
    ),
)

_FRAMES_OF_LISTS: tuple[Frame, ...] = (
    # "What do you have on the floods?", "What is there about them in the archive?"
    frame(
        "about",
        rf"(?:what(?: all| else| material| coverage| information)?|how much)"
        rf"(?:['’]s in {ARCHIVE}| is in {ARCHIVE}| {DOES} {US} (?:{HAVE}|found|find)| is there"
        r"| is held| have you)"
        rf"(?: on file| stored| in {ARCHIVE})?(?P<rest> .*)",
        "none",
    ),
    # "Do you have anything on the floods?", "Got something about them?", "Anything on them?"
    frame(
        "about",
        rf"(?:{SHOW} |(?:{DOES} {US} )?(?:{HAVE} )?)(?:anything|something|any (?:information|info"
        rf"|material|news|coverage)|much|information|coverage){REST}",
        "none",
    ),
    frame(
        "about",
        rf"is there (?:anything|something|any (?:information|info|material|coverage)){REST}",
        "held",
    ),
    # "Show me everything you have on the floods", "List what the archive holds about them"
    frame(
        "about",
        rf"(?:{SHOW} |tell me )?(?:what|everything|all|whatever)(?: that)? {US}(?:['’]ve)?"
        rf" ?(?:{HAVE}|holds|contains|has)?{REST}",
        "none",
    ),
    frame("about", r"(?:do|have) you cover(?:ed)? (?P<topic>\S.*)", "none"),
    # "Is Mount Teal covered in the archive?"
    frame(
        "about",
        rf"(?:is|are) (?P<topic>\S.*?) (?:covered|mentioned|held) (?:in|by) {ARCHIVE}",
        "none",
    ),
    # "Everything by Orla Venn", "All from TASS"
    frame("list_articles", rf"(?:{SHOW} )?(?:everything|all){REST}", "noun"),
    # "List all articles on the floods", "Which stories mention them?", "Is there one on them?"
    frame("list_articles", rf"{SHOW}(?: up)? {ANY}{ITEMS}{REST}", "none"),
    frame("list_articles", rf"(?:which|what)(?: of)? {ITEMS}{REST}"),
    frame(
        "list_articles",
        rf"(?:(?P<us>(?:{DOES} {US} )?{HAVE})|(?P<us2>have you(?: got)?)|is there|are there) "
        rf"{ITEMS}{REST}",
    ),
    frame("list_articles", rf"{ITEMS}(?P<rest> .*)"),
    frame("list_articles", rf"(?:all )?(?P<outs>{OUTLETS})(?:['’]s?)? {NOUN}{REST}"),
    # "What did TASS publish in May?", "What has Orla Venn written?"
    frame(
        "list_articles",
        rf"what (?:did|has|have|does) (?P<outs>{OUTLETS}) (?:publish(?:ed)?|run|print(?:ed)?"
        rf"|carr(?:y|ied)|post(?:ed)?|put out){REST}",
        "none",
    ),
    frame(
        "list_articles",
        rf"what (?:did|has|have) (?P<whose>{NAME}) (?:write|written|author(?:ed)?){REST}",
        "none",
    ),
)

FRAMES = (*_FRAMES_OF_MANY, *_FRAMES_OF_LANGUAGES, *ARTICLE_FRAMES, *_FRAMES_OF_LISTS)
