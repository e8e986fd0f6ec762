-- Whose password the token may set.
select email from auth.find_reset(:token::text)
