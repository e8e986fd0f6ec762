// Who may call what: every operation, tried as each role. What is expected comes
// from the contract's roles; an operation without them fails.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { scratchDir } from './lib/env.mjs';
import { suite } from './lib/harness.mjs';
import { fingerprint } from './lib/fingerprint.mjs';
import { newAdmin, newPeople, newSupport, withKey } from './lib/people.mjs';
import { newExport } from './lib/accounts.mjs';
import { guestOf } from './lib/guests.mjs';
import { providerConfig } from './lib/provider.mjs';
import { bodies, inWorkspace, pathOf, requiredHeaders, requiredQuery } from './lib/positions.mjs';
import { newClient, newComment, newMember, newProject, newShare, newTalk, newTask } from './lib/work.mjs';

const dir = scratchDir('roles');
writeFileSync(join(dir, 'secret'), 'secret\n');
after(() => rmSync(dir, { recursive: true, force: true }));

const t = await suite({ http: providerConfig({ name: 'mock' }, join(dir, 'secret')) });
const owner = await t.tenant();
const member = await newMember(t, owner);
const admin = await newAdmin(t);
const support = await newSupport(t, owner);
const nobody = t.client();
nobody.workspace = owner.workspace;

/**
 * Fresh rows made by this person, so that each call may change or delete them; an
 * export of all there is only for the operation at a path that names it.
 */
const furnished = async (me, path = '{export_id}') => {
  await t.sql(`insert into auth.identities (issuer, subject, user_id, provider, email)
    values ('http://127.0.0.1:9', '${me.user.id}', '${me.user.id}', 'mock', 'a@provider.example') on conflict do nothing`);
  const client = await newClient(me);
  const employer = await newClient(me);
  const project = await newProject(me, { client_id: employer.id, visibility: 'client' });
  const task = await newTask(me, project, { visibility: 'client' });
  const comment = await newComment(me, task);
  return {
    ...(await newTalk(me, project)),
    ...(await newPeople(t, me, { admin })),
    ...(await newShare(me, project)),
    ...(/{(job|export|session)_id}/.test(path) && (await newExport(t, me))),
    workspace_id: me.workspace,
    project_ids: project.id,
    provider: 'mock',
    client_id: client.id,
    project_id: project.id,
    task_id: task.id,
    comment_id: comment.id,
    column_id: project.columns[1].id,
    assignee_id: me.user.id,
    parent_id: comment.id,
    id: task.id,
    rev: 1,
  };
};

const lasting = new Map();

/** Rows for one call: fresh ones where it may change them, else those of this person that stay. */
const idsFor = async (me, operation, may = true) => {
  if (may && operation.method !== 'GET') return furnished(me, operation.path);
  if (!lasting.has(me)) lasting.set(me, await furnished(me));
  return lasting.get(me);
};

const call = async (me, operation, ids) => {
  const query = requiredQuery(operation);
  const path = pathOf(operation, ids) + (query.length ? `?${query.join('&')}` : '');
  const body = bodies(t.contract, operation, ids)[0]?.body();
  const headers = requiredHeaders(operation);
  if (operation.parameters.some(({ name }) => name === 'If-Match')) {
    const read = t.contract.find('GET', `${t.contract.base}${pathOf(operation, ids)}`);
    const reader = operation.extension.roles.includes('admin') ? admin : ids.reader ?? owner;
    headers['if-match'] = (read && (await reader.get(pathOf(operation, ids))).headers.etag) || '"r1"';
  }
  return me.api(operation.method, path, { body, headers });
};

const known = ['public', 'user', 'owner', 'member', 'support', 'admin'];
const elsewhere = ({ path, extension }) => /^\/(auth|links)\//.test(path) || extension.roles.some((role) => role.startsWith('link:'));
const operations = t.contract.operations.filter((one) => !elsewhere(one));

// After these somebody is not any more who he was: they get people of their own.
const drastic = ['leaveWorkspace', 'deleteWorkspace', 'transferOwnership', 'deleteMe'];

const refused = (answer, status, code, who) => {
  assert.equal(answer.status, status, `${who}: ${answer.text}`);
  assert.equal(answer.body.code, code, who);
};

for (const operation of operations) {
  const roles = operation.extension.roles ?? [];
  const may = (role) => roles.includes(role) || (roles.includes('user') && role !== 'nobody');

  test(`C21: ${operation.id}: only who is named may call it`, async () => {
    assert.ok(roles.length > 0 && roles.every((role) => known.includes(role)), `roles: ${roles}`);

    let people = { owner, member };
    if (drastic.includes(operation.id)) {
      const boss = await t.tenant();
      people = { member: await newMember(t, boss), owner: boss };
      await newMember(t, boss, 'owner');
    }
    for (const [role, me] of Object.entries(people)) {
      const allowed = roles.includes('public') || may(role);
      const ids = { ...(await idsFor(me, operation, allowed)), reader: people.owner };
      const answer = await call(me, operation, ids);
      if (allowed) assert.ok(answer.status < 300, `${role}: ${answer.status} ${answer.text}`);
      else refused(answer, 403, 'role_not_allowed', role);
    }

    if (!drastic.includes(operation.id)) {
      if (roles.includes('admin')) {
        const answer = await call(admin, operation, await idsFor(owner, operation));
        assert.ok(answer.status < 300, `admin: ${answer.status} ${answer.text}`);
      } else if (inWorkspace(operation)) {
        const answer = await call(support, operation, await idsFor(owner, operation, may('support')));
        if (may('support')) assert.ok(answer.status < 300, `support: ${answer.status} ${answer.text}`);
        else refused(answer, 403, 'role_not_allowed', 'support');
      }
    }
    if (!roles.includes('public')) refused(await call(nobody, operation, await idsFor(owner, operation, false)), 401, 'auth_required', 'nobody');
  });
}

test('C21: nobody changes nothing, wherever he tries', async () => {
  const ids = await furnished(owner);
  const before = await fingerprint(t);
  for (const operation of operations.filter(({ extension }) => !extension.roles.includes('public'))) {
    refused(await call(nobody, operation, ids), 401, 'auth_required', operation.id);
  }
  assert.deepEqual(await fingerprint(t), before);
});

const offered = t.contract.find('POST', `${t.contract.base}/api-keys`).spec.requestBody.content['application/json'].schema;
const { enum: scopes } = t.contract.resolve(t.contract.resolve(offered).node.properties.scopes.items).node;
const keys = {};
for (const scope of scopes) keys[scope] = await withKey(t, owner, { scopes: [scope] });
const lesser = await withKey(t, member, { scopes });

for (const operation of operations.filter(inWorkspace)) {
  const { roles, scope } = operation.extension;

  test(`C21, C30: ${operation.id}: an API key may call it with its scope, where its member may`, async () => {
    const ids = await idsFor(owner, operation, scope);
    if (!scope) return refused(await call(keys[scopes[0]], operation, ids), 403, 'key_not_allowed', 'any key');

    assert.ok(scopes.includes(scope), `${scope} can be had`);
    for (const [held, key] of Object.entries(keys)) {
      if (held === scope || held === scope.replace(':read', ':write')) continue;
      refused(await call(key, operation, ids), 403, 'scope_missing', `a key for ${held}`);
    }
    if (!roles.includes('member')) refused(await call(lesser, operation, ids), 403, 'role_not_allowed', 'a key of a member');
    const answer = await call(keys[scope], operation, ids);
    assert.ok(answer.status < 300, answer.text);
    const wider = keys[scope.replace(':read', ':write')];
    if (operation.method === 'GET' && wider) assert.equal((await call(wider, operation, ids)).status, 200);
  });
}

const ladder = ['view', 'comment', 'upload', 'edit'];
const guests = {};

/** Guests of a client of the owner, one of each permission, two who are none, and what the guests are shown. */
const shown = async () => {
  if (!guests.ids) {
    const ids = { ...(await furnished(owner)) };
    const { client_id } = (await owner.get(`/projects/${ids.project_id}`)).body.data;
    for (const permission of ladder) guests[permission] = await guestOf(t, owner, { client_id }, permission);
    for (const who of ['member', 'nobody']) guests[who] = Object.assign(who === 'member' ? owner.clone() : t.client(), { link: guests.view.link });
    guests.ids = { ...ids, reader: guests.edit };
  }
  return guests.ids;
};

for (const operation of t.contract.operations) {
  const least = operation.extension.roles.find((role) => role.startsWith('link:'))?.slice(5);
  if (!least) continue;

  test(`C21, C43: ${operation.id}: a guest may call it from ${least} on`, async () => {
    const ids = await shown();
    for (const permission of ladder) {
      const answer = await call(guests[permission], operation, ids);
      if (ladder.indexOf(permission) < ladder.indexOf(least)) refused(answer, 403, 'role_not_allowed', permission);
      else assert.ok(answer.status !== 401 && answer.body?.code !== 'role_not_allowed', `${permission}: ${answer.text}`);
    }
    for (const who of ['member', 'nobody']) assert.equal((await call(guests[who], operation, ids)).status, 401, who);
  });
}

test('C21: an owner-only operation changes nothing for a member', async () => {
  const before = await fingerprint(t);
  const { rev } = (await member.get(`/workspaces/${owner.workspace}`)).body.data;
  const answer = await member.patch(`/workspaces/${owner.workspace}`, { name: 'Ours' }, rev);
  assert.equal(answer.status, 403, answer.text);
  assert.deepEqual(await fingerprint(t), before);
});

test('C21, C23: somebody who is no member any more is a stranger from the next request on', async () => {
  const former = await newMember(t, owner);
  const ids = await furnished(former);
  assert.equal((await former.get('/tasks')).status, 200);
  await t.sql(`delete from app.memberships
                where workspace_id = '${owner.workspace}' and user_id = '${former.user.id}'`);
  const before = await fingerprint(t);
  for (const operation of t.contract.operations.filter(inWorkspace)) {
    const answer = await call(former, operation, ids);
    assert.equal(answer.status, 404, `${operation.id}: ${answer.text}`);
    assert.equal(answer.body.code, 'not_found');
  }
  assert.deepEqual(await fingerprint(t), before);
  assert.equal((await former.get('/me')).status, 200, 'his account is his own');
});

test('C21: a workspace that is suspended or deleted is closed to everybody', async () => {
  for (const column of ['suspended_at', 'deleted_at']) {
    const me = await t.tenant();
    await t.sql(`update app.workspaces set ${column} = now() where id = '${me.workspace}'`);
    assert.ok([403, 404].includes((await me.get('/tasks')).status), column);
  }
});

test('a comment is changed by its author; an owner may delete it, another member may not', async () => {
  const other = await newMember(t, owner);
  const project = await newProject(member);
  const task = await newTask(member, project);
  const comment = await newComment(member, task);
  for (const me of [other, owner]) {
    const answer = await me.patch(`/comments/${comment.id}`, { body: 'Put into his mouth' }, comment.rev);
    assert.ok([403, 404].includes(answer.status), answer.text);
  }
  assert.ok([403, 404].includes((await other.delete(`/comments/${comment.id}`, comment.rev)).status));
  const own = await member.patch(`/comments/${comment.id}`, { body: 'On Monday.' }, comment.rev);
  assert.equal(own.status, 200, own.text);
  assert.equal((await owner.delete(`/comments/${comment.id}`, own.body.data.rev)).status, 204);
});
