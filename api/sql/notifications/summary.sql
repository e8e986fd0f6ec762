-- How many notifications the caller has not read, and how many clients wait for an
-- answer as in me/work; more than anybody counts are not counted.
select app.unread_notifications() as unread,
       (select count(*)::int
          from (select
                  from app.conversations c
                 where c.workspace_id = :workspace::uuid and c.deleted_at is null
                   and c.status = 'open' and c.waiting_on = 'me'
                   and (c.assignee_id is null or c.assignee_id = :caller_user::uuid)
                 limit 100) w) as waiting
