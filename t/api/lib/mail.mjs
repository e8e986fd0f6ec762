// Mails that the sender has put into a spool folder, read as a mail program would.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './env.mjs';

const word = /=\?utf-8\?b\?([A-Za-z0-9+/=]*)\?=/gi;
const decodeWords = (value) =>
  value.replace(/\?=\s+=\?/g, '?==?').replace(word, (_, text) => Buffer.from(text, 'base64').toString('utf8'));

const decodePrintable = (text) => {
  const bytes = text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8').replace(/\r\n/g, '\n');
};

const split = (source) => {
  const at = source.indexOf('\r\n\r\n');
  const lines = source.slice(0, at).replace(/\r\n[ \t]/g, ' ').split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), decodeWords(line.slice(line.indexOf(':') + 1).trim())]),
  );
  return { headers, body: source.slice(at + 4) };
};

/** { headers, from, to, subject, text, html, links, token } of a message as it travels. */
export const parseMail = (source) => {
  const { headers, body } = split(source);
  const boundary = /boundary="([^"]+)"/.exec(headers['content-type'])[1];
  const parts = body.split(`--${boundary}`).slice(1, -1).map((part) => split(part.replace(/^\r\n/, '').replace(/\r\n$/, '')));
  const part = (type) => decodePrintable(parts.find((p) => p.headers['content-type'].startsWith(type)).body);
  const text = part('text/plain');
  const links = text.match(/https?:\/\/[^\s>]+/g) ?? [];
  return {
    source,
    headers,
    from: headers.from,
    to: headers.to.replace(/[<>]/g, ''),
    subject: headers.subject,
    text,
    html: part('text/html'),
    links,
    // what stands behind "#" of the first link that has one
    token: links.find((link) => link.includes('#'))?.split('#')[1],
  };
};

/** All mails of a folder, oldest first: the names of the files sort by time. */
export const readSpool = (dir) =>
  readdirSync(dir)
    .filter((name) => /^[^.].*\.eml$/.test(name))
    .sort()
    .map((name) => ({ name, ...parseMail(readFileSync(join(dir, name), 'latin1')) }));

/** A function that gives each mail of the folder once. */
export const spool = (dir) => {
  const seen = new Set();
  return (to, { subject = /./, timeout = 20000 } = {}) =>
    until(
      `a mail to ${to}`,
      () => {
        const mail = readSpool(dir).find((m) => !seen.has(m.name) && m.to === to && subject.test(m.subject));
        if (mail) seen.add(mail.name);
        return mail;
      },
      { timeout, every: 50 },
    );
};
