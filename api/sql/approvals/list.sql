-- Approvals, with their tasks and projects; these are looked up one by one, on the
-- way along the approvals.
select a.id, a.task_id, t.number as task_number, t.title as task_title,
       t.project_id, t.project_name, t.project_code,
       t.client_id, a.status, a.note, a.task_rev, a.snapshot,
       encode(a.snapshot_hash, 'hex') as snapshot_hash,
       a.snapshot <> jsonb_build_object('title', t.title,
         'description', t.description) as changed_since,
       a.requested_by,
       (select u.name from app.users u
         where u.id = a.requested_by) as requested_by_name,
       a.requested_at, a.decided_by_name, a.decided_at, a.decision_note, a.rev
  from app.approvals a
 cross join lateral (
         select x.number, x.title, x.description, x.project_id,
                p.name as project_name, p.code as project_code, p.client_id
           from app.tasks x
           join app.projects p
             on p.workspace_id = x.workspace_id and p.id = x.project_id
          where x.workspace_id = a.workspace_id and x.id = a.task_id
            and x.deleted_at is null
          limit 1) t
 where a.workspace_id = :workspace::uuid
--: filter filter[status] a.status = :value::text
--: filter filter[task_id] a.task_id = :value::uuid
--: filter filter[project_id] t.project_id = :value::uuid
--: sort requested_at a.requested_at::timestamptz, a.id::uuid