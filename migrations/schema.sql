--
-- PostgreSQL database dump
--

--
-- Name: app; Type: SCHEMA; Schema: -; Owner: ss_owner
--

CREATE SCHEMA app;

ALTER SCHEMA app OWNER TO ss_owner;

--
-- Name: auth; Type: SCHEMA; Schema: -; Owner: ss_owner
--

CREATE SCHEMA auth;

ALTER SCHEMA auth OWNER TO ss_owner;

--
-- Name: meta; Type: SCHEMA; Schema: -; Owner: ss_owner
--

CREATE SCHEMA meta;

ALTER SCHEMA meta OWNER TO ss_owner;

--
-- Name: actor_kind(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.actor_kind() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN (NULLIF(current_setting('app.user_id'::text, true), ''::text) IS NULL) THEN 'system'::text ELSE 'member'::text END;

ALTER FUNCTION app.actor_kind() OWNER TO ss_owner;

--
-- Name: append_event(uuid, text, text, uuid, integer, uuid, uuid, text, jsonb, timestamp with time zone); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.append_event(workspace uuid, kind text, entity_type text, entity_id uuid, entity_rev integer, project uuid, task uuid, audience text, payload jsonb, at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    with w as (
        update app.workspaces x set event_seq = x.event_seq + 1
         where x.id = workspace returning x.event_seq)
    insert into app.events (workspace_id, seq, kind, entity_type, entity_id, entity_rev,
                            project_id, task_id, audience, actor_kind, actor_id,
                            request_id, payload, at)
    select workspace, w.event_seq, append_event.kind, append_event.entity_type,
           append_event.entity_id, append_event.entity_rev, project, task,
           append_event.audience, app.actor_kind(), app.current_person(),
           nullif(current_setting('app.request_id', true), ''),
           append_event.payload, append_event.at
      from w;
end
$$;

ALTER FUNCTION app.append_event(workspace uuid, kind text, entity_type text, entity_id uuid, entity_rev integer, project uuid, task uuid, audience text, payload jsonb, at timestamp with time zone) OWNER TO ss_owner;

--
-- Name: uuid7(timestamp with time zone); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.uuid7(at timestamp with time zone DEFAULT clock_timestamp()) RETURNS uuid
    LANGUAGE sql PARALLEL SAFE
    RETURN (encode(set_bit(set_bit(OVERLAY(uuid_send(gen_random_uuid()) PLACING SUBSTRING(int8send(((EXTRACT(epoch FROM at) * (1000)::numeric))::bigint) FROM 3) FROM 1 FOR 6), (52)::bigint, 1), (53)::bigint, 1), 'hex'::text))::uuid;

ALTER FUNCTION app.uuid7(at timestamp with time zone) OWNER TO ss_owner;

--
-- Name: projects; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.projects (
    workspace_id uuid NOT NULL,
    id uuid DEFAULT app.uuid7() NOT NULL,
    client_id uuid,
    code text NOT NULL,
    name text NOT NULL COLLATE pg_catalog."und-x-icu",
    description text DEFAULT ''::text NOT NULL,
    status text DEFAULT 'active'::text NOT NULL,
    archived_from text,
    archived_at timestamp with time zone,
    health text DEFAULT 'on_track'::text NOT NULL,
    start_on date,
    due_on date,
    due_sort date GENERATED ALWAYS AS (COALESCE(due_on, 'infinity'::date)) STORED NOT NULL,
    budget_minutes integer,
    budget_minor bigint,
    billing text DEFAULT 'hourly'::text NOT NULL,
    visibility text DEFAULT 'internal'::text NOT NULL,
    search tsvector DEFAULT ''::tsvector NOT NULL,
    rev integer DEFAULT 1 NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    purge_after timestamp with time zone,
    CONSTRAINT projects_archived_from_check CHECK ((archived_from = ANY (ARRAY['planned'::text, 'active'::text, 'on_hold'::text, 'done'::text]))),
    CONSTRAINT projects_billing_check CHECK ((billing = ANY (ARRAY['hourly'::text, 'fixed'::text, 'retainer'::text]))),
    CONSTRAINT projects_budget_minor_check CHECK ((budget_minor >= 0)),
    CONSTRAINT projects_budget_minutes_check CHECK ((budget_minutes >= 0)),
    CONSTRAINT projects_code_check CHECK ((code ~ '^[A-Z][A-Z0-9]{1,9}$'::text)),
    CONSTRAINT projects_description_check CHECK ((length(description) <= 20000)),
    CONSTRAINT projects_health_check CHECK ((health = ANY (ARRAY['on_track'::text, 'at_risk'::text, 'off_track'::text]))),
    CONSTRAINT projects_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT projects_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'active'::text, 'on_hold'::text, 'done'::text, 'archived'::text]))),
    CONSTRAINT projects_visibility_check CHECK ((visibility = ANY (ARRAY['internal'::text, 'client'::text])))
);

ALTER TABLE ONLY app.projects FORCE ROW LEVEL SECURITY;

ALTER TABLE app.projects OWNER TO ss_owner;

--
-- Name: archive_project(uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.archive_project(p_id uuid) RETURNS SETOF app.projects
    LANGUAGE plpgsql
    AS $$
begin
    return query
    update app.projects p set status = 'archived'
     where p.workspace_id = app.current_workspace() and p.id = p_id
       and p.deleted_at is null
    returning p.*;
end
$$;

ALTER FUNCTION app.archive_project(p_id uuid) OWNER TO ss_owner;

--
-- Name: audit(text, text, uuid, jsonb, uuid, uuid, text); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.audit(p_action text, p_object_type text DEFAULT NULL::text, p_object uuid DEFAULT NULL::uuid, p_detail jsonb DEFAULT '{}'::jsonb, p_workspace uuid DEFAULT NULL::uuid, p_actor uuid DEFAULT NULL::uuid, p_actor_kind text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    r app.audit_log;
begin
    r.tenant_id := coalesce(p_workspace,
        nullif(current_setting('app.workspace_id', true), '')::uuid);
    r.actor_id := coalesce(p_actor,
        nullif(current_setting('app.guest_id', true), '')::uuid,
        nullif(current_setting('app.user_id', true), '')::uuid);
    r.actor_kind := coalesce(p_actor_kind,
        nullif(current_setting('app.actor_kind', true), ''),
        case when r.actor_id is null then 'system' else 'member' end);
    r.on_behalf_of := nullif(current_setting('app.on_behalf_of', true), '')::uuid;
    r.chain := coalesce(r.tenant_id, r.actor_id, '00000000-0000-0000-0000-000000000000');
    r.at := clock_timestamp();
    r.action := p_action;
    r.object_type := p_object_type;
    r.object_id := p_object;
    r.ip_prefix := nullif(current_setting('app.ip_prefix', true), '');
    r.request_id := nullif(current_setting('app.request_id', true), '');
    r.detail := coalesce(p_detail, '{}');

    insert into app.audit_heads (chain, seq, hash) values (r.chain, 0, '')
    on conflict do nothing;
    select h.seq + 1, h.hash into r.seq, r.prev_hash
      from app.audit_heads h
     where h.chain = r.chain
       for update;
    r.hash := app.audit_hash(r);
    insert into app.audit_log select r.*;
    update app.audit_heads h set seq = r.seq, hash = r.hash where h.chain = r.chain;
end
$$;

ALTER FUNCTION app.audit(p_action text, p_object_type text, p_object uuid, p_detail jsonb, p_workspace uuid, p_actor uuid, p_actor_kind text) OWNER TO ss_history;

--
-- Name: audit_log; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.audit_log (
    chain uuid NOT NULL,
    seq bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    tenant_id uuid,
    actor_kind text NOT NULL,
    actor_id uuid,
    on_behalf_of uuid,
    action text NOT NULL,
    object_type text,
    object_id uuid,
    ip_prefix text,
    request_id text,
    detail jsonb NOT NULL,
    prev_hash bytea NOT NULL,
    hash bytea NOT NULL
);

ALTER TABLE ONLY app.audit_log FORCE ROW LEVEL SECURITY;

ALTER TABLE app.audit_log OWNER TO ss_owner;

--
-- Name: audit_hash(app.audit_log); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.audit_hash(r app.audit_log) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN sha256(((r).prev_hash || convert_to((jsonb_build_array((r).chain, (r).seq, EXTRACT(epoch FROM (r).at), (r).tenant_id, (r).actor_kind, (r).actor_id, (r).on_behalf_of, (r).action, (r).object_type, (r).object_id, (r).ip_prefix, (r).request_id, (r).detail))::text, 'UTF8'::name)));

ALTER FUNCTION app.audit_hash(r app.audit_log) OWNER TO ss_owner;

--
-- Name: audit_heads; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.audit_heads (
    chain uuid NOT NULL,
    seq bigint NOT NULL,
    hash bytea NOT NULL
)
WITH (fillfactor='50');

ALTER TABLE ONLY app.audit_heads FORCE ROW LEVEL SECURITY;

ALTER TABLE app.audit_heads OWNER TO ss_owner;

--
-- Name: audit_fault(uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.audit_fault(p_chain uuid) RETURNS bigint
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH links AS (
          SELECT l.seq,
             (l.hash = app.audit_hash(l.*)) AS own,
             (l.prev_hash = lag(l.hash, 1, '\x'::bytea) OVER (ORDER BY l.seq)) AS before,
             (l.seq = row_number() OVER (ORDER BY l.seq)) AS counted
            FROM app.audit_log l
           WHERE (l.chain = audit_fault.p_chain)
         ), faults AS (
          SELECT l.seq
            FROM links l
           WHERE (NOT (l.own AND l.before AND l.counted))
         UNION ALL
          SELECT h.seq
            FROM app.audit_heads h
           WHERE ((h.chain = audit_fault.p_chain) AND (h.seq > 0) AND (NOT (EXISTS ( SELECT
                    FROM app.audit_log l
                   WHERE ((l.chain = h.chain) AND (l.seq = h.seq) AND (l.hash = h.hash))))))
         UNION ALL
          SELECT max(l.seq) AS max
            FROM app.audit_log l
           WHERE (l.chain = audit_fault.p_chain)
          HAVING (max(l.seq) > COALESCE(( SELECT h.seq
                    FROM app.audit_heads h
                   WHERE (h.chain = audit_fault.p_chain)), (0)::bigint))
         )
  SELECT min(f.seq) AS min
    FROM faults f;
END;

ALTER FUNCTION app.audit_fault(p_chain uuid) OWNER TO ss_owner;

--
-- Name: begin_idempotent(text, bytea, text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.begin_idempotent(p_key text, p_hash bytea, p_operation text) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
    me uuid := app.current_person();
    known record;
begin
    -- Held until the end of the transaction: whoever comes second does not wait.
    if not pg_try_advisory_xact_lock(hashtextextended(me::text || ' ' || p_key, 1)) then
        perform app.fail(409, 'idempotency_in_flight',
            'A request with this Idempotency-Key is still running.');
    end if;

    select k.operation, k.request_hash, k.response is not null as answered,
           k.expires_at < now() as expired
      into known
      from app.idempotency_keys k
     where k.caller = me and k.key = p_key;

    if not found then
        insert into app.idempotency_keys (caller, key, operation, request_hash)
        values (me, p_key, p_operation, p_hash);
        if random() < 0.01 then
            delete from app.idempotency_keys k
             where k.caller = me and k.expires_at < now();
        end if;
    elsif known.expired or not known.answered then
        update app.idempotency_keys k
           set operation = p_operation, request_hash = p_hash, response = null,
               etag = null, created_at = now(), expires_at = now() + interval '24 hours'
         where k.caller = me and k.key = p_key;
    elsif known.request_hash <> p_hash or known.operation <> p_operation then
        perform app.fail(422, 'idempotency_mismatch',
            'This Idempotency-Key was used for another request.');
    else
        raise exception using errcode = 'SS001', message = 'idempotency_replay';
    end if;
end
$$;

ALTER FUNCTION app.begin_idempotent(p_key text, p_hash bytea, p_operation text) OWNER TO ss_owner;

--
-- Name: begin_request(uuid, uuid, uuid, integer, text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.begin_request(p_session uuid, p_user uuid, p_workspace uuid, p_roles integer, p_request_id text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    member_role text;
begin
    select case when p_roles = 0 then 'user' else coalesce(m.role, '') end
           || left(set_config('app.workspace_id',
                              case when p_roles = 0 then '' else p_workspace::text end, true)
                || set_config('app.user_id', s.user_id::text, true)
                || set_config('app.session_id', s.id::text, true)
                || set_config('app.request_id', coalesce(p_request_id, ''), true)
                || set_config('app.role', case when p_roles = 0 then 'user'
                                          else coalesce(m.role, '') end, true), 0)
      into member_role
      from app.sessions s
      left join app.memberships m
        on m.workspace_id = p_workspace and m.user_id = s.user_id and m.active
     where s.id = p_session and s.user_id = p_user
       and s.revoked_at is null
       and s.idle_expires_at > now() and s.absolute_expires_at > now();

    if member_role is null then
        perform app.fail(401, 'session_revoked', 'This session has ended; sign in again.');
    elsif member_role = '' then
        perform app.fail(404, 'not_found', 'There is nothing at this address.');
    elsif p_roles <> 0 and p_roles & (case member_role when 'owner' then 1 else 2 end) = 0 then
        perform app.fail(403, 'role_not_allowed', 'Your role does not allow this.');
    end if;
    return member_role;
end
$$;

ALTER FUNCTION app.begin_request(p_session uuid, p_user uuid, p_workspace uuid, p_roles integer, p_request_id text) OWNER TO ss_gate;

--
-- Name: board_of(uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.board_of(p_project uuid) RETURNS jsonb
    LANGUAGE plpgsql
    AS $$
begin
    return (select coalesce(jsonb_agg(jsonb_build_object(
                       'id', b.id, 'name', b.name, 'category', b.category, 'rank', b.rank)
                       order by b.rank), '[]')
              from app.board_columns b
             where b.workspace_id = app.current_workspace() and b.project_id = p_project);
end
$$;

ALTER FUNCTION app.board_of(p_project uuid) OWNER TO ss_owner;

--
-- Name: migrations; Type: TABLE; Schema: meta; Owner: ss_owner
--

CREATE TABLE meta.migrations (
    number integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_by text DEFAULT SESSION_USER NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    took_ms integer
);

ALTER TABLE meta.migrations OWNER TO ss_owner;

--
-- Name: check_deployment(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.check_deployment() RETURNS TABLE(safe boolean, schema_version integer)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT ((NOT (EXISTS ( SELECT
            FROM pg_roles r
           WHERE ((r.rolname = CURRENT_USER) AND (r.rolsuper OR r.rolbypassrls))))) AND (NOT has_database_privilege((current_database())::text, 'TEMPORARY'::text)) AND (NOT (EXISTS ( SELECT
            FROM (pg_class c
              JOIN pg_namespace n ON ((n.oid = c.relnamespace)))
           WHERE ((n.nspname = ANY (ARRAY['app'::name, 'auth'::name])) AND (c.relkind = ANY (ARRAY['r'::"char", 'p'::"char"])) AND (pg_has_role(CURRENT_USER, c.relowner, 'MEMBER'::text) OR (NOT (c.relrowsecurity AND c.relforcerowsecurity)))))))),
     ( SELECT max(m.number) AS max
            FROM meta.migrations m) AS max;
END;

ALTER FUNCTION app.check_deployment() OWNER TO ss_owner;

--
-- Name: close_workspace(); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.close_workspace() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    update app.memberships m set active = new.suspended_at is null and new.deleted_at is null
     where m.workspace_id = new.id;
    return null;
end
$$;

ALTER FUNCTION app.close_workspace() OWNER TO ss_gate;

--
-- Name: tasks; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.tasks (
    workspace_id uuid NOT NULL,
    id uuid DEFAULT app.uuid7() NOT NULL,
    project_id uuid NOT NULL,
    number integer NOT NULL,
    column_id uuid NOT NULL,
    rank text NOT NULL COLLATE pg_catalog."C",
    title text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    status text NOT NULL,
    priority smallint DEFAULT 0 NOT NULL,
    assignee_id uuid,
    start_on date,
    due_at timestamp with time zone,
    due_sort timestamp with time zone NOT NULL,
    estimate_minutes integer,
    visibility text DEFAULT 'internal'::text NOT NULL,
    completed_at timestamp with time zone,
    comment_count integer DEFAULT 0 NOT NULL,
    search tsvector DEFAULT ''::tsvector NOT NULL,
    rev integer DEFAULT 1 NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    purge_after timestamp with time zone
);

ALTER TABLE ONLY app.tasks FORCE ROW LEVEL SECURITY;

ALTER TABLE app.tasks OWNER TO ss_owner;

--
-- Name: complete_task(uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.complete_task(p_id uuid) RETURNS SETOF app.tasks
    LANGUAGE plpgsql
    AS $$
declare
    t app.tasks;
    target uuid;
begin
    select x.* into t from app.tasks x
     where x.workspace_id = app.current_workspace() and x.id = p_id
       and x.deleted_at is null
       for no key update;
    if not found then
        return;
    end if;

    if t.status <> 'done' then
        select b.id into target from app.board_columns b
         where b.workspace_id = t.workspace_id and b.project_id = t.project_id
           and b.category = 'done'
         order by b.rank limit 1;
        if not found then
            perform app.fail(409, 'no_done_column', 'The board has no column for done tasks.');
        end if;
        update app.tasks x set column_id = target, rank = app.next_rank(t.project_id)
         where x.workspace_id = t.workspace_id and x.id = t.id
        returning x.* into t;
    end if;
    return next t;
end
$$;

ALTER FUNCTION app.complete_task(p_id uuid) OWNER TO ss_owner;

--
-- Name: count_comments(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.count_comments() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

ALTER FUNCTION app.count_comments() OWNER TO ss_owner;

--
-- Name: create_project(uuid, jsonb); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.create_project(p_id uuid, p_data jsonb) RETURNS SETOF app.projects
    LANGUAGE plpgsql
    AS $$
begin
    return query
    insert into app.projects (workspace_id, id, client_id, code, name, description,
                              status, health, start_on, due_on, budget_minutes,
                              budget_minor, billing, visibility, created_by)
    values (app.current_workspace(), p_id, (p_data->>'client_id')::uuid,
            p_data->>'code', p_data->>'name', coalesce(p_data->>'description', ''),
            coalesce(p_data->>'status', 'active'), coalesce(p_data->>'health', 'on_track'),
            (p_data->>'start_on')::date, (p_data->>'due_on')::date,
            (p_data->>'budget_minutes')::int, (p_data->>'budget_minor')::bigint,
            coalesce(p_data->>'billing', 'hourly'),
            coalesce(p_data->>'visibility', 'internal'), app.current_person())
    returning *;
end
$$;

ALTER FUNCTION app.create_project(p_id uuid, p_data jsonb) OWNER TO ss_owner;

--
-- Name: create_workspace(uuid, text, text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.create_workspace(p_id uuid, p_name text, p_slug text DEFAULT NULL::text) RETURNS TABLE(id uuid, name text, slug text, role text, rev integer, created_at timestamp with time zone, updated_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    if app.current_person() is null then
        perform app.fail(401, 'session_revoked', 'This session has ended; sign in again.');
    end if;
    perform app.make_workspace(p_id, p_name, p_slug, app.current_person());
    return query
        select w.id, w.name::text, w.slug, 'owner'::text, w.rev, w.created_at, w.updated_at
          from app.workspaces w
         where w.id = p_id;
end
$$;

ALTER FUNCTION app.create_workspace(p_id uuid, p_name text, p_slug text) OWNER TO ss_gate;

--
-- Name: current_person(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.current_person() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid;

ALTER FUNCTION app.current_person() OWNER TO ss_owner;

--
-- Name: current_workspace(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.current_workspace() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid;

ALTER FUNCTION app.current_workspace() OWNER TO ss_owner;

--
-- Name: end_sessions(); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.end_sessions() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    if new.disabled_at is not null or new.deleted_at is not null then
        update app.sessions s set revoked_at = now()
         where s.user_id = new.id and s.revoked_at is null;
    end if;
    return null;
end
$$;

ALTER FUNCTION app.end_sessions() OWNER TO ss_gate;

--
-- Name: fail(integer, text, text, text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.fail(status integer, code text, detail text, pointer text DEFAULT NULL::text) RETURNS text
    LANGUAGE plpgsql
    AS $$
begin
    if pointer is null then
        raise exception using errcode = 'SS' || status, message = code,
                              detail = fail.detail;
    end if;
    raise exception using errcode = 'SS' || status, message = code,
                          detail = fail.detail, column = pointer;
end
$$;

ALTER FUNCTION app.fail(status integer, code text, detail text, pointer text) OWNER TO ss_owner;

--
-- Name: is_time_zone(text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.is_time_zone(name text) RETURNS boolean
    LANGUAGE plpgsql STABLE
    AS $$
begin
    perform now() at time zone name;
    return name = 'UTC' or name like '%/%';
exception when invalid_parameter_value then
    return false;
end
$$;

ALTER FUNCTION app.is_time_zone(name text) OWNER TO ss_owner;

--
-- Name: join_workspace(); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.join_workspace() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    select w.suspended_at is null and w.deleted_at is null into new.active
      from app.workspaces w
     where w.id = new.workspace_id
       for share;
    return new;
end
$$;

ALTER FUNCTION app.join_workspace() OWNER TO ss_gate;

--
-- Name: log_client(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.log_client() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    op text := 'update';
    kind text := 'client.updated';
    changed text[] := '{}';
begin
    if tg_op = 'INSERT' then
        op := 'insert';
        kind := 'client.created';
    else
        changed := array_remove(array[
            case when new.name <> old.name then 'name' end,
            case when new.status <> old.status then 'status' end,
            case when new.website is distinct from old.website then 'website' end,
            case when new.currency <> old.currency then 'currency' end,
            case when new.rate_minor is distinct from old.rate_minor then 'rate_minor' end,
            case when new.notes <> old.notes then 'notes' end,
            case when new.waiting_on <> old.waiting_on then 'waiting_on' end,
            case when new.last_contact_at is distinct from old.last_contact_at
                 then 'last_contact_at' end], null);

        if new.deleted_at is not null and old.deleted_at is null then
            op := 'delete';
            kind := 'client.deleted';
        elsif new.deleted_at is null and old.deleted_at is not null then
            op := 'restore';
            kind := 'client.restored';
        end if;
    end if;

    insert into app.client_history (workspace_id, client_id, rev, op, changed, "row",
                                    actor_id, actor_kind, request_id, at)
    values (new.workspace_id, new.id, new.rev, op, changed,
            jsonb_build_object(
                'name', new.name, 'status', new.status, 'website', new.website,
                'currency', new.currency, 'rate_minor', new.rate_minor,
                'notes', new.notes, 'waiting_on', new.waiting_on,
                'waiting_since', new.waiting_since,
                'last_contact_at', new.last_contact_at),
            app.current_person(), app.actor_kind(),
            nullif(current_setting('app.request_id', true), ''), new.updated_at);

    perform app.append_event(new.workspace_id, kind, 'client', new.id, new.rev, null,
        null, 'internal', jsonb_build_object('name', new.name, 'changed', changed),
        new.updated_at);
    return null;
end
$$;

ALTER FUNCTION app.log_client() OWNER TO ss_history;

--
-- Name: log_comment(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.log_comment() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    op text := 'update';
    kind text := 'comment.updated';
    changed text[] := '{}';
    task record;
begin
    if tg_op = 'INSERT' then
        op := 'insert';
        kind := 'comment.created';
    else
        changed := array_remove(array[
            case when new.body <> old.body then 'body' end,
            case when new.visibility <> old.visibility then 'visibility' end], null);
        if new.deleted_at is not null and old.deleted_at is null then
            op := 'delete';
            kind := 'comment.deleted';
        elsif new.deleted_at is null and old.deleted_at is not null then
            op := 'restore';
            kind := 'comment.restored';
        end if;
    end if;

    insert into app.comment_history (workspace_id, comment_id, rev, op, changed, "row",
                                     actor_id, actor_kind, request_id, at)
    values (new.workspace_id, new.id, new.rev, op, changed,
            jsonb_build_object('task_id', new.task_id, 'parent_id', new.parent_id,
                               'body', new.body, 'visibility', new.visibility),
            app.current_person(), app.actor_kind(),
            nullif(current_setting('app.request_id', true), ''), new.updated_at);

    select t.project_id, t.title, t.number into task
      from app.tasks t
     where t.workspace_id = new.workspace_id and t.id = new.task_id;

    perform app.append_event(new.workspace_id, kind, 'comment', new.id, new.rev,
        task.project_id, new.task_id, new.visibility,
        jsonb_build_object('title', task.title, 'number', task.number,
                           'task_id', new.task_id, 'changed', changed),
        new.updated_at);
    return null;
end
$$;

ALTER FUNCTION app.log_comment() OWNER TO ss_history;

--
-- Name: log_membership(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.log_membership() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    perform app.append_event(new.workspace_id, 'member.joined', 'member', new.user_id,
        null, null, null, 'internal', jsonb_build_object('role', new.role),
        new.created_at);
    return null;
end
$$;

ALTER FUNCTION app.log_membership() OWNER TO ss_history;

--
-- Name: log_project(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.log_project() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    op text := 'update';
    kind text := 'project.updated';
    changed text[] := '{}';
begin
    if tg_op = 'INSERT' then
        op := 'insert';
        kind := 'project.created';
    else
        changed := array_remove(array[
            case when new.client_id is distinct from old.client_id then 'client_id' end,
            case when new.code <> old.code then 'code' end,
            case when new.name <> old.name then 'name' end,
            case when new.description <> old.description then 'description' end,
            case when new.status <> old.status then 'status' end,
            case when new.health <> old.health then 'health' end,
            case when new.start_on is distinct from old.start_on then 'start_on' end,
            case when new.due_on is distinct from old.due_on then 'due_on' end,
            case when new.budget_minutes is distinct from old.budget_minutes
                 then 'budget_minutes' end,
            case when new.budget_minor is distinct from old.budget_minor
                 then 'budget_minor' end,
            case when new.billing <> old.billing then 'billing' end,
            case when new.visibility <> old.visibility then 'visibility' end], null);

        if new.deleted_at is not null and old.deleted_at is null then
            op := 'delete';
            kind := 'project.deleted';
        elsif new.deleted_at is null and old.deleted_at is not null then
            op := 'restore';
            kind := 'project.restored';
        elsif new.status = 'archived' and old.status <> 'archived' then
            kind := 'project.archived';
        elsif new.status <> 'archived' and old.status = 'archived' then
            kind := 'project.restored';
        end if;
    end if;

    insert into app.project_history (workspace_id, project_id, rev, op, changed, "row",
                                     actor_id, actor_kind, request_id, at)
    values (new.workspace_id, new.id, new.rev, op, changed,
            jsonb_build_object(
                'client_id', new.client_id, 'code', new.code, 'name', new.name,
                'description', new.description, 'status', new.status,
                'health', new.health, 'start_on', new.start_on, 'due_on', new.due_on,
                'budget_minutes', new.budget_minutes, 'budget_minor', new.budget_minor,
                'billing', new.billing, 'visibility', new.visibility,
                'archived_at', new.archived_at),
            app.current_person(), app.actor_kind(),
            nullif(current_setting('app.request_id', true), ''), new.updated_at);

    -- Its tasks go into the trash with it, and come out with it, as they are; locked
    -- in the order of 0012_actions.sql.
    if tg_op = 'UPDATE' and new.deleted_at is distinct from old.deleted_at then
        perform from app.tasks t
          where t.workspace_id = new.workspace_id and t.project_id = new.id
          order by t.id
            for no key update;
        update app.project_counters c set closed = new.deleted_at is not null
         where c.workspace_id = new.workspace_id and c.project_id = new.id;
        perform set_config('app.quiet', 'on', true);
        update app.tasks t set deleted_at = new.deleted_at
         where t.workspace_id = new.workspace_id and t.project_id = new.id
           and t.deleted_at is not distinct from old.deleted_at;
        perform set_config('app.quiet', 'off', true);
    end if;

    perform app.append_event(new.workspace_id, kind, 'project', new.id, new.rev, new.id,
        null, new.visibility,
        jsonb_build_object('name', new.name, 'code', new.code, 'changed', changed),
        new.updated_at);

    return null;
end
$$;

ALTER FUNCTION app.log_project() OWNER TO ss_history;

--
-- Name: log_task(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.log_task() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    op text := 'update';
    kind text := 'task.updated';
    changed text[] := '{}';
    actor uuid := nullif(current_setting('app.user_id', true), '')::uuid;
    actor_kind text := case when actor is null then 'system' else 'member' end;
    request text := nullif(current_setting('app.request_id', true), '');
begin
    if tg_op = 'INSERT' then
        op := 'insert';
        kind := 'task.created';
    elsif new.rev = old.rev then
        return null;
    else
        changed := array_remove(array[
            case when new.project_id <> old.project_id then 'project_id' end,
            case when new.column_id <> old.column_id then 'column_id' end,
            case when new.title <> old.title then 'title' end,
            case when new.description <> old.description then 'description' end,
            case when new.status <> old.status then 'status' end,
            case when new.priority <> old.priority then 'priority' end,
            case when new.assignee_id is distinct from old.assignee_id then 'assignee_id' end,
            case when new.start_on is distinct from old.start_on then 'start_on' end,
            case when new.due_at is distinct from old.due_at then 'due_at' end,
            case when new.estimate_minutes is distinct from old.estimate_minutes
                 then 'estimate_minutes' end,
            case when new.rank <> old.rank then 'rank' end,
            case when new.visibility <> old.visibility then 'visibility' end,
            case when new.completed_at is distinct from old.completed_at
                 then 'completed_at' end], null);

        if new.deleted_at is not null and old.deleted_at is null then
            op := 'delete';
            kind := 'task.deleted';
        elsif new.deleted_at is null and old.deleted_at is not null
              or current_setting('app.restoring', true) = 'on' then
            op := 'restore';
            kind := 'task.restored';
        elsif new.status = 'done' and old.status <> 'done' then
            kind := 'task.completed';
        elsif new.status <> 'done' and old.status = 'done' then
            kind := 'task.reopened';
        elsif new.column_id <> old.column_id or new.rank <> old.rank then
            kind := 'task.moved';
        end if;
    end if;

    with h as (
        insert into app.task_history (workspace_id, task_id, rev, op, changed, "row",
                                      actor_id, actor_kind, request_id, at)
        values (new.workspace_id, new.id, new.rev, op, changed,
                jsonb_build_object(
                    'project_id', new.project_id, 'column_id', new.column_id,
                    'title', new.title, 'description', new.description,
                    'status', new.status, 'priority', new.priority,
                    'assignee_id', new.assignee_id, 'start_on', new.start_on,
                    'due_at', new.due_at, 'estimate_minutes', new.estimate_minutes,
                    'rank', new.rank, 'visibility', new.visibility,
                    'completed_at', new.completed_at),
                actor, actor_kind, request, new.updated_at)
    ), w as (
        update app.workspaces x set event_seq = x.event_seq + 1
         where x.id = new.workspace_id returning x.event_seq)
    insert into app.events (workspace_id, seq, kind, entity_type, entity_id, entity_rev,
                            project_id, task_id, audience, actor_kind, actor_id,
                            request_id, payload, at)
    select new.workspace_id, w.event_seq, kind, 'task', new.id, new.rev, new.project_id,
           new.id, new.visibility, actor_kind, actor, request,
           jsonb_build_object('title', new.title, 'number', new.number,
                              'changed', changed), new.updated_at
      from w;
    return null;
end
$$;

ALTER FUNCTION app.log_task() OWNER TO ss_history;

--
-- Name: log_workspace(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.log_workspace() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    perform app.append_event(new.id,
        case when tg_op = 'INSERT' then 'workspace.created' else 'workspace.updated' end,
        'workspace', new.id, new.rev, null, null, 'internal',
        jsonb_build_object('name', new.name), new.updated_at);
    return null;
end
$$;

ALTER FUNCTION app.log_workspace() OWNER TO ss_history;

--
-- Name: make_board(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.make_board() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

ALTER FUNCTION app.make_board() OWNER TO ss_owner;

--
-- Name: make_workspace(uuid, text, text, uuid); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.make_workspace(p_id uuid, p_name text, p_slug text, p_owner uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    insert into app.workspaces (id, name, slug, created_by)
    values (p_id, p_name, coalesce(p_slug, app.workspace_slug(p_name, p_id)), p_owner);
    insert into app.memberships (workspace_id, user_id, role, created_by)
    values (p_id, p_owner, 'owner', p_owner);
end
$$;

ALTER FUNCTION app.make_workspace(p_id uuid, p_name text, p_slug text, p_owner uuid) OWNER TO ss_gate;

--
-- Name: move_task(uuid, uuid, uuid, uuid, uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.move_task(p_id uuid, p_column uuid, p_before uuid DEFAULT NULL::uuid, p_after uuid DEFAULT NULL::uuid, p_project uuid DEFAULT NULL::uuid) RETURNS SETOF app.tasks
    LANGUAGE plpgsql
    AS $$
declare
    ws uuid := app.current_workspace();
    t app.tasks;
    target uuid;
    new_number int;
    new_rank text;
    low text;
    high text;
begin
    -- Another project is another key of the row, which takes the strongest lock.
    if p_project is null then
        select x.* into t from app.tasks x
         where x.workspace_id = ws and x.id = p_id and x.deleted_at is null
           for no key update;
    else
        select x.* into t from app.tasks x
         where x.workspace_id = ws and x.id = p_id and x.deleted_at is null
           for update;
    end if;
    if t.id is null then
        return;
    end if;

    target := coalesce(p_project, t.project_id);
    perform from app.project_counters c
      where c.workspace_id = ws and c.project_id = target
        for no key update;
    perform from app.projects p
      where p.workspace_id = ws and p.id = target and p.deleted_at is null;
    if not found then
        perform app.fail(422, 'unknown_reference', 'There is no such project.', '/project_id');
    end if;
    perform from app.board_columns b
      where b.workspace_id = ws and b.project_id = target and b.id = p_column;
    if not found then
        perform app.fail(422, 'unknown_reference', 'The project has no such column.',
                         '/column_id');
    end if;

    for try in 1 .. 2 loop
        low := (select x.rank from app.tasks x
                 where x.workspace_id = ws and x.id = p_after and x.id <> t.id
                   and x.column_id = p_column and x.deleted_at is null);
        if low is not null then
            high := (select x.rank from app.tasks x
                      where x.workspace_id = ws and x.column_id = p_column and x.rank > low
                        and x.id <> t.id and x.deleted_at is null
                      order by x.rank limit 1);
        else
            high := (select x.rank from app.tasks x
                      where x.workspace_id = ws and x.id = p_before and x.id <> t.id
                        and x.column_id = p_column and x.deleted_at is null);
            low := (select x.rank from app.tasks x
                     where x.workspace_id = ws and x.column_id = p_column
                       and (high is null or x.rank < high)
                       and x.id <> t.id and x.deleted_at is null
                     order by x.rank desc limit 1);
        end if;

        if t.column_id = p_column and t.rank > coalesce(low, '')
           and (high is null or t.rank < high) then
            return next t;
            return;
        end if;

        new_rank := case when high is null then app.next_rank(target)
                    else app.rank_between(low, high) end;
        exit when length(new_rank) <= 64;
        perform app.spread_column(target, p_column);
    end loop;

    if target = t.project_id then
        update app.tasks x set column_id = p_column, rank = new_rank
         where x.workspace_id = ws and x.id = t.id
        returning x.* into t;
    else
        update app.project_counters c set last_number = c.last_number + 1
         where c.workspace_id = ws and c.project_id = target
        returning c.last_number into new_number;
        update app.tasks x
           set project_id = target, number = new_number, column_id = p_column,
               rank = new_rank
         where x.workspace_id = ws and x.id = t.id
        returning x.* into t;
    end if;
    return next t;
end
$$;

ALTER FUNCTION app.move_task(p_id uuid, p_column uuid, p_before uuid, p_after uuid, p_project uuid) OWNER TO ss_owner;

--
-- Name: next_rank(uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.next_rank(p_project uuid) RETURNS text
    LANGUAGE plpgsql
    AS $$
declare
    n int;
begin
    update app.project_counters c set last_rank = c.last_rank + 1
     where c.workspace_id = app.current_workspace() and c.project_id = p_project
    returning c.last_rank into n;
    return to_hex(n);
end
$$;

ALTER FUNCTION app.next_rank(p_project uuid) OWNER TO ss_owner;

--
-- Name: place_task(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.place_task() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

ALTER FUNCTION app.place_task() OWNER TO ss_owner;

--
-- Name: project_code(uuid, text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.project_code(workspace uuid, name text) RETURNS text
    LANGUAGE plpgsql
    AS $$
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

ALTER FUNCTION app.project_code(workspace uuid, name text) OWNER TO ss_owner;

--
-- Name: rank_between(text, text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.rank_between(low text, high text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$
declare
    a bigint := ('x' || lpad(left(low, 8), 16, '0'))::bit(64)::bigint;
    b bigint := ('x' || lpad(left(high, 8), 16, '0'))::bit(64)::bigint;
begin
    if low is null and high is null then
        return '10000000';
    elsif high is null then
        return lpad(to_hex(a + 1), 8, '0');
    elsif low is null and b > 0 then
        return lpad(to_hex(b - 1), 8, '0');
    elsif low is null then
        return left(high, 8) || app.rank_fraction('', substr(high, 9));
    elsif b - a > 1 then
        return lpad(to_hex((a + b) / 2), 8, '0');
    elsif b - a = 1 then
        return left(low, 8) || app.rank_fraction(substr(low, 9), null);
    end if;
    return left(low, 8) || app.rank_fraction(substr(low, 9), substr(high, 9));
end
$$;

ALTER FUNCTION app.rank_between(low text, high text) OWNER TO ss_owner;

--
-- Name: rank_fraction(text, text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.rank_fraction(low text, high text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$
declare
    digits constant text := '0123456789abcdefghijklmnopqrstuvwxyz';
    result text := '';
    open boolean := high is null;
    a int;
    b int;
begin
    for i in 1 .. greatest(length(low), length(high), 0) + 2 loop
        a := greatest(strpos(digits, substr(low, i, 1)) - 1, 0);
        b := case when open then 36
             else greatest(strpos(digits, substr(high, i, 1)) - 1, 0) end;
        if b - a > 1 then
            return result || substr(digits, (a + b) / 2 + 1, 1);
        end if;
        result := result || substr(digits, a + 1, 1);
        open := open or b > a;
    end loop;
    raise exception 'no rank between "%" and "%"', low, high;
end
$$;

ALTER FUNCTION app.rank_fraction(low text, high text) OWNER TO ss_owner;

--
-- Name: refuse_task(app.tasks); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.refuse_task(t app.tasks) RETURNS void
    LANGUAGE plpgsql
    AS $$
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

ALTER FUNCTION app.refuse_task(t app.tasks) OWNER TO ss_owner;

--
-- Name: reopen_task(uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.reopen_task(p_id uuid) RETURNS SETOF app.tasks
    LANGUAGE plpgsql
    AS $$
declare
    t app.tasks;
    target uuid;
begin
    select x.* into t from app.tasks x
     where x.workspace_id = app.current_workspace() and x.id = p_id
       and x.deleted_at is null
       for no key update;
    if not found then
        return;
    end if;

    if t.status = 'done' then
        select b.id into target from app.board_columns b
         where b.workspace_id = t.workspace_id and b.project_id = t.project_id
           and b.category <> 'done'
         order by b.rank limit 1;
        if not found then
            perform app.fail(409, 'no_open_column', 'The board has no column for open tasks.');
        end if;
        update app.tasks x set column_id = target, rank = app.next_rank(t.project_id)
         where x.workspace_id = t.workspace_id and x.id = t.id
        returning x.* into t;
    end if;
    return next t;
end
$$;

ALTER FUNCTION app.reopen_task(p_id uuid) OWNER TO ss_owner;

--
-- Name: idempotency_keys; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.idempotency_keys (
    caller uuid NOT NULL,
    key text NOT NULL,
    operation text NOT NULL,
    request_hash bytea NOT NULL,
    response json,
    etag text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone DEFAULT (now() + '24:00:00'::interval) NOT NULL,
    CONSTRAINT idempotency_keys_key_check CHECK (((length(key) >= 1) AND (length(key) <= 255)))
);

ALTER TABLE ONLY app.idempotency_keys FORCE ROW LEVEL SECURITY;

ALTER TABLE app.idempotency_keys OWNER TO ss_owner;

--
-- Name: replay_idempotent(text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.replay_idempotent(p_key text) RETURNS TABLE(response json, etag text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT k.response,
     k.etag
    FROM app.idempotency_keys k
   WHERE ((k.caller = app.current_person()) AND (k.key = replay_idempotent.p_key) AND (k.response IS NOT NULL) AND (k.expires_at > now()));
END;

ALTER FUNCTION app.replay_idempotent(p_key text) OWNER TO ss_owner;

--
-- Name: restore_project(uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.restore_project(p_id uuid) RETURNS SETOF app.projects
    LANGUAGE plpgsql
    AS $$
begin
    return query
    update app.projects p set status = coalesce(p.archived_from, p.status)
     where p.workspace_id = app.current_workspace() and p.id = p_id
       and p.deleted_at is null
    returning p.*;
end
$$;

ALTER FUNCTION app.restore_project(p_id uuid) OWNER TO ss_owner;

--
-- Name: restore_task_version(uuid, integer); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.restore_task_version(p_id uuid, p_rev integer) RETURNS SETOF app.tasks
    LANGUAGE plpgsql
    AS $$
declare
    ws uuid := app.current_workspace();
    t app.tasks;
    old jsonb;
    target uuid;
begin
    select x.* into t from app.tasks x
     where x.workspace_id = ws and x.id = p_id and x.deleted_at is null
       for no key update;
    select h."row" into old from app.task_history h
     where h.workspace_id = ws and h.task_id = p_id and h.rev = p_rev;
    if t.id is null or old is null then
        return;
    end if;

    select b.id into target from app.board_columns b
     where b.workspace_id = ws and b.project_id = t.project_id
       and b.id = (old->>'column_id')::uuid;
    target := coalesce(target, t.column_id);

    perform set_config('app.restoring', 'on', true);
    update app.tasks x
       set title = old->>'title',
           description = old->>'description',
           priority = (old->>'priority')::smallint,
           assignee_id = (select m.user_id from app.memberships m
                           where m.workspace_id = ws
                             and m.user_id = (old->>'assignee_id')::uuid),
           start_on = (old->>'start_on')::date,
           due_at = (old->>'due_at')::timestamptz,
           estimate_minutes = (old->>'estimate_minutes')::int,
           visibility = old->>'visibility',
           column_id = target,
           rank = case when target = x.column_id then x.rank
                  else app.next_rank(x.project_id) end
     where x.workspace_id = ws and x.id = t.id
    returning x.* into t;
    perform set_config('app.restoring', 'off', true);
    return next t;
end
$$;

ALTER FUNCTION app.restore_task_version(p_id uuid, p_rev integer) OWNER TO ss_owner;

--
-- Name: search_query(text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.search_query(p_words text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT (string_agg((quote_literal(x.w) || ':*'::text), ' & '::text))::tsquery AS string_agg FROM (SELECT w.w FROM regexp_split_to_table(lower(search_query.p_words), '[^[:alnum:]]+'::text) w(w) WHERE (w.w <> ''::text) LIMIT 8) x);

ALTER FUNCTION app.search_query(p_words text) OWNER TO ss_owner;

--
-- Name: clients; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.clients (
    workspace_id uuid NOT NULL,
    id uuid DEFAULT app.uuid7() NOT NULL,
    name text NOT NULL COLLATE pg_catalog."und-x-icu",
    status text DEFAULT 'lead'::text NOT NULL,
    website text,
    currency text DEFAULT 'EUR'::text NOT NULL,
    rate_minor bigint,
    notes text DEFAULT ''::text NOT NULL,
    waiting_on text DEFAULT 'none'::text NOT NULL,
    waiting_since timestamp with time zone,
    last_contact_at timestamp with time zone,
    search tsvector DEFAULT ''::tsvector NOT NULL,
    rev integer DEFAULT 1 NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    purge_after timestamp with time zone,
    CONSTRAINT clients_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT clients_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT clients_notes_check CHECK ((length(notes) <= 20000)),
    CONSTRAINT clients_rate_minor_check CHECK ((rate_minor >= 0)),
    CONSTRAINT clients_status_check CHECK ((status = ANY (ARRAY['lead'::text, 'active'::text, 'paused'::text, 'former'::text]))),
    CONSTRAINT clients_waiting_on_check CHECK ((waiting_on = ANY (ARRAY['me'::text, 'client'::text, 'none'::text]))),
    CONSTRAINT clients_website_check CHECK ((length(website) <= 2000))
);

ALTER TABLE ONLY app.clients FORCE ROW LEVEL SECURITY;

ALTER TABLE app.clients OWNER TO ss_owner;

--
-- Name: search_clients(text); Type: FUNCTION; Schema: app; Owner: ss_search
--

CREATE FUNCTION app.search_clients(p_words text) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT c.id
    FROM app.clients c
   WHERE ((c.workspace_id = app.current_workspace()) AND (c.search @@ app.search_query(search_clients.p_words)) AND (c.deleted_at IS NULL))
  LIMIT 1000;
END;

ALTER FUNCTION app.search_clients(p_words text) OWNER TO ss_search;

--
-- Name: search_projects(text); Type: FUNCTION; Schema: app; Owner: ss_search
--

CREATE FUNCTION app.search_projects(p_words text) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT p.id
    FROM app.projects p
   WHERE ((p.workspace_id = app.current_workspace()) AND (p.search @@ app.search_query(search_projects.p_words)) AND (p.deleted_at IS NULL))
  LIMIT 1000;
END;

ALTER FUNCTION app.search_projects(p_words text) OWNER TO ss_search;

--
-- Name: search_tasks(text); Type: FUNCTION; Schema: app; Owner: ss_search
--

CREATE FUNCTION app.search_tasks(p_words text) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT t.id
    FROM app.tasks t
   WHERE ((t.workspace_id = app.current_workspace()) AND (t.search @@ app.search_query(search_tasks.p_words)) AND (t.deleted_at IS NULL))
  LIMIT 1000;
END;

ALTER FUNCTION app.search_tasks(p_words text) OWNER TO ss_search;

--
-- Name: send_mail(text, text, jsonb, text, boolean, uuid); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.send_mail(p_to text, p_template text, p_vars jsonb DEFAULT '{}'::jsonb, p_dedupe text DEFAULT NULL::text, p_limited boolean DEFAULT false, p_workspace uuid DEFAULT NULL::uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    network text := nullif(current_setting('app.ip_prefix', true), '');
    address text := lower(btrim(p_to));
begin
    if p_limited and (
        (select count(*) from app.mail_outbox m
          where m.recipient = address and m.ip_prefix is not null
            and m.created_at > now() - interval '1 hour') >= 3
        or (select count(*) from app.mail_outbox m
             where m.ip_prefix = network and m.created_at > now() - interval '1 hour') >= 10
        or (select count(*) from app.mail_outbox m
             where m.ip_prefix is not null
               and m.created_at > now() - interval '1 hour') >= 1000) then
        return;
    end if;

    insert into app.mail_outbox (recipient, template, vars, tenant_id, dedupe_key,
                                 ip_prefix, locale)
    values (address, p_template, coalesce(p_vars, '{}'),
            coalesce(p_workspace,
                nullif(current_setting('app.workspace_id', true), '')::uuid),
            p_dedupe, case when p_limited then coalesce(network, 'unknown') end,
            coalesce((select u.locale from app.users u where u.email = address), 'en'))
    on conflict (dedupe_key) where dedupe_key is not null do nothing;
end
$$;

ALTER FUNCTION app.send_mail(p_to text, p_template text, p_vars jsonb, p_dedupe text, p_limited boolean, p_workspace uuid) OWNER TO ss_gate;

--
-- Name: spread_column(uuid, uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.spread_column(p_project uuid, p_column uuid) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
    base int;
    n int;
begin
    select count(*) into n from app.tasks t
     where t.workspace_id = app.current_workspace() and t.column_id = p_column
       and t.deleted_at is null;
    update app.project_counters c set last_rank = c.last_rank + n
     where c.workspace_id = app.current_workspace() and c.project_id = p_project
    returning c.last_rank - n into base;

    perform set_config('app.quiet', 'on', true);
    update app.tasks t set rank = to_hex(base + x.place)
      from (select y.id, row_number() over (order by y.rank, y.id)::int as place
              from app.tasks y
             where y.workspace_id = app.current_workspace() and y.column_id = p_column
               and y.deleted_at is null) x
     where t.workspace_id = app.current_workspace() and t.id = x.id;
    perform set_config('app.quiet', 'off', true);
end
$$;

ALTER FUNCTION app.spread_column(p_project uuid, p_column uuid) OWNER TO ss_owner;

--
-- Name: task_bulk_op(jsonb); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.task_bulk_op(p_op jsonb, OUT id uuid, OUT status integer, OUT rev integer) RETURNS record
    LANGUAGE plpgsql
    AS $$
declare
    ws uuid := app.current_workspace();
    data jsonb := coalesce(p_op->'data', '{}');
    task uuid := (p_op->>'id')::uuid;
    t app.tasks;
begin
    status := 200;

    if p_op->>'op' = 'create' then
        insert into app.tasks as x
               (workspace_id, id, project_id, column_id, title, description, priority,
                assignee_id, start_on, due_at, estimate_minutes, visibility, created_by)
        values (ws, app.uuid7(), (p_op->>'project_id')::uuid, (data->>'column_id')::uuid,
               data->>'title', coalesce(data->>'description', ''),
               coalesce((data->>'priority')::smallint, 0), (data->>'assignee_id')::uuid,
               (data->>'start_on')::date, (data->>'due_at')::timestamptz,
               (data->>'estimate_minutes')::int,
               coalesce(data->>'visibility', 'internal'), app.current_person())
        returning x.* into t;
        status := 201;
    elsif p_op->>'op' in ('update', 'delete') then
        select x.* into t from app.tasks x
         where x.workspace_id = ws and x.id = task and x.deleted_at is null
           for no key update;
        if t.rev <> (p_op->>'if_rev')::int then
            perform app.fail(412, 'precondition_failed',
                'The task has changed since it was read.');
        elsif p_op->>'op' = 'delete' then
            update app.tasks x set deleted_at = now()
             where x.workspace_id = ws and x.id = t.id;
            status := 204;
        else
            update app.tasks x
               set title = coalesce(data->>'title', x.title),
                   description = coalesce(data->>'description', x.description),
                   priority = coalesce((data->>'priority')::smallint, x.priority),
                   assignee_id = case when data ? 'assignee_id'
                                 then (data->>'assignee_id')::uuid else x.assignee_id end,
                   start_on = case when data ? 'start_on'
                              then (data->>'start_on')::date else x.start_on end,
                   due_at = case when data ? 'due_at'
                            then (data->>'due_at')::timestamptz else x.due_at end,
                   estimate_minutes = case when data ? 'estimate_minutes'
                                      then (data->>'estimate_minutes')::int
                                      else x.estimate_minutes end,
                   visibility = coalesce(data->>'visibility', x.visibility)
             where x.workspace_id = ws and x.id = t.id
            returning x.* into t;
        end if;
    elsif p_op->>'op' = 'complete' then
        select x.* into t from app.complete_task(task) x;
    elsif p_op->>'op' = 'reopen' then
        select x.* into t from app.reopen_task(task) x;
    elsif p_op->>'op' = 'move' then
        select x.* into t
          from app.move_task(task, (data->>'column_id')::uuid, (data->>'before')::uuid,
                             (data->>'after')::uuid, (data->>'project_id')::uuid) x;
    else
        perform app.fail(422, 'invalid_value', 'There is no such operation.');
    end if;

    if t.id is null then
        perform app.fail(404, 'not_found', 'There is nothing at this address.');
    end if;
    id := t.id;
    rev := case when status <> 204 then t.rev end;
end
$$;

ALTER FUNCTION app.task_bulk_op(p_op jsonb, OUT id uuid, OUT status integer, OUT rev integer) OWNER TO ss_owner;

--
-- Name: tasks_bulk(jsonb); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.tasks_bulk(p_body jsonb) RETURNS TABLE(op text, id uuid, status integer, rev integer, code text, detail text)
    LANGUAGE plpgsql
    AS $_$
declare
    ws uuid := app.current_workspace();
    ops jsonb := p_body->'ops';
    atomic boolean := coalesce((p_body->>'atomic')::boolean, true);
    one jsonb;
    state text;
    place text;
begin
    if jsonb_array_length(ops) > 100 then
        perform app.fail(422, 'too_many', 'At most 100 operations at a time.', '/ops');
    end if;

    -- All locks first and in the common order, see 0012_actions.sql.
    perform from app.tasks t
      where t.workspace_id = ws
        and t.id = any (array(select (x->>'id')::uuid from jsonb_array_elements(ops) x))
      order by t.id
        for no key update;
    perform from app.project_counters c
      where c.workspace_id = ws
        and c.project_id = any (array(
                select coalesce(x->>'project_id', x->'data'->>'project_id')::uuid
                  from jsonb_array_elements(ops) x
                union
                select t.project_id from app.tasks t
                 where t.workspace_id = ws
                   and t.id = any (array(select (x->>'id')::uuid
                                           from jsonb_array_elements(ops) x))))
      order by c.project_id
        for no key update;

    for i in 0 .. jsonb_array_length(ops) - 1 loop
        one := ops->i;
        op := one->>'op';
        code := null;
        detail := null;
        begin
            select x.id, x.status, x.rev into id, status, rev from app.task_bulk_op(one) x;
        exception when others then
            get stacked diagnostics state = returned_sqlstate, code = message_text,
                                    detail = pg_exception_detail, place = constraint_name;
            id := (one->>'id')::uuid;
            rev := null;
            status := case when state like 'SS___' then substr(state, 3)::int
                      when state = '23505' then 409 else 422 end;
            if state = '23503' then
                code := 'unknown_reference';
                detail := 'The record that ' || coalesce(
                    substring(place from '^tasks_(.*)_fkey$'), 'a value')
                    || ' refers to does not exist.';
            elsif state = '23505' then
                code := 'duplicate';
                detail := 'A record with this value exists already.';
            elsif state = '23514' or state like '22%' then
                code := 'invalid_value';
                detail := 'A value is not allowed here.';
            elsif state not like 'SS%' then
                raise;
            end if;
            if atomic then
                perform app.fail(status, code, detail, '/ops/' || i);
            end if;
        end;
        return next;
    end loop;
end
$_$;

ALTER FUNCTION app.tasks_bulk(p_body jsonb) OWNER TO ss_owner;

--
-- Name: touch_client(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.touch_client() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

ALTER FUNCTION app.touch_client() OWNER TO ss_owner;

--
-- Name: touch_comment(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.touch_comment() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

ALTER FUNCTION app.touch_comment() OWNER TO ss_owner;

--
-- Name: touch_project(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.touch_project() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

ALTER FUNCTION app.touch_project() OWNER TO ss_owner;

--
-- Name: touch_task(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.touch_task() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

ALTER FUNCTION app.touch_task() OWNER TO ss_owner;

--
-- Name: touch_user(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.touch_user() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    new.updated_at := now();
    return new;
end
$$;

ALTER FUNCTION app.touch_user() OWNER TO ss_owner;

--
-- Name: touch_workspace(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.touch_workspace() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
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
$_$;

ALTER FUNCTION app.touch_workspace() OWNER TO ss_owner;

--
-- Name: workspace_slug(text, uuid); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.workspace_slug(p_name text, p_id uuid) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    base text := btrim(left(btrim(regexp_replace(lower(p_name), '[^a-z0-9]+', '-', 'g'), '-'),
                            48), '-');
begin
    if length(base) < 2 then
        base := 'workspace';
    end if;
    -- one after the other, so that each sees the names before its own
    perform pg_advisory_xact_lock(hashtextextended(base, 3));
    if exists (select from app.workspaces w where w.slug = base) then
        return base || '-' || right(p_id::text, 8);
    end if;
    return base;
end
$$;

ALTER FUNCTION app.workspace_slug(p_name text, p_id uuid) OWNER TO ss_gate;

--
-- Name: add_session(uuid, uuid, text, text, boolean); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.add_session(p_session uuid, p_user uuid, p_agent text, p_ip_prefix text, p_remember boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    insert into app.sessions (id, user_id, remember, user_agent, ip_prefix,
                              idle_expires_at, absolute_expires_at)
    values (p_session, p_user, coalesce(p_remember, false), p_agent, p_ip_prefix,
            now() + case when p_remember then interval '30 days' else interval '12 hours' end,
            now() + interval '90 days');
end
$$;

ALTER FUNCTION auth.add_session(p_session uuid, p_user uuid, p_agent text, p_ip_prefix text, p_remember boolean) OWNER TO ss_gate;

--
-- Name: sessions; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.sessions (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    generation integer DEFAULT 1 NOT NULL,
    rotated_at timestamp with time zone DEFAULT now() NOT NULL,
    remember boolean DEFAULT false NOT NULL,
    user_agent text,
    ip_prefix text,
    idle_expires_at timestamp with time zone NOT NULL,
    absolute_expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    reuse_detected_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL
)
WITH (fillfactor='80');

ALTER TABLE ONLY app.sessions FORCE ROW LEVEL SECURITY;

ALTER TABLE app.sessions OWNER TO ss_owner;

--
-- Name: close_session(uuid, uuid, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.close_session(p_session uuid, p_user uuid, p_request_id text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 UPDATE app.sessions s SET revoked_at = now()
   WHERE ((s.id = close_session.p_session) AND (s.user_id = COALESCE(close_session.p_user, s.user_id)) AND (s.revoked_at IS NULL));
END;

ALTER FUNCTION auth.close_session(p_session uuid, p_user uuid, p_request_id text) OWNER TO ss_gate;

--
-- Name: users; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.users (
    id uuid DEFAULT app.uuid7() NOT NULL,
    email text NOT NULL,
    email_verified_at timestamp with time zone,
    name text NOT NULL COLLATE pg_catalog."und-x-icu",
    locale text DEFAULT 'en'::text NOT NULL,
    time_zone text DEFAULT 'UTC'::text NOT NULL,
    is_admin boolean DEFAULT false NOT NULL,
    disabled_at timestamp with time zone,
    deleted_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT users_email_check CHECK (((email = lower(email)) AND ((length(email) >= 3) AND (length(email) <= 254)))),
    CONSTRAINT users_locale_check CHECK ((length(locale) <= 35)),
    CONSTRAINT users_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT users_time_zone_check CHECK (app.is_time_zone(time_zone))
);

ALTER TABLE ONLY app.users FORCE ROW LEVEL SECURITY;

ALTER TABLE app.users OWNER TO ss_owner;

--
-- Name: credentials; Type: TABLE; Schema: auth; Owner: ss_owner
--

CREATE TABLE auth.credentials (
    user_id uuid NOT NULL,
    password_hash text NOT NULL,
    pepper_id text NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY auth.credentials FORCE ROW LEVEL SECURITY;

ALTER TABLE auth.credentials OWNER TO ss_owner;

--
-- Name: find_login(text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.find_login(p_email text) RETURNS TABLE(user_id uuid, password_hash text, pepper_id text, disabled boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT u.id,
     c.password_hash,
     c.pepper_id,
     (u.disabled_at IS NOT NULL)
    FROM (app.users u
      JOIN auth.credentials c ON ((c.user_id = u.id)))
   WHERE ((u.email = lower(btrim(find_login.p_email))) AND (u.deleted_at IS NULL));
END;

ALTER FUNCTION auth.find_login(p_email text) OWNER TO ss_gate;

--
-- Name: open_session(uuid, uuid, text, text, boolean, text, text, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.open_session(p_session uuid, p_user uuid, p_agent text, p_ip_prefix text, p_remember boolean, p_new_hash text, p_new_pepper text, p_request_id text) RETURNS TABLE("user" jsonb)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    perform from app.users u
      where u.id = p_user and u.disabled_at is null and u.deleted_at is null
        for no key update;
    if not found then
        perform app.fail(401, 'invalid_credentials', 'Address or password is wrong.');
    end if;

    if p_new_hash is not null then
        update auth.credentials c set password_hash = p_new_hash, pepper_id = p_new_pepper
         where c.user_id = p_user;
    end if;

    -- At most 20 live ones, this one included; the oldest go.
    update app.sessions s set revoked_at = now()
     where s.id in (
         select x.id from app.sessions x
          where x.user_id = p_user and x.revoked_at is null
            and x.idle_expires_at > now() and x.absolute_expires_at > now()
          order by x.created_at desc, x.id desc offset 19);
    perform auth.add_session(p_session, p_user,
        p_agent, p_ip_prefix, p_remember);

    return query select auth.person(p_user);
end
$$;

ALTER FUNCTION auth.open_session(p_session uuid, p_user uuid, p_agent text, p_ip_prefix text, p_remember boolean, p_new_hash text, p_new_pepper text, p_request_id text) OWNER TO ss_gate;

--
-- Name: memberships; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.memberships (
    workspace_id uuid NOT NULL,
    user_id uuid NOT NULL,
    role text NOT NULL,
    active boolean DEFAULT true NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT memberships_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'member'::text])))
);

ALTER TABLE ONLY app.memberships FORCE ROW LEVEL SECURITY;

ALTER TABLE app.memberships OWNER TO ss_owner;

--
-- Name: workspaces; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.workspaces (
    id uuid DEFAULT app.uuid7() NOT NULL,
    name text NOT NULL COLLATE pg_catalog."und-x-icu",
    slug text NOT NULL,
    event_seq bigint DEFAULT 0 NOT NULL,
    rev integer DEFAULT 1 NOT NULL,
    suspended_at timestamp with time zone,
    deleted_at timestamp with time zone,
    purge_after timestamp with time zone,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
)
WITH (fillfactor='50');

ALTER TABLE ONLY app.workspaces FORCE ROW LEVEL SECURITY;

ALTER TABLE app.workspaces OWNER TO ss_owner;

--
-- Name: person(uuid); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.person(p_user uuid) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT jsonb_build_object('id', u.id, 'email', u.email, 'name', u.name, 'locale', u.locale, 'time_zone', u.time_zone, 'created_at', u.created_at, 'workspaces', COALESCE(( SELECT jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name, 'slug', w.slug, 'role', m.role) ORDER BY w.name, w.id) AS jsonb_agg
            FROM (app.memberships m
              JOIN app.workspaces w ON ((w.id = m.workspace_id)))
           WHERE ((m.user_id = u.id) AND (w.deleted_at IS NULL))), '[]'::jsonb)) AS jsonb_build_object
    FROM app.users u
   WHERE (u.id = person.p_user);
END;

ALTER FUNCTION auth.person(p_user uuid) OWNER TO ss_gate;

--
-- Name: register(uuid, uuid, uuid, text, text, text, text, text, text, text, boolean, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.register(p_user uuid, p_workspace uuid, p_session uuid, p_email text, p_name text, p_hash text, p_pepper text, p_workspace_name text, p_agent text, p_ip_prefix text, p_remember boolean, p_request_id text) RETURNS TABLE("user" jsonb)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    insert into app.users (id, email, name)
    values (p_user, lower(btrim(p_email)), p_name)
    on conflict on constraint users_email_key do nothing;
    if not found then
        perform app.fail(409, 'email_taken',
            'There is an account with this address already.', '/email');
    end if;

    insert into auth.credentials (user_id, password_hash, pepper_id)
    values (p_user, p_hash, p_pepper);

    perform set_config('app.user_id', p_user::text, true),
            set_config('app.request_id', coalesce(p_request_id, ''), true);
    perform app.make_workspace(p_workspace,
        coalesce(p_workspace_name, left(p_name, 188) || '''s studio'),
        null, p_user);
    perform auth.add_session(p_session, p_user, p_agent,
        p_ip_prefix, p_remember);

    return query select auth.person(p_user);
end
$$;

ALTER FUNCTION auth.register(p_user uuid, p_workspace uuid, p_session uuid, p_email text, p_name text, p_hash text, p_pepper text, p_workspace_name text, p_agent text, p_ip_prefix text, p_remember boolean, p_request_id text) OWNER TO ss_gate;

--
-- Name: rotate_session(uuid, integer, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.rotate_session(p_session uuid, p_generation integer, p_request_id text) RETURNS TABLE(state text, generation integer, user_id uuid, remember boolean, idle_expires_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    s app.sessions;
begin
    select x.* into s
      from app.sessions x
      join app.users u on u.id = x.user_id
     where x.id = p_session and u.disabled_at is null and u.deleted_at is null
       for update of x;

    if not found or s.revoked_at is not null
       or s.idle_expires_at <= now() or s.absolute_expires_at <= now() then
        return query select 'gone', p_generation, s.user_id, s.remember, s.idle_expires_at;
    elsif p_generation = s.generation then
        s.idle_expires_at := least(
            now() + case when s.remember then interval '30 days' else interval '12 hours' end,
            s.absolute_expires_at);
        update app.sessions x
           set generation = x.generation + 1, rotated_at = clock_timestamp(),
               idle_expires_at = s.idle_expires_at
         where x.id = s.id;
        return query select 'rotated', p_generation + 1, s.user_id, s.remember, s.idle_expires_at;
    elsif p_generation = s.generation - 1
          and clock_timestamp() - s.rotated_at <= interval '30 seconds' then
        return query select 'grace', s.generation, s.user_id, s.remember, s.idle_expires_at;
    else
        update app.sessions x
           set revoked_at = now(), reuse_detected_at = now()
         where x.id = s.id;
        return query select 'reuse', s.generation, s.user_id, s.remember, s.idle_expires_at;
    end if;
end
$$;

ALTER FUNCTION auth.rotate_session(p_session uuid, p_generation integer, p_request_id text) OWNER TO ss_gate;

--
-- Name: board_columns; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.board_columns (
    workspace_id uuid NOT NULL,
    id uuid DEFAULT app.uuid7() NOT NULL,
    project_id uuid NOT NULL,
    name text NOT NULL,
    category text NOT NULL,
    rank text NOT NULL COLLATE pg_catalog."C",
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT board_columns_category_check CHECK ((category = ANY (ARRAY['todo'::text, 'doing'::text, 'done'::text]))),
    CONSTRAINT board_columns_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
    CONSTRAINT board_columns_rank_check CHECK (((length(rank) >= 1) AND (length(rank) <= 200)))
);

ALTER TABLE ONLY app.board_columns FORCE ROW LEVEL SECURITY;

ALTER TABLE app.board_columns OWNER TO ss_owner;

--
-- Name: client_history; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.client_history (
    workspace_id uuid NOT NULL,
    client_id uuid NOT NULL,
    rev integer NOT NULL,
    op text NOT NULL,
    changed text[] NOT NULL,
    "row" jsonb NOT NULL,
    actor_id uuid,
    actor_kind text NOT NULL,
    request_id text,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY app.client_history FORCE ROW LEVEL SECURITY;

ALTER TABLE app.client_history OWNER TO ss_owner;

--
-- Name: comment_history; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.comment_history (
    workspace_id uuid NOT NULL,
    comment_id uuid NOT NULL,
    rev integer NOT NULL,
    op text NOT NULL,
    changed text[] NOT NULL,
    "row" jsonb NOT NULL,
    actor_id uuid,
    actor_kind text NOT NULL,
    request_id text,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY app.comment_history FORCE ROW LEVEL SECURITY;

ALTER TABLE app.comment_history OWNER TO ss_owner;

--
-- Name: comments; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.comments (
    workspace_id uuid NOT NULL,
    id uuid DEFAULT app.uuid7() NOT NULL,
    task_id uuid NOT NULL,
    parent_id uuid,
    author_kind text DEFAULT 'member'::text NOT NULL,
    author_id uuid,
    body text NOT NULL,
    visibility text DEFAULT 'internal'::text NOT NULL,
    rev integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    purge_after timestamp with time zone,
    CONSTRAINT comments_author_kind_check CHECK ((author_kind = ANY (ARRAY['member'::text, 'client'::text, 'assistant'::text, 'system'::text]))),
    CONSTRAINT comments_body_check CHECK (((length(body) >= 1) AND (length(body) <= 10000))),
    CONSTRAINT comments_visibility_check CHECK ((visibility = ANY (ARRAY['internal'::text, 'client'::text])))
);

ALTER TABLE ONLY app.comments FORCE ROW LEVEL SECURITY;

ALTER TABLE app.comments OWNER TO ss_owner;

--
-- Name: events; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.events (
    workspace_id uuid NOT NULL,
    seq bigint NOT NULL,
    kind text NOT NULL,
    entity_type text NOT NULL,
    entity_id uuid NOT NULL,
    entity_rev integer,
    project_id uuid,
    task_id uuid,
    audience text DEFAULT 'internal'::text NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    request_id text,
    payload jsonb DEFAULT '{}'::jsonb NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY app.events FORCE ROW LEVEL SECURITY;

ALTER TABLE app.events OWNER TO ss_owner;

--
-- Name: mail_outbox; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.mail_outbox (
    id uuid DEFAULT app.uuid7() NOT NULL,
    recipient text NOT NULL,
    template text NOT NULL,
    locale text DEFAULT 'en'::text NOT NULL,
    vars jsonb DEFAULT '{}'::jsonb NOT NULL,
    tenant_id uuid,
    dedupe_key text,
    state text DEFAULT 'queued'::text NOT NULL,
    not_before timestamp with time zone DEFAULT now() NOT NULL,
    lease_until timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    last_error text,
    ip_prefix text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    sent_at timestamp with time zone,
    CONSTRAINT mail_outbox_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'suppressed'::text])))
);

ALTER TABLE ONLY app.mail_outbox FORCE ROW LEVEL SECURITY;

ALTER TABLE app.mail_outbox OWNER TO ss_owner;

--
-- Name: project_counters; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.project_counters (
    workspace_id uuid NOT NULL,
    project_id uuid NOT NULL,
    last_number integer DEFAULT 0 NOT NULL,
    last_rank integer DEFAULT 268435456 NOT NULL,
    closed boolean DEFAULT false NOT NULL
)
WITH (fillfactor='50');

ALTER TABLE ONLY app.project_counters FORCE ROW LEVEL SECURITY;

ALTER TABLE app.project_counters OWNER TO ss_owner;

--
-- Name: project_history; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.project_history (
    workspace_id uuid NOT NULL,
    project_id uuid NOT NULL,
    rev integer NOT NULL,
    op text NOT NULL,
    changed text[] NOT NULL,
    "row" jsonb NOT NULL,
    actor_id uuid,
    actor_kind text NOT NULL,
    request_id text,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY app.project_history FORCE ROW LEVEL SECURITY;

ALTER TABLE app.project_history OWNER TO ss_owner;

--
-- Name: task_history; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.task_history (
    workspace_id uuid NOT NULL,
    task_id uuid NOT NULL,
    rev integer NOT NULL,
    op text NOT NULL,
    changed text[] NOT NULL,
    "row" jsonb NOT NULL,
    actor_id uuid,
    actor_kind text NOT NULL,
    request_id text,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY app.task_history FORCE ROW LEVEL SECURITY;

ALTER TABLE app.task_history OWNER TO ss_owner;

--
-- Name: audit_heads audit_heads_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.audit_heads
    ADD CONSTRAINT audit_heads_pkey PRIMARY KEY (chain);

--
-- Name: audit_log audit_log_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (chain, seq);

--
-- Name: board_columns board_columns_id_key; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.board_columns
    ADD CONSTRAINT board_columns_id_key UNIQUE (workspace_id, project_id, id);

--
-- Name: board_columns board_columns_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.board_columns
    ADD CONSTRAINT board_columns_pkey PRIMARY KEY (workspace_id, id);

--
-- Name: client_history client_history_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.client_history
    ADD CONSTRAINT client_history_pkey PRIMARY KEY (workspace_id, client_id, rev);

--
-- Name: clients clients_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.clients
    ADD CONSTRAINT clients_pkey PRIMARY KEY (workspace_id, id);

--
-- Name: comment_history comment_history_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.comment_history
    ADD CONSTRAINT comment_history_pkey PRIMARY KEY (workspace_id, comment_id, rev);

--
-- Name: comments comments_id_key; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.comments
    ADD CONSTRAINT comments_id_key UNIQUE (workspace_id, task_id, id);

--
-- Name: comments comments_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.comments
    ADD CONSTRAINT comments_pkey PRIMARY KEY (workspace_id, id);

--
-- Name: events events_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (workspace_id, seq);

--
-- Name: idempotency_keys idempotency_keys_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (caller, key);

--
-- Name: mail_outbox mail_outbox_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.mail_outbox
    ADD CONSTRAINT mail_outbox_pkey PRIMARY KEY (id);

--
-- Name: memberships memberships_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.memberships
    ADD CONSTRAINT memberships_pkey PRIMARY KEY (workspace_id, user_id);

--
-- Name: project_counters project_counters_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.project_counters
    ADD CONSTRAINT project_counters_pkey PRIMARY KEY (workspace_id, project_id);

--
-- Name: project_history project_history_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.project_history
    ADD CONSTRAINT project_history_pkey PRIMARY KEY (workspace_id, project_id, rev);

--
-- Name: projects projects_code_key; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.projects
    ADD CONSTRAINT projects_code_key UNIQUE (workspace_id, code);

--
-- Name: projects projects_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.projects
    ADD CONSTRAINT projects_pkey PRIMARY KEY (workspace_id, id);

--
-- Name: sessions sessions_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);

--
-- Name: task_history task_history_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.task_history
    ADD CONSTRAINT task_history_pkey PRIMARY KEY (workspace_id, task_id, rev);

--
-- Name: tasks tasks_number_key; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.tasks
    ADD CONSTRAINT tasks_number_key UNIQUE (workspace_id, project_id, number);

--
-- Name: tasks tasks_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.tasks
    ADD CONSTRAINT tasks_pkey PRIMARY KEY (workspace_id, id);

--
-- Name: users users_email_key; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.users
    ADD CONSTRAINT users_email_key UNIQUE (email);

--
-- Name: users users_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);

--
-- Name: workspaces workspaces_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.workspaces
    ADD CONSTRAINT workspaces_pkey PRIMARY KEY (id);

--
-- Name: workspaces workspaces_slug_key; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.workspaces
    ADD CONSTRAINT workspaces_slug_key UNIQUE (slug);

--
-- Name: credentials credentials_pkey; Type: CONSTRAINT; Schema: auth; Owner: ss_owner
--

ALTER TABLE ONLY auth.credentials
    ADD CONSTRAINT credentials_pkey PRIMARY KEY (user_id);

--
-- Name: migrations migrations_pkey; Type: CONSTRAINT; Schema: meta; Owner: ss_owner
--

ALTER TABLE ONLY meta.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (number);

--
-- Name: audit_log_actor_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX audit_log_actor_idx ON app.audit_log USING btree (actor_id, at);

--
-- Name: audit_log_at_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX audit_log_at_idx ON app.audit_log USING btree (chain, at);

--
-- Name: board_columns_rank_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX board_columns_rank_idx ON app.board_columns USING btree (workspace_id, project_id, rank, id);

--
-- Name: clients_created_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX clients_created_idx ON app.clients USING btree (workspace_id, created_at, id) WHERE (deleted_at IS NULL);

--
-- Name: clients_name_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX clients_name_idx ON app.clients USING btree (workspace_id, name, id) WHERE (deleted_at IS NULL);

--
-- Name: clients_search_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX clients_search_idx ON app.clients USING gin (workspace_id, search) WITH (gin_pending_list_limit='256');

--
-- Name: clients_updated_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX clients_updated_idx ON app.clients USING btree (workspace_id, updated_at, id) WHERE (deleted_at IS NULL);

--
-- Name: comments_task_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX comments_task_idx ON app.comments USING btree (workspace_id, task_id, created_at, id) WHERE (deleted_at IS NULL);

--
-- Name: events_project_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX events_project_idx ON app.events USING btree (workspace_id, project_id, seq) WHERE (project_id IS NOT NULL);

--
-- Name: events_task_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX events_task_idx ON app.events USING btree (workspace_id, task_id, seq) WHERE (task_id IS NOT NULL);

--
-- Name: mail_outbox_dedupe_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE UNIQUE INDEX mail_outbox_dedupe_idx ON app.mail_outbox USING btree (dedupe_key) WHERE (dedupe_key IS NOT NULL);

--
-- Name: mail_outbox_due_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX mail_outbox_due_idx ON app.mail_outbox USING btree (not_before) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));

--
-- Name: mail_outbox_network_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX mail_outbox_network_idx ON app.mail_outbox USING btree (ip_prefix, created_at) WHERE (ip_prefix IS NOT NULL);

--
-- Name: mail_outbox_recipient_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX mail_outbox_recipient_idx ON app.mail_outbox USING btree (recipient, created_at);

--
-- Name: memberships_user_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX memberships_user_idx ON app.memberships USING btree (user_id, workspace_id);

--
-- Name: projects_client_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX projects_client_idx ON app.projects USING btree (workspace_id, client_id, status) WHERE (deleted_at IS NULL);

--
-- Name: projects_created_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX projects_created_idx ON app.projects USING btree (workspace_id, created_at, id) WHERE (deleted_at IS NULL);

--
-- Name: projects_due_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX projects_due_idx ON app.projects USING btree (workspace_id, due_sort, id) WHERE (deleted_at IS NULL);

--
-- Name: projects_name_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX projects_name_idx ON app.projects USING btree (workspace_id, name, id) WHERE (deleted_at IS NULL);

--
-- Name: projects_search_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX projects_search_idx ON app.projects USING gin (workspace_id, search) WITH (gin_pending_list_limit='256');

--
-- Name: projects_updated_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX projects_updated_idx ON app.projects USING btree (workspace_id, updated_at, id) WHERE (deleted_at IS NULL);

--
-- Name: sessions_user_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX sessions_user_idx ON app.sessions USING btree (user_id, created_at) WHERE (revoked_at IS NULL);

--
-- Name: tasks_column_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX tasks_column_idx ON app.tasks USING btree (workspace_id, column_id, rank, id) WHERE (deleted_at IS NULL);

--
-- Name: tasks_created_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX tasks_created_idx ON app.tasks USING btree (workspace_id, created_at, id) WHERE (deleted_at IS NULL);

--
-- Name: tasks_due_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX tasks_due_idx ON app.tasks USING btree (workspace_id, due_sort, id) WHERE (deleted_at IS NULL);

--
-- Name: tasks_project_created_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX tasks_project_created_idx ON app.tasks USING btree (workspace_id, project_id, created_at, id) WHERE (deleted_at IS NULL);

--
-- Name: tasks_project_due_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX tasks_project_due_idx ON app.tasks USING btree (workspace_id, project_id, due_sort, id) WHERE (deleted_at IS NULL);

--
-- Name: tasks_project_rank_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX tasks_project_rank_idx ON app.tasks USING btree (workspace_id, project_id, rank, id) INCLUDE (status) WHERE (deleted_at IS NULL);

--
-- Name: tasks_project_updated_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX tasks_project_updated_idx ON app.tasks USING btree (workspace_id, project_id, updated_at, id) WHERE (deleted_at IS NULL);

--
-- Name: tasks_search_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX tasks_search_idx ON app.tasks USING gin (workspace_id, search) WITH (gin_pending_list_limit='256');

--
-- Name: tasks_updated_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX tasks_updated_idx ON app.tasks USING btree (workspace_id, updated_at, id) WHERE (deleted_at IS NULL);

--
-- Name: tasks_work_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX tasks_work_idx ON app.tasks USING btree (workspace_id, assignee_id, due_sort, id) WHERE ((deleted_at IS NULL) AND (status <> 'done'::text));

--
-- Name: board_columns_project_stats; Type: STATISTICS; Schema: app; Owner: ss_owner
--

CREATE STATISTICS app.board_columns_project_stats (dependencies) ON workspace_id, project_id FROM app.board_columns;

ALTER STATISTICS app.board_columns_project_stats OWNER TO ss_owner;

--
-- Name: comments_task_stats; Type: STATISTICS; Schema: app; Owner: ss_owner
--

CREATE STATISTICS app.comments_task_stats (dependencies) ON workspace_id, task_id FROM app.comments;

ALTER STATISTICS app.comments_task_stats OWNER TO ss_owner;

--
-- Name: events_project_stats; Type: STATISTICS; Schema: app; Owner: ss_owner
--

CREATE STATISTICS app.events_project_stats (dependencies) ON workspace_id, project_id FROM app.events;

ALTER STATISTICS app.events_project_stats OWNER TO ss_owner;

--
-- Name: events_task_stats; Type: STATISTICS; Schema: app; Owner: ss_owner
--

CREATE STATISTICS app.events_task_stats (dependencies) ON workspace_id, task_id FROM app.events;

ALTER STATISTICS app.events_task_stats OWNER TO ss_owner;

--
-- Name: projects_client_stats; Type: STATISTICS; Schema: app; Owner: ss_owner
--

CREATE STATISTICS app.projects_client_stats (dependencies) ON workspace_id, client_id FROM app.projects;

ALTER STATISTICS app.projects_client_stats OWNER TO ss_owner;

--
-- Name: task_history_stats; Type: STATISTICS; Schema: app; Owner: ss_owner
--

CREATE STATISTICS app.task_history_stats (dependencies) ON workspace_id, task_id FROM app.task_history;

ALTER STATISTICS app.task_history_stats OWNER TO ss_owner;

--
-- Name: tasks_assignee_stats; Type: STATISTICS; Schema: app; Owner: ss_owner
--

CREATE STATISTICS app.tasks_assignee_stats (dependencies) ON workspace_id, assignee_id FROM app.tasks;

ALTER STATISTICS app.tasks_assignee_stats OWNER TO ss_owner;

--
-- Name: tasks_column_stats; Type: STATISTICS; Schema: app; Owner: ss_owner
--

CREATE STATISTICS app.tasks_column_stats (dependencies) ON workspace_id, project_id, column_id FROM app.tasks;

ALTER STATISTICS app.tasks_column_stats OWNER TO ss_owner;

--
-- Name: tasks_project_stats; Type: STATISTICS; Schema: app; Owner: ss_owner
--

CREATE STATISTICS app.tasks_project_stats (dependencies) ON workspace_id, project_id FROM app.tasks;

ALTER STATISTICS app.tasks_project_stats OWNER TO ss_owner;

--
-- Name: projects board; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER board AFTER INSERT ON app.projects FOR EACH ROW EXECUTE FUNCTION app.make_board();

--
-- Name: workspaces close_workspace; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER close_workspace AFTER UPDATE OF suspended_at, deleted_at ON app.workspaces FOR EACH ROW EXECUTE FUNCTION app.close_workspace();

--
-- Name: comments count; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER count BEFORE INSERT ON app.comments FOR EACH ROW EXECUTE FUNCTION app.count_comments();

--
-- Name: comments count_change; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER count_change AFTER UPDATE OF deleted_at ON app.comments FOR EACH ROW EXECUTE FUNCTION app.count_comments();

--
-- Name: users end_sessions; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER end_sessions AFTER UPDATE OF disabled_at, deleted_at ON app.users FOR EACH ROW EXECUTE FUNCTION app.end_sessions();

--
-- Name: memberships join_workspace; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER join_workspace BEFORE INSERT ON app.memberships FOR EACH ROW EXECUTE FUNCTION app.join_workspace();

--
-- Name: clients log; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log AFTER INSERT ON app.clients FOR EACH ROW EXECUTE FUNCTION app.log_client();

--
-- Name: comments log; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log AFTER INSERT ON app.comments FOR EACH ROW EXECUTE FUNCTION app.log_comment();

--
-- Name: memberships log; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log AFTER INSERT ON app.memberships FOR EACH ROW EXECUTE FUNCTION app.log_membership();

--
-- Name: projects log; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log AFTER INSERT ON app.projects FOR EACH ROW EXECUTE FUNCTION app.log_project();

--
-- Name: tasks log; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log AFTER INSERT OR UPDATE ON app.tasks FOR EACH ROW EXECUTE FUNCTION app.log_task();

--
-- Name: workspaces log; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log AFTER INSERT ON app.workspaces FOR EACH ROW EXECUTE FUNCTION app.log_workspace();

--
-- Name: clients log_change; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log_change AFTER UPDATE ON app.clients FOR EACH ROW WHEN ((old.rev <> new.rev)) EXECUTE FUNCTION app.log_client();

--
-- Name: comments log_change; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log_change AFTER UPDATE ON app.comments FOR EACH ROW WHEN ((old.rev <> new.rev)) EXECUTE FUNCTION app.log_comment();

--
-- Name: projects log_change; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log_change AFTER UPDATE ON app.projects FOR EACH ROW WHEN ((old.rev <> new.rev)) EXECUTE FUNCTION app.log_project();

--
-- Name: workspaces log_change; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log_change AFTER UPDATE OF name, slug ON app.workspaces FOR EACH ROW WHEN ((old.rev <> new.rev)) EXECUTE FUNCTION app.log_workspace();

--
-- Name: tasks place; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER place BEFORE INSERT ON app.tasks FOR EACH ROW EXECUTE FUNCTION app.place_task();

--
-- Name: clients touch; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON app.clients FOR EACH ROW EXECUTE FUNCTION app.touch_client();

--
-- Name: comments touch; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER touch BEFORE UPDATE ON app.comments FOR EACH ROW EXECUTE FUNCTION app.touch_comment();

--
-- Name: projects touch; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON app.projects FOR EACH ROW EXECUTE FUNCTION app.touch_project();

--
-- Name: tasks touch; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER touch BEFORE UPDATE ON app.tasks FOR EACH ROW EXECUTE FUNCTION app.touch_task();

--
-- Name: users touch; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER touch BEFORE UPDATE ON app.users FOR EACH ROW EXECUTE FUNCTION app.touch_user();

--
-- Name: workspaces touch; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER touch BEFORE INSERT OR UPDATE OF name, slug, suspended_at, deleted_at ON app.workspaces FOR EACH ROW EXECUTE FUNCTION app.touch_workspace();

--
-- Name: board_columns board_columns_project_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.board_columns
    ADD CONSTRAINT board_columns_project_id_fkey FOREIGN KEY (workspace_id, project_id) REFERENCES app.projects(workspace_id, id) ON DELETE CASCADE;

--
-- Name: clients clients_workspace_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.clients
    ADD CONSTRAINT clients_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id);

--
-- Name: comments comments_parent_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.comments
    ADD CONSTRAINT comments_parent_id_fkey FOREIGN KEY (workspace_id, task_id, parent_id) REFERENCES app.comments(workspace_id, task_id, id);

--
-- Name: comments comments_task_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.comments
    ADD CONSTRAINT comments_task_id_fkey FOREIGN KEY (workspace_id, task_id) REFERENCES app.tasks(workspace_id, id) ON DELETE CASCADE;

--
-- Name: memberships memberships_user_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.memberships
    ADD CONSTRAINT memberships_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id);

--
-- Name: memberships memberships_workspace_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.memberships
    ADD CONSTRAINT memberships_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id);

--
-- Name: project_counters project_counters_project_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.project_counters
    ADD CONSTRAINT project_counters_project_id_fkey FOREIGN KEY (workspace_id, project_id) REFERENCES app.projects(workspace_id, id) ON DELETE CASCADE;

--
-- Name: projects projects_client_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.projects
    ADD CONSTRAINT projects_client_id_fkey FOREIGN KEY (workspace_id, client_id) REFERENCES app.clients(workspace_id, id);

--
-- Name: projects projects_workspace_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.projects
    ADD CONSTRAINT projects_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id);

--
-- Name: sessions sessions_user_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.sessions
    ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;

--
-- Name: tasks tasks_assignee_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.tasks
    ADD CONSTRAINT tasks_assignee_id_fkey FOREIGN KEY (workspace_id, assignee_id) REFERENCES app.memberships(workspace_id, user_id) ON DELETE SET NULL (assignee_id);

--
-- Name: tasks tasks_column_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.tasks
    ADD CONSTRAINT tasks_column_id_fkey FOREIGN KEY (workspace_id, project_id, column_id) REFERENCES app.board_columns(workspace_id, project_id, id);

--
-- Name: credentials credentials_user_id_fkey; Type: FK CONSTRAINT; Schema: auth; Owner: ss_owner
--

ALTER TABLE ONLY auth.credentials
    ADD CONSTRAINT credentials_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;

--
-- Name: audit_heads; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.audit_heads ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_log; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.audit_log ENABLE ROW LEVEL SECURITY;

--
-- Name: board_columns; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.board_columns ENABLE ROW LEVEL SECURITY;

--
-- Name: client_history; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.client_history ENABLE ROW LEVEL SECURITY;

--
-- Name: clients; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.clients ENABLE ROW LEVEL SECURITY;

--
-- Name: comment_history; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.comment_history ENABLE ROW LEVEL SECURITY;

--
-- Name: comments; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.comments ENABLE ROW LEVEL SECURITY;

--
-- Name: events; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.events ENABLE ROW LEVEL SECURITY;

--
-- Name: idempotency_keys; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.idempotency_keys ENABLE ROW LEVEL SECURITY;

--
-- Name: users known_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY known_select ON app.users FOR SELECT TO ss_app USING (((id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")) OR (id IN ( SELECT m.user_id
   FROM app.memberships m
  WHERE (m.workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif"))))));

--
-- Name: mail_outbox; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.mail_outbox ENABLE ROW LEVEL SECURITY;

--
-- Name: memberships member_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY member_select ON app.memberships FOR SELECT TO ss_app USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) OR (user_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: workspaces member_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY member_select ON app.workspaces FOR SELECT TO ss_app USING (((deleted_at IS NULL) AND (id IN ( SELECT m.workspace_id
   FROM app.memberships m
  WHERE (m.user_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))))));

--
-- Name: memberships; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.memberships ENABLE ROW LEVEL SECURITY;

--
-- Name: idempotency_keys own_delete; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY own_delete ON app.idempotency_keys FOR DELETE TO ss_app USING ((caller = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: idempotency_keys own_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY own_insert ON app.idempotency_keys FOR INSERT TO ss_app WITH CHECK ((caller = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: idempotency_keys own_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY own_select ON app.idempotency_keys FOR SELECT TO ss_app USING ((caller = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: idempotency_keys own_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY own_update ON app.idempotency_keys FOR UPDATE TO ss_app USING ((caller = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((caller = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: workspaces owner_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY owner_update ON app.workspaces FOR UPDATE TO ss_app USING (((id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT current_setting('app.role'::text, true) AS current_setting) = 'owner'::text))) WITH CHECK ((id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: project_counters; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.project_counters ENABLE ROW LEVEL SECURITY;

--
-- Name: project_history; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.project_history ENABLE ROW LEVEL SECURITY;

--
-- Name: projects; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.projects ENABLE ROW LEVEL SECURITY;

--
-- Name: users self_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY self_update ON app.users FOR UPDATE TO ss_app USING ((id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: sessions; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.sessions ENABLE ROW LEVEL SECURITY;

--
-- Name: task_history; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.task_history ENABLE ROW LEVEL SECURITY;

--
-- Name: tasks; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.tasks ENABLE ROW LEVEL SECURITY;

--
-- Name: board_columns tenant_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_insert ON app.board_columns FOR INSERT TO ss_app WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (created_by = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: clients tenant_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_insert ON app.clients FOR INSERT TO ss_app WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (created_by = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: comments tenant_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_insert ON app.comments FOR INSERT TO ss_app WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (author_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: project_counters tenant_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_insert ON app.project_counters FOR INSERT TO ss_app WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: projects tenant_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_insert ON app.projects FOR INSERT TO ss_app WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (created_by = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: tasks tenant_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_insert ON app.tasks FOR INSERT TO ss_app WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (created_by = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: board_columns tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.board_columns FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: client_history tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.client_history FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: clients tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.clients FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: comment_history tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.comment_history FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: comments tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.comments FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: events tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.events FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: project_counters tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.project_counters FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: project_history tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.project_history FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: projects tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.projects FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: task_history tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.task_history FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: tasks tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.tasks FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: board_columns tenant_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_update ON app.board_columns FOR UPDATE TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: clients tenant_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_update ON app.clients FOR UPDATE TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: comments tenant_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_update ON app.comments FOR UPDATE TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: project_counters tenant_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_update ON app.project_counters FOR UPDATE TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: projects tenant_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_update ON app.projects FOR UPDATE TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: tasks tenant_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_update ON app.tasks FOR UPDATE TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: users; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.users ENABLE ROW LEVEL SECURITY;

--
-- Name: workspaces; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.workspaces ENABLE ROW LEVEL SECURITY;

--
-- Name: credentials; Type: ROW SECURITY; Schema: auth; Owner: ss_owner
--

ALTER TABLE auth.credentials ENABLE ROW LEVEL SECURITY;

--
-- Name: SCHEMA app; Type: ACL; Schema: -; Owner: ss_owner
--

GRANT USAGE ON SCHEMA app TO ss_app;
GRANT USAGE ON SCHEMA app TO ss_gate;
GRANT USAGE ON SCHEMA app TO ss_history;
GRANT USAGE ON SCHEMA app TO ss_search;
GRANT USAGE ON SCHEMA app TO ss_auth;

--
-- Name: SCHEMA auth; Type: ACL; Schema: -; Owner: ss_owner
--

GRANT USAGE ON SCHEMA auth TO ss_auth;
GRANT USAGE ON SCHEMA auth TO ss_gate;

--
-- Name: SCHEMA meta; Type: ACL; Schema: -; Owner: ss_owner
--

GRANT USAGE ON SCHEMA meta TO ss_app;
GRANT USAGE ON SCHEMA meta TO ss_auth;

--
-- Name: FUNCTION actor_kind(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.actor_kind() FROM PUBLIC;
GRANT ALL ON FUNCTION app.actor_kind() TO ss_history;

--
-- Name: FUNCTION append_event(workspace uuid, kind text, entity_type text, entity_id uuid, entity_rev integer, project uuid, task uuid, audience text, payload jsonb, at timestamp with time zone); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.append_event(workspace uuid, kind text, entity_type text, entity_id uuid, entity_rev integer, project uuid, task uuid, audience text, payload jsonb, at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION app.append_event(workspace uuid, kind text, entity_type text, entity_id uuid, entity_rev integer, project uuid, task uuid, audience text, payload jsonb, at timestamp with time zone) TO ss_history;

--
-- Name: FUNCTION uuid7(at timestamp with time zone); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.uuid7(at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION app.uuid7(at timestamp with time zone) TO ss_app;
GRANT ALL ON FUNCTION app.uuid7(at timestamp with time zone) TO ss_gate;
GRANT ALL ON FUNCTION app.uuid7(at timestamp with time zone) TO ss_history;

--
-- Name: TABLE projects; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.projects TO ss_app;
GRANT SELECT ON TABLE app.projects TO ss_search;

--
-- Name: COLUMN projects.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(workspace_id) ON TABLE app.projects TO ss_app;

--
-- Name: COLUMN projects.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(id) ON TABLE app.projects TO ss_app;

--
-- Name: COLUMN projects.client_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(client_id),UPDATE(client_id) ON TABLE app.projects TO ss_app;

--
-- Name: COLUMN projects.code; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(code),UPDATE(code) ON TABLE app.projects TO ss_app;

--
-- Name: COLUMN projects.name; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(name),UPDATE(name) ON TABLE app.projects TO ss_app;

--
-- Name: COLUMN projects.description; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(description),UPDATE(description) ON TABLE app.projects TO ss_app;

--
-- Name: COLUMN projects.status; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(status),UPDATE(status) ON TABLE app.projects TO ss_app;

--
-- Name: COLUMN projects.health; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(health),UPDATE(health) ON TABLE app.projects TO ss_app;

--
-- Name: COLUMN projects.start_on; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(start_on),UPDATE(start_on) ON TABLE app.projects TO ss_app;

--
-- Name: COLUMN projects.due_on; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(due_on),UPDATE(due_on) ON TABLE app.projects TO ss_app;

--
-- Name: COLUMN projects.budget_minutes; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(budget_minutes),UPDATE(budget_minutes) ON TABLE app.projects TO ss_app;

--
-- Name: COLUMN projects.budget_minor; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(budget_minor),UPDATE(budget_minor) ON TABLE app.projects TO ss_app;

--
-- Name: COLUMN projects.billing; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(billing),UPDATE(billing) ON TABLE app.projects TO ss_app;

--
-- Name: COLUMN projects.visibility; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(visibility),UPDATE(visibility) ON TABLE app.projects TO ss_app;

--
-- Name: COLUMN projects.created_by; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(created_by) ON TABLE app.projects TO ss_app;

--
-- Name: COLUMN projects.deleted_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(deleted_at) ON TABLE app.projects TO ss_app;

--
-- Name: FUNCTION archive_project(p_id uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.archive_project(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.archive_project(p_id uuid) TO ss_app;

--
-- Name: FUNCTION audit(p_action text, p_object_type text, p_object uuid, p_detail jsonb, p_workspace uuid, p_actor uuid, p_actor_kind text); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.audit(p_action text, p_object_type text, p_object uuid, p_detail jsonb, p_workspace uuid, p_actor uuid, p_actor_kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.audit(p_action text, p_object_type text, p_object uuid, p_detail jsonb, p_workspace uuid, p_actor uuid, p_actor_kind text) TO ss_gate;
GRANT ALL ON FUNCTION app.audit(p_action text, p_object_type text, p_object uuid, p_detail jsonb, p_workspace uuid, p_actor uuid, p_actor_kind text) TO ss_owner;

--
-- Name: TABLE audit_log; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,INSERT ON TABLE app.audit_log TO ss_history;
GRANT SELECT ON TABLE app.audit_log TO ss_gate;

--
-- Name: FUNCTION audit_hash(r app.audit_log); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.audit_hash(r app.audit_log) FROM PUBLIC;
GRANT ALL ON FUNCTION app.audit_hash(r app.audit_log) TO ss_history;
GRANT ALL ON FUNCTION app.audit_hash(r app.audit_log) TO ss_gate;

--
-- Name: TABLE audit_heads; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE app.audit_heads TO ss_history;
GRANT SELECT ON TABLE app.audit_heads TO ss_gate;

--
-- Name: FUNCTION audit_fault(p_chain uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.audit_fault(p_chain uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.audit_fault(p_chain uuid) TO ss_gate;

--
-- Name: FUNCTION begin_idempotent(p_key text, p_hash bytea, p_operation text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.begin_idempotent(p_key text, p_hash bytea, p_operation text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_idempotent(p_key text, p_hash bytea, p_operation text) TO ss_app;

--
-- Name: FUNCTION begin_request(p_session uuid, p_user uuid, p_workspace uuid, p_roles integer, p_request_id text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.begin_request(p_session uuid, p_user uuid, p_workspace uuid, p_roles integer, p_request_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_request(p_session uuid, p_user uuid, p_workspace uuid, p_roles integer, p_request_id text) TO ss_app;

--
-- Name: FUNCTION board_of(p_project uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.board_of(p_project uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.board_of(p_project uuid) TO ss_app;

--
-- Name: TABLE migrations; Type: ACL; Schema: meta; Owner: ss_owner
--

GRANT SELECT ON TABLE meta.migrations TO ss_app;
GRANT SELECT ON TABLE meta.migrations TO ss_auth;

--
-- Name: FUNCTION check_deployment(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.check_deployment() FROM PUBLIC;
GRANT ALL ON FUNCTION app.check_deployment() TO ss_app;
GRANT ALL ON FUNCTION app.check_deployment() TO ss_auth;

--
-- Name: FUNCTION close_workspace(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.close_workspace() FROM PUBLIC;

--
-- Name: TABLE tasks; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.tasks TO ss_history;
GRANT SELECT ON TABLE app.tasks TO ss_app;
GRANT SELECT ON TABLE app.tasks TO ss_search;

--
-- Name: COLUMN tasks.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(workspace_id) ON TABLE app.tasks TO ss_app;

--
-- Name: COLUMN tasks.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(id) ON TABLE app.tasks TO ss_app;

--
-- Name: COLUMN tasks.project_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(project_id),UPDATE(project_id) ON TABLE app.tasks TO ss_app;

--
-- Name: COLUMN tasks.number; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(number) ON TABLE app.tasks TO ss_app;

--
-- Name: COLUMN tasks.column_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(column_id),UPDATE(column_id) ON TABLE app.tasks TO ss_app;

--
-- Name: COLUMN tasks.rank; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(rank) ON TABLE app.tasks TO ss_app;

--
-- Name: COLUMN tasks.title; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(title),UPDATE(title) ON TABLE app.tasks TO ss_app;

--
-- Name: COLUMN tasks.description; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(description),UPDATE(description) ON TABLE app.tasks TO ss_app;

--
-- Name: COLUMN tasks.priority; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(priority),UPDATE(priority) ON TABLE app.tasks TO ss_app;

--
-- Name: COLUMN tasks.assignee_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(assignee_id),UPDATE(assignee_id) ON TABLE app.tasks TO ss_app;

--
-- Name: COLUMN tasks.start_on; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(start_on),UPDATE(start_on) ON TABLE app.tasks TO ss_app;

--
-- Name: COLUMN tasks.due_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(due_at),UPDATE(due_at) ON TABLE app.tasks TO ss_app;

--
-- Name: COLUMN tasks.estimate_minutes; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(estimate_minutes),UPDATE(estimate_minutes) ON TABLE app.tasks TO ss_app;

--
-- Name: COLUMN tasks.visibility; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(visibility),UPDATE(visibility) ON TABLE app.tasks TO ss_app;

--
-- Name: COLUMN tasks.comment_count; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(comment_count) ON TABLE app.tasks TO ss_app;

--
-- Name: COLUMN tasks.created_by; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(created_by) ON TABLE app.tasks TO ss_app;

--
-- Name: COLUMN tasks.deleted_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(deleted_at) ON TABLE app.tasks TO ss_history;
GRANT UPDATE(deleted_at) ON TABLE app.tasks TO ss_app;

--
-- Name: FUNCTION complete_task(p_id uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.complete_task(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.complete_task(p_id uuid) TO ss_app;

--
-- Name: FUNCTION count_comments(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.count_comments() FROM PUBLIC;

--
-- Name: FUNCTION create_project(p_id uuid, p_data jsonb); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.create_project(p_id uuid, p_data jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.create_project(p_id uuid, p_data jsonb) TO ss_app;

--
-- Name: FUNCTION create_workspace(p_id uuid, p_name text, p_slug text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.create_workspace(p_id uuid, p_name text, p_slug text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.create_workspace(p_id uuid, p_name text, p_slug text) TO ss_app;

--
-- Name: FUNCTION current_person(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.current_person() FROM PUBLIC;
GRANT ALL ON FUNCTION app.current_person() TO ss_app;
GRANT ALL ON FUNCTION app.current_person() TO ss_history;
GRANT ALL ON FUNCTION app.current_person() TO ss_gate;

--
-- Name: FUNCTION current_workspace(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.current_workspace() FROM PUBLIC;
GRANT ALL ON FUNCTION app.current_workspace() TO ss_app;
GRANT ALL ON FUNCTION app.current_workspace() TO ss_search;

--
-- Name: FUNCTION end_sessions(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.end_sessions() FROM PUBLIC;

--
-- Name: FUNCTION fail(status integer, code text, detail text, pointer text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.fail(status integer, code text, detail text, pointer text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.fail(status integer, code text, detail text, pointer text) TO ss_app;
GRANT ALL ON FUNCTION app.fail(status integer, code text, detail text, pointer text) TO ss_gate;
GRANT ALL ON FUNCTION app.fail(status integer, code text, detail text, pointer text) TO ss_auth;

--
-- Name: FUNCTION is_time_zone(name text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.is_time_zone(name text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.is_time_zone(name text) TO ss_app;
GRANT ALL ON FUNCTION app.is_time_zone(name text) TO ss_gate;

--
-- Name: FUNCTION join_workspace(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.join_workspace() FROM PUBLIC;

--
-- Name: FUNCTION log_client(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.log_client() FROM PUBLIC;

--
-- Name: FUNCTION log_comment(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.log_comment() FROM PUBLIC;

--
-- Name: FUNCTION log_membership(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.log_membership() FROM PUBLIC;

--
-- Name: FUNCTION log_project(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.log_project() FROM PUBLIC;

--
-- Name: FUNCTION log_task(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.log_task() FROM PUBLIC;

--
-- Name: FUNCTION log_workspace(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.log_workspace() FROM PUBLIC;

--
-- Name: FUNCTION make_board(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.make_board() FROM PUBLIC;

--
-- Name: FUNCTION make_workspace(p_id uuid, p_name text, p_slug text, p_owner uuid); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.make_workspace(p_id uuid, p_name text, p_slug text, p_owner uuid) FROM PUBLIC;

--
-- Name: FUNCTION move_task(p_id uuid, p_column uuid, p_before uuid, p_after uuid, p_project uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.move_task(p_id uuid, p_column uuid, p_before uuid, p_after uuid, p_project uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.move_task(p_id uuid, p_column uuid, p_before uuid, p_after uuid, p_project uuid) TO ss_app;

--
-- Name: FUNCTION next_rank(p_project uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.next_rank(p_project uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.next_rank(p_project uuid) TO ss_app;

--
-- Name: FUNCTION place_task(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.place_task() FROM PUBLIC;

--
-- Name: FUNCTION project_code(workspace uuid, name text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.project_code(workspace uuid, name text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.project_code(workspace uuid, name text) TO ss_app;

--
-- Name: FUNCTION rank_between(low text, high text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.rank_between(low text, high text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.rank_between(low text, high text) TO ss_app;

--
-- Name: FUNCTION rank_fraction(low text, high text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.rank_fraction(low text, high text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.rank_fraction(low text, high text) TO ss_app;

--
-- Name: FUNCTION refuse_task(t app.tasks); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.refuse_task(t app.tasks) FROM PUBLIC;
GRANT ALL ON FUNCTION app.refuse_task(t app.tasks) TO ss_app;

--
-- Name: FUNCTION reopen_task(p_id uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.reopen_task(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.reopen_task(p_id uuid) TO ss_app;

--
-- Name: TABLE idempotency_keys; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.idempotency_keys TO ss_app;

--
-- Name: FUNCTION replay_idempotent(p_key text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.replay_idempotent(p_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.replay_idempotent(p_key text) TO ss_app;

--
-- Name: FUNCTION restore_project(p_id uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.restore_project(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.restore_project(p_id uuid) TO ss_app;

--
-- Name: FUNCTION restore_task_version(p_id uuid, p_rev integer); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.restore_task_version(p_id uuid, p_rev integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.restore_task_version(p_id uuid, p_rev integer) TO ss_app;

--
-- Name: FUNCTION search_query(p_words text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.search_query(p_words text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.search_query(p_words text) TO ss_search;

--
-- Name: TABLE clients; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.clients TO ss_app;
GRANT SELECT ON TABLE app.clients TO ss_search;

--
-- Name: COLUMN clients.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(workspace_id) ON TABLE app.clients TO ss_app;

--
-- Name: COLUMN clients.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(id) ON TABLE app.clients TO ss_app;

--
-- Name: COLUMN clients.name; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(name),UPDATE(name) ON TABLE app.clients TO ss_app;

--
-- Name: COLUMN clients.status; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(status),UPDATE(status) ON TABLE app.clients TO ss_app;

--
-- Name: COLUMN clients.website; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(website),UPDATE(website) ON TABLE app.clients TO ss_app;

--
-- Name: COLUMN clients.currency; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(currency),UPDATE(currency) ON TABLE app.clients TO ss_app;

--
-- Name: COLUMN clients.rate_minor; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(rate_minor),UPDATE(rate_minor) ON TABLE app.clients TO ss_app;

--
-- Name: COLUMN clients.notes; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(notes),UPDATE(notes) ON TABLE app.clients TO ss_app;

--
-- Name: COLUMN clients.waiting_on; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(waiting_on),UPDATE(waiting_on) ON TABLE app.clients TO ss_app;

--
-- Name: COLUMN clients.last_contact_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(last_contact_at),UPDATE(last_contact_at) ON TABLE app.clients TO ss_app;

--
-- Name: COLUMN clients.created_by; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(created_by) ON TABLE app.clients TO ss_app;

--
-- Name: COLUMN clients.deleted_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(deleted_at) ON TABLE app.clients TO ss_app;

--
-- Name: FUNCTION search_clients(p_words text); Type: ACL; Schema: app; Owner: ss_search
--

REVOKE ALL ON FUNCTION app.search_clients(p_words text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.search_clients(p_words text) TO ss_app;

--
-- Name: FUNCTION search_projects(p_words text); Type: ACL; Schema: app; Owner: ss_search
--

REVOKE ALL ON FUNCTION app.search_projects(p_words text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.search_projects(p_words text) TO ss_app;

--
-- Name: FUNCTION search_tasks(p_words text); Type: ACL; Schema: app; Owner: ss_search
--

REVOKE ALL ON FUNCTION app.search_tasks(p_words text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.search_tasks(p_words text) TO ss_app;

--
-- Name: FUNCTION send_mail(p_to text, p_template text, p_vars jsonb, p_dedupe text, p_limited boolean, p_workspace uuid); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.send_mail(p_to text, p_template text, p_vars jsonb, p_dedupe text, p_limited boolean, p_workspace uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.send_mail(p_to text, p_template text, p_vars jsonb, p_dedupe text, p_limited boolean, p_workspace uuid) TO ss_history;
GRANT ALL ON FUNCTION app.send_mail(p_to text, p_template text, p_vars jsonb, p_dedupe text, p_limited boolean, p_workspace uuid) TO ss_owner;

--
-- Name: FUNCTION spread_column(p_project uuid, p_column uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.spread_column(p_project uuid, p_column uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.spread_column(p_project uuid, p_column uuid) TO ss_app;

--
-- Name: FUNCTION task_bulk_op(p_op jsonb, OUT id uuid, OUT status integer, OUT rev integer); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.task_bulk_op(p_op jsonb, OUT id uuid, OUT status integer, OUT rev integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.task_bulk_op(p_op jsonb, OUT id uuid, OUT status integer, OUT rev integer) TO ss_app;

--
-- Name: FUNCTION tasks_bulk(p_body jsonb); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.tasks_bulk(p_body jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.tasks_bulk(p_body jsonb) TO ss_app;

--
-- Name: FUNCTION touch_client(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.touch_client() FROM PUBLIC;

--
-- Name: FUNCTION touch_comment(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.touch_comment() FROM PUBLIC;

--
-- Name: FUNCTION touch_project(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.touch_project() FROM PUBLIC;

--
-- Name: FUNCTION touch_task(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.touch_task() FROM PUBLIC;

--
-- Name: FUNCTION touch_user(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.touch_user() FROM PUBLIC;

--
-- Name: FUNCTION touch_workspace(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.touch_workspace() FROM PUBLIC;

--
-- Name: FUNCTION workspace_slug(p_name text, p_id uuid); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.workspace_slug(p_name text, p_id uuid) FROM PUBLIC;

--
-- Name: FUNCTION add_session(p_session uuid, p_user uuid, p_agent text, p_ip_prefix text, p_remember boolean); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.add_session(p_session uuid, p_user uuid, p_agent text, p_ip_prefix text, p_remember boolean) FROM PUBLIC;

--
-- Name: TABLE sessions; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE app.sessions TO ss_gate;

--
-- Name: COLUMN sessions.revoked_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(revoked_at) ON TABLE app.sessions TO ss_gate;

--
-- Name: FUNCTION close_session(p_session uuid, p_user uuid, p_request_id text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.close_session(p_session uuid, p_user uuid, p_request_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.close_session(p_session uuid, p_user uuid, p_request_id text) TO ss_auth;

--
-- Name: TABLE users; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE app.users TO ss_gate;

--
-- Name: COLUMN users.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(id) ON TABLE app.users TO ss_app;

--
-- Name: COLUMN users.email; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(email) ON TABLE app.users TO ss_app;

--
-- Name: COLUMN users.name; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(name),UPDATE(name) ON TABLE app.users TO ss_app;

--
-- Name: COLUMN users.locale; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(locale),UPDATE(locale) ON TABLE app.users TO ss_app;

--
-- Name: COLUMN users.time_zone; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(time_zone),UPDATE(time_zone) ON TABLE app.users TO ss_app;

--
-- Name: COLUMN users.created_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(created_at) ON TABLE app.users TO ss_app;

--
-- Name: COLUMN users.updated_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(updated_at) ON TABLE app.users TO ss_app;

--
-- Name: TABLE credentials; Type: ACL; Schema: auth; Owner: ss_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE auth.credentials TO ss_gate;

--
-- Name: FUNCTION find_login(p_email text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.find_login(p_email text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.find_login(p_email text) TO ss_auth;

--
-- Name: FUNCTION open_session(p_session uuid, p_user uuid, p_agent text, p_ip_prefix text, p_remember boolean, p_new_hash text, p_new_pepper text, p_request_id text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.open_session(p_session uuid, p_user uuid, p_agent text, p_ip_prefix text, p_remember boolean, p_new_hash text, p_new_pepper text, p_request_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.open_session(p_session uuid, p_user uuid, p_agent text, p_ip_prefix text, p_remember boolean, p_new_hash text, p_new_pepper text, p_request_id text) TO ss_auth;

--
-- Name: TABLE memberships; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.memberships TO ss_app;
GRANT SELECT,INSERT ON TABLE app.memberships TO ss_gate;

--
-- Name: COLUMN memberships.active; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(active) ON TABLE app.memberships TO ss_gate;

--
-- Name: TABLE workspaces; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.workspaces TO ss_history;
GRANT SELECT,INSERT ON TABLE app.workspaces TO ss_gate;

--
-- Name: COLUMN workspaces.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(id) ON TABLE app.workspaces TO ss_app;

--
-- Name: COLUMN workspaces.name; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(name),UPDATE(name) ON TABLE app.workspaces TO ss_app;

--
-- Name: COLUMN workspaces.slug; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(slug),UPDATE(slug) ON TABLE app.workspaces TO ss_app;

--
-- Name: COLUMN workspaces.event_seq; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(event_seq) ON TABLE app.workspaces TO ss_history;
GRANT SELECT(event_seq) ON TABLE app.workspaces TO ss_app;

--
-- Name: COLUMN workspaces.rev; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(rev) ON TABLE app.workspaces TO ss_app;

--
-- Name: COLUMN workspaces.deleted_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(deleted_at) ON TABLE app.workspaces TO ss_app;

--
-- Name: COLUMN workspaces.created_by; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(created_by) ON TABLE app.workspaces TO ss_app;

--
-- Name: COLUMN workspaces.created_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(created_at) ON TABLE app.workspaces TO ss_app;

--
-- Name: COLUMN workspaces.updated_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(updated_at) ON TABLE app.workspaces TO ss_app;
GRANT UPDATE(updated_at) ON TABLE app.workspaces TO ss_gate;

--
-- Name: FUNCTION person(p_user uuid); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.person(p_user uuid) FROM PUBLIC;

--
-- Name: FUNCTION register(p_user uuid, p_workspace uuid, p_session uuid, p_email text, p_name text, p_hash text, p_pepper text, p_workspace_name text, p_agent text, p_ip_prefix text, p_remember boolean, p_request_id text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.register(p_user uuid, p_workspace uuid, p_session uuid, p_email text, p_name text, p_hash text, p_pepper text, p_workspace_name text, p_agent text, p_ip_prefix text, p_remember boolean, p_request_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.register(p_user uuid, p_workspace uuid, p_session uuid, p_email text, p_name text, p_hash text, p_pepper text, p_workspace_name text, p_agent text, p_ip_prefix text, p_remember boolean, p_request_id text) TO ss_auth;

--
-- Name: FUNCTION rotate_session(p_session uuid, p_generation integer, p_request_id text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.rotate_session(p_session uuid, p_generation integer, p_request_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.rotate_session(p_session uuid, p_generation integer, p_request_id text) TO ss_auth;

--
-- Name: TABLE board_columns; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.board_columns TO ss_app;

--
-- Name: COLUMN board_columns.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(workspace_id) ON TABLE app.board_columns TO ss_app;

--
-- Name: COLUMN board_columns.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(id) ON TABLE app.board_columns TO ss_app;

--
-- Name: COLUMN board_columns.project_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(project_id) ON TABLE app.board_columns TO ss_app;

--
-- Name: COLUMN board_columns.name; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(name),UPDATE(name) ON TABLE app.board_columns TO ss_app;

--
-- Name: COLUMN board_columns.category; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(category) ON TABLE app.board_columns TO ss_app;

--
-- Name: COLUMN board_columns.rank; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(rank),UPDATE(rank) ON TABLE app.board_columns TO ss_app;

--
-- Name: COLUMN board_columns.created_by; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(created_by) ON TABLE app.board_columns TO ss_app;

--
-- Name: TABLE client_history; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT ON TABLE app.client_history TO ss_history;
GRANT SELECT ON TABLE app.client_history TO ss_app;

--
-- Name: TABLE comment_history; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT ON TABLE app.comment_history TO ss_history;
GRANT SELECT ON TABLE app.comment_history TO ss_app;

--
-- Name: TABLE comments; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.comments TO ss_app;

--
-- Name: COLUMN comments.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(workspace_id) ON TABLE app.comments TO ss_app;

--
-- Name: COLUMN comments.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(id) ON TABLE app.comments TO ss_app;

--
-- Name: COLUMN comments.task_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(task_id) ON TABLE app.comments TO ss_app;

--
-- Name: COLUMN comments.parent_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(parent_id) ON TABLE app.comments TO ss_app;

--
-- Name: COLUMN comments.author_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(author_id) ON TABLE app.comments TO ss_app;

--
-- Name: COLUMN comments.body; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(body),UPDATE(body) ON TABLE app.comments TO ss_app;

--
-- Name: COLUMN comments.visibility; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(visibility),UPDATE(visibility) ON TABLE app.comments TO ss_app;

--
-- Name: COLUMN comments.deleted_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(deleted_at) ON TABLE app.comments TO ss_app;

--
-- Name: TABLE events; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT ON TABLE app.events TO ss_history;
GRANT SELECT ON TABLE app.events TO ss_app;

--
-- Name: TABLE mail_outbox; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE app.mail_outbox TO ss_gate;

--
-- Name: TABLE project_counters; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.project_counters TO ss_history;
GRANT SELECT ON TABLE app.project_counters TO ss_app;

--
-- Name: COLUMN project_counters.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(workspace_id) ON TABLE app.project_counters TO ss_app;

--
-- Name: COLUMN project_counters.project_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(project_id) ON TABLE app.project_counters TO ss_app;

--
-- Name: COLUMN project_counters.last_number; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(last_number) ON TABLE app.project_counters TO ss_app;

--
-- Name: COLUMN project_counters.last_rank; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(last_rank) ON TABLE app.project_counters TO ss_app;

--
-- Name: COLUMN project_counters.closed; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(closed) ON TABLE app.project_counters TO ss_history;

--
-- Name: TABLE project_history; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT ON TABLE app.project_history TO ss_history;
GRANT SELECT ON TABLE app.project_history TO ss_app;

--
-- Name: TABLE task_history; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT ON TABLE app.task_history TO ss_history;
GRANT SELECT ON TABLE app.task_history TO ss_app;

--
-- PostgreSQL database dump complete
--

