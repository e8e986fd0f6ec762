-- Words in what a guest sees. As in 0011_search.sql the function only finds, within the
-- scope of the link; what is shown of it is read through row-level security by the
-- statement (api/sql/portal/search.sql).

create function app.search_portal(p_words text) returns table (type text, id uuid)
language sql stable security definer set search_path = app, pg_temp
begin atomic
    with projects as materialized (
        select p.id, p.search from app.projects p
         where p.workspace_id = app.current_workspace() and p.deleted_at is null
           and p.visibility = 'client'
           and (p.client_id = nullif(current_setting('app.link_client', true), '')::uuid
                or p.id = nullif(current_setting('app.link_project', true), '')::uuid)),
    talks as materialized (
        select c.id, c.search from app.conversations c
         where c.workspace_id = app.current_workspace() and c.deleted_at is null
           and c.visibility = 'client'
           and (c.task_id = nullif(current_setting('app.link_task', true), '')::uuid
                or nullif(current_setting('app.link_task', true), '') is null
                   and (c.project_id in (select p.id from projects p)
                        or c.project_id is null and c.client_id =
                           nullif(current_setting('app.link_client', true), '')::uuid)))
    select 'project', p.id from projects p
     where p.search @@ app.search_query(p_words)
       and nullif(current_setting('app.link_task', true), '') is null
    union all
    (select 'task', t.id from app.tasks t
      where t.workspace_id = app.current_workspace()
        and t.search @@ app.search_query(p_words) and t.deleted_at is null
        and t.visibility = 'client' and t.project_id in (select p.id from projects p)
        and coalesce(t.id = nullif(current_setting('app.link_task', true), '')::uuid, true)
      limit 1000)
    union all
    select 'conversation', c.id from talks c
     where c.search @@ app.search_query(p_words)
    union all
    (select 'message', m.id from app.messages m
      where m.workspace_id = app.current_workspace()
        and m.search @@ app.search_query(p_words) and m.deleted_at is null
        and m.visibility = 'client' and m.conversation_id in (select c.id from talks c)
      limit 1000);
end;

grant execute on function app.highlight(text, text, boolean), app.search_query(text)
    to ss_guest;
grant create on schema app to ss_search;
alter function app.search_portal(text) owner to ss_search;
revoke create on schema app from ss_search;
grant execute on function app.search_portal(text) to ss_guest;
