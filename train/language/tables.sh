#!/usr/bin/env bash
# Learns sentence boundaries and lemmas from the treebanks' train parts and writes models/english.dml.
# usage: tables.sh BUILD TREEBANKS WORK   (BUILD holds train_boundaries; PYTHON may name a python3 with numpy and torch)
set -euo pipefail
build=$1 treebanks=$2 work=$3
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
mkdir -p "$work"
arguments=()
for bank in EWT GUM_nonNC; do
  "$python" "$here/gold.py" "$treebanks/$bank" train "$work/$bank"
  arguments+=("$work/$bank.txt" "$work/$bank.ends" 1)
done
"$build/train_boundaries" "$work/boundaries.weights" 8 "${arguments[@]}"
"$python" "$here/lemmas.py" "$here/../../models/english.dml" --treebanks "$treebanks" --boundaries "$work/boundaries.weights"
