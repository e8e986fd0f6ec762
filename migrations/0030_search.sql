-- One search over everything. As in 0011_search.sql the functions of ss_search only
-- find: they apply the tenant themselves and return ids; what is shown of them is read
-- through row-level security by the statement (api/sql/search/list.sql).

create function app.search_contacts(p_words text) returns setof uuid
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select c.id from app.contacts c
     where c.workspace_id = app.current_workspace()
       and c.search @@ app.search_query(p_words) and c.deleted_at is null
     limit 1000;
end;

create function app.search_conversations(p_words text) returns setof uuid
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select c.id from app.conversations c
     where c.workspace_id = app.current_workspace()
       and c.search @@ app.search_query(p_words) and c.deleted_at is null
     limit 1000;
end;

create function app.search_messages(p_words text) returns setof uuid
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select m.id from app.messages m
     where m.workspace_id = app.current_workspace()
       and m.search @@ app.search_query(p_words) and m.deleted_at is null
     limit 1000;
end;

-- A text as a list of pieces, [{"text", "hit"}]: all of it, or the place where the
-- words are, or nothing when they are not in it. U+E000 and U+E001 mark the hits on the
-- way; they are of the private use area and leave the text before.
create function app.highlight(p_text text, p_words text, p_whole boolean) returns jsonb
language plpgsql immutable parallel safe as $$
declare
    query tsquery := app.search_query(p_words);
    plain text := translate(p_text, U&'\E000\E001', '');
    marked text := ts_headline('simple', plain, query,
        U&'StartSel="\E000", StopSel="\E001", '
        || case when p_whole then 'HighlightAll=true'
           else 'MaxFragments=1, MaxWords=30, MinWords=12' end);
    pieces jsonb := '[]';
    part text;
    hit boolean := false;
begin
    if position(U&'\E000' in marked) = 0 then
        return case when p_whole
               then jsonb_build_array(jsonb_build_object('text', plain, 'hit', false))
               else '[]' end;
    end if;
    foreach part in array regexp_split_to_array(marked, U&'[\E000\E001]') loop
        if part <> '' then
            pieces := pieces || jsonb_build_object('text', part, 'hit', hit);
        end if;
        hit := not hit;
    end loop;
    return pieces;
end
$$;

grant select on app.contacts, app.conversations, app.messages to ss_search;
grant execute on function app.highlight(text, text, boolean), app.search_query(text)
    to ss_app;

grant create on schema app to ss_search;
alter function app.search_contacts(text) owner to ss_search;
alter function app.search_conversations(text) owner to ss_search;
alter function app.search_messages(text) owner to ss_search;
revoke create on schema app from ss_search;
grant execute on function app.search_contacts(text), app.search_conversations(text),
    app.search_messages(text) to ss_app;
