-- The caller leaves the workspace.
select r as id from app.remove_member(:caller_user::uuid, null) r
