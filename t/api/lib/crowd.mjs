// A workspace in which everybody writes at once: owners, a member, guests of one link,
// a key. What they do is drawn by chance among a few rows, so that they meet.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newGuest, share } from './shares.mjs';
import { withKey } from './people.mjs';
import { got, made, newClient, newContact, newConversation, newMember, newMessage, newProject, newTask } from './work.mjs';

const any = (list) => list[Math.floor(Math.random() * list.length)];
const either = () => any(['client', 'client', 'internal']);

/**
 * Options of suite(): deadlocks are found at once, many connections make them likely, and
 * a slow machine turns nobody away.
 */
export const crowded = {
  pool: 'connections=14 reserved=1 depth=1 timeout=5s shed=5s',
  prepareDatabase: (database) => database.sql(`alter database ${database.name} set deadlock_timeout = '20ms'`),
};

/** Two clients with two projects each, tasks, talks and an approval; and who works there. */
export const newCrowd = async (t) => {
  const me = await t.tenant();
  const other = await newMember(t, me, 'owner');
  const member = await newMember(t, me);
  const key = await withKey(t, me, { scopes: ['tasks:write', 'clients:write', 'projects:write', 'conversations:write'] });

  const clients = [await newClient(me, { name: 'Luna' }), await newClient(me, { name: 'Nordwind' })];
  const projects = [];
  const tasks = [];
  const talks = [];
  for (const client of [...clients, ...clients]) {
    const project = await newProject(me, { client_id: client.id, visibility: 'client' });
    projects.push(project);
    for (let i = 0; i < 4; i++) tasks.push(await newTask(me, project, { visibility: 'client', assignee_id: i ? member.user.id : null }));
    const about = { project_id: project.id, task_id: tasks.at(-1).id };
    talks.push(await newConversation(me, client, about), await newConversation(me, client, { project_id: project.id }));
  }
  const contacts = [await newContact(me, clients[0]), await newContact(me, clients[0], { name: 'Ole' })];
  const messages = [];
  for (const talk of talks) messages.push(await newMessage(me, talk, { visibility: either() }));

  const link = await share(me, 'client', clients[0].id, { writes_per_hour: 1000 });
  const spare = await share(me, 'client', clients[1].id);
  const guests = [];
  for (const name of ['Marta', 'Ole', 'Ida']) guests.push(await newGuest(t, link, { name }));

  return { t, me, other, member, key, members: [me, other, member, key], clients, projects, tasks, talks, contacts, messages, link, spare, guests };
};

const fresh = async (who, path) => (await who.get(path)).body.data;

/** Changes a row as it is now; another change in between is a 412, and no fault. */
const patchWith = async (who, path, body) => {
  const row = await fresh(who, path);
  return row && who.patch(path, body, row.rev);
};

/** Where a task may be moved to. */
const place = (w) => {
  const project = any(w.projects);
  return { project_id: project.id, column_id: any(project.columns).id, before: any(w.tasks).id };
};

/** Moves among four tasks whose ranks have grown so long that there is no more room. */
const moveHere = async (w) => {
  const here = w.tasks.slice(0, 4);
  if (Math.random() < 0.3) {
    await w.t.sql(`
      update app.tasks t set rank = rpad('10000001', 70, 'z') || right(t.id::text, 8)
        from (select id from app.tasks where id in (${here.map(({ id }) => `'${id}'`)}) order by id for no key update) x
       where t.id = x.id`);
  }
  const project = any([{}, {}, { project_id: w.projects[0].id }]);
  return any(w.members).post(`/tasks/${any(here).id}/move`, { ...project, column_id: w.projects[0].columns[0].id, after: any(here).id });
};

const bulk = async (w) => {
  const who = any(w.members);
  const rows = (await Promise.all(Array.from({ length: 4 }, () => fresh(who, `/tasks/${any(w.tasks).id}`)))).filter(Boolean);
  const ops = rows.map(({ id, rev }) =>
    any([
      { op: 'update', id, if_rev: rev, data: { title: `Bulk ${Math.random()}` } },
      { op: 'update', id, if_rev: rev, data: { visibility: either() } },
      { op: any(['complete', 'reopen']), id },
      { op: 'move', id, data: place(w) },
      { op: 'create', project_id: any(w.projects).id, data: { title: 'One of many' } },
    ]),
  );
  return who.post('/tasks/bulk', { atomic: false, ops });
};

/** A comment that goes again while its task is hidden, or moved. */
const takenBack = async (w) => {
  const task = any(w.tasks);
  const [who, body] = any([[any(w.guests), { body: 'No' }], [w.member, { body: 'No', visibility: 'client' }]]);
  const path = who.link ? '/portal' : '';
  const said = await who.post(`${path}/tasks/${task.id}/comments`, body);
  if (said.status !== 201) return said;
  const [answer] = await Promise.all([who.delete(`${path}/comments/${said.body.data.id}`, 1), acts.showTask(w), acts.moveTask(w)]);
  return answer;
};

/** A message that is changed and goes again while others answer. */
const unsaid = async (w) => {
  const talk = any(w.talks);
  const said = await w.member.post(`/conversations/${talk.id}/messages`, { body: 'No', visibility: 'client' });
  if (said.status !== 201) return said;
  const [answer] = await Promise.all([w.member.delete(`/messages/${said.body.data.id}`, 1), w.me.post(`/conversations/${talk.id}/close`), acts.guestMessage(w)]);
  return answer;
};

/** Somebody who has tasks and talks, and leaves. */
const leaver = async (w) => {
  const one = await newMember(w.t, w.me);
  const [task, talk] = [any(w.tasks), any(w.talks)];
  await patchWith(one, `/tasks/${task.id}`, { assignee_id: one.user.id });
  await one.post(`/conversations/${talk.id}/assign`, { assignee_id: one.user.id });
  const [answer] = await Promise.all([
    one.post(`/workspaces/${one.workspace}/leave`),
    patchWith(w.other, `/tasks/${task.id}`, { title: 'His no more' }),
    w.me.post(`/conversations/${talk.id}/messages`, { body: 'Hello', visibility: 'client' }),
    acts.listMember(w),
  ]);
  return answer;
};


const decide = async (w) => {
  const [approval] = (await any(w.guests).get('/portal/approvals')).body.data.filter(({ status }) => status === 'pending');
  if (!approval) return undefined;
  return Math.random() < 0.3
    ? any(w.members.slice(0, 3)).post(`/approvals/${approval.id}/withdraw`)
    : any(w.guests).post(`/portal/approvals/${approval.id}/${any(['approve', 'request-changes'])}`, { note: 'As it is.' });
};

const shortLived = async (w) => {
  const client = await newClient(w.me, { name: 'Passing' });
  const talk = await newConversation(w.me, client, { message: 'Hello' });
  const [answer] = await Promise.all([
    w.me.delete(`/clients/${client.id}`, (await fresh(w.me, `/clients/${client.id}`)).rev),
    w.other.post(`/conversations/${talk.id}/messages`, { body: 'Are you there?', visibility: 'client' }),
    w.member.post(`/conversations/${talk.id}/close`),
  ]);
  return answer;
};

const closedProject = async (w) => {
  const project = await newProject(w.me, { client_id: w.clients[1].id, visibility: 'client' });
  const task = await newTask(w.me, project, { visibility: 'client' });
  await newConversation(w.me, w.clients[1], { project_id: project.id, task_id: task.id });
  const [answer] = await Promise.all([
    w.me.delete(`/projects/${project.id}`, project.rev),
    w.other.patch(`/tasks/${task.id}`, { title: 'Still here' }, task.rev),
    w.member.post(`/tasks/${task.id}/comments`, { body: 'Still here', visibility: 'client' }),
    w.key.put(`/projects/${project.id}/visibility`, { visibility: 'internal' }),
  ]);
  return answer;
};

/** All that anybody may do, by name; each answers what the API said, or nothing. */
export const acts = {
  createTask: (w) => any(w.members).post(`/projects/${any(w.projects).id}/tasks`, { title: 'New', visibility: either() }),
  updateTask: (w) => patchWith(any(w.members), `/tasks/${any(w.tasks).id}`, { title: `Task ${Math.random()}` }),
  showTask: (w) => any(w.members.slice(0, 3)).put(`/tasks/${any(w.tasks).id}/visibility`, { visibility: either() }),
  completeTask: (w) => any(w.members).post(`/tasks/${any(w.tasks).id}/${any(['complete', 'reopen'])}`),
  moveTask: (w) => any(w.members).post(`/tasks/${any(w.tasks).id}/move`, place(w)),
  moveHere,
  restoreVersion: (w) => any(w.members).post(`/tasks/${any(w.tasks).id}/versions/1/restore`),
  bulk,
  comment: (w) => any(w.members).post(`/tasks/${any(w.tasks).id}/comments`, { body: 'Yes', visibility: either() }),
  guestComment: (w) => any(w.guests).post(`/portal/tasks/${any(w.tasks).id}/comments`, { body: 'Yes' }),
  guestTask: (w) => any(w.guests).post(`/portal/projects/${any(w.projects).id}/tasks`, { title: 'Could you' }),
  guestTalk: (w) => any(w.guests).post('/portal/conversations', { subject: 'A question', body: 'Could you?' }),
  guestMessage: (w) => any(w.guests).post(`/portal/conversations/${any(w.talks.slice(0, 2)).id}/messages`, { body: 'Yes' }),
  ask: (w) => any(w.members.slice(0, 3)).post(`/tasks/${any(w.tasks).id}/approvals`, { note: 'Is it good?' }),
  decide,
  talk: (w) => any(w.members).post('/conversations', { client_id: any(w.clients).id, subject: 'News', visibility: either(), message: 'Hello' }),
  message: (w) => any(w.members).post(`/conversations/${any(w.talks).id}/messages`, { body: 'Hello', visibility: either() }),
  react: (w) => any(w.members.slice(0, 3)).put(`/messages/${any(w.messages).id}/reactions/${any(['heart', 'thumbs_up'])}`),
  taskOfMessage: (w) => any(w.members).post(`/messages/${any(w.messages).id}/tasks`, { project_id: any(w.projects).id }),
  settle: (w) => any(w.members.slice(0, 3)).post(`/conversations/${any(w.talks).id}/${any(['close', 'reopen'])}`),
  updateTalk: (w) => patchWith(any(w.members), `/conversations/${any(w.talks).id}`, { visibility: either() }),
  updateClient: (w) => patchWith(any(w.members), `/clients/${any(w.clients).id}`, { notes: `${Math.random()}` }),
  updateContact: (w) => patchWith(any(w.members), `/contacts/${any(w.contacts).id}`, { is_primary: true }),
  updateProject: (w) => patchWith(any(w.members), `/projects/${any(w.projects).id}`, { description: `${Math.random()}` }),
  showProject: (w) => any(w.members.slice(0, 3)).put(`/projects/${any(w.projects).id}/visibility`, { visibility: either() }),
  updateLink: (w) => patchWith(any(w.members.slice(0, 2)), `/share-links/${w.link.id}`, { label: `${Math.random()}`.slice(0, 20) }),
  rotateLink: (w) => any(w.members.slice(0, 2)).post(`/share-links/${w.spare.id}/rotate`, {}),
  updateWorkspace: (w) => patchWith(any(w.members.slice(0, 2)), `/workspaces/${w.me.workspace}`, { name: `Studio ${Math.random()}`.slice(0, 20) }),
  shareTask: (w) => any(w.members.slice(0, 2)).post('/share-links', { scope_type: 'task', scope_id: any(w.tasks).id }),
  listMember: (w) => any([w.me, w.other]).put(`/members/${w.member.user.id}/projects`, { scope: 'all' }),
  shortLived,
  takenBack,
  unsaid,
  leaver,
  closedProject,
};

/**
 * `loops` loops of what `names` name, for so many ms: how often each was answered with
 * which status. A fault of the server and a refusal end in an error.
 */
export const busy = async (w, { ms, loops = 12, names = Object.keys(acts) }) => {
  const counts = {};
  const until = Date.now() + ms;
  const loop = async () => {
    while (Date.now() < until) {
      const name = any(names);
      const answer = await acts[name](w);
      if (!answer) continue;
      // a row that others have held for long, and a deadlock, which deadlocks() tells
      const busy = answer.status === 503 && answer.body.code === 'busy';
      assert.ok(answer.status < 500 || busy, `${name}: ${answer.status} ${answer.text}`);
      const of = (counts[name] ??= {});
      of[answer.status] = (of[answer.status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: loops }, loop));
  return counts;
};

/** What is not as it has to be, whoever wrote in which order; each line is a fault. */
export const faults = (t) =>
  t.sql(`
    select 'events of ' || w.id || ': ' || w.event_seq || ' counted, ' || count(e.seq) || ' there, the last ' || max(e.seq)
      from app.workspaces w left join app.events e on e.workspace_id = w.id
     group by w.id having w.event_seq <> count(e.seq) or w.event_seq <> coalesce(max(e.seq), 0)
    union all
    select 'messages of ' || c.id from app.conversations c left join app.messages m on m.conversation_id = c.id
     group by c.id, c.last_message_seq
    having c.last_message_seq <> count(m.id) or c.last_message_seq <> coalesce(max(m.seq), 0)
    union all
    select 'comments of ' || x.id from app.tasks x
     where x.comment_count <> (select count(*) from app.comments c where c.task_id = x.id and c.deleted_at is null)
    union all
    select 'tasks of ' || c.project_id || ': ' || concat_ws(' ', c.todo, c.doing, c.done, c.shown_todo, c.shown_doing, c.shown_done)
      from app.project_counters c left join app.tasks x on x.project_id = c.project_id and x.deleted_at is null
     group by c.workspace_id, c.project_id
    having (c.todo, c.doing, c.done) is distinct from (count(*) filter (where x.status = 'todo'), count(*) filter (where x.status = 'doing'),
             count(*) filter (where x.status = 'done'))
        or (c.shown_todo, c.shown_doing, c.shown_done) is distinct from (count(*) filter (where x.status = 'todo' and x.visibility = 'client'),
             count(*) filter (where x.status = 'doing' and x.visibility = 'client'), count(*) filter (where x.status = 'done' and x.visibility = 'client'))
    union all
    select 'revisions of ' || x.id from app.tasks x join app.task_history h on h.task_id = x.id
     group by x.id, x.rev having count(*) <> x.rev or max(h.rev) <> x.rev
    union all
    select 'ranks of ' || x.column_id from app.tasks x where x.deleted_at is null
     group by x.column_id, x.rank having count(*) > 1
    union all
    select 'shown, but its project is not: ' || x.id from app.tasks x join app.projects p on p.id = x.project_id
     where x.visibility = 'client' and p.visibility = 'internal'
    union all
    select 'shown, but its task is not: ' || c.id from app.comments c join app.tasks x on x.id = c.task_id
     where c.visibility = 'client' and x.visibility = 'internal'
    union all
    select 'shown, but what it is about is not: ' || c.id from app.conversations c
      left join app.tasks x on x.id = c.task_id left join app.projects p on p.id = c.project_id
     where c.visibility = 'client' and 'internal' in (x.visibility, p.visibility)
    union all
    select 'of another client: ' || c.id from app.conversations c join app.projects p on p.id = c.project_id
     where c.client_id is distinct from p.client_id
    union all
    select 'of another project: ' || c.id from app.conversations c join app.tasks x on x.id = c.task_id
     where c.project_id is distinct from x.project_id
    union all
    select 'approvals of ' || a.task_id from app.approvals a where a.status = 'pending'
     group by a.task_id having count(*) > 1
    union all
    select 'evidence of ' || a.id from app.approvals a join app.approval_evidence e on e.approval_id = a.id
     group by a.id, a.rev, a.status having count(*) <> a.rev or count(*) <> 1 + (a.status <> 'pending')::int
    union all
    select 'primary contacts of ' || c.client_id from app.contacts c where c.is_primary and c.deleted_at is null
     group by c.client_id having count(*) > 1
    union all
    select 'a talk in the trash, or of one: ' || c.id from app.conversations c join app.clients k on k.id = c.client_id
     where (c.deleted_at is null) <> (k.deleted_at is null)
    union all
    select 'in a project of the trash: ' || x.id from app.tasks x join app.projects p on p.id = x.project_id
     where p.deleted_at is not null and x.deleted_at is null
    union all
    select 'whose turn it is, for ' || c.id || ': ' || c.waiting_on from app.conversations c
     where c.deleted_at is null and c.waiting_on <> case
           when c.status = 'closed' or c.visibility = 'internal' then 'none'
           else coalesce((select case m.author_kind when 'client' then 'me' else 'client' end from app.messages m
                           where m.conversation_id = c.id and m.visibility = 'client' and m.deleted_at is null
                           order by m.seq desc limit 1), 'none') end
    union all
    select 'the turn of ' || k.id || ': ' || k.waiting_on from app.clients k
     where k.deleted_at is null and k.waiting_on <> coalesce((
           select c.waiting_on from app.conversations c
            where c.client_id = k.id and c.deleted_at is null and c.waiting_on <> 'none'
            order by c.waiting_on = 'me' desc limit 1), 'none')
    union all
    select 'the log of ' || h.chain || ' at ' || p.fault from app.audit_heads h, app.audit_page(h.chain, 0, 100000) p
     where p.fault is not null`);

/**
 * What PostgreSQL's log tells of deadlocks in this database so far, also of requests
 * that were then tried again.
 */
export const deadlocks = async (t) => {
  const log = readFileSync(join(await t.sql('show data_directory'), 'server.log'), 'utf8');
  const entries = log.split(/\n(?=\d{4}-)/).filter((entry) => entry.includes(`@${t.database.name} `));
  const event = (entry) => entry.slice(0, entry.indexOf(']'));
  const found = new Set(entries.filter((entry) => entry.includes('deadlock detected')).map(event));
  return entries.filter((entry) => found.has(event(entry))).join('\n');
};
