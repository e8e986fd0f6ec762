-- Versions and events of contacts, conversations and messages, as 0007_history.sql
-- writes them; which client an event concerns; which message a task came from.

create table app.contact_history (
    workspace_id uuid not null,
    contact_id   uuid not null,
    rev          int not null,
    op           text not null,
    changed      text[] not null,
    "row"        jsonb not null,
    actor_id     uuid,
    actor_kind   text not null,
    request_id   text,
    at           timestamptz not null,
    primary key (workspace_id, contact_id, rev)
);

create table app.conversation_history (
    workspace_id    uuid not null,
    conversation_id uuid not null,
    rev             int not null,
    op              text not null,
    changed         text[] not null,
    "row"           jsonb not null,
    actor_id        uuid,
    actor_kind      text not null,
    request_id      text,
    at              timestamptz not null,
    primary key (workspace_id, conversation_id, rev)
);

create table app.message_history (
    workspace_id uuid not null,
    message_id   uuid not null,
    rev          int not null,
    op           text not null,
    changed      text[] not null,
    "row"        jsonb not null,
    actor_id     uuid,
    actor_kind   text not null,
    request_id   text,
    at           timestamptz not null,
    primary key (workspace_id, message_id, rev)
);
create statistics app.message_history_stats (dependencies)
    on message_id, workspace_id from app.message_history;

alter table app.tasks add column source_message_id uuid,
    add constraint tasks_source_message_id_fkey
        foreign key (workspace_id, source_message_id) references app.messages
        on delete set null (source_message_id);
create index tasks_source_message_idx on app.tasks (workspace_id, source_message_id, id)
    where source_message_id is not null;

-- The client's timeline is an index of the log. An event that is not about a project
-- says in its payload which client it concerns.
alter table app.events add column client_id uuid;
create index events_client_idx on app.events (workspace_id, client_id, seq)
    where client_id is not null;
create statistics app.events_client_stats (dependencies)
    on client_id, workspace_id from app.events;

create function app.place_event() returns trigger
language plpgsql as $$
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
create trigger place before insert on app.events
    for each row when (new.entity_type <> 'task') execute function app.place_event();

-- As it was, and with the client: what is written most has no trigger more.
create or replace function app.log_task() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
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

update app.events e set client_id = e.entity_id where e.entity_type = 'client';
update app.events e set client_id = p.client_id
  from app.projects p
 where p.workspace_id = e.workspace_id and p.id = e.project_id and p.client_id is not null;

create function app.log_contact() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
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
create trigger log after insert on app.contacts
    for each row execute function app.log_contact();
create trigger log_change after update on app.contacts
    for each row when (old.rev <> new.rev) execute function app.log_contact();

-- Who has it and until when it sleeps is nothing for the client.
create function app.log_conversation() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
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
$$;
create trigger log after insert on app.conversations
    for each row execute function app.log_conversation();
create trigger log_change after update on app.conversations
    for each row when (old.rev <> new.rev) execute function app.log_conversation();

-- The text is not in the event: it would outlive a message that is deleted.
create function app.log_message_event(m app.messages, kind text, changed text[])
returns void
language plpgsql as $$
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

create function app.log_message() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
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
create trigger log after insert on app.messages
    for each row execute function app.log_message();
create trigger log_change after update on app.messages
    for each row when (old.rev <> new.rev) execute function app.log_message();

-- When a message itself goes, for good, its reactions go without a word.
create function app.log_reaction() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
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
create trigger log after insert or delete on app.reactions
    for each row execute function app.log_reaction();

alter table app.contact_history enable row level security, force row level security;
alter table app.conversation_history enable row level security, force row level security;
alter table app.message_history enable row level security, force row level security;
create policy tenant_select on app.contact_history for select to ss_app
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
create policy tenant_select on app.conversation_history for select to ss_app
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
create policy tenant_select on app.message_history for select to ss_app
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
grant select on app.contact_history, app.conversation_history, app.message_history to ss_app;
grant insert (source_message_id) on app.tasks to ss_app;

grant insert on app.contact_history, app.conversation_history, app.message_history
    to ss_history;
grant execute on function app.log_message_event(app.messages, text, text[]) to ss_history;

grant create on schema app to ss_history;
alter function app.log_contact() owner to ss_history;
alter function app.log_conversation() owner to ss_history;
alter function app.log_message() owner to ss_history;
alter function app.log_reaction() owner to ss_history;
revoke create on schema app from ss_history;
