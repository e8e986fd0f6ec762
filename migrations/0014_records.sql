-- What the other accounts of this product are made of: the audit log, a chain of
-- hashes that shows a changed or missing row, and the outbox of mails. Both are
-- written inside the transaction that they tell of, by functions only.

-- A chain a workspace; what belongs to no workspace is in the chain of the person,
-- and what belongs to nobody in that of the platform (the nil id).
create table app.audit_log (
    chain        uuid not null,
    seq          bigint not null,
    at           timestamptz not null,
    tenant_id    uuid,
    actor_kind   text not null,
    actor_id     uuid,
    on_behalf_of uuid,
    action       text not null,
    object_type  text,
    object_id    uuid,
    ip_prefix    text,
    request_id   text,
    detail       jsonb not null,
    prev_hash    bytea not null,
    hash         bytea not null,
    primary key (chain, seq)
);
create index audit_log_at_idx on app.audit_log (chain, at);
create index audit_log_actor_idx on app.audit_log (actor_id, at);

-- The last link of each chain: a cut end shows too.
create table app.audit_heads (
    chain uuid primary key,
    seq   bigint not null,
    hash  bytea not null
) with (fillfactor = 50);

create function app.audit_hash(r app.audit_log) returns bytea
language sql immutable parallel safe
return sha256(r.prev_hash || convert_to(jsonb_build_array(r.chain, r.seq,
    extract(epoch from r.at), r.tenant_id, r.actor_kind, r.actor_id, r.on_behalf_of,
    r.action, r.object_type, r.object_id, r.ip_prefix, r.request_id, r.detail)::text,
    'UTF8'));

-- Writes one link. Workspace, actor, address and request are those of the present
-- request unless given: somebody who signs in is not known by a setting yet.
create function app.audit(p_action text, p_object_type text default null,
    p_object uuid default null, p_detail jsonb default '{}',
    p_workspace uuid default null, p_actor uuid default null,
    p_actor_kind text default null) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
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

-- The first link of a chain that does not hold, or null: each row must carry its own
-- hash and that of the row before, without a gap, up to the head.
create function app.audit_fault(p_chain uuid) returns bigint
language sql stable
begin atomic
    with links as (
        select l.seq, l.hash = app.audit_hash(l) as own,
               l.prev_hash = lag(l.hash, 1, '') over (order by l.seq) as before,
               l.seq = row_number() over (order by l.seq) as counted
          from app.audit_log l
         where l.chain = p_chain),
    faults as (
        select l.seq from links l where not (l.own and l.before and l.counted)
        union all
        select h.seq from app.audit_heads h
         where h.chain = p_chain and h.seq > 0 and not exists (
               select from app.audit_log l
                where l.chain = h.chain and l.seq = h.seq and l.hash = h.hash)
        union all
        select max(l.seq) from app.audit_log l
         where l.chain = p_chain
        having max(l.seq) > coalesce((select h.seq from app.audit_heads h
                                       where h.chain = p_chain), 0))
    select min(f.seq) from faults f;
end;

-- Mails that are to be sent. vars may hold a secret of one use; they are emptied when
-- the mail has gone.
create table app.mail_outbox (
    id          uuid primary key default app.uuid7(),
    recipient   text not null,
    template    text not null,
    locale      text not null default 'en',
    vars        jsonb not null default '{}',
    tenant_id   uuid,
    dedupe_key  text,
    state       text not null default 'queued'
                constraint mail_outbox_state_check
                check (state in ('queued', 'sending', 'sent', 'failed', 'suppressed')),
    not_before  timestamptz not null default now(),
    lease_until timestamptz,
    attempts    int not null default 0,
    last_error  text,
    ip_prefix   text,
    created_at  timestamptz not null default now(),
    sent_at     timestamptz
);
create unique index mail_outbox_dedupe_idx on app.mail_outbox (dedupe_key)
    where dedupe_key is not null;
create index mail_outbox_due_idx on app.mail_outbox (not_before)
    where state in ('queued', 'sending');
create index mail_outbox_recipient_idx on app.mail_outbox (recipient, created_at);
create index mail_outbox_network_idx on app.mail_outbox (ip_prefix, created_at)
    where ip_prefix is not null;

-- Puts a mail into the outbox. A mail that somebody not signed in can cause
-- (p_limited) is dropped in silence beyond 3 an hour for an address, 10 for a network
-- and 1,000 for all: who asks learns nothing, and nobody is flooded.
create function app.send_mail(p_to text, p_template text, p_vars jsonb default '{}',
    p_dedupe text default null, p_limited boolean default false,
    p_workspace uuid default null) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
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

alter table app.audit_log enable row level security, force row level security;
alter table app.audit_heads enable row level security, force row level security;
alter table app.mail_outbox enable row level security, force row level security;

grant select, insert on app.audit_log to ss_history;
grant select, insert, update on app.audit_heads to ss_history;
grant select on app.audit_log, app.audit_heads to ss_gate;
grant select, insert, update on app.mail_outbox to ss_gate;
grant execute on function app.audit_hash(app.audit_log) to ss_history, ss_gate;
grant execute on function app.audit_fault(uuid) to ss_gate;

grant create on schema app to ss_gate, ss_history;
alter function app.audit(text, text, uuid, jsonb, uuid, uuid, text) owner to ss_history;
alter function app.send_mail(text, text, jsonb, text, boolean, uuid) owner to ss_gate;
revoke create on schema app from ss_gate, ss_history;

-- Only functions and triggers write here: no login role may call these.
grant execute on function app.audit(text, text, uuid, jsonb, uuid, uuid, text),
    app.send_mail(text, text, jsonb, text, boolean, uuid) to ss_gate, ss_history, ss_owner;
