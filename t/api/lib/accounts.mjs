// Asking for an account, and what is mailed then. Mails are read from the outbox:
// suites that want them sent are about mail.
import assert from 'node:assert/strict';
import { newEmail, password } from './client.mjs';

/** The variables of the newest mail to an address, or undefined. */
export const mailed = async (t, email, template) => {
  const [row] = await t.rows(
    `select vars from app.mail_outbox
      where recipient = '${email.toLowerCase()}' and template = '${template}' order by created_at desc, id desc limit 1`,
  );
  return row?.vars;
};

/** How many mails of which kind an address has got. */
export const mails = async (t, email) =>
  (await t.rows(`select template from app.mail_outbox where recipient = '${email.toLowerCase()}' order by created_at, id`)).map(
    ({ template }) => template,
  );

/** The limits of the outbox are for strangers, not for a file of tests that sits in one network. */
export const forgetLimits = (t) => t.sql('update app.mail_outbox set ip_prefix = null');

/** Asks for an account; { client, account, token } as the mail has it. */
export const ask = async (t, fields = {}) => {
  const client = t.client();
  const account = { email: newEmail(), name: 'Ada Berg', password, ...fields };
  await forgetLimits(t);
  const answer = await client.post('/auth/register', account);
  assert.equal(answer.status, 202, answer.text);
  const { token } = (await mailed(t, account.email, 'verify_email')) ?? {};
  return { client, account, token, answer };
};

export const verify = (client, token) => client.post('/auth/verify-email', { token });

/** A job of the personal data and its export, and the present session. */
export const newExport = async (t, me) => {
  await t.sql("delete from app.jobs where state = 'queued'");
  const job = await me.post('/me/export');
  assert.equal(job.status, 202, job.text);
  await t.sql('select app.make_exports()');
  const session = await me.get('/auth/session');
  return { job_id: job.body.data.id, export_id: job.body.data.id, session_id: session.body.data.session_id };
};
