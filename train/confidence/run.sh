#!/bin/sh
# Trains models/confidence.txt. usage: train/confidence/run.sh DEV CORPUS
# DEV holds reports.jsonl and reports.gold.jsonl, as gold/dev does; CORPUS the documents that train/confidence/read.tsv is about.
set -eu
dev=${1:?usage: run.sh DEV CORPUS} corpus=${2:?usage: run.sh DEV CORPUS}
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
cut -f1 train/confidence/read.tsv | sort -u | sed 's/.*/"id": "&"/' > "$work/ids"
zcat "$corpus"/*.jsonl.gz | grep -F -f "$work/ids" > "$work/corpus.jsonl"
build/release/demarche code --candidates --no-progress "$dev/reports.jsonl" > "$work/dev"
build/release/demarche code --candidates --no-progress "$work/corpus.jsonl" > "$work/read"
"${PYTHON:-python3}" train/confidence/train.py "$dev/reports.jsonl" "$dev/reports.gold.jsonl" "$work/dev" models/confidence.txt \
  train/confidence/read.tsv "$work/read"
