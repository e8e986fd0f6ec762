// Guests of share links, as if they had opened one.
import { createHash, randomBytes, randomUUID } from 'node:crypto';

const digest = (text) => `'\\x${createHash('sha256').update(text).digest('hex')}'`;

/** A guest who has opened a link to { client_id | project_id | task_id }; a client that sends its cookie and header. */
export const guestOf = async (t, me, scope, permission = 'comment', name = 'Marta Luna') => {
  const token = randomBytes(32).toString('base64url');
  const [[column, id]] = Object.entries(scope);
  const link = { id: randomUUID() };
  await t.sql(`insert into app.share_links (workspace_id, id, ${column}, permission, token_hash, token_hint, created_by)
    values ('${me.workspace}', '${link.id}', '${id}', '${permission}', ${digest(link.id)}, 'x', '${me.user.id}')`);
  await t.sql(`insert into app.link_sessions (workspace_id, link_id, session_hash, name, expires_at)
    values ('${me.workspace}', '${link.id}', ${digest(token)}, '${name}', now() + interval '1 day')`);
  const client = t.client();
  client.cookies.set('__Host-ss_gs', token);
  const api = client.api.bind(client);
  client.api = (method, path, options = {}) =>
    api(method, path, { ...options, headers: { 'smartstack-link': link.id, ...options.headers } });
  client.link = link.id;
  return client;
};
