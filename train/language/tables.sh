#!/usr/bin/env bash
# Learns sentence boundaries and lemmas from the treebanks' train parts and writes models/english.dml.
# usage: tables.sh BUILD TREEBANKS VECTORS WORK
# BUILD holds train_boundaries; VECTORS is the file of word vectors that train/parser/run.sh fetches, for its vocabulary;
# PYTHON may name a python3 with numpy and torch.
set -euo pipefail
build=$1 treebanks=$2 vectors=$3 work=$4
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
mkdir -p "$work"
arguments=()
for bank in EWT GUM_nonNC; do
  "$python" "$here/gold.py" "$treebanks/$bank" train "$work/$bank"
  arguments+=("$work/$bank.txt" "$work/$bank.ends" 1)
done
"$build/train_boundaries" "$work/boundaries.weights" 8 "${arguments[@]}"
"$python" "$here/lemmas.py" "$here/../../models/english.dml" --treebanks "$treebanks" \
  --vectors "$vectors" --boundaries "$work/boundaries.weights"
