-- A workspace as a whole: its limits, its end with a time of grace, and reading its
-- audit log.

-- Limits are looked at when something is made; what is there already stays.
create function app.limit_projects() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    if (select count(*) from app.projects p
         where p.workspace_id = new.workspace_id and p.deleted_at is null)
       >= (select w.project_limit from app.workspaces w where w.id = new.workspace_id) then
        perform app.fail(409, 'project_limit', 'The workspace has as many projects as it may.');
    end if;
    return new;
end
$$;
create trigger limit_projects before insert on app.projects
    for each row execute function app.limit_projects();

grant select (member_limit, project_limit) on app.workspaces to ss_app;


-- The end of a workspace ---------------------------------------------------------

create function app.owner_mail(p_workspace uuid, p_template text, p_vars jsonb)
returns void
language sql volatile
begin atomic
    select app.send_mail(u.email, p_template, p_vars || jsonb_build_object(
               'name', u.name, 'workspace', w.name), null, false, p_workspace)
      from app.workspaces w
      join app.memberships m on m.workspace_id = w.id and m.role = 'owner'
      join app.users u on u.id = m.user_id and u.deleted_at is null
     where w.id = p_workspace;
end;

-- Closed for everybody at once (0009_requests.sql); an owner has thirty days to
-- take it back.
create function app.delete_workspace(p_rev int) returns setof uuid
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    ws uuid := app.current_workspace();
begin
    perform app.require_recent_proof();
    update app.workspaces w
       set deleted_at = now(), purge_after = now() + interval '30 days'
     where w.id = ws and w.rev = p_rev and w.deleted_at is null;
    if found then
        perform app.audit('workspace.closed', 'workspace', ws);
        perform app.owner_mail(ws, 'workspace_closed', jsonb_build_object(
            'by', (select u.name from app.users u where u.id = app.current_person()),
            'until', to_char(now() + interval '30 days', 'FMDD FMMonth YYYY')));
        return next ws;
    end if;
end
$$;

create function app.closed_workspaces()
returns table (id uuid, name text, slug text, deleted_at timestamptz,
               purge_after timestamptz)
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select w.id, w.name::text, w.slug, w.deleted_at, w.purge_after
      from app.memberships m
      join app.workspaces w on w.id = m.workspace_id
     where m.user_id = app.current_person() and m.role = 'owner'
       and w.deleted_at is not null and w.purge_after > now()
     order by w.deleted_at desc
     limit 100;
end;

create function app.restore_workspace(p_id uuid)
returns table (id uuid, name text, slug text, role text, rev int,
               created_at timestamptz, updated_at timestamptz)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
begin
    update app.workspaces w set deleted_at = null, purge_after = null
     where w.id in (select c.id from app.closed_workspaces() c where c.id = p_id);
    if found then
        perform app.audit('workspace.restored', 'workspace', p_id, p_workspace => p_id);
        return query
            select w.id, w.name::text, w.slug, 'owner'::text, w.rev, w.created_at,
                   w.updated_at
              from app.workspaces w
             where w.id = p_id;
    end if;
end
$$;


-- The audit log -------------------------------------------------------------------

create policy tenant_select on app.audit_log for select to ss_app
    using (chain = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and ((select current_setting('app.role', true)) = 'owner'
                or actor_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));
grant select on app.audit_log to ss_app;

create function app.verify_audit()
returns table (intact boolean, entries bigint, fault bigint, checked_at timestamptz)
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select f.fault is null, coalesce(h.seq, 0), f.fault, now()
      from (select app.audit_fault(app.current_workspace()) as fault) f
      left join app.audit_heads h on h.chain = app.current_workspace();
end;

-- Chains are checked once a day, by a job; a fault is told to the administrators and
-- written into the platform's own chain.
alter table app.audit_heads add column checked_at timestamptz not null default 'epoch';
create index audit_heads_checked_idx on app.audit_heads (checked_at);

create function app.check_audit(p_most int) returns int
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    h record;
    fault bigint;
    checked int := 0;
begin
    for h in
        select x.chain from app.audit_heads x
         where x.checked_at < now() - interval '1 day'
         order by x.checked_at limit p_most
           for no key update skip locked
    loop
        fault := app.audit_fault(h.chain);
        if fault is not null then
            perform app.audit('audit.fault', 'chain', h.chain,
                jsonb_build_object('seq', fault),
                p_workspace => '00000000-0000-0000-0000-000000000000',
                p_actor_kind => 'system');
            perform app.send_mail(u.email, 'audit_fault', jsonb_build_object(
                        'name', u.name, 'chain', h.chain, 'seq', fault),
                        'audit_fault:' || u.id || ':' || h.chain || ':' || fault)
               from app.users u
              where u.is_admin and u.disabled_at is null and u.deleted_at is null;
        end if;
        update app.audit_heads x set checked_at = now() where x.chain = h.chain;
        checked := checked + 1;
    end loop;
    return checked;
end
$$;


grant update (deleted_at, purge_after) on app.workspaces to ss_gate;
grant update (checked_at) on app.audit_heads to ss_gate;
grant execute on function app.owner_mail(uuid, text, jsonb) to ss_gate;

grant create on schema app to ss_gate;
alter function app.limit_projects() owner to ss_gate;
alter function app.delete_workspace(int) owner to ss_gate;
alter function app.closed_workspaces() owner to ss_gate;
alter function app.restore_workspace(uuid) owner to ss_gate;
alter function app.verify_audit() owner to ss_gate;
alter function app.check_audit(int) owner to ss_gate;
revoke create on schema app from ss_gate;

grant execute on function app.delete_workspace(int), app.closed_workspaces(),
    app.restore_workspace(uuid), app.verify_audit() to ss_app;
grant execute on function app.check_audit(int) to ss_worker;
