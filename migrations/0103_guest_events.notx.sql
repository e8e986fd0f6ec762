-- What a guest has done, to see whether he did anything (0104).
create index concurrently if not exists events_guest_idx on app.events (workspace_id, actor_id)
    where actor_kind = 'client';
