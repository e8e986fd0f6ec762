// Mails through a real mail server, and what becomes of them when it refuses,
// is silent, talks nonsense, or is not who it should be.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { makeCerts } from './lib/certs.mjs';
import { startDns } from './lib/dns.mjs';
import { freePort, root, scratchDir, sleep, until } from './lib/env.mjs';
import { suite } from './lib/harness.mjs';
import { parseMail } from './lib/mail.mjs';

const dir = scratchDir('smtp');
const certs = makeCerts(dir, ['DNS:mail.test', 'IP:127.0.0.1']);
mkdirSync(join(dir, 'foreign'));
const foreign = makeCerts(join(dir, 'foreign'), ['DNS:mail.test']);
const records = { 'mail.test': ['127.0.0.1'] };
const dns = await startDns(records);
writeFileSync(join(dir, 'password'), 'p4ss word\n');
cpSync(join(root, 'mail'), join(dir, 'mail'), { recursive: true });
writeFileSync(join(dir, 'mail/hello.txt'), 'Subject: Hello\n\nHello {{name}},\n');
writeFileSync(join(dir, 'mail/hello.html'), '<p>Hello {{name}},</p>\n');

const refusal = (code, message) => Object.assign(new Error(message), { responseCode: code });
const received = [];
let open = 0;
let most = 0;

/** A server whose answers hang on whom the mail is to. */
const smtp = (options = {}) =>
  new SMTPServer({
    logger: false,
    key: certs.key,
    cert: certs.cert,
    authOptional: false,
    closeTimeout: 300,
    onConnect: (session, done) => {
      open += 1;
      most = Math.max(most, open);
      done();
    },
    onClose: () => {
      open -= 1;
    },
    onAuth: ({ username, password }, session, done) =>
      username === 'smart' && password === 'p4ss word' ? done(null, { user: username }) : done(refusal(535, '5.7.8 no')),
    onMailFrom: (address, session, done) => (smtp.noSender ? done(refusal(550, '5.7.1 not you')) : done()),
    onRcptTo: ({ address }, session, done) => {
      if (address.startsWith('unknown')) return done(refusal(550, '5.1.1 no such mailbox'));
      if (address.startsWith('policy')) return done(refusal(550, '5.7.1 not from you'));
      if (address.startsWith('later')) return done(refusal(451, '4.3.0 try later'));
      return done();
    },
    onData: (stream, session, done) => {
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', async () => {
        const to = session.envelope.rcptTo[0].address;
        if (to.startsWith('spam')) return done(refusal(554, '5.7.1 looks like spam'));
        if (to.startsWith('slow')) await sleep(150);
        if (to.startsWith('crawl')) await smtp.held;
        received.push({ to, secure: session.secure, ...parseMail(Buffer.concat(chunks).toString('latin1')) });
        return done();
      });
    },
    ...options,
  });

const listen = (server, port) => new Promise((done) => server.listen(port, '127.0.0.1', done));
const close = (server) => new Promise((done) => server.close(done));

const port = await freePort();
let server = smtp();
server.on('error', () => {});
await listen(server, port);

/** Another server in its place while act() runs. */
const instead = async (other, act) => {
  await close(server);
  const sockets = new Set();
  other?.on('connection', (socket) => sockets.add(socket));
  if (other) await listen(other, port);
  try {
    await act();
  } finally {
    sockets.forEach((socket) => socket.destroy());
    if (other) await close(other);
    server = smtp();
    server.on('error', () => {});
    await listen(server, port);
  }
};

after(async () => {
  await close(server);
  await dns.close();
  rmSync(dir, { recursive: true, force: true });
});

const sender = (url, egress, options = '') =>
  `smartstack_egress mail.test:${port} ${egress};
    smartstack_mail smtp ${url} "from=SmartStack <no-reply@smartstack.example>" templates=${dir}/mail threads=smartstack_mail every=100ms timeout=2s ${options};`;

const config = (http) => ({
  jobs: true,
  edit: (conf) => conf.replace('resolver 127.0.0.1:9;', `resolver 127.0.0.1:${dns.port} ipv6=off valid=1s;\n    ${http}`),
});

const user = `user=smart password_file=${dir}/password`;
const url = `smtp://mail.test:${port}`;
const t = await suite(config(sender(url, `private ca=${certs.ca} connections=2 failures=4 pause=2s`, user)));

const queue = async (to, on = t) => {
  await on.sql(`insert into app.mail_outbox (recipient, template, vars) values ('${to}', 'hello', '{"name": "Ünal"}')`);
  return to;
};
const row = async (to, on = t) => (await on.rows(`select * from app.mail_outbox where recipient = '${to}'`))[0];
const ended = (to, on = t) => until(`an end of the mail to ${to}`, async () => {
  const mail = await row(to, on);
  return mail.state !== 'sending' && mail.attempts > 0 && mail;
});

test('a mail goes by STARTTLS, with the password, to a name that nginx resolves', async () => {
  const to = await queue('ann@example.com');
  const mail = await until('the mail', () => received.find((m) => m.to === to));
  assert.equal(mail.secure, true);
  assert.equal(mail.subject, 'Hello');
  assert.equal(mail.text.split('\n')[0], 'Hello Ünal,');
  assert.equal((await ended(to)).state, 'sent');
  assert.ok(dns.queries > 0);
});

const answers = [
  ['an address that is not there', 'unknown@example.com', 'failed', /^550 5\.1\.1 no such mailbox/],
  ['a refusal for another reason', 'policy@example.com', 'failed', /^550 5\.7\.1 not from you/],
  ['a refusal of the message', 'spam@example.com', 'failed', /^554 5\.7\.1 looks like spam/],
  ['a refusal for now', 'later@example.com', 'queued', /^451 4\.3\.0 try later/],
];

for (const [name, to, state, error] of answers) {
  test(`${name}: the mail is ${state}`, async () => {
    await queue(to);
    const mail = await ended(to);
    assert.equal(mail.state, state);
    assert.match(mail.last_error, error);
    assert.deepEqual(mail.vars, state === 'failed' ? {} : { name: 'Ünal' });
  });
}

test('only an address that is not there gets no mail any more', async () => {
  assert.equal(await t.sql('select string_agg(address, \',\') from app.mail_suppressions'), 'unknown@example.com');
});

test('a refusal of the sender is no fault of the recipient: it goes later', async () => {
  smtp.noSender = true;
  const mail = await ended(await queue('sender@example.com'));
  smtp.noSender = false;
  assert.equal(mail.state, 'queued');
  assert.match(mail.last_error, /^550 5\.7\.1 not you/);
});

test('no more connections at once than the destination may have', async () => {
  most = 0;
  await t.sql(`insert into app.mail_outbox (recipient, template, vars) select 'slow' || i || '@example.com', 'hello', '{"name": "x"}' from generate_series(1, 10) i`);
  await until('all to arrive', () => received.filter((m) => m.to.startsWith('slow')).length === 10);
  assert.ok(most <= 2, `${most} connections`);
});

test('nobody waits for a mail server but its own thread', async () => {
  let letGo;
  smtp.held = new Promise((done) => (letGo = done));
  const to = await queue('crawl@example.com');
  await until('the mail to be on its way', async () => (await row(to)).state === 'sending');
  await sleep(300);
  const began = Date.now();
  assert.equal((await t.exchange({ path: '/livez' })).status, 200);
  assert.ok(Date.now() - began < 2000, `${Date.now() - began} ms`);
  assert.equal((await row(to)).state, 'sending');
  letGo();
  assert.equal((await ended(to)).state, 'sent');
});

const faults = [
  ['a server that is not there', null, /./],
  ['a server that says nothing', createServer(() => {}), /timed? ?out|timeout/i],
  ['a server that hangs up', createServer((socket) => socket.destroy()), /./],
  ['a server that talks nonsense', createServer((socket) => socket.on('error', () => {}).end(Buffer.alloc(200000, 0xff))), /./],
  ['a server without end', createServer((socket) => socket.on('error', () => {}).write(`220-${'x'.repeat(100)}\r\n`.repeat(2000))), /./],
  ['a server without TLS', smtp({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] }), /STARTTLS|SSL/],
  ['a server with the wrong certificate', smtp({ key: foreign.key, cert: foreign.cert }), /certificate/],
  ['a server that does not know us', smtp({ onAuth: (auth, session, done) => done(refusal(535, '5.7.8 no')) }), /535|Login denied/],
];

for (const [name, other, error] of faults) {
  test(`C73: ${name}: the mail waits, and nothing of it was said`, async () => {
    await sleep(2100); // a breaker that the last fault has opened
    other?.on?.('error', () => {});
    const before = received.length;
    await instead(other?.server ?? other, async () => {
      const mail = await ended(await queue(`${name.replaceAll(' ', '-')}@example.com`));
      assert.equal(mail.state, 'queued');
      assert.match(mail.last_error, error);
    });
    assert.equal(received.length, before);
  });
}

test('C73: a destination that fails is left alone for a while, then asked once', async () => {
  await sleep(2100);
  await instead(null, async () => {
    for (let i = 0; i < 4; i += 1) await ended(await queue(`down${i}@example.com`));
    const refused = await ended(await queue('open@example.com'));
    assert.equal(refused.last_error, 'its last calls have failed');
  });
  await sleep(2100);
  assert.equal((await ended(await queue('again@example.com'))).state, 'sent');
  assert.match(t.server.log(), /"mail\.test:\d+" is not called for 2000 ms/);
  assert.match(t.server.log(), /"mail\.test:\d+" answers again/);
});

test('a reload while mails are on their way loses none and sends none twice', async () => {
  await t.sql(`insert into app.mail_outbox (recipient, template, vars) select 'slowly' || i || '@example.com', 'hello', '{"name": "x"}' from generate_series(1, 8) i`);
  await until('the first', () => received.some((m) => m.to.startsWith('slowly')));
  t.server.reload();
  await until('all to be sent', async () => (await t.sql("select count(*) from app.mail_outbox where recipient like 'slowly%' and state = 'sent'")) === '8');
  assert.equal(received.filter((m) => m.to.startsWith('slowly')).length, 8);
});

test('C70: a name that leads into a private network is not called', async () => {
  const other = await suite(config(sender(url, `ca=${certs.ca}`, user)));
  const before = received.length;
  const mail = await ended(await queue('private@example.com', other), other);
  assert.equal(mail.state, 'queued');
  assert.equal(mail.last_error, 'the host is in a private network');
  assert.equal(received.length, before);
});

test('C71: a certificate by an authority that nobody knows is refused', async () => {
  const other = await suite(config(sender(url, 'private', user)));
  const mail = await ended(await queue('unknown-ca@example.com', other), other);
  assert.equal(mail.state, 'queued');
  assert.match(mail.last_error, /certificate/);
});

test('mails go over TLS from the start, too', async () => {
  const secure = smtp({ secure: true });
  const tlsPort = await freePort();
  await listen(secure, tlsPort);
  const conf = config(
    `smartstack_egress 127.0.0.1:${tlsPort} private ca=${certs.ca};
    smartstack_mail smtp smtps://127.0.0.1:${tlsPort} from=no-reply@smartstack.example templates=${dir}/mail threads=smartstack_mail every=100ms ${user};`,
  );
  const other = await suite(conf);
  const to = await queue('smtps@example.com', other);
  assert.equal((await ended(to, other)).state, 'sent');
  assert.equal(received.find((m) => m.to === to).from, '<no-reply@smartstack.example>');
  await close(secure);
});
