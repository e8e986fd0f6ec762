-- What a client may see. A project is shown or it is not; a task is shown only in a
-- project that is, a comment only on a task that is: there the parent decides.
--
-- visibility is what holds. visibility_inherited marks a row that is hidden only
-- because its parent is: when the parent is shown again, so is the row. Setting
-- 'client' below a hidden parent is refused with 409 inherited.
--
-- source says who asked for a task; author_name how the guest who wrote a comment was
-- called then: he has no account where it could be looked up.

alter table app.tasks
    add column visibility_inherited boolean not null default false,
    add column source text not null default 'member';
alter table app.comments
    add column visibility_inherited boolean not null default false,
    add column author_name text;

create index tasks_shown_due_idx on app.tasks (workspace_id, due_sort, id)
    where deleted_at is null and visibility = 'client';
create index tasks_shown_updated_idx on app.tasks (workspace_id, updated_at, id)
    where deleted_at is null and visibility = 'client';
create index comments_shown_idx on app.comments (workspace_id, task_id, created_at, id)
    where deleted_at is null and visibility = 'client';

grant update (visibility_inherited) on app.tasks to ss_app;

create function app.refuse_inherited() returns void
language plpgsql as $$
begin
    perform app.fail(409, 'inherited',
        'What this belongs to is hidden from the client; show that first.', '/visibility');
end
$$;

-- A task that is to be shown. The counters' row is the lock between this and a
-- change of the project's visibility. A task that moves stays shown only with the
-- same client; an old version does not show what is hidden now.
create function app.show_task() returns trigger
language plpgsql as $$
declare
    shown text;
begin
    if current_setting('app.quiet', true) = 'on' then
        return new;
    end if;
    if row_security_active('app.tasks')
       and new.workspace_id is distinct from app.current_workspace() then
        return new;
    end if;

    perform from app.project_counters c
      where c.workspace_id = new.workspace_id and c.project_id = new.project_id
        for no key update;

    if tg_op = 'UPDATE' and new.project_id <> old.project_id then
        select p.visibility into shown
          from app.projects p
          join app.projects o
            on o.workspace_id = p.workspace_id and o.client_id = p.client_id
         where p.workspace_id = new.workspace_id and p.id = new.project_id
           and o.id = old.project_id;
        new.visibility := coalesce(shown, 'internal');
        new.visibility_inherited := coalesce(shown, '') = 'internal';
        return new;
    end if;

    if new.visibility = 'client' then
        new.visibility_inherited := false;
        select p.visibility into shown
          from app.projects p
         where p.workspace_id = new.workspace_id and p.id = new.project_id;
        if shown = 'internal' then
            if current_setting('app.restoring', true) is distinct from 'on' then
                perform app.refuse_inherited();
            end if;
            new.visibility := 'internal';
            new.visibility_inherited := true;
        end if;
    end if;
    return new;
end
$$;
-- By name behind place, which checks the project and locks its counters.
create trigger show before insert on app.tasks
    for each row when (new.visibility = 'client') execute function app.show_task();
create trigger show_change before update of visibility, project_id on app.tasks
    for each row when ((new.visibility = 'client' or new.visibility_inherited)
                       and (new.visibility <> old.visibility
                            or new.project_id <> old.project_id))
    execute function app.show_task();

-- A comment for the client. Counting it has locked its task (trigger count).
create function app.show_comment() returns trigger
language plpgsql as $$
begin
    if exists (select from app.tasks t
                where t.workspace_id = new.workspace_id and t.id = new.task_id
                  and t.visibility = 'internal') then
        perform app.refuse_inherited();
    end if;
    return new;
end
$$;
create trigger show before insert on app.comments
    for each row when (new.visibility = 'client') execute function app.show_comment();

-- As it was, but for app.quiet: a comment that is hidden with its task has no version.
create or replace function app.touch_comment() returns trigger
language plpgsql as $$
begin
    if (new.body, new.visibility, new.deleted_at)
       is distinct from (old.body, old.visibility, old.deleted_at)
       and current_setting('app.quiet', true) is distinct from 'on' then
        new.rev := old.rev + 1;
        if new.updated_at = old.updated_at then
            new.updated_at := now();
        end if;
        new.purge_after := new.deleted_at + interval '1 year';
    end if;
    return new;
end
$$;

-- A project that goes to another client is hidden until somebody shows it again.
create function app.hide_project() returns trigger
language plpgsql as $$
begin
    new.visibility := 'internal';
    return new;
end
$$;
create trigger hide before update of client_id on app.projects
    for each row when (old.client_id is not null and new.visibility = 'client'
                       and new.client_id is distinct from old.client_id)
    execute function app.hide_project();

-- What is below follows, without versions: the parent's tells it.
create function app.show_below_project() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    quiet text := coalesce(current_setting('app.quiet', true), '');
begin
    perform from app.tasks t
      where t.workspace_id = new.workspace_id and t.project_id = new.id
        and (t.visibility = 'client' or t.visibility_inherited)
      order by t.id
        for no key update;
    perform from app.project_counters c
      where c.workspace_id = new.workspace_id and c.project_id = new.id
        for no key update;

    perform set_config('app.quiet', 'on', true);
    update app.tasks t
       set visibility = new.visibility,
           visibility_inherited = new.visibility = 'internal'
               and (old.client_id is null or new.client_id is not distinct from old.client_id)
     where t.workspace_id = new.workspace_id and t.project_id = new.id
       and (t.visibility = 'client' or t.visibility_inherited);
    perform set_config('app.quiet', quiet, true);
    return null;
end
$$;
create trigger show_below after update on app.projects
    for each row when (new.visibility <> old.visibility)
    execute function app.show_below_project();

create function app.show_below_task() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    quiet text := coalesce(current_setting('app.quiet', true), '');
begin
    perform set_config('app.quiet', 'on', true);
    update app.comments c
       set visibility = new.visibility, visibility_inherited = new.visibility = 'internal'
     where c.workspace_id = new.workspace_id and c.task_id = new.id
       and (c.visibility = 'client' or c.visibility_inherited);
    perform set_config('app.quiet', quiet, true);
    return null;
end
$$;
create trigger show_below after update on app.tasks
    for each row when (new.visibility <> old.visibility)
    execute function app.show_below_task();

-- As it was, but that hiding a task also forgets that its project hides it.
create or replace function app.task_bulk_op(p_op jsonb, out id uuid, out status int, out rev int)
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
                   visibility = coalesce(data->>'visibility', x.visibility),
                   visibility_inherited = x.visibility_inherited
                                          and not data ? 'visibility'
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

-- A guest has no right to a task's counter of comments; so it is counted as ss_history.
alter function app.count_comments() security definer set search_path = app, pg_temp;

grant update (visibility, visibility_inherited, comment_count) on app.tasks to ss_history;
grant select, update (visibility, visibility_inherited) on app.comments to ss_history;
grant execute on function app.refuse_inherited() to ss_app;

grant create on schema app to ss_history;
alter function app.show_below_project() owner to ss_history;
alter function app.show_below_task() owner to ss_history;
alter function app.count_comments() owner to ss_history;
revoke create on schema app from ss_history;
