// Many accounts at once, and a network of its own for every try.
import { newEmail } from '../../api/lib/harness.mjs';

/** Directives that believe X-Forwarded-For. */
export const forwarded = 'set_real_ip_from 127.0.0.1; real_ip_header X-Forwarded-For;';

let last = 0;

/** A header with an address in a network that nobody has asked from before. */
export const elsewhere = () => {
  last += 1;
  return { 'x-forwarded-for': `10.${(last >> 8) & 255}.${last & 255}.1` };
};

/**
 * The addresses of n accounts, all with the password of me. They are open,
 * disabled, unverified, or unknown, that is none.
 */
export const newAccounts = async (t, me, n, state = 'open') => {
  const emails = Array.from({ length: n }, newEmail);
  const list = `unnest(array[${emails.map((email) => `'${email}'`).join()}])`;
  const credential = `(select c.password_hash, c.pepper_id from auth.credentials c where c.user_id = '${me.user.id}') c`;

  if (state === 'unverified') {
    await t.sql(`insert into auth.registrations (token_hash, email, name, password_hash, pepper_id)
      select sha256(email::bytea), email, 'Nobody', c.password_hash, c.pepper_id from ${list} email, ${credential}`);
  } else if (state !== 'unknown') {
    await t.sql(`select auth.create_person(app.uuid7(), app.uuid7(), email, 'Somebody', null) from ${list} email`);
    await t.sql(`insert into auth.credentials (user_id, password_hash, pepper_id)
      select u.id, c.password_hash, c.pepper_id from ${list} email join app.users u using (email), ${credential}`);
  }
  if (state === 'disabled') await t.sql(`update app.users set disabled_at = now() where email in (select ${list})`);
  return emails;
};
