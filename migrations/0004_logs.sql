-- What happened: versions of rows, the event log of each workspace, and the answers
-- kept for idempotent requests. Versions and events are written by triggers only;
-- the application may read them, and nobody may change them. They hold no foreign
-- keys: they outlive what they tell of until it is purged. They hold no checks
-- either, because only triggers write here (0006_rules.sql says what checks cost).
--
--   op          insert, update, delete, restore
--   actor_kind  member, client, assistant, rule, system
--   audience    internal, client

-- row is the image after the change; the first version is the row as it was made.
create table app.task_history (
    workspace_id uuid not null,
    task_id      uuid not null,
    rev          int not null,
    op           text not null,
    changed      text[] not null,
    "row"        jsonb not null,
    actor_id     uuid,
    actor_kind   text not null,
    request_id   text,
    at           timestamptz not null,
    primary key (workspace_id, task_id, rev)
);
create statistics app.task_history_stats (dependencies)
    on task_id, workspace_id from app.task_history;

create table app.project_history (
    workspace_id uuid not null,
    project_id   uuid not null,
    rev          int not null,
    op           text not null,
    changed      text[] not null,
    "row"        jsonb not null,
    actor_id     uuid,
    actor_kind   text not null,
    request_id   text,
    at           timestamptz not null,
    primary key (workspace_id, project_id, rev)
);

create table app.client_history (
    workspace_id uuid not null,
    client_id    uuid not null,
    rev          int not null,
    op           text not null,
    changed      text[] not null,
    "row"        jsonb not null,
    actor_id     uuid,
    actor_kind   text not null,
    request_id   text,
    at           timestamptz not null,
    primary key (workspace_id, client_id, rev)
);

create table app.comment_history (
    workspace_id uuid not null,
    comment_id   uuid not null,
    rev          int not null,
    op           text not null,
    changed      text[] not null,
    "row"        jsonb not null,
    actor_id     uuid,
    actor_kind   text not null,
    request_id   text,
    at           timestamptz not null,
    primary key (workspace_id, comment_id, rev)
);

-- seq has no gaps in a workspace and grows in the order of commits, because it is
-- counted in the workspace's row, which stays locked until the commit. project_id
-- and task_id say in whose activity the event is shown.
create table app.events (
    workspace_id uuid not null,
    seq          bigint not null,
    kind         text not null,
    entity_type  text not null,
    entity_id    uuid not null,
    entity_rev   int,
    project_id   uuid,
    task_id      uuid,
    audience     text not null default 'internal',
    actor_kind   text not null,
    actor_id     uuid,
    request_id   text,
    payload      jsonb not null default '{}',
    at           timestamptz not null default now(),
    primary key (workspace_id, seq)
);
create index events_project_idx on app.events (workspace_id, project_id, seq)
    where project_id is not null;
create index events_task_idx on app.events (workspace_id, task_id, seq)
    where task_id is not null;
create statistics app.events_project_stats (dependencies)
    on project_id, workspace_id from app.events;
create statistics app.events_task_stats (dependencies)
    on task_id, workspace_id from app.events;

-- json, not jsonb: an answer is replayed with its members in their first order.
create table app.idempotency_keys (
    caller       uuid not null,
    key          text not null check (length(key) between 1 and 255),
    operation    text not null,
    request_hash bytea not null,
    response     json,
    etag         text,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz not null default now() + interval '24 hours',
    primary key (caller, key)
);
