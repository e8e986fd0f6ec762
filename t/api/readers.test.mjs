// Who reads slowly: an answer that does not fit into the socket at once.
import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';
import { env, sleep, suite, until } from './lib/harness.mjs';
import { newComment, newProject, newTask } from './lib/work.mjs';

// So small that no answer of the test goes out in one piece.
const t = await suite({ edit: (text) => text.replace(/listen (127\.0\.0\.1:\d+);/, 'listen $1 sndbuf=4k;') });
const me = await t.tenant();
const task = await newTask(me, await newProject(me));
const words = 'Many words. '.repeat(800);
const comments = 60;
for (let i = 0; i < comments; i++) await newComment(me, task, { body: `${i} ${words}` });

const path = `/tasks/${task.id}/comments?limit=100`;
const ask = (close = '') =>
  `GET /api/v1${path} HTTP/1.1\r\nHost: t\r\nCookie: ${me.headers('GET', {}).cookie}\r\n` +
  `SmartStack-Workspace: ${me.workspace}\r\n${close}\r\n`;

test('an answer longer than the socket takes arrives whole, and the next one behind it', { skip: env.hup }, async () => {
  const { text, closed } = await t.raw([ask(), ask('Connection: close\r\n')]);
  assert.ok(closed, `${text.length} bytes, then nothing`);
  const answers = text.split(/(?=HTTP\/1\.1 )/);
  assert.equal(answers.length, 2);
  for (const answer of answers) {
    const body = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4));
    assert.equal(body.data.length, comments);
  }
});

test('who stops reading in the middle and goes leaves nothing behind', async () => {
  for (let i = 0; i < 4; i++) {
    const socket = net.connect(t.server.port, '127.0.0.1');
    socket.write(ask());
    await new Promise((some) => socket.once('data', some));
    socket.pause();
    await sleep(50);
    socket.resetAndDestroy();
  }
  await until('nothing is left', async () => (await t.server.liveObjects()).length === 0);
});
