-- Mails a person the links that are his, if there are any.
select auth.mail_my_links(:email::text, :new_token::text)
