
/*
 * Any bytes as a query string: pairs are pieces of the query, none is lost,
 * and what is decoded is text and encodes back to itself.
 */

#include "env.h"
#include <ngx_smartstack_json.h>
#include <ngx_smartstack_uri.h>


int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);


static void
fuzz_decode(ngx_pool_t *pool, ngx_str_t text, ngx_uint_t plus)
{
    size_t      i;
    u_char     *p;
    ngx_str_t   again, before;

    before = text;

    if (ngx_smartstack_uri_decode(pool, &text, plus) != NGX_OK) {
        if (text.data != before.data || text.len != before.len) {
            abort();
        }

        return;
    }

    if (text.len > before.len
        || ngx_smartstack_utf8_check(text.data, text.len) != NGX_OK)
    {
        abort();
    }

    p = ngx_pnalloc(pool, 3 * text.len + 1);
    again.data = p;

    for (i = 0; i < text.len; i++) {
        p = ngx_sprintf(p, "%%%02xi", (int) text.data[i]);
    }

    again.len = p - again.data;

    if (ngx_smartstack_uri_decode(pool, &again, plus) != NGX_OK
        || again.len != text.len
        || ngx_memcmp(again.data, text.data, text.len) != 0)
    {
        abort();
    }
}


static void
fuzz_query(ngx_pool_t *pool, ngx_str_t *query)
{
    u_char     *end;
    size_t      i, amps, pairs;
    ngx_str_t   rest, name, value;

    end = query->data + query->len;
    rest = *query;
    pairs = 0;

    while (ngx_smartstack_uri_pair(&rest, &name, &value)) {
        if (name.data < query->data || value.data + value.len != rest.data
            || rest.data + rest.len != end
            || ngx_strlchr(name.data, rest.data, '&') != NULL
            || ngx_strlchr(name.data, name.data + name.len, '=') != NULL)
        {
            abort();
        }

        pairs++;
        fuzz_decode(pool, name, 1);
        fuzz_decode(pool, value, 1);
        fuzz_decode(pool, value, 0);
    }

    /* a piece begins wherever something stands behind an ampersand */

    for (i = 0, amps = 0; i < query->len; i++) {
        amps += query->data[i] != '&'
                && (i == 0 || query->data[i - 1] == '&');
    }

    if (pairs != amps) {
        abort();
    }
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    u_char            *copy;
    ngx_str_t          text;
    ngx_pool_t        *pool;
    static ngx_log_t  *log;

    if (log == NULL) {
        log = env_init(NULL);
    }

    pool = ngx_create_pool(4096, log);
    copy = malloc(size ? size : 1);
    ngx_memcpy(copy, data, size);

    text.data = copy;
    text.len = size;

    fuzz_query(pool, &text);

    free(copy);
    ngx_destroy_pool(pool);

    return 0;
}
