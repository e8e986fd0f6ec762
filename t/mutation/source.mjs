// Takes single checks out of the module, builds it, and runs the test that names them.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  ['http/ngx_http_smartstack_reply.c', "    if (!op->write) {\n        p = ngx_sprintf(p, \"-%016xL\"", "    if (0) {\n        p = ngx_sprintf(p, \"-%016xL\"", 'conditions', 'a 304 is never stale'],
  ['http/ngx_http_smartstack_admit.c', 'ctx->problem.has_allow = 1;', '', 'operations', 'smartstack_operations read'],
  ['core/ngx_smartstack_sql_compose.c', 'case when m.key in (");', 'case when \'zzz\' in (");', 'callers', 'C40'],
];

const build = () => run('scripts/build-module.sh', [], { cwd: tree, maxBuffer: 64 << 20 });

const attempt = async ([file, from, to, test, name]) => {
  const label = `${file} without ${String(from).split('\n')[0]}`;
  const path = join(tree, 'src', file);
  const text = readFileSync(path, 'utf8');
  const changed = text.replace(from, to);
  if (changed === text) return { label, fault: 'the check is not there any more: this list is out of date' };
  try {
    writeFileSync(path, changed);
    await build();
    const red = await redTests([`t/api/${test}.test.mjs`], { SMARTSTACK_MODULE: join(tree, 'build/ngx_http_smartstack_module.so') });
    const seen = red.find((one) => one.startsWith(name));
    return seen ? { label, seen } : { label, fault: `"${name}" is not red; red: ${red.join('; ') || 'nothing'}` };
  } catch (error) {
    return { label, fault: `does not build: ${error.stderr ?? error.message}` };
  } finally {
    writeFileSync(path, text);
  }
};

export const mutants = async (only) => {
  mkdirSync(tree, { recursive: true });
  for (const part of ['src', 'config', 'scripts']) {
    rmSync(join(tree, part), { recursive: true, force: true });
    cpSync(join(root, part), join(tree, part), { recursive: true, preserveTimestamps: true });
  }
  return checks
    .filter(([file, from]) => `${file} ${from}`.includes(only))
    .map((check) => ({ label: check[0], attempt: () => attempt(check) }));
};
