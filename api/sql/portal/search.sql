-- The best hits in what the link shows, a title before a text; the words are marked in
-- those that are shown only.
with found as materialized (select s.type, s.id from app.search_portal(:q::text) s)
select h.type, h.id, app.highlight(h.title, :q::text, true) as title,
       app.highlight(h.body, :q::text, false) as excerpt, h.conversation_id,
       h.updated_at
  from (select 'project' as type, p.id, p.name as title, p.description as body,
               null::uuid as conversation_id, p.updated_at
          from app.projects p
         where p.workspace_id = (select app.current_workspace())
           and p.id = any(array(select f.id from found f where f.type = 'project'))
         union all
        select 'task', t.id, t.title, t.description, null, t.updated_at
          from app.tasks t
         where t.workspace_id = (select app.current_workspace())
           and t.deleted_at is null
           and t.id = any(array(select f.id from found f where f.type = 'task'))
         union all
        select 'conversation', c.id, c.subject, '', c.id, c.shown_at
          from app.conversations c
         where c.workspace_id = (select app.current_workspace())
           and c.id = any(array(select f.id from found f where f.type = 'conversation'))
         union all
        select 'message', m.id, c.subject, m.body, c.id, m.created_at
          from app.messages m
          join app.conversations c
            on c.workspace_id = m.workspace_id and c.id = m.conversation_id
         where m.workspace_id = (select app.current_workspace())
           and m.id = any(array(select f.id from found f where f.type = 'message'))
         order by updated_at desc, id
         limit 1000) h
 order by to_tsvector('simple', h.title) @@ app.search_query(:q::text) desc,
          h.updated_at desc, h.id
 limit :limit::int
