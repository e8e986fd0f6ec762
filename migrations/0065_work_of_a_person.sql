-- What GET /me/work reads: for each kind of work one index in the order of urgency,
-- so that it reads no more than the first few hundred of each, however many there are.

create index tasks_turn_idx
    on app.tasks (workspace_id, assignee_id, status, priority desc, due_sort, id)
    where deleted_at is null and status <> 'done' and assignee_id is not null;
create index conversations_answer_idx
    on app.conversations (workspace_id, waiting_sort, id)
    where deleted_at is null and status = 'open' and waiting_on = 'me';
create index approvals_changes_idx
    on app.approvals (workspace_id, decided_at desc, id)
    where status = 'changes';

-- Whether the caller may read what is of another scope than the operation's own: a key
-- only inside its scopes, anybody else by role and row-level security alone.
create function app.key_reads(p_scope text) returns boolean
language sql stable
return nullif(current_setting('app.key_id', true), '') is null
    or exists (select from app.api_keys k
                where k.workspace_id = app.current_workspace()
                  and k.id = nullif(current_setting('app.key_id', true), '')::uuid
                  and k.scopes && array[p_scope || ':read', p_scope || ':write']);

grant execute on function app.key_reads(text) to ss_app;
