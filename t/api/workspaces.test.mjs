// Workspaces and the people in them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, verify } from './lib/accounts.mjs';
import { suite } from './lib/harness.mjs';
import { everything, got, made, newClient, newMember } from './lib/work.mjs';

const t = await suite({ pool: 'connections=8 timeout=5s' });

test('a person makes more workspaces and is the owner of each', async () => {
  const me = await t.tenant();
  const second = await made(me.post('/workspaces', { name: 'Studio Berg' }));
  assert.equal(second.role, 'owner');
  assert.match(second.slug, /^studio-berg/);
  const listed = await everything(me, '/workspaces', 1);
  assert.deepEqual(listed.map(({ name }) => name).sort(), ['Studio Berg', me.user.workspaces[0].name].sort());
  assert.deepEqual((await got(me.get('/me'))).workspaces.map(({ id }) => id).sort(), listed.map(({ id }) => id).sort());
});

test('each workspace has rows of its own', async () => {
  const me = await t.tenant();
  const first = me.workspace;
  await newClient(me, { name: 'In the first' });
  me.workspace = (await made(me.post('/workspaces', { name: 'Second' }))).id;
  assert.deepEqual(await got(me.get('/clients')), []);
  await newClient(me, { name: 'In the second' });
  me.workspace = first;
  assert.deepEqual(
    (await got(me.get('/clients'))).map(({ name }) => name),
    ['In the first'],
  );
});

test('a short name that is taken is 409 at /slug; one that is made is always free', async () => {
  const me = await t.tenant();
  const { slug } = await made(me.post('/workspaces', { name: 'Mine', slug: 'mine-alone' }));
  assert.equal(slug, 'mine-alone');
  const stranger = await t.tenant();
  const taken = await stranger.post('/workspaces', { name: 'Theirs', slug });
  assert.equal(taken.status, 409, taken.text);
  assert.equal(taken.body.errors[0].pointer, '/slug');
  const renamed = await stranger.patch(`/workspaces/${stranger.workspace}`, { slug }, 1);
  assert.equal(renamed.status, 409, renamed.text);

  const names = ['Mine alone', 'Mine alone', '中文', '!', 'ÄÖÜ', 'x'.repeat(200), '- - -'];
  const slugs = [];
  for (const name of names) slugs.push((await made(me.post('/workspaces', { name }))).slug);
  assert.equal(new Set(slugs).size, names.length, slugs.join());
  for (const one of slugs) assert.match(one, /^[a-z0-9]+(-[a-z0-9]+)*$/);
});

test('people who prove their address at once under one name all get their workspace', async () => {
  const asked = [];
  for (let i = 0; i < 8; i++) asked.push(await ask(t, { name: 'Same Name', workspace_name: 'Same Name' }));
  const answers = await Promise.all(asked.map(({ client, token }) => verify(client, token)));
  assert.deepEqual(
    answers.map(({ status }) => status),
    Array(8).fill(200),
    answers.map(({ text }) => text).join('\n'),
  );
  assert.equal(new Set(answers.map(({ body }) => body.data.workspaces[0].slug)).size, 8);
});

test('people who make workspaces of one name at once all get a short name', async () => {
  const people = await Promise.all(Array.from({ length: 8 }, () => t.tenant()));
  const created = await Promise.all(people.map((one) => made(one.post('/workspaces', { name: 'Studio Eight' }))));
  assert.equal(new Set(created.map(({ slug }) => slug)).size, 8);
});

test('an owner renames the workspace; everybody sees it', async () => {
  const me = await t.tenant();
  const member = await newMember(t, me);
  const workspace = await got(me.get(`/workspaces/${me.workspace}`));
  const renamed = await got(me.patch(`/workspaces/${me.workspace}`, { name: 'Studio Tal' }, workspace.rev));
  assert.deepEqual(
    { ...renamed, updated_at: 0 },
    { ...workspace, name: 'Studio Tal', rev: workspace.rev + 1, updated_at: 0 },
  );
  const seen = await got(member.get(`/workspaces/${me.workspace}`));
  assert.deepEqual(seen, { ...renamed, role: 'member' });
});

test('the members of a workspace are its people, and no one else', async () => {
  const me = await t.tenant({ name: 'Ada Berg' });
  const member = await newMember(t, me);
  await t.tenant({ name: 'Stranger' });
  for (const asking of [me, member]) {
    const people = await everything(asking, '/members', 1);
    assert.deepEqual(
      people.map(({ id, name, email, role }) => [id, name, email, role]),
      [
        [me.user.id, 'Ada Berg', me.account.email, 'owner'],
        [member.user.id, 'Second Person', member.account.email, 'member'],
      ],
    );
  }
});

test('the path names the workspace: the header is not needed, and does not matter', async () => {
  const me = await t.tenant();
  const path = `/workspaces/${me.workspace}`;
  for (const header of [null, me.workspace]) {
    assert.equal((await me.get(path, { headers: { 'smartstack-workspace': header } })).status, 200);
  }
});
