-- Keys for programs. A key acts as the member who made it, inside its scopes, from
-- its networks, in its projects; what the member may not do it may not either, and
-- it ends with the membership. Only a hash is kept: a key has 178 random bits.

create table app.api_keys (
    workspace_id uuid not null,
    id           uuid not null default app.uuid7(),
    name         text not null
                 constraint api_keys_name_check check (length(name) between 1 and 100),
    hint         text not null,
    hash         bytea not null,
    scopes       text[] not null
                 constraint api_keys_scopes_check
                 check (cardinality(scopes) between 1 and 20),
    project_ids  uuid[],
    networks     cidr[],
    lifetime     interval not null
                 constraint api_keys_lifetime_check check (lifetime <= interval '365 days'),
    expires_at   timestamptz not null,
    last_used_at timestamptz,
    seen_in      text[] not null default '{}',
    revoked_at   timestamptz,
    rev          int not null default 1,
    created_by   uuid not null,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    primary key (workspace_id, id),
    constraint api_keys_workspace_id_fkey
        foreign key (workspace_id) references app.workspaces
);
create unique index api_keys_hash_idx on app.api_keys (hash);
create index api_keys_created_idx on app.api_keys (workspace_id, created_at, id);

alter table app.api_keys enable row level security, force row level security;
create policy tenant_select on app.api_keys for select to ss_app
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and (created_by = (select nullif(current_setting('app.user_id', true), '')::uuid)
                or (select current_setting('app.role', true)) = 'owner'));
grant select (workspace_id, id, name, hint, scopes, project_ids, networks, expires_at,
              last_used_at, revoked_at, rev, created_by, created_at, updated_at)
    on app.api_keys to ss_app;

create function app.key_hint(p_key text) returns text
language sql immutable
return left(p_key, 12) || '…' || right(p_key, 4);

-- Networks are known here as /24, or /64 of IPv6, and nothing smaller can be told.
create function app.known_networks(p_networks jsonb) returns cidr[]
language plpgsql stable as $$
declare
    n cidr;
    networks cidr[];
begin
    if jsonb_typeof(p_networks) is distinct from 'array' then
        return null;
    end if;
    networks := array(select x::cidr from jsonb_array_elements_text(p_networks) x);
    foreach n in array networks loop
        if masklen(n) > (case family(n) when 4 then 24 else 64 end) then
            perform app.fail(422, 'network_too_small',
                'A network is a /24 or wider, or a /64 or wider of IPv6.', '/networks');
        end if;
    end loop;
    return networks;
exception when invalid_text_representation then
    perform app.fail(422, 'invalid_network', 'This is no network.', '/networks');
end
$$;

create function app.key_projects(p_data jsonb) returns uuid[]
language sql volatile
return case jsonb_typeof(p_data->'project_ids') when 'array'
       then app.known_projects(p_data->'project_ids', '/project_ids') end;

create function app.create_api_key(p_id uuid, p_key text, p_data jsonb)
returns setof app.api_keys
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    k app.api_keys;
    days int := coalesce((p_data->>'expires_in_days')::int, 90);
begin
    perform app.require_recent_proof();
    if (select count(*) from app.api_keys x
         where x.workspace_id = app.current_workspace()
           and x.revoked_at is null and x.expires_at > now()) >= 100 then
        perform app.fail(409, 'too_many_keys', 'A workspace has at most a hundred keys.');
    end if;
    insert into app.api_keys (workspace_id, id, name, hint, hash, scopes, project_ids,
                              networks, lifetime, expires_at, created_by)
    values (app.current_workspace(), p_id, p_data->>'name', app.key_hint(p_key),
            sha256(convert_to(p_key, 'UTF8')),
            array(select jsonb_array_elements_text(p_data->'scopes')),
            app.key_projects(p_data), app.known_networks(p_data->'networks'),
            make_interval(days => days), now() + make_interval(days => days),
            app.current_person())
    returning * into k;
    perform app.audit('api_key.created', 'api_key', k.id,
                      jsonb_build_object('scopes', k.scopes, 'expires_at', k.expires_at));
    return next k;
end
$$;

-- The caller's own key, locked. Whoever rotates or widens a key acts through it.
create function app.own_api_key(p_id uuid) returns app.api_keys
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    k app.api_keys;
begin
    select x.* into k from app.api_keys x
     where x.workspace_id = app.current_workspace() and x.id = p_id
       and (x.created_by = app.current_person()
            or current_setting('app.role', true) = 'owner')
       for update;
    if k.created_by <> app.current_person() then
        perform app.fail(403, 'not_your_key', 'This key belongs to somebody else.');
    end if;
    return k;
end
$$;

create function app.update_api_key(p_id uuid, p_rev int, p_data jsonb)
returns setof app.api_keys
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    k app.api_keys := app.own_api_key(p_id);
begin
    if k.id is null or k.rev <> p_rev then
        return;
    elsif k.revoked_at is not null then
        perform app.fail(409, 'key_revoked', 'This key has been revoked.');
    elsif p_data ?| array['scopes', 'project_ids', 'networks'] then
        perform app.require_recent_proof();
    end if;

    update app.api_keys x
       set name = coalesce(p_data->>'name', x.name),
           scopes = case when p_data ? 'scopes'
                    then array(select jsonb_array_elements_text(p_data->'scopes'))
                    else x.scopes end,
           project_ids = case when p_data ? 'project_ids'
                         then app.key_projects(p_data) else x.project_ids end,
           networks = case when p_data ? 'networks'
                      then app.known_networks(p_data->'networks') else x.networks end,
           rev = x.rev + 1, updated_at = now()
     where x.workspace_id = k.workspace_id and x.id = k.id
    returning x.* into k;
    perform app.audit('api_key.changed', 'api_key', k.id, jsonb_build_object(
        'scopes', k.scopes, 'changed', array(select jsonb_object_keys(p_data))));
    return next k;
end
$$;

create function app.rotate_api_key(p_id uuid, p_key text) returns setof app.api_keys
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    k app.api_keys := app.own_api_key(p_id);
begin
    if k.id is null then
        return;
    elsif k.revoked_at is not null then
        perform app.fail(409, 'key_revoked', 'This key has been revoked.');
    end if;
    perform app.require_recent_proof();
    update app.api_keys x
       set hash = sha256(convert_to(p_key, 'UTF8')), hint = app.key_hint(p_key),
           expires_at = now() + x.lifetime, rev = x.rev + 1, updated_at = now()
     where x.workspace_id = k.workspace_id and x.id = k.id
    returning x.* into k;
    perform app.audit('api_key.rotated', 'api_key', k.id);
    return next k;
end
$$;

-- An owner may end every key, a member those of his own.
create function app.revoke_api_key(p_id uuid, p_rev int) returns setof uuid
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    update app.api_keys x set revoked_at = now(), rev = x.rev + 1, updated_at = now()
     where x.workspace_id = app.current_workspace() and x.id = p_id and x.rev = p_rev
       and x.revoked_at is null
       and (x.created_by = app.current_person()
            or current_setting('app.role', true) = 'owner');
    if found then
        perform app.audit('api_key.revoked', 'api_key', p_id);
        return next p_id;
    end if;
end
$$;

create function app.end_keys() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    update app.api_keys k set revoked_at = now(), rev = k.rev + 1, updated_at = now()
     where k.workspace_id = old.workspace_id and k.created_by = old.user_id
       and k.revoked_at is null;
    return null;
end
$$;
create trigger end_keys after delete on app.memberships
    for each row execute function app.end_keys();


-- A request with a key ----------------------------------------------------------

-- Neither ever changes for a key, so a worker may remember what it was told.
create function app.find_key(p_hash bytea) returns table (workspace_id uuid, user_id uuid)
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select k.workspace_id, k.created_by from app.api_keys k where k.hash = p_hash;
end;

-- Written at most once a minute, and for a network that is new, which is told.
create function app.touch_key(p_key app.api_keys, p_ip_prefix text) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    known boolean := p_ip_prefix is null or p_ip_prefix = any (p_key.seen_in);
begin
    update app.api_keys x
       set last_used_at = now(),
           seen_in = case when known then x.seen_in
                     else (array[p_ip_prefix] || x.seen_in)[1:20] end
     where (x.workspace_id, x.id) in (
           select y.workspace_id, y.id from app.api_keys y
            where y.workspace_id = p_key.workspace_id and y.id = p_key.id
              for no key update skip locked);
    if found and not known and cardinality(p_key.seen_in) > 0 then
        perform app.audit('api_key.new_network', 'api_key', p_key.id);
    end if;
end
$$;

-- First statement of the batch of a request with a key; see app.begin_request.
create function app.begin_key(p_hash bytea, p_workspace uuid, p_roles int, p_scope text,
    p_request_id text, p_ip_prefix text) returns text
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    k app.api_keys;
    m app.memberships;
begin
    select x.* into k from app.api_keys x where x.hash = p_hash;
    select x.* into m from app.memberships x
      join app.users u on u.id = x.user_id
     where x.workspace_id = k.workspace_id and x.user_id = k.created_by and x.active
       and u.disabled_at is null and u.deleted_at is null;
    if m.role is null or k.revoked_at is not null or k.expires_at <= now() then
        perform app.fail(401, 'invalid_key', 'This key is not good, or not any more.');
    elsif p_workspace <> k.workspace_id then
        perform app.fail(404, 'not_found', 'There is nothing at this address.');
    elsif k.networks is not null
          and not coalesce(p_ip_prefix::inet <<= any (k.networks), false) then
        perform app.fail(403, 'network_not_allowed', 'This key is not for your network.');
    elsif p_roles & (case m.role when 'owner' then 1 else 2 end) = 0 then
        perform app.fail(403, 'role_not_allowed', 'Your role does not allow this.');
    elsif not k.scopes && array[p_scope, replace(p_scope, ':read', ':write')] then
        perform app.fail(403, 'scope_missing', 'The key lacks the scope ' || p_scope || '.');
    end if;

    perform set_config('app.workspace_id', k.workspace_id::text, true),
            set_config('app.user_id', k.created_by::text, true),
            set_config('app.request_id', coalesce(p_request_id, ''), true),
            set_config('app.ip_prefix', coalesce(p_ip_prefix, ''), true),
            set_config('app.actor_kind', 'key', true),
            set_config('app.key_id', k.id::text, true),
            set_config('app.role', m.role, true),
            set_config('app.scope', m.scope, true);
    if k.project_ids is not null then
        if m.scope = 'listed' then
            k.project_ids := array(select unnest(k.project_ids)
                                   intersect select unnest(app.listed_projects()));
        end if;
        perform set_config('app.projects', k.project_ids::text, true),
                set_config('app.scope', 'listed', true);
    end if;

    if k.last_used_at is null or k.last_used_at < now() - interval '1 minute'
       or p_ip_prefix <> all (k.seen_in) then
        perform app.touch_key(k, p_ip_prefix);
    end if;
    return m.role;
end
$$;


grant select, insert, update on app.api_keys to ss_gate;
grant execute on function app.key_hint(text), app.known_networks(jsonb),
    app.key_projects(jsonb) to ss_gate;

grant create on schema app to ss_gate;
alter function app.create_api_key(uuid, text, jsonb) owner to ss_gate;
alter function app.own_api_key(uuid) owner to ss_gate;
alter function app.update_api_key(uuid, int, jsonb) owner to ss_gate;
alter function app.rotate_api_key(uuid, text) owner to ss_gate;
alter function app.revoke_api_key(uuid, int) owner to ss_gate;
alter function app.end_keys() owner to ss_gate;
alter function app.find_key(bytea) owner to ss_gate;
alter function app.touch_key(app.api_keys, text) owner to ss_gate;
alter function app.begin_key(bytea, uuid, int, text, text, text) owner to ss_gate;
revoke create on schema app from ss_gate;

grant execute on function app.create_api_key(uuid, text, jsonb),
    app.update_api_key(uuid, int, jsonb), app.rotate_api_key(uuid, text),
    app.revoke_api_key(uuid, int), app.find_key(bytea),
    app.begin_key(bytea, uuid, int, text, text, text) to ss_app;
