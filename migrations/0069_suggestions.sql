-- What a name begins with, for suggestions while somebody types: along one index a kind,
-- no more than twenty of each, however many there are. As in 0011_search.sql the function
-- of ss_search only finds; what is shown is read through row-level security.

-- Names as they are compared: without case, and no longer than the index needs.
create function app.name_key(p_name text) returns text
language sql immutable parallel safe
return lower(left(p_name, 100) collate "und-x-icu");

create index clients_begin_idx on app.clients (workspace_id, app.name_key(name) text_pattern_ops, id)
    where deleted_at is null;
create index projects_begin_idx on app.projects (workspace_id, app.name_key(name) text_pattern_ops, id)
    where deleted_at is null;
create index contacts_begin_idx on app.contacts (workspace_id, app.name_key(name) text_pattern_ops, id)
    where deleted_at is null;
create index contacts_surname_idx
    on app.contacts (workspace_id, app.name_key(substring(name from '[^ ]+$')) text_pattern_ops, id)
    where deleted_at is null and name like '% %';
create index conversations_begin_idx
    on app.conversations (workspace_id, app.name_key(subject) text_pattern_ops, id) where deleted_at is null;
-- What is done is found by search; it would be most of this index.
create index tasks_begin_idx on app.tasks (workspace_id, app.name_key(title) text_pattern_ops, id)
    where deleted_at is null and status <> 'done';

-- "12" and "#12" are tasks of that number in the two hundred projects that changed last,
-- "WEB-12" is that of one project.
create function app.suggest(p_begin text) returns table (type text, id uuid)
language sql stable security definer set search_path = app, pg_temp
begin atomic
    with q as (
        select app.current_workspace() as ws, app.name_key(p_begin) as first,
               app.name_key(p_begin) || chr(1114111) as last,
               substring(btrim(p_begin) from '^#?([0-9]{1,9})$')::int as number,
               upper(substring(btrim(p_begin) from '^([[:alnum:]]+)-[0-9]{1,9}$')) as code,
               substring(btrim(p_begin) from '^[[:alnum:]]+-([0-9]{1,9})$')::int as coded)
    select 'client', x.id from q cross join lateral (
        select c.id from app.clients c
         where c.workspace_id = q.ws and c.deleted_at is null
           and app.name_key(c.name) ~>=~ q.first and app.name_key(c.name) ~<~ q.last
         order by app.name_key(c.name) using ~<~, c.id limit 20) x
    union all
    select 'project', x.id from q cross join lateral (
        select p.id from app.projects p
         where p.workspace_id = q.ws and p.deleted_at is null
           and app.name_key(p.name) ~>=~ q.first and app.name_key(p.name) ~<~ q.last
         order by app.name_key(p.name) using ~<~, p.id limit 20) x
    union all
    select 'contact', x.id from q cross join lateral (
        select c.id from app.contacts c
         where c.workspace_id = q.ws and c.deleted_at is null
           and app.name_key(c.name) ~>=~ q.first and app.name_key(c.name) ~<~ q.last
         order by app.name_key(c.name) using ~<~, c.id limit 20) x
    union all
    select 'contact', x.id from q cross join lateral (
        select c.id from app.contacts c
         where c.workspace_id = q.ws and c.deleted_at is null and c.name like '% %'
           and app.name_key(substring(c.name from '[^ ]+$')) ~>=~ q.first
           and app.name_key(substring(c.name from '[^ ]+$')) ~<~ q.last
         order by app.name_key(substring(c.name from '[^ ]+$')) using ~<~, c.id limit 20) x
    union all
    select 'conversation', x.id from q cross join lateral (
        select c.id from app.conversations c
         where c.workspace_id = q.ws and c.deleted_at is null
           and app.name_key(c.subject) ~>=~ q.first and app.name_key(c.subject) ~<~ q.last
         order by app.name_key(c.subject) using ~<~, c.id limit 20) x
    union all
    select 'task', x.id from q cross join lateral (
        select t.id from app.tasks t
         where t.workspace_id = q.ws and t.deleted_at is null and t.status <> 'done'
           and app.name_key(t.title) ~>=~ q.first and app.name_key(t.title) ~<~ q.last
         order by app.name_key(t.title) using ~<~, t.id limit 20) x
    union all
    select 'task', x.id from q cross join lateral (
        select t.id
          from (select p.id from app.projects p
                 where p.workspace_id = q.ws and p.deleted_at is null
                 order by p.updated_at desc, p.id desc limit 200) p
          join app.tasks t on t.workspace_id = q.ws and t.project_id = p.id
           and t.number = q.number and t.deleted_at is null
         where q.number is not null limit 20) x
    union all
    select 'task', x.id from q cross join lateral (
        select t.id from app.projects p
          join app.tasks t on t.workspace_id = p.workspace_id and t.project_id = p.id
           and t.number = q.coded and t.deleted_at is null
         where p.workspace_id = q.ws and p.code = q.code and p.deleted_at is null
         limit 1) x;
end;

-- Also for those who only write rows: it is in the indexes.
grant execute on function app.name_key(text)
    to ss_app, ss_search, ss_guest, ss_history, ss_gate;
grant select on app.contacts, app.conversations to ss_search;
grant create on schema app to ss_search;
alter function app.suggest(text) owner to ss_search;
revoke create on schema app from ss_search;
grant execute on function app.suggest(text) to ss_app;
