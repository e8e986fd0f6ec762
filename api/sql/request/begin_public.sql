-- The same for nobody: only what the audit log keeps of a stranger.
select auth.begin_public(:request_id::text, :caller_ip_prefix::text, :caller_agent::text) as role,
       set_config('app.trace_id', :trace_id::text, true)
