-- Guests of a link in conversations: what they see, and what they may do. The form of
-- the policies is that of 0022_guests.sql.
--
--   app.create_portal_conversation(id, subject, text)
--   app.create_portal_message(id, conversation, text)
--   app.update_portal_message(id, rev, text)
--   app.react_as_guest(message, reaction), app.read_as_guest(conversation, message)

-- Members limited to listed projects talk about these (0038_listed_projects.sql).
create trigger refuse_listed before insert on app.conversations for each row
    when (current_setting('app.scope', true) = 'listed'
          and new.project_id is null and new.task_id is null)
    execute function app.refuse_listed();

-- A guest sees the conversations of his link's task, or of the projects that he sees
-- and of the client himself; in them, what is for the client.
do $$
declare
    tenant constant text :=
        'workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid)';
    guest constant text := '(select nullif(current_setting(''app.guest_id'', true), '''')::uuid)';
    writer constant text := ' and (select current_setting(''app.role'', true)) '
        'in (''link:comment'', ''link:upload'', ''link:edit'')';
    t record;
begin
    for t in
        select * from (values
            ('conversations', $p$ and deleted_at is null and visibility = 'client'
                and (task_id = (select nullif(current_setting('app.link_task', true), '')::uuid)
                     or (select nullif(current_setting('app.link_task', true), '')) is null
                        and (project_id = any (array(select p.id from app.projects p))
                             or project_id is null and client_id = (select nullif(
                                current_setting('app.link_client', true), '')::uuid))) $p$),
            ('messages', $p$ and deleted_at is null and visibility = 'client'
                and app.sees_conversation(conversation_id) $p$),
            ('read_marks', $p$ and reader_kind = 'client' and app.sees_conversation(conversation_id)
                and reader_id = (select nullif(current_setting('app.guest_id', true), '')::uuid) $p$),
            ('reactions', $p$ and app.sees_message(message_id) $p$)) x (name, scope)
    loop
        execute format('create policy guest_select on app.%I for select to ss_guest using (%s)',
                       t.name, tenant);
        execute format('create policy guest_scope on app.%I as restrictive for all to ss_guest '
                       'using (%s%s) with check (%s%s)', t.name, tenant, t.scope, tenant, t.scope);
    end loop;

    execute format('create policy guest_insert on app.conversations for insert to ss_guest '
                   'with check (%s and created_by = %s%s)', tenant, guest, writer);
    execute format('create policy guest_insert on app.messages for insert to ss_guest '
                   'with check (%s and author_kind = ''client'' and author_id = %s%s)',
                   tenant, guest, writer);
    execute format('create policy guest_update on app.messages for update to ss_guest '
                   'using (%1$s and author_kind = ''client'' and author_id = %2$s '
                   'and created_at > now() - interval ''15 minutes''%3$s) with check (%1$s)',
                   tenant, guest, writer);
    execute format('create policy guest_insert on app.read_marks for insert to ss_guest '
                   'with check (%s and reader_id = %s)', tenant, guest);
    execute format('create policy guest_update on app.read_marks for update to ss_guest '
                   'using (%1$s and reader_id = %2$s) with check (%1$s)', tenant, guest);
    execute format('create policy guest_insert on app.reactions for insert to ss_guest '
                   'with check (%s and actor_kind = ''client'' and actor_id = %s%s)',
                   tenant, guest, writer);
    execute format('create policy guest_delete on app.reactions for delete to ss_guest '
                   'using (%s and actor_kind = ''client'' and actor_id = %s%s)',
                   tenant, guest, writer);
end
$$;
create trigger guest after insert on app.messages for each row
    when (nullif(current_setting('app.guest_id', true), '') is not null)
    execute function app.guest_writes('message');

-- The one client that a link is for: what an index leads with.
create function app.portal_client() returns uuid
language sql stable
begin atomic
    select coalesce(nullif(current_setting('app.link_client', true), '')::uuid,
                    (select p.client_id from app.projects p
                      where p.workspace_id = app.current_workspace()
                        and p.id = nullif(current_setting('app.link_project', true),
                                          '')::uuid));
end;

-- What a guest is shown. It has no numbers of messages: they would tell of the notes.
create view app.portal_conversations with (security_invoker = true) as
select c.workspace_id, c.id, c.client_id, c.subject, p.name as project_name, t.title as task_title,
       case c.status when 'closed' then 'closed' else 'open' end as status,
       case c.waiting_on when 'me' then 'team' when 'client' then 'you' else 'none' end
           as waiting_on,
       c.waiting_since, c.shown_at, c.shown_at as last_message_at,
       (select jsonb_build_object('author_kind', m.author_kind,
                 'author_name', coalesce(m.author_name,
                   (select u.name from app.users u where u.id = m.author_id)),
                 'excerpt', left(m.body, 200))
          from app.messages m
         where m.workspace_id = c.workspace_id and m.conversation_id = c.id
           and m.deleted_at is null and m.visibility = 'client'
         order by m.created_at desc, m.id desc limit 1) as last_message,
       (select count(*)
          from (select from app.messages m
                 where m.workspace_id = c.workspace_id and m.conversation_id = c.id
                   and m.deleted_at is null and m.visibility = 'client'
                   and m.author_id is distinct from app.current_person()
                   and m.seq > coalesce((select r.seq from app.read_marks r
                                          where r.workspace_id = c.workspace_id
                                            and r.conversation_id = c.id
                                            and r.reader_kind = 'client'
                                            and r.reader_id = app.current_person()), 0)
                 limit 100) x)::int as unread,
       c.created_at
  from app.conversations c
  left join app.projects p on p.workspace_id = c.workspace_id and p.id = c.project_id
  left join app.tasks t on t.workspace_id = c.workspace_id and t.id = c.task_id
 where c.deleted_at is null;

create view app.portal_messages with (security_invoker = true) as
select m.workspace_id, m.id, m.conversation_id, m.author_kind,
       coalesce(m.author_name,
                (select u.name from app.users u where u.id = m.author_id)) as author_name,
       coalesce(m.author_id = app.current_person(), false) as own,
       coalesce(m.author_id = app.current_person(), false)
       and m.created_at > now() - interval '15 minutes' as editable,
       m.body, m.reply_to_id,
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'reaction', x.reaction, 'count', x.n, 'mine', x.mine)
                 order by x.first, x.reaction), '[]')
          from (select a.reaction, count(*) as n, min(a.created_at) as first,
                       bool_or(a.actor_id = app.current_person()) as mine
                  from app.reactions a
                 where a.workspace_id = m.workspace_id and a.message_id = m.id
                 group by a.reaction) x) as reactions,
       m.rev > 1 as edited, m.rev, m.created_at, m.updated_at
  from app.messages m
 where m.deleted_at is null and m.visibility = 'client';

create function app.create_portal_message(p_id uuid, p_conversation uuid, p_body text)
returns setof app.portal_messages
language plpgsql as $$
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

-- It is about what the link leads to.
create function app.create_portal_conversation(p_id uuid, p_subject text, p_body text)
returns setof app.portal_conversations
language plpgsql as $$
declare
    client uuid := app.portal_client();
begin
    if client is null then
        perform app.fail(409, 'no_client', 'This project belongs to no client so far.');
    end if;
    insert into app.conversations (workspace_id, id, client_id, project_id, task_id, subject,
                                   visibility, created_by)
    values (app.current_workspace(), p_id, client,
            nullif(current_setting('app.link_project', true), '')::uuid,
            nullif(current_setting('app.link_task', true), '')::uuid, p_subject, 'client',
            app.current_person());
    perform app.create_portal_message(app.uuid7(), p_id, p_body);
    return query
    select * from app.portal_conversations c
     where c.workspace_id = app.current_workspace() and c.id = p_id;
end
$$;

create function app.update_portal_message(p_id uuid, p_rev int, p_body text)
returns setof app.portal_messages
language plpgsql as $$
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

create function app.react_as_guest(p_message uuid, p_reaction text)
returns setof app.portal_messages
language plpgsql as $$
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

-- A member who looks at what the guest sees leaves no mark.
create function app.read_as_guest(p_conversation uuid, p_message uuid)
returns table (conversation_id uuid, unread int)
language plpgsql as $$
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

grant select (workspace_id, id, client_id, project_id, task_id, subject, visibility,
              visibility_inherited, status, waiting_on, waiting_since, shown_at, created_by,
              created_at, deleted_at),
      insert (workspace_id, id, client_id, project_id, task_id, subject, visibility,
              created_by)
    on app.conversations to ss_guest;
grant select (workspace_id, id, conversation_id, seq, author_kind, author_id, author_name,
              visibility, body, reply_to_id, rev, created_at, updated_at, deleted_at),
      insert (workspace_id, id, conversation_id, author_kind, author_id, visibility, body),
      update (body)
    on app.messages to ss_guest;
grant select, insert (workspace_id, conversation_id, reader_kind, reader_id, seq),
      update (seq, at)
    on app.read_marks to ss_guest;
grant select, insert (workspace_id, message_id, reaction, actor_kind, actor_id), delete
    on app.reactions to ss_guest;
grant select on app.portal_conversations, app.portal_messages to ss_guest;
grant execute on function app.sees_conversation(uuid), app.sees_message(uuid) to ss_guest;
grant execute on function app.place_conversation(app.conversations), app.portal_client(),
    app.create_portal_message(uuid, uuid, text),
    app.create_portal_conversation(uuid, text, text),
    app.update_portal_message(uuid, int, text), app.react_as_guest(uuid, text),
    app.read_as_guest(uuid, uuid) to ss_guest;
