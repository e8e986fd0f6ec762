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
-- Name: accept_invitation(text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.accept_invitation(p_token text) RETURNS TABLE(id uuid, name text, slug text, role text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.accept_invitation(p_token text) OWNER TO ss_gate;

--
-- Name: current_person(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.current_person() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (COALESCE(NULLIF(current_setting('app.guest_id'::text, true), ''::text), NULLIF(current_setting('app.user_id'::text, true), ''::text)))::uuid;

ALTER FUNCTION app.current_person() OWNER TO ss_owner;

--
-- Name: actor_kind(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.actor_kind() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN COALESCE(NULLIF(current_setting('app.actor_kind'::text, true), ''::text), CASE WHEN (app.current_person() IS NULL) THEN 'system'::text ELSE 'member'::text END);

ALTER FUNCTION app.actor_kind() OWNER TO ss_owner;

--
-- Name: uuid7(timestamp with time zone); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.uuid7(at timestamp with time zone DEFAULT clock_timestamp()) RETURNS uuid
    LANGUAGE sql PARALLEL SAFE
    RETURN (encode(set_bit(set_bit(OVERLAY(uuid_send(gen_random_uuid()) PLACING SUBSTRING(int8send(((EXTRACT(epoch FROM at) * (1000)::numeric))::bigint) FROM 3) FROM 1 FOR 6), (52)::bigint, 1), (53)::bigint, 1), 'hex'::text))::uuid;

ALTER FUNCTION app.uuid7(at timestamp with time zone) OWNER TO ss_owner;

--
-- Name: link_tokens; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.link_tokens (
    workspace_id uuid NOT NULL,
    id uuid DEFAULT app.uuid7() NOT NULL,
    link_id uuid NOT NULL,
    email text NOT NULL,
    token_hash bytea NOT NULL,
    link_hash bytea NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    used_at timestamp with time zone
);

ALTER TABLE ONLY app.link_tokens FORCE ROW LEVEL SECURITY;

ALTER TABLE app.link_tokens OWNER TO ss_owner;

--
-- Name: share_links; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.share_links (
    workspace_id uuid NOT NULL,
    id uuid DEFAULT app.uuid7() NOT NULL,
    client_id uuid,
    project_id uuid,
    task_id uuid,
    label text DEFAULT ''::text NOT NULL,
    permission text DEFAULT 'comment'::text NOT NULL,
    guest_name text,
    allowed_emails text[] DEFAULT '{}'::text[] NOT NULL,
    expires_at timestamp with time zone DEFAULT (now() + '30 days'::interval) NOT NULL,
    max_uses integer,
    use_count integer DEFAULT 0 NOT NULL,
    writes_per_hour integer DEFAULT 100 NOT NULL,
    written_hour timestamp with time zone,
    written integer DEFAULT 0 NOT NULL,
    token_hash bytea NOT NULL,
    token_hint text NOT NULL,
    password_hash text,
    pepper_id text,
    has_password boolean GENERATED ALWAYS AS ((password_hash IS NOT NULL)) STORED NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    rev integer DEFAULT 1 NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT share_links_guest_name_check CHECK (((length(guest_name) >= 1) AND (length(guest_name) <= 100))),
    CONSTRAINT share_links_label_check CHECK ((length(label) <= 100)),
    CONSTRAINT share_links_max_uses_check CHECK (((max_uses >= 1) AND (max_uses <= 1000))),
    CONSTRAINT share_links_permission_check CHECK ((permission = ANY (ARRAY['view'::text, 'comment'::text, 'upload'::text, 'edit'::text]))),
    CONSTRAINT share_links_scope_check CHECK ((num_nonnulls(client_id, project_id, task_id) = 1)),
    CONSTRAINT share_links_writes_per_hour_check CHECK (((writes_per_hour >= 1) AND (writes_per_hour <= 1000)))
)
WITH (fillfactor='80');

ALTER TABLE ONLY app.share_links FORCE ROW LEVEL SECURITY;

ALTER TABLE app.share_links OWNER TO ss_owner;

--
-- Name: add_link_token(app.share_links, text, text, uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.add_link_token(l app.share_links, p_email text, p_token text, p_by uuid) RETURNS void
    LANGUAGE sql
    BEGIN ATOMIC
 DELETE FROM app.link_tokens t
   WHERE ((t.workspace_id, t.id) IN ( SELECT x.workspace_id,
             x.id
            FROM app.link_tokens x
           WHERE ((x.workspace_id = (add_link_token.l).workspace_id) AND (x.link_id = (add_link_token.l).id) AND (x.email = add_link_token.p_email) AND ((x.created_by IS NULL) = (add_link_token.p_by IS NULL)))
           ORDER BY x.created_at DESC, x.id DESC
          OFFSET 4));
 INSERT INTO app.link_tokens (workspace_id, link_id, email, token_hash, link_hash, created_by)
   VALUES ((add_link_token.l).workspace_id, (add_link_token.l).id, add_link_token.p_email, sha256(convert_to(add_link_token.p_token, 'UTF8'::name)), (add_link_token.l).token_hash, add_link_token.p_by);
END;

ALTER FUNCTION app.add_link_token(l app.share_links, p_email text, p_token text, p_by uuid) OWNER TO ss_owner;

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
-- Name: users; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.users (
    id uuid DEFAULT app.uuid7() NOT NULL,
    email text NOT NULL,
    email_verified_at timestamp with time zone DEFAULT now() NOT NULL,
    name text NOT NULL COLLATE pg_catalog."und-x-icu",
    locale text DEFAULT 'en'::text NOT NULL,
    time_zone text DEFAULT 'UTC'::text NOT NULL,
    is_admin boolean DEFAULT false NOT NULL,
    disabled_at timestamp with time zone,
    deleted_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    purge_after timestamp with time zone,
    CONSTRAINT users_email_check CHECK (((email = lower(email)) AND ((length(email) >= 3) AND (length(email) <= 254)))),
    CONSTRAINT users_locale_check CHECK ((length(locale) <= 35)),
    CONSTRAINT users_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT users_time_zone_check CHECK (app.is_time_zone(time_zone))
);

ALTER TABLE ONLY app.users FORCE ROW LEVEL SECURITY;

ALTER TABLE app.users OWNER TO ss_owner;

--
-- Name: admin_set_user(uuid, text, text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.admin_set_user(p_user uuid, p_act text, p_reason text) RETURNS SETOF app.users
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    perform from app.users u where u.id = p_user for no key update;
    if not found then
        return;
    elsif p_user = app.current_person() then
        perform app.fail(409, 'yourself', 'Another administrator has to do this.');
    end if;

    case p_act
    when 'disabled' then
        update app.users u set disabled_at = coalesce(u.disabled_at, now())
         where u.id = p_user;
    when 'enabled' then
        update app.users u set disabled_at = null where u.id = p_user;
    when 'second_factor_reset' then
        delete from auth.second_factors f where f.user_id = p_user;
    else
        null;
    end case;
    if p_act in ('sessions_ended', 'second_factor_reset') then
        update app.sessions s set revoked_at = now()
         where s.user_id = p_user and s.revoked_at is null;
    end if;

    perform app.audit('admin.user_' || p_act, 'user', p_user,
                      jsonb_build_object('reason', p_reason));
    perform app.send_mail(u.email, 'account_administered', jsonb_build_object(
                'name', u.name, 'what', case p_act
                    when 'disabled' then 'has been disabled'
                    when 'enabled' then 'is open again'
                    when 'second_factor_reset' then 'has lost its second factor'
                    else 'has been signed out everywhere' end))
       from app.users u
      where u.id = p_user;
    return query select u.* from app.users u where u.id = p_user;
end
$$;

ALTER FUNCTION app.admin_set_user(p_user uuid, p_act text, p_reason text) OWNER TO ss_gate;

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
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    member_limit integer,
    project_limit integer
)
WITH (fillfactor='50');

ALTER TABLE ONLY app.workspaces FORCE ROW LEVEL SECURITY;

ALTER TABLE app.workspaces OWNER TO ss_owner;

--
-- Name: admin_set_workspace(uuid, integer, jsonb); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.admin_set_workspace(p_id uuid, p_rev integer, p_data jsonb) RETURNS SETOF app.workspaces
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    w app.workspaces;
    closed boolean := (p_data->>'suspended')::boolean;
begin
    perform app.lock_members(p_id);
    select x.* into w from app.workspaces x where x.id = p_id for no key update;
    if w.rev is distinct from p_rev then
        return;
    end if;

    update app.workspaces x
       set suspended_at = case when closed then coalesce(w.suspended_at, now())
                               when not closed then null else w.suspended_at end,
           member_limit = case when p_data ? 'member_limit'
                          then (p_data->>'member_limit')::int else w.member_limit end,
           project_limit = case when p_data ? 'project_limit'
                           then (p_data->>'project_limit')::int else w.project_limit end
     where x.id = p_id;
    if closed is not distinct from (w.suspended_at is not null) or closed is null then
        update app.workspaces x set rev = w.rev + 1, updated_at = now() where x.id = p_id;
    else
        perform app.owner_mail(p_id, 'workspace_suspended', jsonb_build_object(
            'what', case when closed then 'has been suspended' else 'is open again' end,
            'reason', p_data->>'reason'));
    end if;
    perform app.audit('admin.workspace_changed', 'workspace', p_id, p_data,
                      p_workspace => p_id);
    return query select x.* from app.workspaces x where x.id = p_id;
end
$$;

ALTER FUNCTION app.admin_set_workspace(p_id uuid, p_rev integer, p_data jsonb) OWNER TO ss_gate;

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
-- Name: ask_export(uuid); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.ask_export(p_id uuid) RETURNS TABLE(id uuid, kind text, state text, created_at timestamp with time zone, finished_at timestamp with time zone, result jsonb, error text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    me uuid := app.current_person();
begin
    perform from app.users u where u.id = me for no key update;
    if exists (select from app.jobs j
                where j.user_id = me and j.kind = 'export_me'
                  and j.state in ('queued', 'running')) then
        perform app.fail(409, 'export_running', 'Your data is being gathered already.');
    end if;
    insert into app.jobs (id, user_id, kind) values (p_id, me, 'export_me');
    perform app.audit('account.export', 'user', me);
    return query
        select j.id, j.kind, j.state, j.created_at, j.finished_at, j.result, j.error
          from app.jobs j where j.id = p_id;
end
$$;

ALTER FUNCTION app.ask_export(p_id uuid) OWNER TO ss_gate;

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
-- Name: conversations; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.conversations (
    workspace_id uuid NOT NULL,
    id uuid DEFAULT app.uuid7() NOT NULL,
    client_id uuid NOT NULL,
    project_id uuid,
    task_id uuid,
    subject text NOT NULL,
    visibility text NOT NULL,
    visibility_inherited boolean DEFAULT false NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    snoozed_until timestamp with time zone,
    assignee_id uuid,
    waiting_on text DEFAULT 'none'::text NOT NULL,
    waiting_since timestamp with time zone,
    waiting_sort timestamp with time zone GENERATED ALWAYS AS (COALESCE(waiting_since, 'infinity'::timestamp with time zone)) STORED NOT NULL,
    last_message_seq bigint DEFAULT 0 NOT NULL,
    last_message_at timestamp with time zone DEFAULT now() NOT NULL,
    shown_at timestamp with time zone DEFAULT now() NOT NULL,
    search tsvector DEFAULT ''::tsvector NOT NULL,
    rev integer DEFAULT 1 NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    purge_after timestamp with time zone,
    CONSTRAINT conversations_snoozed_until_check CHECK (((status = 'snoozed'::text) = (snoozed_until IS NOT NULL))),
    CONSTRAINT conversations_status_check CHECK ((status = ANY (ARRAY['open'::text, 'snoozed'::text, 'closed'::text]))),
    CONSTRAINT conversations_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 200))),
    CONSTRAINT conversations_visibility_check CHECK ((visibility = ANY (ARRAY['internal'::text, 'client'::text]))),
    CONSTRAINT conversations_waiting_on_check CHECK ((waiting_on = ANY (ARRAY['me'::text, 'client'::text, 'none'::text])))
)
WITH (fillfactor='70');

ALTER TABLE ONLY app.conversations FORCE ROW LEVEL SECURITY;

ALTER TABLE app.conversations OWNER TO ss_owner;

--
-- Name: drafts; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.drafts (
    workspace_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    body text NOT NULL,
    visibility text NOT NULL,
    based_on_seq bigint NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT drafts_based_on_seq_check CHECK ((based_on_seq >= 0)),
    CONSTRAINT drafts_body_check CHECK (((length(body) >= 1) AND (length(body) <= 20000))),
    CONSTRAINT drafts_visibility_check CHECK ((visibility = ANY (ARRAY['internal'::text, 'client'::text])))
);

ALTER TABLE ONLY app.drafts FORCE ROW LEVEL SECURITY;

ALTER TABLE app.drafts OWNER TO ss_owner;

--
-- Name: messages; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.messages (
    workspace_id uuid NOT NULL,
    id uuid DEFAULT app.uuid7() NOT NULL,
    conversation_id uuid NOT NULL,
    seq bigint NOT NULL,
    author_kind text DEFAULT 'member'::text NOT NULL,
    author_id uuid,
    author_name text,
    channel text DEFAULT 'app'::text NOT NULL,
    visibility text NOT NULL,
    body text NOT NULL,
    reply_to_id uuid,
    search tsvector DEFAULT ''::tsvector NOT NULL,
    rev integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    purge_after timestamp with time zone,
    CONSTRAINT messages_author_kind_check CHECK ((author_kind = ANY (ARRAY['member'::text, 'client'::text, 'assistant'::text, 'system'::text]))),
    CONSTRAINT messages_author_name_check CHECK ((length(author_name) <= 200)),
    CONSTRAINT messages_body_check CHECK (((length(body) >= 1) AND (length(body) <= 20000))),
    CONSTRAINT messages_channel_check CHECK ((channel = ANY (ARRAY['app'::text, 'mail'::text, 'link'::text, 'api'::text]))),
    CONSTRAINT messages_visibility_check CHECK ((visibility = ANY (ARRAY['internal'::text, 'client'::text])))
);

ALTER TABLE ONLY app.messages FORCE ROW LEVEL SECURITY;

ALTER TABLE app.messages OWNER TO ss_owner;

--
-- Name: read_marks; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.read_marks (
    workspace_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    reader_kind text NOT NULL,
    reader_id uuid NOT NULL,
    seq bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT read_marks_reader_kind_check CHECK ((reader_kind = ANY (ARRAY['member'::text, 'client'::text]))),
    CONSTRAINT read_marks_seq_check CHECK ((seq >= 0))
);

ALTER TABLE ONLY app.read_marks FORCE ROW LEVEL SECURITY;

ALTER TABLE app.read_marks OWNER TO ss_owner;

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
    purge_after timestamp with time zone,
    visibility_inherited boolean DEFAULT false NOT NULL,
    source text DEFAULT 'member'::text NOT NULL,
    source_message_id uuid
);

ALTER TABLE ONLY app.tasks FORCE ROW LEVEL SECURITY;

ALTER TABLE app.tasks OWNER TO ss_owner;

--
-- Name: conversation_rows; Type: VIEW; Schema: app; Owner: ss_owner
--

CREATE VIEW app.conversation_rows WITH (security_invoker='true') AS
 SELECT c.workspace_id,
    c.id,
    c.client_id,
    c.project_id,
    c.task_id,
    c.subject,
    c.visibility,
    c.visibility_inherited,
    c.status,
    c.snoozed_until,
    c.assignee_id,
    c.waiting_on,
    c.waiting_since,
    c.waiting_sort,
    c.last_message_seq,
    c.last_message_at,
    c.shown_at,
    c.search,
    c.rev,
    c.created_by,
    c.created_at,
    c.updated_at,
    c.deleted_at,
    c.purge_after,
    k.name AS client_name,
    p.name AS project_name,
    t.title AS task_title,
    ( SELECT jsonb_build_object('author_kind', m.author_kind, 'author_name', COALESCE(m.author_name, ( SELECT u.name
                   FROM app.users u
                  WHERE (u.id = m.author_id))), 'visibility', m.visibility, 'excerpt', "left"(m.body, 200)) AS jsonb_build_object
           FROM app.messages m
          WHERE ((m.workspace_id = c.workspace_id) AND (m.conversation_id = c.id) AND (m.deleted_at IS NULL))
          ORDER BY m.seq DESC
         LIMIT 1) AS last_message,
    COALESCE(r.seq, (0)::bigint) AS read_seq,
    (( SELECT count(*) AS count
           FROM ( SELECT
                   FROM app.messages m
                  WHERE ((m.workspace_id = c.workspace_id) AND (m.conversation_id = c.id) AND (m.seq > COALESCE(r.seq, (0)::bigint)) AND (m.deleted_at IS NULL) AND (m.author_id IS DISTINCT FROM app.current_person()))
                 LIMIT 100) x))::integer AS unread,
    COALESCE(( SELECT max(x.seq) AS max
           FROM app.read_marks x
          WHERE ((x.workspace_id = c.workspace_id) AND (x.conversation_id = c.id) AND (x.reader_kind = 'client'::text))), (0)::bigint) AS client_read_seq,
    (EXISTS ( SELECT
           FROM app.drafts d
          WHERE ((d.workspace_id = c.workspace_id) AND (d.conversation_id = c.id) AND (d.owner_id = app.current_person())))) AS has_draft
   FROM ((((app.conversations c
     JOIN app.clients k ON (((k.workspace_id = c.workspace_id) AND (k.id = c.client_id))))
     LEFT JOIN app.projects p ON (((p.workspace_id = c.workspace_id) AND (p.id = c.project_id))))
     LEFT JOIN app.tasks t ON (((t.workspace_id = c.workspace_id) AND (t.id = c.task_id))))
     LEFT JOIN app.read_marks r ON (((r.workspace_id = c.workspace_id) AND (r.conversation_id = c.id) AND (r.reader_kind = 'member'::text) AND (r.reader_id = app.current_person()))))
  WHERE (c.deleted_at IS NULL);

ALTER TABLE app.conversation_rows OWNER TO ss_owner;

--
-- Name: assign_conversation(uuid, uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.assign_conversation(p_id uuid, p_member uuid) RETURNS SETOF app.conversation_rows
    LANGUAGE plpgsql
    AS $$
declare
    ws uuid := app.current_workspace();
begin
    update app.conversations c set assignee_id = p_member
     where c.workspace_id = ws and c.id = p_id and c.deleted_at is null;
    return query
    select * from app.conversation_rows r where r.workspace_id = ws and r.id = p_id;
end
$$;

ALTER FUNCTION app.assign_conversation(p_id uuid, p_member uuid) OWNER TO ss_owner;

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
    hash bytea NOT NULL,
    checked_at timestamp with time zone DEFAULT '1970-01-01 00:00:00+00'::timestamp with time zone NOT NULL,
    checked_seq bigint DEFAULT 0 NOT NULL
)
WITH (fillfactor='50');

ALTER TABLE ONLY app.audit_heads FORCE ROW LEVEL SECURITY;

ALTER TABLE app.audit_heads OWNER TO ss_owner;

--
-- Name: audit_page(uuid, bigint, integer); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.audit_page(p_chain uuid, p_after bigint, p_most integer, OUT upto bigint, OUT fault bigint, OUT ended boolean) RETURNS record
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH page AS (
          SELECT l.seq,
             l.hash,
             l.prev_hash,
             (l.hash = app.audit_hash(l.*)) AS own
            FROM app.audit_log l
           WHERE ((l.chain = audit_page.p_chain) AND (l.seq > audit_page.p_after))
           ORDER BY l.seq
          LIMIT audit_page.p_most
         ), before AS (
          SELECT l.hash
            FROM app.audit_log l
           WHERE ((l.chain = audit_page.p_chain) AND (l.seq = audit_page.p_after) AND (audit_page.p_after > 0))
         UNION ALL
          SELECT '\x'::bytea AS bytea
           WHERE (audit_page.p_after = 0)
         ), links AS (
          SELECT p.seq,
             (p.own AND (p.seq = (audit_page.p_after + row_number() OVER w)) AND (p.prev_hash = lag(p.hash, 1, ( SELECT b.hash
                    FROM before b)) OVER w)) AS holds
            FROM page p
           WINDOW w AS (ORDER BY p.seq)
         ), reached AS (
          SELECT COALESCE(max(p.seq), audit_page.p_after) AS seq,
             (count(*) < audit_page.p_most) AS ended
            FROM page p
         ), faults AS (
          SELECT l.seq
            FROM links l
           WHERE (l.holds IS NOT TRUE)
         UNION ALL
          SELECT audit_page.p_after AS p_after
           WHERE (NOT (EXISTS ( SELECT
                    FROM before)))
         UNION ALL
          SELECT GREATEST(h.seq, r_1.seq) AS "greatest"
            FROM (reached r_1
              LEFT JOIN app.audit_heads h ON ((h.chain = audit_page.p_chain)))
           WHERE (r_1.ended AND (GREATEST(r_1.seq, h.seq) > 0) AND (NOT (EXISTS ( SELECT
                    FROM app.audit_log l
                   WHERE ((l.chain = audit_page.p_chain) AND (l.seq = r_1.seq) AND (l.seq = h.seq) AND (l.hash = h.hash))))))
         )
  SELECT r.seq,
     ( SELECT min(f.seq) AS min
            FROM faults f) AS min,
     r.ended
    FROM reached r;
END;

ALTER FUNCTION app.audit_page(p_chain uuid, p_after bigint, p_most integer, OUT upto bigint, OUT fault bigint, OUT ended boolean) OWNER TO ss_owner;

--
-- Name: begin_admin(uuid, uuid, text, text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.begin_admin(p_session uuid, p_user uuid, p_request_id text, p_ip_prefix text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    admin boolean;
begin
    select u.is_admin into admin
      from app.sessions s
      join app.users u on u.id = s.user_id
     where s.id = p_session and s.user_id = p_user
       and s.revoked_at is null
       and s.idle_expires_at > now() and s.absolute_expires_at > now();

    if admin is null then
        perform app.fail(401, 'session_revoked', 'This session has ended; sign in again.');
    elsif not admin then
        perform app.fail(403, 'role_not_allowed', 'Your role does not allow this.');
    end if;

    perform set_config('app.user_id', p_user::text, true),
            set_config('app.session_id', p_session::text, true),
            set_config('app.request_id', coalesce(p_request_id, ''), true),
            set_config('app.ip_prefix', coalesce(p_ip_prefix, ''), true),
            set_config('app.actor_kind', 'admin', true),
            set_config('app.role', 'admin', true);
    return 'admin';
end
$$;

ALTER FUNCTION app.begin_admin(p_session uuid, p_user uuid, p_request_id text, p_ip_prefix text) OWNER TO ss_gate;

--
-- Name: begin_guest(bytea, uuid, integer, text, text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.begin_guest(p_session_hash bytea, p_link uuid, p_permissions integer, p_request_id text, p_ip_prefix text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    s app.link_sessions;
    l app.share_links;
    allowed text;
begin
    select x.* into s from app.link_sessions x
     where x.session_hash = p_session_hash and x.link_id = p_link
       and x.ended_at is null and x.expires_at > now();
    select x.* into l from app.share_links x
     where x.workspace_id = s.workspace_id and x.id = s.link_id and app.link_lives(x)
       and (s.user_id is not null or cardinality(x.allowed_emails) = 0
            or s.email = any (x.allowed_emails));
    if l.id is null then
        perform app.fail(401, 'guest_session_ended', 'Open the link again.');
    end if;

    allowed := case when s.user_id is null then l.permission else 'view' end;
    perform set_config('app.workspace_id', l.workspace_id::text, true),
            set_config('app.user_id', '', true),
            set_config('app.session_id', '', true),
            set_config('app.request_id', coalesce(p_request_id, ''), true),
            set_config('app.ip_prefix', coalesce(p_ip_prefix, ''), true),
            set_config('app.actor_kind', 'client', true),
            set_config('app.scope', '', true),
            set_config('app.role', 'link:' || allowed, true),
            set_config('app.link_id', l.id::text, true),
            set_config('app.guest_id', s.id::text, true),
            set_config('app.guest_name', coalesce(s.name, ''), true),
            set_config('app.link_client', coalesce(l.client_id::text, ''), true),
            set_config('app.link_task', coalesce(l.task_id::text, ''), true),
            set_config('app.link_project', coalesce(l.project_id, (
                select t.project_id from app.tasks t
                 where t.workspace_id = l.workspace_id and t.id = l.task_id))::text, true);

    if p_permissions & (case allowed when 'view' then 1 when 'comment' then 2
                        when 'upload' then 4 else 8 end) = 0 then
        perform app.fail(403, 'role_not_allowed', 'This link does not allow this.');
    end if;

    if s.user_id is null and s.last_seen_at < now() - interval '1 hour'
       and p_permissions & 1 <> 0 then
        update app.share_links x set last_used_at = now()
         where x.workspace_id = l.workspace_id and x.id = l.id;
        update app.link_sessions x
           set last_seen_at = now(),
               expires_at = least(l.expires_at, now() + interval '7 days')
         where x.workspace_id = s.workspace_id and x.id = s.id
           and x.last_seen_at = s.last_seen_at;
        if found then
            perform app.note_access(l.workspace_id, l.id, s.id, 'seen', null, s.agent);
        end if;
    end if;
    return allowed;
end
$$;

ALTER FUNCTION app.begin_guest(p_session_hash bytea, p_link uuid, p_permissions integer, p_request_id text, p_ip_prefix text) OWNER TO ss_gate;

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
-- Name: begin_job(text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.begin_job(p_name text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    if not pg_try_advisory_xact_lock(hashtextextended('job ' || p_name, 0)) then
        perform app.fail(409, 'job_running', 'Another instance runs this job.');
    end if;
    perform set_config('app.actor_kind', 'system', true),
            set_config('app.request_id', 'job-' || p_name, true);
end
$$;

ALTER FUNCTION app.begin_job(p_name text) OWNER TO ss_owner;

--
-- Name: begin_key(bytea, uuid, integer, text, text, text, inet); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.begin_key(p_hash bytea, p_workspace uuid, p_roles integer, p_scope text, p_request_id text, p_ip_prefix text, p_address inet) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.begin_key(p_hash bytea, p_workspace uuid, p_roles integer, p_scope text, p_request_id text, p_ip_prefix text, p_address inet) OWNER TO ss_gate;

--
-- Name: begin_request(uuid, uuid, uuid, integer, text, text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.begin_request(p_session uuid, p_user uuid, p_workspace uuid, p_roles integer, p_request_id text, p_ip_prefix text DEFAULT NULL::text) RETURNS text
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
                || set_config('app.ip_prefix', coalesce(p_ip_prefix, ''), true)
                || set_config('app.actor_kind', 'member', true)
                || set_config('app.scope', case when p_roles = 0 then ''
                                           else coalesce(m.scope, '') end, true)
                || set_config('app.role', case when p_roles = 0 then 'user'
                                          else coalesce(m.role, '') end, true), 0)
      into member_role
      from app.sessions s
      left join app.memberships m
        on m.workspace_id = p_workspace and m.user_id = s.user_id and m.active
     where s.id = p_session and s.user_id = p_user
       and s.revoked_at is null
       and s.idle_expires_at > now() and s.absolute_expires_at > now();

    if member_role = '' then
        member_role := app.begin_support(p_user, p_workspace);
    end if;
    if member_role is null then
        perform app.fail(401, 'session_revoked', 'This session has ended; sign in again.');
    elsif member_role = '' then
        perform app.fail(404, 'not_found', 'There is nothing at this address.');
    elsif p_roles <> 0 and p_roles & (case member_role when 'owner' then 1
                                      when 'member' then 2 else 4 end) = 0 then
        perform app.fail(403, 'role_not_allowed', 'Your role does not allow this.');
    end if;
    return member_role;
end
$$;

ALTER FUNCTION app.begin_request(p_session uuid, p_user uuid, p_workspace uuid, p_roles integer, p_request_id text, p_ip_prefix text) OWNER TO ss_gate;

--
-- Name: begin_support(uuid, uuid); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.begin_support(p_user uuid, p_workspace uuid) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    a app.support_accesses;
begin
    select x.* into a
      from app.support_accesses x
      join app.users u on u.id = x.admin_id and u.is_admin
     where x.workspace_id = p_workspace and x.admin_id = p_user
       and x.approved and x.ended_at is null and x.expires_at > now()
     limit 1;
    if not found then
        return '';
    end if;
    perform set_config('app.role', 'support', true),
            set_config('app.scope', 'all', true),
            set_config('app.actor_kind', 'admin', true),
            set_config('app.on_behalf_of', a.decided_by::text, true);
    perform app.audit('support.read', 'support_access', a.id);
    perform set_config('transaction_read_only', 'on', true);
    return 'support';
end
$$;

ALTER FUNCTION app.begin_support(p_user uuid, p_workspace uuid) OWNER TO ss_gate;

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
-- Name: change_email(text, text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.change_email(p_email text, p_token text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    me app.users;
    address text := lower(btrim(p_email));
begin
    perform app.require_recent_proof();
    select u.* into me from app.users u where u.id = app.current_person();
    if address = me.email then
        perform app.fail(422, 'same_email', 'This is your address already.', '/email');
    end if;

    if exists (select from app.users u where u.email = address) then
        perform app.send_mail(address, 'account_exists', '{}', null, true);
    elsif auth.mail_token(address, 'change_email', p_token, me.name) then
        delete from auth.one_time_tokens t where t.user_id = me.id and t.kind = 'email';
        insert into auth.one_time_tokens (hash, kind, user_id, email, expires_at)
        values (sha256(convert_to(p_token, 'UTF8')), 'email', me.id, address,
                now() + interval '1 hour');
    end if;
    perform app.audit('email.change_asked', 'user', me.id);
    perform auth.notice(me.id, 'Your account is about to move to another e-mail address. '
        'If that was not you, change your password now.');
end
$$;

ALTER FUNCTION app.change_email(p_email text, p_token text) OWNER TO ss_gate;

--
-- Name: check_audit(integer); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.check_audit(p_most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    h record;
    p record;
    checked int := 0;
begin
    for h in
        select x.chain, x.checked_seq from app.audit_heads x
         where x.checked_at < now() - interval '1 day'
         order by x.checked_at limit p_most
           for no key update skip locked
    loop
        select * into p from app.audit_page(h.chain, h.checked_seq, 2000);
        if p.fault is not null then
            perform app.audit('audit.fault', 'chain', h.chain,
                jsonb_build_object('seq', p.fault),
                p_workspace => '00000000-0000-0000-0000-000000000000',
                p_actor_kind => 'system');
            perform app.send_mail(u.email, 'audit_fault', jsonb_build_object(
                        'name', u.name, 'chain', h.chain, 'seq', p.fault),
                        'audit_fault:' || u.id || ':' || h.chain || ':' || p.fault)
               from app.users u
              where u.is_admin and u.disabled_at is null and u.deleted_at is null;
        end if;
        if p.fault is not null or p.ended then
            update app.audit_heads x set checked_at = now(), checked_seq = 0
             where x.chain = h.chain;
        else
            update app.audit_heads x set checked_seq = p.upto where x.chain = h.chain;
        end if;
        checked := checked + 1;
    end loop;
    return checked;
end
$$;

ALTER FUNCTION app.check_audit(p_most integer) OWNER TO ss_gate;

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
-- Name: claim_mails(integer); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.claim_mails(p_limit integer) RETURNS TABLE(id uuid, recipient text, template text, vars jsonb, attempts integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    update app.mail_outbox m set state = 'suppressed', vars = '{}'
     where m.state = 'queued' and m.not_before <= now()
       and m.recipient in (select s.address from app.mail_suppressions s);

    return query
    with due as materialized (
        select m.id
          from app.mail_outbox m
         where m.state in ('queued', 'sending') and m.not_before <= now()
           and (m.state = 'queued' or m.lease_until < now())
         order by m.not_before
         limit p_limit
           for update skip locked)
    update app.mail_outbox m
       set state = 'sending', lease_until = now() + interval '2 minutes',
           attempts = m.attempts + 1
      from due
     where m.id = due.id
    returning m.id, m.recipient, m.template, m.vars, m.attempts;
end
$$;

ALTER FUNCTION app.claim_mails(p_limit integer) OWNER TO ss_gate;

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
    scope text DEFAULT 'all'::text NOT NULL,
    rev integer DEFAULT 1 NOT NULL,
    CONSTRAINT memberships_owner_check CHECK (((role = 'member'::text) OR (scope = 'all'::text))),
    CONSTRAINT memberships_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'member'::text]))),
    CONSTRAINT memberships_scope_check CHECK ((scope = ANY (ARRAY['all'::text, 'listed'::text])))
);

ALTER TABLE ONLY app.memberships FORCE ROW LEVEL SECURITY;

ALTER TABLE app.memberships OWNER TO ss_owner;

--
-- Name: closed_workspaces(); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.closed_workspaces() RETURNS TABLE(id uuid, name text, slug text, deleted_at timestamp with time zone, purge_after timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT w.id,
     w.name,
     w.slug,
     w.deleted_at,
     w.purge_after
    FROM (app.memberships m
      JOIN app.workspaces w ON ((w.id = m.workspace_id)))
   WHERE ((m.user_id = app.current_person()) AND (m.role = 'owner'::text) AND (w.deleted_at IS NOT NULL) AND (w.purge_after > now()))
   ORDER BY w.deleted_at DESC
  LIMIT 100;
END;

ALTER FUNCTION app.closed_workspaces() OWNER TO ss_gate;

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
-- Name: count_comments(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.count_comments() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
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

ALTER FUNCTION app.count_comments() OWNER TO ss_history;

--
-- Name: count_projects(uuid); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.count_projects(p_workspace uuid) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT count(*) AS count
    FROM app.projects p
   WHERE ((p.workspace_id = count_projects.p_workspace) AND (p.deleted_at IS NULL));
END;

ALTER FUNCTION app.count_projects(p_workspace uuid) OWNER TO ss_gate;

--
-- Name: count_task(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.count_task() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    update app.project_counters c
       set todo = c.todo + x.todo, doing = c.doing + x.doing, done = c.done + x.done,
           shown_todo = c.shown_todo + x.shown_todo,
           shown_doing = c.shown_doing + x.shown_doing,
           shown_done = c.shown_done + x.shown_done
      from (select y.project_id,
                   sum(y.n * (y.status = 'todo')::int) as todo,
                   sum(y.n * (y.status = 'doing')::int) as doing,
                   sum(y.n * (y.status = 'done')::int) as done,
                   sum(y.n * (y.shown and y.status = 'todo')::int) as shown_todo,
                   sum(y.n * (y.shown and y.status = 'doing')::int) as shown_doing,
                   sum(y.n * (y.shown and y.status = 'done')::int) as shown_done
              from (values (old.project_id, old.status, old.visibility = 'client',
                            case when old.deleted_at is null then -1 else 0 end),
                           (new.project_id, new.status, new.visibility = 'client',
                            case when new.deleted_at is null then 1 else 0 end))
                   y (project_id, status, shown, n)
             group by y.project_id) x
     where c.workspace_id = new.workspace_id and c.project_id = x.project_id;
    return null;
end
$$;

ALTER FUNCTION app.count_task() OWNER TO ss_history;

--
-- Name: project_counters; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.project_counters (
    workspace_id uuid NOT NULL,
    project_id uuid NOT NULL,
    last_number integer DEFAULT 0 NOT NULL,
    last_rank integer DEFAULT 268435456 NOT NULL,
    closed boolean DEFAULT false NOT NULL,
    todo integer DEFAULT 0 NOT NULL,
    doing integer DEFAULT 0 NOT NULL,
    done integer DEFAULT 0 NOT NULL,
    shown_todo integer DEFAULT 0 NOT NULL,
    shown_doing integer DEFAULT 0 NOT NULL,
    shown_done integer DEFAULT 0 NOT NULL
)
WITH (fillfactor='50');

ALTER TABLE ONLY app.project_counters FORCE ROW LEVEL SECURITY;

ALTER TABLE app.project_counters OWNER TO ss_owner;

--
-- Name: count_tasks(uuid, uuid); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.count_tasks(p_workspace uuid, p_project uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 UPDATE app.project_counters c SET todo = x.todo, doing = x.doing, done = x.done, shown_todo = x.shown_todo, shown_doing = x.shown_doing, shown_done = x.shown_done
    FROM ( SELECT count(*) FILTER (WHERE (t.status = 'todo'::text)) AS todo,
             count(*) FILTER (WHERE (t.status = 'doing'::text)) AS doing,
             count(*) FILTER (WHERE (t.status = 'done'::text)) AS done,
             count(*) FILTER (WHERE ((t.status = 'todo'::text) AND (t.visibility = 'client'::text))) AS shown_todo,
             count(*) FILTER (WHERE ((t.status = 'doing'::text) AND (t.visibility = 'client'::text))) AS shown_doing,
             count(*) FILTER (WHERE ((t.status = 'done'::text) AND (t.visibility = 'client'::text))) AS shown_done
            FROM app.tasks t
           WHERE ((t.workspace_id = count_tasks.p_workspace) AND (t.project_id = count_tasks.p_project) AND (t.deleted_at IS NULL))) x
   WHERE ((c.workspace_id = count_tasks.p_workspace) AND (c.project_id = count_tasks.p_project));
END;

ALTER FUNCTION app.count_tasks(p_workspace uuid, p_project uuid) OWNER TO ss_history;

--
-- Name: api_keys; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.api_keys (
    workspace_id uuid NOT NULL,
    id uuid DEFAULT app.uuid7() NOT NULL,
    name text NOT NULL,
    hint text NOT NULL,
    hash bytea NOT NULL,
    scopes text[] NOT NULL,
    project_ids uuid[],
    networks cidr[],
    lifetime interval NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    seen_in text[] DEFAULT '{}'::text[] NOT NULL,
    revoked_at timestamp with time zone,
    rev integer DEFAULT 1 NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT api_keys_lifetime_check CHECK ((lifetime <= '365 days'::interval)),
    CONSTRAINT api_keys_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
    CONSTRAINT api_keys_scopes_check CHECK (((cardinality(scopes) >= 1) AND (cardinality(scopes) <= 20)))
);

ALTER TABLE ONLY app.api_keys FORCE ROW LEVEL SECURITY;

ALTER TABLE app.api_keys OWNER TO ss_owner;

--
-- Name: create_api_key(uuid, text, jsonb); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.create_api_key(p_id uuid, p_key text, p_data jsonb) RETURNS SETOF app.api_keys
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.create_api_key(p_id uuid, p_key text, p_data jsonb) OWNER TO ss_gate;

--
-- Name: create_conversation(uuid, jsonb); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.create_conversation(p_id uuid, p_data jsonb) RETURNS SETOF app.conversation_rows
    LANGUAGE plpgsql
    AS $$
declare
    ws uuid := app.current_workspace();
    client uuid := (p_data->>'client_id')::uuid;
begin
    perform app.lock_place((p_data->>'project_id')::uuid, (p_data->>'task_id')::uuid, client);
    if not exists (
            select from app.clients c
             where c.workspace_id = ws and c.id = client and c.deleted_at is null) then
        perform app.fail(422, 'unknown_reference', 'There is no such client.', '/client_id');
    end if;
    insert into app.conversations (workspace_id, id, client_id, project_id, task_id,
                                   subject, visibility, assignee_id, created_by)
    values (ws, p_id, client, (p_data->>'project_id')::uuid, (p_data->>'task_id')::uuid,
            p_data->>'subject', p_data->>'visibility', (p_data->>'assignee_id')::uuid,
            app.current_person());
    if p_data ? 'message' then
        perform app.create_message(app.uuid7(), p_id, p_data->>'visibility',
                                   p_data->>'message');
    end if;
    return query
    select * from app.conversation_rows r where r.workspace_id = ws and r.id = p_id;
end
$$;

ALTER FUNCTION app.create_conversation(p_id uuid, p_data jsonb) OWNER TO ss_owner;

--
-- Name: invitations; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.invitations (
    workspace_id uuid NOT NULL,
    id uuid DEFAULT app.uuid7() NOT NULL,
    email text NOT NULL,
    role text DEFAULT 'member'::text NOT NULL,
    scope text DEFAULT 'all'::text NOT NULL,
    project_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    token_hash bytea NOT NULL,
    sent_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone DEFAULT (now() + '7 days'::interval) NOT NULL,
    accepted_at timestamp with time zone,
    accepted_by uuid,
    revoked_at timestamp with time zone,
    rev integer DEFAULT 1 NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT invitations_email_check CHECK (((email = lower(email)) AND ((length(email) >= 3) AND (length(email) <= 254)))),
    CONSTRAINT invitations_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'member'::text]))),
    CONSTRAINT invitations_scope_check CHECK ((scope = ANY (ARRAY['all'::text, 'listed'::text])))
);

ALTER TABLE ONLY app.invitations FORCE ROW LEVEL SECURITY;

ALTER TABLE app.invitations OWNER TO ss_owner;

--
-- Name: create_invitation(uuid, text, jsonb); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.create_invitation(p_id uuid, p_token text, p_data jsonb) RETURNS SETOF app.invitations
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.create_invitation(p_id uuid, p_token text, p_data jsonb) OWNER TO ss_gate;

--
-- Name: reactions; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.reactions (
    workspace_id uuid NOT NULL,
    message_id uuid NOT NULL,
    reaction text NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT reactions_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['member'::text, 'client'::text]))),
    CONSTRAINT reactions_reaction_check CHECK ((reaction = ANY (ARRAY['thumbs_up'::text, 'heart'::text, 'smile'::text, 'party'::text, 'eyes'::text, 'done'::text])))
);

ALTER TABLE ONLY app.reactions FORCE ROW LEVEL SECURITY;

ALTER TABLE app.reactions OWNER TO ss_owner;

--
-- Name: message_rows; Type: VIEW; Schema: app; Owner: ss_owner
--

CREATE VIEW app.message_rows WITH (security_invoker='true') AS
 SELECT m.workspace_id,
    m.id,
    m.conversation_id,
    m.seq,
    m.author_kind,
    m.author_id,
    COALESCE(m.author_name, ( SELECT u.name
           FROM app.users u
          WHERE (u.id = m.author_id))) AS author_name,
    m.channel,
    m.visibility,
    m.body,
    m.reply_to_id,
    ( SELECT COALESCE(jsonb_agg(jsonb_build_object('reaction', x.reaction, 'count', x.n, 'mine', x.mine) ORDER BY x.first, x.reaction), '[]'::jsonb) AS "coalesce"
           FROM ( SELECT a.reaction,
                    count(*) AS n,
                    min(a.created_at) AS first,
                    bool_or(((a.actor_kind = 'member'::text) AND (a.actor_id = app.current_person()))) AS mine
                   FROM app.reactions a
                  WHERE ((a.workspace_id = m.workspace_id) AND (a.message_id = m.id))
                  GROUP BY a.reaction) x) AS reactions,
    ( SELECT COALESCE(jsonb_agg(jsonb_build_object('id', t.id, 'number', t.number, 'title', t.title, 'status', t.status, 'project_id', t.project_id) ORDER BY t.id), '[]'::jsonb) AS "coalesce"
           FROM app.tasks t
          WHERE ((t.workspace_id = m.workspace_id) AND (t.source_message_id = m.id) AND (t.deleted_at IS NULL))) AS tasks,
    m.rev,
    m.created_at,
    m.updated_at
   FROM app.messages m
  WHERE (m.deleted_at IS NULL);

ALTER TABLE app.message_rows OWNER TO ss_owner;

--
-- Name: create_message(uuid, uuid, text, text, uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.create_message(p_id uuid, p_conversation uuid, p_visibility text, p_body text, p_reply_to uuid DEFAULT NULL::uuid) RETURNS SETOF app.message_rows
    LANGUAGE plpgsql
    AS $$
begin
    insert into app.messages (workspace_id, id, conversation_id, author_id, visibility,
                              body, reply_to_id)
    select c.workspace_id, p_id, c.id, app.current_person(), p_visibility, p_body,
           p_reply_to
      from app.conversations c
     where c.workspace_id = app.current_workspace() and c.id = p_conversation
       and c.deleted_at is null;
    return query
    select * from app.message_rows r
     where r.workspace_id = app.current_workspace() and r.id = p_id;
end
$$;

ALTER FUNCTION app.create_message(p_id uuid, p_conversation uuid, p_visibility text, p_body text, p_reply_to uuid) OWNER TO ss_owner;

--
-- Name: guest_drafts; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.guest_drafts (
    workspace_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    guest_id uuid NOT NULL,
    body text NOT NULL,
    based_on_seq bigint NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT guest_drafts_based_on_seq_check CHECK ((based_on_seq >= 0)),
    CONSTRAINT guest_drafts_body_check CHECK (((length(body) >= 1) AND (length(body) <= 20000)))
);

ALTER TABLE ONLY app.guest_drafts FORCE ROW LEVEL SECURITY;

ALTER TABLE app.guest_drafts OWNER TO ss_owner;

--
-- Name: portal_conversations; Type: VIEW; Schema: app; Owner: ss_owner
--

CREATE VIEW app.portal_conversations WITH (security_invoker='true') AS
 SELECT c.workspace_id,
    c.id,
    c.client_id,
    c.subject,
    p.name AS project_name,
    t.title AS task_title,
        CASE c.status
            WHEN 'closed'::text THEN 'closed'::text
            ELSE 'open'::text
        END AS status,
        CASE c.waiting_on
            WHEN 'me'::text THEN 'team'::text
            WHEN 'client'::text THEN 'you'::text
            ELSE 'none'::text
        END AS waiting_on,
    c.waiting_since,
    c.shown_at,
    c.shown_at AS last_message_at,
    ( SELECT jsonb_build_object('author_kind', m.author_kind, 'author_name', COALESCE(m.author_name, ( SELECT u.name
                   FROM app.users u
                  WHERE (u.id = m.author_id))), 'excerpt', "left"(m.body, 200)) AS jsonb_build_object
           FROM app.messages m
          WHERE ((m.workspace_id = c.workspace_id) AND (m.conversation_id = c.id) AND (m.deleted_at IS NULL) AND (m.visibility = 'client'::text))
          ORDER BY m.created_at DESC, m.id DESC
         LIMIT 1) AS last_message,
    (( SELECT count(*) AS count
           FROM ( SELECT
                   FROM app.messages m
                  WHERE ((m.workspace_id = c.workspace_id) AND (m.conversation_id = c.id) AND (m.deleted_at IS NULL) AND (m.visibility = 'client'::text) AND (m.author_id IS DISTINCT FROM app.current_person()) AND (m.seq > COALESCE(( SELECT r.seq
                           FROM app.read_marks r
                          WHERE ((r.workspace_id = c.workspace_id) AND (r.conversation_id = c.id) AND (r.reader_kind = 'client'::text) AND (r.reader_id = app.current_person()))), (0)::bigint)))
                 LIMIT 100) x))::integer AS unread,
    c.created_at,
    (EXISTS ( SELECT
           FROM app.guest_drafts d
          WHERE ((d.workspace_id = c.workspace_id) AND (d.conversation_id = c.id) AND (d.guest_id = app.current_person())))) AS has_draft
   FROM ((app.conversations c
     LEFT JOIN app.projects p ON (((p.workspace_id = c.workspace_id) AND (p.id = c.project_id))))
     LEFT JOIN app.tasks t ON (((t.workspace_id = c.workspace_id) AND (t.id = c.task_id))))
  WHERE (c.deleted_at IS NULL);

ALTER TABLE app.portal_conversations OWNER TO ss_owner;

--
-- Name: create_portal_conversation(uuid, text, text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.create_portal_conversation(p_id uuid, p_subject text, p_body text) RETURNS SETOF app.portal_conversations
    LANGUAGE plpgsql
    AS $$
declare
    client uuid := app.portal_client();
    project uuid := nullif(current_setting('app.link_project', true), '')::uuid;
    task uuid := nullif(current_setting('app.link_task', true), '')::uuid;
begin
    if client is null then
        perform app.fail(409, 'no_client', 'This project belongs to no client so far.');
    end if;
    perform app.lock_place(project, task, client);
    insert into app.conversations (workspace_id, id, client_id, project_id, task_id, subject,
                                   visibility, created_by)
    values (app.current_workspace(), p_id, client, project, task, p_subject, 'client',
            app.current_person());
    perform app.create_portal_message(app.uuid7(), p_id, p_body);
    return query
    select * from app.portal_conversations c
     where c.workspace_id = app.current_workspace() and c.id = p_id;
end
$$;

ALTER FUNCTION app.create_portal_conversation(p_id uuid, p_subject text, p_body text) OWNER TO ss_owner;

--
-- Name: portal_messages; Type: VIEW; Schema: app; Owner: ss_owner
--

CREATE VIEW app.portal_messages WITH (security_invoker='true') AS
 SELECT m.workspace_id,
    m.id,
    m.conversation_id,
    m.author_kind,
    COALESCE(m.author_name, ( SELECT u.name
           FROM app.users u
          WHERE (u.id = m.author_id))) AS author_name,
    COALESCE((m.author_id = app.current_person()), false) AS own,
    (COALESCE((m.author_id = app.current_person()), false) AND (m.created_at > (now() - '00:15:00'::interval))) AS editable,
    m.body,
    m.reply_to_id,
    ( SELECT COALESCE(jsonb_agg(jsonb_build_object('reaction', x.reaction, 'count', x.n, 'mine', x.mine) ORDER BY x.first, x.reaction), '[]'::jsonb) AS "coalesce"
           FROM ( SELECT a.reaction,
                    count(*) AS n,
                    min(a.created_at) AS first,
                    bool_or((a.actor_id = app.current_person())) AS mine
                   FROM app.reactions a
                  WHERE ((a.workspace_id = m.workspace_id) AND (a.message_id = m.id))
                  GROUP BY a.reaction) x) AS reactions,
    (m.rev > 1) AS edited,
    m.rev,
    m.created_at,
    m.updated_at
   FROM app.messages m
  WHERE ((m.deleted_at IS NULL) AND (m.visibility = 'client'::text));

ALTER TABLE app.portal_messages OWNER TO ss_owner;

--
-- Name: create_portal_message(uuid, uuid, text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.create_portal_message(p_id uuid, p_conversation uuid, p_body text) RETURNS SETOF app.portal_messages
    LANGUAGE plpgsql
    AS $$
begin
    insert into app.messages (workspace_id, id, conversation_id, author_kind, author_id,
                              visibility, body)
    select c.workspace_id, p_id, c.id, 'client', app.current_person(), 'client', p_body
      from app.conversations c
     where c.workspace_id = app.current_workspace() and c.id = p_conversation;
    return query
    select * from app.portal_messages m
     where m.workspace_id = app.current_workspace() and m.id = p_id;
end
$$;

ALTER FUNCTION app.create_portal_message(p_id uuid, p_conversation uuid, p_body text) OWNER TO ss_owner;

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
-- Name: create_task_from_message(uuid, uuid, jsonb); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.create_task_from_message(p_id uuid, p_message uuid, p_data jsonb) RETURNS SETOF app.tasks
    LANGUAGE plpgsql
    AS $$
declare
    m record;
begin
    select x.id, x.body, c.project_id into m
      from app.messages x
      join app.conversations c
        on c.workspace_id = x.workspace_id and c.id = x.conversation_id
       and c.deleted_at is null
     where x.workspace_id = app.current_workspace() and x.id = p_message
       and x.deleted_at is null;
    if not found then
        return;
    end if;
    m.project_id := coalesce((p_data->>'project_id')::uuid, m.project_id);
    if m.project_id is null then
        perform app.fail(422, 'required', 'Say which project it belongs to.', '/project_id');
    elsif not exists (select from app.projects p
                       where p.workspace_id = app.current_workspace()
                         and p.id = m.project_id and p.deleted_at is null) then
        perform app.fail(422, 'unknown_reference', 'There is no such project.', '/project_id');
    end if;

    return query
    insert into app.tasks (workspace_id, id, project_id, column_id, title, description,
                           priority, assignee_id, due_at, visibility, source_message_id,
                           created_by)
    values (app.current_workspace(), p_id, m.project_id, (p_data->>'column_id')::uuid,
            coalesce(p_data->>'title',
                     nullif(btrim(left(split_part(btrim(m.body), E'\n', 1), 200)), ''),
                     'Message'),
            coalesce(p_data->>'description', m.body),
            coalesce((p_data->>'priority')::smallint, 0), (p_data->>'assignee_id')::uuid,
            (p_data->>'due_at')::timestamptz,
            coalesce(p_data->>'visibility', 'internal'), m.id, app.current_person())
    returning *;
end
$$;

ALTER FUNCTION app.create_task_from_message(p_id uuid, p_message uuid, p_data jsonb) OWNER TO ss_owner;

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
-- Name: current_workspace(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.current_workspace() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid;

ALTER FUNCTION app.current_workspace() OWNER TO ss_owner;

--
-- Name: decide_approval(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.decide_approval() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if old.status <> 'pending' then
        perform app.fail(409, 'already_decided', 'This has been decided already.');
    elsif (new.status = 'withdrawn') = (app.actor_kind() = 'client') then
        perform app.fail(403, 'role_not_allowed', 'Only the client decides.');
    end if;
    if new.status <> 'withdrawn' then
        new.decided_by_name := nullif(current_setting('app.guest_name', true), '');
        if new.decided_by_name is null then
            perform app.fail(409, 'name_required', 'Say who you are first.');
        end if;
    end if;
    new.decided_by := app.current_person();
    new.decided_at := now();
    new.rev := old.rev + 1;
    return new;
end
$$;

ALTER FUNCTION app.decide_approval() OWNER TO ss_owner;

--
-- Name: support_accesses; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.support_accesses (
    workspace_id uuid NOT NULL,
    id uuid DEFAULT app.uuid7() NOT NULL,
    admin_id uuid NOT NULL,
    reason text NOT NULL,
    approved boolean,
    decided_by uuid,
    decided_at timestamp with time zone,
    expires_at timestamp with time zone DEFAULT (now() + '7 days'::interval) NOT NULL,
    ended_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT support_accesses_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500)))
);

ALTER TABLE ONLY app.support_accesses FORCE ROW LEVEL SECURITY;

ALTER TABLE app.support_accesses OWNER TO ss_owner;

--
-- Name: decide_support(uuid, boolean); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.decide_support(p_id uuid, p_approve boolean) RETURNS SETOF app.support_accesses
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    a app.support_accesses;
begin
    select x.* into a from app.support_accesses x
     where x.workspace_id = app.current_workspace() and x.id = p_id
       for update;
    if not found then
        return;
    elsif app.support_status(a.approved, a.ended_at, a.expires_at) <> 'requested' then
        perform app.fail(409, 'support_closed', 'This has been decided already.');
    elsif p_approve then
        perform app.require_recent_proof();
    end if;

    update app.support_accesses x
       set approved = p_approve, decided_by = app.current_person(), decided_at = now(),
           expires_at = now() + interval '30 minutes', updated_at = now()
     where x.workspace_id = a.workspace_id and x.id = a.id
    returning x.* into a;
    perform app.audit(case when p_approve then 'support.approved' else 'support.declined' end,
                      'support_access', a.id, jsonb_build_object('admin_id', a.admin_id));
    if p_approve then
        perform app.owner_mail(a.workspace_id, 'support_started', jsonb_build_object(
            'admin', app.name_of(a.admin_id), 'by', app.name_of(a.decided_by),
            'reason', a.reason, 'until', to_char(a.expires_at, 'HH24:MI "UTC"')));
    end if;
    return next a;
end
$$;

ALTER FUNCTION app.decide_support(p_id uuid, p_approve boolean) OWNER TO ss_gate;

--
-- Name: delete_client(uuid, integer); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.delete_client(p_id uuid, p_rev integer) RETURNS SETOF uuid
    LANGUAGE plpgsql
    AS $$
begin
    perform app.lock_below('{}', null, p_id);
    return query
    update app.clients c set deleted_at = now()
     where c.workspace_id = app.current_workspace() and c.id = p_id
       and c.deleted_at is null and c.rev = p_rev
    returning c.id;
end
$$;

ALTER FUNCTION app.delete_client(p_id uuid, p_rev integer) OWNER TO ss_owner;

--
-- Name: delete_message(uuid, integer); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.delete_message(p_id uuid, p_rev integer) RETURNS SETOF uuid
    LANGUAGE plpgsql
    AS $$
declare
    m app.messages := app.own_message(p_id, true);
begin
    return query
    update app.messages x set deleted_at = now()
     where x.workspace_id = m.workspace_id and x.id = m.id and x.rev = p_rev
    returning x.id;
end
$$;

ALTER FUNCTION app.delete_message(p_id uuid, p_rev integer) OWNER TO ss_owner;

--
-- Name: delete_workspace(integer); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.delete_workspace(p_rev integer) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    ws uuid := app.current_workspace();
begin
    perform app.require_recent_proof();
    perform app.lock_members(ws);
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

ALTER FUNCTION app.delete_workspace(p_rev integer) OWNER TO ss_gate;

--
-- Name: derive_notifications(integer); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.derive_notifications(p_most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    log record;
    total int := 0;
    last bigint;
begin
    perform pg_advisory_xact_lock(hashtextextended('app.derive_notifications', 0));
    for log in
        select w.id, coalesce(c.seq, 0) as seq
          from app.workspaces w
          left join app.notification_cursors c on c.workspace_id = w.id
         where w.event_seq > coalesce(c.seq, 0)
         limit 10
    loop
        select max(x.seq) into last
          from (select e.seq from app.events e
                 where e.workspace_id = log.id and e.seq > log.seq
                 order by e.seq limit p_most) x;

        with found as (
            insert into app.notifications (workspace_id, user_id, seq, reason, inbox,
                                           created_at)
            select e.workspace_id, m.user_id, e.seq, r.reason, r.reason = any (p.inbox), e.at
              from app.events e
              join app.memberships m on m.workspace_id = e.workspace_id and m.active
              join app.notification_prefs p
                on p.workspace_id = m.workspace_id and p.user_id = m.user_id
             cross join lateral (select app.notification_reason(e, m) as reason) r
             where e.workspace_id = log.id and e.seq > log.seq and e.seq <= last
               and r.reason = any (p.inbox || p.mail_now || p.mail_digest)
            on conflict do nothing
            returning user_id)
        update app.notification_prefs p
           set mail_at = coalesce(p.mail_at, now() + interval '1 minute')
         where p.workspace_id = log.id
           and p.user_id in (select f.user_id from found f);

        insert into app.notification_cursors as c (workspace_id, seq)
        values (log.id, coalesce(last, (select w.event_seq from app.workspaces w
                                         where w.id = log.id)))
        on conflict (workspace_id) do update set seq = excluded.seq;
        total := total + 1;
    end loop;
    return total;
end
$$;

ALTER FUNCTION app.derive_notifications(p_most integer) OWNER TO ss_history;

--
-- Name: derive_token(text, uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.derive_token(p_secret text, p_link uuid) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN translate(encode(sha256(convert_to((p_secret || p_link), 'UTF8'::name)), 'base64'::text), '+/='::text, '-_'::text);

ALTER FUNCTION app.derive_token(p_secret text, p_link uuid) OWNER TO ss_owner;

--
-- Name: derive_waiting(uuid, uuid, timestamp with time zone); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.derive_waiting(p_workspace uuid, p_conversation uuid, p_contact timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    talk record;
    theirs boolean;
    turn text := 'none';
    since timestamptz;
    quiet text := coalesce(current_setting('app.quiet', true), '');
begin
    select c.client_id, c.status <> 'closed' and c.visibility = 'client'
                        and c.deleted_at is null as open
      into talk
      from app.conversations c
     where c.workspace_id = p_workspace and c.id = p_conversation
       for no key update;

    if talk.open then
        select m.author_kind = 'client' into theirs
          from app.messages m
         where m.workspace_id = p_workspace and m.conversation_id = p_conversation
           and m.visibility = 'client' and m.deleted_at is null
           and m.author_kind <> 'system'
         order by m.seq desc limit 1;
        select min(m.created_at) into since
          from app.messages m
         where m.workspace_id = p_workspace and m.conversation_id = p_conversation
           and m.visibility = 'client' and m.deleted_at is null
           and m.author_kind <> 'system'
           and m.seq > coalesce(
                 (select o.seq from app.messages o
                   where o.workspace_id = p_workspace
                     and o.conversation_id = p_conversation
                     and o.visibility = 'client' and o.deleted_at is null
                     and o.author_kind <> 'system'
                     and (o.author_kind = 'client') <> theirs
                   order by o.seq desc limit 1), 0);
        turn := case theirs when true then 'me' when false then 'client' else 'none' end;
    end if;

    update app.conversations c
       set waiting_on = turn, waiting_since = since
     where c.workspace_id = p_workspace and c.id = p_conversation
       and (c.waiting_on, c.waiting_since) is distinct from (turn, since);

    perform set_config('app.quiet', 'on', true);
    update app.clients c
       set waiting_on = coalesce(w.waiting_on, 'none'), waiting_since = w.since,
           last_contact_at = greatest(c.last_contact_at, p_contact)
      from (select 1) one
      left join lateral (
             select x.waiting_on, min(x.waiting_since) as since
               from app.conversations x
              where x.workspace_id = p_workspace and x.client_id = talk.client_id
                and x.waiting_on <> 'none' and x.deleted_at is null
              group by x.waiting_on
              order by x.waiting_on = 'me' desc limit 1) w on true
     where c.workspace_id = p_workspace and c.id = talk.client_id
       and c.deleted_at is null;
    perform set_config('app.quiet', quiet, true);
end
$$;

ALTER FUNCTION app.derive_waiting(p_workspace uuid, p_conversation uuid, p_contact timestamp with time zone) OWNER TO ss_history;

--
-- Name: end_invitations(); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.end_invitations() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    update app.invitations i set revoked_at = now(), rev = i.rev + 1, updated_at = now()
     where i.workspace_id = old.workspace_id and i.created_by = old.user_id
       and i.accepted_at is null and i.revoked_at is null;
    return null;
end
$$;

ALTER FUNCTION app.end_invitations() OWNER TO ss_gate;

--
-- Name: end_keys(); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.end_keys() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    update app.api_keys k set revoked_at = now(), rev = k.rev + 1, updated_at = now()
     where k.workspace_id = old.workspace_id and k.created_by = old.user_id
       and k.revoked_at is null;
    return null;
end
$$;

ALTER FUNCTION app.end_keys() OWNER TO ss_gate;

--
-- Name: end_session(uuid); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.end_session(p_session uuid) RETURNS SETOF boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    update app.sessions s set revoked_at = now()
     where s.id = p_session and s.user_id = app.current_person() and s.revoked_at is null;
    if found then
        perform app.audit('session.ended', 'session', p_session);
        return next true;
    end if;
end
$$;

ALTER FUNCTION app.end_session(p_session uuid) OWNER TO ss_gate;

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
-- Name: end_support(uuid); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.end_support(p_id uuid) RETURNS SETOF app.support_accesses
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    a app.support_accesses;
begin
    select x.* into a from app.support_accesses x
     where x.id = p_id
       and (x.workspace_id = app.current_workspace()
            or x.admin_id = app.current_person()
               and current_setting('app.role', true) = 'admin')
       for update;
    if not found then
        return;
    elsif app.support_status(a.approved, a.ended_at, a.expires_at)
          not in ('requested', 'active') then
        perform app.fail(409, 'support_closed', 'This is over already.');
    end if;
    update app.support_accesses x set ended_at = now(), updated_at = now()
     where x.workspace_id = a.workspace_id and x.id = a.id
    returning x.* into a;
    perform app.audit('support.ended', 'support_access', a.id, p_workspace => a.workspace_id);
    return next a;
end
$$;

ALTER FUNCTION app.end_support(p_id uuid) OWNER TO ss_gate;

--
-- Name: approval_evidence; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.approval_evidence (
    workspace_id uuid NOT NULL,
    approval_id uuid NOT NULL,
    seq integer NOT NULL,
    action text NOT NULL,
    entity_type text NOT NULL,
    entity_id uuid NOT NULL,
    entity_rev integer NOT NULL,
    snapshot_hash bytea NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    actor_name text,
    actor_email text,
    link_id uuid,
    ip_prefix text,
    agent text,
    note text,
    at timestamp with time zone NOT NULL,
    previous bytea,
    hash bytea NOT NULL
);

ALTER TABLE ONLY app.approval_evidence FORCE ROW LEVEL SECURITY;

ALTER TABLE app.approval_evidence OWNER TO ss_owner;

--
-- Name: evidence_hash(app.approval_evidence); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.evidence_hash(e app.approval_evidence) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN sha256((COALESCE((e).previous, '\x'::bytea) || convert_to((jsonb_build_array((e).workspace_id, (e).approval_id, (e).seq, (e).action, (e).entity_type, (e).entity_id, (e).entity_rev, encode((e).snapshot_hash, 'hex'::text), (e).actor_kind, (e).actor_id, (e).actor_name, (e).actor_email, (e).link_id, (e).ip_prefix, (e).agent, (e).note, EXTRACT(epoch FROM (e).at)))::text, 'UTF8'::name)));

ALTER FUNCTION app.evidence_hash(e app.approval_evidence) OWNER TO ss_owner;

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
-- Name: find_invitation(text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.find_invitation(p_token text) RETURNS app.invitations
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.find_invitation(p_token text) OWNER TO ss_gate;

--
-- Name: find_key(bytea); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.find_key(p_hash bytea) RETURNS TABLE(workspace_id uuid, user_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT k.workspace_id,
     k.created_by
    FROM app.api_keys k
   WHERE (k.hash = find_key.p_hash);
END;

ALTER FUNCTION app.find_key(p_hash bytea) OWNER TO ss_gate;

--
-- Name: finish_mail(uuid, integer, text, text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.finish_mail(p_id uuid, p_attempt integer, p_outcome text, p_error text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    address text;
begin
    if p_outcome = 'retry' and p_attempt < 10 then
        update app.mail_outbox m
           set state = 'queued', lease_until = null, last_error = left(p_error, 500),
               not_before = now() + least(interval '1 hour',
                   interval '1 minute' * power(2, p_attempt - 1)) * (0.8 + random() * 0.4)
         where m.id = p_id and m.attempts = p_attempt and m.state = 'sending';
        return;
    end if;

    update app.mail_outbox m
       set state = case p_outcome when 'sent' then 'sent' else 'failed' end,
           sent_at = case p_outcome when 'sent' then now() end,
           last_error = left(p_error, 500), lease_until = null, vars = '{}'
     where m.id = p_id and m.attempts = p_attempt and m.state = 'sending'
    returning m.recipient into address;

    if p_outcome = 'bounced' and address is not null then
        insert into app.mail_suppressions (address, reason) values (address, 'bounced')
        on conflict do nothing;
    end if;
end
$$;

ALTER FUNCTION app.finish_mail(p_id uuid, p_attempt integer, p_outcome text, p_error text) OWNER TO ss_gate;

--
-- Name: forget_client(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.forget_client() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    quiet text := coalesce(current_setting('app.quiet', true), '');
begin
    perform set_config('app.quiet', 'on', true);
    if tg_table_name = 'projects' then
        perform from app.tasks t
          where t.workspace_id = new.workspace_id and t.project_id = new.id
          order by t.id
            for no key update;
        perform from app.comments c
          where c.workspace_id = new.workspace_id and c.visibility_inherited
            and c.task_id in (select t.id from app.tasks t
                               where t.workspace_id = new.workspace_id
                                 and t.project_id = new.id)
          order by c.id
            for no key update;
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

ALTER FUNCTION app.forget_client() OWNER TO ss_history;

--
-- Name: guest_writes(); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.guest_writes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    link uuid := nullif(current_setting('app.link_id', true), '')::uuid;
    this_hour timestamptz := date_trunc('hour', now());
begin
    update app.share_links l
       set written = case when l.written_hour = this_hour then l.written + 1 else 1 end,
           written_hour = this_hour
     where l.workspace_id = new.workspace_id and l.id = link
       and (l.written_hour is distinct from this_hour or l.written < l.writes_per_hour);
    if not found then
        perform app.fail(429, 'link_limit',
            'Too much was written through this link; try again in an hour.');
    end if;
    perform app.note_access(new.workspace_id, link,
        nullif(current_setting('app.guest_id', true), '')::uuid, tg_argv[0], new.id);
    return null;
end
$$;

ALTER FUNCTION app.guest_writes() OWNER TO ss_gate;

--
-- Name: has_owner(uuid, uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.has_owner(p_workspace uuid, p_but uuid DEFAULT NULL::uuid) RETURNS boolean
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM (app.memberships m
              JOIN app.users u ON ((u.id = m.user_id)))
           WHERE ((m.workspace_id = has_owner.p_workspace) AND (m.role = 'owner'::text) AND (m.user_id IS DISTINCT FROM has_owner.p_but) AND (u.disabled_at IS NULL) AND (u.deleted_at IS NULL)))) AS "exists";
END;

ALTER FUNCTION app.has_owner(p_workspace uuid, p_but uuid) OWNER TO ss_owner;

--
-- Name: hide_project(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.hide_project() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    new.visibility := 'internal';
    return new;
end
$$;

ALTER FUNCTION app.hide_project() OWNER TO ss_owner;

--
-- Name: highlight(text, text, boolean); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.highlight(p_text text, p_words text, p_whole boolean) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$
declare
    query tsquery := app.search_query(p_words);
    plain text := translate(p_text, U&'\E000\E001', '');
    marked text := ts_headline('simple', plain, query,
        U&'StartSel="\E000", StopSel="\E001", '
        || case when p_whole then 'HighlightAll=true'
           else 'MaxFragments=1, MaxWords=30, MinWords=12' end);
    pieces jsonb := '[]';
    part text;
    hit boolean := false;
begin
    if position(U&'\E000' in marked) = 0 then
        return case when p_whole
               then jsonb_build_array(jsonb_build_object('text', plain, 'hit', false))
               else '[]' end;
    end if;
    foreach part in array regexp_split_to_array(marked, U&'[\E000\E001]') loop
        if part <> '' then
            pieces := pieces || jsonb_build_object('text', part, 'hit', hit);
        end if;
        hit := not hit;
    end loop;
    return pieces;
end
$$;

ALTER FUNCTION app.highlight(p_text text, p_words text, p_whole boolean) OWNER TO ss_owner;

--
-- Name: invitation_status(timestamp with time zone, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.invitation_status(p_accepted timestamp with time zone, p_revoked timestamp with time zone, p_expires timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    RETURN CASE WHEN (p_accepted IS NOT NULL) THEN 'accepted'::text WHEN (p_revoked IS NOT NULL) THEN 'revoked'::text WHEN (p_expires <= now()) THEN 'expired'::text ELSE 'pending'::text END;

ALTER FUNCTION app.invitation_status(p_accepted timestamp with time zone, p_revoked timestamp with time zone, p_expires timestamp with time zone) OWNER TO ss_owner;

--
-- Name: is_admin(); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.is_admin() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    RETURN (SELECT u.is_admin FROM app.users u WHERE (u.id = app.current_person()));

ALTER FUNCTION app.is_admin() OWNER TO ss_gate;

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
       for no key update;
    return new;
end
$$;

ALTER FUNCTION app.join_workspace() OWNER TO ss_gate;

--
-- Name: keep_owner(); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.keep_owner() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    perform app.lock_members(old.workspace_id);
    if not app.has_owner(old.workspace_id)
       and exists (select from app.workspaces w
                    where w.id = old.workspace_id and w.deleted_at is null) then
        perform app.fail(409, 'last_owner', 'A workspace must have an owner.');
    end if;
    return null;
end
$$;

ALTER FUNCTION app.keep_owner() OWNER TO ss_gate;

--
-- Name: key_hint(text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.key_hint(p_key text) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN (("left"(p_key, 12) || '…'::text) || "right"(p_key, 4));

ALTER FUNCTION app.key_hint(p_key text) OWNER TO ss_owner;

--
-- Name: known_projects(jsonb, text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.known_projects(p_projects jsonb, p_pointer text) RETURNS uuid[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    wanted uuid[] := array(select distinct x::uuid
                             from jsonb_array_elements_text(
                                 case jsonb_typeof(p_projects) when 'array'
                                 then p_projects else '[]' end) x);
begin
    if (select count(*) from app.projects p
         where p.workspace_id = app.current_workspace() and p.id = any (wanted)
           and p.deleted_at is null
           and (current_setting('app.scope', true) = 'all'
                or p.id = any (app.listed_projects()))) < cardinality(wanted) then
        perform app.fail(422, 'unknown_reference', 'There is no such project.', p_pointer);
    end if;
    return wanted;
end
$$;

ALTER FUNCTION app.known_projects(p_projects jsonb, p_pointer text) OWNER TO ss_gate;

--
-- Name: key_projects(jsonb); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.key_projects(p_data jsonb) RETURNS uuid[]
    LANGUAGE sql
    RETURN CASE jsonb_typeof((p_data -> 'project_ids'::text)) WHEN 'array'::text THEN app.known_projects((p_data -> 'project_ids'::text), '/project_ids'::text) ELSE NULL::uuid[] END;

ALTER FUNCTION app.key_projects(p_data jsonb) OWNER TO ss_owner;

--
-- Name: key_reads(text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.key_reads(p_scope text) RETURNS boolean
    LANGUAGE sql STABLE
    RETURN ((NULLIF(current_setting('app.key_id'::text, true), ''::text) IS NULL) OR (EXISTS (SELECT FROM app.api_keys k WHERE ((k.workspace_id = app.current_workspace()) AND (k.id = (NULLIF(current_setting('app.key_id'::text, true), ''::text))::uuid) AND (k.scopes && ARRAY[(key_reads.p_scope || ':read'::text), (key_reads.p_scope || ':write'::text)])))));

ALTER FUNCTION app.key_reads(p_scope text) OWNER TO ss_owner;

--
-- Name: known_networks(jsonb); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.known_networks(p_networks jsonb) RETURNS cidr[]
    LANGUAGE plpgsql STABLE
    AS $$
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

ALTER FUNCTION app.known_networks(p_networks jsonb) OWNER TO ss_owner;

--
-- Name: limit_projects(); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.limit_projects() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    perform pg_advisory_xact_lock(hashtextextended(new.workspace_id::text, 2));
    if (select count(*) from app.projects p
         where p.workspace_id = new.workspace_id and p.deleted_at is null)
       >= (select w.project_limit from app.workspaces w where w.id = new.workspace_id) then
        perform app.fail(409, 'project_limit', 'The workspace has as many projects as it may.');
    end if;
    return new;
end
$$;

ALTER FUNCTION app.limit_projects() OWNER TO ss_gate;

--
-- Name: link_behind(text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.link_behind(p_token text) RETURNS TABLE(link app.share_links, proof uuid, proved text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT l.*::app.share_links AS l,
     NULL::uuid AS uuid,
     NULL::text AS text
    FROM app.share_links l
   WHERE (l.token_hash = sha256(convert_to(link_behind.p_token, 'UTF8'::name)))
 UNION ALL
  SELECT l.*::app.share_links AS l,
     t.id,
         CASE
             WHEN (t.used_at IS NULL) THEN t.email
             ELSE NULL::text
         END AS "case"
    FROM (app.link_tokens t
      JOIN app.share_links l ON (((l.workspace_id = t.workspace_id) AND (l.id = t.link_id))))
   WHERE ((t.token_hash = sha256(convert_to(link_behind.p_token, 'UTF8'::name))) AND ((cardinality(l.allowed_emails) = 0) OR (t.email = ANY (l.allowed_emails))));
END;

ALTER FUNCTION app.link_behind(p_token text) OWNER TO ss_owner;

--
-- Name: link_lives(app.share_links); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.link_lives(l app.share_links) RETURNS boolean
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT (((l).revoked_at IS NULL) AND ((l).expires_at > now()) AND (EXISTS ( SELECT
            FROM (app.memberships m
              JOIN app.users u ON ((u.id = m.user_id)))
           WHERE ((m.workspace_id = (link_lives.l).workspace_id) AND (m.user_id = (link_lives.l).created_by) AND m.active AND (u.disabled_at IS NULL) AND (u.deleted_at IS NULL)))) AND
         CASE
             WHEN ((l).client_id IS NOT NULL) THEN (EXISTS ( SELECT
                FROM app.clients c
               WHERE ((c.workspace_id = (link_lives.l).workspace_id) AND (c.id = (link_lives.l).client_id) AND (c.deleted_at IS NULL))))
             WHEN ((l).project_id IS NOT NULL) THEN (EXISTS ( SELECT
                FROM app.projects p
               WHERE ((p.workspace_id = (link_lives.l).workspace_id) AND (p.id = (link_lives.l).project_id) AND (p.deleted_at IS NULL))))
             ELSE (EXISTS ( SELECT
                FROM app.tasks t
               WHERE ((t.workspace_id = (link_lives.l).workspace_id) AND (t.id = (link_lives.l).task_id) AND (t.deleted_at IS NULL))))
         END);
END;

ALTER FUNCTION app.link_lives(l app.share_links) OWNER TO ss_owner;

--
-- Name: link_scope_name(app.share_links); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.link_scope_name(l app.share_links) RETURNS text
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT COALESCE(( SELECT c.name
            FROM app.clients c
           WHERE ((c.workspace_id = (link_scope_name.l).workspace_id) AND (c.id = (link_scope_name.l).client_id))), ( SELECT p.name
            FROM app.projects p
           WHERE ((p.workspace_id = (link_scope_name.l).workspace_id) AND (p.id = (link_scope_name.l).project_id))), ( SELECT t.title
            FROM app.tasks t
           WHERE ((t.workspace_id = (link_scope_name.l).workspace_id) AND (t.id = (link_scope_name.l).task_id)))) AS "coalesce";
END;

ALTER FUNCTION app.link_scope_name(l app.share_links) OWNER TO ss_owner;

--
-- Name: link_sessions; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.link_sessions (
    workspace_id uuid NOT NULL,
    id uuid DEFAULT app.uuid7() NOT NULL,
    link_id uuid NOT NULL,
    session_hash bytea NOT NULL,
    user_id uuid,
    name text,
    email text,
    ip_prefix text,
    agent text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    last_seen_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT link_sessions_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100)))
)
WITH (fillfactor='80');

ALTER TABLE ONLY app.link_sessions FORCE ROW LEVEL SECURITY;

ALTER TABLE app.link_sessions OWNER TO ss_owner;

--
-- Name: links_of(text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.links_of(p_email text) RETURNS SETOF app.share_links
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT l.workspace_id,
     l.id,
     l.client_id,
     l.project_id,
     l.task_id,
     l.label,
     l.permission,
     l.guest_name,
     l.allowed_emails,
     l.expires_at,
     l.max_uses,
     l.use_count,
     l.writes_per_hour,
     l.written_hour,
     l.written,
     l.token_hash,
     l.token_hint,
     l.password_hash,
     l.pepper_id,
     l.has_password,
     l.last_used_at,
     l.revoked_at,
     l.rev,
     l.created_by,
     l.created_at,
     l.updated_at
    FROM app.share_links l
   WHERE (((l.workspace_id, l.id) IN ( SELECT x.workspace_id,
             x.id
            FROM app.share_links x
           WHERE (x.allowed_emails @> ARRAY[links_of.p_email])
         UNION
          SELECT t.workspace_id,
             t.link_id
            FROM app.link_tokens t
           WHERE (t.email = links_of.p_email)
         UNION
          SELECT s.workspace_id,
             s.link_id
            FROM app.link_sessions s
           WHERE ((s.email = links_of.p_email) AND (s.ended_at IS NULL)))) AND ((cardinality(l.allowed_emails) = 0) OR (links_of.p_email = ANY (l.allowed_emails))) AND ((l.use_count < l.max_uses) OR (l.max_uses IS NULL)) AND app.link_lives(l.*));
END;

ALTER FUNCTION app.links_of(p_email text) OWNER TO ss_owner;

--
-- Name: identities; Type: TABLE; Schema: auth; Owner: ss_owner
--

CREATE TABLE auth.identities (
    issuer text NOT NULL,
    subject text NOT NULL,
    user_id uuid NOT NULL,
    provider text NOT NULL,
    email text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    last_used_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY auth.identities FORCE ROW LEVEL SECURITY;

ALTER TABLE auth.identities OWNER TO ss_owner;

--
-- Name: list_identities(); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.list_identities() RETURNS TABLE(provider text, email text, created_at timestamp with time zone, last_used_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT i.provider,
     i.email,
     i.created_at,
     i.last_used_at
    FROM auth.identities i
   WHERE (i.user_id = (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid)
   ORDER BY i.provider;
END;

ALTER FUNCTION app.list_identities() OWNER TO ss_gate;

--
-- Name: member_projects; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.member_projects (
    workspace_id uuid NOT NULL,
    user_id uuid NOT NULL,
    project_id uuid NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY app.member_projects FORCE ROW LEVEL SECURITY;

ALTER TABLE app.member_projects OWNER TO ss_owner;

--
-- Name: listed_projects(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.listed_projects() RETURNS uuid[]
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT COALESCE((NULLIF(current_setting('app.projects'::text, true), ''::text))::uuid[], ARRAY( SELECT m.project_id
            FROM app.member_projects m
           WHERE ((m.workspace_id = app.current_workspace()) AND (m.user_id = (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid)))) AS "coalesce";
END;

ALTER FUNCTION app.listed_projects() OWNER TO ss_owner;

--
-- Name: listed_clients(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.listed_clients() RETURNS uuid[]
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT ARRAY( SELECT p.client_id
            FROM app.projects p
           WHERE ((p.workspace_id = app.current_workspace()) AND (p.id = ANY (app.listed_projects())))) AS "array";
END;

ALTER FUNCTION app.listed_clients() OWNER TO ss_owner;

--
-- Name: live_client(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.live_client() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    perform from app.clients c
      where c.workspace_id = new.workspace_id and c.id = new.client_id
        and c.deleted_at is null
        for share;
    if not found then
        perform app.refuse_client();
    end if;
    return null;
end
$$;

ALTER FUNCTION app.live_client() OWNER TO ss_owner;

--
-- Name: lock_below(uuid[], uuid, uuid); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.lock_below(p_tasks uuid[], p_project uuid DEFAULT NULL::uuid, p_client uuid DEFAULT NULL::uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    ws uuid := app.current_workspace();
    talks uuid[];
begin
    perform from app.comments c
      where c.workspace_id = ws and c.task_id = any (p_tasks)
      order by c.id
        for no key update;
    talks := array(
        select c.id from app.conversations c
         where c.workspace_id = ws and c.task_id = any (p_tasks) and c.deleted_at is null
        union
        select c.id from app.conversations c
         where c.workspace_id = ws and c.project_id = p_project and c.deleted_at is null
        union
        select c.id from app.conversations c
         where c.workspace_id = ws and c.client_id = p_client);
    perform from app.conversations c
      where c.workspace_id = ws and c.id = any (talks)
      order by c.id
        for no key update;
    perform from app.clients k
      where k.workspace_id = ws and (k.id = p_client or k.id in (
            select c.client_id from app.conversations c
             where c.workspace_id = ws and c.id = any (talks)))
      order by k.id
        for no key update;
end
$$;

ALTER FUNCTION app.lock_below(p_tasks uuid[], p_project uuid, p_client uuid) OWNER TO ss_history;

--
-- Name: lock_latecomers(uuid, uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.lock_latecomers(p_workspace uuid, p_project uuid) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
    ours uuid[] := array(
        select t.id from app.tasks t
         where t.workspace_id = p_workspace and t.project_id = p_project
           for no key update skip locked);
begin
    if (select count(*) from app.tasks t
         where t.workspace_id = p_workspace and t.project_id = p_project)
       <> cardinality(ours) then
        raise serialization_failure using message = 'a task has just come into this project';
    end if;
end
$$;

ALTER FUNCTION app.lock_latecomers(p_workspace uuid, p_project uuid) OWNER TO ss_owner;

--
-- Name: lock_leaving(uuid, uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.lock_leaving(p_workspace uuid, p_user uuid) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('app.derive_notifications', 0));
    perform app.lock_members(p_workspace);
    perform from app.api_keys k
      where k.workspace_id = p_workspace and k.created_by = p_user
      order by k.id
        for no key update;
    perform from app.tasks t
      where t.workspace_id = p_workspace and t.assignee_id = p_user
      order by t.id
        for no key update;
    perform from app.conversations c
      where c.workspace_id = p_workspace and c.assignee_id = p_user
      order by c.id
        for no key update;
end
$$;

ALTER FUNCTION app.lock_leaving(p_workspace uuid, p_user uuid) OWNER TO ss_owner;

--
-- Name: lock_members(uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.lock_members(p_workspace uuid) RETURNS void
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT pg_advisory_xact_lock(hashtextextended((p_workspace)::text, (4)::bigint)) AS pg_advisory_xact_lock;
END;

ALTER FUNCTION app.lock_members(p_workspace uuid) OWNER TO ss_owner;

--
-- Name: lock_place(uuid, uuid, uuid); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.lock_place(p_project uuid, p_task uuid, p_client uuid DEFAULT NULL::uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    ws uuid := app.current_workspace();
    project uuid;
begin
    if p_task is not null then
        select t.project_id into project from app.tasks t
         where t.workspace_id = ws and t.id = p_task
           for no key update;
    end if;
    project := coalesce(project, p_project);
    if project is not null then
        perform from app.project_counters c
          where c.workspace_id = ws and c.project_id = project
            for no key update;
    end if;
    if p_client is not null then
        perform from app.clients c
          where c.workspace_id = ws and c.id = p_client
            for no key update;
        perform from app.share_links l
          where l.workspace_id = ws
            and l.id = nullif(current_setting('app.link_id', true), '')::uuid
            for no key update;
    end if;
end
$$;

ALTER FUNCTION app.lock_place(p_project uuid, p_task uuid, p_client uuid) OWNER TO ss_history;

--
-- Name: log_approval(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.log_approval() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    e app.approval_evidence;
    t record;
begin
    e.action := case new.status when 'pending' then 'requested'
                when 'changes' then 'changes_requested' else new.status end;
    e.workspace_id := new.workspace_id;
    e.approval_id := new.id;
    e.seq := new.rev;
    e.entity_type := 'task';
    e.entity_id := new.task_id;
    e.entity_rev := new.task_rev;
    e.snapshot_hash := new.snapshot_hash;
    e.actor_kind := app.actor_kind();
    e.actor_id := app.current_person();
    if e.actor_kind = 'client' then
        e.actor_name := new.decided_by_name;
        e.link_id := nullif(current_setting('app.link_id', true), '')::uuid;
        select s.email into e.actor_email from app.link_sessions s
         where s.workspace_id = new.workspace_id and s.id = e.actor_id;
    else
        select u.name, u.email into e.actor_name, e.actor_email
          from app.users u where u.id = e.actor_id;
    end if;
    e.ip_prefix := nullif(current_setting('app.ip_prefix', true), '');
    e.agent := left(new.agent, 255);
    e.note := case when new.status = 'pending' then new.note else new.decision_note end;
    e.at := clock_timestamp();
    select x.hash into e.previous
      from app.approval_evidence x
     where x.workspace_id = new.workspace_id and x.entity_id = new.task_id
     order by x.at desc, x.seq desc limit 1;
    e.hash := app.evidence_hash(e);
    insert into app.approval_evidence select e.*;

    select x.project_id, x.title, x.number, x.visibility into t
      from app.tasks x
     where x.workspace_id = new.workspace_id and x.id = new.task_id;
    perform app.append_event(new.workspace_id, 'approval.' || e.action, 'approval', new.id,
        new.rev, t.project_id, new.task_id, t.visibility,
        jsonb_build_object('title', t.title, 'number', t.number, 'task_id', new.task_id),
        e.at);
    perform app.audit('approval.' || e.action, 'approval', new.id,
        jsonb_build_object('task_id', new.task_id, 'task_rev', new.task_rev,
                           'evidence', encode(e.hash, 'hex')), new.workspace_id);
    return null;
end
$$;

ALTER FUNCTION app.log_approval() OWNER TO ss_history;

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
-- Name: log_contact(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.log_contact() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    op text := 'update';
    kind text := 'contact.updated';
    changed text[] := '{}';
begin
    if tg_op = 'INSERT' then
        op := 'insert';
        kind := 'contact.created';
    else
        changed := array_remove(array[
            case when new.name <> old.name then 'name' end,
            case when new.email is distinct from old.email then 'email' end,
            case when new.phone is distinct from old.phone then 'phone' end,
            case when new.position is distinct from old.position then 'position' end,
            case when new.is_primary <> old.is_primary then 'is_primary' end,
            case when new.notes <> old.notes then 'notes' end], null);
        if new.deleted_at is not null and old.deleted_at is null then
            op := 'delete';
            kind := 'contact.deleted';
        elsif new.deleted_at is null and old.deleted_at is not null then
            op := 'restore';
            kind := 'contact.restored';
        end if;
    end if;

    insert into app.contact_history (workspace_id, contact_id, rev, op, changed, "row",
                                     actor_id, actor_kind, request_id, at)
    values (new.workspace_id, new.id, new.rev, op, changed,
            jsonb_build_object(
                'client_id', new.client_id, 'name', new.name, 'email', new.email,
                'phone', new.phone, 'position', new.position,
                'is_primary', new.is_primary, 'notes', new.notes),
            app.current_person(), app.actor_kind(),
            nullif(current_setting('app.request_id', true), ''), new.updated_at);

    perform app.append_event(new.workspace_id, kind, 'contact', new.id, new.rev, null,
        null, 'internal',
        jsonb_build_object('name', new.name, 'client_id', new.client_id,
                           'changed', changed),
        new.updated_at);
    return null;
end
$$;

ALTER FUNCTION app.log_contact() OWNER TO ss_history;

--
-- Name: log_conversation(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.log_conversation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $_$
declare
    op text := 'update';
    kind text := 'conversation.updated';
    changed text[] := '{}';
begin
    if tg_op = 'INSERT' then
        op := 'insert';
        kind := 'conversation.created';
    else
        changed := array_remove(array[
            case when new.subject <> old.subject then 'subject' end,
            case when new.project_id is distinct from old.project_id then 'project_id' end,
            case when new.task_id is distinct from old.task_id then 'task_id' end,
            case when new.visibility <> old.visibility then 'visibility' end,
            case when new.status <> old.status then 'status' end,
            case when new.snoozed_until is distinct from old.snoozed_until
                 then 'snoozed_until' end,
            case when new.assignee_id is distinct from old.assignee_id
                 then 'assignee_id' end], null);
        kind := case
            when new.deleted_at is not null and old.deleted_at is null
            then 'conversation.deleted'
            when new.status = 'closed' and old.status <> 'closed' then 'conversation.closed'
            when new.status <> 'closed' and old.status = 'closed' then 'conversation.reopened'
            when new.status = 'snoozed' then 'conversation.snoozed'
            when old.status = 'snoozed' then 'conversation.woken'
            when new.assignee_id is distinct from old.assignee_id
            then 'conversation.assigned'
            else kind end;
        if kind = 'conversation.deleted' then
            op := 'delete';
        end if;
    end if;

    insert into app.conversation_history (workspace_id, conversation_id, rev, op, changed,
                                          "row", actor_id, actor_kind, request_id, at)
    values (new.workspace_id, new.id, new.rev, op, changed,
            jsonb_build_object(
                'client_id', new.client_id, 'project_id', new.project_id,
                'task_id', new.task_id, 'subject', new.subject,
                'visibility', new.visibility, 'status', new.status,
                'snoozed_until', new.snoozed_until, 'assignee_id', new.assignee_id),
            app.current_person(), app.actor_kind(),
            nullif(current_setting('app.request_id', true), ''), new.updated_at);

    perform app.append_event(new.workspace_id, kind, 'conversation', new.id, new.rev,
        new.project_id, new.task_id,
        case when kind ~ '(snoozed|woken|assigned)$' then 'internal' else new.visibility end,
        jsonb_build_object('subject', new.subject, 'client_id', new.client_id,
                           'conversation_id', new.id, 'assignee_id', new.assignee_id,
                           'changed', changed),
        new.updated_at);
    return null;
end
$_$;

ALTER FUNCTION app.log_conversation() OWNER TO ss_history;

--
-- Name: log_membership(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.log_membership() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    m app.memberships := coalesce(new, old);
    what text := case tg_op when 'INSERT' then 'member.joined'
                            when 'DELETE' then 'member.removed'
                            else 'member.updated' end;
begin
    perform app.append_event(m.workspace_id, what, 'member', m.user_id, null, null, null,
        'internal', jsonb_build_object('role', m.role),
        case when tg_op = 'INSERT' then m.created_at else now() end);

    if tg_op = 'UPDATE' and new.role <> old.role then
        perform app.audit('member.role_changed', 'member', m.user_id,
            jsonb_build_object('from', old.role, 'to', new.role), m.workspace_id);
    elsif tg_op <> 'UPDATE' then
        perform app.audit(what, 'member', m.user_id,
            jsonb_build_object('role', m.role, 'scope', m.scope), m.workspace_id);
    end if;
    return null;
end
$$;

ALTER FUNCTION app.log_membership() OWNER TO ss_history;

--
-- Name: log_message(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.log_message() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    op text := 'update';
    kind text := 'message.updated';
    changed text[] := '{}';
begin
    if tg_op = 'INSERT' then
        op := 'insert';
        kind := 'message.created';
    elsif new.deleted_at is not null and old.deleted_at is null then
        op := 'delete';
        kind := 'message.deleted';
    elsif new.body <> old.body then
        changed := array['body'];
    end if;

    insert into app.message_history (workspace_id, message_id, rev, op, changed, "row",
                                     actor_id, actor_kind, request_id, at)
    values (new.workspace_id, new.id, new.rev, op, changed,
            jsonb_build_object('conversation_id', new.conversation_id, 'seq', new.seq,
                               'body', new.body, 'visibility', new.visibility),
            app.current_person(), app.actor_kind(),
            nullif(current_setting('app.request_id', true), ''), new.updated_at);
    perform app.log_message_event(new, kind, changed);
    return null;
end
$$;

ALTER FUNCTION app.log_message() OWNER TO ss_history;

--
-- Name: log_message_event(app.messages, text, text[]); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.log_message_event(m app.messages, kind text, changed text[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
    talk record;
begin
    select c.client_id, c.project_id, c.task_id, c.subject, c.visibility into talk
      from app.conversations c
     where c.workspace_id = m.workspace_id and c.id = m.conversation_id;
    perform app.append_event(m.workspace_id, kind, 'message', m.id, m.rev,
        talk.project_id, talk.task_id,
        case when talk.visibility = 'client' then m.visibility else 'internal' end,
        jsonb_build_object('conversation_id', m.conversation_id, 'subject', talk.subject,
                           'client_id', talk.client_id, 'seq', m.seq,
                           'visibility', m.visibility, 'changed', changed),
        m.updated_at);
end
$$;

ALTER FUNCTION app.log_message_event(m app.messages, kind text, changed text[]) OWNER TO ss_owner;

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
        perform app.lock_latecomers(new.workspace_id, new.id);
        perform set_config('app.quiet', 'on', true);
        update app.tasks t set deleted_at = new.deleted_at
         where t.workspace_id = new.workspace_id and t.project_id = new.id
           and t.deleted_at is not distinct from old.deleted_at;
        perform set_config('app.quiet', 'off', true);
        perform app.count_tasks(new.workspace_id, new.id);
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
-- Name: log_reaction(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.log_reaction() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    r app.reactions := coalesce(new, old);
    m app.messages;
begin
    select x.* into m from app.messages x
     where x.workspace_id = r.workspace_id and x.id = r.message_id;
    if found then
        m.updated_at := now();
        perform app.log_message_event(m,
            case tg_op when 'INSERT' then 'message.reacted' else 'message.unreacted' end,
            array[r.reaction]);
    end if;
    return null;
end
$$;

ALTER FUNCTION app.log_reaction() OWNER TO ss_history;

--
-- Name: log_share_link(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.log_share_link() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    kind text := case
        when tg_op = 'INSERT' then 'share_link.created'
        when new.revoked_at is not null and old.revoked_at is null then 'share_link.revoked'
        when new.token_hash <> old.token_hash then 'share_link.rotated'
        else 'share_link.updated' end;
begin
    perform app.append_event(new.workspace_id, kind, 'share_link', new.id, new.rev,
        coalesce(new.project_id, (select t.project_id from app.tasks t
                                   where t.workspace_id = new.workspace_id
                                     and t.id = new.task_id)),
        new.task_id, 'internal',
        jsonb_build_object('label', new.label, 'permission', new.permission,
                           'client_id', new.client_id), new.updated_at);
    perform app.audit(kind, 'share_link', new.id, jsonb_strip_nulls(jsonb_build_object(
        'client_id', new.client_id, 'project_id', new.project_id, 'task_id', new.task_id,
        'permission', new.permission, 'expires_at', new.expires_at,
        'password', new.has_password, 'emails', cardinality(new.allowed_emails))),
        new.workspace_id);
    return null;
end
$$;

ALTER FUNCTION app.log_share_link() OWNER TO ss_history;

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
    actor uuid := coalesce(nullif(current_setting('app.guest_id', true), ''),
                           nullif(current_setting('app.user_id', true), ''))::uuid;
    actor_kind text := coalesce(nullif(current_setting('app.actor_kind', true), ''),
                                case when actor is null then 'system' else 'member' end);
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
                            project_id, task_id, client_id, audience, actor_kind,
                            actor_id, request_id, payload, at)
    select new.workspace_id, w.event_seq, kind, 'task', new.id, new.rev, new.project_id,
           new.id,
           (select p.client_id from app.projects p
             where p.workspace_id = new.workspace_id and p.id = new.project_id),
           new.visibility, actor_kind, actor, request,
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
-- Name: mail_digests(integer); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.mail_digests(p_most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    p app.notification_prefs;
    n int := 0;
begin
    for p in
        select x.* from app.notification_prefs x
         where x.digest_at <= now()
         order by x.digest_at limit p_most
           for no key update skip locked
    loop
        perform app.mail_member(p, 'digest', p.mail_digest);
        update app.notification_prefs x
           set digest_at = app.next_digest(p.digest, p.digest_hour,
                   (select u.time_zone from app.users u where u.id = p.user_id))
         where x.workspace_id = p.workspace_id and x.user_id = p.user_id;
        n := n + 1;
    end loop;
    delete from app.unsubscribe_tokens t
     where t.hash in (select y.hash from app.unsubscribe_tokens y
                       where y.created_at < now() - interval '1 year' limit p_most);
    return n;
end
$$;

ALTER FUNCTION app.mail_digests(p_most integer) OWNER TO ss_history;

--
-- Name: mail_invitation(app.invitations, text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.mail_invitation(p_invitation app.invitations, p_token text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.mail_invitation(p_invitation app.invitations, p_token text) OWNER TO ss_gate;

--
-- Name: notification_prefs; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.notification_prefs (
    workspace_id uuid NOT NULL,
    user_id uuid NOT NULL,
    inbox text[] DEFAULT '{mention,client_message,client_action,assigned,comment,task_change}'::text[] NOT NULL,
    mail_now text[] DEFAULT '{mention,client_message}'::text[] NOT NULL,
    mail_digest text[] DEFAULT '{client_action,assigned,comment}'::text[] NOT NULL,
    digest text DEFAULT 'daily'::text NOT NULL,
    digest_hour integer DEFAULT 8 NOT NULL,
    quiet_from integer,
    quiet_to integer,
    mail_at timestamp with time zone,
    digest_at timestamp with time zone,
    CONSTRAINT notification_prefs_digest_check CHECK ((digest = ANY (ARRAY['off'::text, 'daily'::text, 'weekly'::text]))),
    CONSTRAINT notification_prefs_digest_hour_check CHECK (((digest_hour >= 0) AND (digest_hour <= 23))),
    CONSTRAINT notification_prefs_quiet_check CHECK (((quiet_from IS NULL) = (quiet_to IS NULL))),
    CONSTRAINT notification_prefs_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 23))),
    CONSTRAINT notification_prefs_quiet_to_check CHECK (((quiet_to >= 0) AND (quiet_to <= 23)))
);

ALTER TABLE ONLY app.notification_prefs FORCE ROW LEVEL SECURITY;

ALTER TABLE app.notification_prefs OWNER TO ss_owner;

--
-- Name: mail_member(app.notification_prefs, text, text[]); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.mail_member(p app.notification_prefs, p_template text, p_reasons text[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
    person record;
    items jsonb;
    token text;
begin
    select u.email, u.name, w.name as workspace into person
      from app.memberships m
      join app.users u on u.id = m.user_id and u.disabled_at is null
       and u.deleted_at is null
      join app.workspaces w on w.id = m.workspace_id
     where m.workspace_id = p.workspace_id and m.user_id = p.user_id and m.active;
    if not found then
        return;
    end if;
    items := app.take_notifications(p.workspace_id, p.user_id, p_reasons);
    if items is null then
        return;
    end if;

    token := translate(rtrim(encode(uuid_send(gen_random_uuid())
        || uuid_send(gen_random_uuid()), 'base64'), '='), '+/', '-_');
    insert into app.unsubscribe_tokens (hash, tenant_id, user_id)
    values (sha256(convert_to(token, 'UTF8')), p.workspace_id, p.user_id);
    perform app.send_mail(person.email, p_template, jsonb_build_object(
        'name', person.name, 'workspace', person.workspace, 'items', items,
        'count', jsonb_array_length(items), 'token', token), null, false, p.workspace_id);
end
$$;

ALTER FUNCTION app.mail_member(p app.notification_prefs, p_template text, p_reasons text[]) OWNER TO ss_owner;

--
-- Name: mail_notifications(integer); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.mail_notifications(p_most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    p app.notification_prefs;
    zone text;
    hour int;
    n int := 0;
begin
    for p in
        select x.* from app.notification_prefs x
         where x.mail_at <= now()
         order by x.mail_at limit p_most
           for no key update skip locked
    loop
        select u.time_zone into zone from app.users u where u.id = p.user_id;
        hour := extract(hour from now() at time zone zone);
        if (case when p.quiet_from <= p.quiet_to
            then hour >= p.quiet_from and hour < p.quiet_to
            else hour >= p.quiet_from or hour < p.quiet_to end) then
            p.mail_at := app.next_digest('daily', p.quiet_to, zone);
        else
            perform app.mail_member(p, 'notification', p.mail_now);
            p.mail_at := null;
        end if;
        update app.notification_prefs x set mail_at = p.mail_at
         where x.workspace_id = p.workspace_id and x.user_id = p.user_id;
        n := n + 1;
    end loop;
    return n;
end
$$;

ALTER FUNCTION app.mail_notifications(p_most integer) OWNER TO ss_history;

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
-- Name: make_exports(); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.make_exports() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    job app.jobs;
begin
    select j.* into job from app.jobs j
     where j.state = 'queued' and j.kind = 'export_me'
     order by j.created_at limit 1
       for update skip locked;
    if not found then
        return 0;
    end if;

    insert into app.exports (id, user_id, content)
    values (job.id, job.user_id, app.personal_data(job.user_id));
    update app.jobs j
       set state = 'done', finished_at = now(),
           result = jsonb_build_object('location', '/me/exports/' || job.id)
     where j.id = job.id;
    perform app.send_mail(u.email, 'export_ready', jsonb_build_object('name', u.name))
       from app.users u where u.id = job.user_id;
    return 1;
exception when query_canceled or program_limit_exceeded then
    update app.jobs j set state = 'failed', finished_at = now(), error = 'too_large'
     where j.id = job.id;
    return 1;
end
$$;

ALTER FUNCTION app.make_exports() OWNER TO ss_gate;

--
-- Name: make_notification_prefs(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.make_notification_prefs() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    insert into app.notification_prefs (workspace_id, user_id)
    values (new.workspace_id, new.user_id)
    on conflict do nothing;
    return null;
end
$$;

ALTER FUNCTION app.make_notification_prefs() OWNER TO ss_history;

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
    select x.* into t from app.tasks x
     where x.workspace_id = ws and x.id = p_id and x.deleted_at is null
       for no key update;
    if t.id is null then
        return;
    end if;

    target := coalesce(p_project, t.project_id);
    perform from app.project_counters c
      where c.workspace_id = ws and c.project_id in (t.project_id, target)
      order by c.project_id
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
        exit when length(new_rank) <= 64 or try = 2;
        perform app.spread_ranks(p_column, left(new_rank, 8), t.id);
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
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    proved_at timestamp with time zone DEFAULT now() NOT NULL
)
WITH (fillfactor='80');

ALTER TABLE ONLY app.sessions FORCE ROW LEVEL SECURITY;

ALTER TABLE app.sessions OWNER TO ss_owner;

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
-- Name: one_time_tokens; Type: TABLE; Schema: auth; Owner: ss_owner
--

CREATE TABLE auth.one_time_tokens (
    hash bytea NOT NULL,
    kind text NOT NULL,
    user_id uuid NOT NULL,
    email text,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT one_time_tokens_kind_check CHECK ((kind = ANY (ARRAY['reset'::text, 'magic'::text, 'email'::text])))
);

ALTER TABLE ONLY auth.one_time_tokens FORCE ROW LEVEL SECURITY;

ALTER TABLE auth.one_time_tokens OWNER TO ss_owner;

--
-- Name: recovery_codes; Type: TABLE; Schema: auth; Owner: ss_owner
--

CREATE TABLE auth.recovery_codes (
    user_id uuid NOT NULL,
    hash bytea NOT NULL,
    used_at timestamp with time zone
);

ALTER TABLE ONLY auth.recovery_codes FORCE ROW LEVEL SECURITY;

ALTER TABLE auth.recovery_codes OWNER TO ss_owner;

--
-- Name: second_factors; Type: TABLE; Schema: auth; Owner: ss_owner
--

CREATE TABLE auth.second_factors (
    user_id uuid NOT NULL,
    secret text NOT NULL,
    last_step bigint DEFAULT 0 NOT NULL,
    confirmed_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY auth.second_factors FORCE ROW LEVEL SECURITY;

ALTER TABLE auth.second_factors OWNER TO ss_owner;

--
-- Name: my_security(); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.my_security() RETURNS TABLE(has_password boolean, password_changed_at timestamp with time zone, second_factor boolean, recovery_codes_left integer, pending_email text, recently_proved boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT (c.user_id IS NOT NULL),
     c.changed_at,
     (f.confirmed_at IS NOT NULL),
     ( SELECT (count(*))::integer AS count
            FROM auth.recovery_codes r
           WHERE ((r.user_id = u.id) AND (r.used_at IS NULL))) AS count,
     ( SELECT t.email
            FROM auth.one_time_tokens t
           WHERE ((t.user_id = u.id) AND (t.kind = 'email'::text) AND (t.expires_at > now()))) AS email,
     (EXISTS ( SELECT
            FROM app.sessions s
           WHERE ((s.id = (NULLIF(current_setting('app.session_id'::text, true), ''::text))::uuid) AND (s.proved_at > (now() - '00:10:00'::interval))))) AS "exists"
    FROM ((app.users u
      LEFT JOIN auth.credentials c ON ((c.user_id = u.id)))
      LEFT JOIN auth.second_factors f ON ((f.user_id = u.id)))
   WHERE (u.id = app.current_person());
END;

ALTER FUNCTION app.my_security() OWNER TO ss_gate;

--
-- Name: my_sessions(); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.my_sessions() RETURNS TABLE(id uuid, current boolean, user_agent text, ip_prefix text, created_at timestamp with time zone, last_used_at timestamp with time zone, expires_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT s.id,
     (s.id = (NULLIF(current_setting('app.session_id'::text, true), ''::text))::uuid),
     s.user_agent,
     s.ip_prefix,
     s.created_at,
     s.rotated_at,
     LEAST(s.idle_expires_at, s.absolute_expires_at) AS "least"
    FROM app.sessions s
   WHERE ((s.user_id = app.current_person()) AND (s.revoked_at IS NULL) AND (s.idle_expires_at > now()) AND (s.absolute_expires_at > now()));
END;

ALTER FUNCTION app.my_sessions() OWNER TO ss_gate;

--
-- Name: name_key(text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.name_key(p_name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN lower(("left"(p_name, 100) COLLATE "und-x-icu"));

ALTER FUNCTION app.name_key(p_name text) OWNER TO ss_owner;

--
-- Name: name_of(uuid); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.name_of(p_user uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT u.name
    FROM app.users u
   WHERE ((u.id = name_of.p_user) AND (u.is_admin OR (current_setting('app.role'::text, true) = 'admin'::text) OR (EXISTS ( SELECT
            FROM app.memberships m
           WHERE ((m.user_id = u.id) AND (m.workspace_id = app.current_workspace()))))));
END;

ALTER FUNCTION app.name_of(p_user uuid) OWNER TO ss_gate;

--
-- Name: next_digest(text, integer, text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.next_digest(p_digest text, p_hour integer, p_zone text) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    RETURN (SELECT min(x.t) AS min FROM (SELECT ((d.d + make_interval(hours => next_digest.p_hour)) AT TIME ZONE next_digest.p_zone) AS t, d.d FROM generate_series(date_trunc('day'::text, (now() AT TIME ZONE next_digest.p_zone)), (date_trunc('day'::text, (now() AT TIME ZONE next_digest.p_zone)) + '8 days'::interval), '1 day'::interval) d(d)) x WHERE ((x.t > now()) AND CASE next_digest.p_digest WHEN 'daily'::text THEN true WHEN 'weekly'::text THEN (EXTRACT(isodow FROM x.d) = (1)::numeric) ELSE false END));

ALTER FUNCTION app.next_digest(p_digest text, p_hour integer, p_zone text) OWNER TO ss_owner;

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
-- Name: link_accesses; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.link_accesses (
    workspace_id uuid NOT NULL,
    id uuid DEFAULT app.uuid7() NOT NULL,
    link_id uuid NOT NULL,
    guest_id uuid,
    what text NOT NULL,
    object_id uuid,
    ip_prefix text,
    agent text,
    at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY app.link_accesses FORCE ROW LEVEL SECURITY;

ALTER TABLE app.link_accesses OWNER TO ss_owner;

--
-- Name: note_access(uuid, uuid, uuid, text, uuid, text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.note_access(p_workspace uuid, p_link uuid, p_guest uuid, p_what text, p_object uuid DEFAULT NULL::uuid, p_agent text DEFAULT NULL::text) RETURNS void
    LANGUAGE sql
    BEGIN ATOMIC
 INSERT INTO app.link_accesses (workspace_id, link_id, guest_id, what, object_id, ip_prefix, agent)
   VALUES (note_access.p_workspace, note_access.p_link, note_access.p_guest, note_access.p_what, note_access.p_object, NULLIF(current_setting('app.ip_prefix'::text, true), ''::text), "left"(note_access.p_agent, 255));
END;

ALTER FUNCTION app.note_access(p_workspace uuid, p_link uuid, p_guest uuid, p_what text, p_object uuid, p_agent text) OWNER TO ss_owner;

--
-- Name: note_network(); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.note_network() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    perform app.audit('api_key.new_network', 'api_key', new.id, p_workspace => new.workspace_id);
    return null;
end
$$;

ALTER FUNCTION app.note_network() OWNER TO ss_gate;

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
    at timestamp with time zone DEFAULT now() NOT NULL,
    client_id uuid,
    trace_id uuid DEFAULT (NULLIF(current_setting('app.trace_id'::text, true), ''::text))::uuid
);

ALTER TABLE ONLY app.events FORCE ROW LEVEL SECURITY;

ALTER TABLE app.events OWNER TO ss_owner;

--
-- Name: notification_reason(app.events, app.memberships); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.notification_reason(e app.events, m app.memberships) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$
declare
    body text;
    holder uuid;
begin
    if e.actor_id = m.user_id
       or (m.scope = 'listed' and not exists (
           select from app.member_projects l
            where l.workspace_id = m.workspace_id and l.user_id = m.user_id
              and l.project_id = e.project_id)) then
        return null;
    end if;

    if e.kind in ('message.created', 'comment.created') then
        select x.body into body from app.messages x
         where x.workspace_id = e.workspace_id and x.id = e.entity_id
        union all
        select x.body from app.comments x
         where x.workspace_id = e.workspace_id and x.id = e.entity_id;
        if position('@' || (select lower(u.name) from app.users u where u.id = m.user_id)
                    in lower(body)) > 0 then
            return 'mention';
        end if;
    end if;

    -- Of a task that changed: who had it then, and not who has it by now.
    holder := case
        when e.entity_type = 'task' then
            (select (h."row"->>'assignee_id')::uuid from app.task_history h
              where h.workspace_id = e.workspace_id and h.task_id = e.entity_id
                and h.rev = e.entity_rev)
        when e.entity_type in ('message', 'conversation') then
            (select c.assignee_id from app.conversations c
              where c.workspace_id = e.workspace_id
                and c.id = (e.payload->>'conversation_id')::uuid)
        when e.task_id is not null then
            (select t.assignee_id from app.tasks t
              where t.workspace_id = e.workspace_id and t.id = e.task_id) end;

    return case
        when e.actor_kind = 'client' and e.kind = 'message.created'
             and m.user_id = coalesce(holder, m.user_id) then 'client_message'
        when e.actor_kind = 'client'
             and (e.kind ~ '^(comment|task|approval)[.]' or e.kind = 'conversation.created')
             and case when holder is null then m.role = 'owner'
                 else m.user_id = holder end then 'client_action'
        when e.actor_kind = 'client' then null
        when m.user_id = holder
             and (e.kind in ('task.created', 'conversation.created', 'conversation.assigned')
                  or e.kind = 'task.updated' and e.payload->'changed' ? 'assignee_id')
            then 'assigned'
        when e.kind in ('comment.created', 'message.created')
             and (m.user_id = holder or app.takes_part(e, m.user_id)) then 'comment'
        when m.user_id = holder and e.entity_type = 'task'
             and e.payload->'changed' <> '["rank"]' then 'task_change' end;
end
$$;

ALTER FUNCTION app.notification_reason(e app.events, m app.memberships) OWNER TO ss_owner;

--
-- Name: own_api_key(uuid); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.own_api_key(p_id uuid) RETURNS app.api_keys
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.own_api_key(p_id uuid) OWNER TO ss_gate;

--
-- Name: own_message(uuid, boolean); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.own_message(p_id uuid, p_owner boolean) RETURNS app.messages
    LANGUAGE plpgsql
    AS $$
declare
    m app.messages;
begin
    select x.* into m from app.messages x
     where x.workspace_id = app.current_workspace() and x.id = p_id
       and x.deleted_at is null
       and exists (select from app.conversations c
                    where c.workspace_id = x.workspace_id and c.id = x.conversation_id
                      and c.deleted_at is null)
       for no key update;
    if m.author_id is distinct from app.current_person()
       and not (p_owner and current_setting('app.role', true) = 'owner')
       and m.id is not null then
        perform app.fail(403, 'not_author', 'This message was written by somebody else.');
    end if;
    return m;
end
$$;

ALTER FUNCTION app.own_message(p_id uuid, p_owner boolean) OWNER TO ss_owner;

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
    if p_limited then
        perform pg_advisory_xact_lock(hashtextextended('app.send_mail', 0));
        if (select count(*) from app.mail_outbox m
             where m.recipient = address and m.ip_prefix is not null
               and m.created_at > now() - interval '1 hour') >= 3
           or (select count(*) from app.mail_outbox m
                where m.ip_prefix = network and m.created_at > now() - interval '1 hour') >= 10
           or (select count(*) from app.mail_outbox m
                where m.ip_prefix is not null
                  and m.created_at > now() - interval '1 hour') >= 1000 then
            return;
        end if;
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
-- Name: owner_mail(uuid, text, jsonb); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.owner_mail(p_workspace uuid, p_template text, p_vars jsonb) RETURNS void
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT app.send_mail(u.email, owner_mail.p_template, (owner_mail.p_vars || jsonb_build_object('name', u.name, 'workspace', w.name)), NULL::text, false, owner_mail.p_workspace) AS send_mail
    FROM ((app.workspaces w
      JOIN app.memberships m ON (((m.workspace_id = w.id) AND (m.role = 'owner'::text))))
      JOIN app.users u ON (((u.id = m.user_id) AND (u.deleted_at IS NULL))))
   WHERE (w.id = owner_mail.p_workspace);
END;

ALTER FUNCTION app.owner_mail(p_workspace uuid, p_template text, p_vars jsonb) OWNER TO ss_owner;

--
-- Name: personal_messages(uuid, text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.personal_messages(p_user uuid, p_visibility text) RETURNS jsonb
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT COALESCE(jsonb_agg(jsonb_build_object('id', x.id, 'conversation_id', x.conversation_id, 'body', x.body, 'created_at', x.created_at, 'changed', (x.rev > 1)) ORDER BY x.created_at, x.id), '[]'::jsonb) AS "coalesce"
    FROM (app.memberships m
      JOIN app.messages x ON ((x.workspace_id = m.workspace_id)))
   WHERE ((m.user_id = personal_messages.p_user) AND (x.author_id = personal_messages.p_user) AND (x.author_kind = 'member'::text) AND (x.visibility = personal_messages.p_visibility) AND (x.deleted_at IS NULL));
END;

ALTER FUNCTION app.personal_messages(p_user uuid, p_visibility text) OWNER TO ss_owner;

--
-- Name: approvals; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.approvals (
    workspace_id uuid NOT NULL,
    id uuid DEFAULT app.uuid7() NOT NULL,
    task_id uuid NOT NULL,
    task_rev integer NOT NULL,
    snapshot jsonb NOT NULL,
    snapshot_hash bytea NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    status text DEFAULT 'pending'::text NOT NULL,
    requested_by uuid NOT NULL,
    requested_at timestamp with time zone DEFAULT now() NOT NULL,
    decided_by uuid,
    decided_by_name text,
    decided_at timestamp with time zone,
    decision_note text,
    agent text,
    rev integer DEFAULT 1 NOT NULL,
    CONSTRAINT approvals_decision_note_check CHECK ((length(decision_note) <= 2000)),
    CONSTRAINT approvals_note_check CHECK ((length(note) <= 2000)),
    CONSTRAINT approvals_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'approved'::text, 'changes'::text, 'withdrawn'::text])))
);

ALTER TABLE ONLY app.approvals FORCE ROW LEVEL SECURITY;

ALTER TABLE app.approvals OWNER TO ss_owner;

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
    visibility_inherited boolean DEFAULT false NOT NULL,
    author_name text,
    CONSTRAINT comments_author_kind_check CHECK ((author_kind = ANY (ARRAY['member'::text, 'client'::text, 'assistant'::text, 'system'::text]))),
    CONSTRAINT comments_body_check CHECK (((length(body) >= 1) AND (length(body) <= 10000))),
    CONSTRAINT comments_visibility_check CHECK ((visibility = ANY (ARRAY['internal'::text, 'client'::text])))
);

ALTER TABLE ONLY app.comments FORCE ROW LEVEL SECURITY;

ALTER TABLE app.comments OWNER TO ss_owner;

--
-- Name: contacts; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.contacts (
    workspace_id uuid NOT NULL,
    id uuid DEFAULT app.uuid7() NOT NULL,
    client_id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."und-x-icu",
    email text,
    phone text,
    "position" text,
    is_primary boolean DEFAULT false NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    search tsvector DEFAULT ''::tsvector NOT NULL,
    rev integer DEFAULT 1 NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    purge_after timestamp with time zone,
    CONSTRAINT contacts_email_check CHECK (((email = lower(email)) AND ((length(email) >= 3) AND (length(email) <= 254)))),
    CONSTRAINT contacts_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT contacts_notes_check CHECK ((length(notes) <= 5000)),
    CONSTRAINT contacts_phone_check CHECK ((length(phone) <= 50)),
    CONSTRAINT contacts_position_check CHECK ((length("position") <= 200))
);

ALTER TABLE ONLY app.contacts FORCE ROW LEVEL SECURITY;

ALTER TABLE app.contacts OWNER TO ss_owner;

--
-- Name: notifications; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.notifications (
    workspace_id uuid NOT NULL,
    id uuid DEFAULT app.uuid7() NOT NULL,
    user_id uuid NOT NULL,
    seq bigint NOT NULL,
    reason text NOT NULL,
    inbox boolean NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    read_at timestamp with time zone,
    snoozed_until timestamp with time zone,
    mailed_at timestamp with time zone,
    CONSTRAINT notifications_reason_check CHECK ((reason = ANY (ARRAY['mention'::text, 'client_message'::text, 'client_action'::text, 'assigned'::text, 'comment'::text, 'task_change'::text])))
)
WITH (fillfactor='80');

ALTER TABLE ONLY app.notifications FORCE ROW LEVEL SECURITY;

ALTER TABLE app.notifications OWNER TO ss_owner;

--
-- Name: personal_data(uuid); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.personal_data(p_user uuid) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT jsonb_build_object('profile', ( SELECT jsonb_build_object('id', u.id, 'email', u.email, 'name', u.name, 'locale', u.locale, 'time_zone', u.time_zone, 'email_verified_at', u.email_verified_at, 'created_at', u.created_at) AS jsonb_build_object
            FROM app.users u
           WHERE (u.id = personal_data.p_user)), 'workspaces', ( SELECT COALESCE(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name, 'role', m.role, 'joined_at', m.created_at) ORDER BY m.created_at), '[]'::jsonb) AS "coalesce"
            FROM (app.memberships m
              JOIN app.workspaces w ON ((w.id = m.workspace_id)))
           WHERE (m.user_id = personal_data.p_user)), 'sessions', ( SELECT COALESCE(jsonb_agg(jsonb_build_object('id', s.id, 'user_agent', s.user_agent, 'network', s.ip_prefix, 'created_at', s.created_at, 'last_used_at', s.rotated_at, 'ended_at', s.revoked_at) ORDER BY s.created_at), '[]'::jsonb) AS "coalesce"
            FROM app.sessions s
           WHERE (s.user_id = personal_data.p_user)), 'audit_log', ( SELECT COALESCE(jsonb_agg(jsonb_build_object('at', l.at, 'action', l.action, 'network', l.ip_prefix, 'detail', l.detail) ORDER BY l.seq), '[]'::jsonb) AS "coalesce"
            FROM app.audit_log l
           WHERE (l.chain = personal_data.p_user)), 'tasks', ( SELECT COALESCE(jsonb_agg(jsonb_build_object('id', t.id, 'number', t.number, 'title', t.title, 'description', t.description, 'status', t.status, 'mine', (t.created_by = personal_data.p_user), 'assigned_to_me', (t.assignee_id = personal_data.p_user), 'created_at', t.created_at) ORDER BY t.created_at, t.id), '[]'::jsonb) AS "coalesce"
            FROM (app.memberships m
              JOIN app.tasks t ON ((t.workspace_id = m.workspace_id)))
           WHERE ((m.user_id = personal_data.p_user) AND (t.deleted_at IS NULL) AND ((t.created_by = personal_data.p_user) OR (t.assignee_id = personal_data.p_user)))), 'comments', ( SELECT COALESCE(jsonb_agg(jsonb_build_object('id', c.id, 'task_id', c.task_id, 'body', c.body, 'created_at', c.created_at) ORDER BY c.created_at, c.id), '[]'::jsonb) AS "coalesce"
            FROM (app.memberships m
              JOIN app.comments c ON ((c.workspace_id = m.workspace_id)))
           WHERE ((m.user_id = personal_data.p_user) AND (c.author_id = personal_data.p_user) AND (c.deleted_at IS NULL))), 'conversations', ( SELECT COALESCE(jsonb_agg(jsonb_build_object('id', c.id, 'client', k.name, 'subject', c.subject, 'status', c.status, 'visibility', c.visibility, 'mine', (c.created_by = personal_data.p_user), 'assigned_to_me', (c.assignee_id = personal_data.p_user), 'read_up_to', r.seq, 'created_at', c.created_at) ORDER BY c.created_at, c.id), '[]'::jsonb) AS "coalesce"
            FROM (((app.memberships m
              JOIN app.conversations c ON ((c.workspace_id = m.workspace_id)))
              JOIN app.clients k ON (((k.workspace_id = c.workspace_id) AND (k.id = c.client_id))))
              LEFT JOIN app.read_marks r ON (((r.workspace_id = c.workspace_id) AND (r.conversation_id = c.id) AND (r.reader_kind = 'member'::text) AND (r.reader_id = personal_data.p_user))))
           WHERE ((m.user_id = personal_data.p_user) AND (c.deleted_at IS NULL) AND ((c.created_by = personal_data.p_user) OR (c.assignee_id = personal_data.p_user) OR (r.seq IS NOT NULL)))), 'messages', app.personal_messages(p_user, 'client'::text), 'notes', app.personal_messages(p_user, 'internal'::text), 'reactions', ( SELECT COALESCE(jsonb_agg(jsonb_build_object('message_id', a.message_id, 'reaction', a.reaction, 'created_at', a.created_at) ORDER BY a.created_at, a.message_id, a.reaction), '[]'::jsonb) AS "coalesce"
            FROM (app.memberships m
              JOIN app.reactions a ON ((a.workspace_id = m.workspace_id)))
           WHERE ((m.user_id = personal_data.p_user) AND (a.actor_kind = 'member'::text) AND (a.actor_id = personal_data.p_user))), 'drafts', ( SELECT COALESCE(jsonb_agg(jsonb_build_object('conversation_id', d.conversation_id, 'body', d.body, 'visibility', d.visibility, 'updated_at', d.updated_at) ORDER BY d.updated_at, d.conversation_id), '[]'::jsonb) AS "coalesce"
            FROM (app.memberships m
              JOIN app.drafts d ON ((d.workspace_id = m.workspace_id)))
           WHERE ((m.user_id = personal_data.p_user) AND (d.owner_id = personal_data.p_user))), 'contacts', ( SELECT COALESCE(jsonb_agg(jsonb_build_object('id', c.id, 'client_id', c.client_id, 'name', c.name, 'email', c.email, 'phone', c.phone, 'position', c."position", 'notes', c.notes, 'created_at', c.created_at) ORDER BY c.created_at, c.id), '[]'::jsonb) AS "coalesce"
            FROM (app.memberships m
              JOIN app.contacts c ON ((c.workspace_id = m.workspace_id)))
           WHERE ((m.user_id = personal_data.p_user) AND (c.created_by = personal_data.p_user) AND (c.deleted_at IS NULL))), 'share_links', ( SELECT COALESCE(jsonb_agg(jsonb_build_object('id', l.id, 'label', l.label, 'client_id', l.client_id, 'project_id', l.project_id, 'task_id', l.task_id, 'permission', l.permission, 'guest_name', l.guest_name, 'allowed_emails', l.allowed_emails, 'has_password', l.has_password, 'created_at', l.created_at, 'expires_at', l.expires_at, 'revoked_at', l.revoked_at) ORDER BY l.created_at, l.id), '[]'::jsonb) AS "coalesce"
            FROM (app.memberships m
              JOIN app.share_links l ON ((l.workspace_id = m.workspace_id)))
           WHERE ((m.user_id = personal_data.p_user) AND (l.created_by = personal_data.p_user))), 'approvals', ( SELECT COALESCE(jsonb_agg(jsonb_build_object('id', a.id, 'task_id', a.task_id, 'note', a.note, 'status', a.status, 'requested_at', a.requested_at) ORDER BY a.requested_at, a.id), '[]'::jsonb) AS "coalesce"
            FROM (app.memberships m
              JOIN app.approvals a ON ((a.workspace_id = m.workspace_id)))
           WHERE ((m.user_id = personal_data.p_user) AND (a.requested_by = personal_data.p_user))), 'notifications', ( SELECT COALESCE(jsonb_agg(jsonb_build_object('id', n.id, 'reason', n.reason, 'kind', e.kind, 'entity_type', e.entity_type, 'entity_id', e.entity_id, 'at', n.created_at, 'read_at', n.read_at, 'snoozed_until', n.snoozed_until) ORDER BY n.created_at, n.id), '[]'::jsonb) AS "coalesce"
            FROM (app.notifications n
              LEFT JOIN app.events e ON (((e.workspace_id = n.workspace_id) AND (e.seq = n.seq))))
           WHERE ((n.workspace_id IN ( SELECT m.workspace_id
                    FROM app.memberships m
                   WHERE (m.user_id = personal_data.p_user))) AND (n.user_id = personal_data.p_user))), 'notification_preferences', ( SELECT COALESCE(jsonb_agg((to_jsonb(p.*) - ARRAY['user_id'::text, 'mail_at'::text, 'digest_at'::text]) ORDER BY p.workspace_id), '[]'::jsonb) AS "coalesce"
            FROM (app.memberships m
              JOIN app.notification_prefs p ON (((p.workspace_id = m.workspace_id) AND (p.user_id = m.user_id))))
           WHERE (m.user_id = personal_data.p_user))) AS jsonb_build_object;
END;

ALTER FUNCTION app.personal_data(p_user uuid) OWNER TO ss_gate;

--
-- Name: place_approval(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.place_approval() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    t app.tasks;
begin
    if row_security_active('app.approvals')
       and new.workspace_id is distinct from app.current_workspace() then
        return new;
    end if;
    select x.* into t from app.tasks x
     where x.workspace_id = new.workspace_id and x.id = new.task_id and x.deleted_at is null
       for no key update;
    if t.id is null then
        perform app.fail(404, 'not_found', 'There is nothing at this address.');
    elsif t.visibility <> 'client' then
        perform app.fail(409, 'not_visible', 'The client cannot see this task.');
    elsif exists (select from app.approvals a
                   where a.workspace_id = t.workspace_id and a.task_id = t.id
                     and a.status = 'pending') then
        perform app.fail(409, 'approval_pending',
            'The client has not answered the last request yet; withdraw it first.');
    end if;
    new.task_rev := t.rev;
    new.snapshot := jsonb_build_object('title', t.title, 'description', t.description);
    new.snapshot_hash := sha256(convert_to(new.snapshot::text, 'UTF8'));
    return new;
end
$$;

ALTER FUNCTION app.place_approval() OWNER TO ss_owner;

--
-- Name: place_conversation(app.conversations); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.place_conversation(INOUT c app.conversations) RETURNS app.conversations
    LANGUAGE plpgsql
    AS $$
declare
    task_project uuid;
    project_client uuid;
    task_shown text;
    project_shown text;
begin
    perform app.lock_place(c.project_id, c.task_id);
    if c.task_id is not null then
        select t.project_id, t.visibility into task_project, task_shown
          from app.tasks t
         where t.workspace_id = c.workspace_id and t.id = c.task_id
           and t.deleted_at is null;
        if not found or task_project <> coalesce(c.project_id, task_project) then
            perform app.fail(422, 'unknown_reference', 'There is no such task.', '/task_id');
        end if;
        c.project_id := task_project;
    end if;
    if c.project_id is not null then
        select p.client_id, p.visibility into project_client, project_shown
          from app.projects p
         where p.workspace_id = c.workspace_id and p.id = c.project_id
           and p.deleted_at is null;
        if not found or project_client is distinct from c.client_id then
            perform app.fail(422, 'unknown_reference',
                'There is no such project of this client.', '/project_id');
        end if;
    end if;
    if c.visibility = 'client' and 'internal' in (project_shown, task_shown) then
        perform app.fail(409, 'inherited',
            'The client cannot see it: its project or task is internal.', '/visibility');
    end if;
    c.visibility_inherited := false;
end
$$;

ALTER FUNCTION app.place_conversation(INOUT c app.conversations) OWNER TO ss_owner;

--
-- Name: place_event(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.place_event() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    new.client_id := case
        when new.entity_type = 'client' then new.entity_id
        when new.payload ? 'client_id' then (new.payload->>'client_id')::uuid
        when new.project_id is not null then
            (select p.client_id from app.projects p
              where p.workspace_id = new.workspace_id and p.id = new.project_id) end;
    return new;
end
$$;

ALTER FUNCTION app.place_event() OWNER TO ss_owner;

--
-- Name: place_message(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.place_message() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    kind text := nullif(current_setting('app.actor_kind', true), '');
    talk record;
    answered record;
begin
    if kind is not null then
        new.author_kind := case kind when 'client' then 'client' else 'member' end;
        new.author_name := nullif(current_setting('app.guest_name', true), '');
        new.channel := case kind when 'client' then 'link' when 'key' then 'api' else 'app' end;
    end if;

    select c.client_id, c.visibility into talk
      from app.conversations c
     where c.workspace_id = new.workspace_id and c.id = new.conversation_id
       and c.deleted_at is null
       for no key update;
    if not found then
        -- A row for another workspace is for row-level security to refuse.
        if new.workspace_id is distinct from app.current_workspace() then
            return new;
        end if;
        perform app.fail(404, 'not_found', 'There is nothing at this address.');
    end if;
    if new.visibility = 'client' then
        perform from app.clients c
          where c.workspace_id = new.workspace_id and c.id = talk.client_id
            for no key update;
        perform from app.share_links l
          where l.workspace_id = new.workspace_id
            and l.id = nullif(current_setting('app.link_id', true), '')::uuid
            for no key update;
    end if;

    if new.reply_to_id is not null then
        select m.visibility into answered
          from app.messages m
         where m.workspace_id = new.workspace_id and m.id = new.reply_to_id
           and m.conversation_id = new.conversation_id and m.deleted_at is null
           and (new.author_kind <> 'client' or m.visibility = 'client');
        if not found then
            perform app.fail(422, 'unknown_reference',
                'There is no such message in this conversation.', '/reply_to_id');
        elsif answered.visibility = 'internal' then
            new.visibility := 'internal';
        end if;
    end if;
    if new.visibility = 'client' and talk.visibility = 'internal' then
        perform app.fail(409, 'inherited',
            'The conversation is internal: the client cannot see it.', '/visibility');
    end if;

    update app.conversations c
       set last_message_seq = c.last_message_seq + 1,
           last_message_at = new.created_at,
           shown_at = case when new.visibility = 'client' then new.created_at
                      else c.shown_at end,
           status = case when new.author_kind = 'client'
                         or (new.visibility = 'client' and c.status = 'closed')
                    then 'open' else c.status end,
           snoozed_until = case when new.author_kind = 'client' then null
                           else c.snoozed_until end
     where c.workspace_id = new.workspace_id and c.id = new.conversation_id
    returning c.last_message_seq into new.seq;

    new.search := to_tsvector('simple', new.body);
    return new;
end
$$;

ALTER FUNCTION app.place_message() OWNER TO ss_history;

--
-- Name: place_task(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.place_task() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    rank_number int;
begin
    with b as (
        select y.id, y.category from app.board_columns y
         where y.workspace_id = new.workspace_id and y.project_id = new.project_id
           and (new.column_id is null or y.id = new.column_id)
         order by y.rank limit 1)
    update app.project_counters x
       set last_number = x.last_number + 1, last_rank = x.last_rank + 1,
           todo = x.todo + (b.category is not distinct from 'todo')::int,
           doing = x.doing + (b.category is not distinct from 'doing')::int,
           done = x.done + (b.category is not distinct from 'done')::int,
           shown_todo = x.shown_todo + (b.category is not distinct from 'todo'
                                        and new.visibility = 'client')::int,
           shown_doing = x.shown_doing + (b.category is not distinct from 'doing'
                                          and new.visibility = 'client')::int,
           shown_done = x.shown_done + (b.category is not distinct from 'done'
                                        and new.visibility = 'client')::int
      from (select 1) one left join b on true
     where x.workspace_id = new.workspace_id and x.project_id = new.project_id
       and not x.closed
    returning x.last_number, x.last_rank, b.id, b.category
      into new.number, rank_number, new.column_id, new.status;

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
    request_id text DEFAULT NULLIF(current_setting('app.request_id'::text, true), ''::text),
    trace_id uuid DEFAULT (NULLIF(current_setting('app.trace_id'::text, true), ''::text))::uuid,
    CONSTRAINT mail_outbox_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'suppressed'::text])))
);

ALTER TABLE ONLY app.mail_outbox FORCE ROW LEVEL SECURITY;

ALTER TABLE app.mail_outbox OWNER TO ss_owner;

--
-- Name: platform_stats(); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.platform_stats() RETURNS TABLE(users bigint, users_disabled bigint, workspaces bigint, workspaces_suspended bigint, sessions bigint, mails_queued bigint, mails_failed bigint, audit_entries bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT ( SELECT count(*) AS count
            FROM app.users u
           WHERE (u.deleted_at IS NULL)) AS count,
     ( SELECT count(*) AS count
            FROM app.users u
           WHERE (u.disabled_at IS NOT NULL)) AS count,
     ( SELECT count(*) AS count
            FROM app.workspaces w
           WHERE (w.deleted_at IS NULL)) AS count,
     ( SELECT count(*) AS count
            FROM app.workspaces w
           WHERE (w.suspended_at IS NOT NULL)) AS count,
     ( SELECT count(*) AS count
            FROM app.sessions s
           WHERE ((s.revoked_at IS NULL) AND (s.idle_expires_at > now()) AND (s.absolute_expires_at > now()))) AS count,
     ( SELECT count(*) AS count
            FROM app.mail_outbox m
           WHERE (m.state = ANY (ARRAY['queued'::text, 'sending'::text]))) AS count,
     ( SELECT count(*) AS count
            FROM app.mail_outbox m
           WHERE (m.state = 'failed'::text)) AS count,
     ( SELECT (COALESCE(sum(h.seq), (0)::numeric))::bigint AS "coalesce"
            FROM app.audit_heads h) AS "coalesce";
END;

ALTER FUNCTION app.platform_stats() OWNER TO ss_gate;

--
-- Name: portal_client(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.portal_client() RETURNS uuid
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT COALESCE((NULLIF(current_setting('app.link_client'::text, true), ''::text))::uuid, ( SELECT p.client_id
            FROM app.projects p
           WHERE ((p.workspace_id = app.current_workspace()) AND (p.id = (NULLIF(current_setting('app.link_project'::text, true), ''::text))::uuid)))) AS "coalesce";
END;

ALTER FUNCTION app.portal_client() OWNER TO ss_owner;

--
-- Name: preview_link(uuid, text, text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.preview_link(p_link uuid, p_session text, p_new_session text) RETURNS TABLE(kept boolean, opened jsonb)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    l app.share_links;
    known bytea := sha256(convert_to(p_session, 'UTF8'));
    until timestamptz := now() + interval '15 minutes';
begin
    select x.* into l from app.share_links x
     where x.workspace_id = app.current_workspace() and x.id = p_link
       and (x.created_by = app.current_person()
            or current_setting('app.role', true) = 'owner');
    if l.id is null then
        return;
    elsif not app.link_lives(l) then
        perform app.fail(409, 'link_closed', 'This link does not open any more.');
    end if;

    if not exists (select from app.link_sessions x
                    where x.session_hash = known and x.ended_at is null
                      and x.expires_at > now()) then
        known := null;
    end if;
    update app.link_sessions x set ended_at = now()
     where x.session_hash = known and x.link_id = l.id and x.ended_at is null;
    insert into app.link_sessions (workspace_id, link_id, session_hash, user_id, name,
                                   expires_at)
    values (l.workspace_id, l.id, coalesce(known, sha256(convert_to(p_new_session, 'UTF8'))),
            app.current_person(), l.guest_name, until);
    return query
        select known is not null,
               jsonb_build_object('link_id', l.id, 'permission', 'view', 'preview', true,
                                  'expires_at', until);
end
$$;

ALTER FUNCTION app.preview_link(p_link uuid, p_session text, p_new_session text) OWNER TO ss_gate;

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
-- Name: purge_accounts(integer); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.purge_accounts(p_limit integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    gone app.users;
    nobody text;
    n int := 0;
begin
    for gone in
        select u.* from app.users u
         where u.purge_after < now() order by u.purge_after limit p_limit
           for update skip locked
    loop
        perform app.lock_leaving(m.workspace_id, gone.id)
           from (select x.workspace_id from app.memberships x
                  where x.user_id = gone.id order by x.workspace_id) m;
        nobody := 'deleted-' || gone.id || '@smartstack.invalid';
        delete from auth.credentials c where c.user_id = gone.id;
        delete from auth.one_time_tokens t where t.user_id = gone.id;
        delete from auth.second_factors f where f.user_id = gone.id;
        delete from auth.identities i where i.user_id = gone.id;
        delete from auth.oidc_transactions o where o.user_id = gone.id;
        delete from auth.registrations r where r.email = gone.email;
        delete from auth.devices d where d.user_id = gone.id;
        delete from app.sessions s where s.user_id = gone.id;
        delete from app.exports e where e.user_id = gone.id;
        delete from app.jobs j where j.user_id = gone.id;
        delete from app.idempotency_keys k where k.caller = gone.id;
        delete from app.mail_outbox m where m.recipient = gone.email;
        delete from app.mail_suppressions m where m.address = gone.email;
        update app.invitations i set email = nobody where i.accepted_by = gone.id;
        delete from app.invitations i where i.email = gone.email;
        -- The only owner stays until the workspace goes, which it is about to.
        delete from app.memberships m
         where m.user_id = gone.id
           and (m.role <> 'owner' or app.has_owner(m.workspace_id, gone.id));
        update app.users u
           set email = nobody, name = 'Deleted person', locale = 'en', time_zone = 'UTC',
               is_admin = false, disabled_at = now(), purge_after = null
         where u.id = gone.id;
        perform app.audit('account.purged', 'user', gone.id, p_actor_kind => 'system');
        n := n + 1;
    end loop;
    return n;
end
$$;

ALTER FUNCTION app.purge_accounts(p_limit integer) OWNER TO ss_gate;

--
-- Name: purge_answers(integer); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.purge_answers(p_most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    n int;
begin
    delete from app.idempotency_keys k
     where k.ctid = any (array(select x.ctid from app.idempotency_keys x
                                where x.expires_at < now()
                                order by x.expires_at limit p_most));
    get diagnostics n = row_count;
    return n;
end
$$;

ALTER FUNCTION app.purge_answers(p_most integer) OWNER TO ss_gate;

--
-- Name: purge_links(integer); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.purge_links(p_limit integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    n int;
    total int := 0;
begin
    delete from app.link_accesses a
     where (a.workspace_id, a.id) in (
         select x.workspace_id, x.id from app.link_accesses x
          where x.at < now() - interval '90 days' limit p_limit);
    get diagnostics n = row_count;
    total := total + n;
    delete from app.link_codes c
     where (c.workspace_id, c.link_id, c.email) in (
         select x.workspace_id, x.link_id, x.email from app.link_codes x
          where x.expires_at < now() limit p_limit);
    get diagnostics n = row_count;
    total := total + n;
    delete from app.link_failures f
     where (f.workspace_id, f.link_id, f.network) in (
         select x.workspace_id, x.link_id, x.network from app.link_failures x
          where x.last_at < now() - interval '1 day' limit p_limit);
    get diagnostics n = row_count;
    total := total + n;
    delete from app.link_sessions s
     where (s.workspace_id, s.id) in (
         select x.workspace_id, x.id from app.link_sessions x
          where x.expires_at < now() - interval '90 days'
            and (x.email is null or x.ended_at is not null or not exists (
                select from app.share_links l
                 where l.workspace_id = x.workspace_id and l.id = x.link_id
                   and app.link_lives(l)))
            and not exists (
                select from app.events e
                 where e.workspace_id = x.workspace_id and e.actor_id = x.id
                   and e.actor_kind = 'client')
          limit p_limit for update skip locked);
    get diagnostics n = row_count;
    return total + n;
end
$$;

ALTER FUNCTION app.purge_links(p_limit integer) OWNER TO ss_gate;

--
-- Name: purge_mails(integer); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.purge_mails(p_limit integer) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 WITH gone AS (
          DELETE FROM app.mail_outbox m
           WHERE (m.id IN ( SELECT x.id
                    FROM app.mail_outbox x
                   WHERE ((x.state = ANY (ARRAY['sent'::text, 'failed'::text, 'suppressed'::text])) AND (x.created_at < (now() - '90 days'::interval)))
                  LIMIT purge_mails.p_limit))
           RETURNING 1 AS "?column?"
         )
  SELECT (count(*))::integer AS count
    FROM gone;
END;

ALTER FUNCTION app.purge_mails(p_limit integer) OWNER TO ss_gate;

--
-- Name: purge_secrets(integer); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.purge_secrets(p_most integer DEFAULT 1000) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    n int;
    total int := 0;
begin
    delete from auth.registrations r where r.ctid = any (array(
        select x.ctid from auth.registrations x where x.expires_at < now() limit p_most));
    get diagnostics n = row_count;
    total := total + n;
    delete from auth.one_time_tokens t where t.ctid = any (array(
        select x.ctid from auth.one_time_tokens x where x.expires_at < now() limit p_most));
    get diagnostics n = row_count;
    total := total + n;
    delete from auth.attempts a where a.ctid = any (array(
        select x.ctid from auth.attempts x
         where x.used_at < now() - interval '1 day' limit p_most));
    get diagnostics n = row_count;
    total := total + n;
    delete from auth.devices d where d.ctid = any (array(
        select x.ctid from auth.devices x
         where x.last_used_at < now() - interval '1 year' limit p_most));
    get diagnostics n = row_count;
    total := total + n;
    delete from app.exports e where e.ctid = any (array(
        select x.ctid from app.exports x where x.expires_at < now() limit p_most));
    get diagnostics n = row_count;
    total := total + n;
    delete from app.jobs j where j.ctid = any (array(
        select x.ctid from app.jobs x
         where x.finished_at < now() - interval '30 days' limit p_most));
    get diagnostics n = row_count;
    total := total + n;
    delete from app.sessions s where s.ctid = any (array(
        select x.ctid from app.sessions x
         where x.absolute_expires_at < now() - interval '90 days' limit p_most));
    get diagnostics n = row_count;
    return total + n;
end
$$;

ALTER FUNCTION app.purge_secrets(p_most integer) OWNER TO ss_gate;

--
-- Name: purge_workspaces(integer); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.purge_workspaces(p_most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $_$
declare
    ws uuid;
    t record;
    removed int;
    total int := 0;
begin
    select w.id into ws from app.workspaces w
     where w.deleted_at is not null and w.purge_after < now()
     order by w.purge_after limit 1
       for update skip locked;
    if not found then
        return 0;
    end if;

    for t in select * from app.tenant_tables() loop
        -- The newest first: what answers something goes before it.
        execute format('delete from %1$s x where x.ctid = any (array('
                       'select y.ctid from %1$s y where y.%2$I = $1 order by %3$s limit $2))',
                       t.name, t.tenant, t.newest) using ws, p_most - total;
        get diagnostics removed = row_count;
        total := total + removed;
        exit when total >= p_most;
    end loop;
    if total > 0 then
        return total;
    end if;

    delete from app.workspaces w where w.id = ws;
    perform app.audit('workspace.purged', 'workspace', ws, p_workspace => chain,
                      p_actor_kind => 'system')
       from unnest(array[ws, '00000000-0000-0000-0000-000000000000']) chain;
    return 1;
end
$_$;

ALTER FUNCTION app.purge_workspaces(p_most integer) OWNER TO ss_gate;

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
-- Name: react(uuid, text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.react(p_message uuid, p_reaction text) RETURNS TABLE(message_id uuid, reactions jsonb)
    LANGUAGE plpgsql
    AS $$
begin
    insert into app.reactions (workspace_id, message_id, reaction, actor_kind, actor_id)
    select m.workspace_id, m.id, p_reaction, 'member', app.current_person()
      from app.messages m
      join app.conversations c
        on c.workspace_id = m.workspace_id and c.id = m.conversation_id
       and c.deleted_at is null
     where m.workspace_id = app.current_workspace() and m.id = p_message
       and m.deleted_at is null
    on conflict do nothing;
    return query
    select r.id, r.reactions
      from app.message_rows r
      join app.conversations c
        on c.workspace_id = r.workspace_id and c.id = r.conversation_id
       and c.deleted_at is null
     where r.workspace_id = app.current_workspace() and r.id = p_message;
end
$$;

ALTER FUNCTION app.react(p_message uuid, p_reaction text) OWNER TO ss_owner;

--
-- Name: react_as_guest(uuid, text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.react_as_guest(p_message uuid, p_reaction text) RETURNS SETOF app.portal_messages
    LANGUAGE plpgsql
    AS $$
begin
    insert into app.reactions (workspace_id, message_id, reaction, actor_kind, actor_id)
    select m.workspace_id, m.id, p_reaction, 'client', app.current_person()
      from app.messages m
     where m.workspace_id = app.current_workspace() and m.id = p_message
    on conflict do nothing;
    return query
    select * from app.portal_messages m
     where m.workspace_id = app.current_workspace() and m.id = p_message;
end
$$;

ALTER FUNCTION app.react_as_guest(p_message uuid, p_reaction text) OWNER TO ss_owner;

--
-- Name: read_as_guest(uuid, uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.read_as_guest(p_conversation uuid, p_message uuid) RETURNS TABLE(conversation_id uuid, unread integer)
    LANGUAGE plpgsql
    AS $$
begin
    if not exists (select from app.messages m
                    where m.workspace_id = app.current_workspace()
                      and m.conversation_id = p_conversation and m.id = p_message)
       and app.sees_conversation(p_conversation) then
        perform app.fail(422, 'unknown_reference',
            'There is no such message in this conversation.', '/message_id');
    end if;
    insert into app.read_marks as r (workspace_id, conversation_id, reader_kind, reader_id, seq)
    select m.workspace_id, m.conversation_id, 'client', app.current_person(), m.seq
      from app.messages m
      join app.link_sessions s
        on s.workspace_id = m.workspace_id and s.id = app.current_person()
       and s.user_id is null
     where m.workspace_id = app.current_workspace() and m.conversation_id = p_conversation
       and m.id = p_message
    on conflict on constraint read_marks_pkey
    do update set seq = greatest(r.seq, excluded.seq), at = now();
    return query
    select c.id, c.unread from app.portal_conversations c
     where c.workspace_id = app.current_workspace() and c.id = p_conversation;
end
$$;

ALTER FUNCTION app.read_as_guest(p_conversation uuid, p_message uuid) OWNER TO ss_owner;

--
-- Name: read_notifications(jsonb); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.read_notifications(p_body jsonb) RETURNS integer
    LANGUAGE plpgsql
    AS $$
begin
    update app.notifications n
       set read_at = case when (p_body->>'read')::boolean then now() end
      from (select x.id from app.notifications x
             where x.workspace_id = app.current_workspace()
               and x.user_id = app.current_person()
               and (not (p_body ? 'ids' or p_body ? 'up_to_seq')
                    or x.seq <= (p_body->>'up_to_seq')::bigint
                    or x.id = any (array(select i::uuid
                                           from jsonb_array_elements_text(p_body->'ids') i)))
               and (x.read_at is not null) <> (p_body->>'read')::boolean
             order by x.seq
               for no key update) mine
     where n.workspace_id = app.current_workspace() and n.id = mine.id;
    return app.unread_notifications();
end
$$;

ALTER FUNCTION app.read_notifications(p_body jsonb) OWNER TO ss_owner;

--
-- Name: recount_share_link(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.recount_share_link() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    new.use_count := 0;
    return new;
end
$$;

ALTER FUNCTION app.recount_share_link() OWNER TO ss_owner;

--
-- Name: refuse_client(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.refuse_client() RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    raise foreign_key_violation using
        message = 'there is no such client', schema = 'app', table = 'projects',
        constraint = 'projects_client_id_fkey';
end
$$;

ALTER FUNCTION app.refuse_client() OWNER TO ss_owner;

--
-- Name: refuse_inherited(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.refuse_inherited() RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    if app.actor_kind() = 'client' then
        perform app.fail(404, 'not_found', 'There is nothing at this address.');
    end if;
    perform app.fail(409, 'inherited',
        'What this belongs to is hidden from the client; show that first.', '/visibility');
end
$$;

ALTER FUNCTION app.refuse_inherited() OWNER TO ss_owner;

--
-- Name: refuse_listed(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.refuse_listed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    perform app.fail(403, 'listed_projects_only', 'You work in listed projects only.');
end
$$;

ALTER FUNCTION app.refuse_listed() OWNER TO ss_owner;

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
-- Name: remove_identity(text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.remove_identity(p_provider text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    who uuid := nullif(current_setting('app.user_id', true), '')::uuid;
begin
    perform app.require_recent_proof();
    -- one after the other, so that two removals cannot both leave the other one
    perform from app.users u where u.id = who for no key update;
    if not exists (select from auth.identities i
                    where i.user_id = who and i.provider = p_provider) then
        return false;
    end if;
    if not exists (select from auth.credentials c where c.user_id = who)
       and not exists (select from auth.identities i
                        where i.user_id = who and i.provider <> p_provider) then
        perform app.fail(409, 'last_sign_in',
            'Set a password first: nothing else is left to sign in with.');
    end if;

    delete from auth.identities i where i.user_id = who and i.provider = p_provider;
    perform app.audit('identity.removed', 'user', who,
                      jsonb_build_object('provider', p_provider));
    perform auth.notice(who, 'Signing in with ' || p_provider
        || ' was removed from your account.');
    return true;
end
$$;

ALTER FUNCTION app.remove_identity(p_provider text) OWNER TO ss_gate;

--
-- Name: remove_member(uuid, integer); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.remove_member(p_user uuid, p_rev integer) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    perform app.lock_leaving(app.current_workspace(), p_user);
    return query
    delete from app.memberships m
     where m.workspace_id = app.current_workspace() and m.user_id = p_user
       and m.rev = coalesce(p_rev, m.rev)
    returning m.user_id;
end
$$;

ALTER FUNCTION app.remove_member(p_user uuid, p_rev integer) OWNER TO ss_gate;

--
-- Name: remove_totp(); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.remove_totp() RETURNS SETOF boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    me uuid := app.current_person();
begin
    perform app.require_recent_proof();
    delete from auth.second_factors f where f.user_id = me and f.confirmed_at is not null;
    if found then
        perform app.audit('second_factor.removed', 'user', me);
        perform auth.notice(me, 'The second factor of your account was removed.');
        return next true;
    end if;
end
$$;

ALTER FUNCTION app.remove_totp() OWNER TO ss_gate;

--
-- Name: renew_recovery_codes(); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.renew_recovery_codes() RETURNS text[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    me uuid := app.current_person();
begin
    perform app.require_recent_proof();
    perform from auth.second_factors f
      where f.user_id = me and f.confirmed_at is not null for update;
    if not found then
        perform app.fail(409, 'no_second_factor', 'There is no second factor.');
    end if;
    perform app.audit('second_factor.codes_renewed', 'user', me);
    perform auth.notice(me, 'Your recovery codes were made anew; the old ones are void.');
    return auth.make_recovery_codes(me);
end
$$;

ALTER FUNCTION app.renew_recovery_codes() OWNER TO ss_gate;

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
-- Name: request_support(uuid, uuid, text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.request_support(p_id uuid, p_workspace uuid, p_reason text) RETURNS SETOF app.support_accesses
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    a app.support_accesses;
    me uuid := app.current_person();
begin
    perform from app.workspaces w
      where w.id = p_workspace and w.deleted_at is null
        for no key update;
    if not found then
        perform app.fail(422, 'unknown_reference', 'There is no such workspace.', '/tenant_id');
    end if;
    perform from app.support_accesses x
      where x.workspace_id = p_workspace and x.admin_id = me
        and app.support_status(x.approved, x.ended_at, x.expires_at)
            in ('requested', 'active');
    if found then
        perform app.fail(409, 'already_requested', 'You have asked for this already.');
    end if;

    insert into app.support_accesses (workspace_id, id, admin_id, reason)
    values (p_workspace, p_id, me, p_reason)
    returning * into a;
    perform app.audit('support.requested', 'support_access', a.id,
        jsonb_build_object('reason', p_reason), p_workspace => p_workspace);
    perform app.owner_mail(p_workspace, 'support_requested', jsonb_build_object(
        'admin', app.name_of(me), 'reason', p_reason));
    return next a;
end
$$;

ALTER FUNCTION app.request_support(p_id uuid, p_workspace uuid, p_reason text) OWNER TO ss_gate;

--
-- Name: require_recent_proof(); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.require_recent_proof() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    if not exists (
        select from app.sessions s
         where s.id = nullif(current_setting('app.session_id', true), '')::uuid
           and s.proved_at > now() - interval '10 minutes') then
        perform app.fail(403, 'reauth_required', 'Prove first that it is you.');
    end if;
end
$$;

ALTER FUNCTION app.require_recent_proof() OWNER TO ss_gate;

--
-- Name: resend_invitation(uuid, text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.resend_invitation(p_id uuid, p_token text) RETURNS SETOF app.invitations
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.resend_invitation(p_id uuid, p_token text) OWNER TO ss_gate;

--
-- Name: resend_share_link(uuid, text, text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.resend_share_link(p_link uuid, p_to text, p_token text) RETURNS TABLE(link_id uuid, sent_to text, sent_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    if exists (select from app.link_tokens t
                where t.workspace_id = app.current_workspace() and t.link_id = p_link
                  and t.email = lower(btrim(p_to)) and t.created_by = app.current_person()
                  and t.created_at > now() - interval '1 minute') then
        perform app.fail(429, 'rate_limited', 'The mail has just been sent.');
    end if;
    if app.send_share_link(p_link, p_to, p_token) then
        return query select p_link, lower(btrim(p_to)), now();
    end if;
end
$$;

ALTER FUNCTION app.resend_share_link(p_link uuid, p_to text, p_token text) OWNER TO ss_gate;

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
           visibility = case old->>'visibility' when 'internal' then 'internal'
                        else x.visibility end,
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
-- Name: restore_workspace(uuid); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.restore_workspace(p_id uuid) RETURNS TABLE(id uuid, name text, slug text, role text, rev integer, created_at timestamp with time zone, updated_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    perform app.lock_members(p_id);
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

ALTER FUNCTION app.restore_workspace(p_id uuid) OWNER TO ss_gate;

--
-- Name: revoke_api_key(uuid, integer); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.revoke_api_key(p_id uuid, p_rev integer) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.revoke_api_key(p_id uuid, p_rev integer) OWNER TO ss_gate;

--
-- Name: revoke_invitation(uuid, integer); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.revoke_invitation(p_id uuid, p_rev integer) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.revoke_invitation(p_id uuid, p_rev integer) OWNER TO ss_gate;

--
-- Name: rotate_api_key(uuid, text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.rotate_api_key(p_id uuid, p_key text) RETURNS SETOF app.api_keys
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.rotate_api_key(p_id uuid, p_key text) OWNER TO ss_gate;

--
-- Name: search_clients(text); Type: FUNCTION; Schema: app; Owner: ss_search
--

CREATE FUNCTION app.search_clients(p_words text) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
    ws uuid := app.current_workspace();
    clients uuid[] := app.seen_clients();
begin
    return query
    select c.id from app.clients c
     where c.workspace_id = ws and c.deleted_at is null
       and c.search @@ app.search_query(p_words)
       and (clients is null or c.id = any (clients))
     order by c.id desc limit 200;
end
$$;

ALTER FUNCTION app.search_clients(p_words text) OWNER TO ss_search;

--
-- Name: search_contacts(text); Type: FUNCTION; Schema: app; Owner: ss_search
--

CREATE FUNCTION app.search_contacts(p_words text) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
    ws uuid := app.current_workspace();
    clients uuid[] := app.seen_clients();
begin
    return query
    select c.id from app.contacts c
     where c.workspace_id = ws and c.deleted_at is null
       and c.search @@ app.search_query(p_words)
       and (clients is null or c.client_id = any (clients))
     order by c.id desc limit 200;
end
$$;

ALTER FUNCTION app.search_contacts(p_words text) OWNER TO ss_search;

--
-- Name: search_conversations(text); Type: FUNCTION; Schema: app; Owner: ss_search
--

CREATE FUNCTION app.search_conversations(p_words text) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
    ws uuid := app.current_workspace();
    projects uuid[] := app.seen_projects();
begin
    return query
    select c.id from app.conversations c
     where c.workspace_id = ws and c.deleted_at is null
       and c.search @@ app.search_query(p_words)
       and (projects is null or c.project_id = any (projects))
     order by c.id desc limit 200;
end
$$;

ALTER FUNCTION app.search_conversations(p_words text) OWNER TO ss_search;

--
-- Name: search_messages(text); Type: FUNCTION; Schema: app; Owner: ss_search
--

CREATE FUNCTION app.search_messages(p_words text) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
    ws uuid := app.current_workspace();
    projects uuid[] := app.seen_projects();
    talks uuid[] := array(select c.id from app.conversations c
                           where c.workspace_id = ws and c.project_id = any (projects)
                             and c.deleted_at is null);
begin
    return query
    select m.id from app.messages m
     where m.workspace_id = ws and m.deleted_at is null
       and m.search @@ app.search_query(p_words)
       and (projects is null or m.conversation_id = any (talks))
     order by m.id desc limit 200;
end
$$;

ALTER FUNCTION app.search_messages(p_words text) OWNER TO ss_search;

--
-- Name: search_portal(text); Type: FUNCTION; Schema: app; Owner: ss_search
--

CREATE FUNCTION app.search_portal(p_words text) RETURNS TABLE(type text, id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
#variable_conflict use_column
declare
    ws uuid := app.current_workspace();
    client uuid := nullif(current_setting('app.link_client', true), '')::uuid;
    project uuid := nullif(current_setting('app.link_project', true), '')::uuid;
    task uuid := nullif(current_setting('app.link_task', true), '')::uuid;
    projects uuid[] := array(
        select p.id from app.projects p
         where p.workspace_id = ws and p.deleted_at is null and p.visibility = 'client'
           and (p.client_id = client or p.id = project));
    talks uuid[] := array(
        select c.id from app.conversations c
         where c.workspace_id = ws and c.deleted_at is null and c.visibility = 'client'
           and (c.task_id = task
                or task is null and (c.project_id = any (projects)
                                     or c.project_id is null and c.client_id = client))
         order by c.shown_at desc, c.id desc limit 500);
begin
    return query
    (select 'project', p.id from app.projects p
      where p.workspace_id = ws and p.id = any (projects) and task is null
        and p.search @@ app.search_query(p_words))
    union all
    (select 'task', t.id from app.tasks t
      where t.workspace_id = ws and t.deleted_at is null and t.visibility = 'client'
        and t.project_id = any (projects) and (task is null or t.id = task)
        and t.search @@ app.search_query(p_words)
      order by t.id desc limit 200)
    union all
    (select 'conversation', c.id from app.conversations c
      where c.workspace_id = ws and c.id = any (talks)
        and c.search @@ app.search_query(p_words)
      order by c.id desc limit 200)
    union all
    (select 'message', m.id
       from unnest(talks) talk
      cross join lateral (
            select x.id from app.messages x
             where x.workspace_id = ws and x.deleted_at is null
               and x.visibility = 'client' and x.conversation_id = talk
               and x.search @@ app.search_query(p_words)
             order by x.created_at desc, x.id desc limit 200) m
      order by m.id desc limit 200);
end
$$;

ALTER FUNCTION app.search_portal(p_words text) OWNER TO ss_search;

--
-- Name: search_projects(text); Type: FUNCTION; Schema: app; Owner: ss_search
--

CREATE FUNCTION app.search_projects(p_words text) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
    ws uuid := app.current_workspace();
    projects uuid[] := app.seen_projects();
begin
    return query
    select p.id from app.projects p
     where p.workspace_id = ws and p.deleted_at is null
       and p.search @@ app.search_query(p_words)
       and (projects is null or p.id = any (projects))
     order by p.id desc limit 200;
end
$$;

ALTER FUNCTION app.search_projects(p_words text) OWNER TO ss_search;

--
-- Name: search_query(text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.search_query(p_words text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT (string_agg((quote_literal(x.w) || ':*'::text), ' & '::text))::tsquery AS string_agg FROM (SELECT w.w FROM regexp_split_to_table(lower(search_query.p_words), '[^[:alnum:]]+'::text) w(w) WHERE (w.w <> ''::text) LIMIT 8) x);

ALTER FUNCTION app.search_query(p_words text) OWNER TO ss_owner;

--
-- Name: search_tasks(text); Type: FUNCTION; Schema: app; Owner: ss_search
--

CREATE FUNCTION app.search_tasks(p_words text) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
    ws uuid := app.current_workspace();
    projects uuid[] := app.seen_projects();
begin
    return query
    select t.id from app.tasks t
     where t.workspace_id = ws and t.deleted_at is null
       and t.search @@ app.search_query(p_words)
       and (projects is null or t.project_id = any (projects))
     order by t.id desc limit 200;
end
$$;

ALTER FUNCTION app.search_tasks(p_words text) OWNER TO ss_search;

--
-- Name: seen_clients(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.seen_clients() RETURNS uuid[]
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (current_setting('app.scope'::text, true) = 'listed'::text) THEN app.listed_clients()
             ELSE NULL::uuid[]
         END AS "case";
END;

ALTER FUNCTION app.seen_clients() OWNER TO ss_owner;

--
-- Name: seen_projects(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.seen_projects() RETURNS uuid[]
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (current_setting('app.scope'::text, true) = 'listed'::text) THEN app.listed_projects()
             ELSE NULL::uuid[]
         END AS "case";
END;

ALTER FUNCTION app.seen_projects() OWNER TO ss_owner;

--
-- Name: sees_approval(uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.sees_approval(p_approval uuid) RETURNS boolean
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM app.approvals a
           WHERE ((a.workspace_id = app.current_workspace()) AND (a.id = sees_approval.p_approval)))) AS "exists";
END;

ALTER FUNCTION app.sees_approval(p_approval uuid) OWNER TO ss_owner;

--
-- Name: sees_conversation(uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.sees_conversation(p_conversation uuid) RETURNS boolean
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM app.conversations c
           WHERE ((c.workspace_id = app.current_workspace()) AND (c.id = sees_conversation.p_conversation)))) AS "exists";
END;

ALTER FUNCTION app.sees_conversation(p_conversation uuid) OWNER TO ss_owner;

--
-- Name: sees_link(uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.sees_link(p_link uuid) RETURNS boolean
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM app.share_links l
           WHERE ((l.workspace_id = app.current_workspace()) AND (l.id = sees_link.p_link)))) AS "exists";
END;

ALTER FUNCTION app.sees_link(p_link uuid) OWNER TO ss_owner;

--
-- Name: sees_message(uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.sees_message(p_message uuid) RETURNS boolean
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM app.messages m
           WHERE ((m.workspace_id = app.current_workspace()) AND (m.id = sees_message.p_message)))) AS "exists";
END;

ALTER FUNCTION app.sees_message(p_message uuid) OWNER TO ss_owner;

--
-- Name: sees_task(uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.sees_task(p_task uuid) RETURNS boolean
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM app.tasks t
           WHERE ((t.workspace_id = app.current_workspace()) AND (t.id = sees_task.p_task)))) AS "exists";
END;

ALTER FUNCTION app.sees_task(p_task uuid) OWNER TO ss_owner;

--
-- Name: send_share_link(uuid, text, text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.send_share_link(p_link uuid, p_to text, p_token text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    l app.share_links;
    address text := lower(btrim(p_to));
begin
    select x.* into l from app.share_links x
     where x.workspace_id = app.current_workspace() and x.id = p_link and p_to is not null
       and (x.created_by = app.current_person()
            or current_setting('app.role', true) = 'owner')
       for no key update;
    if l.id is null then
        return false;
    elsif not app.link_lives(l) or l.use_count >= l.max_uses then
        perform app.fail(409, 'link_closed', 'This link does not open any more.');
    elsif cardinality(l.allowed_emails) > 0 and address <> all (l.allowed_emails) then
        perform app.fail(422, 'not_invited',
            'This link opens for other addresses only.', '/send_to');
    elsif (select count(distinct t.email) from app.link_tokens t
            where t.workspace_id = l.workspace_id and t.link_id = l.id
              and t.email <> address) >= 50 then
        perform app.fail(409, 'too_many_addresses',
            'A link is mailed to 50 addresses at most; make another one.');
    end if;

    perform app.add_link_token(l, address, p_token, app.current_person());
    perform app.send_mail(address, 'share-link', jsonb_build_object(
                'name', coalesce(l.guest_name, ''),
                'sender', coalesce((select u.name from app.users u
                                     where u.id = app.current_person()), w.name),
                'workspace', w.name, 'what', app.link_scope_name(l), 'token', p_token,
                'until', to_char(l.expires_at, 'YYYY-MM-DD')))
       from app.workspaces w where w.id = l.workspace_id;
    perform app.audit('share_link.sent', 'share_link', l.id);
    return true;
end
$$;

ALTER FUNCTION app.send_share_link(p_link uuid, p_to text, p_token text) OWNER TO ss_gate;

--
-- Name: set_conversation(uuid, text, timestamp with time zone); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.set_conversation(p_id uuid, p_status text, p_until timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS SETOF app.conversation_rows
    LANGUAGE plpgsql
    AS $$
declare
    ws uuid := app.current_workspace();
begin
    if p_until <= now() then
        perform app.fail(422, 'invalid_value', 'This moment has to be in the future.',
                         '/until');
    end if;
    update app.conversations c set status = p_status, snoozed_until = p_until
     where c.workspace_id = ws and c.id = p_id and c.deleted_at is null;
    return query
    select * from app.conversation_rows r where r.workspace_id = ws and r.id = p_id;
end
$$;

ALTER FUNCTION app.set_conversation(p_id uuid, p_status text, p_until timestamp with time zone) OWNER TO ss_owner;

--
-- Name: set_member_projects(uuid, text, jsonb); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.set_member_projects(p_user uuid, p_scope text, p_projects jsonb) RETURNS TABLE(user_id uuid, role text, scope text, project_ids uuid[], rev integer, created_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    ws uuid := app.current_workspace();
    wanted uuid[] := app.known_projects(p_projects, '/project_ids');
    m app.memberships;
begin
    if p_scope = 'all' then
        wanted := '{}';
    end if;
    perform app.lock_members(ws);
    select x.* into m from app.memberships x
     where x.workspace_id = ws and x.user_id = p_user
       for no key update;
    if not found then
        return;
    elsif m.role = 'owner' and p_scope <> 'all' then
        perform app.fail(409, 'owner_sees_all', 'An owner sees all projects.');
    end if;

    delete from app.member_projects x
     where x.workspace_id = ws and x.user_id = p_user;
    insert into app.member_projects (workspace_id, user_id, project_id, created_by)
    select ws, p_user, p, app.current_person() from unnest(wanted) p;
    update app.memberships x
       set scope = p_scope, rev = x.rev + 1, updated_at = now()
     where x.workspace_id = ws and x.user_id = p_user
    returning x.* into m;
    perform app.audit('member.projects_changed', 'member', p_user,
                      jsonb_build_object('scope', p_scope, 'project_ids', wanted));
    return query select m.user_id, m.role, m.scope, wanted, m.rev, m.created_at;
end
$$;

ALTER FUNCTION app.set_member_projects(p_user uuid, p_scope text, p_projects jsonb) OWNER TO ss_gate;

--
-- Name: set_member_role(uuid, integer, text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.set_member_role(p_user uuid, p_rev integer, p_role text) RETURNS SETOF app.memberships
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    m app.memberships;
begin
    perform app.lock_members(app.current_workspace());
    update app.memberships x
       set role = p_role, rev = x.rev + (x.role <> p_role)::int, updated_at = now(),
           scope = case p_role when 'owner' then 'all' else x.scope end
     where x.workspace_id = app.current_workspace() and x.user_id = p_user
       and x.rev = p_rev
    returning x.* into m;
    if not found then
        return;
    end if;
    if p_role = 'owner' then
        delete from app.member_projects x
         where x.workspace_id = m.workspace_id and x.user_id = p_user;
    end if;
    return next m;
end
$$;

ALTER FUNCTION app.set_member_role(p_user uuid, p_rev integer, p_role text) OWNER TO ss_gate;

--
-- Name: settle_message(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.settle_message() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    insert into app.read_marks as r (workspace_id, conversation_id, reader_kind,
                                     reader_id, seq)
    values (new.workspace_id, new.conversation_id, new.author_kind, new.author_id, new.seq)
    on conflict (workspace_id, conversation_id, reader_kind, reader_id)
    do update set seq = greatest(r.seq, excluded.seq), at = now();
    delete from app.drafts d
     where d.workspace_id = new.workspace_id and d.conversation_id = new.conversation_id
       and d.owner_id = new.author_id and d.visibility = new.visibility;
    delete from app.guest_drafts d
     where d.workspace_id = new.workspace_id and d.conversation_id = new.conversation_id
       and d.guest_id = new.author_id;
    return null;
end
$$;

ALTER FUNCTION app.settle_message() OWNER TO ss_history;

--
-- Name: show_below_project(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.show_below_project() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    quiet text := coalesce(current_setting('app.quiet', true), '');
begin
    perform from app.tasks t
      where t.workspace_id = new.workspace_id and t.project_id = new.id
      order by t.id
        for no key update;
    perform from app.project_counters c
      where c.workspace_id = new.workspace_id and c.project_id = new.id
        for no key update;
    perform app.lock_latecomers(new.workspace_id, new.id);
    perform app.lock_below(array(
                select t.id from app.tasks t
                 where t.workspace_id = new.workspace_id and t.project_id = new.id
                   and (t.visibility = 'client' or t.visibility_inherited)), new.id);

    perform set_config('app.quiet', 'on', true);
    update app.tasks t
       set visibility = new.visibility,
           visibility_inherited = new.visibility = 'internal'
               and (old.client_id is null or new.client_id is not distinct from old.client_id)
     where t.workspace_id = new.workspace_id and t.project_id = new.id
       and (t.visibility = 'client' or t.visibility_inherited);
    perform set_config('app.quiet', quiet, true);
    perform app.count_tasks(new.workspace_id, new.id);
    return null;
end
$$;

ALTER FUNCTION app.show_below_project() OWNER TO ss_history;

--
-- Name: show_below_task(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.show_below_task() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    quiet text := coalesce(current_setting('app.quiet', true), '');
begin
    perform set_config('app.quiet', 'on', true);
    update app.comments c
       set visibility = new.visibility, visibility_inherited = new.visibility = 'internal'
     where c.workspace_id = new.workspace_id and c.task_id = new.id
       and (c.visibility = 'client' or c.visibility_inherited);
    perform set_config('app.quiet', quiet, true);
    return null;
end
$$;

ALTER FUNCTION app.show_below_task() OWNER TO ss_history;

--
-- Name: show_comment(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.show_comment() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if not exists (select from app.tasks t
                    where t.workspace_id = new.workspace_id and t.id = new.task_id
                      and t.visibility = 'client') then
        perform app.refuse_inherited();
    end if;
    return null;
end
$$;

ALTER FUNCTION app.show_comment() OWNER TO ss_owner;

--
-- Name: show_talk_of_project(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.show_talk_of_project() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    quiet text := coalesce(current_setting('app.quiet', true), '');
begin
    perform set_config('app.quiet', 'on', true);
    update app.conversations c
       set visibility = case when c.client_id = new.client_id then new.visibility
                        else 'internal' end,
           visibility_inherited = new.visibility = 'internal'
     where c.workspace_id = new.workspace_id and c.project_id = new.id
       and (c.visibility = 'client' or c.visibility_inherited)
       and (c.task_id is null or new.visibility = 'internal' or exists (
            select from app.tasks t
             where t.workspace_id = c.workspace_id and t.id = c.task_id
               and t.visibility = 'client'));
    perform set_config('app.quiet', quiet, true);
    return null;
end
$$;

ALTER FUNCTION app.show_talk_of_project() OWNER TO ss_history;

--
-- Name: show_talk_of_task(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.show_talk_of_task() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    quiet text := coalesce(current_setting('app.quiet', true), '');
    client uuid := (select p.client_id from app.projects p
                     where p.workspace_id = new.workspace_id and p.id = new.project_id);
begin
    perform app.lock_below(array[new.id]);
    perform set_config('app.quiet', 'on', true);
    update app.conversations c set task_id = null
     where c.workspace_id = new.workspace_id and c.task_id = new.id
       and c.client_id is distinct from client;
    update app.conversations c set project_id = new.project_id
     where c.workspace_id = new.workspace_id and c.task_id = new.id
       and c.project_id <> new.project_id;
    update app.conversations c
       set visibility = new.visibility, visibility_inherited = new.visibility = 'internal'
     where c.workspace_id = new.workspace_id and c.task_id = new.id
       and (c.visibility = 'client' or c.visibility_inherited);
    perform set_config('app.quiet', quiet, true);
    return null;
end
$$;

ALTER FUNCTION app.show_talk_of_task() OWNER TO ss_history;

--
-- Name: show_task(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.show_task() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

ALTER FUNCTION app.show_task() OWNER TO ss_owner;

--
-- Name: shut_share_link(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.shut_share_link() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    update app.link_sessions s set ended_at = now()
     where s.workspace_id = new.workspace_id and s.link_id = new.id and s.ended_at is null;
    delete from app.link_tokens t
     where t.workspace_id = new.workspace_id and t.link_id = new.id
       and (t.link_hash <> new.token_hash or new.revoked_at is not null);
    return null;
end
$$;

ALTER FUNCTION app.shut_share_link() OWNER TO ss_history;

--
-- Name: snooze_notifications(jsonb); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.snooze_notifications(p_body jsonb) RETURNS integer
    LANGUAGE plpgsql
    AS $$
begin
    if (p_body->>'until')::timestamptz <= now() then
        perform app.fail(422, 'invalid_value', 'This moment has to be in the future.',
                         '/until');
    end if;
    update app.notifications n set snoozed_until = (p_body->>'until')::timestamptz
      from (select x.id from app.notifications x
             where x.workspace_id = app.current_workspace()
               and x.user_id = app.current_person()
               and x.id = any (array(select i::uuid
                                       from jsonb_array_elements_text(p_body->'ids') i))
             order by x.seq
               for no key update) mine
     where n.workspace_id = app.current_workspace() and n.id = mine.id;
    return app.unread_notifications();
end
$$;

ALTER FUNCTION app.snooze_notifications(p_body jsonb) OWNER TO ss_owner;

--
-- Name: spread_ranks(uuid, text, uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.spread_ranks(p_column uuid, p_place text, p_moved uuid) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
    ws uuid := app.current_workspace();
    quiet text := coalesce(current_setting('app.quiet', true), '');
    free uuid[];
begin
    free := array(
        select t.id from app.tasks t
         where t.workspace_id = ws and t.column_id = p_column and t.deleted_at is null
           and t.rank >= p_place and t.rank < p_place || '~' and t.id <> p_moved
           for no key update skip locked);
    if exists (
           select from app.tasks t
            where t.workspace_id = ws and t.column_id = p_column and t.deleted_at is null
              and t.rank >= p_place and t.rank < p_place || '~' and t.id <> p_moved
              and t.id <> all (free)) then
        return;
    end if;

    perform set_config('app.quiet', 'on', true);
    update app.tasks t
       set rank = p_place || lpad(to_hex(x.place * (4294967296 / (cardinality(free) + 1))), 8, '0')
      from (select y.id, row_number() over (order by y.rank, y.id) as place
              from app.tasks y
             where y.workspace_id = ws and y.id = any (free)) x
     where t.workspace_id = ws and t.id = x.id;
    perform set_config('app.quiet', quiet, true);
end
$$;

ALTER FUNCTION app.spread_ranks(p_column uuid, p_place text, p_moved uuid) OWNER TO ss_owner;

--
-- Name: start_oidc_link(text, text, text, text, text, text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.start_oidc_link(p_browser text, p_state text, p_provider text, p_nonce text, p_verifier text, p_return_to text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    perform app.require_recent_proof();
    insert into auth.oidc_transactions (browser_hash, state_hash, provider, nonce,
                                        verifier, return_to, user_id, session_id)
    values (auth.oidc_hash(p_browser), auth.oidc_hash(p_state), p_provider, p_nonce,
            p_verifier, p_return_to,
            nullif(current_setting('app.user_id', true), '')::uuid,
            nullif(current_setting('app.session_id', true), '')::uuid);
end
$$;

ALTER FUNCTION app.start_oidc_link(p_browser text, p_state text, p_provider text, p_nonce text, p_verifier text, p_return_to text) OWNER TO ss_gate;

--
-- Name: suggest(text); Type: FUNCTION; Schema: app; Owner: ss_search
--

CREATE FUNCTION app.suggest(p_begin text) RETURNS TABLE(type text, id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 WITH q AS (
          SELECT app.current_workspace() AS ws,
             app.name_key(suggest.p_begin) AS first,
             (app.name_key(suggest.p_begin) || chr(1114111)) AS last,
             ("substring"(btrim(suggest.p_begin), '^#?([0-9]{1,9})$'::text))::integer AS number,
             upper("substring"(btrim(suggest.p_begin), '^([[:alnum:]]+)-[0-9]{1,9}$'::text)) AS code,
             ("substring"(btrim(suggest.p_begin), '^[[:alnum:]]+-([0-9]{1,9})$'::text))::integer AS coded,
             app.seen_projects() AS projects,
             app.seen_clients() AS clients
         )
  SELECT 'client'::text,
     x.id
    FROM (q
      CROSS JOIN LATERAL ( SELECT c.id
            FROM app.clients c
           WHERE ((c.workspace_id = q.ws) AND (c.deleted_at IS NULL) AND ((q.clients IS NULL) OR (c.id = ANY (q.clients))) AND (app.name_key(c.name) ~>=~ q.first) AND (app.name_key(c.name) ~<~ q.last))
           ORDER BY (app.name_key(c.name)) USING ~<~ NULLS LAST, c.id
          LIMIT 20) x)
 UNION ALL
  SELECT 'project'::text,
     x.id
    FROM (q
      CROSS JOIN LATERAL ( SELECT p.id
            FROM app.projects p
           WHERE ((p.workspace_id = q.ws) AND (p.deleted_at IS NULL) AND ((q.projects IS NULL) OR (p.id = ANY (q.projects))) AND (app.name_key(p.name) ~>=~ q.first) AND (app.name_key(p.name) ~<~ q.last))
           ORDER BY (app.name_key(p.name)) USING ~<~ NULLS LAST, p.id
          LIMIT 20) x)
 UNION ALL
  SELECT 'contact'::text,
     x.id
    FROM (q
      CROSS JOIN LATERAL ( SELECT c.id
            FROM app.contacts c
           WHERE ((c.workspace_id = q.ws) AND (c.deleted_at IS NULL) AND ((q.clients IS NULL) OR (c.client_id = ANY (q.clients))) AND (app.name_key(c.name) ~>=~ q.first) AND (app.name_key(c.name) ~<~ q.last))
           ORDER BY (app.name_key(c.name)) USING ~<~ NULLS LAST, c.id
          LIMIT 20) x)
 UNION ALL
  SELECT 'contact'::text,
     x.id
    FROM (q
      CROSS JOIN LATERAL ( SELECT c.id
            FROM app.contacts c
           WHERE ((c.workspace_id = q.ws) AND (c.deleted_at IS NULL) AND (c.name ~~ '% %'::text) AND ((q.clients IS NULL) OR (c.client_id = ANY (q.clients))) AND (app.name_key("substring"(c.name, '[^ ]+$'::text)) ~>=~ q.first) AND (app.name_key("substring"(c.name, '[^ ]+$'::text)) ~<~ q.last))
           ORDER BY (app.name_key("substring"(c.name, '[^ ]+$'::text))) USING ~<~ NULLS LAST, c.id
          LIMIT 20) x)
 UNION ALL
  SELECT 'conversation'::text,
     x.id
    FROM (q
      CROSS JOIN LATERAL ( SELECT c.id
            FROM app.conversations c
           WHERE ((c.workspace_id = q.ws) AND (c.deleted_at IS NULL) AND ((q.projects IS NULL) OR (c.project_id = ANY (q.projects))) AND (app.name_key(c.subject) ~>=~ q.first) AND (app.name_key(c.subject) ~<~ q.last))
           ORDER BY (app.name_key(c.subject)) USING ~<~ NULLS LAST, c.id
          LIMIT 20) x)
 UNION ALL
  SELECT 'task'::text,
     x.id
    FROM (q
      CROSS JOIN LATERAL ( SELECT t.id
            FROM app.tasks t
           WHERE ((t.workspace_id = q.ws) AND (t.deleted_at IS NULL) AND (t.status <> 'done'::text) AND ((q.projects IS NULL) OR (t.project_id = ANY (q.projects))) AND (app.name_key(t.title) ~>=~ q.first) AND (app.name_key(t.title) ~<~ q.last))
           ORDER BY (app.name_key(t.title)) USING ~<~ NULLS LAST, t.id
          LIMIT 20) x)
 UNION ALL
  SELECT 'task'::text,
     x.id
    FROM (q
      CROSS JOIN LATERAL ( SELECT t.id
            FROM (( SELECT p_1.id
                    FROM app.projects p_1
                   WHERE ((p_1.workspace_id = q.ws) AND (p_1.deleted_at IS NULL) AND ((q.projects IS NULL) OR (p_1.id = ANY (q.projects))))
                   ORDER BY p_1.updated_at DESC, p_1.id DESC
                  LIMIT 200) p
              JOIN app.tasks t ON (((t.workspace_id = q.ws) AND (t.project_id = p.id) AND (t.number = q.number) AND (t.deleted_at IS NULL))))
           WHERE (q.number IS NOT NULL)
          LIMIT 20) x)
 UNION ALL
  SELECT 'task'::text,
     x.id
    FROM (q
      CROSS JOIN LATERAL ( SELECT t.id
            FROM (app.projects p
              JOIN app.tasks t ON (((t.workspace_id = p.workspace_id) AND (t.project_id = p.id) AND (t.number = q.coded) AND (t.deleted_at IS NULL))))
           WHERE ((p.workspace_id = q.ws) AND (p.code = q.code) AND (p.deleted_at IS NULL))
          LIMIT 1) x);
END;

ALTER FUNCTION app.suggest(p_begin text) OWNER TO ss_search;

--
-- Name: support_status(boolean, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.support_status(p_approved boolean, p_ended timestamp with time zone, p_expires timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    RETURN CASE WHEN (NOT p_approved) THEN 'declined'::text WHEN (p_ended IS NOT NULL) THEN 'ended'::text WHEN (p_expires <= now()) THEN 'expired'::text WHEN p_approved THEN 'active'::text ELSE 'requested'::text END;

ALTER FUNCTION app.support_status(p_approved boolean, p_ended timestamp with time zone, p_expires timestamp with time zone) OWNER TO ss_owner;

--
-- Name: take_notifications(uuid, uuid, text[]); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.take_notifications(p_workspace uuid, p_user uuid, p_reasons text[]) RETURNS jsonb
    LANGUAGE sql
    BEGIN ATOMIC
 WITH unread AS MATERIALIZED (
          SELECT n_1.id
            FROM app.notifications n_1
           WHERE ((n_1.workspace_id = take_notifications.p_workspace) AND (n_1.user_id = take_notifications.p_user) AND (n_1.mailed_at IS NULL) AND (n_1.read_at IS NULL) AND (n_1.reason = ANY (take_notifications.p_reasons)))
          FOR NO KEY UPDATE OF n_1 SKIP LOCKED
         ), taken AS (
          UPDATE app.notifications n_1 SET mailed_at = now()
            FROM unread u
           WHERE ((n_1.workspace_id = take_notifications.p_workspace) AND (n_1.id = u.id))
           RETURNING n_1.seq
         ), newest AS (
          SELECT e.workspace_id,
             e.seq,
             e.kind,
             e.entity_type,
             e.entity_id,
             e.entity_rev,
             e.project_id,
             e.task_id,
             e.audience,
             e.actor_kind,
             e.actor_id,
             e.request_id,
             e.payload,
             e.at,
             e.client_id,
             COALESCE(( SELECT u.name
                    FROM app.users u
                   WHERE (u.id = e.actor_id)), ( SELECT s.name
                    FROM app.link_sessions s
                   WHERE ((s.workspace_id = e.workspace_id) AND (s.id = e.actor_id))), 'Somebody'::text) AS actor,
             COALESCE((e.payload ->> 'subject'::text), (e.payload ->> 'title'::text), (e.payload ->> 'name'::text), ''::text) AS thing,
             COALESCE(( SELECT "left"(m.body, 300) AS "left"
                    FROM app.messages m
                   WHERE ((m.workspace_id = e.workspace_id) AND (m.id = e.entity_id) AND (m.deleted_at IS NULL))), ( SELECT "left"(c.body, 300) AS "left"
                    FROM app.comments c
                   WHERE ((c.workspace_id = e.workspace_id) AND (c.id = e.entity_id) AND (c.deleted_at IS NULL))), ''::text) AS excerpt
            FROM (taken t
              JOIN app.events e ON (((e.workspace_id = take_notifications.p_workspace) AND (e.seq = t.seq))))
           ORDER BY e.seq DESC
          LIMIT 20
         )
  SELECT jsonb_agg(jsonb_build_object('text', (((n.actor ||
         CASE n.kind
             WHEN 'message.created'::text THEN ' wrote in "'::text
             WHEN 'comment.created'::text THEN ' commented on "'::text
             WHEN 'task.created'::text THEN ' added the task "'::text
             WHEN 'task.completed'::text THEN ' completed "'::text
             WHEN 'task.reopened'::text THEN ' reopened "'::text
             WHEN 'task.moved'::text THEN ' moved "'::text
             WHEN 'conversation.created'::text THEN ' began "'::text
             WHEN 'conversation.assigned'::text THEN ' gave you "'::text
             ELSE ' changed "'::text
         END) || n.thing) || '"'::text), 'excerpt', n.excerpt, 'path',
         CASE
             WHEN (n.payload ? 'conversation_id'::text) THEN ('/inbox/'::text || (n.payload ->> 'conversation_id'::text))
             WHEN (n.task_id IS NOT NULL) THEN ((('/projects/'::text || (n.project_id)::text) || '/tasks/'::text) || (n.task_id)::text)
             ELSE '/notifications'::text
         END) ORDER BY n.seq) AS jsonb_agg
    FROM newest n;
END;

ALTER FUNCTION app.take_notifications(p_workspace uuid, p_user uuid, p_reasons text[]) OWNER TO ss_owner;

--
-- Name: takes_part(app.events, uuid); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.takes_part(e app.events, p_member uuid) RETURNS boolean
    LANGUAGE sql STABLE
    RETURN CASE (e).entity_type WHEN 'comment'::text THEN ((EXISTS (SELECT FROM app.tasks t WHERE ((t.workspace_id = (takes_part.e).workspace_id) AND (t.id = (takes_part.e).task_id) AND ((takes_part.p_member = t.assignee_id) OR (takes_part.p_member = t.created_by))))) OR (EXISTS (SELECT FROM app.comments c WHERE ((c.workspace_id = (takes_part.e).workspace_id) AND (c.task_id = (takes_part.e).task_id) AND (c.author_id = takes_part.p_member) AND (c.deleted_at IS NULL))))) WHEN 'message'::text THEN (EXISTS (SELECT FROM app.messages m WHERE ((m.workspace_id = (takes_part.e).workspace_id) AND (m.conversation_id = (((takes_part.e).payload ->> 'conversation_id'::text))::uuid) AND (m.author_id = takes_part.p_member) AND (m.deleted_at IS NULL)))) ELSE false END;

ALTER FUNCTION app.takes_part(e app.events, p_member uuid) OWNER TO ss_owner;

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
                   visibility = coalesce(data->>'visibility', x.visibility),
                   visibility_inherited = x.visibility_inherited
                                          and not data ? 'visibility'
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
    tasks uuid[];
    one jsonb;
    state text;
    place text;
begin
    if jsonb_array_length(ops) > 100 then
        perform app.fail(422, 'too_many', 'At most 100 operations at a time.', '/ops');
    end if;

    tasks := array(select (x->>'id')::uuid from jsonb_array_elements(ops) x
                    where x ? 'id');
    perform from app.tasks t
      where t.workspace_id = ws and t.id = any (tasks)
      order by t.id
        for no key update;
    perform from app.project_counters c
      where c.workspace_id = ws
        and c.project_id = any (array(
                select coalesce(x->>'project_id', x->'data'->>'project_id')::uuid
                  from jsonb_array_elements(ops) x
                union
                select t.project_id from app.tasks t
                 where t.workspace_id = ws and t.id = any (tasks)))
      order by c.project_id
        for no key update;
    perform app.lock_below(tasks)
      where exists (select from jsonb_array_elements(ops) x
                     where x->'data' ?| array['visibility', 'project_id']);

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
-- Name: tenant_tables(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.tenant_tables() RETURNS TABLE(name regclass, tenant name, newest text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH RECURSIVE tables AS (
          SELECT c.oid,
             a.attname AS tenant
            FROM (pg_class c
              JOIN pg_attribute a ON (((a.attrelid = c.oid) AND (a.attname = ANY (ARRAY['workspace_id'::name, 'tenant_id'::name])) AND (NOT a.attisdropped))))
           WHERE ((c.relnamespace = ('app'::regnamespace)::oid) AND (c.relkind = 'r'::"char") AND (c.oid <> ('app.audit_log'::regclass)::oid))
         ), heights AS (
          SELECT t_1.oid,
             0 AS height
            FROM tables t_1
         UNION
          SELECT f.confrelid,
             (h_1.height + 1)
            FROM ((heights h_1
              JOIN pg_constraint f ON (((f.conrelid = h_1.oid) AND (f.contype = 'f'::"char") AND (f.confrelid <> f.conrelid) AND (f.confdeltype <> 'n'::"char"))))
              JOIN tables t_1 ON ((t_1.oid = f.confrelid)))
           WHERE (h_1.height < 32)
         )
  SELECT (t.oid)::regclass AS oid,
     t.tenant,
     ( SELECT string_agg(format('y.%I desc'::text, a.attname), ', '::text ORDER BY k.place) AS string_agg
            FROM ((pg_index i
              CROSS JOIN LATERAL unnest((i.indkey)::smallint[]) WITH ORDINALITY k(attnum, place))
              JOIN pg_attribute a ON (((a.attrelid = i.indrelid) AND (a.attnum = k.attnum))))
           WHERE ((i.indrelid = t.oid) AND i.indisprimary)) AS string_agg
    FROM (tables t
      JOIN heights h ON ((h.oid = t.oid)))
   GROUP BY t.oid, t.tenant
   ORDER BY (t.oid = ('app.memberships'::regclass)::oid), (max(h.height)), t.oid;
END;

ALTER FUNCTION app.tenant_tables() OWNER TO ss_owner;

--
-- Name: touch_client(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.touch_client() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if tg_op = 'UPDATE' then
        if current_setting('app.quiet', true) = 'on' then
            if new.waiting_on <> old.waiting_on then
                new.rev := old.rev + 1;
                new.updated_at := now();
            end if;
            return new;
        end if;
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
       is distinct from (old.body, old.visibility, old.deleted_at)
       and current_setting('app.quiet', true) is distinct from 'on' then
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
-- Name: touch_contact(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.touch_contact() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    new.email := nullif(lower(btrim(new.email)), '');
    if tg_op = 'UPDATE' then
        new.purge_after := new.deleted_at + interval '1 year';
        if current_setting('app.quiet', true) = 'on'
           or (new.name, new.email, new.phone, new.position, new.is_primary, new.notes,
               new.deleted_at)
              is not distinct from
              (old.name, old.email, old.phone, old.position, old.is_primary, old.notes,
               old.deleted_at) then
            return new;
        end if;
        new.rev := old.rev + 1;
        if new.updated_at = old.updated_at then
            new.updated_at := now();
        end if;
    end if;

    -- The client's row is the lock that keeps one primary contact.
    if tg_op = 'INSERT' or (new.is_primary and not old.is_primary) then
        perform from app.clients c
          where c.workspace_id = new.workspace_id and c.id = new.client_id
            and c.deleted_at is null
            for no key update;
        if new.is_primary then
            update app.contacts x set is_primary = false
             where x.workspace_id = new.workspace_id and x.client_id = new.client_id
               and x.id <> new.id and x.is_primary and x.deleted_at is null;
        else
            new.is_primary := not exists (
                select from app.contacts x
                 where x.workspace_id = new.workspace_id and x.client_id = new.client_id
                   and x.is_primary and x.deleted_at is null);
        end if;
    end if;

    new.search := to_tsvector('simple', concat_ws(' ', new.name, new.email, new.position));
    return new;
end
$$;

ALTER FUNCTION app.touch_contact() OWNER TO ss_owner;

--
-- Name: touch_conversation(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.touch_conversation() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if tg_op = 'INSERT' then
        if row_security_active('app.conversations')
           and new.workspace_id is distinct from app.current_workspace() then
            return new;
        end if;
        new := app.place_conversation(new);
        new.last_message_at := new.created_at;
        new.shown_at := new.created_at;
    else
        new.purge_after := new.deleted_at + interval '1 year';
        if current_setting('app.quiet', true) = 'on'
           or (new.subject, new.project_id, new.task_id, new.visibility, new.status,
               new.snoozed_until, new.assignee_id, new.deleted_at)
              is not distinct from
              (old.subject, old.project_id, old.task_id, old.visibility, old.status,
               old.snoozed_until, old.assignee_id, old.deleted_at) then
            return new;
        end if;
        if (new.project_id, new.task_id, new.visibility)
           is distinct from (old.project_id, old.task_id, old.visibility) then
            new := app.place_conversation(new);
        end if;
        new.rev := old.rev + 1;
        if new.updated_at = old.updated_at then
            new.updated_at := now();
        end if;
    end if;
    new.search := to_tsvector('simple', new.subject);
    return new;
end
$$;

ALTER FUNCTION app.touch_conversation() OWNER TO ss_owner;

--
-- Name: touch_key(app.api_keys, text); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.touch_key(p_key app.api_keys, p_ip_prefix text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
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
end
$$;

ALTER FUNCTION app.touch_key(p_key app.api_keys, p_ip_prefix text) OWNER TO ss_gate;

--
-- Name: touch_message(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.touch_message() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if (new.body, new.deleted_at) is not distinct from (old.body, old.deleted_at) then
        return new;
    end if;
    new.rev := old.rev + 1;
    if new.updated_at = old.updated_at then
        new.updated_at := now();
    end if;
    new.purge_after := new.deleted_at + interval '1 year';
    new.search := to_tsvector('simple', new.body);
    return new;
end
$$;

ALTER FUNCTION app.touch_message() OWNER TO ss_owner;

--
-- Name: touch_notification_prefs(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.touch_notification_prefs() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    new.digest_at := app.next_digest(new.digest, new.digest_hour,
        (select u.time_zone from app.users u where u.id = new.user_id));
    return new;
end
$$;

ALTER FUNCTION app.touch_notification_prefs() OWNER TO ss_history;

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

    -- Asked here too: afterwards, its client is one that a listed member sees.
    if new.client_id is not null
       and (tg_op = 'INSERT' or new.client_id is distinct from old.client_id)
       and not exists (select from app.clients c
                        where c.workspace_id = new.workspace_id and c.id = new.client_id
                          and c.deleted_at is null) then
        perform app.refuse_client();
    end if;

    new.search := to_tsvector('simple', new.code || ' ' || new.name || ' ' || new.description);
    return new;
end
$$;

ALTER FUNCTION app.touch_project() OWNER TO ss_owner;

--
-- Name: touch_share_link(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.touch_share_link() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if row_security_active('app.share_links')
       and new.workspace_id is distinct from app.current_workspace() then
        return new;
    end if;
    new.allowed_emails := array(select distinct lower(btrim(e))
                                  from unnest(new.allowed_emails) e order by 1);

    if tg_op = 'INSERT' or new.expires_at <> old.expires_at then
        if new.expires_at <= now() or new.expires_at > now() + interval '366 days' then
            perform app.fail(422, 'invalid_value',
                'A link ends in the future, within a year.', '/expires_at');
        end if;
    end if;

    if tg_op = 'INSERT' then
        if not exists (
               select from app.clients c
                where c.workspace_id = new.workspace_id and c.id = new.client_id
                  and c.deleted_at is null
               union all
               select from app.projects p
                where p.workspace_id = new.workspace_id and p.id = new.project_id
                  and p.deleted_at is null
               union all
               select from app.tasks t
                where t.workspace_id = new.workspace_id and t.id = new.task_id
                  and t.deleted_at is null) then
            perform app.fail(422, 'unknown_reference',
                'There is nothing that could be shared by this id.', '/scope_id');
        end if;
        return new;
    end if;

    if old.revoked_at is not null then
        if (new.revoked_at, new.token_hash, new.permission, new.expires_at)
           is distinct from (old.revoked_at, old.token_hash, old.permission, old.expires_at) then
            perform app.fail(409, 'link_revoked', 'This link was revoked; make a new one.');
        end if;
    end if;
    if (new.label, new.permission, new.guest_name, new.allowed_emails, new.expires_at,
        new.max_uses, new.writes_per_hour, new.token_hash, new.password_hash, new.revoked_at)
       is distinct from
       (old.label, old.permission, old.guest_name, old.allowed_emails, old.expires_at,
        old.max_uses, old.writes_per_hour, old.token_hash, old.password_hash, old.revoked_at) then
        new.rev := old.rev + 1;
        new.updated_at := now();
    end if;
    if new.token_hash <> old.token_hash then
        new.use_count := 0;
    end if;
    return new;
end
$$;

ALTER FUNCTION app.touch_share_link() OWNER TO ss_owner;

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
-- Name: transfer_ownership(uuid); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.transfer_ownership(p_user uuid) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    ws uuid := app.current_workspace();
    me uuid := app.current_person();
begin
    perform app.require_recent_proof();
    perform app.lock_members(ws);
    perform from app.memberships m
       join app.users u on u.id = m.user_id
      where m.workspace_id = ws and m.user_id = p_user and m.user_id <> me
        and u.disabled_at is null and u.deleted_at is null
        for share of u;
    if not found then
        perform app.fail(422, 'unknown_reference', 'There is no such member.', '/member_id');
    end if;

    delete from app.member_projects x where x.workspace_id = ws and x.user_id = p_user;
    update app.memberships m
       set role = 'owner', scope = 'all', rev = m.rev + 1, updated_at = now()
     where m.workspace_id = ws and m.user_id = p_user and m.role <> 'owner';
    update app.memberships m set role = 'member', rev = m.rev + 1, updated_at = now()
     where m.workspace_id = ws and m.user_id = me and m.role = 'owner';
    if not found then
        perform app.fail(403, 'role_not_allowed', 'Your role does not allow this.');
    end if;
    perform app.audit('workspace.ownership_transferred', 'member', p_user);
    perform app.send_mail(u.email, 'ownership_transferred', jsonb_build_object(
                'name', u.name, 'workspace', w.name, 'from', f.name, 'to', t.name))
       from app.users u, app.users f, app.users t, app.workspaces w
      where u.id in (me, p_user) and f.id = me and t.id = p_user and w.id = ws;
    return next ws;
end
$$;

ALTER FUNCTION app.transfer_ownership(p_user uuid) OWNER TO ss_gate;

--
-- Name: trash_of_client(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.trash_of_client() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    perform set_config('app.quiet', 'on', true);
    update app.conversations c set deleted_at = new.deleted_at
     where c.workspace_id = new.workspace_id and c.client_id = new.id
       and c.deleted_at is not distinct from old.deleted_at;
    update app.contacts c set deleted_at = new.deleted_at
     where c.workspace_id = new.workspace_id and c.client_id = new.id
       and c.deleted_at is not distinct from old.deleted_at;
    perform set_config('app.quiet', 'off', true);
    return null;
end
$$;

ALTER FUNCTION app.trash_of_client() OWNER TO ss_history;

--
-- Name: turn_of_conversation(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.turn_of_conversation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    perform app.derive_waiting(new.workspace_id, new.id);
    return null;
end
$$;

ALTER FUNCTION app.turn_of_conversation() OWNER TO ss_history;

--
-- Name: turn_of_message(); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.turn_of_message() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    perform app.derive_waiting(new.workspace_id, new.conversation_id,
        case when tg_op = 'INSERT' then new.created_at end);
    return null;
end
$$;

ALTER FUNCTION app.turn_of_message() OWNER TO ss_history;

--
-- Name: unread_notifications(); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.unread_notifications() RETURNS integer
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT (count(*))::integer AS count
    FROM ( SELECT
            FROM app.notifications n
           WHERE ((n.workspace_id = app.current_workspace()) AND (n.user_id = app.current_person()) AND n.inbox AND (n.read_at IS NULL) AND ((n.snoozed_until IS NULL) OR (n.snoozed_until <= now())))
          LIMIT 1000) x;
END;

ALTER FUNCTION app.unread_notifications() OWNER TO ss_owner;

--
-- Name: update_api_key(uuid, integer, jsonb); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.update_api_key(p_id uuid, p_rev integer, p_data jsonb) RETURNS SETOF app.api_keys
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.update_api_key(p_id uuid, p_rev integer, p_data jsonb) OWNER TO ss_gate;

--
-- Name: update_conversation(uuid, integer, jsonb); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.update_conversation(p_id uuid, p_rev integer, p_data jsonb) RETURNS SETOF app.conversation_rows
    LANGUAGE plpgsql
    AS $$
declare
    ws uuid := app.current_workspace();
begin
    perform app.lock_place(
                case when p_data ? 'project_id' then (p_data->>'project_id')::uuid
                else c.project_id end,
                case when p_data ? 'task_id' then (p_data->>'task_id')::uuid
                     when p_data ? 'project_id' then null
                else c.task_id end)
       from app.conversations c
      where c.workspace_id = ws and c.id = p_id and c.rev = p_rev;
    update app.conversations c
       set subject = coalesce(p_data->>'subject', c.subject),
           visibility = coalesce(p_data->>'visibility', c.visibility),
           project_id = case
               when p_data ? 'project_id' then (p_data->>'project_id')::uuid
               else c.project_id end,
           task_id = case
               when p_data ? 'task_id' then (p_data->>'task_id')::uuid
               when p_data ? 'project_id' then null
               else c.task_id end
     where c.workspace_id = ws and c.id = p_id and c.rev = p_rev and c.deleted_at is null;
    if found then
        return query
        select * from app.conversation_rows r where r.workspace_id = ws and r.id = p_id;
    end if;
end
$$;

ALTER FUNCTION app.update_conversation(p_id uuid, p_rev integer, p_data jsonb) OWNER TO ss_owner;

--
-- Name: update_message(uuid, integer, text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.update_message(p_id uuid, p_rev integer, p_body text) RETURNS SETOF app.message_rows
    LANGUAGE plpgsql
    AS $$
declare
    m app.messages := app.own_message(p_id, false);
begin
    update app.messages x set body = p_body
     where x.workspace_id = m.workspace_id and x.id = m.id and x.rev = p_rev;
    if found then
        return query
        select * from app.message_rows r
         where r.workspace_id = m.workspace_id and r.id = p_id;
    end if;
end
$$;

ALTER FUNCTION app.update_message(p_id uuid, p_rev integer, p_body text) OWNER TO ss_owner;

--
-- Name: update_portal_message(uuid, integer, text); Type: FUNCTION; Schema: app; Owner: ss_owner
--

CREATE FUNCTION app.update_portal_message(p_id uuid, p_rev integer, p_body text) RETURNS SETOF app.portal_messages
    LANGUAGE plpgsql
    AS $$
declare
    m app.portal_messages;
begin
    select * into m from app.portal_messages x
     where x.workspace_id = app.current_workspace() and x.id = p_id;
    if found and not m.own then
        perform app.fail(403, 'not_author', 'This message was written by somebody else.');
    elsif found and not m.editable then
        perform app.fail(409, 'too_late', 'A message can be changed for 15 minutes.');
    end if;
    update app.messages x set body = p_body
     where x.workspace_id = m.workspace_id and x.id = m.id and x.rev = p_rev;
    if found then
        return query
        select * from app.portal_messages x
         where x.workspace_id = m.workspace_id and x.id = m.id;
    end if;
end
$$;

ALTER FUNCTION app.update_portal_message(p_id uuid, p_rev integer, p_body text) OWNER TO ss_owner;

--
-- Name: use_invitation(text, uuid); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.use_invitation(p_token text, p_user uuid) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.use_invitation(p_token text, p_user uuid) OWNER TO ss_gate;

--
-- Name: verify_audit(bigint, integer); Type: FUNCTION; Schema: app; Owner: ss_gate
--

CREATE FUNCTION app.verify_audit(p_after bigint, p_most integer) RETURNS TABLE(intact boolean, entries bigint, first bigint, upto bigint, next bigint, fault bigint, checked_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT (p.fault IS NULL),
     COALESCE(h.seq, (0)::bigint) AS "coalesce",
     (verify_audit.p_after + 1),
     p.upto,
         CASE
             WHEN ((p.fault IS NULL) AND (NOT p.ended)) THEN p.upto
             ELSE NULL::bigint
         END AS "case",
     p.fault,
     now() AS now
    FROM (app.audit_page(app.current_workspace(), verify_audit.p_after, verify_audit.p_most) p(upto, fault, ended)
      LEFT JOIN app.audit_heads h ON ((h.chain = app.current_workspace())));
END;

ALTER FUNCTION app.verify_audit(p_after bigint, p_most integer) OWNER TO ss_gate;

--
-- Name: wake_conversations(integer); Type: FUNCTION; Schema: app; Owner: ss_history
--

CREATE FUNCTION app.wake_conversations(p_most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    n int;
begin
    update app.conversations c set status = 'open', snoozed_until = null
      from (select x.workspace_id, x.id from app.conversations x
             where x.status = 'snoozed' and x.snoozed_until <= now()
               and x.deleted_at is null
             order by x.snoozed_until limit p_most
               for no key update skip locked) due
     where c.workspace_id = due.workspace_id and c.id = due.id;
    get diagnostics n = row_count;
    return n;
end
$$;

ALTER FUNCTION app.wake_conversations(p_most integer) OWNER TO ss_history;

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
-- Name: attempt(bytea, text, integer, interval); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.attempt(p_subject bytea, p_place text, p_most integer, p_within interval) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    at timestamptz[];
begin
    insert into auth.attempts (subject, place) values (p_subject, p_place)
    on conflict do nothing;
    select array(select t from unnest(a.recent) t
                  where t > clock_timestamp() - p_within order by t) into at
      from auth.attempts a
     where a.subject = p_subject and a.place = p_place
       for update;

    if cardinality(at) >= p_most then
        return greatest(1, ceil(extract(epoch from
            at[cardinality(at) - p_most + 1] + p_within - clock_timestamp())));
    end if;
    update auth.attempts a set recent = at || clock_timestamp(), used_at = now()
     where a.subject = p_subject and a.place = p_place;
    return 0;
end
$$;

ALTER FUNCTION auth.attempt(p_subject bytea, p_place text, p_most integer, p_within interval) OWNER TO ss_gate;

--
-- Name: begin_public(text, text, text); Type: FUNCTION; Schema: auth; Owner: ss_owner
--

CREATE FUNCTION auth.begin_public(p_request_id text, p_ip_prefix text, p_agent text) RETURNS text
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT ('public'::text || "left"(((set_config('app.request_id'::text, COALESCE(p_request_id, ''::text), true) || set_config('app.ip_prefix'::text, COALESCE(p_ip_prefix, ''::text), true)) || set_config('app.user_agent'::text, COALESCE(p_agent, ''::text), true)), 0));
END;

ALTER FUNCTION auth.begin_public(p_request_id text, p_ip_prefix text, p_agent text) OWNER TO ss_owner;

--
-- Name: change_password(text, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.change_password(p_hash text, p_pepper text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    perform app.require_recent_proof();
    perform auth.store_password(app.current_person(), p_hash, p_pepper, 'password.changed',
                                current_setting('app.session_id')::uuid);
end
$$;

ALTER FUNCTION auth.change_password(p_hash text, p_pepper text) OWNER TO ss_gate;

--
-- Name: close_account(); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.close_account() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    me app.users;
    own uuid;
begin
    perform app.require_recent_proof();
    select u.* into me from app.users u where u.id = app.current_person() for no key update;

    for own in
        select m.workspace_id from app.memberships m
         where m.user_id = me.id and m.role = 'owner' and m.active
           and not exists (
               select from app.memberships x join app.users u on u.id = x.user_id
                where x.workspace_id = m.workspace_id and x.role = 'owner'
                  and x.user_id <> me.id
                  and u.deleted_at is null and u.disabled_at is null)
         order by m.workspace_id
    loop
        perform app.lock_members(own);
        if exists (select from app.memberships x
                    where x.workspace_id = own and x.user_id <> me.id) then
            perform app.fail(409, 'owner_of_workspaces',
                'Others work in a workspace that only you own: hand it over first.');
        end if;
        update app.workspaces w set deleted_at = now(), purge_after = now() + interval '30 days'
         where w.id = own and w.deleted_at is null;
    end loop;

    perform app.audit('account.closed', 'user', me.id);
    perform app.send_mail(me.email, 'account_closed', jsonb_build_object('name', me.name));
    update app.users u set deleted_at = now(), purge_after = now() + interval '30 days'
     where u.id = me.id;
end
$$;

ALTER FUNCTION auth.close_account() OWNER TO ss_gate;

--
-- Name: close_session(uuid, uuid); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.close_session(p_session uuid, p_user uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    who uuid;
begin
    update app.sessions s set revoked_at = now()
     where s.id = p_session and s.user_id = coalesce(p_user, s.user_id)
       and s.revoked_at is null
    returning s.user_id into who;
    if found then
        perform app.audit('logout', 'session', p_session, p_actor => who,
                          p_actor_kind => 'member');
    end if;
end
$$;

ALTER FUNCTION auth.close_session(p_session uuid, p_user uuid) OWNER TO ss_gate;

--
-- Name: confirm_email(text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.confirm_email(p_token text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    taken auth.one_time_tokens := auth.take_token(p_token, 'email');
begin
    if exists (select from app.users u where u.email = taken.email) then
        perform app.fail(409, 'email_taken',
            'There is an account with this address already.');
    end if;
    perform auth.notice(taken.user_id, 'Your account has moved to another e-mail address.');
    update app.users u set email = taken.email, email_verified_at = now()
     where u.id = taken.user_id;
    delete from auth.one_time_tokens t where t.user_id = taken.user_id;
    perform app.audit('email.changed', 'user', taken.user_id, p_actor => taken.user_id,
                      p_actor_kind => 'member');
end
$$;

ALTER FUNCTION auth.confirm_email(p_token text) OWNER TO ss_gate;

--
-- Name: confirm_totp(bigint, bytea); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.confirm_totp(p_step bigint, p_subject bytea) RETURNS TABLE(recovery_codes text[])
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    me uuid := app.current_person();
begin
    update auth.second_factors f set confirmed_at = now(), last_step = p_step
     where f.user_id = me and f.confirmed_at is null;
    if not found then
        perform app.fail(409, 'second_factor_not_started', 'There is nothing to confirm.');
    end if;
    delete from auth.attempts a where a.subject = p_subject;
    perform app.audit('second_factor.added', 'user', me);
    perform auth.notice(me, 'A second factor protects your account now.');
    return query select auth.make_recovery_codes(me);
end
$$;

ALTER FUNCTION auth.confirm_totp(p_step bigint, p_subject bytea) OWNER TO ss_gate;

--
-- Name: link_failures; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.link_failures (
    workspace_id uuid NOT NULL,
    link_id uuid NOT NULL,
    network text NOT NULL,
    failures integer NOT NULL,
    first_at timestamp with time zone DEFAULT now() NOT NULL,
    last_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY app.link_failures FORCE ROW LEVEL SECURITY;

ALTER TABLE app.link_failures OWNER TO ss_owner;

--
-- Name: count_link_try(uuid, uuid, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.count_link_try(p_workspace uuid, p_link uuid, p_network text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 INSERT INTO app.link_failures AS f (workspace_id, link_id, network, failures)  SELECT count_link_try.p_workspace AS p_workspace,
             count_link_try.p_link AS p_link,
             x.x,
             1
            FROM unnest(ARRAY[''::text, count_link_try.p_network]) x(x)
           ORDER BY x.x ON CONFLICT(workspace_id, link_id, network) DO UPDATE SET failures =
         CASE
             WHEN (f.first_at > (now() - '00:30:00'::interval)) THEN (f.failures + 1)
             ELSE 1
         END, first_at =
         CASE
             WHEN (f.first_at > (now() - '00:30:00'::interval)) THEN f.first_at
             ELSE now()
         END, last_at = now();
END;

ALTER FUNCTION auth.count_link_try(p_workspace uuid, p_link uuid, p_network text) OWNER TO ss_gate;

--
-- Name: create_person(uuid, uuid, text, text, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.create_person(p_user uuid, p_workspace uuid, p_email text, p_name text, p_workspace_name text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    insert into app.users (id, email, name)
    values (p_user, lower(btrim(p_email)), p_name)
    on conflict on constraint users_email_key do nothing;
    if not found then
        perform app.fail(409, 'email_taken',
            'There is an account with this address already.');
    end if;

    perform set_config('app.user_id', p_user::text, true);
    if p_workspace is not null then
        perform app.make_workspace(p_workspace,
            coalesce(p_workspace_name, left(p_name, 188) || '''s studio'), null, p_user);
    end if;
    perform app.audit('account.created', 'user', p_user, p_actor => p_user,
                      p_actor_kind => 'member');
end
$$;

ALTER FUNCTION auth.create_person(p_user uuid, p_workspace uuid, p_email text, p_name text, p_workspace_name text) OWNER TO ss_gate;

--
-- Name: end_all_sessions(); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.end_all_sessions() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    perform auth.end_other_sessions(app.current_person(), null);
    perform app.audit('logout.all', 'user', app.current_person());
end
$$;

ALTER FUNCTION auth.end_all_sessions() OWNER TO ss_gate;

--
-- Name: end_other_sessions(uuid, uuid); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.end_other_sessions(p_user uuid, p_but uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 UPDATE app.sessions s SET revoked_at = now()
   WHERE ((s.user_id = end_other_sessions.p_user) AND (s.revoked_at IS NULL) AND (s.id IS DISTINCT FROM end_other_sessions.p_but));
END;

ALTER FUNCTION auth.end_other_sessions(p_user uuid, p_but uuid) OWNER TO ss_gate;

--
-- Name: find_link(text, text, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.find_link(p_token text, p_session text, p_network text) RETURNS TABLE(link_id uuid, password_hash text, pepper_id text, wait integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT (b.link).id AS id,
     (b.link).password_hash AS password_hash,
     (b.link).pepper_id AS pepper_id,
     COALESCE(( SELECT (GREATEST((0)::numeric, ceil(EXTRACT(epoch FROM (max(
                 CASE
                     WHEN (f.failures >=
                     CASE
                         WHEN (f.network = ''::text) THEN 50
                         ELSE 10
                     END) THEN (f.first_at + '00:30:00'::interval)
                     WHEN ((f.network <> ''::text) AND (f.failures >= 5)) THEN (f.last_at + LEAST(('00:00:00.1'::interval * power((2)::double precision, (f.failures)::double precision)), '00:00:25'::interval))
                     ELSE NULL::timestamp with time zone
                 END) - now())))))::integer AS "greatest"
            FROM app.link_failures f
           WHERE ((f.workspace_id = (b.link).workspace_id) AND (f.link_id = (b.link).id) AND (f.network = ANY (ARRAY[''::text, find_link.p_network])) AND (f.first_at > (now() - '00:30:00'::interval)))), 0) AS "coalesce"
    FROM (( SELECT) one
      LEFT JOIN LATERAL app.link_behind(find_link.p_token) b(link, proof, proved) ON (true))
   WHERE (app.link_lives(b.link) AND (((b.link).use_count < (b.link).max_uses) OR ((b.link).max_uses IS NULL) OR (EXISTS ( SELECT
            FROM app.link_sessions s
           WHERE ((s.session_hash = sha256(convert_to(find_link.p_session, 'UTF8'::name))) AND (s.link_id = (b.link).id) AND (s.ended_at IS NULL) AND (s.expires_at > now()))))));
END;

ALTER FUNCTION auth.find_link(p_token text, p_session text, p_network text) OWNER TO ss_gate;

--
-- Name: find_login(text, bytea, bytea); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.find_login(p_email text, p_subject bytea, p_device bytea) RETURNS TABLE(user_id uuid, password_hash text, pepper_id text, state text, retry_after integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    address text := lower(btrim(p_email));
    network text := auth.network();
    device text := encode(p_device, 'hex');
    account app.users;
    wait int;
begin
    select u.* into account from app.users u where u.email = address;
    if exists (select from auth.devices d
                where d.user_id = account.id and d.device_hash = p_device) then
        network := 'device ' || device;
        wait := auth.attempt(p_subject, network, 5, '15 minutes');
    else
        wait := auth.attempt(p_subject, network, 5, '15 minutes');
        if wait = 0 then
            wait := auth.attempt(p_subject, '', 50, '1 hour');
            if wait > 0 and auth.first_refusal(p_subject, '', '1 day')
               and account.id is not null then
                perform auth.notice(account.id, 'Somebody has tried many passwords for '
                    'your account. Further attempts from unknown browsers are held up.');
            end if;
        end if;
    end if;

    if wait > 0 then
        if auth.first_refusal(p_subject, network, '15 minutes') then
            perform app.audit('login.throttled', 'user', account.id,
                              p_actor => account.id, p_actor_kind => 'system');
        end if;
        return query select null::uuid, null, null, null, wait;
        return;
    end if;

    return query
        select x.id, x.password_hash, x.pepper_id, x.state, 0
          from (values (1)) one
          left join lateral (
              select account.id, c.password_hash, c.pepper_id,
                     case when account.disabled_at is not null then 'disabled'
                          else 'open' end as state
                from auth.credentials c
               where c.user_id = account.id
              union all
              (select r.id, r.password_hash, r.pepper_id, 'unverified'
                 from auth.registrations r
                where r.email = address and r.expires_at > now() and account.id is null
                order by r.created_at desc limit 1)) x on true;
end
$$;

ALTER FUNCTION auth.find_login(p_email text, p_subject bytea, p_device bytea) OWNER TO ss_gate;

--
-- Name: find_own_password(bytea); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.find_own_password(p_subject bytea) RETURNS TABLE(password_hash text, pepper_id text, retry_after integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    return query
        select c.password_hash, c.pepper_id, auth.attempt(p_subject, '', 5, '15 minutes')
          from auth.credentials c
         where c.user_id = app.current_person();
    if not found then
        perform app.fail(409, 'no_password',
            'This account has no password: sign in again, or set one by mail.');
    end if;
end
$$;

ALTER FUNCTION auth.find_own_password(p_subject bytea) OWNER TO ss_gate;

--
-- Name: find_reset(text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.find_reset(p_token text) RETURNS TABLE(email text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    return query
        select u.email from auth.one_time_tokens t join app.users u on u.id = t.user_id
         where t.hash = sha256(convert_to(p_token, 'UTF8')) and t.kind = 'reset'
           and t.expires_at > now();
    if not found then
        perform auth.link_expired();
    end if;
end
$$;

ALTER FUNCTION auth.find_reset(p_token text) OWNER TO ss_gate;

--
-- Name: find_second_factor(uuid, timestamp with time zone, bytea); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.find_second_factor(p_user uuid, p_since timestamp with time zone, p_subject bytea) RETURNS TABLE(secret text, last_step bigint, retry_after integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    if exists (select from auth.credentials c
                where c.user_id = p_user and c.changed_at > p_since + interval '1 second') then
        return;
    end if;
    return query
        select f.secret, f.last_step, auth.attempt(p_subject, '', 5, '15 minutes')
          from auth.second_factors f
         where f.user_id = p_user and f.confirmed_at is not null;
end
$$;

ALTER FUNCTION auth.find_second_factor(p_user uuid, p_since timestamp with time zone, p_subject bytea) OWNER TO ss_gate;

--
-- Name: find_totp(bytea); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.find_totp(p_subject bytea) RETURNS TABLE(secret text, retry_after integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    return query
        select f.secret, auth.attempt(p_subject, '', 5, '15 minutes')
          from auth.second_factors f
         where f.user_id = app.current_person() and f.confirmed_at is null;
    if not found then
        perform app.fail(409, 'second_factor_not_started', 'There is nothing to confirm.');
    end if;
end
$$;

ALTER FUNCTION auth.find_totp(p_subject bytea) OWNER TO ss_gate;

--
-- Name: first_refusal(bytea, text, interval); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.first_refusal(p_subject bytea, p_place text, p_within interval) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    update auth.attempts a set told_at = now()
     where a.subject = p_subject and a.place = p_place
       and (a.told_at is null or a.told_at < now() - p_within);
    return found;
end
$$;

ALTER FUNCTION auth.first_refusal(p_subject bytea, p_place text, p_within interval) OWNER TO ss_gate;

--
-- Name: forgive(bytea, bytea); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.forgive(p_subject bytea, p_device bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    delete from auth.attempts a
     where a.subject = p_subject and a.place = 'device ' || encode(p_device, 'hex');
    if not found then
        delete from auth.attempts a
         where a.subject = p_subject and a.place = auth.network();
        update auth.attempts a set recent = trim_array(a.recent, 1)
         where a.subject = p_subject and a.place = '' and cardinality(a.recent) > 0;
    end if;
end
$$;

ALTER FUNCTION auth.forgive(p_subject bytea, p_device bytea) OWNER TO ss_gate;

--
-- Name: invited_sign_in(uuid, uuid, text, text, text, text, boolean, bytea); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.invited_sign_in(p_user uuid, p_session uuid, p_token text, p_name text, p_hash text, p_pepper text, p_remember boolean, p_device bytea) RETURNS TABLE("user" jsonb, second_factor boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    perform auth.register_invited(p_user, p_token, p_name, p_hash, p_pepper);
    return query select s."user", s.second_factor
                   from auth.sign_in(p_user, p_session, 'invitation', p_remember, p_device) s;
end
$$;

ALTER FUNCTION auth.invited_sign_in(p_user uuid, p_session uuid, p_token text, p_name text, p_hash text, p_pepper text, p_remember boolean, p_device bytea) OWNER TO ss_gate;

--
-- Name: devices; Type: TABLE; Schema: auth; Owner: ss_owner
--

CREATE TABLE auth.devices (
    user_id uuid NOT NULL,
    device_hash bytea NOT NULL,
    last_used_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY auth.devices FORCE ROW LEVEL SECURITY;

ALTER TABLE auth.devices OWNER TO ss_owner;

--
-- Name: keep_device(uuid, bytea); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.keep_device(p_user uuid, p_device bytea) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 INSERT INTO auth.devices (user_id, device_hash)  SELECT keep_device.p_user AS p_user,
             keep_device.p_device AS p_device
           WHERE (keep_device.p_device IS NOT NULL) ON CONFLICT(user_id, device_hash) DO UPDATE SET last_used_at = now();
END;

ALTER FUNCTION auth.keep_device(p_user uuid, p_device bytea) OWNER TO ss_gate;

--
-- Name: link_expired(); Type: FUNCTION; Schema: auth; Owner: ss_owner
--

CREATE FUNCTION auth.link_expired() RETURNS text
    LANGUAGE sql
    RETURN app.fail(410, 'link_expired'::text, 'This link has been used, is too old, or a newer one was sent.'::text);

ALTER FUNCTION auth.link_expired() OWNER TO ss_owner;

--
-- Name: mail_link(text, text, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.mail_link(p_email text, p_kind text, p_token text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    address text := lower(btrim(p_email));
    account app.users;
begin
    select u.* into account from app.users u
     where u.email = address and u.disabled_at is null
       and (u.purge_after is null or u.purge_after > now());
    if not found then
        perform app.send_mail(address, 'no_account', '{}', null, true);
    elsif auth.mail_token(address, case p_kind when 'reset' then 'reset_password'
                                               else 'magic_link' end,
                          p_token, account.name) then
        delete from auth.one_time_tokens t where t.user_id = account.id and t.kind = p_kind;
        insert into auth.one_time_tokens (hash, kind, user_id, expires_at)
        values (sha256(convert_to(p_token, 'UTF8')), p_kind, account.id,
                now() + case p_kind when 'reset' then interval '30 minutes'
                                    else interval '15 minutes' end);
        perform app.audit('mail_link.sent', 'user', account.id,
            jsonb_build_object('kind', p_kind), p_actor => account.id, p_actor_kind => 'system');
    end if;
end
$$;

ALTER FUNCTION auth.mail_link(p_email text, p_kind text, p_token text) OWNER TO ss_gate;

--
-- Name: mail_my_links(text, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.mail_my_links(p_email text, p_secret text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    address text := lower(btrim(p_email));
    once text := 'my-links ' || encode(sha256(convert_to(p_secret, 'UTF8')), 'hex');
    sent app.share_links;
    found_links app.share_links[] := array(
        select x from app.links_of(address) x
         order by x.last_used_at desc nulls last, x.id desc limit 10);
begin
    if cardinality(found_links) = 0 then
        perform app.send_mail(address, 'no-links', '{}', once, true);
        return;
    end if;

    perform app.send_mail(address, 'my-links', jsonb_build_object('links', (
        select jsonb_agg(jsonb_build_object('what', app.link_scope_name(l),
                             'workspace', w.name, 'token', app.derive_token(p_secret, l.id),
                             'until', to_char(l.expires_at, 'YYYY-MM-DD'))
                         order by l.last_used_at desc nulls last, l.id desc)
          from unnest(found_links) l
          join app.workspaces w on w.id = l.workspace_id)), once, true);
    if not exists (select from app.mail_outbox m where m.dedupe_key = once) then
        return;
    end if;

    -- in one order, because each entry locks the log of its workspace
    for sent in select x.* from unnest(found_links) x order by x.workspace_id, x.id loop
        perform app.add_link_token(sent, address, app.derive_token(p_secret, sent.id), null),
                app.note_access(sent.workspace_id, sent.id, null, 'requested'),
                app.audit('share_link.sent', 'share_link', sent.id, '{}', sent.workspace_id,
                          null, 'client');
    end loop;
end
$$;

ALTER FUNCTION auth.mail_my_links(p_email text, p_secret text) OWNER TO ss_gate;

--
-- Name: mail_token(text, text, text, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.mail_token(p_to text, p_template text, p_token text, p_name text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    key text := p_template || ':' || encode(sha256(convert_to(p_token, 'UTF8')), 'hex');
begin
    perform app.send_mail(p_to, p_template,
        jsonb_build_object('token', p_token, 'name', p_name), key, true);
    return exists (select from app.mail_outbox m where m.dedupe_key = key);
end
$$;

ALTER FUNCTION auth.mail_token(p_to text, p_template text, p_token text, p_name text) OWNER TO ss_gate;

--
-- Name: make_recovery_codes(uuid); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.make_recovery_codes(p_user uuid) RETURNS text[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    codes text[];
begin
    delete from auth.recovery_codes c where c.user_id = p_user;
    select array_agg(left(x, 7) || '-' || substr(x, 8, 7) || '-' || substr(x, 15, 7) || '-'
                     || substr(x, 22, 7)) into codes
      from (select encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
                          'hex') as x
              from generate_series(1, 10)) random;
    insert into auth.recovery_codes (user_id, hash)
    select p_user, auth.recovery_hash(c) from unnest(codes) c;
    return codes;
end
$$;

ALTER FUNCTION auth.make_recovery_codes(p_user uuid) OWNER TO ss_gate;

--
-- Name: may_change_password(); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.may_change_password() RETURNS TABLE(email text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    perform app.require_recent_proof();
    return query select u.email from app.users u where u.id = app.current_person();
end
$$;

ALTER FUNCTION auth.may_change_password() OWNER TO ss_gate;

--
-- Name: network(); Type: FUNCTION; Schema: auth; Owner: ss_owner
--

CREATE FUNCTION auth.network() RETURNS text
    LANGUAGE sql STABLE
    RETURN COALESCE(NULLIF(current_setting('app.ip_prefix'::text, true), ''::text), 'unknown'::text);

ALTER FUNCTION auth.network() OWNER TO ss_owner;

--
-- Name: notice(uuid, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.notice(p_user uuid, p_event text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT app.send_mail(u.email, 'security_notice'::text, jsonb_build_object('name', u.name, 'event', notice.p_event)) AS send_mail
    FROM app.users u
   WHERE (u.id = notice.p_user);
END;

ALTER FUNCTION auth.notice(p_user uuid, p_event text) OWNER TO ss_gate;

--
-- Name: oidc_hash(text); Type: FUNCTION; Schema: auth; Owner: ss_owner
--

CREATE FUNCTION auth.oidc_hash(p_text text) RETURNS bytea
    LANGUAGE sql IMMUTABLE
    RETURN sha256(convert_to(p_text, 'UTF8'::name));

ALTER FUNCTION auth.oidc_hash(p_text text) OWNER TO ss_owner;

--
-- Name: oidc_link(text, text, text, text, uuid, uuid); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.oidc_link(p_issuer text, p_subject text, p_provider text, p_email text, p_user uuid, p_session uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    owner uuid;
begin
    if not exists (select from app.sessions s join app.users u on u.id = s.user_id
                    where s.id = p_session and s.user_id = p_user
                      and s.revoked_at is null and s.idle_expires_at > now()
                      and s.absolute_expires_at > now()
                      and u.disabled_at is null and u.deleted_at is null) then
        perform app.fail(401, 'session_revoked', 'This session has ended; sign in again.');
    end if;

    select i.user_id into owner from auth.identities i
     where i.issuer = p_issuer and i.subject = p_subject;
    if owner <> p_user then
        perform app.fail(409, 'identity_taken',
            'This account of the provider belongs to another account here.');
    elsif owner is null then
        insert into auth.identities (issuer, subject, user_id, provider, email)
        values (p_issuer, p_subject, p_user, p_provider, lower(btrim(p_email)))
        on conflict (user_id, provider) do nothing;
        if not found then
            perform app.fail(409, 'already_linked',
                'Another account of this provider is linked; remove it first.');
        end if;
        perform app.audit('identity.linked', 'user', p_user,
            jsonb_build_object('provider', p_provider), p_actor => p_user,
            p_actor_kind => 'member');
        perform auth.notice(p_user, 'Signing in with ' || p_provider
            || ' was added to your account.');
    end if;
end
$$;

ALTER FUNCTION auth.oidc_link(p_issuer text, p_subject text, p_provider text, p_email text, p_user uuid, p_session uuid) OWNER TO ss_gate;

--
-- Name: oidc_sign_in(text, text, text, text, text, uuid, uuid, uuid, bytea); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.oidc_sign_in(p_issuer text, p_subject text, p_provider text, p_email text, p_name text, p_new_user uuid, p_workspace uuid, p_session uuid, p_device bytea) RETURNS TABLE("user" jsonb, second_factor boolean, user_id uuid)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    who uuid;
begin
    update auth.identities i set last_used_at = now()
     where i.issuer = p_issuer and i.subject = p_subject
    returning i.user_id into who;

    if who is null then
        if exists (select from app.users u where u.email = lower(btrim(p_email))) then
            perform app.fail(409, 'link_required', 'There is an account with this address. '
                'Sign in to it first; then add the provider in its settings.');
        end if;
        who := p_new_user;
        perform auth.create_person(who, p_workspace, p_email, p_name, null);
        insert into auth.identities (issuer, subject, user_id, provider, email)
        values (p_issuer, p_subject, who, p_provider, lower(btrim(p_email)));
    end if;

    return query select s."user", s.second_factor, who
                   from auth.sign_in(who, p_session, p_provider, true, p_device) s;
end
$$;

ALTER FUNCTION auth.oidc_sign_in(p_issuer text, p_subject text, p_provider text, p_email text, p_name text, p_new_user uuid, p_workspace uuid, p_session uuid, p_device bytea) OWNER TO ss_gate;

--
-- Name: open_invitation(text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.open_invitation(p_token text) RETURNS TABLE(workspace_name text, invited_by_name text, email text, role text, scope text, expires_at timestamp with time zone, has_account boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT w.name,
     u.name,
     i.email,
     i.role,
     i.scope,
     i.expires_at,
     (EXISTS ( SELECT
            FROM app.users x
           WHERE (x.email = i.email))) AS "exists"
    FROM ((app.find_invitation(open_invitation.p_token) i(workspace_id, id, email, role, scope, project_ids, token_hash, sent_at, expires_at, accepted_at, accepted_by, revoked_at, rev, created_by, created_at, updated_at)
      JOIN app.workspaces w ON ((w.id = i.workspace_id)))
      LEFT JOIN app.users u ON ((u.id = i.created_by)));
END;

ALTER FUNCTION auth.open_invitation(p_token text) OWNER TO ss_gate;

--
-- Name: open_link(uuid, text, text, text, text, text, text, text, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.open_link(p_link uuid, p_token text, p_session text, p_new_session text, p_name text, p_email text, p_code text, p_network text, p_agent text) RETURNS TABLE(state text, kept boolean, opened jsonb)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    b record;
    l app.share_links;
    s app.link_sessions;
    known bytea := sha256(convert_to(p_session, 'UTF8'));
    address text := lower(btrim(p_email));
begin
    perform from app.link_behind(p_token) x
       join app.share_links y on y.workspace_id = (x.link).workspace_id and y.id = (x.link).id
      where y.id = p_link for no key update of y;
    select x.* into b from app.link_behind(p_token) x where (x.link).id = p_link;
    l := b.link;
    if l.id is null or not app.link_lives(l) then
        return;
    end if;
    if l.password_hash is not null then
        update app.link_failures f set failures = f.failures - 1
         where f.workspace_id = l.workspace_id and f.link_id = l.id and f.failures > 0
           and f.network = '';
        update app.link_failures f set failures = f.failures - 1
         where f.workspace_id = l.workspace_id and f.link_id = l.id and f.failures > 0
           and f.network = p_network;
    end if;
    if not exists (select from app.link_sessions x
                    where x.session_hash = known and x.ended_at is null
                      and x.expires_at > now()) then
        known := null;
    end if;
    select x.* into s from app.link_sessions x
     where x.session_hash = known and x.link_id = l.id and x.ended_at is null
       and x.expires_at > now() and x.user_id is null;

    if s.id is null and l.use_count >= l.max_uses then
        return;
    end if;

    if b.proved is not null then
        address := b.proved;
        update app.link_tokens t set used_at = now()
         where t.workspace_id = l.workspace_id and t.id = b.proof;
    elsif cardinality(l.allowed_emails) > 0
          and not coalesce(s.email = any (l.allowed_emails), false) then
        if address is null or p_code is null then
            return query select 'email_required', false, null::jsonb;
            return;
        end if;
        update app.link_codes c set tries = c.tries + 1
         where c.workspace_id = l.workspace_id and c.link_id = l.id and c.email = address;
        delete from app.link_codes c
         where c.workspace_id = l.workspace_id and c.link_id = l.id and c.email = address
           and c.tries <= 5 and c.expires_at > now()
           and c.code_hash = sha256(convert_to(p_code, 'UTF8'))
           and address = any (l.allowed_emails);
        if not found then
            perform auth.count_link_try(l.workspace_id, l.id, p_network),
                    auth.refuse_link(l.id, p_network, p_agent);
            return query select 'wrong_code', false, null::jsonb;
            return;
        end if;
    else
        address := null;
    end if;

    if s.id is not null then
        update app.link_sessions x
           set name = coalesce(p_name, x.name), email = coalesce(address, x.email),
               last_seen_at = now(), agent = p_agent, ip_prefix = p_network,
               expires_at = least(l.expires_at, now() + interval '7 days')
         where x.workspace_id = s.workspace_id and x.id = s.id
        returning x.* into s;
        update app.share_links x set last_used_at = now()
         where x.workspace_id = l.workspace_id and x.id = l.id;
    else
        -- a member's preview gives way, and so does a session that is over
        update app.link_sessions x set ended_at = now()
         where x.session_hash = known and x.link_id = l.id and x.ended_at is null;
        insert into app.link_sessions as x
               (workspace_id, link_id, session_hash, name, email, ip_prefix, agent, expires_at)
        values (l.workspace_id, l.id,
                coalesce(known, sha256(convert_to(p_new_session, 'UTF8'))),
                coalesce(p_name, l.guest_name), address, p_network, p_agent,
                least(l.expires_at, now() + interval '7 days'))
        returning x.* into s;
        update app.share_links x set use_count = x.use_count + 1, last_used_at = now()
         where x.workspace_id = l.workspace_id and x.id = l.id;
    end if;

    delete from app.link_failures f
     where f.workspace_id = l.workspace_id and f.link_id = l.id and f.network = p_network;
    perform app.note_access(l.workspace_id, l.id, s.id, 'opened', null, p_agent),
            app.audit('share_link.opened', 'share_link', l.id, '{}', l.workspace_id, s.id,
                      'client');
    return query
        select 'open', known is not null,
               jsonb_build_object('link_id', l.id, 'permission', l.permission,
                                  'preview', false, 'expires_at', s.expires_at);
end
$$;

ALTER FUNCTION auth.open_link(p_link uuid, p_token text, p_session text, p_new_session text, p_name text, p_email text, p_code text, p_network text, p_agent text) OWNER TO ss_gate;

--
-- Name: password_sign_in(uuid, uuid, boolean, bytea, bytea, text, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.password_sign_in(p_user uuid, p_session uuid, p_remember boolean, p_device bytea, p_subject bytea, p_new_hash text, p_new_pepper text) RETURNS TABLE("user" jsonb, second_factor boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    perform auth.forgive(p_subject, p_device);
    if p_new_hash is not null then
        update auth.credentials c set password_hash = p_new_hash, pepper_id = p_new_pepper
         where c.user_id = p_user;
    end if;
    return query select s."user", s.second_factor
                   from auth.sign_in(p_user, p_session, 'password', p_remember, p_device) s;
end
$$;

ALTER FUNCTION auth.password_sign_in(p_user uuid, p_session uuid, p_remember boolean, p_device bytea, p_subject bytea, p_new_hash text, p_new_pepper text) OWNER TO ss_gate;

--
-- Name: person(uuid); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.person(p_user uuid) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 SELECT jsonb_build_object('id', u.id, 'email', u.email, 'name', u.name, 'locale', u.locale, 'time_zone', u.time_zone, 'is_admin', u.is_admin, 'created_at', u.created_at, 'workspaces', COALESCE(( SELECT jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name, 'slug', w.slug, 'role', m.role) ORDER BY w.name, w.id) AS jsonb_agg
            FROM (app.memberships m
              JOIN app.workspaces w ON ((w.id = m.workspace_id)))
           WHERE ((m.user_id = u.id) AND (w.deleted_at IS NULL))), '[]'::jsonb)) AS jsonb_build_object
    FROM app.users u
   WHERE (u.id = person.p_user);
END;

ALTER FUNCTION auth.person(p_user uuid) OWNER TO ss_gate;

--
-- Name: prove_session(bytea); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.prove_session(p_subject bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    delete from auth.attempts a where a.subject = p_subject;
    update app.sessions s set proved_at = now()
     where s.id = current_setting('app.session_id')::uuid;
    perform app.audit('session.proved', 'session', current_setting('app.session_id')::uuid);
end
$$;

ALTER FUNCTION auth.prove_session(p_subject bytea) OWNER TO ss_gate;

--
-- Name: oidc_transactions; Type: TABLE; Schema: auth; Owner: ss_owner
--

CREATE TABLE auth.oidc_transactions (
    browser_hash bytea NOT NULL,
    state_hash bytea NOT NULL,
    provider text NOT NULL,
    nonce text NOT NULL,
    verifier text NOT NULL,
    return_to text NOT NULL,
    user_id uuid,
    session_id uuid,
    expires_at timestamp with time zone DEFAULT (now() + '00:10:00'::interval) NOT NULL
);

ALTER TABLE ONLY auth.oidc_transactions FORCE ROW LEVEL SECURITY;

ALTER TABLE auth.oidc_transactions OWNER TO ss_owner;

--
-- Name: purge_oidc(integer); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.purge_oidc(p_limit integer) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 WITH gone AS (
          DELETE FROM auth.oidc_transactions t
           WHERE (t.browser_hash IN ( SELECT x.browser_hash
                    FROM auth.oidc_transactions x
                   WHERE (x.expires_at < now())
                  LIMIT purge_oidc.p_limit))
           RETURNING 1 AS "?column?"
         )
  SELECT (count(*))::integer AS count
    FROM gone;
END;

ALTER FUNCTION auth.purge_oidc(p_limit integer) OWNER TO ss_gate;

--
-- Name: recovery_hash(text); Type: FUNCTION; Schema: auth; Owner: ss_owner
--

CREATE FUNCTION auth.recovery_hash(p_code text) RETURNS bytea
    LANGUAGE sql IMMUTABLE
    RETURN sha256(convert_to(lower(regexp_replace(p_code, '[^0-9A-Za-z]'::text, ''::text, 'g'::text)), 'UTF8'::name));

ALTER FUNCTION auth.recovery_hash(p_code text) OWNER TO ss_owner;

--
-- Name: redeem_magic_link(text, uuid, boolean, bytea); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.redeem_magic_link(p_token text, p_session uuid, p_remember boolean, p_device bytea) RETURNS TABLE("user" jsonb, second_factor boolean, user_id uuid)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    taken auth.one_time_tokens := auth.take_token(p_token, 'magic');
begin
    return query select s."user", s.second_factor, taken.user_id
                   from auth.sign_in(taken.user_id, p_session, 'magic_link', p_remember,
                                     p_device) s;
end
$$;

ALTER FUNCTION auth.redeem_magic_link(p_token text, p_session uuid, p_remember boolean, p_device bytea) OWNER TO ss_gate;

--
-- Name: refuse_link(uuid, text, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.refuse_link(p_link uuid, p_network text, p_agent text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    ws uuid := (select l.workspace_id from app.share_links l where l.id = p_link);
begin
    perform app.note_access(ws, p_link, null, 'refused', null, p_agent),
            app.audit('share_link.refused', 'share_link', p_link, '{}', ws, null, 'client');
end
$$;

ALTER FUNCTION auth.refuse_link(p_link uuid, p_network text, p_agent text) OWNER TO ss_gate;

--
-- Name: refuse_login(uuid, text, uuid, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.refuse_login(p_user uuid, p_step text, p_registration uuid, p_token text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    r auth.registrations;
begin
    perform app.audit('login.failed', 'user', p_user, jsonb_build_object('step', p_step),
                      p_actor => p_user, p_actor_kind => 'system');

    select x.* into r from auth.registrations x where x.id = p_registration for update;
    if found and auth.mail_token(r.email, 'verify_email', p_token, '') then
        update auth.registrations x
           set token_hash = sha256(convert_to(p_token, 'UTF8'))
         where x.id = r.id;
    end if;
end
$$;

ALTER FUNCTION auth.refuse_login(p_user uuid, p_step text, p_registration uuid, p_token text) OWNER TO ss_gate;

--
-- Name: register(text, text, text, text, text, text, bytea); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.register(p_email text, p_name text, p_workspace_name text, p_hash text, p_pepper text, p_token text, p_device bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    address text := lower(btrim(p_email));
begin
    if exists (select from app.users u where u.email = address) then
        perform app.send_mail(address, 'account_exists', '{}', null, true);
    elsif auth.mail_token(address, 'verify_email', p_token, '') then
        insert into auth.registrations (token_hash, email, name, workspace_name,
                                        password_hash, pepper_id, device_hash)
        values (sha256(convert_to(p_token, 'UTF8')), address, p_name, p_workspace_name,
                p_hash, p_pepper, p_device);
    end if;
end
$$;

ALTER FUNCTION auth.register(p_email text, p_name text, p_workspace_name text, p_hash text, p_pepper text, p_token text, p_device bytea) OWNER TO ss_gate;

--
-- Name: register_invited(uuid, text, text, text, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.register_invited(p_user uuid, p_token text, p_name text, p_hash text, p_pepper text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION auth.register_invited(p_user uuid, p_token text, p_name text, p_hash text, p_pepper text) OWNER TO ss_gate;

--
-- Name: reset_password(text, text, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.reset_password(p_token text, p_hash text, p_pepper text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    taken auth.one_time_tokens := auth.take_token(p_token, 'reset');
begin
    perform auth.store_password(taken.user_id, p_hash, p_pepper, 'password.reset', null);
end
$$;

ALTER FUNCTION auth.reset_password(p_token text, p_hash text, p_pepper text) OWNER TO ss_gate;

--
-- Name: rotate_session(uuid, integer, bytea); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.rotate_session(p_session uuid, p_generation integer, p_device bytea) RETURNS TABLE(state text, generation integer, user_id uuid, remember boolean, idle_expires_at timestamp with time zone)
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
        perform auth.keep_device(s.user_id, p_device);
        return query select 'rotated', p_generation + 1, s.user_id, s.remember, s.idle_expires_at;
    elsif p_generation = s.generation - 1
          and clock_timestamp() - s.rotated_at <= interval '30 seconds' then
        return query select 'grace', s.generation, s.user_id, s.remember, s.idle_expires_at;
    else
        update app.sessions x
           set revoked_at = now(), reuse_detected_at = now()
         where x.id = s.id;
        perform app.audit('session.reuse', 'session', s.id, p_actor => s.user_id,
                          p_actor_kind => 'system');
        perform auth.notice(s.user_id, 'A session was ended because its token came a second '
            'time, as from a thief. If you do not know why, change your password.');
        return query select 'reuse', s.generation, s.user_id, s.remember, s.idle_expires_at;
    end if;
end
$$;

ALTER FUNCTION auth.rotate_session(p_session uuid, p_generation integer, p_device bytea) OWNER TO ss_gate;

--
-- Name: second_sign_in(uuid, uuid, boolean, bytea, bytea, bigint, text, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.second_sign_in(p_user uuid, p_session uuid, p_remember boolean, p_device bytea, p_subject bytea, p_step bigint, p_recovery text, p_resealed text) RETURNS TABLE("user" jsonb, second_factor boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    right_code boolean;
begin
    if p_step is not null then
        update auth.second_factors f
           set last_step = p_step, secret = coalesce(p_resealed, f.secret)
         where f.user_id = p_user and f.confirmed_at is not null and f.last_step < p_step;
        right_code := found;
    else
        update auth.recovery_codes c set used_at = now()
         where c.user_id = p_user and c.used_at is null
           and c.hash = auth.recovery_hash(p_recovery);
        right_code := found;
        if right_code then
            perform app.audit('second_factor.recovery_used', 'user', p_user,
                              p_actor => p_user, p_actor_kind => 'member');
            perform auth.notice(p_user, 'A recovery code was used to sign in.');
        end if;
    end if;
    if not right_code then
        return;
    end if;

    delete from auth.attempts a where a.subject = p_subject;
    return query select s."user", s.second_factor
                   from auth.sign_in(p_user, p_session, 'second_factor', p_remember, p_device) s;
end
$$;

ALTER FUNCTION auth.second_sign_in(p_user uuid, p_session uuid, p_remember boolean, p_device bytea, p_subject bytea, p_step bigint, p_recovery text, p_resealed text) OWNER TO ss_gate;

--
-- Name: send_link_code(text, text, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.send_link_code(p_token text, p_email text, p_code text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    l app.share_links;
    address text := lower(btrim(p_email));
    once text := 'link-code ' || gen_random_uuid();
begin
    select (b.link).* into l from app.link_behind(p_token) b;
    if l.id is null or not app.link_lives(l) or address <> all (l.allowed_emails) then
        return;
    end if;
    perform app.send_mail(address, 'link-code', jsonb_build_object('code', p_code,
        'workspace', (select w.name from app.workspaces w where w.id = l.workspace_id)),
        once, true, l.workspace_id);
    if exists (select from app.mail_outbox m where m.dedupe_key = once) then
        insert into app.link_codes as c (workspace_id, link_id, email, code_hash, expires_at)
        values (l.workspace_id, l.id, address, sha256(convert_to(p_code, 'UTF8')),
                now() + interval '10 minutes')
        on conflict (workspace_id, link_id, email) do update
           set code_hash = excluded.code_hash, tries = 0, expires_at = excluded.expires_at;
    end if;
end
$$;

ALTER FUNCTION auth.send_link_code(p_token text, p_email text, p_code text) OWNER TO ss_gate;

--
-- Name: sign_in(uuid, uuid, text, boolean, bytea); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.sign_in(p_user uuid, p_session uuid, p_method text, p_remember boolean, p_device bytea) RETURNS TABLE("user" jsonb, second_factor boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    account app.users;
begin
    select u.* into account from app.users u where u.id = p_user for no key update;
    if account.id is null or account.disabled_at is not null
       or account.purge_after <= now() then
        perform app.fail(401, 'invalid_credentials', 'The address or the password is wrong.');
    end if;

    if p_method <> 'second_factor' and exists (
           select from auth.second_factors f
            where f.user_id = p_user and f.confirmed_at is not null) then
        return query select null::jsonb, true;
        return;
    end if;

    perform set_config('app.user_id', p_user::text, true);
    if account.deleted_at is not null then
        perform app.lock_members(m.workspace_id)
           from (select x.workspace_id from app.memberships x
                  where x.user_id = p_user and x.role = 'owner'
                  order by x.workspace_id) m;
        update app.users u set deleted_at = null, purge_after = null where u.id = p_user;
        update app.workspaces w set deleted_at = null, purge_after = null
         where w.deleted_at = account.deleted_at and exists (
               select from app.memberships m
                where m.workspace_id = w.id and m.user_id = p_user and m.role = 'owner');
        perform app.audit('account.restored', 'user', p_user, p_actor => p_user);
        perform auth.notice(p_user, 'Your account is open again, because you have signed in.');
    end if;

    -- At most 20 live ones, this one included; the oldest go.
    update app.sessions s set revoked_at = now()
     where s.id in (
         select x.id from app.sessions x
          where x.user_id = p_user and x.revoked_at is null
            and x.idle_expires_at > now() and x.absolute_expires_at > now()
          order by x.created_at desc, x.id desc offset 19);
    perform auth.add_session(p_session, p_user,
        left(nullif(current_setting('app.user_agent', true), ''), 255),
        nullif(current_setting('app.ip_prefix', true), ''), p_remember);
    perform auth.keep_device(p_user, p_device);
    perform app.audit('login.ok', 'session', p_session, jsonb_build_object('by', p_method),
                      p_actor => p_user, p_actor_kind => 'member');

    return query select auth.person(p_user), false;
end
$$;

ALTER FUNCTION auth.sign_in(p_user uuid, p_session uuid, p_method text, p_remember boolean, p_device bytea) OWNER TO ss_gate;

--
-- Name: start_oidc(text, text, text, text, text, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.start_oidc(p_browser text, p_state text, p_provider text, p_nonce text, p_verifier text, p_return_to text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 INSERT INTO auth.oidc_transactions (browser_hash, state_hash, provider, nonce, verifier, return_to)
   VALUES (auth.oidc_hash(start_oidc.p_browser), auth.oidc_hash(start_oidc.p_state), start_oidc.p_provider, start_oidc.p_nonce, start_oidc.p_verifier, start_oidc.p_return_to);
END;

ALTER FUNCTION auth.start_oidc(p_browser text, p_state text, p_provider text, p_nonce text, p_verifier text, p_return_to text) OWNER TO ss_gate;

--
-- Name: start_totp(text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.start_totp(p_secret text) RETURNS TABLE(email text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    perform app.require_recent_proof();
    insert into auth.second_factors as f (user_id, secret)
    values (app.current_person(), p_secret)
    on conflict (user_id) do update set secret = p_secret, last_step = 0
     where f.confirmed_at is null;
    if not found then
        perform app.fail(409, 'second_factor_set', 'There is a second factor: remove it first.');
    end if;
    return query select u.email from app.users u where u.id = app.current_person();
end
$$;

ALTER FUNCTION auth.start_totp(p_secret text) OWNER TO ss_gate;

--
-- Name: store_password(uuid, text, text, text, uuid); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.store_password(p_user uuid, p_hash text, p_pepper text, p_action text, p_session uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
begin
    insert into auth.credentials (user_id, password_hash, pepper_id)
    values (p_user, p_hash, p_pepper)
    on conflict (user_id) do update
       set password_hash = p_hash, pepper_id = p_pepper, changed_at = now();
    delete from auth.one_time_tokens t where t.user_id = p_user;
    perform auth.end_other_sessions(p_user, p_session);
    perform app.audit(p_action, 'user', p_user, p_actor => p_user, p_actor_kind => 'member');
    perform auth.notice(p_user, 'Your password was changed, and other browsers were signed out.');
end
$$;

ALTER FUNCTION auth.store_password(p_user uuid, p_hash text, p_pepper text, p_action text, p_session uuid) OWNER TO ss_gate;

--
-- Name: take_oidc(text, text, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.take_oidc(p_browser text, p_state text, p_provider text) RETURNS TABLE(nonce text, verifier text, return_to text, user_id uuid, session_id uuid)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    BEGIN ATOMIC
 WITH taken AS (
          DELETE FROM auth.oidc_transactions t_1
           WHERE (t_1.browser_hash = auth.oidc_hash(take_oidc.p_browser))
           RETURNING t_1.browser_hash,
             t_1.state_hash,
             t_1.provider,
             t_1.nonce,
             t_1.verifier,
             t_1.return_to,
             t_1.user_id,
             t_1.session_id,
             t_1.expires_at
         )
  SELECT t.nonce,
     t.verifier,
     t.return_to,
     t.user_id,
     t.session_id
    FROM taken t
   WHERE ((t.state_hash = auth.oidc_hash(take_oidc.p_state)) AND (t.provider = take_oidc.p_provider) AND (t.expires_at > now()));
END;

ALTER FUNCTION auth.take_oidc(p_browser text, p_state text, p_provider text) OWNER TO ss_gate;

--
-- Name: take_token(text, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.take_token(p_token text, p_kind text) RETURNS auth.one_time_tokens
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    taken auth.one_time_tokens;
begin
    delete from auth.one_time_tokens t
     where t.hash = sha256(convert_to(p_token, 'UTF8')) and t.kind = p_kind
       and t.expires_at > now()
    returning * into taken;
    if not found then
        perform auth.link_expired();
    end if;
    perform set_config('app.user_id', taken.user_id::text, true);
    return taken;
end
$$;

ALTER FUNCTION auth.take_token(p_token text, p_kind text) OWNER TO ss_gate;

--
-- Name: try_link(text, text, text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.try_link(p_token text, p_session text, p_network text) RETURNS TABLE(link_id uuid, password_hash text, pepper_id text, wait integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    l record;
    ws uuid;
begin
    select x.* into l from auth.find_link(p_token, p_session, p_network) x;
    if l.link_id is null then
        return;
    end if;
    if l.password_hash is not null and l.wait = 0 then
        select x.workspace_id into ws from app.share_links x where x.id = l.link_id;
        insert into app.link_failures (workspace_id, link_id, network, failures)
        values (ws, l.link_id, '', 0) on conflict do nothing;
        perform from app.link_failures f
          where f.workspace_id = ws and f.link_id = l.link_id and f.network = ''
            for no key update;
        l.wait := (select x.wait from auth.find_link(p_token, p_session, p_network) x);
        if l.wait = 0 then
            perform auth.count_link_try(ws, l.link_id, p_network);
        end if;
    end if;
    return query select l.link_id, l.password_hash, l.pepper_id, coalesce(l.wait, 0);
end
$$;

ALTER FUNCTION auth.try_link(p_token text, p_session text, p_network text) OWNER TO ss_gate;

--
-- Name: unsubscribe(text); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.unsubscribe(p_token text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
declare
    t app.unsubscribe_tokens;
begin
    select x.* into t from app.unsubscribe_tokens x
     where x.hash = sha256(convert_to(p_token, 'UTF8'));
    update app.notification_prefs p
       set mail_now = '{}', mail_digest = '{}', digest = 'off', mail_at = null
     where p.workspace_id = t.tenant_id and p.user_id = t.user_id and p.digest <> 'off';
    if found then
        perform app.audit('notifications.unsubscribed', 'member', t.user_id, '{}',
                          t.tenant_id, t.user_id, 'member');
    end if;
    return true;
end
$$;

ALTER FUNCTION auth.unsubscribe(p_token text) OWNER TO ss_gate;

--
-- Name: verify_email(text, uuid, uuid, uuid, bytea); Type: FUNCTION; Schema: auth; Owner: ss_gate
--

CREATE FUNCTION auth.verify_email(p_token text, p_user uuid, p_workspace uuid, p_session uuid, p_device bytea) RETURNS TABLE("user" jsonb)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    r auth.registrations;
begin
    delete from auth.registrations x
     where x.token_hash = sha256(convert_to(p_token, 'UTF8')) and x.expires_at > now()
    returning * into r;
    if not found then
        perform auth.link_expired();
    end if;

    perform auth.create_person(p_user, p_workspace, r.email, r.name, r.workspace_name);
    insert into auth.credentials (user_id, password_hash, pepper_id)
    values (p_user, r.password_hash, r.pepper_id);
    delete from auth.registrations x where x.email = r.email;

    if r.device_hash = p_device then
        return query select s."user" from auth.sign_in(p_user, p_session, 'verification',
                                                       false, p_device) s;
    else
        return query select null::jsonb;
    end if;
end
$$;

ALTER FUNCTION auth.verify_email(p_token text, p_user uuid, p_workspace uuid, p_session uuid, p_device bytea) OWNER TO ss_gate;

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
-- Name: contact_history; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.contact_history (
    workspace_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    rev integer NOT NULL,
    op text NOT NULL,
    changed text[] NOT NULL,
    "row" jsonb NOT NULL,
    actor_id uuid,
    actor_kind text NOT NULL,
    request_id text,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY app.contact_history FORCE ROW LEVEL SECURITY;

ALTER TABLE app.contact_history OWNER TO ss_owner;

--
-- Name: conversation_history; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.conversation_history (
    workspace_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    rev integer NOT NULL,
    op text NOT NULL,
    changed text[] NOT NULL,
    "row" jsonb NOT NULL,
    actor_id uuid,
    actor_kind text NOT NULL,
    request_id text,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY app.conversation_history FORCE ROW LEVEL SECURITY;

ALTER TABLE app.conversation_history OWNER TO ss_owner;

--
-- Name: exports; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.exports (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    content jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone DEFAULT (now() + '7 days'::interval) NOT NULL
);

ALTER TABLE ONLY app.exports FORCE ROW LEVEL SECURITY;

ALTER TABLE app.exports OWNER TO ss_owner;

--
-- Name: jobs; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.jobs (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    kind text NOT NULL,
    state text DEFAULT 'queued'::text NOT NULL,
    result jsonb,
    error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    request_id text DEFAULT NULLIF(current_setting('app.request_id'::text, true), ''::text),
    trace_id uuid DEFAULT (NULLIF(current_setting('app.trace_id'::text, true), ''::text))::uuid,
    CONSTRAINT jobs_kind_check CHECK ((kind = 'export_me'::text)),
    CONSTRAINT jobs_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text])))
);

ALTER TABLE ONLY app.jobs FORCE ROW LEVEL SECURITY;

ALTER TABLE app.jobs OWNER TO ss_owner;

--
-- Name: link_codes; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.link_codes (
    workspace_id uuid NOT NULL,
    link_id uuid NOT NULL,
    email text NOT NULL,
    code_hash bytea NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY app.link_codes FORCE ROW LEVEL SECURITY;

ALTER TABLE app.link_codes OWNER TO ss_owner;

--
-- Name: mail_suppressions; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.mail_suppressions (
    address text NOT NULL,
    reason text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT mail_suppressions_reason_check CHECK ((reason = ANY (ARRAY['bounced'::text, 'complained'::text, 'blocked'::text])))
);

ALTER TABLE ONLY app.mail_suppressions FORCE ROW LEVEL SECURITY;

ALTER TABLE app.mail_suppressions OWNER TO ss_owner;

--
-- Name: message_history; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.message_history (
    workspace_id uuid NOT NULL,
    message_id uuid NOT NULL,
    rev integer NOT NULL,
    op text NOT NULL,
    changed text[] NOT NULL,
    "row" jsonb NOT NULL,
    actor_id uuid,
    actor_kind text NOT NULL,
    request_id text,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY app.message_history FORCE ROW LEVEL SECURITY;

ALTER TABLE app.message_history OWNER TO ss_owner;

--
-- Name: notification_cursors; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.notification_cursors (
    workspace_id uuid NOT NULL,
    seq bigint NOT NULL
);

ALTER TABLE ONLY app.notification_cursors FORCE ROW LEVEL SECURITY;

ALTER TABLE app.notification_cursors OWNER TO ss_owner;

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
-- Name: unsubscribe_tokens; Type: TABLE; Schema: app; Owner: ss_owner
--

CREATE TABLE app.unsubscribe_tokens (
    hash bytea NOT NULL,
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY app.unsubscribe_tokens FORCE ROW LEVEL SECURITY;

ALTER TABLE app.unsubscribe_tokens OWNER TO ss_owner;

--
-- Name: attempts; Type: TABLE; Schema: auth; Owner: ss_owner
--

CREATE TABLE auth.attempts (
    subject bytea NOT NULL,
    place text NOT NULL,
    recent timestamp with time zone[] DEFAULT '{}'::timestamp with time zone[] NOT NULL,
    told_at timestamp with time zone,
    used_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY auth.attempts FORCE ROW LEVEL SECURITY;

ALTER TABLE auth.attempts OWNER TO ss_owner;

--
-- Name: registrations; Type: TABLE; Schema: auth; Owner: ss_owner
--

CREATE TABLE auth.registrations (
    id uuid DEFAULT app.uuid7() NOT NULL,
    token_hash bytea NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    workspace_name text,
    password_hash text NOT NULL,
    pepper_id text NOT NULL,
    device_hash bytea,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone DEFAULT (now() + '24:00:00'::interval) NOT NULL
);

ALTER TABLE ONLY auth.registrations FORCE ROW LEVEL SECURITY;

ALTER TABLE auth.registrations OWNER TO ss_owner;

--
-- Name: api_keys api_keys_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (workspace_id, id);

--
-- Name: approval_evidence approval_evidence_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.approval_evidence
    ADD CONSTRAINT approval_evidence_pkey PRIMARY KEY (workspace_id, approval_id, seq);

--
-- Name: approvals approvals_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.approvals
    ADD CONSTRAINT approvals_pkey PRIMARY KEY (workspace_id, id);

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
-- Name: contact_history contact_history_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.contact_history
    ADD CONSTRAINT contact_history_pkey PRIMARY KEY (workspace_id, contact_id, rev);

--
-- Name: contacts contacts_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (workspace_id, id);

--
-- Name: conversation_history conversation_history_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.conversation_history
    ADD CONSTRAINT conversation_history_pkey PRIMARY KEY (workspace_id, conversation_id, rev);

--
-- Name: conversations conversations_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.conversations
    ADD CONSTRAINT conversations_pkey PRIMARY KEY (workspace_id, id);

--
-- Name: drafts drafts_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.drafts
    ADD CONSTRAINT drafts_pkey PRIMARY KEY (workspace_id, conversation_id, owner_id);

--
-- Name: events events_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (workspace_id, seq);

--
-- Name: exports exports_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.exports
    ADD CONSTRAINT exports_pkey PRIMARY KEY (id);

--
-- Name: guest_drafts guest_drafts_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.guest_drafts
    ADD CONSTRAINT guest_drafts_pkey PRIMARY KEY (workspace_id, conversation_id, guest_id);

--
-- Name: idempotency_keys idempotency_keys_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (caller, key);

--
-- Name: invitations invitations_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (workspace_id, id);

--
-- Name: jobs jobs_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (id);

--
-- Name: link_accesses link_accesses_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.link_accesses
    ADD CONSTRAINT link_accesses_pkey PRIMARY KEY (workspace_id, id);

--
-- Name: link_codes link_codes_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.link_codes
    ADD CONSTRAINT link_codes_pkey PRIMARY KEY (workspace_id, link_id, email);

--
-- Name: link_failures link_failures_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.link_failures
    ADD CONSTRAINT link_failures_pkey PRIMARY KEY (workspace_id, link_id, network);

--
-- Name: link_sessions link_sessions_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.link_sessions
    ADD CONSTRAINT link_sessions_pkey PRIMARY KEY (workspace_id, id);

--
-- Name: link_tokens link_tokens_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.link_tokens
    ADD CONSTRAINT link_tokens_pkey PRIMARY KEY (workspace_id, id);

--
-- Name: mail_outbox mail_outbox_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.mail_outbox
    ADD CONSTRAINT mail_outbox_pkey PRIMARY KEY (id);

--
-- Name: mail_suppressions mail_suppressions_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.mail_suppressions
    ADD CONSTRAINT mail_suppressions_pkey PRIMARY KEY (address);

--
-- Name: member_projects member_projects_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.member_projects
    ADD CONSTRAINT member_projects_pkey PRIMARY KEY (workspace_id, user_id, project_id);

--
-- Name: memberships memberships_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.memberships
    ADD CONSTRAINT memberships_pkey PRIMARY KEY (workspace_id, user_id);

--
-- Name: message_history message_history_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.message_history
    ADD CONSTRAINT message_history_pkey PRIMARY KEY (workspace_id, message_id, rev);

--
-- Name: messages messages_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY (workspace_id, id);

--
-- Name: messages messages_seq_key; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.messages
    ADD CONSTRAINT messages_seq_key UNIQUE (workspace_id, conversation_id, seq);

--
-- Name: notification_cursors notification_cursors_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.notification_cursors
    ADD CONSTRAINT notification_cursors_pkey PRIMARY KEY (workspace_id);

--
-- Name: notification_prefs notification_prefs_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.notification_prefs
    ADD CONSTRAINT notification_prefs_pkey PRIMARY KEY (workspace_id, user_id);

--
-- Name: notifications notifications_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.notifications
    ADD CONSTRAINT notifications_pkey PRIMARY KEY (workspace_id, id);

--
-- Name: notifications notifications_seq_key; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.notifications
    ADD CONSTRAINT notifications_seq_key UNIQUE (workspace_id, user_id, seq);

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
-- Name: projects projects_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.projects
    ADD CONSTRAINT projects_pkey PRIMARY KEY (workspace_id, id);

--
-- Name: reactions reactions_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.reactions
    ADD CONSTRAINT reactions_pkey PRIMARY KEY (workspace_id, message_id, reaction, actor_kind, actor_id);

--
-- Name: read_marks read_marks_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.read_marks
    ADD CONSTRAINT read_marks_pkey PRIMARY KEY (workspace_id, conversation_id, reader_kind, reader_id);

--
-- Name: sessions sessions_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);

--
-- Name: share_links share_links_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.share_links
    ADD CONSTRAINT share_links_pkey PRIMARY KEY (workspace_id, id);

--
-- Name: support_accesses support_accesses_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.support_accesses
    ADD CONSTRAINT support_accesses_pkey PRIMARY KEY (workspace_id, id);

--
-- Name: task_history task_history_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.task_history
    ADD CONSTRAINT task_history_pkey PRIMARY KEY (workspace_id, task_id, rev);

--
-- Name: tasks tasks_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.tasks
    ADD CONSTRAINT tasks_pkey PRIMARY KEY (workspace_id, id);

--
-- Name: unsubscribe_tokens unsubscribe_tokens_pkey; Type: CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.unsubscribe_tokens
    ADD CONSTRAINT unsubscribe_tokens_pkey PRIMARY KEY (hash);

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
-- Name: attempts attempts_pkey; Type: CONSTRAINT; Schema: auth; Owner: ss_owner
--

ALTER TABLE ONLY auth.attempts
    ADD CONSTRAINT attempts_pkey PRIMARY KEY (subject, place);

--
-- Name: credentials credentials_pkey; Type: CONSTRAINT; Schema: auth; Owner: ss_owner
--

ALTER TABLE ONLY auth.credentials
    ADD CONSTRAINT credentials_pkey PRIMARY KEY (user_id);

--
-- Name: devices devices_pkey; Type: CONSTRAINT; Schema: auth; Owner: ss_owner
--

ALTER TABLE ONLY auth.devices
    ADD CONSTRAINT devices_pkey PRIMARY KEY (user_id, device_hash);

--
-- Name: identities identities_pkey; Type: CONSTRAINT; Schema: auth; Owner: ss_owner
--

ALTER TABLE ONLY auth.identities
    ADD CONSTRAINT identities_pkey PRIMARY KEY (issuer, subject);

--
-- Name: oidc_transactions oidc_transactions_pkey; Type: CONSTRAINT; Schema: auth; Owner: ss_owner
--

ALTER TABLE ONLY auth.oidc_transactions
    ADD CONSTRAINT oidc_transactions_pkey PRIMARY KEY (browser_hash);

--
-- Name: one_time_tokens one_time_tokens_pkey; Type: CONSTRAINT; Schema: auth; Owner: ss_owner
--

ALTER TABLE ONLY auth.one_time_tokens
    ADD CONSTRAINT one_time_tokens_pkey PRIMARY KEY (hash);

--
-- Name: recovery_codes recovery_codes_pkey; Type: CONSTRAINT; Schema: auth; Owner: ss_owner
--

ALTER TABLE ONLY auth.recovery_codes
    ADD CONSTRAINT recovery_codes_pkey PRIMARY KEY (user_id, hash);

--
-- Name: registrations registrations_pkey; Type: CONSTRAINT; Schema: auth; Owner: ss_owner
--

ALTER TABLE ONLY auth.registrations
    ADD CONSTRAINT registrations_pkey PRIMARY KEY (id);

--
-- Name: registrations registrations_token_hash_key; Type: CONSTRAINT; Schema: auth; Owner: ss_owner
--

ALTER TABLE ONLY auth.registrations
    ADD CONSTRAINT registrations_token_hash_key UNIQUE (token_hash);

--
-- Name: second_factors second_factors_pkey; Type: CONSTRAINT; Schema: auth; Owner: ss_owner
--

ALTER TABLE ONLY auth.second_factors
    ADD CONSTRAINT second_factors_pkey PRIMARY KEY (user_id);

--
-- Name: migrations migrations_pkey; Type: CONSTRAINT; Schema: meta; Owner: ss_owner
--

ALTER TABLE ONLY meta.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (number);

--
-- Name: api_keys_created_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX api_keys_created_idx ON app.api_keys USING btree (workspace_id, created_at, id);

--
-- Name: api_keys_hash_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE UNIQUE INDEX api_keys_hash_idx ON app.api_keys USING btree (hash);

--
-- Name: approval_evidence_entity_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX approval_evidence_entity_idx ON app.approval_evidence USING btree (workspace_id, entity_id, at, seq);

--
-- Name: approvals_changes_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX approvals_changes_idx ON app.approvals USING btree (workspace_id, decided_at DESC, id) WHERE (status = 'changes'::text);

--
-- Name: approvals_pending_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE UNIQUE INDEX approvals_pending_idx ON app.approvals USING btree (workspace_id, task_id) WHERE (status = 'pending'::text);

--
-- Name: approvals_requested_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX approvals_requested_idx ON app.approvals USING btree (workspace_id, requested_at, id);

--
-- Name: approvals_task_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX approvals_task_idx ON app.approvals USING btree (workspace_id, task_id, requested_at);

--
-- Name: audit_heads_checked_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX audit_heads_checked_idx ON app.audit_heads USING btree (checked_at);

--
-- Name: audit_log_actor_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX audit_log_actor_idx ON app.audit_log USING btree (actor_id, at);

--
-- Name: audit_log_admin_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX audit_log_admin_idx ON app.audit_log USING btree (at, chain, seq) WHERE ((tenant_id IS NULL) OR (actor_kind = 'admin'::text));

--
-- Name: audit_log_at_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX audit_log_at_idx ON app.audit_log USING btree (chain, at);

--
-- Name: board_columns_rank_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX board_columns_rank_idx ON app.board_columns USING btree (workspace_id, project_id, rank, id);

--
-- Name: clients_begin_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX clients_begin_idx ON app.clients USING btree (workspace_id, app.name_key(name) text_pattern_ops, id) WHERE (deleted_at IS NULL);

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
-- Name: comments_shown_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX comments_shown_idx ON app.comments USING btree (workspace_id, task_id, created_at, id) WHERE ((deleted_at IS NULL) AND (visibility = 'client'::text));

--
-- Name: comments_task_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX comments_task_idx ON app.comments USING btree (workspace_id, task_id, created_at, id) WHERE (deleted_at IS NULL);

--
-- Name: contacts_begin_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX contacts_begin_idx ON app.contacts USING btree (workspace_id, app.name_key(name) text_pattern_ops, id) WHERE (deleted_at IS NULL);

--
-- Name: contacts_created_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX contacts_created_idx ON app.contacts USING btree (workspace_id, client_id, created_at, id) WHERE (deleted_at IS NULL);

--
-- Name: contacts_email_key; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE UNIQUE INDEX contacts_email_key ON app.contacts USING btree (workspace_id, email) WHERE (deleted_at IS NULL);

--
-- Name: contacts_name_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX contacts_name_idx ON app.contacts USING btree (workspace_id, client_id, name, id) WHERE (deleted_at IS NULL);

--
-- Name: contacts_search_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX contacts_search_idx ON app.contacts USING gin (workspace_id, search) WITH (gin_pending_list_limit='256');

--
-- Name: contacts_surname_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX contacts_surname_idx ON app.contacts USING btree (workspace_id, app.name_key("substring"(name, '[^ ]+$'::text)) text_pattern_ops, id) WHERE ((deleted_at IS NULL) AND (name ~~ '% %'::text));

--
-- Name: conversations_answer_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX conversations_answer_idx ON app.conversations USING btree (workspace_id, waiting_sort, id) WHERE ((deleted_at IS NULL) AND (status = 'open'::text) AND (waiting_on = 'me'::text));

--
-- Name: conversations_begin_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX conversations_begin_idx ON app.conversations USING btree (workspace_id, app.name_key(subject) text_pattern_ops, id) WHERE (deleted_at IS NULL);

--
-- Name: conversations_client_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX conversations_client_idx ON app.conversations USING btree (workspace_id, client_id, shown_at, id) WHERE (deleted_at IS NULL);

--
-- Name: conversations_created_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX conversations_created_idx ON app.conversations USING btree (workspace_id, created_at, id) WHERE (deleted_at IS NULL);

--
-- Name: conversations_last_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX conversations_last_idx ON app.conversations USING btree (workspace_id, last_message_at, id) WHERE (deleted_at IS NULL);

--
-- Name: conversations_project_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX conversations_project_idx ON app.conversations USING btree (workspace_id, project_id, shown_at, id) WHERE ((deleted_at IS NULL) AND (project_id IS NOT NULL));

--
-- Name: conversations_search_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX conversations_search_idx ON app.conversations USING gin (workspace_id, search) WITH (gin_pending_list_limit='256');

--
-- Name: conversations_snoozed_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX conversations_snoozed_idx ON app.conversations USING btree (workspace_id, snoozed_until) WHERE ((status = 'snoozed'::text) AND (deleted_at IS NULL));

--
-- Name: conversations_task_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX conversations_task_idx ON app.conversations USING btree (workspace_id, task_id, shown_at, id) WHERE ((deleted_at IS NULL) AND (task_id IS NOT NULL));

--
-- Name: conversations_turn_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX conversations_turn_idx ON app.conversations USING btree (workspace_id, client_id, waiting_on, waiting_since) WHERE ((deleted_at IS NULL) AND (waiting_on <> 'none'::text));

--
-- Name: conversations_waiting_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX conversations_waiting_idx ON app.conversations USING btree (workspace_id, waiting_sort, id) WHERE (deleted_at IS NULL);

--
-- Name: events_client_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX events_client_idx ON app.events USING btree (workspace_id, client_id, seq) WHERE (client_id IS NOT NULL);

--
-- Name: events_guest_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX events_guest_idx ON app.events USING btree (workspace_id, actor_id) WHERE (actor_kind = 'client'::text);

--
-- Name: events_project_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX events_project_idx ON app.events USING btree (workspace_id, project_id, seq) WHERE (project_id IS NOT NULL);

--
-- Name: events_task_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX events_task_idx ON app.events USING btree (workspace_id, task_id, seq) WHERE (task_id IS NOT NULL);

--
-- Name: exports_expires_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX exports_expires_idx ON app.exports USING btree (expires_at);

--
-- Name: exports_user_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX exports_user_idx ON app.exports USING btree (user_id);

--
-- Name: guest_drafts_guest_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX guest_drafts_guest_idx ON app.guest_drafts USING btree (workspace_id, guest_id);

--
-- Name: idempotency_keys_expires_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX idempotency_keys_expires_idx ON app.idempotency_keys USING btree (expires_at);

--
-- Name: invitations_created_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX invitations_created_idx ON app.invitations USING btree (workspace_id, created_at, id);

--
-- Name: invitations_email_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE UNIQUE INDEX invitations_email_idx ON app.invitations USING btree (workspace_id, email) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));

--
-- Name: invitations_token_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE UNIQUE INDEX invitations_token_idx ON app.invitations USING btree (token_hash);

--
-- Name: jobs_finished_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX jobs_finished_idx ON app.jobs USING btree (finished_at) WHERE (finished_at IS NOT NULL);

--
-- Name: jobs_queued_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX jobs_queued_idx ON app.jobs USING btree (created_at) WHERE (state = 'queued'::text);

--
-- Name: jobs_user_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX jobs_user_idx ON app.jobs USING btree (user_id, created_at);

--
-- Name: link_accesses_at_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX link_accesses_at_idx ON app.link_accesses USING btree (at);

--
-- Name: link_accesses_link_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX link_accesses_link_idx ON app.link_accesses USING btree (workspace_id, link_id, at, id);

--
-- Name: link_sessions_email_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX link_sessions_email_idx ON app.link_sessions USING btree (email) WHERE ((email IS NOT NULL) AND (ended_at IS NULL));

--
-- Name: link_sessions_hash_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE UNIQUE INDEX link_sessions_hash_idx ON app.link_sessions USING btree (session_hash, link_id) WHERE (ended_at IS NULL);

--
-- Name: link_sessions_link_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX link_sessions_link_idx ON app.link_sessions USING btree (workspace_id, link_id);

--
-- Name: link_tokens_email_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX link_tokens_email_idx ON app.link_tokens USING btree (email);

--
-- Name: link_tokens_hash_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE UNIQUE INDEX link_tokens_hash_idx ON app.link_tokens USING btree (token_hash);

--
-- Name: link_tokens_link_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX link_tokens_link_idx ON app.link_tokens USING btree (workspace_id, link_id, email, created_at);

--
-- Name: mail_outbox_dedupe_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE UNIQUE INDEX mail_outbox_dedupe_idx ON app.mail_outbox USING btree (dedupe_key) WHERE (dedupe_key IS NOT NULL);

--
-- Name: mail_outbox_done_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX mail_outbox_done_idx ON app.mail_outbox USING btree (created_at) WHERE (state = ANY (ARRAY['sent'::text, 'failed'::text, 'suppressed'::text]));

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
-- Name: mail_outbox_tenant_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX mail_outbox_tenant_idx ON app.mail_outbox USING btree (tenant_id, template, created_at) WHERE (tenant_id IS NOT NULL);

--
-- Name: memberships_user_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX memberships_user_idx ON app.memberships USING btree (user_id, workspace_id);

--
-- Name: messages_reply_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX messages_reply_idx ON app.messages USING btree (workspace_id, reply_to_id) WHERE (reply_to_id IS NOT NULL);

--
-- Name: messages_search_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX messages_search_idx ON app.messages USING gin (workspace_id, search) WITH (gin_pending_list_limit='256');

--
-- Name: messages_shown_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX messages_shown_idx ON app.messages USING btree (workspace_id, conversation_id, created_at, id) WHERE ((deleted_at IS NULL) AND (visibility = 'client'::text));

--
-- Name: notification_prefs_digest_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX notification_prefs_digest_idx ON app.notification_prefs USING btree (digest_at) WHERE (digest_at IS NOT NULL);

--
-- Name: notification_prefs_mail_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX notification_prefs_mail_idx ON app.notification_prefs USING btree (mail_at) WHERE (mail_at IS NOT NULL);

--
-- Name: notifications_inbox_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX notifications_inbox_idx ON app.notifications USING btree (workspace_id, user_id, seq) WHERE inbox;

--
-- Name: notifications_unmailed_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX notifications_unmailed_idx ON app.notifications USING btree (workspace_id, user_id, created_at) WHERE ((mailed_at IS NULL) AND (read_at IS NULL));

--
-- Name: notifications_unread_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX notifications_unread_idx ON app.notifications USING btree (workspace_id, user_id, seq) WHERE (inbox AND (read_at IS NULL));

--
-- Name: projects_begin_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX projects_begin_idx ON app.projects USING btree (workspace_id, app.name_key(name) text_pattern_ops, id) WHERE (deleted_at IS NULL);

--
-- Name: projects_client_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX projects_client_idx ON app.projects USING btree (workspace_id, client_id, status) WHERE (deleted_at IS NULL);

--
-- Name: projects_code_key; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE UNIQUE INDEX projects_code_key ON app.projects USING btree (workspace_id, code) WHERE (code IS NOT NULL);

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
-- Name: sessions_ended_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX sessions_ended_idx ON app.sessions USING btree (absolute_expires_at);

--
-- Name: sessions_user_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX sessions_user_idx ON app.sessions USING btree (user_id, created_at) WHERE (revoked_at IS NULL);

--
-- Name: share_links_allowed_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX share_links_allowed_idx ON app.share_links USING gin (allowed_emails);

--
-- Name: share_links_created_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX share_links_created_idx ON app.share_links USING btree (workspace_id, created_at, id);

--
-- Name: share_links_token_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE UNIQUE INDEX share_links_token_idx ON app.share_links USING btree (token_hash) WHERE (token_hash IS NOT NULL);

--
-- Name: support_accesses_created_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX support_accesses_created_idx ON app.support_accesses USING btree (workspace_id, created_at, id);

--
-- Name: tasks_begin_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX tasks_begin_idx ON app.tasks USING btree (workspace_id, app.name_key(title) text_pattern_ops, id) WHERE ((deleted_at IS NULL) AND (status <> 'done'::text));

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
-- Name: tasks_number_key; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE UNIQUE INDEX tasks_number_key ON app.tasks USING btree (workspace_id, project_id, number) WHERE (project_id IS NOT NULL);

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
-- Name: tasks_shown_due_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX tasks_shown_due_idx ON app.tasks USING btree (workspace_id, due_sort, id) WHERE ((deleted_at IS NULL) AND (visibility = 'client'::text));

--
-- Name: tasks_shown_updated_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX tasks_shown_updated_idx ON app.tasks USING btree (workspace_id, updated_at, id) WHERE ((deleted_at IS NULL) AND (visibility = 'client'::text));

--
-- Name: tasks_source_message_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX tasks_source_message_idx ON app.tasks USING btree (workspace_id, source_message_id, id) WHERE (source_message_id IS NOT NULL);

--
-- Name: tasks_turn_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX tasks_turn_idx ON app.tasks USING btree (workspace_id, assignee_id, status, priority DESC, due_sort, id) WHERE ((deleted_at IS NULL) AND (status <> 'done'::text) AND (assignee_id IS NOT NULL));

--
-- Name: tasks_updated_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX tasks_updated_idx ON app.tasks USING btree (workspace_id, updated_at, id) WHERE (deleted_at IS NULL);

--
-- Name: tasks_work_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX tasks_work_idx ON app.tasks USING btree (workspace_id, assignee_id, due_sort, id) WHERE ((deleted_at IS NULL) AND (status <> 'done'::text));

--
-- Name: unsubscribe_tokens_user_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX unsubscribe_tokens_user_idx ON app.unsubscribe_tokens USING btree (tenant_id, user_id, created_at);

--
-- Name: users_created_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX users_created_idx ON app.users USING btree (created_at, id);

--
-- Name: users_purge_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX users_purge_idx ON app.users USING btree (purge_after) WHERE (purge_after IS NOT NULL);

--
-- Name: workspaces_created_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX workspaces_created_idx ON app.workspaces USING btree (created_at, id);

--
-- Name: workspaces_purge_idx; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE INDEX workspaces_purge_idx ON app.workspaces USING btree (purge_after) WHERE (purge_after IS NOT NULL);

--
-- Name: workspaces_slug_key; Type: INDEX; Schema: app; Owner: ss_owner
--

CREATE UNIQUE INDEX workspaces_slug_key ON app.workspaces USING btree (slug) WHERE (slug IS NOT NULL);

--
-- Name: attempts_used_idx; Type: INDEX; Schema: auth; Owner: ss_owner
--

CREATE INDEX attempts_used_idx ON auth.attempts USING btree (used_at);

--
-- Name: devices_used_idx; Type: INDEX; Schema: auth; Owner: ss_owner
--

CREATE INDEX devices_used_idx ON auth.devices USING btree (last_used_at);

--
-- Name: identities_user_idx; Type: INDEX; Schema: auth; Owner: ss_owner
--

CREATE UNIQUE INDEX identities_user_idx ON auth.identities USING btree (user_id, provider);

--
-- Name: oidc_transactions_expires_idx; Type: INDEX; Schema: auth; Owner: ss_owner
--

CREATE INDEX oidc_transactions_expires_idx ON auth.oidc_transactions USING btree (expires_at);

--
-- Name: one_time_tokens_expires_idx; Type: INDEX; Schema: auth; Owner: ss_owner
--

CREATE INDEX one_time_tokens_expires_idx ON auth.one_time_tokens USING btree (expires_at);

--
-- Name: one_time_tokens_user_idx; Type: INDEX; Schema: auth; Owner: ss_owner
--

CREATE INDEX one_time_tokens_user_idx ON auth.one_time_tokens USING btree (user_id, kind);

--
-- Name: registrations_email_idx; Type: INDEX; Schema: auth; Owner: ss_owner
--

CREATE INDEX registrations_email_idx ON auth.registrations USING btree (email, created_at);

--
-- Name: registrations_expires_idx; Type: INDEX; Schema: auth; Owner: ss_owner
--

CREATE INDEX registrations_expires_idx ON auth.registrations USING btree (expires_at);

--
-- Name: approvals_task_stats; Type: STATISTICS; Schema: app; Owner: ss_owner
--

CREATE STATISTICS app.approvals_task_stats (dependencies) ON workspace_id, task_id FROM app.approvals;

ALTER STATISTICS app.approvals_task_stats OWNER TO ss_owner;

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
-- Name: contacts_client_stats; Type: STATISTICS; Schema: app; Owner: ss_owner
--

CREATE STATISTICS app.contacts_client_stats (dependencies) ON workspace_id, client_id FROM app.contacts;

ALTER STATISTICS app.contacts_client_stats OWNER TO ss_owner;

--
-- Name: conversations_client_stats; Type: STATISTICS; Schema: app; Owner: ss_owner
--

CREATE STATISTICS app.conversations_client_stats (dependencies) ON workspace_id, client_id FROM app.conversations;

ALTER STATISTICS app.conversations_client_stats OWNER TO ss_owner;

--
-- Name: events_client_stats; Type: STATISTICS; Schema: app; Owner: ss_owner
--

CREATE STATISTICS app.events_client_stats (dependencies) ON workspace_id, client_id FROM app.events;

ALTER STATISTICS app.events_client_stats OWNER TO ss_owner;

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
-- Name: guest_drafts_conversation_stats; Type: STATISTICS; Schema: app; Owner: ss_owner
--

CREATE STATISTICS app.guest_drafts_conversation_stats (dependencies) ON workspace_id, conversation_id FROM app.guest_drafts;

ALTER STATISTICS app.guest_drafts_conversation_stats OWNER TO ss_owner;

--
-- Name: link_accesses_link_stats; Type: STATISTICS; Schema: app; Owner: ss_owner
--

CREATE STATISTICS app.link_accesses_link_stats (dependencies) ON workspace_id, link_id FROM app.link_accesses;

ALTER STATISTICS app.link_accesses_link_stats OWNER TO ss_owner;

--
-- Name: link_tokens_link_stats; Type: STATISTICS; Schema: app; Owner: ss_owner
--

CREATE STATISTICS app.link_tokens_link_stats (dependencies) ON workspace_id, link_id FROM app.link_tokens;

ALTER STATISTICS app.link_tokens_link_stats OWNER TO ss_owner;

--
-- Name: message_history_stats; Type: STATISTICS; Schema: app; Owner: ss_owner
--

CREATE STATISTICS app.message_history_stats (dependencies) ON workspace_id, message_id FROM app.message_history;

ALTER STATISTICS app.message_history_stats OWNER TO ss_owner;

--
-- Name: messages_conversation_stats; Type: STATISTICS; Schema: app; Owner: ss_owner
--

CREATE STATISTICS app.messages_conversation_stats (dependencies) ON workspace_id, conversation_id FROM app.messages;

ALTER STATISTICS app.messages_conversation_stats OWNER TO ss_owner;

--
-- Name: notifications_user_stats; Type: STATISTICS; Schema: app; Owner: ss_owner
--

CREATE STATISTICS app.notifications_user_stats (dependencies) ON workspace_id, user_id FROM app.notifications;

ALTER STATISTICS app.notifications_user_stats OWNER TO ss_owner;

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
-- Name: tasks add_up; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER add_up AFTER UPDATE ON app.tasks FOR EACH ROW WHEN ((((new.status <> old.status) OR (new.visibility <> old.visibility) OR (new.project_id <> old.project_id) OR ((new.deleted_at IS NULL) <> (old.deleted_at IS NULL))) AND (current_setting('app.quiet'::text, true) IS DISTINCT FROM 'on'::text))) EXECUTE FUNCTION app.count_task();

--
-- Name: projects below; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER below AFTER UPDATE ON app.projects FOR EACH ROW WHEN ((new.visibility <> old.visibility)) EXECUTE FUNCTION app.show_below_project();

--
-- Name: tasks below; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER below AFTER UPDATE ON app.tasks FOR EACH ROW WHEN ((new.visibility <> old.visibility)) EXECUTE FUNCTION app.show_below_task();

--
-- Name: projects board; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER board AFTER INSERT ON app.projects FOR EACH ROW EXECUTE FUNCTION app.make_board();

--
-- Name: share_links close; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER close AFTER UPDATE ON app.share_links FOR EACH ROW WHEN (((new.token_hash <> old.token_hash) OR ((new.revoked_at IS NOT NULL) AND (old.revoked_at IS NULL)) OR ((new.password_hash IS NOT NULL) AND (new.password_hash IS DISTINCT FROM old.password_hash)))) EXECUTE FUNCTION app.shut_share_link();

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
-- Name: approvals decide; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER decide BEFORE UPDATE OF status ON app.approvals FOR EACH ROW EXECUTE FUNCTION app.decide_approval();

--
-- Name: conversations derive; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER derive AFTER UPDATE OF status, visibility, deleted_at ON app.conversations FOR EACH ROW WHEN ((((old.status = 'closed'::text) <> (new.status = 'closed'::text)) OR (old.visibility <> new.visibility) OR ((old.deleted_at IS NULL) <> (new.deleted_at IS NULL)))) EXECUTE FUNCTION app.turn_of_conversation();

--
-- Name: messages derive; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER derive AFTER INSERT ON app.messages FOR EACH ROW WHEN ((new.visibility = 'client'::text)) EXECUTE FUNCTION app.turn_of_message();

--
-- Name: messages derive_change; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER derive_change AFTER UPDATE ON app.messages FOR EACH ROW WHEN (((new.visibility = 'client'::text) AND (old.deleted_at IS DISTINCT FROM new.deleted_at))) EXECUTE FUNCTION app.turn_of_message();

--
-- Name: memberships end_invitations; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER end_invitations AFTER DELETE ON app.memberships FOR EACH ROW WHEN ((old.role = 'owner'::text)) EXECUTE FUNCTION app.end_invitations();

--
-- Name: memberships end_invitations_change; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER end_invitations_change AFTER UPDATE OF role ON app.memberships FOR EACH ROW WHEN (((old.role = 'owner'::text) AND (new.role <> 'owner'::text))) EXECUTE FUNCTION app.end_invitations();

--
-- Name: memberships end_keys; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER end_keys AFTER DELETE ON app.memberships FOR EACH ROW EXECUTE FUNCTION app.end_keys();

--
-- Name: users end_sessions; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER end_sessions AFTER UPDATE OF disabled_at, deleted_at ON app.users FOR EACH ROW EXECUTE FUNCTION app.end_sessions();

--
-- Name: clients follow; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER follow AFTER UPDATE OF deleted_at ON app.clients FOR EACH ROW WHEN ((old.deleted_at IS DISTINCT FROM new.deleted_at)) EXECUTE FUNCTION app.trash_of_client();

--
-- Name: comments follow; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER follow AFTER INSERT ON app.comments FOR EACH ROW WHEN ((new.visibility = 'client'::text)) EXECUTE FUNCTION app.show_comment();

--
-- Name: projects follow; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER follow AFTER UPDATE ON app.projects FOR EACH ROW WHEN ((new.visibility <> old.visibility)) EXECUTE FUNCTION app.show_talk_of_project();

--
-- Name: tasks follow; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER follow AFTER UPDATE ON app.tasks FOR EACH ROW WHEN (((new.visibility <> old.visibility) OR (new.project_id <> old.project_id))) EXECUTE FUNCTION app.show_talk_of_task();

--
-- Name: projects forget; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER forget AFTER UPDATE OF client_id ON app.projects FOR EACH ROW WHEN (((old.client_id IS NOT NULL) AND (new.client_id IS DISTINCT FROM old.client_id))) EXECUTE FUNCTION app.forget_client();

--
-- Name: tasks forget; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER forget AFTER UPDATE OF project_id ON app.tasks FOR EACH ROW WHEN ((new.project_id <> old.project_id)) EXECUTE FUNCTION app.forget_client();

--
-- Name: comments guest; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER guest AFTER INSERT ON app.comments FOR EACH ROW WHEN ((NULLIF(current_setting('app.guest_id'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION app.guest_writes('commented');

--
-- Name: messages guest; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER guest AFTER INSERT ON app.messages FOR EACH ROW WHEN ((NULLIF(current_setting('app.guest_id'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION app.guest_writes('message');

--
-- Name: tasks guest; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER guest AFTER INSERT ON app.tasks FOR EACH ROW WHEN ((NULLIF(current_setting('app.guest_id'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION app.guest_writes('task_created');

--
-- Name: approvals guest_approved; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER guest_approved AFTER UPDATE OF status ON app.approvals FOR EACH ROW WHEN ((new.status = 'approved'::text)) EXECUTE FUNCTION app.guest_writes('approved');

--
-- Name: tasks guest_change; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER guest_change AFTER UPDATE OF title, description ON app.tasks FOR EACH ROW WHEN ((NULLIF(current_setting('app.guest_id'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION app.guest_writes('task_changed');

--
-- Name: approvals guest_changes; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER guest_changes AFTER UPDATE OF status ON app.approvals FOR EACH ROW WHEN ((new.status = 'changes'::text)) EXECUTE FUNCTION app.guest_writes('changes_requested');

--
-- Name: projects hide; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER hide BEFORE UPDATE OF client_id ON app.projects FOR EACH ROW WHEN (((old.client_id IS NOT NULL) AND (new.visibility = 'client'::text) AND (new.client_id IS DISTINCT FROM old.client_id))) EXECUTE FUNCTION app.hide_project();

--
-- Name: memberships join_workspace; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER join_workspace BEFORE INSERT ON app.memberships FOR EACH ROW EXECUTE FUNCTION app.join_workspace();

--
-- Name: memberships keep_owner; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER keep_owner AFTER DELETE ON app.memberships FOR EACH ROW WHEN ((old.role = 'owner'::text)) EXECUTE FUNCTION app.keep_owner();

--
-- Name: memberships keep_owner_change; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER keep_owner_change AFTER UPDATE OF role ON app.memberships FOR EACH ROW WHEN (((old.role = 'owner'::text) AND (new.role <> 'owner'::text))) EXECUTE FUNCTION app.keep_owner();

--
-- Name: projects limit_projects; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER limit_projects BEFORE INSERT ON app.projects FOR EACH ROW EXECUTE FUNCTION app.limit_projects();

--
-- Name: projects live_client; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER live_client AFTER INSERT ON app.projects FOR EACH ROW WHEN ((new.client_id IS NOT NULL)) EXECUTE FUNCTION app.live_client();

--
-- Name: projects live_client_change; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER live_client_change AFTER UPDATE OF client_id ON app.projects FOR EACH ROW WHEN (((new.client_id IS NOT NULL) AND (new.client_id IS DISTINCT FROM old.client_id))) EXECUTE FUNCTION app.live_client();

--
-- Name: approvals log; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log AFTER INSERT OR UPDATE OF status ON app.approvals FOR EACH ROW EXECUTE FUNCTION app.log_approval();

--
-- Name: clients log; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log AFTER INSERT ON app.clients FOR EACH ROW EXECUTE FUNCTION app.log_client();

--
-- Name: comments log; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log AFTER INSERT ON app.comments FOR EACH ROW EXECUTE FUNCTION app.log_comment();

--
-- Name: contacts log; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log AFTER INSERT ON app.contacts FOR EACH ROW EXECUTE FUNCTION app.log_contact();

--
-- Name: conversations log; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log AFTER INSERT ON app.conversations FOR EACH ROW EXECUTE FUNCTION app.log_conversation();

--
-- Name: memberships log; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log AFTER INSERT ON app.memberships FOR EACH ROW EXECUTE FUNCTION app.log_membership();

--
-- Name: messages log; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log AFTER INSERT ON app.messages FOR EACH ROW EXECUTE FUNCTION app.log_message();

--
-- Name: projects log; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log AFTER INSERT ON app.projects FOR EACH ROW EXECUTE FUNCTION app.log_project();

--
-- Name: reactions log; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log AFTER INSERT OR DELETE ON app.reactions FOR EACH ROW EXECUTE FUNCTION app.log_reaction();

--
-- Name: share_links log; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log AFTER INSERT ON app.share_links FOR EACH ROW EXECUTE FUNCTION app.log_share_link();

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
-- Name: contacts log_change; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log_change AFTER UPDATE ON app.contacts FOR EACH ROW WHEN ((old.rev <> new.rev)) EXECUTE FUNCTION app.log_contact();

--
-- Name: conversations log_change; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log_change AFTER UPDATE ON app.conversations FOR EACH ROW WHEN ((old.rev <> new.rev)) EXECUTE FUNCTION app.log_conversation();

--
-- Name: memberships log_change; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log_change AFTER UPDATE ON app.memberships FOR EACH ROW WHEN ((old.rev <> new.rev)) EXECUTE FUNCTION app.log_membership();

--
-- Name: messages log_change; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log_change AFTER UPDATE ON app.messages FOR EACH ROW WHEN ((old.rev <> new.rev)) EXECUTE FUNCTION app.log_message();

--
-- Name: projects log_change; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log_change AFTER UPDATE ON app.projects FOR EACH ROW WHEN ((old.rev <> new.rev)) EXECUTE FUNCTION app.log_project();

--
-- Name: share_links log_change; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log_change AFTER UPDATE ON app.share_links FOR EACH ROW WHEN ((old.rev <> new.rev)) EXECUTE FUNCTION app.log_share_link();

--
-- Name: workspaces log_change; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log_change AFTER UPDATE OF name, slug ON app.workspaces FOR EACH ROW WHEN ((old.rev <> new.rev)) EXECUTE FUNCTION app.log_workspace();

--
-- Name: memberships log_removal; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER log_removal AFTER DELETE ON app.memberships FOR EACH ROW EXECUTE FUNCTION app.log_membership();

--
-- Name: api_keys note_network; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE CONSTRAINT TRIGGER note_network AFTER UPDATE OF seen_in ON app.api_keys DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((cardinality(old.seen_in) > 0) AND (new.seen_in <> old.seen_in))) EXECUTE FUNCTION app.note_network();

--
-- Name: approvals place; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER place BEFORE INSERT ON app.approvals FOR EACH ROW EXECUTE FUNCTION app.place_approval();

--
-- Name: events place; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER place BEFORE INSERT ON app.events FOR EACH ROW WHEN ((new.entity_type <> 'task'::text)) EXECUTE FUNCTION app.place_event();

--
-- Name: messages place; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER place BEFORE INSERT ON app.messages FOR EACH ROW EXECUTE FUNCTION app.place_message();

--
-- Name: tasks place; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER place BEFORE INSERT ON app.tasks FOR EACH ROW EXECUTE FUNCTION app.place_task();

--
-- Name: memberships prefs; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER prefs AFTER INSERT ON app.memberships FOR EACH ROW EXECUTE FUNCTION app.make_notification_prefs();

--
-- Name: share_links recount; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER recount BEFORE UPDATE OF password_hash ON app.share_links FOR EACH ROW WHEN (((new.password_hash IS NOT NULL) AND (new.password_hash IS DISTINCT FROM old.password_hash))) EXECUTE FUNCTION app.recount_share_link();

--
-- Name: clients refuse_listed; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER refuse_listed BEFORE INSERT ON app.clients FOR EACH ROW WHEN ((current_setting('app.scope'::text, true) = 'listed'::text)) EXECUTE FUNCTION app.refuse_listed();

--
-- Name: conversations refuse_listed; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER refuse_listed BEFORE INSERT ON app.conversations FOR EACH ROW WHEN (((current_setting('app.scope'::text, true) = 'listed'::text) AND (new.project_id IS NULL) AND (new.task_id IS NULL))) EXECUTE FUNCTION app.refuse_listed();

--
-- Name: projects refuse_listed; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER refuse_listed BEFORE INSERT ON app.projects FOR EACH ROW WHEN ((current_setting('app.scope'::text, true) = 'listed'::text)) EXECUTE FUNCTION app.refuse_listed();

--
-- Name: share_links refuse_listed; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER refuse_listed BEFORE INSERT ON app.share_links FOR EACH ROW WHEN (((new.client_id IS NOT NULL) AND (current_setting('app.scope'::text, true) = 'listed'::text))) EXECUTE FUNCTION app.refuse_listed();

--
-- Name: messages settle; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER settle AFTER INSERT ON app.messages FOR EACH ROW WHEN (((new.author_kind = ANY (ARRAY['member'::text, 'client'::text])) AND (new.author_id IS NOT NULL))) EXECUTE FUNCTION app.settle_message();

--
-- Name: tasks show; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER show BEFORE INSERT ON app.tasks FOR EACH ROW WHEN ((new.visibility = 'client'::text)) EXECUTE FUNCTION app.show_task();

--
-- Name: tasks show_change; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER show_change BEFORE UPDATE OF visibility, project_id ON app.tasks FOR EACH ROW WHEN ((((new.visibility = 'client'::text) OR new.visibility_inherited) AND ((new.visibility <> old.visibility) OR (new.project_id <> old.project_id)))) EXECUTE FUNCTION app.show_task();

--
-- Name: clients touch; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON app.clients FOR EACH ROW EXECUTE FUNCTION app.touch_client();

--
-- Name: comments touch; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER touch BEFORE UPDATE ON app.comments FOR EACH ROW EXECUTE FUNCTION app.touch_comment();

--
-- Name: contacts touch; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON app.contacts FOR EACH ROW EXECUTE FUNCTION app.touch_contact();

--
-- Name: conversations touch; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON app.conversations FOR EACH ROW EXECUTE FUNCTION app.touch_conversation();

--
-- Name: messages touch; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER touch BEFORE UPDATE ON app.messages FOR EACH ROW EXECUTE FUNCTION app.touch_message();

--
-- Name: notification_prefs touch; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER touch BEFORE INSERT OR UPDATE OF digest, digest_hour ON app.notification_prefs FOR EACH ROW EXECUTE FUNCTION app.touch_notification_prefs();

--
-- Name: projects touch; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON app.projects FOR EACH ROW EXECUTE FUNCTION app.touch_project();

--
-- Name: share_links touch; Type: TRIGGER; Schema: app; Owner: ss_owner
--

CREATE TRIGGER touch BEFORE INSERT OR UPDATE OF label, permission, guest_name, allowed_emails, expires_at, max_uses, writes_per_hour, token_hash, password_hash, revoked_at ON app.share_links FOR EACH ROW EXECUTE FUNCTION app.touch_share_link();

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
-- Name: api_keys api_keys_workspace_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.api_keys
    ADD CONSTRAINT api_keys_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id);

--
-- Name: approvals approvals_task_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.approvals
    ADD CONSTRAINT approvals_task_id_fkey FOREIGN KEY (workspace_id, task_id) REFERENCES app.tasks(workspace_id, id) ON DELETE CASCADE;

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
-- Name: contacts contacts_client_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.contacts
    ADD CONSTRAINT contacts_client_id_fkey FOREIGN KEY (workspace_id, client_id) REFERENCES app.clients(workspace_id, id);

--
-- Name: conversations conversations_assignee_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.conversations
    ADD CONSTRAINT conversations_assignee_id_fkey FOREIGN KEY (workspace_id, assignee_id) REFERENCES app.memberships(workspace_id, user_id) ON DELETE SET NULL (assignee_id);

--
-- Name: conversations conversations_client_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.conversations
    ADD CONSTRAINT conversations_client_id_fkey FOREIGN KEY (workspace_id, client_id) REFERENCES app.clients(workspace_id, id);

--
-- Name: conversations conversations_project_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.conversations
    ADD CONSTRAINT conversations_project_id_fkey FOREIGN KEY (workspace_id, project_id) REFERENCES app.projects(workspace_id, id);

--
-- Name: conversations conversations_task_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.conversations
    ADD CONSTRAINT conversations_task_id_fkey FOREIGN KEY (workspace_id, task_id) REFERENCES app.tasks(workspace_id, id);

--
-- Name: drafts drafts_conversation_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.drafts
    ADD CONSTRAINT drafts_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES app.conversations(workspace_id, id) ON DELETE CASCADE;

--
-- Name: drafts drafts_owner_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.drafts
    ADD CONSTRAINT drafts_owner_id_fkey FOREIGN KEY (workspace_id, owner_id) REFERENCES app.memberships(workspace_id, user_id) ON DELETE CASCADE;

--
-- Name: exports exports_user_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.exports
    ADD CONSTRAINT exports_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;

--
-- Name: guest_drafts guest_drafts_conversation_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.guest_drafts
    ADD CONSTRAINT guest_drafts_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES app.conversations(workspace_id, id) ON DELETE CASCADE;

--
-- Name: guest_drafts guest_drafts_guest_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.guest_drafts
    ADD CONSTRAINT guest_drafts_guest_id_fkey FOREIGN KEY (workspace_id, guest_id) REFERENCES app.link_sessions(workspace_id, id) ON DELETE CASCADE;

--
-- Name: invitations invitations_workspace_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.invitations
    ADD CONSTRAINT invitations_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id);

--
-- Name: jobs jobs_user_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.jobs
    ADD CONSTRAINT jobs_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;

--
-- Name: link_accesses link_accesses_link_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.link_accesses
    ADD CONSTRAINT link_accesses_link_id_fkey FOREIGN KEY (workspace_id, link_id) REFERENCES app.share_links(workspace_id, id) ON DELETE CASCADE;

--
-- Name: link_codes link_codes_link_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.link_codes
    ADD CONSTRAINT link_codes_link_id_fkey FOREIGN KEY (workspace_id, link_id) REFERENCES app.share_links(workspace_id, id) ON DELETE CASCADE;

--
-- Name: link_failures link_failures_link_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.link_failures
    ADD CONSTRAINT link_failures_link_id_fkey FOREIGN KEY (workspace_id, link_id) REFERENCES app.share_links(workspace_id, id) ON DELETE CASCADE;

--
-- Name: link_sessions link_sessions_link_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.link_sessions
    ADD CONSTRAINT link_sessions_link_id_fkey FOREIGN KEY (workspace_id, link_id) REFERENCES app.share_links(workspace_id, id) ON DELETE CASCADE;

--
-- Name: link_tokens link_tokens_link_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.link_tokens
    ADD CONSTRAINT link_tokens_link_id_fkey FOREIGN KEY (workspace_id, link_id) REFERENCES app.share_links(workspace_id, id) ON DELETE CASCADE;

--
-- Name: member_projects member_projects_project_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.member_projects
    ADD CONSTRAINT member_projects_project_id_fkey FOREIGN KEY (workspace_id, project_id) REFERENCES app.projects(workspace_id, id) ON DELETE CASCADE;

--
-- Name: member_projects member_projects_user_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.member_projects
    ADD CONSTRAINT member_projects_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES app.memberships(workspace_id, user_id) ON DELETE CASCADE;

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
-- Name: messages messages_conversation_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.messages
    ADD CONSTRAINT messages_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES app.conversations(workspace_id, id) ON DELETE CASCADE;

--
-- Name: messages messages_reply_to_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.messages
    ADD CONSTRAINT messages_reply_to_id_fkey FOREIGN KEY (workspace_id, reply_to_id) REFERENCES app.messages(workspace_id, id);

--
-- Name: notification_cursors notification_cursors_workspace_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.notification_cursors
    ADD CONSTRAINT notification_cursors_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;

--
-- Name: notification_prefs notification_prefs_user_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.notification_prefs
    ADD CONSTRAINT notification_prefs_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES app.memberships(workspace_id, user_id) ON DELETE CASCADE;

--
-- Name: notifications notifications_user_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.notifications
    ADD CONSTRAINT notifications_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES app.memberships(workspace_id, user_id) ON DELETE CASCADE;

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
-- Name: reactions reactions_message_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.reactions
    ADD CONSTRAINT reactions_message_id_fkey FOREIGN KEY (workspace_id, message_id) REFERENCES app.messages(workspace_id, id) ON DELETE CASCADE;

--
-- Name: read_marks read_marks_conversation_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.read_marks
    ADD CONSTRAINT read_marks_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES app.conversations(workspace_id, id) ON DELETE CASCADE;

--
-- Name: sessions sessions_user_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.sessions
    ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;

--
-- Name: share_links share_links_client_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.share_links
    ADD CONSTRAINT share_links_client_id_fkey FOREIGN KEY (workspace_id, client_id) REFERENCES app.clients(workspace_id, id) ON DELETE CASCADE;

--
-- Name: share_links share_links_project_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.share_links
    ADD CONSTRAINT share_links_project_id_fkey FOREIGN KEY (workspace_id, project_id) REFERENCES app.projects(workspace_id, id) ON DELETE CASCADE;

--
-- Name: share_links share_links_task_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.share_links
    ADD CONSTRAINT share_links_task_id_fkey FOREIGN KEY (workspace_id, task_id) REFERENCES app.tasks(workspace_id, id) ON DELETE CASCADE;

--
-- Name: support_accesses support_accesses_admin_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.support_accesses
    ADD CONSTRAINT support_accesses_admin_id_fkey FOREIGN KEY (admin_id) REFERENCES app.users(id);

--
-- Name: support_accesses support_accesses_workspace_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.support_accesses
    ADD CONSTRAINT support_accesses_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id);

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
-- Name: tasks tasks_source_message_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.tasks
    ADD CONSTRAINT tasks_source_message_id_fkey FOREIGN KEY (workspace_id, source_message_id) REFERENCES app.messages(workspace_id, id) ON DELETE SET NULL (source_message_id);

--
-- Name: unsubscribe_tokens unsubscribe_tokens_user_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: ss_owner
--

ALTER TABLE ONLY app.unsubscribe_tokens
    ADD CONSTRAINT unsubscribe_tokens_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES app.memberships(workspace_id, user_id) ON DELETE CASCADE;

--
-- Name: credentials credentials_user_id_fkey; Type: FK CONSTRAINT; Schema: auth; Owner: ss_owner
--

ALTER TABLE ONLY auth.credentials
    ADD CONSTRAINT credentials_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;

--
-- Name: devices devices_user_id_fkey; Type: FK CONSTRAINT; Schema: auth; Owner: ss_owner
--

ALTER TABLE ONLY auth.devices
    ADD CONSTRAINT devices_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;

--
-- Name: identities identities_user_id_fkey; Type: FK CONSTRAINT; Schema: auth; Owner: ss_owner
--

ALTER TABLE ONLY auth.identities
    ADD CONSTRAINT identities_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;

--
-- Name: oidc_transactions oidc_transactions_user_id_fkey; Type: FK CONSTRAINT; Schema: auth; Owner: ss_owner
--

ALTER TABLE ONLY auth.oidc_transactions
    ADD CONSTRAINT oidc_transactions_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;

--
-- Name: one_time_tokens one_time_tokens_user_id_fkey; Type: FK CONSTRAINT; Schema: auth; Owner: ss_owner
--

ALTER TABLE ONLY auth.one_time_tokens
    ADD CONSTRAINT one_time_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;

--
-- Name: recovery_codes recovery_codes_user_id_fkey; Type: FK CONSTRAINT; Schema: auth; Owner: ss_owner
--

ALTER TABLE ONLY auth.recovery_codes
    ADD CONSTRAINT recovery_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.second_factors(user_id) ON DELETE CASCADE;

--
-- Name: second_factors second_factors_user_id_fkey; Type: FK CONSTRAINT; Schema: auth; Owner: ss_owner
--

ALTER TABLE ONLY auth.second_factors
    ADD CONSTRAINT second_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;

--
-- Name: audit_log admin_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY admin_select ON app.audit_log FOR SELECT TO ss_admin USING (((( SELECT NULLIF(current_setting('app.user_id'::text, true), ''::text) AS "nullif"
  WHERE (current_setting('app.actor_kind'::text, true) = 'admin'::text)) IS NOT NULL) AND ((tenant_id IS NULL) OR (actor_kind = 'admin'::text))));

--
-- Name: memberships admin_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY admin_select ON app.memberships FOR SELECT TO ss_admin USING ((( SELECT NULLIF(current_setting('app.user_id'::text, true), ''::text) AS "nullif"
  WHERE (current_setting('app.actor_kind'::text, true) = 'admin'::text)) IS NOT NULL));

--
-- Name: support_accesses admin_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY admin_select ON app.support_accesses FOR SELECT TO ss_admin USING ((( SELECT NULLIF(current_setting('app.user_id'::text, true), ''::text) AS "nullif"
  WHERE (current_setting('app.actor_kind'::text, true) = 'admin'::text)) IS NOT NULL));

--
-- Name: users admin_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY admin_select ON app.users FOR SELECT TO ss_admin USING ((( SELECT NULLIF(current_setting('app.user_id'::text, true), ''::text) AS "nullif"
  WHERE (current_setting('app.actor_kind'::text, true) = 'admin'::text)) IS NOT NULL));

--
-- Name: workspaces admin_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY admin_select ON app.workspaces FOR SELECT TO ss_admin USING ((( SELECT NULLIF(current_setting('app.user_id'::text, true), ''::text) AS "nullif"
  WHERE (current_setting('app.actor_kind'::text, true) = 'admin'::text)) IS NOT NULL));

--
-- Name: api_keys; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.api_keys ENABLE ROW LEVEL SECURITY;

--
-- Name: approval_evidence; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.approval_evidence ENABLE ROW LEVEL SECURITY;

--
-- Name: approvals; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.approvals ENABLE ROW LEVEL SECURITY;

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
-- Name: contact_history; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.contact_history ENABLE ROW LEVEL SECURITY;

--
-- Name: contacts; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.contacts ENABLE ROW LEVEL SECURITY;

--
-- Name: conversation_history; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.conversation_history ENABLE ROW LEVEL SECURITY;

--
-- Name: conversations; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.conversations ENABLE ROW LEVEL SECURITY;

--
-- Name: drafts; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.drafts ENABLE ROW LEVEL SECURITY;

--
-- Name: events; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.events ENABLE ROW LEVEL SECURITY;

--
-- Name: exports; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.exports ENABLE ROW LEVEL SECURITY;

--
-- Name: guest_drafts guest_delete; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_delete ON app.guest_drafts FOR DELETE TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (guest_id = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: idempotency_keys guest_delete; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_delete ON app.idempotency_keys FOR DELETE TO ss_guest USING ((caller = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: reactions guest_delete; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_delete ON app.reactions FOR DELETE TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (actor_kind = 'client'::text) AND (actor_id = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT current_setting('app.role'::text, true) AS current_setting) = ANY (ARRAY['link:comment'::text, 'link:upload'::text, 'link:edit'::text]))));

--
-- Name: guest_drafts; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.guest_drafts ENABLE ROW LEVEL SECURITY;

--
-- Name: comments guest_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_insert ON app.comments FOR INSERT TO ss_guest WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (author_kind = 'client'::text) AND (author_id = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif")) AND (NOT (author_name IS DISTINCT FROM ( SELECT NULLIF(current_setting('app.guest_name'::text, true), ''::text) AS "nullif"))) AND (( SELECT current_setting('app.role'::text, true) AS current_setting) = ANY (ARRAY['link:comment'::text, 'link:upload'::text, 'link:edit'::text]))));

--
-- Name: conversations guest_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_insert ON app.conversations FOR INSERT TO ss_guest WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (created_by = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT current_setting('app.role'::text, true) AS current_setting) = ANY (ARRAY['link:comment'::text, 'link:upload'::text, 'link:edit'::text]))));

--
-- Name: guest_drafts guest_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_insert ON app.guest_drafts FOR INSERT TO ss_guest WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (guest_id = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT current_setting('app.role'::text, true) AS current_setting) = ANY (ARRAY['link:comment'::text, 'link:upload'::text, 'link:edit'::text]))));

--
-- Name: idempotency_keys guest_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_insert ON app.idempotency_keys FOR INSERT TO ss_guest WITH CHECK ((caller = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: messages guest_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_insert ON app.messages FOR INSERT TO ss_guest WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (author_kind = 'client'::text) AND (author_id = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT current_setting('app.role'::text, true) AS current_setting) = ANY (ARRAY['link:comment'::text, 'link:upload'::text, 'link:edit'::text]))));

--
-- Name: reactions guest_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_insert ON app.reactions FOR INSERT TO ss_guest WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (actor_kind = 'client'::text) AND (actor_id = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT current_setting('app.role'::text, true) AS current_setting) = ANY (ARRAY['link:comment'::text, 'link:upload'::text, 'link:edit'::text]))));

--
-- Name: read_marks guest_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_insert ON app.read_marks FOR INSERT TO ss_guest WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (reader_id = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: tasks guest_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_insert ON app.tasks FOR INSERT TO ss_guest WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (source = 'client'::text) AND (created_by = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT current_setting('app.role'::text, true) AS current_setting) = 'link:edit'::text) AND (( SELECT NULLIF(current_setting('app.link_task'::text, true), ''::text) AS "nullif") IS NULL)));

--
-- Name: approvals guest_scope; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_scope ON app.approvals AS RESTRICTIVE TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (status <> 'withdrawn'::text) AND (EXISTS ( SELECT
   FROM app.tasks t
  WHERE ((t.workspace_id = approvals.workspace_id) AND (t.id = approvals.task_id) AND (t.deleted_at IS NULL))))));

--
-- Name: board_columns guest_scope; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_scope ON app.board_columns AS RESTRICTIVE TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (project_id = ANY (ARRAY( SELECT p.id
   FROM app.projects p))))) WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (project_id = ANY (ARRAY( SELECT p.id
   FROM app.projects p)))));

--
-- Name: comments guest_scope; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_scope ON app.comments AS RESTRICTIVE TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (visibility = 'client'::text) AND (EXISTS ( SELECT
   FROM app.tasks t
  WHERE ((t.workspace_id = comments.workspace_id) AND (t.id = comments.task_id) AND (t.deleted_at IS NULL)))))) WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (visibility = 'client'::text) AND (EXISTS ( SELECT
   FROM app.tasks t
  WHERE ((t.workspace_id = comments.workspace_id) AND (t.id = comments.task_id) AND (t.deleted_at IS NULL))))));

--
-- Name: conversations guest_scope; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_scope ON app.conversations AS RESTRICTIVE TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (deleted_at IS NULL) AND (visibility = 'client'::text) AND ((task_id = ( SELECT (NULLIF(current_setting('app.link_task'::text, true), ''::text))::uuid AS "nullif")) OR ((( SELECT NULLIF(current_setting('app.link_task'::text, true), ''::text) AS "nullif") IS NULL) AND ((project_id = ANY (ARRAY( SELECT p.id
   FROM app.projects p))) OR ((project_id IS NULL) AND (client_id = ( SELECT (NULLIF(current_setting('app.link_client'::text, true), ''::text))::uuid AS "nullif")))))))) WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (deleted_at IS NULL) AND (visibility = 'client'::text) AND ((task_id = ( SELECT (NULLIF(current_setting('app.link_task'::text, true), ''::text))::uuid AS "nullif")) OR ((( SELECT NULLIF(current_setting('app.link_task'::text, true), ''::text) AS "nullif") IS NULL) AND ((project_id = ANY (ARRAY( SELECT p.id
   FROM app.projects p))) OR ((project_id IS NULL) AND (client_id = ( SELECT (NULLIF(current_setting('app.link_client'::text, true), ''::text))::uuid AS "nullif"))))))));

--
-- Name: guest_drafts guest_scope; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_scope ON app.guest_drafts AS RESTRICTIVE TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (guest_id = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif")) AND app.sees_conversation(conversation_id))) WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (guest_id = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif")) AND app.sees_conversation(conversation_id)));

--
-- Name: messages guest_scope; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_scope ON app.messages AS RESTRICTIVE TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (deleted_at IS NULL) AND (visibility = 'client'::text) AND app.sees_conversation(conversation_id))) WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (deleted_at IS NULL) AND (visibility = 'client'::text) AND app.sees_conversation(conversation_id)));

--
-- Name: project_counters guest_scope; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_scope ON app.project_counters AS RESTRICTIVE TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('app.link_task'::text, true), ''::text) AS "nullif") IS NULL) AND (project_id = ANY (ARRAY( SELECT p.id
   FROM app.projects p))))) WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('app.link_task'::text, true), ''::text) AS "nullif") IS NULL) AND (project_id = ANY (ARRAY( SELECT p.id
   FROM app.projects p)))));

--
-- Name: projects guest_scope; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_scope ON app.projects AS RESTRICTIVE TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (deleted_at IS NULL) AND (visibility = 'client'::text) AND ((client_id = ( SELECT (NULLIF(current_setting('app.link_client'::text, true), ''::text))::uuid AS "nullif")) OR (id = ( SELECT (NULLIF(current_setting('app.link_project'::text, true), ''::text))::uuid AS "nullif"))))) WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (deleted_at IS NULL) AND (visibility = 'client'::text) AND ((client_id = ( SELECT (NULLIF(current_setting('app.link_client'::text, true), ''::text))::uuid AS "nullif")) OR (id = ( SELECT (NULLIF(current_setting('app.link_project'::text, true), ''::text))::uuid AS "nullif")))));

--
-- Name: reactions guest_scope; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_scope ON app.reactions AS RESTRICTIVE TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND app.sees_message(message_id))) WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND app.sees_message(message_id)));

--
-- Name: read_marks guest_scope; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_scope ON app.read_marks AS RESTRICTIVE TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (reader_kind = 'client'::text) AND app.sees_conversation(conversation_id) AND (reader_id = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif")))) WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (reader_kind = 'client'::text) AND app.sees_conversation(conversation_id) AND (reader_id = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: tasks guest_scope; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_scope ON app.tasks AS RESTRICTIVE TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (visibility = 'client'::text) AND (EXISTS ( SELECT
   FROM app.projects p
  WHERE ((p.workspace_id = tasks.workspace_id) AND (p.id = tasks.project_id)))) AND ((( SELECT (NULLIF(current_setting('app.link_task'::text, true), ''::text))::uuid AS "nullif") IS NULL) OR (id = ( SELECT (NULLIF(current_setting('app.link_task'::text, true), ''::text))::uuid AS "nullif"))))) WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (visibility = 'client'::text) AND (EXISTS ( SELECT
   FROM app.projects p
  WHERE ((p.workspace_id = tasks.workspace_id) AND (p.id = tasks.project_id)))) AND ((( SELECT (NULLIF(current_setting('app.link_task'::text, true), ''::text))::uuid AS "nullif") IS NULL) OR (id = ( SELECT (NULLIF(current_setting('app.link_task'::text, true), ''::text))::uuid AS "nullif")))));

--
-- Name: approval_evidence guest_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_select ON app.approval_evidence FOR SELECT TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (EXISTS ( SELECT
   FROM app.approvals a
  WHERE ((a.workspace_id = approval_evidence.workspace_id) AND (a.id = approval_evidence.approval_id))))));

--
-- Name: approvals guest_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_select ON app.approvals FOR SELECT TO ss_guest USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: board_columns guest_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_select ON app.board_columns FOR SELECT TO ss_guest USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: clients guest_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_select ON app.clients FOR SELECT TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (id = ( SELECT (NULLIF(current_setting('app.link_client'::text, true), ''::text))::uuid AS "nullif")) AND (deleted_at IS NULL)));

--
-- Name: comments guest_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_select ON app.comments FOR SELECT TO ss_guest USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: conversations guest_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_select ON app.conversations FOR SELECT TO ss_guest USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: guest_drafts guest_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_select ON app.guest_drafts FOR SELECT TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (guest_id = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: idempotency_keys guest_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_select ON app.idempotency_keys FOR SELECT TO ss_guest USING ((caller = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: memberships guest_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_select ON app.memberships FOR SELECT TO ss_guest USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: messages guest_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_select ON app.messages FOR SELECT TO ss_guest USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: project_counters guest_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_select ON app.project_counters FOR SELECT TO ss_guest USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: projects guest_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_select ON app.projects FOR SELECT TO ss_guest USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: reactions guest_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_select ON app.reactions FOR SELECT TO ss_guest USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: read_marks guest_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_select ON app.read_marks FOR SELECT TO ss_guest USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: tasks guest_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_select ON app.tasks FOR SELECT TO ss_guest USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: users guest_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_select ON app.users FOR SELECT TO ss_guest USING ((id IN ( SELECT m.user_id
   FROM app.memberships m
  WHERE (m.workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")))));

--
-- Name: workspaces guest_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_select ON app.workspaces FOR SELECT TO ss_guest USING ((id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: approvals guest_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_update ON app.approvals FOR UPDATE TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT current_setting('app.role'::text, true) AS current_setting) = ANY (ARRAY['link:comment'::text, 'link:upload'::text, 'link:edit'::text])))) WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: comments guest_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_update ON app.comments FOR UPDATE TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (author_kind = 'client'::text) AND (author_id = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif")) AND (created_at > (now() - '00:15:00'::interval)) AND (( SELECT current_setting('app.role'::text, true) AS current_setting) = ANY (ARRAY['link:comment'::text, 'link:upload'::text, 'link:edit'::text])))) WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: guest_drafts guest_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_update ON app.guest_drafts FOR UPDATE TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (guest_id = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT current_setting('app.role'::text, true) AS current_setting) = ANY (ARRAY['link:comment'::text, 'link:upload'::text, 'link:edit'::text])))) WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (guest_id = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: idempotency_keys guest_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_update ON app.idempotency_keys FOR UPDATE TO ss_guest USING ((caller = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((caller = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: messages guest_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_update ON app.messages FOR UPDATE TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (author_kind = 'client'::text) AND (author_id = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif")) AND (created_at > (now() - '00:15:00'::interval)) AND (( SELECT current_setting('app.role'::text, true) AS current_setting) = ANY (ARRAY['link:comment'::text, 'link:upload'::text, 'link:edit'::text])))) WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: project_counters guest_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_update ON app.project_counters FOR UPDATE TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT current_setting('app.role'::text, true) AS current_setting) = 'link:edit'::text))) WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT current_setting('app.role'::text, true) AS current_setting) = 'link:edit'::text)));

--
-- Name: read_marks guest_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_update ON app.read_marks FOR UPDATE TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (reader_id = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif")))) WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: tasks guest_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY guest_update ON app.tasks FOR UPDATE TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (source = 'client'::text) AND (status = 'todo'::text) AND (deleted_at IS NULL) AND (created_by = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT current_setting('app.role'::text, true) AS current_setting) = 'link:edit'::text))) WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: idempotency_keys; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.idempotency_keys ENABLE ROW LEVEL SECURITY;

--
-- Name: invitations; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.invitations ENABLE ROW LEVEL SECURITY;

--
-- Name: jobs; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.jobs ENABLE ROW LEVEL SECURITY;

--
-- Name: users known_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY known_select ON app.users FOR SELECT TO ss_app USING (((id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")) OR (id IN ( SELECT m.user_id
   FROM app.memberships m
  WHERE (m.workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif"))))));

--
-- Name: link_accesses; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.link_accesses ENABLE ROW LEVEL SECURITY;

--
-- Name: link_codes; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.link_codes ENABLE ROW LEVEL SECURITY;

--
-- Name: link_failures; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.link_failures ENABLE ROW LEVEL SECURITY;

--
-- Name: link_tokens link_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY link_select ON app.link_tokens FOR SELECT TO ss_app USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (EXISTS ( SELECT
   FROM app.share_links l
  WHERE ((l.workspace_id = link_tokens.workspace_id) AND (l.id = link_tokens.link_id))))));

--
-- Name: share_links link_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY link_select ON app.share_links FOR SELECT TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (id = ( SELECT (NULLIF(current_setting('app.link_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: link_sessions; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.link_sessions ENABLE ROW LEVEL SECURITY;

--
-- Name: link_tokens; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.link_tokens ENABLE ROW LEVEL SECURITY;

--
-- Name: approval_evidence listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.approval_evidence AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR app.sees_approval(approval_id)));

--
-- Name: approvals listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.approvals AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR ( SELECT true
   FROM app.tasks t
  WHERE ((t.workspace_id = approvals.workspace_id) AND (t.id = approvals.task_id)))));

--
-- Name: board_columns listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.board_columns AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR (project_id = ANY (( SELECT app.listed_projects() AS listed_projects)::uuid[]))));

--
-- Name: client_history listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.client_history AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR (client_id = ANY (( SELECT app.listed_clients() AS listed_clients)::uuid[]))));

--
-- Name: clients listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.clients AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR (id = ANY (( SELECT app.listed_clients() AS listed_clients)::uuid[]))));

--
-- Name: comment_history listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.comment_history AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR app.sees_task((("row" ->> 'task_id'::text))::uuid)));

--
-- Name: comments listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.comments AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR app.sees_task(task_id)));

--
-- Name: contact_history listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.contact_history AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR ((("row" ->> 'client_id'::text))::uuid = ANY (( SELECT app.listed_clients() AS listed_clients)::uuid[]))));

--
-- Name: contacts listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.contacts AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR (client_id = ANY (( SELECT app.listed_clients() AS listed_clients)::uuid[]))));

--
-- Name: conversation_history listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.conversation_history AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR app.sees_conversation(conversation_id)));

--
-- Name: conversations listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.conversations AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR (project_id = ANY (( SELECT app.listed_projects() AS listed_projects)::uuid[]))));

--
-- Name: drafts listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.drafts AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR app.sees_conversation(conversation_id)));

--
-- Name: events listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.events AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR (project_id = ANY (( SELECT app.listed_projects() AS listed_projects)::uuid[])) OR ((project_id IS NULL) AND ((entity_type = ANY (ARRAY['workspace'::text, 'member'::text])) OR ((entity_type = 'client'::text) AND (entity_id = ANY (( SELECT app.listed_clients() AS listed_clients)::uuid[])))))));

--
-- Name: link_accesses listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.link_accesses AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR app.sees_link(link_id)));

--
-- Name: link_sessions listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.link_sessions AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR app.sees_link(link_id)));

--
-- Name: message_history listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.message_history AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR app.sees_message(message_id)));

--
-- Name: messages listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.messages AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR app.sees_conversation(conversation_id)));

--
-- Name: project_counters listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.project_counters AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR (project_id = ANY (( SELECT app.listed_projects() AS listed_projects)::uuid[]))));

--
-- Name: project_history listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.project_history AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR (project_id = ANY (( SELECT app.listed_projects() AS listed_projects)::uuid[]))));

--
-- Name: projects listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.projects AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR (id = ANY (( SELECT app.listed_projects() AS listed_projects)::uuid[]))));

--
-- Name: reactions listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.reactions AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR app.sees_message(message_id)));

--
-- Name: read_marks listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.read_marks AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR app.sees_conversation(conversation_id)));

--
-- Name: share_links listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.share_links AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR (project_id = ANY (( SELECT app.listed_projects() AS listed_projects)::uuid[])) OR ((task_id IS NOT NULL) AND app.sees_task(task_id))));

--
-- Name: task_history listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.task_history AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR app.sees_task(task_id)));

--
-- Name: tasks listed_projects; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY listed_projects ON app.tasks AS RESTRICTIVE TO ss_app USING (((( SELECT 1
  WHERE (current_setting('app.scope'::text, true) = 'all'::text)) IS NOT NULL) OR (project_id = ANY (( SELECT app.listed_projects() AS listed_projects)::uuid[]))));

--
-- Name: mail_outbox; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.mail_outbox ENABLE ROW LEVEL SECURITY;

--
-- Name: mail_suppressions; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.mail_suppressions ENABLE ROW LEVEL SECURITY;

--
-- Name: member_projects; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.member_projects ENABLE ROW LEVEL SECURITY;

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
-- Name: message_history; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.message_history ENABLE ROW LEVEL SECURITY;

--
-- Name: messages; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.messages ENABLE ROW LEVEL SECURITY;

--
-- Name: notification_cursors; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.notification_cursors ENABLE ROW LEVEL SECURITY;

--
-- Name: notification_prefs; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.notification_prefs ENABLE ROW LEVEL SECURITY;

--
-- Name: notifications; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.notifications ENABLE ROW LEVEL SECURITY;

--
-- Name: idempotency_keys own_delete; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY own_delete ON app.idempotency_keys FOR DELETE TO ss_app, ss_admin USING ((caller = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: idempotency_keys own_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY own_insert ON app.idempotency_keys FOR INSERT TO ss_app, ss_admin WITH CHECK ((caller = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: share_links own_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY own_insert ON app.share_links FOR INSERT TO ss_app WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (created_by = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: exports own_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY own_select ON app.exports FOR SELECT TO ss_app USING (((user_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")) AND (expires_at > now())));

--
-- Name: idempotency_keys own_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY own_select ON app.idempotency_keys FOR SELECT TO ss_app, ss_admin USING ((caller = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: jobs own_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY own_select ON app.jobs FOR SELECT TO ss_app USING ((user_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: notification_prefs own_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY own_select ON app.notification_prefs FOR SELECT TO ss_app USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (user_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: notifications own_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY own_select ON app.notifications FOR SELECT TO ss_app USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (user_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: share_links own_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY own_select ON app.share_links FOR SELECT TO ss_app USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND ((created_by = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")) OR (( SELECT current_setting('app.role'::text, true) AS current_setting) <> 'member'::text))));

--
-- Name: idempotency_keys own_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY own_update ON app.idempotency_keys FOR UPDATE TO ss_app, ss_admin USING ((caller = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((caller = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: notification_prefs own_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY own_update ON app.notification_prefs FOR UPDATE TO ss_app USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (user_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")))) WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (user_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: notifications own_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY own_update ON app.notifications FOR UPDATE TO ss_app USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (user_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")))) WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (user_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: share_links own_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY own_update ON app.share_links FOR UPDATE TO ss_app USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND ((created_by = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")) OR (( SELECT current_setting('app.role'::text, true) AS current_setting) = 'owner'::text)))) WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

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
-- Name: reactions; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.reactions ENABLE ROW LEVEL SECURITY;

--
-- Name: read_marks; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.read_marks ENABLE ROW LEVEL SECURITY;

--
-- Name: link_sessions self_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY self_select ON app.link_sessions FOR SELECT TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (id = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: link_sessions self_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY self_update ON app.link_sessions FOR UPDATE TO ss_guest USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (id = ( SELECT (NULLIF(current_setting('app.guest_id'::text, true), ''::text))::uuid AS "nullif")) AND (user_id IS NULL))) WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: users self_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY self_update ON app.users FOR UPDATE TO ss_app USING ((id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: sessions; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.sessions ENABLE ROW LEVEL SECURITY;

--
-- Name: share_links; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.share_links ENABLE ROW LEVEL SECURITY;

--
-- Name: support_accesses; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.support_accesses ENABLE ROW LEVEL SECURITY;

--
-- Name: workspaces support_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY support_select ON app.workspaces FOR SELECT TO ss_app USING (((id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT current_setting('app.role'::text, true) AS current_setting) = 'support'::text)));

--
-- Name: task_history; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.task_history ENABLE ROW LEVEL SECURITY;

--
-- Name: tasks; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.tasks ENABLE ROW LEVEL SECURITY;

--
-- Name: drafts tenant_delete; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_delete ON app.drafts FOR DELETE TO ss_app USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (owner_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: reactions tenant_delete; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_delete ON app.reactions FOR DELETE TO ss_app USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (actor_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: approvals tenant_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_insert ON app.approvals FOR INSERT TO ss_app WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (requested_by = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

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
-- Name: contacts tenant_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_insert ON app.contacts FOR INSERT TO ss_app WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (created_by = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: conversations tenant_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_insert ON app.conversations FOR INSERT TO ss_app WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (created_by = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: drafts tenant_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_insert ON app.drafts FOR INSERT TO ss_app WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (owner_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: messages tenant_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_insert ON app.messages FOR INSERT TO ss_app WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (author_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: project_counters tenant_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_insert ON app.project_counters FOR INSERT TO ss_app WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: projects tenant_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_insert ON app.projects FOR INSERT TO ss_app WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (created_by = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: reactions tenant_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_insert ON app.reactions FOR INSERT TO ss_app WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (actor_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: read_marks tenant_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_insert ON app.read_marks FOR INSERT TO ss_app WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (reader_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: tasks tenant_insert; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_insert ON app.tasks FOR INSERT TO ss_app WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (created_by = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: api_keys tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.api_keys FOR SELECT TO ss_app USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND ((created_by = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")) OR (( SELECT current_setting('app.role'::text, true) AS current_setting) = 'owner'::text))));

--
-- Name: approval_evidence tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.approval_evidence FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: approvals tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.approvals FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: audit_log tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.audit_log FOR SELECT TO ss_app USING (((chain = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND ((( SELECT current_setting('app.role'::text, true) AS current_setting) = 'owner'::text) OR (actor_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")))));

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
-- Name: contact_history tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.contact_history FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: contacts tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.contacts FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: conversation_history tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.conversation_history FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: conversations tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.conversations FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: drafts tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.drafts FOR SELECT TO ss_app USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (owner_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: events tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.events FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: invitations tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.invitations FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: link_accesses tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.link_accesses FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: link_sessions tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.link_sessions FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: member_projects tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.member_projects FOR SELECT TO ss_app USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND ((user_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")) OR (( SELECT current_setting('app.role'::text, true) AS current_setting) = 'owner'::text))));

--
-- Name: message_history tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.message_history FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: messages tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.messages FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

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
-- Name: reactions tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.reactions FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: read_marks tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.read_marks FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: support_accesses tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.support_accesses FOR SELECT TO ss_app USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT current_setting('app.role'::text, true) AS current_setting) = 'owner'::text)));

--
-- Name: task_history tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.task_history FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: tasks tenant_select; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_select ON app.tasks FOR SELECT TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: approvals tenant_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_update ON app.approvals FOR UPDATE TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

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
-- Name: contacts tenant_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_update ON app.contacts FOR UPDATE TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: conversations tenant_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_update ON app.conversations FOR UPDATE TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: drafts tenant_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_update ON app.drafts FOR UPDATE TO ss_app USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (owner_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")))) WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (owner_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: messages tenant_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_update ON app.messages FOR UPDATE TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: project_counters tenant_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_update ON app.project_counters FOR UPDATE TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: projects tenant_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_update ON app.projects FOR UPDATE TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: read_marks tenant_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_update ON app.read_marks FOR UPDATE TO ss_app USING (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (reader_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")))) WITH CHECK (((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")) AND (reader_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))));

--
-- Name: tasks tenant_update; Type: POLICY; Schema: app; Owner: ss_owner
--

CREATE POLICY tenant_update ON app.tasks FOR UPDATE TO ss_app USING ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")));

--
-- Name: unsubscribe_tokens; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.unsubscribe_tokens ENABLE ROW LEVEL SECURITY;

--
-- Name: users; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.users ENABLE ROW LEVEL SECURITY;

--
-- Name: workspaces; Type: ROW SECURITY; Schema: app; Owner: ss_owner
--

ALTER TABLE app.workspaces ENABLE ROW LEVEL SECURITY;

--
-- Name: attempts; Type: ROW SECURITY; Schema: auth; Owner: ss_owner
--

ALTER TABLE auth.attempts ENABLE ROW LEVEL SECURITY;

--
-- Name: credentials; Type: ROW SECURITY; Schema: auth; Owner: ss_owner
--

ALTER TABLE auth.credentials ENABLE ROW LEVEL SECURITY;

--
-- Name: devices; Type: ROW SECURITY; Schema: auth; Owner: ss_owner
--

ALTER TABLE auth.devices ENABLE ROW LEVEL SECURITY;

--
-- Name: identities; Type: ROW SECURITY; Schema: auth; Owner: ss_owner
--

ALTER TABLE auth.identities ENABLE ROW LEVEL SECURITY;

--
-- Name: oidc_transactions; Type: ROW SECURITY; Schema: auth; Owner: ss_owner
--

ALTER TABLE auth.oidc_transactions ENABLE ROW LEVEL SECURITY;

--
-- Name: one_time_tokens; Type: ROW SECURITY; Schema: auth; Owner: ss_owner
--

ALTER TABLE auth.one_time_tokens ENABLE ROW LEVEL SECURITY;

--
-- Name: recovery_codes; Type: ROW SECURITY; Schema: auth; Owner: ss_owner
--

ALTER TABLE auth.recovery_codes ENABLE ROW LEVEL SECURITY;

--
-- Name: registrations; Type: ROW SECURITY; Schema: auth; Owner: ss_owner
--

ALTER TABLE auth.registrations ENABLE ROW LEVEL SECURITY;

--
-- Name: second_factors; Type: ROW SECURITY; Schema: auth; Owner: ss_owner
--

ALTER TABLE auth.second_factors ENABLE ROW LEVEL SECURITY;

--
-- Name: SCHEMA app; Type: ACL; Schema: -; Owner: ss_owner
--

GRANT USAGE ON SCHEMA app TO ss_app;
GRANT USAGE ON SCHEMA app TO ss_gate;
GRANT USAGE ON SCHEMA app TO ss_history;
GRANT USAGE ON SCHEMA app TO ss_search;
GRANT USAGE ON SCHEMA app TO ss_auth;
GRANT USAGE ON SCHEMA app TO ss_guest;
GRANT USAGE ON SCHEMA app TO ss_admin;
GRANT USAGE ON SCHEMA app TO ss_worker;

--
-- Name: SCHEMA auth; Type: ACL; Schema: -; Owner: ss_owner
--

GRANT USAGE ON SCHEMA auth TO ss_auth;
GRANT USAGE ON SCHEMA auth TO ss_gate;
GRANT USAGE ON SCHEMA auth TO ss_worker;

--
-- Name: SCHEMA meta; Type: ACL; Schema: -; Owner: ss_owner
--

GRANT USAGE ON SCHEMA meta TO ss_app;
GRANT USAGE ON SCHEMA meta TO ss_auth;
GRANT USAGE ON SCHEMA meta TO ss_guest;
GRANT USAGE ON SCHEMA meta TO ss_admin;
GRANT USAGE ON SCHEMA meta TO ss_worker;

--
-- Name: FUNCTION accept_invitation(p_token text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.accept_invitation(p_token text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.accept_invitation(p_token text) TO ss_app;

--
-- Name: FUNCTION current_person(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.current_person() FROM PUBLIC;
GRANT ALL ON FUNCTION app.current_person() TO ss_app;
GRANT ALL ON FUNCTION app.current_person() TO ss_history;
GRANT ALL ON FUNCTION app.current_person() TO ss_gate;
GRANT ALL ON FUNCTION app.current_person() TO ss_guest;
GRANT ALL ON FUNCTION app.current_person() TO ss_admin;

--
-- Name: FUNCTION actor_kind(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.actor_kind() FROM PUBLIC;
GRANT ALL ON FUNCTION app.actor_kind() TO ss_history;
GRANT ALL ON FUNCTION app.actor_kind() TO ss_app;
GRANT ALL ON FUNCTION app.actor_kind() TO ss_guest;

--
-- Name: FUNCTION uuid7(at timestamp with time zone); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.uuid7(at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION app.uuid7(at timestamp with time zone) TO ss_app;
GRANT ALL ON FUNCTION app.uuid7(at timestamp with time zone) TO ss_gate;
GRANT ALL ON FUNCTION app.uuid7(at timestamp with time zone) TO ss_history;
GRANT ALL ON FUNCTION app.uuid7(at timestamp with time zone) TO ss_guest;

--
-- Name: TABLE link_tokens; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.link_tokens TO ss_gate;
GRANT SELECT,DELETE ON TABLE app.link_tokens TO ss_history;

--
-- Name: COLUMN link_tokens.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(workspace_id) ON TABLE app.link_tokens TO ss_app;

--
-- Name: COLUMN link_tokens.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(id) ON TABLE app.link_tokens TO ss_app;

--
-- Name: COLUMN link_tokens.link_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(link_id) ON TABLE app.link_tokens TO ss_app;

--
-- Name: COLUMN link_tokens.email; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(email) ON TABLE app.link_tokens TO ss_app;

--
-- Name: COLUMN link_tokens.created_by; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(created_by) ON TABLE app.link_tokens TO ss_app;

--
-- Name: COLUMN link_tokens.created_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(created_at) ON TABLE app.link_tokens TO ss_app;

--
-- Name: COLUMN link_tokens.used_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(used_at) ON TABLE app.link_tokens TO ss_app;

--
-- Name: TABLE share_links; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,DELETE,UPDATE ON TABLE app.share_links TO ss_gate;

--
-- Name: COLUMN share_links.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(workspace_id),INSERT(workspace_id) ON TABLE app.share_links TO ss_app;
GRANT SELECT(workspace_id) ON TABLE app.share_links TO ss_guest;
GRANT SELECT(workspace_id) ON TABLE app.share_links TO ss_history;

--
-- Name: COLUMN share_links.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(id),INSERT(id) ON TABLE app.share_links TO ss_app;
GRANT SELECT(id) ON TABLE app.share_links TO ss_guest;
GRANT SELECT(id) ON TABLE app.share_links TO ss_history;

--
-- Name: COLUMN share_links.client_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(client_id),INSERT(client_id) ON TABLE app.share_links TO ss_app;
GRANT SELECT(client_id) ON TABLE app.share_links TO ss_guest;

--
-- Name: COLUMN share_links.project_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(project_id),INSERT(project_id) ON TABLE app.share_links TO ss_app;
GRANT SELECT(project_id) ON TABLE app.share_links TO ss_guest;

--
-- Name: COLUMN share_links.task_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(task_id),INSERT(task_id) ON TABLE app.share_links TO ss_app;
GRANT SELECT(task_id) ON TABLE app.share_links TO ss_guest;

--
-- Name: COLUMN share_links.label; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(label),INSERT(label),UPDATE(label) ON TABLE app.share_links TO ss_app;

--
-- Name: COLUMN share_links.permission; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(permission),INSERT(permission),UPDATE(permission) ON TABLE app.share_links TO ss_app;
GRANT SELECT(permission) ON TABLE app.share_links TO ss_guest;

--
-- Name: COLUMN share_links.guest_name; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(guest_name),INSERT(guest_name),UPDATE(guest_name) ON TABLE app.share_links TO ss_app;

--
-- Name: COLUMN share_links.allowed_emails; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(allowed_emails),INSERT(allowed_emails),UPDATE(allowed_emails) ON TABLE app.share_links TO ss_app;

--
-- Name: COLUMN share_links.expires_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(expires_at),INSERT(expires_at),UPDATE(expires_at) ON TABLE app.share_links TO ss_app;
GRANT SELECT(expires_at) ON TABLE app.share_links TO ss_guest;

--
-- Name: COLUMN share_links.max_uses; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(max_uses),INSERT(max_uses),UPDATE(max_uses) ON TABLE app.share_links TO ss_app;

--
-- Name: COLUMN share_links.use_count; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(use_count) ON TABLE app.share_links TO ss_app;

--
-- Name: COLUMN share_links.writes_per_hour; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(writes_per_hour),INSERT(writes_per_hour),UPDATE(writes_per_hour) ON TABLE app.share_links TO ss_app;

--
-- Name: COLUMN share_links.token_hash; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(token_hash),UPDATE(token_hash) ON TABLE app.share_links TO ss_app;

--
-- Name: COLUMN share_links.token_hint; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(token_hint),INSERT(token_hint),UPDATE(token_hint) ON TABLE app.share_links TO ss_app;

--
-- Name: COLUMN share_links.password_hash; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(password_hash) ON TABLE app.share_links TO ss_app;

--
-- Name: COLUMN share_links.pepper_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(pepper_id) ON TABLE app.share_links TO ss_app;

--
-- Name: COLUMN share_links.has_password; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(has_password) ON TABLE app.share_links TO ss_app;

--
-- Name: COLUMN share_links.last_used_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(last_used_at) ON TABLE app.share_links TO ss_app;
GRANT UPDATE(last_used_at) ON TABLE app.share_links TO ss_history;

--
-- Name: COLUMN share_links.revoked_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(revoked_at),UPDATE(revoked_at) ON TABLE app.share_links TO ss_app;

--
-- Name: COLUMN share_links.rev; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(rev) ON TABLE app.share_links TO ss_app;

--
-- Name: COLUMN share_links.created_by; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(created_by),INSERT(created_by) ON TABLE app.share_links TO ss_app;

--
-- Name: COLUMN share_links.created_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(created_at) ON TABLE app.share_links TO ss_app;

--
-- Name: COLUMN share_links.updated_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(updated_at) ON TABLE app.share_links TO ss_app;

--
-- Name: FUNCTION add_link_token(l app.share_links, p_email text, p_token text, p_by uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.add_link_token(l app.share_links, p_email text, p_token text, p_by uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.add_link_token(l app.share_links, p_email text, p_token text, p_by uuid) TO ss_gate;

--
-- Name: FUNCTION is_time_zone(name text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.is_time_zone(name text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.is_time_zone(name text) TO ss_app;
GRANT ALL ON FUNCTION app.is_time_zone(name text) TO ss_gate;

--
-- Name: TABLE users; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE app.users TO ss_gate;
GRANT SELECT ON TABLE app.users TO ss_history;

--
-- Name: COLUMN users.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(id) ON TABLE app.users TO ss_app;
GRANT SELECT(id) ON TABLE app.users TO ss_guest;
GRANT SELECT(id) ON TABLE app.users TO ss_history;
GRANT SELECT(id) ON TABLE app.users TO ss_admin;

--
-- Name: COLUMN users.email; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(email) ON TABLE app.users TO ss_app;
GRANT SELECT(email) ON TABLE app.users TO ss_history;
GRANT SELECT(email) ON TABLE app.users TO ss_admin;

--
-- Name: COLUMN users.email_verified_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(email_verified_at) ON TABLE app.users TO ss_admin;

--
-- Name: COLUMN users.name; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(name),UPDATE(name) ON TABLE app.users TO ss_app;
GRANT SELECT(name) ON TABLE app.users TO ss_guest;
GRANT SELECT(name) ON TABLE app.users TO ss_history;
GRANT SELECT(name) ON TABLE app.users TO ss_admin;

--
-- Name: COLUMN users.locale; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(locale),UPDATE(locale) ON TABLE app.users TO ss_app;

--
-- Name: COLUMN users.time_zone; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(time_zone),UPDATE(time_zone) ON TABLE app.users TO ss_app;

--
-- Name: COLUMN users.is_admin; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(is_admin) ON TABLE app.users TO ss_admin;

--
-- Name: COLUMN users.disabled_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(disabled_at) ON TABLE app.users TO ss_admin;

--
-- Name: COLUMN users.deleted_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(deleted_at) ON TABLE app.users TO ss_admin;

--
-- Name: COLUMN users.created_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(created_at) ON TABLE app.users TO ss_app;
GRANT SELECT(created_at) ON TABLE app.users TO ss_admin;

--
-- Name: COLUMN users.updated_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(updated_at) ON TABLE app.users TO ss_app;
GRANT SELECT(updated_at) ON TABLE app.users TO ss_admin;

--
-- Name: FUNCTION admin_set_user(p_user uuid, p_act text, p_reason text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.admin_set_user(p_user uuid, p_act text, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.admin_set_user(p_user uuid, p_act text, p_reason text) TO ss_admin;

--
-- Name: TABLE workspaces; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.workspaces TO ss_history;
GRANT SELECT,INSERT,DELETE ON TABLE app.workspaces TO ss_gate;

--
-- Name: COLUMN workspaces.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(id) ON TABLE app.workspaces TO ss_app;
GRANT SELECT(id) ON TABLE app.workspaces TO ss_guest;
GRANT SELECT(id) ON TABLE app.workspaces TO ss_admin;

--
-- Name: COLUMN workspaces.name; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(name),UPDATE(name) ON TABLE app.workspaces TO ss_app;
GRANT SELECT(name) ON TABLE app.workspaces TO ss_guest;
GRANT SELECT(name) ON TABLE app.workspaces TO ss_admin;

--
-- Name: COLUMN workspaces.slug; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(slug),UPDATE(slug) ON TABLE app.workspaces TO ss_app;
GRANT SELECT(slug) ON TABLE app.workspaces TO ss_admin;

--
-- Name: COLUMN workspaces.event_seq; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(event_seq) ON TABLE app.workspaces TO ss_history;
GRANT SELECT(event_seq) ON TABLE app.workspaces TO ss_app;

--
-- Name: COLUMN workspaces.rev; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(rev) ON TABLE app.workspaces TO ss_app;
GRANT SELECT(rev) ON TABLE app.workspaces TO ss_admin;
GRANT UPDATE(rev) ON TABLE app.workspaces TO ss_gate;

--
-- Name: COLUMN workspaces.suspended_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(suspended_at) ON TABLE app.workspaces TO ss_admin;
GRANT UPDATE(suspended_at) ON TABLE app.workspaces TO ss_gate;

--
-- Name: COLUMN workspaces.deleted_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(deleted_at) ON TABLE app.workspaces TO ss_app;
GRANT UPDATE(deleted_at) ON TABLE app.workspaces TO ss_gate;
GRANT SELECT(deleted_at) ON TABLE app.workspaces TO ss_admin;

--
-- Name: COLUMN workspaces.purge_after; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(purge_after) ON TABLE app.workspaces TO ss_gate;
GRANT SELECT(purge_after) ON TABLE app.workspaces TO ss_admin;

--
-- Name: COLUMN workspaces.created_by; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(created_by) ON TABLE app.workspaces TO ss_app;

--
-- Name: COLUMN workspaces.created_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(created_at) ON TABLE app.workspaces TO ss_app;
GRANT SELECT(created_at) ON TABLE app.workspaces TO ss_admin;

--
-- Name: COLUMN workspaces.updated_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(updated_at) ON TABLE app.workspaces TO ss_app;
GRANT UPDATE(updated_at) ON TABLE app.workspaces TO ss_gate;
GRANT SELECT(updated_at) ON TABLE app.workspaces TO ss_admin;

--
-- Name: COLUMN workspaces.member_limit; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(member_limit) ON TABLE app.workspaces TO ss_app;
GRANT SELECT(member_limit) ON TABLE app.workspaces TO ss_admin;
GRANT UPDATE(member_limit) ON TABLE app.workspaces TO ss_gate;

--
-- Name: COLUMN workspaces.project_limit; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(project_limit) ON TABLE app.workspaces TO ss_app;
GRANT SELECT(project_limit) ON TABLE app.workspaces TO ss_admin;
GRANT UPDATE(project_limit) ON TABLE app.workspaces TO ss_gate;

--
-- Name: FUNCTION admin_set_workspace(p_id uuid, p_rev integer, p_data jsonb); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.admin_set_workspace(p_id uuid, p_rev integer, p_data jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.admin_set_workspace(p_id uuid, p_rev integer, p_data jsonb) TO ss_admin;

--
-- Name: FUNCTION append_event(workspace uuid, kind text, entity_type text, entity_id uuid, entity_rev integer, project uuid, task uuid, audience text, payload jsonb, at timestamp with time zone); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.append_event(workspace uuid, kind text, entity_type text, entity_id uuid, entity_rev integer, project uuid, task uuid, audience text, payload jsonb, at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION app.append_event(workspace uuid, kind text, entity_type text, entity_id uuid, entity_rev integer, project uuid, task uuid, audience text, payload jsonb, at timestamp with time zone) TO ss_history;

--
-- Name: TABLE projects; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.projects TO ss_app;
GRANT SELECT ON TABLE app.projects TO ss_search;
GRANT SELECT,DELETE ON TABLE app.projects TO ss_gate;
GRANT SELECT ON TABLE app.projects TO ss_history;

--
-- Name: COLUMN projects.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(workspace_id) ON TABLE app.projects TO ss_app;
GRANT SELECT(workspace_id) ON TABLE app.projects TO ss_guest;

--
-- Name: COLUMN projects.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(id) ON TABLE app.projects TO ss_app;
GRANT SELECT(id) ON TABLE app.projects TO ss_guest;

--
-- Name: COLUMN projects.client_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(client_id),UPDATE(client_id) ON TABLE app.projects TO ss_app;
GRANT SELECT(client_id) ON TABLE app.projects TO ss_guest;

--
-- Name: COLUMN projects.code; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(code),UPDATE(code) ON TABLE app.projects TO ss_app;
GRANT SELECT(code) ON TABLE app.projects TO ss_guest;

--
-- Name: COLUMN projects.name; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(name),UPDATE(name) ON TABLE app.projects TO ss_app;
GRANT SELECT(name) ON TABLE app.projects TO ss_guest;

--
-- Name: COLUMN projects.description; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(description),UPDATE(description) ON TABLE app.projects TO ss_app;
GRANT SELECT(description) ON TABLE app.projects TO ss_guest;

--
-- Name: COLUMN projects.status; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(status),UPDATE(status) ON TABLE app.projects TO ss_app;
GRANT SELECT(status) ON TABLE app.projects TO ss_guest;

--
-- Name: COLUMN projects.health; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(health),UPDATE(health) ON TABLE app.projects TO ss_app;

--
-- Name: COLUMN projects.start_on; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(start_on),UPDATE(start_on) ON TABLE app.projects TO ss_app;
GRANT SELECT(start_on) ON TABLE app.projects TO ss_guest;

--
-- Name: COLUMN projects.due_on; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(due_on),UPDATE(due_on) ON TABLE app.projects TO ss_app;
GRANT SELECT(due_on) ON TABLE app.projects TO ss_guest;

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
GRANT SELECT(visibility) ON TABLE app.projects TO ss_guest;

--
-- Name: COLUMN projects.created_by; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(created_by) ON TABLE app.projects TO ss_app;

--
-- Name: COLUMN projects.created_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(created_at) ON TABLE app.projects TO ss_guest;

--
-- Name: COLUMN projects.updated_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(updated_at) ON TABLE app.projects TO ss_guest;

--
-- Name: COLUMN projects.deleted_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(deleted_at) ON TABLE app.projects TO ss_app;
GRANT SELECT(deleted_at) ON TABLE app.projects TO ss_guest;

--
-- Name: FUNCTION archive_project(p_id uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.archive_project(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.archive_project(p_id uuid) TO ss_app;

--
-- Name: FUNCTION ask_export(p_id uuid); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.ask_export(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.ask_export(p_id uuid) TO ss_app;

--
-- Name: TABLE clients; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.clients TO ss_app;
GRANT SELECT ON TABLE app.clients TO ss_search;
GRANT SELECT,DELETE ON TABLE app.clients TO ss_gate;
GRANT SELECT ON TABLE app.clients TO ss_history;

--
-- Name: COLUMN clients.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(workspace_id) ON TABLE app.clients TO ss_app;
GRANT SELECT(workspace_id) ON TABLE app.clients TO ss_guest;

--
-- Name: COLUMN clients.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(id) ON TABLE app.clients TO ss_app;
GRANT SELECT(id) ON TABLE app.clients TO ss_guest;

--
-- Name: COLUMN clients.name; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(name),UPDATE(name) ON TABLE app.clients TO ss_app;
GRANT SELECT(name) ON TABLE app.clients TO ss_guest;

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
GRANT UPDATE(waiting_on) ON TABLE app.clients TO ss_history;

--
-- Name: COLUMN clients.waiting_since; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(waiting_since) ON TABLE app.clients TO ss_history;

--
-- Name: COLUMN clients.last_contact_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(last_contact_at),UPDATE(last_contact_at) ON TABLE app.clients TO ss_app;
GRANT UPDATE(last_contact_at) ON TABLE app.clients TO ss_history;

--
-- Name: COLUMN clients.created_by; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(created_by) ON TABLE app.clients TO ss_app;

--
-- Name: COLUMN clients.deleted_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(deleted_at) ON TABLE app.clients TO ss_app;

--
-- Name: TABLE conversations; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.conversations TO ss_app;
GRANT SELECT ON TABLE app.conversations TO ss_history;
GRANT SELECT ON TABLE app.conversations TO ss_search;
GRANT SELECT,DELETE ON TABLE app.conversations TO ss_gate;

--
-- Name: COLUMN conversations.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(workspace_id) ON TABLE app.conversations TO ss_app;
GRANT SELECT(workspace_id),INSERT(workspace_id) ON TABLE app.conversations TO ss_guest;

--
-- Name: COLUMN conversations.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(id) ON TABLE app.conversations TO ss_app;
GRANT SELECT(id),INSERT(id) ON TABLE app.conversations TO ss_guest;

--
-- Name: COLUMN conversations.client_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(client_id) ON TABLE app.conversations TO ss_app;
GRANT SELECT(client_id),INSERT(client_id) ON TABLE app.conversations TO ss_guest;

--
-- Name: COLUMN conversations.project_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(project_id),UPDATE(project_id) ON TABLE app.conversations TO ss_app;
GRANT UPDATE(project_id) ON TABLE app.conversations TO ss_history;
GRANT SELECT(project_id),INSERT(project_id) ON TABLE app.conversations TO ss_guest;

--
-- Name: COLUMN conversations.task_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(task_id),UPDATE(task_id) ON TABLE app.conversations TO ss_app;
GRANT UPDATE(task_id) ON TABLE app.conversations TO ss_history;
GRANT SELECT(task_id),INSERT(task_id) ON TABLE app.conversations TO ss_guest;

--
-- Name: COLUMN conversations.subject; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(subject),UPDATE(subject) ON TABLE app.conversations TO ss_app;
GRANT SELECT(subject),INSERT(subject) ON TABLE app.conversations TO ss_guest;

--
-- Name: COLUMN conversations.visibility; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(visibility),UPDATE(visibility) ON TABLE app.conversations TO ss_app;
GRANT UPDATE(visibility) ON TABLE app.conversations TO ss_history;
GRANT SELECT(visibility),INSERT(visibility) ON TABLE app.conversations TO ss_guest;

--
-- Name: COLUMN conversations.visibility_inherited; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(visibility_inherited) ON TABLE app.conversations TO ss_history;
GRANT SELECT(visibility_inherited) ON TABLE app.conversations TO ss_guest;

--
-- Name: COLUMN conversations.status; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(status) ON TABLE app.conversations TO ss_app;
GRANT UPDATE(status) ON TABLE app.conversations TO ss_history;
GRANT SELECT(status) ON TABLE app.conversations TO ss_guest;

--
-- Name: COLUMN conversations.snoozed_until; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(snoozed_until) ON TABLE app.conversations TO ss_app;
GRANT UPDATE(snoozed_until) ON TABLE app.conversations TO ss_history;

--
-- Name: COLUMN conversations.assignee_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(assignee_id),UPDATE(assignee_id) ON TABLE app.conversations TO ss_app;
GRANT UPDATE(assignee_id) ON TABLE app.conversations TO ss_gate;

--
-- Name: COLUMN conversations.waiting_on; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(waiting_on) ON TABLE app.conversations TO ss_history;
GRANT SELECT(waiting_on) ON TABLE app.conversations TO ss_guest;

--
-- Name: COLUMN conversations.waiting_since; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(waiting_since) ON TABLE app.conversations TO ss_history;
GRANT SELECT(waiting_since) ON TABLE app.conversations TO ss_guest;

--
-- Name: COLUMN conversations.last_message_seq; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(last_message_seq) ON TABLE app.conversations TO ss_history;

--
-- Name: COLUMN conversations.last_message_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(last_message_at) ON TABLE app.conversations TO ss_history;

--
-- Name: COLUMN conversations.shown_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(shown_at) ON TABLE app.conversations TO ss_history;
GRANT SELECT(shown_at) ON TABLE app.conversations TO ss_guest;

--
-- Name: COLUMN conversations.created_by; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(created_by) ON TABLE app.conversations TO ss_app;
GRANT SELECT(created_by),INSERT(created_by) ON TABLE app.conversations TO ss_guest;

--
-- Name: COLUMN conversations.created_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(created_at) ON TABLE app.conversations TO ss_guest;

--
-- Name: COLUMN conversations.deleted_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(deleted_at) ON TABLE app.conversations TO ss_history;
GRANT SELECT(deleted_at) ON TABLE app.conversations TO ss_guest;

--
-- Name: TABLE drafts; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,DELETE ON TABLE app.drafts TO ss_app;
GRANT SELECT,DELETE ON TABLE app.drafts TO ss_history;
GRANT SELECT,DELETE ON TABLE app.drafts TO ss_gate;

--
-- Name: COLUMN drafts.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(workspace_id) ON TABLE app.drafts TO ss_app;

--
-- Name: COLUMN drafts.conversation_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(conversation_id) ON TABLE app.drafts TO ss_app;

--
-- Name: COLUMN drafts.owner_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(owner_id) ON TABLE app.drafts TO ss_app;

--
-- Name: COLUMN drafts.body; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(body),UPDATE(body) ON TABLE app.drafts TO ss_app;

--
-- Name: COLUMN drafts.visibility; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(visibility),UPDATE(visibility) ON TABLE app.drafts TO ss_app;

--
-- Name: COLUMN drafts.based_on_seq; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(based_on_seq),UPDATE(based_on_seq) ON TABLE app.drafts TO ss_app;

--
-- Name: COLUMN drafts.updated_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(updated_at) ON TABLE app.drafts TO ss_app;

--
-- Name: TABLE messages; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.messages TO ss_app;
GRANT SELECT ON TABLE app.messages TO ss_history;
GRANT SELECT ON TABLE app.messages TO ss_search;
GRANT SELECT,DELETE ON TABLE app.messages TO ss_gate;

--
-- Name: COLUMN messages.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(workspace_id) ON TABLE app.messages TO ss_app;
GRANT SELECT(workspace_id),INSERT(workspace_id) ON TABLE app.messages TO ss_guest;

--
-- Name: COLUMN messages.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(id) ON TABLE app.messages TO ss_app;
GRANT SELECT(id),INSERT(id) ON TABLE app.messages TO ss_guest;

--
-- Name: COLUMN messages.conversation_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(conversation_id) ON TABLE app.messages TO ss_app;
GRANT SELECT(conversation_id),INSERT(conversation_id) ON TABLE app.messages TO ss_guest;

--
-- Name: COLUMN messages.seq; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(seq) ON TABLE app.messages TO ss_guest;

--
-- Name: COLUMN messages.author_kind; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(author_kind),INSERT(author_kind) ON TABLE app.messages TO ss_guest;

--
-- Name: COLUMN messages.author_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(author_id) ON TABLE app.messages TO ss_app;
GRANT SELECT(author_id),INSERT(author_id) ON TABLE app.messages TO ss_guest;

--
-- Name: COLUMN messages.author_name; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(author_name) ON TABLE app.messages TO ss_guest;

--
-- Name: COLUMN messages.visibility; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(visibility) ON TABLE app.messages TO ss_app;
GRANT SELECT(visibility),INSERT(visibility) ON TABLE app.messages TO ss_guest;

--
-- Name: COLUMN messages.body; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(body),UPDATE(body) ON TABLE app.messages TO ss_app;
GRANT SELECT(body),INSERT(body),UPDATE(body) ON TABLE app.messages TO ss_guest;

--
-- Name: COLUMN messages.reply_to_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(reply_to_id) ON TABLE app.messages TO ss_app;
GRANT SELECT(reply_to_id) ON TABLE app.messages TO ss_guest;

--
-- Name: COLUMN messages.rev; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(rev) ON TABLE app.messages TO ss_guest;

--
-- Name: COLUMN messages.created_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(created_at) ON TABLE app.messages TO ss_guest;

--
-- Name: COLUMN messages.updated_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(updated_at) ON TABLE app.messages TO ss_guest;

--
-- Name: COLUMN messages.deleted_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(deleted_at) ON TABLE app.messages TO ss_app;
GRANT SELECT(deleted_at) ON TABLE app.messages TO ss_guest;

--
-- Name: TABLE read_marks; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.read_marks TO ss_app;
GRANT SELECT,INSERT ON TABLE app.read_marks TO ss_history;
GRANT SELECT ON TABLE app.read_marks TO ss_guest;
GRANT SELECT,DELETE ON TABLE app.read_marks TO ss_gate;

--
-- Name: COLUMN read_marks.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(workspace_id) ON TABLE app.read_marks TO ss_app;
GRANT INSERT(workspace_id) ON TABLE app.read_marks TO ss_guest;

--
-- Name: COLUMN read_marks.conversation_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(conversation_id) ON TABLE app.read_marks TO ss_app;
GRANT INSERT(conversation_id) ON TABLE app.read_marks TO ss_guest;

--
-- Name: COLUMN read_marks.reader_kind; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(reader_kind) ON TABLE app.read_marks TO ss_app;
GRANT INSERT(reader_kind) ON TABLE app.read_marks TO ss_guest;

--
-- Name: COLUMN read_marks.reader_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(reader_id) ON TABLE app.read_marks TO ss_app;
GRANT INSERT(reader_id) ON TABLE app.read_marks TO ss_guest;

--
-- Name: COLUMN read_marks.seq; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(seq),UPDATE(seq) ON TABLE app.read_marks TO ss_app;
GRANT UPDATE(seq) ON TABLE app.read_marks TO ss_history;
GRANT INSERT(seq),UPDATE(seq) ON TABLE app.read_marks TO ss_guest;

--
-- Name: COLUMN read_marks.at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(at) ON TABLE app.read_marks TO ss_app;
GRANT UPDATE(at) ON TABLE app.read_marks TO ss_history;
GRANT UPDATE(at) ON TABLE app.read_marks TO ss_guest;

--
-- Name: TABLE tasks; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.tasks TO ss_history;
GRANT SELECT ON TABLE app.tasks TO ss_app;
GRANT SELECT ON TABLE app.tasks TO ss_search;
GRANT SELECT,DELETE ON TABLE app.tasks TO ss_gate;

--
-- Name: COLUMN tasks.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(workspace_id) ON TABLE app.tasks TO ss_app;
GRANT SELECT(workspace_id),INSERT(workspace_id) ON TABLE app.tasks TO ss_guest;

--
-- Name: COLUMN tasks.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(id) ON TABLE app.tasks TO ss_app;
GRANT SELECT(id),INSERT(id) ON TABLE app.tasks TO ss_guest;

--
-- Name: COLUMN tasks.project_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(project_id),UPDATE(project_id) ON TABLE app.tasks TO ss_app;
GRANT SELECT(project_id),INSERT(project_id) ON TABLE app.tasks TO ss_guest;

--
-- Name: COLUMN tasks.number; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(number) ON TABLE app.tasks TO ss_app;
GRANT SELECT(number) ON TABLE app.tasks TO ss_guest;

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
GRANT SELECT(title),INSERT(title),UPDATE(title) ON TABLE app.tasks TO ss_guest;

--
-- Name: COLUMN tasks.description; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(description),UPDATE(description) ON TABLE app.tasks TO ss_app;
GRANT SELECT(description),INSERT(description),UPDATE(description) ON TABLE app.tasks TO ss_guest;

--
-- Name: COLUMN tasks.status; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(status) ON TABLE app.tasks TO ss_guest;

--
-- Name: COLUMN tasks.priority; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(priority),UPDATE(priority) ON TABLE app.tasks TO ss_app;

--
-- Name: COLUMN tasks.assignee_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(assignee_id),UPDATE(assignee_id) ON TABLE app.tasks TO ss_app;
GRANT UPDATE(assignee_id) ON TABLE app.tasks TO ss_gate;

--
-- Name: COLUMN tasks.start_on; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(start_on),UPDATE(start_on) ON TABLE app.tasks TO ss_app;
GRANT SELECT(start_on) ON TABLE app.tasks TO ss_guest;

--
-- Name: COLUMN tasks.due_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(due_at),UPDATE(due_at) ON TABLE app.tasks TO ss_app;
GRANT SELECT(due_at),INSERT(due_at) ON TABLE app.tasks TO ss_guest;

--
-- Name: COLUMN tasks.due_sort; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(due_sort) ON TABLE app.tasks TO ss_guest;

--
-- Name: COLUMN tasks.estimate_minutes; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(estimate_minutes),UPDATE(estimate_minutes) ON TABLE app.tasks TO ss_app;

--
-- Name: COLUMN tasks.visibility; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(visibility),UPDATE(visibility) ON TABLE app.tasks TO ss_app;
GRANT UPDATE(visibility) ON TABLE app.tasks TO ss_history;
GRANT SELECT(visibility),INSERT(visibility) ON TABLE app.tasks TO ss_guest;

--
-- Name: COLUMN tasks.completed_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(completed_at) ON TABLE app.tasks TO ss_guest;

--
-- Name: COLUMN tasks.comment_count; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(comment_count) ON TABLE app.tasks TO ss_app;
GRANT UPDATE(comment_count) ON TABLE app.tasks TO ss_history;

--
-- Name: COLUMN tasks.rev; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(rev) ON TABLE app.tasks TO ss_guest;

--
-- Name: COLUMN tasks.created_by; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(created_by) ON TABLE app.tasks TO ss_app;
GRANT SELECT(created_by),INSERT(created_by) ON TABLE app.tasks TO ss_guest;

--
-- Name: COLUMN tasks.created_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(created_at) ON TABLE app.tasks TO ss_guest;

--
-- Name: COLUMN tasks.updated_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(updated_at) ON TABLE app.tasks TO ss_guest;

--
-- Name: COLUMN tasks.deleted_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(deleted_at) ON TABLE app.tasks TO ss_history;
GRANT UPDATE(deleted_at) ON TABLE app.tasks TO ss_app;
GRANT SELECT(deleted_at) ON TABLE app.tasks TO ss_guest;

--
-- Name: COLUMN tasks.visibility_inherited; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(visibility_inherited) ON TABLE app.tasks TO ss_app;
GRANT UPDATE(visibility_inherited) ON TABLE app.tasks TO ss_history;

--
-- Name: COLUMN tasks.source; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(source),INSERT(source) ON TABLE app.tasks TO ss_guest;

--
-- Name: COLUMN tasks.source_message_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(source_message_id) ON TABLE app.tasks TO ss_app;

--
-- Name: TABLE conversation_rows; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.conversation_rows TO ss_app;

--
-- Name: FUNCTION assign_conversation(p_id uuid, p_member uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.assign_conversation(p_id uuid, p_member uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.assign_conversation(p_id uuid, p_member uuid) TO ss_app;

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
GRANT SELECT ON TABLE app.audit_log TO ss_app;
GRANT SELECT ON TABLE app.audit_log TO ss_admin;

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
-- Name: COLUMN audit_heads.checked_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(checked_at) ON TABLE app.audit_heads TO ss_gate;

--
-- Name: COLUMN audit_heads.checked_seq; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(checked_seq) ON TABLE app.audit_heads TO ss_gate;

--
-- Name: FUNCTION audit_page(p_chain uuid, p_after bigint, p_most integer, OUT upto bigint, OUT fault bigint, OUT ended boolean); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.audit_page(p_chain uuid, p_after bigint, p_most integer, OUT upto bigint, OUT fault bigint, OUT ended boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.audit_page(p_chain uuid, p_after bigint, p_most integer, OUT upto bigint, OUT fault bigint, OUT ended boolean) TO ss_gate;

--
-- Name: FUNCTION begin_admin(p_session uuid, p_user uuid, p_request_id text, p_ip_prefix text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.begin_admin(p_session uuid, p_user uuid, p_request_id text, p_ip_prefix text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_admin(p_session uuid, p_user uuid, p_request_id text, p_ip_prefix text) TO ss_admin;

--
-- Name: FUNCTION begin_guest(p_session_hash bytea, p_link uuid, p_permissions integer, p_request_id text, p_ip_prefix text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.begin_guest(p_session_hash bytea, p_link uuid, p_permissions integer, p_request_id text, p_ip_prefix text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_guest(p_session_hash bytea, p_link uuid, p_permissions integer, p_request_id text, p_ip_prefix text) TO ss_guest;

--
-- Name: FUNCTION begin_idempotent(p_key text, p_hash bytea, p_operation text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.begin_idempotent(p_key text, p_hash bytea, p_operation text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_idempotent(p_key text, p_hash bytea, p_operation text) TO ss_app;
GRANT ALL ON FUNCTION app.begin_idempotent(p_key text, p_hash bytea, p_operation text) TO ss_guest;
GRANT ALL ON FUNCTION app.begin_idempotent(p_key text, p_hash bytea, p_operation text) TO ss_admin;

--
-- Name: FUNCTION begin_job(p_name text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.begin_job(p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_job(p_name text) TO ss_worker;

--
-- Name: FUNCTION begin_key(p_hash bytea, p_workspace uuid, p_roles integer, p_scope text, p_request_id text, p_ip_prefix text, p_address inet); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.begin_key(p_hash bytea, p_workspace uuid, p_roles integer, p_scope text, p_request_id text, p_ip_prefix text, p_address inet) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_key(p_hash bytea, p_workspace uuid, p_roles integer, p_scope text, p_request_id text, p_ip_prefix text, p_address inet) TO ss_app;

--
-- Name: FUNCTION begin_request(p_session uuid, p_user uuid, p_workspace uuid, p_roles integer, p_request_id text, p_ip_prefix text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.begin_request(p_session uuid, p_user uuid, p_workspace uuid, p_roles integer, p_request_id text, p_ip_prefix text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.begin_request(p_session uuid, p_user uuid, p_workspace uuid, p_roles integer, p_request_id text, p_ip_prefix text) TO ss_app;
GRANT ALL ON FUNCTION app.begin_request(p_session uuid, p_user uuid, p_workspace uuid, p_roles integer, p_request_id text, p_ip_prefix text) TO ss_auth;

--
-- Name: FUNCTION begin_support(p_user uuid, p_workspace uuid); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.begin_support(p_user uuid, p_workspace uuid) FROM PUBLIC;

--
-- Name: FUNCTION board_of(p_project uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.board_of(p_project uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.board_of(p_project uuid) TO ss_app;

--
-- Name: FUNCTION change_email(p_email text, p_token text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.change_email(p_email text, p_token text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.change_email(p_email text, p_token text) TO ss_app;

--
-- Name: FUNCTION check_audit(p_most integer); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.check_audit(p_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.check_audit(p_most integer) TO ss_worker;

--
-- Name: TABLE migrations; Type: ACL; Schema: meta; Owner: ss_owner
--

GRANT SELECT ON TABLE meta.migrations TO ss_app;
GRANT SELECT ON TABLE meta.migrations TO ss_auth;
GRANT SELECT ON TABLE meta.migrations TO ss_guest;
GRANT SELECT ON TABLE meta.migrations TO ss_admin;
GRANT SELECT ON TABLE meta.migrations TO ss_worker;

--
-- Name: FUNCTION check_deployment(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.check_deployment() FROM PUBLIC;
GRANT ALL ON FUNCTION app.check_deployment() TO ss_app;
GRANT ALL ON FUNCTION app.check_deployment() TO ss_auth;
GRANT ALL ON FUNCTION app.check_deployment() TO ss_guest;
GRANT ALL ON FUNCTION app.check_deployment() TO ss_admin;
GRANT ALL ON FUNCTION app.check_deployment() TO ss_worker;

--
-- Name: FUNCTION claim_mails(p_limit integer); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.claim_mails(p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.claim_mails(p_limit integer) TO ss_worker;

--
-- Name: FUNCTION close_workspace(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.close_workspace() FROM PUBLIC;

--
-- Name: TABLE memberships; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.memberships TO ss_app;
GRANT SELECT,INSERT,DELETE ON TABLE app.memberships TO ss_gate;
GRANT SELECT ON TABLE app.memberships TO ss_admin;
GRANT SELECT ON TABLE app.memberships TO ss_history;

--
-- Name: COLUMN memberships.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(workspace_id) ON TABLE app.memberships TO ss_guest;

--
-- Name: COLUMN memberships.user_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(user_id) ON TABLE app.memberships TO ss_guest;

--
-- Name: COLUMN memberships.role; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(role) ON TABLE app.memberships TO ss_gate;

--
-- Name: COLUMN memberships.active; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(active) ON TABLE app.memberships TO ss_gate;

--
-- Name: COLUMN memberships.updated_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(updated_at) ON TABLE app.memberships TO ss_gate;

--
-- Name: COLUMN memberships.scope; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(scope) ON TABLE app.memberships TO ss_gate;

--
-- Name: COLUMN memberships.rev; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(rev) ON TABLE app.memberships TO ss_gate;

--
-- Name: FUNCTION closed_workspaces(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.closed_workspaces() FROM PUBLIC;
GRANT ALL ON FUNCTION app.closed_workspaces() TO ss_app;

--
-- Name: FUNCTION complete_task(p_id uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.complete_task(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.complete_task(p_id uuid) TO ss_app;

--
-- Name: FUNCTION count_comments(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.count_comments() FROM PUBLIC;

--
-- Name: FUNCTION count_projects(p_workspace uuid); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.count_projects(p_workspace uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.count_projects(p_workspace uuid) TO ss_admin;

--
-- Name: FUNCTION count_task(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.count_task() FROM PUBLIC;

--
-- Name: TABLE project_counters; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.project_counters TO ss_history;
GRANT SELECT ON TABLE app.project_counters TO ss_app;
GRANT SELECT,DELETE ON TABLE app.project_counters TO ss_gate;

--
-- Name: COLUMN project_counters.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(workspace_id) ON TABLE app.project_counters TO ss_app;
GRANT SELECT(workspace_id) ON TABLE app.project_counters TO ss_guest;

--
-- Name: COLUMN project_counters.project_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(project_id) ON TABLE app.project_counters TO ss_app;
GRANT SELECT(project_id) ON TABLE app.project_counters TO ss_guest;

--
-- Name: COLUMN project_counters.last_number; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(last_number) ON TABLE app.project_counters TO ss_app;
GRANT SELECT(last_number),UPDATE(last_number) ON TABLE app.project_counters TO ss_guest;

--
-- Name: COLUMN project_counters.last_rank; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(last_rank) ON TABLE app.project_counters TO ss_app;
GRANT SELECT(last_rank),UPDATE(last_rank) ON TABLE app.project_counters TO ss_guest;

--
-- Name: COLUMN project_counters.closed; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(closed) ON TABLE app.project_counters TO ss_history;
GRANT SELECT(closed) ON TABLE app.project_counters TO ss_guest;

--
-- Name: COLUMN project_counters.todo; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(todo) ON TABLE app.project_counters TO ss_app;
GRANT UPDATE(todo) ON TABLE app.project_counters TO ss_history;
GRANT SELECT(todo),UPDATE(todo) ON TABLE app.project_counters TO ss_guest;

--
-- Name: COLUMN project_counters.doing; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(doing) ON TABLE app.project_counters TO ss_app;
GRANT UPDATE(doing) ON TABLE app.project_counters TO ss_history;
GRANT SELECT(doing),UPDATE(doing) ON TABLE app.project_counters TO ss_guest;

--
-- Name: COLUMN project_counters.done; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(done) ON TABLE app.project_counters TO ss_app;
GRANT UPDATE(done) ON TABLE app.project_counters TO ss_history;
GRANT SELECT(done),UPDATE(done) ON TABLE app.project_counters TO ss_guest;

--
-- Name: COLUMN project_counters.shown_todo; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(shown_todo) ON TABLE app.project_counters TO ss_app;
GRANT UPDATE(shown_todo) ON TABLE app.project_counters TO ss_history;
GRANT SELECT(shown_todo),UPDATE(shown_todo) ON TABLE app.project_counters TO ss_guest;

--
-- Name: COLUMN project_counters.shown_doing; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(shown_doing) ON TABLE app.project_counters TO ss_app;
GRANT UPDATE(shown_doing) ON TABLE app.project_counters TO ss_history;
GRANT SELECT(shown_doing),UPDATE(shown_doing) ON TABLE app.project_counters TO ss_guest;

--
-- Name: COLUMN project_counters.shown_done; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(shown_done) ON TABLE app.project_counters TO ss_app;
GRANT UPDATE(shown_done) ON TABLE app.project_counters TO ss_history;
GRANT SELECT(shown_done),UPDATE(shown_done) ON TABLE app.project_counters TO ss_guest;

--
-- Name: FUNCTION count_tasks(p_workspace uuid, p_project uuid); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.count_tasks(p_workspace uuid, p_project uuid) FROM PUBLIC;

--
-- Name: TABLE api_keys; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.api_keys TO ss_gate;

--
-- Name: COLUMN api_keys.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(workspace_id) ON TABLE app.api_keys TO ss_app;

--
-- Name: COLUMN api_keys.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(id) ON TABLE app.api_keys TO ss_app;

--
-- Name: COLUMN api_keys.name; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(name) ON TABLE app.api_keys TO ss_app;

--
-- Name: COLUMN api_keys.hint; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(hint) ON TABLE app.api_keys TO ss_app;

--
-- Name: COLUMN api_keys.scopes; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(scopes) ON TABLE app.api_keys TO ss_app;

--
-- Name: COLUMN api_keys.project_ids; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(project_ids) ON TABLE app.api_keys TO ss_app;

--
-- Name: COLUMN api_keys.networks; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(networks) ON TABLE app.api_keys TO ss_app;

--
-- Name: COLUMN api_keys.expires_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(expires_at) ON TABLE app.api_keys TO ss_app;

--
-- Name: COLUMN api_keys.last_used_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(last_used_at) ON TABLE app.api_keys TO ss_app;

--
-- Name: COLUMN api_keys.revoked_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(revoked_at) ON TABLE app.api_keys TO ss_app;

--
-- Name: COLUMN api_keys.rev; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(rev) ON TABLE app.api_keys TO ss_app;

--
-- Name: COLUMN api_keys.created_by; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(created_by) ON TABLE app.api_keys TO ss_app;

--
-- Name: COLUMN api_keys.created_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(created_at) ON TABLE app.api_keys TO ss_app;

--
-- Name: COLUMN api_keys.updated_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(updated_at) ON TABLE app.api_keys TO ss_app;

--
-- Name: FUNCTION create_api_key(p_id uuid, p_key text, p_data jsonb); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.create_api_key(p_id uuid, p_key text, p_data jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.create_api_key(p_id uuid, p_key text, p_data jsonb) TO ss_app;

--
-- Name: FUNCTION create_conversation(p_id uuid, p_data jsonb); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.create_conversation(p_id uuid, p_data jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.create_conversation(p_id uuid, p_data jsonb) TO ss_app;

--
-- Name: TABLE invitations; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.invitations TO ss_gate;

--
-- Name: COLUMN invitations.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(workspace_id) ON TABLE app.invitations TO ss_app;

--
-- Name: COLUMN invitations.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(id) ON TABLE app.invitations TO ss_app;

--
-- Name: COLUMN invitations.email; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(email) ON TABLE app.invitations TO ss_app;
GRANT UPDATE(email) ON TABLE app.invitations TO ss_gate;

--
-- Name: COLUMN invitations.role; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(role) ON TABLE app.invitations TO ss_app;

--
-- Name: COLUMN invitations.scope; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(scope) ON TABLE app.invitations TO ss_app;

--
-- Name: COLUMN invitations.project_ids; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(project_ids) ON TABLE app.invitations TO ss_app;

--
-- Name: COLUMN invitations.sent_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(sent_at) ON TABLE app.invitations TO ss_app;

--
-- Name: COLUMN invitations.expires_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(expires_at) ON TABLE app.invitations TO ss_app;

--
-- Name: COLUMN invitations.accepted_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(accepted_at) ON TABLE app.invitations TO ss_app;

--
-- Name: COLUMN invitations.accepted_by; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(accepted_by) ON TABLE app.invitations TO ss_app;

--
-- Name: COLUMN invitations.revoked_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(revoked_at) ON TABLE app.invitations TO ss_app;

--
-- Name: COLUMN invitations.rev; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(rev) ON TABLE app.invitations TO ss_app;

--
-- Name: COLUMN invitations.created_by; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(created_by) ON TABLE app.invitations TO ss_app;

--
-- Name: COLUMN invitations.created_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(created_at) ON TABLE app.invitations TO ss_app;

--
-- Name: COLUMN invitations.updated_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(updated_at) ON TABLE app.invitations TO ss_app;

--
-- Name: FUNCTION create_invitation(p_id uuid, p_token text, p_data jsonb); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.create_invitation(p_id uuid, p_token text, p_data jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.create_invitation(p_id uuid, p_token text, p_data jsonb) TO ss_app;

--
-- Name: TABLE reactions; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,DELETE ON TABLE app.reactions TO ss_app;
GRANT SELECT,DELETE ON TABLE app.reactions TO ss_guest;
GRANT SELECT,DELETE ON TABLE app.reactions TO ss_gate;

--
-- Name: COLUMN reactions.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(workspace_id) ON TABLE app.reactions TO ss_app;
GRANT INSERT(workspace_id) ON TABLE app.reactions TO ss_guest;

--
-- Name: COLUMN reactions.message_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(message_id) ON TABLE app.reactions TO ss_app;
GRANT INSERT(message_id) ON TABLE app.reactions TO ss_guest;

--
-- Name: COLUMN reactions.reaction; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(reaction) ON TABLE app.reactions TO ss_app;
GRANT INSERT(reaction) ON TABLE app.reactions TO ss_guest;

--
-- Name: COLUMN reactions.actor_kind; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(actor_kind) ON TABLE app.reactions TO ss_app;
GRANT INSERT(actor_kind) ON TABLE app.reactions TO ss_guest;

--
-- Name: COLUMN reactions.actor_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(actor_id) ON TABLE app.reactions TO ss_app;
GRANT INSERT(actor_id) ON TABLE app.reactions TO ss_guest;

--
-- Name: TABLE message_rows; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.message_rows TO ss_app;

--
-- Name: FUNCTION create_message(p_id uuid, p_conversation uuid, p_visibility text, p_body text, p_reply_to uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.create_message(p_id uuid, p_conversation uuid, p_visibility text, p_body text, p_reply_to uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.create_message(p_id uuid, p_conversation uuid, p_visibility text, p_body text, p_reply_to uuid) TO ss_app;

--
-- Name: TABLE guest_drafts; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,DELETE ON TABLE app.guest_drafts TO ss_guest;
GRANT SELECT,DELETE ON TABLE app.guest_drafts TO ss_history;
GRANT SELECT,DELETE ON TABLE app.guest_drafts TO ss_gate;

--
-- Name: COLUMN guest_drafts.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(workspace_id) ON TABLE app.guest_drafts TO ss_guest;

--
-- Name: COLUMN guest_drafts.conversation_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(conversation_id) ON TABLE app.guest_drafts TO ss_guest;

--
-- Name: COLUMN guest_drafts.guest_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(guest_id) ON TABLE app.guest_drafts TO ss_guest;

--
-- Name: COLUMN guest_drafts.body; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(body),UPDATE(body) ON TABLE app.guest_drafts TO ss_guest;

--
-- Name: COLUMN guest_drafts.based_on_seq; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(based_on_seq),UPDATE(based_on_seq) ON TABLE app.guest_drafts TO ss_guest;

--
-- Name: COLUMN guest_drafts.updated_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(updated_at) ON TABLE app.guest_drafts TO ss_guest;

--
-- Name: TABLE portal_conversations; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.portal_conversations TO ss_guest;

--
-- Name: FUNCTION create_portal_conversation(p_id uuid, p_subject text, p_body text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.create_portal_conversation(p_id uuid, p_subject text, p_body text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.create_portal_conversation(p_id uuid, p_subject text, p_body text) TO ss_guest;

--
-- Name: TABLE portal_messages; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.portal_messages TO ss_guest;

--
-- Name: FUNCTION create_portal_message(p_id uuid, p_conversation uuid, p_body text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.create_portal_message(p_id uuid, p_conversation uuid, p_body text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.create_portal_message(p_id uuid, p_conversation uuid, p_body text) TO ss_guest;

--
-- Name: FUNCTION create_project(p_id uuid, p_data jsonb); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.create_project(p_id uuid, p_data jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.create_project(p_id uuid, p_data jsonb) TO ss_app;

--
-- Name: FUNCTION create_task_from_message(p_id uuid, p_message uuid, p_data jsonb); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.create_task_from_message(p_id uuid, p_message uuid, p_data jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.create_task_from_message(p_id uuid, p_message uuid, p_data jsonb) TO ss_app;

--
-- Name: FUNCTION create_workspace(p_id uuid, p_name text, p_slug text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.create_workspace(p_id uuid, p_name text, p_slug text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.create_workspace(p_id uuid, p_name text, p_slug text) TO ss_app;

--
-- Name: FUNCTION current_workspace(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.current_workspace() FROM PUBLIC;
GRANT ALL ON FUNCTION app.current_workspace() TO ss_app;
GRANT ALL ON FUNCTION app.current_workspace() TO ss_search;
GRANT ALL ON FUNCTION app.current_workspace() TO ss_gate;
GRANT ALL ON FUNCTION app.current_workspace() TO ss_guest;
GRANT ALL ON FUNCTION app.current_workspace() TO ss_history;

--
-- Name: FUNCTION decide_approval(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.decide_approval() FROM PUBLIC;

--
-- Name: TABLE support_accesses; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.support_accesses TO ss_app;
GRANT SELECT ON TABLE app.support_accesses TO ss_admin;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.support_accesses TO ss_gate;

--
-- Name: FUNCTION decide_support(p_id uuid, p_approve boolean); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.decide_support(p_id uuid, p_approve boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.decide_support(p_id uuid, p_approve boolean) TO ss_app;

--
-- Name: FUNCTION delete_client(p_id uuid, p_rev integer); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.delete_client(p_id uuid, p_rev integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.delete_client(p_id uuid, p_rev integer) TO ss_app;

--
-- Name: FUNCTION delete_message(p_id uuid, p_rev integer); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.delete_message(p_id uuid, p_rev integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.delete_message(p_id uuid, p_rev integer) TO ss_app;

--
-- Name: FUNCTION delete_workspace(p_rev integer); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.delete_workspace(p_rev integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.delete_workspace(p_rev integer) TO ss_app;

--
-- Name: FUNCTION derive_notifications(p_most integer); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.derive_notifications(p_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.derive_notifications(p_most integer) TO ss_worker;

--
-- Name: FUNCTION derive_token(p_secret text, p_link uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.derive_token(p_secret text, p_link uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.derive_token(p_secret text, p_link uuid) TO ss_gate;

--
-- Name: FUNCTION derive_waiting(p_workspace uuid, p_conversation uuid, p_contact timestamp with time zone); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.derive_waiting(p_workspace uuid, p_conversation uuid, p_contact timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION end_invitations(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.end_invitations() FROM PUBLIC;

--
-- Name: FUNCTION end_keys(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.end_keys() FROM PUBLIC;

--
-- Name: FUNCTION end_session(p_session uuid); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.end_session(p_session uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.end_session(p_session uuid) TO ss_app;

--
-- Name: FUNCTION end_sessions(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.end_sessions() FROM PUBLIC;

--
-- Name: FUNCTION end_support(p_id uuid); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.end_support(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.end_support(p_id uuid) TO ss_app;
GRANT ALL ON FUNCTION app.end_support(p_id uuid) TO ss_admin;

--
-- Name: TABLE approval_evidence; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.approval_evidence TO ss_app;
GRANT SELECT,INSERT ON TABLE app.approval_evidence TO ss_history;
GRANT SELECT,DELETE ON TABLE app.approval_evidence TO ss_gate;

--
-- Name: COLUMN approval_evidence.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(workspace_id) ON TABLE app.approval_evidence TO ss_guest;

--
-- Name: COLUMN approval_evidence.approval_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(approval_id) ON TABLE app.approval_evidence TO ss_guest;

--
-- Name: COLUMN approval_evidence.seq; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(seq) ON TABLE app.approval_evidence TO ss_guest;

--
-- Name: COLUMN approval_evidence.action; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(action) ON TABLE app.approval_evidence TO ss_guest;

--
-- Name: COLUMN approval_evidence.entity_rev; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(entity_rev) ON TABLE app.approval_evidence TO ss_guest;

--
-- Name: COLUMN approval_evidence.snapshot_hash; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(snapshot_hash) ON TABLE app.approval_evidence TO ss_guest;

--
-- Name: COLUMN approval_evidence.actor_kind; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(actor_kind) ON TABLE app.approval_evidence TO ss_guest;

--
-- Name: COLUMN approval_evidence.actor_name; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(actor_name) ON TABLE app.approval_evidence TO ss_guest;

--
-- Name: COLUMN approval_evidence.note; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(note) ON TABLE app.approval_evidence TO ss_guest;

--
-- Name: COLUMN approval_evidence.at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(at) ON TABLE app.approval_evidence TO ss_guest;

--
-- Name: COLUMN approval_evidence.previous; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(previous) ON TABLE app.approval_evidence TO ss_guest;

--
-- Name: COLUMN approval_evidence.hash; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(hash) ON TABLE app.approval_evidence TO ss_guest;

--
-- Name: FUNCTION evidence_hash(e app.approval_evidence); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.evidence_hash(e app.approval_evidence) FROM PUBLIC;
GRANT ALL ON FUNCTION app.evidence_hash(e app.approval_evidence) TO ss_app;
GRANT ALL ON FUNCTION app.evidence_hash(e app.approval_evidence) TO ss_history;

--
-- Name: FUNCTION fail(status integer, code text, detail text, pointer text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.fail(status integer, code text, detail text, pointer text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.fail(status integer, code text, detail text, pointer text) TO ss_app;
GRANT ALL ON FUNCTION app.fail(status integer, code text, detail text, pointer text) TO ss_gate;
GRANT ALL ON FUNCTION app.fail(status integer, code text, detail text, pointer text) TO ss_auth;
GRANT ALL ON FUNCTION app.fail(status integer, code text, detail text, pointer text) TO ss_guest;
GRANT ALL ON FUNCTION app.fail(status integer, code text, detail text, pointer text) TO ss_admin;
GRANT ALL ON FUNCTION app.fail(status integer, code text, detail text, pointer text) TO ss_worker;
GRANT ALL ON FUNCTION app.fail(status integer, code text, detail text, pointer text) TO ss_history;

--
-- Name: FUNCTION find_invitation(p_token text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.find_invitation(p_token text) FROM PUBLIC;

--
-- Name: FUNCTION find_key(p_hash bytea); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.find_key(p_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION app.find_key(p_hash bytea) TO ss_app;

--
-- Name: FUNCTION finish_mail(p_id uuid, p_attempt integer, p_outcome text, p_error text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.finish_mail(p_id uuid, p_attempt integer, p_outcome text, p_error text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.finish_mail(p_id uuid, p_attempt integer, p_outcome text, p_error text) TO ss_worker;

--
-- Name: FUNCTION forget_client(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.forget_client() FROM PUBLIC;

--
-- Name: FUNCTION guest_writes(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.guest_writes() FROM PUBLIC;

--
-- Name: FUNCTION has_owner(p_workspace uuid, p_but uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.has_owner(p_workspace uuid, p_but uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.has_owner(p_workspace uuid, p_but uuid) TO ss_gate;

--
-- Name: FUNCTION hide_project(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.hide_project() FROM PUBLIC;

--
-- Name: FUNCTION highlight(p_text text, p_words text, p_whole boolean); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.highlight(p_text text, p_words text, p_whole boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.highlight(p_text text, p_words text, p_whole boolean) TO ss_app;
GRANT ALL ON FUNCTION app.highlight(p_text text, p_words text, p_whole boolean) TO ss_guest;

--
-- Name: FUNCTION invitation_status(p_accepted timestamp with time zone, p_revoked timestamp with time zone, p_expires timestamp with time zone); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.invitation_status(p_accepted timestamp with time zone, p_revoked timestamp with time zone, p_expires timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION app.invitation_status(p_accepted timestamp with time zone, p_revoked timestamp with time zone, p_expires timestamp with time zone) TO ss_app;

--
-- Name: FUNCTION is_admin(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.is_admin() FROM PUBLIC;
GRANT ALL ON FUNCTION app.is_admin() TO ss_app;

--
-- Name: FUNCTION join_workspace(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.join_workspace() FROM PUBLIC;

--
-- Name: FUNCTION keep_owner(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.keep_owner() FROM PUBLIC;

--
-- Name: FUNCTION key_hint(p_key text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.key_hint(p_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.key_hint(p_key text) TO ss_gate;

--
-- Name: FUNCTION known_projects(p_projects jsonb, p_pointer text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.known_projects(p_projects jsonb, p_pointer text) FROM PUBLIC;

--
-- Name: FUNCTION key_projects(p_data jsonb); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.key_projects(p_data jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.key_projects(p_data jsonb) TO ss_gate;

--
-- Name: FUNCTION key_reads(p_scope text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.key_reads(p_scope text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.key_reads(p_scope text) TO ss_app;

--
-- Name: FUNCTION known_networks(p_networks jsonb); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.known_networks(p_networks jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.known_networks(p_networks jsonb) TO ss_gate;

--
-- Name: FUNCTION limit_projects(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.limit_projects() FROM PUBLIC;

--
-- Name: FUNCTION link_behind(p_token text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.link_behind(p_token text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.link_behind(p_token text) TO ss_gate;

--
-- Name: FUNCTION link_lives(l app.share_links); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.link_lives(l app.share_links) FROM PUBLIC;
GRANT ALL ON FUNCTION app.link_lives(l app.share_links) TO ss_gate;

--
-- Name: FUNCTION link_scope_name(l app.share_links); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.link_scope_name(l app.share_links) FROM PUBLIC;
GRANT ALL ON FUNCTION app.link_scope_name(l app.share_links) TO ss_gate;

--
-- Name: TABLE link_sessions; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.link_sessions TO ss_history;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.link_sessions TO ss_gate;

--
-- Name: COLUMN link_sessions.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(workspace_id) ON TABLE app.link_sessions TO ss_app;
GRANT SELECT(workspace_id) ON TABLE app.link_sessions TO ss_guest;
GRANT SELECT(workspace_id) ON TABLE app.link_sessions TO ss_history;

--
-- Name: COLUMN link_sessions.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(id) ON TABLE app.link_sessions TO ss_app;
GRANT SELECT(id) ON TABLE app.link_sessions TO ss_guest;
GRANT SELECT(id) ON TABLE app.link_sessions TO ss_history;

--
-- Name: COLUMN link_sessions.link_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(link_id) ON TABLE app.link_sessions TO ss_app;

--
-- Name: COLUMN link_sessions.user_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(user_id) ON TABLE app.link_sessions TO ss_app;
GRANT SELECT(user_id) ON TABLE app.link_sessions TO ss_guest;

--
-- Name: COLUMN link_sessions.name; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(name) ON TABLE app.link_sessions TO ss_app;
GRANT SELECT(name),UPDATE(name) ON TABLE app.link_sessions TO ss_guest;

--
-- Name: COLUMN link_sessions.email; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(email) ON TABLE app.link_sessions TO ss_app;
GRANT SELECT(email) ON TABLE app.link_sessions TO ss_guest;
GRANT SELECT(email) ON TABLE app.link_sessions TO ss_history;

--
-- Name: COLUMN link_sessions.created_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(created_at) ON TABLE app.link_sessions TO ss_app;

--
-- Name: COLUMN link_sessions.expires_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(expires_at) ON TABLE app.link_sessions TO ss_guest;

--
-- Name: COLUMN link_sessions.ended_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(ended_at) ON TABLE app.link_sessions TO ss_history;

--
-- Name: FUNCTION links_of(p_email text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.links_of(p_email text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.links_of(p_email text) TO ss_gate;

--
-- Name: TABLE identities; Type: ACL; Schema: auth; Owner: ss_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.identities TO ss_gate;

--
-- Name: FUNCTION list_identities(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.list_identities() FROM PUBLIC;
GRANT ALL ON FUNCTION app.list_identities() TO ss_app;

--
-- Name: TABLE member_projects; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.member_projects TO ss_app;
GRANT SELECT,INSERT,DELETE ON TABLE app.member_projects TO ss_gate;
GRANT SELECT ON TABLE app.member_projects TO ss_history;
GRANT SELECT ON TABLE app.member_projects TO ss_search;

--
-- Name: FUNCTION listed_projects(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.listed_projects() FROM PUBLIC;
GRANT ALL ON FUNCTION app.listed_projects() TO ss_app;
GRANT ALL ON FUNCTION app.listed_projects() TO ss_gate;
GRANT ALL ON FUNCTION app.listed_projects() TO ss_search;

--
-- Name: FUNCTION listed_clients(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.listed_clients() FROM PUBLIC;
GRANT ALL ON FUNCTION app.listed_clients() TO ss_app;
GRANT ALL ON FUNCTION app.listed_clients() TO ss_search;

--
-- Name: FUNCTION live_client(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.live_client() FROM PUBLIC;
GRANT ALL ON FUNCTION app.live_client() TO ss_app;

--
-- Name: FUNCTION lock_below(p_tasks uuid[], p_project uuid, p_client uuid); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.lock_below(p_tasks uuid[], p_project uuid, p_client uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lock_below(p_tasks uuid[], p_project uuid, p_client uuid) TO ss_app;

--
-- Name: FUNCTION lock_latecomers(p_workspace uuid, p_project uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.lock_latecomers(p_workspace uuid, p_project uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lock_latecomers(p_workspace uuid, p_project uuid) TO ss_history;

--
-- Name: FUNCTION lock_leaving(p_workspace uuid, p_user uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.lock_leaving(p_workspace uuid, p_user uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lock_leaving(p_workspace uuid, p_user uuid) TO ss_gate;

--
-- Name: FUNCTION lock_members(p_workspace uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.lock_members(p_workspace uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lock_members(p_workspace uuid) TO ss_gate;

--
-- Name: FUNCTION lock_place(p_project uuid, p_task uuid, p_client uuid); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.lock_place(p_project uuid, p_task uuid, p_client uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.lock_place(p_project uuid, p_task uuid, p_client uuid) TO ss_app;
GRANT ALL ON FUNCTION app.lock_place(p_project uuid, p_task uuid, p_client uuid) TO ss_guest;

--
-- Name: FUNCTION log_approval(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.log_approval() FROM PUBLIC;

--
-- Name: FUNCTION log_client(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.log_client() FROM PUBLIC;

--
-- Name: FUNCTION log_comment(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.log_comment() FROM PUBLIC;

--
-- Name: FUNCTION log_contact(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.log_contact() FROM PUBLIC;

--
-- Name: FUNCTION log_conversation(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.log_conversation() FROM PUBLIC;

--
-- Name: FUNCTION log_membership(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.log_membership() FROM PUBLIC;

--
-- Name: FUNCTION log_message(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.log_message() FROM PUBLIC;

--
-- Name: FUNCTION log_message_event(m app.messages, kind text, changed text[]); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.log_message_event(m app.messages, kind text, changed text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.log_message_event(m app.messages, kind text, changed text[]) TO ss_history;

--
-- Name: FUNCTION log_project(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.log_project() FROM PUBLIC;

--
-- Name: FUNCTION log_reaction(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.log_reaction() FROM PUBLIC;

--
-- Name: FUNCTION log_share_link(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.log_share_link() FROM PUBLIC;

--
-- Name: FUNCTION log_task(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.log_task() FROM PUBLIC;

--
-- Name: FUNCTION log_workspace(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.log_workspace() FROM PUBLIC;

--
-- Name: FUNCTION mail_digests(p_most integer); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.mail_digests(p_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.mail_digests(p_most integer) TO ss_worker;

--
-- Name: FUNCTION mail_invitation(p_invitation app.invitations, p_token text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.mail_invitation(p_invitation app.invitations, p_token text) FROM PUBLIC;

--
-- Name: TABLE notification_prefs; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.notification_prefs TO ss_app;
GRANT SELECT,INSERT,UPDATE ON TABLE app.notification_prefs TO ss_history;
GRANT SELECT,DELETE ON TABLE app.notification_prefs TO ss_gate;

--
-- Name: COLUMN notification_prefs.inbox; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(inbox) ON TABLE app.notification_prefs TO ss_app;

--
-- Name: COLUMN notification_prefs.mail_now; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(mail_now) ON TABLE app.notification_prefs TO ss_app;
GRANT UPDATE(mail_now) ON TABLE app.notification_prefs TO ss_gate;

--
-- Name: COLUMN notification_prefs.mail_digest; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(mail_digest) ON TABLE app.notification_prefs TO ss_app;
GRANT UPDATE(mail_digest) ON TABLE app.notification_prefs TO ss_gate;

--
-- Name: COLUMN notification_prefs.digest; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(digest) ON TABLE app.notification_prefs TO ss_app;
GRANT UPDATE(digest) ON TABLE app.notification_prefs TO ss_gate;

--
-- Name: COLUMN notification_prefs.digest_hour; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(digest_hour) ON TABLE app.notification_prefs TO ss_app;

--
-- Name: COLUMN notification_prefs.quiet_from; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(quiet_from) ON TABLE app.notification_prefs TO ss_app;

--
-- Name: COLUMN notification_prefs.quiet_to; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(quiet_to) ON TABLE app.notification_prefs TO ss_app;

--
-- Name: COLUMN notification_prefs.mail_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(mail_at) ON TABLE app.notification_prefs TO ss_gate;

--
-- Name: FUNCTION mail_member(p app.notification_prefs, p_template text, p_reasons text[]); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.mail_member(p app.notification_prefs, p_template text, p_reasons text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.mail_member(p app.notification_prefs, p_template text, p_reasons text[]) TO ss_history;

--
-- Name: FUNCTION mail_notifications(p_most integer); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.mail_notifications(p_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.mail_notifications(p_most integer) TO ss_worker;

--
-- Name: FUNCTION make_board(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.make_board() FROM PUBLIC;

--
-- Name: FUNCTION make_exports(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.make_exports() FROM PUBLIC;
GRANT ALL ON FUNCTION app.make_exports() TO ss_worker;

--
-- Name: FUNCTION make_notification_prefs(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.make_notification_prefs() FROM PUBLIC;

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
-- Name: TABLE sessions; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.sessions TO ss_gate;

--
-- Name: COLUMN sessions.revoked_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(revoked_at) ON TABLE app.sessions TO ss_gate;

--
-- Name: TABLE credentials; Type: ACL; Schema: auth; Owner: ss_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.credentials TO ss_gate;

--
-- Name: TABLE one_time_tokens; Type: ACL; Schema: auth; Owner: ss_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.one_time_tokens TO ss_gate;

--
-- Name: TABLE recovery_codes; Type: ACL; Schema: auth; Owner: ss_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.recovery_codes TO ss_gate;

--
-- Name: TABLE second_factors; Type: ACL; Schema: auth; Owner: ss_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.second_factors TO ss_gate;

--
-- Name: FUNCTION my_security(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.my_security() FROM PUBLIC;
GRANT ALL ON FUNCTION app.my_security() TO ss_app;

--
-- Name: FUNCTION my_sessions(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.my_sessions() FROM PUBLIC;
GRANT ALL ON FUNCTION app.my_sessions() TO ss_app;

--
-- Name: FUNCTION name_key(p_name text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.name_key(p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.name_key(p_name text) TO ss_app;
GRANT ALL ON FUNCTION app.name_key(p_name text) TO ss_search;
GRANT ALL ON FUNCTION app.name_key(p_name text) TO ss_guest;
GRANT ALL ON FUNCTION app.name_key(p_name text) TO ss_history;
GRANT ALL ON FUNCTION app.name_key(p_name text) TO ss_gate;

--
-- Name: FUNCTION name_of(p_user uuid); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.name_of(p_user uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.name_of(p_user uuid) TO ss_app;
GRANT ALL ON FUNCTION app.name_of(p_user uuid) TO ss_admin;

--
-- Name: FUNCTION next_digest(p_digest text, p_hour integer, p_zone text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.next_digest(p_digest text, p_hour integer, p_zone text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.next_digest(p_digest text, p_hour integer, p_zone text) TO ss_history;

--
-- Name: FUNCTION next_rank(p_project uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.next_rank(p_project uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.next_rank(p_project uuid) TO ss_app;

--
-- Name: TABLE link_accesses; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.link_accesses TO ss_app;
GRANT SELECT,INSERT,DELETE ON TABLE app.link_accesses TO ss_gate;

--
-- Name: FUNCTION note_access(p_workspace uuid, p_link uuid, p_guest uuid, p_what text, p_object uuid, p_agent text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.note_access(p_workspace uuid, p_link uuid, p_guest uuid, p_what text, p_object uuid, p_agent text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.note_access(p_workspace uuid, p_link uuid, p_guest uuid, p_what text, p_object uuid, p_agent text) TO ss_gate;

--
-- Name: FUNCTION note_network(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.note_network() FROM PUBLIC;

--
-- Name: TABLE events; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,INSERT ON TABLE app.events TO ss_history;
GRANT SELECT ON TABLE app.events TO ss_app;
GRANT SELECT,DELETE ON TABLE app.events TO ss_gate;

--
-- Name: FUNCTION notification_reason(e app.events, m app.memberships); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.notification_reason(e app.events, m app.memberships) FROM PUBLIC;
GRANT ALL ON FUNCTION app.notification_reason(e app.events, m app.memberships) TO ss_history;

--
-- Name: FUNCTION own_api_key(p_id uuid); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.own_api_key(p_id uuid) FROM PUBLIC;

--
-- Name: FUNCTION own_message(p_id uuid, p_owner boolean); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.own_message(p_id uuid, p_owner boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.own_message(p_id uuid, p_owner boolean) TO ss_app;

--
-- Name: FUNCTION send_mail(p_to text, p_template text, p_vars jsonb, p_dedupe text, p_limited boolean, p_workspace uuid); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.send_mail(p_to text, p_template text, p_vars jsonb, p_dedupe text, p_limited boolean, p_workspace uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.send_mail(p_to text, p_template text, p_vars jsonb, p_dedupe text, p_limited boolean, p_workspace uuid) TO ss_history;
GRANT ALL ON FUNCTION app.send_mail(p_to text, p_template text, p_vars jsonb, p_dedupe text, p_limited boolean, p_workspace uuid) TO ss_owner;

--
-- Name: FUNCTION owner_mail(p_workspace uuid, p_template text, p_vars jsonb); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.owner_mail(p_workspace uuid, p_template text, p_vars jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.owner_mail(p_workspace uuid, p_template text, p_vars jsonb) TO ss_gate;

--
-- Name: FUNCTION personal_messages(p_user uuid, p_visibility text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.personal_messages(p_user uuid, p_visibility text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.personal_messages(p_user uuid, p_visibility text) TO ss_gate;

--
-- Name: TABLE approvals; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,DELETE ON TABLE app.approvals TO ss_gate;

--
-- Name: COLUMN approvals.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(workspace_id),INSERT(workspace_id) ON TABLE app.approvals TO ss_app;
GRANT SELECT(workspace_id) ON TABLE app.approvals TO ss_guest;

--
-- Name: COLUMN approvals.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(id),INSERT(id) ON TABLE app.approvals TO ss_app;
GRANT SELECT(id) ON TABLE app.approvals TO ss_guest;

--
-- Name: COLUMN approvals.task_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(task_id),INSERT(task_id) ON TABLE app.approvals TO ss_app;
GRANT SELECT(task_id) ON TABLE app.approvals TO ss_guest;

--
-- Name: COLUMN approvals.task_rev; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(task_rev) ON TABLE app.approvals TO ss_app;
GRANT SELECT(task_rev) ON TABLE app.approvals TO ss_guest;

--
-- Name: COLUMN approvals.snapshot; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(snapshot) ON TABLE app.approvals TO ss_app;
GRANT SELECT(snapshot) ON TABLE app.approvals TO ss_guest;

--
-- Name: COLUMN approvals.snapshot_hash; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(snapshot_hash) ON TABLE app.approvals TO ss_app;
GRANT SELECT(snapshot_hash) ON TABLE app.approvals TO ss_guest;

--
-- Name: COLUMN approvals.note; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(note),INSERT(note) ON TABLE app.approvals TO ss_app;
GRANT SELECT(note) ON TABLE app.approvals TO ss_guest;

--
-- Name: COLUMN approvals.status; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(status),UPDATE(status) ON TABLE app.approvals TO ss_app;
GRANT SELECT(status),UPDATE(status) ON TABLE app.approvals TO ss_guest;

--
-- Name: COLUMN approvals.requested_by; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(requested_by),INSERT(requested_by) ON TABLE app.approvals TO ss_app;
GRANT SELECT(requested_by) ON TABLE app.approvals TO ss_guest;

--
-- Name: COLUMN approvals.requested_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(requested_at) ON TABLE app.approvals TO ss_app;
GRANT SELECT(requested_at) ON TABLE app.approvals TO ss_guest;

--
-- Name: COLUMN approvals.decided_by; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(decided_by) ON TABLE app.approvals TO ss_app;

--
-- Name: COLUMN approvals.decided_by_name; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(decided_by_name) ON TABLE app.approvals TO ss_app;
GRANT SELECT(decided_by_name) ON TABLE app.approvals TO ss_guest;

--
-- Name: COLUMN approvals.decided_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(decided_at) ON TABLE app.approvals TO ss_app;
GRANT SELECT(decided_at) ON TABLE app.approvals TO ss_guest;

--
-- Name: COLUMN approvals.decision_note; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(decision_note) ON TABLE app.approvals TO ss_app;
GRANT SELECT(decision_note),UPDATE(decision_note) ON TABLE app.approvals TO ss_guest;

--
-- Name: COLUMN approvals.agent; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(agent),UPDATE(agent) ON TABLE app.approvals TO ss_app;
GRANT UPDATE(agent) ON TABLE app.approvals TO ss_guest;

--
-- Name: COLUMN approvals.rev; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(rev) ON TABLE app.approvals TO ss_app;
GRANT SELECT(rev) ON TABLE app.approvals TO ss_guest;

--
-- Name: TABLE comments; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.comments TO ss_app;
GRANT SELECT ON TABLE app.comments TO ss_history;
GRANT SELECT,DELETE ON TABLE app.comments TO ss_gate;

--
-- Name: COLUMN comments.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(workspace_id) ON TABLE app.comments TO ss_app;
GRANT SELECT(workspace_id),INSERT(workspace_id) ON TABLE app.comments TO ss_guest;

--
-- Name: COLUMN comments.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(id) ON TABLE app.comments TO ss_app;
GRANT SELECT(id),INSERT(id) ON TABLE app.comments TO ss_guest;

--
-- Name: COLUMN comments.task_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(task_id) ON TABLE app.comments TO ss_app;
GRANT SELECT(task_id),INSERT(task_id) ON TABLE app.comments TO ss_guest;

--
-- Name: COLUMN comments.parent_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(parent_id) ON TABLE app.comments TO ss_app;
GRANT SELECT(parent_id),INSERT(parent_id) ON TABLE app.comments TO ss_guest;

--
-- Name: COLUMN comments.author_kind; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(author_kind),INSERT(author_kind) ON TABLE app.comments TO ss_guest;

--
-- Name: COLUMN comments.author_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(author_id) ON TABLE app.comments TO ss_app;
GRANT SELECT(author_id),INSERT(author_id) ON TABLE app.comments TO ss_guest;

--
-- Name: COLUMN comments.body; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(body),UPDATE(body) ON TABLE app.comments TO ss_app;
GRANT SELECT(body),INSERT(body),UPDATE(body) ON TABLE app.comments TO ss_guest;

--
-- Name: COLUMN comments.visibility; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(visibility),UPDATE(visibility) ON TABLE app.comments TO ss_app;
GRANT UPDATE(visibility) ON TABLE app.comments TO ss_history;
GRANT SELECT(visibility),INSERT(visibility) ON TABLE app.comments TO ss_guest;

--
-- Name: COLUMN comments.rev; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(rev) ON TABLE app.comments TO ss_guest;

--
-- Name: COLUMN comments.created_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(created_at) ON TABLE app.comments TO ss_guest;

--
-- Name: COLUMN comments.updated_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(updated_at) ON TABLE app.comments TO ss_guest;

--
-- Name: COLUMN comments.deleted_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(deleted_at) ON TABLE app.comments TO ss_app;
GRANT SELECT(deleted_at),UPDATE(deleted_at) ON TABLE app.comments TO ss_guest;

--
-- Name: COLUMN comments.visibility_inherited; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(visibility_inherited) ON TABLE app.comments TO ss_history;

--
-- Name: COLUMN comments.author_name; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT(author_name),INSERT(author_name) ON TABLE app.comments TO ss_guest;

--
-- Name: TABLE contacts; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.contacts TO ss_app;
GRANT SELECT ON TABLE app.contacts TO ss_history;
GRANT SELECT ON TABLE app.contacts TO ss_search;
GRANT SELECT,DELETE ON TABLE app.contacts TO ss_gate;

--
-- Name: COLUMN contacts.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(workspace_id) ON TABLE app.contacts TO ss_app;

--
-- Name: COLUMN contacts.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(id) ON TABLE app.contacts TO ss_app;

--
-- Name: COLUMN contacts.client_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(client_id) ON TABLE app.contacts TO ss_app;

--
-- Name: COLUMN contacts.name; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(name),UPDATE(name) ON TABLE app.contacts TO ss_app;

--
-- Name: COLUMN contacts.email; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(email),UPDATE(email) ON TABLE app.contacts TO ss_app;

--
-- Name: COLUMN contacts.phone; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(phone),UPDATE(phone) ON TABLE app.contacts TO ss_app;

--
-- Name: COLUMN contacts."position"; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT("position"),UPDATE("position") ON TABLE app.contacts TO ss_app;

--
-- Name: COLUMN contacts.is_primary; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(is_primary),UPDATE(is_primary) ON TABLE app.contacts TO ss_app;

--
-- Name: COLUMN contacts.notes; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(notes),UPDATE(notes) ON TABLE app.contacts TO ss_app;

--
-- Name: COLUMN contacts.created_by; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(created_by) ON TABLE app.contacts TO ss_app;

--
-- Name: COLUMN contacts.deleted_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(deleted_at) ON TABLE app.contacts TO ss_app;
GRANT UPDATE(deleted_at) ON TABLE app.contacts TO ss_history;

--
-- Name: TABLE notifications; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.notifications TO ss_app;
GRANT SELECT,INSERT,UPDATE ON TABLE app.notifications TO ss_history;
GRANT SELECT,DELETE ON TABLE app.notifications TO ss_gate;

--
-- Name: COLUMN notifications.read_at; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(read_at) ON TABLE app.notifications TO ss_app;

--
-- Name: COLUMN notifications.snoozed_until; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT UPDATE(snoozed_until) ON TABLE app.notifications TO ss_app;

--
-- Name: FUNCTION personal_data(p_user uuid); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.personal_data(p_user uuid) FROM PUBLIC;

--
-- Name: FUNCTION place_approval(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.place_approval() FROM PUBLIC;

--
-- Name: FUNCTION place_conversation(INOUT c app.conversations); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.place_conversation(INOUT c app.conversations) FROM PUBLIC;
GRANT ALL ON FUNCTION app.place_conversation(INOUT c app.conversations) TO ss_app;
GRANT ALL ON FUNCTION app.place_conversation(INOUT c app.conversations) TO ss_history;
GRANT ALL ON FUNCTION app.place_conversation(INOUT c app.conversations) TO ss_guest;

--
-- Name: FUNCTION place_event(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.place_event() FROM PUBLIC;

--
-- Name: FUNCTION place_message(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.place_message() FROM PUBLIC;

--
-- Name: FUNCTION place_task(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.place_task() FROM PUBLIC;

--
-- Name: TABLE mail_outbox; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.mail_outbox TO ss_gate;

--
-- Name: FUNCTION platform_stats(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.platform_stats() FROM PUBLIC;
GRANT ALL ON FUNCTION app.platform_stats() TO ss_admin;

--
-- Name: FUNCTION portal_client(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.portal_client() FROM PUBLIC;
GRANT ALL ON FUNCTION app.portal_client() TO ss_guest;

--
-- Name: FUNCTION preview_link(p_link uuid, p_session text, p_new_session text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.preview_link(p_link uuid, p_session text, p_new_session text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.preview_link(p_link uuid, p_session text, p_new_session text) TO ss_app;

--
-- Name: FUNCTION project_code(workspace uuid, name text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.project_code(workspace uuid, name text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.project_code(workspace uuid, name text) TO ss_app;

--
-- Name: FUNCTION purge_accounts(p_limit integer); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.purge_accounts(p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.purge_accounts(p_limit integer) TO ss_worker;

--
-- Name: FUNCTION purge_answers(p_most integer); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.purge_answers(p_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.purge_answers(p_most integer) TO ss_worker;

--
-- Name: FUNCTION purge_links(p_limit integer); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.purge_links(p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.purge_links(p_limit integer) TO ss_worker;

--
-- Name: FUNCTION purge_mails(p_limit integer); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.purge_mails(p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.purge_mails(p_limit integer) TO ss_worker;

--
-- Name: FUNCTION purge_secrets(p_most integer); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.purge_secrets(p_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.purge_secrets(p_most integer) TO ss_worker;

--
-- Name: FUNCTION purge_workspaces(p_most integer); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.purge_workspaces(p_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.purge_workspaces(p_most integer) TO ss_worker;

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
-- Name: FUNCTION react(p_message uuid, p_reaction text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.react(p_message uuid, p_reaction text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.react(p_message uuid, p_reaction text) TO ss_app;

--
-- Name: FUNCTION react_as_guest(p_message uuid, p_reaction text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.react_as_guest(p_message uuid, p_reaction text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.react_as_guest(p_message uuid, p_reaction text) TO ss_guest;

--
-- Name: FUNCTION read_as_guest(p_conversation uuid, p_message uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.read_as_guest(p_conversation uuid, p_message uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.read_as_guest(p_conversation uuid, p_message uuid) TO ss_guest;

--
-- Name: FUNCTION read_notifications(p_body jsonb); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.read_notifications(p_body jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.read_notifications(p_body jsonb) TO ss_app;

--
-- Name: FUNCTION recount_share_link(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.recount_share_link() FROM PUBLIC;

--
-- Name: FUNCTION refuse_client(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.refuse_client() FROM PUBLIC;
GRANT ALL ON FUNCTION app.refuse_client() TO ss_app;

--
-- Name: FUNCTION refuse_inherited(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.refuse_inherited() FROM PUBLIC;
GRANT ALL ON FUNCTION app.refuse_inherited() TO ss_app;
GRANT ALL ON FUNCTION app.refuse_inherited() TO ss_guest;

--
-- Name: FUNCTION refuse_listed(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.refuse_listed() FROM PUBLIC;

--
-- Name: FUNCTION refuse_task(t app.tasks); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.refuse_task(t app.tasks) FROM PUBLIC;
GRANT ALL ON FUNCTION app.refuse_task(t app.tasks) TO ss_app;
GRANT ALL ON FUNCTION app.refuse_task(t app.tasks) TO ss_guest;

--
-- Name: FUNCTION remove_identity(p_provider text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.remove_identity(p_provider text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.remove_identity(p_provider text) TO ss_app;

--
-- Name: FUNCTION remove_member(p_user uuid, p_rev integer); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.remove_member(p_user uuid, p_rev integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.remove_member(p_user uuid, p_rev integer) TO ss_app;

--
-- Name: FUNCTION remove_totp(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.remove_totp() FROM PUBLIC;
GRANT ALL ON FUNCTION app.remove_totp() TO ss_app;

--
-- Name: FUNCTION renew_recovery_codes(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.renew_recovery_codes() FROM PUBLIC;
GRANT ALL ON FUNCTION app.renew_recovery_codes() TO ss_app;

--
-- Name: FUNCTION reopen_task(p_id uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.reopen_task(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.reopen_task(p_id uuid) TO ss_app;

--
-- Name: TABLE idempotency_keys; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.idempotency_keys TO ss_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.idempotency_keys TO ss_guest;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.idempotency_keys TO ss_admin;
GRANT SELECT,DELETE ON TABLE app.idempotency_keys TO ss_gate;

--
-- Name: FUNCTION replay_idempotent(p_key text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.replay_idempotent(p_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.replay_idempotent(p_key text) TO ss_app;
GRANT ALL ON FUNCTION app.replay_idempotent(p_key text) TO ss_guest;
GRANT ALL ON FUNCTION app.replay_idempotent(p_key text) TO ss_admin;

--
-- Name: FUNCTION request_support(p_id uuid, p_workspace uuid, p_reason text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.request_support(p_id uuid, p_workspace uuid, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.request_support(p_id uuid, p_workspace uuid, p_reason text) TO ss_admin;

--
-- Name: FUNCTION require_recent_proof(); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.require_recent_proof() FROM PUBLIC;
GRANT ALL ON FUNCTION app.require_recent_proof() TO ss_app;
GRANT ALL ON FUNCTION app.require_recent_proof() TO ss_history;
GRANT ALL ON FUNCTION app.require_recent_proof() TO ss_owner;

--
-- Name: FUNCTION resend_invitation(p_id uuid, p_token text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.resend_invitation(p_id uuid, p_token text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.resend_invitation(p_id uuid, p_token text) TO ss_app;

--
-- Name: FUNCTION resend_share_link(p_link uuid, p_to text, p_token text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.resend_share_link(p_link uuid, p_to text, p_token text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.resend_share_link(p_link uuid, p_to text, p_token text) TO ss_app;

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
-- Name: FUNCTION restore_workspace(p_id uuid); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.restore_workspace(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.restore_workspace(p_id uuid) TO ss_app;

--
-- Name: FUNCTION revoke_api_key(p_id uuid, p_rev integer); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.revoke_api_key(p_id uuid, p_rev integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.revoke_api_key(p_id uuid, p_rev integer) TO ss_app;

--
-- Name: FUNCTION revoke_invitation(p_id uuid, p_rev integer); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.revoke_invitation(p_id uuid, p_rev integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.revoke_invitation(p_id uuid, p_rev integer) TO ss_app;

--
-- Name: FUNCTION rotate_api_key(p_id uuid, p_key text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.rotate_api_key(p_id uuid, p_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.rotate_api_key(p_id uuid, p_key text) TO ss_app;

--
-- Name: FUNCTION search_clients(p_words text); Type: ACL; Schema: app; Owner: ss_search
--

REVOKE ALL ON FUNCTION app.search_clients(p_words text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.search_clients(p_words text) TO ss_app;

--
-- Name: FUNCTION search_contacts(p_words text); Type: ACL; Schema: app; Owner: ss_search
--

REVOKE ALL ON FUNCTION app.search_contacts(p_words text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.search_contacts(p_words text) TO ss_app;

--
-- Name: FUNCTION search_conversations(p_words text); Type: ACL; Schema: app; Owner: ss_search
--

REVOKE ALL ON FUNCTION app.search_conversations(p_words text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.search_conversations(p_words text) TO ss_app;

--
-- Name: FUNCTION search_messages(p_words text); Type: ACL; Schema: app; Owner: ss_search
--

REVOKE ALL ON FUNCTION app.search_messages(p_words text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.search_messages(p_words text) TO ss_app;

--
-- Name: FUNCTION search_portal(p_words text); Type: ACL; Schema: app; Owner: ss_search
--

REVOKE ALL ON FUNCTION app.search_portal(p_words text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.search_portal(p_words text) TO ss_guest;

--
-- Name: FUNCTION search_projects(p_words text); Type: ACL; Schema: app; Owner: ss_search
--

REVOKE ALL ON FUNCTION app.search_projects(p_words text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.search_projects(p_words text) TO ss_app;

--
-- Name: FUNCTION search_query(p_words text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.search_query(p_words text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.search_query(p_words text) TO ss_search;
GRANT ALL ON FUNCTION app.search_query(p_words text) TO ss_app;
GRANT ALL ON FUNCTION app.search_query(p_words text) TO ss_guest;

--
-- Name: FUNCTION search_tasks(p_words text); Type: ACL; Schema: app; Owner: ss_search
--

REVOKE ALL ON FUNCTION app.search_tasks(p_words text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.search_tasks(p_words text) TO ss_app;

--
-- Name: FUNCTION seen_clients(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.seen_clients() FROM PUBLIC;
GRANT ALL ON FUNCTION app.seen_clients() TO ss_search;

--
-- Name: FUNCTION seen_projects(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.seen_projects() FROM PUBLIC;
GRANT ALL ON FUNCTION app.seen_projects() TO ss_search;

--
-- Name: FUNCTION sees_approval(p_approval uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.sees_approval(p_approval uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.sees_approval(p_approval uuid) TO ss_app;

--
-- Name: FUNCTION sees_conversation(p_conversation uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.sees_conversation(p_conversation uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.sees_conversation(p_conversation uuid) TO ss_app;
GRANT ALL ON FUNCTION app.sees_conversation(p_conversation uuid) TO ss_guest;

--
-- Name: FUNCTION sees_link(p_link uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.sees_link(p_link uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.sees_link(p_link uuid) TO ss_app;

--
-- Name: FUNCTION sees_message(p_message uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.sees_message(p_message uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.sees_message(p_message uuid) TO ss_app;
GRANT ALL ON FUNCTION app.sees_message(p_message uuid) TO ss_guest;

--
-- Name: FUNCTION sees_task(p_task uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.sees_task(p_task uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.sees_task(p_task uuid) TO ss_app;

--
-- Name: FUNCTION send_share_link(p_link uuid, p_to text, p_token text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.send_share_link(p_link uuid, p_to text, p_token text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.send_share_link(p_link uuid, p_to text, p_token text) TO ss_app;

--
-- Name: FUNCTION set_conversation(p_id uuid, p_status text, p_until timestamp with time zone); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.set_conversation(p_id uuid, p_status text, p_until timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION app.set_conversation(p_id uuid, p_status text, p_until timestamp with time zone) TO ss_app;

--
-- Name: FUNCTION set_member_projects(p_user uuid, p_scope text, p_projects jsonb); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.set_member_projects(p_user uuid, p_scope text, p_projects jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.set_member_projects(p_user uuid, p_scope text, p_projects jsonb) TO ss_app;

--
-- Name: FUNCTION set_member_role(p_user uuid, p_rev integer, p_role text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.set_member_role(p_user uuid, p_rev integer, p_role text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.set_member_role(p_user uuid, p_rev integer, p_role text) TO ss_app;

--
-- Name: FUNCTION settle_message(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.settle_message() FROM PUBLIC;

--
-- Name: FUNCTION show_below_project(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.show_below_project() FROM PUBLIC;

--
-- Name: FUNCTION show_below_task(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.show_below_task() FROM PUBLIC;

--
-- Name: FUNCTION show_comment(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.show_comment() FROM PUBLIC;

--
-- Name: FUNCTION show_talk_of_project(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.show_talk_of_project() FROM PUBLIC;

--
-- Name: FUNCTION show_talk_of_task(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.show_talk_of_task() FROM PUBLIC;

--
-- Name: FUNCTION show_task(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.show_task() FROM PUBLIC;

--
-- Name: FUNCTION shut_share_link(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.shut_share_link() FROM PUBLIC;

--
-- Name: FUNCTION snooze_notifications(p_body jsonb); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.snooze_notifications(p_body jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.snooze_notifications(p_body jsonb) TO ss_app;

--
-- Name: FUNCTION spread_ranks(p_column uuid, p_place text, p_moved uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.spread_ranks(p_column uuid, p_place text, p_moved uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.spread_ranks(p_column uuid, p_place text, p_moved uuid) TO ss_app;

--
-- Name: FUNCTION start_oidc_link(p_browser text, p_state text, p_provider text, p_nonce text, p_verifier text, p_return_to text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.start_oidc_link(p_browser text, p_state text, p_provider text, p_nonce text, p_verifier text, p_return_to text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.start_oidc_link(p_browser text, p_state text, p_provider text, p_nonce text, p_verifier text, p_return_to text) TO ss_app;

--
-- Name: FUNCTION suggest(p_begin text); Type: ACL; Schema: app; Owner: ss_search
--

REVOKE ALL ON FUNCTION app.suggest(p_begin text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.suggest(p_begin text) TO ss_app;

--
-- Name: FUNCTION support_status(p_approved boolean, p_ended timestamp with time zone, p_expires timestamp with time zone); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.support_status(p_approved boolean, p_ended timestamp with time zone, p_expires timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION app.support_status(p_approved boolean, p_ended timestamp with time zone, p_expires timestamp with time zone) TO ss_app;
GRANT ALL ON FUNCTION app.support_status(p_approved boolean, p_ended timestamp with time zone, p_expires timestamp with time zone) TO ss_admin;
GRANT ALL ON FUNCTION app.support_status(p_approved boolean, p_ended timestamp with time zone, p_expires timestamp with time zone) TO ss_gate;

--
-- Name: FUNCTION take_notifications(p_workspace uuid, p_user uuid, p_reasons text[]); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.take_notifications(p_workspace uuid, p_user uuid, p_reasons text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.take_notifications(p_workspace uuid, p_user uuid, p_reasons text[]) TO ss_history;

--
-- Name: FUNCTION takes_part(e app.events, p_member uuid); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.takes_part(e app.events, p_member uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.takes_part(e app.events, p_member uuid) TO ss_history;

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
-- Name: FUNCTION tenant_tables(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.tenant_tables() FROM PUBLIC;
GRANT ALL ON FUNCTION app.tenant_tables() TO ss_gate;

--
-- Name: FUNCTION touch_client(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.touch_client() FROM PUBLIC;

--
-- Name: FUNCTION touch_comment(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.touch_comment() FROM PUBLIC;

--
-- Name: FUNCTION touch_contact(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.touch_contact() FROM PUBLIC;

--
-- Name: FUNCTION touch_conversation(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.touch_conversation() FROM PUBLIC;

--
-- Name: FUNCTION touch_key(p_key app.api_keys, p_ip_prefix text); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.touch_key(p_key app.api_keys, p_ip_prefix text) FROM PUBLIC;

--
-- Name: FUNCTION touch_message(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.touch_message() FROM PUBLIC;

--
-- Name: FUNCTION touch_notification_prefs(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.touch_notification_prefs() FROM PUBLIC;

--
-- Name: FUNCTION touch_project(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.touch_project() FROM PUBLIC;

--
-- Name: FUNCTION touch_share_link(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.touch_share_link() FROM PUBLIC;

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
-- Name: FUNCTION transfer_ownership(p_user uuid); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.transfer_ownership(p_user uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.transfer_ownership(p_user uuid) TO ss_app;

--
-- Name: FUNCTION trash_of_client(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.trash_of_client() FROM PUBLIC;

--
-- Name: FUNCTION turn_of_conversation(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.turn_of_conversation() FROM PUBLIC;

--
-- Name: FUNCTION turn_of_message(); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.turn_of_message() FROM PUBLIC;

--
-- Name: FUNCTION unread_notifications(); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.unread_notifications() FROM PUBLIC;
GRANT ALL ON FUNCTION app.unread_notifications() TO ss_app;

--
-- Name: FUNCTION update_api_key(p_id uuid, p_rev integer, p_data jsonb); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.update_api_key(p_id uuid, p_rev integer, p_data jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.update_api_key(p_id uuid, p_rev integer, p_data jsonb) TO ss_app;

--
-- Name: FUNCTION update_conversation(p_id uuid, p_rev integer, p_data jsonb); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.update_conversation(p_id uuid, p_rev integer, p_data jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.update_conversation(p_id uuid, p_rev integer, p_data jsonb) TO ss_app;

--
-- Name: FUNCTION update_message(p_id uuid, p_rev integer, p_body text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.update_message(p_id uuid, p_rev integer, p_body text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.update_message(p_id uuid, p_rev integer, p_body text) TO ss_app;

--
-- Name: FUNCTION update_portal_message(p_id uuid, p_rev integer, p_body text); Type: ACL; Schema: app; Owner: ss_owner
--

REVOKE ALL ON FUNCTION app.update_portal_message(p_id uuid, p_rev integer, p_body text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.update_portal_message(p_id uuid, p_rev integer, p_body text) TO ss_guest;

--
-- Name: FUNCTION use_invitation(p_token text, p_user uuid); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.use_invitation(p_token text, p_user uuid) FROM PUBLIC;

--
-- Name: FUNCTION verify_audit(p_after bigint, p_most integer); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.verify_audit(p_after bigint, p_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.verify_audit(p_after bigint, p_most integer) TO ss_app;

--
-- Name: FUNCTION wake_conversations(p_most integer); Type: ACL; Schema: app; Owner: ss_history
--

REVOKE ALL ON FUNCTION app.wake_conversations(p_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.wake_conversations(p_most integer) TO ss_worker;

--
-- Name: FUNCTION workspace_slug(p_name text, p_id uuid); Type: ACL; Schema: app; Owner: ss_gate
--

REVOKE ALL ON FUNCTION app.workspace_slug(p_name text, p_id uuid) FROM PUBLIC;

--
-- Name: FUNCTION add_session(p_session uuid, p_user uuid, p_agent text, p_ip_prefix text, p_remember boolean); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.add_session(p_session uuid, p_user uuid, p_agent text, p_ip_prefix text, p_remember boolean) FROM PUBLIC;

--
-- Name: FUNCTION attempt(p_subject bytea, p_place text, p_most integer, p_within interval); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.attempt(p_subject bytea, p_place text, p_most integer, p_within interval) FROM PUBLIC;

--
-- Name: FUNCTION begin_public(p_request_id text, p_ip_prefix text, p_agent text); Type: ACL; Schema: auth; Owner: ss_owner
--

REVOKE ALL ON FUNCTION auth.begin_public(p_request_id text, p_ip_prefix text, p_agent text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.begin_public(p_request_id text, p_ip_prefix text, p_agent text) TO ss_auth;

--
-- Name: FUNCTION change_password(p_hash text, p_pepper text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.change_password(p_hash text, p_pepper text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.change_password(p_hash text, p_pepper text) TO ss_auth;

--
-- Name: FUNCTION close_account(); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.close_account() FROM PUBLIC;
GRANT ALL ON FUNCTION auth.close_account() TO ss_auth;

--
-- Name: FUNCTION close_session(p_session uuid, p_user uuid); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.close_session(p_session uuid, p_user uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.close_session(p_session uuid, p_user uuid) TO ss_auth;

--
-- Name: FUNCTION confirm_email(p_token text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.confirm_email(p_token text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.confirm_email(p_token text) TO ss_auth;

--
-- Name: FUNCTION confirm_totp(p_step bigint, p_subject bytea); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.confirm_totp(p_step bigint, p_subject bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.confirm_totp(p_step bigint, p_subject bytea) TO ss_auth;

--
-- Name: TABLE link_failures; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.link_failures TO ss_gate;

--
-- Name: FUNCTION count_link_try(p_workspace uuid, p_link uuid, p_network text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.count_link_try(p_workspace uuid, p_link uuid, p_network text) FROM PUBLIC;

--
-- Name: FUNCTION create_person(p_user uuid, p_workspace uuid, p_email text, p_name text, p_workspace_name text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.create_person(p_user uuid, p_workspace uuid, p_email text, p_name text, p_workspace_name text) FROM PUBLIC;

--
-- Name: FUNCTION end_all_sessions(); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.end_all_sessions() FROM PUBLIC;
GRANT ALL ON FUNCTION auth.end_all_sessions() TO ss_auth;

--
-- Name: FUNCTION end_other_sessions(p_user uuid, p_but uuid); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.end_other_sessions(p_user uuid, p_but uuid) FROM PUBLIC;

--
-- Name: FUNCTION find_link(p_token text, p_session text, p_network text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.find_link(p_token text, p_session text, p_network text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.find_link(p_token text, p_session text, p_network text) TO ss_auth;

--
-- Name: FUNCTION find_login(p_email text, p_subject bytea, p_device bytea); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.find_login(p_email text, p_subject bytea, p_device bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.find_login(p_email text, p_subject bytea, p_device bytea) TO ss_auth;

--
-- Name: FUNCTION find_own_password(p_subject bytea); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.find_own_password(p_subject bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.find_own_password(p_subject bytea) TO ss_auth;

--
-- Name: FUNCTION find_reset(p_token text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.find_reset(p_token text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.find_reset(p_token text) TO ss_auth;

--
-- Name: FUNCTION find_second_factor(p_user uuid, p_since timestamp with time zone, p_subject bytea); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.find_second_factor(p_user uuid, p_since timestamp with time zone, p_subject bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.find_second_factor(p_user uuid, p_since timestamp with time zone, p_subject bytea) TO ss_auth;

--
-- Name: FUNCTION find_totp(p_subject bytea); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.find_totp(p_subject bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.find_totp(p_subject bytea) TO ss_auth;

--
-- Name: FUNCTION first_refusal(p_subject bytea, p_place text, p_within interval); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.first_refusal(p_subject bytea, p_place text, p_within interval) FROM PUBLIC;

--
-- Name: FUNCTION forgive(p_subject bytea, p_device bytea); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.forgive(p_subject bytea, p_device bytea) FROM PUBLIC;

--
-- Name: FUNCTION invited_sign_in(p_user uuid, p_session uuid, p_token text, p_name text, p_hash text, p_pepper text, p_remember boolean, p_device bytea); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.invited_sign_in(p_user uuid, p_session uuid, p_token text, p_name text, p_hash text, p_pepper text, p_remember boolean, p_device bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.invited_sign_in(p_user uuid, p_session uuid, p_token text, p_name text, p_hash text, p_pepper text, p_remember boolean, p_device bytea) TO ss_auth;

--
-- Name: TABLE devices; Type: ACL; Schema: auth; Owner: ss_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.devices TO ss_gate;

--
-- Name: FUNCTION keep_device(p_user uuid, p_device bytea); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.keep_device(p_user uuid, p_device bytea) FROM PUBLIC;

--
-- Name: FUNCTION link_expired(); Type: ACL; Schema: auth; Owner: ss_owner
--

REVOKE ALL ON FUNCTION auth.link_expired() FROM PUBLIC;
GRANT ALL ON FUNCTION auth.link_expired() TO ss_gate;

--
-- Name: FUNCTION mail_link(p_email text, p_kind text, p_token text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.mail_link(p_email text, p_kind text, p_token text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.mail_link(p_email text, p_kind text, p_token text) TO ss_auth;

--
-- Name: FUNCTION mail_my_links(p_email text, p_secret text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.mail_my_links(p_email text, p_secret text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.mail_my_links(p_email text, p_secret text) TO ss_auth;

--
-- Name: FUNCTION mail_token(p_to text, p_template text, p_token text, p_name text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.mail_token(p_to text, p_template text, p_token text, p_name text) FROM PUBLIC;

--
-- Name: FUNCTION make_recovery_codes(p_user uuid); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.make_recovery_codes(p_user uuid) FROM PUBLIC;

--
-- Name: FUNCTION may_change_password(); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.may_change_password() FROM PUBLIC;
GRANT ALL ON FUNCTION auth.may_change_password() TO ss_auth;

--
-- Name: FUNCTION network(); Type: ACL; Schema: auth; Owner: ss_owner
--

REVOKE ALL ON FUNCTION auth.network() FROM PUBLIC;
GRANT ALL ON FUNCTION auth.network() TO ss_gate;

--
-- Name: FUNCTION notice(p_user uuid, p_event text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.notice(p_user uuid, p_event text) FROM PUBLIC;

--
-- Name: FUNCTION oidc_hash(p_text text); Type: ACL; Schema: auth; Owner: ss_owner
--

REVOKE ALL ON FUNCTION auth.oidc_hash(p_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.oidc_hash(p_text text) TO ss_gate;

--
-- Name: FUNCTION oidc_link(p_issuer text, p_subject text, p_provider text, p_email text, p_user uuid, p_session uuid); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.oidc_link(p_issuer text, p_subject text, p_provider text, p_email text, p_user uuid, p_session uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.oidc_link(p_issuer text, p_subject text, p_provider text, p_email text, p_user uuid, p_session uuid) TO ss_auth;

--
-- Name: FUNCTION oidc_sign_in(p_issuer text, p_subject text, p_provider text, p_email text, p_name text, p_new_user uuid, p_workspace uuid, p_session uuid, p_device bytea); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.oidc_sign_in(p_issuer text, p_subject text, p_provider text, p_email text, p_name text, p_new_user uuid, p_workspace uuid, p_session uuid, p_device bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.oidc_sign_in(p_issuer text, p_subject text, p_provider text, p_email text, p_name text, p_new_user uuid, p_workspace uuid, p_session uuid, p_device bytea) TO ss_auth;

--
-- Name: FUNCTION open_invitation(p_token text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.open_invitation(p_token text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.open_invitation(p_token text) TO ss_auth;

--
-- Name: FUNCTION open_link(p_link uuid, p_token text, p_session text, p_new_session text, p_name text, p_email text, p_code text, p_network text, p_agent text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.open_link(p_link uuid, p_token text, p_session text, p_new_session text, p_name text, p_email text, p_code text, p_network text, p_agent text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.open_link(p_link uuid, p_token text, p_session text, p_new_session text, p_name text, p_email text, p_code text, p_network text, p_agent text) TO ss_auth;

--
-- Name: FUNCTION password_sign_in(p_user uuid, p_session uuid, p_remember boolean, p_device bytea, p_subject bytea, p_new_hash text, p_new_pepper text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.password_sign_in(p_user uuid, p_session uuid, p_remember boolean, p_device bytea, p_subject bytea, p_new_hash text, p_new_pepper text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.password_sign_in(p_user uuid, p_session uuid, p_remember boolean, p_device bytea, p_subject bytea, p_new_hash text, p_new_pepper text) TO ss_auth;

--
-- Name: FUNCTION person(p_user uuid); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.person(p_user uuid) FROM PUBLIC;

--
-- Name: FUNCTION prove_session(p_subject bytea); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.prove_session(p_subject bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.prove_session(p_subject bytea) TO ss_auth;

--
-- Name: TABLE oidc_transactions; Type: ACL; Schema: auth; Owner: ss_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.oidc_transactions TO ss_gate;

--
-- Name: FUNCTION purge_oidc(p_limit integer); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.purge_oidc(p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.purge_oidc(p_limit integer) TO ss_worker;

--
-- Name: FUNCTION recovery_hash(p_code text); Type: ACL; Schema: auth; Owner: ss_owner
--

REVOKE ALL ON FUNCTION auth.recovery_hash(p_code text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.recovery_hash(p_code text) TO ss_gate;

--
-- Name: FUNCTION redeem_magic_link(p_token text, p_session uuid, p_remember boolean, p_device bytea); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.redeem_magic_link(p_token text, p_session uuid, p_remember boolean, p_device bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.redeem_magic_link(p_token text, p_session uuid, p_remember boolean, p_device bytea) TO ss_auth;

--
-- Name: FUNCTION refuse_link(p_link uuid, p_network text, p_agent text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.refuse_link(p_link uuid, p_network text, p_agent text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.refuse_link(p_link uuid, p_network text, p_agent text) TO ss_auth;

--
-- Name: FUNCTION refuse_login(p_user uuid, p_step text, p_registration uuid, p_token text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.refuse_login(p_user uuid, p_step text, p_registration uuid, p_token text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.refuse_login(p_user uuid, p_step text, p_registration uuid, p_token text) TO ss_auth;

--
-- Name: FUNCTION register(p_email text, p_name text, p_workspace_name text, p_hash text, p_pepper text, p_token text, p_device bytea); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.register(p_email text, p_name text, p_workspace_name text, p_hash text, p_pepper text, p_token text, p_device bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.register(p_email text, p_name text, p_workspace_name text, p_hash text, p_pepper text, p_token text, p_device bytea) TO ss_auth;

--
-- Name: FUNCTION register_invited(p_user uuid, p_token text, p_name text, p_hash text, p_pepper text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.register_invited(p_user uuid, p_token text, p_name text, p_hash text, p_pepper text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.register_invited(p_user uuid, p_token text, p_name text, p_hash text, p_pepper text) TO ss_auth;

--
-- Name: FUNCTION reset_password(p_token text, p_hash text, p_pepper text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.reset_password(p_token text, p_hash text, p_pepper text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.reset_password(p_token text, p_hash text, p_pepper text) TO ss_auth;

--
-- Name: FUNCTION rotate_session(p_session uuid, p_generation integer, p_device bytea); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.rotate_session(p_session uuid, p_generation integer, p_device bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.rotate_session(p_session uuid, p_generation integer, p_device bytea) TO ss_auth;

--
-- Name: FUNCTION second_sign_in(p_user uuid, p_session uuid, p_remember boolean, p_device bytea, p_subject bytea, p_step bigint, p_recovery text, p_resealed text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.second_sign_in(p_user uuid, p_session uuid, p_remember boolean, p_device bytea, p_subject bytea, p_step bigint, p_recovery text, p_resealed text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.second_sign_in(p_user uuid, p_session uuid, p_remember boolean, p_device bytea, p_subject bytea, p_step bigint, p_recovery text, p_resealed text) TO ss_auth;

--
-- Name: FUNCTION send_link_code(p_token text, p_email text, p_code text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.send_link_code(p_token text, p_email text, p_code text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.send_link_code(p_token text, p_email text, p_code text) TO ss_auth;

--
-- Name: FUNCTION sign_in(p_user uuid, p_session uuid, p_method text, p_remember boolean, p_device bytea); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.sign_in(p_user uuid, p_session uuid, p_method text, p_remember boolean, p_device bytea) FROM PUBLIC;

--
-- Name: FUNCTION start_oidc(p_browser text, p_state text, p_provider text, p_nonce text, p_verifier text, p_return_to text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.start_oidc(p_browser text, p_state text, p_provider text, p_nonce text, p_verifier text, p_return_to text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.start_oidc(p_browser text, p_state text, p_provider text, p_nonce text, p_verifier text, p_return_to text) TO ss_auth;

--
-- Name: FUNCTION start_totp(p_secret text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.start_totp(p_secret text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.start_totp(p_secret text) TO ss_auth;

--
-- Name: FUNCTION store_password(p_user uuid, p_hash text, p_pepper text, p_action text, p_session uuid); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.store_password(p_user uuid, p_hash text, p_pepper text, p_action text, p_session uuid) FROM PUBLIC;

--
-- Name: FUNCTION take_oidc(p_browser text, p_state text, p_provider text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.take_oidc(p_browser text, p_state text, p_provider text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.take_oidc(p_browser text, p_state text, p_provider text) TO ss_auth;

--
-- Name: FUNCTION take_token(p_token text, p_kind text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.take_token(p_token text, p_kind text) FROM PUBLIC;

--
-- Name: FUNCTION try_link(p_token text, p_session text, p_network text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.try_link(p_token text, p_session text, p_network text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.try_link(p_token text, p_session text, p_network text) TO ss_auth;

--
-- Name: FUNCTION unsubscribe(p_token text); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.unsubscribe(p_token text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.unsubscribe(p_token text) TO ss_auth;

--
-- Name: FUNCTION verify_email(p_token text, p_user uuid, p_workspace uuid, p_session uuid, p_device bytea); Type: ACL; Schema: auth; Owner: ss_gate
--

REVOKE ALL ON FUNCTION auth.verify_email(p_token text, p_user uuid, p_workspace uuid, p_session uuid, p_device bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.verify_email(p_token text, p_user uuid, p_workspace uuid, p_session uuid, p_device bytea) TO ss_auth;

--
-- Name: TABLE board_columns; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.board_columns TO ss_app;
GRANT SELECT,DELETE ON TABLE app.board_columns TO ss_gate;

--
-- Name: COLUMN board_columns.workspace_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(workspace_id) ON TABLE app.board_columns TO ss_app;
GRANT SELECT(workspace_id) ON TABLE app.board_columns TO ss_guest;

--
-- Name: COLUMN board_columns.id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(id) ON TABLE app.board_columns TO ss_app;
GRANT SELECT(id) ON TABLE app.board_columns TO ss_guest;

--
-- Name: COLUMN board_columns.project_id; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(project_id) ON TABLE app.board_columns TO ss_app;
GRANT SELECT(project_id) ON TABLE app.board_columns TO ss_guest;

--
-- Name: COLUMN board_columns.name; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(name),UPDATE(name) ON TABLE app.board_columns TO ss_app;

--
-- Name: COLUMN board_columns.category; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(category) ON TABLE app.board_columns TO ss_app;
GRANT SELECT(category) ON TABLE app.board_columns TO ss_guest;

--
-- Name: COLUMN board_columns.rank; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(rank),UPDATE(rank) ON TABLE app.board_columns TO ss_app;
GRANT SELECT(rank) ON TABLE app.board_columns TO ss_guest;

--
-- Name: COLUMN board_columns.created_by; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT(created_by) ON TABLE app.board_columns TO ss_app;

--
-- Name: TABLE client_history; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT ON TABLE app.client_history TO ss_history;
GRANT SELECT ON TABLE app.client_history TO ss_app;
GRANT SELECT,DELETE ON TABLE app.client_history TO ss_gate;

--
-- Name: TABLE comment_history; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT ON TABLE app.comment_history TO ss_history;
GRANT SELECT ON TABLE app.comment_history TO ss_app;
GRANT SELECT,DELETE ON TABLE app.comment_history TO ss_gate;

--
-- Name: TABLE contact_history; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.contact_history TO ss_app;
GRANT INSERT ON TABLE app.contact_history TO ss_history;
GRANT SELECT,DELETE ON TABLE app.contact_history TO ss_gate;

--
-- Name: TABLE conversation_history; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.conversation_history TO ss_app;
GRANT INSERT ON TABLE app.conversation_history TO ss_history;
GRANT SELECT,DELETE ON TABLE app.conversation_history TO ss_gate;

--
-- Name: TABLE exports; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.exports TO ss_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.exports TO ss_gate;

--
-- Name: TABLE jobs; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.jobs TO ss_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.jobs TO ss_gate;

--
-- Name: TABLE link_codes; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.link_codes TO ss_gate;

--
-- Name: TABLE mail_suppressions; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE app.mail_suppressions TO ss_gate;

--
-- Name: TABLE message_history; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT ON TABLE app.message_history TO ss_app;
GRANT INSERT ON TABLE app.message_history TO ss_history;
GRANT SELECT,DELETE ON TABLE app.message_history TO ss_gate;

--
-- Name: TABLE notification_cursors; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE app.notification_cursors TO ss_history;
GRANT SELECT,DELETE ON TABLE app.notification_cursors TO ss_gate;

--
-- Name: TABLE project_history; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT INSERT ON TABLE app.project_history TO ss_history;
GRANT SELECT ON TABLE app.project_history TO ss_app;
GRANT SELECT,DELETE ON TABLE app.project_history TO ss_gate;

--
-- Name: TABLE task_history; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,INSERT ON TABLE app.task_history TO ss_history;
GRANT SELECT ON TABLE app.task_history TO ss_app;
GRANT SELECT,DELETE ON TABLE app.task_history TO ss_gate;

--
-- Name: TABLE unsubscribe_tokens; Type: ACL; Schema: app; Owner: ss_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE app.unsubscribe_tokens TO ss_history;
GRANT SELECT,DELETE ON TABLE app.unsubscribe_tokens TO ss_gate;

--
-- Name: TABLE attempts; Type: ACL; Schema: auth; Owner: ss_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.attempts TO ss_gate;

--
-- Name: TABLE registrations; Type: ACL; Schema: auth; Owner: ss_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.registrations TO ss_gate;

--
-- PostgreSQL database dump complete
--

