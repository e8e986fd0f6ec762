-- The same for an API key: does it live, and may it do this in this workspace.
select app.begin_key(:key_hash::bytea, :workspace::uuid, :roles::int, :scope::text, :request_id::text, :caller_ip_prefix::text, :caller_address::inet) as role,
       set_config('app.trace_id', :trace_id::text, true)
