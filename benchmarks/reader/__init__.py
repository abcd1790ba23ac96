"""How the shipped reader was made: training, export and figures of a small extractive model.

    python -m benchmarks.reader.train --data DATA --base BASE --out OUT
    python -m benchmarks.reader.measure OUT/reader_int8.onnx FILE.jsonl.gz --base BASE

The reader (`retrieval/comprehension`) says which sentence of a passage answers a question, and
whether any does. Nothing here is needed to run Dateline. For training only, install beside it:

    pip install torch safetensors scikit-learn scipy onnx lemminflect

**BASE** is a folder of a BERT encoder: `config.json`, `model.safetensors`, `tokenizer.json`; the
shipped reader began from all-MiniLM-L6-v2.

With `--wordnet FOLDER` half of the questions get other words of WordNet's (`thesaurus.py` says
where its files come from).

**DATA** holds gzipped JSON Lines in two forms; `sources.py` names the files that are read, with
the share of each. Files of that table that are not there are left out.

`qa/NAME.jsonl.gz`, a question with the text that answers it, and where:

    {"id": "...", "question": "...", "context": "...", "answers": [{"text": "...", "start": 17}]}

`start` counts Unicode characters, and `context[start:start + len(text)] == text`. An empty
`answers` means that this context holds none. In `qa/qamr` and `qa/qasrl_gs` a context is one
sentence; a QAMR `id` is `qamr:PART:SOURCE:ARTICLE:PARAGRAPH:SENTENCE:...`, by which the
sentences of an article are put together again.

`pairs/NAME.jsonl.gz`, a question with one sentence a row:

    {"group": "...", "question": "...", "sentence": "...", "label": 1}

Label 1 is a sentence that answers; a `group` is one question with its candidates.

What is held out for validation goes by context, or by answering sentence for pairs, never by row.
"""
