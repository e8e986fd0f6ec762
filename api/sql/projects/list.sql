-- Projects with the name of their client and the numbers of their tasks.
select p.id, p.client_id,
       (select c.name
          from app.clients c
         where c.workspace_id = p.workspace_id
           and c.id = p.client_id) as client_name,
       p.code, p.name, p.status, p.health, p.start_on, p.due_on, p.billing,
       p.visibility, p.archived_at,
       (select jsonb_build_object(
                 'todo', n.todo, 'doing', n.doing, 'done', n.done)
          from app.project_counters n
         where n.workspace_id = p.workspace_id
           and n.project_id = p.id) as task_counts,
       p.rev, p.created_at, p.updated_at
  from app.projects p
 where p.workspace_id = :workspace::uuid and p.deleted_at is null
--: filter filter[client_id] p.client_id = :value::uuid
--: filter filter[client_id][null] (p.client_id is null) = :value::bool
--: filter filter[status] p.status = :value::text
--: filter filter[status][in] p.status = any(:value::text[])
--: filter filter[health] p.health = :value::text
--: filter filter[archived] (p.archived_at is not null) = :value::bool
--: filter filter[due_on][lt] p.due_on < :value::date
--: filter filter[due_on][gte] p.due_on >= :value::date
--: filter q p.id = any(array(select app.search_projects(:value::text)))
--: sort name p.name::text, p.id::uuid
--: sort due_on p.due_sort::date, p.id::uuid
--: sort created_at p.created_at::timestamptz, p.id::uuid
--: sort updated_at p.updated_at::timestamptz, p.id::uuid
