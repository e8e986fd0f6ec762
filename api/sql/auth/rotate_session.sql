-- Judges a refresh token's generation: rotated, grace, reuse or gone.
select state, generation, user_id, remember, idle_expires_at
  from auth.rotate_session(:session_id::uuid, :generation::int, :device::bytea)
