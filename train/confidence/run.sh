#!/bin/sh
# Trains models/confidence.txt. usage: train/confidence/run.sh DEV   (DEV holds reports.jsonl and reports.gold.jsonl)
set -eu
cd "$(dirname "$0")/../.."
candidates=$(mktemp)
build/release/demarche code --candidates --no-progress "$1/reports.jsonl" > "$candidates"
python3 train/confidence/train.py "$1/reports.jsonl" "$1/reports.gold.jsonl" "$candidates" models/confidence.txt
rm "$candidates"
