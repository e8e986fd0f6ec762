-- Rows for looking at plans: 20 workspaces of 20 projects with 100 tasks, and in
-- the first one a project with 50,000 tasks, one with 500, a task with 5,000
-- comments, versions and events, 3,000 more clients and projects, 5,000 contacts and
-- conversations of one client, 5,000 messages in one of them and 5,000 versions of a
-- message; a guest of that client. Triggers are off.
set session_replication_role = replica;
set search_path = app;

create function pg_temp.id(n int) returns uuid language sql as
$$ select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;

insert into users (id, email, name)
select pg_temp.id(1000 + g), 'p' || g || '@example.com', 'Person ' || g
  from generate_series(1, 2000) g;

update users set is_admin = true where id = pg_temp.id(1001);

insert into sessions (id, user_id, idle_expires_at, absolute_expires_at)
values (pg_temp.id(2), pg_temp.id(1001), now() + interval '1 day', now() + interval '1 day');

insert into workspaces (id, name, slug)
select pg_temp.id(g), 'Workspace ' || g, 'w-' || g from generate_series(10, 29) g;

insert into memberships (workspace_id, user_id, role)
select pg_temp.id(10 + g % 20), pg_temp.id(1001 + g), case g / 20 when 0 then 'owner' else 'member' end
  from generate_series(0, 1999) g;

insert into audit_log (chain, seq, at, tenant_id, actor_kind, actor_id, action, detail,
                       prev_hash, hash)
select pg_temp.id(10), g, now() - (5000 - g) * interval '1 minute', pg_temp.id(10),
       case g % 2 when 0 then 'admin' else 'member' end, pg_temp.id(1001), 'member.joined',
       '{}', '', ''
  from generate_series(1, 5000) g;

insert into clients (workspace_id, id, name, created_at, updated_at)
select w.id, uuid7(), 'Client ' || g, now() - g * interval '1 hour', now() - g * interval '1 minute'
  from workspaces w, generate_series(1, 3000) g
 where g <= 20 or w.id = pg_temp.id(10);

insert into projects (workspace_id, id, client_id, code, name, due_on, created_at, updated_at)
select c.workspace_id, uuid7(), c.id, 'P' || row_number() over (partition by c.workspace_id),
       'Project of ' || c.name, current_date, c.created_at, c.updated_at
  from clients c;
update projects set id = pg_temp.id(3) where workspace_id = pg_temp.id(10) and code = 'P1';
update projects set id = pg_temp.id(4) where workspace_id = pg_temp.id(10) and code = 'P2';

update clients set id = pg_temp.id(7)
 where id = (select id from clients where workspace_id = pg_temp.id(10) and name = 'Client 3000');

insert into board_columns (workspace_id, id, project_id, name, category, rank)
select p.workspace_id, case p.id when pg_temp.id(3) then pg_temp.id(5) else uuid7() end, p.id,
       'To do', 'todo', '10000001'
  from projects p;

insert into tasks (workspace_id, id, project_id, number, column_id, rank, title, status,
                   assignee_id, due_at, due_sort, created_at, updated_at, search)
select p.workspace_id, uuid7(), p.id, g, b.id, to_hex(268435456 + g), 'Task ' || g,
       (array['todo', 'doing', 'done'])[1 + g % 3],
       case when p.workspace_id = pg_temp.id(10) and g % 100 = 0 then pg_temp.id(1001) end,
       case when g % 2 = 0 then now() + (g % 60) * interval '1 day' end,
       case when g % 2 = 0 then now() + (g % 60) * interval '1 day' else 'infinity' end,
       now() - g * interval '1 minute', now() - g * interval '1 second',
       to_tsvector('simple', 'task ' || g)
  from projects p
  join board_columns b on b.workspace_id = p.workspace_id and b.project_id = p.id,
       generate_series(1, case p.id when pg_temp.id(3) then 50000
                                    when pg_temp.id(4) then 500 else 100 end) g
 where substr(p.code, 2)::int <= 20;
update tasks set id = pg_temp.id(6) where project_id = pg_temp.id(3) and number = 1;

insert into task_history (workspace_id, task_id, rev, op, changed, "row", actor_kind, at)
select t.workspace_id, t.id, 1, 'insert', '{}'::text[], '{}'::jsonb, 'member', now() from tasks t
union all
select pg_temp.id(10), pg_temp.id(6), g, 'update', '{}', '{}', 'member', now()
  from generate_series(2, 5000) g;

insert into events (workspace_id, seq, kind, entity_type, entity_id, project_id, task_id,
                    actor_kind, actor_id)
select h.workspace_id, row_number() over (partition by h.workspace_id order by random()),
       'task.updated', 'task', h.task_id, t.project_id, t.id, 'member', pg_temp.id(1001)
  from task_history h
  join tasks t on t.workspace_id = h.workspace_id and t.id = h.task_id;

update events e set client_id = p.client_id
  from projects p where p.workspace_id = e.workspace_id and p.id = e.project_id;
update events set client_id = pg_temp.id(7)
 where workspace_id = pg_temp.id(10) and task_id = pg_temp.id(6);

insert into contacts (workspace_id, client_id, name, created_at)
select pg_temp.id(10), pg_temp.id(7), 'Person ' || g, now() - g * interval '1 minute'
  from generate_series(1, 5000) g;

insert into conversations (workspace_id, id, client_id, subject, visibility, status,
                           waiting_on, waiting_since, last_message_seq, last_message_at,
                           created_at)
select c.workspace_id, case when c.id = pg_temp.id(7) and g = 1 then pg_temp.id(8) else uuid7() end,
       c.id, 'Subject ' || g, 'client', 'open', (array['me', 'client', 'none'])[1 + g % 3],
       case when g % 3 < 2 then now() - g * interval '1 minute' end, 3,
       now() - g * interval '1 minute', now() - g * interval '1 hour'
  from clients c, generate_series(1, case c.id when pg_temp.id(7) then 5000 else 2 end) g;

insert into messages (workspace_id, id, conversation_id, seq, author_id, visibility, body,
                      created_at)
select c.workspace_id, case when c.id = pg_temp.id(8) and g = 1 then pg_temp.id(9) else uuid7() end,
       c.id, g, pg_temp.id(1002), (array['internal', 'client'])[1 + g % 2], 'A message ' || g,
       now() - g * interval '1 minute'
  from conversations c, generate_series(1, case c.id when pg_temp.id(8) then 5000 else 3 end) g
 where c.workspace_id = pg_temp.id(10);

insert into message_history (workspace_id, message_id, rev, op, changed, "row", actor_kind, at)
select pg_temp.id(10), pg_temp.id(9), g, 'update', '{}', '{}', 'member', now()
  from generate_series(1, 5000) g;

insert into comments (workspace_id, task_id, body, author_id, created_at)
select t.workspace_id, t.id, 'A comment', pg_temp.id(1001), now() from tasks t where t.number % 5 = 0
union all
select pg_temp.id(10), pg_temp.id(6), 'A comment', pg_temp.id(1001), now() - g * interval '1 minute'
  from generate_series(1, 5000) g;

insert into notifications (workspace_id, user_id, seq, reason, inbox)
select e.workspace_id, pg_temp.id(1001), e.seq, 'comment', true
  from events e where e.workspace_id = pg_temp.id(10) and e.seq <= 10000;

insert into share_links (workspace_id, id, client_id, permission, token_hash, token_hint, created_by)
values (pg_temp.id(10), pg_temp.id(11), pg_temp.id(7), 'comment', '\x01', 'x', pg_temp.id(1001));
insert into link_sessions (workspace_id, id, link_id, session_hash, expires_at)
values (pg_temp.id(10), pg_temp.id(12), pg_temp.id(11), '\x02', now() + interval '1 day');
-- The link leads to the large project too, of whose tasks every tenth is shown, and the
-- task with the comments; each shown one has been approved.
update projects set visibility = 'client', client_id = pg_temp.id(7) where id = pg_temp.id(3);
update tasks set visibility = 'client'
 where project_id = pg_temp.id(3) and (number % 10 = 0 or id = pg_temp.id(6));
update comments set visibility = 'client' where task_id = pg_temp.id(6);
insert into link_accesses (workspace_id, link_id, guest_id, what, at)
select pg_temp.id(10), pg_temp.id(11), pg_temp.id(12), 'seen', now() - g * interval '1 minute'
  from generate_series(1, 5000) g;
insert into approvals (workspace_id, task_id, task_rev, snapshot, snapshot_hash, status,
                       requested_by, requested_at)
select t.workspace_id, t.id, 1, '{}', '\x00', 'approved', pg_temp.id(1001), t.created_at
  from tasks t where t.visibility = 'client';

reset session_replication_role;
analyze;
