-- A freelancer's month: a studio of two, five clients, twelve projects, about 250
-- tasks with what happened to them, and what was said. Everything is replayed in
-- the order of its time through the same triggers as real work, so versions and
-- events are real. The same data on every run; only the dates follow today.
--
--   psql -v demo_hash=PHC -v demo_pepper=ID -f demo.sql     (run in this folder)

\set ON_ERROR_STOP 1
\set task_lines `cat tasks.txt`
\set comment_lines `cat comments.txt`

begin;
set local timezone = 'UTC';

-- A number from 0 to n - 1 that follows from a text.
create function pg_temp.pick(t text, n int) returns int language sql immutable as
$$ select (('x' || left(md5(t), 7))::bit(28)::int) % n $$;

-- Ids that look like the server's: the time, then something that follows from a text.
create function pg_temp.demo_id(at timestamptz, t text) returns uuid language sql immutable as
$$ select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0')
           || '7' || substr(md5(t), 2, 3) || '8' || substr(md5(t), 5, 15))::uuid $$;

-- Some time of a working day, or a little ago when that is still to come.
create function pg_temp.moment(days_ago numeric, t text) returns timestamptz language sql stable as
$$ select least(date_trunc('day', now()) - floor(days_ago) * interval '1 day'
                + interval '7 hours' + pg_temp.pick(t, 540) * interval '1 minute',
                now() - (3 + pg_temp.pick(t, 45)) * interval '1 minute') $$;

create temp table people (who text primary key, id uuid);
insert into people values
    ('m', pg_temp.demo_id(pg_temp.moment(60, 'mara'), 'mara')),
    ('j', pg_temp.demo_id(pg_temp.moment(60, 'jonas'), 'jonas'));

insert into app.users (id, email, email_verified_at, name, locale, time_zone, created_at)
select p.id, x.email, pg_temp.moment(60, x.name), x.name, 'en-GB', 'Europe/Berlin',
       pg_temp.moment(60, x.name)
  from (values ('m', 'demo@smartstack.example', 'Mara Lindqvist'),
               ('j', 'jonas@smartstack.example', 'Jonas Weber')) x (who, email, name)
  join people p using (who);
insert into auth.credentials (user_id, password_hash, pepper_id)
select id, :'demo_hash', :'demo_pepper' from people;

select pg_temp.demo_id(pg_temp.moment(60, 'studio'), 'studio') as ws \gset
select set_config('app.workspace_id', :'ws', true) \g /dev/null
select set_config('app.user_id', (select id::text from people where who = 'm'), true) \g /dev/null

insert into app.workspaces (id, name, slug, created_by, created_at, updated_at)
select :'ws', 'Studio Lindqvist', 'studio-lindqvist', id,
       pg_temp.moment(60, 'studio'), pg_temp.moment(60, 'studio')
  from people where who = 'm';
insert into app.memberships (workspace_id, user_id, role, created_by, created_at)
select :'ws', id, case who when 'm' then 'owner' else 'member' end,
       (select id from people where who = 'm'),
       case who when 'm' then pg_temp.moment(60, 'studio') else pg_temp.moment(59, who) end
  from people order by who desc;

-- What happens: one row a thing, sorted by time below.
create temp table ops (
    n      int generated always as identity,
    at     timestamptz not null,
    who    text not null,
    kind   text not null,          -- client, project, task, comment, or change of one
    id     uuid not null,
    data   jsonb not null
);

create temp table client_lines as
select pg_temp.demo_id(pg_temp.moment(ago, name), name) as id, *
  from (values
    ('luna',  'Café Luna', 58, 'active', 'https://cafe-luna.example', 9500, 'me', 1,
     'Elena Ricci decides, Marco cooks. Call before eleven or after three. Pays within a week.'),
    ('dent',  'Brightside Dental', 57, 'active', 'https://brightside-dental.example', 10500, 'me', 0,
     'Dr Lindgren (contract, money) and Dr Osei (data protection, everything technical). Reception: Amira until last month, now Tom.'),
    ('oak',   'Hartmann & Söhne', 54, 'active', 'https://hartmann-tische.example', 9500, 'client', 2,
     'Friedrich Hartmann, third generation. Works from paper. His son Paul answers mails.'),
    ('yoga',  'Tidewater Yoga', 52, 'paused', 'https://tidewater-yoga.example', 8500, 'client', 14,
     'Sanne de Boer. Half of invoice 118 is still open. Be patient, she teaches all day.'),
    ('press', 'Fieldnotes Press', 29, 'active', 'https://fieldnotes-press.example', 9500, 'none', null,
     'Ingrid Solberg, publisher. Two lists a year. Found us through the yoga brand.')
  ) x (key, name, ago, status, website, rate, waiting_on, waiting_days, notes);

insert into ops (at, who, kind, id, data)
select pg_temp.moment(ago, name), 'm', 'client', id,
       jsonb_build_object('name', name, 'website', website, 'rate_minor', rate, 'status', 'lead')
  from client_lines
union all
select pg_temp.moment(ago - 2, name || 'a'), 'm', 'client_change', id,
       jsonb_build_object('status', 'active', 'notes', notes)
  from client_lines
union all
select pg_temp.moment(waiting_days, name || 'w'), 'm', 'client_change', id,
       jsonb_build_object('status', status, 'waiting_on', waiting_on,
                          'last_contact_at', pg_temp.moment(waiting_days, name || 'w'))
  from client_lines where waiting_days is not null;

create temp table project_lines as
select pg_temp.demo_id(pg_temp.moment(ago, name), name) as id, *
  from (values
    ('LUNA',  'luna',  'New website', 29, -28, 18, 4800, 760000, 'fixed',
     'Five pages and a table booking form. Replaces the page with the PDF menu.'),
    ('MENU',  'luna',  'Autumn menu and photography', 35, -34, -12, 1500, 240000, 'fixed',
     'Twelve dishes, a folded menu, pictures that last for a year.'),
    ('DENT',  'dent',  'Patient booking redesign', 31, -30, 16, 9600, null, 'hourly',
     'Book, move and cancel an appointment without calling. The reception gets half of its day back.'),
    ('DCARE', 'dent',  'Website care plan', 35, -34, null, 480, 60000, 'retainer',
     'Eight hours a month: updates, small changes, one report.'),
    ('OAK',   'oak',   'Online shop for made-to-order tables', 33, -32, 20, 9000, 1350000, 'fixed',
     'Four tables, five woods, any length. Deposit online, delivery in ten to fourteen weeks.'),
    ('CONF',  'oak',   'Product configurator prototype', 13, 10, 45, 2400, 340000, 'fixed',
     'Find out whether drawing a table on the phone saves Friedrich an hour an order.'),
    ('YOGA',  'yoga',  'Class schedule and memberships', 35, -34, -2, 4200, null, 'hourly',
     'Schedule, memberships and passes out of the spreadsheet.'),
    ('BRAND', 'yoga',  'Brand refresh', 36, -35, -18, 2400, 290000, 'fixed',
     'A mark, colours and a small guide, before the new rooms open.'),
    ('PRESS', 'press', 'Spring catalogue microsite', 22, -21, 10, 4500, 620000, 'fixed',
     'Fourteen books on one long page, online before the fair.'),
    ('NEWS',  'press', 'Newsletter templates', 25, -24, 12, 1200, null, 'hourly',
     'Three kinds of letters that look right in every mail program.'),
    ('STUDIO', null,   'Studio site and case studies', 32, -30, null, null, null, 'hourly',
     'Ours. Whenever there is an hour left.'),
    ('ADMIN', null,    'Business admin', 36, null, null, null, null, 'hourly',
     'Invoices, tax, insurance, everything that nobody pays for.')
  ) x (code, client, name, ago, starts, ends, minutes, minor, billing, about);

insert into ops (at, who, kind, id, data)
select pg_temp.moment(p.ago, p.name), 'm', 'project', p.id,
       jsonb_build_object(
           'code', p.code, 'name', p.name, 'client_id', c.id, 'description', p.about,
           'start_on', current_date + p.starts, 'due_on', current_date + p.ends,
           'budget_minutes', p.minutes, 'budget_minor', p.minor, 'billing', p.billing,
           'status', case p.code when 'CONF' then 'planned' else 'active' end,
           'visibility', case when p.client is null then 'internal' else 'client' end)
  from project_lines p left join client_lines c on c.key = p.client
union all
select pg_temp.moment(x.ago, x.code || x.data), 'm', 'project_change', p.id, x.data::jsonb
  from (values
    ('MENU',  9, '{"status": "done"}'),
    ('BRAND', 15, '{"status": "done"}'),
    ('BRAND', 8, '{"status": "archived"}'),
    ('YOGA',  12, '{"health": "at_risk"}'),
    ('YOGA',  6, '{"health": "off_track"}'),
    ('YOGA',  3, '{"status": "on_hold"}'),
    ('DENT',  2, '{"health": "at_risk"}'),
    ('OAK',   16, '{"health": "at_risk"}'),
    ('OAK',   7, '{"health": "on_track"}')) x (code, ago, data)
  join project_lines p using (code);

create temp table task_lines as
select pg_temp.demo_id(created, code || title) as id, *,
       case column_name when 'done' then
            least(now() - interval '20 minutes', greatest(created + interval '2 hours',
                  pg_temp.moment(coalesce(-due, 0), title || 'done')))
       else now() end - created as span
  from (select f[1] as code, f[2] as column_name, f[3]::int as priority, f[4] as who,
               f[5]::int as minutes, f[6]::int as ago, nullif(f[7], '')::int as due,
               f[8] as title, coalesce(f[9], '') as description,
               pg_temp.moment(f[6]::int, f[8]) as created
          from (select regexp_split_to_array(btrim(line), '\s*\|\s*') as f
                  from regexp_split_to_table(:'task_lines', '\n') line
                 where line !~ '^\s*(#|$)') x) y;

-- A task starts with less than it ends with; what is missing comes as a change.
create temp table task_facts as
select t.*, p.id as project_id, pg_temp.pick(title, 60) as dice,
       (current_date + due) + time '16:00' as due_time
  from task_lines t join project_lines p using (code);

insert into ops (at, who, kind, id, data)
select created, case when dice % 4 = 0 then 'j' else 'm' end, 'task', id,
       jsonb_build_object(
           'project_id', project_id, 'title', title,
           'description', case when dice % 2 = 0 then '' else description end,
           'priority', case when dice % 3 = 0 and priority > 0 then priority - 1 else priority end,
           'due_at', case when dice % 4 = 1 then due_time - interval '3 days' else due_time end,
           'estimate_minutes', case when dice % 5 = 2 then minutes / 2 else minutes end,
           'start_on', case when dice % 3 = 1 then created::date + 1 end,
           'assignee', case when dice % 7 <> 0 then who end,
           'visibility', case when dice % 4 = 0 and code not in ('STUDIO', 'ADMIN')
                         then 'client' else 'internal' end)
  from task_facts
union all
select created + span * 0.05, 'm', 'task_change', id, jsonb_build_object('assignee', who)
  from task_facts where dice % 7 = 0
union all
select created + span * 0.1, 'm', 'task_change', id, jsonb_build_object('description', description)
  from task_facts where dice % 2 = 0 and description <> ''
union all
select created + span * 0.15, 'm', 'task_change', id, jsonb_build_object('priority', priority)
  from task_facts where dice % 3 = 0 and priority > 0
union all
select created + span * 0.2, who, 'task_change', id, jsonb_build_object('estimate_minutes', minutes)
  from task_facts where dice % 5 = 2
union all
select created + span * 0.5, 'm', 'task_change', id, jsonb_build_object('due_at', due_time)
  from task_facts where dice % 4 = 1 and due is not null
union all
select created + span * 0.3, who, 'task_change', id, jsonb_build_object('column', 'In progress')
  from task_facts where column_name <> 'todo'
union all
select created + span * 0.6, who, 'task_change', id, jsonb_build_object('column', 'Done')
  from task_facts where column_name = 'done' and dice % 11 = 3
union all
select created + span * 0.65, 'm', 'task_change', id, jsonb_build_object('column', 'In progress')
  from task_facts where column_name = 'done' and dice % 11 = 3
union all
select created + span * 0.7, who, 'task_change', id, jsonb_build_object('column', 'Review')
  from task_facts where column_name = 'review' or column_name = 'done' and dice % 2 = 1
union all
select created + span, 'm', 'task_change', id, jsonb_build_object('column', 'Done')
  from task_facts where column_name = 'done';

insert into ops (at, who, kind, id, data)
select least(greatest(t.created + f[4]::int * interval '1 day'
                      + (pg_temp.pick(f[5], 300) - 150) * interval '1 minute',
                      t.created + interval '40 minutes'),
             now() - (60 - x.place % 50) * interval '1 minute'), f[3], 'comment',
       pg_temp.demo_id(t.created, f[5]), jsonb_build_object('task_id', t.id, 'body', f[5])
  from (select regexp_split_to_array(btrim(line), '\s*\|\s*') as f, place
          from regexp_split_to_table(:'comment_lines', '\n') with ordinality l (line, place)
         where line !~ '^\s*(#|$)') x
  join task_facts t on t.code = f[1] and t.title = f[2];

\ir talk.sql

do $$
declare
    ws uuid := app.current_workspace();
    o record;
    d jsonb;
    me uuid;
begin
    for o in select x.*, p.id as person from ops x join people p using (who) order by x.at, x.n loop
        d := o.data;
        me := o.person;
        perform set_config('app.user_id', me::text, true);

        if o.kind = 'client' then
            insert into app.clients (workspace_id, id, name, website, rate_minor, status,
                                     created_by, created_at, updated_at)
            values (ws, o.id, d->>'name', d->>'website', (d->>'rate_minor')::int,
                    d->>'status', me, o.at, o.at);
        elsif o.kind = 'client_change' then
            update app.clients c
               set status = coalesce(d->>'status', c.status),
                   notes = coalesce(d->>'notes', c.notes),
                   waiting_on = coalesce(d->>'waiting_on', c.waiting_on),
                   last_contact_at = coalesce((d->>'last_contact_at')::timestamptz,
                                              c.last_contact_at),
                   updated_at = o.at
             where c.workspace_id = ws and c.id = o.id;
        elsif o.kind = 'project' then
            insert into app.projects (workspace_id, id, client_id, code, name, description,
                                      status, start_on, due_on, budget_minutes, budget_minor,
                                      billing, visibility, created_by, created_at, updated_at)
            values (ws, o.id, (d->>'client_id')::uuid, d->>'code', d->>'name',
                    d->>'description', d->>'status', (d->>'start_on')::date,
                    (d->>'due_on')::date, (d->>'budget_minutes')::int,
                    (d->>'budget_minor')::bigint, d->>'billing', d->>'visibility',
                    me, o.at, o.at);
        elsif o.kind = 'project_change' then
            update app.projects p
               set status = coalesce(d->>'status', p.status),
                   health = coalesce(d->>'health', p.health), updated_at = o.at
             where p.workspace_id = ws and p.id = o.id;
        elsif o.kind = 'task' then
            insert into app.tasks (workspace_id, id, project_id, title, description, priority,
                                   assignee_id, start_on, due_at, estimate_minutes, visibility,
                                   created_by, created_at, updated_at)
            values (ws, o.id, (d->>'project_id')::uuid, d->>'title', d->>'description',
                    (d->>'priority')::smallint,
                    (select id from people where who = d->>'assignee'),
                    (d->>'start_on')::date, (d->>'due_at')::timestamptz,
                    (d->>'estimate_minutes')::int, d->>'visibility', me, o.at, o.at);
        elsif o.kind = 'contact' then
            insert into app.contacts (workspace_id, id, client_id, name, email, position,
                                      is_primary, created_by, created_at, updated_at)
            values (ws, o.id, (d->>'client_id')::uuid, d->>'name', d->>'email',
                    d->>'position', (d->>'is_primary')::boolean, me, o.at, o.at);
        elsif o.kind = 'link' then
            perform pg_temp.let_in(ws, me, (o.n, o.at, o.who, o.kind, o.id, o.data)::ops);
        elsif o.kind = 'message' then
            perform pg_temp.say(ws, me, (o.n, o.at, o.who, o.kind, o.id, o.data)::ops);
        elsif d ? 'column' then
            update app.tasks t
               set column_id = (select b.id from app.board_columns b
                                 where b.workspace_id = ws and b.project_id = t.project_id
                                   and b.name = d->>'column'),
                   rank = app.next_rank(t.project_id), updated_at = o.at
             where t.workspace_id = ws and t.id = o.id;
        elsif o.kind = 'task_change' then
            update app.tasks t
               set description = coalesce(d->>'description', t.description),
                   priority = coalesce((d->>'priority')::smallint, t.priority),
                   assignee_id = case when d ? 'assignee'
                                 then (select id from people where who = d->>'assignee')
                                 else t.assignee_id end,
                   due_at = coalesce((d->>'due_at')::timestamptz, t.due_at),
                   estimate_minutes = coalesce((d->>'estimate_minutes')::int,
                                               t.estimate_minutes),
                   updated_at = o.at
             where t.workspace_id = ws and t.id = o.id;
        else
            insert into app.comments (workspace_id, id, task_id, author_id, body,
                                      created_at, updated_at)
            values (ws, o.id, (d->>'task_id')::uuid, me, d->>'body', o.at, o.at);
        end if;
    end loop;
end
$$;

-- Whose turn it is changes with a message: at its time, not now.
update app.events e set at = n.at
  from app.events n
 where n.workspace_id = e.workspace_id and n.seq = e.seq + 1
   and e.kind = 'client.updated' and e.at = now();

-- What happened before the last two days was seen.
insert into app.notification_cursors (workspace_id, seq)
select :'ws', max(seq) from app.events
 where workspace_id = :'ws' and at < now() - interval '2 days';

-- What the client is asked to approve: two of the shown tasks in review.
select set_config('app.user_id', (select id::text from people where who = 'm'), true) \g /dev/null
insert into app.approvals (workspace_id, id, task_id, note, requested_by)
select t.workspace_id, app.uuid7(), t.id, 'Is this right as it is?', t.created_by
  from app.tasks t
  join app.board_columns b on b.workspace_id = t.workspace_id and b.id = t.column_id
 where b.name = 'Review' and t.visibility = 'client' and t.deleted_at is null
 order by t.updated_at desc
 limit 2;

commit;
analyze;
