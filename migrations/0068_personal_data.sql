-- The export of all personal data holds what is said with clients, too: conversations,
-- messages, notes for the team, reactions, drafts; contacts and share links that the
-- person made, approvals asked for, and notifications.

-- What a person wrote in conversations, to clients or for the team.
create function app.personal_messages(p_user uuid, p_visibility text) returns jsonb
language sql stable
begin atomic
    select coalesce(jsonb_agg(jsonb_build_object('id', x.id,
               'conversation_id', x.conversation_id, 'body', x.body,
               'created_at', x.created_at, 'changed', x.rev > 1)
               order by x.created_at, x.id), '[]')
      from app.memberships m join app.messages x on x.workspace_id = m.workspace_id
     where m.user_id = p_user and x.author_id = p_user and x.author_kind = 'member'
       and x.visibility = p_visibility and x.deleted_at is null;
end;
grant execute on function app.personal_messages(uuid, text) to ss_gate;

-- As it was in 0041_personal_data.sql, and what came since.
create or replace function app.personal_data(p_user uuid) returns jsonb
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select jsonb_build_object(
        'profile', (
            select jsonb_build_object('id', u.id, 'email', u.email, 'name', u.name,
                       'locale', u.locale, 'time_zone', u.time_zone,
                       'email_verified_at', u.email_verified_at, 'created_at', u.created_at)
              from app.users u where u.id = p_user),
        'workspaces', (
            select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name,
                       'role', m.role, 'joined_at', m.created_at) order by m.created_at), '[]')
              from app.memberships m join app.workspaces w on w.id = m.workspace_id
             where m.user_id = p_user),
        'sessions', (
            select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'user_agent', s.user_agent,
                       'network', s.ip_prefix, 'created_at', s.created_at,
                       'last_used_at', s.rotated_at, 'ended_at', s.revoked_at)
                       order by s.created_at), '[]')
              from app.sessions s where s.user_id = p_user),
        'audit_log', (
            select coalesce(jsonb_agg(jsonb_build_object('at', l.at, 'action', l.action,
                       'network', l.ip_prefix, 'detail', l.detail) order by l.seq), '[]')
              from app.audit_log l where l.chain = p_user),
        'tasks', (
            select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'number', t.number,
                       'title', t.title, 'description', t.description, 'status', t.status,
                       'mine', t.created_by = p_user, 'assigned_to_me', t.assignee_id = p_user,
                       'created_at', t.created_at) order by t.created_at, t.id), '[]')
              from app.memberships m join app.tasks t on t.workspace_id = m.workspace_id
             where m.user_id = p_user and t.deleted_at is null
               and (t.created_by = p_user or t.assignee_id = p_user)),
        'comments', (
            select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'task_id', c.task_id,
                       'body', c.body, 'created_at', c.created_at) order by c.created_at, c.id),
                       '[]')
              from app.memberships m join app.comments c on c.workspace_id = m.workspace_id
             where m.user_id = p_user and c.author_id = p_user and c.deleted_at is null),
        'conversations', (
            select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'client', k.name,
                       'subject', c.subject, 'status', c.status, 'visibility', c.visibility,
                       'mine', c.created_by = p_user, 'assigned_to_me', c.assignee_id = p_user,
                       'read_up_to', r.seq, 'created_at', c.created_at)
                       order by c.created_at, c.id), '[]')
              from app.memberships m join app.conversations c on c.workspace_id = m.workspace_id
              join app.clients k on k.workspace_id = c.workspace_id and k.id = c.client_id
              left join app.read_marks r
                on r.workspace_id = c.workspace_id and r.conversation_id = c.id
               and r.reader_kind = 'member' and r.reader_id = p_user
             where m.user_id = p_user and c.deleted_at is null
               and (c.created_by = p_user or c.assignee_id = p_user or r.seq is not null)),
        'messages', app.personal_messages(p_user, 'client'),
        'notes', app.personal_messages(p_user, 'internal'),
        'reactions', (
            select coalesce(jsonb_agg(jsonb_build_object('message_id', a.message_id,
                       'reaction', a.reaction, 'created_at', a.created_at)
                       order by a.created_at, a.message_id, a.reaction), '[]')
              from app.memberships m join app.reactions a on a.workspace_id = m.workspace_id
             where m.user_id = p_user and a.actor_kind = 'member' and a.actor_id = p_user),
        'drafts', (
            select coalesce(jsonb_agg(jsonb_build_object('conversation_id', d.conversation_id,
                       'body', d.body, 'visibility', d.visibility, 'updated_at', d.updated_at)
                       order by d.updated_at, d.conversation_id), '[]')
              from app.memberships m join app.drafts d on d.workspace_id = m.workspace_id
             where m.user_id = p_user and d.owner_id = p_user),
        'contacts', (
            select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'client_id', c.client_id,
                       'name', c.name, 'email', c.email, 'phone', c.phone,
                       'position', c.position, 'notes', c.notes, 'created_at', c.created_at)
                       order by c.created_at, c.id), '[]')
              from app.memberships m join app.contacts c on c.workspace_id = m.workspace_id
             where m.user_id = p_user and c.created_by = p_user and c.deleted_at is null),
        'share_links', (
            select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'label', l.label,
                       'client_id', l.client_id, 'project_id', l.project_id,
                       'task_id', l.task_id, 'permission', l.permission,
                       'guest_name', l.guest_name, 'allowed_emails', l.allowed_emails,
                       'has_password', l.has_password, 'created_at', l.created_at,
                       'expires_at', l.expires_at, 'revoked_at', l.revoked_at)
                       order by l.created_at, l.id), '[]')
              from app.memberships m join app.share_links l on l.workspace_id = m.workspace_id
             where m.user_id = p_user and l.created_by = p_user),
        'approvals', (
            select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'task_id', a.task_id,
                       'note', a.note, 'status', a.status, 'requested_at', a.requested_at)
                       order by a.requested_at, a.id), '[]')
              from app.memberships m join app.approvals a on a.workspace_id = m.workspace_id
             where m.user_id = p_user and a.requested_by = p_user),
        'notifications', (
            select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'reason', n.reason,
                       'kind', e.kind, 'entity_type', e.entity_type, 'entity_id', e.entity_id,
                       'at', n.created_at, 'read_at', n.read_at,
                       'snoozed_until', n.snoozed_until) order by n.created_at, n.id), '[]')
              from app.notifications n
              left join app.events e on e.workspace_id = n.workspace_id and e.seq = n.seq
             where n.workspace_id in (select m.workspace_id from app.memberships m
                                       where m.user_id = p_user)
               and n.user_id = p_user),
        'notification_preferences', (
            select coalesce(jsonb_agg(to_jsonb(p) - array['user_id', 'mail_at', 'digest_at']
                                      order by p.workspace_id), '[]')
              from app.memberships m
              join app.notification_prefs p
                on p.workspace_id = m.workspace_id and p.user_id = m.user_id
             where m.user_id = p_user));
end;
