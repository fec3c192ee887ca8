#!/usr/bin/env bash
# Puts a backup back on an empty (or a new) machine. n8n must not run.
#
#   restore.sh FILE [--env /etc/incident-desk/n8n.env] [--force]
#
# The variables say where to, as in backup.sh; the database may be another server than the old one, not another kind.
# Without --force nothing that is there is touched; with it the old database is set aside under a name with the date:
# SQLite's file beside the new one, PostgreSQL's tables in a schema of their own. Delete it when all is well.
set -euo pipefail
umask 077
fail() { echo "restore: $*" >&2; exit 1; }

file='' force=no
while [ $# -gt 0 ]; do
	case "$1" in
		--env) [ -r "$2" ] || fail "cannot read $2"; set -a; . "$2"; set +a; shift 2 ;;
		--force) force=yes; shift ;;
		-*) fail "unknown option $1" ;;
		*) file="$1"; shift ;;
	esac
done
[ -f "$file" ] || fail 'which backup? restore.sh FILE'

home="${N8N_USER_FOLDER:-$HOME}/.n8n"
files="${N8N_RESTRICT_FILE_ACCESS_TO:-$HOME/.n8n-files}"
files="${files%%;*}/incident-desk"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
tar -C "$work" -xzf "$file" || fail "$file cannot be unpacked"
(cd "$work" && sha256sum --quiet -c SHA256SUMS) || fail "$file is damaged: its sums differ"

database="${DB_TYPE:-sqlite}"
made="$(node -p 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8")).database' "$work/manifest.json")"
[ "$database" = "$made" ] || fail "the backup is of $made, the variables say $database"
key="$(cat "$work/encryption.key")"
if [ -n "${N8N_ENCRYPTION_KEY:-}" ] && [ "$N8N_ENCRYPTION_KEY" != "$key" ]; then
	fail 'N8N_ENCRYPTION_KEY differs from the key of the backup: the credentials could not be read. Write the old key into the variables.'
fi

stamp="$(date -u +%Y%m%d-%H%M%S)"
mkdir -p "$home" "$files"
case "$database" in
	sqlite)
		target="$home/${DB_SQLITE_DATABASE:-database.sqlite}"
		if [ -e "$target" ]; then
			[ "$force" = yes ] || fail "$target is there; --force sets it aside"
			for part in "$target" "$target-wal" "$target-shm"; do [ ! -e "$part" ] || mv "$part" "$part.before-$stamp"; done
		fi
		cp "$work/database.sqlite" "$target"
		;;
	postgresdb)
		export PGPASSWORD="${DB_POSTGRESDB_PASSWORD:-}"
		at=(-h "${DB_POSTGRESDB_HOST:-localhost}" -p "${DB_POSTGRESDB_PORT:-5432}" -U "${DB_POSTGRESDB_USER:-postgres}" -d "${DB_POSTGRESDB_DATABASE:-n8n}")
		tables="$(psql "${at[@]}" -qAt -c "select count(*) from information_schema.tables where table_schema = 'public'")" || fail 'PostgreSQL does not answer'
		[ "$tables" = 0 ] || [ "$force" = yes ] || fail "the database has $tables tables; --force sets them aside"
		if [ "$tables" != 0 ]; then psql "${at[@]}" -q -v ON_ERROR_STOP=1 -c "alter schema public rename to \"before_$stamp\"; create schema public" || fail 'the old tables were not set aside'; fi
		pg_restore "${at[@]}" --no-owner --no-acl --exit-on-error --single-transaction "$work/database.dump" || fail "pg_restore failed; what was there before is in the schema before_$stamp"
		;;
esac

tar -C "$work/n8n" -cf - . | tar -C "$home" -xf -
cp -a "$work/files/." "$files/"
# The key goes where n8n looks when the variables have none.
if [ -z "${N8N_ENCRYPTION_KEY:-}" ]; then
	node -e 'const fs = require("node:fs"); const [file, key] = process.argv.slice(1); const config = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {}; fs.writeFileSync(file, JSON.stringify({ ...config, encryptionKey: key }), { mode: 0o600 });' "$home/config" "$key"
fi
# The package's own libraries are fetched again: they are not in the backup.
if [ -f "$home/nodes/package.json" ]; then
	(cd "$home/nodes" && npm install --omit=peer --ignore-scripts --no-audit --no-fund --loglevel=error --prefer-offline) || fail 'the package was not installed: run npm install --omit=peer --ignore-scripts in '"$home/nodes"
fi
echo "restored: $(cat "$work/manifest.json")"
