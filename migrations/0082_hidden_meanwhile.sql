-- What is hidden while a guest writes below it. A guest does not see what is internal, so
-- it is not enough to look whether it is: what he cannot see any more is not there.
create or replace function app.refuse_inherited() returns void
language plpgsql as $$
begin
    if app.actor_kind() = 'client' then
        perform app.fail(404, 'not_found', 'There is nothing at this address.');
    end if;
    perform app.fail(409, 'inherited',
        'What this belongs to is hidden from the client; show that first.', '/visibility');
end
$$;

-- Looked at after the insert, which the policies let through: they know the task as it was
-- when the statement began, and counting the comment has waited for who hides it.
create or replace function app.show_comment() returns trigger
language plpgsql as $$
begin
    if not exists (select from app.tasks t
                    where t.workspace_id = new.workspace_id and t.id = new.task_id
                      and t.visibility = 'client') then
        perform app.refuse_inherited();
    end if;
    return null;
end
$$;
drop trigger show on app.comments;
create trigger follow after insert on app.comments
    for each row when (new.visibility = 'client') execute function app.show_comment();

create or replace function app.show_task() returns trigger
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
        if shown is distinct from 'client' then
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

grant execute on function app.refuse_inherited() to ss_guest;
