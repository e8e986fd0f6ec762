-- Mails a code to an address that may open the link.
select auth.send_link_code(:token::text, :email::text, :new_code::text)