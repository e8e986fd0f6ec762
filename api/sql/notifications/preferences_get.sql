-- What the caller wants to be told, and how.
select p.inbox, p.mail_now, p.mail_digest, p.digest, p.digest_hour,
       p.quiet_from, p.quiet_to
  from app.notification_prefs p
 where p.workspace_id = :workspace::uuid and p.user_id = :caller_user::uuid
