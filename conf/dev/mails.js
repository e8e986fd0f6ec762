// Shows the mails that development keeps in a folder instead of sending them.
const byId = (id) => document.getElementById(id);

const utf8 = (binary) => new TextDecoder().decode(Uint8Array.from(binary, (c) => c.charCodeAt(0)));

const decodeWords = (text) =>
  text.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, word) => utf8(atob(word)));

const decodePrintable = (text) =>
  utf8(text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))));

const split = (source) => {
  const at = source.indexOf('\r\n\r\n');
  const lines = source.slice(0, at).replace(/\r\n[ \t]/g, ' ').split('\r\n');
  return {
    headers: Object.fromEntries(lines.map((line) => line.split(/:\s*/, 1).concat(decodeWords(line.replace(/^[^:]*:\s*/, ''))))),
    body: source.slice(at + 4),
  };
};

const parse = (source) => {
  const { headers, body } = split(source);
  const boundary = /boundary="([^"]+)"/.exec(headers['Content-Type'])[1];
  const [text, html] = body.split(`--${boundary}`).slice(1, 3).map((part) => decodePrintable(split(part.slice(2)).body));
  return { headers, text, html };
};

const show = async (name, button) => {
  const bytes = new Uint8Array(await (await fetch(`/dev/mails/${name}`)).arrayBuffer());
  const mail = parse(new TextDecoder('latin1').decode(bytes));
  if (!button) return mail;
  document.querySelectorAll('button').forEach((b) => b.setAttribute('aria-current', String(b === button)));
  byId('head').textContent = `${mail.headers.Subject} (to ${mail.headers.To}, ${mail.headers.Date})`;
  byId('html').srcdoc = `<base target="_blank">${mail.html}`;
  byId('text').textContent = mail.text;
  return mail;
};

const known = new Set();

const look = async () => {
  const files = await (await fetch('/dev/mails/', { cache: 'no-store' })).json();
  const fresh = files.map((file) => file.name).filter((name) => /^[^.].*\.eml$/.test(name) && !known.has(name));
  for (const name of fresh.sort()) {
    if (known.size === 0) byId('list').replaceChildren();
    known.add(name);
    const { headers } = await show(name);
    const button = document.createElement('button');
    const to = document.createElement('small');
    button.textContent = headers.Subject;
    to.textContent = headers.To;
    button.append(to);
    button.addEventListener('click', () => show(name, button));
    const item = document.createElement('li');
    item.append(button);
    byId('list').prepend(item);
  }
};

look();
setInterval(look, 2000);
