"""Which pieces of words stay, and the tokenizer that cuts texts into them.

The published vocabulary serves a hundred languages. What stays: every piece of the scripts in
`SCRIPTS`, every piece without a letter, and every single character of any other script, so that
those are read letter by letter and nothing becomes unknown.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence

import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

SCRIPTS = frozenset({"LATIN", "CYRILLIC", "ARABIC"})
# The marks, which come first in the published vocabulary, too: their numbers are their places.
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
# SentencePiece writes a blank so, at the start of a word.
SPACE = "▁"
# Of a piece's score, so that the file is shorter.
DIGITS_KEPT = 4


def kept(pieces: Sequence[tuple[str, float]], scripts: frozenset[str] = SCRIPTS) -> list[int]:
    """The places of the pieces that stay, in order; the special ones come first anyway."""
    return [at for at, (piece, _) in enumerate(pieces) if _stays(piece, scripts)]


def _stays(piece: str, scripts: frozenset[str]) -> bool:
    if piece == "<mask>":  # for training alone
        return False
    # Letters and the marks over them; digits and signs are of no script.
    letters = {_script(char) for char in piece if unicodedata.category(char)[0] in "LM"}
    # One character alone stays in any script. "COMBINING" is how Unicode names marks.
    return len(piece.lstrip(SPACE)) <= 1 or letters <= scripts | {"COMBINING"}


def _script(char: str) -> str:
    # "CYRILLIC SMALL LETTER A": the first word is the script.
    return unicodedata.name(char, "?").split()[0]


def tokenizer(pieces: Sequence[tuple[str, float]]) -> Tokenizer:
    """The tokenizer of these pieces, as XLM-RoBERTa's cuts words."""
    scored = [(piece, round(score, DIGITS_KEPT)) for piece, score in pieces]
    made = Tokenizer(models.Unigram(scored, unk_id=SPECIAL.index("<unk>"), byte_fallback=False))
    # As published: characters in their plain forms, runs of blanks as one.
    made.normalizer = normalizers.Sequence(
        [normalizers.Precompiled(_plain_forms()), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement=SPACE, prepend_scheme="always")
    made.add_special_tokens(list(SPECIAL))
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return made


def _plain_forms() -> bytes:
    """SentencePiece's table of characters' plain forms, `nmt_nfkc`: any model of it has it."""
    out = io.BytesIO()
    # Trained on next to nothing, for the sake of the table that every such model holds.
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["a b c d"] * 9),
        model_writer=out,
        vocab_size=8,
        normalization_rule_name="nmt_nfkc",
        minloglevel=2,
    )
    model = sentencepiece_model_pb2.ModelProto.FromString(out.getvalue())
    return bytes(model.normalizer_spec.precompiled_charsmap)
