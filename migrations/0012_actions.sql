-- What one statement cannot do. All run as the caller, below row-level security, and
-- return the row as it is afterwards; no row when there is none.
--
--   app.create_project(id, data jsonb)            -> app.projects   data as in the contract
--   app.board_of(project)                         -> jsonb          also right after create_project
--   app.archive_project(id), restore_project(id)  -> app.projects
--   app.complete_task(id), app.reopen_task(id)    -> app.tasks
--   app.move_task(id, column, before, after, project) -> app.tasks
--   app.restore_task_version(id, rev)             -> app.tasks
--
-- Locks are always taken in this order: tasks by id, counters of projects by id,
-- then the workspace (by the log). Whoever keeps to it cannot deadlock.

create function app.board_of(p_project uuid) returns jsonb
language plpgsql volatile as $$
begin
    return (select coalesce(jsonb_agg(jsonb_build_object(
                       'id', b.id, 'name', b.name, 'category', b.category, 'rank', b.rank)
                       order by b.rank), '[]')
              from app.board_columns b
             where b.workspace_id = app.current_workspace() and b.project_id = p_project);
end
$$;

create function app.create_project(p_id uuid, p_data jsonb) returns setof app.projects
language plpgsql as $$
begin
    return query
    insert into app.projects (workspace_id, id, client_id, code, name, description,
                              status, health, start_on, due_on, budget_minutes,
                              budget_minor, billing, visibility, created_by)
    values (app.current_workspace(), p_id, (p_data->>'client_id')::uuid,
            p_data->>'code', p_data->>'name', coalesce(p_data->>'description', ''),
            coalesce(p_data->>'status', 'active'), coalesce(p_data->>'health', 'on_track'),
            (p_data->>'start_on')::date, (p_data->>'due_on')::date,
            (p_data->>'budget_minutes')::int, (p_data->>'budget_minor')::bigint,
            coalesce(p_data->>'billing', 'hourly'),
            coalesce(p_data->>'visibility', 'internal'), app.current_person())
    returning *;
end
$$;

create function app.archive_project(p_id uuid) returns setof app.projects
language plpgsql as $$
begin
    return query
    update app.projects p set status = 'archived'
     where p.workspace_id = app.current_workspace() and p.id = p_id
       and p.deleted_at is null
    returning p.*;
end
$$;

create function app.restore_project(p_id uuid) returns setof app.projects
language plpgsql as $$
begin
    return query
    update app.projects p set status = coalesce(p.archived_from, p.status)
     where p.workspace_id = app.current_workspace() and p.id = p_id
       and p.deleted_at is null
    returning p.*;
end
$$;

-- The rank behind everything in a project.
create function app.next_rank(p_project uuid) returns text
language plpgsql as $$
declare
    n int;
begin
    update app.project_counters c set last_rank = c.last_rank + 1
     where c.workspace_id = app.current_workspace() and c.project_id = p_project
    returning c.last_rank into n;
    return to_hex(n);
end
$$;

create function app.complete_task(p_id uuid) returns setof app.tasks
language plpgsql as $$
declare
    t app.tasks;
    target uuid;
begin
    select x.* into t from app.tasks x
     where x.workspace_id = app.current_workspace() and x.id = p_id
       and x.deleted_at is null
       for no key update;
    if not found then
        return;
    end if;

    if t.status <> 'done' then
        select b.id into target from app.board_columns b
         where b.workspace_id = t.workspace_id and b.project_id = t.project_id
           and b.category = 'done'
         order by b.rank limit 1;
        if not found then
            perform app.fail(409, 'no_done_column', 'The board has no column for done tasks.');
        end if;
        update app.tasks x set column_id = target, rank = app.next_rank(t.project_id)
         where x.workspace_id = t.workspace_id and x.id = t.id
        returning x.* into t;
    end if;
    return next t;
end
$$;

create function app.reopen_task(p_id uuid) returns setof app.tasks
language plpgsql as $$
declare
    t app.tasks;
    target uuid;
begin
    select x.* into t from app.tasks x
     where x.workspace_id = app.current_workspace() and x.id = p_id
       and x.deleted_at is null
       for no key update;
    if not found then
        return;
    end if;

    if t.status = 'done' then
        select b.id into target from app.board_columns b
         where b.workspace_id = t.workspace_id and b.project_id = t.project_id
           and b.category <> 'done'
         order by b.rank limit 1;
        if not found then
            perform app.fail(409, 'no_open_column', 'The board has no column for open tasks.');
        end if;
        update app.tasks x set column_id = target, rank = app.next_rank(t.project_id)
         where x.workspace_id = t.workspace_id and x.id = t.id
        returning x.* into t;
    end if;
    return next t;
end
$$;

-- Gives the tasks of a column whole numbers again, when fractions have grown long.
create function app.spread_column(p_project uuid, p_column uuid) returns void
language plpgsql as $$
declare
    base int;
    n int;
begin
    select count(*) into n from app.tasks t
     where t.workspace_id = app.current_workspace() and t.column_id = p_column
       and t.deleted_at is null;
    update app.project_counters c set last_rank = c.last_rank + n
     where c.workspace_id = app.current_workspace() and c.project_id = p_project
    returning c.last_rank - n into base;

    perform set_config('app.quiet', 'on', true);
    update app.tasks t set rank = to_hex(base + x.place)
      from (select y.id, row_number() over (order by y.rank, y.id)::int as place
              from app.tasks y
             where y.workspace_id = app.current_workspace() and y.column_id = p_column
               and y.deleted_at is null) x
     where t.workspace_id = app.current_workspace() and t.id = x.id;
    perform set_config('app.quiet', 'off', true);
end
$$;

-- Puts a task behind p_after, or else before p_before, or else at the column's end.
-- A neighbour that is not in the column any more is ignored. A task that already
-- stands there stays as it is.
create function app.move_task(p_id uuid, p_column uuid, p_before uuid default null,
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
    -- Another project is another key of the row, which takes the strongest lock.
    if p_project is null then
        select x.* into t from app.tasks x
         where x.workspace_id = ws and x.id = p_id and x.deleted_at is null
           for no key update;
    else
        select x.* into t from app.tasks x
         where x.workspace_id = ws and x.id = p_id and x.deleted_at is null
           for update;
    end if;
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

-- Makes an old version the newest. The project stays; the column changes only when
-- the old one is still on the board; a member who has left is no assignee again.
create function app.restore_task_version(p_id uuid, p_rev int) returns setof app.tasks
language plpgsql as $$
declare
    ws uuid := app.current_workspace();
    t app.tasks;
    old jsonb;
    target uuid;
begin
    select x.* into t from app.tasks x
     where x.workspace_id = ws and x.id = p_id and x.deleted_at is null
       for no key update;
    select h."row" into old from app.task_history h
     where h.workspace_id = ws and h.task_id = p_id and h.rev = p_rev;
    if t.id is null or old is null then
        return;
    end if;

    select b.id into target from app.board_columns b
     where b.workspace_id = ws and b.project_id = t.project_id
       and b.id = (old->>'column_id')::uuid;
    target := coalesce(target, t.column_id);

    perform set_config('app.restoring', 'on', true);
    update app.tasks x
       set title = old->>'title',
           description = old->>'description',
           priority = (old->>'priority')::smallint,
           assignee_id = (select m.user_id from app.memberships m
                           where m.workspace_id = ws
                             and m.user_id = (old->>'assignee_id')::uuid),
           start_on = (old->>'start_on')::date,
           due_at = (old->>'due_at')::timestamptz,
           estimate_minutes = (old->>'estimate_minutes')::int,
           visibility = old->>'visibility',
           column_id = target,
           rank = case when target = x.column_id then x.rank
                  else app.next_rank(x.project_id) end
     where x.workspace_id = ws and x.id = t.id
    returning x.* into t;
    perform set_config('app.restoring', 'off', true);
    return next t;
end
$$;

grant execute on function app.board_of(uuid), app.create_project(uuid, jsonb),
    app.archive_project(uuid), app.restore_project(uuid), app.next_rank(uuid),
    app.complete_task(uuid), app.reopen_task(uuid), app.spread_column(uuid, uuid),
    app.move_task(uuid, uuid, uuid, uuid, uuid), app.restore_task_version(uuid, int)
    to ss_app;
