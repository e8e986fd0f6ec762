-- A task may come into a project after all of its tasks are locked and before its counters
-- are. It is locked now only if nobody else has it, who may wait for the counters: otherwise
-- the request is made again.
create function app.lock_latecomers(p_workspace uuid, p_project uuid) returns void
language plpgsql as $$
declare
    ours uuid[] := array(
        select t.id from app.tasks t
         where t.workspace_id = p_workspace and t.project_id = p_project
           for no key update skip locked);
begin
    if (select count(*) from app.tasks t
         where t.workspace_id = p_workspace and t.project_id = p_project)
       <> cardinality(ours) then
        raise serialization_failure using message = 'a task has just come into this project';
    end if;
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
    perform app.lock_latecomers(new.workspace_id, new.id);
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
        perform app.lock_latecomers(new.workspace_id, new.id);
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

grant execute on function app.lock_latecomers(uuid, uuid) to ss_history;
