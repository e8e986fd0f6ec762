-- Two workspaces that know nothing of each other, made the way requests make them,
-- and helpers to do things as a role. Each test includes this in its transaction.
--
--   north: ada (owner), bob (member)      south: cyd (owner)
--   each with a client, a project, three tasks, a comment, a contact and a
--   conversation with a message, a reaction and a draft
set client_min_messages = warning;
set timezone = 'UTC';

-- What a statement ends with for a role: 'N rows', or its SQLSTATE.
create function pg_temp.attempt(role text, statement text) returns text
language plpgsql as $$
declare
    n int;
begin
    perform set_config('role', role, true);
    execute statement;
    get diagnostics n = row_count;
    perform set_config('role', 'none', true);
    return n || ' rows';
exception when others then
    return sqlstate;
end
$$;

-- SQLSTATE, message, column and constraint of a statement that fails.
create function pg_temp.failure(role text, statement text) returns text
language plpgsql as $$
declare
    message text;
    place text;
    name text;
begin
    perform set_config('role', role, true);
    execute statement;
    perform set_config('role', 'none', true);
    return 'no failure';
exception when others then
    get stacked diagnostics message = message_text, place = column_name,
                            name = constraint_name;
    return concat_ws(' ', sqlstate, case when sqlstate like 'SS%' then message end,
                     nullif(place, ''), nullif(name, ''));
end
$$;

-- The one value of a query, as a role sees it.
create function pg_temp.fetch(role text, query text) returns text
language plpgsql as $$
declare
    value text;
begin
    perform set_config('role', role, true);
    execute query into value;
    perform set_config('role', 'none', true);
    return value;
end
$$;

-- The value of a query after a change that is then undone.
create function pg_temp.supposing(change text, query text) returns text
language plpgsql as $$
declare
    value text;
begin
    execute change;
    execute query into value;
    raise exception using errcode = 'ZZ000', message = coalesce(value, '');
exception when sqlstate 'ZZ000' then
    return sqlerrm;
end
$$;

create function pg_temp.id(name text) returns uuid language sql immutable as
$$ select overlay(md5(name) placing '7' from 13)::uuid $$;

-- Signs the test in as a person, in a workspace or in none.
create function pg_temp.sign_in(person text, workspace text default null) returns text
language sql as $$
    select pg_temp.fetch('ss_app', format(
        'select app.begin_request(%L, %L, %L, %s, %L)', pg_temp.id(person || ' session'),
        pg_temp.id(person), pg_temp.id(workspace), case when workspace is null then 0 else 3 end,
        'request-of-' || person))
$$;

create function pg_temp.register(person text, workspace text) returns void
language plpgsql as $$
begin
    perform auth.create_person(pg_temp.id(person), pg_temp.id(workspace),
        person || '@example.com', initcap(person), initcap(workspace));
    insert into auth.credentials (user_id, password_hash, pepper_id)
    values (pg_temp.id(person), 'hash', 'k1');
    perform auth.add_session(pg_temp.id(person || ' session'), pg_temp.id(person),
        'agent', '192.0.2.0/24', true);
end
$$;

create function pg_temp.furnish(person text, workspace text) returns void
language plpgsql as $$
begin
    perform pg_temp.sign_in(person, workspace);
    perform set_config('role', 'ss_app', true);
    insert into app.clients (workspace_id, id, name, created_by)
    values (pg_temp.id(workspace), pg_temp.id(workspace || ' client'), 'Client of ' || workspace,
            pg_temp.id(person));
    perform app.create_project(pg_temp.id(workspace || ' project'), jsonb_build_object(
        'name', 'Project of ' || workspace, 'client_id', pg_temp.id(workspace || ' client')));
    insert into app.tasks (workspace_id, id, project_id, title, created_by)
    select pg_temp.id(workspace), pg_temp.id(workspace || ' task ' || i),
           pg_temp.id(workspace || ' project'), workspace || ' task ' || i, pg_temp.id(person)
      from generate_series(1, 3) i;
    insert into app.comments (workspace_id, id, task_id, author_id, body)
    values (pg_temp.id(workspace), pg_temp.id(workspace || ' comment'),
            pg_temp.id(workspace || ' task 1'), pg_temp.id(person), 'First');
    insert into app.contacts (workspace_id, id, client_id, name, email, created_by)
    values (pg_temp.id(workspace), pg_temp.id(workspace || ' contact'),
            pg_temp.id(workspace || ' client'), 'Contact of ' || workspace,
            workspace || '@example.org', pg_temp.id(person));
    perform app.create_conversation(pg_temp.id(workspace || ' conversation'), jsonb_build_object(
        'client_id', pg_temp.id(workspace || ' client'), 'subject', 'Talk of ' || workspace,
        'visibility', 'client'));
    perform app.create_message(pg_temp.id(workspace || ' message'),
        pg_temp.id(workspace || ' conversation'), 'client', 'Good morning');
    perform app.react(pg_temp.id(workspace || ' message'), 'heart');
    insert into app.drafts (workspace_id, conversation_id, owner_id, body, visibility, based_on_seq)
    values (pg_temp.id(workspace), pg_temp.id(workspace || ' conversation'), pg_temp.id(person),
            'Not sent', 'client', 1);
    perform app.begin_idempotent('key of ' || workspace, '\x00', 'createTask');
    perform set_config('role', 'none', true);

    insert into app.member_projects (workspace_id, user_id, project_id)
    values (pg_temp.id(workspace), pg_temp.id(person), pg_temp.id(workspace || ' project'));
    insert into app.invitations (workspace_id, id, email, token_hash, created_by)
    values (pg_temp.id(workspace), pg_temp.id(workspace || ' invitation'),
            'guest@' || workspace || '.example', sha256(workspace::bytea), pg_temp.id(person));
    insert into app.api_keys (workspace_id, id, name, hint, hash, scopes, lifetime,
                              expires_at, created_by)
    values (pg_temp.id(workspace), pg_temp.id(workspace || ' key'), 'Key', 'ss_live_…',
            sha256(convert_to('key of ' || workspace, 'UTF8')), '{tasks:read}',
            '90 days', now() + interval '90 days', pg_temp.id(person));
    insert into app.support_accesses (workspace_id, id, admin_id, reason)
    values (pg_temp.id(workspace), pg_temp.id(workspace || ' support'), pg_temp.id(person),
            'Asked for help');
    insert into app.notifications (workspace_id, user_id, seq, reason, inbox)
    values (pg_temp.id(workspace), pg_temp.id(person), 1, 'mention', true);
end
$$;

do $$
begin
    perform pg_temp.register('ada', 'north');
    perform pg_temp.register('bob', 'bobs');
    perform pg_temp.register('cyd', 'south');
    insert into app.memberships (workspace_id, user_id, role)
    values (pg_temp.id('north'), pg_temp.id('bob'), 'member');
    perform pg_temp.furnish('ada', 'north');
    perform pg_temp.furnish('cyd', 'south');
    perform pg_temp.sign_in('ada', 'north');
end
$$;
