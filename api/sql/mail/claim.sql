-- Takes mails that are due from the outbox, for two minutes.
select id, recipient, template, vars, attempts from app.claim_mails(:max::int)
