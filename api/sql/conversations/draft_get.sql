-- What the caller is writing, and whether somebody else has written since.
select d.conversation_id, d.body, d.visibility, d.based_on_seq,
       c.last_message_seq,
       exists (select
                 from app.messages m
                where m.workspace_id = d.workspace_id
                  and m.conversation_id = d.conversation_id
                  and m.seq > d.based_on_seq and m.deleted_at is null
                  and m.author_id is distinct from d.owner_id) as stale,
       d.updated_at
  from app.drafts d
  join app.conversations c
    on c.workspace_id = d.workspace_id and c.id = d.conversation_id
   and c.deleted_at is null
 where d.workspace_id = :workspace::uuid
   and d.conversation_id = :conversation_id::uuid
   and d.owner_id = :caller_user::uuid
