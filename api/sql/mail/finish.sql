-- What became of a mail.
select app.finish_mail(:id::uuid, :attempt::int, :outcome::text, :error::text)
