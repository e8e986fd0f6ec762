-- Keeps a second factor that is to be proved; the caller's address for its label.
select email from auth.start_totp(:secret::text)
