// One of everything: ids by the names that the contract uses, and somebody of each
// kind who may ask for it.
import { randomBytes, randomUUID } from 'node:crypto';
import { newExport } from './accounts.mjs';
import { hashOf, newAdmin, newPeople } from './people.mjs';
import { newClient, newComment, newProject, newShare, newTalk, newTask } from './work.mjs';

/** Somebody who has opened a link to this project; its conversations are of its client. */
const newGuest = async (t, me, project) => {
  const token = randomBytes(32).toString('base64url');
  const link = randomUUID();
  await t.sql(`insert into app.share_links (workspace_id, id, client_id, permission, token_hash, token_hint, created_by)
    values ('${me.workspace}', '${link}', '${project.client_id}', 'edit', ${hashOf(link)}, 'x', '${me.user.id}');
    insert into app.link_sessions (workspace_id, link_id, session_hash, name, expires_at)
    values ('${me.workspace}', '${link}', ${hashOf(token)}, 'Marta Luna', now() + interval '1 day')`);
  const guest = t.client();
  guest.cookies.set('__Host-ss_gs', token);
  guest.link = link;
  return guest;
};

/** A workspace of me with one of each. */
export const newWorld = async (t, me) => {
  const admin = await newAdmin(t);
  const client = await newClient(me);
  const project = await newProject(me, { client_id: client.id, visibility: 'client' });
  const task = await newTask(me, project, { visibility: 'client' });
  const comment = await newComment(me, task, { visibility: 'client' });
  const talk = await newTalk(me, project);
  await t.sql(`update app.conversations set visibility = 'client' where id = '${talk.conversation_id}';
    update app.messages set visibility = 'client' where id = '${talk.message_id}'`);
  const ids = {
    ...talk,
    ...(await newExport(t, me)),
    ...(await newPeople(t, me, { admin })),
    ...(await newShare(me, project)),
    workspace_id: me.workspace,
    client_id: client.id,
    project_id: project.id,
    task_id: task.id,
    comment_id: comment.id,
    column_id: project.columns[0].id,
    assignee_id: me.user.id,
    id: task.id,
    provider: 'mock',
    code: '123456',
    rev: 1,
  };
  const guest = await newGuest(t, me, project);
  const callers = { admin, guest, member: me };

  /** Who may call an operation of the contract. */
  const callerOf = ({ extension: { roles } }) =>
    callers[roles.includes('admin') ? 'admin' : roles.some((role) => role.startsWith('link:')) ? 'guest' : 'member'];

  return { client, project, task, comment, ids, admin, guest, callerOf };
};
