-- The people of a client, and what is said with them.
--
-- A conversation is about a client, one of its projects or a task of those. It has
-- messages to and from the client and, between them, internal notes; both are counted
-- by one number without gaps, taken from the conversation's row. A message never
-- changes who may see it. What the client sees of a conversation (shown_at, waiting_on,
-- waiting_since) comes from messages that both can see, so that it tells nothing of
-- the notes.
--
-- 0026_conversation_rules.sql has the triggers, 0027_conversation_log.sql versions and
-- events.

create table app.contacts (
    workspace_id uuid not null,
    id           uuid not null default app.uuid7(),
    client_id    uuid not null,
    name         text collate "und-x-icu" not null
                 check (length(name) between 1 and 200),
    email        text check (email = lower(email) and length(email) between 3 and 254),
    phone        text check (length(phone) <= 50),
    position     text check (length(position) <= 200),
    is_primary   boolean not null default false,
    notes        text not null default '' check (length(notes) <= 5000),
    search       tsvector not null default '',
    rev          int not null default 1,
    created_by   uuid,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    deleted_at   timestamptz,
    purge_after  timestamptz,
    primary key (workspace_id, id),
    constraint contacts_client_id_fkey
        foreign key (workspace_id, client_id) references app.clients
);
create unique index contacts_email_key on app.contacts (workspace_id, email)
    where deleted_at is null;
create index contacts_name_idx on app.contacts (workspace_id, client_id, name, id)
    where deleted_at is null;
create index contacts_created_idx on app.contacts (workspace_id, client_id, created_at, id)
    where deleted_at is null;
create index contacts_search_idx on app.contacts using gin (workspace_id, search)
    with (gin_pending_list_limit = 256);
create statistics app.contacts_client_stats (dependencies)
    on client_id, workspace_id from app.contacts;

create table app.conversations (
    workspace_id     uuid not null,
    id               uuid not null default app.uuid7(),
    client_id        uuid not null,
    project_id       uuid,
    task_id          uuid,
    subject          text not null check (length(subject) between 1 and 200),
    visibility       text not null check (visibility in ('internal', 'client')),
    visibility_inherited boolean not null default false,
    status           text not null default 'open'
                     check (status in ('open', 'snoozed', 'closed')),
    snoozed_until    timestamptz,
    assignee_id      uuid,
    waiting_on       text not null default 'none'
                     check (waiting_on in ('me', 'client', 'none')),
    waiting_since    timestamptz,
    waiting_sort     timestamptz not null
                     generated always as (coalesce(waiting_since, timestamptz 'infinity')) stored,
    last_message_seq bigint not null default 0,
    last_message_at  timestamptz not null default now(),
    shown_at         timestamptz not null default now(),
    search           tsvector not null default '',
    rev              int not null default 1,
    created_by       uuid,
    created_at       timestamptz not null default now(),
    updated_at       timestamptz not null default now(),
    deleted_at       timestamptz,
    purge_after      timestamptz,
    primary key (workspace_id, id),
    constraint conversations_snoozed_until_check
        check ((status = 'snoozed') = (snoozed_until is not null)),
    constraint conversations_client_id_fkey
        foreign key (workspace_id, client_id) references app.clients,
    constraint conversations_project_id_fkey
        foreign key (workspace_id, project_id) references app.projects,
    constraint conversations_task_id_fkey
        foreign key (workspace_id, task_id) references app.tasks,
    constraint conversations_assignee_id_fkey
        foreign key (workspace_id, assignee_id) references app.memberships
        on delete set null (assignee_id)
) with (fillfactor = 70);
create index conversations_last_idx on app.conversations (workspace_id, last_message_at, id)
    where deleted_at is null;
create index conversations_waiting_idx on app.conversations (workspace_id, waiting_sort, id)
    where deleted_at is null;
create index conversations_created_idx on app.conversations (workspace_id, created_at, id)
    where deleted_at is null;
create index conversations_client_idx
    on app.conversations (workspace_id, client_id, shown_at, id) where deleted_at is null;
create index conversations_project_idx
    on app.conversations (workspace_id, project_id, shown_at, id)
    where deleted_at is null and project_id is not null;
create index conversations_task_idx
    on app.conversations (workspace_id, task_id, shown_at, id)
    where deleted_at is null and task_id is not null;
create index conversations_turn_idx
    on app.conversations (workspace_id, client_id, waiting_on, waiting_since)
    where deleted_at is null and waiting_on <> 'none';
create index conversations_snoozed_idx on app.conversations (workspace_id, snoozed_until)
    where status = 'snoozed' and deleted_at is null;
create index conversations_search_idx on app.conversations using gin (workspace_id, search)
    with (gin_pending_list_limit = 256);
create statistics app.conversations_client_stats (dependencies)
    on client_id, workspace_id from app.conversations;

-- author_id is a user, or the guest's session of a link; author_name is kept of those
-- who are no users.
create table app.messages (
    workspace_id    uuid not null,
    id              uuid not null default app.uuid7(),
    conversation_id uuid not null,
    seq             bigint not null,
    author_kind     text not null default 'member'
                    check (author_kind in ('member', 'client', 'assistant', 'system')),
    author_id       uuid,
    author_name     text check (length(author_name) <= 200),
    channel         text not null default 'app'
                    check (channel in ('app', 'mail', 'link', 'api')),
    visibility      text not null check (visibility in ('internal', 'client')),
    body            text not null check (length(body) between 1 and 20000),
    reply_to_id     uuid,
    search          tsvector not null default '',
    rev             int not null default 1,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    deleted_at      timestamptz,
    purge_after     timestamptz,
    primary key (workspace_id, id),
    constraint messages_seq_key unique (workspace_id, conversation_id, seq),
    constraint messages_conversation_id_fkey
        foreign key (workspace_id, conversation_id) references app.conversations
        on delete cascade,
    constraint messages_reply_to_id_fkey
        foreign key (workspace_id, reply_to_id) references app.messages
);
create index messages_shown_idx on app.messages (workspace_id, conversation_id, created_at, id)
    where deleted_at is null and visibility = 'client';
create index messages_search_idx on app.messages using gin (workspace_id, search)
    with (gin_pending_list_limit = 256);
create statistics app.messages_conversation_stats (dependencies)
    on conversation_id, workspace_id from app.messages;

-- How far somebody has read. What one has read, and what one is writing, is nobody
-- else's business: marks and drafts have neither versions nor events.
create table app.read_marks (
    workspace_id    uuid not null,
    conversation_id uuid not null,
    reader_kind     text not null check (reader_kind in ('member', 'client')),
    reader_id       uuid not null,
    seq             bigint not null check (seq >= 0),
    at              timestamptz not null default now(),
    primary key (workspace_id, conversation_id, reader_kind, reader_id),
    constraint read_marks_conversation_id_fkey
        foreign key (workspace_id, conversation_id) references app.conversations
        on delete cascade
);

create table app.drafts (
    workspace_id    uuid not null,
    conversation_id uuid not null,
    owner_id        uuid not null,
    body            text not null check (length(body) between 1 and 20000),
    visibility      text not null check (visibility in ('internal', 'client')),
    based_on_seq    bigint not null check (based_on_seq >= 0),
    updated_at      timestamptz not null default now(),
    primary key (workspace_id, conversation_id, owner_id),
    constraint drafts_conversation_id_fkey
        foreign key (workspace_id, conversation_id) references app.conversations
        on delete cascade,
    constraint drafts_owner_id_fkey
        foreign key (workspace_id, owner_id) references app.memberships on delete cascade
);

create table app.reactions (
    workspace_id uuid not null,
    message_id   uuid not null,
    reaction     text not null
                 check (reaction in ('thumbs_up', 'heart', 'smile', 'party', 'eyes', 'done')),
    actor_kind   text not null check (actor_kind in ('member', 'client')),
    actor_id     uuid not null,
    created_at   timestamptz not null default now(),
    primary key (workspace_id, message_id, reaction, actor_kind, actor_id),
    constraint reactions_message_id_fkey
        foreign key (workspace_id, message_id) references app.messages on delete cascade
);

do $$
declare
    tenant constant text :=
        'workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid)';
    self constant text :=
        ' and %I = (select nullif(current_setting(''app.user_id'', true), '''')::uuid)';
    t record;
begin
    for t in
        select * from (values
            -- name, commands, whose name a new row carries, whose rows may be changed
            ('contacts',      'siu',  'created_by', null),
            ('conversations', 'siu',  'created_by', null),
            ('messages',      'siu',  'author_id',  null),
            ('read_marks',    'siu',  'reader_id',  'reader_id'),
            ('drafts',        'siud', 'owner_id',   'owner_id'),
            ('reactions',     'sid',  'actor_id',   'actor_id')) x (name, commands, author, own)
    loop
        execute format('alter table app.%I enable row level security, '
                       'force row level security', t.name);
        execute format('create policy tenant_select on app.%I for select to ss_app using (%s%s)',
                       t.name, tenant,
                       case when t.name = 'drafts' then format(self, t.own) else '' end);
        execute format('create policy tenant_insert on app.%I for insert to ss_app '
                       'with check (%s%s)', t.name, tenant, format(self, t.author));
        if t.commands ~ 'u' then
            execute format('create policy tenant_update on app.%I for update to ss_app '
                           'using (%2$s%3$s) with check (%2$s%3$s)', t.name, tenant,
                           case when t.own is null then '' else format(self, t.own) end);
        end if;
        if t.commands ~ 'd' then
            execute format('create policy tenant_delete on app.%I for delete to ss_app '
                           'using (%s%s)', t.name, tenant, format(self, t.own));
        end if;
    end loop;
end
$$;

grant select on app.contacts, app.conversations, app.messages, app.read_marks, app.drafts,
    app.reactions to ss_app;
grant insert (workspace_id, id, client_id, name, email, phone, position, is_primary, notes,
              created_by),
      update (name, email, phone, position, is_primary, notes, deleted_at)
    on app.contacts to ss_app;
grant insert (workspace_id, id, client_id, project_id, task_id, subject, visibility,
              assignee_id, created_by),
      update (subject, project_id, task_id, visibility, status, snoozed_until, assignee_id)
    on app.conversations to ss_app;
grant insert (workspace_id, id, conversation_id, author_id, visibility, body, reply_to_id),
      update (body, deleted_at)
    on app.messages to ss_app;
grant insert (workspace_id, conversation_id, reader_kind, reader_id, seq),
      update (seq, at)
    on app.read_marks to ss_app;
grant insert (workspace_id, conversation_id, owner_id, body, visibility, based_on_seq),
      update (body, visibility, based_on_seq, updated_at), delete
    on app.drafts to ss_app;
grant insert (workspace_id, message_id, reaction, actor_kind, actor_id), delete
    on app.reactions to ss_app;
