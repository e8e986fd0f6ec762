
/*
 * Any bytes as the token of a share link, as an API key and as a sealed text:
 * what has not the shape of ours is refused, what we make is taken, and a
 * sealed text opens unchanged, for its purpose only.
 */

#include "ring.h"
#include <ngx_smartstack_seal.h>
#include <ngx_smartstack_secret.h>


int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);


static void
fuzz_shape(ngx_str_t *text)
{
    u_char     key[NGX_SMARTSTACK_API_KEY_LEN];
    u_char     token[NGX_SMARTSTACK_TOKEN_LEN];
    ngx_str_t  made;

    if (ngx_smartstack_secret_is_token(text) == NGX_OK
        && text->len != NGX_SMARTSTACK_TOKEN_LEN)
    {
        abort();
    }

    if (ngx_smartstack_secret_is_api_key(text) == NGX_OK
        && (text->len != NGX_SMARTSTACK_API_KEY_LEN
            || ngx_strncmp(text->data, "ss_live_", 8) != 0))
    {
        abort();
    }

    made.data = token;
    made.len = NGX_SMARTSTACK_TOKEN_LEN;

    if (ngx_smartstack_secret_token(token) != NGX_OK
        || ngx_smartstack_secret_is_token(&made) != NGX_OK)
    {
        abort();
    }

    made.data = key;
    made.len = NGX_SMARTSTACK_API_KEY_LEN;

    if (ngx_smartstack_secret_api_key(key) != NGX_OK
        || ngx_smartstack_secret_is_api_key(&made) != NGX_OK)
    {
        abort();
    }

    /* one letter or digit more or less: the checksum tells */

    if (text->len) {
        key[8 + text->data[0] % 30] ^= 1;

        if (ngx_smartstack_secret_is_api_key(&made) == NGX_OK) {
            abort();
        }
    }
}


static void
fuzz_seal(ngx_pool_t *pool, ngx_str_t *text)
{
    ngx_str_t   sealed, plain;
    ngx_uint_t  stale;

    static ngx_str_t  purpose = ngx_string("totp a");
    static ngx_str_t  other = ngx_string("totp b");

    if (ngx_smartstack_unseal(pool, ring, &purpose, text, &plain, &stale)
        == NGX_OK)
    {
        abort();
    }

    if (text->len == 0 || text->len > NGX_SMARTSTACK_SEAL_MAX) {
        return;
    }

    if (ngx_smartstack_seal(pool, ring, &purpose, text, &sealed) != NGX_OK
        || ngx_smartstack_unseal(pool, ring, &purpose, &sealed, &plain, &stale)
           != NGX_OK
        || plain.len != text->len
        || ngx_memcmp(plain.data, text->data, text->len) != 0
        || ngx_smartstack_unseal(pool, ring, &other, &sealed, &plain, &stale)
           == NGX_OK)
    {
        abort();
    }
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    u_char      *copy;
    ngx_str_t    text;
    ngx_pool_t  *pool;

    if (ring == NULL) {
        fuzz_init();
    }

    pool = ngx_create_pool(4096, fuzz_log);
    copy = malloc(size ? size : 1);
    ngx_memcpy(copy, data, size);

    text.data = copy;
    text.len = size;

    fuzz_shape(&text);
    fuzz_seal(pool, &text);

    free(copy);
    ngx_destroy_pool(pool);

    return 0;
}
