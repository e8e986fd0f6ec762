-- What holds for contacts, conversations and messages, whoever writes them.
--
-- As in 0006_rules.sql, what follows from other columns is set by triggers. Numbers,
-- and whose turn it is, are set with the rights of ss_history: guests of a link write
-- messages too, and have no right to write conversations or clients.
--
-- Locks: the conversation, then the client, then the workspace by the log. Triggers
-- fire in the order of their names, and "derive", which needs the client, comes before
-- "log".

-- With app.quiet a contact or conversation goes into the trash with its client.
create function app.touch_contact() returns trigger
language plpgsql as $$
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
create trigger touch before insert or update on app.contacts
    for each row execute function app.touch_contact();

-- The project follows from the task, and both are the client's. What the client may
-- not see cannot be talked about with the client; visibility_inherited is as in
-- 0020_visibility.sql.
create function app.place_conversation(inout c app.conversations)
language plpgsql as $$
declare
    task_project uuid;
    project_client uuid;
    task_shown text;
    project_shown text;
begin
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

create function app.touch_conversation() returns trigger
language plpgsql as $$
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
create trigger touch before insert or update on app.conversations
    for each row execute function app.touch_conversation();

-- Number and kind of a new message. The conversation's row is locked until the
-- commit, so numbers have no gaps. A client's word opens what was closed or put off,
-- a word to the client what was closed.
create function app.place_message() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
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
create trigger place before insert on app.messages
    for each row execute function app.place_message();

create function app.touch_message() returns trigger
language plpgsql as $$
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
create trigger touch before update on app.messages
    for each row execute function app.touch_message();

-- As it was, and with app.quiet: whose turn it is has changed by a message. That is a
-- version; the time of the last contact is none.
create or replace function app.touch_client() returns trigger
language plpgsql as $$
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

-- Whose turn it is in a conversation: of the side that did not write last, since the
-- first message that has no answer. The client's row says it for all conversations;
-- what waits on me comes first.
create function app.derive_waiting(p_workspace uuid, p_conversation uuid,
    p_contact timestamptz default null) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
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

create function app.turn_of_message() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    perform app.derive_waiting(new.workspace_id, new.conversation_id,
        case when tg_op = 'INSERT' then new.created_at end);
    return null;
end
$$;
create trigger derive after insert on app.messages
    for each row when (new.visibility = 'client')
    execute function app.turn_of_message();
create trigger derive_change after update on app.messages
    for each row when (new.visibility = 'client'
                       and old.deleted_at is distinct from new.deleted_at)
    execute function app.turn_of_message();

create function app.turn_of_conversation() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    perform app.derive_waiting(new.workspace_id, new.id);
    return null;
end
$$;
create trigger derive after update of status, visibility, deleted_at on app.conversations
    for each row when ((old.status = 'closed') <> (new.status = 'closed')
                       or old.visibility <> new.visibility
                       or (old.deleted_at is null) <> (new.deleted_at is null))
    execute function app.turn_of_conversation();

-- Who writes has read what came before, and the draft of it is sent.
create function app.settle_message() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    insert into app.read_marks as r (workspace_id, conversation_id, reader_kind,
                                     reader_id, seq)
    values (new.workspace_id, new.conversation_id, new.author_kind, new.author_id, new.seq)
    on conflict (workspace_id, conversation_id, reader_kind, reader_id)
    do update set seq = greatest(r.seq, excluded.seq), at = now();
    delete from app.drafts d
     where d.workspace_id = new.workspace_id and d.conversation_id = new.conversation_id
       and d.owner_id = new.author_id and d.visibility = new.visibility;
    return null;
end
$$;
create trigger settle after insert on app.messages
    for each row when (new.author_kind in ('member', 'client') and new.author_id is not null)
    execute function app.settle_message();

-- What is said about a project or task is hidden and shown with it, without versions:
-- the parent's tells it. A project that went to another client is not shown again.
create function app.show_talk_of_project() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
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
create trigger show_talk after update on app.projects
    for each row when (new.visibility <> old.visibility)
    execute function app.show_talk_of_project();

-- The same with a task. When it moves, what is said about it moves along, or stays with
-- the old project when the new one is of another client.
create function app.show_talk_of_task() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    quiet text := coalesce(current_setting('app.quiet', true), '');
    client uuid := (select p.client_id from app.projects p
                     where p.workspace_id = new.workspace_id and p.id = new.project_id);
begin
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
create trigger show_talk after update on app.tasks
    for each row when (new.visibility <> old.visibility or new.project_id <> old.project_id)
    execute function app.show_talk_of_task();

-- Contacts and conversations go into the trash with their client, and come out with it.
create function app.trash_of_client() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
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
create trigger trash after update of deleted_at on app.clients
    for each row when (old.deleted_at is distinct from new.deleted_at)
    execute function app.trash_of_client();

grant execute on function app.place_conversation(app.conversations) to ss_app;

grant select on app.conversations, app.messages, app.contacts, app.clients, app.projects,
    app.tasks, app.read_marks, app.drafts to ss_history;
grant update (last_message_seq, last_message_at, shown_at, status, snoozed_until,
              waiting_on, waiting_since, deleted_at, project_id, task_id, visibility,
              visibility_inherited) on app.conversations to ss_history;
grant update (waiting_on, waiting_since, last_contact_at) on app.clients to ss_history;
grant update (deleted_at) on app.contacts to ss_history;
grant insert, update (seq, at) on app.read_marks to ss_history;
grant delete on app.drafts to ss_history;
grant execute on function app.fail(int, text, text, text),
    app.place_conversation(app.conversations) to ss_history;

grant create on schema app to ss_history;
alter function app.place_message() owner to ss_history;
alter function app.derive_waiting(uuid, uuid, timestamptz) owner to ss_history;
alter function app.turn_of_message() owner to ss_history;
alter function app.turn_of_conversation() owner to ss_history;
alter function app.settle_message() owner to ss_history;
alter function app.show_talk_of_project() owner to ss_history;
alter function app.show_talk_of_task() owner to ss_history;
alter function app.trash_of_client() owner to ss_history;
revoke create on schema app from ss_history;
