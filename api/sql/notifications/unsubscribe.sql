-- Ends the mails of a workspace to whom a mail's link belongs.
select auth.unsubscribe(:token::text) as unsubscribed
