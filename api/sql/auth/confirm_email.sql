-- Uses up the token and moves the account to its address.
select auth.confirm_email(:token::text)
