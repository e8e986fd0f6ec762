
/* One request from its first step to its one end. */


#include <ngx_http_smartstack.h>


static ngx_int_t ngx_http_smartstack_prepare(ngx_http_smartstack_ctx_t *ctx);
static void ngx_http_smartstack_body_handler(ngx_http_request_t *r);
static void ngx_http_smartstack_execute(ngx_http_smartstack_ctx_t *ctx);
static void ngx_http_smartstack_detach(void *data);
static void ngx_http_smartstack_forget(void *data);


uint64_t
ngx_http_smartstack_now(void)
{
    struct timespec  ts;

    (void) clock_gettime(CLOCK_MONOTONIC, &ts);

    return (uint64_t) ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}


ngx_int_t
ngx_http_smartstack_handler(ngx_http_request_t *r)
{
    ngx_int_t                   rc;
    ngx_http_smartstack_ctx_t  *ctx;

    ctx = ngx_http_smartstack_new_context(r);
    if (ctx == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    rc = ngx_http_smartstack_prepare(ctx);

    if (rc != NGX_OK) {

        if (ngx_http_discard_request_body(r) != NGX_OK) {
            r->keepalive = 0;
        }

        return (rc == NGX_DECLINED) ? ngx_http_smartstack_send_problem(ctx)
                                    : NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (ctx->operation->body != NULL) {
        r->request_body_in_single_buf = 1;

        rc = ngx_http_read_client_request_body(r,
                                           ngx_http_smartstack_body_handler);

        return (rc >= NGX_HTTP_SPECIAL_RESPONSE) ? rc : NGX_DONE;
    }

    if (ngx_http_discard_request_body(r) != NGX_OK) {
        r->keepalive = 0;
    }

    r->main->count++;

    ngx_http_smartstack_execute(ctx);

    return NGX_DONE;
}


/* Everything that can be said before the body is read. */

static ngx_int_t
ngx_http_smartstack_prepare(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_int_t  rc;

    rc = ngx_http_smartstack_admit(ctx);
    if (rc != NGX_OK) {
        return rc;
    }

    rc = ngx_http_smartstack_read_query(ctx);
    if (rc != NGX_OK) {
        return rc;
    }

    return ngx_http_smartstack_check_body(ctx);
}


static void
ngx_http_smartstack_body_handler(ngx_http_request_t *r)
{
    ngx_int_t                   rc;
    ngx_http_smartstack_ctx_t  *ctx;

    ctx = ngx_http_smartstack_context(r);

    rc = ngx_http_smartstack_parse_body(ctx);

    if (rc != NGX_OK) {
        ngx_http_smartstack_end(ctx, rc);
        return;
    }

    ngx_http_smartstack_execute(ctx);
}


static void
ngx_http_smartstack_execute(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_int_t            rc;
    ngx_http_request_t  *r;

    r = ctx->request;

    /* While we wait, a read event can only mean that the client is gone. */

    r->read_event_handler = ngx_http_test_reading;
    r->write_event_handler = ngx_http_request_empty_handler;

    if (ctx->credential == NGX_HTTP_SMARTSTACK_KEY && !ctx->authenticated) {
        rc = ngx_http_smartstack_find_key(ctx);

    } else {
        rc = ngx_http_smartstack_operate(ctx);
    }

    if (rc != NGX_AGAIN) {
        ngx_http_smartstack_end(ctx, rc);
    }
}


/* The operation itself, once it is known who asks. */

ngx_int_t
ngx_http_smartstack_operate(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_http_smartstack_handler_pt  handler;

    if (ctx->operation->sql != NULL) {
        return ngx_http_smartstack_run(ctx);
    }

    handler = (ngx_http_smartstack_handler_pt) ctx->operation->handler_data;

    return handler(ctx);
}


/*
 * The one place that finalises.  rc: NGX_OK, the reply was handed to nginx;
 * NGX_DECLINED, a problem is attached; NGX_ERROR.
 */

void
ngx_http_smartstack_end(ngx_http_smartstack_ctx_t *ctx, ngx_int_t rc)
{
    ngx_http_request_t  *r;

    r = ctx->request;

    if (rc == NGX_DECLINED) {

        if (ctx->problem.status == NGX_HTTP_UNAUTHORIZED
            && ctx->credential != NGX_HTTP_SMARTSTACK_ANONYMOUS)
        {
            (void) ngx_http_smartstack_limit_stranger(ctx);
        }

        rc = ngx_http_smartstack_send_problem(ctx);

    } else if (rc == NGX_ERROR && !ctx->replied) {
        rc = NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ngx_http_finalize_request(r, rc);
}


ngx_http_smartstack_ctx_t *
ngx_http_smartstack_new_context(ngx_http_request_t *r)
{
    ngx_http_cleanup_t         *hcln;
    ngx_pool_cleanup_t         *cln;
    ngx_http_smartstack_ctx_t  *ctx;

    ctx = ngx_http_smartstack_context(r);
    if (ctx != NULL) {
        return ctx;
    }

    cln = ngx_pool_cleanup_add(r->pool, sizeof(ngx_http_smartstack_ctx_t));
    if (cln == NULL) {
        return NULL;
    }

    hcln = ngx_http_cleanup_add(r, 0);
    if (hcln == NULL) {
        return NULL;
    }

    ctx = cln->data;
    ngx_memzero(ctx, sizeof(ngx_http_smartstack_ctx_t));

    ctx->request = r;
    ctx->conf = ngx_http_get_module_main_conf(r, ngx_http_smartstack_module);
    ctx->started = ngx_http_smartstack_now();

    cln->handler = ngx_http_smartstack_forget;
    hcln->handler = ngx_http_smartstack_detach;
    hcln->data = ctx;

    ngx_http_set_ctx(r, ctx, ngx_http_smartstack_module);

    ngx_smartstack_object(NGX_SMARTSTACK_OBJECT_REQUEST, 1);
    ctx->counted = 1;

    if (ngx_http_smartstack_read_headers(ctx) != NGX_OK) {
        return NULL;
    }

    return ctx;
}


/*
 * nginx zeroes r->ctx on an internal redirect and for error_page, so the
 * context is found again through the cleanup that owns its memory.  In the
 * same pool may be those of other requests: of the main one, of subrequests.
 */

ngx_http_smartstack_ctx_t *
ngx_http_smartstack_context(ngx_http_request_t *r)
{
    ngx_pool_cleanup_t         *cln;
    ngx_http_smartstack_ctx_t  *ctx;

    ctx = ngx_http_get_module_ctx(r, ngx_http_smartstack_module);

    if (ctx != NULL || (!r->internal && !r->filter_finalize)) {
        return ctx;
    }

    for (cln = r->pool->cleanup; cln; cln = cln->next) {
        if (cln->handler != ngx_http_smartstack_forget) {
            continue;
        }

        ctx = cln->data;

        if (ctx->request == r) {
            ngx_http_set_ctx(r, ctx, ngx_http_smartstack_module);
            return ctx;
        }
    }

    return NULL;
}


/* Runs before the access log: what the log reads stays in ctx. */

static void
ngx_http_smartstack_detach(void *data)
{
    ngx_http_smartstack_ctx_t *ctx = data;

    ngx_http_request_t  *r;

    r = ctx->request;

    if (ctx->op != NULL) {
        ngx_smartstack_op_detach(ctx->op);
    }

    if (ctx->operation != NULL) {
        ngx_smartstack_zone_request(ctx->operation->index,
                       r->err_status ? r->err_status : r->headers_out.status,
                       (ngx_http_smartstack_now() - ctx->started) / 1000,
                       ctx->db_took / 1000);
    }
}


static void
ngx_http_smartstack_forget(void *data)
{
    ngx_http_smartstack_ctx_t *ctx = data;

    if (ctx->body != NULL) {
        json_decref(ctx->body);
    }

    if (ctx->counted) {
        ngx_smartstack_object(NGX_SMARTSTACK_OBJECT_REQUEST, -1);
    }
}
