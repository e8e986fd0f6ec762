// Takes single checks out of the sources and runs the test that names them: one of the
// API with the module built from them, or a unit test, which needs less.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../api/lib/env.mjs';
import { redTests } from './lib/run.mjs';

const run = promisify(execFile);
const tree = join(root, 'build/mutation');

// [file, what is taken out, what stands there then, test file, the test that must see it]
const checks = [
  ['http/ngx_http_smartstack_admit.c', 'if (op->write && !(op->scope.len', 'if (0 && op->write && !(op->scope.len', 'csrf', 'C31: from anywhere else'],
  ['http/ngx_http_smartstack_admit.c', 'if (origin[i].len == value->len\n', 'if (1\n', 'csrf', 'C31: from anywhere else'],
  ['http/ngx_http_smartstack_body.c', 'if (!ngx_http_smartstack_is_json(r))', 'if (0 && !ngx_http_smartstack_is_json(r))', 'csrf', 'C32'],
  ['core/ngx_smartstack_token.c', 'CRYPTO_memcmp(mac, expected, NGX_SMARTSTACK_MAC_LEN) != 0', '0', 'tokens', 'C7: a token with any one bit'],
  ['core/ngx_smartstack_token.c', '&& ngx_memcmp(keys->keys[i].header.data, p, len) == 0', '', 'tokens', 'C6'],
  ['core/ngx_smartstack_token_claims.c', 'return (claims->expires > now) ? NGX_OK : NGX_DECLINED;', 'return NGX_OK;', 'tokens', 'C8: a token out of date'],
  ['core/ngx_smartstack_token_claims.c', '{ ngx_string("use"), NGX_SMARTSTACK_CLAIM_CONSTANT,', '{ ngx_string("usf"), NGX_SMARTSTACK_CLAIM_CONSTANT,', 'tokens', 'C8'],
  ['core/ngx_smartstack_cookie.c', '|| ngx_memcmp(found.data, value->data, found.len) != 0', '', 'tokens', 'C38: two access cookies'],
  ['core/ngx_smartstack_refresh.c', /\|\| CRYPTO_memcmp\(mac, bytes \+ NGX_SMARTSTACK_REFRESH_SIGNED,[^)]*\)\s*!= 0/, '', 'auth', 'refresh tokens that are not ours'],
  ['core/ngx_smartstack_cursor.c', /CRYPTO_memcmp\(mac, end, NGX_SMARTSTACK_CURSOR_MAC\) != 0/, '0', 'lists', 'C25'],
  ['core/ngx_smartstack_secret.c', 'return ngx_memcmp(text->data + len, check, sizeof(check)) == 0', 'return 1', 'callers', 'C30: a wrong key'],
  ['http/ngx_http_smartstack_caller.c', 'if (ctx->operation == NULL || ctx->operation->scope.len == 0)', 'if (0)', 'callers', 'C30: a key is for operations with a scope'],
  ['http/ngx_http_smartstack_caller.c', '!= NGX_DECLINED\n        || ngx_http', '== NGX_ABORT\n        || ngx_http', 'callers', 'C30: a wrong key'],
  ['http/ngx_http_smartstack_caller.c', '|| ngx_smartstack_secret_is_token(&token) != NGX_OK', '', 'callers', 'C44'],
  ['http/ngx_http_smartstack_run.c', 'ctx->operation ? ctx->operation->roles : 0)', '15)', 'callers', 'C43'],
  ['http/ngx_http_smartstack_run.c', 'scope = ctx->operation->scope;', 'ngx_str_set(&scope, "probes:read");', 'callers', 'C30: an API key works'],
  ['http/ngx_http_smartstack_limit.c', 'NGX_HTTP_SMARTSTACK_LIMIT_LINK, 1);', 'NGX_HTTP_SMARTSTACK_LIMIT_LINK, 0);', 'limits', 'C44'],
  ['http/ngx_http_smartstack_limit.c', 'NGX_HTTP_SMARTSTACK_LIMIT_WORKSPACE,\n                                      1);', 'NGX_HTTP_SMARTSTACK_LIMIT_WORKSPACE,\n                                      0);', 'limits', 'C53'],
  ['http/ngx_http_smartstack_filter.c', 'ngx_string("X-Content-Type-Options"), ngx_string("nosniff")', 'ngx_string("X-Content-Type-Options"), ngx_string("sniff")', 'https', 'C65: a page'],
  ['http/ngx_http_smartstack_https.c', 'if (!slcf->https ||', 'if (1 || !slcf->https ||', 'https', 'C65'],
  ['http/ngx_http_smartstack_reply.c', 'return (rc == NGX_AGAIN) ? NGX_OK : rc;', 'return rc;', 'readers', 'an answer longer than the socket takes'],
  ['http/ngx_http_smartstack_require.c', 'if (ctx->admitted >= slcf->require)', 'if (ctx->admitted)', 'operations', 'a guard that asks for more'],
  ['http/ngx_http_smartstack_reply.c', "    if (!op->write) {\n        p = ngx_sprintf(p, \"-%016xL\"", "    if (0) {\n        p = ngx_sprintf(p, \"-%016xL\"", 'conditions', 'a 304 is never stale'],
  ['http/ngx_http_smartstack_admit.c', 'ctx->problem.has_allow = 1;', '', 'operations', 'smartstack_operations read'],
  ['core/ngx_smartstack_sql_compose.c', 'case when m.key in (");', 'case when \'zzz\' in (");', 'callers', 'C40'],

  ['http/ngx_http_smartstack_providers.c', '|| ngx_strncmp(url[j]->data, "http", 4) != 0)', ')', 'config', 'directives: C70: a provider that is no web server'],
  ['http/ngx_http_smartstack_providers.c', '&& !egress->plain', '&& 0', 'config', 'directives: C71: a provider where people sign in'],

  ['core/ngx_smartstack_address.c', '{ 0xa9fe0000, 16 },', '', 'unit/address', 'C70: 169.254.169.254 is not'],
  ['core/ngx_smartstack_address.c', 'IN6_IS_ADDR_V4MAPPED(&sin6->sin6_addr)', '0', 'unit/address', 'C70: ::ffff:8.8.8.8 is of the internet'],
  ['core/ngx_smartstack_address.c', 'if (p[0] == 0x20 && p[1] == 0x02) {', 'if (0) {', 'unit/address', 'C70: 2002:7f00:1::1 is not'],
  ['core/ngx_smartstack_id_token.c', '!ngx_smartstack_id_token_equal(json_object_get(header, "alg"), &name)', '0', 'unit/id_token', 'C18: {"alg":"none"'],
  ['core/ngx_smartstack_id_token.c', '|| json_object_get(header, "crit")', '', 'unit/id_token', 'C18: {"alg":"ES256","kid":"k1","crit":[]}'],
  ['core/ngx_smartstack_id_token.c', /(\*why = "it names an unknown key";\s+return) NGX_AGAIN/, '$1 NGX_OK', 'unit/id_token', 'C18: an unknown key may be a new one'],
  ['core/ngx_smartstack_id_token.c', '== 1) ? NGX_OK : NGX_DECLINED;', '!= 7) ? NGX_OK : NGX_DECLINED;', 'unit/id_token', 'C18: a byte changed'],
  ['core/ngx_smartstack_id_token.c', /!ngx_smartstack_id_token_equal\(json_object_get\(claims, "iss"\),\s+&want->issuer\)/, '0', 'unit/id_token', 'C18: {"aud":"client"'],
  ['core/ngx_smartstack_id_token.c', '!ngx_smartstack_id_token_audience(claims, &want->client)', '0 && !ngx_smartstack_id_token_audience(claims, &want->client)', 'unit/id_token', 'C18: {"aud":"other"'],
  ['core/ngx_smartstack_id_token.c', '(azp && !ngx', '(0 && !ngx', 'unit/id_token', 'C18: {"azp":"other"'],
  ['core/ngx_smartstack_id_token.c', /!ngx_smartstack_id_token_equal\(json_object_get\(claims, "nonce"\),\s+&want->nonce\)/, '0', 'unit/id_token', 'C18: {"nonce":"n-2"'],
  ['core/ngx_smartstack_id_token.c', '|| json_integer_value(exp) <= now - NGX_SMARTSTACK_ID_TOKEN_SKEW', '', 'unit/id_token', 'C18: {"iss"'],
  ['core/ngx_smartstack_id_token.c', '|| json_integer_value(iat) < now - NGX_SMARTSTACK_ID_TOKEN_AGE', '', 'unit/id_token', 'C18: {"iss"'],
  ['core/ngx_smartstack_id_token.c', /json_is_true\(json_object_get\(claims,\s+"email_verified"\)\)/, '1', 'unit/id_token', 'C18: an address is proven only'],
  ['core/ngx_smartstack_jwks.c', '|| !ngx_smartstack_jwk_is(item, "use", "sig", 0)', '', 'unit/id_token', 'a key for encryption'],
  ['core/ngx_smartstack_jwks.c', 'n_len < NGX_SMARTSTACK_RSA_MIN', 'n_len == 0', 'unit/id_token', 'C18: an RSA key below 2048 bits'],
  ['core/ngx_smartstack_password.c', 'return ngx_smartstack_password_known(password)', 'return (0 && ngx_smartstack_password_known(password))', 'unit/password', 'C5: the 3,000 most common'],
];

const build = () => run('scripts/build-module.sh', [], { cwd: tree, maxBuffer: 64 << 20 });

/** Names of the tests that are red with the sources as they are in the tree. */
const red = async (test) => {
  if (!test.startsWith('unit/')) {
    await build();
    return redTests([`t/api/${test}.test.mjs`], { SMARTSTACK_MODULE: join(tree, 'build/ngx_http_smartstack_module.so') });
  }
  const { stdout } = await run('scripts/unit.sh', [test.slice(5)], { cwd: tree, maxBuffer: 64 << 20 }).catch((error) => error);
  return [...stdout.matchAll(/^not ok (?:\d+ )?- (.*)$/gm)].map(([, name]) => name);
};

const attempt = async ([file, from, to, test, name]) => {
  const label = `${file} without ${String(from).split('\n')[0]}`;
  const path = join(tree, 'src', file);
  const text = readFileSync(path, 'utf8');
  const changed = text.replace(from, to);
  if (changed === text) return { label, fault: 'the check is not there any more: this list is out of date' };
  try {
    writeFileSync(path, changed);
    const names = await red(test);
    const seen = names.find((one) => one.startsWith(name));
    return seen ? { label, seen } : { label, fault: `"${name}" is not red; red: ${names.join('; ') || 'nothing'}` };
  } catch (error) {
    return { label, fault: `does not build: ${error.stderr ?? error.message}` };
  } finally {
    writeFileSync(path, text);
  }
};

const filesOf = (dir) =>
  existsSync(dir) ? readdirSync(dir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => join(one.parentPath ?? one.path, one.name)) : [];

/**
 * The tree as it is here. A file that is the same is not touched, so that what was
 * made of a mutant, older than its file since, is made again, and nothing else.
 */
const mirror = (part) => {
  const wanted = new Map(filesOf(join(root, part)).map((file) => [join(tree, file.slice(root.length)), readFileSync(file)]));
  for (const file of filesOf(join(tree, part))) if (!wanted.has(file)) rmSync(file);
  for (const [file, text] of wanted) {
    if (existsSync(file) && readFileSync(file).equals(text)) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: 0o755 });
  }
};

export const mutants = async (only) => {
  for (const part of ['src', 'scripts', 't/unit']) mirror(part);
  for (const file of ['config', 't/native.mk']) writeFileSync(join(tree, file), readFileSync(join(root, file)));
  mkdirSync(join(tree, 'build'), { recursive: true });
  if (!existsSync(join(tree, 'build/cache'))) symlinkSync(join(root, 'build/cache'), join(tree, 'build/cache'));
  return checks
    .filter(([file, from, , test]) => `${file} ${from} ${test}`.includes(only))
    .map((check) => ({ label: check[0], attempt: () => attempt(check) }));
};
