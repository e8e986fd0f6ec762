-- People, their sessions and secrets, workspaces and who belongs to them.

create table app.users (
    id                uuid primary key default app.uuid7(),
    email             text not null,
    email_verified_at timestamptz,
    name              text collate "und-x-icu" not null
                      check (length(name) between 1 and 200),
    locale            text not null default 'en' check (length(locale) <= 35),
    time_zone         text not null default 'UTC',
    is_admin          boolean not null default false,
    disabled_at       timestamptz,
    deleted_at        timestamptz,
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),
    constraint users_email_key unique (email),
    constraint users_email_check
        check (email = lower(email) and length(email) between 3 and 254),
    constraint users_time_zone_check check (app.is_time_zone(time_zone))
);

-- Only schema auth's functions read this.
create table auth.credentials (
    user_id       uuid primary key references app.users on delete cascade,
    password_hash text not null,
    pepper_id     text not null,
    changed_at    timestamptz not null default now()
);

-- A signed-in browser. Nothing in here is secret: a refresh token is derived from
-- id and generation with a key that the database never sees. Disabling a person
-- revokes all of them (0009_requests.sql), so a live session is proof enough.
create table app.sessions (
    id                  uuid primary key,
    user_id             uuid not null references app.users on delete cascade,
    generation          int not null default 1,
    rotated_at          timestamptz not null default now(),
    remember            boolean not null default false,
    user_agent          text,
    ip_prefix           text,
    idle_expires_at     timestamptz not null,
    absolute_expires_at timestamptz not null,
    revoked_at          timestamptz,
    reuse_detected_at   timestamptz,
    created_at          timestamptz not null default now()
) with (fillfactor = 80);
create index sessions_user_idx on app.sessions (user_id, created_at)
    where revoked_at is null;

-- event_seq numbers the workspace's events without gaps (0004_logs.sql); half of
-- each page stays free so that its updates stay on the page. Every write in the
-- workspace updates it, so its checks are in a trigger (0006_rules.sql says why).
create table app.workspaces (
    id           uuid primary key default app.uuid7(),
    name         text collate "und-x-icu" not null,
    slug         text not null,
    event_seq    bigint not null default 0,
    rev          int not null default 1,
    suspended_at timestamptz,
    deleted_at   timestamptz,
    purge_after  timestamptz,
    created_by   uuid,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    constraint workspaces_slug_key unique (slug)
) with (fillfactor = 50);

-- active is false while the workspace is suspended or deleted (0009_requests.sql).
create table app.memberships (
    workspace_id uuid not null,
    user_id      uuid not null,
    role         text not null check (role in ('owner', 'member')),
    active       boolean not null default true,
    created_by   uuid,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    primary key (workspace_id, user_id),
    constraint memberships_workspace_id_fkey
        foreign key (workspace_id) references app.workspaces,
    constraint memberships_user_id_fkey
        foreign key (user_id) references app.users
);
create index memberships_user_idx on app.memberships (user_id, workspace_id);
