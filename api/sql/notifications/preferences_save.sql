-- Says what the caller wants to be told, and how.
update app.notification_prefs p
   set inbox = array(select jsonb_array_elements_text(:body::jsonb -> 'inbox')),
       mail_now = array(select jsonb_array_elements_text(:body::jsonb -> 'mail_now')),
       mail_digest = array(select jsonb_array_elements_text(
                                    :body::jsonb -> 'mail_digest')),
       digest = :body::jsonb ->> 'digest',
       digest_hour = (:body::jsonb ->> 'digest_hour')::int,
       quiet_from = (:body::jsonb ->> 'quiet_from')::int,
       quiet_to = (:body::jsonb ->> 'quiet_to')::int
 where p.workspace_id = :workspace::uuid and p.user_id = :caller_user::uuid
returning p.inbox, p.mail_now, p.mail_digest, p.digest, p.digest_hour,
       p.quiet_from, p.quiet_to
