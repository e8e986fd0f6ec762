-- A message to the client, or a note.
select r.id, r.conversation_id, r.seq, r.author_kind, r.author_id,
       r.author_name, r.channel, r.visibility, r.body, r.reply_to_id,
       r.reactions, r.tasks, r.rev, r.created_at, r.updated_at
  from app.create_message(:new_id::uuid, :conversation_id::uuid,
                          :visibility::text, :body::text, :reply_to_id::uuid) r
