-- Words in tasks, projects and clients. Matching a tsvector is not leakproof, so
-- below row-level security it cannot use an index; these functions pass by it and
-- apply the tenant themselves. They are called as id = any(array(select ...)), and
-- what they return is still read through row-level security by the statement.

-- Every word must be there; the last letters of each may be missing.
create function app.search_query(p_words text) returns tsquery
language sql immutable parallel safe
return (select string_agg(quote_literal(w) || ':*', ' & ')::tsquery
          from (select w
                  from regexp_split_to_table(lower(p_words), '[^[:alnum:]]+') w
                 where w <> '' limit 8) x);

create function app.search_tasks(p_words text) returns setof uuid
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select t.id from app.tasks t
     where t.workspace_id = app.current_workspace()
       and t.search @@ app.search_query(p_words) and t.deleted_at is null
     limit 1000;
end;

create function app.search_projects(p_words text) returns setof uuid
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select p.id from app.projects p
     where p.workspace_id = app.current_workspace()
       and p.search @@ app.search_query(p_words) and p.deleted_at is null
     limit 1000;
end;

create function app.search_clients(p_words text) returns setof uuid
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select c.id from app.clients c
     where c.workspace_id = app.current_workspace()
       and c.search @@ app.search_query(p_words) and c.deleted_at is null
     limit 1000;
end;

grant select on app.tasks, app.projects, app.clients to ss_search;
grant execute on function app.search_query(text), app.current_workspace() to ss_search;

grant create on schema app to ss_search;
alter function app.search_tasks(text) owner to ss_search;
alter function app.search_projects(text) owner to ss_search;
alter function app.search_clients(text) owner to ss_search;
revoke create on schema app from ss_search;
grant execute on function app.search_tasks(text), app.search_projects(text),
    app.search_clients(text) to ss_app;
