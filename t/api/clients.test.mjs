// Clients: who the work is for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { everything, got, newClient, newProject, newTask } from './lib/work.mjs';

const t = await suite({ pool: 'connections=4 timeout=5s' });

test('a client has its defaults, and keeps all that it is given', async () => {
  const me = await t.tenant();
  const plain = await newClient(me, { name: 'Nordwind' });
  assert.deepEqual(
    [
      plain.status,
      plain.website,
      plain.currency,
      plain.rate_minor,
      plain.notes,
      plain.waiting_on,
      plain.waiting_since,
      plain.last_contact_at,
      plain.open_projects,
      plain.open_tasks,
      plain.rev,
    ],
    ['lead', null, 'EUR', null, '', 'none', null, null, 0, 0, 1],
  );
  const fields = {
    name: 'Café Luna',
    status: 'active',
    website: 'https://cafe-luna.example/a?b=c#d',
    currency: 'CHF',
    rate_minor: 1000000000,
    notes: 'Prefers\ncalls',
    waiting_on: 'client',
  };
  const client = await newClient(me, { ...fields, last_contact_at: '2026-03-04T15:00:00Z' });
  for (const [name, value] of Object.entries(fields)) assert.deepEqual(client[name], value, name);
  assert.equal(client.last_contact_at, '2026-03-04T15:00:00+00:00');
  assert.deepEqual(await got(me.get(`/clients/${client.id}`)), client);
});

test('waiting_since is when the turn changed, not when anything else did', async () => {
  const me = await t.tenant();
  const client = await newClient(me, { waiting_on: 'client' });
  assert.ok(Math.abs(Date.parse(client.waiting_since) - Date.now()) < 60000);
  const renamed = await got(me.patch(`/clients/${client.id}`, { name: 'Renamed' }, 1));
  assert.equal(renamed.waiting_since, client.waiting_since);
  const turned = await got(me.patch(`/clients/${client.id}`, { waiting_on: 'me' }, 2));
  assert.ok(turned.waiting_since > client.waiting_since);
  const none = await got(me.patch(`/clients/${client.id}`, { waiting_on: 'none' }, 3));
  assert.equal(none.waiting_since, null);
});

test('PATCH changes what it names; null empties, absence keeps, the same again is no new rev', async () => {
  const me = await t.tenant();
  const client = await newClient(me, { website: 'https://a.example', rate_minor: 9500, notes: 'n' });
  const changed = await got(me.patch(`/clients/${client.id}`, { website: null, status: 'paused' }, 1));
  assert.deepEqual(
    { ...changed, updated_at: 0 },
    { ...client, website: null, status: 'paused', rev: 2, updated_at: 0 },
  );
  for (const body of [{}, { status: 'paused' }, { website: null, name: client.name, rate_minor: 9500 }]) {
    assert.deepEqual(await got(me.patch(`/clients/${client.id}`, body, 2)), changed);
  }
});

test('open_projects and open_tasks count what is not done, archived or deleted', async () => {
  const me = await t.tenant();
  const client = await newClient(me);
  const counts = async () => {
    const { open_projects: projects, open_tasks: tasks } = await got(me.get(`/clients/${client.id}`));
    const [row] = await got(me.get('/clients'));
    assert.equal(row.open_projects, projects, 'the list says the same');
    return [projects, tasks];
  };
  const one = await newProject(me, { client_id: client.id });
  const two = await newProject(me, { client_id: client.id });
  await newProject(me);
  const tasks = [await newTask(me, one), await newTask(me, one), await newTask(me, two)];
  assert.deepEqual(await counts(), [2, 3]);
  await got(me.post(`/tasks/${tasks[0].id}/complete`));
  assert.deepEqual(await counts(), [2, 2]);
  await me.delete(`/tasks/${tasks[1].id}`, tasks[1].rev);
  assert.deepEqual(await counts(), [2, 1]);
  await got(me.post(`/projects/${two.id}/archive`));
  assert.equal((await counts())[0], 1);
  await me.delete(`/projects/${one.id}`, one.rev);
  assert.deepEqual(await counts(), [0, 0]);
});

test('a client with projects cannot be deleted; without them it is gone', async () => {
  const me = await t.tenant();
  const client = await newClient(me);
  const project = await newProject(me, { client_id: client.id });
  const refused = await me.delete(`/clients/${client.id}`, client.rev);
  assert.equal(refused.status, 409, refused.text);
  assert.equal(refused.body.code, 'client_in_use');
  assert.equal((await me.get(`/clients/${client.id}`)).status, 200);

  await me.delete(`/projects/${project.id}`, project.rev);
  assert.equal((await me.delete(`/clients/${client.id}`, client.rev)).status, 204);
  assert.equal((await me.get(`/clients/${client.id}`)).status, 404);
  assert.deepEqual(await got(me.get('/clients')), []);
  const late = await me.post('/projects', { name: 'x', client_id: client.id });
  assert.equal(late.status, 422, late.text);
  assert.equal(late.body.errors[0].pointer, '/client_id');
});

test('a project is never left with a client that is gone, whoever comes first', async () => {
  const me = await t.tenant();
  for (let i = 0; i < 6; i++) {
    const client = await newClient(me);
    const [deleted, made] = await Promise.all([
      me.clone().delete(`/clients/${client.id}`, client.rev),
      me.clone().post('/projects', { name: 'x', client_id: client.id }),
    ]);
    const outcome = `${deleted.status} ${made.status}`;
    assert.ok(['204 422', '409 201'].includes(outcome), `${outcome} ${made.text}`);
  }
});

test('filters of clients give what they name', async () => {
  const me = await t.tenant();
  await newClient(me, { name: 'A', status: 'active', waiting_on: 'me' });
  await newClient(me, { name: 'B', status: 'lead', notes: 'met at the harbour' });
  await newClient(me, { name: 'C', status: 'former', waiting_on: 'client', website: 'https://harbour.example' });
  const names = async (query) => (await everything(me, `/clients?${query}`)).map(({ name }) => name).join('');
  const cases = {
    'filter[status]=active': 'A',
    'filter[status][in]=lead,former': 'BC',
    'filter[waiting_on]=client': 'C',
    'filter[waiting_on]=none': 'B',
    'q=harbour': 'BC',
    'q=harbour&filter[status]=lead': 'B',
    'sort=-created_at': 'CBA',
    'sort=-name&filter[status][in]=active,lead': 'BA',
  };
  for (const [query, expected] of Object.entries(cases)) assert.equal(await names(query), expected, query);
});

test('a website is an address of the web', async () => {
  const me = await t.tenant();
  for (const website of [
    'cafe',
    'javascript:alert(1)',
    'data:text/html,x',
    '//x.example',
    'http://',
    'https://a b',
    'file:///etc/passwd',
  ]) {
    const answer = await me.post('/clients', { name: 'x', website });
    assert.equal(answer.status, 422, `${website}: ${answer.text}`);
    assert.equal(answer.body.errors[0].pointer, '/website');
  }
});
