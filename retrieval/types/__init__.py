"""The values that cross borders: frozen, plain, and free of any library.

An article becomes chunks and comes back as passages; a question becomes an `Answer` whose
statements point at citations. Offsets count Unicode characters of `Article.text`, half open.
"""

# `draft` is imported by its own name: it imports from here.
from retrieval.types.answers import (
    Answer,
    ClaimPart,
    Coverage,
    Form,
    LeftOut,
    Mode,
    Question,
    Statement,
    Step,
    Translation,
    Verdict,
)
from retrieval.types.articles import (
    Article,
    ArticleListing,
    DateMention,
    PublishedHow,
    Revision,
    RevisionKind,
    Span,
)
from retrieval.types.evidence import Citation, Copy, Passage
from retrieval.types.limits import Limits
from retrieval.types.recalled import Recalled
from retrieval.types.runs import (
    ARCHIVE_MARK,
    VECTORS,
    Change,
    Failure,
    FetchHistory,
    FetchRecord,
    FoundFiles,
    IndexReport,
    Progress,
    Reading,
    SourceFile,
    Subscription,
)
from retrieval.types.stated_fields import NOTHING, StatedMetadata

__all__ = [
    "ARCHIVE_MARK",
    "NOTHING",
    "VECTORS",
    "Answer",
    "Article",
    "ArticleListing",
    "Change",
    "Citation",
    "ClaimPart",
    "Copy",
    "Coverage",
    "DateMention",
    "Failure",
    "FetchHistory",
    "FetchRecord",
    "Form",
    "FoundFiles",
    "IndexReport",
    "LeftOut",
    "Limits",
    "Mode",
    "Passage",
    "Progress",
    "PublishedHow",
    "Question",
    "Reading",
    "Recalled",
    "Revision",
    "RevisionKind",
    "SourceFile",
    "Span",
    "StatedMetadata",
    "Statement",
    "Step",
    "Subscription",
    "Translation",
    "Verdict",
]
