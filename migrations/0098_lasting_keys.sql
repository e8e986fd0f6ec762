-- A key that changes locks its row against everybody who refers to it, even for a moment: a
-- row that is changed twice in a transaction has its references looked at again (a message
-- changes its conversation twice), after locks that the order (0081) puts behind. A partial
-- index is no key; so what others refer to has unique columns that change (a task's number
-- in its project, a link's token, a workspace's short name) in partial indexes only. An
-- address of a person stays a key: nothing is locked behind it.
alter table app.tasks drop constraint tasks_number_key;
create unique index tasks_number_key on app.tasks (workspace_id, project_id, number)
    where project_id is not null;
alter table app.workspaces drop constraint workspaces_slug_key;
create unique index workspaces_slug_key on app.workspaces (slug) where slug is not null;
drop index app.share_links_token_idx;
create unique index share_links_token_idx on app.share_links (token_hash)
    where token_hash is not null;

create or replace function app.move_task(p_id uuid, p_column uuid, p_before uuid default null,
    p_after uuid default null, p_project uuid default null) returns setof app.tasks
language plpgsql as $$
declare
    ws uuid := app.current_workspace();
    t app.tasks;
    target uuid;
    new_number int;
    new_rank text;
    low text;
    high text;
begin
    select x.* into t from app.tasks x
     where x.workspace_id = ws and x.id = p_id and x.deleted_at is null
       for no key update;
    if t.id is null then
        return;
    end if;

    target := coalesce(p_project, t.project_id);
    perform from app.project_counters c
      where c.workspace_id = ws and c.project_id = target
        for no key update;
    perform from app.projects p
      where p.workspace_id = ws and p.id = target and p.deleted_at is null;
    if not found then
        perform app.fail(422, 'unknown_reference', 'There is no such project.', '/project_id');
    end if;
    perform from app.board_columns b
      where b.workspace_id = ws and b.project_id = target and b.id = p_column;
    if not found then
        perform app.fail(422, 'unknown_reference', 'The project has no such column.',
                         '/column_id');
    end if;

    for try in 1 .. 2 loop
        low := (select x.rank from app.tasks x
                 where x.workspace_id = ws and x.id = p_after and x.id <> t.id
                   and x.column_id = p_column and x.deleted_at is null);
        if low is not null then
            high := (select x.rank from app.tasks x
                      where x.workspace_id = ws and x.column_id = p_column and x.rank > low
                        and x.id <> t.id and x.deleted_at is null
                      order by x.rank limit 1);
        else
            high := (select x.rank from app.tasks x
                      where x.workspace_id = ws and x.id = p_before and x.id <> t.id
                        and x.column_id = p_column and x.deleted_at is null);
            low := (select x.rank from app.tasks x
                     where x.workspace_id = ws and x.column_id = p_column
                       and (high is null or x.rank < high)
                       and x.id <> t.id and x.deleted_at is null
                     order by x.rank desc limit 1);
        end if;

        if t.column_id = p_column and t.rank > coalesce(low, '')
           and (high is null or t.rank < high) then
            return next t;
            return;
        end if;

        new_rank := case when high is null then app.next_rank(target)
                    else app.rank_between(low, high) end;
        exit when length(new_rank) <= 64;
        perform app.spread_column(target, p_column);
    end loop;

    if target = t.project_id then
        update app.tasks x set column_id = p_column, rank = new_rank
         where x.workspace_id = ws and x.id = t.id
        returning x.* into t;
    else
        update app.project_counters c set last_number = c.last_number + 1
         where c.workspace_id = ws and c.project_id = target
        returning c.last_number into new_number;
        update app.tasks x
           set project_id = target, number = new_number, column_id = p_column,
               rank = new_rank
         where x.workspace_id = ws and x.id = t.id
        returning x.* into t;
    end if;
    return next t;
end
$$;

create or replace function app.tasks_bulk(p_body jsonb)
returns table (op text, id uuid, status int, rev int, code text, detail text)
language plpgsql as $$
declare
    ws uuid := app.current_workspace();
    ops jsonb := p_body->'ops';
    atomic boolean := coalesce((p_body->>'atomic')::boolean, true);
    tasks uuid[];
    one jsonb;
    state text;
    place text;
begin
    if jsonb_array_length(ops) > 100 then
        perform app.fail(422, 'too_many', 'At most 100 operations at a time.', '/ops');
    end if;

    tasks := array(select (x->>'id')::uuid from jsonb_array_elements(ops) x
                    where x ? 'id');
    perform from app.tasks t
      where t.workspace_id = ws and t.id = any (tasks)
      order by t.id
        for no key update;
    perform from app.project_counters c
      where c.workspace_id = ws
        and c.project_id = any (array(
                select coalesce(x->>'project_id', x->'data'->>'project_id')::uuid
                  from jsonb_array_elements(ops) x
                union
                select t.project_id from app.tasks t
                 where t.workspace_id = ws and t.id = any (tasks)))
      order by c.project_id
        for no key update;
    perform app.lock_below(tasks)
      where exists (select from jsonb_array_elements(ops) x
                     where x->'data' ?| array['visibility', 'project_id']);

    for i in 0 .. jsonb_array_length(ops) - 1 loop
        one := ops->i;
        op := one->>'op';
        code := null;
        detail := null;
        begin
            select x.id, x.status, x.rev into id, status, rev from app.task_bulk_op(one) x;
        exception when others then
            get stacked diagnostics state = returned_sqlstate, code = message_text,
                                    detail = pg_exception_detail, place = constraint_name;
            id := (one->>'id')::uuid;
            rev := null;
            status := case when state like 'SS___' then substr(state, 3)::int
                      when state = '23505' then 409 else 422 end;
            if state = '23503' then
                code := 'unknown_reference';
                detail := 'The record that ' || coalesce(
                    substring(place from '^tasks_(.*)_fkey$'), 'a value')
                    || ' refers to does not exist.';
            elsif state = '23505' then
                code := 'duplicate';
                detail := 'A record with this value exists already.';
            elsif state = '23514' or state like '22%' then
                code := 'invalid_value';
                detail := 'A value is not allowed here.';
            elsif state not like 'SS%' then
                raise;
            end if;
            if atomic then
                perform app.fail(status, code, detail, '/ops/' || i);
            end if;
        end;
        return next;
    end loop;
end
$$;
