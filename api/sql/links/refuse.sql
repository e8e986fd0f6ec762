-- Counts a wrong password.
select auth.refuse_link(:link_id::uuid, :caller_ip_prefix::text, :caller_agent::text)