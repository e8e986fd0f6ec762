-- What begins with what was typed: of each kind one after the other, by name.
with found as materialized (
  select distinct s.type, s.id from app.suggest(:q::text) s)
select h.type, h.id, h.title, h.number, h.client_id, k.name as client_name,
       h.project_id, p.name as project_name, h.status
  from (select x.*, row_number() over (
                 partition by x.type
                     order by app.name_key(x.title), x.id) as place
          from (select 'client' as type, c.id, c.name as title,
                       null::int as number, c.id as client_id,
                       null::uuid as project_id, c.status
                  from app.clients c
                 where c.workspace_id = :workspace::uuid
                   and c.deleted_at is null
                   and c.id = any(array(select f.id from found f
                                         where f.type = 'client'))
                union all
                select 'project', p.id, p.name, null, p.client_id, p.id, p.status
                  from app.projects p
                 where p.workspace_id = :workspace::uuid
                   and p.deleted_at is null
                   and p.id = any(array(select f.id from found f
                                         where f.type = 'project'))
                union all
                select 'task', t.id, t.title, t.number, p.client_id, t.project_id,
                       t.status
                  from app.tasks t
                  join app.projects p
                    on p.workspace_id = t.workspace_id and p.id = t.project_id
                 where t.workspace_id = :workspace::uuid
                   and t.deleted_at is null
                   and t.id = any(array(select f.id from found f
                                         where f.type = 'task'))
                union all
                select 'contact', c.id, c.name, null, c.client_id, null, null
                  from app.contacts c
                 where c.workspace_id = :workspace::uuid
                   and c.deleted_at is null
                   and c.id = any(array(select f.id from found f
                                         where f.type = 'contact'))
                union all
                select 'conversation', c.id, c.subject, null, c.client_id,
                       c.project_id, c.status
                  from app.conversations c
                 where c.workspace_id = :workspace::uuid
                   and c.deleted_at is null
                   and c.id = any(array(select f.id from found f
                                         where f.type = 'conversation'))) x) h
  left join app.clients k
    on k.workspace_id = :workspace::uuid and k.id = h.client_id
  left join app.projects p
    on p.workspace_id = :workspace::uuid and p.id = h.project_id
 order by h.place,
          array_position(array['client', 'project', 'task', 'contact',
                               'conversation'], h.type), h.id
 limit :limit::int
