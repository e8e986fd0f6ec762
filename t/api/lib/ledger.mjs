// Clients that read and write without pause and keep account of every answer, to
// be held against the database afterwards: what was acknowledged is there, what
// was refused is not, and of what nobody knows there is at most one.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { exchange } from './http.mjs';
import { sleep, until } from './env.mjs';

/** The API's own word that the outcome is not known; a broken exchange is the same. */
const unknown = (entry) => entry.status === 0 || entry.code === 'outcome_unknown';

/**
 * Runs `loops` loops of reads and writes as `client` until act() has ended;
 * the ledger. Writes carry an Idempotency-Key unless keys is false.
 */
export const underLoad = async (client, act, { loops = 8, keys = true } = {}) => {
  const entries = [];
  const { port } = client.server;
  let ended = false;

  const once = async (write) => {
    const name = `entry ${randomUUID()}`;
    const key = randomUUID();
    const request = write
      ? {
          method: 'POST',
          path: '/api/v1/clients',
          headers: client.headers('POST', {
            headers: { 'content-type': 'application/json', ...(keys ? { 'idempotency-key': key } : {}) },
          }),
          body: JSON.stringify({ name }),
        }
      : { path: '/api/v1/clients?limit=10', headers: client.headers('GET', {}) };

    const entry = { write, name, key, started: Date.now() };
    try {
      const answer = await exchange(port, { ...request, agent: client.agent });
      entry.status = answer.status;
      entry.code = answer.body?.code;
      entry.answer = answer;
    } catch (error) {
      entry.status = 0;
      entry.code = error.code ?? error.message;
    }
    entry.ended = Date.now();
    entries.push(entry);
    return entry;
  };

  const loop = async () => {
    while (!ended) {
      const entry = await once(Math.random() < 0.5);
      if (entry.status >= 400 || entry.status === 0) await sleep(10);
    }
  };

  const running = Array.from({ length: loops }, loop);
  try {
    await act(entries);
  } finally {
    ended = true;
    await Promise.all(running);
  }
  return entries;
};

export const good = (entry) => entry.status === 200 || entry.status === 201;

/** Until a request that was sent after `since` has succeeded, and a moment more. */
export const goodAgain = async (entries, since = Date.now()) => {
  await until('requests to succeed again', () => entries.some((entry) => good(entry) && entry.started >= since));
  await sleep(300);
};

/** Milliseconds from `since` to the first request that was sent after it and succeeded. */
export const recovery = (entries, since) => {
  const first = entries.filter((entry) => good(entry) && entry.ended > since).map((entry) => entry.ended - since);
  return first.length ? Math.min(...first) : Infinity;
};

/** Every refusal is a clear problem with a request id, and the database agrees with all answers. */
export const settle = async (database, entries) => {
  for (const entry of entries) {
    if (good(entry) || entry.status === 0) continue;
    assert.equal(entry.status, 503, `${entry.status} ${entry.code}`);
    assert.match(entry.answer.headers['content-type'], /^application\/problem\+json/);
    assert.match(entry.answer.headers['x-request-id'] ?? '', /^[0-9A-Za-z._-]{8,}$/);
    assert.equal(entry.answer.body.status, 503);
    assert.ok(Number(entry.answer.headers['retry-after']) >= 1, 'Retry-After is missing');
  }

  const rows = await database.rows("select name, count(*)::int as n from app.clients where name like 'entry %' group by name");
  const found = new Map(rows.map(({ name, n }) => [name, n]));
  const writes = entries.filter((entry) => entry.write);

  assert.deepEqual(writes.filter((entry) => good(entry) && found.get(entry.name) !== 1), [], 'acknowledged but not there');
  assert.deepEqual(writes.filter((entry) => !good(entry) && !unknown(entry) && found.has(entry.name)), [], 'refused but there');
  assert.deepEqual(writes.filter((entry) => (found.get(entry.name) ?? 0) > 1), [], 'there twice');

  return {
    good: entries.filter(good).length,
    refused: entries.filter((entry) => !good(entry) && !unknown(entry)).length,
    unknown: entries.filter(unknown),
  };
};
