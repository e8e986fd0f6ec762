-- Opens every batch: does the session live, may the caller, in which workspace.
select app.begin_request(:caller_session::uuid, :caller_user::uuid, :workspace::uuid, :roles::int, :request_id::text, :caller_ip_prefix::text) as role,
       set_config('app.trace_id', :trace_id::text, true)
