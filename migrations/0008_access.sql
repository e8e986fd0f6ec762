-- Row-level security and the rights of the login roles.
--
-- The tenant is a setting that begin_request makes for one transaction. It is
-- compared as (select ...), so that it is read once a statement and not once a row,
-- and through nullif, because after its transaction a setting is '' and not NULL.
-- FORCE holds the owner to the policies as well.

do $$
declare
    tenant constant text :=
        'workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid)';
    author constant text :=
        ' and %I = (select nullif(current_setting(''app.user_id'', true), '''')::uuid)';
    t record;
begin
    for t in
        select * from (values
            ('clients',          'siu', 'created_by'),
            ('projects',         'siu', 'created_by'),
            ('project_counters', 'siu', null),
            ('board_columns',    'siu', 'created_by'),
            ('tasks',            'siu', 'created_by'),
            ('comments',         'siu', 'author_id'),
            ('task_history',     's',   null),
            ('project_history',  's',   null),
            ('client_history',   's',   null),
            ('comment_history',  's',   null),
            ('events',           's',   null)) x (name, commands, author)
    loop
        execute format('alter table app.%I enable row level security, '
                       'force row level security', t.name);
        execute format('create policy tenant_select on app.%I for select to ss_app '
                       'using (%s)', t.name, tenant);
        if t.commands ~ 'i' then
            -- Nobody writes in somebody else's name.
            execute format('create policy tenant_insert on app.%I for insert to ss_app '
                           'with check (%s%s)', t.name, tenant,
                           case when t.author is null then '' else format(author, t.author) end);
            execute format('create policy tenant_update on app.%I for update to ss_app '
                           'using (%s) with check (%s)', t.name, tenant, tenant);
        end if;
    end loop;
end
$$;

-- Columns that triggers fill are not granted, so no statement can set them. Deleting
-- is done by setting deleted_at.
grant select on app.clients, app.projects, app.project_counters, app.board_columns,
    app.tasks, app.comments, app.task_history, app.project_history, app.client_history,
    app.comment_history, app.events to ss_app;

grant insert (workspace_id, id, name, status, website, currency, rate_minor, notes,
              waiting_on, last_contact_at, created_by),
      update (name, status, website, currency, rate_minor, notes, waiting_on,
              last_contact_at, deleted_at)
    on app.clients to ss_app;
grant insert (workspace_id, id, client_id, code, name, description, status, health,
              start_on, due_on, budget_minutes, budget_minor, billing, visibility,
              created_by),
      update (client_id, code, name, description, status, health, start_on, due_on,
              budget_minutes, budget_minor, billing, visibility, deleted_at)
    on app.projects to ss_app;
grant insert (workspace_id, project_id), update (last_number, last_rank)
    on app.project_counters to ss_app;
grant insert (workspace_id, id, project_id, name, category, rank, created_by),
      update (name, rank)
    on app.board_columns to ss_app;
grant insert (workspace_id, id, project_id, column_id, title, description, priority,
              assignee_id, start_on, due_at, estimate_minutes, visibility, created_by),
      update (project_id, number, column_id, rank, title, description, priority,
              assignee_id, start_on, due_at, estimate_minutes, visibility,
              comment_count, deleted_at)
    on app.tasks to ss_app;
grant insert (workspace_id, id, task_id, parent_id, author_id, body, visibility),
      update (body, visibility, deleted_at)
    on app.comments to ss_app;

-- Workspaces and memberships: one's own, and everybody in the present workspace.
alter table app.workspaces enable row level security, force row level security;
alter table app.memberships enable row level security, force row level security;
alter table app.users enable row level security, force row level security;

create policy member_select on app.memberships for select to ss_app
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
        or user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy member_select on app.workspaces for select to ss_app
    using (deleted_at is null and id in (
        select m.workspace_id from app.memberships m
         where m.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));
create policy owner_update on app.workspaces for update to ss_app
    using (id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and (select current_setting('app.role', true)) = 'owner')
    with check (id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
create policy known_select on app.users for select to ss_app
    using (id = (select nullif(current_setting('app.user_id', true), '')::uuid)
        or id in (
        select m.user_id from app.memberships m
         where m.workspace_id =
               (select nullif(current_setting('app.workspace_id', true), '')::uuid)));
create policy self_update on app.users for update to ss_app
    using (id = (select nullif(current_setting('app.user_id', true), '')::uuid))
    with check (id = (select nullif(current_setting('app.user_id', true), '')::uuid));

grant select (id, name, slug, event_seq, rev, created_by, created_at, updated_at, deleted_at),
      update (name, slug)
    on app.workspaces to ss_app;
grant select on app.memberships to ss_app;
grant select (id, email, name, locale, time_zone, created_at, updated_at),
      update (name, locale, time_zone)
    on app.users to ss_app;

-- Sessions and credentials are for functions only; even so they are closed.
alter table app.sessions enable row level security, force row level security;
alter table auth.credentials enable row level security, force row level security;

-- Idempotency keys belong to a person, in whatever workspace.
alter table app.idempotency_keys enable row level security, force row level security;
create policy own_select on app.idempotency_keys for select to ss_app
    using (caller = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy own_insert on app.idempotency_keys for insert to ss_app
    with check (caller = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy own_update on app.idempotency_keys for update to ss_app
    using (caller = (select nullif(current_setting('app.user_id', true), '')::uuid))
    with check (caller = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy own_delete on app.idempotency_keys for delete to ss_app
    using (caller = (select nullif(current_setting('app.user_id', true), '')::uuid));
grant select, insert, update, delete on app.idempotency_keys to ss_app;
