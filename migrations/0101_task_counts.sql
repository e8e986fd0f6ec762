-- How many tasks a project has in each state, and how many of these its client sees: kept
-- beside its counters, which whoever changes a task has locked already or locks next (0081).
-- What is overdue depends on the hour and stays a question to an index.
alter table app.project_counters
    add column todo integer not null default 0,
    add column doing integer not null default 0,
    add column done integer not null default 0,
    add column shown_todo integer not null default 0,
    add column shown_doing integer not null default 0,
    add column shown_done integer not null default 0;

-- A new task is counted where it gets its number.
create or replace function app.place_task() returns trigger
language plpgsql as $$
declare
    rank_number int;
begin
    with b as (
        select y.id, y.category from app.board_columns y
         where y.workspace_id = new.workspace_id and y.project_id = new.project_id
           and (new.column_id is null or y.id = new.column_id)
         order by y.rank limit 1)
    update app.project_counters x
       set last_number = x.last_number + 1, last_rank = x.last_rank + 1,
           todo = x.todo + (b.category is not distinct from 'todo')::int,
           doing = x.doing + (b.category is not distinct from 'doing')::int,
           done = x.done + (b.category is not distinct from 'done')::int,
           shown_todo = x.shown_todo + (b.category is not distinct from 'todo'
                                        and new.visibility = 'client')::int,
           shown_doing = x.shown_doing + (b.category is not distinct from 'doing'
                                          and new.visibility = 'client')::int,
           shown_done = x.shown_done + (b.category is not distinct from 'done'
                                        and new.visibility = 'client')::int
      from (select 1) one left join b on true
     where x.workspace_id = new.workspace_id and x.project_id = new.project_id
       and not x.closed
    returning x.last_number, x.last_rank, b.id, b.category
      into new.number, rank_number, new.column_id, new.status;

    if new.number is null then
        -- A row for another workspace is for row-level security to refuse.
        if row_security_active('app.tasks')
           and new.workspace_id is distinct from app.current_workspace() then
            return new;
        end if;
        perform app.fail(404, 'not_found', 'There is nothing at this address.');
    elsif new.column_id is null then
        raise foreign_key_violation using
            message = 'the project has no such column', schema = 'app', table = 'tasks',
            constraint = 'tasks_column_id_fkey';
    end if;

    if length(new.title) not between 1 and 200 or length(new.description) > 20000
       or new.priority not between 0 and 4 or new.estimate_minutes < 0
       or new.visibility not in ('internal', 'client') then
        perform app.refuse_task(new);
    end if;

    new.rank := to_hex(rank_number);
    new.due_sort := coalesce(new.due_at, 'infinity');
    new.completed_at := case when new.status = 'done'
                        then coalesce(new.completed_at, new.created_at) end;
    new.search := to_tsvector('simple', new.title || ' ' || new.description);
    return new;
end
$$;

-- A task that changes is counted before anything below it is locked: "add_up" comes before
-- "below". Who changes many at once is quiet and counts them together.
create function app.count_task() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    update app.project_counters c
       set todo = c.todo + x.todo, doing = c.doing + x.doing, done = c.done + x.done,
           shown_todo = c.shown_todo + x.shown_todo,
           shown_doing = c.shown_doing + x.shown_doing,
           shown_done = c.shown_done + x.shown_done
      from (select y.project_id,
                   sum(y.n * (y.status = 'todo')::int) as todo,
                   sum(y.n * (y.status = 'doing')::int) as doing,
                   sum(y.n * (y.status = 'done')::int) as done,
                   sum(y.n * (y.shown and y.status = 'todo')::int) as shown_todo,
                   sum(y.n * (y.shown and y.status = 'doing')::int) as shown_doing,
                   sum(y.n * (y.shown and y.status = 'done')::int) as shown_done
              from (values (old.project_id, old.status, old.visibility = 'client',
                            case when old.deleted_at is null then -1 else 0 end),
                           (new.project_id, new.status, new.visibility = 'client',
                            case when new.deleted_at is null then 1 else 0 end))
                   y (project_id, status, shown, n)
             group by y.project_id) x
     where c.workspace_id = new.workspace_id and c.project_id = x.project_id;
    return null;
end
$$;

create trigger add_up after update on app.tasks
    for each row when (
        (new.status <> old.status or new.visibility <> old.visibility
         or new.project_id <> old.project_id
         or (new.deleted_at is null) <> (old.deleted_at is null))
        and current_setting('app.quiet', true) is distinct from 'on')
    execute function app.count_task();

create function app.count_tasks(p_workspace uuid, p_project uuid) returns void
language sql security definer set search_path = app, pg_temp
begin atomic
    update app.project_counters c
       set todo = x.todo, doing = x.doing, done = x.done, shown_todo = x.shown_todo,
           shown_doing = x.shown_doing, shown_done = x.shown_done
      from (select count(*) filter (where t.status = 'todo') as todo,
                   count(*) filter (where t.status = 'doing') as doing,
                   count(*) filter (where t.status = 'done') as done,
                   count(*) filter (where t.status = 'todo' and t.visibility = 'client')
                       as shown_todo,
                   count(*) filter (where t.status = 'doing' and t.visibility = 'client')
                       as shown_doing,
                   count(*) filter (where t.status = 'done' and t.visibility = 'client')
                       as shown_done
              from app.tasks t
             where t.workspace_id = p_workspace and t.project_id = p_project
               and t.deleted_at is null) x
     where c.workspace_id = p_workspace and c.project_id = p_project;
end;

create or replace function app.log_project() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    op text := 'update';
    kind text := 'project.updated';
    changed text[] := '{}';
begin
    if tg_op = 'INSERT' then
        op := 'insert';
        kind := 'project.created';
    else
        changed := array_remove(array[
            case when new.client_id is distinct from old.client_id then 'client_id' end,
            case when new.code <> old.code then 'code' end,
            case when new.name <> old.name then 'name' end,
            case when new.description <> old.description then 'description' end,
            case when new.status <> old.status then 'status' end,
            case when new.health <> old.health then 'health' end,
            case when new.start_on is distinct from old.start_on then 'start_on' end,
            case when new.due_on is distinct from old.due_on then 'due_on' end,
            case when new.budget_minutes is distinct from old.budget_minutes
                 then 'budget_minutes' end,
            case when new.budget_minor is distinct from old.budget_minor
                 then 'budget_minor' end,
            case when new.billing <> old.billing then 'billing' end,
            case when new.visibility <> old.visibility then 'visibility' end], null);

        if new.deleted_at is not null and old.deleted_at is null then
            op := 'delete';
            kind := 'project.deleted';
        elsif new.deleted_at is null and old.deleted_at is not null then
            op := 'restore';
            kind := 'project.restored';
        elsif new.status = 'archived' and old.status <> 'archived' then
            kind := 'project.archived';
        elsif new.status <> 'archived' and old.status = 'archived' then
            kind := 'project.restored';
        end if;
    end if;

    insert into app.project_history (workspace_id, project_id, rev, op, changed, "row",
                                     actor_id, actor_kind, request_id, at)
    values (new.workspace_id, new.id, new.rev, op, changed,
            jsonb_build_object(
                'client_id', new.client_id, 'code', new.code, 'name', new.name,
                'description', new.description, 'status', new.status,
                'health', new.health, 'start_on', new.start_on, 'due_on', new.due_on,
                'budget_minutes', new.budget_minutes, 'budget_minor', new.budget_minor,
                'billing', new.billing, 'visibility', new.visibility,
                'archived_at', new.archived_at),
            app.current_person(), app.actor_kind(),
            nullif(current_setting('app.request_id', true), ''), new.updated_at);

    -- Its tasks go into the trash with it, and come out with it, as they are; locked
    -- in the order of 0012_actions.sql.
    if tg_op = 'UPDATE' and new.deleted_at is distinct from old.deleted_at then
        perform from app.tasks t
          where t.workspace_id = new.workspace_id and t.project_id = new.id
          order by t.id
            for no key update;
        update app.project_counters c set closed = new.deleted_at is not null
         where c.workspace_id = new.workspace_id and c.project_id = new.id;
        perform set_config('app.quiet', 'on', true);
        update app.tasks t set deleted_at = new.deleted_at
         where t.workspace_id = new.workspace_id and t.project_id = new.id
           and t.deleted_at is not distinct from old.deleted_at;
        perform set_config('app.quiet', 'off', true);
        perform app.count_tasks(new.workspace_id, new.id);
    end if;

    perform app.append_event(new.workspace_id, kind, 'project', new.id, new.rev, new.id,
        null, new.visibility,
        jsonb_build_object('name', new.name, 'code', new.code, 'changed', changed),
        new.updated_at);

    return null;
end
$$;

create or replace function app.show_below_project() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    quiet text := coalesce(current_setting('app.quiet', true), '');
begin
    perform from app.tasks t
      where t.workspace_id = new.workspace_id and t.project_id = new.id
      order by t.id
        for no key update;
    perform from app.project_counters c
      where c.workspace_id = new.workspace_id and c.project_id = new.id
        for no key update;
    perform app.lock_below(array(
                select t.id from app.tasks t
                 where t.workspace_id = new.workspace_id and t.project_id = new.id
                   and (t.visibility = 'client' or t.visibility_inherited)), new.id);

    perform set_config('app.quiet', 'on', true);
    update app.tasks t
       set visibility = new.visibility,
           visibility_inherited = new.visibility = 'internal'
               and (old.client_id is null or new.client_id is not distinct from old.client_id)
     where t.workspace_id = new.workspace_id and t.project_id = new.id
       and (t.visibility = 'client' or t.visibility_inherited);
    perform set_config('app.quiet', quiet, true);
    perform app.count_tasks(new.workspace_id, new.id);
    return null;
end
$$;

-- A guest of a client or a project reads the numbers of what he sees; with a link to one
-- task he sees no project. Only who may create tasks counts them.
drop policy guest_scope on app.project_counters;
create policy guest_scope on app.project_counters as restrictive to ss_guest
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and (select nullif(current_setting('app.link_task', true), '')) is null
           and project_id = any (array(select p.id from app.projects p)))
    with check (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and (select nullif(current_setting('app.link_task', true), '')) is null
           and project_id = any (array(select p.id from app.projects p)));
drop policy guest_update on app.project_counters;
create policy guest_update on app.project_counters for update to ss_guest
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and (select current_setting('app.role', true)) = 'link:edit')
    with check (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and (select current_setting('app.role', true)) = 'link:edit');

grant update (todo, doing, done, shown_todo, shown_doing, shown_done)
    on app.project_counters to ss_app, ss_history;
grant select (todo, doing, done, shown_todo, shown_doing, shown_done),
    update (todo, doing, done, shown_todo, shown_doing, shown_done)
    on app.project_counters to ss_guest;

grant create on schema app to ss_history;
alter function app.count_task() owner to ss_history;
alter function app.count_tasks(uuid, uuid) owner to ss_history;
revoke create on schema app from ss_history;

alter table app.projects no force row level security;
select app.count_tasks(p.workspace_id, p.id) from app.projects p;
alter table app.projects force row level security;
