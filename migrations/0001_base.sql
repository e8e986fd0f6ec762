-- Schemas and the small functions that everything else uses.
--
-- The runner becomes ss_owner before each file, so ss_owner owns what is made
-- here. Functions that must see more than their caller are handed to ss_gate,
-- ss_history or ss_search (migrations/roles.sql).

create extension if not exists btree_gin with schema public;

create schema app;
create schema auth;

alter default privileges revoke execute on functions from public;

grant usage on schema app to ss_app, ss_gate, ss_history, ss_search;
grant usage on schema auth to ss_auth, ss_gate;
grant usage on schema meta to ss_app, ss_auth;
grant select on meta.migrations to ss_app, ss_auth;

-- An id that sorts by the time of its making (RFC 9562, version 7).
create function app.uuid7(at timestamptz default clock_timestamp()) returns uuid
language sql volatile parallel safe
return encode(
    set_bit(set_bit(
        overlay(uuid_send(gen_random_uuid())
                placing substring(int8send((extract(epoch from at) * 1000)::bigint)
                                  from 3)
                from 1 for 6),
        52, 1), 53, 1), 'hex')::uuid;

-- Ends the request with an error for the client: the HTTP status is in the
-- SQLSTATE, the stable code in the message, a JSON pointer in the column. The
-- result is only there so that it can stand in any expression.
create function app.fail(status int, code text, detail text,
                         pointer text default null) returns text
language plpgsql volatile as $$
begin
    if pointer is null then
        raise exception using errcode = 'SS' || status, message = code,
                              detail = fail.detail;
    end if;
    raise exception using errcode = 'SS' || status, message = code,
                          detail = fail.detail, column = pointer;
end
$$;

-- A zone of the IANA database that now() can be shown in.
create function app.is_time_zone(name text) returns boolean
language plpgsql stable as $$
begin
    perform now() at time zone name;
    return name = 'UTC' or name like '%/%';
exception when invalid_parameter_value then
    return false;
end
$$;

grant execute on function app.uuid7(timestamptz) to ss_app, ss_gate, ss_history;
grant execute on function app.fail(int, text, text, text) to ss_app, ss_gate, ss_auth;
grant execute on function app.is_time_zone(text) to ss_app, ss_gate;
