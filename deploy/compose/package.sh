#!/bin/sh
# Puts the package into n8n's volume, as n8n itself keeps community packages. Without peers: a second n8n-workflow
# would be the one that our nodes resolve.
#   package.sh [USER]   as root: reads the files and does the rest as USER
set -eu
from="${PACKAGE_DIR:-/package}"
nodes="${NODES_DIR:-/home/node/.n8n/nodes}"
# By version, not by letter: 0.10.0 is newer than 0.9.0.
file="$(find "$from/" -maxdepth 1 -name 'n8n-nodes-incident-desk-*.tgz' | sort -V | tail -n 1)"
if [ -z "$file" ]; then
	echo 'package: put n8n-nodes-incident-desk-<version>.tgz beside the compose file (npm pack, or from the release)' >&2
	exit 1
fi
if [ -n "${1:-}" ]; then
	# The folder may be root's alone (umask 077): USER gets readable copies of these two, and not .env beside them.
	copies="$(mktemp -d)"
	cp "$from/package.sh" "$file" "$copies"
	chmod -R a+rX "$copies"
	exec su "$1" -c "PACKAGE_DIR='$copies' sh '$copies/package.sh'"
fi
# npm takes an unchanged name and version for an unchanged package: the content's sum goes into the name.
sum="$(sha256sum "$file" | cut -c1-16)"
local="n8n-nodes-incident-desk-$sum.tgz"
mkdir -p "$nodes"
cd "$nodes"
[ -f package.json ] || echo '{"name":"installed-nodes","private":true,"dependencies":{}}' > package.json
[ -f "$local" ] && [ -d node_modules/n8n-nodes-incident-desk ] && exit 0
rm -f n8n-nodes-incident-desk-*.tgz
cp "$file" "$local"
npm install "./$local" --omit=peer --ignore-scripts --no-audit --no-fund
echo "package: $(basename "$file") is in its place; an n8n that already runs takes it after its restart"
