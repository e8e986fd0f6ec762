-- A guest changes the task that he asked for, until somebody begins with it: its title
-- and description, through a link that still lets him ask.

create policy guest_update on app.tasks for update to ss_guest
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and source = 'client' and status = 'todo' and deleted_at is null
           and created_by = (select nullif(current_setting('app.guest_id', true), '')::uuid)
           and (select current_setting('app.role', true)) = 'link:edit')
    with check (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
grant update (title, description) on app.tasks to ss_guest;

create trigger guest_change after update of title, description on app.tasks for each row
    when (nullif(current_setting('app.guest_id', true), '') is not null)
    execute function app.guest_writes('task_changed');
