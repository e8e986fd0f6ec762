-- Home of a guest: who is here, what waits on the client, how far projects are.
-- With a link to a task its project is no more than a name on the task.
select w.name as workspace_name, l.id as link_id,
       substr(current_setting('app.role', true), 6) as permission,
       case when l.client_id is not null then 'client'
            when l.project_id is not null then 'project'
            else 'task' end as scope_type,
       coalesce(l.client_id, l.project_id, l.task_id) as scope_id,
       coalesce((select c.name from app.clients c
                  where c.workspace_id = l.workspace_id and c.id = l.client_id),
                (select p.name from app.projects p
                  where p.workspace_id = l.workspace_id and p.id = l.project_id),
                (select t.title from app.tasks t
                  where t.workspace_id = l.workspace_id and t.id = l.task_id
                    and t.deleted_at is null), '') as scope_name,
       l.expires_at, g.user_id is not null as preview,
       jsonb_build_object('id', g.id, 'name', g.name, 'email', g.email) as guest,
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'kind', x.kind, 'id', x.id, 'title', x.title, 'since', x.since)
                 order by x.since), '[]')
          from (select 'approval' as kind, a.id, a.snapshot ->> 'title' as title,
                       a.requested_at as since
                  from app.approvals a
                 where a.workspace_id = l.workspace_id and a.status = 'pending'
                union all
                select 'conversation', c.id, c.subject, c.waiting_since
                  from app.portal_conversations c
                 where c.workspace_id = l.workspace_id
                   and c.client_id = (select app.portal_client())
                   and c.waiting_on = 'you'
                 order by since limit 20) x) as waiting,
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'id', x.id, 'code', x.code, 'name', x.name, 'status', x.status,
                 'due_on', x.due_on, 'task_counts', x.task_counts)
                 order by x.name, x.id), '[]')
          from (select p.id, p.code, p.name, p.status, p.due_on,
                       (select jsonb_build_object(
                               'todo', n.shown_todo, 'doing', n.shown_doing,
                               'done', n.shown_done)
                        from app.project_counters n
                       where n.workspace_id = p.workspace_id and n.project_id = p.id) as task_counts
                  from app.projects p
                 where p.workspace_id = l.workspace_id and p.status <> 'archived'
                   and l.task_id is null
                 order by p.name, p.id limit 50) x) as projects
  from app.share_links l
  join app.workspaces w on w.id = l.workspace_id
  join app.link_sessions g
    on g.workspace_id = l.workspace_id and g.id = app.current_person()
 where l.workspace_id = (select app.current_workspace()) and l.id = :link::uuid