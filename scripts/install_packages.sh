#!/bin/sh
# Installs what the build needs, with --tests also the tests, with --fuzz also the fuzzer: Debian or Ubuntu packages by
# name. Root or sudo.
set -eu
packages="ca-certificates cmake g++ git libboost-dev libcli11-dev libfmt-dev libpq-dev libsimdjson-dev libsqlite3-dev libssl-dev libutf8proc-dev
libxxhash-dev libzstd-dev ninja-build nlohmann-json3-dev npm python3 iso-codes zlib1g-dev"
if [ "${1:-}" = "--tests" ]; then
  packages="$packages chromium python3-venv libgtest-dev libbenchmark-dev postgresql clang-format"
fi
if [ "${1:-}" = "--fuzz" ]; then
  packages="$packages clang libclang-rt-dev"
fi
missing=""
for package in $packages; do
  # npm may have come with another installation of Node.js.
  if [ "$package" = npm ] && command -v npm >/dev/null 2>&1; then continue; fi
  dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
sudo=""
[ "$(id -u)" = 0 ] || sudo=sudo
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
# shellcheck disable=SC2086
$sudo apt-get install -y -qq --no-install-recommends $missing
