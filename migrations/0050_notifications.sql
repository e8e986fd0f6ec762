-- What a member should know. Rows are made from the event log by a job that keeps its
-- place in each log; nothing that writes events knows of them. Nobody is told what he
-- did himself, nor of a project that he is not listed for; what is shown of the event
-- is read through row-level security.
--
--   reason   mention         somebody wrote @name
--            client_message  a client wrote: to whom the conversation is given, or all
--            client_action   a client did something else: whose task it is, or owners
--            assigned        a task or conversation was given to the member
--            comment         somebody wrote where the member takes part
--            task_change     somebody changed a task of the member's

create table app.notifications (
    workspace_id  uuid not null,
    id            uuid not null default app.uuid7(),
    user_id       uuid not null,
    seq           bigint not null,
    reason        text not null
                  check (reason in ('mention', 'client_message', 'client_action',
                                    'assigned', 'comment', 'task_change')),
    inbox         boolean not null,
    created_at    timestamptz not null default now(),
    read_at       timestamptz,
    snoozed_until timestamptz,
    mailed_at     timestamptz,
    primary key (workspace_id, id),
    constraint notifications_seq_key unique (workspace_id, user_id, seq),
    constraint notifications_user_id_fkey
        foreign key (workspace_id, user_id) references app.memberships on delete cascade
) with (fillfactor = 80);
create index notifications_inbox_idx on app.notifications (workspace_id, user_id, seq)
    where inbox;
create index notifications_unread_idx on app.notifications (workspace_id, user_id, seq)
    where inbox and read_at is null;
create index notifications_unmailed_idx on app.notifications (workspace_id, user_id, created_at)
    where mailed_at is null and read_at is null;
create statistics app.notifications_user_stats (dependencies)
    on user_id, workspace_id from app.notifications;

-- mail_at is when this member's mails are looked at next; the digest has a time of its
-- own. Hours are those of the member's time zone.
create table app.notification_prefs (
    workspace_id uuid not null,
    user_id      uuid not null,
    inbox        text[] not null default
        '{mention,client_message,client_action,assigned,comment,task_change}',
    mail_now     text[] not null default '{mention,client_message}',
    mail_digest  text[] not null default '{client_action,assigned,comment}',
    digest       text not null default 'daily'
                 check (digest in ('off', 'daily', 'weekly')),
    digest_hour  int not null default 8 check (digest_hour between 0 and 23),
    quiet_from   int check (quiet_from between 0 and 23),
    quiet_to     int check (quiet_to between 0 and 23),
    mail_at      timestamptz,
    digest_at    timestamptz,
    primary key (workspace_id, user_id),
    constraint notification_prefs_quiet_check
        check ((quiet_from is null) = (quiet_to is null)),
    constraint notification_prefs_user_id_fkey
        foreign key (workspace_id, user_id) references app.memberships on delete cascade
);
create index notification_prefs_mail_idx on app.notification_prefs (mail_at)
    where mail_at is not null;
create index notification_prefs_digest_idx on app.notification_prefs (digest_at)
    where digest_at is not null;

-- How far the job has read each log.
create table app.notification_cursors (
    workspace_id uuid not null primary key,
    seq          bigint not null,
    constraint notification_cursors_workspace_id_fkey
        foreign key (workspace_id) references app.workspaces on delete cascade
);

-- The next time that a digest is due, in the hour of the member's zone.
create function app.next_digest(p_digest text, p_hour int, p_zone text) returns timestamptz
language sql stable
return (select min(t) from (
            select ((d + make_interval(hours => p_hour)) at time zone p_zone) as t, d
              from generate_series(date_trunc('day', now() at time zone p_zone),
                                   date_trunc('day', now() at time zone p_zone)
                                   + interval '8 days', interval '1 day') d) x
         where t > now()
           and case p_digest when 'daily' then true
               when 'weekly' then extract(isodow from d) = 1 else false end);

create function app.touch_notification_prefs() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    new.digest_at := app.next_digest(new.digest, new.digest_hour,
        (select u.time_zone from app.users u where u.id = new.user_id));
    return new;
end
$$;
create trigger touch before insert or update of digest, digest_hour
    on app.notification_prefs for each row execute function app.touch_notification_prefs();

create function app.make_notification_prefs() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    insert into app.notification_prefs (workspace_id, user_id)
    values (new.workspace_id, new.user_id)
    on conflict do nothing;
    return null;
end
$$;
create trigger prefs after insert on app.memberships
    for each row execute function app.make_notification_prefs();

-- Who wrote in the thread of an event besides its author, for the reason comment.
create function app.takes_part(e app.events, p_member uuid) returns boolean
language sql stable
return case e.entity_type
    when 'comment' then exists (
        select from app.tasks t
         where t.workspace_id = e.workspace_id and t.id = e.task_id
           and p_member in (t.assignee_id, t.created_by))
        or exists (
        select from app.comments c
         where c.workspace_id = e.workspace_id and c.task_id = e.task_id
           and c.author_id = p_member and c.deleted_at is null)
    when 'message' then exists (
        select from app.messages m
         where m.workspace_id = e.workspace_id
           and m.conversation_id = (e.payload->>'conversation_id')::uuid
           and m.author_id = p_member and m.deleted_at is null)
    else false end;

-- Why a member should know of an event; null when there is no reason.
create function app.notification_reason(e app.events, m app.memberships) returns text
language plpgsql stable as $$
declare
    body text;
    holder uuid;
begin
    if e.actor_id = m.user_id
       or (m.scope = 'listed' and not exists (
           select from app.member_projects l
            where l.workspace_id = m.workspace_id and l.user_id = m.user_id
              and l.project_id = e.project_id)) then
        return null;
    end if;

    if e.kind in ('message.created', 'comment.created') then
        select x.body into body from app.messages x
         where x.workspace_id = e.workspace_id and x.id = e.entity_id
        union all
        select x.body from app.comments x
         where x.workspace_id = e.workspace_id and x.id = e.entity_id;
        if position('@' || (select lower(u.name) from app.users u where u.id = m.user_id)
                    in lower(body)) > 0 then
            return 'mention';
        end if;
    end if;

    -- Of a task that changed: who had it then, and not who has it by now.
    holder := case
        when e.entity_type = 'task' then
            (select (h."row"->>'assignee_id')::uuid from app.task_history h
              where h.workspace_id = e.workspace_id and h.task_id = e.entity_id
                and h.rev = e.entity_rev)
        when e.entity_type in ('message', 'conversation') then
            (select c.assignee_id from app.conversations c
              where c.workspace_id = e.workspace_id
                and c.id = (e.payload->>'conversation_id')::uuid)
        when e.task_id is not null then
            (select t.assignee_id from app.tasks t
              where t.workspace_id = e.workspace_id and t.id = e.task_id) end;

    return case
        when e.actor_kind = 'client' and e.kind = 'message.created'
             and m.user_id = coalesce(holder, m.user_id) then 'client_message'
        when e.actor_kind = 'client'
             and (e.kind ~ '^(comment|task|approval)[.]' or e.kind = 'conversation.created')
             and case when holder is null then m.role = 'owner'
                 else m.user_id = holder end then 'client_action'
        when e.actor_kind = 'client' then null
        when m.user_id = holder
             and (e.kind in ('task.created', 'conversation.created', 'conversation.assigned')
                  or e.kind = 'task.updated' and e.payload->'changed' ? 'assignee_id')
            then 'assigned'
        when e.kind in ('comment.created', 'message.created')
             and (m.user_id = holder or app.takes_part(e, m.user_id)) then 'comment'
        when m.user_id = holder and e.entity_type = 'task'
             and e.payload->'changed' <> '["rank"]' then 'task_change' end;
end
$$;

-- Reads on in the logs that have grown; up to p_most events of each of ten logs.
create function app.derive_notifications(p_most int) returns int
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    log record;
    total int := 0;
    last bigint;
begin
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

-- What the caller has not read, as a badge shows it.
create function app.unread_notifications() returns int
language sql stable
begin atomic
    select count(*)::int
      from (select from app.notifications n
             where n.workspace_id = app.current_workspace()
               and n.user_id = app.current_person() and n.inbox and n.read_at is null
               and (n.snoozed_until is null or n.snoozed_until <= now())
             limit 1000) x;
end;

create function app.read_notifications(p_body jsonb) returns int
language plpgsql as $$
begin
    update app.notifications n
       set read_at = case when (p_body->>'read')::boolean then now() end
     where n.workspace_id = app.current_workspace() and n.user_id = app.current_person()
       and (not (p_body ? 'ids' or p_body ? 'up_to_seq')
            or n.seq <= (p_body->>'up_to_seq')::bigint
            or n.id = any (array(select x::uuid
                                   from jsonb_array_elements_text(p_body->'ids') x)))
       and (n.read_at is not null) <> (p_body->>'read')::boolean;
    return app.unread_notifications();
end
$$;

create function app.snooze_notifications(p_body jsonb) returns int
language plpgsql as $$
begin
    if (p_body->>'until')::timestamptz <= now() then
        perform app.fail(422, 'invalid_value', 'This moment has to be in the future.',
                         '/until');
    end if;
    update app.notifications n set snoozed_until = (p_body->>'until')::timestamptz
     where n.workspace_id = app.current_workspace() and n.user_id = app.current_person()
       and n.id = any (array(select x::uuid
                               from jsonb_array_elements_text(p_body->'ids') x));
    return app.unread_notifications();
end
$$;

alter table app.notifications enable row level security, force row level security;
alter table app.notification_prefs enable row level security, force row level security;
alter table app.notification_cursors enable row level security, force row level security;
create policy own_select on app.notifications for select to ss_app
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy own_update on app.notifications for update to ss_app
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
    with check (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy own_select on app.notification_prefs for select to ss_app
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy own_update on app.notification_prefs for update to ss_app
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
    with check (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));

insert into app.notification_prefs (workspace_id, user_id)
select m.workspace_id, m.user_id from app.memberships m;
insert into app.notification_cursors (workspace_id, seq)
select w.id, w.event_seq from app.workspaces w;

grant execute on function app.unread_notifications(), app.read_notifications(jsonb),
    app.snooze_notifications(jsonb) to ss_app;
grant select, update (read_at, snoozed_until) on app.notifications to ss_app;
grant select, update (inbox, mail_now, mail_digest, digest, digest_hour, quiet_from, quiet_to)
    on app.notification_prefs to ss_app;

grant select on app.task_history, app.events, app.memberships, app.users, app.member_projects to ss_history;
grant select, insert, update on app.notifications, app.notification_prefs,
    app.notification_cursors to ss_history;
grant execute on function app.takes_part(app.events, uuid),
    app.notification_reason(app.events, app.memberships),
    app.next_digest(text, int, text) to ss_history;
grant execute on function app.derive_notifications(int) to ss_worker;

grant create on schema app to ss_history;
alter function app.touch_notification_prefs() owner to ss_history;
alter function app.make_notification_prefs() owner to ss_history;
alter function app.derive_notifications(int) owner to ss_history;
revoke create on schema app from ss_history;
