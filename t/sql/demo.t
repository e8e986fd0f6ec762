#!/usr/bin/env bash
# The demo data loads, looks like work that has happened, and obeys every rule.
# Needs PGHOST, PGPORT, PGUSER of a superuser and a migrated PGDATABASE of its own.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1

count=0

is() {
    count=$((count + 1))
    if [[ $1 == "$2" ]]; then
        echo "ok $count - $3"
    else
        printf 'not ok %s - %s\n# have: %s\n# want: %s\n' "$count" "$3" "$1" "$2"
    fi
}
value() { psql -XAtq -v ON_ERROR_STOP=1 -c "$1"; }

(cd scripts/demo && psql -Xq -v demo_hash=hash -v demo_pepper=k1 -f demo.sql) 2>&1 | sed 's/^/# /'
ws="(select id from app.workspaces where slug = 'studio-lindqvist')"

is "$(value "select count(*) from app.clients where workspace_id = $ws")" 5 "five clients"
is "$(value "select count(*) from app.projects where workspace_id = $ws")" 12 "twelve projects"
is "$(value "select count(*) between 240 and 260 from app.tasks where workspace_id = $ws")" t "about 250 tasks"
is "$(value "select count(*) between 80 and 100 from app.comments where workspace_id = $ws")" t "about 90 comments"
is "$(value "select count(distinct t.status) from app.tasks t where workspace_id = $ws")" 3 "in all states"
is "$(value "select max(rev) >= 5 from app.tasks where workspace_id = $ws")" t "some tasks have many versions"
is "$(value "select count(*) from app.tasks t where workspace_id = $ws and rev <> (select count(*) from app.task_history h where h.task_id = t.id)")" 0 \
    "every revision has its version"
is "$(value "select count(*) = max(seq) from app.events where workspace_id = $ws")" t "events have numbers without gaps"
is "$(value "select count(*) from (select at < lag(at) over (order by seq) as back from app.events where workspace_id = $ws) x where back")" 0 \
    "events stand in the order of their time"
is "$(value "select count(*) from app.events where workspace_id = $ws and (at > now() or at < now() - interval '70 days')")" 0 \
    "nothing lies in the future or long ago"
is "$(value "select count(*) from app.events where workspace_id = $ws and actor_id is null and actor_kind <> 'client'")" 0 "somebody did everything"
is "$(value "select count(*) between 1 and 20 from app.tasks where workspace_id = $ws and status <> 'done' and due_at < now()")" t \
    "some tasks are late, as in life"
is "$(value "select string_agg(distinct status, ' ' order by status) from app.projects where workspace_id = $ws")" \
    "active archived done on_hold planned" "projects are in all states"
is "$(value "select string_agg(role || ' ' || (password_hash = 'hash'), ', ' order by role) from app.memberships m join auth.credentials c using (user_id) where workspace_id = $ws")" \
    "member true, owner true" "an owner and a member can sign in"
is "$(value "select count(*) from app.approvals where workspace_id = $ws and status = 'pending'")" 2 \
    "two tasks wait for the client's approval"

echo "1..$count"
