-- What holds for every write, whoever makes it.
--
-- rev, updated_at and what follows from other columns are set here, before the row
-- is written. A write that changes nothing that a version keeps leaves rev alone,
-- and then no version and no event are written (0007_history.sql). A statement may
-- set updated_at itself, which the application has no right to: demo data does.
--
-- What each write touches, tasks and workspaces, has no checks and no generated
-- columns: PostgreSQL reads their text anew in every statement, and the checks of
-- tasks, versions, events and workspaces together were a quarter of the cost of a new
-- task. Their triggers refuse the same values, under the names the checks would have.
--
-- Nothing here passes by row-level security: these run as the caller.

create function app.current_workspace() returns uuid
language sql stable parallel safe
return nullif(current_setting('app.workspace_id', true), '')::uuid;

create function app.current_person() returns uuid
language sql stable parallel safe
return nullif(current_setting('app.user_id', true), '')::uuid;

create function app.touch_workspace() returns trigger
language plpgsql as $$
begin
    if length(new.name) not between 1 and 200 then
        raise check_violation using message = 'the name is not allowed',
            schema = 'app', table = 'workspaces', constraint = 'workspaces_name_check';
    elsif new.slug !~ '^[a-z0-9]+(-[a-z0-9]+)*$' or length(new.slug) not between 2 and 60 then
        raise check_violation using message = 'the short name is not allowed',
            schema = 'app', table = 'workspaces', constraint = 'workspaces_slug_check';
    end if;
    if tg_op = 'UPDATE' and (new.name, new.slug, new.suspended_at, new.deleted_at)
       is distinct from (old.name, old.slug, old.suspended_at, old.deleted_at) then
        new.rev := old.rev + 1;
        if new.updated_at = old.updated_at then
            new.updated_at := now();
        end if;
    end if;
    return new;
end
$$;
create trigger touch before insert or update of name, slug, suspended_at, deleted_at
    on app.workspaces for each row execute function app.touch_workspace();

create function app.touch_user() returns trigger
language plpgsql as $$
begin
    new.updated_at := now();
    return new;
end
$$;
create trigger touch before update on app.users
    for each row execute function app.touch_user();

create function app.touch_client() returns trigger
language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if (new.name, new.status, new.website, new.currency, new.rate_minor, new.notes,
            new.waiting_on, new.last_contact_at, new.deleted_at)
           is not distinct from
           (old.name, old.status, old.website, old.currency, old.rate_minor, old.notes,
            old.waiting_on, old.last_contact_at, old.deleted_at) then
            return new;
        end if;
        new.rev := old.rev + 1;
        if new.updated_at = old.updated_at then
            new.updated_at := now();
        end if;
        if new.waiting_on <> old.waiting_on then
            new.waiting_since := case when new.waiting_on <> 'none' then new.updated_at end;
        end if;
        new.purge_after := new.deleted_at + interval '1 year';

        -- Asked here, when the row is locked: app.touch_project looks at it locked too.
        if new.deleted_at is not null and old.deleted_at is null and exists (
                select from app.projects p
                 where p.workspace_id = new.workspace_id and p.client_id = new.id
                   and p.deleted_at is null) then
            perform app.fail(409, 'client_in_use', 'This client still has projects.');
        end if;
    elsif new.waiting_on <> 'none' then
        new.waiting_since := coalesce(new.waiting_since, new.created_at);
    end if;
    new.search := to_tsvector('simple', new.name || ' ' || coalesce(new.website, '')
                                        || ' ' || new.notes);
    return new;
end
$$;
create trigger touch before insert or update on app.clients
    for each row execute function app.touch_client();

create function app.touch_project() returns trigger
language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if (new.client_id, new.code, new.name, new.description, new.status, new.health,
            new.start_on, new.due_on, new.budget_minutes, new.budget_minor, new.billing,
            new.visibility, new.deleted_at)
           is not distinct from
           (old.client_id, old.code, old.name, old.description, old.status, old.health,
            old.start_on, old.due_on, old.budget_minutes, old.budget_minor, old.billing,
            old.visibility, old.deleted_at) then
            return new;
        end if;
        new.rev := old.rev + 1;
        if new.updated_at = old.updated_at then
            new.updated_at := now();
        end if;
        if new.status = 'archived' and old.status <> 'archived' then
            new.archived_from := old.status;
            new.archived_at := new.updated_at;
        elsif new.status <> 'archived' then
            new.archived_from := null;
            new.archived_at := null;
        end if;
        new.purge_after := new.deleted_at + interval '1 year';
    elsif new.code is null then
        -- one after the other, so that each sees the codes before its own
        perform pg_advisory_xact_lock(hashtextextended(new.workspace_id::text, 2));
        new.code := app.project_code(new.workspace_id, new.name);
    end if;

    if new.client_id is not null
       and (tg_op = 'INSERT' or new.client_id is distinct from old.client_id) then
        perform from app.clients c
          where c.workspace_id = new.workspace_id and c.id = new.client_id
            and c.deleted_at is null
            for share;
        if not found then
            raise foreign_key_violation using
                message = 'there is no such client', schema = 'app', table = 'projects',
                constraint = 'projects_client_id_fkey';
        end if;
    end if;

    new.search := to_tsvector('simple', new.code || ' ' || new.name || ' ' || new.description);
    return new;
end
$$;
create trigger touch before insert or update on app.projects
    for each row execute function app.touch_project();

-- A short name for a project that is free in the workspace: the first letters of
-- its name, with a number behind them if need be.
create function app.project_code(workspace uuid, name text) returns text
language plpgsql volatile as $$
declare
    base text := left(regexp_replace(upper(name), '[^A-Z0-9]', '', 'g'), 4);
    candidate text;
begin
    if base !~ '^[A-Z][A-Z0-9]' then
        base := left('P' || base || 'RJ', 4);
    end if;
    candidate := base;
    for i in 2 .. 1000000 loop
        exit when not exists (select from app.projects p
                               where p.workspace_id = workspace
                                 and p.code = candidate);
        candidate := base || i;
    end loop;
    return candidate;
end
$$;

-- Every project has a board from the start.
create function app.make_board() returns trigger
language plpgsql as $$
begin
    insert into app.project_counters (workspace_id, project_id)
    values (new.workspace_id, new.id);
    insert into app.board_columns (workspace_id, project_id, name, category, rank, created_by)
    values (new.workspace_id, new.id, 'To do', 'todo', '10000001', new.created_by),
           (new.workspace_id, new.id, 'In progress', 'doing', '10000002', new.created_by),
           (new.workspace_id, new.id, 'Review', 'doing', '10000003', new.created_by),
           (new.workspace_id, new.id, 'Done', 'done', '10000004', new.created_by);
    return null;
end
$$;
create trigger board after insert on app.projects
    for each row execute function app.make_board();

-- What would be the checks of app.tasks.
create function app.refuse_task(t app.tasks) returns void
language plpgsql as $$
declare
    wrong text := case
        when length(t.title) not between 1 and 200 then 'title'
        when length(t.description) > 20000 then 'description'
        when t.priority not between 0 and 4 then 'priority'
        when t.estimate_minutes < 0 then 'estimate_minutes'
        else 'visibility' end;
begin
    raise check_violation using
        message = 'a value of the task is not allowed', schema = 'app', table = 'tasks',
        constraint = 'tasks_' || wrong || '_check';
end
$$;

-- Number, place and state of a new task. The counters' row is the lock that keeps
-- numbers and ranks apart.
create function app.place_task() returns trigger
language plpgsql as $$
declare
    rank_number int;
begin
    with c as (
        update app.project_counters x
           set last_number = x.last_number + 1, last_rank = x.last_rank + 1
         where x.workspace_id = new.workspace_id and x.project_id = new.project_id
           and not x.closed
        returning x.last_number, x.last_rank)
    select c.last_number, c.last_rank, b.id, b.category
      into new.number, rank_number, new.column_id, new.status
      from c
      left join lateral (
          select y.id, y.category from app.board_columns y
           where y.workspace_id = new.workspace_id and y.project_id = new.project_id
             and (new.column_id is null or y.id = new.column_id)
           order by y.rank limit 1) b on true;

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
create trigger place before insert on app.tasks
    for each row execute function app.place_task();

-- With app.quiet a change makes no version: a project takes its tasks into the
-- trash, or a column is numbered anew.
create function app.touch_task() returns trigger
language plpgsql as $$
begin
    if (new.title, new.description, new.project_id, new.column_id, new.rank, new.priority,
        new.assignee_id, new.start_on, new.due_at, new.estimate_minutes, new.visibility,
        new.deleted_at)
       is not distinct from
       (old.title, old.description, old.project_id, old.column_id, old.rank, old.priority,
        old.assignee_id, old.start_on, old.due_at, old.estimate_minutes, old.visibility,
        old.deleted_at) then
        return new;
    end if;

    if new.deleted_at is distinct from old.deleted_at then
        new.purge_after := new.deleted_at + interval '1 year';
    end if;
    if current_setting('app.quiet', true) = 'on' then
        return new;
    end if;

    new.rev := old.rev + 1;
    if new.updated_at = old.updated_at then
        new.updated_at := now();
    end if;

    if new.column_id <> old.column_id then
        select b.category into new.status
          from app.board_columns b
         where b.workspace_id = new.workspace_id and b.project_id = new.project_id
           and b.id = new.column_id;
        if not found then
            raise foreign_key_violation using
                message = 'the project has no such column', schema = 'app',
                table = 'tasks', constraint = 'tasks_column_id_fkey';
        end if;
        if new.status <> 'done' then
            new.completed_at := null;
        elsif old.status <> 'done' then
            new.completed_at := new.updated_at;
        end if;
    end if;

    if length(new.title) not between 1 and 200 or length(new.description) > 20000
       or new.priority not between 0 and 4 or new.estimate_minutes < 0
       or new.visibility not in ('internal', 'client') then
        perform app.refuse_task(new);
    end if;

    new.due_sort := coalesce(new.due_at, 'infinity');
    if new.title <> old.title or new.description <> old.description then
        new.search := to_tsvector('simple', new.title || ' ' || new.description);
    end if;
    return new;
end
$$;
create trigger touch before update on app.tasks
    for each row execute function app.touch_task();

create function app.touch_comment() returns trigger
language plpgsql as $$
begin
    if (new.body, new.visibility, new.deleted_at)
       is distinct from (old.body, old.visibility, old.deleted_at) then
        new.rev := old.rev + 1;
        if new.updated_at = old.updated_at then
            new.updated_at := now();
        end if;
        new.purge_after := new.deleted_at + interval '1 year';
    end if;
    return new;
end
$$;
create trigger touch before update on app.comments
    for each row execute function app.touch_comment();

-- How many comments a task has is no version of the task. A new comment counts
-- itself before it is written: the foreign key locks the task weakly, and two who
-- then wanted a stronger lock would wait for each other.
create function app.count_comments() returns trigger
language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        update app.tasks t set comment_count = t.comment_count + 1
         where t.workspace_id = new.workspace_id and t.id = new.task_id;
    elsif (new.deleted_at is null) <> (old.deleted_at is null) then
        update app.tasks t
           set comment_count = t.comment_count
                               + case when new.deleted_at is null then 1 else -1 end
         where t.workspace_id = new.workspace_id and t.id = new.task_id;
    end if;
    return new;
end
$$;
create trigger count before insert on app.comments
    for each row execute function app.count_comments();
create trigger count_change after update of deleted_at on app.comments
    for each row execute function app.count_comments();

grant execute on function app.rank_fraction(text, text), app.rank_between(text, text),
    app.current_workspace(), app.current_person(), app.project_code(uuid, text),
    app.refuse_task(app.tasks)
    to ss_app;
