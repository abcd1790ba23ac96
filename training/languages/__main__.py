"""Make the models of `packages/dateline-languages`: one from the packed file, one as trained.

PYTHONPATH=. tv/bin/python -m training.languages e5-small-q4.bin
    [--reader OUT/reader.safetensors] [--judge OUT/judge.safetensors]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from training.languages import graph, vocabulary
from training.languages.packed import Matrix, read
from training.languages.trained import put_in

# From the repository's root: the package lies there.
TO = Path("packages/dateline-languages/dateline_languages/model")


def main() -> None:
    """Read the arguments, write the model, and say what it came to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packed", type=Path)
    parser.add_argument("--reader", type=Path, help="what `training.languages.reader` wrote")
    parser.add_argument("--judge", type=Path, help="what `training.languages.judge` wrote")
    parser.add_argument("--to", type=Path, default=TO)
    options = parser.parse_args()
    packed = read(options.packed)
    # The pieces that stay, by their place in the published vocabulary.
    kept = vocabulary.kept(packed.pieces)
    words = packed.matrices["emb.word"]
    # Cut in its 4 bits: nothing is rounded once more.
    table = Matrix(words.numbers[kept], words.scales[kept])
    options.to.mkdir(parents=True, exist_ok=True)
    model = options.to / "model_int8.onnx"
    graph.write(packed, table, model)
    tokenizer = vocabulary.tokenizer([packed.pieces[at] for at in kept])
    # Their graphs need the other one's file, in which the word table lies.
    if options.reader:
        whole, heads = put_in(packed, options.reader)
        graph.write_heads(whole, table, heads, model, options.to / "reading_int8.onnx")
    if options.judge:
        whole, heads = put_in(packed, options.judge)
        claims = {name: value for name, value in heads.items() if name.startswith("nli.")}
        graph.write_heads(whole, table, claims, model, options.to / "judging_int8.onnx")
    (options.to / "tokenizer.json").write_text(tokenizer.to_str(), "utf-8")
    sizes = {file.name: f"{file.stat().st_size / 1e6:.1f} MB" for file in options.to.iterdir()}
    print(f"{len(kept):,} of {len(packed.pieces):,} pieces kept; {sizes}")


if __name__ == "__main__":
    main()
