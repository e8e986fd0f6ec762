-- A key may be for one address only: what counts is where the request comes from,
-- which is compared here and kept nowhere. Known beyond the request are, as before,
-- networks of callers.

create or replace function app.known_networks(p_networks jsonb) returns cidr[]
language plpgsql stable as $$
declare
    given text;
    network cidr;
    networks cidr[] := '{}';
begin
    if jsonb_typeof(p_networks) is distinct from 'array' then
        return null;
    end if;
    for given in select jsonb_array_elements_text(p_networks) loop
        network := given::cidr;
        if masklen(network) < (case family(network) when 4 then 8 else 16 end) then
            perform app.fail(422, 'network_too_wide',
                given || ' is too wide: /8 is the widest, or /16 of IPv6.', '/networks');
        end if;
        networks := networks || network;
    end loop;
    return networks;
exception when invalid_text_representation then
    perform app.fail(422, 'invalid_network', given || ' is no network.', '/networks');
end
$$;

-- As before, but that it asks for the address. Whoever comes by a socket of this
-- machine has none.
drop function app.begin_key(bytea, uuid, int, text, text, text);
create function app.begin_key(p_hash bytea, p_workspace uuid, p_roles int, p_scope text,
    p_request_id text, p_ip_prefix text, p_address inet) returns text
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
          and not coalesce(p_address <<= any (k.networks), false) then
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

grant create on schema app to ss_gate;
alter function app.begin_key(bytea, uuid, int, text, text, text, inet) owner to ss_gate;
revoke create on schema app from ss_gate;
grant execute on function app.begin_key(bytea, uuid, int, text, text, text, inet) to ss_app;
