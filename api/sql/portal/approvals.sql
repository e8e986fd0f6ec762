-- What the client is asked to approve, and was; along the approvals, each with its task.
select a.id, a.task_id, p.code || '-' || t.number as task_code,
       t.title as task_title, t.project_id, p.name as project_name, a.status,
       a.note, a.task_rev, a.snapshot,
       encode(a.snapshot_hash, 'hex') as snapshot_hash,
       a.snapshot <> jsonb_build_object('title', t.title,
         'description', t.description) as changed_since,
       a.decision_note, a.decided_by_name, a.decided_at,
       (select u.name from app.users u
         where u.id = a.requested_by) as requested_by_name, a.requested_at
  from app.approvals a
  cross join lateral (
       select x.workspace_id, x.number, x.title, x.description, x.project_id
         from app.tasks x
        where x.workspace_id = a.workspace_id and x.id = a.task_id
        limit 1) t
  join app.projects p on p.workspace_id = t.workspace_id and p.id = t.project_id
 where a.workspace_id = (select app.current_workspace())
--: filter filter[status] a.status = :value::text
--: filter filter[task_id] a.task_id = :value::uuid
--: sort requested_at a.requested_at::timestamptz, a.id::uuid