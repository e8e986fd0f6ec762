// What the time of an answer tells: nothing.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { suite } from '../api/lib/harness.mjs';
import { newShowcase, share } from '../api/lib/shares.mjs';
import { got } from '../api/lib/work.mjs';
import { elsewhere, forwarded, newAccounts } from './lib/accounts.mjs';
import { alike } from './lib/statistics.mjs';
import { timed } from './lib/timing.mjs';

const samples = 1000;
const t = await suite({ server: forwarded });
const me = await t.tenant();
const browser = t.client();

/** Asks from a network of its own; how long that took. */
const ask = async (path, body, status) => {
  const { answer, times } = await timed(() => browser.post(path, body, { headers: elsewhere() }));
  assert.equal(answer.status, status, answer.text);
  return times;
};

test('C2: time does not tell a wrong password from an account that is unknown, unverified or disabled', async () => {
  const each = 40; // an account takes fifty tries an hour
  const kinds = {};
  for (const state of ['open', 'unknown', 'unverified', 'disabled']) {
    let emails;
    kinds[state] = async (i) => {
      if (i === 0) emails = await newAccounts(t, me, each, state);
      return ask('/auth/login', { email: emails[i % each], password: 'not the password' }, 401);
    };
  }
  await alike(kinds, samples);
});

test('C41: time does not tell a link that never was from one that has ended, for whatever reason', async () => {
  const world = await newShowcase(me);
  const other = await t.tenant();
  const gone = await newShowcase(other);
  const closed = {
    unknown: async () => ({ token: randomBytes(32).toString('base64url') }),
    expired: async (link) => t.sql(`alter table app.share_links disable trigger touch;
      update app.share_links set expires_at = now() where id = '${link.id}'; alter table app.share_links enable trigger touch`),
    revoked: async (link) => got(me.post(`/share-links/${link.id}/revoke`)),
  };
  const kinds = {};
  for (const [kind, close] of Object.entries(closed)) {
    const link = await share(me, 'project', world.project.id);
    const { token } = { ...link, ...(await close(link)) };
    kinds[kind] = () => ask('/links/open', { token }, 404);
  }
  const [deleted, disabled] = [await share(other, 'project', gone.project.id), await share(other, 'client', gone.client.id)];
  await t.sql(`update app.projects set deleted_at = now() where id = '${gone.project.id}'`);
  kinds['project deleted'] = () => ask('/links/open', { token: deleted.token }, 404);
  await t.sql(`update app.users set disabled_at = now() where id = '${other.user.id}'`);
  kinds['maker disabled'] = () => ask('/links/open', { token: disabled.token }, 404);
  await alike(kinds, samples);
});
