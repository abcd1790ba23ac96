"""The phrases that limit the articles of a question: `in the archive`, `from TASS`, `since May`.

Parts of regular expressions, by what they limit; `archive_limits` takes a question apart by them.
"""

from __future__ import annotations

from retrieval.search.archive_masking import DAYS, OUTLET

ARCHIVE = (  # "the archive", "your whole collection"; "the library" is one of the world's
    r"(?:(?:the|this) (?:whole |entire |full |news |article |press )*(?:archives?|database|corpus)"
    r"|(?:your|our|my) (?:whole |entire |full |news |article |press )*(?:archives?|database|corpus"
    r"|collection|index|library|holdings|files|records))"
)
# "TASS", "TASS and the Amber Post", the names marked
OUTLETS = rf"(?:the )?{OUTLET}(?:,? (?:and |or |& )?(?:the )?{OUTLET})*"
# "have", "archived"
_HOLD = r"(?:have|hold|held|got|keep|kept|stored?|index(?:ed)?|archived?|contain|include|own)"
TOLD = (  # "published", "wrote", "put out"
    r"(?:publish(?:ed)?|wr(?:ote|ite|itten)|run|ran|carr(?:y|ied)|print(?:ed)?|post(?:ed)?|put out"
    r"|report(?:ed)?|produced?|filed?|released?|contributed?|author(?:ed)?|penned|broken?)"
)
_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-ÞЀ-ЯҐӘҒҚҢӨҰҮҺ])[\w.'’-]*"  # "Venn"
_SMALL = (  # "venn", but none of the words that go with a question
    r"(?!(?:the|an?|you|we|it|he|she|they|this|that|these|who|which|do|did|does|are|is|was|were"
    r"|have|has|in|on|at|of|about|from|since|until|before|after|wr[io]te|written)\b)"
    r"[^\W\d_][\w.'’-]*"
)
NAME = (  # "Orla Venn", "Ludwig van der Meer", "Venn", in small letters two words: "orla venn"
    rf"(?:{_CAPITAL}(?: (?:(?:van|von|de|der|den|del|bin|ibn|al|el|la|di|da|ter) )*{_CAPITAL})"
    rf"{{0,3}}"
    rf"|{_SMALL} {_SMALL})"
)
# "that were ", "which has been ", or nothing
WAS = r"(?:(?:that|which) )?(?:(?:have|has) been |are |were |is |was |got |did )?"

_HELD = (  # "do you have", "are held here", "in your archive", "wrote the most articles"
    rf"(?:(?:do|did|have|does) )?(?:(?:that|which) )?(?:you|we|{ARCHIVE}) "
    rf"(?:currently |actually |already |now )?(?:have |do )?{_HOLD}(?: on file| in stock| here)?",
    rf"{WAS}(?:there )?(?:currently |now )?(?:held|stored|indexed|archived|on file|collected"
    r"|included|represented|covered)(?: here)?",
    rf"{WAS}(?:there )?(?:in|within|from|inside|into|to|of) {ARCHIVE}",
    rf"as far as (?:you|we|{ARCHIVE}) (?:shows?|knows?|holds?|ha(?:ve|s)|(?:can )?(?:see|tells?))",
    r"(?:on file|in here)",
    r"(?:(?:has|have) )?(?:published |written |contributed |wrote |filed )?(?:the )?most"
    r" (?:articles|stories|pieces|reports)",
)
_EMPTY = (  # "are there", "in total", "were published", "so far"
    r"(?:are|is|were|was) (?:there|available|out there)",
    r"(?:exist|in total|in all|altogether|overall|here|there|so far|now|right now|currently"
    r"|at the moment|exactly|please|too|as well|recently|lately)",
    rf"{WAS}(?:published|printed|posted|released|appeared|available|out|come in|came in|added)",
)
_FROM_OUTLET = (  # "from TASS", "published by TASS and Interfax", "did TASS run", "TASS published"
    rf"{WAS}(?:come |came )?(?:{TOLD} )?(?:from|by|of|in|at|for|via|with) (?P<outs>{OUTLETS})",
    rf"(?:(?:that|which) )?(?:do |does |did |has |have )?(?P<outs>{OUTLETS}) (?:has |have )?"
    rf"(?:{TOLD}|{_HOLD})",
)
_BY = (  # "by Orla Venn", "written by Orla Venn", "did Orla Venn write", "Orla Venn wrote"
    rf"{WAS}(?:written |published |authored |penned |signed |filed |bylined )?by "
    rf"(?:(?:the )?(?:journalist|reporter|author|correspondent|writer) )?(?P<name>{NAME})",
    rf"(?:(?:that|which) )?(?:did |has |have )?(?P<name>{NAME}) (?:has |have )?{TOLD}",
)
_WHEN = (  # "in 2015", "published since March", "that came in this week"
    rf"{WAS}(?:come (?:in|out) |came (?:in|out) |(?:published|dated|written|printed|indexed|added"
    r"|posted|appeared|appear|out|released) )?"
    rf"(?:from |in |of |on |during |for |within )?(?:the )?{DAYS}",
)
LANGUAGES = {
    "english": "en", "russian": "ru", "kazakh": "kk", "kyrgyz": "ky", "uzbek": "uz", "tajik": "tg",
    "turkmen": "tk", "ukrainian": "uk", "turkish": "tr", "german": "de", "french": "fr",
    "spanish": "es", "italian": "it", "arabic": "ar", "persian": "fa", "chinese": "zh",
    "japanese": "ja", "korean": "ko",
}  # fmt: skip
_IN_LANGUAGE = (  # "in Russian", "written in the Russian language"
    rf"{WAS}(?:written |published )?in (?:the )?(?P<language>{'|'.join(LANGUAGES)})(?: language)?",
)
_CORRECTED = (  # "were corrected", "with a correction", "have had to print a correction"
    rf"{WAS}(?:later |since )?corrected(?: (?:later|since|afterwards))?",
    r"(?:(?:that|which) )?(?:(?:have|has|had|did) )*(?:to )?(?:with|ha(?:ve|s|d|ving)"
    r"|carr(?:y|ies|ied|ying)|print(?:ed)?|publish(?:ed)?|run|ran|issued?|ma(?:de|ke)|needed)"
    r" (?:an? |any )?corrections?",
    r"(?:(?:have|has|had) )*(?:to )?correct(?:ed)? (?:(?:an?|its|their|any) )?(?:articles?"
    r"|stor(?:y|ies)|reports?|pieces?|themselves|itself)",
)
_UPDATED = (  # "were updated", "are updates", "with an update", "update an earlier one"
    rf"{WAS}updated(?: (?:later|since|afterwards))?",
    r"(?:(?:that|which) )?(?:are|were) updates",
    r"(?:with|ha(?:ve|s|d|ving)) (?:an? |any )?updates?",
    r"(?:(?:that|which) )?updated? (?:an?|the|their|any) (?:earlier|older|previous|first)"
    r" (?:articles?|stor(?:y|ies)|reports?|pieces?|ones?|versions?)",
)
_RETRACTED = (  # "were retracted", "with a retraction"
    rf"{WAS}(?:retracted|withdrawn)(?: (?:later|since|afterwards))?",
    r"(?:with|ha(?:ve|s|d|ving)) (?:an? |any )?retractions?",
)
_A_DATE = r"(?:an? |any )?(?:publication |stated )?dates?(?: of publication)?"  # "a date"
_UNDATED = (  # "are undated", "without a date", "have no date", "that do not state a date"
    rf"{WAS}(?:undated|not dated)",
    rf"with(?:out| no) {_A_DATE}",
    rf"(?:(?:that|which) )?(?:ha(?:ve|s)|states?|carr(?:y|ies)|gives?) no {_A_DATE}",
    rf"(?:(?:that|which) )?do(?:es)?(?: not|n['’]t) (?:have|state|carry|give) {_A_DATE}",
    rf"(?:(?:that|which) )?lacks? {_A_DATE}",
)
LIMIT_FORMS = {
    "correction": _CORRECTED,
    "update": _UPDATED,
    "retraction": _RETRACTED,
    "undated": _UNDATED,
    "held": _HELD,
    "outlet": _FROM_OUTLET,
    "when": _WHEN,
    "language": _IN_LANGUAGE,
    "empty": _EMPTY,
    "author": _BY,
}
# Behind a topic: "floods from TASS", "floods in TASS", but not "the history of TASS".
LIMIT_FORMS_BEHIND = {
    **LIMIT_FORMS,
    "outlet": (_FROM_OUTLET[0].replace("|of|in|at|for|via|with", "|in|for"), _FROM_OUTLET[1]),
    "author": _BY[:1],
}
