-- Up to 100 changes of tasks in one request.
--
--   app.tasks_bulk(body) -> (op, id, status, rev, code, detail), one row an operation,
--   in order. body is the contract's TaskBulk: {atomic, ops: [{op, id, project_id,
--   if_rev, data}]}. With atomic (the default) the first failure is raised with the
--   pointer /ops/N and undoes everything; else each operation stands alone.

-- One operation. Raises what the single request would have answered.
create function app.task_bulk_op(p_op jsonb, out id uuid, out status int, out rev int)
language plpgsql as $$
declare
    ws uuid := app.current_workspace();
    data jsonb := coalesce(p_op->'data', '{}');
    task uuid := (p_op->>'id')::uuid;
    t app.tasks;
begin
    status := 200;

    if p_op->>'op' = 'create' then
        insert into app.tasks as x
               (workspace_id, id, project_id, column_id, title, description, priority,
                assignee_id, start_on, due_at, estimate_minutes, visibility, created_by)
        values (ws, app.uuid7(), (p_op->>'project_id')::uuid, (data->>'column_id')::uuid,
               data->>'title', coalesce(data->>'description', ''),
               coalesce((data->>'priority')::smallint, 0), (data->>'assignee_id')::uuid,
               (data->>'start_on')::date, (data->>'due_at')::timestamptz,
               (data->>'estimate_minutes')::int,
               coalesce(data->>'visibility', 'internal'), app.current_person())
        returning x.* into t;
        status := 201;
    elsif p_op->>'op' in ('update', 'delete') then
        select x.* into t from app.tasks x
         where x.workspace_id = ws and x.id = task and x.deleted_at is null
           for no key update;
        if t.rev <> (p_op->>'if_rev')::int then
            perform app.fail(412, 'precondition_failed',
                'The task has changed since it was read.');
        elsif p_op->>'op' = 'delete' then
            update app.tasks x set deleted_at = now()
             where x.workspace_id = ws and x.id = t.id;
            status := 204;
        else
            update app.tasks x
               set title = coalesce(data->>'title', x.title),
                   description = coalesce(data->>'description', x.description),
                   priority = coalesce((data->>'priority')::smallint, x.priority),
                   assignee_id = case when data ? 'assignee_id'
                                 then (data->>'assignee_id')::uuid else x.assignee_id end,
                   start_on = case when data ? 'start_on'
                              then (data->>'start_on')::date else x.start_on end,
                   due_at = case when data ? 'due_at'
                            then (data->>'due_at')::timestamptz else x.due_at end,
                   estimate_minutes = case when data ? 'estimate_minutes'
                                      then (data->>'estimate_minutes')::int
                                      else x.estimate_minutes end,
                   visibility = coalesce(data->>'visibility', x.visibility)
             where x.workspace_id = ws and x.id = t.id
            returning x.* into t;
        end if;
    elsif p_op->>'op' = 'complete' then
        select x.* into t from app.complete_task(task) x;
    elsif p_op->>'op' = 'reopen' then
        select x.* into t from app.reopen_task(task) x;
    elsif p_op->>'op' = 'move' then
        select x.* into t
          from app.move_task(task, (data->>'column_id')::uuid, (data->>'before')::uuid,
                             (data->>'after')::uuid, (data->>'project_id')::uuid) x;
    else
        perform app.fail(422, 'invalid_value', 'There is no such operation.');
    end if;

    if t.id is null then
        perform app.fail(404, 'not_found', 'There is nothing at this address.');
    end if;
    id := t.id;
    rev := case when status <> 204 then t.rev end;
end
$$;

create function app.tasks_bulk(p_body jsonb)
returns table (op text, id uuid, status int, rev int, code text, detail text)
language plpgsql as $$
declare
    ws uuid := app.current_workspace();
    ops jsonb := p_body->'ops';
    atomic boolean := coalesce((p_body->>'atomic')::boolean, true);
    one jsonb;
    state text;
    place text;
begin
    if jsonb_array_length(ops) > 100 then
        perform app.fail(422, 'too_many', 'At most 100 operations at a time.', '/ops');
    end if;

    -- All locks first and in the common order, see 0012_actions.sql.
    perform from app.tasks t
      where t.workspace_id = ws
        and t.id = any (array(select (x->>'id')::uuid from jsonb_array_elements(ops) x))
      order by t.id
        for no key update;
    perform from app.project_counters c
      where c.workspace_id = ws
        and c.project_id = any (array(
                select coalesce(x->>'project_id', x->'data'->>'project_id')::uuid
                  from jsonb_array_elements(ops) x
                union
                select t.project_id from app.tasks t
                 where t.workspace_id = ws
                   and t.id = any (array(select (x->>'id')::uuid
                                           from jsonb_array_elements(ops) x))))
      order by c.project_id
        for no key update;

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

grant execute on function app.task_bulk_op(jsonb), app.tasks_bulk(jsonb) to ss_app;
