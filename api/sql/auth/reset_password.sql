-- Uses up the token and sets the password; all sessions end.
select auth.reset_password(:token::text, :password_hash::text, :pepper_id::text)
