// What belongs to the people of a workspace, put into the database as it would be
// there after an invitation, a request for support and so on: ids by the names that
// the contract uses.
import { createHash, randomBytes, randomUUID } from 'node:crypto';

const day = `interval '1 day'`;
export const hashOf = (text) => `'\\x${createHash('sha256').update(text).digest('hex')}'`;

/** Of the workspace and the person of me; admin is who asked for access. */
export const newPeople = async (t, me, { admin = me, name = 'Somebody' } = {}) => {
  const token = randomBytes(32).toString('base64url');
  const ids = Object.fromEntries(
    ['member_id', 'invitation_id', 'api_key_id', 'support_access_id', 'user_id', 'tenant_id', 'closed_workspace_id'].map(
      (key) => [key, randomUUID()],
    ),
  );
  const person = (id) => `('${id}', '${id}@example.com', '${name}')`;
  const workspace = (id) => `('${id}', '${name}', 'w-${id}')`;

  await t.sql(`begin;
    insert into app.users (id, email, name) values ${person(ids.member_id)}, ${person(ids.user_id)};
    insert into app.memberships (workspace_id, user_id, role) values ('${me.workspace}', '${ids.member_id}', 'member');

    update app.invitations set revoked_at = now()
     where workspace_id = '${me.workspace}' and email = '${me.user.email}' and accepted_at is null and revoked_at is null;
    insert into app.invitations (workspace_id, id, email, token_hash, sent_at, created_by)
    values ('${me.workspace}', '${ids.invitation_id}', '${me.user.email}', ${hashOf(token)}, now() - ${day}, '${me.user.id}');

    insert into app.api_keys (workspace_id, id, name, hint, hash, scopes, lifetime, expires_at, created_by)
    values ('${me.workspace}', '${ids.api_key_id}', '${name}', 'ss_live_…', ${hashOf(ids.api_key_id)}, '{tasks:read}',
            ${day}, now() - ${day}, '${me.user.id}');

    insert into app.support_accesses (workspace_id, id, admin_id, reason)
    values ('${me.workspace}', '${ids.support_access_id}', '${admin.user.id}', '${name}');

    insert into app.workspaces (id, name, slug) values ${workspace(ids.tenant_id)}, ${workspace(ids.closed_workspace_id)};
    insert into app.memberships (workspace_id, user_id, role) values ('${ids.closed_workspace_id}', '${me.user.id}', 'owner');
    update app.workspaces set deleted_at = now(), purge_after = now() + ${day} where id = '${ids.closed_workspace_id}';
    commit;`);
  return { ...ids, token };
};

/** A person who administers the platform. */
export const newAdmin = async (t) => {
  const admin = await t.tenant({ name: 'Administrator' });
  await t.sql(`update app.users set is_admin = true where id = '${admin.user.id}'`);
  return admin;
};

/** An administrator whom an owner of the workspace of me has let in. */
export const newSupport = async (t, me) => {
  const support = await newAdmin(t);
  support.workspace = me.workspace;
  await t.sql(`insert into app.support_accesses (workspace_id, admin_id, reason, approved, decided_by, decided_at, expires_at)
               values ('${me.workspace}', '${support.user.id}', 'Ticket 1', true, '${me.user.id}', now(), now() + interval '30 minutes')`);
  return support;
};

/** A client that comes with a key of me instead of a session. */
export const withKey = async (t, me, input) => {
  const answer = await me.post('/api-keys', { name: 'Program', ...input });
  if (answer.status !== 201) throw new Error(answer.text);
  const client = t.client();
  client.authorization = `Bearer ${answer.body.data.token}`;
  client.key = answer.body.data;
  return client;
};
