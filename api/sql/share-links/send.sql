-- Mails a share link again, with a secret of the mail's own.
select s.link_id, s.sent_to, s.sent_at
  from app.resend_share_link(:link_id::uuid, :send_to::text, :new_token::text) s
