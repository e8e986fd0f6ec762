// Invitations: a mail, a token of one use, and who may use it.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { got, made, newMember, newProject } from './lib/work.mjs';

const t = await suite({ workers: 2 });

const refused = (answer, status, code) => {
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.body.code, code);
};
const tokenFor = (email) =>
  t.sql(`select vars ->> 'token' from app.mail_outbox where template = 'invitation' and recipient = '${email.toLowerCase()}'
          order by created_at desc, id desc limit 1`);
const invite = async (owner, email, fields) => {
  const invitation = await made(owner.post('/invitations', { email, ...fields }));
  return { ...invitation, token: await tokenFor(email) };
};
const nobody = t.client();

test('an invited person accepts, and is what the invitation says', async () => {
  const owner = await t.tenant();
  const guest = await t.tenant();
  const project = await newProject(owner);
  const { token, ...invitation } = await invite(owner, guest.user.email.toUpperCase(), { scope: 'listed', project_ids: [project.id] });
  const [row] = await got(owner.get('/invitations'));
  assert.deepEqual([row.email, row.status, row.scope, row.project_ids], [guest.user.email, 'pending', 'listed', [project.id]]);
  assert.ok(!JSON.stringify([invitation, row]).includes(token), 'the token is in the mail only');

  const shown = await got(nobody.post('/invitations/open', { token }));
  assert.deepEqual([shown.email, shown.has_account, shown.role], [guest.user.email, true, 'member']);
  assert.equal((await got(guest.post('/invitations/accept', { token }))).id, owner.workspace);
  const member = await got(owner.get(`/members/${guest.user.id}`));
  assert.deepEqual([member.role, member.scope, member.project_ids], ['member', 'listed', [project.id]]);
  assert.equal((await got(owner.get('/invitations')))[0].status, 'accepted');
  refused(await guest.post('/invitations/accept', { token }), 410, 'link_expired');
  refused(await nobody.post('/invitations/open', { token }), 410, 'link_expired');
});

test('the database keeps a hash of the token, which goes by mail only', async () => {
  const owner = await t.tenant();
  const { token } = await invite(owner, 'hash@example.com');
  assert.match(token, /^[A-Za-z0-9_-]{43}$/);
  assert.equal(await t.sql(`select count(*) from app.invitations where token_hash = sha256(convert_to('${token}', 'UTF8'))`), '1');
});

test('a token is for its address; an unknown one is 404', async () => {
  const owner = await t.tenant();
  const { token } = await invite(owner, 'for-one@example.com');
  const other = await t.tenant();
  refused(await other.post('/invitations/accept', { token }), 403, 'other_address');
  const unknown = randomBytes(32).toString('base64url');
  refused(await other.post('/invitations/accept', { token: unknown }), 404, 'not_found');
  refused(await nobody.post('/invitations/open', { token: unknown }), 404, 'not_found');
  assert.equal((await got(nobody.post('/invitations/open', { token }))).has_account, false);
});

test('C14: an address with an account is invited like one without', async () => {
  const owner = await t.tenant();
  const known = await t.tenant();
  const [one, two] = [await invite(owner, known.user.email), await invite(owner, 'never-seen@example.com')];
  assert.deepEqual(Object.keys(one), Object.keys(two));
  assert.deepEqual([one.status, one.rev], [two.status, two.rev]);
});

test('an invitation that was taken back, or is too old, opens nothing', async () => {
  const owner = await t.tenant();
  const guest = await t.tenant();
  const first = await invite(owner, guest.user.email);
  assert.equal((await owner.delete(`/invitations/${first.id}`, 1)).status, 204);
  refused(await guest.post('/invitations/accept', { token: first.token }), 410, 'link_expired');
  refused(await owner.delete(`/invitations/${first.id}`, 2), 404, 'not_found');

  const second = await invite(owner, guest.user.email);
  await t.sql(`update app.invitations set expires_at = now() where id = '${second.id}'`);
  refused(await guest.post('/invitations/accept', { token: second.token }), 410, 'link_expired');
  const third = await invite(owner, guest.user.email);
  assert.equal((await guest.post('/invitations/accept', { token: third.token })).status, 200);
});

test('sent again there is a new token, and the old one is void', async () => {
  const owner = await t.tenant();
  const guest = await t.tenant();
  const { id, token } = await invite(owner, guest.user.email);
  refused(await owner.post(`/invitations/${id}/resend`), 429, 'rate_limited');
  await t.sql(`update app.invitations set sent_at = now() - interval '2 minutes' where id = '${id}'`);
  assert.equal((await got(owner.post(`/invitations/${id}/resend`))).rev, 2);
  refused(await guest.post('/invitations/accept', { token }), 404, 'not_found');
  assert.equal((await guest.post('/invitations/accept', { token: await tokenFor(guest.user.email) })).status, 200);
  await t.sql(`update app.invitations set sent_at = now() - interval '2 minutes' where id = '${id}'`);
  refused(await owner.post(`/invitations/${id}/resend`), 409, 'invitation_closed');
});

test('nobody is invited twice, or who is here already, and not without end', async () => {
  const owner = await t.tenant();
  const member = await newMember(t, owner);
  refused(await owner.post('/invitations', { email: member.user.email }), 409, 'already_member');
  await invite(owner, 'twice@example.com');
  refused(await owner.post('/invitations', { email: 'Twice@example.com' }), 409, 'already_invited');
  await t.sql(`insert into app.mail_outbox (recipient, template, tenant_id)
               select 'x@example.com', 'invitation', '${owner.workspace}' from generate_series(1, 49)`);
  refused(await owner.post('/invitations', { email: 'many@example.com' }), 429, 'rate_limited');
  assert.equal(await t.sql(`select count(*) from app.invitations where email = 'many@example.com'`), '0');
});

test('what an owner has offered does not outlast the role', async () => {
  const owner = await t.tenant();
  const second = await newMember(t, owner, 'owner');
  const { token } = await invite(second, 'by-second@example.com', { role: 'owner' });
  assert.equal((await owner.delete(`/members/${second.user.id}`, 1)).status, 204);
  refused(await nobody.post('/invitations/open', { token }), 410, 'link_expired');
});

test('a workspace that is closed, suspended or full takes nobody in', async () => {
  const owner = await t.tenant();
  const guest = await t.tenant();
  const { token } = await invite(owner, guest.user.email);
  for (const column of ['deleted_at', 'suspended_at']) {
    await t.sql(`update app.workspaces set ${column} = now() where id = '${owner.workspace}'`);
    refused(await guest.post('/invitations/accept', { token }), 410, 'link_expired');
    await t.sql(`update app.workspaces set ${column} = null where id = '${owner.workspace}'`);
  }
  await t.sql(`update app.workspaces set member_limit = 1 where id = '${owner.workspace}'`);
  refused(await guest.post('/invitations/accept', { token }), 409, 'member_limit');
});

test('C98: fifty who accept at once make one member', async () => {
  const owner = await t.tenant();
  const guest = await t.tenant();
  const { token } = await invite(owner, guest.user.email);
  const answers = await Promise.all(Array.from({ length: 50 }, () => guest.clone().post('/invitations/accept', { token })));
  const count = (status) => answers.filter((answer) => answer.status === status).length;
  assert.deepEqual([count(200), count(410) + count(503)], [1, 49]);
  assert.equal(await t.sql(`select count(*) from app.audit_log where action = 'invitation.accepted' and tenant_id = '${owner.workspace}'`), '1');
  assert.equal((await got(owner.get('/members'))).length, 2);
});
