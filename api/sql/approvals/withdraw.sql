-- Takes back a request for approval that nobody has answered.
with a as (
    update app.approvals x
       set status = 'withdrawn', agent = :caller_agent::text
     where x.workspace_id = :workspace::uuid and x.id = :approval_id::uuid
       and exists (select from app.tasks t
                    where t.workspace_id = x.workspace_id and t.id = x.task_id
                      and t.deleted_at is null)
    returning x.workspace_id, x.id, x.task_id, x.status, x.note, x.task_rev, x.snapshot,
              x.snapshot_hash, x.requested_by, x.requested_at, x.decided_by_name,
              x.decided_at, x.decision_note, x.rev)
select a.id, a.task_id, t.number as task_number, t.title as task_title,
       t.project_id, p.name as project_name, p.code as project_code,
       p.client_id, a.status, a.note, a.task_rev, a.snapshot,
       encode(a.snapshot_hash, 'hex') as snapshot_hash,
       a.snapshot <> jsonb_build_object('title', t.title,
         'description', t.description) as changed_since,
       a.requested_by,
       (select u.name from app.users u
         where u.id = a.requested_by) as requested_by_name,
       a.requested_at, a.decided_by_name, a.decided_at, a.decision_note, a.rev
  from a
  join app.tasks t on t.workspace_id = a.workspace_id and t.id = a.task_id
  join app.projects p on p.workspace_id = t.workspace_id and p.id = t.project_id