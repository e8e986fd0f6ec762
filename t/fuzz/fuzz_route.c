
/*
 * Any bytes as a path: what matches is valid UTF-8 without a slash, and the
 * same path, encoded again, matches the same way.
 */

#include "env.h"
#include <ngx_smartstack_json.h>
#include <ngx_smartstack_route.h>


int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);


static const char  *paths[] = {
    "/a/b", "/a/{x}", "/a/{x}/c", "/a/{x}/c/{y}", "/a/b/c/d", "/a/b/{x}/{y}",
    "/{w}/{x}/{y}/{z}", NULL
};


static ngx_smartstack_route_t *
fuzz_routes(ngx_pool_t *pool)
{
    ngx_uint_t                   i;
    ngx_smartstack_route_t      *root;
    ngx_smartstack_operation_t  *op;

    root = NULL;

    for (i = 0; paths[i]; i++) {
        op = ngx_pcalloc(pool, sizeof(ngx_smartstack_operation_t));
        op->method = NGX_SMARTSTACK_GET;
        op->path.data = (u_char *) paths[i];
        op->path.len = strlen(paths[i]);

        if (ngx_smartstack_route_add(pool, &root, op) != NGX_OK) {
            abort();
        }
    }

    return root;
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    u_char                         *copy, *p;
    size_t                          k;
    ngx_str_t                       path, again;
    ngx_uint_t                      i, n;
    ngx_pool_t                     *pool;
    ngx_smartstack_match_t          m, m2;
    static ngx_log_t               *log;
    static ngx_smartstack_route_t  *root;

    if (root == NULL) {
        log = env_init(NULL);
        root = fuzz_routes(ngx_create_pool(4096, log));
    }

    pool = ngx_create_pool(4096, log);
    copy = malloc(size ? size : 1);
    ngx_memcpy(copy, data, size);

    path.data = copy;
    path.len = size;

    if (ngx_smartstack_route_match(root, NGX_SMARTSTACK_GET, &path, pool, &m)
        != NGX_OK)
    {
        goto done;
    }

    again.data = ngx_pnalloc(pool, 3 * size);
    p = again.data;
    n = 0;

    for (i = 0; i < m.operation->path.len; i++) {

        if (m.operation->path.data[i] != '{') {
            *p++ = m.operation->path.data[i];
            continue;
        }

        if (n == m.nvalues || m.values[n].len == 0
            || ngx_smartstack_utf8_check(m.values[n].data, m.values[n].len)
               != NGX_OK)
        {
            abort();
        }

        for (k = 0; k < m.values[n].len; k++) {
            if (m.values[n].data[k] == '/') {
                abort();
            }

            p = ngx_sprintf(p, "%%%02xi", (int) m.values[n].data[k]);
        }

        n++;

        while (m.operation->path.data[i] != '}') {
            i++;
        }
    }

    again.len = p - again.data;

    if (n != m.nvalues
        || ngx_smartstack_route_match(root, NGX_SMARTSTACK_GET, &again, pool,
                                      &m2)
           != NGX_OK
        || m2.operation != m.operation || m2.nvalues != n)
    {
        abort();
    }

    for (i = 0; i < n; i++) {
        if (m.values[i].len != m2.values[i].len
            || ngx_memcmp(m.values[i].data, m2.values[i].data,
                          m.values[i].len)
               != 0)
        {
            abort();
        }
    }

done:

    free(copy);
    ngx_destroy_pool(pool);

    return 0;
}
