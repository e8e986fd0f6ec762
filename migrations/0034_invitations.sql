-- Invitations to a workspace: a mail with a link of one use. The token proves the
-- address that it went to; only its hash is kept.

create table app.invitations (
    workspace_id uuid not null,
    id           uuid not null default app.uuid7(),
    email        text not null
                 constraint invitations_email_check
                 check (email = lower(email) and length(email) between 3 and 254),
    role         text not null default 'member'
                 constraint invitations_role_check check (role in ('owner', 'member')),
    scope        text not null default 'all'
                 constraint invitations_scope_check check (scope in ('all', 'listed')),
    project_ids  uuid[] not null default '{}',
    token_hash   bytea not null,
    sent_at      timestamptz not null default now(),
    expires_at   timestamptz not null default now() + interval '7 days',
    accepted_at  timestamptz,
    accepted_by  uuid,
    revoked_at   timestamptz,
    rev          int not null default 1,
    created_by   uuid,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    primary key (workspace_id, id),
    constraint invitations_workspace_id_fkey
        foreign key (workspace_id) references app.workspaces
);
create unique index invitations_email_idx on app.invitations (workspace_id, email)
    where accepted_at is null and revoked_at is null;
create index invitations_created_idx on app.invitations (workspace_id, created_at, id);
create unique index invitations_token_idx on app.invitations (token_hash);

alter table app.invitations enable row level security, force row level security;
create policy tenant_select on app.invitations for select to ss_app
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
grant select (workspace_id, id, email, role, scope, project_ids, sent_at, expires_at,
              accepted_at, accepted_by, revoked_at, rev, created_by, created_at, updated_at)
    on app.invitations to ss_app;

create function app.invitation_status(p_accepted timestamptz, p_revoked timestamptz,
    p_expires timestamptz) returns text
language sql stable
return case when p_accepted is not null then 'accepted'
            when p_revoked is not null then 'revoked'
            when p_expires <= now() then 'expired'
            else 'pending' end;
grant execute on function app.invitation_status(timestamptz, timestamptz, timestamptz)
    to ss_app;

-- At most 50 mails a day go out for a workspace.
create function app.mail_invitation(p_invitation app.invitations, p_token text)
returns void
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    if (select count(*) from app.mail_outbox m
         where m.tenant_id = p_invitation.workspace_id and m.template = 'invitation'
           and m.created_at > now() - interval '1 day') >= 50 then
        perform app.fail(429, 'rate_limited', 'Fifty invitations a day are enough.');
    end if;
    perform app.send_mail(p_invitation.email, 'invitation', jsonb_build_object(
                'token', p_token, 'workspace', w.name, 'inviter', u.name))
       from app.workspaces w, app.users u
      where w.id = p_invitation.workspace_id and u.id = app.current_person();
end
$$;
create index mail_outbox_tenant_idx on app.mail_outbox (tenant_id, template, created_at)
    where tenant_id is not null;

create function app.create_invitation(p_id uuid, p_token text, p_data jsonb)
returns setof app.invitations
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    ws uuid := app.current_workspace();
    address text := lower(btrim(p_data->>'email'));
    wanted_role text := coalesce(p_data->>'role', 'member');
    wanted_scope text := case wanted_role when 'owner' then 'all'
                         else coalesce(p_data->>'scope', 'all') end;
    wanted uuid[] := app.known_projects(p_data->'project_ids', '/project_ids');
    i app.invitations;
begin
    if wanted_scope = 'all' then
        wanted := '{}';
    end if;

    perform app.lock_members(ws);
    if exists (select from app.memberships m join app.users u on u.id = m.user_id
                where m.workspace_id = ws and u.email = address) then
        perform app.fail(409, 'already_member', 'This person is a member already.', '/email');
    end if;
    update app.invitations x set revoked_at = now(), rev = x.rev + 1, updated_at = now()
     where x.workspace_id = ws and x.email = address and x.accepted_at is null
       and x.revoked_at is null and x.expires_at <= now();

    insert into app.invitations (workspace_id, id, email, role, scope, project_ids,
                                 token_hash, created_by)
    values (ws, p_id, address, wanted_role, wanted_scope, wanted,
            sha256(convert_to(p_token, 'UTF8')), app.current_person())
    on conflict (workspace_id, email) where accepted_at is null and revoked_at is null
    do nothing
    returning * into i;
    if i.id is null then
        perform app.fail(409, 'already_invited', 'This address is invited already.', '/email');
    end if;

    perform app.mail_invitation(i, p_token);
    perform app.audit('invitation.created', 'invitation', i.id,
                      jsonb_build_object('role', i.role, 'scope', i.scope));
    return next i;
end
$$;

create function app.resend_invitation(p_id uuid, p_token text) returns setof app.invitations
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    i app.invitations;
begin
    select x.* into i from app.invitations x
     where x.workspace_id = app.current_workspace() and x.id = p_id
       for update;
    if not found then
        return;
    elsif i.accepted_at is not null or i.revoked_at is not null then
        perform app.fail(409, 'invitation_closed', 'This invitation is closed.');
    elsif i.sent_at > now() - interval '1 minute' then
        perform app.fail(429, 'rate_limited', 'The mail has just been sent.');
    end if;

    update app.invitations x
       set token_hash = sha256(convert_to(p_token, 'UTF8')), sent_at = now(),
           expires_at = now() + interval '7 days', rev = x.rev + 1, updated_at = now()
     where x.workspace_id = i.workspace_id and x.id = i.id
    returning x.* into i;
    perform app.mail_invitation(i, p_token);
    perform app.audit('invitation.sent_again', 'invitation', i.id);
    return next i;
end
$$;

create function app.revoke_invitation(p_id uuid, p_rev int) returns setof uuid
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    update app.invitations x set revoked_at = now(), rev = x.rev + 1, updated_at = now()
     where x.workspace_id = app.current_workspace() and x.id = p_id and x.rev = p_rev
       and x.accepted_at is null and x.revoked_at is null;
    if found then
        perform app.audit('invitation.revoked', 'invitation', p_id);
        return next p_id;
    end if;
end
$$;

-- The invitation that a token stands for, if it is still good for something.
create function app.find_invitation(p_token text) returns app.invitations
language plpgsql stable security definer set search_path = app, pg_temp as $$
declare
    i app.invitations;
begin
    select x.* into i from app.invitations x
     where x.token_hash = sha256(convert_to(p_token, 'UTF8'));
    if not found then
        perform app.fail(404, 'not_found', 'There is nothing at this address.');
    elsif i.accepted_at is not null or i.revoked_at is not null or i.expires_at <= now()
       or not exists (select from app.workspaces w
                       where w.id = i.workspace_id and w.deleted_at is null
                         and w.suspended_at is null) then
        perform app.fail(410, 'link_expired',
            'This link has been used, is too old, or a newer one was sent.');
    end if;
    return i;
end
$$;

-- Makes a person a member; the token is of one use, also for many at once.
create function app.use_invitation(p_token text, p_user uuid) returns uuid
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    i app.invitations := app.find_invitation(p_token);
begin
    perform app.lock_members(i.workspace_id);
    i := app.find_invitation(p_token);
    if not exists (select from app.users u where u.id = p_user and u.email = i.email) then
        perform app.fail(403, 'other_address',
            'This invitation went to another address than yours.');
    end if;

    perform set_config('app.workspace_id', i.workspace_id::text, true);
    if (select count(*) from app.memberships m where m.workspace_id = i.workspace_id)
       >= (select w.member_limit from app.workspaces w where w.id = i.workspace_id) then
        perform app.fail(409, 'member_limit', 'The workspace has as many members as it may.');
    end if;
    update app.invitations x
       set accepted_at = now(), accepted_by = p_user, rev = x.rev + 1, updated_at = now()
     where x.workspace_id = i.workspace_id and x.id = i.id
       and x.accepted_at is null and x.revoked_at is null;
    if not found then
        perform app.fail(410, 'link_expired',
            'This link has been used, is too old, or a newer one was sent.');
    end if;

    insert into app.memberships (workspace_id, user_id, role, scope, created_by)
    values (i.workspace_id, p_user, i.role, i.scope, i.created_by)
    on conflict do nothing;
    if found then
        insert into app.member_projects (workspace_id, user_id, project_id, created_by)
        select p.workspace_id, p_user, p.id, i.created_by
          from app.projects p
         where p.workspace_id = i.workspace_id and p.id = any (i.project_ids);
    end if;
    perform app.audit('invitation.accepted', 'invitation', i.id,
                      p_actor => p_user, p_actor_kind => 'member');
    return i.workspace_id;
end
$$;

create function app.accept_invitation(p_token text)
returns table (id uuid, name text, slug text, role text)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
declare
    ws uuid := app.use_invitation(p_token, app.current_person());
begin
    return query
    select w.id, w.name::text, w.slug, m.role
      from app.workspaces w
      join app.memberships m on m.workspace_id = w.id and m.user_id = app.current_person()
     where w.id = ws;
end
$$;

create function auth.open_invitation(p_token text)
returns table (workspace_name text, invited_by_name text, email text, role text,
               scope text, expires_at timestamptz, has_account boolean)
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select w.name::text, u.name::text, i.email, i.role, i.scope, i.expires_at,
           exists (select from app.users x where x.email = i.email)
      from app.find_invitation(p_token) i
      join app.workspaces w on w.id = i.workspace_id
      left join app.users u on u.id = i.created_by;
end;

-- The token proves the address. The session is opened by who calls this.
create function auth.register_invited(p_user uuid, p_token text, p_name text,
    p_hash text, p_pepper text) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    i app.invitations := app.find_invitation(p_token);
begin
    if exists (select from app.users u where u.email = i.email) then
        perform app.fail(409, 'account_exists', 'Sign in to accept this invitation.');
    end if;
    perform auth.create_person(p_user, null, i.email, p_name, null);
    insert into auth.credentials (user_id, password_hash, pepper_id)
    values (p_user, p_hash, p_pepper);
    perform app.use_invitation(p_token, p_user);
end
$$;

-- What an owner has offered does not outlast the role.
create function app.end_invitations() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    update app.invitations i set revoked_at = now(), rev = i.rev + 1, updated_at = now()
     where i.workspace_id = old.workspace_id and i.created_by = old.user_id
       and i.accepted_at is null and i.revoked_at is null;
    return null;
end
$$;
create trigger end_invitations after delete on app.memberships
    for each row when (old.role = 'owner') execute function app.end_invitations();
create trigger end_invitations_change after update of role on app.memberships
    for each row when (old.role = 'owner' and new.role <> 'owner')
    execute function app.end_invitations();


grant select, insert, update on app.invitations to ss_gate;

grant create on schema app, auth to ss_gate;
alter function app.end_invitations() owner to ss_gate;
alter function app.mail_invitation(app.invitations, text) owner to ss_gate;
alter function app.create_invitation(uuid, text, jsonb) owner to ss_gate;
alter function app.resend_invitation(uuid, text) owner to ss_gate;
alter function app.revoke_invitation(uuid, int) owner to ss_gate;
alter function app.find_invitation(text) owner to ss_gate;
alter function app.use_invitation(text, uuid) owner to ss_gate;
alter function app.accept_invitation(text) owner to ss_gate;
alter function auth.open_invitation(text) owner to ss_gate;
alter function auth.register_invited(uuid, text, text, text, text) owner to ss_gate;
revoke create on schema app, auth from ss_gate;

grant execute on function app.create_invitation(uuid, text, jsonb),
    app.resend_invitation(uuid, text), app.revoke_invitation(uuid, int),
    app.accept_invitation(text) to ss_app;
grant execute on function auth.open_invitation(text),
    auth.register_invited(uuid, text, text, text, text) to ss_auth;
