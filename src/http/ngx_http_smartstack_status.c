
/* What operators ask: alive, ready, which version, how much. */


#include <ngx_http_smartstack.h>


static ngx_int_t ngx_http_smartstack_text(ngx_http_request_t *r,
    ngx_uint_t status, ngx_str_t *type, ngx_str_t *text);
static ngx_int_t ngx_http_smartstack_ready_checked(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_not_ready(ngx_http_smartstack_ctx_t *ctx,
    const char *code, const char *detail);


static ngx_str_t  ngx_http_smartstack_json = ngx_string("application/json");


/* The event loop turns: no input, no output, never the database. */

ngx_int_t
ngx_http_smartstack_livez_handler(ngx_http_request_t *r)
{
    ngx_str_t  text = ngx_string("{\"status\":\"ok\"}");

    return ngx_http_smartstack_text(r, NGX_HTTP_OK,
                                    &ngx_http_smartstack_json, &text);
}


ngx_int_t
ngx_http_smartstack_version_handler(ngx_http_request_t *r)
{
    ngx_str_t  text = ngx_string("{\"version\":\"" NGX_HTTP_SMARTSTACK_VERSION
                                 "\",\"nginx\":\"" NGINX_VERSION "\"}");

    return ngx_http_smartstack_text(r, NGX_HTTP_OK,
                                    &ngx_http_smartstack_json, &text);
}


ngx_int_t
ngx_http_smartstack_openapi_handler(ngx_http_request_t *r)
{
    ngx_http_smartstack_main_conf_t  *smcf;

    smcf = ngx_http_get_module_main_conf(r, ngx_http_smartstack_module);

    return ngx_http_smartstack_text(r, NGX_HTTP_OK,
                                    &ngx_http_smartstack_json,
                                    &smcf->contract->document);
}


ngx_int_t
ngx_http_smartstack_metrics_handler(ngx_http_request_t *r)
{
    ngx_str_t                        *names, text;
    ngx_buf_t                        *b;
    ngx_uint_t                        i, n;
    ngx_smartstack_operation_t      **op;
    ngx_http_smartstack_main_conf_t  *smcf;

    static ngx_str_t  type = ngx_string("text/plain; version=0.0.4");

    smcf = ngx_http_get_module_main_conf(r, ngx_http_smartstack_module);

    op = smcf->contract->operations.elts;
    n = smcf->contract->operations.nelts;

    names = ngx_palloc(r->pool, n * sizeof(ngx_str_t));
    if (names == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    for (i = 0; i < n; i++) {
        names[op[i]->index] = op[i]->id;
    }

    b = ngx_smartstack_zone_text(r->pool, names, n);
    if (b == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    text.data = b->pos;
    text.len = b->last - b->pos;

    return ngx_http_smartstack_text(r, NGX_HTTP_OK, &type, &text);
}


static ngx_int_t
ngx_http_smartstack_text(ngx_http_request_t *r, ngx_uint_t status,
    ngx_str_t *type, ngx_str_t *text)
{
    ngx_int_t                 rc;
    ngx_http_complex_value_t  cv;

    if (!(r->method & (NGX_HTTP_GET|NGX_HTTP_HEAD))) {
        return NGX_HTTP_NOT_ALLOWED;
    }

    rc = ngx_http_discard_request_body(r);
    if (rc != NGX_OK) {
        return rc;
    }

    ngx_memzero(&cv, sizeof(ngx_http_complex_value_t));
    cv.value = *text;

    return ngx_http_send_response(r, status, type, &cv);
}


/*
 * Ready: a connection is there, the database is set up as it must be, and
 * this worker is not on its way out.
 */

ngx_int_t
ngx_http_smartstack_readyz_handler(ngx_http_request_t *r)
{
    ngx_int_t                   rc;
    ngx_http_smartstack_ctx_t  *ctx;

    if (!(r->method & (NGX_HTTP_GET|NGX_HTTP_HEAD))) {
        return NGX_HTTP_NOT_ALLOWED;
    }

    rc = ngx_http_discard_request_body(r);
    if (rc != NGX_OK) {
        return rc;
    }

    ctx = ngx_http_smartstack_new_context(r);
    if (ctx == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    r->main->count++;

    if (ngx_exiting || ngx_terminate) {
        rc = ngx_http_smartstack_not_ready(ctx, "shutting_down",
                                           "This worker is shutting down.");

    } else {
        rc = ngx_http_smartstack_query(ctx, "member",
                                       "request/check_deployment", NULL, 0,
                                       ngx_http_smartstack_ready_checked);
    }

    if (rc != NGX_AGAIN) {
        ngx_http_smartstack_end(ctx, rc);
    }

    return NGX_DONE;
}


static ngx_int_t
ngx_http_smartstack_ready_checked(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    off_t                   size;
    PGresult               *res;
    ngx_chain_t            *out;
    ngx_smartstack_json_t   w;
    ngx_smartstack_rows_t  *rows;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    res = batch->queries[0].result;

    rows = ngx_http_smartstack_rows(ctx, ctx->conf->check_deployment, res);
    if (rows == NULL || PQntuples(res) != 1) {
        return NGX_ERROR;
    }

    /* the first column: is it safe to serve */

    if (PQgetisnull(res, 0, 0) || *PQgetvalue(res, 0, 0) == 0) {
        return ngx_http_smartstack_not_ready(ctx, "unsafe_database",
                 "The database's roles or row-level security are not as "
                 "they must be.");
    }

    ngx_smartstack_json_init(&w, ctx->request->pool, 512);
    ngx_smartstack_rows_object(&w, rows, res, 0);

    out = ngx_smartstack_json_close(&w, &size);
    if (out == NULL) {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_send(ctx, NGX_HTTP_OK,
                                    &ngx_http_smartstack_json, out, size);
}


static ngx_int_t
ngx_http_smartstack_not_ready(ngx_http_smartstack_ctx_t *ctx,
    const char *code, const char *detail)
{
    ctx->problem.retry_after = 1;

    return ngx_http_smartstack_problem(ctx, NGX_HTTP_SERVICE_UNAVAILABLE,
                                       code, detail);
}
