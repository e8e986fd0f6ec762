-- How the caller signs in.
select has_password, password_changed_at, second_factor, recovery_codes_left,
       pending_email, recently_proved
  from app.my_security()
