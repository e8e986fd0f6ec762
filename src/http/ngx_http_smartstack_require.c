
/*
 * smartstack_require: the session check as a guard of any location.  "token"
 * trusts a valid access token; "user" also asks the database whether its
 * session still lives.
 */


#include <ngx_http_smartstack.h>


static ngx_int_t ngx_http_smartstack_require_done(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_refuse(ngx_http_smartstack_ctx_t *ctx);
static void ngx_http_smartstack_go_on(ngx_smartstack_op_t *op, void *owner);


ngx_int_t
ngx_http_smartstack_require_handler(ngx_http_request_t *r)
{
    ngx_http_smartstack_ctx_t       *ctx;
    ngx_smartstack_pg_batch_t       *batch;
    ngx_http_smartstack_loc_conf_t  *slcf;

    slcf = ngx_http_get_module_loc_conf(r, ngx_http_smartstack_module);

    if (slcf->require == NGX_HTTP_SMARTSTACK_NOBODY) {
        return NGX_DECLINED;
    }

    ctx = ngx_http_smartstack_new_context(r);
    if (ctx == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (ctx->admitted >= slcf->require) {
        return NGX_OK;
    }

    if (ctx->problem.status) {
        return ngx_http_smartstack_refuse(ctx);
    }

    if (ngx_http_smartstack_who(ctx) != NGX_OK) {
        return ngx_http_smartstack_refuse(ctx);
    }

    if (slcf->require == NGX_HTTP_SMARTSTACK_TOKEN) {
        ctx->admitted = NGX_HTTP_SMARTSTACK_TOKEN;
        return NGX_OK;
    }

    batch = ngx_http_smartstack_batch(ctx, "member",
                                      ngx_http_smartstack_require_done);
    if (batch == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    /* Not a step of an operation: the phases go on afterwards. */

    ngx_smartstack_op_attach(&batch->op, ngx_http_smartstack_go_on, ctx,
                             &ctx->op);

    if (ngx_http_smartstack_begin(ctx, batch) != NGX_OK) {
        ngx_smartstack_op_detach(&batch->op);
        ngx_smartstack_op_complete(&batch->op);

        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    r->read_event_handler = ngx_http_test_reading;
    r->write_event_handler = ngx_http_request_empty_handler;

    return ngx_http_smartstack_submit(ctx, batch);
}


static ngx_int_t
ngx_http_smartstack_require_done(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    ctx->admitted = NGX_HTTP_SMARTSTACK_USER;

    return NGX_OK;
}


static void
ngx_http_smartstack_go_on(ngx_smartstack_op_t *op, void *owner)
{
    ngx_http_smartstack_ctx_t *ctx = owner;

    ngx_connection_t    *c;
    ngx_http_request_t  *r;

    r = ctx->request;
    c = r->connection;

    if (ngx_http_smartstack_require_done(ctx,
                                         (ngx_smartstack_pg_batch_t *) op)
        == NGX_ERROR)
    {
        ngx_http_finalize_request(r, NGX_HTTP_INTERNAL_SERVER_ERROR);

    } else {
        r->read_event_handler = ngx_http_block_reading;
        r->write_event_handler = ngx_http_core_run_phases;

        ngx_http_core_run_phases(r);
    }

    ngx_http_run_posted_requests(c);
}


static ngx_int_t
ngx_http_smartstack_refuse(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_http_request_t  *r;

    r = ctx->request;

    if (ngx_http_discard_request_body(r) != NGX_OK) {
        r->keepalive = 0;
    }

    ngx_http_finalize_request(r, ngx_http_smartstack_send_problem(ctx));

    return NGX_DONE;
}
