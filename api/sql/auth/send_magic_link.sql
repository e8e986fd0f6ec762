-- Mails a link to sign in, if there is such an account.
select auth.mail_link(:email::text, 'magic', :new_token::text)
