"""How people ask about one article: who wrote it, when it was published and where, what it says."""

from __future__ import annotations

from retrieval.search.archive_limit_phrases import OUTLETS
from retrieval.search.archive_nouns import (
    IS,
    ITEMS,
    MOST,
    ONE,
    OUT,
    OUTLET_NOUN,
    PEOPLE,
    PRESS,
    REPORTS,
    REST,
    Frame,
    frame,
)

ARTICLE_FRAMES: tuple[Frame, ...] = (
    # "Who wrote the story about the floods?", "Which reporter filed TASS's piece on them?"
    frame(
        "author_of",
        rf"(?:who|(?:which|what) {PEOPLE})(?: has| had| was it that)? (?:wrote|written|authored"
        r"|penned|filed|signed|reported|did|conducted|made"
        rf"|(?:is|was) (?:the {PEOPLE} (?:of|behind)|behind)) {ONE}"
        rf"{ITEMS}{REST}",
    ),
    frame("author_of", r"who (?:wrote|has written) about (?P<topic>\S.*)", "none"),
    # "Who is the author of the article on the floods?", "Whose byline is on the piece about them?"
    frame(
        "author_of",
        rf"(?:(?:who|what)(?:{IS}) |name |tell me |give me )?(?:the )?(?:name of the )?{PEOPLE} "
        rf"(?:of|on|behind|for) {ONE}{ITEMS}{REST}",
    ),
    frame(
        "author_of",
        r"whose (?:byline|name) (?:is|was|stands|appears) (?:on|over|under|above) "
        rf"{ONE}{ITEMS}{REST}",
    ),
    # "By whom was the article on the floods written?", "Who is the article on them by?"
    frame(
        "author_of",
        rf"(?:by whom|who|by which {PEOPLE}) (?:was|were|is) {ONE}{ITEMS}(?P<rest>.*?) "
        r"(?:written|authored|penned|signed|by)(?: by)?",
    ),
    # "When was the article on the floods published?", "What date is the story about them from?"
    frame(
        "published_when",
        r"(?:when|(?:on |in )?(?:what|which) (?:date|day|month|year)|how long ago) (?:was|were|did"
        rf"|is|has) {ONE}{ITEMS}(?P<rest>.*?) (?:been )?(?:first |originally )?(?:{OUT}"
        r"|from)(?P<behind>(?: .*)?)",
    ),
    # "(Do you know) when the article on the floods was published", "when the story came out"
    frame(
        "published_when",
        rf"(?:when|on (?:what|which) (?:date|day)) {ONE}{ITEMS}(?P<rest>.*?) (?:(?:was|were"
        rf"|is|had been) )?(?:first )?(?:{OUT}|came out|went (?:online|out|up|live)|ran)"
        r"(?P<behind>(?: .*)?)",
    ),
    # "What is the date of the article on the floods?", "How old is the story about them?"
    frame(
        "published_when",
        rf"(?:(?:(?:what|which)(?:{IS}) |give me )?(?:the )?(?:publication |publishing )?date"
        r" (?:of|on|for)"
        rf"|how (?:old|recent) is) {ONE}{ITEMS}{REST}",
    ),
    # "When did TASS report the floods?", "On what date did TASS publish its story on them?"
    frame(
        "published_when",
        rf"(?:when|(?:on |in )?(?:what|which) (?:date|day|month|year)) did (?P<outs>{OUTLETS}) "
        r"(?:first )?(?:publish|report(?: on| that)?|run|carry|write(?: about| on| of| that)?|cover"
        r"|print|post|put out) (?P<topic>\S.*)",
        "none",
    ),
    # "Which outlet reported the floods?", "What newspaper ran the story on them?"
    frame(
        "outlet_of",
        rf"(?:which|what) (?P<press>{PRESS}) (?:was it that )?{REPORTS} (?P<topic>(?!{MOST})\S.*)",
        "none",
    ),
    # "Who published the story about the floods?", "Who first reported on the floods?"
    frame(
        "outlet_of",
        rf"who (?:first )?(?:published|ran|carried|printed|broke|posted|put out) {ONE}"
        rf"{ITEMS}{REST}",
    ),
    frame(
        "outlet_of",
        r"who (?:(?:first |else )?reported (?:on|about)|first reported(?: that)?) (?P<topic>\S.*)",
        "none",
    ),
    # "Where was the story on the floods published?", "In which paper did the piece on them appear?"
    frame(
        "outlet_of",
        rf"(?:where|by whom|(?:in|on|by) (?:which|what) {OUTLET_NOUN}) (?:was|were|did|has|have"
        rf"|is) {ONE}{ITEMS}(?P<rest>.*?) (?:been )?(?:first |originally )?{OUT}"
        r"(?P<behind>(?: .*)?)",
    ),
    # "Which outlet is the story on the floods from?", "Where does the article on them come from?"
    frame(
        "outlet_of",
        rf"(?:(?:which|what) {OUTLET_NOUN} (?:is|was)|where (?:is|does|did)) {ONE}{ITEMS}"
        r"(?P<rest>.*?) (?:come from|from|in|by|of)",
    ),
    # "What is the source of the article on the floods?", "Which outlet is behind it?"
    frame(
        "outlet_of",
        rf"(?:(?:what|who|which)(?:{IS})? |name )?(?:the )?{OUTLET_NOUN} (?:of|behind|is behind) "
        rf"{ONE}{ITEMS}{REST}",
    ),
    # "What is the name of the blog by the teacher who ...", "What is the paper called in which ..."
    frame(
        "outlet_of",
        rf"(?:(?:what|which)(?:{IS}) )?(?:the )?name of the {PRESS} (?:by|of|for|in which|where"
        r"|that|which|whose author) (?P<topic>\S.*)",
        "none",
    ),
    frame(
        "outlet_of",
        rf"(?:what|how)(?:{IS}) the {PRESS} (?:called|named) (?:by|of|for|in which|where|that|which"
        r"|whose author) (?P<topic>\S.*)",
        "none",
    ),
    # "Show me the article on the floods", "Summarise TASS's story about them", "Open “Last loaves”"
    frame(
        "view",
        r"(?:show|open|display|read|give|see|view|bring up|pull up|summari[sz]e|sum up|print"
        r"|(?:let me|(?:can|could|may) i) (?:see|read|have)|preview|about)(?: me| us)?"
        r"(?: an? (?:short |brief |quick )?(?:view|look"
        rf"|summary|preview|gist|outline) (?:of|at))? {ONE}{ITEMS}{REST}",
    ),
    frame(
        "view", r"(?:open|show|view|read|display|summari[sz]e)(?: me)?(?P<rest> [\"“”«„].*)", "none"
    ),
    frame(
        "view",
        rf"(?:an? )?(?:short |brief |quick )?(?:summary|view|gist|preview|outline) of {ONE}"
        rf"{ITEMS}{REST}",
    ),
    # "What does the article on the floods say?", "What is the headline of the story about them?"
    frame(
        "view",
        rf"what(?:{IS}| does| do)(?: in)? {ONE}{ITEMS}(?P<rest>.*?) (?:about|say|called"
        r"|titled|headlined)",
    ),
    frame(
        "view",
        rf"what(?:{IS}) (?:in|the (?:title|headline|gist|summary|content) of) {ONE}{ITEMS}"
        rf"{REST}",
    ),
)
