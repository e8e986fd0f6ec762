// The outbox: what send_mail() puts there becomes a mail, once, or says why not.
import assert from 'node:assert/strict';
import { cpSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { root, scratchDir, until } from './lib/env.mjs';
import { suite } from './lib/harness.mjs';
import { readSpool } from './lib/mail.mjs';

const dir = scratchDir('mail');
after(() => rmSync(dir, { recursive: true, force: true }));
cpSync(join(root, 'mail'), join(dir, 'mail'), { recursive: true });
writeFileSync(
  join(dir, 'mail/test.txt'),
  'Subject: {{title}}\nReply-To: {{reply_to}}\nList-Unsubscribe: {{unsubscribe}}\n\nHello {{name}},\n{{origin}}/t#{{token}}\n' +
    '{{#items}}- {{what}} for {{name}}\n{{/items}}{{#extra}}extra: {{extra}}\n{{/extra}}',
);
writeFileSync(join(dir, 'mail/test.html'), '<p>Hello {{name}}</p><a href="{{origin}}/t#{{token}}">open</a>{{#items}}<li>{{what}}</li>{{/items}}');

const t = await suite({
  mail: true,
  // a folder that is away for a moment, in the last test
  allowLog: /a mail cannot be written to/,
  edit: (conf) => conf.replace(`templates=${root}/mail`, `templates=${dir}/mail`),
});

let n = 0;
const queue = async (vars = {}, { to, template = 'test', dedupe } = {}) => {
  const address = to ?? `mail${(n += 1)}@example.com`;
  const all = { title: 'A title', reply_to: '', unsubscribe: '', name: 'Ann', token: 'tok-1', items: [], extra: '', ...vars };
  const json = JSON.stringify(all).replaceAll("'", "''");
  await t.sql(`select app.send_mail('${address}', '${template}', '${json}', ${dedupe ? `'${dedupe}'` : 'null'})`);
  return address;
};

const row = async (address) => (await t.rows(`select * from app.mail_outbox where recipient = '${address}'`))[0];
const settled = (address, state) => until(`the mail to be ${state}`, async () => (await row(address)).state === state);

test('a mail is made from its template and sent', async () => {
  const to = await queue({ name: 'Ünal <b>', items: [{ what: 'tea' }, { what: 'milk' }], extra: 'yes' });
  const mail = await t.mail(to);
  assert.equal(mail.subject, 'A title');
  assert.equal(mail.from, '"SmartStack" <no-reply@smartstack.example>');
  assert.equal(mail.token, 'tok-1');
  assert.ok(mail.links[0].startsWith(`http://127.0.0.1:${t.server.port}/t#`));
  assert.match(mail.text, /^Hello Ünal <b>,\n.*\n- tea for Ünal <b>\n- milk for Ünal <b>\nextra: yes\n/);
  assert.match(mail.html, /<p>Hello Ünal &lt;b&gt;<\/p>/);
  assert.match(mail.html, /<li>tea<\/li><li>milk<\/li>/);
  assert.match(mail.html, /^<!doctype html>/);
  assert.match(mail.text, /SmartStack/);
});

test('its headers are those of a mail, and all lines are short ASCII', async () => {
  const to = await queue({ title: 'Grüße, 世界 — ' + 'sehr lang '.repeat(9), name: `${'long '.repeat(60)}= .\n.dot\n` });
  const { headers, source, subject, text } = await t.mail(to);
  assert.match(headers.date, /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/);
  assert.match(headers['message-id'], /^<[0-9a-f-]{36}@smartstack\.example>$/);
  assert.equal(headers['auto-submitted'], 'auto-generated');
  assert.equal(headers['mime-version'], '1.0');
  assert.equal(headers['reply-to'], undefined);
  assert.equal(headers['list-unsubscribe'], undefined);
  assert.ok(subject.startsWith('Grüße, 世界 — sehr lang'));
  assert.ok(text.includes(`${'long '.repeat(60)}= .\n.dot\n`));
  for (const line of source.split('\r\n')) assert.match(line, /^[\x20-\x7e\t]{0,78}$/);
});

test('what people have typed cannot become a header', async () => {
  const to = await queue({ title: 'x\r\nBcc: victim@example.com\r\n\r\nbody' });
  const { headers, subject } = await t.mail(to);
  assert.equal(headers.bcc, undefined);
  assert.equal(subject, 'x  Bcc: victim@example.com    body');
});

test('a mail may say how to unsubscribe and where to answer', async () => {
  const to = await queue({ reply_to: 'me@example.com', unsubscribe: 'https://a.example/u#tok' });
  const { headers } = await t.mail(to);
  assert.equal(headers['reply-to'], '<me@example.com>');
  assert.equal(headers['list-unsubscribe'], '<https://a.example/u#tok>');
});

test('a mail that has gone keeps no secrets', async () => {
  const to = await queue();
  await t.mail(to);
  await settled(to, 'sent');
  const { vars, sent_at: sentAt, attempts, last_error: error } = await row(to);
  assert.deepEqual(vars, {});
  assert.ok(sentAt);
  assert.deepEqual([attempts, error], [1, null]);
});

const broken = [
  ['a template that is not there', {}, { template: 'nothing' }, 'there is no template "nothing"'],
  ['a variable that is missing', { name: null }, {}, 'the variable "name" is missing, or no text'],
  ['a list of what is no object', { items: ['x'] }, {}, 'the variable "items" is missing, or no text'],
  ['an address that is none', {}, { to: 'nobody' }, 'its recipient or a header cannot be written'],
  ['an address with two lines', {}, { to: 'a@example.com\r\nbcc: b@example.com' }, 'its recipient or a header cannot be written'],
  ['an address to unsubscribe that is none', { unsubscribe: 'javascript:x' }, {}, 'its recipient or a header cannot be written'],
];

for (const [name, vars, options, error] of broken) {
  test(`failed for good: ${name}`, async () => {
    const to = await queue(vars, options);
    await settled(to, 'failed');
    const { last_error: lastError, vars: left, attempts } = await row(to);
    assert.equal(lastError, error);
    assert.deepEqual(left, {});
    assert.equal(attempts, 1);
  });
}

test('forty mails at once all go, each once', async () => {
  await t.sql(`select app.send_mail('bulk' || i || '@example.com', 'test',
    '{"title":"t","reply_to":"","unsubscribe":"","name":"n","token":"k"}') from generate_series(1, 40) i`);
  await until('all to be sent', async () => (await t.sql("select count(*) from app.mail_outbox where recipient like 'bulk%' and state = 'sent'")) === '40');
  const sent = readSpool(join(t.server.dir, 'mail')).filter((mail) => mail.to.startsWith('bulk'));
  assert.equal(sent.length, 40);
  assert.equal(new Set(sent.map((mail) => mail.to)).size, 40);
});

test('one dedupe key, one mail', async () => {
  const to = await queue({}, { dedupe: 'only-once' });
  await queue({}, { to, dedupe: 'only-once' });
  await t.mail(to);
  assert.equal(await t.sql(`select count(*) from app.mail_outbox where recipient = '${to}'`), '1');
});

test('an address that takes no mail gets none', async () => {
  await t.sql("insert into app.mail_suppressions values ('gone@example.com', 'bounced')");
  const to = await queue({}, { to: 'gone@example.com' });
  await settled(to, 'suppressed');
  assert.deepEqual((await row(to)).vars, {});
});

test('a mail whose sender died is sent when its lease is over', async () => {
  await t.sql(`insert into app.mail_outbox (recipient, template, vars, state, lease_until, attempts)
    values ('lease@example.com', 'test', '{"title":"t","reply_to":"","unsubscribe":"","name":"n","token":"k"}', 'sending', now() + interval '1 second', 1)`);
  assert.equal((await row('lease@example.com')).state, 'sending');
  await t.mail('lease@example.com');
  assert.equal((await row('lease@example.com')).attempts, 2);
});

test('a folder that cannot be written to: the mail waits and goes later', async () => {
  const spool = join(t.server.dir, 'mail');
  const away = join(t.server.dir, 'away');
  renameSync(spool, away);
  const to = await queue();
  await until('the attempt to fail', async () => (await row(to)).last_error);
  const waiting = await row(to);
  assert.deepEqual([waiting.state, waiting.last_error], ['queued', 'it cannot be written']);
  assert.ok(new Date(waiting.not_before) > Date.now() + 30000, 'it waits for about a minute');
  renameSync(away, spool);
  await t.sql(`update app.mail_outbox set not_before = now() where recipient = '${to}'`);
  assert.equal((await t.mail(to)).token, 'tok-1');
});
