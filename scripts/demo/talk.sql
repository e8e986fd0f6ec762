-- The people of the clients, and what was just said with them: after everything else,
-- so that the log keeps the order of its time.
create temp table talk (
    n      int generated always as identity,
    client text not null,
    who    text,                    -- a person of ours, or null: the client
    name   text,                    -- of the client's person
    about  text not null,
    shown  text not null,
    body   text not null
);
insert into talk (client, who, name, about, shown, body) values
    ('luna', 'm', null, 'Photos for the menu', 'client', 'Which twelve dishes shall we photograph? Square, in daylight, before noon.'),
    ('luna', 'j', null, 'Photos for the menu', 'internal', 'Marco changes the menu every week: agree on dishes that stay.'),
    ('luna', null, 'Elena Ricci', 'Photos for the menu', 'client', 'Marco sends the list on Friday. Could you also take one of the terrace?'),
    ('oak', null, 'Paul Hartmann', 'The configurator', 'client', 'My father asks whether the price shows before the wood is chosen.'),
    ('oak', 'm', null, 'The configurator', 'client', 'It shows a price "from" first, and the exact one with the wood. Is that all right for him?'),
    ('dent', 'm', null, 'Consent form', 'client', 'The form is ready for a look. The second page is the one that Dr Osei asked for.'),
    ('dent', null, 'Tom', 'Consent form', 'client', 'Dr Osei says the second page needs the date. Otherwise it is fine.'),
    ('press', 'm', null, 'Spring list', 'internal', 'Ask for the covers in May; last year they came a week late.');

insert into app.contacts (workspace_id, client_id, name, email, position, is_primary,
                          created_by)
select current_setting('app.workspace_id')::uuid, c.id, x.name, x.email, x.position,
       x.is_primary, p.id
  from (values ('luna', 'Elena Ricci', 'elena@cafe-luna.example', 'Owner', true),
               ('luna', 'Marco', null, 'Kitchen', false),
               ('dent', 'Dr Osei', 'osei@brightside-dental.example', 'Data protection', true),
               ('dent', 'Tom', null, 'Reception', false),
               ('oak', 'Paul Hartmann', 'paul@hartmann-tische.example', 'Office', true),
               ('yoga', 'Sanne de Boer', 'sanne@tidewater-yoga.example', 'Owner', true),
               ('press', 'Ingrid Solberg', 'ingrid@fieldnotes-press.example', 'Publisher', true))
       x (client, name, email, position, is_primary)
  join client_lines c on c.key = x.client
  join people p on p.who = 'm';

do $$
declare
    ws uuid := current_setting('app.workspace_id')::uuid;
    t record;
    talk_id uuid;
begin
    for t in select x.*, c.id as client_id from talk x
               join client_lines c on c.key = x.client order by x.n loop
        perform set_config('app.user_id',
                           coalesce((select id::text from people where who = t.who), ''), true),
                set_config('app.actor_kind', case when t.who is null then 'client' else 'member' end, true),
                set_config('app.guest_name', coalesce(t.name, ''), true);
        talk_id := pg_temp.demo_id(now(), t.client || t.about);
        insert into app.conversations (workspace_id, id, client_id, subject, visibility,
                                       assignee_id, created_by)
        select ws, talk_id, t.client_id, t.about, case t.client when 'press' then 'internal'
               else 'client' end, p.id, p.id
          from people p where p.who = 'm'
        on conflict (workspace_id, id) do nothing;
        insert into app.messages (workspace_id, id, conversation_id, author_id, visibility,
                                  body)
        values (ws, pg_temp.demo_id(now() + t.n * interval '1 millisecond', t.body), talk_id,
                (select id from people where who = t.who), t.shown, t.body);
    end loop;
end
$$;
