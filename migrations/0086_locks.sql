-- Who leaves waits for the job that tells members what happened, and the job for who
-- leaves: it refers to members and then marks their preferences, which go with them.
create or replace function app.lock_leaving(p_workspace uuid, p_user uuid) returns void
language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('app.derive_notifications', 0));
    perform app.lock_members(p_workspace);
    perform from app.api_keys k
      where k.workspace_id = p_workspace and k.created_by = p_user
      order by k.id
        for no key update;
    perform from app.tasks t
      where t.workspace_id = p_workspace and t.assignee_id = p_user
      order by t.id
        for no key update;
    perform from app.conversations c
      where c.workspace_id = p_workspace and c.assignee_id = p_user
      order by c.id
        for no key update;
end
$$;

-- All tasks of the project are locked before its counters, not those alone that are shown
-- by now: another one may be shown before the counters are ours.
create or replace function app.show_below_project() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    quiet text := coalesce(current_setting('app.quiet', true), '');
begin
    perform from app.tasks t
      where t.workspace_id = new.workspace_id and t.project_id = new.id
      order by t.id
        for no key update;
    perform from app.project_counters c
      where c.workspace_id = new.workspace_id and c.project_id = new.id
        for no key update;
    perform app.lock_below(array(
                select t.id from app.tasks t
                 where t.workspace_id = new.workspace_id and t.project_id = new.id
                   and (t.visibility = 'client' or t.visibility_inherited)), new.id);

    perform set_config('app.quiet', 'on', true);
    update app.tasks t
       set visibility = new.visibility,
           visibility_inherited = new.visibility = 'internal'
               and (old.client_id is null or new.client_id is not distinct from old.client_id)
     where t.workspace_id = new.workspace_id and t.project_id = new.id
       and (t.visibility = 'client' or t.visibility_inherited);
    perform set_config('app.quiet', quiet, true);
    return null;
end
$$;
