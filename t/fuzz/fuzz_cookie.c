
/*
 * Any bytes as Cookie headers, and as the value of a cookie of ours: what is
 * found lies in a header, and what is made stays one line.
 */

#include "env.h"
#include <ngx_smartstack_cookie.h>


int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);


static void
fuzz_find(const uint8_t *data, size_t size)
{
    ngx_str_t  headers[2], name, value;
    u_char    *cut;

    cut = memchr(data, '\n', size);

    headers[0].data = (u_char *) data;
    headers[0].len = cut ? (size_t) (cut - data) : size;
    headers[1].data = cut ? cut + 1 : (u_char *) data;
    headers[1].len = cut ? size - headers[0].len - 1 : 0;

    ngx_str_set(&name, "a");

    if (ngx_smartstack_cookie_find(headers, 2, &name, &value) == NGX_OK
        && (value.data < data || value.data + value.len > data + size))
    {
        abort();
    }
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ngx_str_t          name, value, out, found;
    ngx_pool_t        *pool;
    static ngx_log_t  *log;

    if (log == NULL) {
        log = env_init(NULL);
    }

    fuzz_find(data, size);

    pool = ngx_create_pool(4096, log);

    ngx_str_set(&name, "a");
    value.data = (u_char *) data;
    value.len = size;

    if (ngx_smartstack_cookie_make(pool, &name, &value, 60, &out) == NGX_OK
        && (memchr(out.data, '\r', out.len) || memchr(out.data, '\n', out.len)
            || ngx_smartstack_cookie_find(&out, 1, &name, &found) != NGX_OK
            || found.len != size || ngx_memcmp(found.data, data, size) != 0))
    {
        abort();
    }

    ngx_destroy_pool(pool);

    return 0;
}
