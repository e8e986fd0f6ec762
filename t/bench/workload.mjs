// What each endpoint is asked, and a look at the answers before anything is timed.
import assert from 'node:assert/strict';
import { benchId, tokenFor } from './ids.mjs';

const range = (n) => Array.from({ length: n }, (_, i) => i + 1);

/** { endpoint: [{ method, path, headers, body }] } for size { workspaces, projects, tasks }. */
export const workload = (size, secrets) => {
  const workspaceOf = (project) => 1 + ((project - 1) % size.workspaces);
  const headers = (w) => ({
    cookie: `__Host-ss_at=${tokenFor(w, secrets.jwt[0])}`,
    'smartstack-workspace': benchId('workspace', w),
  });
  const all = new Map(range(size.workspaces).map((w) => [w, headers(w)]));
  const get = (path, w) => ({ method: 'GET', path, headers: w ? all.get(w) : {} });
  const sink = (w) =>
    size.projects + 1 + ((w - 1 - (size.projects % size.workspaces) + size.workspaces) % size.workspaces);

  return {
    health: [get('/livez')],
    static: [get('/assets/app.js')],
    session: range(size.workspaces).map((w) => get('/api/v1/auth/session', w)),
    me: range(size.workspaces).map((w) => get('/api/v1/me', w)),
    list: range(size.projects).map((p) =>
      get(`/api/v1/projects/${benchId('project', p)}/tasks?limit=50&sort=-created_at`, workspaceOf(p)),
    ),
    get: range(Math.min(2000, size.tasks))
      .map((i) => 1 + ((i * 7919) % size.tasks))
      .map((n) => get(`/api/v1/tasks/${benchId('task', n)}`, workspaceOf(1 + ((n - 1) % size.projects)))),
    create: range(size.workspaces).map((w) => ({
      method: 'POST',
      path: `/api/v1/projects/${benchId('project', sink(w))}/tasks`,
      headers: { ...all.get(w), 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({
        title: `Call client ${w} about the new draft`,
        description: 'Agree on the scope, then send the offer.',
        priority: 2,
        due_at: '2026-12-24T12:00:00Z',
      }),
    })),
  };
};

/** Fast because something is left out? Then this throws. */
export const check = async (url, load, size) => {
  const send = async ({ method, path, headers, body }, more = {}) => {
    const answer = await fetch(url + path, { method, headers: { ...headers, ...more }, body });
    const text = await answer.text();
    return { status: answer.status, text, json: /json/.test(answer.headers.get('content-type')) ? JSON.parse(text) : null };
  };

  for (const [name, [first]] of Object.entries(load)) {
    const { status, json, text } = await send(first);
    assert.equal(status, name === 'create' ? 201 : 200, `${name}: ${text.slice(0, 300)}`);
    if (name === 'static') assert.equal(text.length, 50_000);
    if (name === 'health' || name === 'static') continue;

    const cookie = first.headers.cookie;
    assert.equal((await send(first, { cookie: '' })).status, 401, `${name} without a cookie`);
    assert.equal((await send(first, { cookie: `${cookie.slice(0, -4)}AAAA` })).status, 401, `${name}, forged`);
    if (name === 'session') assert.equal(json.data.user_id, benchId('user', 1));
    if (name === 'me') assert.equal(json.data.email, 'owner1@example.test');
    if (name === 'list') {
      assert.equal(json.data.length, Math.min(50, size.tasks / size.projects));
      const times = json.data.map((task) => task.created_at);
      assert.deepEqual(times, [...times].sort().reverse());
    }
    if (name === 'list' || name === 'get') {
      const other = load[name][1].headers;
      const foreign = await send({ ...first, headers: other });
      assert.ok(foreign.status === 404 || foreign.json.data.length === 0, `${name} of another tenant: ${foreign.text}`);
    }
    if (name === 'create') {
      assert.equal(json.data.title, JSON.parse(first.body).title);
      assert.equal((await send({ ...first, body: '{"title":""}' })).status, 422, 'an empty title');
    }
  }
};
