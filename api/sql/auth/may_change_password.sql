-- The caller's address; an error unless the session has proved itself of late.
select email from auth.may_change_password()
