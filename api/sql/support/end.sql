-- An owner ends an access before its time.
select a.id, a.workspace_id,
       (select w.name
          from app.workspaces w
         where w.id = a.workspace_id) as workspace_name,
       a.admin_id, app.name_of(a.admin_id) as admin_name, a.reason,
       app.support_status(a.approved, a.ended_at, a.expires_at) as status,
       app.name_of(a.decided_by) as decided_by_name, a.decided_at,
       a.expires_at, a.created_at
  from app.end_support(:support_access_id::uuid) a
