// Clients without an account: what a freelancer shares, and who opens it.
import { got, made, newClient, newProject, newTask } from './work.mjs';

/** A client with a project that is shown, a task that is and one that is not, and comments of both kinds. */
export const newShowcase = async (me, name = 'Luna') => {
  const client = await newClient(me, { name, rate_minor: 9900, notes: 'internal-notes' });
  const project = await newProject(me, { name: `Site of ${name}`, client_id: client.id, visibility: 'client', budget_minor: 760000 });
  const shown = await newTask(me, project, { title: `Menu of ${name}`, visibility: 'client' });
  const hidden = await newTask(me, project, { title: 'internal-task' });
  const word = await made(me.post(`/tasks/${shown.id}/comments`, { body: 'Look at this', visibility: 'client' }));
  const note = await made(me.post(`/tasks/${shown.id}/comments`, { body: 'internal-note' }));
  return { client, project, shown, hidden, word, note };
};

/** Shares it; the link with its token. */
export const share = (me, scope_type, scope_id, fields) =>
  made(me.post('/share-links', { scope_type, scope_id, permission: 'edit', ...fields }));

/** A browser that has opened the link; `guest.link` goes with its requests. */
export const newGuest = async (t, link, fields, browser = t.client()) => {
  const opened = await got(browser.post('/links/open', { token: link.token, ...fields }));
  browser.link = opened.link_id;
  return browser;
};
