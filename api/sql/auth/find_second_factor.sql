-- The sealed secret that a code is checked against, and whether it may be tried.
select secret, last_step, retry_after
  from auth.find_second_factor(:user_id::uuid, to_timestamp(:since::bigint), :subject::bytea)
