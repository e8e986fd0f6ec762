-- Contacts, conversations and messages: numbers, whose turn it is, what follows from
-- the parent, versions and events.
begin;
select no_plan();
\ir lib/world.sql

create function pg_temp.as_ada(statement text) returns text language sql as
$$ select pg_temp.attempt('ss_app', statement) $$;
create function pg_temp.talk(column_name text) returns text language plpgsql as
$$ declare value text; begin
    execute format('select %s from app.conversations where id = %L', column_name,
                   pg_temp.id('north conversation')) into value;
    return value;
end $$;
-- A message at a time of its own: all of a test is one transaction.
create function pg_temp.say(name text, kind text, visibility text, minute int) returns bigint
language plpgsql as $$
declare
    n bigint;
begin
    perform set_config('app.actor_kind', '', true);
    insert into app.messages (workspace_id, id, conversation_id, author_kind, author_id,
                              visibility, body, created_at, updated_at)
    values (pg_temp.id('north'), pg_temp.id(name), pg_temp.id('north conversation'), kind,
            pg_temp.id(kind), say.visibility, name,
            now() + minute * interval '1 minute', now() + minute * interval '1 minute')
    returning seq into n;
    return n;
end
$$;
create function pg_temp.minutes(moment timestamptz) returns int language sql as
$$ select (extract(epoch from moment - now()) / 60)::int $$;
create function pg_temp.client_turn() returns text language sql as
$$ select waiting_on || ' ' || coalesce(pg_temp.minutes(waiting_since)::text, '-')
     from app.clients where id = pg_temp.id('north client') $$;

-- Whose turn it is.
select is(pg_temp.talk('waiting_on'), 'client', 'after a message to the client it is the client''s turn');
select is(pg_temp.client_turn(), 'client 0', 'and the client''s row says so');
select is(pg_temp.say('m2', 'client', 'client', 2), 2::bigint, 'the client answers, with the next number');
select is(pg_temp.talk('waiting_on') || pg_temp.client_turn(), 'meme 2', 'now it is my turn, since that');
select is(pg_temp.say('m3', 'client', 'client', 3), 3::bigint, 'the client adds something');
select is(pg_temp.client_turn(), 'me 2', 'and waits since the first message without an answer');
select is(pg_temp.say('n4', 'member', 'internal', 4), 4::bigint, 'a note has a number as well');
select is(pg_temp.client_turn(), 'me 2', 'and changes nothing for the client');
select is(pg_temp.talk('pg_temp.minutes(shown_at)') || ' ' || pg_temp.talk('pg_temp.minutes(last_message_at)'),
          '3 4', 'the client''s times know nothing of the note');
select is(pg_temp.say('m5', 'assistant', 'client', 5), 5::bigint, 'the assistant answers');
select is(pg_temp.client_turn(), 'client 5', 'which is our word');
select is(pg_temp.say('m6', 'system', 'client', 6), 6::bigint, 'what the system says');
select is(pg_temp.client_turn(), 'client 5', 'is nobody''s turn');
update app.messages set deleted_at = now() where id = pg_temp.id('m5');
select is(pg_temp.client_turn(), 'me 2', 'without the answer it is my turn again');
select is((select pg_temp.minutes(last_contact_at) from app.clients where id = pg_temp.id('north client')), 6,
          'the last contact is the last message that both can see');
select is(pg_temp.say('m7', 'member', 'client', 7), 7::bigint, 'the number of a deleted message is not given again');

-- States.
select is(pg_temp.as_ada(format('select * from app.set_conversation(%L, ''closed'')',
          pg_temp.id('north conversation'))), '1 rows', 'a conversation is closed');
select is(pg_temp.talk('waiting_on') || pg_temp.client_turn(), 'nonenone -', 'and waits on nobody');
select is(pg_temp.say('n8', 'member', 'internal', 8)::text || pg_temp.talk('status'), '8closed',
          'a note leaves it closed');
select is(pg_temp.say('m9', 'client', 'client', 9)::text || pg_temp.talk('status'), '9open',
          'a word of the client opens it');
select is(pg_temp.client_turn(), 'me 9', 'and it is my turn');
select is(pg_temp.as_ada(format('select * from app.set_conversation(%L, ''snoozed'', now() + interval ''1 day'')',
          pg_temp.id('north conversation'))), '1 rows', 'put off');
select is(pg_temp.say('m10', 'member', 'client', 10)::text || pg_temp.talk('status'), '10snoozed',
          'my own word leaves it put off');
select is(pg_temp.supposing(
    'update app.conversations set snoozed_until = now() - interval ''1 second'' where status = ''snoozed''; '
    'do $x$ begin perform app.wake_conversations(10); end $x$', 'select pg_temp.talk(''status'')'),
    'open', 'when its time has come it wakes');
select is(pg_temp.say('m11', 'client', 'client', 11)::text || pg_temp.talk('status')
          || (pg_temp.talk('snoozed_until') is null)::text, '11opentrue', 'the client''s word wakes it early');
select is(pg_temp.failure('ss_app', format('select * from app.set_conversation(%L, ''snoozed'', now())',
          pg_temp.id('north conversation'))), 'SS422 invalid_value /until', 'nothing is put off into the past');

-- Marks and drafts.
select is((select count(*) from app.drafts where workspace_id = pg_temp.id('north')), 1::bigint,
          'a draft stays while others write');
select is(pg_temp.as_ada(format('select * from app.create_message(%L, %L, ''internal'', ''x'')',
          pg_temp.id('n12'), pg_temp.id('north conversation'))), '1 rows', 'a note');
select is((select count(*) from app.drafts where workspace_id = pg_temp.id('north')), 1::bigint,
          'leaves a draft to the client');
select is((select seq from app.read_marks where workspace_id = pg_temp.id('north')
              and reader_id = pg_temp.id('ada')), 12::bigint, 'who writes has read');
select is(pg_temp.as_ada(format('select * from app.create_message(%L, %L, ''client'', ''x'')',
          pg_temp.id('m13'), pg_temp.id('north conversation'))), '1 rows', 'a message');
select is((select count(*) from app.drafts where workspace_id = pg_temp.id('north')), 0::bigint,
          'removes the draft of it');

-- What belongs where.
select is(pg_temp.failure('ss_app', format('select * from app.create_conversation(%L, %L)', pg_temp.id('new'),
          jsonb_build_object('subject', 'x', 'visibility', 'internal', 'client_id', pg_temp.id('north client'))
          || jsonb_build_object(name, pg_temp.id('south ' || what)))),
          'SS422 unknown_reference /' || name, format('F15: none about a %s of the other workspace', what))
  from (values ('client_id', 'client'), ('project_id', 'project'), ('task_id', 'task 1')) x (name, what);
select is(pg_temp.failure('ss_app', format('select * from app.create_conversation(%L, %L)', pg_temp.id('new'),
          jsonb_build_object('client_id', pg_temp.id('north client'), 'subject', 'x', 'visibility', 'client',
                             'task_id', pg_temp.id('north task 1')))),
          'SS409 inherited /visibility', 'the client cannot talk about what is hidden from the client');
select is(pg_temp.as_ada(format('select * from app.create_conversation(%L, %L)', pg_temp.id('notes'),
          jsonb_build_object('client_id', pg_temp.id('north client'), 'subject', 'x', 'visibility', 'internal',
                             'task_id', pg_temp.id('north task 1')))),
          '1 rows', 'we can');
select is((select project_id from app.conversations where id = pg_temp.id('notes')), pg_temp.id('north project'),
          'the project follows from the task');
select is(pg_temp.failure('ss_app', format('select * from app.create_message(%L, %L, ''client'', ''x'')',
          pg_temp.id('new'), pg_temp.id('notes'))), 'SS409 inherited /visibility',
          'nothing for the client in an internal conversation');
select is(pg_temp.failure('ss_app', format('select * from app.create_message(%L, %L, ''internal'', ''x'', %L)',
          pg_temp.id('new'), pg_temp.id('notes'), pg_temp.id('m7'))),
          'SS422 unknown_reference /reply_to_id', 'a reply is in the same conversation');
select is(pg_temp.fetch('ss_app', format('select visibility from app.create_message(%L, %L, ''client'', ''x'', %L)',
          pg_temp.id('reply'), pg_temp.id('north conversation'), pg_temp.id('n4'))),
          'internal', 'an answer to a note is a note');

-- With the project.
select pg_temp.as_ada('update app.projects set visibility = ''client''');
select is(pg_temp.as_ada(format('select * from app.update_conversation(%L, 1, ''{"visibility": "client", "task_id": null}'')',
          pg_temp.id('notes'))), '1 rows', 'a conversation about a shown project may be shown');
select pg_temp.as_ada('update app.projects set visibility = ''internal''');
select is((select visibility || visibility_inherited from app.conversations where id = pg_temp.id('notes')),
          'internaltrue', 'it is hidden with the project');
select pg_temp.as_ada('update app.projects set visibility = ''client''');
select is((select visibility || visibility_inherited from app.conversations where id = pg_temp.id('notes')),
          'clientfalse', 'and shown again with it');

-- Tasks out of messages.
select is(pg_temp.fetch('ss_app', format('select title || source_message_id::text from app.create_task_from_message(%L, %L, %L)',
          pg_temp.id('new task'), pg_temp.id('m7'), jsonb_build_object('project_id', pg_temp.id('north project')))),
          'm7' || pg_temp.id('m7'), 'a task out of a message knows it');
select is(pg_temp.fetch('ss_app', format('select tasks->0->>''id'' from app.message_rows where id = %L', pg_temp.id('m7'))),
          pg_temp.id('new task')::text, 'and the message knows the task');
select is(pg_temp.failure('ss_app', format('select * from app.create_task_from_message(%L, %L, ''{}'')',
          pg_temp.id('new'), pg_temp.id('m7'))), 'SS422 required /project_id', 'it needs a project');

-- Nobody writes in the name of another, and triggers' columns are nobody's.
select is(pg_temp.as_ada(format('insert into app.messages (workspace_id, id, conversation_id, author_id, visibility, body)
          values (%L, %L, %L, %L, ''client'', ''x'')', pg_temp.id('north'), pg_temp.id('new'),
          pg_temp.id('north conversation'), pg_temp.id('bob'))), '42501', 'nobody writes in the name of another');
select is(pg_temp.as_ada(format('update app.%s set %s = %s', tab, col, col)), '42501',
          format('%s.%s is not for statements to set', tab, col))
  from (values ('messages', 'seq'), ('messages', 'visibility'), ('messages', 'author_id'),
               ('conversations', 'waiting_on'), ('conversations', 'last_message_seq'),
               ('conversations', 'client_id'), ('contacts', 'client_id')) x (tab, col);
select is(pg_temp.failure('ss_app', format('select * from app.update_message(%L, 1, ''x'')', pg_temp.id('m2'))),
          'SS403 not_author', 'nobody changes the message of another');

-- Versions and events.
select is((select string_agg(kind || ' ' || audience, ', ' order by seq) from app.events
            where entity_id = pg_temp.id('north conversation')),
          'conversation.created client, conversation.closed client, conversation.reopened client, '
          'conversation.snoozed internal, conversation.woken internal',
          'what happened to a conversation, and who may know of it');
select is((select string_agg(distinct audience, ',') from app.events
            where entity_id in (pg_temp.id('n4'), pg_temp.id('n8'))), 'internal', 'notes are nothing for the client');
select is((select count(*) from app.events where client_id is null and payload ? 'client_id'), 0::bigint,
          'events say which client they concern');
select is((select e.client_id from app.events e where e.entity_id = pg_temp.id('north task 2') limit 1),
          pg_temp.id('north client'), 'those of tasks by their project');
select is((select string_agg(op || array_to_string(changed, ','), ' ' order by rev) from app.message_history
            where message_id = pg_temp.id('m5')), 'insert delete', 'messages have versions');
select is((select count(*) from app.events where payload::text like '%Good morning%'), 0::bigint,
          'the text of a message is in no event');
select is((select count(*) from app.events where kind = 'message.reacted' and workspace_id = pg_temp.id('north')),
          1::bigint, 'a reaction is an event');

-- Contacts.
select is((select is_primary from app.contacts where id = pg_temp.id('north contact')), true,
          'the first contact of a client is the primary one');
select is(pg_temp.as_ada(format('insert into app.contacts (workspace_id, id, client_id, name, email, is_primary, created_by)
          values (%L, %L, %L, ''Second'', '' MIXED@Example.org '', true, %L)', pg_temp.id('north'), pg_temp.id('second'),
          pg_temp.id('north client'), pg_temp.id('ada'))), '1 rows', 'another one');
select is((select string_agg(name || is_primary, ' ' order by name) from app.contacts where workspace_id = pg_temp.id('north')),
          'Contact of northfalse Secondtrue', 'takes that from it');
select is((select email from app.contacts where id = pg_temp.id('second')), 'mixed@example.org', 'addresses are folded');
select is(pg_temp.as_ada(format('insert into app.contacts (workspace_id, id, client_id, name, email, created_by)
          values (%L, %L, %L, ''Third'', ''mixed@example.org'', %L)', pg_temp.id('north'), pg_temp.id('third'),
          pg_temp.id('north client'), pg_temp.id('ada'))), '23505', 'and belong to one contact');

-- The trash.
select pg_temp.as_ada('update app.projects set deleted_at = now()');
select is(pg_temp.as_ada('update app.clients set deleted_at = now()'), '1 rows', 'a client goes into the trash');
select is((select count(*) from app.conversations where workspace_id = pg_temp.id('north') and deleted_at is null)
          + (select count(*) from app.contacts where workspace_id = pg_temp.id('north') and deleted_at is null),
          0::bigint, 'with its conversations and contacts');

select * from finish();
rollback;
