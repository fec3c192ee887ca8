#!/usr/bin/env bash
# One file with everything an instance is: database, encryption key, package, files of replies. n8n may run meanwhile.
#
#   backup.sh --to /var/backups/incident-desk [--keep 30] [--env /etc/incident-desk/n8n.env]
#
# Where things are is read from n8n's own variables (N8N_USER_FOLDER, N8N_ENCRYPTION_KEY, DB_*,
# N8N_RESTRICT_FILE_ACCESS_TO), as systemd or --env gives them. The file holds residents' words and all keys:
# keep it where only the officer gets.
set -euo pipefail
umask 077
fail() { echo "backup: $*" >&2; exit 1; }

to='' keep=0
while [ $# -gt 0 ]; do
	case "$1" in
		--to) to="$2"; shift 2 ;;
		--keep) keep="$2"; shift 2 ;;
		--env) [ -r "$2" ] || fail "cannot read $2"; set -a; . "$2"; set +a; shift 2 ;;
		*) fail "unknown option $1" ;;
	esac
done
[ -n "$to" ] || fail 'where to? --to FOLDER'
[[ "$keep" =~ ^[0-9]+$ ]] || fail '--keep wants a number of backups'

home="${N8N_USER_FOLDER:-$HOME}/.n8n"
files="${N8N_RESTRICT_FILE_ACCESS_TO:-$HOME/.n8n-files}"
files="${files%%;*}/incident-desk"
[ -d "$home" ] || fail "there is no n8n folder $home (N8N_USER_FOLDER)"
mkdir -p "$to"
work="$(mktemp -d "$to/.backup.XXXXXX")"
trap 'rm -rf "$work"' EXIT
mkdir "$work/n8n" "$work/files"

database="${DB_TYPE:-sqlite}"
case "$database" in
	sqlite)
		source="$home/${DB_SQLITE_DATABASE:-database.sqlite}"
		[ -f "$source" ] || fail "there is no database $source"
		# One snapshot, whole, whatever n8n writes meanwhile, and compact. By Node 24, which n8n needs anyway.
		node --no-warnings -e '
			const { DatabaseSync } = require("node:sqlite");
			const [source, target] = process.argv.slice(1);
			const from = new DatabaseSync(source, { readOnly: true, timeout: 60000 });
			from.prepare("vacuum into ?").run(target);
			from.close();
			const copy = new DatabaseSync(target);
			const { integrity_check: found } = copy.prepare("pragma integrity_check").get();
			copy.close();
			if (found !== "ok") throw new Error("the copy is damaged: " + found);
		' "$source" "$work/database.sqlite" || fail 'the database was not copied'
		;;
	postgresdb)
		command -v pg_dump > /dev/null || fail 'pg_dump is missing: install postgresql-client'
		PGPASSWORD="${DB_POSTGRESDB_PASSWORD:-}" pg_dump -Fc --no-owner --no-acl -h "${DB_POSTGRESDB_HOST:-localhost}" -p "${DB_POSTGRESDB_PORT:-5432}" \
			-U "${DB_POSTGRESDB_USER:-postgres}" -f "$work/database.dump" "${DB_POSTGRESDB_DATABASE:-n8n}" || fail 'pg_dump failed'
		pg_restore --list "$work/database.dump" > /dev/null || fail 'the dump is damaged'
		;;
	*) fail "DB_TYPE=$database is not known" ;;
esac

# Everything n8n keeps beside its database, without what can be made again.
tar -C "$home" -cf - --exclude='./database.sqlite*' --exclude='./nodes/node_modules' --exclude='./*.log*' --exclude='./cache' --exclude='./crash.journal' --exclude='./n8nEventLog*' . | tar -C "$work/n8n" -xf -
[ ! -d "$files" ] || cp -a "$files/." "$work/files/"
# The key may stand in the variables alone: without it the credentials of the copy cannot be read.
key="${N8N_ENCRYPTION_KEY:-}"
[ -n "$key" ] || key="$(node -p 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8")).encryptionKey' "$home/config")"
[ -n "$key" ] || fail "no encryption key, neither in N8N_ENCRYPTION_KEY nor in $home/config"
printf '%s' "$key" > "$work/encryption.key"
printf '{"format":1,"database":"%s","madeAt":"%s"}\n' "$database" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" > "$work/manifest.json"
(cd "$work" && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum > SHA256SUMS)

name="incident-desk-$(date -u +%Y%m%d-%H%M%S).tar.gz"
tar -C "$work" -czf "$to/$name.part" .
mv "$to/$name.part" "$to/$name"
if [ "$keep" -gt 0 ]; then
	ls -1 "$to"/incident-desk-*.tar.gz | sort | head -n "-$keep" | while read -r old; do rm -f "$old"; done
fi
echo "$to/$name"
