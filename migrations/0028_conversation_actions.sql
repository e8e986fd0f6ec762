-- Conversations and messages as their readers see them, and what one statement cannot
-- do. Everything runs as the caller, below row-level security. The functions return
-- the row as it is afterwards, and no row when there is none (or its rev is another).
--
--   app.create_conversation(id, data)           data as in the contract
--   app.update_conversation(id, rev, data)
--   app.set_conversation(id, status, until), app.assign_conversation(id, member)
--   app.create_message(id, conversation, visibility, text, reply_to)
--   app.update_message(id, rev, text), app.delete_message(id, rev)
--   app.react(message, reaction)
--   app.create_task_from_message(id, message, data)
--   app.wake_conversations(most)                of all workspaces, for the job

create view app.conversation_rows with (security_invoker = true) as
select c.*, k.name as client_name, p.name as project_name, t.title as task_title,
       (select jsonb_build_object(
                 'author_kind', m.author_kind,
                 'author_name', coalesce(m.author_name,
                   (select u.name from app.users u where u.id = m.author_id)),
                 'visibility', m.visibility, 'excerpt', left(m.body, 200))
          from app.messages m
         where m.workspace_id = c.workspace_id and m.conversation_id = c.id
           and m.deleted_at is null
         order by m.seq desc limit 1) as last_message,
       coalesce(r.seq, 0) as read_seq,
       (select count(*)
          from (select from app.messages m
                 where m.workspace_id = c.workspace_id and m.conversation_id = c.id
                   and m.seq > coalesce(r.seq, 0) and m.deleted_at is null
                   and m.author_id is distinct from app.current_person()
                 limit 100) x)::int as unread,
       coalesce((select max(x.seq) from app.read_marks x
                  where x.workspace_id = c.workspace_id and x.conversation_id = c.id
                    and x.reader_kind = 'client'), 0) as client_read_seq,
       exists (select from app.drafts d
                where d.workspace_id = c.workspace_id and d.conversation_id = c.id
                  and d.owner_id = app.current_person()) as has_draft
  from app.conversations c
  join app.clients k on k.workspace_id = c.workspace_id and k.id = c.client_id
  left join app.projects p on p.workspace_id = c.workspace_id and p.id = c.project_id
  left join app.tasks t on t.workspace_id = c.workspace_id and t.id = c.task_id
  left join app.read_marks r
    on r.workspace_id = c.workspace_id and r.conversation_id = c.id
   and r.reader_kind = 'member' and r.reader_id = app.current_person()
 where c.deleted_at is null;

create view app.message_rows with (security_invoker = true) as
select m.workspace_id, m.id, m.conversation_id, m.seq, m.author_kind, m.author_id,
       coalesce(m.author_name,
                (select u.name from app.users u where u.id = m.author_id)) as author_name,
       m.channel, m.visibility, m.body, m.reply_to_id,
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'reaction', x.reaction, 'count', x.n, 'mine', x.mine)
                 order by x.first, x.reaction), '[]')
          from (select a.reaction, count(*) as n, min(a.created_at) as first,
                       bool_or(a.actor_kind = 'member'
                               and a.actor_id = app.current_person()) as mine
                  from app.reactions a
                 where a.workspace_id = m.workspace_id and a.message_id = m.id
                 group by a.reaction) x) as reactions,
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'id', t.id, 'number', t.number, 'title', t.title, 'status', t.status,
                 'project_id', t.project_id) order by t.id), '[]')
          from app.tasks t
         where t.workspace_id = m.workspace_id and t.source_message_id = m.id
           and t.deleted_at is null) as tasks,
       m.rev, m.created_at, m.updated_at
  from app.messages m
 where m.deleted_at is null;

create function app.create_message(p_id uuid, p_conversation uuid, p_visibility text,
    p_body text, p_reply_to uuid default null) returns setof app.message_rows
language plpgsql as $$
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

-- Null when the message is not there; who may not change it is told.
create function app.own_message(p_id uuid, p_owner boolean) returns app.messages
language plpgsql as $$
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

create function app.update_message(p_id uuid, p_rev int, p_body text)
returns setof app.message_rows
language plpgsql as $$
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

create function app.delete_message(p_id uuid, p_rev int) returns setof uuid
language plpgsql as $$
declare
    m app.messages := app.own_message(p_id, true);
begin
    return query
    update app.messages x set deleted_at = now()
     where x.workspace_id = m.workspace_id and x.id = m.id and x.rev = p_rev
    returning x.id;
end
$$;

create function app.react(p_message uuid, p_reaction text)
returns table (message_id uuid, reactions jsonb)
language plpgsql as $$
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

create function app.create_task_from_message(p_id uuid, p_message uuid, p_data jsonb)
returns setof app.tasks
language plpgsql as $$
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

create function app.create_conversation(p_id uuid, p_data jsonb)
returns setof app.conversation_rows
language plpgsql as $$
declare
    ws uuid := app.current_workspace();
    client uuid := (p_data->>'client_id')::uuid;
begin
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

create function app.update_conversation(p_id uuid, p_rev int, p_data jsonb)
returns setof app.conversation_rows
language plpgsql as $$
declare
    ws uuid := app.current_workspace();
begin
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

create function app.set_conversation(p_id uuid, p_status text,
    p_until timestamptz default null) returns setof app.conversation_rows
language plpgsql as $$
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

create function app.assign_conversation(p_id uuid, p_member uuid)
returns setof app.conversation_rows
language plpgsql as $$
declare
    ws uuid := app.current_workspace();
begin
    update app.conversations c set assignee_id = p_member
     where c.workspace_id = ws and c.id = p_id and c.deleted_at is null;
    return query
    select * from app.conversation_rows r where r.workspace_id = ws and r.id = p_id;
end
$$;

create function app.wake_conversations(p_most int) returns int
language plpgsql security definer set search_path = app, pg_temp as $$
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

grant select on app.conversation_rows, app.message_rows to ss_app;
grant execute on function app.create_message(uuid, uuid, text, text, uuid),
    app.own_message(uuid, boolean), app.update_message(uuid, int, text),
    app.delete_message(uuid, int), app.react(uuid, text),
    app.create_task_from_message(uuid, uuid, jsonb),
    app.create_conversation(uuid, jsonb), app.update_conversation(uuid, int, jsonb),
    app.set_conversation(uuid, text, timestamptz), app.assign_conversation(uuid, uuid)
    to ss_app;
grant execute on function app.wake_conversations(int) to ss_worker;

grant create on schema app to ss_history;
alter function app.wake_conversations(int) owner to ss_history;
revoke create on schema app from ss_history;
