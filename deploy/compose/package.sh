#!/bin/sh
# Puts the package into n8n's volume, as n8n itself keeps community packages. Without peers: a second n8n-workflow
# would be the one that our nodes resolve.
set -eu
nodes="${NODES_DIR:-/home/node/.n8n/nodes}"
file="$(ls /package/n8n-nodes-incident-desk-*.tgz | tail -n 1)"
mkdir -p "$nodes"
cd "$nodes"
[ -f package.json ] || echo '{"name":"installed-nodes","private":true,"dependencies":{}}' > package.json
# npm takes an unchanged name and version for an unchanged package: the content's sum goes into the name.
sum="$(sha256sum "$file" | cut -c1-16)"
local="n8n-nodes-incident-desk-$sum.tgz"
[ -f "$local" ] && [ -d node_modules/n8n-nodes-incident-desk ] && exit 0
rm -f n8n-nodes-incident-desk-*.tgz
cp "$file" "$local"
npm install "./$local" --omit=peer --ignore-scripts --no-audit --no-fund
