#!/bin/sh
# Trains models/confidence.txt. usage: train/confidence/run.sh DEV CORPUS
# DEV holds reports.jsonl and reports.gold.jsonl, as gold/dev does; CORPUS the documents that train/reports/records.tsv and
# train/confidence/read.tsv are about. WORK=FOLDER keeps reports.jsonl and reports.gold.jsonl there, for train/targets.
set -eu
dev=${1:?usage: run.sh DEV CORPUS} corpus=${2:?usage: run.sh DEV CORPUS}
cd "$(dirname "$0")/../.."
if [ -n "${WORK:-}" ]; then
  work=$WORK
  mkdir -p "$work"
else
  work=$(mktemp -d)
  trap 'rm -r "$work"' EXIT
fi
python=${PYTHON:-python3}
"$python" train/reports/gold.py "$corpus" "$work" learn1 learn2 learn3 learn4
for part in reports.jsonl reports.gold.jsonl; do
  cat "$dev/$part" "$work/$part" > "$work/all"
  mv "$work/all" "$work/$part"
done
cut -f1 train/confidence/read.tsv | sort -u | sed 's/.*/"id": "&"/' > "$work/ids"
zcat "$corpus"/*.jsonl.gz | grep -F -f "$work/ids" > "$work/corpus.jsonl"
build/release/demarche code --candidates --no-progress "$work/reports.jsonl" > "$work/dev"
build/release/demarche code --candidates --no-progress "$work/corpus.jsonl" > "$work/read"
"$python" train/confidence/train.py "$work/reports.jsonl" "$work/reports.gold.jsonl" "$work/dev" models/confidence.txt \
  train/confidence/read.tsv "$work/read"
