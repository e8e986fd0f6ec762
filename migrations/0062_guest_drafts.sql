-- What a guest is writing: kept for his browser, and nobody else's business.

create table app.guest_drafts (
    workspace_id    uuid not null,
    conversation_id uuid not null,
    guest_id        uuid not null,
    body            text not null check (length(body) between 1 and 20000),
    based_on_seq    bigint not null check (based_on_seq >= 0),
    updated_at      timestamptz not null default now(),
    primary key (workspace_id, conversation_id, guest_id),
    constraint guest_drafts_conversation_id_fkey
        foreign key (workspace_id, conversation_id) references app.conversations
        on delete cascade,
    constraint guest_drafts_guest_id_fkey
        foreign key (workspace_id, guest_id) references app.link_sessions on delete cascade
);
create index guest_drafts_guest_idx on app.guest_drafts (workspace_id, guest_id);
create statistics app.guest_drafts_conversation_stats (dependencies)
    on conversation_id, workspace_id from app.guest_drafts;
alter table app.guest_drafts enable row level security, force row level security;

do $$
declare
    self constant text :=
        'workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid) '
        'and guest_id = (select nullif(current_setting(''app.guest_id'', true), '''')::uuid)';
    writer constant text := ' and (select current_setting(''app.role'', true)) '
        'in (''link:comment'', ''link:upload'', ''link:edit'')';
begin
    execute format('create policy guest_scope on app.guest_drafts as restrictive for all to ss_guest '
                   'using (%1$s and app.sees_conversation(conversation_id)) '
                   'with check (%1$s and app.sees_conversation(conversation_id))', self);
    execute format('create policy guest_select on app.guest_drafts for select to ss_guest using (%s)', self);
    execute format('create policy guest_insert on app.guest_drafts for insert to ss_guest '
                   'with check (%s%s)', self, writer);
    execute format('create policy guest_update on app.guest_drafts for update to ss_guest '
                   'using (%1$s%2$s) with check (%1$s)', self, writer);
    execute format('create policy guest_delete on app.guest_drafts for delete to ss_guest using (%s)', self);
end
$$;
grant select, insert (workspace_id, conversation_id, guest_id, body, based_on_seq),
      update (body, based_on_seq, updated_at), delete
    on app.guest_drafts to ss_guest;

-- As in 0039_conversation_guests.sql, with whether there is a draft.
create or replace view app.portal_conversations with (security_invoker = true) as
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
       c.created_at,
       exists (select from app.guest_drafts d
                where d.workspace_id = c.workspace_id and d.conversation_id = c.id
                  and d.guest_id = app.current_person()) as has_draft
  from app.conversations c
  left join app.projects p on p.workspace_id = c.workspace_id and p.id = c.project_id
  left join app.tasks t on t.workspace_id = c.workspace_id and t.id = c.task_id
 where c.deleted_at is null;

-- As in 0026_conversation_rules.sql, for guests too.
create or replace function app.settle_message() returns trigger
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
    delete from app.guest_drafts d
     where d.workspace_id = new.workspace_id and d.conversation_id = new.conversation_id
       and d.guest_id = new.author_id;
    return null;
end
$$;
grant select, delete on app.guest_drafts to ss_history;
