-- Figures of the platform.
select s.users, s.users_disabled, s.workspaces, s.workspaces_suspended,
       s.sessions, s.mails_queued, s.mails_failed, s.audit_entries
  from app.platform_stats() s
