
/*
 * How often who may ask.  What is proved by the request itself is charged in
 * front: an address, a person, a key.  A workspace and a link are charged
 * when the database has let the caller in, so that nobody empties the bucket
 * of a stranger; and whoever is not let in is charged by his address.
 */


#include <ngx_http_smartstack.h>
#include <ngx_smartstack_limit.h>


static void ngx_http_smartstack_add_limit(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_limit_t *limits, ngx_uint_t *n,
    ngx_http_smartstack_limit_e kind, ngx_uint_t look);
static ngx_int_t ngx_http_smartstack_take(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_limit_t *limits, ngx_uint_t n);
static void ngx_http_smartstack_network_key(ngx_http_request_t *r,
    ngx_str_t *who);


ngx_int_t
ngx_http_smartstack_limit(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_uint_t               n;
    ngx_smartstack_limit_t   limits[NGX_SMARTSTACK_LIMIT_MAX];
    ngx_smartstack_limit_e   named;

    n = 0;
    named = ctx->operation->limit;

    switch (ctx->credential) {

    case NGX_HTTP_SMARTSTACK_SESSION:
        ngx_http_smartstack_add_limit(ctx, limits, &n,
                                      NGX_HTTP_SMARTSTACK_LIMIT_USER, 0);
        break;

    case NGX_HTTP_SMARTSTACK_KEY:
        ngx_http_smartstack_add_limit(ctx, limits, &n,
                                      NGX_HTTP_SMARTSTACK_LIMIT_KEY, 0);
        ngx_http_smartstack_add_limit(ctx, limits, &n,
                                      NGX_HTTP_SMARTSTACK_LIMIT_ADDRESS,
                                      1);
        break;

    case NGX_HTTP_SMARTSTACK_GUEST:
        ngx_http_smartstack_add_limit(ctx, limits, &n,
                                      NGX_HTTP_SMARTSTACK_LIMIT_ADDRESS,
                                      1);
        ngx_http_smartstack_add_limit(ctx, limits, &n,
                                      NGX_HTTP_SMARTSTACK_LIMIT_LINK, 1);
        break;

    default: /* NGX_HTTP_SMARTSTACK_ANONYMOUS */
        ngx_http_smartstack_add_limit(ctx, limits, &n,
                                      NGX_HTTP_SMARTSTACK_LIMIT_ADDRESS, 0);
    }

    if (ctx->workspace.len) {
        ngx_http_smartstack_add_limit(ctx, limits, &n,
                                      NGX_HTTP_SMARTSTACK_LIMIT_WORKSPACE,
                                      1);
    }

    if (named != NGX_SMARTSTACK_LIMIT_NONE) {
        ngx_http_smartstack_add_limit(ctx, limits, &n,
                                      NGX_HTTP_SMARTSTACK_LIMIT_MAIL + named
                                      - NGX_SMARTSTACK_LIMIT_MAIL,
                                      0);
    }

    return ngx_http_smartstack_take(ctx, limits, n);
}


/* Not let in: NGX_DECLINED with what is to be answered, 401 or 429. */

ngx_int_t
ngx_http_smartstack_limit_stranger(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_uint_t              n;
    ngx_smartstack_limit_t  limits[1];

    n = 0;
    ngx_http_smartstack_add_limit(ctx, limits, &n,
                                  NGX_HTTP_SMARTSTACK_LIMIT_ADDRESS, 0);

    (void) ngx_http_smartstack_take(ctx, limits, n);

    return NGX_DECLINED;
}


/* Let in: the database knows the caller in this workspace, by this link. */

void
ngx_http_smartstack_limit_known(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_uint_t              n, empty;
    ngx_smartstack_limit_t  limits[2];

    n = 0;

    if (ctx->link.len) {
        ngx_http_smartstack_add_limit(ctx, limits, &n,
                                      NGX_HTTP_SMARTSTACK_LIMIT_LINK, 0);
    }

    if (ctx->workspace.len) {
        ngx_http_smartstack_add_limit(ctx, limits, &n,
                                      NGX_HTTP_SMARTSTACK_LIMIT_WORKSPACE,
                                      0);
    }

    (void) ngx_smartstack_limit_take(limits, n, &empty);
}


static void
ngx_http_smartstack_add_limit(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_limit_t *limits, ngx_uint_t *n,
    ngx_http_smartstack_limit_e kind, ngx_uint_t look)
{
    ngx_smartstack_limit_t  *limit;

    if (ctx->conf->rates[kind].rate == 0) {
        return;
    }

    limit = &limits[(*n)++];

    limit->rate = &ctx->conf->rates[kind];
    limit->look = look;

    switch (kind) {

    case NGX_HTTP_SMARTSTACK_LIMIT_USER:
        limit->who.data = ctx->claims.user;
        limit->who.len = NGX_SMARTSTACK_UUID_LEN;
        break;

    case NGX_HTTP_SMARTSTACK_LIMIT_KEY:
        limit->who = ctx->digest;
        break;

    case NGX_HTTP_SMARTSTACK_LIMIT_LINK:
        limit->who = ctx->link;
        break;

    case NGX_HTTP_SMARTSTACK_LIMIT_WORKSPACE:
        limit->who = ctx->workspace;
        break;

    default:
        ngx_http_smartstack_network_key(ctx->request, &limit->who);
    }
}


static ngx_int_t
ngx_http_smartstack_take(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_limit_t *limits, ngx_uint_t n)
{
    ngx_int_t                rc;
    ngx_uint_t               i, tightest;
    ngx_smartstack_limit_t  *limit;

    if (n == 0) {
        return NGX_OK;
    }

    tightest = 0;
    rc = ngx_smartstack_limit_take(limits, n, &tightest);

    for (i = 1; rc == NGX_OK && i < n; i++) {
        if (limits[i].remaining < limits[tightest].remaining) {
            tightest = i;
        }
    }

    limit = &limits[tightest];

    ctx->limit_rate = limit->rate;
    ctx->limit_remaining = limit->remaining;
    ctx->limit_reset = (rc == NGX_OK) ? limit->reset : limit->wait;

    if (rc == NGX_OK) {
        return NGX_OK;
    }

    ngx_smartstack_count(NGX_SMARTSTACK_C_LIMITED);

    ctx->problem.retry_after = limit->wait;

    return ngx_http_smartstack_problem(ctx, NGX_HTTP_TOO_MANY_REQUESTS,
               "rate_limited", "Too many requests; Retry-After says when.");
}


/* An address of IPv4; of IPv6 the /64, since that is what one line has. */

static void
ngx_http_smartstack_network_key(ngx_http_request_t *r, ngx_str_t *who)
{
    ngx_http_smartstack_client_ip(r, who);

    if (who->len == 0) {
        ngx_str_set(who, "local");

    } else if (who->len == 16) {
        who->len = 8;
    }
}


/* RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers). */

ngx_int_t
ngx_http_smartstack_limit_headers(ngx_http_smartstack_ctx_t *ctx)
{
    u_char                 *p;
    ngx_str_t               value;
    ngx_smartstack_rate_t  *rate;

    rate = ctx->limit_rate;

    if (rate == NULL) {
        return NGX_OK;
    }

    p = ngx_pnalloc(ctx->request->pool,
                    2 * (rate->name.len + sizeof("\"\";q=;w=")
                         + 2 * NGX_INT_T_LEN));
    if (p == NULL) {
        return NGX_ERROR;
    }

    value.data = p;
    p = ngx_sprintf(p, "\"%V\";q=%ui;w=%ui", &rate->name, rate->rate,
                    rate->period);
    value.len = p - value.data;

    if (ngx_http_smartstack_header(ctx->request, "RateLimit-Policy", &value)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    value.data = p;
    p = ngx_sprintf(p, "\"%V\";r=%ui;t=%ui", &rate->name,
                    ctx->limit_remaining, ctx->limit_reset);
    value.len = p - value.data;

    return ngx_http_smartstack_header(ctx->request, "RateLimit", &value);
}
