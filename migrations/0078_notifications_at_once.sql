-- Notifications are derived, mailed and read at once, and nobody waits for another in a
-- circle: derivers take turns, and mails wait neither for a reader nor for a deriver.

-- Reads on in the logs that have grown; up to p_most events of each of ten logs.
-- One caller at a time: two would wait for each other's members.
create or replace function app.derive_notifications(p_most int) returns int
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    log record;
    total int := 0;
    last bigint;
begin
    perform pg_advisory_xact_lock(hashtextextended('app.derive_notifications', 0));
    for log in
        select w.id, coalesce(c.seq, 0) as seq
          from app.workspaces w
          left join app.notification_cursors c on c.workspace_id = w.id
         where w.event_seq > coalesce(c.seq, 0)
         limit 10
    loop
        select max(x.seq) into last
          from (select e.seq from app.events e
                 where e.workspace_id = log.id and e.seq > log.seq
                 order by e.seq limit p_most) x;

        with found as (
            insert into app.notifications (workspace_id, user_id, seq, reason, inbox,
                                           created_at)
            select e.workspace_id, m.user_id, e.seq, r.reason, r.reason = any (p.inbox), e.at
              from app.events e
              join app.memberships m on m.workspace_id = e.workspace_id and m.active
              join app.notification_prefs p
                on p.workspace_id = m.workspace_id and p.user_id = m.user_id
             cross join lateral (select app.notification_reason(e, m) as reason) r
             where e.workspace_id = log.id and e.seq > log.seq and e.seq <= last
               and r.reason = any (p.inbox || p.mail_now || p.mail_digest)
            on conflict do nothing
            returning user_id)
        update app.notification_prefs p
           set mail_at = coalesce(p.mail_at, now() + interval '1 minute')
         where p.workspace_id = log.id
           and p.user_id in (select f.user_id from found f);

        insert into app.notification_cursors as c (workspace_id, seq)
        values (log.id, coalesce(last, (select w.event_seq from app.workspaces w
                                         where w.id = log.id)))
        on conflict (workspace_id) do update set seq = excluded.seq;
        total := total + 1;
    end loop;
    return total;
end
$$;

-- The newest of a member's notifications that were not mailed, as a template shows them;
-- marks all of them.
-- What the member reads at this moment is left out, and not waited for.
create or replace function app.take_notifications(p_workspace uuid, p_user uuid, p_reasons text[])
returns jsonb
language sql volatile
begin atomic
    with unread as materialized (
        select n.id
          from app.notifications n
         where n.workspace_id = p_workspace and n.user_id = p_user
           and n.mailed_at is null and n.read_at is null
           and n.reason = any (p_reasons)
           for no key update skip locked),
    taken as (
        update app.notifications n set mailed_at = now()
          from unread u
         where n.workspace_id = p_workspace and n.id = u.id
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
