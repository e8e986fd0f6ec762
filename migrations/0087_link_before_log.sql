-- A guest's message may open a conversation again, which the log tells: so his link, which
-- counts what he writes, is locked before, as the order of locks (0081) says.
create or replace function app.place_message() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    kind text := nullif(current_setting('app.actor_kind', true), '');
    talk record;
    answered record;
begin
    if kind is not null then
        new.author_kind := case kind when 'client' then 'client' else 'member' end;
        new.author_name := nullif(current_setting('app.guest_name', true), '');
        new.channel := case kind when 'client' then 'link' when 'key' then 'api' else 'app' end;
    end if;

    select c.client_id, c.visibility into talk
      from app.conversations c
     where c.workspace_id = new.workspace_id and c.id = new.conversation_id
       and c.deleted_at is null
       for no key update;
    if not found then
        -- A row for another workspace is for row-level security to refuse.
        if new.workspace_id is distinct from app.current_workspace() then
            return new;
        end if;
        perform app.fail(404, 'not_found', 'There is nothing at this address.');
    end if;
    if new.visibility = 'client' then
        perform from app.clients c
          where c.workspace_id = new.workspace_id and c.id = talk.client_id
            for no key update;
        perform from app.share_links l
          where l.workspace_id = new.workspace_id
            and l.id = nullif(current_setting('app.link_id', true), '')::uuid
            for no key update;
    end if;

    if new.reply_to_id is not null then
        select m.visibility into answered
          from app.messages m
         where m.workspace_id = new.workspace_id and m.id = new.reply_to_id
           and m.conversation_id = new.conversation_id and m.deleted_at is null
           and (new.author_kind <> 'client' or m.visibility = 'client');
        if not found then
            perform app.fail(422, 'unknown_reference',
                'There is no such message in this conversation.', '/reply_to_id');
        elsif answered.visibility = 'internal' then
            new.visibility := 'internal';
        end if;
    end if;
    if new.visibility = 'client' and talk.visibility = 'internal' then
        perform app.fail(409, 'inherited',
            'The conversation is internal: the client cannot see it.', '/visibility');
    end if;

    update app.conversations c
       set last_message_seq = c.last_message_seq + 1,
           last_message_at = new.created_at,
           shown_at = case when new.visibility = 'client' then new.created_at
                      else c.shown_at end,
           status = case when new.author_kind = 'client'
                         or (new.visibility = 'client' and c.status = 'closed')
                    then 'open' else c.status end,
           snoozed_until = case when new.author_kind = 'client' then null
                           else c.snoozed_until end
     where c.workspace_id = new.workspace_id and c.id = new.conversation_id
    returning c.last_message_seq into new.seq;

    new.search := to_tsvector('simple', new.body);
    return new;
end
$$;
