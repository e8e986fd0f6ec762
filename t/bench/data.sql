-- What the benchmark reads: workspaces, projects and tasks in round numbers,
-- with keys that the load generator can compute by itself (bench_id below, and
-- ids.mjs). psql variables: workspaces, projects, tasks (in all). Every
-- workspace also gets an empty project for the writes: number projects + w.
begin;
-- no triggers: what they fill in is given here
set local session_replication_role = replica;

create function pg_temp.bench_id(kind text, n bigint) returns uuid
language sql immutable as
$$ select overlay(overlay(md5(kind || ':' || n) placing '4' from 13) placing '8' from 17)::uuid $$;

insert into app.users (id, email, name)
select pg_temp.bench_id('user', w), 'owner' || w || '@example.test', 'Owner ' || w
  from generate_series(1, :workspaces) w;

insert into app.workspaces (id, name, slug, created_by)
select pg_temp.bench_id('workspace', w), 'Workspace ' || w, 'workspace-' || w, pg_temp.bench_id('user', w)
  from generate_series(1, :workspaces) w;

insert into app.memberships (workspace_id, user_id, role)
select pg_temp.bench_id('workspace', w), pg_temp.bench_id('user', w), 'owner'
  from generate_series(1, :workspaces) w;

insert into app.sessions (id, user_id, idle_expires_at, absolute_expires_at)
select pg_temp.bench_id('session', w), pg_temp.bench_id('user', w), now() + interval '30 days', now() + interval '90 days'
  from generate_series(1, :workspaces) w;

insert into app.clients (workspace_id, id, name, status)
select pg_temp.bench_id('workspace', w), pg_temp.bench_id('client', w), 'Client ' || w, 'active'
  from generate_series(1, :workspaces) w;

insert into app.projects (workspace_id, id, client_id, code, name)
select pg_temp.bench_id('workspace', w), pg_temp.bench_id('project', p), pg_temp.bench_id('client', w),
       'P' || p, 'Project ' || p
  from (select p, 1 + (p - 1) % :workspaces as w
          from generate_series(1, :projects + :workspaces) p) s;

insert into app.board_columns (workspace_id, id, project_id, name, category, rank)
select p.workspace_id, pg_temp.bench_id('column' || c.n, substr(p.code, 2)::bigint), p.id, c.name, c.category,
       lpad(to_hex(268435456 + c.n), 8, '0')
  from app.projects p,
       (values (1, 'To do', 'todo'), (2, 'In progress', 'doing'), (3, 'Review', 'doing'), (4, 'Done', 'done'))
         as c(n, name, category);

insert into app.project_counters (workspace_id, project_id, last_number, last_rank)
select p.workspace_id, p.id, :tasks, 268435456 + :tasks
  from app.projects p;

insert into app.tasks (workspace_id, id, project_id, number, column_id, rank, title, description, status, priority,
                       assignee_id, due_at, due_sort, rev, created_by, created_at, updated_at)
select pg_temp.bench_id('workspace', w), pg_temp.bench_id('task', n), pg_temp.bench_id('project', p),
       1 + (n - 1) / :projects, pg_temp.bench_id('column' || 1 + n % 4, p),
       lpad(to_hex(268435456 + n), 8, '0'),
       'Task ' || n || ': prepare the "' || substr(md5(n::text), 1, 12) || '" delivery',
       repeat('Client asked for a revised draft. ', 3) || 'Ref ' || md5('d' || n),
       (array['todo', 'doing', 'doing', 'done'])[1 + n % 4], 1 + n % 4, pg_temp.bench_id('user', w),
       timestamptz '2026-01-01' + (n % 365) * interval '1 day',
       timestamptz '2026-01-01' + (n % 365) * interval '1 day', 1 + n % 7, pg_temp.bench_id('user', w),
       timestamptz '2026-01-01 00:00:00.123456+00' + n * interval '37 seconds',
       timestamptz '2026-06-01 00:00:00+00' + n * interval '11 seconds'
  from (select n, 1 + (n - 1) % :projects as p, 1 + ((n - 1) % :projects) % :workspaces as w
          from generate_series(1, :tasks) n) s;
commit;
vacuum analyze;
