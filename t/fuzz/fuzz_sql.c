
/*
 * Any text as a file of api/sql: what parses can be numbered and composed,
 * and what does not has a message and a line.
 */

#include "env.h"
#include <ngx_smartstack_sql.h>


int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);


static ngx_log_t  *fuzz_log;


static void
fuzz_valid(ngx_smartstack_sql_text_t *out)
{
    if (ngx_strlen(out->text.data) != out->text.len) {
        abort();
    }
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    u_char                     *copy;
    ngx_str_t                   text, error, etag;
    ngx_pool_t                 *pool;
    ngx_uint_t                  line;
    ngx_smartstack_sql_t        sql;
    ngx_smartstack_sql_list_t   list;
    ngx_smartstack_sql_text_t   out;

    static ngx_str_t  file = ngx_string("fuzz.sql");

    if (fuzz_log == NULL) {
        fuzz_log = env_init(NULL);
    }

    pool = ngx_create_pool(4096, fuzz_log);
    copy = malloc(size ? size : 1);
    ngx_memcpy(copy, data, size);

    text.data = copy;
    text.len = size;

    if (ngx_smartstack_sql_parse(pool, &file, &text, &sql, &line, &error)
        == NGX_OK)
    {
        if (ngx_smartstack_sql_number(pool, &sql.main, sql.main_line, &out,
                                      &line, &error)
            != NGX_OK)
        {
            abort();
        }

        fuzz_valid(&out);

        ngx_memzero(&list, sizeof(list));

        for (list.sort = 0; list.sort < sql.sorts.nelts; list.sort++) {
            list.filters = (uint32_t)
                                    (((uint64_t) 1 << sql.filters.nelts) - 1);
            list.limit = 101;
            list.after = 1;
            list.descending = (size & 1);

            if (ngx_smartstack_sql_compose(pool, &sql, &list, &out, &line,
                                           &error)
                != NGX_OK)
            {
                abort();
            }

            fuzz_valid(&out);
        }

        list.sort = 0;
        list.count = (size & 2) ? NGX_SMARTSTACK_SQL_COUNT_ESTIMATE
                                : NGX_SMARTSTACK_SQL_COUNT_EXACT;

        if (sql.sorts.nelts) {

            if (ngx_smartstack_sql_compose(pool, &sql, &list, &out, &line,
                                           &error)
                != NGX_OK)
            {
                abort();
            }

            fuzz_valid(&out);
        }

        etag.data = (u_char *) "rev";
        etag.len = 3;

        if (ngx_smartstack_sql_wrap_idempotent(pool, &sql, &etag, size & 1,
                                               NULL, &out, &line, &error)
            == NGX_OK)
        {
            fuzz_valid(&out);
        }

    } else if (error.len == 0 || line == 0) {
        abort();
    }

    free(copy);
    ngx_destroy_pool(pool);

    return 0;
}
