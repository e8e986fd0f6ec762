// The things that most tests need made: a client, a project with its board, tasks.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

/** The row of an answer of 201; anything else fails the test. */
export const made = async (asking) => {
  const answer = await asking;
  assert.equal(answer.status, 201, answer.text);
  return answer.body.data;
};

/** The body's data of an answer of 200. */
export const got = async (asking) => {
  const answer = await asking;
  assert.equal(answer.status, 200, answer.text);
  return answer.body.data;
};

export const newClient = (me, fields) => made(me.post('/clients', { name: 'Nordwind', ...fields }));

export const newProject = (me, fields) => made(me.post('/projects', { name: 'New website', ...fields }));

export const newTask = (me, project, fields) =>
  made(me.post(`/projects/${project.id}/tasks`, { title: 'Write the text', ...fields }));

export const newComment = (me, task, fields) =>
  made(me.post(`/tasks/${task.id}/comments`, { body: 'On Friday.', ...fields }));

export const newContact = (me, client, fields) =>
  made(me.post(`/clients/${client.id}/contacts`, { name: 'Marta Luna', ...fields }));

export const newConversation = (me, client, fields) =>
  made(me.post('/conversations', { client_id: client.id, subject: 'Photos', visibility: 'client', ...fields }));

export const newMessage = (me, conversation, fields) =>
  made(me.post(`/conversations/${conversation.id}/messages`, { body: 'On Friday?', visibility: 'client', ...fields }));

/** One of all that is said with a client, about a project of it: ids by the contract's names. */
export const newTalk = async (me, project, name = 'Photos') => {
  const client = { id: project.client_id };
  const note = { body: name, visibility: 'internal' };
  const contact = await newContact(me, client, { name, notes: name });
  const about = { project_id: project.id, visibility: 'internal', message: name };
  const conversation = await newConversation(me, client, { ...about, subject: name });
  const message = await newMessage(me, conversation, note);
  await got(me.put(`/messages/${message.id}/reactions/heart`));
  await got(me.put(`/conversations/${conversation.id}/draft`, { ...note, based_on_seq: 2 }));
  return {
    contact_id: contact.id,
    conversation_id: conversation.id,
    message_id: message.id,
    reply_to_id: message.id,
    ids: message.id,
    reaction: 'heart',
  };
};

/** A link to a project that the client sees, and a task of it that he is to approve. */
export const newShare = async (me, project, name = 'Photos') => {
  const task = await newTask(me, project, { title: name, visibility: 'client' });
  const link = await made(me.post('/share-links', { scope_type: 'project', scope_id: project.id, label: name }));
  const approval = await made(me.post(`/tasks/${task.id}/approvals`, { note: name }));
  return { link_id: link.id, scope_id: project.client_id, approval_id: approval.id };
};

/** Another person in the workspace of me. */
export const newMember = async (t, me, role = 'member') => {
  const other = await t.tenant({ name: 'Second Person' });
  await t.sql(`insert into app.memberships (workspace_id, user_id, role)
               values ('${me.workspace}', '${other.user.id}', '${role}')`);
  other.ownWorkspace = other.workspace;
  other.workspace = me.workspace;
  return other;
};

/** All rows of a list, page by page along the cursor. */
export const everything = async (me, path, limit = 50) => {
  const rows = [];
  const join = path.includes('?') ? '&' : '?';
  for (let cursor = ''; ;) {
    const answer = await me.get(`${path}${join}limit=${limit}${cursor && `&cursor=${cursor}`}`);
    assert.equal(answer.status, 200, answer.text);
    rows.push(...answer.body.data);
    if (!answer.body.meta.next_cursor) return rows;
    cursor = answer.body.meta.next_cursor;
  }
};

export const nowhere = () => randomUUID();

/** A problem without what differs from request to request. */
export const problem = ({ status, body }) => ({ status, ...body, request_id: undefined });
