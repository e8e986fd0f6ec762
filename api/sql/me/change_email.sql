-- Mails a token to the new address; nothing changes until it comes back.
select app.change_email(:email::text, :new_token::text)
