-- What was shown to one client is not shown to the next. When a project goes to another
-- client, or a task to a project of another client, nothing below it remembers that it
-- was to be seen: words that were for the first client stay hidden when the task is shown
-- to the second.

create function app.forget_client() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    quiet text := coalesce(current_setting('app.quiet', true), '');
begin
    perform set_config('app.quiet', 'on', true);
    if tg_table_name = 'projects' then
        update app.tasks t set visibility_inherited = false
         where t.workspace_id = new.workspace_id and t.project_id = new.id
           and t.visibility_inherited;
        update app.comments c set visibility_inherited = false
          from app.tasks t
         where t.workspace_id = new.workspace_id and t.project_id = new.id
           and c.workspace_id = t.workspace_id and c.task_id = t.id
           and c.visibility_inherited;
    elsif not exists (
          select from app.projects o
            join app.projects n on n.workspace_id = o.workspace_id
                               and n.client_id = o.client_id
           where o.workspace_id = new.workspace_id and o.id = old.project_id
             and n.id = new.project_id) then
        update app.comments c set visibility_inherited = false
         where c.workspace_id = new.workspace_id and c.task_id = new.id
           and c.visibility_inherited;
    end if;
    perform set_config('app.quiet', quiet, true);
    return null;
end
$$;

-- By name behind show_below, which hides first.
create trigger show_nothing after update of client_id on app.projects
    for each row when (old.client_id is not null
                       and new.client_id is distinct from old.client_id)
    execute function app.forget_client();
create trigger show_nothing after update of project_id on app.tasks
    for each row when (new.project_id <> old.project_id)
    execute function app.forget_client();

grant create on schema app to ss_history;
alter function app.forget_client() owner to ss_history;
revoke create on schema app from ss_history;
