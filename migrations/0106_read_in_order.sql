-- Two windows that read everything at once lock the same notifications: in one order,
-- whichever way each has found them.
create or replace function app.read_notifications(p_body jsonb) returns int
language plpgsql as $$
begin
    update app.notifications n
       set read_at = case when (p_body->>'read')::boolean then now() end
      from (select x.id from app.notifications x
             where x.workspace_id = app.current_workspace()
               and x.user_id = app.current_person()
               and (not (p_body ? 'ids' or p_body ? 'up_to_seq')
                    or x.seq <= (p_body->>'up_to_seq')::bigint
                    or x.id = any (array(select i::uuid
                                           from jsonb_array_elements_text(p_body->'ids') i)))
               and (x.read_at is not null) <> (p_body->>'read')::boolean
             order by x.seq
               for no key update) mine
     where n.workspace_id = app.current_workspace() and n.id = mine.id;
    return app.unread_notifications();
end
$$;

create or replace function app.snooze_notifications(p_body jsonb) returns int
language plpgsql as $$
begin
    if (p_body->>'until')::timestamptz <= now() then
        perform app.fail(422, 'invalid_value', 'This moment has to be in the future.',
                         '/until');
    end if;
    update app.notifications n set snoozed_until = (p_body->>'until')::timestamptz
      from (select x.id from app.notifications x
             where x.workspace_id = app.current_workspace()
               and x.user_id = app.current_person()
               and x.id = any (array(select i::uuid
                                       from jsonb_array_elements_text(p_body->'ids') i))
             order by x.seq
               for no key update) mine
     where n.workspace_id = app.current_workspace() and n.id = mine.id;
    return app.unread_notifications();
end
$$;
