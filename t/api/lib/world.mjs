// One of everything: ids by the names that the contract uses, and somebody of each
// kind who may ask for it.
import { newExport } from './accounts.mjs';
import { guestOf } from './guests.mjs';
import { newAdmin, newPeople } from './people.mjs';
import { got, newClient, newComment, newProject, newShare, newTalk, newTask } from './work.mjs';

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
  const guest = await guestOf(t, me, { client_id: client.id }, 'edit');
  await got(guest.put(`/portal/conversations/${talk.conversation_id}/draft`, { body: 'Not sent', message_id: talk.message_id }));
  const callers = { admin, guest, member: me };

  /** Who may call an operation of the contract. */
  const callerOf = ({ extension: { roles } }) =>
    callers[roles.includes('admin') ? 'admin' : roles.some((role) => role.startsWith('link:')) ? 'guest' : 'member'];

  return { client, project, task, comment, ids, admin, guest, callerOf };
};
