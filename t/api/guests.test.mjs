// Share links and their guests: who gets in, what he sees and may do, and when it ends.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { newGuest, newShowcase, share } from './lib/shares.mjs';
import { got, made, newMember, newTask, nowhere, problem } from './lib/work.mjs';

const t = await suite({ pool: 'connections=4 timeout=5s' });
const me = await t.tenant({ name: 'Ada Berg' });
const world = await newShowcase(me);
const sha = (text) => createHash('sha256').update(text).digest('hex');
const noToken = () => randomBytes(32).toString('base64url');
const open = (browser, link, fields) => browser.post('/links/open', { token: link.token ?? link, ...fields });
const bare = (answer) => ({ text: answer.text.replace(answer.headers['x-request-id'], ''), status: answer.status });

test('C40: the secret is shown once, of 256 bits, and only its hash is kept', async () => {
  const link = await share(me, 'project', world.project.id);
  assert.match(link.token, /^[A-Za-z0-9_-]{43}$/);
  assert.equal(link.token_hint, link.token.slice(0, 6));
  const [row] = await t.rows(`select encode(token_hash, 'hex') as hash from app.share_links where id = '${link.id}'`);
  assert.equal(row.hash, sha(link.token));
  for (const path of [`/share-links/${link.id}`, '/share-links', `/share-links/${link.id}/accesses`, '/changes'])
    assert.ok(!(await me.get(path)).text.includes(link.token), path);
  const dump = await t.sql(`select string_agg(x::text, ' ') from (select * from app.share_links) x`);
  assert.ok(!dump.includes(link.token));

  const headers = { 'idempotency-key': 'once' };
  const body = { scope_type: 'project', scope_id: world.project.id };
  const first = await made(me.post('/share-links', body, { headers }));
  const again = await made(me.post('/share-links', body, { headers }));
  assert.equal(again.id, first.id);
  assert.equal(again.token, null);
});

test('C41: opening sets one cookie; whatever does not open is one 404', async () => {
  const link = await share(me, 'project', world.project.id);
  const browser = t.client();
  const answer = await open(browser, link);
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.setCookie.length, 1);
  assert.match(answer.setCookie[0], /^__Host-ss_gs=[A-Za-z0-9_-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
  assert.ok(!answer.text.includes(browser.cookies.get('__Host-ss_gs')));
  const [row] = await t.rows(`select encode(session_hash, 'hex') as hash from app.link_sessions where link_id = '${link.id}'`);
  assert.equal(row.hash, sha(browser.cookies.get('__Host-ss_gs')));

  const unknown = bare(await open(t.client(), noToken()));
  assert.equal(unknown.status, 404);
  const other = await t.tenant();
  const theirs = await newShowcase(other);
  const closed = {
    revoked: async (l) => got(me.post(`/share-links/${l.id}/revoke`)),
    expired: async (l) => t.sql(`alter table app.share_links disable trigger touch; update app.share_links set expires_at = now() where id = '${l.id}'; alter table app.share_links enable trigger touch`),
    'used up': async (l) => t.sql(`update app.share_links set use_count = max_uses where id = '${l.id}'`),
    rotated: async (l) => got(me.post(`/share-links/${l.id}/rotate`, {})),
  };
  for (const [what, close] of Object.entries(closed)) {
    const one = await share(me, 'project', world.project.id, { max_uses: 3 });
    await close(one);
    assert.deepEqual(bare(await open(t.client(), one)), unknown, what);
  }
  const last = await share(other, 'project', theirs.project.id);
  await t.sql(`update app.projects set deleted_at = now() where id = '${theirs.project.id}'`);
  assert.deepEqual(bare(await open(t.client(), last)), unknown, 'deleted');
  const more = await share(other, 'client', theirs.client.id);
  await t.sql(`update app.users set disabled_at = now() where id = '${other.user.id}'`);
  assert.deepEqual(bare(await open(t.client(), more)), unknown, 'its maker is disabled');
});

test('C42: a password is asked for, tried a few times, and then nobody may try', async () => {
  const link = await share(me, 'project', world.project.id);
  assert.equal((await me.api('PUT', `/share-links/${link.id}/password`, { body: { password: 'by telephone' } })).status, 204);
  assert.equal((await got(me.get(`/share-links/${link.id}`))).has_password, true);
  const [{ hash }] = await t.rows(`select password_hash as hash from app.share_links where id = '${link.id}'`);
  assert.match(hash, /^\$argon2id\$/);

  const browser = t.client();
  assert.equal((await open(browser, link)).body.code, 'password_required');
  assert.equal((await open(browser, link, { password: 'by telephone' })).status, 200);
  for (let i = 0; i < 5; i++) {
    const wrong = await open(t.client(), link, { password: 'guessed' });
    assert.deepEqual([wrong.status, wrong.body.code], [401, 'wrong_password'], wrong.text);
  }
  const late = await open(t.client(), link, { password: 'by telephone' });
  assert.equal(late.status, 429, late.text);
  assert.ok(Number(late.headers['retry-after']) >= 1);
  const failures = await t.rows(`select network, failures::int as n from app.link_failures where link_id = '${link.id}' order by network`);
  assert.deepEqual(failures.map(({ n }) => n), [5, 5], 'counted for the network and for all');
  await t.sql(`update app.link_failures set failures = 50, network = case network when '' then '' else '203.0.113.0/24' end where link_id = '${link.id}'`);
  assert.equal((await open(t.client(), link, { password: 'by telephone' })).status, 429, 'another network does not help');

  assert.equal((await me.api('PUT', `/share-links/${link.id}/password`, { body: { password: null } })).status, 204);
  await t.sql(`delete from app.link_failures`);
  assert.equal((await open(t.client(), link)).status, 200);
  const common = await me.api('PUT', `/share-links/${link.id}/password`, { body: { password: 'password123' } });
  assert.equal(common.status, 422, common.text);
});

test('C42: tries at the same time are no more than those one after another', async () => {
  const link = await share(me, 'project', world.project.id);
  assert.equal((await me.api('PUT', `/share-links/${link.id}/password`, { body: { password: 'by telephone' } })).status, 204);
  const hashes = async () => (await t.server.metrics()).smartstack_hashes_total;
  const before = await hashes();
  const answers = await Promise.all(Array.from({ length: 20 }, () => open(t.client(), link, { password: 'guessed' })));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [...Array(5).fill(401), ...Array(15).fill(429)]);
  assert.equal((await hashes()) - before, 5);

  await t.sql(`delete from app.link_failures`);
  for (let i = 0; i < 8; i++) assert.equal((await open(t.client(), link, { password: 'by telephone' })).status, 200, 'the right one is given back');
  assert.equal(await t.sql(`select coalesce(sum(failures), 0) from app.link_failures where link_id = '${link.id}'`), '0');
});

test('C42: a new password ends who is in, and those browsers may come again', async () => {
  const link = await share(me, 'project', world.project.id, { max_uses: 1 });
  const guest = await newGuest(t, link);
  const put = (password) => me.api('PUT', `/share-links/${link.id}/password`, { body: { password } });
  assert.equal((await put('by telephone')).status, 204);
  const out = await guest.get('/portal');
  assert.deepEqual([out.status, out.body.code], [401, 'guest_session_ended']);
  assert.equal((await open(guest, link)).body.code, 'password_required');
  await newGuest(t, link, { password: 'by telephone' }, guest);
  assert.equal((await put(null)).status, 204);
  assert.equal((await guest.get('/portal')).status, 200, 'no password ends nobody');
});

/** Every operation of the portal with what it is tried with, by the least permission. */
const portal = async () => {
  const task = await newTask(me, world.project, { title: 'To approve', visibility: 'client' });
  const approval = await made(me.post(`/tasks/${task.id}/approvals`, {}));
  const again = await newTask(me, world.project, { title: 'To approve too', visibility: 'client' });
  const second = await made(me.post(`/tasks/${again.id}/approvals`, {}));
  return {
    view: [
      ['GET', '/portal'],
      ['GET', '/portal/answers'],
      ['PATCH', '/portal/me', { name: 'Carla' }],
      ['GET', '/portal/projects'],
      ['GET', `/portal/projects/${world.project.id}`],
      ['GET', '/portal/tasks'],
      ['GET', `/portal/tasks/${world.shown.id}`],
      ['GET', `/portal/tasks/${world.shown.id}/comments`],
      ['GET', `/portal/comments/${world.word.id}`],
      ['GET', '/portal/approvals'],
      ['GET', `/portal/approvals/${approval.id}`],
      ['GET', `/portal/approvals/${approval.id}/evidence`],
    ],
    comment: [
      ['POST', `/portal/tasks/${world.shown.id}/comments`, { body: 'Fine' }],
      ['POST', `/portal/approvals/${approval.id}/approve`, {}],
      ['POST', `/portal/approvals/${second.id}/request-changes`, { note: 'No' }],
    ],
    edit: [['POST', `/portal/projects/${world.project.id}/tasks`, { title: 'One more' }]],
  };
};
const ladder = ['view', 'comment', 'upload', 'edit'];

for (const permission of ladder) {
  test(`C43, C21: a link to ${permission} may what its permission says, and nothing else`, async () => {
    const link = await share(me, 'project', world.project.id, { permission });
    const guest = await newGuest(t, link);
    for (const [least, calls] of Object.entries(await portal())) {
      for (const [method, path, body] of calls) {
        const answer = await guest.api(method, path, { body });
        if (ladder.indexOf(permission) >= ladder.indexOf(least)) assert.ok(answer.status < 300, `${method} ${path}: ${answer.text}`);
        else assert.deepEqual([answer.status, answer.body.code], [403, 'role_not_allowed'], `${method} ${path}`);
        assert.ok(!/internal-|example\.com|(?<![\w-])(9900|760000)(?![\w-])/.test(answer.text), `${method} ${path}: ${answer.text}`);
        assert.equal((await t.client().api(method, path, { body })).status, 401, 'nobody');
      }
    }
    for (const { method, path, extension } of t.contract.operations) {
      if (extension.roles.some((role) => role.startsWith('link:') || role === 'public') || path.startsWith('/auth/')) continue;
      const answer = await guest.api(method, path.replace(/\{\w+\}/g, world.shown.id), { body: method === 'GET' ? undefined : {}, check: false });
      assert.equal(answer.status, 401, `${method} ${path}: a guest is no member`);
    }
  });
}

test('C43: revoke, downgrade, rotation and the end of its maker count from the next request on', async () => {
  const link = await share(me, 'project', world.project.id);
  const guest = await newGuest(t, link);
  const say = () => guest.post(`/portal/tasks/${world.shown.id}/comments`, { body: 'Still here' });
  assert.equal((await say()).status, 201);
  const weaker = await got(me.patch(`/share-links/${link.id}`, { permission: 'view' }, link.rev));
  assert.equal((await say()).status, 403);
  assert.equal((await guest.get('/portal')).body.data.permission, 'view');
  const rotated = await got(me.post(`/share-links/${link.id}/rotate`, {}));
  assert.equal((await guest.get('/portal')).status, 401);
  assert.notEqual(rotated.token, link.token);
  assert.equal((await open(guest, link)).status, 404, 'the old address');
  await newGuest(t, rotated, {}, guest);
  assert.equal((await guest.get('/portal')).status, 200);
  await got(me.post(`/share-links/${link.id}/revoke`));
  const out = await guest.get('/portal');
  assert.deepEqual([out.status, out.body.code], [401, 'guest_session_ended']);
  assert.equal((await me.patch(`/share-links/${link.id}`, { permission: 'edit' }, weaker.rev + 2)).status, 409);
});

test('C43: what is not shown is 404, byte by byte, and in no list', async () => {
  const guest = await newGuest(t, await share(me, 'client', world.client.id));
  const other = await newShowcase(me, 'Nordwind');
  const paths = {
    '/portal/tasks/ID': [world.hidden.id, other.shown.id],
    '/portal/tasks/ID/comments': [world.hidden.id, other.shown.id],
    '/portal/projects/ID': [other.project.id],
    '/portal/comments/ID': [world.note.id, other.word.id],
  };
  for (const [path, ids] of Object.entries(paths)) {
    const absent = await guest.get(path.replace('ID', nowhere()));
    assert.equal(absent.status, 404);
    for (const id of ids) assert.deepEqual(problem(await guest.get(path.replace('ID', id))), problem(absent), path);
  }
  const text = (await Promise.all(['/portal', '/portal/projects', '/portal/tasks', '/portal/approvals'].map((path) => guest.get(path)))).map((a) => a.text).join();
  assert.ok(text.includes('Menu of Luna') && !text.includes('Nordwind') && !text.includes('internal-'), text);
  const told = await guest.post(`/portal/tasks/${world.hidden.id}/comments`, { body: 'x' });
  assert.equal(told.status, 404);
  const reply = await guest.post(`/portal/tasks/${world.shown.id}/comments`, { body: 'x', parent_id: world.note.id });
  assert.equal(reply.status, 422, reply.text);
});

test('C43: a link to a task shows this task and no project', async () => {
  const guest = await newGuest(t, await share(me, 'task', world.shown.id));
  assert.deepEqual((await got(guest.get('/portal/tasks'))).map(({ id }) => id), [world.shown.id]);
  assert.deepEqual(await got(guest.get('/portal/projects')), []);
  const home = await got(guest.get('/portal'));
  assert.deepEqual([home.scope_name, home.projects], ['Menu of Luna', []]);
  assert.equal((await guest.get(`/portal/projects/${world.project.id}`)).status, 404);
  assert.equal((await guest.post(`/portal/projects/${world.project.id}/tasks`, { title: 'x' })).status, 404);
});

test('C43: a guest changes his own words for 15 minutes, and nobody else’s', async () => {
  const link = await share(me, 'project', world.project.id);
  const [guest, other] = [await newGuest(t, link, { name: 'Carla' }), await newGuest(t, link)];
  const mine = await made(guest.post(`/portal/tasks/${world.shown.id}/comments`, { body: 'Firts' }));
  assert.deepEqual([mine.author_name, mine.author_kind, mine.own, mine.editable], ['Carla', 'client', true, true]);
  const seen = await got(me.get(`/comments/${mine.id}`));
  assert.deepEqual([seen.author_name, seen.author_kind, seen.visibility], ['Carla', 'client', 'client']);
  const edited = await got(guest.patch(`/portal/comments/${mine.id}`, { body: 'First' }, mine.rev));
  assert.equal((await guest.patch(`/portal/comments/${mine.id}`, { body: 'x' }, mine.rev)).status, 412);
  for (const id of [mine.id, world.word.id]) {
    const answer = await other.patch(`/portal/comments/${id}`, { body: 'x' }, id === mine.id ? edited.rev : 1);
    assert.deepEqual([answer.status, answer.body.code], [403, 'not_author']);
  }
  await t.sql(`update app.comments set created_at = now() - interval '16 minutes' where id = '${mine.id}'`);
  const late = await guest.delete(`/portal/comments/${mine.id}`, edited.rev);
  assert.deepEqual([late.status, late.body.code], [403, 'too_late']);
  const activity = await got(me.get(`/tasks/${world.shown.id}/activity`));
  const [event] = activity.filter(({ entity_id: id, kind }) => id === mine.id && kind === 'comment.created');
  assert.deepEqual([event.actor_kind, event.actor_name], ['client', 'Carla']);
});

test('C43: a guest changes the task that he asked for, until work begins', async () => {
  const link = await share(me, 'project', world.project.id);
  const [guest, other] = [await newGuest(t, link, { name: 'Carla' }), await newGuest(t, link)];
  const task = await made(guest.post(`/portal/projects/${world.project.id}/tasks`, { title: 'Add the Chrismas menu' }));
  assert.deepEqual([task.own, task.editable], [true, true]);
  const path = `/portal/tasks/${task.id}`;
  const read = await guest.get(path);
  const changed = await got(guest.patch(path, { title: 'Add the Christmas menu', description: 'Twelve dishes' }, read.headers.etag));
  assert.deepEqual([changed.title, changed.description, changed.rev], ['Add the Christmas menu', 'Twelve dishes', task.rev + 1]);
  const stale = await guest.patch(path, { title: 'x' }, task.rev);
  assert.deepEqual([stale.status, stale.body.current], [412, changed]);
  assert.equal((await guest.patch(path, { title: 'x' })).status, 428);
  const [version] = await got(me.get(`/tasks/${task.id}/versions?limit=1`));
  assert.equal(version.actor_kind, 'client');

  const seen = await got(other.get(path));
  assert.deepEqual([seen.own, seen.editable], [false, false]);
  for (const id of [task.id, world.shown.id]) {
    const { rev } = await got(other.get(`/portal/tasks/${id}`));
    const answer = await other.patch(`/portal/tasks/${id}`, { title: 'x' }, rev);
    assert.deepEqual([answer.status, answer.body.code], [403, 'not_author']);
  }
  assert.equal((await guest.patch(`/portal/tasks/${world.hidden.id}`, { title: 'x' }, 1)).status, 404);
  const accesses = await got(me.get(`/share-links/${link.id}/accesses?sort=at`));
  assert.deepEqual(accesses.map(({ what }) => what), ['opened', 'opened', 'task_created', 'task_changed']);

  const talker = await newGuest(t, await share(me, 'project', world.project.id, { permission: 'comment' }));
  const less = await talker.patch(path, { title: 'x' }, changed.rev);
  assert.deepEqual([less.status, less.body.code], [403, 'role_not_allowed']);

  const begun = await got(me.post(`/tasks/${task.id}/move`, { column_id: world.project.columns[1].id }));
  const late = await guest.patch(path, { title: 'x' }, begun.rev);
  assert.deepEqual([late.status, late.body.code], [403, 'too_late']);
  assert.equal((await got(guest.get(path))).editable, false);
});

test('C44: a link for listed addresses opens with a code that was mailed', async () => {
  const link = await share(me, 'project', world.project.id, { allowed_emails: ['Carla@Luna.example', 'b@luna.example'] });
  const browser = t.client();
  assert.equal((await open(browser, link)).body.code, 'email_required');
  const ask = (email) => browser.post('/links/verify-email', { token: link.token, email });
  const codes = async (email) => t.rows(`select vars->>'code' as code from app.mail_outbox where recipient = '${email}' and template = 'link-code'`);
  assert.equal((await ask('eve@evil.example')).status, 204);
  assert.deepEqual(await codes('eve@evil.example'), []);
  assert.equal((await ask('carla@LUNA.example')).status, 204);
  const [{ code }] = await codes('carla@luna.example');
  const wrong = code === '000000' ? '000001' : '000000';
  assert.equal((await open(browser, link, { email: 'carla@luna.example', code: wrong })).body.code, 'wrong_code');
  assert.equal((await open(browser, link, { email: 'b@luna.example', code })).body.code, 'wrong_code', 'a code is for its address');
  const guest = await newGuest(t, link, { email: 'carla@luna.example', code, name: 'Carla' }, browser);
  assert.equal((await got(guest.get('/portal'))).guest.email, 'carla@luna.example');
  assert.equal((await open(t.client(), link, { email: 'carla@luna.example', code })).body.code, 'wrong_code', 'once');
  assert.equal((await open(guest, link)).status, 200, 'who is in stays in');
  await got(me.patch(`/share-links/${link.id}`, { allowed_emails: ['b@luna.example'] }, link.rev));
  assert.equal((await guest.get('/portal')).status, 401, 'taken off the list');
});

test('C17: who asks for codes too often voids none that was mailed, and gives no new tries', async () => {
  const email = 'often@luna.example';
  const link = await share(me, 'project', world.project.id, { allowed_emails: [email] });
  const browser = t.client();
  const ask = () => browser.post('/links/verify-email', { token: link.token, email });
  for (let i = 0; i < 5; i++) assert.equal((await ask()).status, 204);
  const mails = await t.rows(`select vars->>'code' as code from app.mail_outbox where recipient = '${email}' order by created_at`);
  assert.equal(mails.length, 3);
  const { code } = mails.at(-1);
  assert.equal((await open(browser, link, { email, code: code === '000000' ? '000001' : '000000' })).body.code, 'wrong_code');
  assert.equal((await ask()).status, 204);
  assert.equal(await t.sql(`select tries from app.link_codes where link_id = '${link.id}'`), '1');
  assert.equal((await open(browser, link, { email, code })).status, 200);
});

test('C44: guests of a link do not see each other’s addresses; what they write has a limit', async () => {
  const link = await share(me, 'project', world.project.id, { writes_per_hour: 2 });
  const [one, two] = [await newGuest(t, link, { name: 'One' }), await newGuest(t, link, { name: 'Two' })];
  await t.sql(`update app.link_sessions set email = 'one@secret.example' where link_id = '${link.id}' and name = 'One'`);
  const say = (guest) => guest.post(`/portal/tasks/${world.shown.id}/comments`, { body: 'x' });
  assert.equal((await say(one)).status, 201);
  assert.equal((await say(two)).status, 201);
  const third = await say(one);
  assert.deepEqual([third.status, third.body.code], [429, 'link_limit'], third.text);
  for (const path of ['/portal', `/portal/tasks/${world.shown.id}/comments`]) assert.ok(!(await two.get(path)).text.includes('secret.example'));
  const accesses = await got(me.get(`/share-links/${link.id}/accesses?sort=at`));
  assert.deepEqual(accesses.map(({ what, guest_name }) => `${what} ${guest_name}`), ['opened One', 'opened Two', 'commented One', 'commented Two']);
});

test('C45: guessing leaves no trace and reaches no hash', async () => {
  const before = await t.sql('select count(*) from app.link_sessions');
  const metrics = await t.server.metrics();
  const answers = await Promise.all(Array.from({ length: 60 }, () => open(t.client(), noToken(), { password: 'x' })));
  // 503: sixty at once may be more than the server takes.
  assert.deepEqual([...new Set(answers.map(({ status }) => status))].filter((status) => ![404, 429, 503].includes(status)), []);
  assert.ok(answers.some(({ status }) => status === 404));
  assert.equal(await t.sql('select count(*) from app.link_sessions'), before);
  const after = await t.server.metrics();
  for (const [name, value] of Object.entries(after)) if (/hash/.test(name) && /total|count/.test(name)) assert.equal(value, metrics[name], name);
});

test('C98: fifty browsers and a link for one: one gets in', async () => {
  const link = await share(me, 'project', world.project.id, { max_uses: 1 });
  const answers = await Promise.all(Array.from({ length: 50 }, () => open(t.client(), link)));
  const counts = answers.reduce((sum, { status }) => ({ ...sum, [status]: (sum[status] ?? 0) + 1 }), {});
  assert.equal(counts[200], 1, JSON.stringify(counts));
  assert.equal((counts[404] ?? 0) + (counts[429] ?? 0) + (counts[503] ?? 0), 49);
  assert.equal(await t.sql(`select count(*) from app.link_sessions where link_id = '${link.id}'`), '1');
});

test('one browser is the guest of several links with one cookie', async () => {
  const other = await t.tenant();
  const theirs = await newShowcase(other, 'Else');
  const browser = await newGuest(t, await share(me, 'project', world.project.id));
  const first = browser.link;
  const cookie = browser.cookies.get('__Host-ss_gs');
  await newGuest(t, await share(other, 'project', theirs.project.id), {}, browser);
  assert.equal(browser.cookies.get('__Host-ss_gs'), cookie);
  assert.equal((await got(browser.get('/portal'))).scope_name, 'Site of Else');
  browser.link = first;
  assert.equal((await got(browser.get('/portal'))).scope_name, 'Site of Luna');
  const forger = t.client();
  forger.cookies.set('__Host-ss_gs', noToken());
  await newGuest(t, await share(me, 'project', world.project.id), {}, forger);
  const [row] = await t.rows(`select count(*)::int as n from app.link_sessions where session_hash = '\\x${sha(forger.cookies.get('__Host-ss_gs'))}'`);
  assert.equal(row.n, 1);
});

test('a preview is what the guest sees, and can only look', async () => {
  const link = await share(me, 'project', world.project.id);
  const browser = me.clone();
  const opened = await got(browser.post(`/share-links/${link.id}/preview`));
  assert.deepEqual([opened.preview, opened.permission], [true, 'view']);
  browser.link = opened.link_id;
  const mine = await got(browser.get('/portal/tasks'));
  const guest = await newGuest(t, link);
  assert.deepEqual(mine, await got(guest.get('/portal/tasks')));
  assert.equal((await browser.post(`/portal/tasks/${world.shown.id}/comments`, { body: 'x' })).status, 403);
  assert.equal((await got(me.get(`/share-links/${link.id}`))).use_count, 1);
  const colleague = await newMember(t, me);
  assert.equal((await colleague.post(`/share-links/${link.id}/preview`)).status, 404, 'a member has his own links only');
  assert.equal((await colleague.api('PUT', `/share-links/${link.id}/password`, { body: { password: null } })).status, 404);
});

test('C90: making, opening, refusing and revoking a link are in the audit log', async () => {
  const other = await t.tenant();
  const theirs = await newShowcase(other);
  const link = await share(other, 'project', theirs.project.id);
  await other.api('PUT', `/share-links/${link.id}/password`, { body: { password: 'by telephone' } });
  await open(t.client(), link, { password: 'guessed' });
  await open(t.client(), link, { password: 'by telephone' });
  await got(other.post(`/share-links/${link.id}/revoke`));
  const rows = await t.rows(`select action, actor_kind from app.audit_log where object_id = '${link.id}' order by seq`);
  assert.deepEqual(
    rows.map(({ action, actor_kind }) => `${action} ${actor_kind}`),
    ['share_link.created member', 'share_link.updated member', 'share_link.refused client', 'share_link.opened client', 'share_link.revoked member'],
  );
});

test('sessions of guests who did nothing go 90 days after their end, a bounded number at a time', async () => {
  const link = await share(me, 'project', world.project.id, { permission: 'comment' });
  const guests = [];
  for (let i = 0; i < 5; i++) guests.push(await newGuest(t, link));
  assert.equal((await guests[0].post(`/portal/tasks/${world.shown.id}/comments`, { body: 'Yes' })).status, 201);
  const left = () => t.sql(`select count(*) from app.link_sessions where link_id = '${link.id}'`).then(Number);
  const purge = () => t.sql('set role ss_worker; select app.purge_links(2)').then(Number);
  while (await purge());
  assert.equal(await left(), 5, 'none before its time');

  await t.sql(`update app.link_sessions set expires_at = now() - interval '91 days' where link_id = '${link.id}';
    update app.link_sessions s set email = 'proved@example.com' from (select id from app.link_sessions x where x.link_id = '${link.id}'
      and not exists (select from app.events e where e.actor_id = x.id) order by id desc limit 1) y where s.id = y.id`);
  assert.deepEqual([await purge(), await purge(), await purge()], [2, 1, 0]);
  assert.equal(await left(), 2, 'who wrote, and whose address is proved');
  await t.sql(`update app.share_links set revoked_at = now() where id = '${link.id}'`);
  assert.deepEqual([await purge(), await left()], [1, 1], 'an address that opens nothing goes');
});
