-- Members who see listed projects only (0017_members.sql) see the conversations,
-- share links and approvals of these, and the contacts of their clients. What is
-- about a client as a whole may speak of other projects.

create function app.sees_conversation(p_conversation uuid) returns boolean
language sql stable
begin atomic
    select exists (select from app.conversations c
                    where c.workspace_id = app.current_workspace()
                      and c.id = p_conversation);
end;

create function app.sees_message(p_message uuid) returns boolean
language sql stable
begin atomic
    select exists (select from app.messages m
                    where m.workspace_id = app.current_workspace() and m.id = p_message);
end;

create function app.sees_link(p_link uuid) returns boolean
language sql stable
begin atomic
    select exists (select from app.share_links l
                    where l.workspace_id = app.current_workspace() and l.id = p_link);
end;

create function app.sees_approval(p_approval uuid) returns boolean
language sql stable
begin atomic
    select exists (select from app.approvals a
                    where a.workspace_id = app.current_workspace() and a.id = p_approval);
end;

do $$
declare
    everything constant text :=
        '(select 1 where current_setting(''app.scope'', true) = ''all'') is not null';
    t record;
begin
    for t in
        select * from (values
            ('contacts',        'client_id = any ((select app.listed_clients())::uuid[])'),
            ('contact_history', '("row" ->> ''client_id'')::uuid'
                                || ' = any ((select app.listed_clients())::uuid[])'),
            ('conversations',   'project_id = any ((select app.listed_projects())::uuid[])'),
            ('conversation_history', 'app.sees_conversation(conversation_id)'),
            ('messages',        'app.sees_conversation(conversation_id)'),
            ('message_history', 'app.sees_message(message_id)'),
            ('reactions',       'app.sees_message(message_id)'),
            ('read_marks',      'app.sees_conversation(conversation_id)'),
            ('drafts',          'app.sees_conversation(conversation_id)'),
            ('share_links',     'project_id = any ((select app.listed_projects())::uuid[])'
                                || ' or task_id is not null and app.sees_task(task_id)'),
            ('link_sessions',   'app.sees_link(link_id)'),
            ('link_accesses',   'app.sees_link(link_id)'),
            ('approvals',       'app.sees_task(task_id)'),
            ('approval_evidence', 'app.sees_approval(approval_id)'))
            x (name, listed)
    loop
        execute format('create policy listed_projects on app.%I as restrictive for all '
                       'to ss_app using (%s or %s)', t.name, everything, t.listed);
    end loop;
end
$$;

grant execute on function app.sees_conversation(uuid), app.sees_message(uuid),
    app.sees_link(uuid), app.sees_approval(uuid) to ss_app;

-- A link for a whole client shows what is in all of its projects.
create trigger refuse_listed before insert on app.share_links for each row
    when (new.client_id is not null and current_setting('app.scope', true) = 'listed')
    execute function app.refuse_listed();
