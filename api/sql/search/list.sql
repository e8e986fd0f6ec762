-- The best hits of all kinds, a title before a text; the words are marked in those that
-- are shown only.
select h.type, h.id, app.highlight(h.title, :q::text, true) as title,
       app.highlight(h.body, :q::text, false) as excerpt, h.number, h.client_id,
       k.name as client_name, h.project_id, p.name as project_name,
       h.conversation_id, h.status, h.visibility, h.updated_at
  from (select x.*
          from (select 'client' as type, c.id, c.name as title, c.notes as body,
                       null::int as number, c.id as client_id,
                       null::uuid as project_id, null::uuid as conversation_id,
                       c.status, null::text as visibility, c.updated_at
                  from app.clients c
                 where c.workspace_id = :workspace::uuid
                   and c.deleted_at is null
                   and (:types::text[] is null or 'client' = any(:types::text[]))
                   and c.id = any(array(select app.search_clients(:q::text)))
                union all
                select 'contact', c.id, c.name,
                       concat_ws(' ', c.position, c.email), null, c.client_id,
                       null, null, null, null, c.updated_at
                  from app.contacts c
                 where c.workspace_id = :workspace::uuid
                   and c.deleted_at is null
                   and (:types::text[] is null or 'contact' = any(:types::text[]))
                   and c.id = any(array(select app.search_contacts(:q::text)))
                union all
                select 'project', p.id, p.name, p.description, null, p.client_id,
                       p.id, null, p.status, p.visibility, p.updated_at
                  from app.projects p
                 where p.workspace_id = :workspace::uuid
                   and p.deleted_at is null
                   and (:types::text[] is null or 'project' = any(:types::text[]))
                   and p.id = any(array(select app.search_projects(:q::text)))
                union all
                select 'task', t.id, t.title, t.description, t.number,
                       p.client_id, t.project_id, null, t.status, t.visibility,
                       t.updated_at
                  from app.tasks t
                  join app.projects p
                    on p.workspace_id = t.workspace_id and p.id = t.project_id
                 where t.workspace_id = :workspace::uuid
                   and t.deleted_at is null
                   and (:types::text[] is null or 'task' = any(:types::text[]))
                   and t.id = any(array(select app.search_tasks(:q::text)))
                union all
                select 'conversation', c.id, c.subject, '', null, c.client_id,
                       c.project_id, c.id, c.status, c.visibility, c.updated_at
                  from app.conversations c
                 where c.workspace_id = :workspace::uuid
                   and c.deleted_at is null
                   and (:types::text[] is null or 'conversation' = any(:types::text[]))
                   and c.id = any(array(
                         select app.search_conversations(:q::text)))
                union all
                select 'message', m.id, c.subject, m.body, null, c.client_id,
                       c.project_id, c.id, null, m.visibility, m.created_at
                  from app.messages m
                  join app.conversations c
                    on c.workspace_id = m.workspace_id
                   and c.id = m.conversation_id and c.deleted_at is null
                 where m.workspace_id = :workspace::uuid
                   and m.deleted_at is null
                   and (:types::text[] is null or 'message' = any(:types::text[]))
                   and m.id = any(array(select app.search_messages(:q::text)))) x
         order by to_tsvector('simple', x.title) @@ app.search_query(:q::text) desc,
                  x.updated_at desc, x.id
         limit :limit::int) h
  left join app.clients k
    on k.workspace_id = :workspace::uuid and k.id = h.client_id
  left join app.projects p
    on p.workspace_id = :workspace::uuid and p.id = h.project_id
 order by to_tsvector('simple', h.title) @@ app.search_query(:q::text) desc,
          h.updated_at desc, h.id
 limit :limit::int
