"""The prompts: one Markdown file each, the only copy there is, and their loader.

A file has a `## System` and a `## Human` part; `{name}` is filled in by the code. Text of
articles is only ever put in the human part, as data.
"""

from __future__ import annotations

import re
from importlib.resources import files

from langchain_core.prompts import ChatPromptTemplate

VARIABLES = {
    "answer": frozenset({"question", "passages"}),
    "condense": frozenset({"question", "conversation"}),
    "translate": frozenset({"language", "quotations"}),
    "mend": frozenset({"question", "passages", "sentences"}),
}
"""What the code supplies to each prompt. A file that asks for anything else is refused."""


def load(name: str) -> ChatPromptTemplate:
    """The prompt `name` as a template.

    Raises:
        ValueError: The file lacks a part, or asks for other variables than the code supplies.
    """
    return as_template(name, (files(__name__) / f"{name}.md").read_text("utf-8"))


def as_template(name: str, text: str) -> ChatPromptTemplate:
    """The text of a prompt's file as the template `name`; raises like `load`."""
    # "## System\nAnswer in one sentence.\n\n## Human\n{question}": a heading and all up to the next
    # one, or to the end.
    parts = dict(
        re.findall(r"^## (System|Human)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    )
    if set(parts) != {"System", "Human"}:
        raise ValueError(f"prompts/{name}.md needs a System and a Human part")
    template = ChatPromptTemplate.from_messages(
        [("system", parts["System"].strip()), ("human", parts["Human"].strip())]
    )
    # Fewer is wrong, too: what the code supplies would not reach the model.
    if set(template.input_variables) != VARIABLES[name]:
        raise ValueError(f"prompts/{name}.md asks for {sorted(template.input_variables)}")
    return template
