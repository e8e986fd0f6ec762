-- What the caller is to do, most urgent first; days are those of the caller's zone.
-- Each kind of work is read along an index of its own, and its first 500 at most.
select w.kind, r.reason, w.id, w.task_id, w.project_id, p.name as project_name,
       w.client_id,
       (select c.name
          from app.clients c
         where c.workspace_id = :workspace::uuid
           and c.id = w.client_id) as client_name,
       w.number, w.column_id, w.title, w.status, w.priority, w.start_on,
       w.due_at, w.estimate_minutes, w.visibility, w.since,
       case w.kind
       when 'approval' then w.said_by
       when 'conversation' then
         (select m.author_name
            from app.messages m
           where m.workspace_id = :workspace::uuid and m.conversation_id = w.id
             and m.visibility = 'client' and m.author_kind = 'client'
             and m.deleted_at is null
           order by m.seq desc limit 1) end as said_by,
       case w.kind
       when 'approval' then w.said
       when 'conversation' then
         (select left(m.body, 200)
            from app.messages m
           where m.workspace_id = :workspace::uuid and m.conversation_id = w.id
             and m.visibility = 'client' and m.author_kind = 'client'
             and m.deleted_at is null
           order by m.seq desc limit 1) end as said,
       w.rev, w.created_at, w.updated_at
  from (
        (select 'task' as kind, t.id, t.id as task_id, t.project_id, p.client_id,
                t.number, t.column_id, t.title, t.status, t.priority, t.start_on,
                t.due_at, t.due_sort, t.estimate_minutes, t.visibility,
                null::timestamptz as since, null::text as said_by,
                null::text as said, t.rev, t.created_at, t.updated_at
           from app.tasks t
          cross join lateral (
                  select x.client_id
                    from app.projects x
                   where x.workspace_id = t.workspace_id and x.id = t.project_id
                     and x.status in ('planned', 'active')
                     and x.deleted_at is null
                   limit 1) p
          where t.workspace_id = :workspace::uuid
            and t.assignee_id = :caller_user::uuid
            and t.status <> 'done' and t.deleted_at is null
            and t.due_sort < now() + interval '7 days'
          order by t.due_sort, t.id
          limit 500)
        union all
        (select 'task', t.id, t.id, t.project_id, p.client_id, t.number,
                t.column_id, t.title, t.status, t.priority, t.start_on, t.due_at,
                t.due_sort, t.estimate_minutes, t.visibility, null, null, null,
                t.rev, t.created_at, t.updated_at
           from app.tasks t
          cross join lateral (
                  select x.client_id
                    from app.projects x
                   where x.workspace_id = t.workspace_id and x.id = t.project_id
                     and x.status in ('planned', 'active')
                     and x.deleted_at is null
                   limit 1) p
          where t.workspace_id = :workspace::uuid
            and t.assignee_id = :caller_user::uuid
            and t.status = 'doing' and t.deleted_at is null
            and t.due_sort >= now() + interval '7 days'
          order by t.priority desc, t.due_sort, t.id
          limit 500)
        union all
        (select 'task', t.id, t.id, t.project_id, p.client_id, t.number,
                t.column_id, t.title, t.status, t.priority, t.start_on, t.due_at,
                t.due_sort, t.estimate_minutes, t.visibility, null, null, null,
                t.rev, t.created_at, t.updated_at
           from app.tasks t
          cross join lateral (
                  select x.client_id
                    from app.projects x
                   where x.workspace_id = t.workspace_id and x.id = t.project_id
                     and x.status in ('planned', 'active')
                     and x.deleted_at is null
                   limit 1) p
          where t.workspace_id = :workspace::uuid
            and t.assignee_id = :caller_user::uuid
            and t.status = 'todo' and t.deleted_at is null
            and t.due_sort >= now() + interval '7 days'
          order by t.priority desc, t.due_sort, t.id
          limit 500)
        union all
        (select 'conversation', c.id, c.task_id, c.project_id, c.client_id, null,
                null, c.subject, c.status, null, null, null, c.waiting_sort, null,
                c.visibility, c.waiting_since, null, null, c.rev, c.created_at,
                c.updated_at
           from app.conversations c
          where c.workspace_id = :workspace::uuid and c.deleted_at is null
            and c.status = 'open' and c.waiting_on = 'me'
            and (c.assignee_id is null or c.assignee_id = :caller_user::uuid)
            and (select app.key_reads('conversations'))
          order by c.waiting_sort, c.id
          limit 500)
        union all
        (select 'approval', a.id, a.task_id, t.project_id, t.client_id, t.number,
                null, t.title, a.status, null, null, null, a.decided_at, null,
                'client', a.decided_at, a.decided_by_name,
                left(a.decision_note, 200), a.rev, a.requested_at, a.decided_at
           from (select x.workspace_id, x.id, x.task_id, x.status, x.requested_by,
                        x.requested_at, x.decided_by_name, x.decided_at,
                        x.decision_note, x.rev
                   from app.approvals x
                  where x.workspace_id = :workspace::uuid
                    and x.status = 'changes'
                    and (select app.key_reads('approvals'))
                  order by x.decided_at desc, x.id
                  limit 500) a
          cross join lateral (
                  select x.number, x.title, x.project_id, x.assignee_id, p.client_id
                    from app.tasks x
                    join app.projects p
                      on p.workspace_id = x.workspace_id and p.id = x.project_id
                   where x.workspace_id = a.workspace_id and x.id = a.task_id
                     and x.status <> 'done' and x.deleted_at is null
                     and p.status in ('planned', 'active')
                     and p.deleted_at is null
                   limit 1) t
          where coalesce(t.assignee_id, a.requested_by) = :caller_user::uuid
            and not exists (
                  select from app.approvals x
                   where x.workspace_id = a.workspace_id
                     and x.task_id = a.task_id
                     and x.requested_at > a.requested_at
                     and x.status <> 'withdrawn')
          order by a.decided_at desc, a.id
          limit 500)) w
 cross join lateral (
         select u.time_zone as zone
           from app.users u
          where u.id = :caller_user::uuid) z
 cross join lateral (
         select case
                when w.kind = 'conversation' then 'client_waiting'
                when w.kind = 'approval' then 'changes_requested'
                when w.due_at < now() then 'overdue'
                when (w.due_at at time zone z.zone)::date
                     = (now() at time zone z.zone)::date then 'due_today'
                when w.due_at < now() + interval '7 days' then 'due_soon'
                when w.status = 'doing' then 'in_progress'
                else 'next' end as reason) r
 cross join lateral (
         select array_position(
                  array['overdue', 'due_today', 'client_waiting',
                    'changes_requested', 'due_soon', 'in_progress', 'next'],
                  r.reason) * 10
                + case when r.reason in ('in_progress', 'next')
                  then 4 - w.priority else 0 end as place,
                4 - coalesce(w.priority, 0) as below) o
  left join app.projects p
    on p.workspace_id = :workspace::uuid and p.id = w.project_id
 where true
--: sort urgency o.place::int, w.due_sort::timestamptz, o.below::int, w.id::uuid
