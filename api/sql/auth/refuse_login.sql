-- Notes that somebody could not be signed in; an unverified one is mailed again.
select auth.refuse_login(:user_id::uuid, :step::text, :registration::uuid, :new_token::text)
