"""Settings to objects: the only room that names vendors, each imported where it is needed."""

# None of these imports a vendor or a model: each function does that when it is called.
from retrieval.factory.building import (
    make_chain,
    make_embedder,
    make_models,
    make_news,
    make_recall,
    make_retriever,
    make_translate,
    open_archive,
)
from retrieval.factory.chat import (
    make_chat_model,
)
from retrieval.factory.editing import (
    edit,
)
from retrieval.factory.one_shot import (
    answer_once,
)
from retrieval.factory.repairing import (
    judge_dates,
    rebuild,
    salvage,
)
from retrieval.factory.sharing import (
    leave,
    share,
)
from retrieval.factory.updating import (
    find,
    index,
    index_found,
    refresh_feeds,
)
from retrieval.telemetry import disable_telemetry

__all__ = [
    "answer_once",
    "disable_telemetry",
    "edit",
    "find",
    "index",
    "index_found",
    "judge_dates",
    "leave",
    "make_chain",
    "make_chat_model",
    "make_embedder",
    "make_models",
    "make_news",
    "make_recall",
    "make_retriever",
    "make_translate",
    "open_archive",
    "rebuild",
    "refresh_feeds",
    "salvage",
    "share",
]
