// The API behind "listen ... http2": many requests on one connection, bodies without a length, streams given up.
import assert from 'node:assert/strict';
import http2 from 'node:http2';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { suite, until } from './lib/harness.mjs';
import { start } from './lib/nginx.mjs';
import { newComment, newProject, newTask } from './lib/work.mjs';

const t = await suite();
const me = await t.tenant();
const server = await start(t.database, {
  secrets: t.server.secrets,
  edit: (text) => text.replace(/(listen 127\.0\.0\.1:)(\d+);/, (_, listen, port) => `${listen}${port}; ${listen}${port - 1} http2;`),
});
const session = http2.connect(`http://127.0.0.1:${server.port - 1}`);
session.on('error', () => {});

after(async () => {
  session.destroy();
  await until('nothing is left', async () => (await server.liveObjects()).length === 0);
  await server.stop();
  assert.deepEqual(server.alarms(), []);
  server.remove();
});

const open = (method, path, more = {}) => {
  const { cookie } = me.headers('GET', {});
  const origin = `http://127.0.0.1:${server.port}`;
  return session.request({
    ':method': method,
    ':path': `/api/v1${path}`,
    'smartstack-workspace': me.workspace,
    // a cookie a line, as browsers send them
    cookie: cookie.split('; '),
    origin,
    ...more,
  }, { endStream: method === 'GET' || method === 'HEAD' });
};

const answer = async (stream, parts = []) => {
  stream.setTimeout(5000, () => stream.destroy(new Error('no answer in 5 s')));
  const heads = once(stream, 'response');
  for (const part of parts) stream.write(part);
  if (!stream.writableEnded) stream.end();
  const [headers] = await heads;
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return { status: headers[':status'], headers, text, body: text && JSON.parse(text) };
};

const json = { 'content-type': 'application/json' };

test('reads, HEAD, refusals and writes on one connection', async () => {
  const [person, head, nowhere, method] = await Promise.all([
    answer(open('GET', '/me')),
    answer(open('HEAD', '/me')),
    answer(open('GET', '/nowhere')),
    answer(open('PUT', '/me', json), ['{}']),
  ]);
  assert.equal(person.body.data.id, me.user.id);
  assert.deepEqual([head.status, head.text, head.headers.etag], [200, '', person.headers.etag]);
  assert.deepEqual([nowhere.status, nowhere.body.code], [404, 'not_found']);
  assert.deepEqual([method.status, method.headers.allow.includes('GET, HEAD')], [405, true]);
});

test('a body comes without a length and in parts; one where none belongs is refused', async () => {
  const made = await answer(open('POST', '/clients', json), ['{"name":', '"Nord', 'wind"}']);
  assert.equal(made.status, 201, made.text);
  assert.equal(made.body.data.name, 'Nordwind');
  const missing = await answer(open('POST', '/clients', json));
  assert.deepEqual([missing.status, missing.body.code], [400, 'body_required']);
  const long = await answer(open('POST', '/clients', json), ['{"name":"', 'x'.repeat(70000), '"}']);
  assert.deepEqual([long.status, long.body.code], [413, 'body_too_large']);
  const none = await answer(open('DELETE', `/clients/${made.body.data.id}`, { 'if-match': '"r1"' }), ['{}']);
  assert.deepEqual([none.status, none.body.code], [415, 'body_not_taken']);
});

test('an answer longer than the window of a stream arrives whole, many of them at once', async () => {
  const task = await newTask(me, await newProject(me));
  const words = 'Many words. '.repeat(800);
  for (let i = 0; i < 30; i++) await newComment(me, task, { body: `${i} ${words}` });
  const path = `/tasks/${task.id}/comments?limit=100`;
  const answers = await Promise.all(Array.from({ length: 8 }, () => answer(open('GET', path))));
  for (const { body } of answers) assert.equal(body.data.length, 30);

  for (let i = 0; i < 8; i++) {
    const stream = open('GET', path);
    stream.on('error', () => {});
    if (i % 2) await once(stream, 'response');
    stream.close(http2.constants.NGHTTP2_CANCEL);
  }
  await until('nothing is left', async () => (await server.liveObjects()).length === 0);
  assert.equal((await answer(open('GET', '/me'))).status, 200);
});
