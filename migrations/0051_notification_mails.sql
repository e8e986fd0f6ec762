-- Mails of notifications: at once, bundled over a minute and held back in quiet hours,
-- and as a digest. What was read meanwhile is not mailed. Only proved addresses get any,
-- and every mail has a link that ends them.

-- What a mail's link can do: end these mails. Only the hash is kept.
create table app.unsubscribe_tokens (
    hash       bytea primary key,
    tenant_id  uuid not null,
    user_id    uuid not null,
    created_at timestamptz not null default now(),
    constraint unsubscribe_tokens_user_id_fkey
        foreign key (tenant_id, user_id) references app.memberships on delete cascade
);
create index unsubscribe_tokens_user_idx
    on app.unsubscribe_tokens (tenant_id, user_id, created_at);

-- The newest of a member's notifications that were not mailed, as a template shows them;
-- marks all of them.
create function app.take_notifications(p_workspace uuid, p_user uuid, p_reasons text[])
returns jsonb
language sql volatile
begin atomic
    with taken as (
        update app.notifications n set mailed_at = now()
         where n.workspace_id = p_workspace and n.user_id = p_user
           and n.mailed_at is null and n.read_at is null
           and n.reason = any (p_reasons)
        returning n.seq),
    newest as (
        select e.*,
               coalesce((select u.name from app.users u where u.id = e.actor_id),
                        (select s.name from app.link_sessions s
                          where s.workspace_id = e.workspace_id and s.id = e.actor_id),
                        'Somebody') as actor,
               coalesce(e.payload->>'subject', e.payload->>'title', e.payload->>'name',
                        '') as thing,
               coalesce((select left(m.body, 300) from app.messages m
                          where m.workspace_id = e.workspace_id and m.id = e.entity_id
                            and m.deleted_at is null),
                        (select left(c.body, 300) from app.comments c
                          where c.workspace_id = e.workspace_id and c.id = e.entity_id
                            and c.deleted_at is null), '') as excerpt
          from taken t
          join app.events e on e.workspace_id = p_workspace and e.seq = t.seq
         order by e.seq desc limit 20)
    select jsonb_agg(jsonb_build_object(
               'text', n.actor || case n.kind
                   when 'message.created' then ' wrote in "'
                   when 'comment.created' then ' commented on "'
                   when 'task.created' then ' added the task "'
                   when 'task.completed' then ' completed "'
                   when 'task.reopened' then ' reopened "'
                   when 'task.moved' then ' moved "'
                   when 'conversation.created' then ' began "'
                   when 'conversation.assigned' then ' gave you "'
                   else ' changed "' end || n.thing || '"',
               'excerpt', n.excerpt,
               'path', case
                   when n.payload ? 'conversation_id'
                   then '/inbox/' || (n.payload->>'conversation_id')
                   when n.task_id is not null
                   then '/projects/' || n.project_id::text || '/tasks/' || n.task_id::text
                   else '/notifications' end) order by n.seq)
      from newest n;
end;

-- Writes the mail if there is anything to tell and somebody to tell it to.
create function app.mail_member(p app.notification_prefs, p_template text, p_reasons text[])
returns void
language plpgsql as $$
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

create function app.mail_notifications(p_most int) returns int
language plpgsql security definer set search_path = app, pg_temp as $$
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

create function app.mail_digests(p_most int) returns int
language plpgsql security definer set search_path = app, pg_temp as $$
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

-- The same answer whether the token is known or not; it may be used again.
create function auth.unsubscribe(p_token text) returns boolean
language plpgsql security definer set search_path = app, pg_temp as $$
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

alter table app.unsubscribe_tokens enable row level security, force row level security;

grant select on app.workspaces, app.link_sessions to ss_history;
grant select, insert, delete on app.unsubscribe_tokens to ss_history;
grant select on app.unsubscribe_tokens to ss_gate;
grant select, update (mail_now, mail_digest, digest, mail_at) on app.notification_prefs to ss_gate;
grant execute on function app.take_notifications(uuid, uuid, text[]),
    app.mail_member(app.notification_prefs, text, text[]) to ss_history;

grant create on schema app, auth to ss_history, ss_gate;
alter function app.mail_notifications(int) owner to ss_history;
alter function app.mail_digests(int) owner to ss_history;
alter function auth.unsubscribe(text) owner to ss_gate;
revoke create on schema app, auth from ss_history, ss_gate;
grant execute on function app.mail_notifications(int), app.mail_digests(int) to ss_worker;
grant execute on function auth.unsubscribe(text) to ss_auth;
