-- Mails a link to set a new password, if there is such an account.
select auth.mail_link(:email::text, 'reset', :new_token::text)
