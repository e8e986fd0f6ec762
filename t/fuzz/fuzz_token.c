
/*
 * Any bytes as an access token, a refresh token, a cursor and, past the MAC,
 * as claims: nothing is accepted that was not made by us, and what is made
 * from the bytes reads back the same.
 */

#include "ring.h"
#include <ngx_smartstack_base64url.h>
#include <ngx_smartstack_cursor.h>
#include <ngx_smartstack_token_claims.h>
#include <jansson.h>


int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);


#define NOW  1790000000


/* Whatever the claims' reader takes, jansson takes, and finds the same. */

static void
fuzz_claims(ngx_str_t *text)
{
    json_t                   *root;
    ngx_smartstack_claims_t   claims;

    if (ngx_smartstack_claims_read(text->data, text->len, NOW, &claims)
        == NGX_ERROR)
    {
        return;
    }

    root = json_loadb((char *) text->data, text->len, JSON_REJECT_DUPLICATES,
                      NULL);

    if (root == NULL
        || json_integer_value(json_object_get(root, "exp"))
           != claims.expires
        || json_integer_value(json_object_get(root, "gen"))
           != claims.generation
        || json_string_length(json_object_get(root, "sub"))
           != NGX_SMARTSTACK_UUID_LEN
        || ngx_memcmp(json_string_value(json_object_get(root, "sub")),
                      claims.user, NGX_SMARTSTACK_UUID_LEN)
           != 0)
    {
        abort();
    }

    json_decref(root);
}


static void
fuzz_cursor(ngx_pool_t *pool, ngx_str_t *text)
{
    size_t      cut;
    ngx_str_t   scope, cursor, values[2], read[2];

    cut = text->len / 3;

    scope.data = text->data;
    scope.len = cut;
    values[0].data = text->data + cut;
    values[0].len = cut;
    values[1].data = text->data + 2 * cut;
    values[1].len = text->len - 2 * cut;

    if (ngx_smartstack_cursor_make(pool, ring, &scope, 2, values, &cursor)
        != NGX_OK)
    {
        return;
    }

    if (ngx_smartstack_cursor_read(pool, ring, &scope, &cursor, 2, read)
        != NGX_OK
        || read[0].len != values[0].len || read[1].len != values[1].len
        || ngx_memcmp(read[1].data, values[1].data, read[1].len) != 0)
    {
        abort();
    }
}


static void
fuzz_base64url(ngx_pool_t *pool, ngx_str_t *text)
{
    size_t   len;
    u_char  *bytes, *again;

    bytes = ngx_pnalloc(pool, text->len + 1);
    again = ngx_pnalloc(pool, 2 * text->len + 4);

    if (ngx_smartstack_base64url_decode(bytes, text->data, text->len)
        != NGX_OK)
    {
        return;
    }

    len = ngx_smartstack_base64url_decoded(text->len);

    if ((size_t) (ngx_smartstack_base64url_encode(again, bytes, len) - again)
        != text->len
        || ngx_memcmp(again, text->data, text->len) != 0)
    {
        abort();
    }
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    u_char                    *copy;
    ngx_str_t                  text, values[2];
    ngx_pool_t                *pool;
    ngx_smartstack_claims_t    claims;
    ngx_smartstack_refresh_t   refresh;

    if (ring == NULL) {
        fuzz_init();
    }

    pool = ngx_create_pool(4096, fuzz_log);
    copy = malloc(size ? size : 1);
    ngx_memcpy(copy, data, size);

    text.data = copy;
    text.len = size;

    if (ngx_smartstack_token_verify(ring, &text, NOW, &claims) == NGX_OK
        || ngx_smartstack_refresh_verify(ring, &text, &refresh) == NGX_OK
        || ngx_smartstack_cursor_read(pool, ring, &text, &text, 2, values)
           == NGX_OK)
    {
        abort();
    }

    fuzz_claims(&text);
    fuzz_cursor(pool, &text);
    fuzz_base64url(pool, &text);

    free(copy);
    ngx_destroy_pool(pool);

    return 0;
}
