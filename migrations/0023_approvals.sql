-- Approvals: the client says whether a task is right as it is. What was asked about is
-- kept as it was; each step leaves an entry of evidence that nobody can change, chained
-- by hashes from one approval of a task to the next.

create table app.approvals (
    workspace_id    uuid not null,
    id              uuid not null default app.uuid7(),
    task_id         uuid not null,
    task_rev        int not null,
    snapshot        jsonb not null,
    snapshot_hash   bytea not null,
    note            text not null default '',
    status          text not null default 'pending',
    requested_by    uuid not null,
    requested_at    timestamptz not null default now(),
    decided_by      uuid,
    decided_by_name text,
    decided_at      timestamptz,
    decision_note   text,
    agent           text,
    rev             int not null default 1,
    primary key (workspace_id, id),
    constraint approvals_task_id_fkey
        foreign key (workspace_id, task_id) references app.tasks on delete cascade,
    constraint approvals_status_check
        check (status in ('pending', 'approved', 'changes', 'withdrawn')),
    constraint approvals_note_check check (length(note) <= 2000),
    constraint approvals_decision_note_check check (length(decision_note) <= 2000)
);
create index approvals_requested_idx on app.approvals (workspace_id, requested_at, id);
create index approvals_task_idx on app.approvals (workspace_id, task_id, requested_at);
create unique index approvals_pending_idx on app.approvals (workspace_id, task_id)
    where status = 'pending';
create statistics app.approvals_task_stats (dependencies)
    on task_id, workspace_id from app.approvals;

-- No foreign key and no checks: only a trigger writes here, and it outlives the task.
create table app.approval_evidence (
    workspace_id  uuid not null,
    approval_id   uuid not null,
    seq           int not null,
    action        text not null,
    entity_type   text not null,
    entity_id     uuid not null,
    entity_rev    int not null,
    snapshot_hash bytea not null,
    actor_kind    text not null,
    actor_id      uuid,
    actor_name    text,
    actor_email   text,
    link_id       uuid,
    ip_prefix     text,
    agent         text,
    note          text,
    at            timestamptz not null,
    previous      bytea,
    hash          bytea not null,
    primary key (workspace_id, approval_id, seq)
);
create index approval_evidence_entity_idx
    on app.approval_evidence (workspace_id, entity_id, at, seq);

create function app.evidence_hash(e app.approval_evidence) returns bytea
language sql immutable parallel safe
return sha256(coalesce(e.previous, '') || convert_to(jsonb_build_array(
    e.workspace_id, e.approval_id, e.seq, e.action, e.entity_type, e.entity_id,
    e.entity_rev, encode(e.snapshot_hash, 'hex'), e.actor_kind, e.actor_id, e.actor_name,
    e.actor_email, e.link_id, e.ip_prefix, e.agent, e.note,
    extract(epoch from e.at))::text, 'UTF8'));

-- What is asked about is taken from the task itself, under its lock.
create function app.place_approval() returns trigger
language plpgsql as $$
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
create trigger place before insert on app.approvals
    for each row execute function app.place_approval();

-- Decided once, by a guest who has a name; taken back by a member.
create function app.decide_approval() returns trigger
language plpgsql as $$
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
create trigger decide before update of status on app.approvals
    for each row execute function app.decide_approval();
create trigger guest_approved after update of status on app.approvals
    for each row when (new.status = 'approved') execute function app.guest_writes('approved');
create trigger guest_changes after update of status on app.approvals
    for each row when (new.status = 'changes')
    execute function app.guest_writes('changes_requested');

create function app.log_approval() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
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
create trigger log after insert or update of status on app.approvals
    for each row execute function app.log_approval();

alter table app.approvals enable row level security, force row level security;
alter table app.approval_evidence enable row level security, force row level security;

create policy tenant_select on app.approvals for select to ss_app
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
create policy tenant_insert on app.approvals for insert to ss_app
    with check (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
                and requested_by = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy tenant_update on app.approvals for update to ss_app
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid))
    with check (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
create policy tenant_select on app.approval_evidence for select to ss_app
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));

create policy guest_select on app.approvals for select to ss_guest
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
create policy guest_scope on app.approvals as restrictive for all to ss_guest
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and status <> 'withdrawn'
           and exists (select from app.tasks t
                        where t.workspace_id = approvals.workspace_id
                          and t.id = approvals.task_id and t.deleted_at is null));
create policy guest_update on app.approvals for update to ss_guest
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and (select current_setting('app.role', true))
               in ('link:comment', 'link:upload', 'link:edit'))
    with check (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
create policy guest_select on app.approval_evidence for select to ss_guest
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and exists (select from app.approvals a
                        where a.workspace_id = approval_evidence.workspace_id
                          and a.id = approval_evidence.approval_id));

grant select (workspace_id, id, task_id, task_rev, snapshot, snapshot_hash, note, status,
              requested_by, requested_at, decided_by, decided_by_name, decided_at,
              decision_note, rev),
      insert (workspace_id, id, task_id, note, requested_by, agent),
      update (status, agent)
    on app.approvals to ss_app;
grant select on app.approval_evidence to ss_app;
grant select (workspace_id, id, task_id, task_rev, snapshot, snapshot_hash, note, status,
              requested_by, requested_at, decided_by_name, decided_at, decision_note, rev),
      update (status, decision_note, agent)
    on app.approvals to ss_guest;
grant select (workspace_id, approval_id, seq, action, entity_rev, snapshot_hash, actor_kind,
              actor_name, note, at, previous, hash)
    on app.approval_evidence to ss_guest;

grant select, insert on app.approval_evidence to ss_history;
grant select (workspace_id, id, email) on app.link_sessions to ss_history;
grant select (id, name, email) on app.users to ss_history;
grant execute on function app.evidence_hash(app.approval_evidence) to ss_app, ss_history;
grant execute on function app.actor_kind() to ss_app, ss_guest;

grant create on schema app to ss_history;
alter function app.log_approval() owner to ss_history;
revoke create on schema app from ss_history;
