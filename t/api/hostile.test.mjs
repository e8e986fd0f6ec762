// Thousands of requests that are a little or very wrong: each gets an answer that the
// contract declares, and none is the server's fault. The same requests
// each time; SMARTSTACK_SEED=N and SMARTSTACK_LONG=1 make others and more.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { env, scratchDir } from './lib/env.mjs';
import { suite } from './lib/harness.mjs';
import { hostile } from './lib/hostile.mjs';
import { providerConfig } from './lib/provider.mjs';
import { newWorld } from './lib/world.mjs';

const dir = scratchDir('hostile');
writeFileSync(join(dir, 'secret'), 'secret\n');

const t = await suite({ http: providerConfig({ name: 'mock' }, join(dir, 'secret')) });
// behind the server's end: it reads the secret at each reload
after(() => rmSync(dir, { recursive: true, force: true }));
const long = process.env.SMARTSTACK_LONG === '1';
const seed = Number(process.env.SMARTSTACK_SEED ?? (long ? Date.now() % 1e9 : 1));
const rounds = Number(process.env.SMARTSTACK_ROUNDS ?? (env.hup ? 2 : long ? 100 : env.sanitizer ? 6 : 2));

/** A world of its own, made anew when a request has ended the session or the workspace. */
let world;
const alive = async (who) => (await who.get('/clients?limit=1', { check: false })).status === 200;
const aWorld = async () => {
  if (!world || !(await alive(world.me)) || (await world.guest.get('/portal', { check: false })).status !== 200) {
    const me = await t.tenant();
    world = { me, ...(await newWorld(t, me)) };
  }
  return world;
};

for (const [index, operation] of t.contract.operations.entries()) {
  test(`${operation.id}: whatever comes, the answer is one of the contract's`, async () => {
    const { ids, callerOf } = await aWorld();
    const makers = [0.25, 0.05].map((share) => hostile(t.contract, ids, seed + index * 1000, share));
    for (let round = 0; round < rounds; round++) {
      const { path, options } = makers[round % 2](operation);
      const shown = `seed ${seed}, round ${round}: ${operation.method} ${path} ${JSON.stringify(options).slice(0, 1500)}`;
      const caller = callerOf(operation).clone();
      const answer = await caller.api(operation.method, path, options).catch(({ message }) => assert.fail(`${shown}\n${message}`));
      assert.ok(answer.status < 500, `${shown}\n${answer.status} ${answer.text}`);
    }
  });
}
