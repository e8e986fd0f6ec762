-- Removes the caller's second factor.
select removed from app.remove_totp() removed
