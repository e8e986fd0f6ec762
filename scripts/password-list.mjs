// Writes src/core/ngx_smartstack_password_list.h: the passwords that are guessed
// first, of those long enough to be chosen here. To be run when the package of t/
// has another list.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { resolve } = createRequire(join(root, 't/package.json'));
const name = '@zxcvbn-ts/language-common';
const file = resolve(`${name}/src/passwords.json`);
const { version } = JSON.parse(readFileSync(join(dirname(file), '../package.json'), 'utf8'));

const most = 3000;
const shortest = 8;

// Known ones that are further down there.
const more = [
  '0987654321', '1234512345', '123456abc', '13579246', '1478963250', '159357456', '159753456', '2wsx3edc', 'asd123456',
  'lol123456', 'qq123456', 'qwaszx12', 'qwe12345', 'qwe123456',
];

const listed = JSON.parse(readFileSync(file, 'utf8')).filter((word) => word.length >= shortest).slice(0, most);
const words = [...new Set([...listed, ...more])].sort();
const odd = words.filter((word) => !/^[!-~]+$/.test(word) || /["\\?]/.test(word) || word !== word.toLowerCase());
if (listed.length < most || odd.length) throw new Error(`${listed.length} passwords; not plain: ${odd}`);

const lines = [''];
for (const word of words) {
  if (lines.at(-1).length + word.length + 4 > 74) lines.push('');
  lines[lines.length - 1] += `${lines.at(-1) && ' '}"${word}"${word === words.at(-1) ? '' : ','}`;
}

writeFileSync(
  join(root, 'src/core/ngx_smartstack_password_list.h'),
  `
/*
 * The ${most.toLocaleString('en')} most common passwords of at least ${shortest} characters, and a few more.
 * Sorted, lower case.  Made by scripts/password-list.mjs from version ${version} of
 * ${name} (MIT License; Copyright (c) 2012-2016 Dan
 * Wheeler and Dropbox, Inc., Copyright (c) 2021 @zxcvbn-ts).
 */


#ifndef _NGX_SMARTSTACK_PASSWORD_LIST_H_INCLUDED_
#define _NGX_SMARTSTACK_PASSWORD_LIST_H_INCLUDED_


static const char *const  ngx_smartstack_password_list[] = {
${lines.map((line) => `    ${line}`).join('\n')}
};


#endif /* _NGX_SMARTSTACK_PASSWORD_LIST_H_INCLUDED_ */
`,
);
