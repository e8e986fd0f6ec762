-- The people of the clients, the links that let them in, and what was said: things
-- that happen among the others, see demo.sql.
create temp table said (
    n      int generated always as identity,
    client text not null,
    who    text,                    -- a person of ours, or null: the client
    name   text,                    -- of the client's person
    about  text not null,
    shown  text not null,
    ago    int not null,
    body   text not null
);
insert into said (client, who, name, about, shown, ago, body) values
    ('luna', 'm', null, 'Photos for the menu', 'client', 6, 'Which twelve dishes shall we photograph? Square, in daylight, before noon.'),
    ('luna', 'j', null, 'Photos for the menu', 'internal', 5, 'Marco changes the menu every week: agree on dishes that stay.'),
    ('luna', null, 'Elena Ricci', 'Photos for the menu', 'client', 1, 'Marco sends the list on Friday. Could you also take one of the terrace?'),
    ('oak', null, 'Paul Hartmann', 'The configurator', 'client', 4, 'My father asks whether the price shows before the wood is chosen.'),
    ('oak', 'm', null, 'The configurator', 'client', 2, 'It shows a price "from" first, and the exact one with the wood. Is that all right for him?'),
    ('dent', 'm', null, 'Consent form', 'client', 3, 'The form is ready for a look. The second page is the one that Dr Osei asked for.'),
    ('dent', null, 'Tom', 'Consent form', 'client', 0, 'Dr Osei says the second page needs the date. Otherwise it is fine.'),
    ('yoga', 'm', null, 'The spring schedule', 'client', 16, 'The new rooms need names in the schedule. Have you decided on them?'),
    ('yoga', null, 'Sanne de Boer', 'The spring schedule', 'client', 15, 'North, South and the Attic. The Attic has no chairs, so no yin classes there.'),
    ('yoga', 'm', null, 'The spring schedule', 'client', 14, 'They are in. Tell me when the teachers have looked at their hours.'),
    ('press', 'm', null, 'Spring list', 'internal', 7, 'Ask for the covers in May; last year they came a week late.');

create temp table guests as
select pg_temp.demo_id(c.at, 'guest' || x.name) as id,
       pg_temp.demo_id(c.at, 'link' || c.id) as link_id, c.id as client_id, x.*, c.at
  from (values ('luna', 'Elena Ricci', 'elena@cafe-luna.example', 'Owner', true),
               ('luna', 'Marco', null, 'Kitchen', false),
               ('dent', 'Dr Osei', 'osei@brightside-dental.example', 'Data protection', true),
               ('dent', 'Tom', null, 'Reception', false),
               ('oak', 'Paul Hartmann', 'paul@hartmann-tische.example', 'Office', true),
               ('yoga', 'Sanne de Boer', 'sanne@tidewater-yoga.example', 'Owner', true),
               ('press', 'Ingrid Solberg', 'ingrid@fieldnotes-press.example', 'Publisher', true))
       x (client, name, email, position, is_primary)
  join (select l.key, l.id, o.at + interval '5 minutes' as at
          from client_lines l join ops o on o.id = l.id and o.kind = 'client') c
    on c.key = x.client;

insert into ops (at, who, kind, id, data)
select at, 'm', 'contact', pg_temp.demo_id(at, 'contact' || name), to_jsonb(g) from guests g
union all
select distinct on (link_id) at, 'm', 'link', link_id, to_jsonb(g) from guests g
union all
select m.at, coalesce(s.who, 'm'), 'message', pg_temp.demo_id(m.at, s.body),
       jsonb_build_object('conversation', md5(s.client || s.about)::uuid, 'client_id', c.id,
                          'about', s.about, 'shown', s.shown, 'body', s.body,
                          'open', case s.client when 'press' then 'internal' else 'client' end,
                          'guest', g.id, 'link', g.link_id, 'name', s.name)
  from said s
  join client_lines c on c.key = s.client
  left join guests g on g.client = s.client and g.name = s.name
 cross join lateral (select pg_temp.moment(s.ago, s.body) as at) m;

create function pg_temp.let_in(ws uuid, me uuid, o ops) returns void language sql as $$
    insert into app.share_links (workspace_id, id, client_id, label, permission, expires_at,
                                 token_hash, token_hint, created_by, created_at, updated_at)
    values (ws, o.id, (o.data->>'client_id')::uuid, 'For everybody there', 'edit',
            now() + interval '6 months', sha256(app.uuid7()::text::bytea), 'demo', me, o.at, o.at);
    insert into app.link_sessions (workspace_id, id, link_id, session_hash, name, email,
                                   created_at, last_seen_at, expires_at)
    select ws, g.id, o.id, sha256(app.uuid7()::text::bytea), g.name, g.email, o.at, o.at,
           now() + interval '6 months'
      from guests g where g.link_id = o.id;
$$;

create function pg_temp.say(ws uuid, me uuid, o ops) returns void language plpgsql as $$
declare
    d jsonb := o.data;
    of_client boolean := d->>'name' is not null;
begin
    insert into app.conversations (workspace_id, id, client_id, subject, visibility,
                                   assignee_id, created_by, created_at, updated_at)
    values (ws, (d->>'conversation')::uuid, (d->>'client_id')::uuid, d->>'about', d->>'open',
            me, me, o.at, o.at)
    on conflict (workspace_id, id) do nothing;
    perform set_config('app.actor_kind', case when of_client then 'client' else 'member' end, true),
            set_config('app.guest_name', coalesce(d->>'name', ''), true),
            set_config('app.guest_id', coalesce(d->>'guest', ''), true),
            set_config('app.link_id', coalesce(d->>'link', ''), true);
    insert into app.messages (workspace_id, id, conversation_id, author_id, visibility, body,
                              created_at, updated_at)
    values (ws, o.id, (d->>'conversation')::uuid, case when not of_client then me end,
            d->>'shown', d->>'body', o.at, o.at);
    perform set_config('app.actor_kind', 'member', true), set_config('app.guest_id', '', true),
            set_config('app.guest_name', '', true), set_config('app.link_id', '', true);
end
$$;
