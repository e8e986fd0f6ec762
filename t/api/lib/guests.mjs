// Guests of share links, as if they had opened one.
import { randomBytes, randomUUID } from 'node:crypto';
import { hashOf } from './people.mjs';

/** A guest who has opened a link to { client_id | project_id | task_id }; a client that sends its cookie and header. */
export const guestOf = async (t, me, scope, permission = 'comment', name = 'Marta Luna') => {
  const token = randomBytes(32).toString('base64url');
  const [[column, id]] = Object.entries(scope);
  const link = randomUUID();
  await t.sql(`insert into app.share_links (workspace_id, id, ${column}, permission, token_hash, token_hint, created_by)
    values ('${me.workspace}', '${link}', '${id}', '${permission}', ${hashOf(link)}, 'x', '${me.user.id}')`);
  await t.sql(`insert into app.link_sessions (workspace_id, link_id, session_hash, name, expires_at)
    values ('${me.workspace}', '${link}', ${hashOf(token)}, '${name}', now() + interval '1 day')`);
  const client = t.client();
  client.cookies.set('__Host-ss_gs', token);
  client.link = link;
  return client;
};
