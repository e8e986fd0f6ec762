-- Sets the caller's password; all other sessions end.
select auth.change_password(:password_hash::text, :pepper_id::text)
