#!/usr/bin/env bash
# Indexes for a large register: n8n's Data Tables have none but on `id`, so each message, step and form looks through
# the whole table. From some ten thousand cases on, run it once (SQLite: n8n stopped; PostgreSQL: it may run); again
# does no harm, and after `npm run setup` made tables anew it is needed again.
#
#   indexes.sh [--env /etc/incident-desk/n8n.env]
#
# Where the database is, is read from n8n's own variables, as in backup.sh. n8n goes on as before: an index changes no
# row and no answer, only the time, and goes with its table.
set -euo pipefail
fail() { echo "indexes: $*" >&2; exit 1; }

while [ $# -gt 0 ]; do
	case "$1" in
		--env) [ -r "$2" ] || fail "cannot read $2"; set -a; . "$2"; set +a; shift 2 ;;
		*) fail "unknown option $1" ;;
	esac
done

# Table and the columns that workflows look for.
wanted='cases messageKey
cases detectedAt
cases status
cases noticePending
cases nextDueWhat
journal entryKey
journal caseId
journal at
alerts key'
prefix="${DB_TABLE_PREFIX:-}"

case "${DB_TYPE:-sqlite}" in
	sqlite)
		source="${N8N_USER_FOLDER:-$HOME}/.n8n/${DB_SQLITE_DATABASE:-database.sqlite}"
		[ -f "$source" ] || fail "there is no database $source (N8N_USER_FOLDER)"
		node --no-warnings -e '
			const { DatabaseSync } = require("node:sqlite");
			const [source, prefix, wanted] = process.argv.slice(1);
			const db = new DatabaseSync(source, { timeout: 60000 });
			for (const line of wanted.split("\n")) {
				const [table, column] = line.split(" ");
				for (const { id } of db.prepare(`select id from "${prefix}data_table" where name = ?`).all(table)) {
					const known = db.prepare(`select 1 from pragma_table_info(?) where name = ?`).get(`${prefix}data_table_user_${id}`, column);
					if (!known) continue;
					db.exec(`create index if not exists "desk_${id}_${column}" on "${prefix}data_table_user_${id}" ("${column}")`);
					console.log(`${table}.${column}`);
				}
			}
			db.exec("analyze");
		' "$source" "$prefix" "$wanted" || fail 'no index was made: is n8n stopped?'
		;;
	postgresdb)
		command -v psql > /dev/null || fail 'psql is missing: install postgresql-client'
		export PGPASSWORD="${DB_POSTGRESDB_PASSWORD:-}"
		sql() { psql -h "${DB_POSTGRESDB_HOST:-localhost}" -p "${DB_POSTGRESDB_PORT:-5432}" -U "${DB_POSTGRESDB_USER:-postgres}" -d "${DB_POSTGRESDB_DATABASE:-n8n}" -v ON_ERROR_STOP=1 -qAt -c "$1" < /dev/null; }
		schema="${DB_POSTGRESDB_SCHEMA:-public}"
		while read -r table column; do
			for id in $(sql "select id from \"$schema\".\"${prefix}data_table\" where name = '$table'"); do
				name="${prefix}data_table_user_$id"
				[ "$(sql "select count(*) from information_schema.columns where table_schema = '$schema' and table_name = '$name' and column_name = '$column'")" = 1 ] || continue
				sql "create index concurrently if not exists \"desk_${id}_$column\" on \"$schema\".\"$name\" (\"$column\")" || fail "$table.$column"
				sql "analyze \"$schema\".\"$name\""
				echo "$table.$column"
			done
		done <<< "$wanted"
		;;
	*) fail "DB_TYPE=${DB_TYPE:-} is not known" ;;
esac
