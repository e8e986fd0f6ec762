-- Search finds the newest, of what the caller may see. Before, it took any thousand hits:
-- of a word that is everywhere the oldest, and for a member of listed projects, whose
-- eyes come after the search, maybe none.
--
-- A plan for each word: one that is rare is found by its index, one that is everywhere
-- by going back in time. Ids are in the order of their making.

-- What a member of listed projects sees; null for all.
create function app.seen_projects() returns uuid[]
language sql stable
begin atomic
    select case when current_setting('app.scope', true) = 'listed'
           then app.listed_projects() end;
end;

create function app.seen_clients() returns uuid[]
language sql stable
begin atomic
    select case when current_setting('app.scope', true) = 'listed'
           then app.listed_clients() end;
end;

create or replace function app.search_clients(p_words text) returns setof uuid
language plpgsql stable security definer
set search_path = app, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
    ws uuid := app.current_workspace();
    clients uuid[] := app.seen_clients();
begin
    return query
    select c.id from app.clients c
     where c.workspace_id = ws and c.deleted_at is null
       and c.search @@ app.search_query(p_words)
       and (clients is null or c.id = any (clients))
     order by c.id desc limit 200;
end
$$;

create or replace function app.search_contacts(p_words text) returns setof uuid
language plpgsql stable security definer
set search_path = app, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
    ws uuid := app.current_workspace();
    clients uuid[] := app.seen_clients();
begin
    return query
    select c.id from app.contacts c
     where c.workspace_id = ws and c.deleted_at is null
       and c.search @@ app.search_query(p_words)
       and (clients is null or c.client_id = any (clients))
     order by c.id desc limit 200;
end
$$;

create or replace function app.search_projects(p_words text) returns setof uuid
language plpgsql stable security definer
set search_path = app, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
    ws uuid := app.current_workspace();
    projects uuid[] := app.seen_projects();
begin
    return query
    select p.id from app.projects p
     where p.workspace_id = ws and p.deleted_at is null
       and p.search @@ app.search_query(p_words)
       and (projects is null or p.id = any (projects))
     order by p.id desc limit 200;
end
$$;

create or replace function app.search_tasks(p_words text) returns setof uuid
language plpgsql stable security definer
set search_path = app, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
    ws uuid := app.current_workspace();
    projects uuid[] := app.seen_projects();
begin
    return query
    select t.id from app.tasks t
     where t.workspace_id = ws and t.deleted_at is null
       and t.search @@ app.search_query(p_words)
       and (projects is null or t.project_id = any (projects))
     order by t.id desc limit 200;
end
$$;

create or replace function app.search_conversations(p_words text) returns setof uuid
language plpgsql stable security definer
set search_path = app, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
    ws uuid := app.current_workspace();
    projects uuid[] := app.seen_projects();
begin
    return query
    select c.id from app.conversations c
     where c.workspace_id = ws and c.deleted_at is null
       and c.search @@ app.search_query(p_words)
       and (projects is null or c.project_id = any (projects))
     order by c.id desc limit 200;
end
$$;

create or replace function app.search_messages(p_words text) returns setof uuid
language plpgsql stable security definer
set search_path = app, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
    ws uuid := app.current_workspace();
    projects uuid[] := app.seen_projects();
    talks uuid[] := array(select c.id from app.conversations c
                           where c.workspace_id = ws and c.project_id = any (projects)
                             and c.deleted_at is null);
begin
    return query
    select m.id from app.messages m
     where m.workspace_id = ws and m.deleted_at is null
       and m.search @@ app.search_query(p_words)
       and (projects is null or m.conversation_id = any (talks))
     order by m.id desc limit 200;
end
$$;

-- A guest finds in the 500 conversations that were used last, and reads these alone:
-- walking through all messages of a workspace is not for guests to cause.
create or replace function app.search_portal(p_words text)
returns table (type text, id uuid)
language plpgsql stable security definer
set search_path = app, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
    ws uuid := app.current_workspace();
    client uuid := nullif(current_setting('app.link_client', true), '')::uuid;
    project uuid := nullif(current_setting('app.link_project', true), '')::uuid;
    task uuid := nullif(current_setting('app.link_task', true), '')::uuid;
    projects uuid[] := array(
        select p.id from app.projects p
         where p.workspace_id = ws and p.deleted_at is null and p.visibility = 'client'
           and (p.client_id = client or p.id = project));
    talks uuid[] := array(
        select c.id from app.conversations c
         where c.workspace_id = ws and c.deleted_at is null and c.visibility = 'client'
           and (c.task_id = task
                or task is null and (c.project_id = any (projects)
                                     or c.project_id is null and c.client_id = client))
         order by c.shown_at desc, c.id desc limit 500);
begin
    return query
    (select 'project', p.id from app.projects p
      where p.workspace_id = ws and p.id = any (projects) and task is null
        and p.search @@ app.search_query(p_words))
    union all
    (select 'task', t.id from app.tasks t
      where t.workspace_id = ws and t.deleted_at is null and t.visibility = 'client'
        and t.project_id = any (projects) and (task is null or t.id = task)
        and t.search @@ app.search_query(p_words)
      order by t.id desc limit 200)
    union all
    (select 'conversation', c.id from app.conversations c
      where c.workspace_id = ws and c.id = any (talks)
        and c.search @@ app.search_query(p_words)
      order by c.id desc limit 200)
    union all
    (select 'message', m.id
       from unnest(talks) talk
      cross join lateral (
            select x.id from app.messages x
             where x.workspace_id = ws and x.deleted_at is null
               and x.visibility = 'client' and x.conversation_id = talk
               and x.search @@ app.search_query(p_words)
             order by x.created_at desc, x.id desc limit 200) m
      order by m.id desc limit 200);
end
$$;

-- Names by their beginning, of what the caller may see.
create or replace function app.suggest(p_begin text) returns table (type text, id uuid)
language sql stable security definer set search_path = app, pg_temp
begin atomic
    with q as (
        select app.current_workspace() as ws, app.name_key(p_begin) as first,
               app.name_key(p_begin) || chr(1114111) as last,
               substring(btrim(p_begin) from '^#?([0-9]{1,9})$')::int as number,
               upper(substring(btrim(p_begin) from '^([[:alnum:]]+)-[0-9]{1,9}$')) as code,
               substring(btrim(p_begin) from '^[[:alnum:]]+-([0-9]{1,9})$')::int as coded,
               app.seen_projects() as projects, app.seen_clients() as clients)
    select 'client', x.id from q cross join lateral (
        select c.id from app.clients c
         where c.workspace_id = q.ws and c.deleted_at is null
           and (q.clients is null or c.id = any (q.clients))
           and app.name_key(c.name) ~>=~ q.first and app.name_key(c.name) ~<~ q.last
         order by app.name_key(c.name) using ~<~, c.id limit 20) x
    union all
    select 'project', x.id from q cross join lateral (
        select p.id from app.projects p
         where p.workspace_id = q.ws and p.deleted_at is null
           and (q.projects is null or p.id = any (q.projects))
           and app.name_key(p.name) ~>=~ q.first and app.name_key(p.name) ~<~ q.last
         order by app.name_key(p.name) using ~<~, p.id limit 20) x
    union all
    select 'contact', x.id from q cross join lateral (
        select c.id from app.contacts c
         where c.workspace_id = q.ws and c.deleted_at is null
           and (q.clients is null or c.client_id = any (q.clients))
           and app.name_key(c.name) ~>=~ q.first and app.name_key(c.name) ~<~ q.last
         order by app.name_key(c.name) using ~<~, c.id limit 20) x
    union all
    select 'contact', x.id from q cross join lateral (
        select c.id from app.contacts c
         where c.workspace_id = q.ws and c.deleted_at is null and c.name like '% %'
           and (q.clients is null or c.client_id = any (q.clients))
           and app.name_key(substring(c.name from '[^ ]+$')) ~>=~ q.first
           and app.name_key(substring(c.name from '[^ ]+$')) ~<~ q.last
         order by app.name_key(substring(c.name from '[^ ]+$')) using ~<~, c.id limit 20) x
    union all
    select 'conversation', x.id from q cross join lateral (
        select c.id from app.conversations c
         where c.workspace_id = q.ws and c.deleted_at is null
           and (q.projects is null or c.project_id = any (q.projects))
           and app.name_key(c.subject) ~>=~ q.first and app.name_key(c.subject) ~<~ q.last
         order by app.name_key(c.subject) using ~<~, c.id limit 20) x
    union all
    select 'task', x.id from q cross join lateral (
        select t.id from app.tasks t
         where t.workspace_id = q.ws and t.deleted_at is null and t.status <> 'done'
           and (q.projects is null or t.project_id = any (q.projects))
           and app.name_key(t.title) ~>=~ q.first and app.name_key(t.title) ~<~ q.last
         order by app.name_key(t.title) using ~<~, t.id limit 20) x
    union all
    select 'task', x.id from q cross join lateral (
        select t.id
          from (select p.id from app.projects p
                 where p.workspace_id = q.ws and p.deleted_at is null
                   and (q.projects is null or p.id = any (q.projects))
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

grant select on app.member_projects to ss_search;
grant execute on function app.listed_projects(), app.listed_clients(), app.seen_projects(),
    app.seen_clients() to ss_search;
