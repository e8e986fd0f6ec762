-- The same for an administrator of the platform, who is in no workspace.
select app.begin_admin(:caller_session::uuid, :caller_user::uuid, :request_id::text, :caller_ip_prefix::text) as role,
       set_config('app.trace_id', :trace_id::text, true)
