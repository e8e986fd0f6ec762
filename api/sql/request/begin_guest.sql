-- The same for the guest of a share link: does it live, and does it permit this.
select app.begin_guest(:session_hash::bytea, :link::uuid, :permissions::int, :request_id::text, :caller_ip_prefix::text) as permission,
       set_config('app.trace_id', :trace_id::text, true)
