
/*
 * Any bytes as a value of any column type: the row is JSON, or the writer
 * fails; it never reads beyond the value.
 */

#include "env.h"
#include <ngx_smartstack_rows.h>


int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);


static const Oid  types[] = {
    16, 19, 20, 21, 23, 25, 114, 1009, 1043, 1082, 1184, 2950, 2951, 3802
};


/* json and jsonb pass as they are, and texts must be UTF-8 to be JSON. */

static ngx_uint_t
fuzz_is_json(Oid type, ngx_chain_t *cl)
{
    json_t  *value;
    size_t   len;

    len = ngx_buf_size(cl->buf);

    if (type == 114 || type == 3802 || cl->next
        || ngx_smartstack_utf8_check(cl->buf->pos, len) != NGX_OK)
    {
        return 1;
    }

    /* PostgreSQL has no text with U+0000, but this fuzzer has */

    value = json_loadb((char *) cl->buf->pos, len, JSON_ALLOW_NUL, NULL);
    json_decref(value);

    return value != NULL;
}


int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Oid                     type;
    off_t                   length;
    PGresult               *res;
    ngx_str_t               text;
    ngx_pool_t             *pool;
    const char             *bad;
    ngx_chain_t            *cl;
    PGresAttDesc            attr;
    static ngx_log_t       *log;
    ngx_smartstack_rows_t  *rows;
    ngx_smartstack_json_t   w;

    if (size == 0) {
        return 0;
    }

    if (log == NULL) {
        log = env_init(NULL);
    }

    type = types[data[0] % (sizeof(types) / sizeof(types[0]))];

    ngx_memzero(&attr, sizeof(PGresAttDesc));
    attr.name = (char *) "a";
    attr.typid = type;
    attr.format = 1;

    res = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);

    if (res == NULL || !PQsetResultAttrs(res, 1, &attr)
        || !PQsetvalue(res, 0, 0, (char *) data + 1, (int) size - 1))
    {
        abort();
    }

    pool = ngx_create_pool(4096, log);

    rows = ngx_smartstack_rows_learn(pool, res, &bad);
    if (rows == NULL) {
        abort();
    }

    ngx_smartstack_json_init(&w, pool, 4096);
    ngx_smartstack_rows_object(&w, rows, res, 0);
    cl = ngx_smartstack_json_close(&w, &length);

    if (cl && !fuzz_is_json(type, cl)) {
        abort();
    }

    (void) ngx_smartstack_rows_text(pool, rows, res, 0, 0, &text);

    PQclear(res);
    ngx_destroy_pool(pool);

    return 0;
}
