
/* Success: rows become JSON straight in nginx's buffers. */


#include <ngx_http_smartstack.h>
#include <ngx_smartstack_uri.h>

#define XXH_INLINE_ALL
#include <xxhash.h>


#define NGX_HTTP_SMARTSTACK_FIRST_BUFFER  2048


static void ngx_http_smartstack_count(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_json_t *w);
static ngx_int_t ngx_http_smartstack_cursor(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_rows_t *rows, PGresult *res, int row, ngx_str_t *cursor);
static ngx_int_t ngx_http_smartstack_link(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *cursor);
static ngx_int_t ngx_http_smartstack_row_etag(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_rows_t *rows, PGresult *res, ngx_chain_t *out);
static ngx_int_t ngx_http_smartstack_row_location(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_rows_t *rows,
    PGresult *res);
static ngx_int_t ngx_http_smartstack_location(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *id);
static ngx_int_t ngx_http_smartstack_weak_etag(ngx_http_request_t *r,
    ngx_chain_t *out);
static uint64_t ngx_http_smartstack_digest(ngx_chain_t *out);
static ngx_int_t ngx_http_smartstack_server_timing(
    ngx_http_smartstack_ctx_t *ctx);


static ngx_str_t  ngx_http_smartstack_json_type =
    ngx_string("application/json");


/*
 * The columns of a statement, learned from its first result and kept with
 * it.  A changed table makes them be learned again.
 */

ngx_smartstack_rows_t *
ngx_http_smartstack_rows(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_statement_t *statement, PGresult *res)
{
    ngx_pool_t             *pool;
    const char             *bad;
    ngx_smartstack_rows_t  *rows;

    rows = statement->plan;

    if (rows != NULL && ngx_smartstack_rows_fits(rows, res)) {
        return rows;
    }

    pool = statement->id ? ngx_cycle->pool : ctx->request->pool;

    rows = ngx_smartstack_rows_learn(pool, res, &bad);

    if (rows == NULL && bad != NULL) {
        ngx_log_error(NGX_LOG_ERR, ctx->request->connection->log, 0,
                      "%V: column \"%s\" has a type that has no JSON form",
                      &statement->name, bad);
    }

    statement->plan = rows;

    return rows;
}


ngx_int_t
ngx_http_smartstack_reply_one(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_statement_t *statement, PGresult *res)
{
    off_t                   size;
    ngx_chain_t            *out;
    ngx_smartstack_json_t   w;
    ngx_smartstack_rows_t  *rows;

    rows = ngx_http_smartstack_rows(ctx, statement, res);
    if (rows == NULL) {
        return NGX_ERROR;
    }

    ngx_smartstack_json_init(&w, ctx->request->pool,
                             NGX_HTTP_SMARTSTACK_FIRST_BUFFER);

    ngx_smartstack_json_literal(&w, "{\"data\":");
    ngx_smartstack_rows_object(&w, rows, res, 0);
    ngx_smartstack_json_literal(&w, ",\"meta\":{}}");

    out = ngx_smartstack_json_close(&w, &size);
    if (out == NULL) {
        return NGX_ERROR;
    }

    if (ngx_http_smartstack_row_etag(ctx, rows, res, out) != NGX_OK
        || ngx_http_smartstack_row_location(ctx, rows, res) != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_send(ctx, ctx->operation->status,
                                    &ngx_http_smartstack_json_type, out,
                                    size);
}


ngx_int_t
ngx_http_smartstack_reply_list(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_statement_t *statement, PGresult *res)
{
    int                     i, n;
    off_t                   size;
    ngx_str_t               cursor;
    ngx_uint_t              more;
    ngx_chain_t            *out;
    ngx_smartstack_json_t   w;
    ngx_smartstack_rows_t  *rows;

    rows = ngx_http_smartstack_rows(ctx, statement, res);
    if (rows == NULL) {
        return NGX_ERROR;
    }

    n = PQntuples(res);
    more = 0;
    ngx_str_null(&cursor);

    if (ctx->limit && (ngx_uint_t) n > ctx->limit) {
        n = (int) ctx->limit;
        more = 1;

        if (ctx->operation->sorted
            && (ngx_http_smartstack_cursor(ctx, rows, res, n - 1, &cursor)
                != NGX_OK
                || ngx_http_smartstack_link(ctx, &cursor) != NGX_OK))
        {
            return NGX_ERROR;
        }
    }

    /* about what a row of ours needs, so that a page is one buffer */

    ngx_smartstack_json_init(&w, ctx->request->pool,
                             NGX_HTTP_SMARTSTACK_FIRST_BUFFER + n * 640);

    ngx_smartstack_json_literal(&w, "{\"data\":[");

    for (i = 0; i < n; i++) {
        if (i) {
            ngx_smartstack_json_literal(&w, ",");
        }

        ngx_smartstack_rows_object(&w, rows, res, i);
    }

    ngx_smartstack_json_literal(&w, "],\"meta\":{\"next_cursor\":");

    if (cursor.len) {
        ngx_smartstack_json_string(&w, cursor.data, cursor.len);

    } else {
        ngx_smartstack_json_literal(&w, "null");
    }

    if (more) {
        ngx_smartstack_json_literal(&w, ",\"has_more\":true");

    } else {
        ngx_smartstack_json_literal(&w, ",\"has_more\":false");
    }

    if (ctx->counter != NULL) {
        ngx_http_smartstack_count(ctx, &w);
    }

    ngx_smartstack_json_literal(&w, "}}");

    out = ngx_smartstack_json_close(&w, &size);
    if (out == NULL) {
        return NGX_ERROR;
    }

    if (!ctx->operation->write
        && ngx_http_smartstack_weak_etag(ctx->request, out) != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_send(ctx, ctx->operation->status,
                                    &ngx_http_smartstack_json_type, out,
                                    size);
}


/* An estimate is exact as long as it has counted all. */

static void
ngx_http_smartstack_count(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_json_t *w)
{
    ngx_smartstack_json_literal(w, ",\"count\":");

    if (ctx->count == NGX_SMARTSTACK_SQL_COUNT_ESTIMATE
        && ctx->total > NGX_SMARTSTACK_SQL_ESTIMATE)
    {
        ngx_smartstack_json_integer(w, NGX_SMARTSTACK_SQL_ESTIMATE);
        ngx_smartstack_json_literal(w, ",\"count_kind\":\"at_least\"");
        return;
    }

    ngx_smartstack_json_integer(w, ctx->total);
    ngx_smartstack_json_literal(w, ",\"count_kind\":\"exact\"");
}


/* A replay, columns response, etag, id: the stored rows are JSON already. */

ngx_int_t
ngx_http_smartstack_reply_stored(ngx_http_smartstack_ctx_t *ctx,
    PGresult *res)
{
    off_t                        size;
    ngx_str_t                    etag, id;
    ngx_chain_t                 *out;
    ngx_smartstack_json_t        w;
    ngx_smartstack_operation_t  *op;

    op = ctx->operation;

    if (PQntuples(res) == 0) {
        return ngx_http_smartstack_problem(ctx, NGX_HTTP_CONFLICT,
                                "idempotency_in_flight",
                                "A request with this key is under way.");
    }

    if (op->result == NGX_SMARTSTACK_RESULT_NONE) {
        return ngx_http_smartstack_reply_none(ctx);
    }

    if (!PQgetisnull(res, 0, 1)) {
        etag.data = (u_char *) PQgetvalue(res, 0, 1);
        etag.len = PQgetlength(res, 0, 1);

        if (ngx_http_smartstack_etag(ctx->request, &etag) != NGX_OK) {
            return NGX_ERROR;
        }
    }

    if (op->location.len) {
        id.data = (u_char *) PQgetvalue(res, 0, 2);
        id.len = PQgetlength(res, 0, 2);

        if (ngx_http_smartstack_location(ctx, &id) != NGX_OK) {
            return NGX_ERROR;
        }
    }

    ngx_smartstack_json_init(&w, ctx->request->pool,
                             PQgetlength(res, 0, 0) + 128);

    ngx_smartstack_json_literal(&w, "{\"data\":");
    ngx_smartstack_json_raw(&w, (u_char *) PQgetvalue(res, 0, 0),
                            PQgetlength(res, 0, 0));

    if (op->result == NGX_SMARTSTACK_RESULT_LIST) {
        ngx_smartstack_json_literal(&w,
                   ",\"meta\":{\"next_cursor\":null,\"has_more\":false}}");
    } else {
        ngx_smartstack_json_literal(&w, ",\"meta\":{}}");
    }

    out = ngx_smartstack_json_close(&w, &size);
    if (out == NULL) {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_send(ctx, op->status,
                                    &ngx_http_smartstack_json_type, out,
                                    size);
}


ngx_int_t
ngx_http_smartstack_reply_none(ngx_http_smartstack_ctx_t *ctx)
{
    return ngx_http_smartstack_send(ctx, ctx->operation->status, NULL, NULL,
                                    0);
}


static ngx_int_t
ngx_http_smartstack_cursor(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_rows_t *rows, PGresult *res, int row, ngx_str_t *cursor)
{
    ngx_str_t                   scope, values[NGX_SMARTSTACK_SQL_MAX_KEYS];
    ngx_uint_t                  i;
    ngx_smartstack_sql_sort_t  *sort;

    sort = ctx->operation->sql->sorts.elts;
    sort += ctx->list.sort;

    /* The sort expressions are the first columns. */

    for (i = 0; i < sort->nkeys; i++) {
        if (ngx_smartstack_rows_text(ctx->request->pool, rows, res, row,
                                     (int) i, &values[i])
            != NGX_OK)
        {
            ngx_log_error(NGX_LOG_ERR, ctx->request->connection->log, 0,
                          "%V: sort key %ui is NULL",
                          &ctx->operation->sql->file, i);
            return NGX_ERROR;
        }
    }

    if (ngx_http_smartstack_cursor_scope(ctx, &scope) != NGX_OK) {
        return NGX_ERROR;
    }

    return ngx_smartstack_cursor_make(ctx->request->pool, ctx->conf->keyring,
                                      &scope, sort->nkeys, values, cursor);
}


/* Link: </api/v1/...?...&cursor=...>; rel="next" (RFC 8288) */

static ngx_int_t
ngx_http_smartstack_link(ngx_http_smartstack_ctx_t *ctx, ngx_str_t *cursor)
{
    u_char              *p, *end, *query;
    ngx_str_t            link, rest, name, value;
    ngx_http_request_t  *r;

    r = ctx->request;
    end = r->unparsed_uri.data + r->unparsed_uri.len;
    query = ngx_strlchr(r->unparsed_uri.data, end, '?');

    p = ngx_pnalloc(r->pool, r->unparsed_uri.len + cursor->len
                             + sizeof("<?&cursor=>; rel=\"next\""));
    if (p == NULL) {
        return NGX_ERROR;
    }

    link.data = p;
    *p++ = '<';
    p = ngx_cpymem(p, r->unparsed_uri.data,
                   (query ? query : end) - r->unparsed_uri.data);
    *p++ = '?';

    rest = r->args;

    while (ngx_smartstack_uri_pair(&rest, &name, &value)) {

        if (name.len == 6 && ngx_strncmp(name.data, "cursor", 6) == 0) {
            continue;
        }

        p = ngx_cpymem(p, name.data, rest.data - name.data);
        *p++ = '&';
    }

    p = ngx_cpymem(p, "cursor=", 7);
    p = ngx_cpymem(p, cursor->data, cursor->len);
    p = ngx_cpymem(p, ">; rel=\"next\"", 13);
    link.len = p - link.data;

    return ngx_http_smartstack_header(r, "Link", &link);
}


/*
 * A write answers "r7", for If-Match; a read "r7-<digest>": what is answered
 * beside the row (names, counts) may change while its revision does not.
 */

static ngx_int_t
ngx_http_smartstack_row_etag(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_rows_t *rows, PGresult *res, ngx_chain_t *out)
{
    int                          column;
    u_char                      *p;
    ngx_str_t                    rev, etag;
    ngx_smartstack_operation_t  *op;

    op = ctx->operation;

    if (op->etag.len == 0) {
        return op->write ? NGX_OK
                         : ngx_http_smartstack_weak_etag(ctx->request, out);
    }

    column = ngx_smartstack_rows_column(rows, &op->etag);

    if (column == -1
        || ngx_smartstack_rows_text(ctx->request->pool, rows, res, 0, column,
                                    &rev)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    p = ngx_pnalloc(ctx->request->pool,
                    rev.len + sizeof("r-0123456789abcdef"));
    if (p == NULL) {
        return NGX_ERROR;
    }

    etag.data = p;
    p = ngx_sprintf(p, "r%V", &rev);

    if (!op->write) {
        p = ngx_sprintf(p, "-%016xL",
                        (int64_t) ngx_http_smartstack_digest(out));
    }

    etag.len = p - etag.data;

    return ngx_http_smartstack_etag(ctx->request, &etag);
}


static ngx_int_t
ngx_http_smartstack_row_location(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_rows_t *rows, PGresult *res)
{
    int        column;
    ngx_str_t  text;

    static ngx_str_t  id = ngx_string("id");

    if (ctx->operation->location.len == 0) {
        return NGX_OK;
    }

    column = ngx_smartstack_rows_column(rows, &id);

    if (column == -1
        || ngx_smartstack_rows_text(ctx->request->pool, rows, res, 0, column,
                                    &text)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_location(ctx, &text);
}


/* "/tasks/{id}" -> Location: /api/v1/tasks/<id> */

static ngx_int_t
ngx_http_smartstack_location(ngx_http_smartstack_ctx_t *ctx, ngx_str_t *id)
{
    u_char     *p, *brace;
    ngx_str_t   value, *location;

    static ngx_str_t  base = ngx_string(NGX_HTTP_SMARTSTACK_BASE);

    location = &ctx->operation->location;

    brace = ngx_strlchr(location->data, location->data + location->len, '{');
    if (brace == NULL) {
        return NGX_ERROR;
    }

    value.len = base.len + (brace - location->data) + id->len;

    p = ngx_pnalloc(ctx->request->pool, value.len);
    if (p == NULL) {
        return NGX_ERROR;
    }

    value.data = p;

    p = ngx_cpymem(p, base.data, base.len);
    p = ngx_cpymem(p, location->data, brace - location->data);
    (void) ngx_cpymem(p, id->data, id->len);

    return ngx_http_smartstack_header(ctx->request, "Location", &value);
}


/* Without a revision of its own an answer is told by its bytes. */

static ngx_int_t
ngx_http_smartstack_weak_etag(ngx_http_request_t *r, ngx_chain_t *out)
{
    ngx_str_t         value;
    ngx_table_elt_t  *h;

    value.data = ngx_pnalloc(r->pool, sizeof("W/\"0123456789abcdef\""));
    if (value.data == NULL) {
        return NGX_ERROR;
    }

    value.len = ngx_sprintf(value.data, "W/\"%016xL\"",
                            (int64_t) ngx_http_smartstack_digest(out))
                - value.data;

    h = ngx_list_push(&r->headers_out.headers);
    if (h == NULL) {
        return NGX_ERROR;
    }

    h->hash = 1;
    ngx_str_set(&h->key, "ETag");
    h->value = value;

    r->headers_out.etag = h;

    return NGX_OK;
}


static uint64_t
ngx_http_smartstack_digest(ngx_chain_t *out)
{
    XXH64_hash_t  hash;

    hash = 0;

    for ( /* void */ ; out; out = out->next) {
        hash = XXH3_64bits_withSeed(out->buf->pos,
                                    out->buf->last - out->buf->pos, hash);
    }

    return hash;
}


/* etag without its quotes: r7 */

ngx_int_t
ngx_http_smartstack_etag(ngx_http_request_t *r, ngx_str_t *etag)
{
    u_char           *p;
    ngx_table_elt_t  *h;

    h = ngx_list_push(&r->headers_out.headers);
    if (h == NULL) {
        return NGX_ERROR;
    }

    p = ngx_pnalloc(r->pool, etag->len + 2);
    if (p == NULL) {
        h->hash = 0;
        return NGX_ERROR;
    }

    h->hash = 1;
    ngx_str_set(&h->key, "ETag");
    h->value.data = p;
    h->value.len = etag->len + 2;

    *p++ = '"';
    p = ngx_cpymem(p, etag->data, etag->len);
    *p = '"';

    r->headers_out.etag = h;

    return NGX_OK;
}


/* The value must outlive the request's headers: pool or constant memory. */

ngx_int_t
ngx_http_smartstack_add_header(ngx_http_request_t *r, const char *name,
    size_t name_len, ngx_str_t *value)
{
    ngx_table_elt_t  *h;

    h = ngx_list_push(&r->headers_out.headers);
    if (h == NULL) {
        return NGX_ERROR;
    }

    h->hash = 1;
    h->key.data = (u_char *) name;
    h->key.len = name_len;
    h->value = *value;

    return NGX_OK;
}


/* Server-Timing: db;dur=0.41, wait;dur=0.02, total;dur=0.60 (milliseconds) */

static ngx_int_t
ngx_http_smartstack_server_timing(ngx_http_smartstack_ctx_t *ctx)
{
    uint64_t             total;
    ngx_str_t            value;
    ngx_http_request_t  *r;

    r = ctx->request;

    value.data = ngx_pnalloc(r->pool, sizeof("db;dur=.000, wait;dur=.000, "
                                             "total;dur=.000")
                                      + 3 * NGX_INT64_LEN);
    if (value.data == NULL) {
        return NGX_ERROR;
    }

    total = ngx_http_smartstack_now() - ctx->started;

    value.len = ngx_sprintf(value.data, "db;dur=%uL.%03uL, "
                            "wait;dur=%uL.%03uL, total;dur=%uL.%03uL",
                            ctx->db_took / 1000, ctx->db_took % 1000,
                            ctx->db_waited / 1000, ctx->db_waited % 1000,
                            total / 1000, total % 1000)
                - value.data;

    return ngx_http_smartstack_header(r, "Server-Timing", &value);
}


/* Headers and body of any answer of ours. */

ngx_int_t
ngx_http_smartstack_send(ngx_http_smartstack_ctx_t *ctx, ngx_uint_t status,
    ngx_str_t *type, ngx_chain_t *out, off_t size)
{
    ngx_int_t            rc;
    ngx_str_t            no_store = ngx_string("no-store");
    ngx_chain_t         *last;
    ngx_http_request_t  *r;

    r = ctx->request;
    ctx->replied = 1;

    r->headers_out.status = status;
    r->headers_out.content_length_n = size;

    if (r->method != NGX_HTTP_GET && r->method != NGX_HTTP_HEAD) {

        /* ETag is of the new row: If-Match was about the old one. */

        r->disable_not_modified = 1;
    }

    /* Reading takes If-None-Match alone; nginx would cut the answer off. */

    r->headers_in.if_match = NULL;
    r->headers_in.if_unmodified_since = NULL;

    if (type != NULL) {
        r->headers_out.content_type = *type;
        r->headers_out.content_type_len = type->len;
        r->headers_out.content_type_lowcase = NULL;
    }

    if (ngx_http_smartstack_header(r, "X-Request-Id", &ctx->request_id)
        != NGX_OK
        || ngx_http_smartstack_header(r, "traceparent", &ctx->traceparent)
           != NGX_OK
        || ngx_http_smartstack_limit_headers(ctx) != NGX_OK
        || ngx_http_smartstack_header(r, "Cache-Control", &no_store)
           != NGX_OK
        || ngx_http_smartstack_server_timing(ctx) != NGX_OK)
    {
        return NGX_ERROR;
    }

    if (out == NULL) {
        r->header_only = 1;
    }

    rc = ngx_http_send_header(r);

    if (out && rc != NGX_ERROR && rc <= NGX_OK && !r->header_only) {
        for (last = out; last->next; last = last->next) { /* void */ }

        last->buf->last_buf = (r == r->main) ? 1 : 0;
        last->buf->last_in_chain = 1;

        rc = ngx_http_output_filter(r, out);
    }

    /* what the socket has not taken nginx sends behind the request's end */
    return (rc == NGX_AGAIN) ? NGX_OK : rc;
}
