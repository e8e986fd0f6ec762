-- Asks the client to approve a task; what it says now is kept by a trigger.
with a as (
    insert into app.approvals (workspace_id, id, task_id, note, requested_by, agent)
    values (:workspace::uuid, :new_id::uuid, :task_id::uuid,
            coalesce(:note::text, ''), :caller_user::uuid, :caller_agent::text)
    returning workspace_id, id, task_id, status, note, task_rev, snapshot,
              snapshot_hash, requested_by, requested_at, decided_by_name, decided_at,
              decision_note, rev)
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