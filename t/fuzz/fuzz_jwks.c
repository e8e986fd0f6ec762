
/*
 * Any bytes as the keys of a provider and as an ID token of it: nothing is
 * read beyond them, and no token that nobody has signed is believed.
 */

#include "env.h"
#include <ngx_smartstack_id_token.h>


int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);


/* A public key whose private one nobody has kept. */
static ngx_str_t  keys_text = ngx_string("{\"keys\":[{\"kty\":\"EC\","
    "\"crv\":\"P-256\",\"kid\":\"1\","
    "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
    "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}]}");


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ngx_str_t                        text;
    ngx_pool_t                      *pool;
    ngx_array_t                     *keys;
    const char                      *why;
    static ngx_log_t                *log;
    ngx_smartstack_id_token_t        token;
    ngx_smartstack_id_token_want_t   want;

    if (log == NULL) {
        log = env_init(NULL);
    }

    pool = ngx_create_pool(4096, log);

    text.data = (u_char *) data;
    text.len = size;

    (void) ngx_smartstack_jwks_read(pool, &text, NGX_SMARTSTACK_RS256);
    (void) ngx_smartstack_jwks_read(pool, &text, NGX_SMARTSTACK_ES256);

    keys = ngx_smartstack_jwks_read(pool, &keys_text, NGX_SMARTSTACK_ES256);
    if (keys == NULL) {
        abort();
    }

    ngx_memzero(&want, sizeof(want));

    want.algorithm = NGX_SMARTSTACK_ES256;
    ngx_str_set(&want.issuer, "https://a.example");
    ngx_str_set(&want.client, "b");
    ngx_str_set(&want.nonce, "c");
    want.now = 1790000000;

    if (ngx_smartstack_id_token_verify(pool, &text, keys, &want, &token, &why)
        == NGX_OK)
    {
        abort();
    }

    ngx_destroy_pool(pool);

    return 0;
}
