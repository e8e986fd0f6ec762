-- Versions and events, written by triggers that nobody can call and that pass by
-- row-level security (ss_history). One statement writes both and takes the
-- workspace's next number; the workspace's row stays locked until the commit, so
-- numbers have no gaps and grow in the order of commits. There is one function a
-- table, without dynamic SQL, because that is a third of what a write costs.

create function app.actor_kind() returns text
language sql stable parallel safe
return case when nullif(current_setting('app.user_id', true), '') is null
       then 'system' else 'member' end;

-- Appends one event, for the tables that are written seldom.
create function app.append_event(workspace uuid, kind text, entity_type text,
    entity_id uuid, entity_rev int, project uuid, task uuid, audience text,
    payload jsonb, at timestamptz) returns void
language plpgsql as $$
begin
    with w as (
        update app.workspaces x set event_seq = x.event_seq + 1
         where x.id = workspace returning x.event_seq)
    insert into app.events (workspace_id, seq, kind, entity_type, entity_id, entity_rev,
                            project_id, task_id, audience, actor_kind, actor_id,
                            request_id, payload, at)
    select workspace, w.event_seq, append_event.kind, append_event.entity_type,
           append_event.entity_id, append_event.entity_rev, project, task,
           append_event.audience, app.actor_kind(), app.current_person(),
           nullif(current_setting('app.request_id', true), ''),
           append_event.payload, append_event.at
      from w;
end
$$;

create function app.log_task() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    op text := 'update';
    kind text := 'task.updated';
    changed text[] := '{}';
    actor uuid := nullif(current_setting('app.user_id', true), '')::uuid;
    actor_kind text := case when actor is null then 'system' else 'member' end;
    request text := nullif(current_setting('app.request_id', true), '');
begin
    if tg_op = 'INSERT' then
        op := 'insert';
        kind := 'task.created';
    elsif new.rev = old.rev then
        return null;
    else
        changed := array_remove(array[
            case when new.project_id <> old.project_id then 'project_id' end,
            case when new.column_id <> old.column_id then 'column_id' end,
            case when new.title <> old.title then 'title' end,
            case when new.description <> old.description then 'description' end,
            case when new.status <> old.status then 'status' end,
            case when new.priority <> old.priority then 'priority' end,
            case when new.assignee_id is distinct from old.assignee_id then 'assignee_id' end,
            case when new.start_on is distinct from old.start_on then 'start_on' end,
            case when new.due_at is distinct from old.due_at then 'due_at' end,
            case when new.estimate_minutes is distinct from old.estimate_minutes
                 then 'estimate_minutes' end,
            case when new.rank <> old.rank then 'rank' end,
            case when new.visibility <> old.visibility then 'visibility' end,
            case when new.completed_at is distinct from old.completed_at
                 then 'completed_at' end], null);

        if new.deleted_at is not null and old.deleted_at is null then
            op := 'delete';
            kind := 'task.deleted';
        elsif new.deleted_at is null and old.deleted_at is not null
              or current_setting('app.restoring', true) = 'on' then
            op := 'restore';
            kind := 'task.restored';
        elsif new.status = 'done' and old.status <> 'done' then
            kind := 'task.completed';
        elsif new.status <> 'done' and old.status = 'done' then
            kind := 'task.reopened';
        elsif new.column_id <> old.column_id or new.rank <> old.rank then
            kind := 'task.moved';
        end if;
    end if;

    with h as (
        insert into app.task_history (workspace_id, task_id, rev, op, changed, "row",
                                      actor_id, actor_kind, request_id, at)
        values (new.workspace_id, new.id, new.rev, op, changed,
                jsonb_build_object(
                    'project_id', new.project_id, 'column_id', new.column_id,
                    'title', new.title, 'description', new.description,
                    'status', new.status, 'priority', new.priority,
                    'assignee_id', new.assignee_id, 'start_on', new.start_on,
                    'due_at', new.due_at, 'estimate_minutes', new.estimate_minutes,
                    'rank', new.rank, 'visibility', new.visibility,
                    'completed_at', new.completed_at),
                actor, actor_kind, request, new.updated_at)
    ), w as (
        update app.workspaces x set event_seq = x.event_seq + 1
         where x.id = new.workspace_id returning x.event_seq)
    insert into app.events (workspace_id, seq, kind, entity_type, entity_id, entity_rev,
                            project_id, task_id, audience, actor_kind, actor_id,
                            request_id, payload, at)
    select new.workspace_id, w.event_seq, kind, 'task', new.id, new.rev, new.project_id,
           new.id, new.visibility, actor_kind, actor, request,
           jsonb_build_object('title', new.title, 'number', new.number,
                              'changed', changed), new.updated_at
      from w;
    return null;
end
$$;
create trigger log after insert or update on app.tasks
    for each row execute function app.log_task();

create function app.log_project() returns trigger
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
    end if;

    perform app.append_event(new.workspace_id, kind, 'project', new.id, new.rev, new.id,
        null, new.visibility,
        jsonb_build_object('name', new.name, 'code', new.code, 'changed', changed),
        new.updated_at);

    return null;
end
$$;
create trigger log after insert on app.projects
    for each row execute function app.log_project();
create trigger log_change after update on app.projects
    for each row when (old.rev <> new.rev) execute function app.log_project();

create function app.log_client() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    op text := 'update';
    kind text := 'client.updated';
    changed text[] := '{}';
begin
    if tg_op = 'INSERT' then
        op := 'insert';
        kind := 'client.created';
    else
        changed := array_remove(array[
            case when new.name <> old.name then 'name' end,
            case when new.status <> old.status then 'status' end,
            case when new.website is distinct from old.website then 'website' end,
            case when new.currency <> old.currency then 'currency' end,
            case when new.rate_minor is distinct from old.rate_minor then 'rate_minor' end,
            case when new.notes <> old.notes then 'notes' end,
            case when new.waiting_on <> old.waiting_on then 'waiting_on' end,
            case when new.last_contact_at is distinct from old.last_contact_at
                 then 'last_contact_at' end], null);

        if new.deleted_at is not null and old.deleted_at is null then
            op := 'delete';
            kind := 'client.deleted';
        elsif new.deleted_at is null and old.deleted_at is not null then
            op := 'restore';
            kind := 'client.restored';
        end if;
    end if;

    insert into app.client_history (workspace_id, client_id, rev, op, changed, "row",
                                    actor_id, actor_kind, request_id, at)
    values (new.workspace_id, new.id, new.rev, op, changed,
            jsonb_build_object(
                'name', new.name, 'status', new.status, 'website', new.website,
                'currency', new.currency, 'rate_minor', new.rate_minor,
                'notes', new.notes, 'waiting_on', new.waiting_on,
                'waiting_since', new.waiting_since,
                'last_contact_at', new.last_contact_at),
            app.current_person(), app.actor_kind(),
            nullif(current_setting('app.request_id', true), ''), new.updated_at);

    perform app.append_event(new.workspace_id, kind, 'client', new.id, new.rev, null,
        null, 'internal', jsonb_build_object('name', new.name, 'changed', changed),
        new.updated_at);
    return null;
end
$$;
create trigger log after insert on app.clients
    for each row execute function app.log_client();
create trigger log_change after update on app.clients
    for each row when (old.rev <> new.rev) execute function app.log_client();

create function app.log_comment() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    op text := 'update';
    kind text := 'comment.updated';
    changed text[] := '{}';
    task record;
begin
    if tg_op = 'INSERT' then
        op := 'insert';
        kind := 'comment.created';
    else
        changed := array_remove(array[
            case when new.body <> old.body then 'body' end,
            case when new.visibility <> old.visibility then 'visibility' end], null);
        if new.deleted_at is not null and old.deleted_at is null then
            op := 'delete';
            kind := 'comment.deleted';
        elsif new.deleted_at is null and old.deleted_at is not null then
            op := 'restore';
            kind := 'comment.restored';
        end if;
    end if;

    insert into app.comment_history (workspace_id, comment_id, rev, op, changed, "row",
                                     actor_id, actor_kind, request_id, at)
    values (new.workspace_id, new.id, new.rev, op, changed,
            jsonb_build_object('task_id', new.task_id, 'parent_id', new.parent_id,
                               'body', new.body, 'visibility', new.visibility),
            app.current_person(), app.actor_kind(),
            nullif(current_setting('app.request_id', true), ''), new.updated_at);

    select t.project_id, t.title, t.number into task
      from app.tasks t
     where t.workspace_id = new.workspace_id and t.id = new.task_id;

    perform app.append_event(new.workspace_id, kind, 'comment', new.id, new.rev,
        task.project_id, new.task_id, new.visibility,
        jsonb_build_object('title', task.title, 'number', task.number,
                           'task_id', new.task_id, 'changed', changed),
        new.updated_at);
    return null;
end
$$;
create trigger log after insert on app.comments
    for each row execute function app.log_comment();
create trigger log_change after update on app.comments
    for each row when (old.rev <> new.rev) execute function app.log_comment();

create function app.log_workspace() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    perform app.append_event(new.id,
        case when tg_op = 'INSERT' then 'workspace.created' else 'workspace.updated' end,
        'workspace', new.id, new.rev, null, null, 'internal',
        jsonb_build_object('name', new.name), new.updated_at);
    return null;
end
$$;
create trigger log after insert on app.workspaces
    for each row execute function app.log_workspace();
create trigger log_change after update of name, slug on app.workspaces
    for each row when (old.rev <> new.rev) execute function app.log_workspace();

create function app.log_membership() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    perform app.append_event(new.workspace_id, 'member.joined', 'member', new.user_id,
        null, null, null, 'internal', jsonb_build_object('role', new.role),
        new.created_at);
    return null;
end
$$;
create trigger log after insert on app.memberships
    for each row execute function app.log_membership();

grant insert on app.task_history, app.project_history, app.client_history,
    app.comment_history, app.events to ss_history;
grant select, update (event_seq) on app.workspaces to ss_history;
grant select, update (deleted_at) on app.tasks to ss_history;
grant select, update (closed) on app.project_counters to ss_history;
grant execute on function app.append_event(uuid, text, text, uuid, int, uuid, uuid,
    text, jsonb, timestamptz), app.actor_kind(), app.current_person() to ss_history;

grant create on schema app to ss_history;
alter function app.log_task() owner to ss_history;
alter function app.log_project() owner to ss_history;
alter function app.log_client() owner to ss_history;
alter function app.log_comment() owner to ss_history;
alter function app.log_workspace() owner to ss_history;
alter function app.log_membership() owner to ss_history;
revoke create on schema app from ss_history;
