-- Keeps who asks for an account until the address is proven, and mails.
select auth.register(:email::text, :name::text, :workspace_name::text,
       :password_hash::text, :pepper_id::text, :new_token::text, :device::bytea)
