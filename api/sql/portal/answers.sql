-- The few numbers that clients ask for, of what is shown to this one.
with t as materialized (
    select x.status, x.due_at, x.title, x.updated_at
      from app.tasks x
     where x.workspace_id = (select app.current_workspace())
       and x.deleted_at is null and x.visibility = 'client'),
due as (
    select t.due_at as at, t.title as name
      from t
     where t.status <> 'done' and t.due_at >= now()
    union all
    select p.due_on::timestamptz, p.name::text
      from app.projects p
     where p.workspace_id = (select app.current_workspace())
       and p.status in ('planned', 'active') and p.due_on >= current_date
       and nullif(current_setting('app.link_task', true), '') is null)
select ((select count(*)
           from app.approvals a
          where a.workspace_id = (select app.current_workspace())
            and a.status = 'pending')
        + (select count(*)
             from app.portal_conversations c
            where c.workspace_id = (select app.current_workspace())
              and c.client_id = (select app.portal_client())
              and c.waiting_on = 'you'))::int as waiting_on_you,
       (select count(*) from t where t.status <> 'done')::int as tasks_open,
       (select count(*) from t where t.status = 'done')::int as tasks_done,
       (select d.at from due d order by d.at, d.name limit 1) as next_date,
       (select d.name from due d order by d.at, d.name limit 1) as next_date_of,
       (select max(t.updated_at) from t) as last_change_at