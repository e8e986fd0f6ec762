-- An approval as the client sees it.
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
  join app.tasks t on t.workspace_id = a.workspace_id and t.id = a.task_id
  join app.projects p on p.workspace_id = t.workspace_id and p.id = t.project_id
 where a.workspace_id = (select app.current_workspace())
   and a.id = :approval_id::uuid